"""What a page is before it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.api import Graph


@dataclass(frozen=True, slots=True)
class Page:
    """What a handler gives back: a template and what it is filled with."""

    template: str
    context: Mapping[str, Any]
    status: int = 200


Handler = Callable[[Graph, Mapping[str, str]], Page]


def href(iri: str, base: str) -> str:
    """Where the site shows an IRI: a path under `/id/` for one of the graph's, else the IRI."""
    return f"/id/{iri.removeprefix(base)}" if iri.startswith(base) else iri
