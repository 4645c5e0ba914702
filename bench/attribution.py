"""Attribution by kg and by textacy on the same parse, against a folder in PolNeAR's layout.

    python bench/attribution.py FOLDER [--threads N]

FOLDER has `text/` and `attributions/` (brat standoff; of several annotators the first counts). kg's
pipeline makes the Docs, with tokens, tags, parse and names; `textacy.extract.direct_quotations`
reads the same ones. Spans count as right when they agree to the character, but for white space at
the ends, and (`half`) when they share at least half of the characters that either of them covers,
each with one other at most. For kg they are those of the tagger, `doc.spans["attribution"]`;
`kg eval FOLDER` scores the rows of `kg query claims`.

textacy gives up on a text with an odd number of quotation marks, so it reads each article as a
whole, and then again paragraph by paragraph. It aims at direct quotations alone, so these are
scored apart too: recall is of the gold spans of attributions whose content stands wholly between
quotation marks, found by any span; precision is of the spans of such predicted attributions, which
may be any gold spans.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import networkx as nx
from spacy.tokens import Doc, Span, Token

from kg.annotate import load_pipeline
from kg.errors import InputError
from kg.evaluate import HALF, SpanScores, agreement, overlap
from kg.extract.attributions import LEVEL, attributions
from kg.extract.drafts import quotation_mode
from kg.gold import FileSpan, Kind, Spans, load_spans, no_spans, trim
from kg.read import read_inputs
from kg.records import Failure

Parts = dict[Kind, list[Span]]
"""Sources, cues and contents, of one attribution or of many."""

Quotation = tuple[Sequence[Token], Sequence[Token], Span]
"""Speaker, cue and content, as textacy extracts them."""

KINDS: dict[str, Kind] = {"SOURCE": "source", "CUE": "cue", "CONTENT": "content"}

RELABELLED = {"flat": "compound", "nmod:desc": "compound", "aux:pass": "auxpass"}
"""What spaCy's own English pipelines, for which textacy's rules are written, call the relations of
Universal Dependencies that these rules look for under another name."""


@dataclass
class Predicted:
    """What one system marked: all spans, and those of its direct quotations; the seconds it took,
    and how many texts it refused.
    """

    spans: Spans = field(default_factory=no_spans)
    direct: Spans = field(default_factory=no_spans)
    seconds: float = 0.0
    refused: int = 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures as tables of Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="has text/ and attributions/ in it")
    parser.add_argument("--threads", type=int, default=2, help="of kg's reading model")
    options = parser.parse_args(arguments)
    try:
        gold = load_spans(options.folder)
        import lemminflect  # noqa: F401  # gives tokens the dictionary form, `_.lemma()`
        from textacy.extract import direct_quotations
    except InputError as error:
        parser.error(str(error))
    except ImportError as error:
        parser.error(f"{error.name} is not installed; see make bench.")
    kg, whole, parts = Predicted(), Predicted(), Predicted()
    words = 0
    for name, doc, seconds in annotated(options.folder / "text", threads=options.threads):
        words += len(doc.text.split())
        kg.seconds += seconds
        add_tagged(kg, name, doc)
        adapt(doc)
        add_quotations(whole, name, doc, [doc[:]], direct_quotations)
        add_quotations(parts, name, doc, paragraphs(doc), direct_quotations)

    print(f"{len(gold.texts)} articles, {words:,} words; precision / recall / F1 in per cent\n")
    systems = {"kg": kg, "textacy": whole, "textacy by paragraph": parts}
    print(*table("all attributions", gold.spans, gold.spans, systems), sep="\n")
    print()
    print(*table("direct quotations", gold.spans, gold.by_mode["direct"], systems), sep="\n")
    print("\nWhere the number of quotation marks is odd, textacy finds nothing: in", end=" ")
    print(f"{whole.refused} articles, or {parts.refused} paragraphs.\n")
    print("| words a second | |\n|---|---|")
    for what, system in (
        ("kg, from the text: tokens, tags, parse, names, spans", kg),
        ("textacy, on the finished parse", whole),
    ):
        print(f"| {what} | {words / max(system.seconds, 1e-9):,.0f} |")


def annotated(folder: Path, *, threads: int) -> Iterator[tuple[str, Doc, float]]:
    """The name of each article, its Doc, and the seconds that kg took to make it."""
    pipeline = load_pipeline(threads=threads)
    for article in read_inputs([str(folder)]):
        if isinstance(article, Failure):
            print(f"{article.source}: {article.reason}", file=sys.stderr)
            continue
        start = time.perf_counter()
        doc = next(pipeline.annotate([article]))
        yield article.id, doc, time.perf_counter() - start


def add_tagged(system: Predicted, name: str, doc: Doc) -> None:
    """Adds the spans of kg's tagger; those of direct quotations are joined by its links."""
    parts: Parts = {kind: [] for kind in KINDS.values()}
    for span in doc.spans[LEVEL]:
        parts[KINDS[span.label_]].append(span)
    add(system.spans, name, doc.text, parts)
    for a in attributions(doc):
        if not a.depth and is_direct(doc.text, a.contents):
            whole: Parts = {"source": a.sources, "cue": a.cues, "content": a.contents}
            add(system.direct, name, doc.text, whole)


