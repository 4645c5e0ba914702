"""Filters on bound parameters as joins at the start of a query, where an engine can look them up.

Query files restrict by `FILTER (!BOUND(?param_x) || EXISTS { … ?param_x … })` or by
`FILTER (!BOUND(?param_x) || ?y = ?param_x)`: plain SPARQL, right on any engine with and without a
value. Engines test such a filter row by row. Where `?param_x` has values, the pattern itself at the
start of WHERE says the same, and is looked up. A filter is left alone where that is not certain.
"""

from __future__ import annotations

import re
from typing import Final

from kg.graph import sparql
from kg.graph.sparql import Values

_IDIOM: Final = (
    r"FILTER\s*\(\s*!\s*BOUND\s*\(\s*\?{0}\s*\)\s*\|\|\s*"
    r"(?:EXISTS\s*\{{|\?(?P<other>\w+)\s*=\s*\?{0}\s*\))"
)
_GUARD: Final = r"FILTER\s*(?P<open>\()\s*!?\s*BOUND\s*\(\s*{0}\s*\)"
_NAME: Final = re.compile(r"[?$](\w+)")
_LOOSE: Final = re.compile(r"\b(?:OPTIONAL|MINUS|SERVICE)\b", re.IGNORECASE)
_DATA: Final = re.compile(r"\bVALUES\s*(?:[?$]\w+|\([^()]*\))\s*\{[^{}]*\}", re.IGNORECASE)
_PLAIN: Final = re.compile(
    r"\{\s*SELECT\s+(?:DISTINCT\s+)?((?:[?$]\w+\s+)+)WHERE\s*\{([^{}]*)\}\s*\}", re.IGNORECASE
)
_COUNTS: Final = re.compile(r"\b(?:COUNT|SUM|AVG|SAMPLE|GROUP_CONCAT)\s*\(\s*(?!DISTINCT\b)", re.I)
_DISTINCT: Final = re.compile(r"\bSELECT\s+DISTINCT\b|\bGROUP\s+BY\b|\bASK\b", re.IGNORECASE)


def narrowed(query: str, values: Values) -> str:
    """The query with its filters on these variables moved to the start, where that is the same.

    Args:
        query: SPARQL text.
        values: the terms each variable is going to be bound to by `kg.graph.sparql.bind`.

    Raises:
        QueryError: the query has no WHERE.
    """
    covered = sparql.masked(query)
    for pick in reversed(sparql.leading(covered)):
        # It picks the rows, so its filters are those that count; variables inside are its own.
        query = query[: pick.start] + narrowed(query[pick], values) + query[pick.stop :]
    covered = sparql.masked(query)
    # A join may give a row several times, where a filter gives it once.
    if _COUNTS.search(covered) or not _DISTINCT.search(covered):
        return query
    for name in values:
        query = _narrowed(query, name, values)
    return query


def stated(query: str, values: Values) -> str:
    """The query with values written out in its filters, where a variable has only one: an engine
    tests such a filter as soon as it has what else stands in it.

    Args:
        query: SPARQL text.
        values: as for `narrowed`, of whose result it is made.

    Raises:
        QueryError: the query has no WHERE.
    """
    for pick in reversed(sparql.leading(sparql.masked(query))):
        query = query[: pick.start] + stated(query[pick], values) + query[pick.stop :]
    for name, terms in values.items():
        if len(terms) == 1:
            query = _stated(query, name, sparql.written(terms[0]))
    return query


def _stated(query: str, name: str, value: str) -> str:
    """The query with the value of a variable written out in the filters of its outermost WHERE that
    begin by asking whether it is bound.
    """
    covered = sparql.masked(query)
    start = sparql.where(covered)
    variable = rf"[?$]{re.escape(name)}\b"
    for match in reversed([*re.finditer(_GUARD.format(variable), covered[start:], re.IGNORECASE)]):
        at = start + match.start()
        end = _after(covered, start + match.start("open") + 1, "()")
        inside = covered[at:end]
        if _depth(covered, start, at) or re.search(r"\bSELECT\b", inside, re.IGNORECASE):
            continue
        text = query[at:end]
        for found in reversed([*re.finditer(variable, inside)]):
            bound = re.search(r"\bBOUND\s*\(\s*$", inside[: found.start()], re.IGNORECASE)
            if bound is None:
                text = text[: found.start()] + value + text[found.end() :]
            else:
                closed = inside.index(")", found.end()) + 1
                text = f"{text[: bound.start()]}true{text[closed:]}"
        query = query[:at] + text + query[end:]
    return query


