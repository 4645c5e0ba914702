"""Annotate: from an article to a spaCy Doc with tokens, tags, parse, names and attribution
spans.
"""

from kg.annotate.pipeline import Pipeline, load_pipeline

__all__ = ["Pipeline", "load_pipeline"]