def add_quotations(
    system: Predicted,
    name: str,
    doc: Doc,
    texts: Iterable[Span],
    extract: Callable[[Doc], Iterable[Quotation]],
) -> None:
    """Adds what textacy extracts from each text (of the Doc) taken by itself.

    A speaker or cue of several tokens is the span from the first to the last.
    """
    for text in texts:
        part = doc if len(text) == len(doc) else text.as_doc()
        start = time.perf_counter()
        try:
            quotations = list(extract(part))
        except ValueError:  # an odd number of quotation marks
            quotations = []
            system.refused += 1
        system.seconds += time.perf_counter() - start
        for speaker, cue, content in quotations:
            source, said, quoted = (
                doc[text.start + first.i : text.start + last.i + 1]
                for first, last in ((x[0], x[-1]) for x in (speaker, cue, content))
            )
            found: Parts = {"source": [source], "cue": [said], "content": [quoted]}
            add(system.spans, name, doc.text, found)
            if is_direct(doc.text, [quoted]):
                add(system.direct, name, doc.text, found)


def paragraphs(doc: Doc) -> Iterator[Span]:
    """The paragraphs of an article and its other blocks, in order."""
    for block in doc.user_data["article"].blocks:
        span = doc.char_span(block.span.start, block.span.end, alignment_mode="expand")
        if span is not None:
            yield span


def adapt(doc: Doc) -> None:
    """Gives the Doc what textacy's rules need beyond kg's own: dictionary forms of the verbs, and
    the names of relations that they know.
    """
    for token in doc:
        if token.pos_ == "VERB":
            token.lemma_ = token._.lemma()
        negates = token.dep_ == "advmod" and token.lower_ in ("not", "n't", "n’t")
        token.dep_ = "neg" if negates else RELABELLED.get(token.dep_, token.dep_)


def is_direct(text: str, contents: Sequence[Span]) -> bool:
    """Whether there are contents, all between quotation marks."""
    pieces = [(span.start_char, span.end_char) for span in contents]
    return bool(pieces) and quotation_mode(text, pieces) == "direct"


def add(spans: Spans, name: str, text: str, parts: Parts) -> None:
    """Adds the parts as ranges of code points, without white space at their ends."""
    for kind, found in parts.items():
        spans[kind].update((name, *trim(text, s.start_char, s.end_char)) for s in found)


def exact(one: set[FileSpan], other: set[FileSpan]) -> int:
    """How many spans are in both."""
    return len(one & other)


def half(one: set[FileSpan], other: set[FileSpan]) -> int:
    """The most pairs of spans that share half of the characters that either of them covers, where
    none is in two pairs.
    """
    by_file: dict[str, list[FileSpan]] = {}
    for span in other:
        by_file.setdefault(span[0], []).append(span)
    graph = nx.Graph(
        (("one", a), ("other", b))
        for a in one
        for b in by_file.get(a[0], ())
        if max(a[1], b[1]) < min(a[2], b[2]) and overlap((a[1:],), (b[1:],)) >= HALF
    )
    top = [node for node in graph if node[0] == "one"]
    return len(nx.bipartite.hopcroft_karp_matching(graph, top)) // 2


def scores(
    shared: Callable[[set[FileSpan], set[FileSpan]], int],
    *,
    gold: set[FileSpan],
    wanted: set[FileSpan],
    found: set[FileSpan],
    judged: set[FileSpan],
) -> SpanScores:
    """Precision of the `judged` among the `found` spans, recall of the `wanted` among the `gold`
    ones.

    Args:
        shared: how many spans of two sets count as the same, `exact` or `half`.
        gold: all gold spans.
        wanted: those of them that are looked for.
        found: all predicted spans.
        judged: those of them that are to be right.
    """
    return agreement(
        right=shared(judged, gold),
        predicted=len(judged),
        found=shared(wanted, found),
        gold=len(wanted),
    )


def table(title: str, gold: Spans, wanted: Spans, systems: dict[str, Predicted]) -> Iterator[str]:
    """The lines of a table: a kind of span and a way to compare a row, a system two columns.

    Where not all gold spans are wanted, it is those of direct quotations.
    """
    heads = "".join(f" {name}: spans | P / R / F1 |" for name in systems)
    yield f"| {title} | gold |{heads}"
    yield "|---|--:|" + "--:|--:|" * len(systems)
    for kind, shared in product(KINDS.values(), (exact, half)):
        cells = [f"{kind}, {shared.__name__}", str(len(wanted[kind]))]
        for system in systems.values():
            judged = system.spans if wanted is gold else system.direct
            s = scores(
                shared,
                gold=gold[kind],
                wanted=wanted[kind],
                found=system.spans[kind],
                judged=judged[kind],
            )
            cells += [str(s.predicted), f"{s.precision:.1f} / {s.recall:.1f} / {s.f1:.1f}"]
        yield f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
