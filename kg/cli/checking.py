"""kg validate, kg diff, kg eval."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from kg.cli import formats
from kg.cli.formats import Row, safe
from kg.cli.graphs import all_of, opened, rows_of, texts_of
from kg.cli.options import DONE, NOT_CONFORMANT, graph, path_type, row_format
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.gold import Gold, GoldSpans


@click.command()
@graph
@row_format()
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
def validate(folder: Path, fmt: str, strict: bool) -> int:
    """Check the graph against the shapes of the ontology (SHACL).

    \b
    Example:
      kg validate && echo conforms

    Prints one row for each finding. Exits with 0 when the graph conforms, 1 when it does not.
    """
    from dataclasses import asdict

    from kg.graph.validate import validate as findings

    with opened(folder) as g:
        found = findings(g.store)
    columns = ("severity", "node", "path", "value", "message")
    formats.write([asdict(finding) for finding in found], columns, fmt=fmt)
    violations = [finding for finding in found if strict or finding.severity == "violation"]
    warnings = f" ({len(found):,} warnings)" if found else ""
    told = f"{len(violations):,} violations." if violations else f"conforms{warnings}"
    click.echo(f"kg: {told}", err=True)
    return NOT_CONFORMANT if violations else DONE


COMPARED = (("claims", "claim"), ("meetings", "meeting"), ("entities", "entity"))


@click.command()
@click.argument("old", type=path_type())
@click.argument("new", type=path_type())
@row_format()
def diff(old: Path, new: Path, fmt: str) -> int:
    """Say what is new, changed and gone between two graphs.

    \b
    Examples:
      kg diff kg-out-monday kg-out
      kg diff monday.ttl kg-out --format jsonl

    OLD and NEW are folders that kg build wrote, or files that kg export wrote (ttl, nt, nq, trig,
    jsonld). One row a claim, meeting or entity; changed ones name the columns that differ. Exits
    with 0 whether or not there is a difference.
    """
    rows: list[Row] = []
    with compared(old) as before, compared(new) as after:
        for name, key in COMPARED:
            rows += differences(before(name), after(name), key=key, kind=name)
    formats.write(rows, ("change", "kind", "label", "columns", "iri"), fmt=fmt)
    counts = {change: sum(row["change"] == change for row in rows) for change in CHANGES}
    click.echo(", ".join(f"{number:,} {change}" for change, number in counts.items()), err=True)
    return DONE


@contextmanager
def compared(path: Path) -> Iterator[Callable[[str], list[Row]]]:
    """Gives the rows of our own queries over a folder, or over a file that was exported."""
    if not path.is_file():
        with opened(path) as g:
            yield lambda name: rows_of(g, name)
        return
    from kg.answer import library
    from kg.graph.exported import read_exported

    with read_exported(path) as store:

        def rows(name: str) -> list[Row]:
            query = library.find(name)
            return list(library.run(query, store, all_of(query)).rows)

        yield rows


CHANGES = ("new", "changed", "gone")


def differences(
    old: Sequence[Row], new: Sequence[Row], *, key: str, kind: str
) -> Iterator[dict[str, object]]:
    """What is new, then changed, then gone; each by its IRI.

    Args:
        old: rows of a query.
        new: rows of the same query over another graph.
        key: the column that holds what a row is about.
        kind: what the rows are called in the result.
    """
    before = {str(row.get(key)): row for row in old}
    after = {str(row.get(key)): row for row in new}
    for change, iris in (
        ("new", after.keys() - before.keys()),
        ("changed", {iri for iri in after.keys() & before.keys() if after[iri] != before[iri]}),
        ("gone", before.keys() - after.keys()),
    ):
        for iri in sorted(iris):
            here, there = after.get(iri, {}), before.get(iri, {})
            row = here or there
            yield {
                "change": change,
                "kind": kind,
                "label": _label(row),
                "columns": _changed(there, here) if change == "changed" else None,
                "iri": iri,
            }


def _label(row: Row) -> str:
    if "content" in row:
        return f"{row.get('speaker_label') or 'unknown'}: {row.get('content')}"
    return str(row.get("label") or "")


def _changed(old: Row, new: Row) -> str:
    columns = [column for column in new if new.get(column) != old.get(column)]
    return " ".join(columns)


@click.command("eval")
@click.argument("gold", type=path_type())
@click.option("-k", "--graph", "folder", type=path_type(), default=None, metavar="FOLDER",
              help="Folder that kg build wrote; else the articles are built anew.")  # fmt: skip
@click.option(
    "--articles", type=path_type(), default="seeds", show_default=True, metavar="FOLDER",
    help="Where the articles lie that GOLD names.",
)  # fmt: skip
@click.option("-v", "--verbose", is_flag=True, help="List what is missed, wrong and false.")
@row_format()
def evaluate(gold: Path, folder: Path | None, articles: Path, verbose: bool, fmt: str) -> int:
    """Score a graph against annotation made by hand.

    \b
    Examples:
      kg eval gold.json --articles seeds
      kg eval polnear/dev -k kg-out

    GOLD is a JSON file of ours (claims, meetings, offices, entities, questions), or a folder with
    text/ and attributions/ in PolNeAR's layout (exact spans of source, cue and content).

    Figures of a JSON file are between 0 and 1:

    claims: one matches when its content shares half of its characters with a gold claim's. recall
    is of core gold claims; borderline ones count neither way.

    entities: B³ (b3; Bagga and Baldwin 1998) and CEAF with φ4 (Luo 2005) over the mentions that the
    gold file settles: names and aliases, telling descriptions, speakers' words, capitals. A row of
    kg query mentions is taken for one when their ranges agree, or end at one place, or share half
    of their characters. Entities with one mention count like others. A mention without a row lowers
    recall; rows that are no gold mention are passed over. Left out: names that several entities of
    an article have, other pronouns and descriptions, adjectives. The figures named within take each
    article by itself.

    offices: person, role and state or organisation, each statement once an article; kinship is left
    out. tenure is the share of the right ones that are rightly current, former or late.

    meetings: recall is of gold meetings whose principals, status and start a row has. For precision
    a row may name a state in its leader's stead and lack the start; a second row of a meeting is
    repeated, one that tells of none is invented, and both are false. Hypothetical and optional gold
    meetings count neither way.

    The figures of a folder are of all spans, then by mode: direct where quotation marks enclose
    all of a content, mixed where they enclose some of it, else indirect. By mode, recall is of the
    gold spans of that mode, found by any claim, and precision is of the spans of claims of that
    mode, which may be gold spans of any mode. Figures are in per cent; gold and predicted say of
    how many spans.
    """
    from kg.gold import load_gold, load_spans

    if gold.is_dir():
        marked = load_spans(gold)
        with _graph_of(folder, [gold / "text"]) as g:
            formats.write(_span_figures(marked, rows_of(g, "claims")), SPAN_COLUMNS, fmt=fmt)
        return DONE
    annotation = load_gold(gold)
    with _graph_of(folder, [articles / article.file for article in annotation.articles]) as g:
        figures, lists = _figures(annotation, g)
    formats.write(
        [{"of": of, "figure": name, "value": value} for of, name, value in figures],
        ("of", "figure", "value"),
        fmt=fmt,
    )
    for title, lines in lists.items() if verbose else ():
        click.echo(f"{title} ({len(lines)})", err=True)
        for line in lines:
            click.echo(f"  {safe(line)}", err=True)
    return DONE


SPAN_COLUMNS = ("mode", "span", "precision", "recall", "f1", "gold", "predicted")


def _span_figures(marked: GoldSpans, claims: Sequence[Row]) -> list[Row]:
    """A row for each kind of span: of all attributions first, then of those of each mode."""
    from dataclasses import asdict

    from kg.evaluate import mode_scores, span_scores

    blocks = [("all", span_scores(marked, claims)), *mode_scores(marked, claims).items()]
    return [
        {"mode": mode, "span": kind, **asdict(figures)}
        for mode, scores in blocks
        for kind, figures in scores.items()
    ]


def _figures(
    annotation: Gold, g: Graph
) -> tuple[list[tuple[str, str, object]], Mapping[str, Sequence[str]]]:
    """Of what, figure and value; and by title what was missed, wrong or false."""
    from kg.answer.ask import ask
    from kg.evaluate import (
        claim_scores,
        entity_scores,
        meeting_scores,
        office_scores,
        question_scores,
    )

    def answers(question: str) -> Sequence[Row]:
        return ask(question, g.store, index=g.index, limit=5).rows

    # The gold file names files; an id may have the folder before it.
    texts = {PurePath(article).name: text for article, text in texts_of(g).items()}
    claims = claim_scores(annotation, rows_of(g, "claims"))
    entities = entity_scores(annotation, rows_of(g, "mentions"), texts)
    offices = office_scores(annotation, rows_of(g, "offices"), texts)
    meetings = meeting_scores(annotation, rows_of(g, "meetings"))
    questions = question_scores(annotation, answers)
    figures: list[tuple[str, str, object]] = []
    for of, prefix, scores, names in (
        ("claims", "", claims, "core recall precision predicted speaker speaker_strict mode"),
        ("entities", "", entities, "entities mentions found"),
        ("entities", "b3_", entities.b_cubed, "precision recall f1"),
        ("entities", "ceaf_", entities.ceaf, "precision recall f1"),
        ("entities", "within_b3_", entities.within_b_cubed, "precision recall f1"),
        ("entities", "within_ceaf_", entities.within_ceaf, "precision recall f1"),
        ("offices", "", offices, "gold found predicted precision recall f1 tenure"),
        ("meetings", "", meetings,
         "gold found placed places rows exact_duplicates right repeated invented "
         "precision recall f1"),
        ("questions", "", questions, "questions hit_at_1 hit_at_3"),
    ):  # fmt: skip
        figures += [(of, prefix + name, getattr(scores, name)) for name in names.split()]
    return figures, {
        "Missed claims": claims.missed,
        "Wrong speaker": claims.wrong_speaker,
        "False claims": claims.false,
        "Missed mentions": entities.missed,
        "Entities told apart": entities.split,
        "Entities taken for one": entities.joined,
        "Missed offices": offices.missed,
        "False offices": offices.false,
        "Missed meetings": meetings.missed,
        "False meetings": meetings.false,
        "Missed questions": questions.missed,
    }


@contextmanager
def _graph_of(folder: Path | None, inputs: Sequence[Path]) -> Iterator[Graph]:
    """The graph in `folder`, or one built of `inputs` that goes when the block ends."""
    if folder is not None:
        with opened(folder) as g:
            yield g
        return
    missing = [str(path) for path in inputs if not path.exists()]
    if missing:
        raise InputError(
            f"{missing[0]} is not there; name the folder of the articles with --articles."
        )
    from kg.build import build

    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "kg-out"
        report = build([str(path) for path in inputs], out=out)
        for failure in report.failures:
            click.echo(f"kg: {safe(failure.source)}: {safe(failure.reason)}", err=True)
        with opened(out) as g:
            yield g
