"""Two small made-up articles as hand-made records, for the tests of kg.graph."""

from __future__ import annotations

import hashlib

from hypothesis import HealthCheck, settings

from kg.records import (
    Article,
    Block,
    Claim,
    Entity,
    EntityLink,
    Extraction,
    Meeting,
    MeetingReport,
    Mention,
    MergedMeeting,
    OfficeHolding,
    OpenQuestion,
    Resolution,
    Span,
    Step,
    TimeRange,
)

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For properties: how long they take says nothing, since the machine may be busy."""

HARBOUR = (
    "Harbour talks\n\n"
    "PORT ELM, May 4 (Coast Wire) -- President Ada Quill said that “Norland wants a bigger "
    "role”, according to Coast Wire. She met Tom Reed of Sudland on Tuesday.\n"
)
LETTER = "Analysts fear Norland. Ada Quill denied it \U0001f5de\ufe0f and met Reed.\n"


def span(text: str, words: str, *, start: int = 0) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


def article(identifier: str, text: str, **more: object) -> Article:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        identifier, identifier, text, digest, (Block(Span(0, len(text)), "paragraph"),), **more
    )  # type: ignore[arg-type]


def mention(of: str, text: str, words: str, kind: str = "Person", form: str = "name") -> Mention:
    at = span(text, words)
    return Mention(of, at, at, words, kind, form, 0)  # type: ignore[arg-type]


def harbour() -> Extraction:
    name, text = "harbour.txt", HARBOUR
    at = lambda words: span(text, words)  # noqa: E731 - short for this text
    sentence = at(
        "President Ada Quill said that “Norland wants a bigger role”, according to Coast Wire."
    )
    met = at("She met Tom Reed of Sudland on Tuesday.")
    return Extraction(
        article=article(
            name,
            text,
            headline=at("Harbour talks"),
            dateline=at("PORT ELM"),
            dateline_place="PORT ELM",
            publisher="Coast Wire",
            published="2019-05-04",
            published_inferred=True,
            url="https://coast.example/1",
        ),
        sentences=(sentence, met),
        mentions=(
            mention(name, text, "Ada Quill"),
            mention(name, text, "Norland", "State"),
            mention(name, text, "She", form="pronoun"),
            mention(name, text, "Tom Reed"),
            mention(name, text, "Sudland", "State"),
        ),
        claims=(
            Claim(
                name,
                0,
                (at("that “Norland wants a bigger role”"),),
                (
                    Step((at("President Ada Quill"),), (at("said"),), at("Ada Quill")),
                    Step((span(text, "Coast Wire", start=100),), (at("according to"),), None),
                ),
                "mixed",
                "statement",
                sentence,
                about=(at("Norland"),),
                confidence=0.875,
            ),
            Claim(
                name,
                1,
                (at("a bigger role"),),
                (Step((at("Norland"),), (at("wants"),), at("Norland")),),
                "indirect",
                "desire",
                sentence,
                parent=0,
                hypothetical=True,
                negated=True,
            ),
        ),
        meetings=(
            Meeting(
                name,
                0,
                "Meeting",
                at("met"),
                met,
                (at("She"), at("Tom Reed")),
                time=TimeRange(
                    "on Tuesday", at("on Tuesday"), "2019-04-30", "2019-04-30", inferred=True
                ),
            ),
        ),
        offices=(
            OfficeHolding(name, 0, at("Ada Quill"), "president", at("President"), None, sentence),
        ),
    )


def letter() -> Extraction:
    name, text = "letter 2.html", LETTER
    at = lambda words: span(text, words)  # noqa: E731 - short for this text
    first, second = at("Analysts fear Norland."), span(text, text[23:-1])
    return Extraction(
        article=article(name, text),
        sentences=(first, second),
        mentions=(
            mention(name, text, "Analysts", "Group", "description"),
            mention(name, text, "Norland", "State"),
            mention(name, text, "Ada Quill"),
            mention(name, text, "Reed"),
        ),
        claims=(
            Claim(
                name,
                0,
                (at("Norland"),),
                (Step((at("Analysts"),), (at("fear"),), at("Analysts")),),
                "indirect",
                "fear",
                first,
                about=(at("Norland"),),
            ),
            Claim(name, 1, (at("denied it"),), (), "indirect", "statement", second, confidence=0.5),
        ),
        meetings=(Meeting(name, 3, "Meeting", at("met"), second, (at("Ada Quill"), at("Reed"))),),
        offices=(),
        open=(OpenQuestion(name, "unresolved-pronoun", at("it"), "nobody was found for 'it'"),),
    )


def resolution() -> Resolution:
    first, second = harbour(), letter()
    a, b = first.article.id, second.article.id
    of = {
        (a, span(HARBOUR, "Ada Quill")): ("person/ada-quill", "exact name"),
        (a, span(HARBOUR, "She")): ("person/ada-quill", "pronoun"),
        (a, span(HARBOUR, "Norland")): ("state/norland", "gazetteer"),
        (a, span(HARBOUR, "Sudland")): ("state/sudland", "gazetteer"),
        (a, span(HARBOUR, "Tom Reed")): ("person/tom-reed", "exact name"),
        (b, span(LETTER, "Analysts")): ("group/letter-2/analysts", "description"),
        (b, span(LETTER, "Norland")): ("state/norland", "gazetteer"),
        (b, span(LETTER, "Ada Quill")): ("person/ada-quill", "exact name"),
        (b, span(LETTER, "Reed")): ("person/tom-reed", "surname"),
    }

    def links(key: str) -> tuple[EntityLink, ...]:
        return tuple(EntityLink(*at, reason) for at, (found, reason) in of.items() if found == key)

    def entity(key: str, kind: str, label: str, *aliases: str, **more: object) -> Entity:
        return Entity(key, kind, label, aliases, links(key), **more)  # type: ignore[arg-type]

    both = ("person/ada-quill", "person/tom-reed")
    return Resolution(
        entities=(
            entity("group/letter-2/analysts", "Group", "analysts"),
            entity("person/ada-quill", "Person", "Ada Quill", "Quill", state="state/norland"),
            entity("person/tom-reed", "Person", "Tom Reed", "Reed", doubtful=("person/ada-quill",)),
            entity(
                "state/norland",
                "State",
                "Norland",
                gazetteer="https://states.example/no",
                wikidata="Q1",
            ),
            entity("state/sudland", "State", "Sudland", wikidata="no number"),
        ),
        meetings=(
            MergedMeeting(
                "meeting/ada-quill-tom-reed-2019-04-30",
                "Meeting",
                "Ada Quill and Tom Reed",
                both,
                ("state/norland", "state/sudland"),
                (),
                None,
                "2019-04-30",
                "2019-05",
                "2019-04-30",
                None,
                "held",
                (
                    MeetingReport(a, (0,), "held", first.meetings[0].time, None, both),
                    MeetingReport(b, (3,), "held", None, None, both),
                ),
                "same people, no other date",
            ),
        ),
        open=(OpenQuestion(b, "doubtful-merge", None, "Reed may be Tom Reed"),),
        entity_of={at: key for at, (key, _) in of.items()},
        roles=("president",),
    )
