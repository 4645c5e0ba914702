"""What a build did: counts, warnings, failures, open questions; written to report.json.

Everything but `Timing` is the same for the same input. `Timing` is the last key of the file, so
that two reports can be compared without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from kg.records import Extraction, Failure, OpenQuestion, Resolution, Span

KINDS = ("orphan-quotation", "unresolved-pronoun", "doubtful-merge")
"""The kinds of open questions, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """What was found in one article. `words` counts runs of text between white space."""

    article: str
    words: int
    claims: int
    meetings: int
    offices: int
    mentions: int
    open: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timing:
    """Wall-clock seconds: of each stage in the order they ran, and of all."""

    stages: tuple[tuple[str, float], ...]
    seconds: float
    words_per_second: float


@dataclass(frozen=True, slots=True)
class Open:
    """An open question as the report tells it: where, the words in question, and what is open."""

    article: str
    kind: str
    text: str
    note: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `totals` has the numbers of the whole graph, in a fixed order; `dropped`
    the ids of the articles that an update took out, which report.json leaves out: it tells of the
    graph as it is.
    """

    out: Path
    articles: tuple[ArticleReport, ...]
    totals: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]
    failures: tuple[Failure, ...]
    open: tuple[Open, ...]
    timing: Timing
    dropped: tuple[str, ...] = ()

    def total(self, name: str) -> int:
        """The number called `name` in `totals`, 0 when there is none."""
        return dict(self.totals).get(name, 0)


def article_report(extraction: Extraction) -> ArticleReport:
    """The counts of one article."""
    article = extraction.article
    return ArticleReport(
        article=article.id,
        words=len(article.text.split()),
        claims=len(extraction.claims),
        meetings=len(extraction.meetings),
        offices=len(extraction.offices),
        mentions=len(extraction.mentions),
        open=len(extraction.open),
        warnings=article.warnings,
    )


def totals(
    articles: Iterable[ArticleReport], resolution: Resolution
) -> tuple[tuple[str, int], ...]:
    """Name and number of everything that is counted over the whole graph."""
    reports = list(articles)
    kinds = Counter(entity.kind for entity in resolution.entities)
    return (
        ("articles", len(reports)),
        ("words", sum(report.words for report in reports)),
        ("claims", sum(report.claims for report in reports)),
        ("people", kinds["Person"]),
        ("states", kinds["State"]),
        ("organizations", kinds["Organization"]),
        ("places", kinds["Place"]),
        ("groups", kinds["Group"]),
        ("meetings", len(resolution.meetings)),
        ("propositions", len(resolution.propositions)),
        ("disagreements", len(resolution.disagreements)),
        ("duplicates", len(resolution.duplicates)),
        ("offices", sum(report.offices for report in reports)),
    )


def to_json(report: BuildReport) -> str:
    """The text of report.json; `timing` is its last key and the only one with a clock in it."""
    body: dict[str, Any] = {
        "totals": dict(report.totals),
        "articles": report.articles,
        "warnings": list(report.warnings),
        "failures": report.failures,
        "open_counts": open_counts(report.open),
        "open": report.open,
        "timing": {
            "seconds": round(report.timing.seconds, 3),
            "words_per_second": round(report.timing.words_per_second),
            "stages": {name: round(seconds, 3) for name, seconds in report.timing.stages},
        },
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=2).decode() + "\n"


def open_counts(questions: Iterable[Open]) -> dict[str, int]:
    """How many there are of each kind, none left out."""
    counts = Counter(question.kind for question in questions)
    return {kind: counts[kind] for kind in KINDS}


def told(extraction: Extraction, questions: Iterable[OpenQuestion] = ()) -> list[Open]:
    """What is open in an article, by place, each once.

    Args:
        extraction: what extraction left open stands in it.
        questions: what resolution left open there.
    """
    every = {*questions, *extraction.open}
    return sorted((_told(q, extraction.article.text) for q in every), key=_place)


def of_no_article(resolution: Resolution) -> list[Open]:
    """What is open between articles."""
    questions = {q for q in resolution.open if not q.article}
    return sorted((_told(q, "") for q in questions), key=_place)


def _told(question: OpenQuestion, text: str) -> Open:
    span = question.span
    words = text[span.start : span.end] if span else ""
    return Open(
        question.article, question.kind, " ".join(words.split()), question.note, question.span
    )


def _place(question: Open) -> tuple[str, int, int, str, str]:
    span = question.span
    start, end = (span.start, span.end) if span else (-1, -1)
    return (question.article, start, end, question.kind, question.note)
