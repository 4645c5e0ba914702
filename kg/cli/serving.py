"""kg serve."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from kg.cli.options import DONE, graph
from kg.folder import check_folder

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@graph
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
    help="Address to listen on. Any other than this machine's own opens the graph to the network.",
)  # fmt: skip
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8080, show_default=True, metavar="PORT",
    help="Port to listen on; 0 takes one that is free.",
)  # fmt: skip
@click.option(
    "--seconds", type=click.FloatRange(0.1, 3600), default=20, show_default=True,
    help="Seconds that a query or page may take.",
)  # fmt: skip
@click.option(
    "--cors", metavar="ORIGIN", help="Let web pages of this origin read /sparql and /api."
)
def serve(folder: Path, host: str, port: int, seconds: float, cors: str | None) -> int:
    """Serve the graph as a site: articles, people, questions, a SPARQL endpoint. Read only.

    \b
    Examples:
      kg serve
      kg serve -k kg-out --port 9000
    """
    check_folder(folder)
    # Imported here: a server is slow to import, and few commands are one.
    from kg.site.limits import Limits
    from kg.site.server import bound, serve

    listener = bound(host, port)
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listener.getsockname()[1]}/"
    if host not in LOOPBACK:
        click.echo(f"kg: {host} is no address of this machine alone: others can read it.", err=True)
    ready = f"Serving {folder} at {address} (Ctrl-C stops it)."
    # Ctrl-C is how a server ends; uvicorn has answered what was being asked by then.
    with suppress(KeyboardInterrupt):
        serve(
            folder, listener, host=host, limits=Limits(seconds=seconds), cors=cors,
            ready=lambda: click.echo(ready, err=True),
        )  # fmt: skip
    return DONE
