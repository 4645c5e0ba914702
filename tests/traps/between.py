"""What several articles say alike: claims told again, and claims that only look so."""

from __future__ import annotations

from traps.expect import says
from traps.expect_between import first_told, restates, says_otherwise
from traps.trap import trap

TRAPS = (
    trap(
        "one-claim-quoted-and-told",
        "between",
        (
            """
            Minister on dam

            3 May 2021

            “The dam will be full by August,” Water Minister Solomon Gebreyohannes-Tessema said in
            Mekelle.
            """,
            """
            Dam nearly full

            5 May 2021

            Water Minister Solomon Gebreyohannes-Tessema has said that the dam will be full by
            August.
            """,
        ),
        restates("[the dam will be full by August]", "“The dam will be full by August,”"),
    ),
    trap(
        "one-claim-in-other-words",
        "between",
        (
            """
            Airport closes

            10 September 2019

            The airport will stay closed for two weeks because of the ash, airport director
            Guadalupe Ixtlahuaca said on Tuesday.
            """,
            """
            Ash over the capital

            11 September 2019

            Guadalupe Ixtlahuaca, the director of the airport, said it would remain shut for a
            fortnight due to the volcanic ash.
            """,
        ),
        restates(
            "it would remain shut … volcanic ash",
            "The airport will stay closed for two weeks because of the ash",
        ),
    ),
    trap(
        "one-claim-through-two-agencies",
        "between",
        (
            """
            Harvest good

            1 August 2018

            Wheat exports will double this year, Agriculture Minister Yevhenia Stelmakhivska said,
            according to Interfax.
            """,
            """
            Ukraine to sell more wheat

            1 August 2018

            Ukrinform quoted Agriculture Minister Yevhenia Stelmakhivska as saying that wheat
            exports would double this year.
            """,
        ),
        restates("wheat exports would double this year", "Wheat exports will double this year"),
        says("Yevhenia Stelmakhivska", "wheat exports would double this year", via=["Ukrinform"]),
    ),
    trap(
        "one-speaker-two-claims",
        "between",
        (
            """
            Port to grow

            2 March 2017

            The port of Beira will have four new cranes, port manager Zacarias Muchanga-Vilanculos
            said.
            """,
            """
            Port to dig

            4 March 2017

            The port of Beira will have a deeper channel, port manager Zacarias Muchanga-Vilanculos
            said.
            """,
        ),
        says_otherwise(
            "The port of Beira will have a deeper channel",
            "The port of Beira will have four new cranes",
        ),
    ),
    trap(
        "two-speakers-one-claim",
        "between",
        (
            """
            Left on tax

            6 June 2016

            The new tax will hurt the poor, said opposition leader Anahí Caballero-Duarte.
            """,
            """
            Bishop on tax

            7 June 2016

            The new tax will hurt the poor, said Bishop Casimiro Ayala-Ferreiro.
            """,
        ),
        says_otherwise(
            "[The new tax will hurt the poor], said Bishop",
            "[The new tax will hurt the poor], said opposition",
        ),
    ),
    trap(
        "a-claim-and-its-opposite",
        "between",
        (
            """
            Rates to rise

            3 April 2022

            Interest rates will rise in June, central banker Bronwen Llywelyn-Prosser said.
            """,
            """
            Rates to stay

            20 April 2022

            Interest rates will not rise in June, central banker Bronwen Llywelyn-Prosser said.
            """,
        ),
        says_otherwise("Interest rates will not rise in June", "Interest rates will rise in June"),
    ),
    trap(
        "who-printed-it-first",
        "between",
        (
            """
            Strike will go on

            9 June 2022

            The strike will go on until the wage is doubled, union leader Mthunzi Dlephu-Khoza said.
            """,
            """
            No end to strike

            7 June 2022

            Union leader Mthunzi Dlephu-Khoza said on Monday that the strike would go on until the
            wage was doubled.
            """,
        ),
        restates(
            "The strike will go on until the wage is doubled",
            "the strike would go on until the wage was doubled",
        ),
        first_told(
            "The strike will go on until the wage is doubled", article="b.txt", said="2022-06-06"
        ),
    ),
    trap(
        "two-numbers-are-two-claims",
        "between",
        (
            """
            Hurricane toll

            3 October 2020

            At least 12 people have died in the storm, governor Celestino Arrebola-Pico said.
            """,
            """
            Toll rises

            5 October 2020

            At least 47 people have died in the storm, governor Celestino Arrebola-Pico said.
            """,
        ),
        says_otherwise(
            "At least 47 people have died in the storm", "At least 12 people have died in the storm"
        ),
    ),
    trap(
        "who-wants-what-of-whom",
        "between",
        (
            """
            Peru's wish

            3 April 2014

            Minister Asunta Yupanqui-Flores said Peru wants Chile to open the border.
            """,
            """
            Chile's wish

            5 April 2014

            Minister Asunta Yupanqui-Flores said Chile wants Peru to open the border.
            """,
        ),
        says_otherwise(
            "Chile wants Peru to open the border", "Peru wants Chile to open the border"
        ),
    ),
)
