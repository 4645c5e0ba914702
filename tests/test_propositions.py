"""Claims told again: pairs of them, and articles that share them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from kg.meaning.encoder import WIDTH, Kept, Vectors
from kg.meaning.statement import clean, statement
from kg.records import Attitude, Claim, Resolution
from kg.resolve import resolve
from kg.resolve.propositionfacts import ME, facts
from kg.resolve.propositionfacts import denies as cue_denies
from kg.resolve.propositionpairs import Saying, contrary, same
from tests.proposition_pairs import (
    CHOSEN_OTHER,
    CHOSEN_SAME,
    MEASURED_OTHER,
    MEASURED_SAME,
    Pair,
)
from tests.resolve_builder import GAZETTEER, Build

ATTITUDES: dict[str, Attitude] = {
    "wants": "desire", "called for": "desire", "urged": "desire", "called on": "desire",
    "believes": "belief", "fears": "fear", "vowed": "intention", "pledged": "intention",
}  # fmt: skip
NAME = re.compile(r"\[([^\]|]+)(?:\|([^\]]+))?\]")


@cache
def encoder() -> Kept:
    return Kept()


def saying(side: str) -> Saying:
    """A side of a pair as resolution makes it of a claim."""
    cue, content = side.split(": ", 1)
    text, names, at = "", [], 0
    marked = clean(content)
    for hit in NAME.finditer(marked):
        text += marked[at : hit.start()]
        key = (hit[2] or hit[1]).lower()
        names.append((len(text), len(text) + len(hit[1]), ME if key == "norland" else key))
        text += hit[1]
        at = hit.end()
    text += marked[at:]
    attitude = ATTITUDES.get(cue, "statement")
    whole = statement(text, cue, attitude, "Ada Quill", inner=False)
    return Saying(
        whole, facts(text, tuple(names), cue=cue, attitude=attitude), attitude, cue_denies(cue)
    )


def judged(pair: Pair) -> bool:
    """Whether the two sides are taken for the same; in either order."""
    one, other = saying(pair[1]), saying(pair[2])
    found = same(one, other, lambda: likeness(one, other))
    assert found == same(other, one, lambda: likeness(one, other))
    return bool(found)


def likeness(one: Saying, other: Saying) -> float:
    a, b = encoder().encode([one.text, other.text])
    return round(float(a @ b), 3)


def test_there_are_pairs_enough() -> None:
    assert len(CHOSEN_SAME) + len(MEASURED_SAME) >= 60
    assert len(CHOSEN_OTHER) + len(MEASURED_OTHER) >= 60


@pytest.mark.parametrize(
    ("alike", "unlike", "precision", "recall"),
    [(CHOSEN_SAME, CHOSEN_OTHER, 0.97, 0.85), (MEASURED_SAME, MEASURED_OTHER, 0.97, 0.80)],
    ids=["chosen", "measured"],
)
def test_precision_before_recall(
    alike: Sequence[Pair], unlike: Sequence[Pair], precision: float, recall: float
) -> None:
    right = [pair for pair in alike if judged(pair)]
    wrong = [pair for pair in unlike if judged(pair)]
    assert len(right) / (len(right) + len(wrong)) >= precision, wrong
    assert len(right) / len(alike) >= recall, [pair for pair in alike if pair not in right]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("said: soldiers had crossed the border", "said: soldiers had not crossed the border",
         True),
        ("said: soldiers had crossed the border", "denied: that soldiers had crossed the border",
         True),
        ("said: [Sudland] accepted the offer", "said: [Sudland] rejected the offer", True),
        ("denied: that soldiers had crossed the border",
         "said: soldiers had not crossed the border", False),
        ("said: soldiers had crossed the border", "said: soldiers had not crossed the river",
         False),
        ("said: soldiers had crossed the border", "said: soldiers had crossed the border", False),
        ("said: 20 soldiers had crossed the border",
         "said: 30 soldiers had not crossed the border", False),
        ("said: soldiers will cross the border", "said: soldiers have not crossed the border",
         False),
        ("said: soldiers might cross the border", "said: soldiers do not cross the border", False),
        ("wants: soldiers to cross the border", "wants: soldiers not to cross the border", False),
        ("said: soldiers would cross the border if war came",
         "said: soldiers would not cross the border", False),
        ("said: it rained", "said: it did not rain", False),
    ],
)  # fmt: skip
def test_contraries_are_the_same_words_negated(one: str, other: str, expected: bool) -> None:
    a, b = saying(one), saying(other)
    assert contrary(a, b, lambda: likeness(a, b)) is expected
    assert contrary(b, a, lambda: likeness(a, b)) is expected


def said(build: Build, index: int) -> str:
    """The content of a claim."""
    claim: Claim = build.claims[index]
    return " ".join(build.text[s.start : s.end] for s in claim.content)


def links(resolution: Resolution, kind: str, *builds: Build) -> list[tuple[str, str, str]]:
    """Claim, older claim and reason, in words."""
    by_id = {build.id: build for build in builds}
    return [
        (said(by_id[link.claim[0]], link.claim[1]), said(by_id[link.other[0]], link.other[1]),
         link.reason)
        for link in resolution.links
        if link.kind == kind
    ]  # fmt: skip


def resolved(*builds: Build) -> Resolution:
    return resolve([build.done() for build in builds], gazetteer=GAZETTEER, encoder=encoder())


TALKS = "[P Astrid Vexholm] said the talks with [S Chile] were frank and useful."
AGAIN = "“The discussions with [S Chile] were frank and helpful,” [P Astrid Vexholm] said."


def test_the_oldest_article_is_the_first_whatever_its_name() -> None:
    old = Build(TALKS, id="z", published="2019-03-04")
    old.says("Astrid Vexholm", "the talks with Chile were frank and useful")
    new = Build(AGAIN, id="a", published="2019-03-05")
    new.says("Astrid Vexholm", "The discussions with Chile were frank and helpful", mode="direct")
    found = resolved(new, old)
    [proposition] = found.propositions
    assert proposition.claims == (("z", 0), ("a", 0))
    assert proposition.key.startswith("proposition/astrid-vexholm-")
    assert links(found, "restates", old, new) == [
        ("The discussions with Chile were frank and helpful",
         "the talks with Chile were frank and useful", "same meaning"),
    ]  # fmt: skip


def test_an_article_without_a_date_is_the_last() -> None:
    undated = Build(TALKS, id="a").says(
        "Astrid Vexholm", "the talks with Chile were frank and useful"
    )
    dated = Build(TALKS, id="b", published="2019").says(
        "Astrid Vexholm", "the talks with Chile were frank and useful"
    )
    [proposition] = resolved(undated, dated).propositions
    assert [article for article, _ in proposition.claims] == ["b", "a"]


def test_another_speaker_restates_nothing() -> None:
    one = Build(TALKS, id="a").says("Astrid Vexholm", "the talks with Chile were frank and useful")
    two = Build(TALKS.replace("Astrid Vexholm", "Paavo Ilmarinen"), id="b")
    two.says("Paavo Ilmarinen", "the talks with Chile were frank and useful")
    found = resolved(one, two)
    assert (found.propositions, found.links) == ((), ())


def test_a_quote_and_its_caption_in_one_article() -> None:
    build = Build(f"{TALKS}\n[P Astrid Vexholm]: the talks with [S Chile] were frank.")
    build.says("Astrid Vexholm", "the talks with Chile were frank and useful")
    build.says("Astrid Vexholm", "the talks with Chile were frank.", number=1)
    assert len(resolved(build).propositions) == 1


def test_a_claim_is_not_told_again_where_it_stands() -> None:
    build = Build(TALKS)
    build.says("Astrid Vexholm", "the talks with Chile were frank and useful")
    build.says("Astrid Vexholm", "talks with Chile were frank and useful")
    assert resolved(build).propositions == ()


def test_what_was_not_said_is_told_by_nobody() -> None:
    one = Build(TALKS, id="a").says("Astrid Vexholm", "the talks with Chile were frank and useful")
    for change in ({"hypothetical": True}, {"negated": True}):
        two = Build(TALKS, id="b").says(
            "Astrid Vexholm", "the talks with Chile were frank and useful"
        )
        two.claims[0] = replace(two.claims[0], **change)  # type: ignore[arg-type]
        assert resolved(one, two).propositions == ()


def test_what_others_put_in_a_mouth_is_theirs() -> None:
    text = "[P Paavo Ilmarinen] said [P Astrid Vexholm] said the talks had been a waste of time."
    own = Build("[P Astrid Vexholm] said the talks had been a waste of time.", id="a")
    own.says("Astrid Vexholm", "the talks had been a waste of time")
    other = Build(text, id="b")
    other.says("Paavo Ilmarinen", "Astrid Vexholm said the talks had been a waste of time")
    other.says("Astrid Vexholm", "the talks had been a waste of time")
    other.claims[1] = replace(other.claims[1], parent=0)
    assert resolved(own, other).propositions == ()
    wire = Build(text.replace("[P Paavo Ilmarinen]", "[O Fjord Wire]"), id="b")
    wire.says("Fjord Wire", "Astrid Vexholm said the talks had been a waste of time")
    wire.says("Astrid Vexholm", "the talks had been a waste of time")
    wire.claims[1] = replace(wire.claims[1], parent=0)
    [proposition] = resolved(own, wire).propositions
    assert proposition.claims == (("a", 0), ("b", 1))


def test_a_denial_by_another_contradicts_within_the_week() -> None:
    yes = Build(
        "[P Astrid Vexholm] said the army had crossed the border.", id="a", published="2019-03-04"
    ).says("Astrid Vexholm", "the army had crossed the border")
    no = "[P Paavo Ilmarinen] said the army had not crossed the border."
    for published, expected in (("2019-03-06", 1), ("2019-04-06", 0)):
        other = Build(no, id="b", published=published)
        other.says("Paavo Ilmarinen", "the army had not crossed the border")
        assert len(links(resolved(yes, other), "contradicts", yes, other)) == expected  # fmt: skip


def test_another_s_we_is_not_ours() -> None:
    yes = Build(
        "[P Astrid Vexholm] said: “We have lost the war in the north.”",
        id="a",
        published="2019-03-04",
    ).says("Astrid Vexholm", "We have lost the war in the north")
    no = Build("[P Paavo Ilmarinen] said: “We have not lost the war in the north.”", id="b",
               published="2019-03-04")  # fmt: skip
    no.says("Paavo Ilmarinen", "We have not lost the war in the north")
    assert resolved(yes, no).links == ()


def test_the_day_of_speaking() -> None:
    text = "[P Astrid Vexholm] said on Monday that the talks with [S Chile] were frank and useful."
    first = Build(text, id="a", published="2019-03-05")
    first.says("Astrid Vexholm", "the talks with Chile were frank and useful")
    claim = first.claims[0]
    step = claim.steps[0]
    first.claims[0] = replace(claim, steps=(replace(step, cue=(first.span("said"),)),))
    second = Build(TALKS, id="b", published="2019-03-05")
    second.says("Astrid Vexholm", "the talks with Chile were frank and useful")
    [proposition] = resolved(first, second).propositions
    assert proposition.said == "2019-03-04"


class Counting:
    """Counts the texts that are encoded."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return np.ones((len(texts), WIDTH), dtype=np.float32) / WIDTH**0.5


