"""What is made of an article where it is read: its outline, and vectors of what its claims say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kg import archive
from kg.archive import Packed
from kg.beside import Besides, with_beside
from kg.extract.gazetteer import Gazetteer
from kg.meaning import store
from kg.meaning.encoder import WIDTH, Encoder, Kept, Vectors
from kg.meaning.fixed import fixed
from kg.pool import Tools
from kg.records import Extraction
from kg.resolve import outline, resolve
from kg.resolve.meant import Meant
from kg.resolve.outline import packed, unpacked
from kg.resolve.sayings import said_in


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Tools().gazetteer()


@pytest.fixture(scope="module")
def extractions(seeds_graph: Path) -> list[Extraction]:
    with archive.Extractions(seeds_graph) as kept:
        return list(kept)


@pytest.fixture(scope="module")
def made(extractions: Sequence[Extraction], gazetteer: Gazetteer) -> list[Packed]:
    encoder = Encoder(threads=1)
    return [with_beside(one, gazetteer=gazetteer, encoder=encoder) for one in extractions]


class Counted:
    """The encoder, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.ones((len(texts), WIDTH), dtype=np.float32)


def test_outlines_are_those_that_the_build_makes(
    made: Sequence[Packed], extractions: Sequence[Extraction], gazetteer: Gazetteer, tmp_path: Path
) -> None:
    with Besides(tmp_path) as kept:
        for one in made:
            kept.add(one)
        assert kept.close() is not None
        for extraction in extractions:
            own = packed(outline(extraction, gazetteer=gazetteer))
            found = kept.outline(extraction.article.id)
            assert found == own
            assert (
                unpacked(found, gazetteer=gazetteer).within
                == unpacked(own, gazetteer=gazetteer).within
            )
        assert kept.outline("another") is None
    assert list(tmp_path.iterdir()) == []


def test_vectors_are_those_of_the_encoder_bit_by_bit(
    made: Sequence[Packed], seeds_graph: Path, tmp_path: Path
) -> None:
    """Whatever company a text is encoded in; and most texts of the index are among them."""
    from kg.answer.search import load_index, old_vectors

    counted = Counted()
    encoder = Kept(counted)
    with Besides(tmp_path) as kept:
        for one in made:
            kept.add(one)
        vectors = kept.close()
        assert vectors is not None
        encoder.know(vectors)
        index = old_vectors(seeds_graph / "search")
        assert index is not None
        count = len(load_index(seeds_graph / "search").claims)
        same = {tuple(digest): row for row, digest in enumerate(index.digests.tolist())}
        rows = [(row, same[tuple(d)]) for row, d in enumerate(vectors.digests.tolist())
                if tuple(d) in same]  # fmt: skip
        assert len({there for _, there in rows}) > 0.8 * count
        here, there = (np.array(column) for column in zip(*rows, strict=True))
        assert (vectors.rows(here).numbers == index.rows(there).numbers).all()
        assert (vectors.exponents[here] == index.exponents[there]).all()


def test_only_what_is_not_known_is_encoded(tmp_path: Path) -> None:
    texts = ["the talks failed", "tariffs will rise"]
    vectors = Encoder().encode(texts)
    writer = store.Writer(tmp_path)
    with writer:
        assert writer.copy(store.rows(texts[:1], vectors[:1]), WIDTH) == 1
        assert writer.copy(store.rows([], vectors[:0]), WIDTH) == 0
        assert writer.copy(store.rows(texts[1:], vectors[1:]), WIDTH) == 1
    counted = Counted()
    encoder = Kept(counted)
    encoder.know(store.Stored.open(tmp_path, 2, WIDTH))
    found = encoder.encode([*reversed(texts), "somebody else's words"])
    assert counted.asked == ["somebody else's words"]
    assert (found[:2] == fixed(vectors).restored()[::-1]).all()


def test_an_article_that_breaks_it_is_left_to_the_build(
    extractions: Sequence[Extraction], gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    def broken(*given: object, **more: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr("kg.beside.outline", broken)
    made = with_beside(extractions[0], gazetteer=gazetteer, encoder=Counted())
    assert made.raw
    assert not made.outline
    with Besides(tmp_path) as kept:
        kept.add(made)
        assert kept.close() is None
        assert kept.outline(made.name) is None


def test_who_is_meant_is_sent_in_parts(
    extractions: Sequence[Extraction], gazetteer: Gazetteer
) -> None:
    found = resolve(extractions, gazetteer=gazetteer)
    meant = Meant(
        {e.key: e.label for e in found.entities},
        {e.key: e.state for e in found.entities if e.state},
        found.entity_of,
        found.jointly,
    )
    order = sorted(extractions, key=lambda one: one.article.id)
    groups = [[order[0], order[2]], [order[3]], [order[4]]]
    parts = meant.parts([[one.article.id for one in group] for group in groups])
    for group, part in zip(groups, parts, strict=True):
        assert {place[0] for place in part.entity_of} == {one.article.id for one in group}
        assert set(part.labels) < set(meant.labels)
        for one in group:
            assert said_in(one, part) == said_in(one, meant) != []
