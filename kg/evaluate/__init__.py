"""How well the rows of a graph agree with annotation made by hand.

Two kinds of gold. A JSON file of ours lists claims, meetings, entities and questions article by
article (`claims`). A folder in PolNeAR's layout (`text/`, `attributions/` in brat standoff) marks
the spans of sources, cues and contents (`spans`).
"""

from kg.evaluate.claims import claim_scores, meeting_scores, plain, question_scores
from kg.evaluate.spans import (
    HALF,
    SpanScores,
    agreement,
    mode_scores,
    overlap,
    ranges,
    span_scores,
)

__all__ = [
    "HALF",
    "SpanScores",
    "agreement",
    "claim_scores",
    "meeting_scores",
    "mode_scores",
    "overlap",
    "plain",
    "question_scores",
    "ranges",
    "span_scores",
]
