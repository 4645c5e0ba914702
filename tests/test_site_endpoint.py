"""The SPARQL endpoint of `kg serve`, over HTTP.

The tests named `w3c_…` are those of the SPARQL 1.1 protocol test suite that a read-only endpoint
has (W3C, 2013), written out after their descriptions; docs/site.md lists the others.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
import rdflib
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from tests.served import served

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
JSON_TYPE = "application/sparql-results+json"
PREFIX = "PREFIX kg: <https://newskg.example/ontology#> PREFIX schema: <https://schema.org/> "
STATES = PREFIX + "SELECT ?s ?l WHERE { ?s a kg:State ; rdfs:label ?l } ORDER BY ?l".replace(
    "rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>"
)
ARTICLES = PREFIX + "SELECT ?a WHERE { ?a a schema:NewsArticle } ORDER BY ?a"


@pytest.fixture(scope="module")
def client(seeds_graph: Path) -> Iterator[httpx.Client]:
    with (
        served(seeds_graph, "--seconds", "5") as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client


def values(answer: httpx.Response, name: str) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row[name]["value"] for row in answer.json()["results"]["bindings"]]


def test_w3c_query_get(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == JSON_TYPE
    assert answer.json()["boolean"] is True


def test_w3c_query_post_form(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": "ASK {}"})
    assert answer.json()["boolean"] is True


def test_w3c_query_post_direct(client: httpx.Client) -> None:
    answer = client.post("/sparql", content="ASK {}", headers=DIRECT)
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize("method", ["get", "post", "direct"])
def test_w3c_query_dataset_default_graphs(client: httpx.Client, method: str) -> None:
    graphs = graph_names(client)
    where = {"default-graph-uri": graphs[:2]}
    if method == "get":
        answer = client.get("/sparql", params={"query": ARTICLES, **where})
    elif method == "post":
        answer = client.post("/sparql", data={"query": ARTICLES, **where})
    else:
        answer = client.post("/sparql", params=where, content=ARTICLES, headers=DIRECT)
    assert len(values(answer, "a")) == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_w3c_query_dataset_named_graphs(client: httpx.Client, method: str) -> None:
    graphs = graph_names(client)[:2]
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    given = {"query": query, "named-graph-uri": graphs}
    answer = (
        client.get("/sparql", params=given)
        if method == "get"
        else client.post("/sparql", data=given)
    )
    assert values(answer, "g") == sorted(graphs)


def test_w3c_query_dataset_full(client: httpx.Client) -> None:
    one, two, *_ = graph_names(client)
    query = f"{PREFIX} SELECT ?g WHERE {{ ?a a schema:NewsArticle GRAPH ?g {{ ?b a kg:Claim }} }}"
    given = {"query": query, "default-graph-uri": one, "named-graph-uri": two}
    assert set(values(client.get("/sparql", params=given), "g")) == {two}


@pytest.mark.parametrize(
    ("query", "media"),
    [
        ("SELECT (1 AS ?value) {}", JSON_TYPE),
        ("ASK {}", JSON_TYPE),
        ("DESCRIBE <http://example.org/>", "text/turtle; charset=utf-8"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}".replace("<s> <p>", "<x:s> <x:p>"),
         "text/turtle; charset=utf-8"),
    ],
)  # fmt: skip
def test_w3c_query_content_type(client: httpx.Client, query: str, media: str) -> None:
    answer = client.post("/sparql", data={"query": query})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media


def test_w3c_bad_query_method(client: httpx.Client) -> None:
    assert client.put("/sparql", params={"query": "ASK {}"}).status_code == 405


def test_w3c_bad_multiple_queries(client: httpx.Client) -> None:
    answer = client.get("/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D")
    assert answer.status_code == 400


def test_w3c_bad_query_wrong_media_type(client: httpx.Client) -> None:
    answer = client.post("/sparql", content="ASK {}", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 415


def test_w3c_bad_query_missing_form_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content="query=ASK%20%7B%7D").status_code == 415


def test_w3c_bad_query_missing_direct_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content="ASK {}").status_code == 415


def test_w3c_bad_query_non_utf8(client: httpx.Client) -> None:
    answer = client.post("/sparql", content="ASK {}".encode("utf-16"), headers=DIRECT)
    assert answer.status_code == 400


def test_w3c_bad_query_syntax(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {"})
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("how", ["form", "direct", "query"])
def test_updates_are_refused(client: httpx.Client, how: str) -> None:
    update = "CLEAR ALL"
    answer = {
        "form": lambda: client.post("/sparql", data={"update": update}),
        "direct": lambda: client.post("/sparql", content=update, headers=UPDATE),
        "query": lambda: client.post("/sparql", data={"query": update}),
    }[how]()
    assert answer.status_code in (400, 403)
    assert len(values(client.get("/sparql", params={"query": STATES}), "s")) > 1


def test_formats_of_tables_tell_the_same(client: httpx.Client) -> None:
    def answer(accept: str, query: str = STATES) -> httpx.Response:
        found = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert found.headers["content-type"].split(";")[0] == accept
        return found

    labels = values(answer(JSON_TYPE), "l")
    assert labels == sorted(labels)
    table = list(csv.reader(io.StringIO(answer("text/csv").text)))
    assert [row[1] for row in table] == ["l", *labels]
    lines = answer("text/tab-separated-values").text.splitlines()
    assert lines[0] == "?s\t?l"
    assert len(lines) == len(labels) + 1
    xml = ElementTree.fromstring(answer("application/sparql-results+xml").text)
    found = xml.iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert [node.text for node in found] == labels
    xml = ElementTree.fromstring(answer("application/sparql-results+xml", "ASK {}").text)
    assert [n.text for n in xml if n.tag.endswith("boolean")] == ["true"]


CONSTRUCT = PREFIX + "CONSTRUCT { ?c kg:content ?x } WHERE { ?c kg:content ?x }"


@pytest.mark.parametrize(
    ("media", "name"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml"),
     ("application/ld+json", "json-ld")],
)  # fmt: skip
# rdflib's reader of JSON-LD still makes the kind of graph that rdflib warns of.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_formats_of_graphs_tell_the_same(client: httpx.Client, media: str, name: str) -> None:
    answer = client.post("/sparql", data={"query": CONSTRUCT}, headers={"Accept": media})
    assert answer.headers["content-type"].split(";")[0] == media
    graph = rdflib.Graph().parse(data=answer.text, format=name)
    count = PREFIX + "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c kg:content ?x }"
    [wanted] = values(client.get("/sparql", params={"query": count}), "n")
    assert len(graph) == int(wanted)


def test_what_is_liked_best_is_sent(client: httpx.Client) -> None:
    params = {"query": "ASK {}"}
    liked = "text/csv;q=0.3, application/sparql-results+xml;q=0.9, */*;q=0.1"
    answer = client.get("/sparql", params=params, headers={"Accept": liked})
    assert answer.headers["content-type"] == "application/sparql-results+xml"
    answer = client.get("/sparql", params=params, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    answer = client.get("/sparql", params={**params, "format": "csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert client.get("/sparql", params={**params, "format": "ttl"}).status_code == 406


def test_the_endpoint_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    [service] = graph.subjects(rdflib.RDF.type, sd.Service)
    assert str(service) == str(client.base_url.copy_with(path="/sparql"))
    assert (service, sd.feature, sd.UnionDefaultGraph) in graph
    answer = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sparql-editor")


@pytest.mark.parametrize(
    "query",
    ["SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
     "SELECT * FROM <http://127.0.0.1:9/> WHERE { ?s ?p ?o }",
     "SELECT * WHERE { SERVICE SILENT ?x { ?s ?p ?o } }"],
)  # fmt: skip
def test_no_query_reaches_the_network(client: httpx.Client, query: str) -> None:
    assert client.post("/sparql", data={"query": query}).status_code == 400


def test_sparqlwrapper_reads_from_it(client: httpx.Client) -> None:
    wrapper = SPARQLWrapper(str(client.base_url.copy_with(path="/sparql")))
    wrapper.setQuery(STATES)
    found = {}
    for name, fmt in (("json", JSON), ("xml", XML), ("csv", CSV)):
        wrapper.setReturnFormat(fmt)
        wrapper.setMethod(POST)
        found[name] = wrapper.query().convert()
    labels = [row["l"]["value"] for row in found["json"]["results"]["bindings"]]
    assert labels
    assert all(label in found["xml"].toxml() for label in labels)
    assert all(label in found["csv"].decode() for label in labels)
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=wrapper.query().convert(), format="turtle")) > 10


def test_rapper_reads_its_turtle(client: httpx.Client) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed")
    answer = client.get("/sparql", params={"query": "DESCRIBE ?s WHERE { ?s ?p ?o }"})
    done = subprocess.run(
        [rapper, "-q", "-c", "-i", "turtle", "-", "http://x.example/"],
        input=answer.content, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""


def test_pages_of_others_may_read_it_only_when_they_are_named(
    client: httpx.Client, small_graph: Path
) -> None:
    headers = {"Origin": "https://news.example"}
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers=headers, timeout=60)
    assert "access-control-allow-origin" not in answer.headers
    with served(small_graph, "--cors", "https://news.example") as address:
        answer = httpx.get(
            f"{address}/sparql", params={"query": "ASK {}"}, headers=headers, timeout=60
        )
        assert answer.headers["access-control-allow-origin"] == "https://news.example"
        answer = httpx.get(
            f"{address}/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://x.example"}
        )
        assert answer.headers.get("access-control-allow-origin") != "https://x.example"


def graph_names(client: httpx.Client) -> list[str]:
    query = PREFIX + "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?a a schema:NewsArticle } } ORDER BY ?g"
    return values(client.get("/sparql", params={"query": query}), "g")


def test_head_says_what_get_would(client: httpx.Client) -> None:
    answer = client.head("/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert json.loads(client.get("/sparql", params={"query": "ASK {}"}).text)["boolean"]
