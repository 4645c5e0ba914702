"""What no query may do: reach for the network, or break the parser down."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import QueryError
from kg.graph import sparql

# SERVICE as the grammar has it. The word may follow a number, `true` or a full stop without a
# space; the group before it says whether it is only the end of a name.
_SERVICE: Final = re.compile(
    r"(?P<before>[?$:@]?[\w.\-]*?)SERVICE\s*(?:SILENT\s*)?"
    r"(?:<[^>]*>|[?$]\w+|[\w\-.]*:[^\s{]*)\s*\{",
    re.IGNORECASE,
)
_FULL: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_REACHES: Final = re.compile(r"SERVICE|(?<![a-z])(?:FROM|LOAD)(?![a-z])", re.IGNORECASE)
_CODEPOINT: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LINK: Final = re.compile(r"[+*/|&!^-]|\b(?:UNION|OPTIONAL|MINUS|FILTER|BIND)\b", re.IGNORECASE)

DEEPEST: Final = 128
"""Brackets that may stand inside one another. Parsers are recursive: at some thousand the process
itself breaks down, which no error can be made of."""

LONGEST: Final = 1_500
"""Operators and parts that a query may have, for the same reason."""


def refuse_network(query: str) -> None:
    """Nothing, if the query stays in the store and its parser can take it.

    Raises:
        QueryError: it asks another endpoint by SERVICE, is nested too deeply or too long, or it
            cannot be told (see `readings`).
    """
    refuse_size(query)
    for text in readings(query):
        covered = sparql.masked(text)
        for match in _SERVICE.finditer(covered):
            before = match["before"]
            if before[:1] in ("?", "$", ":", "@") and "." not in before:
                continue
            line, column = sparql.position(text, match.end("before"))
            raise QueryError(
                f"the query asks another endpoint by SERVICE (line {line}, column {column}); "
                "kg does not use the network unless it is allowed to: --allow-network, and in "
                "Python allow_network=True."
            )


def readings(query: str) -> tuple[str, ...]:
    """The texts that engines may take the query for: as it is, and with its code points as letters.

    Raises:
        QueryError: it cannot be told whether a `<` in it compares or opens an IRI, while what
            follows may hide a word that reaches for the network.
    """
    letters = _CODEPOINT.sub(_letter, query)
    texts = (query,) if letters == query else (query, letters)
    for text in texts:
        if not _REACHES.search(text):
            continue
        for match in sparql.OPAQUE.finditer(text):
            found = match.group()
            # Read as a comparison, this is followed by a comment or a string that begins inside.
            if found[0] == "<" and re.search("[#']", found) and not _FULL.match(found):
                line, column = sparql.position(text, match.start())
                raise QueryError(
                    f"the query has a < that may compare or open an IRI (line {line}, column "
                    f"{column}); put a space after it, or write the IRI in full."
                )
    return texts


def _letter(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else match[0]


def refuse_size(query: str) -> None:
    """Nothing, if a parser can take the query.

    Raises:
        QueryError: it is nested too deeply or too long.
    """
    for text in {query, _CODEPOINT.sub(_letter, query)}:
        covered = sparql.masked(text)
        depth = 0
        for bracket in re.findall(r"[{}()\[\]]", covered):
            depth = depth + 1 if bracket in "{([" else max(0, depth - 1)
            if depth > DEEPEST:
                raise QueryError(f"the query is nested more than {DEEPEST} brackets deep.")
        if len(_LINK.findall(covered)) > LONGEST:
            raise QueryError(f"the query has more than {LONGEST} operators and parts.")
