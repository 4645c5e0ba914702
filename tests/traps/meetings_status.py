"""Whether it took place: planned, invited, imagined, denied, called off; and what is no meeting."""

from __future__ import annotations

from traps.expect_meetings import ANY, meets, no_meeting, told, visits
from traps.trap import trap

TRAPS = (
    trap(
        "planned-for-a-day",
        "meetings",
        """
        Handshake on the bridge

        5 July 2018

        Eritrean President Tekie Ghebremeskel will meet Ethiopian Prime Minister Girma Assefa-Tulu
        in Asmara on July 9.
        """,
        meets(
            "Tekie Ghebremeskel",
            "Girma Assefa-Tulu",
            start="2018-07-09",
            status="planned",
            place="Asmara",
        ),
    ),
    trap(
        "invited-and-nothing-more",
        "meetings",
        """
        An invitation from Minsk

        1 October 2019

        Belarusian President Vasil Harbatsevich has invited Poland's president, Czesława
        Mroczkowska, to Minsk.
        """,
        visits("Czesława Mroczkowska", place=("Belarus", "Minsk"), status="invited"),
    ),
    trap(
        "invited-and-accepted",
        "meetings",
        """
        Queen to see the reef

        18 March 2017

        Palau's President Ngirchelong Tmetuchl invited the Dutch queen, Wilhelmina van Oostenrijck,
        to Palau on Friday. She accepted and will travel in May.
        """,
        visits("Wilhelmina van Oostenrijck", place="Palau", status="planned", start="2017-05"),
    ),
    trap(
        "denied",
        "meetings",
        """
        No secret talks, says Riyadh

        22 November 2020

        Saudi Foreign Minister Turki Al-Muhaysin denied that he had met the Israeli envoy Avner
        Lifschütz in Neom on Sunday.
        """,
        meets("Turki Al-Muhaysin", "Avner Lifschütz", status="denied"),
    ),
    trap(
        "did-not-meet",
        "meetings",
        """
        Ships that pass

        25 September 2015

        The Cuban leader Osvaldo Barreiro and the American envoy Tucker Wainscott spoke in the same
        hall on Friday but did not meet.
        """,
        meets("Osvaldo Barreiro", "Tucker Wainscott", status="denied"),
    ),
    trap(
        "cancelled",
        "meetings",
        """
        Summit off

        25 May 2018

        Indian Foreign Minister Chandrika Venkataswamy cancelled Saturday's meeting with her
        Pakistani counterpart, Zahoor Baltistani.
        """,
        meets(
            "Chandrika Venkataswamy", "Zahoor Baltistani", status="cancelled", start="2018-05-26"
        ),
    ),
    trap(
        "a-visit-called-off",
        "meetings",
        """
        Premier stays home

        12 January 2016

        Moldovan Prime Minister Veaceslav Țurcanu-Rău called off his trip to Romania after the
        protests. He had been due in Bucharest on Thursday.
        """,
        visits("Veaceslav Țurcanu-Rău", place=("Romania", "Bucharest"), status="cancelled"),
    ),
    trap(
        "would-be-willing-to-meet",
        "meetings",
        """
        Hand stretched out

        7 August 2017

        Venezuelan opposition leader Milagros Urdanibia said she would be willing to meet General
        Evencio Chirinos-Paz if the prisoners were freed.
        """,
        meets("Milagros Urdanibia", "Evencio Chirinos-Paz", status="hypothetical"),
    ),
    trap(
        "a-meeting-that-may-be",
        "meetings",
        """
        Rumours of a summit

        16 September 2021

        The Emir of Qatar, Jassim Al-Buainain, could meet Bahraini Prince Rashid Al-Dosseri in
        Manama next month, analysts said.
        """,
        meets("Jassim Al-Buainain", "Rashid Al-Dosseri", status="hypothetical"),
    ),
    trap(
        "meeting-demand-and-meeting-targets",
        "meetings",
        """
        Factory meets its match

        3 February 2021

        Swiss maker Ueli Zgraggen-Hösli cannot meet demand from India. Indian importer Suryakant
        Deshpandekar met with resistance at home and does not meet the standards of Switzerland.
        """,
        no_meeting(kind=None),
    ),
    trap(
        "teams-that-meet",
        "meetings",
        """
        Final on Sunday

        29 June 2018

        Uruguay meet Senegal in the final on Sunday. Coach Aníbal Etchebehere said his side was
        ready.
        """,
        no_meeting(kind=None),
    ),
    trap(
        "roads-and-rivers-that-meet",
        "meetings",
        """
        Where two rivers meet

        4 April 2019

        The Sava and the Danube meet in Belgrade. Serbia and Romania share the power station below.
        """,
        no_meeting(kind=None),
    ),
    trap(
        "a-telephone-call-is-no-meeting",
        "meetings",
        """
        Leaders talk

        24 February 2019

        French President Clothilde Marchandeau spoke by telephone with Nigerian President Olumide
        Adegbenro on Sunday.
        """,
        no_meeting("Clothilde Marchandeau", "Olumide Adegbenro"),
    ),
    trap(
        "a-session-of-one-body",
        "meetings",
        """
        Cabinet sits late

        9 May 2019

        Prime Minister Paavo Leskelä-Hirvi chaired a cabinet meeting in Helsinki on Thursday.
        Finance Minister Outi Törmälehto left the meeting early.
        """,
        no_meeting("Paavo Leskelä-Hirvi", kind="Visit"),
    ),
    trap(
        "planned-then-held",
        "between",
        (
            """
            Summit set for Friday

            Monday, 4 June 2018

            Bulgarian President Kiril Draganchev will meet North Macedonia's Biljana Angjelkovska in
            Strumica on Friday.
            """,
            """
            Summit held

            Saturday, 9 June 2018

            Bulgarian President Kiril Draganchev met North Macedonia's Biljana Angjelkovska in
            Strumica on Friday.
            """,
        ),
        meets(
            "Kiril Draganchev",
            "Biljana Angjelkovska",
            start="2018-06-08",
            end="2018-06-08",
            place="Strumica",
            articles=["a.txt", "b.txt"],
        ),
        told("Kiril Draganchev", article="a.txt", status="planned"),
        told("Kiril Draganchev", article="b.txt", status="held"),
    ),
    trap(
        "planned-then-cancelled",
        "between",
        (
            """
            Talks next week

            3 March 2020

            Thai Prime Minister Anuwat Phromsuwan is to meet Cambodian leader Sok Virakboth in
            Poipet on March 12.
            """,
            """
            Talks called off

            10 March 2020

            The meeting of Thai Prime Minister Anuwat Phromsuwan with Cambodian leader Sok
            Virakboth, planned for March 12 in Poipet, has been cancelled, the Thai government said.
            """,
        ),
        meets(
            "Anuwat Phromsuwan",
            "Sok Virakboth",
            start="2020-03-12",
            end=ANY,
            status="cancelled",
            articles=["a.txt", "b.txt"],
        ),
        told("Anuwat Phromsuwan", article="a.txt", status="planned"),
        told("Anuwat Phromsuwan", article="b.txt", status="cancelled", by="Thai government"),
    ),
    trap(
        "planned-cancelled-and-held-after-all",
        "between",
        (
            """
            Date for a summit

            2 May 2018

            The Kosovan president, Fatlum Gjergjizi, will meet Serbia's Dragiša Milivojčević in Zug
            on June 12.
            """,
            """
            Summit cancelled

            24 May 2018

            Serbia's Dragiša Milivojčević has cancelled the meeting with the Kosovan president,
            Fatlum Gjergjizi, due in Zug on June 12.
            """,
            """
            They met

            13 June 2018

            The Kosovan president, Fatlum Gjergjizi, met Serbia's Dragiša Milivojčević in Zug on
            Tuesday.
            """,
        ),
        meets(
            "Fatlum Gjergjizi",
            "Dragiša Milivojčević",
            start="2018-06-12",
            articles=["a.txt", "b.txt", "c.txt"],
        ),
        told("Fatlum Gjergjizi", article="a.txt", status="planned"),
        told("Fatlum Gjergjizi", article="b.txt", status="cancelled"),
        told("Fatlum Gjergjizi", article="c.txt", status="held"),
    ),
)
