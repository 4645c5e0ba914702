"""kg view, kg export, kg stats, kg info."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from kg import __version__
from kg.cli import formats
from kg.cli.graphs import opened, rows_of, texts_of
from kg.cli.options import DONE, endpoint, graph, path_type, progress_bar, row_format
from kg.errors import StoreError, UsageError
from kg.report import KINDS

TITLES = {
    "orphan-quotation": "Quotations without a speaker",
    "unresolved-pronoun": "Pronouns and descriptions that nobody was found for",
    "doubtful-merge": "Who may be one and the same",
}
COMPONENTS = ("spacy", "onnxruntime", "rdflib", "pyoxigraph")
GRAPH_FORMATS = ("ttl", "trig", "nq", "nt", "jsonld", "graphml", "csv")


@click.command()
@graph
@click.option(
    "-o", "--out", type=path_type(), metavar="FILE",
    help="File to write; by default graph.html in the graph's folder.",
)  # fmt: skip
@click.option(
    "--focus", metavar="NAME", help="Only this person, state or organisation and what is near."
)
@click.option("--open", "open_it", is_flag=True, help="Open the page in the browser.")
def view(folder: Path, out: Path | None, focus: str | None, open_it: bool) -> int:
    """Write the page that shows the graph, one offline file.

    \b
    Examples:
      kg view --open
      kg view --focus "Jane Doe" -o jane.html
    """
    from kg.show.page import write_page

    # The page of the whole graph is the folder's own; one of a part of it must not replace it.
    path = out or (folder / "graph.html" if focus is None else Path("focus.html"))
    with opened(folder) as g:
        write_page(g.store, path, focus=focus)
    click.echo(f"The page: {path}", err=True)
    if open_it:
        click.launch(str(path.resolve()))
    return DONE


@click.command()
@graph
@click.option("-o", "--out", metavar="FILE|-",
              help="File to write; - is standard output, and the default.")  # fmt: skip
@click.option(
    "--format", "fmt", type=click.Choice(GRAPH_FORMATS), default=None,
    help="By default what the file's ending says, else ttl.",
)  # fmt: skip
@click.option("--no-text", is_flag=True, help="Leave out the articles' full texts.")
@endpoint(
    "Put the graph into this server by the SPARQL 1.1 Graph Store Protocol, and write no file."
)
@click.option("--skip", type=click.IntRange(0), metavar="N",
              help="With --endpoint: go on after so many graphs.")  # fmt: skip
def export(
    folder: Path, out: str | None, fmt: str | None, no_text: bool, endpoint: str | None,
    skip: int | None,
) -> int:  # fmt: skip
    """Write the graph in a format that other programs read, or put it into a server.

    \b
    Examples:
      kg export > graph.ttl
      kg export -o graph.trig
      kg export -o graph.graphml
      kg export --endpoint http://localhost:3030/news/data

    ttl, nt and jsonld hold one graph; trig and nq keep one named graph an article; graphml holds
    who speaks of and who meets whom; csv is the table of claims. A server's user and password are
    taken from the variable KG_AUTH (user:password, or Digest user:password) or from ~/.netrc.
    """
    if endpoint is not None:
        if out is not None or fmt is not None:
            raise UsageError("--endpoint writes no file: leave out -o and --format.")
        return _put(folder, endpoint, text=not no_text, skip=skip or 0)
    if skip is not None:
        raise UsageError("--skip goes with --endpoint.")
    out = out or "-"
    from kg.graph import export as exporting

    ending = Path(out).suffix.lstrip(".").lower()
    chosen = fmt or (ending if ending in GRAPH_FORMATS else None)
    if chosen is None and out != "-" and ending:
        known = ", ".join(GRAPH_FORMATS)
        raise UsageError(f"no format has the ending .{ending}; name one with --format: {known}.")
    with opened(folder) as g:
        if out == "-":
            exporting.export(g.store, sys.stdout.buffer, format=chosen or "ttl", text=not no_text)
            sys.stdout.buffer.flush()
        else:
            exporting.write(g.store, Path(out), format=chosen or "ttl", text=not no_text)
            click.echo(f"Written: {out}", err=True)
    return DONE


def _put(folder: Path, endpoint: str, *, text: bool, skip: int) -> int:
    """Puts the graph of a folder into a server, and says so."""
    from kg.graph.push import push

    with opened(folder) as g, progress_bar() as bar:

        def tell(done: int, count: int) -> None:
            if bar is not None:
                bar("graphs", done, count)

        count = push(g.store, endpoint, text=text, skip=skip, tell=tell)
    click.echo(f"{count:,} graphs are at {endpoint}", err=True)
    return DONE


@click.command()
@graph
@row_format()
def stats(folder: Path, fmt: str) -> int:
    """Count what the graph holds, and list what was left open.

    \b
    Example:
      kg stats

    Left open are quotations without a speaker, pronouns and descriptions that nobody was found for,
    and people or organisations that may be one and the same: doubtful merges. As a table, the first
    of each kind are listed; kg query open-questions has them all.
    """
    with opened(folder) as g:
        claims = rows_of(g, "claims")
        entities = Counter(str(row.get("type")) for row in rows_of(g, "entities"))
        meetings = Counter(str(row.get("status")) for row in rows_of(g, "meetings"))
        disputes = _each(rows_of(g, "disagreements"), "disagreement")
        counts: list[tuple[str, int]] = [
            ("articles", len(rows_of(g, "articles"))),
            ("articles that are copies", len(rows_of(g, "duplicates"))),
            ("claims", len(claims)),
            *_by("claims", claims, "mode"),
            *_by("claims", claims, "attitude"),
            ("claims through others", sum(bool(row.get("via")) for row in claims)),
            ("claims inside claims", sum(bool(row.get("embedded_in")) for row in claims)),
            ("claims of unknown speakers",
             sum(row.get("speaker_label") == "unknown" for row in claims)),
            ("claims told again", len({row.get("claim") for row in rows_of(g, "restatements")})),
            ("propositions", len({row.get("proposition") for row in rows_of(g, "said-first")})),
            *((f"entities: {kind}", number) for kind, number in sorted(entities.items())),
            ("meetings and visits", sum(meetings.values())),
            *((f"meetings: {status}", number) for status, number in sorted(meetings.items())),
            ("disagreements", len(disputes)),
            *_by("disagreements", disputes, "matter"),
            ("offices", len(rows_of(g, "offices"))),
        ]  # fmt: skip
        questions = rows_of(g, "open-questions")
        texts = texts_of(g) if questions and fmt == "table" else {}
    kinds = [(kind, [q for q in questions if q.get("kind") == kind]) for kind in KINDS]
    counts.append(("questions left open", len(questions)))
    counts += [(f"left open: {kind.replace('-', ' ')}s", len(found)) for kind, found in kinds]
    formats.write([{"what": what, "number": n} for what, n in counts], ("what", "number"), fmt=fmt)
    if fmt == "table" and questions:
        _list_open(kinds, texts, folder)
    return DONE


SHOWN = 5
"""Open questions of each kind that kg stats lists."""


def _list_open(
    kinds: Sequence[tuple[str, Sequence[formats.Row]]], texts: Mapping[str, str], folder: Path
) -> None:
    """Prints the first questions of each kind, with the words around, and how to see the others."""
    for kind, found in kinds:
        if not found:
            continue
        first = [
            {
                "article": question.get("article"),
                "words": in_context(question, texts),
                "what is open": question.get("note"),
            }
            for question in found[:SHOWN]
        ]
        click.echo(f"\n{TITLES[kind]} ({len(found):,})")
        formats.table(first, ("article", "words", "what is open"))
        if len(found) > SHOWN:
            more = f"{len(found) - SHOWN:,} more: kg query open-questions -p kind={kind}"
            click.echo(more if str(folder) == "kg-out" else f"{more} -k {folder}")


AROUND = 30
LONGEST = 60


def in_context(question: formats.Row, texts: Mapping[str, str]) -> str:
    """The words in question between the ones before and after; long ones by themselves, cut.

    Args:
        question: a row of kg query open-questions.
        texts: the articles' texts by their ids.
    """
    words = " ".join(str(question.get("text") or "").split())
    if len(words) > LONGEST:
        return f"{words[: LONGEST - 1].rstrip()}…"
    start, _, end = str(question.get("spans") or "").partition("-")
    text = texts.get(str(question.get("article")), "")
    if not text or not end or len(words) > AROUND:
        return words
    before = text[max(0, int(start) - AROUND) : int(start)].split("\n")[-1]
    after = text[int(end) : int(end) + AROUND].split("\n")[0]
    # Whole words only, where some were cut.
    before = before.partition(" ")[2] if len(before) == AROUND else before
    after = after.rpartition(" ")[0] if len(after) == AROUND else after
    left, right = "…" * (len(before) < int(start)), "…" * (int(end) + len(after) < len(text))
    return f"{left}{before}{words}{after}{right}"


def _each(rows: list[formats.Row], column: str) -> list[formats.Row]:
    """The first row of each value of a column."""
    return list({str(row.get(column)): row for row in reversed(rows)}.values())


def _by(what: str, rows: list[formats.Row], column: str) -> list[tuple[str, int]]:
    counts = Counter(str(row.get(column)) for row in rows)
    return [(f"{what}: {value}", number) for value, number in sorted(counts.items())]


@click.command()
@graph
@row_format()
def info(folder: Path, fmt: str) -> int:
    """Say what kg this is, and what stands in a folder.

    \b
    Example:
      kg info -k kg-out
    """
    import platform
    from importlib import metadata

    from kg.api import read_report
    from kg.folder import check_folder

    facts: list[tuple[str, object]] = [
        ("kg", __version__),
        ("python", platform.python_version()),
        *((name, metadata.version(name)) for name in COMPONENTS),
    ]
    try:
        check_folder(folder)
    except StoreError as error:
        if folder.exists():
            raise
        click.echo(f"kg: {error}", err=True)
    else:
        report = read_report(folder)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        facts += [
            ("folder", folder.resolve()),
            ("format", (folder / "version").read_text(encoding="utf-8").strip()),
            ("megabytes", round(size / 1e6, 1)),
            *report["totals"].items(),
            ("failures", len(report["failures"])),
            ("warnings", len(report["warnings"])),
            ("open questions", len(report["open"])),
        ]
    formats.write([{"what": what, "value": v} for what, v in facts], ("what", "value"), fmt=fmt)
    return DONE
