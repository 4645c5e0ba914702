"""The claims that a query's parameters leave over, so that the search looks among these alone.

Who searches a speaker's claims wants the likeliest of those, wherever they stand among all claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.graph.sparql import masked

_PREFIX = re.compile(r"^PREFIX .*$", re.MULTILINE)
_BRACE = re.compile(r"[{}]")


def restriction(query: str, names: Iterable[str]) -> str | None:
    """A query for the claims that pass a query's filters on these parameters, as `?claim`.

    Args:
        query: with filters of the form `FILTER (!BOUND(?param_x) || EXISTS { … })` that speak of
            `?claim` and `?source`, its article.
        names: of parameters.

    Returns:
        None when the query has no such filter on any of them.
    """
    covered = masked(query)
    filters = [found for name in names if (found := _filter(query, covered, name))]
    if not filters:
        return None
    prefixes = "\n".join(match.group() for match in _PREFIX.finditer(query))
    pattern = "\n".join(["?claim a kg:Claim ; prov:wasQuotedFrom ?source .", *filters])
    return f"{prefixes}\nSELECT DISTINCT ?claim WHERE {{\n{pattern}\n}}"


def _filter(query: str, covered: str, name: str) -> str | None:
    start = re.search(
        rf"FILTER\s*\(\s*!\s*BOUND\s*\(\s*\?param_{re.escape(name)}\s*\)\s*\|\|\s*EXISTS\s*\{{",
        covered,
    )
    if start is None:
        return None
    depth = 1
    for brace in _BRACE.finditer(covered, start.end()):
        depth += 1 if brace.group() == "{" else -1
        if not depth:
            end = re.compile(r"\s*\)").match(covered, brace.end())
            return query[start.start() : end.end()] if end else None
    return None
