"""kg build, kg update."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.formats import safe
from kg.cli.options import (
    DONE,
    NOT_CONFORMANT,
    SOME_FAILED,
    Command,
    graph,
    path_type,
    progress_bar,
)
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.pool import Workers
    from kg.report import BuildReport

MOST_LINES = 20
"""Warnings or failures that are printed; report.json has them all."""


def _build_options(command: Command) -> Command:
    options: tuple[Callable[[Command], Command], ...] = (
        click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
        click.option(
            "--workers", type=click.IntRange(1), default=None, metavar="N",
            help="Processes; by default one for each core, at most four.",
        ),
        click.option(
            "--cluster", metavar="ADDRESS",
            help="A dask.distributed scheduler whose workers read the articles: tcp://HOST:PORT.",
        ),
        click.option(
            "--shards", metavar="ADDRESS",
            help="With --cluster: a folder that all its machines reach, such as "
            "s3://BUCKET/FOLDER, where each task leaves what it found.",
        ),
        click.option(
            "--gazetteer", "gazetteers", type=path_type(), multiple=True, metavar="FILE",
            help="A SKOS file of your own with names; may be given several times.",
        ),
        click.option(
            "--spacy", "spacy_name", metavar="NAME",
            help="An installed spaCy pipeline that takes over tokens, tags, parse and names.",
        ),
        click.option("--strict", is_flag=True, help="Exit with 1 when there is a warning."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@_build_options
@click.option(
    "--only-shards", is_flag=True,
    help="With --shards: end when the graph lies there as N-Quads, and write no folder.",
)  # fmt: skip
@click.option("--base", metavar="IRI", help="What every IRI of your data begins with.")
@click.option(
    "-o", "--out", type=path_type(), default="kg-out", show_default=True, metavar="FOLDER",
    help="Folder to write; an older graph in it is replaced when the new one is complete.",
)  # fmt: skip
def build(
    inputs: tuple[str, ...],
    workers: int | None,
    cluster: str | None,
    shards: str | None,
    gazetteers: tuple[Path, ...],
    spacy_name: str | None,
    only_shards: bool,
    base: str | None,
    strict: bool,
    out: Path,
) -> int:
    """Build a graph of news articles.

    \b
    Examples:
      kg build seeds
      kg build news/*.html dump.jsonl -o my-graph --workers 4
      cat article.txt | kg build -

    INPUT is files (.txt, .html, .pdf, .jsonl, .csv), folders, globs, or - for standard input. The
    folder then holds graph.ttl, graph.html, report.json, and the store that the queries read.
    """
    from kg.build import build as run
    from kg.graph.iris import BASE

    who = _workers(workers, cluster, shards, only_shards=only_shards)
    with progress_bar() as progress:
        report = run(
            inputs,
            out=out,
            workers=who,
            gazetteer_files=gazetteers,
            spacy_name=spacy_name,
            base=base or BASE,
            stdin=sys.stdin.buffer if "-" in inputs else None,
            progress=progress,
        )
    return _tell(report, strict=strict, only=shards if only_shards else None)


@click.command()
@_build_options
@click.option(
    "--prune", is_flag=True,
    help="Drop the articles that are not among the inputs, which then must be all there are.",
)  # fmt: skip
@graph
def update(
    inputs: tuple[str, ...],
    workers: int | None,
    cluster: str | None,
    shards: str | None,
    gazetteers: tuple[Path, ...],
    spacy_name: str | None,
    strict: bool,
    prune: bool,
    folder: Path,
) -> int:
    """Add new and changed articles to a graph.

    \b
    Examples:
      kg update news/today -k kg-out
      kg update news --prune

    Articles that are in the graph and not among the inputs stay; with --prune they are dropped, but
    for those of inputs that cannot be read now. Only new and changed ones are
    read by the model; who is who is then decided over all of them again.
    """
    from kg.build import update as run

    with progress_bar() as progress:
        report = run(
            inputs,
            out=folder,
            prune=prune,
            workers=_workers(workers, cluster, shards),
            gazetteer_files=gazetteers,
            spacy_name=spacy_name,
            stdin=sys.stdin.buffer if "-" in inputs else None,
            progress=progress,
        )
    if prune:
        click.echo(f"{_count(len(report.dropped), 'article')} dropped.", err=True)
    return _tell(report, strict=strict)


def _workers(
    number: int | None, cluster: str | None, shards: str | None, *, only_shards: bool = False
) -> Workers:
    """Who reads the articles.

    Raises:
        UsageError: the options say two things.
    """
    from kg.pool import Cluster

    if only_shards and shards is None:
        raise UsageError("--only-shards goes with --shards: say where they are to lie.")
    if cluster is None:
        if shards is not None:
            raise UsageError("--shards goes with --cluster: name the scheduler too.")
        return number or min(4, os.cpu_count() or 1)
    if number is not None:
        raise UsageError("--workers and --cluster exclude each other; a cluster has its own.")
    return Cluster(cluster, shards, only_shards)


def _tell(report: BuildReport, *, strict: bool, only: str | None = None) -> int:
    """Says what a build found, on standard error; the exit code.

    Args:
        report: of the build.
        strict: whether a warning is a failure.
        only: the address of the shards, where the graph lies in them alone.
    """
    out = report.out
    whole = str(out / "report.json") if only is None else f"{only}/report.json"
    _say_some([f"kg: {safe(f.source)}: {safe(f.reason)}" for f in report.failures], whole)
    _say_some([f"kg: warning: {safe(warning)}" for warning in report.warnings], whole)
    total = dict(report.totals)
    where = f"The page: {out / 'graph.html'}; the Turtle: {out / 'graph.ttl'}"
    option = "" if str(out) == "kg-out" else f" -k {out}"
    following = [f'kg ask "who said …?"{option}', f"kg query claims{option}",
                 f"kg view --open{option}"]  # fmt: skip
    if only is not None:
        where = f"The N-Quads: {only}/quads/*.nq.gz; what was found: {whole}"
        following = ["load them into a SPARQL server (docs/scale.md)",
                     "kg query claims --endpoint http://…"]  # fmt: skip
    click.echo(
        f"{_count(total['articles'], 'article')}, {_count(total['words'], 'word')}: "
        f"{_count(total['claims'], 'claim')}, {_count(total['meetings'], 'meeting')}, "
        f"{_count(total['people'], 'person', 'people')}, {_count(total['states'], 'state')}, "
        f"{_count(total['organizations'], 'organisation')}; "
        f"{_count(len(report.open), 'question')} left open.\n"
        f"Done in {report.timing.seconds:.1f} s ({report.timing.words_per_second:,.0f} words a "
        f"second). {where}",
        err=True,
    )
    click.echo("\n  ".join(["Next:", *following]), err=True)
    if report.failures:
        return SOME_FAILED
    return NOT_CONFORMANT if strict and report.warnings else DONE


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _say_some(lines: list[str], whole: str) -> None:
    for line in lines[:MOST_LINES]:
        click.echo(line, err=True)
    if len(lines) > MOST_LINES:
        more = len(lines) - MOST_LINES
        click.echo(f"kg: and {more:,} more of these; see {whole}", err=True)
