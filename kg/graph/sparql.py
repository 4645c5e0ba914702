r"""What is done to the text of a query before the engine sees it: bind values, refuse the network.

Both need to know what in the text is a keyword or brace, and what only looks like one inside a
string, an IRI or a comment. Values are never pasted as text: they are terms, written in the syntax
that N-Triples and SPARQL share. A query is read as two kinds of engine read it: those that take
`\u0053` for a letter anywhere, as the standard has it, and those that do so in strings only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pyoxigraph

from kg.errors import QueryError
from kg.graph.terms import Term

Row = Sequence[Term | None]
Values = Mapping[str, Sequence[Term]]
Rows = tuple[Sequence[str], Sequence[Row]]

# In the order in which SPARQL's own grammar tries them. What none of them takes, such as an
# unclosed quotation mark, stays as it is, so that nothing after it is hidden.
OPAQUE: Final = re.compile(
    r'''
      """ (?: [^"\\] | \\. | "{1,2}(?!") )* """
    | \'\'\' (?: [^'\\] | \\. | '{1,2}(?!') )* \'\'\'
    | " (?: [^"\\\n\r] | \\. )* "
    | ' (?: [^'\\\n\r] | \\. )* '
    | < [^<>"{}|^`\\\x00-\x20]* >
    | \# [^\n\r]*
    | \\.
    ''',
    re.VERBOSE | re.DOTALL,
)
_PART: Final = re.compile(r"[{}()]|[?$:@]?[\w\-][\w\-.:%]*")
# An escaped backslash and what may be taken for the start of a code point; any other escape.
_ESCAPED: Final = re.compile(r"\\\\([uU]?)|\\[^\\]")
_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SYNTAX: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)

_LEADING: Final = re.compile(r"\s*\{(?=\s*SELECT\b)", re.IGNORECASE)
_FOLLOWING: Final = re.compile(r"\}\s*UNION\s*\{(?=\s*(?P<select>SELECT\b)?)", re.IGNORECASE)
_LIMIT: Final = re.compile(r"\bLIMIT\s+(\d+)", re.IGNORECASE)


def bind(query: str, *, values: Values | None = None, rows: Rows | None = None) -> str:
    """The query with `VALUES` blocks at the start of its outermost WHERE.

    There they bind before anything is grouped or counted, and whether or not the variable is
    selected. Of sub-queries they reach into the one that stands first, if it names the variable.

    Args:
        query: SPARQL text.
        values: terms a variable may have; variables are combined freely. No term: no solution.
        rows: variables, and the combinations of terms that they may have (None: not bound).

    Raises:
        QueryError: a name is not one of a variable, a row has the wrong length, or the query has no
            WHERE that could take the values.
    """
    blocks = [([name], _block([name], [(term,) for term in terms]))
              for name, terms in (values or {}).items()]  # fmt: skip
    if rows is not None:
        blocks.append((list(rows[0]), _block(*rows)))
    return _bound(query, blocks) if blocks else query


def _bound(query: str, blocks: Sequence[tuple[Sequence[str], str]]) -> str:
    """The query with these VALUES blocks, each with its variables."""
    covered = masked(query)
    picks = leading(covered)
    around = "".join(covered[at] for at in _between(picks))
    left = [
        block
        for names, block in blocks
        if not any(_names_all(covered[pick], names) for pick in picks)
        # What a sub-query selects of a value is bound by it.
        or (
            _names_all(around, names)
            and len(names) == 1
            and not all(_selects(covered[pick], names[0]) for pick in picks)
        )
    ]
    query = insert(query, " ".join(left)) if left else query
    for pick in reversed(picks):
        if within := [block for block in blocks if _names_all(covered[pick], block[0])]:
            query = query[: pick.start] + _bound(query[pick], within) + query[pick.stop :]
    return query


def _between(picks: Sequence[slice]) -> list[slice]:
    """What is not in these slices."""
    ends = [None, *(pick.stop for pick in picks)]
    starts = [*(pick.start for pick in picks), None]
    return [slice(end, start) for end, start in zip(ends, starts, strict=True)]


def _names_all(covered: str, names: Sequence[str]) -> bool:
    return all(re.search(rf"[?$]{re.escape(name)}\b", covered) for name in names)


def insert(query: str, pattern: str) -> str:
    """The query with a graph pattern at the start of its outermost WHERE, or just after the
    sub-query that stands first there (see `leading`).

    Raises:
        QueryError: it has no WHERE.
    """
    covered = masked(query)
    picks = leading(covered)
    at = covered.index("}", picks[-1].stop) + 1 if picks else where(covered)
    # Line breaks around it: the text may end, or go on, with a comment.
    return f"{query[:at]}\n{pattern}\n{query[at:]}"


def leading(covered: str) -> list[slice]:
    """Where in a masked query the sub-queries stand that its outermost WHERE begins with: one, or
    several with a UNION between them.

    Such a sub-query picks what the rest tells of, so that bound variables reach into it.

    Raises:
        QueryError: it has no WHERE.
    """
    found: list[slice] = []
    opened = _LEADING.match(covered, where(covered))
    while opened is not None:
        closed = closing(covered, opened.end())
        if closed is None:
            return []
        found.append(slice(opened.end(), closed))
        opened = _FOLLOWING.match(covered, closed)
        if opened is not None and not opened["select"]:
            return []
    return found


def closing(covered: str, at: int, brackets: str = "{}") -> int | None:
    """Where in a masked query the bracket is that closes the one opened just before `at`; None:
    nowhere.
    """
    depth = 1
    for match in re.compile(f"[{re.escape(brackets)}]").finditer(covered, at):
        depth += 1 if match.group() == brackets[0] else -1
        if not depth:
            return match.start()
    return None


def limited(query: str, rows: int) -> str:
    """The query with this many for the number of its LIMIT, or of that of each sub-query that it
    begins with (see `leading`); 0: without the LIMIT.
    """
    covered = masked(query)
    found = [
        match
        for pick in leading(covered)
        for match in _LIMIT.finditer(covered, pick.start, pick.stop)
    ]
    first = _LIMIT.search(covered)
    for match in reversed(found or ([] if first is None else [first])):
        written = f"LIMIT {rows}" if rows else ""
        query = query[: match.start()] + written + query[match.end() :]
    return query


def stated_limit(query: str) -> int | None:
    """The number of a query's LIMIT; None when it has none."""
    match = _LIMIT.search(masked(query))
    return int(match[1]) if match else None


def _selects(covered: str, name: str) -> bool:
    """Whether a masked sub-query has the variable among those that it selects by name."""
    head = covered[: where(covered)]
    while (shorter := re.sub(r"\([^()]*\)", " ", head)) != head:
        head = shorter
    return re.search(rf"[?$]{re.escape(name)}\b", head) is not None


def names_variable(query: str, name: str) -> bool:
    """Whether the variable stands in the query."""
    return re.search(rf"[?$]{re.escape(name)}\b", masked(query)) is not None


def masked(query: str) -> str:
    """The query, of the same length, without what is inside strings, IRIs and comments."""

    def cover(match: re.Match[str]) -> str:
        found = match.group()
        if found[0] == "#":
            return " " * len(found)
        return "__" if found[0] == "\\" else found[0] + " " * (len(found) - 2) + found[-1]

    return OPAQUE.sub(cover, query)


def position(query: str, at: int) -> tuple[int, int]:
    """Line and column of a character of the query, both from 1."""
    return query.count("\n", 0, at) + 1, at - query.rfind("\n", 0, at)


def problem(error: Exception) -> str:
    """One sentence on what is wrong with a query; of what the parser expected, the short part."""
    found = _SYNTAX.match(str(error))
    if not found:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        return f"the query could not be answered ({first.rstrip('.')})."
    line, column, rest = found.groups()
    place = f"the query has an error at line {line}, column {column}"
    if "Prefix not found" in rest:
        return f"{place}: a prefix is not declared."
    if "contains a variable that is unbound" in rest:
        return f"{place}: a variable is selected that is neither grouped by nor counted."
    expected = re.fullmatch(r"expected ((?:one of )?[A-Za-z ,]{1,80})", rest.strip())
    return f"{place}: expected {expected.group(1)}." if expected else f"{place}."


def where(query: str) -> int:
    """Offset just after the brace that opens the outermost WHERE of a masked query.

    Raises:
        QueryError: it has no WHERE.
    """
    form = ""
    parentheses = braces = 0
    after_template = False
    for match in _PART.finditer(query):
        part = match.group()
        if part in "()":
            parentheses += 1 if part == "(" else -1
        elif parentheses:
            continue  # an EXISTS { } among the selected expressions
        elif part == "{":
            if form and not braces and (form != "CONSTRUCT" or after_template):
                return match.end()
            braces += 1
        elif part == "}":
            braces -= 1
            after_template = after_template or not braces
        elif not form and part.upper() in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
            form = part.upper()
        elif form == "CONSTRUCT" and part.upper() == "WHERE" and not after_template and not braces:
            return len(query)  # the short form takes values at its end only
    raise QueryError("the query has no WHERE { } that values could be bound in.")


def _block(names: Sequence[str], rows: Sequence[Row]) -> str:
    for name in names:
        if not _VARIABLE.fullmatch(name):
            raise QueryError(f"{name!r} is not the name of a variable.")
    for row in rows:
        if len(row) != len(names):
            raise QueryError(f"{len(row)} values were given for the variables {', '.join(names)}.")
    if not rows:
        return "FILTER (false)"  # what no rows mean; not every parser takes VALUES without any
    head = " ".join(f"?{name}" for name in names)
    body = " ".join(
        "(" + " ".join("UNDEF" if term is None else written(term) for term in row) + ")"
        for row in rows
    )
    return f"VALUES ({head}) {{ {body} }}"


def written(term: Term) -> str:
    """A term in the syntax of SPARQL, the same to engines that take code points for letters first.

    A backslash and a `u` of the value are written so that they make no code point together.
    """
    return _ESCAPED.sub(_apart, str(term))


def _apart(match: re.Match[str]) -> str:
    return f"\\\\\\U{ord(match[1]):08X}" if match[1] else match[0]


def own_error(query: str) -> SyntaxError | None:
    """The error of the query as it was given, whose place is one in the user's own text."""
    try:
        pyoxigraph.Store().query(query)
    except SyntaxError as error:
        return error
    return None
