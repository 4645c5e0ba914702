"""A graph put into a server elsewhere and asked there: Graph Store Protocol, SPARQL protocol."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner
from endpoint import GraphStore, endpoint, graph_store
from served import served

from kg.cli import cli
from kg.errors import QueryError, RemoteError, UsageError
from kg.graph import http, push
from kg.graph.endpoint import Endpoint
from kg.graph.iris import runs_graph
from kg.graph.store import Store


@pytest.fixture
def server() -> Iterator[GraphStore]:
    with graph_store() as found:
        yield found


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No waiting between tries, and no names and passwords of whoever runs the tests."""
    monkeypatch.setattr(http, "WAITS", (0, 0, 0))
    monkeypatch.delenv(http.AUTH, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def small(small_graph: Path) -> Iterator[Store]:
    with Store.open(small_graph / "store") as store:
        yield store


def exported(store: Store) -> set[pyoxigraph.Quad]:
    runs = runs_graph(store.base)
    return {quad for quad in store.quads() if quad.graph_name != runs}


# Putting


def test_all_graphs_but_that_of_runs_are_put(server: GraphStore, small: Store) -> None:
    steps: list[tuple[int, int]] = []
    count = push.push(small, server.address, tell=lambda done, of: steps.append((done, of)))
    assert set(server.store) == exported(small)
    assert server.requests == sorted(server.requests)
    assert len(server.requests) == count == 4
    assert steps == [(done, 4) for done in range(5)]


def test_large_graphs_go_in_parts(
    server: GraphStore, small: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "BATCH", 7)
    push.push(small, server.address)
    push.push(small, server.address)
    assert set(server.store) == exported(small)
    methods = [method for method, graph in server.requests if graph.endswith("resolution")]
    assert methods[0] == "PUT"
    assert methods.count("PUT") == 2  # once each time


def test_what_a_graph_had_before_is_gone_and_other_graphs_stay(
    server: GraphStore, small: Store
) -> None:
    node = pyoxigraph.NamedNode("https://example.org/x")
    stale = pyoxigraph.Quad(node, node, node, small.graphs()[0])
    other = pyoxigraph.Quad(node, node, node, node)
    server.store.extend([stale, other])
    push.push(small, server.address)
    assert set(server.store) == exported(small) | {other}


def test_no_text_is_left_out(server: GraphStore, small: Store) -> None:
    push.push(small, server.address, text=False)
    left = {quad.predicate.value for quad in exported(small) - set(server.store)}
    assert left == {"https://schema.org/articleBody"}


def test_a_server_that_is_busy_is_asked_again(server: GraphStore, small: Store) -> None:
    server.refusals = [503, 429]
    push.push(small, server.address)
    assert set(server.store) == exported(small)


def test_what_broke_off_says_how_to_go_on(
    server: GraphStore, small: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(done: int, count: int) -> None:
        if done == 2:
            server.refusals = [507]

    with pytest.raises(RemoteError) as error:
        push.push(small, server.address, tell=stop)
    said = str(error.value)
    assert "507" in said
    assert "the disk is <b>full</b>" in said
    assert "\x1b" not in said
    assert said.endswith("2 of 4 graphs are there; go on with --skip 2.")
    push.push(small, server.address, skip=2)
    assert set(server.store) == exported(small)
    assert len(server.requests) == 4


def test_more_cannot_be_skipped_than_there_is(server: GraphStore, small: Store) -> None:
    with pytest.raises(UsageError, match="more than the 4 graphs"):
        push.push(small, server.address, skip=5)


# Who asks


def test_the_user_is_taken_from_the_environment(
    server: GraphStore, small: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.user = "Basic " + base64.b64encode(b"jo:s:ecret").decode()
    with pytest.raises(RemoteError, match=r"401.*KG_AUTH"):
        push.push(small, server.address)
    monkeypatch.setenv(http.AUTH, "jo:s:ecret")
    push.push(small, server.address)
    server.user = "Bearer token"
    monkeypatch.setenv(http.AUTH, "Bearer token")
    push.push(small, server.address)
    monkeypatch.setenv(http.AUTH, "nonsense")
    with pytest.raises(UsageError, match="user:password"):
        push.push(small, server.address)


def test_a_digest_is_given_where_it_is_asked_for(
    server: GraphStore, small: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the password never goes over the line."""
    monkeypatch.setenv(http.AUTH, "Digest jo:s:ecret")
    nonce = '", nonce="0a", uri="/sparql?graph='
    server.user = 'Digest username="jo", realm="x' + nonce
    push.push(small, server.address)
    assert set(server.store) == exported(small)
    server.user = "Digest of somebody else"
    with pytest.raises(RemoteError, match=r"401.*Digest user:password"):
        push.push(small, server.address)


def test_the_user_is_taken_from_netrc(server: GraphStore, small: Store, tmp_path: Path) -> None:
    server.user = "Basic " + base64.b64encode(b"jo:secret").decode()
    path = tmp_path / ".netrc"
    path.write_text("machine 127.0.0.1 login jo password secret\n", encoding="utf-8")
    path.chmod(0o600)
    push.push(small, server.address)
    assert set(server.store) == exported(small)


def test_a_redirect_is_not_followed(server: GraphStore, small: Store) -> None:
    """What it points to would be sent the name and the password."""
    server.refusals = [307]
    with pytest.raises(RemoteError, match=r"307.*http://elsewhere\.example/"):
        push.push(small, server.address)


@pytest.mark.parametrize(
    "address", ["localhost:3030", "ftp://example.org/", "http://", "http://a b/", "http://[x/"]
)
def test_what_is_no_address_is_told(small: Store, address: str) -> None:
    with pytest.raises(UsageError, match="http or https"):
        push.push(small, address)


def test_a_password_in_an_address_is_refused_and_not_repeated(small: Store) -> None:
    with pytest.raises(UsageError) as error:
        push.push(small, "http://jo:secret@example.org/")
    assert "secret" not in str(error.value)


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(RemoteError, match="cannot be reached"):
        Endpoint("http://127.0.0.1:9/sparql").ask("ASK { ?s ?p ?o }")


# Asking


def test_rows_are_those_of_the_folder(
    server: GraphStore, small: Store, small_graph: Path, run: CliRunner
) -> None:
    push.push(small, server.address)
    for query in ("claims", "meetings", "entities", "articles"):
        here = run.invoke(cli, ["query", query, "-k", str(small_graph), "--format", "jsonl"])
        there = run.invoke(cli, ["query", query, "--endpoint", server.query, "--format", "jsonl"])
        assert there.exit_code == 0, there.output
        assert there.stdout == here.stdout
        assert here.stdout


def test_another_kg_is_asked_and_takes_no_graph(small_graph: Path, run: CliRunner) -> None:
    """The server of `kg serve`, in a process of its own: it is only read."""
    with served(small_graph) as address:
        there = run.invoke(
            cli, ["query", "claims", "--endpoint", f"{address}/sparql", "--format", "jsonl"]
        )
        put = run.invoke(cli, ["export", "-k", str(small_graph), "--endpoint", f"{address}/sparql"])
    here = run.invoke(cli, ["query", "claims", "-k", str(small_graph), "--format", "jsonl"])
    assert there.stdout == here.stdout
    assert put.exit_code == 2
    assert "405" in put.stderr
    assert "only read here" in put.stderr


def test_names_and_files_and_constructed_graphs(
    server: GraphStore, small: Store, run: CliRunner, tmp_path: Path
) -> None:
    push.push(small, server.address)
    said = run.invoke(
        cli,
        ["query", "said-by", "-p", "speaker=jo ruiz", "--endpoint", server.query,
         "--format", "jsonl"],
    )  # fmt: skip
    assert {json.loads(line)["speaker_label"] for line in said.stdout.splitlines()} == {"Jo Ruiz"}
    mine = tmp_path / "mine.rq"
    mine.write_text("CONSTRUCT { ?s a <https://example.org/X> } WHERE { ?s a "
                    "<https://newskg.example/ontology#Claim> }", encoding="utf-8")  # fmt: skip
    graph = run.invoke(cli, ["query", str(mine), "--endpoint", server.query])
    assert graph.exit_code == 0, graph.output
    assert graph.stdout.count("a <https://example.org/X>") == 3
    assert Endpoint(server.query).ask("ASK { ?s ?p ?o }") is True


def test_a_search_needs_the_folder_too(
    server: GraphStore, small: Store, small_graph: Path, run: CliRunner
) -> None:
    push.push(small, server.address)
    asked = ["query", "who-said", "-p", "text=ties are strong", "--endpoint", server.query]
    alone = run.invoke(cli, asked)
    assert alone.exit_code == 2
    assert "name the folder" in alone.stderr
    both = run.invoke(cli, [*asked, "-k", str(small_graph), "--format", "jsonl"])
    assert both.exit_code == 0, both.output
    assert json.loads(both.stdout.splitlines()[0])["content"] == "ties are strong"


def test_errors_of_a_query_are_the_servers(server: GraphStore) -> None:
    asked = Endpoint(server.query)
    with pytest.raises(QueryError, match="does not take the query"):
        list(asked.select("SELECT ?x WHERE { ?x }"))
    with pytest.raises(QueryError, match="must be a SELECT"):
        list(asked.select("ASK { ?s ?p ?o }"))
    with pytest.raises(QueryError, match="must be an ASK"):
        asked.ask("SELECT ?s WHERE { ?s ?p ?o }")


def test_service_is_refused_unless_it_is_allowed() -> None:
    query = "SELECT ?s WHERE { SERVICE <http://elsewhere.example/> { ?s ?p ?o } }"
    with pytest.raises(QueryError, match="SERVICE"):
        list(Endpoint("http://127.0.0.1:9/").select(query))
    with pytest.raises(RemoteError, match="cannot be reached"):
        list(Endpoint("http://127.0.0.1:9/", network=True).select(query))


def test_an_answer_that_is_no_result_is_told(small: Store) -> None:
    with endpoint(pyoxigraph.Store()) as address:
        asked = Endpoint(address)
        with pytest.raises(RemoteError, match="something else than SPARQL results"):
            list(asked.construct("SELECT ?s WHERE { ?s ?p ?o }"))


# The command


def test_the_command_puts_and_says_so(
    server: GraphStore, small: Store, small_graph: Path, run: CliRunner
) -> None:
    done = run.invoke(cli, ["export", "-k", str(small_graph), "--endpoint", server.address])
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "4 graphs" in done.stderr
    assert set(server.store) == exported(small)


@pytest.mark.parametrize(
    "options",
    [["--endpoint", "http://127.0.0.1:9/", "-o", "x.nq"],
     ["--endpoint", "http://127.0.0.1:9/", "--format", "nq"], ["--skip", "3"]],
)  # fmt: skip
def test_options_that_say_two_things_are_refused(
    small_graph: Path, run: CliRunner, options: list[str]
) -> None:
    assert run.invoke(cli, ["export", "-k", str(small_graph), *options]).exit_code == 2
