"""Entities, offices and meetings against made-up annotation, with figures worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import entity_scores, gold_mentions, meeting_scores, office_scores
from kg.gold import Gold, load_gold

TEXT = """Okafor meets Lindqvist in Velde

By Rosa Okafor

Norlandic President Ada Okafor met Mr. Lindqvist in Velde. Velde wants peace, Okafor said.
She thanked the Norlandic leader’s brother, Bo Okafor. Lindqvist Street was closed in the North.
The North Sea was calm, the agency Velde News reported. “Fine,” Bo said, quoting Park Lindqvist.

(Reporting by Tom Lindqvist.)
Velde News | Okafor | Print
"""

ENTITIES: dict[str, Any] = {
    "ada": {"type": "Person", "name": "Ada Okafor", "aliases": ["Okafor"], "state": "norland",
            "descriptions": ["the Norlandic leader"]},
    "bo": {"type": "Person", "name": "Bo Okafor", "aliases": ["Bo"], "state": "norland"},
    "lind": {"type": "Person", "name": "Per Lindqvist", "aliases": ["Mr. Lindqvist", "Lindqvist"],
             "state": "sudland", "articles": ["a"]},
    "norland": {"type": "State", "name": "Norland", "aliases": ["the North"],
                "demonyms": ["Norlandic"], "metonyms": ["Velde"], "descriptions": ["the country"]},
    "sudland": {"type": "State", "name": "Sudland"},
    "velde": {"type": "Place", "name": "Velde", "state": "norland"},
    "velde-news": {"type": "Organisation", "name": "Velde News"},
    "unspecified": {"type": "Group", "name": "nobody"},
    "elsewhere": {"type": "Person", "name": "Bo", "articles": ["b"]},
}  # fmt: skip


def at(words: str, number: int = 0) -> list[int]:
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return [start, start + len(words)]


def said(speaker: str, words: str, number: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "id": f"{speaker}{at(words, number)}",
        "speaker": speaker,
        "speaker_span": at(words, number),
        "content": "peace",
        "content_spans": [at("peace")],
        "kind": "indirect",
        "core": True,
    } | more


def role(person: str, name: str, words: str, **more: Any) -> dict[str, Any]:
    return {
        "person": person, "role": name, "state": "norland", "kind": "office",
        "temporal": "current", "span": at(words),
    } | more  # fmt: skip


def gold_of(folder: Path, **more: Any) -> Gold:
    article = {
        "file": "a.txt",
        "claims": [
            said("ada", "Okafor", 3),
            said("ada", "She"),
            said("bo", "Bo", 1),
            said("unspecified", "Fine"),
            said("ada", "peace", accept_speakers=["bo"]),
        ],
        "roles": [role("ada", "president", "Norlandic President Ada Okafor")],
        "capital_mentions": [
            {"span": at("Velde", 1), "text": "Velde", "entity": "velde"},
            {"span": at("Velde", 2), "text": "Velde", "entity": "norland"},
        ],
        "meetings": [{"mention_spans": [at("met Mr. Lindqvist")]}],
    }
    data = {
        "articles": [article | more.pop("article", {})],
        "entities": ENTITIES,
        "meetings": {},
    } | more
    path = folder / "gold.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return load_gold(path)


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    return gold_of(tmp_path)


MENTIONS = [
    ("ada", "Okafor", 0), ("lind", "Lindqvist", 0),
    ("ada", "Ada Okafor", 0), ("lind", "Mr. Lindqvist", 0), ("velde", "Velde", 1),
    ("norland", "Velde", 2), ("ada", "Okafor", 3), ("ada", "She", 0),
    ("ada", "the Norlandic leader", 0), ("bo", "Bo Okafor", 0), ("norland", "the North", 0),
    ("velde-news", "Velde News", 0), ("bo", "Bo", 1),
]  # fmt: skip


def test_the_mentions_that_a_gold_file_settles(gold: Gold) -> None:
    found = gold_mentions(gold, gold.articles[0], TEXT)
    # Not: the byline, credits and menu, Velde in the headline, Lindqvist Street, the North Sea,
    # Park Lindqvist, the adjective, "Fine", and "peace" that two may have said.
    assert [(m.key, m.start, m.end) for m in found] == [
        (key, *at(words, number)) for key, words, number in MENTIONS
    ]


def rows_of(mentions: list[tuple[str, str, int]] = MENTIONS) -> list[dict[str, Any]]:
    return [
        {
            "article": "a.txt",
            "spans": f"{at(words, number)[0]}-{at(words, number)[1]}",
            "form": "pronoun" if words == "She" else "name",
            "entity": f"https://x.example/{key}",
            "label": key,
        }
        for key, words, number in mentions
    ]


TEXTS = {"a.txt": TEXT}


def test_right_entities_score_one(gold: Gold) -> None:
    scores = entity_scores(gold, rows_of(), TEXTS)
    assert (scores.mentions, scores.found, scores.entities) == (13, 13, 6)
    for figures in (scores.b_cubed, scores.ceaf, scores.within_b_cubed, scores.within_ceaf):
        assert (figures.precision, figures.recall, figures.f1) == (1, 1, 1)
    assert scores.missed == scores.split == scores.joined == ()


def test_entities_by_hand(gold: Gold) -> None:
    rows = rows_of()
    by_words = {
        (key, words, number): row for (key, words, number), row in zip(MENTIONS, rows, strict=True)
    }
    # Bo is taken for Ada, and "She" is not found.
    for place in (("bo", "Bo Okafor", 0), ("bo", "Bo", 1)):
        by_words[place].update(entity="https://x.example/ada", label="ada")
    rows.remove(by_words["ada", "She", 0])
    scores = entity_scores(gold, rows, TEXTS)
    # Ada's five: four found of five, four of six in theirs. Bo's two: two of two, two of six.
    assert scores.b_cubed.recall == round((4 * 4 / 5 + 2 + 6) / 13, 3)
    assert scores.b_cubed.precision == round((4 * 4 / 6 + 2 * 2 / 6 + 6) / 12, 3)
    # Ada and theirs: 2·4 / (5 + 6); Bo has none left; the other four are right.
    assert scores.ceaf.recall == round((8 / 11 + 4) / 6, 3)
    assert scores.ceaf.precision == round((8 / 11 + 4) / 5, 3)
    assert scores.missed == (f"a.txt: Ada Okafor: 'She' ({'-'.join(map(str, at('She')))})",)
    assert scores.split == ()
    assert len(scores.joined) == 1
    assert scores.joined[0].startswith("ada: Ada Okafor (4: a.txt 'Okafor' (0-6)), Bo Okafor (2:")


@pytest.mark.parametrize(
    ("words", "number", "form", "found"),
    [
        ("Mr. Lindqvist", 0, "name", True),
        ("Lindqvist", 1, "name", True),  # ends at the same place
        ("met Mr. Lindqvist", 0, "description", True),  # more than half is shared
        ("Lindqvist in Velde", 1, "description", False),  # shares less with any
        ("Mr. Lindqvis", 0, "adjective", False),
        ("Mr. Lindqvist", 0, "adjective", True),  # to the letter
    ],
)
def test_how_ranges_are_matched(
    gold: Gold, words: str, number: int, form: str, found: bool
) -> None:
    row = rows_of([("lind", words, number)])[0] | {"form": form}
    scores = entity_scores(gold, [row], TEXTS)
    assert scores.found == found


@given(st.permutations(rows_of()), st.lists(st.sampled_from("pqr"), min_size=13, max_size=13))
def test_the_order_of_rows_does_not_matter(rows: list[dict[str, Any]], entities: Any) -> None:
    gold = _gold_once()
    named = [row | {"entity": e, "label": e} for row, e in zip(rows, entities, strict=True)]
    scores = entity_scores(gold, named, TEXTS)
    assert scores == entity_scores(gold, sorted(named, key=lambda r: str(r["spans"])), TEXTS)


def _gold_once() -> Gold:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return gold_of(Path(folder))


def test_articles_without_a_text_have_no_mentions(gold: Gold) -> None:
    assert entity_scores(gold, rows_of(), {}).mentions == 0
    assert entity_scores(gold, [row | {"article": "b.txt"} for row in rows_of()], TEXTS).found == 0


# Offices


def office(person: str, name: str, of: str | None, **more: Any) -> dict[str, Any]:
    return {
        "article": "a.txt", "person_label": person, "role": name, "of_label": of,
        "tenure": "current",
    } | more  # fmt: skip


@pytest.mark.parametrize(
    ("row", "right"),
    [
        (office("Ada Okafor", "president", "Norland"), True),
        (office("Ada Okafor", "Norlandic President", "Norland"), True),
        (office("Okafor", "president of Norland", "Norland"), True),
        (office("Ada Okafor", "president", "Sudland"), False),
        (office("Ada Okafor", "president", None), False),  # the article says of what
        (office("Ada Okafor", "vice president", "Norland"), False),
        (office("Ada Okafor", "minister", "Norland"), False),
        (office("Per Lindqvist", "president", "Norland"), False),
    ],
)
def test_when_an_office_is_right(gold: Gold, row: dict[str, Any], right: bool) -> None:
    scores = office_scores(gold, [row, row], TEXTS)
    assert (scores.gold, scores.found, scores.predicted) == (1, right, 1)
    assert scores.precision == scores.recall == scores.f1 == right
    assert bool(scores.missed) is bool(scores.false) is not right


def test_offices_that_count_neither_way(tmp_path: Path) -> None:
    words = "Norlandic President Ada Okafor"
    roles = [
        role("ada", "leader (counterpart of Lindqvist)", words),
        role("bo", "brother of Ada Okafor", "leader’s brother, Bo Okafor", kind="family"),
        role("bo", "secretary of state", "Bo Okafor", state=None, org="velde-news"),
    ]
    gold = gold_of(tmp_path, article={"roles": roles})
    rows = [office("Ada Okafor", "leader", "Norland"), office("Bo Okafor", "brother", None)]
    scores = office_scores(gold, rows, TEXTS)
    # "leader" and "secretary of state" do not stand in their ranges; an office that is none does.
    assert (scores.gold, scores.predicted, scores.precision) == (0, 1, 0)
    assert scores.false == ("a.txt: Bo Okafor; brother",)


@pytest.mark.parametrize(
    ("wanted", "got", "right"),
    [
        ("director for Asian affairs", "director", True),
        ("international relations professor", "professor", True),
        ("secretary of state", "secretary", False),
        ("secretary of state", "Norlandic secretary of state", True),
        ("foreign minister", "minister", False),
        ("former president", "president", True),
        ("member of parliament", "member of parliament", True),
        ("defence minister", "Defense Minister", True),
        ("spokeswoman", "Velde News spokeswoman", True),
    ],
)
def test_roles_in_other_words(tmp_path: Path, wanted: str, got: str, right: bool) -> None:
    span = [0, len(TEXT)]
    text = f"{wanted} Norland {TEXT}"
    made = role("ada", wanted, "peace", span=span, org="velde-news")
    gold = gold_of(tmp_path, article={"roles": [made]})
    scores = office_scores(gold, [office("Ada Okafor", got, "Norland")], {"a.txt": text})
    assert (scores.gold, scores.found) == (1, right)


@pytest.mark.parametrize(
    ("of", "right"),
    [("Norland", True), ("Velde News", True), ("Velde", True), ("Bo Okafor", True),
     ("Sudland", False), ("Per Lindqvist", False)],
)  # fmt: skip
def test_of_what_an_office_is(tmp_path: Path, of: str, right: bool) -> None:
    made = role("ada", "lawyer of Bo Okafor", "peace", span=[0, len(TEXT)], org="velde-news")
    gold = gold_of(tmp_path, article={"roles": [made]})
    scores = office_scores(gold, [office("Ada Okafor", "lawyer", of)], {"a.txt": f"lawyer {TEXT}"})
    assert (scores.gold, scores.found) == (1, right)


def test_half_of_the_offices(tmp_path: Path) -> None:
    roles = [
        role("ada", "president", "Norlandic President Ada Okafor"),
        role("ada", "president", "Norlandic President Ada Okafor"),
        role("lind", "premier", "Mr. Lindqvist", span=[0, len(TEXT)], state="sudland"),
    ]
    gold = gold_of(tmp_path, article={"roles": roles})
    rows = [
        office("Ada Okafor", "president", "Norland", tenure="former"),
        office("Bo Okafor", "premier", "Sudland"),
        office("Ada Okafor", "chair", None),
        office("Ada Okafor", "chair", None, article="b.txt"),
    ]
    scores = office_scores(gold, rows, {"a.txt": TEXT + " premier"})
    assert (scores.gold, scores.found, scores.predicted) == (1, 1, 3)
    # Where the words stand in the range, the role is looked for.
    roles[2]["span"] = [at("peace")[0], at("peace")[1] + 2]
    gold = gold_of(tmp_path, article={"roles": roles})
    scores = office_scores(gold, rows, {"a.txt": TEXT.replace("peace", "premier")})
    assert (scores.gold, scores.found, scores.predicted, scores.tenure) == (2, 1, 3, 0)
    assert (scores.precision, scores.recall, scores.f1) == (0.333, 0.5, 0.4)
    assert scores.missed == ("a.txt: Per Lindqvist; premier; sudland",)


# Meetings


def met(**more: Any) -> dict[str, Any]:
    return {
        "participants": ["ada", "lind"], "status": "held", "start": "2020-05-07", "place": "velde",
    } | more  # fmt: skip


def told(participants: str, start: str | None = "2020-05-07", **more: Any) -> dict[str, Any]:
    return {
        "type": "Meeting", "participants": participants, "label": participants, "status": "held",
        "start": start, "articles": "a.txt",
    } | more  # fmt: skip


BOTH = "Ada Okafor; Per Lindqvist"


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        # found, right, repeated, invented
        ([told(BOTH)], (1, 1, 0, 0)),
        ([told(BOTH), told(BOTH)], (1, 1, 1, 0)),
        ([told(BOTH), told(BOTH, None)], (1, 1, 1, 0)),
        ([told(BOTH, None)], (0, 1, 0, 0)),  # not found without its day, but nothing invented
        ([told("Norland; Sudland")], (0, 1, 0, 0)),
        ([told("Ada Okafor; Sudland")], (0, 1, 0, 0)),
        ([told(BOTH), told("Norland; Sudland")], (1, 1, 1, 0)),
        ([told(BOTH), told("Per Lindqvist", type="Visit", place="Velde")], (1, 2, 0, 0)),
        ([told("Per Lindqvist", place="Velde")], (0, 0, 0, 1)),
        ([told("Bo Okafor; Per Lindqvist")], (0, 0, 0, 1)),
        ([told(BOTH, "2021")], (0, 0, 0, 1)),
        ([told(BOTH, status="denied")], (0, 0, 0, 1)),
        ([told(BOTH, None, status="planned")], (0, 0, 0, 0)),  # tells of the optional one
        ([told(BOTH, "2021", articles="b.txt")], (0, 0, 0, 0)),  # of another article
        ([], (0, 0, 0, 0)),
    ],
)
def test_rows_of_meetings(
    tmp_path: Path, rows: list[dict[str, Any]], figures: tuple[int, ...]
) -> None:
    optional = met(status="planned", start=None, optional=True)
    gold = gold_of(tmp_path, meetings={"m": met(), "o": optional, "h": met(status="hypothetical")})
    scores = meeting_scores(gold, rows)
    assert scores.gold == 1
    assert (scores.found, scores.right, scores.repeated, scores.invented) == figures
    found, right, repeated, invented = figures
    judged = right + repeated + invented
    assert scores.precision == round(right / max(1, judged), 3)
    assert (scores.recall, len(scores.false)) == (found, repeated + invented)


def test_f1_of_meetings_and_what_is_said_of_false_ones(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, meetings={"m": met(), "n": met(start="2019")})
    rows = [told(BOTH), told(BOTH, "2021-01-01"), told("Bo Okafor; Norland", label=None)]
    scores = meeting_scores(gold, rows)
    assert (scores.precision, scores.recall, scores.f1) == (0.333, 0.5, 0.4)
    assert scores.missed == ("n",)
    assert scores.false == (
        "Bo Okafor; Norland (held), in a.txt: no such meeting",
        f"{BOTH}, in a.txt: m starts 2020-05-07",
    )


def test_each_of_two_meetings_has_its_row(tmp_path: Path) -> None:
    """An undated row takes what the dated one leaves."""
    gold = gold_of(tmp_path, meetings={"m": met(), "n": met(start="2019")})
    for rows in ([told(BOTH, None), told(BOTH)], [told(BOTH), told(BOTH, None)]):
        scores = meeting_scores(gold, rows)
        assert (scores.found, scores.right, scores.repeated) == (1, 2, 0)


@given(st.permutations([told(BOTH), told(BOTH, None), told("Norland; Sudland"), told(BOTH, "1999"),
                        told("Per Lindqvist", type="Visit", place="Velde")]))  # fmt: skip
def test_the_order_of_meetings_does_not_matter(rows: list[dict[str, Any]]) -> None:
    scores = meeting_scores(_with_meetings(), rows)
    assert (scores.found, scores.right, scores.repeated, scores.invented) == (1, 3, 1, 1)


def _with_meetings() -> Gold:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return gold_of(Path(folder), meetings={"m": met(), "n": met(start="2019")})
