"""What single sentences say of a meeting: when, where, whether it was held, official or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kg.records import Extraction, Meeting, MergedMeeting, Span, Status
from kg.resolve.times import When, day, when

_NOUN = (
    r"(?:visits?|trips?|journey|tour|meetings?|talks|summit|stay|stop|encounter|dinner|lunch|"
    r"negotiations)"
)
_BETWEEN = r"[ -](?:(?:[\w’'-]+[ -]){0,3}?)"
_KINDS = (
    ("unofficial", re.compile(rf"\b(?:unofficial|informal|private|secret|secretive|clandestine)"
                              rf"{_BETWEEN}{_NOUN}\b", re.IGNORECASE)),
    ("unofficial", re.compile(rf"\b(?:visited|met|travell?ed|{_NOUN}) (?:\w+ ){{0,4}}?"
                              r"(?:unofficially|informally|privately|secretly|in secret|"
                              r"in private)\b", re.IGNORECASE)),
    ("official", re.compile(rf"(?<!un)\b(?:official|formal){_BETWEEN}{_NOUN}\b|\bstate visits?\b",
                            re.IGNORECASE)),
)  # fmt: skip
AGAIN = re.compile(
    r"\b(?:again|another|second|third|fourth|further|next|new round|follow-?up|later|earlier|"
    r"previous|last time)\b",
    re.IGNORECASE,
)
"""Words of a sentence that tells of one meeting of several."""


@dataclass(frozen=True, slots=True)
class Account:
    """One sentence about a meeting. `place` is an entity's key; `inferred`: its time rests on a
    date that the article does not state; `words`: the sentence.
    """

    article: str
    published: date | None
    evidence: Span
    status: Status
    when: When | None
    inferred: bool
    place: str | None
    official: str | None
    words: str


def accounts(
    meeting: MergedMeeting,
    extractions: Mapping[str, Extraction],
    entity_of: Mapping[tuple[str, Span], str],
) -> Iterator[Account]:
    """One account a record that the meeting's reports rest on, by article and place."""
    for report in meeting.reports:
        extraction = extractions.get(report.article)
        if extraction is None:
            continue
        article = extraction.article
        published = day(article.published, last=False) if article.published else None
        records = {record.index: record for record in extraction.meetings}
        alone = {
            span: len({r.index for r in extraction.meetings if r.evidence == span})
            for span in (records[i].evidence for i in report.indexes if i in records)
        }
        for index in sorted(report.indexes):
            if (record := records.get(index)) is None:
                continue
            place = entity_of.get((article.id, record.place)) if record.place else None
            yield Account(
                article=article.id,
                published=published,
                evidence=record.evidence,
                status=record.status,
                when=when(record.time),
                inferred=bool(record.time and record.time.inferred),
                place=place if place and place.startswith(("place/", "state/")) else None,
                official=_official(record, article.text, only=alone[record.evidence] == 1),
                words=article.text[record.evidence.start : record.evidence.end],
            )


def again(account: Account) -> bool:
    """Whether the sentence tells of one meeting of several: *met again*, *a second round*."""
    return AGAIN.search(account.words) is not None


def _official(record: Meeting, text: str, *, only: bool) -> str | None:
    """Whether the sentence calls it official or unofficial; where it tells of several meetings,
    only what is said right at this one's word counts.
    """
    sentence = text[record.evidence.start : record.evidence.end]
    at = record.trigger.start - record.evidence.start
    found = {
        name
        for name, pattern in _KINDS
        for match in pattern.finditer(sentence)
        if only or match.start() <= at < match.end()
    }
    return found.pop() if len(found) == 1 else None
