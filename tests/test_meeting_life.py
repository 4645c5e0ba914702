"""The life of a meeting over articles, its companions, its parts, and the visit it was held on."""

from __future__ import annotations

from datetime import date

import pytest
from test_resolve_meetings import build, solve

from kg.graph import triples
from kg.graph.nodes import COMPANION, IN_CLAIM, PART_OF, STATUSES, TELLS
from kg.records import MergedMeeting, Status
from kg.resolve.life import final, strongest
from tests.resolve_builder import Build

DAY = ("2019-03-04", "2019-03-04")


def only(*builds: Build) -> MergedMeeting:
    (meeting,) = solve(*builds).meetings
    return meeting


def test_planned_called_off_and_held_after_all_is_one_meeting() -> None:
    a = build("a", "2019-02-01").meets("Kari Lund", "Bo Friis", status="planned", time=DAY)
    b = build("b", "2019-02-10").meets("Kari Lund", "Bo Friis", status="cancelled", time=DAY)
    c = build("c", "2019-02-20").meets("Kari Lund", "Bo Friis", status="planned", time=DAY)
    d = build("d", "2019-03-05").meets("Kari Lund", "Bo Friis", time=DAY)
    assert only(a).status == "planned"
    assert only(a, b).status == "cancelled"
    assert only(a, b).label.endswith("(cancelled)")
    assert only(a, b, c).status == "planned"
    last = only(a, b, c, d)
    assert last.status == "held"
    assert [r.status for r in last.reports] == ["planned", "cancelled", "planned", "held"]


def test_called_off_without_a_day_is_the_one_that_was_planned() -> None:
    a = build("a", "2019-02-01").meets("Kari Lund", "Bo Friis", status="planned", time=DAY)
    b = build("b", "2019-02-10").meets("Kari Lund", "Bo Friis", status="cancelled")
    assert (only(a, b).status, only(a, b).start) == ("cancelled", "2019-03-04")


def test_who_denies_it_does_not_undo_it() -> None:
    a = build("a", "2019-03-05").meets("Kari Lund", "Bo Friis", time=DAY)
    b = build("b", "2019-03-06").meets("Kari Lund", "Bo Friis", status="denied", time=DAY)
    meeting = only(a, b)
    assert meeting.status == "held"
    assert [r.status for r in meeting.reports] == ["held", "denied"], "both sides are kept"


def test_a_denial_without_a_day_is_of_nothing_in_particular() -> None:
    a = build("a", "2019-03-05").meets("Kari Lund", "Bo Friis", time=DAY)
    b = build("b", "2019-04-06").meets("Kari Lund", "Bo Friis", status="denied")
    assert len(solve(a, b).meetings) == 2


@pytest.mark.parametrize(
    ("accounts", "status"),
    [
        ([("2019-01-01", "hypothetical"), ("2019-01-02", "invited")], "invited"),
        ([("2019-01-02", "invited"), ("2019-01-01", "planned")], "planned"),
        ([("2019-01-01", "cancelled"), ("2019-01-02", "planned")], "planned"),
        ([("2019-01-02", "cancelled"), ("2019-01-01", "planned")], "cancelled"),
        ([("2019-01-02", "planned"), (None, "cancelled")], "planned"),
        ([("2019-01-02", "denied"), ("2019-01-01", "planned")], "denied"),
        ([("2019-01-02", "denied"), ("2019-01-01", "held")], "held"),
    ],
)
def test_final_status(accounts: list[tuple[str | None, Status]], status: Status) -> None:
    rows = [(date.fromisoformat(day) if day else None, told) for day, told in accounts]
    assert final(rows) == final(rows[::-1]) == status


def test_one_account_holds_what_is_strongest() -> None:
    assert strongest(["hypothetical", "planned", "cancelled"]) == "cancelled"
    assert strongest(["planned", "held", "cancelled"]) == "held"


def test_the_meeting_is_the_one_told_of_before() -> None:
    a = build("a", "2019-02-01")
    a.meets("Kari Lund", "Bo Friis", status="planned", time=DAY, trigger="met")
    a.meets(status="cancelled", trigger="agreed")
    meeting = only(a)
    assert meeting.status == "cancelled"
    assert [r.indexes for r in meeting.reports] == [(0, 1)]


def test_a_meeting_that_nothing_was_told_of_is_left_out() -> None:
    assert solve(build("a").meets(status="cancelled", place="Oslo")).meetings == ()


def test_of_two_the_one_that_can_be_called_off_is_meant() -> None:
    a = build("a", "2019-03-05")
    a.meets("Kari Lund", "Bo Friis", status="planned", time=("2019-06", "2019-06"))
    a.meets("Kari Lund", "Bo Friis", time=DAY, trigger="met")
    a.meets(status="cancelled", trigger="agreed")
    found = {m.start: m.status for m in solve(a).meetings}
    assert found == {"2019-06": "cancelled", "2019-03-04": "held"}


def test_a_plan_that_was_given_up_is_another_one() -> None:
    a = build("a", "2019-02-01")
    a.meets("Kari Lund", "Bo Friis", status="planned", time=DAY, trigger="met")
    a.meets(status="cancelled", time=("2019-03-01", "2019-03-01"), trigger="agreed")
    assert {m.start: m.status for m in solve(a).meetings} == {
        "2019-03-04": "planned",
        "2019-03-01": "cancelled",
    }


