"""A SPARQL 1.1 endpoint elsewhere, asked as the store here is: Fuseki, GraphDB, QLever, Virtuoso, …

It does what `kg.answer.library` asks of a store. Queries see what the endpoint takes for its
default graph: it must be the union of the named graphs, as docs/scale.md says for each server.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from kg.errors import QueryError, RemoteError
from kg.graph import refuse
from kg.graph.http import RefusedError, check_address, send
from kg.graph.terms import Term

_ROWS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.9"
_FORM: Final = "application/x-www-form-urlencoded"


class Endpoint:
    """Answers queries by asking a server over HTTP; only to be read."""

    def __init__(self, address: str, *, network: bool = False) -> None:
        """The endpoint at an address; it is asked nothing yet.

        Args:
            address: http or https; what stands behind a `?` is kept.
            network: whether queries may have the server ask other endpoints by SERVICE.

        Raises:
            UsageError: it is no such address.
        """
        self._address = check_address(address)
        self._network = network

    def columns(self, query: str, /) -> list[str]:
        """The names of the variables that a SELECT selects, in their order.

        Raises:
            QueryError: it is no SELECT, the server finds an error in it, or it asks for the
                network.
            RemoteError: the server cannot be reached, or refuses.
        """
        return [variable.value for variable in self._solutions(query).variables]

    def select(self, query: str, /) -> Iterator[dict[str, Term | None]]:
        """The solutions of a SELECT, each by variable, None where one is not bound.

        Raises:
            QueryError, RemoteError: as for `columns`.
        """
        solutions = self._solutions(query)
        names = [variable.value for variable in solutions.variables]
        try:
            for solution in solutions:
                yield dict(zip(names, solution, strict=True))
        except (SyntaxError, ValueError, OSError) as error:
            raise self._garbled(error) from None

    def ask(self, query: str, /) -> bool:
        """The answer of an ASK.

        Raises:
            QueryError, RemoteError: as for `columns`.
        """
        answer = self._results(query)
        if not isinstance(answer, QueryBoolean):
            raise QueryError("this must be an ASK query.")
        return bool(answer)

    def construct(self, query: str, /) -> Iterator[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, in the server's order.

        Raises:
            QueryError, RemoteError: as for `columns`.
        """
        data = self._asked(query, _TRIPLES)
        try:
            # N-Triples is Turtle, too.
            for quad in pyoxigraph.parse(data, RdfFormat.TURTLE):
                yield quad.triple
        except (SyntaxError, ValueError) as error:
            raise self._garbled(error) from None

    def _solutions(self, query: str) -> QuerySolutions:
        answer = self._results(query)
        if not isinstance(answer, QuerySolutions):
            raise QueryError("this must be a SELECT query.")
        return answer

    def _results(self, query: str) -> Any:
        data = self._asked(query, _ROWS)
        try:
            return pyoxigraph.parse_query_results(data, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._garbled(error) from None

    def _asked(self, query: str, accept: str) -> bytes:
        if not self._network:
            refuse.refuse_network(query)
        body = urlencode({"query": query}).encode("ascii")
        try:
            return send("POST", self._address, body=body, media=_FORM, accept=accept)
        except RefusedError as error:
            if error.status == 400:
                raise QueryError(
                    f"{self._address} does not take the query ({error.text.rstrip('.')})."
                ) from None
            raise

    def _garbled(self, error: Exception) -> RemoteError:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        return RemoteError(
            f"{self._address} answers with something else than SPARQL results "
            f"({first[:200].rstrip('.')}); is it the address of a SPARQL 1.1 query endpoint?"
        )
