"""Of a graph that is too large for a page its heaviest part is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from pyoxigraph import NamedNode

from kg.show import selection as part
from kg.show.data import page_data
from kg.show.page import find, page_html
from kg.show.rows import QUERIES, read_rows
from kg.show.selection import selection
from tests.answer_graph import oxigraph


def test_a_small_graph_is_shown_whole() -> None:
    found = selection(oxigraph())
    assert page_data(found.rows) == page_data(read_rows(oxigraph()))
    assert (found.claims, found.meetings) == (5, 2)


@pytest.mark.usefixtures("small_page")
def test_of_a_part_everything_is_asked_that_is_asked_of_a_whole() -> None:
    assert selection(oxigraph()).rows.keys() == QUERIES.keys()


def contents(rows: part.Rows) -> list[str]:
    return sorted(row["content"] for row in rows["claims"])


@pytest.fixture
def small_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part, "MOST_CLAIMS", 1)
    monkeypatch.setattr(part, "MOST_MEETINGS", 1)
    monkeypatch.setattr(part, "_BATCH", 2)


@pytest.mark.usefixtures("small_page")
def test_who_says_most_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """France says one thing and is spoken of twice; Jane Doe says two, of which one finds room."""
    assert contents(selection(oxigraph()).rows) == ["Japan to pay a larger share"]
    monkeypatch.setattr(part, "MOST_CLAIMS", 2)
    monkeypatch.setattr(part, "EACH", 1)
    data = page_data(selection(oxigraph()).rows)
    assert {claim.content for claim in data.claims} == {
        "Japan to pay a larger share", "the bridge would open in spring",
    }  # fmt: skip
    assert len(data.meetings) == 1
    assert {article.id for article in data.articles} == {"border.txt", "talks.txt"}


@pytest.mark.usefixtures("small_page")
def test_a_name_in_focus_comes_before_all_others() -> None:
    """With what stands inside the claims; and the heading says how many there are in all."""
    found = selection(oxigraph(), focus="ann lee")
    assert contents(found.rows) == [
        "France wants Japan to pay a larger share", "Japan to pay a larger share",
    ]  # fmt: skip
    data = page_data(found.rows)
    assert data.entities[find(data, "Ann Lee")].label == "Ann Lee"
    assert data.claims[1].parent == 0
    data.claims_in_all, data.meetings_in_all = found.claims, found.meetings
    assert '"inAll":{"claims":5,"meetings":2}' in page_html(data, focus="Ann Lee")


@pytest.mark.usefixtures("small_page")
def test_the_same_part_every_time() -> None:
    assert page_data(selection(oxigraph()).rows) == page_data(selection(oxigraph()).rows)


class _Offices:
    """Answers that Ann is and was mayor, told by two articles and by one."""

    def select(self, _: str, /) -> Iterable[Mapping[str, object]]:
        for office, article, tenure in (("o3", "new", "current"), ("o1", "old", "current"),
                                        ("o2", "old", "former")):  # fmt: skip
            yield {"office": office, "person": "ann", "role": "mayor", "of": None,
                   "tenure": tenure, "article": article}  # fmt: skip


def test_of_reports_of_one_office_the_latest_is_shown() -> None:
    people = [NamedNode("https://newskg.example/id/person/ann")]
    dates = {"old": "2023-01-02", "new": "2024-01-02"}
    assert part._offices(_Offices(), people, dates) == {"o3", "o2"}
    assert part._offices(_Offices(), people, {}) == {"o3", "o2"}
