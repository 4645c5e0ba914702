"""The application: addresses, and which process answers them. It only reads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.answer import library
from kg.errors import QueryError
from kg.graph.results import GRAPHS, service_description
from kg.resources import resource
from kg.site import table
from kg.site.endpoint import SHORT, ProtocolError, asked, parameters
from kg.site.guard import Guard
from kg.site.limits import Limits
from kg.site.negotiate import best
from kg.site.page import Page
from kg.site.pages import ROUTES
from kg.site.pool import BusyError, Pool
from kg.site.render import STATIC, rendered
from kg.site.worker import Reply, Worker, WorkerError

Endpoint = Callable[[Request], Any]
HTML: Final = "text/html"
_ASKING: Final = ("home", "ask")
"""Pages with a box for questions at their top."""
_UTF8: Final = "; charset=utf-8"
_FORMATS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip


def application(
    folder: Path, *, limits: Limits, hosts: frozenset[str], cors: str | None = None
) -> Starlette:
    """The site of the graph in a folder.

    Args:
        folder: that `kg build` wrote.
        limits: what is bounded.
        hosts: names that requests may call the server by; empty for any.
        cors: origin whose pages may read /sparql and /api; None for no other.
    """
    site = _Site(folder, limits)
    routes = [
        *(Route(path, site.page(name), name=name) for path, name, _ in ROUTES),
        Route("/sparql", site.sparql, methods=["GET", "POST"]),
        Route("/id/{suffix:path}", site.thing),
        *(Route(_path(entry.path), site.api(entry), name=f"api-{entry.name}")
          for entry in table.TABLE),
        Route("/openapi.json", site.openapi),
        Route("/ontology", site.ontology),
        Route("/graph.ttl", site.turtle),
        Route("/graph", site.graph),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]  # fmt: skip
    middleware = [
        Middleware(Guard, limits=limits, hosts=hosts),
        # While a large answer is packed, no other is sent: 20 MB take 0.1 s at 3, 0.5 s at 9.
        Middleware(GZipMiddleware, compresslevel=3),
    ]
    if cors is not None:
        middleware.insert(1, Middleware(
            CORSMiddleware, allow_origins=[cors], allow_methods=["GET", "POST"],
            allow_headers=["Accept", "Content-Type"],
        ))  # fmt: skip
    return Starlette(
        routes=routes, middleware=middleware, lifespan=site.running,
        exception_handlers={HTTPException: _missing, ProtocolError: _protocol,
                            QueryError: _query_error},
    )  # fmt: skip


class _Site:
    """The answers to each address."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        def worker() -> Worker:
            return Worker(folder, memory=limits.memory)

        self._folder = folder
        self._limits = limits
        self._pages = Pool(worker, limits, ready={})
        # Apart, for the model of the search is large and slow to load.
        self._questions = Pool(worker, limits, ready={"model": True})
        self._queries = Pool(worker, limits, ready={})
        self._searches = {
            query.name: {param.name for param in query.params if param.type == "search"}
            for query in library.queries()
        }

    @asynccontextmanager
    async def running(self, app: Starlette) -> AsyncIterator[None]:
        """Processes as long as the server runs; those for questions start with the first."""
        self._pages.start()
        self._queries.start()
        yield
        for pool in (self._pages, self._questions, self._queries):
            pool.stop()

    def page(self, name: str) -> Endpoint:
        """An HTML page."""

        async def answer(request: Request) -> Response:
            params = {**request.query_params, **request.path_params}
            reply = await self._document("page", name, params)
            if name in _ASKING:
                self._questions.start()  # ahead of the question
            return _shown(reply)

        return answer

    def api(self, entry: table.Entry) -> Endpoint:
        """An answer of the JSON API."""

        async def answer(request: Request) -> Response:
            params = {**request.query_params, **request.path_params}
            for field in entry.fields:
                if field.required and not params.get(field.name):
                    return JSONResponse({"error": f"{field.name} is missing: {field.help}."}, 400)
            reply = await self._document("api", entry.name, params)
            if reply.status == 200:
                return _response(reply)
            error = {"error": reply.body.decode("utf-8", "replace")}
            return JSONResponse(error, reply.status, headers=_later(reply.status))

        return answer

    async def sparql(self, request: Request) -> Response:
        """The endpoint; without a query its description, or the editor for people."""
        accept = request.headers.get("accept")
        given = parameters(
            request.method if request.method != "HEAD" else "GET",
            request.scope["query_string"],
            request.headers.get("content-type"),
            await request.body() if request.method == "POST" else b"",
        )
        wanted = asked(given, accept)
        if wanted is None:
            if request.method == "POST" or given:
                raise ProtocolError(400, "The request has no query.")
            if best(accept, ["text/turtle", HTML]) == HTML:
                return RedirectResponse("/sparql-editor", 303, headers={"Vary": "Accept"})
            text = service_description(str(request.url), _FORMATS)
            return Response(text, media_type="text/turtle", headers={"Vary": "Accept"})
        arguments = {
            "query": wanted.query, "media": wanted.media, "most": self._limits.result,
            "default_graphs": wanted.default_graphs, "named_graphs": wanted.named_graphs,
        }  # fmt: skip
        return _response(await self._ask(self._queries, "sparql", arguments))

    async def thing(self, request: Request) -> Response:
        """A thing of the graph, as a page or in RDF, as the client likes it."""
        suffix = request.path_params["suffix"]
        given = dict(request.query_params)
        format_ = given.pop("format", None)
        accept = request.headers.get("accept")
        media = SHORT.get(format_, format_) if format_ else best(accept, [HTML, *GRAPHS])
        if media is None:
            raise ProtocolError(406, f"It can be had as {', '.join([HTML, *GRAPHS])}.")
        if media == HTML:
            reply = await self._ask(self._pages, "thing", {"suffix": suffix, "params": given})
            response = _shown(reply)
        else:
            arguments = {"suffix": suffix, "media": media, "incoming": self._limits.incoming}
            response = _response(await self._ask(self._pages, "description", arguments))
        path = quote(request.url.path)
        response.headers["Vary"] = "Accept"
        response.headers["Link"] = ", ".join(
            f'<{path}?format={short}>; rel="alternate"; type="{full}"'
            for short, full in (("ttl", "text/turtle"), ("jsonld", "application/ld+json"))
        )
        return response

    async def openapi(self, request: Request) -> Response:
        """The description of the API."""
        return JSONResponse(table.openapi())

    async def ontology(self, request: Request) -> Response:
        """The vocabulary, in Turtle."""
        return FileResponse(resource("ontology", "news.ttl"), media_type="text/turtle")

    async def turtle(self, request: Request) -> Response:
        """The whole graph."""
        return _file(self._folder / "graph.ttl", "text/turtle")

    async def graph(self, request: Request) -> Response:
        """The page of `kg view`."""
        return _file(self._folder / "graph.html", HTML)

    async def _document(self, job: str, name: str, params: dict[str, str]) -> Reply:
        """A page or an answer of the API, from a process that can search where it needs that."""
        searches = {"q"} if name == "ask" else self._searches.get(params.get("name", ""), set())
        model = name in ("ask", "query") and any(params.get(one, "").strip() for one in searches)
        arguments = {"name": name, "params": params, "model": model}
        return await self._ask(self._questions if model else self._pages, job, arguments)

    async def _ask(self, pool: Pool, job: str, arguments: dict[str, Any]) -> Reply:
        try:
            return await pool.ask(job, arguments)
        except BusyError as error:
            return Reply(503, "text/plain", str(error).encode())
        except WorkerError as error:
            return Reply(504, "text/plain", f"Stopped: {error}".encode())


