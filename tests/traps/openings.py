"""What a careful reader leaves open, and what he does not."""

from __future__ import annotations

from traps.expect import never_says, nothing_open, opens, says
from traps.expect_entities import means, stays_open
from traps.trap import trap

TRAPS = (
    trap(
        "she-of-two-women-stays-open",
        "open",
        """
        Sisters of the sea

        8 March 2019

        Captain Maialen Goikoetxea and engineer Nekane Urrestarazu brought the trawler home to
        Bermeo. She had not slept for two days, she said.
        """,
        opens("unresolved-pronoun"),
        never_says("Nekane Urrestarazu", "She had not slept for two days"),
        never_says("Maialen Goikoetxea", "She had not slept for two days"),
    ),
    trap(
        "nothing-is-open-in-a-plain-article",
        "open",
        """
        School reopens

        2 September 2021

        The school in Kiruna reopened on Thursday, headmistress Inga-Májjá Sarri said. She thanked
        the army. “Your tents kept us warm,” she said.
        """,
        nothing_open(),
        says("Inga-Májjá Sarri", "“Your tents kept us warm,”"),
    ),
    trap(
        "they-are-the-two-just-named",
        "open",
        """
        Climbers safe

        19 May 2014

        Climbers Ang Dorjee Lhakpa and Zbyněk Horáčkov came down from Makalu on Monday. They said
        the ridge was too icy.
        """,
        says("Ang Dorjee Lhakpa", "the ridge was too icy", jointly=["Zbyněk Horáčkov"]),
    ),
    trap(
        "a-quotation-between-two-speakers",
        "open",
        """
        Clash in the council

        11 October 2016

        Councillor Dubravka Šimleša voted for the bypass. Councillor Vlatko Grbavac voted against
        it.

        “This is the end of our orchard.”

        The vote was eight to seven.
        """,
        opens("orphan-quotation", "“This is the end of our orchard.”"),
        never_says("Dubravka Šimleša", "“This is the end of our orchard.”"),
    ),
    trap(
        "one-surname-of-two-in-the-next-paragraph",
        "open",
        """
        Inquest begins

        23 January 2018

        Dr. Nkemdilim Azubuike treated the boy. Dr. Uchechukwu Azubuike, her cousin, signed the
        papers.

        Azubuike told the coroner that the bed had been empty.
        """,
        stays_open("[Azubuike] told", "Nkemdilim Azubuike", "Uchechukwu Azubuike"),
    ),
    trap(
        "it-is-raining-is-nobody",
        "open",
        """
        Rain at last

        6 November 2019

        It rained in Windhoek on Wednesday. It was the first time since March, farmer Hilja
        Nghifikepunye said.
        """,
        nothing_open("unresolved-pronoun"),
        says("Hilja Nghifikepunye", "It was the first time since March"),
    ),
    trap(
        "a-surname-with-two-owners-in-two-articles",
        "open",
        (
            """
            Sculptor dies

            1 February 2015

            The sculptor Rinaldo Pezzagallo died in Carrara on Sunday.
            """,
            """
            Goalkeeper fined

            2 February 2015

            The goalkeeper Saverio Pezzagallo was fined in Turin on Monday.
            """,
            """
            Bridge named

            3 February 2015

            A bridge will bear the name of Pezzagallo, the council said.
            """,
        ),
        stays_open("the name of [Pezzagallo]", "Rinaldo Pezzagallo", "Saverio Pezzagallo"),
        opens("doubtful-merge"),
    ),
    trap(
        "the-other-woman-by-sense",
        "open",
        """
        Nurse freed

        14 December 2020

        Nurse Folasade Adewunmi was freed on Monday. Her husband, Gbenga Adewunmi, waited at the
        gate. “I knew it,” he said.
        """,
        says("Gbenga Adewunmi", "“I knew it,”"),
        means("[Her] husband", "Folasade Adewunmi"),
        nothing_open("unresolved-pronoun"),
    ),
)
