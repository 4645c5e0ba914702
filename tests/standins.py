"""Stand-ins for the model and what hangs on it, so that the rest is tested quickly and exactly.

An article of these tests has lines such as `Ada Vance said: ties are strong` and
`Ada Vance met Jo Ruiz in Norland on 2020-05-07`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import pool
from kg.records import (
    Article,
    Claim,
    Entity,
    EntityLink,
    Extraction,
    Failure,
    Meeting,
    MeetingReport,
    Mention,
    MergedMeeting,
    OpenQuestion,
    Resolution,
    Span,
    Step,
    TimeRange,
)

SAID = re.compile(r"^(?P<who>[A-Z]\w+ [A-Z]\w+) (?P<cue>said): (?P<what>.+)$", re.MULTILINE)
MET = re.compile(
    r"^(?P<a>[A-Z]\w+ [A-Z]\w+) (?P<met>met) (?P<b>[A-Z]\w+ [A-Z]\w+) on (?P<day>\S+)$", re.M
)


def extraction(article: Article) -> Extraction:
    """The claims and meetings of an article's lines; a question where it asks one."""
    mentions: dict[Span, Mention] = {}

    def mention(match: re.Match[str], group: str) -> Span:
        span = Span(*match.span(group))
        mentions[span] = Mention(article.id, span, span, match[group], "Person", "name", 0)
        return span

    claims = []
    for index, match in enumerate(SAID.finditer(article.text)):
        who = mention(match, "who")
        step = Step((who,), (Span(*match.span("cue")),), who)
        claims.append(
            Claim(
                article=article.id,
                index=index,
                content=(Span(*match.span("what")),),
                steps=(step,),
                mode="indirect",
                attitude="statement",
                sentence=Span(*match.span()),
            )
        )
    meetings = []
    for index, match in enumerate(MET.finditer(article.text)):
        day = match["day"]
        meetings.append(
            Meeting(
                article=article.id,
                index=index,
                kind="Meeting",
                trigger=Span(*match.span("met")),
                evidence=Span(*match.span()),
                participants=(mention(match, "a"), mention(match, "b")),
                time=TimeRange(day, Span(*match.span("day")), day, day, day, day),
            )
        )
    at = article.text.find("?")
    asked = OpenQuestion(article.id, "unresolved-pronoun", Span(at, at + 1), "who is it?")
    return Extraction(
        article=article,
        sentences=(Span(0, len(article.text)),),
        mentions=tuple(mentions[span] for span in sorted(mentions)),
        claims=tuple(claims),
        meetings=tuple(meetings),
        offices=(),
        open=(asked,) if at >= 0 else (),
    )


def extract_all(
    articles: Iterable[Article],
    *,
    count: int,
    tools: Any,
    workers: int,
    clock: pool.Clock,
    tell: pool.Tell,
) -> Iterator[Extraction | Failure]:
    """As `kg.pool.extract_all`, by the lines alone."""
    for article in articles:
        with clock("extract"):
            yield extraction(article)
    tell("extract", count, count)


def resolve(
    extractions: Iterable[Extraction], *, gazetteer: Any, encoder: Any = None, **more: Any
) -> Resolution:
    """Everybody with one name is one person; two people meet once a day."""
    links: dict[str, list[EntityLink]] = {}
    entity_of: dict[tuple[str, Span], str] = {}
    reports: dict[tuple[str, str, str], list[MeetingReport]] = {}
    for found in extractions:
        for m in found.mentions:
            links.setdefault(m.text, []).append(EntityLink(m.article, m.span, "exact name"))
            entity_of[m.article, m.span] = key(m.text)
        for meeting in found.meetings:
            one, two = sorted(entity_of[meeting.article, span] for span in meeting.participants)
            day = meeting.time.text if meeting.time else ""
            reports.setdefault((one, two, day), []).append(
                MeetingReport(
                    meeting.article, (meeting.index,), "held", meeting.time, None, (one, two)
                )
            )
    return Resolution(
        entities=tuple(
            Entity(key(name), "Person", name, (), tuple(links[name])) for name in sorted(links)
        ),
        meetings=tuple(
            MergedMeeting(
                key=f"meeting/{one[7:]}-{two[7:]}-{day}",
                kind="Meeting",
                label=f"{one[7:]} and {two[7:]}",
                participants=(one, two),
                states=(),
                hosts=(),
                place=None,
                start=day,
                end=day,
                earliest=day,
                latest=day,
                status="held",
                reports=tuple(reports[one, two, day]),
                reason="same people and day",
            )
            for one, two, day in sorted(reports)
        ),
        entity_of=entity_of,
    )


def key(name: str) -> str:
    """The key of a person."""
    return f"person/{name.lower().replace(' ', '-')}"


def use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the stand-ins in the place of the model, the extractors and the resolution."""
    monkeypatch.setattr("kg.gather.extract_all", extract_all)
    monkeypatch.setattr("kg.build.resolve", resolve)
    monkeypatch.setattr("kg.recall.Recall.outlines", lambda self, gazetteer, tell: [])
    monkeypatch.setattr(pool.Tools, "gazetteer", lambda self: None)


def write_articles(folder: Path) -> Path:
    """Three small articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


ARTICLES = {
    "a.txt": "Trade talks open\n\nAda Vance said: ties are strong\n\n"
    "Jo Ruiz said: <b>tariffs</b> & \x1b[31m“quotas” must fall\n",
    "b.txt": "Two leaders meet\n\nAda Vance met Jo Ruiz on 2020-05-07\n\nWho paid?\n",
    "c.txt": "More talks\n\nJo Ruiz met Ada Vance on 2020-05-07\n\nJo Ruiz said: ties are weak\n",
}
