"""Words to pieces, shapes and windows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.windows import (
    MAX_WORD_PIECES,
    SHAPES,
    WordPieces,
    make_batch,
    make_unit,
    pack,
    quoted,
    shape_of,
    split_long,
)
from kg.resources import resource


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return WordPieces(resource("kg", "annotate", "model", "tokenizer.json"))


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("talks", 1), ("Paris", 2), ("NATO", 3), ("A", 4), ("a", 1), ("McKay", 5), ("2018", 6),
        ("G20", 7), ("$", 8), ("U.S.", 3), ("O'Neill", 2), ("e-mail", 1), ("中国", 5),
    ],
)  # fmt: skip
def test_shape(word: str, shape: int) -> None:
    assert shape_of(word) == shape


def test_quoted_words() -> None:
    words = 'He said : " we will " and “ she did ” .'.split()
    inside = [w for w, q in zip(words, quoted(words), strict=True) if q]
    assert inside == ['"', "we", "will", '"', "“", "she", "did", "”"]


def test_a_quotation_that_is_not_closed_runs_to_the_end() -> None:
    assert quoted("“ It goes on".split()) == [True] * 4


def test_a_word_inside_quotation_marks_has_a_shape_of_its_own(pieces: WordPieces) -> None:
    unit = make_unit("“ Peace ” , Peace".split(), pieces)
    assert unit.shapes[1] == unit.shapes[4] + SHAPES


@given(st.text(max_size=30))
def test_every_word_has_pieces(word: str) -> None:
    found = WordPieces(resource("kg", "annotate", "model", "tokenizer.json"))(word)
    assert 1 <= len(found) <= MAX_WORD_PIECES


@given(st.lists(st.integers(1, 300), max_size=40))
def test_packing_keeps_all_units_in_order(lengths: list[int]) -> None:
    windows = list(pack(lengths, limit=224))
    assert [i for a, b in windows for i in range(a, b)] == list(range(len(lengths)))
    assert all(b - a == 1 or sum(lengths[a:b]) <= 224 for a, b in windows)


@given(st.integers(1, 900))
def test_long_units_are_covered_with_overlap(length: int) -> None:
    pieces = WordPieces(resource("kg", "annotate", "model", "tokenizer.json"))
    unit = make_unit(["word"] * length, pieces)
    parts = list(split_long(unit, limit=256, overlap=64))
    assert parts[0][0] == 0
    assert parts[-1][1] == length
    assert all(b - a <= 256 for a, b in parts)
    assert all(first[0] < second[0] < first[1] for first, second in pairwise(parts))


def test_batch_points_at_first_pieces(pieces: WordPieces) -> None:
    one = make_unit("Denuclearisation talks".split(), pieces)
    two = make_unit("Yes .".split(), pieces)
    batch = make_batch([[one, two], [two]], pieces)
    assert batch.input_ids.shape[0] == 2
    n = len(one.pieces[0])
    assert n > 1
    assert batch.word_start[0].tolist() == [1, 1 + n, 3 + n, 4 + n]
    assert batch.unit_start[0].tolist() == [1, 0, 1, 0]
    assert batch.word_mask[1].tolist() == [1, 1, 0, 0]
    assert batch.input_ids[0, 0] == pieces.cls
    assert batch.input_ids[0, 2 + n] == pieces.sep
