"""What sources say of one meeting that cannot all be true, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.findings import Disagreement
from kg.records import Resolution, Status
from kg.resolve import resolve
from tests.resolve_builder import GAZETTEER, Build

PEOPLE = "[P Astrid Vexholm] {verb} [P Tomas Okonjo]"


def meeting(
    id: str,
    published: str | None,
    *,
    time: tuple[str, str] | None = None,
    place: str | None = None,
    status: Status = "held",
    verb: str = "met",
    more: str = "",
) -> Build:
    """An article with one sentence about the meeting of the two."""
    where = f" in [L {place}]" if place else ""
    build = Build(f"{PEOPLE.format(verb=verb)}{where}{more}.", id=id, published=published)
    return build.meets("Astrid Vexholm", "Tomas Okonjo", place=place, time=time, status=status)


def resolved(*builds: Build) -> Resolution:
    return resolve([build.done() for build in builds], gazetteer=GAZETTEER)


def found(*builds: Build) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Matter and sides, each with its articles; every sentence is one of its article's."""
    by_id = {build.id: build for build in builds}
    out = []
    for one in resolved(*builds).disagreements:
        for side in one.sides:
            for article, span in side.evidence:
                assert span in by_id[article].sentences
        out.append((one.matter, [(s.value, [a for a, _ in s.evidence]) for s in one.sides]))
    return out


MAY_4 = ("2024-05-04", "2024-05-04")
MAY_5 = ("2024-05-05", "2024-05-05")


def test_two_days_for_one_meeting() -> None:
    a = meeting("a", "2024-05-06", time=MAY_4, place="Oslo")
    b = meeting("b", "2024-05-07", time=MAY_5, place="Oslo")
    assert found(a, b) == [("date", [("2024-05-04", ["a"]), ("2024-05-05", ["b"])])]
    [one] = resolved(a, b).disagreements
    assert one.label == "Sources differ on the date: 4 May 2024 or 5 May 2024"
    assert len(one.meetings) == 1, "one meeting, told of with two days"


@pytest.mark.parametrize(
    ("time", "published"),
    [
        (("2024-05", "2024-05"), "2024-05-07"),  # the month alone
        (("2024", "2024"), "2024-05-07"),
        (("2024-05-03", "2024-05-05"), "2024-05-07"),  # several days, that day among them
        (None, "2024-05-07"),
        (MAY_5, "2024-05-05"),  # told on the day: the older article may tell of another one
        (("2024-05-14", "2024-05-14"), "2024-05-15"),  # the next week
    ],
)
def test_a_vaguer_date_or_another_meeting_is_no_disagreement(
    time: tuple[str, str] | None, published: str
) -> None:
    a = meeting("a", "2024-05-05" if time == MAY_5 else "2024-05-06", time=MAY_4, place="Oslo")
    if time == MAY_5:
        a = meeting("a", "2024-05-04", time=MAY_4, place="Oslo")
    assert found(a, meeting("b", published, time=time, place="Oslo")) == []


def test_they_met_again_the_next_day() -> None:
    a = meeting("a", "2024-05-06", time=MAY_4, place="Oslo")
    assert found(a, meeting("b", "2024-05-06", time=MAY_5, place="Oslo", more=" again")) == []
    both = Build(
        f"{PEOPLE.format(verb='met')} on Saturday.\n{PEOPLE.format(verb='met')} on Sunday.",
        id="b", published="2024-05-06",
    )  # fmt: skip
    both.meets("Astrid Vexholm", "Tomas Okonjo", time=MAY_4)
    both.meets("Astrid Vexholm", "Tomas Okonjo", time=MAY_5)
    assert found(a, both) == []


def test_a_plan_that_came_about_is_no_disagreement() -> None:
    plan = meeting("a", "2024-05-01", time=MAY_4, place="Oslo", status="planned", verb="will meet")
    held = meeting("b", "2024-05-05", time=MAY_4, place="Oslo")
    assert found(plan, held) == []


