"""kg query, kg ask."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from click.core import ParameterSource

from kg.cli import formats
from kg.cli.formats import Row, safe
from kg.cli.graphs import opened
from kg.cli.options import DONE, EMPTY, endpoint, fail_empty, graph, row_format
from kg.errors import UsageError
from kg.folder import check_folder

if TYPE_CHECKING:
    from kg.answer.library import Cell, Query
    from kg.api import Graph


@click.command()
@click.argument("name", required=False, metavar="NAME|FILE.rq|-")
@graph
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE",
    help="A value of the query's parameter; may be given several times.",
)  # fmt: skip
@row_format("ttl")
@endpoint("Ask this SPARQL 1.1 server, which holds the graph, instead of a folder.")
@click.option("--allow-network", is_flag=True,
              help="Let SERVICE ask the endpoints that the query names.")  # fmt: skip
@fail_empty
@click.pass_context
def query(
    context: click.Context, name: str | None, folder: Path, params: tuple[str, ...], fmt: str,
    endpoint: str | None, allow_network: bool, fail_empty: bool,
) -> int:  # fmt: skip
    """Run a query: one of ours by its name, or any SPARQL file.

    \b
    Examples:
      kg query                       the queries there are
      kg query claims --format jsonl
      kg query who-said -p text="China wants a bigger role"
      kg query mine.rq -p person="Jane Doe"

    ttl is for queries that construct a graph; it is what these print without --format too. With
    --endpoint, what is looked up by meaning needs the folder that the server's graph came from: -k.
    """
    from kg.answer import library

    if name is None:
        rows = [
            {"query": q.name, "question": q.question, "params": " ".join(p.name for p in q.params)}
            for q in library.queries()
        ]
        formats.write(rows, ("query", "question", "params"), fmt="table" if fmt == "ttl" else fmt)
        return DONE
    found = library.parse(sys.stdin.read(), name="-") if name == "-" else library.find(name)
    makes_graph = found.kind in ("CONSTRUCT", "DESCRIBE")
    if fmt == "ttl" and not makes_graph:
        raise UsageError(f"{found.name} gives rows; ttl is for queries that construct a graph.")
    values = dict(map(_pair, params))
    with ExitStack() as stack:
        if endpoint is None:
            g = stack.enter_context(opened(folder))
            store: library.Store = g.store.with_network() if allow_network else g.store
            index: Path | None = g.index
            base = g.store.base
        else:
            from kg.graph.endpoint import Endpoint
            from kg.graph.iris import BASE

            index = _index(found, values, folder if _named(context, "folder") else None)
            store, base = Endpoint(endpoint, network=allow_network), BASE
        answer = library.run(found, store, values, index=index)
        if makes_graph and fmt in ("table", "ttl"):
            from kg.graph.turtle import turtle

            formats.put([turtle(answer.graph or (), base=base)])
        else:
            formats.write(answer.rows, answer.columns, fmt=fmt)
    count = len(answer.rows)
    if not count:
        click.echo("kg: no rows.", err=True)
    if answer.cut:
        click.echo(f"kg: cut after {count:,} rows, there are more; narrow the question, or give "
                   "-p limit=0 for all of them.", err=True)  # fmt: skip
    return EMPTY if fail_empty and not count else DONE


def _named(context: click.Context, option: str) -> bool:
    """Whether the user gave an option, and it is not its default."""
    return context.get_parameter_source(option) is not ParameterSource.DEFAULT


def _index(query: Query, values: Mapping[str, str], folder: Path | None) -> Path | None:
    """The search index of the folder that the user named, where the query needs one.

    Raises:
        UsageError: it needs one, and no folder is named.
    """
    searched = [p.name for p in query.params if p.type == "search" and p.name in values]
    if not searched:
        return None
    if folder is None:
        raise UsageError(
            f"{searched[0]} is looked up by meaning, which no SPARQL server does: name the folder "
            "that its graph came from, too, with -k."
        )
    return check_folder(folder) / "search"


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f"-p takes NAME=VALUE, not {text!r}.")
    return name, value


@click.command()
@click.argument("question", nargs=-1, required=True, metavar="QUESTION")
@graph
@click.option("-n", "limit", type=click.IntRange(1), default=5, show_default=True,
              help="Answers at most.")  # fmt: skip
@row_format()
@fail_empty
def ask(question: tuple[str, ...], folder: Path, limit: int, fmt: str, fail_empty: bool) -> int:
    """Ask a question in plain English.

    \b
    Examples:
      kg ask "who said China wants a bigger role?"
      kg ask "who met whom in Beijing?" --format jsonl

    What was said is looked up by meaning. When no article says quite that, kg says so, and marks
    what comes near to it; --fail-empty takes that for no answer. The query that looks the same up
    is printed to stderr.
    """
    from kg.answer.ask import ask as answer_to

    with opened(folder) as g:
        answer = answer_to(" ".join(question), g.store, index=g.index, limit=limit)
        if fmt != "table":
            formats.write(answer.rows, answer.columns, fmt=fmt)
            if answer.near:
                click.echo(f"kg: {safe(answer.sentence)}", err=True)
        else:
            formats.show([safe(answer.sentence), ""])
            if {"content", "spans", "speaker_label"} <= set(answer.columns):
                _statements(answer.rows, g)
            elif answer.rows:
                formats.write(answer.rows, answer.columns, fmt=fmt)
            line = safe(g.command(answer.query, answer.params))
            click.echo(f"kg: the query for it: {line}", err=True)
    return EMPTY if fail_empty and (answer.near or not answer.rows) else DONE


def _statements(rows: Sequence[Row], g: Graph) -> None:
    """Who, through whom; the words in their context, marked by brackets; where and when."""
    from rich.padding import Padding
    from rich.text import Text

    from kg.answer.passage import passage

    answers = any(not row.get("near") for row in rows)
    for number, row in enumerate(rows, start=1):
        if answers and row.get("near") and not rows[number - 2].get("near"):
            formats.show(["Near, but no answer:", ""])
        head = Text(f"{number}. ")
        head.append(safe(row.get("speaker_label") or "unknown"), style="bold")
        if via := safe(row.get("via")):
            head.append(f", through {via}")
        if cue := safe(row.get("cue")):
            head.append(f" ({cue})")
        marks = [name for name in ("near", "negated", "hypothetical") if row.get(name)]
        head.append("".join(f" [{mark}]" for mark in marks))
        if note := safe(row.get("note")):
            head.append(f" {note}")
        content, sentence = safe(row.get("content")), safe(row.get("sentence"))
        below = [Text(content, style="bold")]
        found = passage(cast("Mapping[str, Cell]", row), g.store)
        if found is not None and len(found.pieces) > 1:
            around = Text("in: ")
            for piece, marked in zip(found.pieces, found.marked, strict=True):
                text = safe(piece)
                around.append(f"[{text}]" if marked else text, style="bold" if marked else "")
            below.append(around)
        elif found is None and sentence and sentence != content:
            below.append(Text(f"in: {sentence}"))
        where = [safe(row.get(name)) for name in ("article", "date") if row.get(name)]
        if row.get("spans"):
            where.append(f"characters {safe(row['spans'])}")
        below.append(Text(", ".join(where), style="dim"))
        space = [""] if number < len(rows) else []
        formats.show([head, *(Padding(text, (0, 0, 0, 3)) for text in below), *space])
