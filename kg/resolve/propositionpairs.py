"""Whether two claims say the same, or one the contrary of the other.

Likeness of meaning alone takes *will rise by 3%* for *will rise by 5%*, and *sugar* for *land*. So
the two must first agree on numbers, dates, names, who does what to whom, negation and strength; and
words of one that the other has not must cost less likeness than another object would. The
thresholds were chosen on the first half of `tests/proposition_pairs.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kg.records import Attitude
from kg.resolve.propositionfacts import ME, Facts, negations
from kg.resolve.propositionwords import ALTERNATIVES, CONDITIONS, OPPOSITES, SMALL_OPPOSITES

LIKE = 0.80
"""Likeness of meaning that claims need of which each has words that the other lacks."""
COST = 0.46
"""What one such word may cost: the likeness lost, times the words of the longer, by such words."""
SAME_WORDS = {1: 0.9, 2: 0.59}
"""Likeness needed where all telling words of one are in the other, by their number …"""
MORE_WORDS = 0.55
"""… and where they are three or more."""
LONGER = 3
"""A claim with more telling words than so many times those of the other says something else."""
QUOTED = 5
"""So many words on end in both are a quotation."""

NEAR = 12
"""Words around a quotation in which a negation or condition may belong to it."""

Likeness = Callable[[], float]
"""The likeness of two claims' meaning, worked out only where it is needed."""


@dataclass(frozen=True)
class Saying:
    """What one claim says. `denied`: in the words of its cue, or not wanted; `text` stands by
    itself and is what likeness of meaning is taken of.
    """

    text: str
    facts: Facts
    attitude: Attitude
    denied: bool = False

    @cached_property
    def telling(self) -> frozenset[str]:
        """See `Facts.telling`."""
        return self.facts.telling


def comparable(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two claims with these telling words have enough of them in common to say the same."""
    shared = len(a & b)
    return shared > 0 and min(len(a), len(b)) - shared <= shared


def same(a: Saying, b: Saying, likeness: Likeness) -> str:
    """Why the two say the same: `same words` or `same meaning`; empty when they do not."""
    if not comparable(a.telling, b.telling) or not attitudes_fit(a.attitude, b.attitude):
        return ""
    short, long = sorted((a.telling, b.telling), key=len)
    own = len(short - long)
    if a.denied == b.denied and quoted(a.facts, b.facts):
        return "same words"
    if not fits(a, b) or _flips(a, b) % 2 or len(long) > LONGER * len(short):
        return ""
    if not own:
        # Nothing but the names of other people: too little to say what is said of them.
        if not (a.facts.stems & b.facts.stems):
            return ""
        return "same words" if likeness() >= SAME_WORDS.get(len(short), MORE_WORDS) else ""
    if _alternatives(short, long):
        return ""
    like = likeness()
    cost = (1 - like) * len(long) / own
    return "same meaning" if like >= LIKE and cost <= COST else ""


def contrary(a: Saying, b: Saying, likeness: Likeness) -> bool:
    """Whether the two cannot be true together: the same in the same words, one of them negated."""
    plain = {"statement", "belief"}
    if not {a.attitude, b.attitude} <= plain or a.facts.question or b.facts.question:
        return False
    if not fits(a, b) or _flips(a, b) % 2 == 0:
        return False
    one, other = a.telling - b.telling, b.telling - a.telling
    if len(one) > 1 or len(one) != len(other) or len(a.telling) < 3:
        return False
    if one and not OPPOSITES.get(next(iter(one)), frozenset()) & other:
        return False
    # Denied in the cue: the texts are of one meaning, and the likeness is that of *denied* alone.
    return likeness() >= (MORE_WORDS if a.denied != b.denied else LIKE)


def attitudes_fit(a: Attitude, b: Attitude) -> bool:
    """What is said may be told as believed or planned; wishes and fears are by themselves."""
    told = {"statement", "belief", "intention"}
    return a == b or ("statement" in (a, b) and {a, b} <= told)


def fits(a: Saying, b: Saying) -> bool:
    """Whether nothing sets the two apart but words: numbers, dates, names, roles, strength."""
    x, y = a.facts, b.facts
    return (
        not any(
            _clash(one, other)
            for one, other in (
                (x.numbers, y.numbers),
                (x.weekdays, y.weekdays),
                (x.months, y.months),
                (x.relative, y.relative),
                (x.others, y.others),
            )
        )
        and x.obligation == y.obligation
        and x.future == y.future
        and x.condition == y.condition
        and x.question == y.question
        and (x.possible == y.possible or (x.can and y.can))
        and not _turned(frozenset(x.tokens), frozenset(y.tokens))
        and _roles_fit(x, y)
    )


def quoted(a: Facts, b: Facts) -> bool:
    """Whether the words of one stand on end in the other, and nothing near them there turns them
    round or makes them depend on something.
    """
    short, long = sorted((a, b), key=lambda f: len(f.tokens))
    size = len(short.tokens)
    if size < QUOTED or len(short.telling) < 2 or short.question != long.question:
        return short.tokens == long.tokens and short.telling == long.telling
    for at in range(len(long.tokens) - size + 1):
        if long.tokens[at : at + size] == short.tokens:
            before = " ".join(long.tokens[:at][-NEAR:])
            near = f"{before} {' '.join(long.tokens[at + size :][:NEAR])}"
            turned = negations(before) or CONDITIONS.search(near)
            return not turned and short.telling <= long.telling
    return False


def _clash(a: frozenset[object], b: frozenset[object]) -> bool:
    """Each has what the other lacks; one that merely says less does not clash."""
    return bool(a - b) and bool(b - a)


def _turned(a: frozenset[str], b: frozenset[str]) -> bool:
    """*Before* in one, *after* in the other."""
    mine, theirs = a - b, b - a
    return any((x in mine and y in theirs) or (y in mine and x in theirs)
               for x, y in SMALL_OPPOSITES)  # fmt: skip


def _alternatives(short: frozenset[str], long: frozenset[str]) -> bool:
    """Each has another word of those of which one is not the other: *killed*, *wounded*."""
    mine, theirs = short - long, long - short
    return any(line & mine and line & theirs for line in ALTERNATIVES)


def _flips(a: Saying, b: Saying) -> int:
    """How often the sense is turned round between the two: negations, denials, opposites."""
    one, other = a.facts.stems - b.facts.stems, b.facts.stems - a.facts.stems
    opposite = sum(1 for word in one if OPPOSITES.get(word, frozenset()) & other)
    prefixed = sum(1 for x, y in ((one, other), (other, one)) for word in x
                   if any(word == prefix + base for prefix in ("un", "in", "im", "dis", "non")
                          for base in y))  # fmt: skip
    negated = a.facts.negations + b.facts.negations + a.denied + b.denied
    return negated + max(opposite, prefixed)


def _roles_fit(a: Facts, b: Facts) -> bool:
    """Whether names that both have stand in one order, or in the other one with *by*."""
    mine = [name for name in a.names if name in b.names]
    theirs = [name for name in b.names if name in a.names]
    if len(mine) < 2:
        return True
    turned = (a.by ^ b.by) & (set(mine) - {ME})
    return (mine != theirs) == bool(turned) or (a.joined and b.joined)
