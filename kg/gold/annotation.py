"""A gold file of ours: claims, entities, offices, meetings and questions of some articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.gold.standoff import Ranges


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim. `candidates` are its content and verbatim repetitions of it elsewhere.

    `speakers` are the entity keys that count as right, the speaker's own first. `described`: the
    speaker is no entity of the file, so that only the words of the article tell who it is.
    """

    id: str
    speaker: str
    speakers: tuple[str, ...]
    speaker_text: str
    described: bool
    content: str
    content_ranges: Ranges
    candidates: tuple[Ranges, ...]
    mode: str
    core: bool
    borderline: bool


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Somebody or something by its key. `names` are its name and aliases.

    `descriptions` are what the articles call it otherwise, `adjectives` a state's demonyms,
    `capitals` the cities that may stand for a state. `articles` are the beginnings of the names of
    the files that speak of it; none when the gold file does not say.
    """

    key: str
    kind: str
    names: tuple[str, ...]
    descriptions: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    state: str | None
    articles: tuple[str, ...]

    def is_in(self, file: str) -> bool:
        """Whether the article of that file speaks of it."""
        return not self.articles or file.startswith(self.articles)


@dataclass(frozen=True, slots=True)
class GoldMark:
    """A range of code points whose words stand for, or contain the name of, an entity.

    `exact`: the range is the mention; else it may hold more than that, such as a title.
    """

    start: int
    end: int
    key: str
    exact: bool


@dataclass(frozen=True, slots=True)
class GoldRole:
    """An office or affiliation of `person` in the words of an article, half-open code points.

    `of` are the keys of the state or organisation; none when the annotation gives none. `kind` is
    `office`, `affiliation` or `family`.
    """

    person: str
    role: str
    of: tuple[str, ...]
    kind: str
    tenure: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article by its file's name, and what is annotated in it.

    `capitals` are the names of cities in it that stand for a place here and a state there. `told`
    are the ranges of claims and meetings.
    """

    file: str
    claims: tuple[GoldClaim, ...]
    marks: tuple[GoldMark, ...]
    roles: tuple[GoldRole, ...]
    capitals: frozenset[str]
    told: Ranges


@dataclass(frozen=True, slots=True)
class GoldMeeting:
    """A meeting. `starts` are dates of which any will do; none when nobody knows.

    `wanted`: it is to be found; hypothetical and optional ones count neither way.
    """

    key: str
    participants: tuple[str, ...]
    statuses: frozenset[str]
    starts: tuple[str, ...]
    place: str | None
    wanted: bool


@dataclass(frozen=True, slots=True)
class GoldAnswer:
    """An answer that counts as right; what is empty is not looked at."""

    article: str
    content: str
    speakers: tuple[str, ...]
    claim: GoldClaim | None


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question of who said something, and its right answers."""

    id: str
    text: str
    answers: tuple[GoldAnswer, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file of ours."""

    articles: tuple[GoldArticle, ...]
    entities: dict[str, GoldEntity]
    meetings: tuple[GoldMeeting, ...]
    questions: tuple[GoldQuestion, ...]


