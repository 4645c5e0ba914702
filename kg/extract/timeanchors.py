"""Times told from the one named before: `a day earlier`, `the following day`, `a week later`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from kg.extract.syntax import read_blocks, token_at
from kg.extract.timegrammar import NUMBERS
from kg.records import Span, TimeRange

_COUNT = r"(?P<count>an?|one|two|three|four|five|six|seven)"
_ANCHORED = re.compile(
    r"\b(?:"
    rf"{_COUNT} (?P<unit>day|week)s? (?P<side>earlier|before(?!hand)|later|after(?!wards?))"
    r"|the (?P<shift>previous|preceding|next|following) (?P<one>day|morning|afternoon|evening)"
    r"|the day (?P<beside>before|after)"
    r")(?=[.,;:)]|$| (?:in|at|with|and|on|but|by)\b)(?! (?:yesterday|tomorrow))",
    re.IGNORECASE,
)
_REACH = 2500  # characters back within which the time that it counts from is named
_BACK = frozenset({"earlier", "before", "previous", "preceding"})


def with_anchored(
    doc: Doc, times: Sequence[tuple[TimeRange, Token]]
) -> list[tuple[TimeRange, Token]]:
    """The times and those that count from the last day named before them, in order of the text.

    Args:
        doc: annotated.
        times: each time expression of the article with its last token, in order.
    """
    made = list(times)
    for block in read_blocks(doc):
        for found in _ANCHORED.finditer(doc.text, block.start, block.end):
            span = Span(*found.span())
            last = token_at(doc, span.end - 1)
            before = [t for t, _ in made if span.start - _REACH <= t.span.start < span.start]
            days = _counted(found, before)
            if days is None or last is None:
                continue
            made = [(t, k) for t, k in made if t.span.end <= span.start or t.span.start >= span.end]
            text = days.isoformat()
            inferred = any(t.inferred for t in before)
            made.append((TimeRange(found[0], span, text, text, text, text, inferred), last))
            made.sort(key=lambda pair: pair[0].span)
    return made


def _counted(found: re.Match[str], before: Sequence[TimeRange]) -> date | None:
    """The day, from the last one named before it; None when there is none."""
    days = [t for t in before if len(t.start or "") == 10]
    if not days:
        return None
    anchor = max(days, key=lambda t: t.span)
    side = (found["side"] or found["shift"] or found["beside"]).lower()
    label = anchor.start if side in _BACK else anchor.end or anchor.start
    if label is None or len(label) != 10:
        return None
    step = NUMBERS[found["count"].lower()] if found["count"] else 1
    step *= 7 if found["unit"] and found["unit"].lower() == "week" else 1
    return date.fromisoformat(label) + timedelta(days=-step if side in _BACK else step)
