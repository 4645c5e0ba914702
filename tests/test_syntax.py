"""Questions that extractors ask of a parse."""

from __future__ import annotations

import pytest
from handmade import handmade

from kg.extract.syntax import (
    MentionIndex,
    agent,
    base_form,
    conjuncts,
    is_negated,
    preposition,
    sentences,
    subjects,
    tense,
    token_at,
)
from kg.records import Article, Block, Span


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("met", "meet"), ("meets", "meet"), ("meeting", "meet"), ("visited", "visit"),
         ("Visiting", "visit"),
        ("agreed", "agree"), ("scheduled", "schedule"), ("planned", "plan"), ("canceled", "cancel"),
        ("cancelled", "cancel"), ("invited", "invite"), ("hosted", "host"), ("arrived", "arrive"),
        ("denies", "deny"), ("denied", "deny"), ("traveled", "travel"), ("travelled", "travel"),
        ("refuses", "refuse"), ("wants", "want"), ("said", "say"), ("called", "call"), ("talks",
         "talk"),
        ("expected", "expect"), ("welcomed", "welcome"), ("received", "receive"), ("flew", "fly"),
        ("ministers", "minister"), ("reaches", "reach"), ("countries", "country"), ("is", "be"),
    ],
)  # fmt: skip
def test_base_form(word: str, base: str) -> None:
    assert base_form(word) == base


@pytest.mark.parametrize(
    ("marked", "arcs", "verb", "expected"),
    [
        ("She left/VBD", "She nsubj left", "left", "past"),
        ("She had left/VBN", "She nsubj left; had aux left", "left", "past"),
        ("She will/MD leave/VB", "will aux leave", "leave", "future"),
        ("She could leave/VB", "could aux leave", "leave", "modal"),
        ("She wants/VBZ to leave/VB", "leave xcomp wants; to mark leave", "leave", "infinitive"),
        ("She leaves/VBZ", "She nsubj leaves", "leaves", "present"),
        ("a man leaving/VBG", "leaving acl man", "leaving", "participle"),
        ("She will/MD come/VB and leave/VB", "will aux come; leave conj come", "leave", "future"),
    ],
)
def test_tense(marked: str, arcs: str, verb: str, expected: str) -> None:
    doc, _ = handmade(marked, arcs=arcs.split("; "))
    assert tense(next(t for t in doc if t.text == verb)) == expected


@pytest.mark.parametrize(
    ("marked", "arcs", "verb", "expected"),
    [
        ("Ann and Bob left/VBD", "Ann nsubj left; Bob conj Ann", "left", ["Ann", "Bob"]),
        ("Ann wants/VBZ to leave/VB", "Ann nsubj wants; leave xcomp wants", "leave", ["Ann"]),
        ("Ann asked/VBD Bob to leave/VB", "Ann nsubj asked; Bob obj asked; leave xcomp asked",
         "leave", ["Bob"]),
        ("Ann who left/VBD smiled/VBD",
         "smiled ROOT smiled; Ann nsubj smiled; left acl:relcl Ann; who nsubj left",
         "left", ["Ann"]),
        ("Leave/VB now", "Leave ROOT Leave", "Leave", []),
    ],
)  # fmt: skip
def test_subjects(marked: str, arcs: str, verb: str, expected: list[str]) -> None:
    doc, _ = handmade(marked, arcs=arcs.split("; "))
    assert [t.text for t in subjects(next(t for t in doc if t.text == verb))] == expected


def test_agent_preposition_negation() -> None:
    doc, _ = handmade(
        "Ann was not met/VBN by Bob",
        arcs=["Ann nsubj:pass met", "not advmod met", "Bob obl:agent met", "by case Bob"],
    )
    met, bob = doc[3], doc[5]
    assert [t.text for t in agent(met)] == ["Bob"]
    assert preposition(bob) == "by"
    assert is_negated(met)
    assert conjuncts(bob) == [bob]


def test_subjects_end_in_a_circle_of_heads() -> None:
    doc, _ = handmade("a/DT b/VB c/VB", arcs=["c xcomp b", "b conj c"])
    assert subjects(doc[2]) == []


def test_token_at() -> None:
    doc, _ = handmade("Ann met/VBD Bob")
    assert [t.text for o in (0, 2, 3, 4, 10) if (t := token_at(doc, o))] == [
        "Ann",
        "Ann",
        "met",
        "met",
        "Bob",
    ]
    assert token_at(doc, 99) is None


def test_mention_index_prefers_the_head_then_the_shortest() -> None:
    doc, mentions = handmade("[Sa Chilean] president [P Ann Roe] left/VBD")
    index = MentionIndex(mentions)
    assert [m.text for m in (index.at(t) for t in doc) if m] == ["Ann Roe", "Ann Roe"]
    chilean = index.at(doc[0], adjectives=True)
    assert chilean is not None
    assert chilean.text == "Chilean"
    assert [m.text for m in index.between(8, len(doc.text))] == ["Ann Roe"]


def test_only_blocks_that_are_read_give_sentences() -> None:
    doc, _ = handmade("Menu home news Ann left/VBD")
    blocks = (Block(Span(0, 14), "navigation"), Block(Span(15, 23), "paragraph"))
    doc.user_data["article"] = Article("a", "a", doc.text, "0", blocks)
    assert list(sentences(doc)) == []
    doc.user_data["article"] = Article("a", "a", doc.text, "0", ())
    assert [[t.text for t in s] for s in sentences(doc)] == [doc.text.split()]
