"""The life of a meeting: who says that it is planned, held, denied or called off, and when."""

from __future__ import annotations

from traps.expect_between import no_disagreement
from traps.expect_meetings import banquet, meetings, meets, no_meeting, told, visits
from traps.trap import trap

TRAPS = (
    trap(
        "planned-by-the-word-of-a-spokesman",
        "meetings",
        """
        Queen to visit Riga

        12 March 2014

        The Latvian president, Aldis Strautmanis, will receive Spanish Queen Leocadia in Riga on
        March 20, palace spokesman Íñigo Zuazola said.
        """,
        told("Aldis Strautmanis", article="a.txt", status="planned", by="Íñigo Zuazola"),
    ),
    trap(
        "held-by-the-word-of-an-agency",
        "meetings",
        """
        Border chiefs talk

        9 September 2019

        Laotian General Bounthavy Sisombath met Thai General Prasong Wattanakul in Nong Khai on
        Sunday, the Lao News Agency reported.
        """,
        meets("Bounthavy Sisombath", "Prasong Wattanakul", start="2019-09-08", end="2019-09-08"),
        told("Bounthavy Sisombath", article="a.txt", status="held", by="Lao News Agency"),
    ),
    trap(
        "denied-by-one-of-the-two",
        "between",
        (
            """
            Secret handshake

            3 June 2016

            Opposition leader Tinashe Gwatidzo met Colonel Farai Zvobwo-Moyo in Beira on May 30, the
            newspaper Savana reported.
            """,
            """
            Colonel denies it

            5 June 2016

            Colonel Farai Zvobwo-Moyo denied that he had met opposition leader Tinashe Gwatidzo in
            Beira on May 30.
            """,
        ),
        meetings(1, "Tinashe Gwatidzo", "Farai Zvobwo-Moyo"),
        told("Tinashe Gwatidzo", article="a.txt", status="held", by="Savana"),
        told("Tinashe Gwatidzo", article="b.txt", status="denied", by="Farai Zvobwo-Moyo"),
    ),
    trap(
        "postponed-to-another-day",
        "between",
        (
            """
            Talks on Thursday

            Monday, 4 February 2019

            Afghan negotiator Palwasha Nooristani will meet Pakistani envoy Khurram Sialkoti in
            Tashkent on February 7.
            """,
            """
            Talks put off

            Wednesday, 6 February 2019

            Afghan negotiator Palwasha Nooristani will meet Pakistani envoy Khurram Sialkoti in
            Tashkent on February 21, two weeks later than planned.
            """,
        ),
        meets(
            "Palwasha Nooristani",
            "Khurram Sialkoti",
            start="2019-02-21",
            end="2019-02-21",
            status="planned",
        ),
    ),
    trap(
        "invited-in-one-article-there-in-the-next",
        "between",
        (
            """
            Invitation to Astana

            8 January 2018

            Kazakhstan has invited Hungarian Prime Minister Gellért Vadkerti to Astana, his office
            said.
            """,
            """
            Premier in Astana

            22 March 2018

            Hungarian Prime Minister Gellért Vadkerti arrived in Astana on Wednesday.
            """,
        ),
        visits("Gellért Vadkerti", place=("Astana", "Kazakhstan"), start="2018-03-21"),
        told("Gellért Vadkerti", article="b.txt", status="held"),
        no_disagreement(),
    ),
    trap(
        "the-summit-was-called-off",
        "meetings",
        """
        Storm stops summit

        18 September 2017

        Dominican President Yamilet Rosario-Peguero and Haitian leader Wisly Desrosiers were to meet
        in Ouanaminthe on Tuesday. The summit was called off as the hurricane neared.
        """,
        meets(
            "Yamilet Rosario-Peguero", "Wisly Desrosiers", status="cancelled", start="2017-09-19"
        ),
        meetings(1),
    ),
    trap(
        "dinner-without-talks",
        "meetings",
        """
        Kings at dinner

        2 December 2015

        Lesotho's King Mohato Lerotholi gave a dinner for the Swazi prince, Sobandla Dlamini-Nkosi,
        in Maseru on Tuesday evening during the prince's three-day visit.
        """,
        banquet("Mohato Lerotholi", "Sobandla Dlamini-Nkosi"),
        visits("Sobandla Dlamini-Nkosi", place=("Maseru", "Lesotho")),
    ),
    trap(
        "walk-and-tea-of-one-summit",
        "meetings",
        """
        Two men by a lake

        28 April 2018

        Indian Prime Minister Raghunandan Kulkarni met Bhutanese King Ugyen Dorji-Namgyel in Paro on
        Friday. They walked by the river, drank tea and planted a tree.
        """,
        meetings(1),
        meets("Raghunandan Kulkarni", "Ugyen Dorji-Namgyel", start="2018-04-27", place="Paro"),
    ),
    trap(
        "met-before-and-will-meet-again",
        "meetings",
        """
        Third summit ahead

        10 September 2018

        Armenian leader Suren Hovakimyan-Lazar and Georgian President Ketevan Abuladze-Dvali have
        met twice this year, in Gyumri in April and in Batumi on May 26. They will meet in Yerevan
        next week.
        """,
        meets("Suren Hovakimyan-Lazar", "Ketevan Abuladze-Dvali", start="2018-05-26"),
        meets("Suren Hovakimyan-Lazar", "Ketevan Abuladze-Dvali", start="2018-04", end="2018-04"),
        meets(
            "Suren Hovakimyan-Lazar", "Ketevan Abuladze-Dvali", status="planned", place="Yerevan"
        ),
        meetings(3, "Suren Hovakimyan-Lazar", "Ketevan Abuladze-Dvali"),
    ),
    trap(
        "wanted-a-meeting-and-got-none",
        "meetings",
        """
        No answer from the palace

        5 November 2021

        Activist Zainabu Mwakalinga wants to meet President Baraka Nyerembe-Lusinde. She wrote to
        him in May. He has not answered.
        """,
        no_meeting("Zainabu Mwakalinga", kind="Visit"),
        meets("Zainabu Mwakalinga", "Baraka Nyerembe-Lusinde", status="hypothetical"),
    ),
    trap(
        "fourth-visit-in-ten-years",
        "meetings",
        """
        Patriarch in Damascus

        30 June 2019

        Patriarch Athenagoras Lykourgos arrived in Damascus on Saturday, his fourth visit to Syria
        in ten years. In 2013 he had come on foot.
        """,
        visits(
            "Athenagoras Lykourgos",
            place=("Damascus", "Syria"),
            start="2019-06-29",
        ),
    ),
)