def test_the_encoder_reads_a_text_once_and_none_that_nothing_is_like() -> None:
    counting = Counting()
    kept = Kept(counting)
    one = Build(TALKS, id="a").says("Astrid Vexholm", "the talks with Chile were frank and useful")
    resolve([one.done()], gazetteer=GAZETTEER, encoder=kept)
    assert counting.texts == []
    assert kept.encode(["x", "y", "x"]).shape == (3, WIDTH)
    kept.encode(["y", "z"])
    assert counting.texts == ["x", "y", "z"]


def test_work_grows_with_the_number_of_claims() -> None:
    """A speaker of many alike claims: each is compared with a bounded number of others."""
    from kg.resolve.articles import Listed
    from kg.resolve.propositions import _LAST, _RARE, _neighbours
    from kg.resolve.sayings import Remembered, sayings

    lines = [f"[P Astrid Vexholm] said village number {n} had no water." for n in range(400)]
    build = Build("\n".join(lines))
    for n in range(400):
        build.says("Astrid Vexholm", f"village number {n} had no water", number=n)
    extraction = build.done()
    found = resolve([extraction], gazetteer=GAZETTEER)
    ready = sayings(
        Listed([extraction]), ["a"],
        entities=found.entities, entity_of=found.entity_of, jointly={}, remember=Remembered(),
    )  # fmt: skip
    near = _neighbours(range(len(ready)), ready)
    assert max(map(len, near.values())) <= _RARE * _LAST