def _depth(covered: str, start: int, at: int) -> int:
    """How many groups are open at `at` beside that which opens just before `start`."""
    return covered.count("{", start, at) - covered.count("}", start, at)


def _narrowed(query: str, name: str, values: Values) -> str:
    covered = sparql.masked(query)
    start = sparql.where(covered)
    for match in re.finditer(_IDIOM.format(re.escape(name)), covered, re.IGNORECASE):
        if match.start() < start or _depth(covered, start, match.start()):
            continue
        other = match["other"]
        end = match.end() if other else _end(covered, match.end())
        if end is None:
            continue
        inside = covered[match.end() : end]
        used = {other} if other else set(_NAME.findall(inside)) - {name}
        rest = covered[: match.start()] + covered[end:]
        if not _certain(rest, start, used):
            continue
        if other:
            pattern = sparql.bind("ASK { }", values={other: values[name]})[len("ASK {") : -1]
            left = query[: match.start()] + query[end:]
            return sparql.insert(_branched(left, other, pattern.strip()), pattern)
        close = covered.rindex("}", match.end(), end)
        pattern = query[match.end() : close].strip()
        if not covered[match.end() : close].rstrip().endswith("."):
            pattern += "\n."
        return sparql.insert(query[: match.start()] + query[end:], pattern)
    return query


def _branched(query: str, name: str, pattern: str) -> str:
    """The query with the pattern also in each branch, of a UNION of the outermost WHERE, that has
    the variable in its first triples. An engine may work out a branch before it joins it.
    """
    covered = sparql.masked(query)
    start = sparql.where(covered)
    depth, at = 0, []
    for match in re.compile(r"[{}]").finditer(covered, start):
        if match.group() == "}":
            depth -= 1
            if depth < 0:
                break
            continue
        depth += 1
        first = re.compile(r"[^{}]*").match(covered, match.end())
        if depth == 1 and first and name in _NAME.findall(first.group()):
            before = covered[start : match.start()].rstrip()
            closed = _after(covered, match.end(), "{}")
            if before.upper().endswith("UNION") or covered[closed:].lstrip()[:5].upper() == "UNION":
                at.append(match.end())
    for place in reversed(at):
        query = f"{query[:place]}\n{pattern}\n{query[place:]}"
    return query


def _after(covered: str, at: int, brackets: str) -> int:
    """Offset just after the bracket that closes what was opened just before `at`."""
    closed = sparql.closing(covered, at, brackets)
    return len(covered) if closed is None else closed + 1


def _end(covered: str, at: int) -> int | None:
    """Where the filter ends whose EXISTS { } opens just before `at`; None: there is more in it."""
    closed = re.compile(r"\s*\)").match(covered, _after(covered, at, "{}"))
    return closed.end() if closed else None


def _certain(rest: str, start: int, used: set[str]) -> bool:
    """Whether each variable is bound by the pattern that every row has, or is nowhere else."""
    elsewhere = set(_NAME.findall(rest))
    head = rest[start:]
    loose = _LOOSE.search(head)
    head = head[: loose.start()] if loose else head
    # A sub-query of triples alone gives what it selects to every row.
    head = _PLAIN.sub(_selected, _DATA.sub(" ", head))
    while (shorter := re.sub(r"\([^()]*\)|\{[^{}]*\}", " ", head)) != head:
        head = shorter
    # What is left of braces opens a group that was cut, or closes the WHERE.
    return used & elsewhere <= set(_NAME.findall(re.split("[{}]", head)[0]))


def _selected(query: re.Match[str]) -> str:
    """The variables that a sub-query selects and that its triples bind."""
    triples = query[2]
    while (shorter := re.sub(r"\([^()]*\)", " ", triples)) != triples:
        triples = shorter
    return " ".join(f"?{x}" for x in set(_NAME.findall(query[1])) & set(_NAME.findall(triples)))
