from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import pytest
import standins

from kg.graph import before, export, iris
from kg.graph.writing import write_graph
from kg.records import Article, Claim, Extraction


class Kept(dict[str, Extraction]):
    """Extractions by name, as an archive gives them."""

    @property
    def names(self) -> list[str]:
        return sorted(self)

    def raw(self, name: str) -> bytes:
        return repr(self[name]).encode()

    def claims(self, name: str) -> tuple[Claim, ...]:
        return self[name].claims


def article(name: str) -> Article:
    text = standins.ARTICLES["b.txt"] + standins.ARTICLES["a.txt"]
    return Article(name, name, text, "0", (), published="2020-05-08")


def test_the_file_is_what_an_export_of_the_store_gives(tmp_path: Path) -> None:
    """Also where the name of an article is another's with more behind it."""
    one = "a"
    inner = iris.article_slug(one).replace("-", " ")
    names = (one, inner, "b", f"{inner} {iris.digest(inner, length=8)}", "é")
    assert iris.article_slug(inner).startswith(iris.article_slug(one) + "-")
    kept = Kept({name: standins.extraction(article(name)) for name in names})
    resolution = standins.resolve(kept.values(), gazetteer=None)
    done: list[int] = []
    with write_graph(tmp_path, kept, resolution, tell=done.append) as store:
        exported = io.BytesIO()
        export.export(store, exported, format="ttl")
        assert len(store) > 200
    assert (tmp_path / "graph.ttl").read_bytes() == exported.getvalue()
    assert done == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("piece", [1, 7, 2**20])
def test_what_is_said_of_others_is_read_again_as_it_was_written(
    piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept({name: standins.extraction(article(name)) for name in ("a", "b")})
    resolution = standins.resolve(kept.values(), gazetteer=None)
    write_graph(tmp_path, kept, resolution, tell=lambda done: None).close()
    monkeypatch.setattr(before, "_PIECE", piece)
    with closing(before.Before(tmp_path, base=iris.BASE)) as old:
        found = list(old.others())
    names = [name for name, _ in found]
    assert names == sorted(names)
    assert {iris.entity(iris.BASE, e.key).value for e in resolution.entities} <= {*names}
    assert (tmp_path / "graph.ttl").read_bytes().endswith(b"".join(text for _, text in found))