def test_held_and_denied() -> None:
    held = meeting("a", "2024-05-05", time=MAY_4, place="Oslo")
    denied = meeting("b", "2024-05-06", time=MAY_4, place="Oslo", status="denied",
                     verb="never met")  # fmt: skip
    assert found(held, denied) == [("status", [("held", ["a"]), ("denied", ["b"])])]
    undated = meeting("b", "2024-05-06", status="denied", verb="never met")
    assert found(held, undated) == [("status", [("held", ["a"]), ("denied", ["b"])])]
    late = meeting("b", "2025-05-06", status="denied", verb="has not met")
    assert found(held, late) == []


def test_called_off_before_or_after_it_was_held() -> None:
    held = meeting("b", "2024-05-05", time=MAY_4, place="Oslo")
    before = meeting(
        "a", "2024-05-02", time=MAY_4, place="Oslo", status="cancelled", verb="cancelled"
    )
    assert found(before, held) == []
    after = meeting(
        "c", "2024-05-06", time=MAY_4, place="Oslo", status="cancelled", verb="cancelled"
    )
    assert found(held, after) == [("status", [("held", ["b"]), ("cancelled", ["c"])])]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (" on an official visit", " on a private visit", True),
        (" on a state visit", " during a secret trip", True),
        (" on an official visit", "", False),
        (" on an unofficial visit", " on a secret visit", False),
        (" on an official visit", ", said an official of a private bank", False),
        (" on an official visit", ", Norway’s official gazette said", False),
    ],
)
def test_official_or_not(one: str, other: str, expected: bool) -> None:
    a = meeting("a", "2024-05-05", time=MAY_4, place="Oslo", more=one)
    b = meeting("b", "2024-05-06", time=MAY_4, place="Oslo", more=other)
    sides = [("official", ["a"]), ("unofficial", ["b"])]
    assert found(a, b) == ([("official", sides)] if expected else [])


def test_two_cities_and_a_city_in_its_state() -> None:
    a = meeting("a", "2024-05-05", time=MAY_4, place="Bergen")
    b = meeting("b", "2024-05-06", time=MAY_4, place="Stavanger")
    assert found(a, b) == [("place", [("Bergen", ["a"]), ("Stavanger", ["b"])])]
    near = meeting("b", "2024-05-06", time=MAY_4, place="Stavanger",
                   more=", not in Bergen in Stavanger county")  # fmt: skip
    assert found(a, near) == []
    palace = meeting("b", "2024-05-06", time=MAY_4, place="Elm Palace")
    assert found(a, palace) == []
    state = Build(f"{PEOPLE.format(verb='met')} in [S Norway].", id="b", published="2024-05-06")
    state.meets("Astrid Vexholm", "Tomas Okonjo", place="Norway", time=MAY_4)
    oslo = Build(f"{PEOPLE.format(verb='met')} in [L Oslo].", id="a", published="2024-05-06")
    oslo.meets("Astrid Vexholm", "Tomas Okonjo", place="Oslo", time=MAY_4)
    assert found(oslo, state) == []


def test_an_inferred_date_disagrees_with_nothing() -> None:
    a = meeting("a", "2024-05-06", time=MAY_4, place="Oslo")
    b = meeting("b", "2024-05-07", time=MAY_5, place="Oslo")
    time = b.meetings[0].time
    assert time is not None
    b.meetings[0] = replace(b.meetings[0], time=replace(time, inferred=True))
    assert found(a, b) == []


def test_the_order_of_the_articles_changes_nothing() -> None:
    builds = [
        meeting("a", "2024-05-06", time=MAY_4, place="Oslo"),
        meeting("b", "2024-05-07", time=MAY_5, place="Oslo"),
        meeting("c", "2024-05-07", status="denied", verb="never met"),
    ]
    first: tuple[Disagreement, ...] = resolved(*builds).disagreements
    assert first
    assert resolved(*reversed(builds)).disagreements == first
