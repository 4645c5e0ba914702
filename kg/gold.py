"""Annotation made by hand, as `kg eval` reads it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from kg.errors import InputError
from kg.extract.drafts import quotation_mode
from kg.records import Mode

Kind = Literal["source", "cue", "content"]
Ranges = tuple[tuple[int, int], ...]
FileSpan = tuple[str, int, int]
"""A file's name and a half-open range of code points in it."""
Spans = dict[Kind, set[FileSpan]]

_SPAN = re.compile(r"(T\d+)\t(Source|Cue|Content) ([\d; ]+)")
# `E5	Attribution:T21 Cue:T20 Source:T19 Content:T18 Content2:T22`; a part may be missing.
_ATTRIBUTION = re.compile(r"E\d+\t")
_PART = re.compile(r"\b(?:Source|Cue|Content)\d*:(T\d+)")


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
class GoldArticle:
    """An article by its file's name, and its claims."""

    file: str
    claims: tuple[GoldClaim, ...]


@dataclass(frozen=True, slots=True)
class GoldMeeting:
    """A meeting to be found. `starts` are dates of which any will do; none when nobody knows."""

    key: str
    participants: tuple[str, ...]
    statuses: frozenset[str]
    starts: tuple[str, ...]
    place: str | None


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
    """A gold file of ours. `names` has every name of each entity key."""

    articles: tuple[GoldArticle, ...]
    names: dict[str, tuple[str, ...]]
    meetings: tuple[GoldMeeting, ...]
    questions: tuple[GoldQuestion, ...]


@dataclass(frozen=True, slots=True)
class GoldSpans:
    """Spans of a folder in PolNeAR's layout, and the files' texts by name.

    `by_mode` has those of attributions with a content, by what quotation marks enclose of it; a
    span that several attributions share may stand under several modes.
    """

    texts: dict[str, str]
    spans: Spans
    by_mode: dict[Mode, Spans]


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
    articles = tuple(
        GoldArticle(
            file=article["file"],
            claims=tuple(_claim(claim, entities) for claim in article["claims"]),
        )
        for article in data["articles"]
    )
    claims = {claim.id: claim for article in articles for claim in article.claims}
    raw = {claim["id"]: claim for article in data["articles"] for claim in article["claims"]}
    return Gold(
        articles=articles,
        names={key: _names(entity) for key, entity in entities.items()},
        meetings=tuple(
            _meeting(key, meeting)
            for key, meeting in data["meetings"].items()
            if not meeting.get("optional") and meeting["status"] != "hypothetical"
        ),
        questions=tuple(
            _question(question, claims, raw)
            for question in data.get("questions", ())
            if question["kind"] == "who-said" and question["mode"] != "none"
        ),
    )


def _names(entity: dict[str, Any]) -> tuple[str, ...]:
    names = [entity.get("name"), *entity.get("aliases", ()), *entity.get("descriptions", ())]
    return tuple(name for name in names if isinstance(name, str))


def _claim(claim: dict[str, Any], entities: dict[str, Any]) -> GoldClaim:
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


def load_spans(folder: Path) -> GoldSpans:
    """The spans of a folder with `text/` and `attributions/`; of several annotators, the first's.

    Raises:
        InputError: the folder is laid out otherwise.
    """
    gold = GoldSpans({}, no_spans(), {mode: no_spans() for mode in get_args(Mode)})
    if not (folder / "text").is_dir() or not (folder / "attributions").is_dir():
        raise InputError(f"{folder} has no text/ and attributions/ in it.")
    annotations = sorted((folder / "attributions").iterdir(), key=lambda path: path.name)
    for path in sorted((folder / "text").iterdir(), key=lambda path: path.name):
        # newline="": offsets count every character of a line's end.
        with path.open(encoding="utf-8", newline="") as file:
            gold.texts[path.name] = file.read()
        base = path.name.removesuffix(".txt")
        own = next((other for other in annotations if other.name.startswith(base)), None)
        if own is None:
            raise InputError(f"{path} has no annotation in {folder / 'attributions'}.")
        _add_spans(gold, path.name, own.read_text(encoding="utf-8").split("\n"))
    return gold


def no_spans() -> Spans:
    """An empty set for each kind."""
    return {kind: set() for kind in get_args(Kind)}


def _add_spans(gold: GoldSpans, name: str, lines: list[str]) -> None:
    """Adds what the standoff lines of one text mark."""
    text = gold.texts[name]
    marked: dict[str, tuple[Kind, Ranges]] = {}
    for line in lines:
        if found := _SPAN.match(line):
            kind: Kind = found[2].lower()  # type: ignore[assignment]  # the pattern's three
            pieces = (piece.split() for piece in found[3].strip().split(";"))
            spans = tuple(trim(text, int(start), int(end)) for start, end in pieces)
            marked[found[1]] = kind, spans
            gold.spans[kind].update((name, *span) for span in spans)
    for line in lines:
        if not _ATTRIBUTION.match(line):
            continue
        parts = [marked[key] for key in _PART.findall(line) if key in marked]
        content = sorted(span for kind, spans in parts if kind == "content" for span in spans)
        if content:
            mode = quotation_mode(text, content)
            for kind, spans in parts:
                gold.by_mode[mode][kind].update((name, *span) for span in spans)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
