"""Small questions about a parse (Universal Dependencies v2), asked by every extractor.

Each helper works on any Doc, also on one without a parse: it then answers from the order of the
words or says that it does not know. The parse comes from a small model, so callers treat an
answer as evidence, not as truth.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Literal

from lemminflect import getLemma
from spacy.tokens import Doc, Token

from kg.records import READ_BLOCKS, Article, Mention, Span

Tense = Literal["past", "present", "future", "modal", "infinitive", "participle", "none"]

FUTURE_AUXILIARIES = frozenset({"will", "'ll", "’ll", "wo", "shall"})
MODALS = frozenset({"can", "could", "may", "might", "would", "should", "must", "'d", "’d", "ca"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
PLANS = frozenset(
    """
    agree aim announce arrange brace due expect intend plan pledge poise prepare promise ready
    schedule set slate vow accept await anticipate
    """.split()
)
"""Governors (base forms) under which an infinitive or a noun of action lies ahead."""

_CLITICS = {"'s": "be", "’s": "be", "'re": "be", "’re": "be", "'ve": "have", "’ve": "have"}


@cache
def base_form(word: str) -> str:
    """The dictionary form of a verb or plural, lower case: `visited` gives `visit`."""
    w = word.lower()
    if w in _CLITICS:
        return _CLITICS[w]
    for kind in ("AUX", "VERB", "NOUN"):
        # known words only: what lemminflect guesses unknown ones with is a pickle
        if found := getLemma(w, kind, lemmatize_oov=False):
            return str(found[0])
    return w


def read_blocks(doc: Doc) -> Iterator[Span]:
    """Stretches of `doc.text` that are read for facts, in order; all of it without an Article."""
    article = doc.user_data.get("article")
    if not isinstance(article, Article) or not article.blocks:
        yield Span(0, len(doc.text))
        return
    for block in article.blocks:
        if block.kind in READ_BLOCKS:
            yield block.span


def sentences(doc: Doc) -> Iterator[list[Token]]:
    """Tokens of each sentence that is read for facts, white space left out, in order."""
    spans = [(s.start, s.end) for s in doc.sents] if doc.has_annotation("SENT_START") else [
        (0, len(doc))
    ]  # fmt: skip
    blocks = list(read_blocks(doc))
    at = 0
    for start, end in spans:
        tokens = [t for t in doc[start:end] if not t.is_space]
        if not tokens:
            continue
        while at < len(blocks) and blocks[at].end <= tokens[0].idx:
            at += 1
        if at < len(blocks) and blocks[at].start <= tokens[0].idx:
            yield tokens


def span_of(tokens: Sequence[Token]) -> Span:
    """From the first character of the first token to the last of the last."""
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token that holds this code point (or the next one, for white space between tokens)."""
    lo, hi = 0, len(doc)
    while lo < hi:
        middle = (lo + hi) // 2
        if doc[middle].idx + len(doc[middle]) <= offset:
            lo = middle + 1
        else:
            hi = middle
    return doc[lo] if lo < len(doc) else None


