"""Who met whom: hosts, companions, delegations, banquets, and one meeting told more than once."""

from __future__ import annotations

from traps.expect import nobody_says, says
from traps.expect_meetings import banquet, meetings, meets, no_meeting, visits
from traps.trap import trap

TRAPS = (
    trap(
        "a-visit-with-talks-and-a-banquet",
        "meetings",
        """
        State visit ends with a toast

        24 October 2019

        Kazakh President Nurlybek Zhaksygaliyev and his wife, Aigerim Zhaksygaliyeva, visited Rome
        from Monday to Wednesday at the invitation of Italian President Ottorino Bellandi.

        Mr. Bellandi held talks with Mr. Zhaksygaliyev at the Quirinal Palace on Tuesday. In the
        evening he and his wife, Fiammetta Bellandi, hosted a banquet for the guests.
        """,
        visits(
            "Nurlybek Zhaksygaliyev",
            place=("Rome", "Italy"),
            start="2019-10-21",
            end="2019-10-23",
            hosts=["Ottorino Bellandi"],
            companions=["Aigerim Zhaksygaliyeva"],
        ),
        banquet("Nurlybek Zhaksygaliyev", "Ottorino Bellandi"),
        meets("Nurlybek Zhaksygaliyev", "Ottorino Bellandi", start="2019-10-22", end="2019-10-22"),
        meetings(1, "Nurlybek Zhaksygaliyev", "Ottorino Bellandi"),
    ),
    trap(
        "companions-are-no-principals",
        "meetings",
        """
        Chancellor in Dakar

        12 May 2022

        German Chancellor Irmgard Wesselkamp, accompanied by Economy Minister Korbinian
        Schlattinger, met Senegalese President Mamour Diagne-Sow in Dakar on Wednesday.
        """,
        meets(
            "Irmgard Wesselkamp",
            "Mamour Diagne-Sow",
            start="2022-05-11",
            place="Dakar",
            companions=["Korbinian Schlattinger"],
        ),
        meetings(1),
    ),
    trap(
        "received-by-the-host",
        "meetings",
        """
        Envoy at the palace

        7 June 2016

        Swiss envoy Seraina Caduff was received by Sri Lankan President Mahinda Weerakoonage in
        Colombo on Monday.
        """,
        meets(
            "Seraina Caduff",
            "Mahinda Weerakoonage",
            start="2016-06-06",
            end="2016-06-06",
            place="Colombo",
        ),
    ),
    trap(
        "welcomed-and-hosted",
        "meetings",
        """
        Neighbours at table

        21 April 2013

        Namibian President Penda Shikongo-Haufiku hosted Botswana's leader, Kagiso Tshekedi-Moremi,
        at his farm near Windhoek on Saturday.
        """,
        meets("Penda Shikongo-Haufiku", "Kagiso Tshekedi-Moremi", start="2013-04-20"),
    ),
    trap(
        "three-at-one-table",
        "meetings",
        """
        Trilateral summit

        15 July 2017

        The leaders of the three Baltic states, Estonia's Taavi Raudsepp-Luik, Latvia's Ilze Brūvere
        and Lithuania's Mindaugas Žemgulys, met in Riga on Friday.
        """,
        meets("Taavi Raudsepp-Luik", "Ilze Brūvere", "Mindaugas Žemgulys", start="2017-07-14"),
        meetings(1),
    ),
    trap(
        "on-the-sidelines-of-a-conference",
        "meetings",
        """
        Brief encounter

        19 February 2018

        Omani minister Said Al-Khanjari met Israeli minister Yehudit Bar-Giora on the sidelines of
        the Munich Security Conference on Saturday.
        """,
        meets("Said Al-Khanjari", "Yehudit Bar-Giora", start="2018-02-17", place="Munich"),
        meetings(1),
    ),
    trap(
        "one-meeting-told-four-times",
        "meetings",
        """
        Leaders end feud

        Thursday, 7 December 2017

        Ugandan President Okello Ssemakula met Rwandan President Théogène Habyalimana in Gatuna on
        Wednesday. The meeting lasted four hours. It was the two leaders' first. After the talks,
        the two presidents walked across the border.
        """,
        meetings(1),
        meets("Okello Ssemakula", "Théogène Habyalimana", start="2017-12-06", place="Gatuna"),
    ),
    trap(
        "one-meeting-in-two-articles",
        "between",
        (
            """
            Ministers meet

            3 April 2019

            Mongolian Foreign Minister Ganbaatar Tsendsuren met Japan's Hisako Minamiyama in Tokyo
            on Tuesday.
            """,
            """
            Japan lends Mongolia money

            4 April 2019

            Japan's foreign minister, Hisako Minamiyama, promised a loan when she met her Mongolian
            counterpart, Ganbaatar Tsendsuren, in Tokyo on April 2.
            """,
        ),
        meets(
            "Ganbaatar Tsendsuren",
            "Hisako Minamiyama",
            start="2019-04-02",
            end="2019-04-02",
            place="Tokyo",
            articles=["a.txt", "b.txt"],
        ),
        meetings(1),
    ),
    trap(
        "a-vague-and-an-exact-date-of-one-meeting",
        "between",
        (
            """
            Peace in reach

            20 August 2018

            Ethiopian mediator Lemma Wakjira met rebel chief Peter Gatluak in Gambela on August 3.
            """,
            """
            How peace came

            2 November 2018

            In early August the Ethiopian mediator Lemma Wakjira met the rebel chief Peter Gatluak
            in Gambela.
            """,
        ),
        meetings(1),
        meets(
            "Lemma Wakjira",
            "Peter Gatluak",
            start="2018-08-03",
            end="2018-08-03",
            articles=["a.txt", "b.txt"],
        ),
    ),
    trap(
        "two-months-two-articles-two-meetings",
        "between",
        (
            """
            Border talks

            12 March 2015

            Bolivian minister Néstor Mamani-Choque met Chilean minister Pilar Iturriaga in Arica on
            Tuesday.
            """,
            """
            Border talks go on

            15 May 2015

            Bolivian minister Néstor Mamani-Choque met Chilean minister Pilar Iturriaga in La Paz on
            Wednesday.
            """,
        ),
        meetings(2, "Néstor Mamani-Choque", "Pilar Iturriaga"),
        meets("Néstor Mamani-Choque", "Pilar Iturriaga", start="2015-03-10", place="Arica"),
        meets("Néstor Mamani-Choque", "Pilar Iturriaga", start="2015-05-13", place="La Paz"),
    ),
    trap(
        "went-home-after-a-visit",
        "meetings",
        """
        Prince flies home

        10 April 2014

        Jordanian Prince Talal bin Nayef arrived in Rabat on Monday and left Morocco on Thursday. He
        visited a school in Fez.
        """,
        visits("Talal bin Nayef", place=("Morocco", "Rabat"), start="2014-04-07"),
        no_meeting("Talal bin Nayef"),
    ),
    trap(
        "a-place-that-belongs-to-somebody-else",
        "meetings",
        """
        Quiet talks in Oslo

        19 January 2011

        The negotiators, Colombia's Fabián Quintanilla-Rey and rebel Oriol Taborda, met in a hotel
        near Oslo on Tuesday. Both refused to speak about the hostages held near Cali.
        """,
        meets("Fabián Quintanilla-Rey", "Oriol Taborda", start="2011-01-18", place="Oslo"),
    ),
    trap(
        "a-meeting-inside-a-claim",
        "meetings",
        """
        Bank chief on the stand

        6 March 2018

        The banker Gheorghe Apostoleanu testified that he had met the senator, Titus Frunzescu, in
        Vienna in July 2012.
        """,
        meets("Gheorghe Apostoleanu", "Titus Frunzescu", start="2012-07", place="Vienna"),
        says(
            "Gheorghe Apostoleanu",
            "he had met the senator, Titus Frunzescu, in Vienna in July 2012",
        ),
    ),
    trap(
        "a-caption-of-a-meeting",
        "meetings",
        """
        Fish for steel

        4 June 2021

        Faroese Prime Minister Hanus Dalsgarð (left) shakes hands with Chinese Ambassador Bao
        Wenjing in Tórshavn on June 2, 2021. Photo: AFP

        The Faroe Islands will sell more salmon to China, the government said.
        """,
        nobody_says("Faroese Prime Minister Hanus Dalsgarð"),
        meets("Hanus Dalsgarð", "Bao Wenjing", start="2021-06-02"),
    ),
    trap(
        "states-that-met-through-their-men",
        "meetings",
        """
        Nuclear talks resume

        29 November 2021

        Iranian negotiator Behrang Tavakkolian and British diplomat Rowena Fotheringhay-Lisle met in
        Vienna on Monday. The United States was not at the table.
        """,
        meets("Behrang Tavakkolian", "Rowena Fotheringhay-Lisle", start="2021-11-29"),
        no_meeting("United States", kind=None),
    ),
)
