"""Annotation made by hand, as `kg eval` reads it: a JSON file of ours, or a folder of spans."""

from kg.gold.annotation import (
    Gold,
    GoldAnswer,
    GoldArticle,
    GoldClaim,
    GoldEntity,
    GoldMark,
    GoldMeeting,
    GoldQuestion,
    GoldRole,
    load_gold,
)
from kg.gold.standoff import (
    FileSpan,
    GoldSpans,
    Kind,
    Ranges,
    Spans,
    load_spans,
    no_spans,
    trim,
)

__all__ = [
    "FileSpan",
    "Gold",
    "GoldAnswer",
    "GoldArticle",
    "GoldClaim",
    "GoldEntity",
    "GoldMark",
    "GoldMeeting",
    "GoldQuestion",
    "GoldRole",
    "GoldSpans",
    "Kind",
    "Ranges",
    "Spans",
    "load_gold",
    "load_spans",
    "no_spans",
    "trim",
]
