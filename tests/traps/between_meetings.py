"""Where articles differ about a meeting, and where they only seem to."""

from __future__ import annotations

from traps.expect_between import disagree, no_disagreement
from traps.expect_meetings import meetings
from traps.trap import trap

TRAPS = (
    trap(
        "one-day-apart",
        "between",
        (
            """
            Envoys meet in Doha

            20 January 2020

            Taliban envoy Zabihgul Rahimzai met American negotiator Thaddeus Brockelhurst in Doha on
            January 17.
            """,
            """
            Talks in Qatar

            21 January 2020

            The Taliban envoy Zabihgul Rahimzai and the American negotiator Thaddeus Brockelhurst
            met in Doha on January 18.
            """,
        ),
        disagree("in Doha on January 17", "in Doha on January 18", "date"),
    ),
    trap(
        "a-vaguer-date-is-no-other-date",
        "between",
        (
            """
            Leaders talk fish

            8 May 2019

            Icelandic Prime Minister Hallgerður Ásgrímsdóttir met Norway's Torbjørn Kvalsund in
            Ålesund on May 3.
            """,
            """
            Cod quota settled

            28 June 2019

            Norway's Torbjørn Kvalsund met the Icelandic prime minister, Hallgerður Ásgrímsdóttir,
            in Ålesund in early May.
            """,
        ),
        meetings(1, "Hallgerður Ásgrímsdóttir", "Torbjørn Kvalsund"),
        no_disagreement(),
    ),
    trap(
        "official-or-unofficial",
        "between",
        (
            """
            Leader back from Laos

            14 June 2018

            Cambodian leader Chhay Sovannarith paid an official visit to Laos from June 10 to 12,
            the Cambodian government said.
            """,
            """
            Quiet trip to Vientiane

            15 June 2018

            Cambodian leader Chhay Sovannarith paid an unofficial visit to Laos from June 10 to 12,
            Lao state media said.
            """,
        ),
        meetings(1, "Chhay Sovannarith", kind="Visit"),
        disagree("paid an official visit to Laos", "paid an unofficial visit to Laos", "official"),
    ),
    trap(
        "met-or-not",
        "between",
        (
            """
            Secret talks in Larnaca

            3 October 2017

            Libyan General Miftah Bu-Shagur met Italian envoy Ermenegilda Passalacqua in Larnaca on
            Sunday.
            """,
            """
            Rome denies talks

            4 October 2017

            Italian envoy Ermenegilda Passalacqua did not meet Libyan General Miftah Bu-Shagur in
            Larnaca on Sunday, the government in Rome said.
            """,
        ),
        disagree(
            "General Miftah Bu-Shagur met Italian envoy", "did not meet Libyan General", "status"
        ),
    ),
    trap(
        "two-places-of-one-meeting",
        "between",
        (
            """
            Chiefs meet

            9 March 2015

            Fijian minister Josefa Naulivou met Tongan Prince Tevita Fakafanua in Suva on March 6.
            """,
            """
            Pacific handshake

            10 March 2015

            Prince Tevita Fakafanua of Tonga and the Fijian minister Josefa Naulivou met in Nadi on
            March 6.
            """,
        ),
        disagree("Fakafanua in Suva on March 6", "met in Nadi on March 6", "place"),
    ),
    trap(
        "planned-and-then-held-is-no-quarrel",
        "between",
        (
            """
            Meeting on Tuesday

            Friday, 1 April 2016

            Georgian minister Nanuli Kvachantiradze will meet Turkish minister Orçun Sağlamoğlu in
            Batumi on April 5.
            """,
            """
            Ministers in Batumi

            Wednesday, 6 April 2016

            Georgian minister Nanuli Kvachantiradze met Turkish minister Orçun Sağlamoğlu in Batumi
            on April 5.
            """,
        ),
        meetings(1, "Nanuli Kvachantiradze", "Orçun Sağlamoğlu"),
        no_disagreement(),
    ),
    trap(
        "a-town-and-its-state-are-no-two-places",
        "between",
        (
            """
            Pact signed

            12 May 2012

            Laotian General Somphone Keobounphanh met Thai General Virote Sirimongkol in Thailand on
            May 9.
            """,
            """
            Generals at the river

            13 May 2012

            Thai General Virote Sirimongkol met Laotian General Somphone Keobounphanh in Nong Khai,
            Thailand, on May 9.
            """,
        ),
        meetings(1, "Somphone Keobounphanh", "Virote Sirimongkol"),
        no_disagreement(),
    ),
)
