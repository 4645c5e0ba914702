"""A large graph made of varied copies of a small one, written quad by quad.

Each copy has articles, claims, meetings and described sources of its own, days of its own, and its
states are others. Surnames, and with them the persons, change every `PEOPLE` copies, so that a
person is spoken of in many articles. Places, organisations and offices are those of all copies.

Of a claim all is copied that a query of the library reads, but for what would make a graph larger
and no query slower: the text of the articles, the words around a passage, and the second and later
mentions of an entity in an article. That leaves about 50 of 130 quads a claim.
"""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.graph import iris, terms
from kg.graph import nodes as n
from kg.graph.store import Store

PEOPLE = 20
"""So many copies have the same persons."""
_FIRST_DAY = "2014-01-06"
"""Of the first copy of an article that states no day."""
_DROPPED = frozenset({n.BODY, n.PREFIX, n.SUFFIX})
_COUNTS = (n.ARTICLE_COUNT, n.MENTION_COUNT)
"""The two are equal in a copy: it has one mention of an entity in an article."""
_SHARED = ("place", "organization", "state", "role")
_SYLLABLES = (
    "ba be bo da de do fa ga ha jo ka ke ki la le li lo ma me mi mo na ne ni no pa ra re ri ro sa "
    "se si so ta te ti to va ve vi vo za ze zo"
).split()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of N-Quads: every second piece stands for something that differs by copy."""

    pieces: tuple[str, ...]

    def copy(self, words: dict[str, str]) -> str:
        """The stretch with the words of one copy."""
        pieces = list(self.pieces)
        pieces[1::2] = [words[piece] for piece in pieces[1::2]]
        return "".join(pieces)


class Copies:
    """What a graph is copied from."""

    def __init__(self, store: Path) -> None:
        """Reads the store of a built graph."""
        inner = pyoxigraph.Store.read_only(str(store))
        quads = [quad for quad in _kept(inner) if quad.graph_name != iris.runs_graph(iris.BASE)]
        self.claims = sum(q.predicate == n.TYPE and q.object == n.CLAIM for q in quads)
        self._articles = sorted(_value(q) for q in quads if q.predicate == n.IDENTIFIER)
        states = sorted({_name(q) for q in quads if _kind(q) == "state"})
        self._states = [f"{state}>" for state in states]
        people = {
            label.split()[-1]
            for q in quads
            if _kind(q) == "person" and q.predicate == n.LABEL and " " in (label := _value(q))
        }
        self._surnames = sorted(name for name in people if re.fullmatch(r"[^\W\d_]{4,}", name))
        names = "|".join(map(re.escape, sorted(self._surnames, key=len, reverse=True)))
        base = re.escape(iris.BASE)
        self._split = re.compile(
            rf"({base}(?:article|graph/article|group|meeting|proposition|disagreement|open)/"
            rf"|{base}person/[^>]*>|{base}state/[^>]*>"
            rf'|"(?:{"|".join(map(re.escape, self._articles))})"'
            rf'|"\d\d\d\d-\d\d-\d\d"|\b(?:{names})\b)'
        )
        resolution = iris.resolution_graph(iris.BASE)
        mentioned = Counter(_value(q) for q in quads if q.predicate == n.MENTIONS)
        shared, people_, rest = [], [], []
        for quad in quads:
            concluded = quad.graph_name == resolution
            if concluded and quad.predicate in _COUNTS and _kind(quad) != "group":
                continue  # of all copies together
            if concluded and _kind(quad) in _SHARED:
                shared.append(quad)
            elif concluded and _kind(quad) == "person":
                people_.append(quad)
            else:
                rest.append(quad)
        self._shared, self._people, self._rest = map(self._block, (shared, people_, rest))
        self._mentioned = {
            name: times for name, times in mentioned.items() if f"{iris.BASE}group/" not in name
        }

    def n_quads(self, copies: int) -> Iterator[str]:
        """The N-Quads of so many copies, a copy at a time."""
        times: Counter[str] = Counter()
        for copy in range(copies):
            words = self._words(copy)
            for name, found in self._mentioned.items():
                times[words.get(f"{name}>", f"{name}>")] += found
            if copy == 0:
                yield self._shared.copy({key: _own(key) or word for key, word in words.items()})
            if copy % PEOPLE == 0:
                yield self._people.copy(words)
            yield self._rest.copy(words)
        graph = iris.resolution_graph(iris.BASE)
        for name, found in times.items():
            node = NamedNode(name.removesuffix(">"))
            counted = [Quad(node, predicate, terms.integer(found), graph) for predicate in _COUNTS]
            yield (pyoxigraph.serialize(counted, format=RdfFormat.N_QUADS) or b"").decode()

    def _block(self, quads: Sequence[Quad]) -> Block:
        text = pyoxigraph.serialize(sorted(quads, key=str), format=RdfFormat.N_QUADS)
        return Block(tuple(self._split.split((text or b"").decode())))

    def _words(self, copy: int) -> dict[str, str]:
        """What stands in a copy for each word that differs."""
        group = copy // PEOPLE
        words: dict[str, str] = {}
        blocks = (self._shared, self._people, self._rest)
        found = sorted({piece for block in blocks for piece in block.pieces[1::2]})
        states = dict(zip(self._states, _turned(self._states, copy), strict=True))
        surnames = {name: _surname(name, group) for name in self._surnames}
        for word in found:
            if "/person/" in word:
                words[word] = f"{word[:-1]}-{group:04}>"
            elif "/state/" in word:
                words[word] = states.get(word.removeprefix("<"), word)
            elif word.startswith(iris.BASE):
                words[word] = f"{word}{copy:05}-"
            elif re.fullmatch(r'"\d{4}-\d\d-\d\d"', word):
                words[word] = _later(word, copy)
            elif word.startswith('"'):
                words[word] = f'"{copy:05}-{word[1:]}'
            else:
                words[word] = surnames[word]
        return words


def write_copies(base: Path, folder: Path, *, claims: int) -> int:
    """Makes a store in `folder` of copies of the store `base`; how many claims it has.

    Args:
        base: of a graph that was built with the usual base IRI.
        folder: new.
        claims: at least so many, or those of one copy.
    """
    source = Copies(base)
    copies = max(1, -(-claims // source.claims))
    Store.create(folder).close()
    inner = pyoxigraph.Store(str(folder))
    stream = cast(IO[bytes], _Stream(source.n_quads(copies)))
    inner.bulk_load(stream, RdfFormat.N_QUADS, lenient=True)
    inner.optimize()  # as a build does with a store of this size
    inner.flush()
    return copies * source.claims


class _Stream(io.RawIOBase):
    """Texts as a file that is read from the front to the end."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._texts = texts
        self._waiting = b""
        self._at = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if self._at >= len(self._waiting):
            self._waiting, self._at = next(self._texts, "").encode(), 0
        part = self._waiting[self._at : self._at + max(size, 1 << 16)]
        if 0 <= size < len(part):
            part = part[:size]
        self._at += len(part)
        return part


