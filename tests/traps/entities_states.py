"""States and their capitals, agencies, ministries, parties and other bodies."""

from __future__ import annotations

from traps.expect import says
from traps.expect_entities import count, linked, means, no_entity, one_entity, two_entities
from traps.trap import trap

TRAPS = (
    trap(
        "a-capital-that-acts",
        "entities",
        """
        Trade war widens

        8 April 2018

        Beijing was forced to answer the new duties within a day. Jakarta said it would wait. Paris
        and Berlin agreed to consult each other.
        """,
        means("[Beijing] was forced", "China"),
        means("[Jakarta] said", "Indonesia"),
        means("[Paris] and Berlin", "France"),
        means("and [Berlin] agreed", "Germany"),
        says("Indonesia", "it would wait"),
        linked("China", "Q148"),
        linked("Indonesia", "Q252"),
    ),
    trap(
        "a-capital-that-is-a-place",
        "entities",
        """
        Choir on tour

        8 April 2018

        The choir arrived in Beijing by train, slept in a hotel in northern Jakarta and flew on from
        Paris. Shops in Berlin sold its records.
        """,
        means("arrived in [Beijing]", "Beijing"),
        means("northern [Jakarta]", "Jakarta"),
        means("on from [Paris]", "Paris"),
        means("Shops in [Berlin]", "Berlin"),
        count("State", 0),
    ),
    trap(
        "one-capital-in-both-roles",
        "entities",
        """
        Vienna hosts, Vienna pays

        19 March 2015

        The delegates met in Vienna on Thursday. Vienna said it would pay for the hall, and talks
        between Vienna and Ljubljana about the rail link went on.
        """,
        means("met in [Vienna]", "Vienna"),
        means("[Vienna] said it", "Austria"),
        means("between [Vienna] and", "Austria"),
        means("and [Ljubljana] about", "Slovenia"),
    ),
    trap(
        "short-names-and-adjectives-of-a-state",
        "entities",
        """
        Fishing row

        11 September 2020

        The United Kingdom and Iceland argued over mackerel. Britain wants a larger share, and the
        UK navy sent a ship. Icelandic skippers said the British nets were illegal. The U.K. did not
        answer.
        """,
        means("[Britain] wants", "United Kingdom"),
        means("the [UK] navy", "United Kingdom"),
        means("The [U.K.] did", "United Kingdom"),
        count("State", 2),
        says("United Kingdom", "a larger share", attitude="desire"),
        says("Icelandic skippers", "the British nets were illegal", about=["United Kingdom"]),
    ),
    trap(
        "the-north-and-the-south",
        "entities",
        """
        Loudspeakers fall silent

        23 April 2018

        South Korea switched off its loudspeakers at the border with North Korea. The North had
        asked for it, and the South hopes for talks. The DPRK answered within the hour.
        """,
        means("[The North] had", "North Korea"),
        means("[the South] hopes", "South Korea"),
        means("The [DPRK] answered", "North Korea"),
        count("State", 2),
    ),
    trap(
        "north-and-south-of-a-country-that-is-one",
        "entities",
        """
        Heat in Italy

        24 June 2021

        The north of Italy sweated on Thursday, while the South was cooler. Trains to the North were
        late.
        """,
        no_entity("North Korea"),
        no_entity("South Korea"),
        count("State", 1),
    ),
    trap(
        "georgia-on-the-atlantic",
        "entities",
        """
        Peach harvest fails

        30 May 2017

        Georgia Governor Beau Tillingcastle said in Atlanta that the peach harvest had failed.
        Growers near Savannah, Georgia, asked for help.
        """,
        no_entity("Georgia", "State"),
        says("Beau Tillingcastle", "the peach harvest had failed"),
    ),
    trap(
        "georgia-on-the-black-sea",
        "entities",
        """
        Wine for Europe

        30 May 2017

        Georgia sold more wine in 2016 than ever, its agriculture minister, Levan Chkheidzishvili,
        said in Tbilisi.
        """,
        linked("Georgia", "Q230"),
        says(
            "Levan Chkheidzishvili", "Georgia sold more wine in 2016 than ever", about=["Georgia"]
        ),
    ),
    trap(
        "ministry-then-the-ministry",
        "entities",
        """
        Sudan closes crossing

        17 September 2019

        Sudan's Interior Ministry closed a crossing on Tuesday. The ministry said lorries had
        carried weapons.
        """,
        means("[The ministry] said", "Interior Ministry"),
        count("Organization", 1),
    ),
    trap(
        "an-organisation-and-its-letters",
        "entities",
        """
        Herring quota halved

        21 November 2018

        The Nordic Herring Commission (NHC) halved the quota on Wednesday. The NHC said stocks were
        low. The commission meets again in May.
        """,
        one_entity("Nordic Herring Commission", "NHC", kind="Organization"),
        says("Nordic Herring Commission", "stocks were low"),
    ),
    trap(
        "two-ministries-of-one-kind",
        "entities",
        """
        Envoys summoned

        3 October 2020

        The Latvian Foreign Ministry summoned the envoy of Belarus. The Belarusian Foreign Ministry
        said it would do the same.
        """,
        count("Organization", 2),
        count("State", 2),
    ),
    trap(
        "a-company-like-a-state",
        "entities",
        """
        Airline expands

        1 July 2019

        Turkish Airlines ordered ten aircraft. Air India and Brussels Airlines said they might buy
        the old ones.
        """,
        one_entity("Turkish Airlines", kind="Organization"),
        one_entity("Air India", kind="Organization"),
        count("State", 0),
    ),
    trap(
        "agencies-are-organisations",
        "entities",
        """
        Storm over Luzon

        2 November 2020

        The storm weakened overnight, the Philippine News Agency said. Kyodo News reported that
        Japan would send tents.
        """,
        two_entities("Philippine News Agency", "Kyodo News", "Organization"),
        says("Philippine News Agency", "The storm weakened overnight"),
        says("Kyodo News", "Japan would send tents", about=["Japan"]),
    ),
    trap(
        "parliaments-and-palaces-that-speak",
        "entities",
        """
        Row over a pipeline

        9 March 2016

        The Kremlin said the pipeline would be built. The White House called it a mistake.
        """,
        says(("Kremlin", "Russia"), "the pipeline would be built"),
        says(("White House", "United States"), "it a mistake"),
        count("Person", 0),
    ),
)
