from __future__ import annotations

import json
import random
import runpy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluate import (
    claim_scores,
    meeting_scores,
    overlap,
    plain,
    question_scores,
    ranges,
    span_scores,
)
from kg.gold import load_gold, load_spans, trim

ENTITIES: dict[str, Any] = {
    "ada-vance": {"type": "Person", "name": "Ada Vance", "aliases": ["Ms. Vance", "Vance"]},
    "jo-ruiz": {"type": "Person", "name": "Jo Ruiz", "aliases": ["Ruiz"]},
    "norland": {"type": "State", "name": "Norland", "descriptions": ["the kingdom", None]},
}


def gold_claim(number: int, start: int, end: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"c{number}",
        "speaker": "ada-vance",
        "speaker_text": "Ms. Vance",
        "content": f"content {number}",
        "content_spans": [[start, end]],
        "kind": "indirect",
        "core": True,
    } | more


def gold_file(folder: Path, *claims: dict[str, Any], **more: Any) -> Path:
    data = {
        "articles": [{"file": "a.txt", "claims": list(claims)}],
        "entities": ENTITIES,
        "meetings": {},
        "questions": [],
    } | more
    path = folder / "gold.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def row(spans: str, speaker: str | None = "Ada Vance", **more: Any) -> dict[str, Any]:
    return {
        "article": "a.txt",
        "spans": spans,
        "speaker_label": speaker,
        "content": "words",
        "mode": "indirect",
    } | more


def test_a_claim_matches_from_half_of_the_union_on(tmp_path: Path) -> None:
    gold = load_gold(gold_file(tmp_path, gold_claim(1, 0, 10)))
    assert claim_scores(gold, [row("0-5")]).recall == 1
    missed = claim_scores(gold, [row("0-4")])
    assert (missed.recall, missed.precision, missed.predicted) == (0, 0, 1)
    assert missed.missed == ("a.txt: ada-vance: content 1",)
    assert missed.false == ("a.txt: Ada Vance: words",)


def test_borderline_claims_count_neither_way(tmp_path: Path) -> None:
    gold = load_gold(
        gold_file(tmp_path, gold_claim(1, 0, 10), gold_claim(2, 20, 30, borderline=True))
    )
    with_it = claim_scores(gold, [row("0-10"), row("20-30")])
    without = claim_scores(gold, [row("0-10")])
    assert (with_it.core, with_it.recall, with_it.precision, with_it.predicted) == (1, 1, 1, 1)
    assert with_it == without


def test_a_row_outside_the_core_is_right_and_not_looked_for(tmp_path: Path) -> None:
    gold = load_gold(gold_file(tmp_path, gold_claim(1, 0, 10), gold_claim(2, 20, 30, core=False)))
    scores = claim_scores(gold, [row("20-30")])
    assert (scores.core, scores.recall, scores.precision) == (1, 0, 1)


def test_the_speaker_tells_apart_claims_that_share_their_words(tmp_path: Path) -> None:
    inner = gold_claim(2, 0, 10, speaker="jo-ruiz", core=False)
    gold = load_gold(gold_file(tmp_path, gold_claim(1, 0, 12), inner))
    scores = claim_scores(gold, [row("0-10", "Jo Ruiz"), row("0-11", "Vance", mode="direct")])
    assert (scores.recall, scores.speaker, scores.speaker_strict, scores.mode) == (1, 1, 1, 0)


@pytest.mark.parametrize(
    ("label", "right"),
    [("Ms. Vance", 1), ("President Ada Vance", 1), ("Jo Ruiz", 0), (None, 0), ("unknown", 0)],
)
def test_speaker_labels(tmp_path: Path, label: str | None, right: int) -> None:
    gold = load_gold(gold_file(tmp_path, gold_claim(1, 0, 10)))
    scores = claim_scores(gold, [row("0-9", label)])
    assert (scores.speaker, scores.speaker_strict) == (right, right)
    assert bool(scores.wrong_speaker) is not bool(right)


def test_described_speakers_are_told_by_their_words(tmp_path: Path) -> None:
    claim = gold_claim(1, 0, 10, speaker="desc:analysts", speaker_text="some analysts")
    gold = load_gold(gold_file(tmp_path, claim))
    assert claim_scores(gold, [row("0-9", "analysts")]).speaker == 1
    assert claim_scores(gold, [row("0-9", "unknown")]).speaker == 1
    assert claim_scores(gold, [row("0-9", "Jo Ruiz")]).speaker == 0


