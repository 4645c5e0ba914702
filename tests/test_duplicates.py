"""Copies of one text are found, linked and counted once; reports of one event are not copies."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
import standins
from hypothesis import given
from hypothesis import strategies as st

from kg.answer import library
from kg.findings import Duplicate
from kg.graph import conclusions, triples
from kg.graph.store import Store
from kg.records import Article, Block, Extraction, Span
from kg.resolve import resolve
from kg.resolve.duplicates import Sample, duplicates, print_digest, sample, text_print
from tests.resolve_builder import GAZETTEER

WIRE = """The ferry Solveig ran aground off Harrow Point on Tuesday night with 212 people on board.
Nobody was hurt, the coast guard said, and all passengers were taken off by three boats.
Captain Ivo Stane said the wind had turned within minutes. “We had no time to drop anchor.”
The company, Nordline, has run the route since 1987 and has had no accident in that time.
Divers will look at the hull on Wednesday before two tugs try to free the ship at high tide.
The harbour master, Ada Vance, said there was no oil in the water so far.
She asked sailors to stay two miles away until the work is done."""

OTHER = """Three boats brought 212 passengers of the Solveig ashore after the ferry struck a
sandbank near Harrow Point late on Tuesday. It was dark and people sang, a passenger said.
“We had no time to drop anchor,” Captain Ivo Stane said. He blamed a sudden change of wind.
Nordline, which owns the ship, called it the first accident on the route since 1987.
Ada Vance, the harbour master, has seen no oil and wants sailors to keep two miles off.
High tide on Wednesday is when tugs will pull; before that, divers go down."""


def article(name: str, text: str, *, day: str = "2020-05-07", head: str = "News") -> Article:
    whole = f"{head}\n\n{text}"
    blocks, at = [Block(Span(0, len(head)), "headline")], len(head) + 2
    for line in text.split("\n"):
        blocks.append(Block(Span(at, at + len(line)), "paragraph"))
        at += len(line) + 1
    return Article(name, name, whole, name, tuple(blocks), published=day)


def found(*articles: Article) -> list[tuple[str, str]]:
    prints = {a.id: text_print(a) for a in articles}
    samples = {
        a.id: Sample(a.published, sample(prints[a.id].shingles), print_digest(prints[a.id]))
        for a in articles
    }
    by_id = {a.id: a for a in articles}
    return [(d.article, d.first) for d in duplicates(samples, by_id.__getitem__)]


def test_a_copy_leads_to_the_article_printed_first() -> None:
    assert found(
        article("c", WIRE, day="2020-05-08"),
        article("a", WIRE, day="2020-05-09", head="Ferry aground"),
        article("b", WIRE, day="2020-05-08"),
    ) == [("a", "b"), ("c", "b")]


@pytest.mark.parametrize(
    "text",
    [
        WIRE.replace("Nobody was hurt", "No one was injured").replace("so far", "as yet"),
        WIRE.replace("212", "214"),
        WIRE.replace("Stane", "Stan"),
        "\n".join(WIRE.split("\n")[:4]),
        "HARROW POINT, May 7 - " + WIRE + "\nReporting by our staff; editing by the desk.",
        WIRE.replace("\n", " "),
        WIRE.lower().replace("solveig", "Solveig"),
    ],
    ids=["edited", "number", "spelling", "cut", "framed", "joined", "lower case"],
)
def test_an_edited_or_cut_text_is_the_same(text: str) -> None:
    assert found(article("a", WIRE), article("b", text)) == [("b", "a")]


TEMPLATE = """{who} reported a profit of {n} million for the quarter, up from a year before.
The company said sales rose in all regions and that costs had been lower than expected.
Shares of the company rose in early trading. Analysts had expected less, a survey showed.
The chief executive, {boss}, said the outlook for the year was unchanged."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (WIRE, OTHER),
        (
            TEMPLATE.format(who="Norvik Oil", n=12, boss="Ann Lee"),
            TEMPLATE.format(who="Halden Steel", n=40, boss="Tom Ito"),
        ),
        (WIRE, WIRE.split("\n")[0]),
        (" ".join(WIRE.split()[:19]), " ".join(WIRE.split()[:19])),
    ],
    ids=["two reporters", "template", "brief", "too short"],
)
def test_other_texts_are_not(one: str, other: str) -> None:
    assert found(article("a", one), article("b", other)) == []


VOCABULARY = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("are", "ilo", "uma", "ent", "ork", "ish")]


def written(seed: int, size: int) -> list[str]:
    return random.Random(seed).choices(VOCABULARY, k=size)


@given(st.integers(0, 10_000), st.integers(60, 400), st.integers(0, 4))
def test_few_changes_are_found_and_other_texts_never(seed: int, size: int, changes: int) -> None:
    words, other = written(seed, size), written(seed + 20_000, size)
    edited = list(words)
    for at in random.Random(seed).sample(range(size), changes):
        edited[at] = "changed"
    texts = [" ".join(part) for part in (words, edited, other)]
    assert found(*(article(n, t) for n, t in zip("abc", texts, strict=True))) == [("b", "a")]


def test_the_order_of_the_articles_changes_nothing() -> None:
    rows = [article(str(n), " ".join(written(n % 5, 80)), day=f"2020-05-0{n % 3 + 1}")
            for n in range(20)]  # fmt: skip
    once = found(*rows)
    random.Random(7).shuffle(rows)
    assert found(*rows) == once
    assert len(once) == 15


class Alike:
    """A stand-in for the encoder, to which all texts are alike."""

    def encode(self, texts: Sequence[str]) -> Any:
        import numpy as np

        return np.ones((len(texts), 4), dtype=np.float32) / 2


SAID = "Ada Vance said: the tugs will pull at the next high tide"


def graph(articles: Sequence[Article]) -> Store:
    extractions: list[Extraction] = [
        replace(standins.extraction(a), sentences=(Span(0, len(a.text)),)) for a in articles
    ]
    resolution = resolve(extractions, gazetteer=GAZETTEER, encoder=Alike())
    store = Store.in_memory()
    for extraction in extractions:
        store.load(triples.article_quads(extraction, resolution))
    store.load(triples.resolution_quads(resolution))
    store.load(conclusions.quads(extractions, resolution))
    assert {Duplicate("b", "a"), Duplicate("d", "c")} == set(resolution.duplicates)
    return store


def test_what_copies_print_counts_once() -> None:
    """Two papers print the wire's words; another reporter has the same words of the same person."""
    own = f"{OTHER}\n{SAID}"
    store = graph(
        [
            article("a", f"{WIRE}\n{SAID}"),
            article("b", f"{WIRE}\n{SAID}\nJo Ruiz said: the pier will close", day="2020-05-08"),
            article("c", own, day="2020-05-09"),
            article("d", own, day="2020-05-09"),
        ]
    )

    def rows(name: str) -> list[dict[str, Any]]:
        return list(library.run(library.find(name), store, {}).rows)

    (first,) = rows("said-first")
    assert (first["first_article"], first["told"], first["articles"], first["copies"]) == (
        "a", 2, "a; c", "b; d",
    )  # fmt: skip
    assert [(r["article"], r["earlier_article"]) for r in rows("restatements")] == [("c", "a")]
    assert [(r["speaker_label"], r["claims"]) for r in rows("most-quoted")] == [
        ("Ada Vance", 2), ("Jo Ruiz", 1),
    ]  # fmt: skip
    assert [(r["article"], r["first_article"], r["claims"]) for r in rows("duplicates")] == [
        ("b", "a", 1), ("d", "c", 1),
    ]  # fmt: skip