def children(token: Token, *deps: str) -> list[Token]:
    """Direct dependents with one of the relations, in order; `nmod` also matches `nmod:poss`."""
    return [
        c for c in token.children if any(c.dep_ == d or c.dep_.startswith(d + ":") for d in deps)
    ]


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, in order."""
    found = [token]
    for item in found:
        found += [c for c in item.children if c.dep_ == "conj" and c not in found]
    return sorted(found, key=lambda t: t.i)


def ancestors(token: Token) -> Iterator[Token]:
    """Heads upwards, the nearest first; stops at the root or where a broken parse turns round."""
    seen = {token.i}
    while token.head.i not in seen:
        token = token.head
        seen.add(token.i)
        yield token


def preposition(token: Token) -> str:
    """The lower-cased preposition that marks the token (`ahead of`), empty when there is none."""
    words = []
    for case in children(token, "case"):
        if case.i < token.i:
            words += [case, *children(case, "fixed")]
    return " ".join(w.lower_ for w in sorted(words, key=lambda t: t.i))


def obliques(token: Token, *prepositions: str) -> list[Token]:
    """Dependents under one of the prepositions, in order: `met [with] Ann`, `talks [in] Rome`."""
    found = children(token, "obl", "nmod")
    return [c for c in found if c.dep_ != "nmod:poss" and preposition(c) in prepositions]


def is_verb(token: Token) -> bool:
    """Whether both tags agree that it is a verb, auxiliaries too (a missing Penn tag agrees)."""
    return token.pos_ in ("VERB", "AUX") and (not token.tag_ or token.tag_[0] in "VM")


def auxiliaries(verb: Token) -> list[Token]:
    """Auxiliaries, copulas and the `to` of an infinitive, its own or those it shares by conj."""
    found = [c for c in children(verb, "aux", "cop") if c.i < verb.i]
    found += [c for c in children(verb, "mark", "advmod") if c.lower_ == "to" and c.i == verb.i - 1]
    if not found and verb.i > 0 and verb.nbor(-1).lower_ in (MODALS | FUTURE_AUXILIARIES | {"to"}):
        found = [verb.nbor(-1)] if verb.tag_ in ("VB", "VBP", "") else []
    shares = verb.dep_ == "conj" and verb.tag_ in ("VB", "VBN", "VBG") and verb.head != verb
    if not found and shares and verb.head.tag_ == verb.tag_ and not children(verb, "nsubj"):
        return auxiliaries(verb.head)
    return found


def tense(verb: Token) -> Tense:
    """Tense of the verb with its auxiliaries; `participle` for one without, `none` for no verb."""
    words = {a.lower_ for a in auxiliaries(verb)}
    if words & FUTURE_AUXILIARIES:
        return "future"
    if words & MODALS:
        return "modal"
    if "to" in words:
        return "infinitive"
    if words & {"did", "was", "were", "had", "has", "have", "'ve", "’ve", "been"}:
        return "past"
    if words & {"is", "are", "am", "be", "'s", "’s", "'re", "’re", "do", "does"}:
        # "is being", "is met" are present; "'s met" is a perfect.
        return "past" if words & {"'s", "’s"} and verb.tag_ == "VBN" else "present"
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ in ("VBN", "VBG"):
        return "participle"
    if verb.tag_ in ("VBZ", "VBP", "VB"):
        return "present"
    return "none"


def is_negated(token: Token) -> bool:
    """Whether `not`, `never` or `no` belongs to the token itself or to its auxiliaries."""
    near = [*token.children, *(c for a in auxiliaries(token) for c in a.children)]
    return any(c.lower_ in NEGATIONS and c.i < token.i for c in near)


def subjects(verb: Token) -> list[Token]:
    """Who does it, coordinated ones too: own subject, or that of the governing verb where the verb
    has none (infinitive, participle, second of two verbs), or the noun a relative clause is about.
    """
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = [c for c in children(verb, "nsubj") if c.dep_ != "nsubj:outer"] or children(
            verb, "csubj"
        )
        if own and own[0].lower_ in ("who", "which", "that") and verb.dep_ == "acl:relcl":
            return conjuncts(verb.head)
        if own:
            return conjuncts(own[0])
        if verb.dep_ in ("acl", "acl:relcl"):
            return conjuncts(verb.head) if not is_verb(verb.head) else []
        if verb.dep_ == "xcomp":
            objects = children(verb.head, "obj", "iobj")
            if objects and objects[0].i < verb.i:  # asked Ann to visit: Ann is who visits
                return conjuncts(objects[0])
        if verb.dep_ not in ("xcomp", "conj", "advcl", "ccomp", "parataxis") or verb.head == verb:
            return []
        verb = verb.head
    return []


def agent(verb: Token) -> list[Token]:
    """Who does it in a passive clause: the `by` phrase."""
    return [t for o in obliques(verb, "by") for t in conjuncts(o)]


def is_passive(verb: Token) -> bool:
    return bool([c for c in verb.children if c.dep_ in ("nsubj:pass", "aux:pass")])


def governing_verb(token: Token) -> Token | None:
    """The nearest verb above the token, or the copular predicate whose clause it stands in."""
    for head in ancestors(token):
        if is_verb(head) or children(head, "cop"):
            return head
    return None


def time_direction(token: Token) -> Literal["past", "future", "nearest"]:
    """Where a day named beside this token most likely lies, by the tense of its clause."""
    for head in (token, *ancestors(token)):
        if head.lower_ in ("upcoming", "planned", "scheduled", "next", "coming", "due"):
            return "future"
        if any(c.lower_ in ("upcoming", "planned", "scheduled") for c in children(head, "amod")):
            return "future"
        if not is_verb(head):
            continue
        found = tense(head)
        if found == "future" or (base_form(head.text) in PLANS and found != "past"):
            return "future"
        if found == "past" and not is_passive(head) and base_form(head.text) in ("say", "tell"):
            return "past"
        if found == "past":
            return "future" if base_form(head.text) in ("schedule", "expect", "set") else "past"
        if found in ("modal", "present"):
            return "nearest"
    return "nearest"


class MentionIndex:
    """Looks up the mention that a token stands for."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._sorted = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
        self._starts = [m.span.start for m in self._sorted]
        self._longest = max((m.span.end - m.span.start for m in mentions), default=0)

    def over(self, token: Token) -> list[Mention]:
        """Mentions whose span holds the token, shortest first."""
        first = bisect_right(self._starts, token.idx - self._longest - 1)
        last = bisect_right(self._starts, token.idx)
        found = [m for m in self._sorted[first:last] if m.span.end >= token.idx + len(token)]
        return sorted(found, key=lambda m: m.span.end - m.span.start)

    def at(self, token: Token, *, adjectives: bool = False) -> Mention | None:
        """The mention that the token is head of, else the shortest that holds it.

        Args:
            token: any token.
            adjectives: whether `Chinese` in *Chinese talks* counts.
        """
        found = [m for m in self.over(token) if adjectives or m.form != "adjective"]
        for mention in found:
            if mention.head.start <= token.idx < mention.head.end:
                return mention
        return found[0] if found else None

    def between(self, start: int, end: int) -> list[Mention]:
        """Mentions whose head lies in [start, end), in order."""
        return [m for m in self._sorted if start <= m.head.start and m.head.end <= end]


def article_id(doc: Doc) -> str:
    """The article's id, empty for a Doc without one."""
    article = doc.user_data.get("article")
    return article.id if isinstance(article, Article) else ""


def published(doc: Doc) -> tuple[date | None, bool]:
    """The day of publication that the article gives in full, and whether it is a guess."""
    article = doc.user_data.get("article")
    if not isinstance(article, Article) or not article.published or len(article.published) != 10:
        return None, False
    return date.fromisoformat(article.published), article.published_inferred
