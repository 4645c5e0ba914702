"""Meetings and visits against a gold file of ours.

A gold meeting is *found* when a row names its principals, has its status, and a start that agrees
with it. That is strict, and says nothing of rows too many. Precision therefore asks of each row
whether it *tells of* a gold meeting, which is laxer:

* each principal is named, or, of several, the principal's state in their stead (for a visit, the
  place in that state that it went to);
* its status is one of the meeting's;
* its start agrees with the meeting's, or one of the two has none.

Of one gold meeting the best row of each type counts as right (the visit and the talks in it are
two rows); a further one repeats it and counts as false, as does a row that tells of none. A row
that tells only of hypothetical or optional meetings counts neither way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kg.evaluate.naming import is_speaker
from kg.evaluate.spans import Row, f1, share
from kg.gold import Gold, GoldMeeting


@dataclass(frozen=True, slots=True)
class MeetingScores:
    """`found` of `gold` meetings; of the found ones with a known place, `placed` of `places`.

    `recall` is found of gold; `precision` is `right` of right, `repeated` and `invented` rows.
    `missed` and `false` are lines for a reader; false ones say what is wrong with them.
    """

    gold: int
    found: int
    placed: int
    places: int
    rows: int
    exact_duplicates: int
    right: int
    repeated: int
    invented: int
    precision: float
    recall: float
    f1: float
    missed: tuple[str, ...]
    false: tuple[str, ...]


def meeting_scores(gold: Gold, rows: Iterable[Row]) -> MeetingScores:
    """The figures of the rows of `kg query meetings`, in any order.

    Hypothetical and optional gold meetings are not looked for. Rows that only other articles than
    the gold file's tell of do not count for precision.
    """
    rows = list(rows)
    wanted = [meeting for meeting in gold.meetings if meeting.wanted]
    places = placed = 0
    missed: list[str] = []
    for meeting in wanted:
        fitting = [row for row in rows if _is_meeting(gold, meeting, row)]
        if not fitting:
            missed.append(meeting.key)
        elif meeting.place:
            places += 1
            placed += any(is_speaker(gold, row.get("place"), [meeting.place]) for row in fitting)
    same = Counter(
        tuple(row.get(column) for column in ("participants", "start", "place", "status"))
        for row in rows
    )
    right, repeated, invented = _judged(gold, [row for row in rows if _of_gold(gold, row)])
    found = len(wanted) - len(missed)
    judged = right + len(repeated) + len(invented)
    return MeetingScores(
        gold=len(wanted),
        found=found,
        placed=placed,
        places=places,
        rows=len(rows),
        exact_duplicates=sum(count - 1 for count in same.values()),
        right=right,
        repeated=len(repeated),
        invented=len(invented),
        precision=share(right, judged),
        recall=share(found, len(wanted)),
        f1=f1(right / max(1, judged), found / max(1, len(wanted))),
        missed=tuple(missed),
        false=(*repeated, *invented),
    )


def _is_meeting(gold: Gold, meeting: GoldMeeting, row: Row) -> bool:
    parties = _parties(row, "participants", "label")
    for principal in meeting.participants:
        if not any(is_speaker(gold, party, [principal]) for party in parties):
            return False
    if row.get("status") not in meeting.statuses:
        return False
    return not meeting.starts or (bool(row.get("start")) and _dates_agree(meeting, row))


def _parties(row: Row, *columns: str) -> list[str]:
    named = ";".join(str(row.get(column) or "") for column in columns)
    return [party for party in named.split(";") if party.strip()]


def _dates_agree(meeting: GoldMeeting, row: Row) -> bool:
    """Whether the starts are one, as far as the vaguer says, or one of the two has none."""
    start = str(row.get("start") or "")
    if not start or not meeting.starts:
        return True
    return any(start.startswith(g) or g.startswith(start) for g in meeting.starts)


def _of_gold(gold: Gold, row: Row) -> bool:
    told = {PurePath(name.strip()).name for name in str(row.get("articles") or "").split(";")}
    told.discard("")
    return not told or any(article.file in told for article in gold.articles)


def _judged(gold: Gold, rows: Sequence[Row]) -> tuple[int, list[str], list[str]]:
    """How many rows are right, and what is to be said of those that repeat and those that invent.

    The rows that find a meeting by the strict rule have the first choice, then those that name most
    of its principals; of meetings a row takes the one of which most is known.
    """
    meetings = sorted(
        (meeting for meeting in gold.meetings if meeting.wanted),
        key=lambda m: (not m.starts, -len(m.participants), m.key),
    )
    told = {at: [m for m in meetings if _tells_of(gold, m, row)] for at, row in enumerate(rows)}
    order = sorted(
        told,
        key=lambda at: (
            not any(_is_meeting(gold, meeting, rows[at]) for meeting in told[at]),
            -max((_called(gold, meeting, rows[at]) for meeting in told[at]), default=0),
            _text(rows[at]),
        ),
    )
    right = 0
    taken: set[tuple[str, str]] = set()
    repeated: list[str] = []
    invented: list[str] = []
    for at in order:
        row, kind = rows[at], str(rows[at].get("type") or "")
        free = [
            m
            for m in told[at]
            if (m.key, kind) not in taken and not _rather(gold, m, told[at], row)
        ]
        if free:
            taken.add((free[0].key, kind))
            right += 1
        elif any(not m.wanted and _tells_of(gold, m, row) for m in gold.meetings):
            continue
        elif told[at]:
            repeated.append(f"{_told(row)}: {told[at][0].key} once more")
        else:
            invented.append(f"{_told(row)}: {_nearest(gold, row)}")
    return right, repeated, invented


def _rather(gold: Gold, meeting: GoldMeeting, others: Sequence[GoldMeeting], row: Row) -> bool:
    """Whether the row finds another meeting by the strict rule, and this one only by the laxer."""
    return not _is_meeting(gold, meeting, row) and any(_is_meeting(gold, m, row) for m in others)


def _tells_of(gold: Gold, meeting: GoldMeeting, row: Row) -> bool:
    return (
        row.get("status") in meeting.statuses
        and _dates_agree(meeting, row)
        and _names_all(gold, meeting, row)
    )


def _names_all(gold: Gold, meeting: GoldMeeting, row: Row) -> bool:
    parties = _parties(row, "participants", "hosts", "label")
    return bool(meeting.participants) and all(
        any(is_speaker(gold, party, [key]) for party in parties)
        or (len(meeting.participants) > 1 and _stands_in(gold, key, row))
        for key in meeting.participants
    )


def _stands_in(gold: Gold, key: str, row: Row) -> bool:
    """Whether the state of the principal takes part in their stead, or is where a visit went."""
    entity = gold.entities.get(key)
    state = key if entity is None or entity.kind == "State" else entity.state
    if state is None:
        return False
    if any(is_speaker(gold, party, [state]) for party in _parties(row, "participants", "hosts")):
        return True
    there = [state, *(other.key for other in gold.entities.values()
                      if other.kind == "Place" and other.state == state)]  # fmt: skip
    return (
        row.get("type") == "Visit"
        and bool(row.get("place"))
        and is_speaker(gold, row.get("place"), there)
    )


def _called(gold: Gold, meeting: GoldMeeting, row: Row) -> int:
    parties = _parties(row, "participants", "hosts", "label")
    return sum(any(is_speaker(gold, p, [key]) for p in parties) for key in meeting.participants)


def _text(row: Row) -> str:
    """What orders the rows: the same for the same row."""
    columns = ("label", "participants", "place", "start", "status", "articles", "meeting")
    return "\n".join(str(row.get(column) or "") for column in columns)


def _told(row: Row) -> str:
    what = row.get("label") or f"{row.get('participants')} ({row.get('status')})"
    return f"{what}, in {row.get('articles') or 'no article'}"


def _nearest(gold: Gold, row: Row) -> str:
    """What keeps the row from the gold meeting that it comes closest to."""
    for meeting in sorted(gold.meetings, key=lambda m: (not m.wanted, m.key)):
        if not _names_all(gold, meeting, row):
            continue
        wrong = []
        if row.get("status") not in meeting.statuses:
            wrong.append(f"is {' or '.join(sorted(meeting.statuses))}")
        if not _dates_agree(meeting, row):
            wrong.append(f"starts {' or '.join(meeting.starts)}")
        if wrong:
            return f"{meeting.key} {' and '.join(wrong)}"
    return "no such meeting"
