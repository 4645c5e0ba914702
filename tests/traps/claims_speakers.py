"""Who speaks: pronouns, several speakers, questions and answers, bodies, nobody."""

from __future__ import annotations

from traps.expect import never_says, nobody_says, says
from traps.trap import trap

TRAPS = (
    trap(
        "three-pledge-together",
        "claims",
        """
        Cities sign pact

        12 March 2018

        The mayors of Gdańsk, Turku and Cork, Jagoda Przybyszewska, Pekka Ahvenjärvi and Sorcha Ní
        Bhriain, pledged on Monday to ban diesel by 2030.
        """,
        says(
            "Jagoda Przybyszewska",
            "to ban diesel by 2030",
            attitude="intention",
            jointly=["Pekka Ahvenjärvi", "Sorcha Ní Bhriain"],
        ),
    ),
    trap(
        "two-states-said-in-a-joint-statement",
        "claims",
        """
        Rail link agreed

        7 May 2021

        Estonia and Finland said in a joint statement that the tunnel would open in 2035.
        """,
        says("Estonia", "the tunnel would open in 2035", jointly=["Finland"]),
    ),
    trap(
        "both-of-them-said",
        "claims",
        """
        Rescuers tell their story

        19 January 2015

        Divers Kealani Mahoe-Akana and Rangi Tūwhare found the boy on Sunday. Both said he was
        singing.
        """,
        says("Kealani Mahoe-Akana", "he was singing", jointly=["Rangi Tūwhare"]),
    ),
    trap(
        "one-agrees-with-the-other",
        "claims",
        """
        Economists on the krona

        11 April 2016

        The krona is too strong, said economist Halvard Snekkestad. Economist Birgitta Lövenadler
        agreed, saying that exporters were suffering.
        """,
        says("Halvard Snekkestad", "The krona is too strong"),
        says("Birgitta Lövenadler", "exporters were suffering"),
        never_says("Halvard Snekkestad", "exporters were suffering"),
    ),
    trap(
        "a-speaker-who-quotes-an-absent-one",
        "claims",
        """
        Coach sacked by text message

        2 November 2019

        “He told me I was family,” goalkeeper Mamadou Kouyaté-Bâ said of club owner Roman
        Slavinskyi.
        """,
        says("Mamadou Kouyaté-Bâ", "“He told me I was family,”", mode="direct"),
        never_says("Roman Slavinskyi", "“He told me"),
    ),
    trap(
        "said-of-another",
        "claims",
        """
        Tributes to a chess master

        8 June 2017

        “She saw nine moves ahead and never mentioned it,” grandmaster Zurab Kvirikashvili said of
        Nino Gaprindeli, who died on Tuesday.
        """,
        says("Zurab Kvirikashvili", "“She saw nine moves … never mentioned it,”"),
        never_says("Nino Gaprindeli", "“She saw nine moves"),
    ),
    trap(
        "a-quotation-that-asks",
        "claims",
        """
        Hearing on the bridge

        15 February 2022

        “Who signed for the bolts?” the judge, Rosalind Abernethy-Coutts, asked.

        “I did,” engineer Cuthbert Mwangale-Osei replied.
        """,
        says("Rosalind Abernethy-Coutts", "“Who signed for the bolts?”", mode="direct"),
        says("Cuthbert Mwangale-Osei", "“I did,”", mode="direct"),
    ),
    trap(
        "two-quotations-two-speakers-in-turn",
        "claims",
        """
        Council row

        6 September 2018

        “You sold the park,” Councillor Adaeze Nwachukwu-Bright said.

        “You never went there,” answered Mayor Ignatius Fennimore-Wood.

        “I proposed to my wife there,” she said.
        """,
        says("Adaeze Nwachukwu-Bright", "“You sold the park,”"),
        says("Ignatius Fennimore-Wood", "“You never went there,”"),
        says("Adaeze Nwachukwu-Bright", "“I proposed to my wife there,”"),
    ),
    trap(
        "the-law-says",
        "claims",
        """
        Fines for late trains

        1 January 2020

        The law says that trains must be on time. Railway chief Jaroslava Nezbedová said they would
        not be.
        """,
        never_says("Jaroslava Nezbedová", "trains must be on time"),
        says("Jaroslava Nezbedová", "they would not be"),
    ),
    trap(
        "people-close-to-somebody",
        "claims",
        """
        Will he run again?

        20 August 2021

        People close to President Ernesto Valdivielso-Rocha say he is tired and will not run again.
        """,
        says(
            (
                "People close to President Ernesto Valdivielso-Rocha",
                "people close to Ernesto Valdivielso-Rocha",
                "people",
            ),
            "he is tired and will not run again",
        ),
        never_says("Ernesto Valdivielso-Rocha", "he is tired and will not run again"),
    ),
    trap(
        "the-lawyer-of-somebody",
        "claims",
        """
        Singer appeals

        3 March 2017

        The singer Lourenço Quaresma-Dias will appeal, his lawyer, Idalina Sequeira, said.
        """,
        says("Idalina Sequeira", "The singer Lourenço Quaresma-Dias will appeal"),
        never_says("Lourenço Quaresma-Dias", "will appeal"),
    ),
    trap(
        "what-nobody-has-said",
        "claims",
        """
        Silence over the mine

        5 May 2016

        Nobody has said that the mine will close. Manager Gulnara Tashbulatova did not say that it
        would stay open.
        """,
        never_says("Gulnara Tashbulatova", "it would stay open", as_fact=True),
        never_says("Nobody", "the mine will close", as_fact=True),
    ),
    trap(
        "was-expected-to-announce",
        "claims",
        """
        Budget day

        14 November 2017

        Finance Minister Radmila Ćosović-Lalić was expected to announce that petrol would cost more.
        """,
        never_says("Radmila Ćosović-Lalić", "petrol would cost more", as_fact=True),
    ),
    trap(
        "once-said-long-ago",
        "claims",
        """
        A line that outlived its author

        23 October 2018

        The poet Dzhambyn Tsogtbaatar once said that wolves are the grammar of the steppe. He died
        in 1911.
        """,
        says("Dzhambyn Tsogtbaatar", "wolves are the grammar of the steppe"),
    ),
    trap(
        "numbers-without-a-voice",
        "claims",
        """
        Exports fall

        31 July 2019

        Exports fell by three percent in June, the statistics office said on Wednesday. Imports
        rose. The central bank left its rate at two percent.
        """,
        says(
            ("statistics office", "the statistics office"), "Exports fell by three percent in June"
        ),
        nobody_says("Imports rose."),
        nobody_says("left its rate at two percent"),
    ),
)
