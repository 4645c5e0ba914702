"""What may be expected of claims and open questions."""

from __future__ import annotations

from collections.abc import Sequence

from traps.trap import Expectation
from traps.world import Row, World, listed, overlap, ranges_of, touches

SAME = 0.5
"""From this share of characters on, two contents are one, as in the scoring of the gold."""

Names = str | tuple[str, ...]
"""One name, or several of which any will do."""


def says(
    speaker: Names,
    words: str,
    *,
    mode: str | None = None,
    attitude: str | None = None,
    via: Sequence[str] | None = None,
    hypothetical: bool = False,
    negated: bool = False,
    jointly: Sequence[str] = (),
    inside: Names | None = None,
    about: Sequence[str] = (),
) -> Expectation:
    """A claim of these words and this speaker, shown as fact unless `hypothetical`.

    Args:
        speaker: label or other name; `unknown` for one that nobody names.
        words: the content as it stands in the article.
        mode: direct, indirect or mixed.
        attitude: statement, belief, desire, intention or fear.
        via: who passed it on, from the speaker outwards; empty for nobody.
        hypothetical: as it may or would be said.
        negated: as it was denied or not said.
        jointly: who says it too.
        inside: the speaker of the claim that it stands in.
        about: names that a claim may be asked for by.
    """

    def check(world: World) -> None:
        rows = claims_at(world, words)
        mine = [row for row in rows if any(_speaks(world, row, name) for name in _names(speaker))]
        assert mine, f"nobody of that name; there are {_shown(rows or near(world, words))}"
        wanted = {"mode": mode, "attitude": attitude}
        fit = [
            row
            for row in mine
            if all(value in (None, row[key]) for key, value in wanted.items())
            and bool(row["hypothetical"]) == hypothetical
            and bool(row["negated"]) == negated
            and (via is None or _passed(world, row, via))
            and all(_speaks(world, row, name) for name in jointly)
            and (inside is None or _stands_in(world, row, inside))
        ]
        assert fit, f"there are only {_shown(mine)}"
        for name in about:
            asked = {row["claim"] for row in world.rows("claims", about=name)}
            assert asked & {row["claim"] for row in fit}, f"not found as a claim about {name}"

    return Expectation(f"{_names(speaker)[0]} says {words!r}", check)


def hops(words: str, *wanted: tuple[str, str]) -> Expectation:
    """The claim of these words has these steps, from the speaker outwards, each with its cue."""

    def check(world: World) -> None:
        ids = {row["claim"] for row in claims_at(world, words)}
        rows = [row for row in world.rows("chain") if row["claim"] in ids]
        found = [(row["step"], row["agent_label"], row["cue"]) for row in rows]
        assert [step for step, _, _ in found] == list(range(len(wanted))), f"steps are {found}"
        for (_, label, cue), (name, word) in zip(found, wanted, strict=True):
            assert world.is_called(label, name), f"steps are {found}"
            assert word.casefold() in (cue or "").casefold(), f"steps are {found}"

    return Expectation(f"{words!r} through {', '.join(name for name, _ in wanted)}", check)


def addressed(words: str, name: str) -> Expectation:
    """The claim of these words was made to this one."""

    def check(world: World) -> None:
        ids = {row["claim"] for row in claims_at(world, words)}
        labels = [row["label"] for row in world.select(_ADDRESSED) if row["claim"] in ids]
        assert any(world.is_called(label, name) for label in labels), f"it was said to {labels}"

    return Expectation(f"{words!r} to {name}", check)


_ADDRESSED = """
PREFIX kg: <https://newskg.example/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?claim ?label WHERE { ?claim kg:addressee ?who . ?who rdfs:label ?label }"""


def nobody_says(words: str) -> Expectation:
    """No claim has any of these words as its content."""

    def check(world: World) -> None:
        rows = near(world, words)
        assert not rows, f"there are {_shown(rows)}"

    return Expectation(f"nobody says {words!r}", check)


def never_says(speaker: str, words: str, *, as_fact: bool = False) -> Expectation:
    """No claim of this speaker has any of these words; with `as_fact`, none but hypothetical
    ones and those marked as not said.
    """

    def check(world: World) -> None:
        rows = [row for row in near(world, words) if _speaks(world, row, speaker)]
        if as_fact:
            rows = [row for row in rows if not (row["hypothetical"] or row["negated"])]
        assert not rows, f"there are {_shown(rows)}"

    return Expectation(f"{speaker} does not say {words!r}", check)


def no_claims() -> Expectation:
    """The articles have no claim."""

    def check(world: World) -> None:
        assert not world.rows("claims"), f"there are {_shown(world.rows('claims'))}"

    return Expectation("no claims", check)


def one_claim(words: str) -> Expectation:
    """All these words stand in one claim, and in no other but claims inside it."""

    def check(world: World) -> None:
        place = world.find(words)
        rows = [row for row in near(world, words) if not row["embedded_in"]]
        assert len(rows) == 1, f"there are {_shown(rows)}"
        share = overlap(ranges_of(rows[0]["spans"]), place.ranges)
        assert share >= SAME, f"there is {_shown(rows)}"

    return Expectation(f"one claim {words!r}", check)


def opens(kind: str, words: str | None = None) -> Expectation:
    """A question of this kind is listed as open, at these words."""

    def check(world: World) -> None:
        rows = world.rows("open-questions", kind=kind)
        if words is not None:
            place = world.find(words)
            rows = [
                row
                for row in rows
                if row["article"] == place.article
                and touches(ranges_of(row["spans"]), place.ranges)
            ]
        assert rows, f"open are {[(r['kind'], r['text']) for r in world.rows('open-questions')]}"

    return Expectation(f"open: {kind}{(words and f' {words}') or ''}", check)


def nothing_open(kind: str | None = None) -> Expectation:
    """No question (of this kind) is left open."""

    def check(world: World) -> None:
        rows = world.rows("open-questions", **({"kind": kind} if kind else {}))
        assert not rows, f"open are {[(row['kind'], row['text'], row['note']) for row in rows]}"

    return Expectation(f"open: no {kind or 'question'}", check)


def claims_at(world: World, words: str) -> list[Row]:
    """The claims whose content is these words, give or take a few."""
    place = world.find(words)
    return [
        row
        for row in world.rows("claims", article=place.article)
        if overlap(ranges_of(row["spans"]), place.ranges) >= SAME
    ]


def near(world: World, words: str) -> list[Row]:
    """The claims that have any of these words in their content."""
    place = world.find(words)
    return [
        row
        for row in world.rows("claims", article=place.article)
        if touches(ranges_of(row["spans"]), place.ranges)
    ]


def _names(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names


def _speaks(world: World, row: Row, name: str) -> bool:
    speakers = [row["speaker_label"], *listed(row.get("co_speakers"))]
    return any(world.is_called(label, name) for label in speakers)


def _passed(world: World, row: Row, via: Sequence[str]) -> bool:
    labels = listed(row["via"])
    return len(labels) == len(via) and all(map(world.is_called, labels, via))


def _stands_in(world: World, row: Row, names: Names) -> bool:
    outer = [other for other in world.rows("claims") if other["claim"] == row["embedded_in"]]
    return any(_speaks(world, other, name) for other in outer for name in _names(names))


_TOLD = "speaker_label co_speakers mode attitude via hypothetical negated content".split()


def _shown(rows: Sequence[Row]) -> str:
    return "\n  ".join(
        ["", *(str({key: row[key] for key in _TOLD if row.get(key) is not None}) for row in rows)]
    )
