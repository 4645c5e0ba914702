"""People within one article: names, titles, pronouns, families, and those who stay open."""

from __future__ import annotations

from traps.expect import nothing_open, opens, says
from traps.expect_entities import (
    count,
    means,
    no_entity,
    no_office,
    office,
    one_entity,
    stays_open,
    two_entities,
)
from traps.trap import trap

TRAPS = (
    trap(
        "one-leader-in-five-forms",
        "entities",
        """
        Norway to close coal mine

        5 May 2017

        Norwegian Prime Minister Astrid Hellevik-Moe said the last mine on Svalbard would close. Ms.
        Hellevik-Moe had visited it in March. The Norwegian leader said the miners would be paid
        until 2020. She added that nobody would have to move.
        """,
        one_entity("Astrid Hellevik-Moe", "Hellevik-Moe"),
        count("Person", 1),
        says("Astrid Hellevik-Moe", "the last mine on Svalbard would close"),
        says("Astrid Hellevik-Moe", "the miners would be paid until 2020"),
        says("Astrid Hellevik-Moe", "nobody would have to move"),
        nothing_open("unresolved-pronoun"),
    ),
    trap(
        "a-leader-and-two-experts-of-one-surname",
        "entities",
        """
        Pyongyang silent on missile

        9 July 2014

        North Korean leader Kim Sang-ryol watched the launch on Wednesday. Mr. Kim was accompanied
        by his generals.

        The launch was a message to the South, said Kim Tae-gyun, a researcher at Hanseong
        University. “He needs to show strength,” Kim Tae-gyun said.

        Kim Bo-mi, a former diplomat, disagreed. Talks could still help, she said.

        State media said Kim had ordered a second launch.
        """,
        means("[Mr. Kim] was accompanied", "Kim Sang-ryol"),
        means("said [Kim] had ordered", "Kim Sang-ryol"),
        says("Kim Tae-gyun", "The launch was a message to the South"),
        says("Kim Tae-gyun", "“He needs to show strength,”"),
        says("Kim Bo-mi", "Talks could still help"),
        two_entities("Kim Tae-gyun", "Kim Bo-mi"),
        count("Person", 3),
    ),
    trap(
        "a-bare-surname-of-two-brothers-stays-open",
        "entities",
        """
        Brothers on trial

        1 March 2016

        Goran Hadžikadić and Emir Hadžikadić went on trial in Tuzla on Tuesday for smuggling tea.
        Both pleaded not guilty. Hadžikadić wept in the dock.
        """,
        stays_open("[Hadžikadić] wept", "Goran Hadžikadić", "Emir Hadžikadić"),
        two_entities("Goran Hadžikadić", "Emir Hadžikadić"),
    ),
    trap(
        "a-bare-surname-goes-to-the-one-who-speaks",
        "entities",
        """
        Ministers quarrel over tolls

        6 April 2022

        Transport Minister Sipho Nkabinde-Roux met the press in Durban. He spoke after Thandi
        Roux-Maseko, who runs the toll company, had left. Nkabinde-Roux said tolls would fall.
        """,
        says("Sipho Nkabinde-Roux", "tolls would fall"),
        count("Person", 2),
    ),
    trap(
        "husband-and-wife-by-mr-and-mrs",
        "entities",
        """
        Couple sail round the world

        13 October 2018

        Ulrich Papenfuß and his wife, Gesine Papenfuß, came home to Rostock on Saturday after six
        years at sea. Mr. Papenfuß said he wanted a bath. Mrs. Papenfuß said she wanted to leave
        again.
        """,
        says("Ulrich Papenfuß", "he wanted a bath"),
        says("Gesine Papenfuß", "she wanted to leave again"),
        count("Person", 2),
    ),
    trap(
        "he-and-she-tell-two-apart",
        "entities",
        """
        Doctors differ over masks

        20 November 2020

        Noémie Castagnède, a virologist, and the epidemiologist Faustin Rakotondrabe spoke in
        Antananarivo. She said masks had saved the market. He said the market had never been in
        danger.
        """,
        says("Noémie Castagnède", "masks had saved the market"),
        says("Faustin Rakotondrabe", "the market had never been in danger"),
    ),
    trap(
        "he-of-two-men-stays-open",
        "open",
        """
        Deal at the quay

        17 July 2015

        Pavel Dvořáček and Tomáš Hrubý signed the contract in Děčín on Friday. He said the barges
        would sail in spring.
        """,
        opens("unresolved-pronoun", "[He] said the barges"),
        says("unknown", "the barges would sail in spring"),
    ),
    trap(
        "she-added-in-the-next-paragraph",
        "entities",
        """
        Author wins prize

        3 October 2019

        Novelist Ifeyinwa Obodoechina won the prize on Thursday. The jury's chairman, Lennart
        Björkelund, said the choice had been easy.

        “I was hanging out the washing,” she added.
        """,
        says("Ifeyinwa Obodoechina", "“I was hanging out the washing,”"),
        says("Lennart Björkelund", "the choice had been easy"),
    ),
    trap(
        "the-minister-again-by-title-alone",
        "entities",
        """
        Fuel subsidy ends

        27 January 2021

        Finance Minister Tewolde Habtemicael ended the fuel subsidy on Wednesday. The minister said
        the money would go to schools. The president of the bus drivers' union, Alganesh Yemane,
        said fares would double.
        """,
        says("Tewolde Habtemicael", "the money would go to schools"),
        says("Alganesh Yemane", "fares would double"),
    ),
    trap(
        "apposition-gives-the-office",
        "entities",
        """
        Dutch seek loan

        14 April 2020

        Marijke Oosterhuis-Prins, the Dutch finance minister, flew to Rome. She met Ottavio
        Ghirlandesi, governor of the Bank of Italy.
        """,
        office("Marijke Oosterhuis-Prins", "finance minister", "Netherlands"),
        office("Ottavio Ghirlandesi", "governor", "Bank of Italy"),
    ),
    trap(
        "former-late-and-coming",
        "entities",
        """
        Three presidents and a funeral

        19 December 2019

        Former Chilean President Ignacio Larraguibel and President-elect Rayén Curihuinca stood
        beside the coffin of the late Chilean leader Evaristo Undurraga-Mena.
        """,
        office("Ignacio Larraguibel", "president", "Chile", tenure="former"),
        office("Rayén Curihuinca", "president", tenure="future"),
        office("Evaristo Undurraga-Mena", "leader", "Chile", tenure="late"),
        no_office("Ignacio Larraguibel", "president"),
        no_office("Rayén Curihuinca", "president"),
    ),
    trap(
        "sources-without-a-name-stay-descriptions",
        "entities",
        """
        Doubts about the vote

        22 May 2018

        Analysts said the turnout was too high to be true. An expert on elections agreed that the
        rolls were old. Many Western officials privately expected a second round.
        """,
        says("analysts", "the turnout was too high to be true"),
        says(("expert on elections", "expert"), "the rolls were old"),
        says(("Many Western officials", "Western officials"), "a second round"),
        count("Person", 0),
        count("Group", 3),
    ),
    trap(
        "an-expert-at-an-institute-belongs-to-it",
        "entities",
        """
        Baltic cable cut

        11 October 2023

        The cable was cut on purpose, said Juhan Tammsalu, an expert at the Baltic Institute for
        Maritime Law in Tallinn. Tammsalu had seen the pictures.
        """,
        office("Juhan Tammsalu", "expert", "Baltic Institute for Maritime Law"),
        says("Juhan Tammsalu", "The cable was cut on purpose"),
        one_entity("Baltic Institute for Maritime Law", kind="Organization"),
    ),
    trap(
        "father-and-son-of-one-name",
        "entities",
        """
        Chief buried at last

        30 August 2018

        Nana Kwabena Boafo-Ansah Sr. was buried on Thursday in Kumasi. His son, Nana Kwabena
        Boafo-Ansah Jr., said the dispute over the stool was over.
        """,
        count("Person", 2),
        says(
            ("Nana Kwabena Boafo-Ansah Jr.", "Nana Kwabena Boafo-Ansah Jr"),
            "the dispute over the stool was over",
        ),
    ),
    trap(
        "two-surnames-then-the-first",
        "entities",
        """
        Judge walks out

        15 May 2019

        Judge Lucía Barrenechea Oyarzábal left the hearing. Barrenechea said she had been
        threatened.
        """,
        one_entity("Lucía Barrenechea Oyarzábal", "Barrenechea"),
        says("Lucía Barrenechea Oyarzábal", "she had been threatened"),
    ),
    trap(
        "a-profession-before-a-name-is-no-part-of-it",
        "entities",
        """
        Voices from the strike

        9 June 2021

        Driver Halyna Pidhirna has not been paid since March. Campaigner Babacar Niasse-Thioune
        brought soup. Pensioner Eleuterio Zubizarreta said he remembered worse.
        """,
        one_entity("Halyna Pidhirna"),
        two_entities("Halyna Pidhirna", "Babacar Niasse-Thioune"),
        says("Eleuterio Zubizarreta", "he remembered worse"),
    ),
    trap(
        "one-name-is-a-whole-name",
        "entities",
        """
        Volcano warning lifted

        26 December 2018

        The crater is calm, said Sutrisnowati, a volcanologist on Java. Sutrisnowati, who goes by
        one name, has watched it since 1994.
        """,
        says("Sutrisnowati", "The crater is calm"),
        count("Person", 1),
    ),
    trap(
        "i-and-we-inside-a-quotation",
        "entities",
        """
        Captain honoured

        9 May 2022

        “I only did what my father taught me,” said Captain Iosefa Tuilagi-Leota. “He never left a
        man in the water.”

        Commissioner Heilala Vaipulu pinned on the medal.
        """,
        says("Iosefa Tuilagi-Leota", "“He never left a man in the water.”"),
        means("“[He] never left", None),
        count("Person", 2),
    ),
    trap(
        "a-street-named-after-somebody",
        "entities",
        """
        Tram line opens

        3 September 2020

        The tram runs from Kozlovskaya Street to Bandurist Avenue in Kharkiv. Halyna Zabolotna, who
        drove the first one, said it was silent.
        """,
        count("Person", 1),
        no_entity("Bandurist", "Person"),
        says("Halyna Zabolotna", "it was silent"),
    ),
)
