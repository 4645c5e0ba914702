from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import standins

from kg import pool
from kg.records import Article, Extraction, Failure


class Doc:
    """What stands for a Doc here: the article and nothing else."""

    def __init__(self, article: Article) -> None:
        self.article = article


class Pipeline:
    """Counts the chunks it is given."""

    def __init__(self) -> None:
        self.chunks: list[int] = []

    def annotate(self, articles: Iterable[Article]) -> Iterator[Doc]:
        articles = list(articles)
        self.chunks.append(len(articles))
        for article in articles:
            if "cannot be annotated" in article.text:
                raise RuntimeError("the model broke,\nover two lines")
            yield Doc(article)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    def extract(doc: Doc, *, gazetteer: Any) -> Extraction:
        if "breaks" in doc.article.text:
            raise IndexError("list index out of range")
        return standins.extraction(doc.article)

    pipeline = Pipeline()
    monkeypatch.setattr(pool.Tools, "pipeline", lambda self, threads: pipeline)
    monkeypatch.setattr(pool.Tools, "gazetteer", lambda self: None)
    monkeypatch.setattr("kg.extract.extract", extract)
    return pipeline


def articles(*texts: str) -> list[Article]:
    return [
        Article(id=f"{n:02}.txt", source="", text=text, sha256=str(n), blocks=())
        for n, text in enumerate(texts)
    ]


def test_articles_go_through_in_chunks_and_in_order(pipeline: Pipeline) -> None:
    news = articles(*["Ada Vance said: yes"] * 19)
    steps: list[int] = []
    clock = pool.Clock()
    found = pool.extract_all(
        news,
        count=len(news),
        tools=pool.Tools(),
        workers=4,
        clock=clock,
        tell=lambda _, done, __: steps.append(done),
    )
    assert [
        extraction.article for extraction in found if isinstance(extraction, Extraction)
    ] == news
    assert pipeline.chunks == [8, 8, 3]
    assert steps == [0, 8, 16, 19]
    assert [name for name, _ in clock.stages()] == ["load", "annotate", "extract"]


def test_one_article_that_breaks_us_does_not_take_the_others_along(pipeline: Pipeline) -> None:
    found = pool.extract_all(
        articles("Ada Vance said: yes", "this breaks", "Ada Vance said: no"), count=3,
        tools=pool.Tools(), workers=1, clock=pool.Clock(), tell=lambda *_: None,
    )  # fmt: skip
    first, broken, last = found
    assert isinstance(first, Extraction)
    assert isinstance(broken, Failure)
    assert isinstance(last, Extraction)
    assert [first.article.id, broken.source, last.article.id] == ["00.txt", "01.txt", "02.txt"]
    assert "IndexError" in broken.reason


def test_an_article_that_cannot_be_annotated_is_left_out(pipeline: Pipeline) -> None:
    news = articles("Ada Vance said: yes", "this cannot be annotated", "Ada Vance said: no")
    first, broken, last = pool.extract_all(
        news, count=3, tools=pool.Tools(), workers=1, clock=pool.Clock(), tell=lambda *_: None
    )
    assert isinstance(first, Extraction)
    assert isinstance(last, Extraction)
    assert [first.article, last.article] == [news[0], news[2]]
    assert broken == Failure(
        "01.txt",
        "kg broke on it (RuntimeError: the model broke, over two lines); please report it with "
        "the article",
    )
    assert pipeline.chunks == [3, 1, 1, 1]


def test_no_articles_need_no_model(pipeline: Pipeline) -> None:
    found = pool.extract_all(
        [], count=0, tools=pool.Tools(), workers=1, clock=pool.Clock(), tell=lambda *_: None
    )
    assert list(found) == []
    assert pipeline.chunks == []


def test_the_clock_adds_up_by_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([0.0, 1.0, 3.0, 10.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(ticks))
    clock = pool.Clock()
    with clock("a"):
        pass
    clock.add("b", 1.5)
    clock.add("a", 0.5)
    assert clock.stages() == (("a", 2.5), ("b", 1.5))
    assert clock.seconds() == 10
