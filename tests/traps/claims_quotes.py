"""Quotations: over paragraphs, pulled out, split, continued, in lists; and who speaks them."""

from __future__ import annotations

from traps.expect import nobody_says, one_claim, opens, says
from traps.trap import trap

TRAPS = (
    trap(
        "quotation-over-three-paragraphs",
        "claims",
        """
        Ferry operator blames the wind

        14 October 2019

        The captain of the ferry that ran aground off Bergen told investigators what he saw.

        “The wind turned within a minute,” said Anders Torvildsen, who has sailed the route for
        twenty years. “We had no time to drop the second anchor.

        “I called the engine room and nobody answered for a while.

        “When they did, we were already on the rocks.”

        The hearing goes on next week.
        """,
        says("Anders Torvildsen", "“The wind turned within a minute,”", mode="direct"),
        says("Anders Torvildsen", "“I called the engine room and nobody answered for a while."),
        says("Anders Torvildsen", "“When they did, we were already on the rocks.”"),
    ),
    trap(
        "speaker-after-several-quoted-paragraphs",
        "claims",
        """
        Villagers fear the new dam

        7 March 2021

        The valley of the Upper Drina may be under water in six years.

        “We were never asked about any of this.

        “They came with maps, and they left with our signatures,” said Vesna Kurtalić, who keeps
        bees above the river.
        """,
        says("Vesna Kurtalić", "“They came with maps, and they left with our signatures,”"),
        says("Vesna Kurtalić", "“We were never asked about any of this."),
    ),
    trap(
        "pull-quote-signed-below",
        "claims",
        """
        Teachers walk out over pay

        2 February 2022

        Schools in Accra stayed shut on Wednesday as a strike over wages entered its second week.

        “Nobody becomes a teacher to grow rich, but everybody has to eat.”

        — Efua Dankwah, head of the teachers' union

        Talks with the Education Ministry broke down on Friday.
        """,
        says("Efua Dankwah", "“Nobody becomes … has to eat.”", mode="direct"),
    ),
    trap(
        "pull-quote-announced-above",
        "claims",
        """
        Striking nurses answer the minister

        11 May 2020

        Nurses in Tampere have refused overtime since April.

        Their chairwoman, Kaisa Vehviläinen, put it this way on Monday:

        “We do not want applause from balconies. We want a night's sleep.”

        The ministry did not answer.
        """,
        says("Kaisa Vehviläinen", "“We do not want … night's sleep.”", mode="direct"),
    ),
    trap(
        "quotation-goes-on-after-the-speaker",
        "claims",
        """
        Airline cuts flights to the islands

        19 August 2018

        “The route has lost money since the first day,” said Ruairí Mac Giolla, the airline's chief
        executive. “We kept it open for the islanders. We cannot do that for ever.”

        The council called the decision a betrayal.
        """,
        says("Ruairí Mac Giolla", "“The route has lost money since the first day,”"),
        says("Ruairí Mac Giolla", "“We kept it open … for ever.”", mode="direct"),
        says(("council", "the council"), "the decision a betrayal"),
    ),
    trap(
        "quotation-split-by-its-speaker",
        "claims",
        """
        Court frees blogger

        30 June 2017

        “My client,” said his lawyer, Thandiwe Mokgatle, “should never have spent a night in that
        cell.”

        Prosecutors in Gaborone have ten days to appeal.
        """,
        says("Thandiwe Mokgatle", "“My client,” | “should never have spent a night in that cell.”"),
    ),
    trap(
        "verb-before-the-speaker",
        "claims",
        """
        Vaccines reach the highlands

        5 April 2021

        The first doses arrived by mule, said Wayra Condorcanqui, a nurse in the Peruvian town of
        Lares, adding that she had run out of ice on the way.

        Snow had closed the road, she said.
        """,
        says("Wayra Condorcanqui", "The first doses arrived by mule", mode="indirect", via=()),
        says("Wayra Condorcanqui", "she had run out of ice on the way"),
        says("Wayra Condorcanqui", "Snow had closed the road"),
    ),
    trap(
        "partial-quotation-is-mixed",
        "claims",
        """
        Minister attacks ruling

        8 November 2016

        Justice Minister Zsófia Bartalos said the judgment was “an insult to every honest farmer”
        and would be appealed.
        """,
        says(
            "Zsófia Bartalos",
            "the judgment was “an insult to every honest farmer” and would be appealed",
            mode="mixed",
        ),
    ),
    trap(
        "list-of-four-demands-has-one-speaker",
        "claims",
        """
        What the dockers want

        22 September 2019

        The dockers' leader, Manolis Xirouchakis, put four demands to the port authority on Sunday.

        The four demands of Mr. Xirouchakis

        1. The night shift must have three cranes.

        2. Pay must rise by six percent.

        3. No docker may be dismissed this year.

        4. The sold quays must go back to the city.
        """,
        says("Manolis Xirouchakis", "The night shift must have three cranes."),
        says("Manolis Xirouchakis", "Pay must rise by six percent."),
        says("Manolis Xirouchakis", "No docker may be dismissed this year."),
        says("Manolis Xirouchakis", "The sold quays must go back to the city."),
    ),
    trap(
        "list-of-facts-has-no-speaker",
        "claims",
        """
        The bridge in figures

        3 December 2020

        The new bridge over the Great Belt opens on Saturday. Some facts about it:

        - It is eighteen kilometres long.

        - Its pylons are 254 metres high.

        - It cost four billion euros.
        """,
        nobody_says("It is eighteen kilometres long."),
        nobody_says("Its pylons are 254 metres high."),
        nobody_says("It cost four billion euros."),
    ),
    trap(
        "joint-speakers",
        "claims",
        """
        Neighbours agree to share the river

        17 January 2018

        Water Minister Bakyt Ormonov and his Uzbek counterpart Dilshod Rahmatov said on Wednesday
        that the upper dam would release water until July.

        “Our farmers drink from one cup,” the two ministers wrote in a joint article.
        """,
        says(
            "Bakyt Ormonov",
            "the upper dam would release water until July",
            jointly=["Dilshod Rahmatov"],
        ),
    ),
    trap(
        "two-speakers-in-one-sentence-apart",
        "claims",
        """
        Rivals trade blame over blackout

        26 July 2019

        Energy Minister Tihomir Gradev said sabotage had caused the blackout, while opposition
        leader Rositsa Valkova said the grid had simply not been repaired for years.
        """,
        says("Tihomir Gradev", "sabotage had caused the blackout"),
        says("Rositsa Valkova", "the grid had simply not been repaired for years"),
    ),
    trap(
        "posts-and-letters-are-said-too",
        "claims",
        """
        Star leaves the club

        9 July 2021

        “I gave this city ten years and it gave me everything,” midfielder Ebrima Jallow-Camara
        wrote on Instagram on Friday.

        In a letter to supporters, club president Gonzalo Etxeandia promised to build a team
        “without borrowed money.”
        """,
        says("Ebrima Jallow-Camara", "“I gave this city … everything,”", mode="direct"),
        says(
            "Gonzalo Etxeandia", "to build a team “without borrowed money.”", attitude="intention"
        ),
    ),
    trap(
        "one-paragraph-quoted-without-a-name-stays-orphan",
        "open",
        """
        Night on the pass

        13 January 2020

        Hundreds of lorries were stuck on the Brenner on Sunday night.

        “We burned our pallets to keep warm.”

        The road was cleared by noon. The motorway operator and two haulage firms disagree about who
        closed it.
        """,
        opens("orphan-quotation", "“We burned our pallets to keep warm.”"),
    ),
    trap(
        "speaker-of-the-paragraph-before",
        "claims",
        """
        Orchestra saved at the last minute

        1 June 2018

        Conductor Sigríður Hallgrímsdóttir said she learnt of the rescue on the radio.

        “I had to stop the car.”

        The orchestra plays again in the autumn.
        """,
        says("Sigríður Hallgrímsdóttir", "she learnt of the rescue on the radio"),
        says("Sigríður Hallgrímsdóttir", "“I had to stop the car.”"),
    ),
    trap(
        "a-word-in-quotes-is-no-speech",
        "claims",
        """
        Town renames its square

        12 September 2022

        The so-called “Goose Square” in Lier gets its old name back. The novel “A Year Without Rain”
        was written in a house on its north side, and the film “Salt” was shot there.
        """,
        nobody_says("“Goose Square”"),
        nobody_says("“A Year Without Rain”"),
        nobody_says("“Salt”"),
    ),
    trap(
        "one-sentence-one-claim",
        "claims",
        """
        Reactor back on line

        18 May 2021

        The second reactor at Olkiluoto will run again from Friday because all its valves, which
        were replaced in March after a leak, have passed their tests and the regulator has signed
        the papers, plant director Ilkka Säynäväjärvi said.
        """,
        one_claim("The second reactor … signed the papers"),
        says("Ilkka Säynäväjärvi", "The second reactor … signed the papers", mode="indirect"),
    ),
)