def load_gold(path: Path) -> Gold:
    """The gold file at `path`.

    Raises:
        InputError: it cannot be read, or is no gold file.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return _gold(data)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise InputError(f"{path} is no gold annotation of ours ({error!r}).") from error


def _gold(data: dict[str, Any]) -> Gold:
    entities: dict[str, dict[str, Any]] = data["entities"]
    articles = tuple(_article(article, entities) for article in data["articles"])
    claims = {claim.id: claim for article in articles for claim in article.claims}
    raw = {claim["id"]: claim for article in data["articles"] for claim in article["claims"]}
    return Gold(
        articles=articles,
        entities={key: _entity(key, entity) for key, entity in entities.items()},
        meetings=tuple(_meeting(key, meeting) for key, meeting in data["meetings"].items()),
        questions=tuple(
            _question(question, claims, raw)
            for question in data.get("questions", ())
            if question["kind"] == "who-said" and question["mode"] != "none"
        ),
    )


def _entity(key: str, entity: dict[str, Any]) -> GoldEntity:
    return GoldEntity(
        key=key,
        kind=entity.get("type") or "",
        names=_texts(entity.get("name"), *(entity.get("aliases") or ())),
        descriptions=_texts(*(entity.get("descriptions") or ())),
        adjectives=_texts(*(entity.get("demonyms") or ())),
        capitals=_texts(*(entity.get("metonyms") or ())),
        state=entity.get("state"),
        articles=_texts(*(entity.get("articles") or ())),
    )


def _texts(*values: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if isinstance(value, str) and value))


def _article(article: dict[str, Any], entities: dict[str, dict[str, Any]]) -> GoldArticle:
    capitals = article.get("capital_mentions") or ()
    roles = tuple(_role(role) for role in article.get("roles") or ())
    marks = [_mark(mark["span"], mark["entity"], exact=True) for mark in capitals]
    marks += [GoldMark(role.start, role.end, role.person, exact=False) for role in roles]
    marks += [mark for claim in article["claims"] for mark in _speaker(claim)]
    said = [_ranges(claim["content_spans"]) for claim in article["claims"]]
    met = [_ranges(meeting["mention_spans"]) for meeting in article.get("meetings") or ()]
    return GoldArticle(
        file=article["file"],
        claims=tuple(_claim(claim, entities) for claim in article["claims"]),
        marks=tuple(marks),
        roles=roles,
        capitals=frozenset(mark["text"] for mark in capitals),
        told=tuple(sorted({span for ranges in (*said, *met) for span in ranges})),
    )


def _speaker(claim: dict[str, Any]) -> Iterator[GoldMark]:
    """Yields where the speaker is named, unless there are several or it is open which."""
    shared = any(claim.get(other) for other in ("co_speakers", "accept_speakers", "speaker_alt"))
    if claim.get("speaker_span") and not shared:
        yield _mark(claim["speaker_span"], claim["speaker"], exact=False)


def _mark(span: list[int], key: str, *, exact: bool) -> GoldMark:
    start, end = span
    return GoldMark(start, end, key, exact)


def _role(role: dict[str, Any]) -> GoldRole:
    start, end = role["span"]
    return GoldRole(
        person=role["person"],
        role=role["role"],
        of=_texts(role.get("org"), role.get("state")),
        kind=role.get("kind") or "office",
        tenure=role.get("temporal") or "current",
        start=start,
        end=end,
    )


def _claim(claim: dict[str, Any], entities: dict[str, dict[str, Any]]) -> GoldClaim:
    others = ("accept_speakers", "speaker_alt", "co_speakers", "via", "via_implied")
    again = (s if isinstance(s[0], list) else [s] for s in claim.get("also_spans", ()))
    return GoldClaim(
        id=claim["id"],
        speaker=claim["speaker"],
        speakers=(claim["speaker"], *(key for other in others for key in claim.get(other, ()))),
        speaker_text=claim.get("speaker_text") or "",
        described=not entities.get(claim["speaker"]),
        content=claim["content"],
        content_ranges=_ranges(claim["content_spans"]),
        candidates=(_ranges(claim["content_spans"]), *map(_ranges, again)),
        mode=claim["kind"],
        core=bool(claim["core"]),
        borderline=bool(claim.get("borderline")),
    )


def _ranges(spans: list[list[int]]) -> Ranges:
    return tuple((start, end) for start, end in spans)


def _meeting(key: str, meeting: dict[str, Any]) -> GoldMeeting:
    start = meeting["start"]
    return GoldMeeting(
        key=key,
        participants=tuple(meeting["participants"]),
        statuses=frozenset((meeting["status"], *meeting.get("accept_status", ()))),
        starts=(start, *meeting.get("accept_start", ())) if start else (),
        place=meeting["place"],
        wanted=not meeting.get("optional") and meeting["status"] != "hypothetical",
    )


def _question(
    question: dict[str, Any], claims: dict[str, GoldClaim], raw: dict[str, dict[str, Any]]
) -> GoldQuestion:
    answers = []
    for answer in (*question["answers"], *question.get("acceptable", ())):
        claim = raw.get(answer.get("claim"), {})
        speakers = [answer["speaker"]] if answer.get("speaker") else []
        for other in ("accept_speakers", "co_speakers", "via"):
            speakers += claim.get(other, ())
        answers.append(
            GoldAnswer(
                article=answer.get("article") or "",
                content=answer.get("content") or "",
                speakers=tuple(speakers),
                claim=claims.get(answer.get("claim")),
            )
        )
    return GoldQuestion(id=question["id"], text=question["question"], answers=tuple(answers))
