"""Extract: from an annotated Doc to the records of one article."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.attributions import attributions
from kg.extract.claims import claims, orphan_quotations
from kg.extract.dates import infer_date
from kg.extract.gazetteer import Gazetteer
from kg.extract.meetings import meetings
from kg.extract.mentions import mentions
from kg.extract.offices import offices
from kg.extract.speakers import described_sources
from kg.extract.syntax import published
from kg.records import Article, Extraction, Mention, Span

__all__ = ["Gazetteer", "extract"]


def extract(doc: Doc, *, gazetteer: Gazetteer) -> Extraction:
    """Everything that an article says of people, states, claims, meetings and offices.

    Args:
        doc: annotated, its `Article` in `doc.user_data["article"]`.
        gazetteer: the states and names that are known beforehand.
    """
    article = doc.user_data["article"]
    if article.published is None and (day := infer_date(doc)) is not None:
        article = replace(article, published=day.isoformat(), published_inferred=True)
        doc.user_data["article"] = article
    said = list(attributions(doc))
    found = [m for m in mentions(doc, gazetteer=gazetteer) if not _in_dateline(m, article)]
    found = sorted(
        [*found, *described_sources(doc, said, found)], key=lambda m: (m.span.start, m.span.end)
    )
    claimed = tuple(claims(doc, mentions=found, found=said))
    base, _ = published(doc)
    return Extraction(
        article=article,
        sentences=sentence_spans(doc, article),
        mentions=tuple(found),
        claims=claimed,
        meetings=tuple(meetings(doc, mentions=found, base=base)),
        offices=tuple(offices(doc, mentions=found)),
        open=tuple(orphan_quotations(claimed)),
    )


def _in_dateline(mention: Mention, article: Article) -> bool:
    """Whether the mention only says where the article was written."""
    line = article.dateline
    return line is not None and line.start <= mention.span.start and mention.span.end <= line.end


def sentence_spans(doc: Doc, article: Article) -> tuple[Span, ...]:
    """The sentences of an article in order, without the white space around them."""
    out = []
    for sent in doc.sents:
        tokens = [t for t in sent if not t.is_space]
        if tokens:
            out.append(Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])))
    return tuple(out)
