"""What may be expected of what several articles say alike, and where they differ."""

from __future__ import annotations

from traps.expect import claims_at
from traps.trap import Expectation
from traps.world import Row, World, ranges_of, touches


def restates(later: str, earlier: str) -> Expectation:
    """The claim of these words says again what the earlier one says; both have one Proposition."""

    def check(world: World) -> None:
        one, two = _claims(world, later), _claims(world, earlier)
        rows = world.rows("restatements")
        pairs = {(row["claim"], row["earlier"]) for row in rows}
        assert pairs & {(a, b) for a in one for b in two}, f"restated are {_told(rows)}"
        homes = _propositions(world)
        assert {homes.get(a) for a in one} & {homes.get(b) for b in two} - {None}, (
            "they express two propositions"
        )

    return Expectation(f"{later!r} restates {earlier!r}", check)


def says_otherwise(one: str, other: str) -> Expectation:
    """The claims of these words are two: neither restates the other; they share no Proposition."""

    def check(world: World) -> None:
        first, second = _claims(world, one), _claims(world, other)
        both = first | second
        rows = [r for r in world.rows("restatements") if {r["claim"], r["earlier"]} <= both]
        assert not rows, f"restated are {_told(rows)}"
        homes = _propositions(world)
        shared = {homes.get(a) for a in first} & {homes.get(b) for b in second} - {None}
        assert not shared, "they express one proposition"

    return Expectation(f"{one!r} is not {other!r}", check)


def first_told(words: str, *, article: str, said: str | None = None) -> Expectation:
    """What the claim of these words says was printed first in this article.

    Args:
        words: of any of the claims that say so.
        article: the file.
        said: when it was first said, as the articles tell.
    """

    def check(world: World) -> None:
        home = {_propositions(world).get(claim) for claim in _claims(world, words)}
        rows = [row for row in world.rows("said-first") if row["proposition"] in home]
        fit = [
            row for row in rows if row["first_article"] == article and said in (None, row["said"])
        ]
        assert fit, f"first told are {rows}"

    return Expectation(f"{words!r} first in {article}", check)


def disagree(one: str, other: str, matter: str) -> Expectation:
    """One disagreement on this matter shows the sentences of these words, on two sides."""

    def check(world: World) -> None:
        rows = world.rows("disagreements", matter=matter)
        sides = [_at(world, rows, words) for words in (one, other)]
        pairs = [(a, b) for a in sides[0] for b in sides[1]]
        assert any(
            a["disagreement"] == b["disagreement"] and a["side"] != b["side"] for a, b in pairs
        ), f"there are {[(row['says'], row['sentence']) for row in rows]}"

    return Expectation(f"{one!r} and {other!r} disagree on {matter}", check)


def no_disagreement() -> Expectation:
    """The articles disagree about nothing."""

    def check(world: World) -> None:
        rows = world.rows("disagreements")
        assert not rows, f"there are {[(row['says'], row['sentence']) for row in rows]}"

    return Expectation("no disagreement", check)


def _at(world: World, rows: list[Row], words: str) -> list[Row]:
    place = world.find(words)
    return [
        row
        for row in rows
        if row["article"] == place.article and touches(ranges_of(row["spans"]), place.ranges)
    ]


def _claims(world: World, words: str) -> set[str]:
    found = {row["claim"] for row in claims_at(world, words)}
    assert found, f"no claim {words!r}"
    return found


def _propositions(world: World) -> dict[str, str]:
    rows = world.rows("restatements")
    return {row[end]: row["proposition"] for row in rows for end in ("claim", "earlier")}


def _told(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row["content"], row["earlier_content"]) for row in rows]
