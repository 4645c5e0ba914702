"""What is nobody's claim, and the attitude of what is one."""

from __future__ import annotations

from traps.expect import never_says, no_claims, nobody_says, says
from traps.trap import trap

TRAPS = (
    trap(
        "believed-expected-and-reputed-without-a-source",
        "claims",
        """
        Tycoon's yacht leaves port

        16 March 2022

        The yacht is believed to belong to Fyodor Zaretskikh, a fertiliser magnate. He is thought to
        have boarded it in Izmir and is expected to sell it. Mr. Zaretskikh is said to own two more.
        """,
        never_says("Fyodor Zaretskikh", "boarded it in Izmir"),
        never_says("Fyodor Zaretskikh", "to sell it"),
        never_says("Fyodor Zaretskikh", "own two more"),
    ),
    trap(
        "plain-actions",
        "claims",
        """
        Warsaw tightens border

        20 October 2021

        Poland was forced to impose a curfew along the river on Tuesday. Interior Minister Kazimierz
        Wądołowski signed the decree, published the list of villages and sent two thousand soldiers.
        The opposition backed the move.
        """,
        no_claims(),
    ),
    trap(
        "a-capital-forced-to-impose",
        "claims",
        """
        Rice prices climb

        2 June 2008

        Manila was forced to impose a ceiling on prices after two typhoons. Hanoi stopped its
        exports. Traders in Manila said the ceiling was useless.
        """,
        nobody_says("was forced to impose a ceiling on prices after two typhoons"),
        nobody_says("stopped its exports"),
        says(("traders", "traders in Manila"), "the ceiling was useless"),
    ),
    trap(
        "headline-is-nobodys",
        "claims",
        """
        Mayor says tram will run by spring

        7 January 2020

        The tram in Oradea will run by spring, mayor Florina Mureșanu-Takács said on Tuesday.
        """,
        nobody_says("[tram will run by spring]\n"),
        says("Florina Mureșanu-Takács", "[The tram in Oradea will run by spring], mayor"),
    ),
    trap(
        "caption-is-nobodys",
        "claims",
        """
        Flood victims return

        12 August 2021

        Villager Darko Stamenov says he has lost everything, in Gevgelija on August 11, 2021. Photo:
        Reuters

        Families began to dig out their houses on Thursday.
        """,
        nobody_says("he has lost everything"),
    ),
    trap(
        "navigation-is-nobodys",
        "claims",
        """
        Parliament passes water law

        23 February 2017

        The parliament in Podgorica passed a law on water on Thursday.

        Read also: Minister says dam is safe

        Subscribe to our newsletter and tell us what you think

        Share this article
        """,
        nobody_says("dam is safe"),
        nobody_says("what you think"),
    ),
    trap(
        "a-paragraph-in-another-language",
        "claims",
        """
        Zagreb mayor resigns

        4 May 2021

        “Odlazim jer sam umoran i jer grad treba nekoga drugoga”, rekao je gradonačelnik Zvonimir
        Perušina u utorak na konferenciji za novinare u gradskoj vijećnici.

        Mayor Zvonimir Perušina resigned on Tuesday after eleven years.
        """,
        no_claims(),
    ),
    trap(
        "declined-to-comment",
        "claims",
        """
        Brewery sold

        6 June 2019

        The brewery has new owners. Its founder, Benedikt Achleitner-Moll, declined to comment. The
        buyers could not be reached and did not respond to requests for comment.
        """,
        no_claims(),
    ),
    trap(
        "would-not-say-whether",
        "claims",
        """
        Coach keeps fans guessing

        18 November 2020

        Coach Lwazi Ntombela refused to say whether he would stay. He did not say who would play on
        Saturday.
        """,
        never_says("Lwazi Ntombela", "he would stay", as_fact=True),
        never_says("Lwazi Ntombela", "who would play on Saturday", as_fact=True),
    ),
    trap(
        "a-denial-is-marked",
        "claims",
        """
        Banker rejects charges

        25 September 2018

        Banker Anneliese Vroomkoning denied that she had moved the money to Panama.
        """,
        says("Anneliese Vroomkoning", "she had moved the money to Panama", negated=True),
    ),
    trap(
        "want-fear-plan-believe",
        "claims",
        """
        Four ways to look at a wall

        29 October 2016

        Farmers in Tarma want the wall to be torn down. Their mayor, Eusebio Huaytalla, fears that
        it would bury the road. The engineer Rumi Atoccsa believes that it will hold. The governor
        plans to visit the site on Monday.
        """,
        says(("farmers", "farmers in Tarma"), "the wall to be torn down", attitude="desire"),
        says("Eusebio Huaytalla", "it would bury the road", attitude="fear"),
        says("Rumi Atoccsa", "it will hold", attitude="belief"),
        says(("governor", "the governor"), "to visit the site on Monday", attitude="intention"),
    ),
    trap(
        "warnings-promises-and-calls",
        "claims",
        """
        Drought summit ends

        31 August 2019

        Chad's President Abakar Djiddawi warned that the lake would be gone in twenty years. Niger
        promised to plant a million trees. The campaigner Hadiza Souleymanou called on donors to
        double their aid.
        """,
        says("Abakar Djiddawi", "the lake would be gone in twenty years", attitude="statement"),
        says("Niger", "to plant a million trees", attitude="intention"),
        says("Hadiza Souleymanou", "donors to double their aid", attitude="desire"),
    ),
    trap(
        "whom-a-claim-is-about",
        "claims",
        """
        Envoy praises islanders

        10 April 2018

        “Fiji has done more for the sea than any power,” said envoy Ingvild Strømmegjerde. Captain
        Semisi Tupoulahi, she said, had shown her the dying reef.
        """,
        says(
            "Ingvild Strømmegjerde",
            "“Fiji has done more for the sea than any power,”",
            about=["Fiji"],
        ),
        says(
            "Ingvild Strømmegjerde",
            "Captain Semisi Tupoulahi, | had shown her the dying reef",
            about=["Semisi Tupoulahi"],
        ),
    ),
    trap(
        "narrative-is-no-speech",
        "claims",
        """
        A quiet vote in Lomé

        24 February 2020

        The queues were short. The move suggests a change of course, and the figures show a tired
        country. Shops opened at noon as if nothing had happened.
        """,
        never_says("unknown", "a change of course"),
        nobody_says("a tired country"),
        nobody_says("nothing had happened"),
    ),
    trap(
        "statement-of-a-ministry",
        "claims",
        """
        Kenya recalls envoy

        15 February 2021

        The decision is not aimed at the people of Somalia, the Foreign Ministry in Nairobi said in
        a statement.
        """,
        says(
            ("Foreign Ministry", "Kenyan Foreign Ministry", "Foreign Ministry of Kenya"),
            "The decision is not aimed at the people of Somalia",
            about=["Somalia"],
        ),
    ),
    trap(
        "fragments-of-speech-are-not-cut",
        "claims",
        """
        Union chief talks tough

        8 March 2023

        Union leader Caoimhe Nic Fhlannchaidh said that the offer, which she had read on the train
        to Cork with a pencil in her hand, was worth less than the paper.
        """,
        says(
            "Caoimhe Nic Fhlannchaidh",
            "the offer, which she had read … was worth less than the paper",
        ),
    ),
    trap(
        "views-without-a-verb-of-speech",
        "claims",
        """
        Scholars split over treaty

        21 July 2016

        In the view of historian Bartholomäus Eichstätter, the treaty was dead on arrival. For
        lawyer Nomvula Sithebe-Kunene, it can still be saved, as she put it, “by boring people.”
        """,
        says("Bartholomäus Eichstätter", "the treaty was dead on arrival"),
        says("Nomvula Sithebe-Kunene", "it can still be saved, | “by boring people.”"),
    ),
    trap(
        "asked-whether",
        "claims",
        """
        Senator grills bank chief

        12 October 2017

        Senator Delphine Okarowsky asked whether the bank had known. Its chief, Hartmut
        Querengässer, answered that it had not.
        """,
        says("Delphine Okarowsky", "whether the bank had known"),
        says("Hartmut Querengässer", "it had not"),
    ),
)
