"""Meetings of several articles made one: sides, time, place, status."""

from __future__ import annotations

from kg.records import Resolution
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


def test_hypothetical_and_cancelled_stay_apart() -> None:
    when = ("2019-03-04", "2019-03-04")
    a = build("a").meets("Kari Lund", "Bo Friis", time=when)
    a.meets("Kari Lund", "Bo Friis", time=when, status="hypothetical")
    b = build("b").meets("Kari Lund", "Bo Friis", time=when, status="cancelled")
    found = solve(a, b).meetings
    assert sorted(m.status for m in found) == ["cancelled", "held", "hypothetical"]
    assert any(m.label.endswith("(cancelled)") for m in found)


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


def test_readable_dates() -> None:
    assert readable("2018", "2018") == "2018"
    assert readable("2018-03", None) == "March 2018"
    assert readable("2018-03-31", "2018-04-02") == "31 March 2018 – 2 April 2018"
    assert readable("2018-13", None) == "2018-13"
    assert readable(None, None) == ""
