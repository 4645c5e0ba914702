"""Docs by hand: `[P Jane Doe] met/VBD [P Omar Haddad] in [L Oslo]` becomes a Doc and its mentions.

Brackets mark mentions: the first letters are kind and form (`P`, `S`, `O`, `L`, `G`; then `a`
adjective, `d` description, `p` pronoun, nothing for a name). `word/TAG` sets a Penn tag where the
small tagger below would be wrong. Arcs are `child relation head` with 1-based words or plain words
that occur once; what has no arc hangs on the first verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.records import Mention, Span

KINDS = {"P": "Person", "S": "State", "O": "Organization", "L": "Place", "G": "Group"}
FORMS = {"": "name", "a": "adjective", "d": "description", "p": "pronoun"}
ENTS = {"P": "PERSON", "S": "GPE", "O": "ORG", "L": "GPE", "Sa": "NORP"}
CLOSED = {
    "ADP": "of at for in to with on from under by between during after before since ahead as until "
    "among",
    "DET": "the a an this that all both no any",
    "PRON": "he she it they who which his her its their him them we i",
    "CCONJ": "and or but",
    "AUX": "is was are were be been being will would could might may has have had do does did can "
    "should",
    "PART": "not n't 's ’s",
}
POS = {word: pos for pos, words in CLOSED.items() for word in words.split()}
TAGS: dict[str, str] = {
    "is": "VBZ", "has": "VBZ", "does": "VBZ", "was": "VBD", "were": "VBD", "had": "VBD",
    "did": "VBD",
    "are": "VBP", "have": "VBP", "do": "VBP", "be": "VB", "been": "VBN", "being": "VBG",
    "who": "WP", "which": "WDT", "his": "PRP$", "its": "PRP$", "their": "PRP$",
} | dict.fromkeys("will would could might may can should".split(), "MD")  # fmt: skip
BY_TAG = {
    "V": "VERB",
    "N": "NOUN",
    "J": "ADJ",
    "R": "ADV",
    "M": "AUX",
    "T": "PART",
    "C": "NUM",
    "I": "ADP",
    "P": "PRON",
    "W": "PRON",
}
PIECE = re.compile(r"\[(?P<mark>[PSOLG][adp]?) (?P<inside>[^]]+)\]|(?P<word>[^\s[]+)")


@lru_cache(maxsize=1)
def tokeniser() -> Language:
    """spaCy's English tokens, made once: it takes a tenth of a second."""
    return spacy.blank("en")


def handmade(
    marked: str, *, arcs: Sequence[str] = (), dates: Sequence[str] = ()
) -> tuple[Doc, list[Mention]]:
    """The Doc and its mentions; `dates` are words to mark as DATE entities."""
    text, tags, marks = _unmark(marked)
    plain = tokeniser().make_doc(text)
    fine = [tags.get(t.idx) or TAGS.get(t.lower_, "") for t in plain]
    pos = [_pos(t.text, tag, t.is_punct) for t, tag in zip(plain, fine, strict=True)]
    heads, deps = _tree(plain, pos, arcs)
    doc = Doc(
        plain.vocab,
        words=[t.text for t in plain],
        spaces=[bool(t.whitespace_) for t in plain],
        heads=heads,
        deps=deps,
        tags=fine,
        pos=pos,
    )
    ents = [doc.char_span(s, e, ENTS[m]) for m, s, e in marks if m in ENTS]
    for words in dates:
        at = text.index(words)
        ents.append(doc.char_span(at, at + len(words), "DATE"))
    doc.ents = sorted((e for e in ents if e is not None), key=lambda e: e.start)
    mentions = [
        Mention("", Span(s, e), Span(s, e), text[s:e], KINDS[m[0]], FORMS[m[1:]], 0)  # type: ignore[arg-type]  # keys of the tables above
        for m, s, e in marks
    ]
    return doc, mentions


def _unmark(marked: str) -> tuple[str, dict[int, str], list[tuple[str, int, int]]]:
    text, tags, marks = "", {}, []
    for piece in PIECE.finditer(marked):
        words = (piece["inside"] or piece["word"]).split()
        begin = piece.start() > 0 and marked[piece.start() - 1] == " "
        text += " " if begin and text else ""
        start = len(text)
        for number, word in enumerate(words):
            plain, _, tag = (
                word.partition("/")
                if re.search(r"\w/[A-Z]+$|\w/[A-Z]+[.,]$", word)
                else (word, "", "")
            )
            trail = tag[-1] if tag[-1:] in (".", ",") else ""
            text += " " if number else ""
            tags[len(text)] = tag.rstrip(".,")
            text += plain + trail
        if piece["mark"]:
            marks.append((piece["mark"], start, len(text)))
    return text, tags, marks


def _pos(word: str, tag: str, punct: bool) -> str:
    if (word.lower() in POS and not tag.startswith(("N", "V"))) or word.lower() in CLOSED[
        "AUX"
    ].split():
        return POS[word.lower()]
    if tag.startswith("NNP"):
        return "PROPN"
    if tag:
        return BY_TAG.get(tag[0], "X")
    if punct:
        return "PUNCT"
    if word.isdigit():
        return "NUM"
    return "PROPN" if word[:1].isupper() else "NOUN"


def _tree(plain: Doc, pos: Sequence[str], arcs: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and relations: the arcs given, everything else on the root."""

    def find(word: str) -> int:
        if word.isdigit() and int(word) <= len(plain):
            return int(word) - 1
        return next(t.i for t in plain if t.text == word)

    given = [(find(child), relation, find(head)) for child, relation, head in map(str.split, arcs)]
    rooted = [child for child, relation, _ in given if relation == "ROOT"]
    verb = next((i for i, p in enumerate(pos) if p == "VERB"), 0)
    root = rooted[0] if rooted else verb
    heads, deps = [root] * len(plain), ["dep"] * len(plain)
    for child, relation, head in given:
        heads[child], deps[child] = head, relation
    if len(plain):
        heads[root], deps[root] = root, "ROOT"
    return heads, deps
