"""Meetings of several articles made one: sides, time, place, status."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from kg.records import MergedMeeting, Resolution, TimeRange
from kg.resolve import resolve
from kg.resolve.times import readable
from tests.resolve_builder import GAZETTEER, Build

LEADERS = (
    "[Sa Norwegian] President [P Kari Lund] met [Sa Danish] President [P Bo Friis] in [L Oslo]. "
    "[S Norway] and [S Denmark] agreed in [L Bergen]. [P Hugo Paz] came."
)


def build(name: str, published: str | None = None) -> Build:
    return Build(LEADERS, id=name, published=published)


def solve(*builds: Build) -> Resolution:
    return resolve([b.done() for b in builds], gazetteer=GAZETTEER)


def test_vague_time_holds_the_exact_one() -> None:
    a = build("a").meets("Kari Lund", "Bo Friis", time=("2019-03", "2019-03"))
    b = build("b").meets("Bo Friis", "Kari Lund", place="Oslo", time=("2019-03-04", "2019-03-05"))
    (meeting,) = solve(a, b).meetings
    assert meeting.participants == ("person/bo-friis", "person/kari-lund")
    assert (meeting.start, meeting.end) == ("2019-03-04", "2019-03-05")
    assert meeting.place == "place/oslo"
    assert meeting.states == ("state/denmark", "state/norway")
    assert meeting.label == "Bo Friis – Kari Lund, Oslo, 4–5 March 2019"
    assert [(r.article, r.indexes) for r in meeting.reports] == [("a", (0,)), ("b", (0,))]
    assert meeting.reports[0].place is None, "each report keeps what it says"
    assert meeting.reason == "same participants and time"


def test_other_days_are_other_meetings() -> None:
    a = build("a").meets("Kari Lund", "Bo Friis", time=("2019-03-04", "2019-03-04"))
    a.meets("Kari Lund", "Bo Friis", time=("2019-05-04", "2019-05-04"))
    b = build("b").meets("Kari Lund", "Bo Friis", time=("2019", "2019"))
    assert len(solve(a, b).meetings) == 3, "a year that holds two meetings tells of neither"


def test_vague_report_between_two_meetings_of_its_article_stays_apart() -> None:
    a = build("a").meets("Kari Lund", "Bo Friis", time=("2019-03-04", "2019-03-04"))
    a.meets("Kari Lund", "Bo Friis", time=("2019-03-20", "2019-03-20"))
    a.meets("Kari Lund", "Bo Friis", time=("2019-03", "2019-03"))
    assert len(solve(a).meetings) == 3


def test_states_stand_for_their_leaders() -> None:
    a = build("a").meets("Kari Lund", "Bo Friis", time=("2019-03-04", "2019-03-04"))
    b = build("b").meets("Norway", "Denmark", time=("2019-03", "2019-03"))
    (meeting,) = solve(a, b).meetings
    assert meeting.participants == ("person/bo-friis", "person/kari-lund")
    assert meeting.reports[1].participants == ("state/denmark", "state/norway")


def test_states_named_beside_their_leaders_count_once() -> None:
    a = build("a", "2019-02-01").meets("Kari Lund", "Bo Friis", "Denmark", status="planned")
    a.meets("Norway", "Denmark", status="planned")
    b = build("b", "2019-02-03").meets("Norway", "Denmark", status="planned")
    (meeting,) = solve(a, b).meetings
    assert meeting.participants == ("person/bo-friis", "person/kari-lund")


def test_different_people_do_not_merge() -> None:
    a = build("a").meets("Kari Lund", "Bo Friis", time=("2019-03-04", "2019-03-04"))
    b = build("b").meets("Kari Lund", "Hugo Paz", time=("2019-03-04", "2019-03-04"))
    assert len(solve(a, b).meetings) == 2


def test_planned_then_held() -> None:
    a = build("a", "2019-02-01").meets("Kari Lund", "Bo Friis", status="planned")
    b = build("b", "2019-03-05").meets("Kari Lund", "Bo Friis", time=("2019-03-04", "2019-03-04"))
    (meeting,) = solve(a, b).meetings
    assert meeting.status == "held"
    assert [r.status for r in meeting.reports] == ["planned", "held"]
    assert meeting.reason == "same participants, planned in an older article"


def test_planned_later_is_not_what_was_held() -> None:
    a = build("a", "2019-04-01").meets("Kari Lund", "Bo Friis", status="planned")
    b = build("b", "2019-03-05").meets("Kari Lund", "Bo Friis", time=("2019-03-04", "2019-03-04"))
    assert [m.status for m in solve(a, b).meetings].count("planned") == 1


def test_undated_within_an_article_goes_to_the_one_last_mentioned() -> None:
    a = build("a").meets("Kari Lund", "Bo Friis", time=("2019-03-04", "2019-03-04"), trigger="met")
    a.meets("Kari Lund", "Bo Friis", trigger="agreed")
    a.meets("Kari Lund", "Bo Friis", trigger="came", time=("2018-01-01", "2018-01-01"))
    first, second = sorted(solve(a).meetings, key=lambda m: m.start or "")
    assert [r.indexes for r in first.reports] == [(2,)]
    assert [r.indexes for r in second.reports] == [(0, 1)]


def test_undated_held_joins_the_dated_one_of_the_same_weeks_only() -> None:
    dated = build("a", "2019-03-05").meets(
        "Kari Lund", "Bo Friis", time=("2019-03-04", "2019-03-04")
    )
    near = build("b", "2019-03-08").meets("Kari Lund", "Bo Friis")
    far = build("c", "2020-03-08").meets("Kari Lund", "Bo Friis")
    unknown = build("d").meets("Kari Lund", "Bo Friis")
    found = solve(dated, near, far, unknown).meetings
    assert sorted(tuple(r.article for r in m.reports) for m in found) == [
        ("a", "b"),
        ("c",),
        ("d",),
    ]


def test_one_side_twice_is_no_meeting() -> None:
    a = build("a").meets("Kari Lund", "Norway").meets("Kari Lund")
    assert solve(a).meetings == ()


def test_visits_by_place_and_state() -> None:
    a = build("a").meets("Bo Friis", kind="Visit", place="Oslo", time=("2019-03-04", "2019-03-04"))
    b = build("b").meets("Bo Friis", kind="Visit", place="Norway", time=("2019-03", "2019-03"))
    c = build("c").meets("Bo Friis", kind="Visit", time=("2019-03", "2019-03"))
    (visit,) = solve(a, b, c).meetings
    assert visit.kind == "Visit"
    assert visit.place == "place/oslo"
    assert visit.label == "Visit of Bo Friis to Oslo, 4 March 2019"


def test_meeting_takes_time_and_place_of_its_visit() -> None:
    a = build("a").meets("Bo Friis", kind="Visit", place="Oslo", time=("2019-03-04", "2019-03-05"))
    a.meets("Kari Lund", "Bo Friis")
    meeting = next(m for m in solve(a).meetings if m.kind == "Meeting")
    assert (meeting.place, meeting.start, meeting.end) == ("place/oslo", "2019-03-04", "2019-03-05")
    assert "place of the visit it belongs to" in meeting.reason
    assert meeting.reports[0].time is None


def test_meeting_takes_nothing_from_one_of_two_visits() -> None:
    a = build("a").meets("Bo Friis", kind="Visit", place="Oslo", time=("2019-03-04", "2019-03-05"))
    a.meets("Bo Friis", kind="Visit", place="Oslo", time=("2019-05-04", "2019-05-05"))
    a.meets("Kari Lund", "Bo Friis")
    meeting = next(m for m in solve(a).meetings if m.kind == "Meeting")
    assert (meeting.place, meeting.start) == (None, None)


def test_disagreeing_dates_follow_the_majority() -> None:
    days = [
        ("2019-03-04", "2019-03-05"),
        ("2019-03-05", "2019-03-05"),
        ("2019-03-05", "2019-03-05"),
    ]
    builds = [build(f"{i}").meets("Kari Lund", "Bo Friis", time=d) for i, d in enumerate(days)]
    (meeting,) = solve(*builds).meetings
    assert (meeting.start, meeting.end) == ("2019-03-05", "2019-03-05")
    assert meeting.reports[0].time is not None
    assert meeting.reports[0].time.start == "2019-03-04"


def test_articles_without_a_date() -> None:
    builds = [build(f"{i}").meets("Kari Lund", "Bo Friis", status="planned") for i in range(2)]
    builds += [build(f"h{i}").meets("Kari Lund", "Bo Friis", place="Oslo") for i in range(2)]
    builds += [build(f"x{i}").meets("Kari Lund", "Bo Friis") for i in range(2)]
    found = [tuple(r.article for r in m.reports) for m in solve(*builds).meetings]
    assert sorted(found) == [("0", "1"), ("h0", "h1"), ("x0",), ("x1",)]


def test_nobody_visits_the_state_he_leads() -> None:
    a = build("a").meets("Bo Friis", "Hugo Paz", kind="Visit", place="Denmark")
    a.meets("Kari Lund", kind="Visit", place="Oslo")
    (visit,) = solve(a).meetings
    assert visit.participants == ("person/hugo-paz",)


def test_places_do_not_meet() -> None:
    assert solve(build("a").meets("Kari Lund", "Bergen")).meetings == ()


PAIR = ("person/bo-friis", "person/kari-lund")
LEAD = "[Sa Norwegian] President [P Kari Lund] met [Sa Danish] President [P Bo Friis]. "
OFFICES = (("Kari Lund", "President", "Norwegian"), ("Bo Friis", "President", "Danish"))


def told(text: str, *who: str, place: str | None = None) -> list[MergedMeeting]:
    """Meetings of an article of two presidents in which `who` met, by its last words."""
    a = Build(text)
    for person, role, of in OFFICES:
        a.office(person, role, of)
    a.meets(*who, place=place, trigger="convened")
    return list(solve(a).meetings)


@pytest.mark.parametrize(
    ("text", "who", "expected"),
    [
        (LEAD + "[Gd The two leaders] convened.", ("The two leaders",), PAIR),
        (LEAD + "It rained. [P Hugo Paz] came. It was late. So it went. "
         "[Gd The two leaders] convened.", ("The two leaders",), PAIR),
        (LEAD + "[P Hugo Paz] and [Gd both leaders] convened.", ("Hugo Paz", "both leaders"),
         ("person/bo-friis", "person/hugo-paz", "person/kari-lund")),
        ("[Sa Norwegian] President [P Kari Lund] and [Sa Danish] President [P Bo Friis] came. "
         "[Gp They] convened.", ("They",), PAIR),
        ("[Sa Norwegian] President [P Kari Lund] and [Sa Danish] President [P Bo Friis] came. "
         "[P Hugo Paz] left. [Gp They] convened.", ("They",), None),
        (LEAD + "[P Hugo Paz] left. [Gd The two men] convened.", ("The two men",), None),
        ("[Sa Norwegian] President [P Kari Lund] saw [P Hugo Paz] and [Sa Danish] President "
         "[P Bo Friis]. [Gd The two leaders] convened.", ("The two leaders",), None),
        ("[Gd The two leaders] convened. " + LEAD, ("The two leaders",), None),
        (LEAD + "[Gd Both leaders] and [P Kari Lund] convened.", ("Both leaders", "Kari Lund"),
         None),
    ],
)  # fmt: skip
def test_two_people_named_before(
    text: str, who: tuple[str, ...], expected: tuple[str, ...] | None
) -> None:
    assert [m.participants for m in told(text, *who)] == ([expected] if expected else [])


def yearless(name: str, words: str, **more: str) -> Build:
    """An article without a date that gives the month, not the year, of a meeting of the two."""
    made = build(name).meets("Kari Lund", "Bo Friis", **more)  # type: ignore[arg-type]  # words only
    last = made.meetings[-1]
    made.meetings[-1] = replace(last, time=TimeRange(words, last.trigger, None, None))
    return made


def test_a_year_from_other_articles() -> None:
    a = yearless("a", "in late March").meets("Kari Lund", "Hugo Paz", trigger="came")
    last = a.meetings[-1]
    a.meetings[-1] = replace(last, time=TimeRange("on May 7", last.trigger, None, None))
    b = build("b").meets("Kari Lund", "Bo Friis", time=("2019-03-25", "2019-03-26"))
    first, second = sorted(solve(a, b).meetings, key=lambda m: m.start or "")
    assert [r.article for r in first.reports] == ["a", "b"]
    assert (first.start, first.end) == ("2019-03-25", "2019-03-26")
    assert "year of the same meeting in other articles" in first.reason
    assert second.start == "2019-05-07", "the article's other days are of that year too"
    report = first.reports[0].time
    assert report is not None
    assert (report.text, report.start, report.inferred) == ("in late March", "2019-03", True)


def test_the_year_hangs_on_no_order() -> None:
    builds = [yearless("a", "in late March"), yearless("b", "on March 26")]
    builds.append(build("c").meets("Kari Lund", "Bo Friis", time=("2019-03-26", "2019-03-26")))
    found = {solve(*order).meetings for order in permutations(builds)}
    assert len(found) == 1
    assert [len(m.reports) for m in found.pop()] == [3]


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("in late March", ("2019-03-25", "2018-03-25")),
        ("in late March", ("2019-04-25",)),
        ("in late March", ("2019",)),
        ("last March", ("2019-03-25",)),
        ("last month", ("2019-11-25",)),
        ("on February 29", ("2019-02-28",)),
    ],
)
def test_no_year_without_exactly_one(words: str, times: tuple[str, ...]) -> None:
    others = [
        build(f"b{t}").meets("Kari Lund", "Bo Friis", time=(t, t)) for t in times
    ]  # fmt: skip
    found = solve(yearless("a", words), *others).meetings
    (own,) = [m for m in found if m.reports[0].article == "a"]
    assert own.start is None


def test_an_article_with_a_date_takes_no_year() -> None:
    a = yearless("a", "in late March")
    a.published = "2021-01-01"
    b = build("b").meets("Kari Lund", "Bo Friis", time=("2019-03-25", "2019-03-26"))
    assert len(solve(a, b).meetings) == 2


def test_what_is_told_of_before_is_not_what_the_article_is_about() -> None:
    a = Build(
        "[P Kari Lund] met [P Bo Friis]. [P Kari Lund] and [P Bo Friis] last convened in [L Oslo]."
    )
    a.meets("Kari Lund", "Bo Friis", trigger="met")
    a.meets("Kari Lund", "Bo Friis", trigger="convened", time=("2019-01", "2019-01"))
    assert [m.start for m in sorted(solve(a).meetings, key=lambda m: m.start or "")] == [
        None, "2019-01",
    ]  # fmt: skip


def test_readable_dates() -> None:
    assert readable("2018", "2018") == "2018"
    assert readable("2018-03", None) == "March 2018"
    assert readable("2018-03-31", "2018-04-02") == "31 March 2018 – 2 April 2018"
    assert readable("2018-13", None) == "2018-13"
    assert readable(None, None) == ""
