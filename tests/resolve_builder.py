"""Extractions by hand, for the tests of resolution.

`[P Jane Doe] met [Pp him] in [L Oslo].` marks mentions: kind, then form (`a` adjective,
`d` description, `p` pronoun, none for a name). A line that begins with `#` is the headline.
"""

from __future__ import annotations

import re

from kg.extract.gazetteer import Gazetteer
from kg.records import (
    Article,
    Block,
    Claim,
    Entity,
    EntityKind,
    Extraction,
    GazetteerEntry,
    Meeting,
    MeetingKind,
    Mention,
    MentionForm,
    Mode,
    OfficeHolding,
    Resolution,
    Span,
    Status,
    Step,
    TimeRange,
)

KINDS: dict[str, EntityKind] = {
    "P": "Person", "S": "State", "O": "Organization", "L": "Place", "G": "Group",
}  # fmt: skip
FORMS: dict[str, MentionForm] = {
    "": "name", "a": "adjective", "d": "description", "p": "pronoun",
}  # fmt: skip
SENTENCE = re.compile(r"\S.*?(?:(?<!Mr)(?<!Ms)(?<!Mrs)[.!?]+[”\"]?(?=\s|$)|\n|$)")
MARK = re.compile(r"\[([PSOLG])([adp]?) ([^\[\]]+)\]")


def state(name: str, *demonyms: str, capital: str | None = None, **more: str) -> GazetteerEntry:
    """A state of the gazetteer."""
    return GazetteerEntry(
        iri=f"https://example.org/{name.replace(' ', '-')}",
        kind="State",
        label=name,
        demonyms=demonyms,
        capital=capital,
        short_names=tuple(n for n in (more.get("short"),) if n),
        context_names=tuple(n for n in (more.get("context"),) if n),
    )


GAZETTEER = Gazetteer(
    [
        state("Norway", "Norwegian", "Norwegians", capital="Oslo"),
        state("Denmark", "Danish", "Danes", capital="Copenhagen"),
        state("Chile", "Chilean", capital="Santiago"),
        state("China", "Chinese", capital="Beijing"),
        state("North Korea", "North Korean", capital="Pyongyang", context="the North"),
        state("South Korea", "South Korean", capital="Seoul", context="the South"),
        state("United States", "American", capital="Washington", short="U.S."),
    ]
)


class Build:
    """One article's extraction in the making; texts are found at their first place."""

    def __init__(self, marked: str, *, id: str = "a", published: str | None = None) -> None:
        self.id, self.published = id, published
        self.text, marks = "", []
        at = 0
        for hit in MARK.finditer(marked):
            self.text += marked[at : hit.start()]
            start = len(self.text)
            self.text += hit[3]
            marks.append((Span(start, len(self.text)), hit[1], hit[2]))
            at = hit.end()
        self.text += marked[at:]
        self.sentences = tuple(
            Span(*m.span())
            for m in re.finditer(
                r"\S.*?(?:(?<!Mr)(?<!Ms)(?<!Mrs)[.!?]+[”\"]?(?=\s|$)|\n|$)", self.text
            )
        )
        self.mentions = tuple(self._mention(*mark) for mark in marks)
        self.claims: list[Claim] = []
        self.meetings: list[Meeting] = []
        self.offices: list[OfficeHolding] = []

    def _mention(self, span: Span, kind: str, form: str) -> Mention:
        text = self.text[span.start : span.end]
        head = span
        if form == "d":
            words = re.split(r" (?:of|at|in|for|on|from|with) ", text)[0]
            head = Span(span.start + words.rfind(" ") + 1, span.start + len(words))
        sentence = next(i for i, s in enumerate(self.sentences) if s.start <= span.start < s.end)
        return Mention(self.id, span, head, text, KINDS[kind], FORMS[form], sentence)

    def span(self, text: str, after: int = 0) -> Span:
        """The first place of `text` from `after` on."""
        start = self.text.index(text, after)
        return Span(start, start + len(text))

    def at(self, text: str, number: int = 0) -> Span:
        """The span of the mention with that text, counted from 0."""
        return [m.span for m in self.mentions if m.text == text][number]

    def says(self, who: str, what: str, *, number: int = 0, mode: Mode = "indirect") -> Build:
        """A claim of one speaker."""
        source, content = self.at(who, number), self.span(what)
        self.claims.append(
            Claim(self.id, len(self.claims), (content,), (Step((source,), (), source),),
                  mode, "statement", self.sentences[0])
        )  # fmt: skip
        return self

    def office(self, who: str, role: str, of: str | None = None) -> Build:
        """An office that somebody holds."""
        span = self.span(role)
        self.offices.append(
            OfficeHolding(self.id, len(self.offices), self.at(who), role, span,
                          self.at(of) if of else None, span)
        )  # fmt: skip
        return self

    def meets(
        self, *who: str, place: str | None = None, time: tuple[str, str] | None = None,
        status: Status = "held", kind: MeetingKind = "Meeting", trigger: str = "",
        hosts: tuple[str, ...] = (), companions: tuple[str, ...] = (), event: str | None = None,
        words: str = "",
    ) -> Build:  # fmt: skip
        """A meeting or visit; `time` is first and last day, month or year, `words` how it reads."""
        span = self.span(trigger) if trigger else self.sentences[0]
        when = TimeRange(words, span, *(time or (None, None))) if time or words else None
        self.meetings.append(
            Meeting(
                self.id,
                len(self.meetings),
                kind,
                span,
                span,
                tuple(self.at(w) for w in who),
                tuple(self.at(h) for h in hosts),
                self.at(place) if place else None,
                when,
                status,
                companions=tuple(self.at(c) for c in companions),
                event=event,
            )
        )
        return self

    def done(self) -> Extraction:
        """The extraction."""
        lead = re.match(r"#[^\n]*", self.text)
        headline = Span(*lead.span()) if lead else None
        blocks = tuple(
            Block(Span(*m.span()), "headline" if m[0].startswith("#") else "paragraph")
            for m in re.finditer(r"[^\n]+", self.text)
        )
        article = Article(
            id=self.id, source=self.id, text=self.text, sha256="0" * 64, blocks=blocks,
            headline=headline, published=self.published,
        )  # fmt: skip
        return Extraction(
            article, self.sentences, self.mentions, tuple(self.claims), tuple(self.meetings),
            tuple(self.offices),
        )  # fmt: skip


def labels(resolution: Resolution, build: Build) -> list[tuple[str, str | None]]:
    """Each mention's text and its entity's label, in order of appearance; None when it is open."""
    by_key = {e.key: e for e in resolution.entities}
    return [
        (
            m.text,
            by_key[key].label if (key := resolution.entity_of.get((build.id, m.span))) else None,
        )
        for m in build.mentions
    ]


def entity(resolution: Resolution, label: str) -> Entity:
    """The only entity of that label."""
    (found,) = [e for e in resolution.entities if e.label == label]
    return found
