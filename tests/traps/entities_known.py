"""People whom the user's gazetteer knows, and unnamed sources that belong somewhere."""

from __future__ import annotations

from traps.expect import says
from traps.expect_entities import belongs, count, linked, means, office, one_entity, stays_open
from traps.trap import trap

_PREFIXES = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/people/> .
@prefix wd: <http://www.wikidata.org/entity/> .
"""

TRAPS = (
    trap(
        "a-known-person-under-another-spelling",
        "entities",
        """
        Poet returns

        3 May 2019

        The poet Tchavdar Obretenoff came home to Bulgaria on Friday. Obretenoff had lived in Lima.
        """,
        linked("Chavdar Obretenov", "Q99999901", "Person"),
        one_entity("Chavdar Obretenov", "Tchavdar Obretenoff"),
        count("Person", 1),
        gazetteer=_PREFIXES
        + """
        ex:obretenov a foaf:Person, skos:Concept ; skos:prefLabel "Chavdar Obretenov"@en ;
          skos:altLabel "Tchavdar Obretenoff"@en ; skos:exactMatch wd:Q99999901 .
        """,
    ),
    trap(
        "a-stranger-with-a-known-surname",
        "entities",
        """
        Rower wins

        6 July 2020

        The rower Lilyana Obretenova-Stein won in Plovdiv. Obretenova-Stein said the water was warm.
        """,
        linked("Lilyana Obretenova-Stein", None, "Person"),
        says("Lilyana Obretenova-Stein", "the water was warm"),
        gazetteer=_PREFIXES
        + """
        ex:obretenova a foaf:Person, skos:Concept ; skos:prefLabel "Petya Obretenova-Stein"@en ;
          skos:exactMatch wd:Q99999902 .
        """,
    ),
    trap(
        "a-bare-known-surname-is-nobody-known",
        "entities",
        """
        A name on a wall

        9 August 2021

        Somebody had painted “Vasilopoulou” on the wall. Vasilopoulou, the neighbours said, was a
        dog.
        """,
        stays_open("[Vasilopoulou], the neighbours", "Danai Vasilopoulou"),
        gazetteer=_PREFIXES
        + """
        ex:danai a foaf:Person, skos:Concept ; skos:prefLabel "Danai Vasilopoulou"@en ;
          skos:exactMatch wd:Q99999903 .
        """,
    ),
    trap(
        "an-official-at-a-ministry",
        "entities",
        """
        Salt shipments stop

        14 October 2016

        The ships were turned back, an official at Mauritania's Trade Ministry said. He gave no
        reason.
        """,
        says(("official at Mauritania's Trade Ministry", "official"), "The ships were turned back"),
        belongs("official at Mauritania's Trade Ministry", "Trade Ministry"),
    ),
    trap(
        "a-spokesman-with-and-without-a-name",
        "entities",
        """
        Refugees moved

        25 November 2015

        A spokeswoman for the UNHCR said the camp was full. Babar Zulfiqar-Mirza, a spokesman for
        the Red Crescent, said tents were on their way.
        """,
        says(("spokeswoman for the UNHCR", "spokeswoman"), "the camp was full"),
        says("Babar Zulfiqar-Mirza", "tents were on their way"),
        office("Babar Zulfiqar-Mirza", "spokesman", "Red Crescent"),
    ),
    trap(
        "a-professor-of-a-university",
        "entities",
        """
        Drought feeds unrest

        30 July 2018

        “Empty wells fill streets,” said Mehrnoush Daneshvari, professor of hydrology at Shiraz
        University and a former adviser to the Energy Ministry.
        """,
        office(
            "Mehrnoush Daneshvari", ("professor", "professor of hydrology"), "Shiraz University"
        ),
        office("Mehrnoush Daneshvari", "adviser", "Energy Ministry", tenure="former"),
        says("Mehrnoush Daneshvari", "“Empty wells fill streets,”", mode="direct"),
    ),
    trap(
        "two-offices-at-once",
        "entities",
        """
        Chancellor and chairman

        17 June 2013

        Benno Achterberg-Lüthi, Swiss finance minister and chairman of the Alpine Council, spoke in
        Chur.
        """,
        office("Benno Achterberg-Lüthi", "finance minister", "Switzerland"),
        office("Benno Achterberg-Lüthi", "chairman", "Alpine Council"),
    ),
    trap(
        "his-counterpart-has-the-same-office",
        "entities",
        """
        Ministers of two seas

        22 September 2014

        Cypriot Defence Minister Eleftheria Mavrommati received her Maltese counterpart, Ġużeppi
        Camenzuli-Grech, in Limassol.
        """,
        office("Eleftheria Mavrommati", "defence minister", "Cyprus"),
        office("Ġużeppi Camenzuli-Grech", "defence minister", "Malta"),
    ),
    trap(
        "the-leader-of-one-of-two-states",
        "entities",
        """
        Neighbours and rivals

        4 December 2017

        Ugandan President Mukasa Kiggundu-Lule and Kenyan President Wangari Kipchumba argued about
        eggs. The Kenyan leader left early. The Ugandan president said eggs were eggs.
        """,
        means("[The Kenyan leader] left", "Wangari Kipchumba"),
        says("Mukasa Kiggundu-Lule", "eggs were eggs"),
    ),
    trap(
        "a-title-makes-a-strange-name-a-persons",
        "entities",
        """
        Rebels split

        2 November 2018

        In early August the rebel chief Gatluak Riek Pouch left Gambela. His deputy, Nyakuoth Bol
        Lam, stayed. Commander Duop Wal Thong joined the army, and the prophet Dak Kueth Deng
        blessed him.
        """,
        one_entity("Gatluak Riek Pouch"),
        one_entity("Nyakuoth Bol Lam"),
        one_entity("Duop Wal Thong"),
        one_entity("Dak Kueth Deng"),
    ),
)
