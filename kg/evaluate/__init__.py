"""How well the rows of a graph agree with annotation made by hand.

Two kinds of gold. A JSON file of ours lists claims, meetings, offices, entities and questions
article by article (`claims`, `meetings`, `offices`, `entities`). A folder in PolNeAR's layout
(`text/`, `attributions/` in brat standoff) marks the spans of sources, cues and contents (`spans`).
"""

from kg.evaluate.claims import claim_scores, question_scores
from kg.evaluate.clusters import ClusterScores, b_cubed, ceaf
from kg.evaluate.entities import entity_scores
from kg.evaluate.goldmentions import GoldMention, gold_mentions
from kg.evaluate.meetings import meeting_scores
from kg.evaluate.naming import plain
from kg.evaluate.offices import office_scores
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
    "ClusterScores",
    "GoldMention",
    "SpanScores",
    "agreement",
    "b_cubed",
    "ceaf",
    "claim_scores",
    "entity_scores",
    "gold_mentions",
    "meeting_scores",
    "mode_scores",
    "office_scores",
    "overlap",
    "plain",
    "question_scores",
    "ranges",
    "span_scores",
]
