"""Each hop of a chain with its words, and to whom a claim was made."""

from __future__ import annotations

from traps.expect import addressed, hops, says
from traps.trap import trap

TRAPS = (
    trap(
        "said-and-according-to",
        "claims",
        """
        Algeria to plant trees

        21 March 2013

        The green belt will reach the Moroccan border in 2020, Forestry Minister Lounès Aït-Mesbah
        said, according to the state news agency APS.
        """,
        hops(
            "The green belt will reach the Moroccan border in 2020",
            ("Lounès Aït-Mesbah", "said"),
            ("APS", "according to"),
        ),
    ),
    trap(
        "according-to-one-quoted-by-another",
        "claims",
        """
        Ebola ward opens

        GUECKEDOU, Guinea, 11 April 2014 - According to Dr. Mariama Sylla-Condé, quoted by the daily
        Le Lynx, the ward has forty beds and no water.
        """,
        hops(
            "the ward has forty beds and no water",
            ("Mariama Sylla-Condé", "According to"),
            ("Le Lynx", "quoted by"),
        ),
    ),
    trap(
        "as-reported-by",
        "claims",
        """
        Bulgaria to keep lev

        8 January 2014

        As reported by BTA, Finance Minister Zhivka Kolarova-Bott stated that the lev would stay for
        a decade.
        """,
        hops(
            "the lev would stay for a decade",
            ("Zhivka Kolarova-Bott", "stated"),
            ("BTA", "reported"),
        ),
    ),
    trap(
        "told-in-an-interview-published-by",
        "claims",
        """
        Striker tired of trains

        27 June 2016

        “I have not slept in my own bed since March,” striker Þorvaldur Jökulsson said in an
        interview published by the newspaper DV on Monday.
        """,
        says("Þorvaldur Jökulsson", "“I have not slept in my own bed since March,”", via=["DV"]),
    ),
    trap(
        "only-the-agency-no-chain",
        "claims",
        """
        Avalanche closes pass

        3 February 2012

        The pass is closed until Sunday, the Swiss agency SDA reported. Nobody was hurt, it said.
        """,
        says("SDA", "The pass is closed until Sunday", via=[]),
        says("SDA", "Nobody was hurt", via=[]),
    ),
    trap(
        "to-whom-it-was-said",
        "claims",
        """
        Ultimatum in Bangui

        5 December 2013

        President Barthélemy Yangongo-Mbata told General Ousmane Mahamat-Zene that he had until
        Friday. The general asked the president to wait. Bishop Crépin Gbazangba warned both men
        that the town was out of bread.
        """,
        says("Barthélemy Yangongo-Mbata", "he had until Friday"),
        addressed("he had until Friday", "Ousmane Mahamat-Zene"),
        says("Ousmane Mahamat-Zene", "to wait", attitude="desire"),
        addressed("[to wait]", "Barthélemy Yangongo-Mbata"),
        says("Crépin Gbazangba", "the town was out of bread"),
    ),
    trap(
        "told-reporters-is-no-channel",
        "claims",
        """
        Minister resigns

        15 May 2017

        “I am going home to my goats,” Interior Minister Bexultan Tölegenov told reporters in Astana
        on Monday.
        """,
        says("Bexultan Tölegenov", "“I am going home to my goats,”", mode="direct", via=[]),
    ),
    trap(
        "an-agency-said-in-a-commentary",
        "claims",
        """
        Pyongyang warns Tokyo

        30 August 2017

        Japan will pay for its words, the North's official Korean Central News Agency said in a
        commentary on Wednesday.
        """,
        says(
            ("Korean Central News Agency", "KCNA"),
            "Japan will pay for its words",
            via=[],
            about=["Japan"],
        ),
    ),
    trap(
        "two-agencies-for-two-halves",
        "claims",
        """
        Quake shakes border

        26 October 2015

        Twelve people died in Badakhshan, Pajhwok reported, quoting Governor Mahbuba Raufi-Wardak.
        On the other side of the border nine were killed, according to Pakistan's disaster
        authority.
        """,
        says("Mahbuba Raufi-Wardak", "Twelve people died in Badakhshan", via=["Pajhwok"]),
        says(
            (
                "disaster authority",
                "Pakistan's disaster authority",
                "Pakistani disaster authority",
            ),
            "On the other side of the border nine were killed",
            via=[],
        ),
    ),
    trap(
        "a-source-of-a-source",
        "claims",
        """
        Merger talk

        12 February 2019

        Two airlines of the region are close to a merger, Bloomberg reported, citing people familiar
        with the matter.
        """,
        says(
            ("people familiar with the matter", "people"),
            "Two airlines of the region are close to a merger",
            via=["Bloomberg"],
        ),
    ),
)
