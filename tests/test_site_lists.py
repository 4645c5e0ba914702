"""What the lists, tables and the timeline of the site hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.site.pages import asking, home, meetings, sparql, tables, timeline


@pytest.fixture(scope="module")
def graph(seeds_graph: Path) -> Iterator[kg.Graph]:
    with kg.open(seeds_graph) as graph:
        yield graph


@pytest.mark.parametrize("status", meetings.STATUSES)
def test_meetings_of_a_status_are_of_that_status(graph: kg.Graph, status: str) -> None:
    wanted = {row["meeting"] for row in graph.query("meetings") if row["status"] == status}
    found = meetings.listed(graph, status=status)
    assert {row["iri"] for row in found} == wanted
    assert {row["status"] for row in found} <= {status}
    assert meetings.how_many(graph, status=status) == len(wanted)


def test_home_counts_the_meetings_that_the_list_holds(graph: kg.Graph) -> None:
    counts = home.home(graph, {}).context["counts"]
    [told] = [one["n"] for one in counts if one["href"] == "/meetings"]
    assert int(told) == len(meetings.listed(graph)) == len(graph.query("meetings"))


def test_what_became_of_a_meeting_names_articles_by_their_headlines(graph: kg.Graph) -> None:
    headlines = {row["headline"] for row in graph.query("articles")}
    told = [
        step["article"]
        for row in meetings.listed(graph)
        for step in meetings.meeting(graph, row["iri"]).context["life"]
    ]
    assert told
    assert set(told) <= headlines


def test_a_statement_of_an_answer_leads_to_who_says_it(graph: kg.Graph) -> None:
    page = asking.ask(graph, {"q": "Who said China wants a bigger role?"})
    rows = graph.query("articles")
    for one in page.context["answer"]["rows"]["statements"]:
        assert one["who_href"].startswith("/id/")
        assert one["article"] in {row["headline"] for row in rows}


def test_a_table_of_meetings_begins_with_the_meeting_and_links_articles(graph: kg.Graph) -> None:
    rows = graph.query("who-met-whom")
    found = tables.table(graph, rows.columns, rows)
    assert found["heads"][0] == "meeting"
    assert not [head for head in found["heads"] if "label" in head]
    at = found["heads"].index("articles")
    for row, cells in zip(rows, found["rows"], strict=True):
        assert cells[0]["href"].startswith("/id/meeting/")
        names = str(row["articles"]).split("; ")
        assert [one["text"] for one in cells[at]["links"]] == names[:4]
        assert cells[at]["more"] == max(len(names) - 4, 0)


def test_a_year_that_is_known_better_is_drawn_where_it_is_known_to_be() -> None:
    claims = {"2018-03-29": 3}
    meeting = {
        "label": "x", "href": "/x", "status": "planned", "when": "2018", "start": "2018",
        "end": "2018", "first": "2018-03-28", "last": "2018-05-23",
    }  # fmt: skip
    near = timeline.picture(claims, [meeting])
    assert near is not None
    assert [tick["name"] for tick in near["ticks"]][:2] == ["28 March", "4 April"]
    # Bounds that contradict the year are not believed.
    meeting |= {"first": "2019-01-01"}
    far = timeline.picture(claims, [meeting])
    assert far is not None
    assert far["ticks"][0]["name"] == "Jan 2018"


def test_without_dated_articles_the_timeline_draws_meetings_alone() -> None:
    meeting = {"label": "x", "href": "/x", "status": "held", "when": "", "start": "2018-05-08",
               "end": "2018-05-08"}  # fmt: skip
    found = timeline.picture({}, [meeting])
    assert found is not None
    assert found["bars"] == []
    assert 0 < found["above"] < found["floor"]


def test_examples_for_the_editor_declare_what_they_use() -> None:
    for _, text in asking.EXAMPLES:
        declared = set(re.findall(r"PREFIX (\w+):", text))
        body = re.sub(r"PREFIX .*", "", text)
        assert declared == set(re.findall(r"(?<![\w?])([a-z]+):(?=\w)", body)), text
        assert declared < set(re.findall(r"PREFIX (\w+):", sparql.PREFIXES))