def test_companions_are_no_sides() -> None:
    a = build("a").meets("Kari Lund", "Bo Friis", companions=("Hugo Paz",), time=DAY)
    a.meets(companions=("Hugo Paz",), trigger="came")
    meeting = only(a)
    assert meeting.participants == ("person/bo-friis", "person/kari-lund")
    assert meeting.companions == ("person/hugo-paz",)


def test_a_banquet_is_part_of_the_talks() -> None:
    a = build("a", "2019-03-05").meets("Kari Lund", "Bo Friis", time=DAY, place="Oslo")
    a.meets("Bo Friis", event="banquet", hosts=("Bo Friis",), trigger="agreed")
    talks, banquet = sorted(solve(a).meetings, key=lambda m: m.kind)
    assert (talks.kind, banquet.kind) == ("Meeting", "SubEvent")
    assert banquet.part_of == talks.key
    assert banquet.label == "Banquet of Bo Friis – Kari Lund, Oslo, 4 March 2019"
    assert (banquet.place, banquet.earliest, banquet.start) == ("place/oslo", "2019-03-04", None)


def test_a_dinner_by_itself_is_a_meeting_and_a_walk_is_none() -> None:
    a = build("a").meets("Kari Lund", "Bo Friis", time=DAY, event="dinner")
    assert only(a).kind == "Meeting"
    b = build("b").meets("Kari Lund", "Bo Friis", time=DAY, event="stroll")
    assert solve(b).meetings == ()


def test_talks_are_part_of_the_visit() -> None:
    a = build("a", "2019-03-08")
    a.meets("Kari Lund", kind="Visit", place="Denmark", time=("2019-03-03", "2019-03-06"))
    a.meets("Kari Lund", "Bo Friis", time=DAY, trigger="met")
    visit = next(m for m in solve(a).meetings if m.kind == "Visit")
    talks = next(m for m in solve(a).meetings if m.kind == "Meeting")
    assert talks.part_of == visit.key


def test_what_was_in_another_month_or_is_only_planned_is_no_part_of_the_visit() -> None:
    a = build("a", "2019-03-08")
    a.meets("Kari Lund", kind="Visit", place="Denmark", time=("2019-03-03", "2019-03-06"))
    a.meets("Kari Lund", "Bo Friis", time=("2018-09", "2018-09"), trigger="met")
    a.meets("Kari Lund", "Bo Friis", status="planned", trigger="agreed")
    assert {m.part_of for m in solve(a).meetings} == {None}


def test_arrival_and_departure_are_of_one_visit() -> None:
    a = build("a", "2019-03-12")
    a.meets("Kari Lund", kind="Visit", place="Denmark", time=DAY, words="on Monday")
    a.meets("Kari Lund", kind="Visit", place="Denmark", time=("2019-03-07", "2019-03-07"),
            words="on Thursday", trigger="agreed")  # fmt: skip
    assert (only(a).start, only(a).end) == ("2019-03-04", "2019-03-07")


def test_the_days_of_an_undated_article_come_from_a_dated_one() -> None:
    a = build("a", "2019-03-12")
    a.meets("Kari Lund", kind="Visit", place="Denmark", time=("2019-03-04", "2019-03-07"))
    b = build("b").meets("Kari Lund", kind="Visit", place="Denmark", words="on Thursday")
    b.meets("Kari Lund", "Bo Friis", words="last September", trigger="met")
    found = {m.kind: m for m in solve(a, b).meetings}
    assert (found["Meeting"].start, found["Meeting"].inferred) == ("2018-09", True)
    assert [r.article for r in found["Visit"].reports] == ["a", "b"]
    assert not found["Visit"].inferred, "what an article states is not inferred"


def test_a_day_apart_at_one_place_is_one_meeting_that_sources_date_differently() -> None:
    a = build("a", "2019-03-08").meets("Kari Lund", "Bo Friis", place="Oslo", time=DAY)
    day = ("2019-03-05", "2019-03-05")
    b = build("b", "2019-03-08").meets("Kari Lund", "Bo Friis", place="Oslo", time=day)
    assert [r.time.start for r in only(a, b).reports if r.time] == ["2019-03-04", "2019-03-05"]
    c = build("c", "2019-03-08").meets("Kari Lund", "Bo Friis", place="Bergen", time=day)
    assert len(solve(a, c).meetings) == 2


def test_in_the_graph_each_status_has_its_sentence_and_its_claim() -> None:
    a = build("a", "2019-03-05").meets("Kari Lund", "Bo Friis", companions=("Hugo Paz",), time=DAY)
    a.meets("Bo Friis", event="banquet", trigger="agreed")
    a.meets(status="denied", trigger="came", companions=())
    whole, extraction = solve(a), a.done()
    quads = [*triples.article_quads(extraction, whole), *triples.resolution_quads(whole)]
    told = {q.object for q in quads if q.predicate == TELLS}
    statuses = {
        q.object for q in quads if q.subject in told and q.predicate.value.endswith("#status")
    }
    assert len(told) == 3
    assert statuses == {STATUSES["held"], STATUSES["denied"]}
    assert not [q for q in quads if q.predicate == IN_CLAIM], "nobody says it but the article"
    assert [q for q in quads if q.predicate == COMPANION]
    assert [q for q in quads if q.predicate == PART_OF]
