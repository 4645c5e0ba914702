"""Claims, meetings and questions against a gold file of ours.

A predicted claim matches a gold claim when their content shares at least half of the characters
that either of them covers. Recall counts gold claims marked `core`; `borderline` ones count neither
way; a row that matches no gold claim of any kind is a false one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.spans import HALF, Row, article_name, overlap, ranges
from kg.gold import Gold, GoldClaim, GoldMeeting, GoldQuestion

_TITLES = re.compile(r"\b(mr|mrs|ms|dr|president|leader|the|a|an)\b\.?")


@dataclass(frozen=True, slots=True)
class ClaimScores:
    """Figures between 0 and 1. `core` gold claims were looked for, `predicted` rows were judged.

    `speaker` is the share of found core claims whose speaker is right, where a row with exactly the
    gold content passes as it is; `speaker_strict` makes no such exception.
    """

    core: int
    recall: float
    precision: float
    predicted: int
    speaker: float
    mode: float
    speaker_strict: float
    missed: tuple[str, ...]
    wrong_speaker: tuple[str, ...]
    false: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingScores:
    """`found` of `gold` meetings; of the found ones with a known place, `placed` of `places`."""

    gold: int
    found: int
    placed: int
    places: int
    rows: int
    exact_duplicates: int
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionScores:
    """Share of the questions whose right answer came first, and among the first three."""

    questions: int
    hit_at_1: float
    hit_at_3: float
    missed: tuple[str, ...]


def claim_scores(gold: Gold, rows: Iterable[Row]) -> ClaimScores:
    """The figures of the rows of `kg query claims`. Rows of articles not in `gold` do not count."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[article_name(row)].append(row)
    core = found = speaker = strict = mode = judged = good = 0
    missed: list[str] = []
    wrong: list[str] = []
    false: list[str] = []
    for article in gold.articles:
        here = by_article[article.file]
        used: set[int] = set()
        for claim in article.claims:
            if claim.borderline:
                continue
            at, score = _best_row(gold, claim, here)
            core += claim.core
            if at is None or score < HALF:
                if claim.core:
                    missed.append(f"{article.file}: {claim.speaker}: {claim.content}")
                continue
            used.add(at)
            if not claim.core:
                continue
            found += 1
            mode += here[at].get("mode") == claim.mode
            named = is_speaker(gold, here[at].get("speaker_label"), claim.speakers, claim)
            strict += named
            speaker += score >= 1.0
            if not named:
                said = f"{here[at].get('speaker_label')} instead of {claim.speaker}"
                wrong.append(f"{article.file}: {said}: {claim.content}")
        for at, row in enumerate(here):
            spans = ranges(row.get("spans"))
            hits = [
                claim for claim in article.claims if overlap(spans, claim.content_ranges) >= HALF
            ]
            if any(claim.borderline for claim in hits):
                continue
            judged += 1
            if hits or at in used:
                good += 1
            else:
                false.append(f"{article.file}: {row.get('speaker_label')}: {row.get('content')}")
    return ClaimScores(
        core=core,
        recall=_share(found, core),
        precision=_share(good, judged),
        predicted=judged,
        speaker=_share(speaker, found),
        mode=_share(mode, found),
        speaker_strict=_share(strict, found),
        missed=tuple(missed),
        wrong_speaker=tuple(wrong),
        false=tuple(false),
    )


def _best_row(gold: Gold, claim: GoldClaim, rows: Sequence[Row]) -> tuple[int | None, float]:
    """The row that fits the claim best, and its score: overlap, and more where the speaker fits.

    Two gold claims can share their words; the speaker then says which row is which.
    """
    best, best_at = 0.0, None
    for at, row in enumerate(rows):
        spans = ranges(row.get("spans"))
        score = max(overlap(spans, candidate) for candidate in claim.candidates)
        if score >= HALF:
            label = row.get("speaker_label")
            score += 0.5 * is_speaker(gold, label, claim.speakers, claim)
            score += 0.25 * is_speaker(gold, label, claim.speakers[:1], claim)
        if score > best:
            best, best_at = score, at
    return best_at, best


