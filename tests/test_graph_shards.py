from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
import standins
from test_graph_writing import Kept, article

from kg.graph import export, shards
from kg.graph.iris import BASE
from kg.graph.writing import write_graph


def lines(pieces: list[bytes]) -> list[str]:
    return sorted(line for piece in pieces for line in gzip.decompress(piece).decode().splitlines())


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_pieces_together_are_the_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """However the articles are dealt out, and each is sent its own part of the resolution only."""
    monkeypatch.setattr(shards, "_CONCLUDED", 7)
    names = ("a", "b", "c", "d", "é")
    kept = Kept({name: standins.extraction(article(name)) for name in names})
    resolution = standins.resolve(kept.values(), gazetteer=None)
    with write_graph(tmp_path, kept, resolution, tell=lambda done: None) as store:
        stream = io.BytesIO()
        export.export(store, stream, format="nq")
    slices = shards.Slices(resolution)
    pieces = list(shards.concluded_pieces(kept, resolution, base=BASE))
    assert len(pieces) > 2
    for at in range(0, len(names), size):
        group = names[at : at + size]
        index = slices.of(group)
        assert {place[0] for place in index.entity_of} == set(group)
        pieces.append(shards.article_piece((kept[n] for n in group), index, base=BASE))
    assert lines(pieces) == stream.getvalue().decode().splitlines()


def test_equal_pieces_are_equal_bytes() -> None:
    records = [standins.extraction(article("a"))]
    index = shards.Slices(standins.resolve(records, gazetteer=None)).of(["a"])
    one, two = (shards.article_piece(records, index, base=BASE) for _ in range(2))
    assert one == two
    assert one[4:8] == bytes(4), "gzip's time"