def _response(reply: Reply) -> Response:
    media = reply.media + (_UTF8 if reply.media.startswith("text/") else "")
    return Response(reply.body, reply.status, _later(reply.status), media_type=media)


def _shown(reply: Reply) -> Response:
    """A page; what went wrong is one, too."""
    if reply.location is not None:
        return RedirectResponse(reply.location, reply.status)
    if reply.media == HTML:
        return _response(reply)
    return error_page(reply.status, reply.body.decode("utf-8", "replace"))


def error_page(status: int, message: str) -> Response:
    """A page that says what went wrong, and how to go on."""
    page = Page("error.html", {"status": status, "message": message}, status)
    return Response(rendered(page), status, _later(status), media_type=HTML)


def _later(status: int) -> dict[str, str]:
    return {"Retry-After": "5"} if status == 503 else {}


def _file(path: Path, media: str) -> Response:
    if not path.is_file():
        return error_page(404, f"There is no {path.name} in this graph's folder.")
    return FileResponse(path, media_type=media)


def _path(openapi: str) -> str:
    """A path of the table as the router has it: ids of articles may hold slashes."""
    return openapi.replace("{id}", "{id:path}")


async def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = f"There is nothing at {request.url.path}." if status == 404 else str(error)
    if isinstance(error, HTTPException) and status == 405:
        said = "The graph is only read here."
    if request.url.path.startswith(("/api/", "/sparql")):
        return JSONResponse({"error": said}, status, headers=_headers(error))
    response = error_page(status, said)
    response.headers.update(_headers(error))
    return response


def _headers(error: Exception) -> dict[str, str]:
    return dict(getattr(error, "headers", None) or {})


async def _protocol(request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, ProtocolError) else 400
    return Response(f"{error}\n", status, media_type="text/plain")


async def _query_error(request: Request, error: Exception) -> Response:
    return Response(f"{error}\n", 400, media_type="text/plain")