def test_rows_of_other_articles_do_not_count(tmp_path: Path) -> None:
    gold = load_gold(gold_file(tmp_path, gold_claim(1, 0, 10)))
    assert claim_scores(gold, [row("0-10", article="b.txt")]).predicted == 0
    assert claim_scores(gold, [row("0-10", article="folder/a.txt")]).recall == 1


def meeting(**more: Any) -> dict[str, Any]:
    return {
        "participants": ["ada-vance", "jo-ruiz"],
        "status": "held",
        "start": "2020-05-07",
        "place": "norland",
    } | more


@pytest.mark.parametrize(
    ("change", "found", "placed"),
    [
        ({}, 1, 1),
        ({"start": "2020-05"}, 1, 1),
        ({"start": None}, 0, 0),
        ({"start": "2020-06"}, 0, 0),
        ({"status": "planned"}, 0, 0),
        ({"participants": "Ada Vance"}, 0, 0),
        ({"place": "Sudland"}, 1, 0),
    ],
)
def test_meetings(tmp_path: Path, change: dict[str, Any], found: int, placed: int) -> None:
    path = gold_file(tmp_path, meetings={"m": meeting(), "h": meeting(status="hypothetical")})
    given_row = {
        "participants": "Jo Ruiz; Ada Vance",
        "label": "a meeting",
        "status": "held",
        "start": "2020-05-07",
        "place": "Norland",
    } | change
    scores = meeting_scores(load_gold(path), [given_row, given_row])
    assert (scores.gold, scores.found, scores.placed) == (1, found, placed)
    assert scores.exact_duplicates == 1
    assert scores.missed == (() if found else ("m",))


def test_questions(tmp_path: Path) -> None:
    question = {
        "id": "q1",
        "kind": "who-said",
        "mode": "any",
        "question": "Who said it?",
        "answers": [{"speaker": "ada-vance", "article": "a.txt", "content": "ties are strong"}],
    }
    gold = load_gold(
        gold_file(tmp_path, questions=[question, question | {"id": "q2", "mode": "none"}])
    )
    right = row("0-1", content="our ties are strong")
    assert question_scores(gold, lambda text: [right]).hit_at_1 == 1
    second = question_scores(gold, lambda text: [row("0-1", content="no"), right])
    assert (second.questions, second.hit_at_1, second.hit_at_3) == (1, 0, 1)
    assert question_scores(gold, lambda text: []).missed == ("Who said it?",)


def standoff(folder: Path) -> Path:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    (folder / "text" / "x.txt").write_text("Vance said so. ‘Yes’\r\n", encoding="utf-8", newline="")
    (folder / "attributions" / "x_b.ann").write_text("T1\tCue 0 1\tV\n", encoding="utf-8")
    (folder / "attributions" / "x_a.ann").write_text(
        "T1\tSource 0 6\tVance \nT2\tCue 6 10\tsaid\nT3\tContent 11 13;15 20\tso ‘Yes’\n"
        "E1\tAttribution:T1\nT4\tDiscard 0 2\tVa\n",
        encoding="utf-8",
    )
    return folder


def test_spans_of_a_standoff_folder(tmp_path: Path) -> None:
    gold = load_spans(standoff(tmp_path))
    assert gold.spans["source"] == {("x.txt", 0, 5)}
    assert gold.spans["content"] == {("x.txt", 11, 13), ("x.txt", 15, 20)}
    rows = [
        {"article": "x", "speaker_spans": "0-5", "cue_spans": "6-9", "spans": "11-13;15-20"},
        {"article": "x.txt", "cue_spans": "6-10", "embedded_in": "urn:c"},
        {"article": "other.txt", "spans": "0-3"},
    ]
    scores = span_scores(gold, rows)
    assert (scores["source"].f1, scores["cue"].f1, scores["content"].f1) == (100, 0, 100)
    half = span_scores(gold, [{"article": "x.txt", "spans": "11-13;16-20"}])["content"]
    assert (half.precision, half.recall, half.f1) == (50, 50, 50)


def test_what_is_no_gold_is_named(tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match=r"no\.json is no gold annotation"):
        load_gold(tmp_path / "no.json")
    with pytest.raises(InputError, match="cannot be read"):
        load_gold(tmp_path / "missing.json")
    with pytest.raises(InputError, match="no text/"):
        load_spans(tmp_path)


Spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1])), max_size=4
).map(tuple)


@given(Spans, Spans)
def test_overlap_is_symmetric_and_one_only_for_the_same(one: Any, other: Any) -> None:
    assert overlap(one, other) == overlap(other, one)
    assert 0 <= overlap(one, other) <= 1
    assert ranges(";".join(f"{start}-{end}" for start, end in one)) == one
    if one:
        assert overlap(one, one) == 1


@given(st.text(alphabet="ab \n\t", max_size=30))
def test_trim_leaves_no_white_space(text: str) -> None:
    start, end = trim(text, 0, len(text))
    assert text[start:end] == text.strip()


def test_plain_names() -> None:
    assert plain("Mr. O’Neill-Vance, the President") == "o'neill vance"
    assert plain(None) == ""


def noisy_rows(gold: dict[str, Any], chance: random.Random) -> list[dict[str, Any]]:
    """Rows made from the gold claims: some lost, some moved, some with another speaker."""
    rows = []
    for article in gold["articles"]:
        for claim in article["claims"]:
            if chance.random() < 0.2:
                continue
            shift = chance.choice([0, 0, 0, 1, 5, 30])
            names = [*gold["entities"], "unknown", "analysts", None]
            entity = gold["entities"].get(claim["speaker"])
            label = entity["name"] if entity else claim["speaker_text"]
            if chance.random() < 0.3:
                other = chance.choice(names)
                label = gold["entities"][other]["name"] if other in gold["entities"] else other
            spans = claim["content_spans"]
            rows.append(
                {
                    "article": article["file"],
                    "spans": ";".join(
                        f"{start + shift}-{end + shift // 2}" for start, end in spans
                    ),
                    "speaker_label": label,
                    "cue": "said",
                    "content": claim["content"],
                    "mode": chance.choice([claim["kind"], "mixed"]),
                }
            )
    chance.shuffle(rows)
    return rows


def noisy_meetings(gold: dict[str, Any], chance: random.Random) -> list[dict[str, Any]]:
    rows = []
    for meeting in gold["meetings"].values():
        for _ in range(chance.randint(0, 2)):
            parties = [
                gold["entities"].get(p, {"name": p})["name"] for p in meeting["participants"]
            ]
            place = gold["entities"].get(meeting["place"], {"name": None})["name"]
            rows.append(
                {
                    "participants": "; ".join(parties[: chance.choice([1, 2, 2, 2])]),
                    "label": chance.choice(["a visit", "; ".join(parties)]),
                    "status": chance.choice([meeting["status"], "held"]),
                    "start": chance.choice([meeting["start"], meeting["start"], None, "2018-05"]),
                    "place": chance.choice([place, None]),
                }
            )
    return rows


@pytest.mark.parametrize("seed", range(12))
def test_figures_agree_with_the_script_beside_the_gold(gold_folder: Path, seed: int) -> None:
    script = gold_folder / "score.py"
    theirs = runpy.run_path(str(script))
    path = gold_folder / "seeds-001-003.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    gold = load_gold(path)
    chance = random.Random(seed)
    rows = noisy_rows(data, chance)
    ours = claim_scores(gold, rows)
    assert theirs["claims"](data, rows) == {
        name: getattr(ours, name)
        for name in ("core", "recall", "precision", "predicted", "speaker", "mode")
    }
    met = noisy_meetings(data, chance)
    found = meeting_scores(gold, met)
    assert theirs["meetings"](data, met) == {
        "gold": found.gold,
        "found": found.found,
        "place_ok": f"{found.placed}/{found.places}",
        "rows": found.rows,
        "exact_duplicates": found.exact_duplicates,
    }


# The script leaves closing its files to the interpreter.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_span_figures_agree_with_the_script_beside_the_gold(
    gold_folder: Path, tmp_path: Path
) -> None:
    theirs = runpy.run_path(str(gold_folder / "score.py"))
    folder = standoff(tmp_path)
    rows = [
        {"article": "x.txt", "speaker_spans": "0-6", "cue_spans": "6-9;10-11", "spans": "11-13"},
        {"article": "x", "speaker_spans": "", "cue_spans": None, "spans": "14-21"},
    ]
    ours = span_scores(load_spans(folder), rows)
    assert theirs["polnear"](str(folder), rows) == {
        kind: {"P": score.precision, "R": score.recall, "F1": score.f1}
        for kind, score in ours.items()
    }
