"""`kg update` ends in the graph that a build from scratch gives, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import standins
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import archive
from kg.build import build, update
from kg.graph import iris, triples
from kg.graph.store import Store
from kg.pool import Tools
from kg.records import Extraction

WORDS = ("ties", "strong", "weak", "tariffs", "must", "fall", "rise", "talks", "soon")
PEOPLE = ("Ada Vance", "Jo Ruiz", "Jo Vance", "Ivo Stane")


class CountsWords:
    """Stands for the sentence encoder: texts with the same words have the same vector."""

    def encode(self, texts: Sequence[str]) -> Any:
        vectors = np.full((len(texts), 384), 0.01, dtype=np.float32)
        for at, text in enumerate(texts):
            for word in text.lower().split():
                vectors[at, sum(map(ord, word)) % 384] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(scope="module", autouse=True)
def quick() -> Any:
    """Stand-ins for the two models; resolution and all that is written are the real ones."""
    gazetteer = Tools().gazetteer()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.gather.extract_all", standins.extract_all)
        patch.setattr("kg.meaning.encoder.Encoder", CountsWords)
        patch.setattr(Tools, "gazetteer", lambda self: gazetteer)
        # So that of these few articles the old store is used, however many have changed.
        patch.setattr("kg.graph.writing._MOST", 100)
        yield


people = st.sampled_from(PEOPLE)
said = st.tuples(people, st.lists(st.sampled_from(WORDS), min_size=2, max_size=4)).map(
    lambda part: f"{part[0]} said: {' '.join(part[1])}"
)
met = st.tuples(people, people, st.integers(1, 3)).map(
    lambda part: f"{part[0]} met {part[1]} on 2020-05-0{part[2]}"
)
texts = st.lists(said | met, max_size=4).map(lambda lines: "\n\n".join(["News", *lines, ""]))
folders = st.dictionaries(st.sampled_from(["a.txt", "a-b.txt", "b.txt", "c.txt"]), texts)
steps = st.lists(st.tuples(st.sampled_from(["update", "prune"]), folders), max_size=4)


def put(folder: Path, articles: Mapping[str, str]) -> str:
    """Makes a folder hold these articles and nothing else; its name."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in articles.items():
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder)


def contents(out: Path) -> dict[str, object]:
    """All that must be the same: the files' bytes, and the quads of the store but those of runs."""
    found: dict[str, object] = {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.parent.name != "store" and path.name != "report.json"
    }
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    found["report"] = {key: value for key, value in report.items() if key != "timing"}
    with Store.open(out / "store") as store:
        runs = iris.runs_graph(store.base)
        found["quads"] = sorted(str(q) for q in store.quads() if q.graph_name != runs)
    return found


@given(first=folders.filter(bool), later=steps, few=st.sampled_from([1, 5_000]))
@settings(max_examples=15)
def test_any_walk_ends_as_a_build_from_scratch(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[str, str],
    later: list[tuple[str, dict[str, str]]],
    few: int,
) -> None:
    """Whether quads are added one by one or as files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.graph.store._FEW", few)
        walked(tmp_path_factory.mktemp("walk"), first, later)


def walked(folder: Path, first: dict[str, str], later: list[tuple[str, dict[str, str]]]) -> None:
    news, out = folder / "news", folder / "kg-out"
    build([put(news, first)], out=out)
    held = dict(first)
    for kind, articles in later:
        if not articles:  # an update of nothing is refused
            continue
        pruned = set(held) - set(articles) if kind == "prune" else set()
        done = update([put(news, articles)], out=out, prune=kind == "prune")
        assert set(done.dropped) == pruned
        held = {name: text for name, text in held.items() if name not in pruned} | articles
    scratch = folder / "scratch"
    build([put(news, held)], out=scratch)
    assert contents(out) == contents(scratch)


ARTICLES = {f"{name}.txt": f"News\n\nAda Vance said: {name} is strong\n" for name in "abc"}


def ids(out: Path) -> list[str]:
    with archive.Extractions(out) as kept:
        return list(kept.names)


def test_what_is_gone_is_dropped_only_when_that_is_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "kg-out"
    build([put(tmp_path / "news", ARTICLES)], out=out)
    (tmp_path / "news" / "b.txt").unlink()
    assert update([str(tmp_path / "news")], out=out).dropped == ()
    assert ids(out) == ["a.txt", "b.txt", "c.txt"]
    assert update([str(tmp_path / "news")], out=out, prune=True).dropped == ("b.txt",)
    assert ids(out) == ["a.txt", "c.txt"]


def test_what_cannot_be_read_now_is_not_dropped(tmp_path: Path) -> None:
    """A broken file, and a dump of which one line is broken."""
    news, dump, out = tmp_path / "news", tmp_path / "dump.jsonl", tmp_path / "kg-out"
    rows = [{"id": name, "text": f"News\n\nJo Ruiz said: {name} falls\n"} for name in ("x", "y")]
    dump.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    build([put(news, ARTICLES), str(dump)], out=out)
    (news / "a.txt").unlink()
    (news / "b.txt").write_bytes(b"")
    dump.write_text(json.dumps(rows[0]) + "\n{broken\n", encoding="utf-8")
    done = update([str(news), str(dump)], out=out, prune=True)
    assert len(done.failures) == 2
    assert done.dropped == ("a.txt",)
    assert ids(out) == ["b.txt", "c.txt", "x", "y"]


def test_an_article_that_moved_is_told_where_it_lies_now(tmp_path: Path) -> None:
    out = tmp_path / "kg-out"
    build([put(tmp_path / "news", ARTICLES)], out=out)
    update([put(tmp_path / "moved", ARTICLES)], out=out)
    build([str(tmp_path / "moved")], out=tmp_path / "scratch")
    assert contents(out) == contents(tmp_path / "scratch")


def test_what_has_not_changed_is_not_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither for an article of other people, nor where nothing changes at all."""
    out = tmp_path / "kg-out"
    build([put(tmp_path / "news", ARTICLES)], out=out)
    written: list[str] = []
    quads = triples.article_quads

    def noted(extraction: Extraction, *rest: Any, **more: Any) -> Any:
        written.append(extraction.article.id)
        return quads(extraction, *rest, **more)

    monkeypatch.setattr(triples, "article_quads", noted)
    update([str(tmp_path / "news")], out=out)
    assert written == []
    (tmp_path / "news" / "c.txt").write_text("News\n\nJo Ruiz said: no\n", encoding="utf-8")
    update([str(tmp_path / "news")], out=out)
    assert written == ["c.txt"]
    build([str(tmp_path / "news")], out=tmp_path / "scratch")
    assert contents(out) == contents(tmp_path / "scratch")
