"""Search by meaning and words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer import library, search
from kg.answer.search import Search, entry
from kg.answer.words import WordCounter, WordIndex, bags, counted
from kg.errors import ModelError, StoreError
from kg.graph.store import Store
from kg.meaning.arrays import Lines, write_lines
from kg.meaning.encoder import MADE_BY, WIDTH, Encoder, Kept, Vectors
from kg.meaning.fixed import fixed, products
from kg.meaning.words import stem, words
from kg.resources import resource
from tests.answer_graph import BASE, oxigraph

ENTRIES = [
    entry("x:3", "The central bank will raise interest rates in June", "Ann Lee said so"),
    entry("x:1", "Wheat exports fell by a third after the flood", "the ministry reported"),
    entry("x:2", "France wants Japan to pay a larger share", "Ann Lee said in Lyon"),
    entry("x:4", "The bridge at Novigrad is closed", "police said"),
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
        norms = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
        return np.asarray(vectors / norms, dtype=np.float32)


def index_words(texts: Iterable[tuple[str, str]]) -> WordIndex:
    return index_counts(counted(text, surroundings) for text, surroundings in texts)


def index_counts(texts: Iterable[Mapping[str, int]]) -> WordIndex:
    counter, several = WordCounter(), list(texts)
    # In two parts: words of the first have their numbers when the second comes.
    for some in (several[:1], several[1:]):
        counter.add(bags(some))
    with TemporaryDirectory() as folder:
        terms, postings = counter.save(Path(folder))
        return WordIndex.open(Path(folder), count=len(several), terms=terms, postings=postings)


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
    index = index_counts(one.words for one in ENTRIES)
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
    assert together.tobytes() == alone.tobytes()


def test_no_texts_no_vectors() -> None:
    assert encoder().encode([]).shape == (0, WIDTH)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="sentence encoder"):
        Encoder(tmp_path)


def test_search_by_meaning() -> None:
    index = search.make_index([search.part(ENTRIES)], encoder=encoder())
    assert list(index.claims) == ["x:1", "x:2", "x:3", "x:4"]
    hits = index.search("borrowing will cost more", encoder=encoder())
    assert hits[0][0] == "x:3"
    assert [score for _, score in hits] == sorted((s for _, s in hits), reverse=True)
    assert all(0 <= score <= 1 for _, score in hits)
    only = index.search("borrowing", encoder=encoder(), only=["x:4", "x:1", "x:none"])
    assert {claim for claim, _ in only} == {"x:1", "x:4"}
    assert index.search("  ", encoder=encoder()) == []
    assert len(index.search("bridge", 2, encoder=encoder())) == 2


def test_ties_stand_in_the_order_of_their_claims() -> None:
    same = [entry(f"x:{n}", "one and the same", "") for n in (3, 1, 2)]
    index = search.make_index([search.part(same)], encoder=Letters())
    hits = index.search("the same", encoder=Letters())
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
    parts = (part for part in search.parts(oxigraph()) if part.claims)
    found = {part.claims[0].removeprefix(BASE): part for part in parts}
    border, talks = found["article/border/claim/1"], found["article/talks/claim/1"]
    assert border.texts[:2] == ("France wants Japan to pay a larger share",) * 2
    assert talks.texts[0] == "The bridge will open in spring"
    numbers = np.frombuffer(talks.words.places, "<u4")[: np.frombuffer(talks.words.sizes, "<u4")[0]]
    counts = dict(zip((talks.words.terms[n] for n in numbers), talks.words.counts, strict=False))
    assert (counts["jan"], counts["doe"], counts["bridg"]) == (1, 1, 2)


def test_an_index_comes_back_as_it_was_written_and_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        search.write_index(oxigraph(), tmp_path / name, encoder=Letters())
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == [
        "claims.starts", "claims.txt", "coarse.i8", "counts.u1", "digests.bin", "exponents.i8",
        "fine.i8", "index.json", "lengths.u4", "postings.starts", "postings.u4", "words.starts",
        "words.txt",
    ]  # fmt: skip
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    made = search.make_index(search.parts(oxigraph()), encoder=Letters())
    read = search.load_index(tmp_path / "a")
    assert list(read.claims) == list(made.claims) == sorted(made.claims)
    question = "spring bridge"
    assert read.search(question, encoder=Letters()) == made.search(question, encoder=Letters())


def test_a_graph_without_claims_has_an_empty_index(tmp_path: Path) -> None:
    search.write_index(Store.in_memory(), tmp_path)
    index = search.load_index(tmp_path)
    assert list(index.claims) == []
    assert Search(index).search("anything") == []


def test_an_index_that_is_missing_or_damaged_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="build again"):
        search.open_search(tmp_path)
    search.write_index(oxigraph(), tmp_path, encoder=Letters())
    head = json.loads((tmp_path / "index.json").read_text(encoding="utf-8"))
    for name in ("coarse.i8", "claims.starts", "words.txt", "counts.u1"):
        whole = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(whole[:-1])
        with pytest.raises(StoreError, match=r"no readable search index.*build again"):
            search.open_search(tmp_path)
        (tmp_path / name).write_bytes(whole)
    for change in ({"format": 99}, {"encoder": "another"}, {"dimension": 3}):
        (tmp_path / "index.json").write_text(json.dumps(head | change), encoding="utf-8")
        with pytest.raises(StoreError, match="another version: build again"):
            search.open_search(tmp_path)
        assert search.old_vectors(tmp_path) is None
    # As an older kg wrote it.
    (tmp_path / "index.json").write_text('{"format": 1, "claims": ["x"]}', encoding="utf-8")
    with pytest.raises(StoreError, match="another version"):
        search.open_search(tmp_path)


@given(st.sets(st.text(st.characters(exclude_characters="\n"))), st.sets(st.text()))
def test_sorted_lines_are_found(texts: set[str], wanted: set[str]) -> None:
    with TemporaryDirectory() as folder:
        there = sorted(texts)
        lines = Lines.open(Path(folder), "x", write_lines(Path(folder), "x", there))
        assert list(lines) == there
        some = wanted | set(there[::2])
        assert lines.find(some).tolist() == [at for at, text in enumerate(there) if text in some]


def test_lines_out_of_order_are_refused(tmp_path: Path) -> None:
    for texts in (["b", "a"], ["a", "a"], ["a\nb"]):
        with pytest.raises(ValueError, match="out of order"):
            write_lines(tmp_path, "x", texts)


def test_fixed_vectors_are_near_and_stay_the_same() -> None:
    rng = np.random.default_rng(5)
    made = rng.normal(size=(200, WIDTH)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    made = np.concatenate([made, np.eye(3, WIDTH, dtype=np.float32), np.zeros((1, WIDTH), "f4")])
    one = fixed(made)
    again = fixed(one.restored())
    assert np.array_equal(one.numbers, again.numbers)
    assert np.array_equal(one.exponents, again.exponents)
    # A whole unit vector along an axis is the worst there is.
    assert np.abs(one.restored() - made).max() < 2e-5 + 0.0078 / 256
    assert np.allclose(products(one, fixed(made[:1])), made @ made[0], atol=1e-4)
    assert np.array_equal(one.numbers, 256 * one.coarse.astype(int) + one.fine)


def test_the_likeliest_are_found_as_by_comparing_all(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    made = rng.normal(size=(9_000, WIDTH)).astype(np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)

    class Given:
        def encode(self, texts: Sequence[str]) -> Vectors:
            return made[[int(text) for text in texts]]

    items = [entry(f"x:{n:05}", f"{n}", "") for n in range(len(made))]
    search.save_index([search.part(items)], tmp_path, encoder=Given())
    index = search.load_index(tmp_path)
    for asked in (10, 17, 8_999):
        for only in (None, [f"x:{n:05}" for n in range(0, 9_000, 7)]):
            hits = index.search(str(asked), 10, encoder=Given(), only=only)
            exact = np.round(search.MEANING * np.clip(made @ made[asked], 0, 1), 4)
            among = np.arange(len(made)) if only is None else np.arange(0, 9_000, 7)
            exact[asked] += search.WORDS
            best = among[np.argsort(-exact[among], kind="stable")][:10]
            assert [hit for hit, _ in hits[:5]] == [f"x:{n:05}" for n in best[:5]]
            assert np.allclose([score for _, score in hits], exact[best], atol=2e-4)


def test_what_an_older_index_holds_is_not_encoded_again(tmp_path: Path) -> None:
    class Counting(Letters):
        seen: list[str]

        def __init__(self) -> None:
            self.seen = []

        def encode(self, texts: Sequence[str]) -> Vectors:
            self.seen += texts
            return super().encode(texts)

    search.save_index([search.part(ENTRIES)], tmp_path / "a", encoder=Kept(Letters()))
    fresh = entry("x:0", "Rye is dear", ""), entry("x:9", ENTRIES[0].text, "again")
    more = [search.part([*ENTRIES, *fresh])]
    counting = Counting()
    old = search.old_vectors(tmp_path / "a")
    search.save_index(more, tmp_path / "b", encoder=Kept(counting, old=old))
    assert counting.seen == ["Rye is dear"]
    search.save_index(more, tmp_path / "c", encoder=Kept(Letters()))
    for path in (tmp_path / "b").iterdir():
        assert path.read_bytes() == (tmp_path / "c" / path.name).read_bytes()


def test_the_encoder_is_the_one_that_indexes_name() -> None:
    weights = resource("meaning", "model", "meaning.onnx").read_bytes()
    assert hashlib.sha256(weights).hexdigest().startswith(MADE_BY)


@pytest.mark.parametrize(
    ("name", "given"),
    [("who-said", {"text": "it", "speaker": "Jane Doe"}),
     ("who-said", {"text": "it", "to": "2024"}),
     ("who-said", {"text": "it", "article": "border.txt"}),
     ("said-about", {"topic": "it", "state": "France"})],
)  # fmt: skip
def test_the_search_looks_only_among_the_claims_that_the_query_asks_for(
    name: str, given: dict[str, str]
) -> None:
    asked: list[set[str]] = []

    def looked_up(text: str, *, only: Sequence[str] | None = None) -> list[tuple[str, float]]:
        assert only is not None
        asked.append(set(only))
        return [(claim, 0.5) for claim in only]

    query = library.find(name)
    rows = library.run(query, oxigraph(), given, search=looked_up).rows
    # Neither more claims than the query shows, nor fewer.
    assert rows
    assert [{str(row["claim"]) for row in rows}] == asked


def test_a_search_without_other_parameters_looks_among_all() -> None:
    query = library.find("who-said")
    found = [(f"{BASE}article/border/claim/2", 0.9)]
    assert library.run(query, oxigraph(), {"text": "it"}, search=lambda _: found).rows