@pytest.mark.parametrize("changed", ["a", "b"])
def test_claims_are_compared_again_when_either_article_reads_otherwise(changed: str) -> None:
    """Also when only who is meant in it is another now, and its extraction is the same."""
    from kg.resolve.articles import Listed
    from kg.resolve.propositions import propositions
    from kg.resolve.sayings import Remembered

    class Noted(Remembered):
        def __init__(self, other: str = "") -> None:
            super().__init__()
            self.other = other
            self.depends: dict[str, str] = {}

        def version(self, name: str) -> str:
            return f"{name} read otherwise" if name == self.other else name

        def compared(
            self, name: str, depends: str, compare: Callable[[], Sequence[tuple[int, str]]]
        ) -> Sequence[tuple[int, str]]:
            self.depends[name] = depends
            return compare()

    builds = [
        Build(TALKS, id=name, published=f"2019-03-0{day}").says(
            "Astrid Vexholm", "the talks with Chile were frank and useful"
        )
        for day, name in enumerate("ab", start=1)
    ]
    extractions = [build.done() for build in builds]
    found = resolve(extractions, gazetteer=GAZETTEER)

    def depends(remember: Noted) -> dict[str, str]:
        propositions(
            Listed(extractions), ["a", "b"], entities=found.entities, entity_of=found.entity_of,
            jointly={}, encoder=encoder(), remember=remember,
        )  # fmt: skip
        return remember.depends

    assert depends(Noted()).keys() == {"b"}
    assert depends(Noted()) == depends(Noted())
    assert depends(Noted()) != depends(Noted(changed))
