"""Claims and questions against a gold file of ours.

A predicted claim matches a gold claim when their content shares at least half of the characters
that either of them covers. Recall counts gold claims marked `core`; `borderline` ones count neither
way; a row that matches no gold claim of any kind is a false one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.naming import is_speaker, plain_text
from kg.evaluate.spans import HALF, Row, article_name, overlap, ranges, share
from kg.gold import Gold, GoldClaim, GoldQuestion


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
        recall=share(found, core),
        precision=share(good, judged),
        predicted=judged,
        speaker=share(speaker, found),
        mode=share(mode, found),
        speaker_strict=share(strict, found),
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
    return QuestionScores(asked, share(first, asked), share(third, asked), tuple(missed))


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
