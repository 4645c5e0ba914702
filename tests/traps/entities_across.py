"""People across articles: spellings, initials, namesakes, offices of their day."""

from __future__ import annotations

from traps.expect import opens, says
from traps.expect_entities import count, no_office, office, one_entity, two_entities
from traps.trap import trap

TRAPS = (
    trap(
        "hyphen-or-space-in-a-korean-name",
        "entities",
        (
            """
            Envoy arrives

            4 June 2013

            South Korean envoy Pak Chol-min arrived in Geneva on Tuesday. Pak Chol-min said he would
            stay a week.
            """,
            """
            Envoy leaves

            12 June 2013

            South Korean envoy Pak Chol Min left Geneva on Wednesday. Pak Chol Min said the talks
            had failed.
            """,
        ),
        one_entity("Pak Chol-min", "Pak Chol Min"),
        count("Person", 1),
    ),
    trap(
        "family-name-first-or-last",
        "entities",
        (
            """
            Skater retires

            2 March 2019

            Japanese skater Reiko Tamanaha will retire, her club in Naha said. Reiko Tamanaha won
            two medals.
            """,
            """
            Okinawa bids farewell

            9 March 2019

            Thousands came to see the skater Tamanaha Reiko in Naha. Tamanaha Reiko said she would
            teach.
            """,
        ),
        one_entity("Reiko Tamanaha", "Tamanaha Reiko"),
        says("Reiko Tamanaha", "she would teach"),
    ),
    trap(
        "sergei-and-sergey",
        "entities",
        (
            """
            Gas flows again

            1 February 2016

            Russian Energy Minister Sergei Volkhontsev said the pipe was repaired.
            """,
            """
            Moscow promises more gas

            3 February 2016

            Russia's energy minister, Sergey Volkhontsev, promised more gas on Wednesday.
            """,
        ),
        one_entity("Sergei Volkhontsev", "Sergey Volkhontsev"),
        says(("Sergei Volkhontsev", "Sergey Volkhontsev"), "the pipe was repaired"),
    ),
    trap(
        "muhammad-and-mohammed",
        "entities",
        (
            """
            Oman mediates

            8 August 2015

            Omani Foreign Minister Mohammed al-Harrasani received both sides in Muscat.
            """,
            """
            Muscat talks go on

            10 August 2015

            The talks were friendly, said Muhammad Al Harrasani, Oman's foreign minister.
            """,
        ),
        one_entity("Mohammed al-Harrasani", "Muhammad Al Harrasani"),
    ),
    trap(
        "initials-of-one-office",
        "entities",
        (
            """
            Zambia sells copper

            5 November 2012

            Mines Minister Joseph Kapembwa Mulenga-Banda said Zambia would sell more copper.
            """,
            """
            Copper price up

            7 November 2012

            Zambia's mines minister, J. K. Mulenga-Banda, said the price would hold.
            """,
        ),
        count("Person", 1),
    ),
    trap(
        "a-misspelling-that-the-office-settles",
        "entities",
        (
            """
            Sweden to test sirens

            2 October 2017

            Swedish Civil Defence Minister Hubert Ångermalm said every siren would be tested.
            """,
            """
            Sirens wake Stockholm

            6 October 2017

            Sirens woke Stockholm on Friday. The Swedish civil defence minister, Hubert Angermalmn,
            said the test had gone well.
            """,
        ),
        count("Person", 1),
    ),
    trap(
        "one-surname-two-people",
        "entities",
        (
            """
            Coach sacked

            3 May 2018

            The club in Braga sacked its coach, Anselmo Figueirinha, on Thursday.
            """,
            """
            Painter shows at home

            4 May 2018

            The painter Benvinda Figueirinha opened her show in Braga on Friday.
            """,
        ),
        two_entities("Anselmo Figueirinha", "Benvinda Figueirinha"),
        count("Person", 2),
    ),
    trap(
        "a-lone-surname-elsewhere-stays-apart",
        "entities",
        (
            """
            Union elects chief

            3 May 2021

            Dockers in Gdynia elected Bogusława Trzebiatowska as their chief.
            """,
            """
            Choir tours Spain

            9 September 2021

            Trzebiatowska sang the last song in Seville, and the hall rose. Trzebiatowska said she
            was surprised.
            """,
        ),
        count("Person", 2),
        opens("doubtful-merge"),
    ),
    trap(
        "one-full-name-two-lives",
        "entities",
        (
            """
            Ghana cuts tariff

            14 January 2020

            Ghanaian Trade Minister Kojo Amissah-Bekoe, 61, cut the tariff on sugar. Kojo
            Amissah-Bekoe said the price would fall.
            """,
            """
            Striker scores three

            18 January 2020

            Kojo Amissah-Bekoe, a 22-year-old striker from Norway, scored three goals in Lyon on
            Saturday. Kojo Amissah-Bekoe said he had slept badly.
            """,
        ),
        count("Person", 2),
    ),
    trap(
        "offices-as-of-the-article",
        "entities",
        (
            """
            Spy chief in Warsaw

            5 February 2015

            CIA director Walter Schoonhoven visited Warsaw on Thursday.
            """,
            """
            New faces in Washington

            9 February 2017

            Walter Schoonhoven, US secretary of state, laid a wreath. The former CIA director said
            he slept well.
            """,
        ),
        one_entity("Walter Schoonhoven"),
        office("Walter Schoonhoven", "director", "CIA", article="a.txt"),
        office("Walter Schoonhoven", "secretary of state", "United States", article="b.txt"),
        says("Walter Schoonhoven", "he slept well"),
    ),
    trap(
        "officials-of-two-articles-are-not-one",
        "entities",
        (
            """
            Fire in the port

            6 June 2016

            An official said the fire was out.
            """,
            """
            Budget agreed

            8 August 2016

            An official said the budget was balanced.
            """,
        ),
        count("Group", 2),
    ),
    trap(
        "with-and-without-accents",
        "entities",
        (
            """
            Bolivia counts votes

            20 October 2019

            Electoral judge José Ángel Quisbert said the count had stopped in Potosí.
            """,
            """
            Bolivian count resumes

            21 October 2019

            Electoral judge Jose Angel Quisbert said the count went on.
            """,
        ),
        count("Person", 1),
        says(("José Ángel Quisbert", "Jose Angel Quisbert"), "the count went on"),
    ),
    trap(
        "a-surname-with-its-office-elsewhere",
        "entities",
        (
            """
            Iceland bans gillnets

            2 May 2014

            Icelandic Fisheries Minister Þórdís Hrafnkelsdóttir banned gillnets on Friday.
            """,
            """
            Trawlers stay in port

            5 May 2014

            Icelandic Fisheries Minister Hrafnkelsdóttir said the ban would last a year.
            """,
        ),
        one_entity("Þórdís Hrafnkelsdóttir", "Hrafnkelsdóttir"),
        says("Þórdís Hrafnkelsdóttir", "the ban would last a year"),
    ),
    trap(
        "two-ministers-of-one-post-in-two-years",
        "entities",
        (
            """
            Minister opens school

            3 March 2009

            Maltese Education Minister Carmelo Zerafa-Busuttil opened a school in Gozo.
            """,
            """
            Minister closes school

            3 March 2019

            Maltese Education Minister Doreen Zerafa-Pace closed a school in Gozo.
            """,
        ),
        count("Person", 2),
        office("Carmelo Zerafa-Busuttil", "education minister", "Malta", article="a.txt"),
        no_office("Carmelo Zerafa-Busuttil", "president"),
    ),
    trap(
        "a-double-surname-cut-at-its-hyphen",
        "entities",
        (
            """
            Copper tax rises

            3 March 2016

            Chilean Mining Minister Leontina Vergara-Lyon said the copper tax would rise.
            """,
            """
            Miners protest

            5 March 2016

            Miners shouted at Chilean Mining Minister Leontina Vergara-Lyon in Calama on Saturday.
            """,
        ),
        count("Person", 1),
        one_entity("Leontina Vergara-Lyon"),
    ),
)