def is_speaker(
    gold: Gold, label: object, keys: Sequence[str], claim: GoldClaim | None = None
) -> bool:
    """Whether `label` names one of the entities `keys`.

    A longer form of a name of two words or more will do, and so will a shorter one of more than
    five letters. Of sources nobody names (`claim.described`) the words of the article decide.
    """
    got = plain(label)
    if not got:
        return any(key in ("unspecified", "desc:unspecified") for key in keys)
    if got in ("unknown", "unnamed", "unspecified") and any(
        "unspecified" in key or key.startswith("desc:") for key in keys
    ):
        return True
    for name in (name for key in keys for name in _names(gold, key)):
        longer = len(name.split()) > 1 and f" {name} " in f" {got} "
        shorter = len(got) > 5 and f" {got} " in f" {name} "
        if got == name or longer or shorter:
            return True
    if claim is not None and claim.described:
        words = plain_text(claim.speaker_text)
        return bool(words) and (words in got or got in words)
    return False


def _names(gold: Gold, key: str) -> set[str]:
    own = key.replace("desc:", "").replace("-", " ").replace("_", " ")
    return {plain(name) for name in (own, *gold.names.get(key, ()))} - {""}


def plain(name: object) -> str:
    """A name without case, titles, articles, hyphens and punctuation; single spaces."""
    return " ".join(plain_text(name).split())


def plain_text(text: object) -> str:
    """As `plain`, with the spaces that the words left behind."""
    lower = unicodedata.normalize("NFKD", str(text or "")).lower().replace("’", "'")
    return re.sub(r"[^\w' ]+", " ", _TITLES.sub(" ", re.sub(r"[-‐–—]", " ", lower))).strip()


def meeting_scores(gold: Gold, rows: Iterable[Row]) -> MeetingScores:
    """The figures of the rows of `kg query meetings`.

    A gold meeting is found when a row names its principals (as participants or in the label), has
    its status, and a start that agrees with it. Hypothetical and optional ones are not looked for.
    """
    rows = list(rows)
    places = placed = 0
    missed: list[str] = []
    for meeting in gold.meetings:
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
    return MeetingScores(
        gold=len(gold.meetings),
        found=len(gold.meetings) - len(missed),
        placed=placed,
        places=places,
        rows=len(rows),
        exact_duplicates=sum(count - 1 for count in same.values()),
        missed=tuple(missed),
    )


def _is_meeting(gold: Gold, meeting: GoldMeeting, row: Row) -> bool:
    named = f"{row.get('participants') or ''}; {row.get('label') or ''}".split(";")
    parties = [party for party in named if party.strip()]
    for principal in meeting.participants:
        if not any(is_speaker(gold, party, [principal]) for party in parties):
            return False
    if row.get("status") not in meeting.statuses:
        return False
    if not meeting.starts:
        return True
    start = str(row.get("start") or "")
    return bool(start) and any(start.startswith(g) or g.startswith(start) for g in meeting.starts)


def question_scores(gold: Gold, ask: Callable[[str], Sequence[Row]]) -> QuestionScores:
    """How often `ask` answers a who-said question of the gold file, best answer first."""
    first = third = 0
    missed: list[str] = []
    for question in gold.questions:
        rows = ask(question.text)
        at = next((n for n, row in enumerate(rows) if _is_answer(gold, question, row)), None)
        first += at == 0
        third += at is not None and at < 3
        if at is None or at > 2:
            missed.append(question.text)
    asked = len(gold.questions)
    return QuestionScores(asked, _share(first, asked), _share(third, asked), tuple(missed))


def _is_answer(gold: Gold, question: GoldQuestion, row: Row) -> bool:
    for answer in question.answers:
        if answer.article and not article_name(row).startswith(answer.article[:3]):
            continue
        words = set(plain_text(answer.content).split())
        shared = words & set(plain_text(row.get("content")).split())
        if answer.content and len(shared) < 0.4 * len(words):
            continue
        if not answer.speakers:
            return True
        if is_speaker(gold, row.get("speaker_label"), answer.speakers, answer.claim):
            return True
    return False


def _share(part: int, whole: int) -> float:
    return round(part / max(1, whole), 3)