def _kept(store: pyoxigraph.Store) -> Iterator[Quad]:
    """The quads that are copied, by the rule at the head of this file."""
    quads = list(store)
    first: dict[tuple[object, object], str] = {}
    for quad in quads:
        if quad.predicate == n.REFERS_TO:
            key, mention = (quad.graph_name, quad.object), _name(quad)
            first[key] = min(first.get(key, mention), mention)
    mentions = frozenset(first.values())
    dropped = {
        quad.subject
        for quad in quads
        if quad.predicate == n.TYPE and quad.object == n.MENTION
        if _name(quad) not in mentions
    }
    claims = {q.subject for q in quads if q.predicate == n.TYPE and q.object == n.CLAIM}
    steps = {q.object for q in quads if q.predicate == n.STEP}
    # What a claim or a step rests on, its sentence aside, is shown by ranges in literals too.
    loose = claims | steps | dropped
    passages = {
        _value(quad)
        for quad in quads
        if quad.predicate == n.SENTENCE
        or (quad.predicate == n.EVIDENCE and quad.subject not in loose)
    }
    dated = {quad.subject for quad in quads if quad.predicate == n.PUBLISHED}
    for quad in quads:
        if quad.predicate == n.IDENTIFIER and quad.subject not in dated:
            yield Quad(quad.subject, n.PUBLISHED, terms.calendar(_FIRST_DAY), quad.graph_name)
        name = _name(quad)
        whole = re.sub(r"/(?:position|quote)$", "", name)
        if quad.subject in dropped or quad.predicate in _DROPPED:
            continue
        if "/passage/" in name and whole not in passages:
            continue
        if quad.predicate == n.EVIDENCE and _value(quad) not in passages:
            continue
        yield quad


def _name(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


def _kind(quad: Quad) -> str:
    name = _name(quad)
    return name.removeprefix(iris.BASE).partition("/")[0] if name.startswith(iris.BASE) else ""


def _value(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal | NamedNode) else ""


def _own(word: str) -> str | None:
    """The word itself, where what all copies share keeps it."""
    return word if "/state/" in word or not word.startswith((iris.BASE, '"')) else None


def _turned(states: Sequence[str], copy: int) -> list[str]:
    start = copy % len(states) if states else 0
    return [*states[start:], *states[:start]]


def _later(word: str, copy: int) -> str:
    """A day in quotation marks, a week later with each copy, at most ten years."""
    day = date.fromisoformat(word.strip('"')) + timedelta(days=copy * 7 % 3650)
    return f'"{day.isoformat()}"'


def _surname(name: str, group: int) -> str:
    """Another surname for each group of copies; the same one for the first."""
    if group == 0:
        return name
    chosen = random.Random(f"{name} {group}")
    return "".join(chosen.choices(_SYLLABLES, k=4)).capitalize()
