"""Search by meaning and words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer import search
from kg.answer.meaning import WIDTH, Encoder, Vectors
from kg.answer.search import Entry, Index, Search
from kg.answer.words import index_words, stem, words
from kg.errors import ModelError, StoreError
from kg.graph.store import Store
from tests.answer_graph import BASE, oxigraph

ENTRIES = [
    Entry("x:3", "The central bank will raise interest rates in June", "Ann Lee said so"),
    Entry("x:1", "Wheat exports fell by a third after the flood", "the ministry reported"),
    Entry("x:2", "France wants Japan to pay a larger share", "Ann Lee said in Lyon"),
    Entry("x:4", "The bridge at Novigrad is closed", "police said"),
]


@cache
def encoder() -> Encoder:
    return Encoder()


class Letters:
    """A stand-in for the encoder: how often each letter occurs."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in enumerate(texts):
            for letter in text.lower():
                vectors[row, ord(letter) % WIDTH] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)


def test_words_are_stemmed_without_function_words() -> None:
    assert words("China’s leaders were visiting the U.S., the US and us") == [
        "china", "leader", "visit", "u.s.", "u.s.", "us",
    ]  # fmt: skip
    assert words("São Tomé denies it") == ["sao", "tom", "deny"]


@pytest.mark.parametrize(
    "forms",
    ["visit visits visited visiting", "deny denies denied denying", "stop stops stopped stopping",
     "role roles", "talk talks talked", "sanction sanctions sanctioned", "wish wishes wished"],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_a_name_is_found_by_its_words_and_rare_words_count_more() -> None:
    index = index_words((entry.text, entry.surroundings) for entry in ENTRIES)
    assert int(np.argmax(index.scores("Novigrad"))) == 3
    bank, wheat, france, bridge = index.scores("What did Ann Lee say of interest rates?")
    assert bank > france > wheat == bridge == 0
    assert index.scores("the of and").tolist() == [0, 0, 0, 0]


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5), st.text())
def test_word_scores_lie_between_0_and_1(texts: list[tuple[str, str]], question: str) -> None:
    scores = index_words(texts).scores(question)
    assert len(scores) == len(texts)
    assert all(0 <= score <= 1.0001 for score in scores)


def test_the_encoder_knows_other_words_for_the_same() -> None:
    vectors = encoder().encode(
        ["The prices of bread went up", "Bread became more expensive", "He plays the violin"]
    )
    assert vectors.shape == (3, WIDTH)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > 0.7
    assert vectors[0] @ vectors[2] < 0.3


def test_a_vector_does_not_depend_on_the_company() -> None:
    texts = ["Short.", "A somewhat longer sentence about tariffs on steel.", "word " * 400, ""]
    together = encoder().encode(texts)
    alone = np.stack([encoder().encode([text])[0] for text in texts])
    assert np.allclose(together, alone, atol=1e-5)


def test_no_texts_no_vectors() -> None:
    assert encoder().encode([]).shape == (0, WIDTH)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="sentence encoder"):
        Encoder(tmp_path)


def test_search_by_meaning() -> None:
    index = search.make_index(ENTRIES, encoder=encoder())
    assert index.claims == ("x:1", "x:2", "x:3", "x:4")
    hits = index.search("borrowing will cost more", encoder=encoder())
    assert hits[0][0] == "x:3"
    assert [score for _, score in hits] == sorted((s for _, s in hits), reverse=True)
    assert all(0 <= score <= 1 for _, score in hits)
    only = index.search("borrowing", encoder=encoder(), only=["x:4", "x:1", "x:none"])
    assert {claim for claim, _ in only} == {"x:1", "x:4"}
    assert index.search("  ", encoder=encoder()) == []
    assert len(index.search("bridge", 2, encoder=encoder())) == 2


def test_ties_stand_in_the_order_of_their_claims() -> None:
    same = [Entry(f"x:{n}", "one and the same", "") for n in (3, 1, 2)]
    hits = search.make_index(same, encoder=Letters()).search("the same", encoder=Letters())
    assert [claim for claim, _ in hits] == ["x:1", "x:2", "x:3"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"speaker_label": "Ann", "cue": "said", "content": "“that it rains,”"}, "it rains"),
        ({"speaker_label": "Ann", "cue": "has said", "content": "It’s late"}, "It’s late"),
        ({"speaker_label": "Ann", "cue": "accused", "content": "Bo of lying"},
         "Ann accused Bo of lying"),
        ({"speaker_label": "France", "cue": "wants", "content": "Japan to pay",
          "attitude": "desire"}, "France wants Japan to pay"),
        ({"speaker_label": "Bo", "cue": "said", "content": "it rains", "embedded_in": "x:1"},
         "Bo said it rains"),
        ({"speaker_label": "unknown", "cue": None, "content": "to pay", "attitude": "desire"},
         "somebody said to pay"),
        ({"content": None}, ""),
    ],
)  # fmt: skip
def test_statement(row: dict[str, str], expected: str) -> None:
    assert search.statement(row) == expected


def test_entries_of_a_graph_hold_claims_inside_claims_with_their_speaker() -> None:
    found = {entry.claim.removeprefix(BASE): entry for entry in search.entries(oxigraph())}
    assert found["article/border/claim/1"].text == "France wants Japan to pay a larger share"
    assert found["article/border/claim/2"].text == "France wants Japan to pay a larger share"
    assert found["article/talks/claim/1"].text == "The bridge will open in spring"
    assert found["article/talks/claim/1"].surroundings.startswith("Jane Doe “The bridge")


def test_an_index_comes_back_as_it_was_written_and_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        search.write_index(oxigraph(), tmp_path / name, encoder=Letters())
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == ["index.json", "lengths.npy", "postings.npy", "vectors.npy"]
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    made = search.make_index(search.entries(oxigraph()), encoder=Letters())
    read = search.load_index(tmp_path / "a")
    assert read.claims == made.claims
    assert read.search("spring bridge", encoder=Letters()) == made.search(
        "spring bridge", encoder=Letters()
    )
    assert math.isclose(float(np.abs(read.vectors - made.vectors).max()), 0)


def test_a_graph_without_claims_has_an_empty_index(tmp_path: Path) -> None:
    search.write_index(Store.in_memory(), tmp_path)
    index = search.load_index(tmp_path)
    assert index.claims == ()
    assert Search(index).search("anything") == []


def test_an_index_that_is_missing_or_damaged_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="build again"):
        search.open_search(tmp_path)
    search.write_index(oxigraph(), tmp_path, encoder=Letters())
    np.save(tmp_path / "lengths.npy", np.zeros(1, dtype=np.float32))
    with pytest.raises(StoreError, match="do not agree"):
        search.open_search(tmp_path)
    (tmp_path / "index.json").write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(StoreError, match="another version"):
        search.open_search(tmp_path)


def test_index_positions() -> None:
    index: Index = search.make_index(ENTRIES, encoder=Letters())
    assert index.number == {"x:1": 0, "x:2": 1, "x:3": 2, "x:4": 3}
