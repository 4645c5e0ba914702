"""Places that an article names in other ways: *Dailan* beside *Dalian*, *the Velde* for a river."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import combinations

from kg.records import GazetteerEntry, Mention
from kg.resolve.context import words_before
from kg.resolve.local import Cluster, Scene
from kg.resolve.names import fold, one_edit, tokens
from kg.resolve.people import sentence_bounds

SHORTEST = 6
"""Letters a word needs before one slip in it can be told from another name."""
_BEHIND = re.compile(
    r"(?:,| in(?: (?:north|south|east|west|central)\w*)?) ((?:[A-Z][\w.'’-]*\s?)+)"
)
_OF_KIND = re.compile(
    r"(?:(?:port|coastal|border|capital|resort|holy|old|northern|southern|eastern|western|central)-?"
    r" ?)*(?:city|town|village|port|province|region|county|district|island|resort)(?: of)?"
)
_APART = frozenset(
    frozenset(pair.split("/")) for pair in "shanxi/shaanxi nanjing/nanning vienna/vienne".split()
)
"""Known places one slip apart."""


WATERS = ("river", "lake", "sea", "strait", "canal")
"""What is called by its name alone with *the*, the commonest first."""


def whole_water(scene: Scene, mention: Mention) -> bool:
    """Whether a name has the article of a water called by its name alone: *the Velde*, which may be
    the Velde River.
    """
    before = scene.text[max(0, mention.span.start - 4) : mention.span.start]
    return before.lower() == "the " and " " not in mention.text


def place_owner(scene: Scene, mention: Mention) -> GazetteerEntry | None:
    """The state that the text names right beside a place: *the Danish town of Velde*, *Velde,
    Denmark*, *Denmark's Velde*.
    """
    bounds = sentence_bounds(scene, mention)
    after = _BEHIND.match(scene.text, mention.span.end, min(bounds.end, mention.span.end + 60))
    words = after[1].split() if after else []
    for width in (3, 2, 1):
        gram = " ".join(words[:width]).strip(" .,")
        if len(words) >= width and (state := scene.gazetteer.state(gram)):
            return state
    before = words_before(scene.text, mention.span.start, bounds.start)
    for width in (3, 2, 1):
        for at in range(max(0, len(before) - 6), len(before) - width + 1):
            gram = " ".join(before[at : at + width])
            rest = " ".join(before[at + width :])
            owned = re.sub(r"['’]s?$", "", gram)
            if owned != gram and not rest and (state := scene.gazetteer.state(owned)):
                return state
            if _OF_KIND.fullmatch(rest):
                found = scene.gazetteer.demonym(gram)
                if found or (owned != gram and (found := scene.gazetteer.state(owned))):
                    return found
    return None


def slip(a: str, b: str) -> str | None:
    """How two names of places differ: `exchanged` neighbours, a letter `left out`, or `another`
    letter; None where they differ by more, in a short word, in its first letter, or where both are
    known places.
    """
    one, two = tokens(a), tokens(b)
    odd = [(x, y) for x, y in zip(one, two, strict=False) if x != y]
    if len(one) != len(two) or len(odd) != 1:
        return None
    x, y = odd[0]
    if min(len(x), len(y)) < SHORTEST or x[0] != y[0] or not (x + y).isalpha():
        return None
    if not one_edit(x, y) or frozenset((fold(x), fold(y))) in _APART:
        return None
    if len(x) != len(y):
        return "left out"
    return "exchanged" if sorted(x) == sorted(y) else "another"


def join_spellings(scene: Scene, places: list[Cluster]) -> None:
    """Joins places of one article whose names are one slip apart, the rarer to the commoner.

    Exchanged letters are enough; a letter left out where one spelling stands once and the other
    more often; another letter only where the text names one state beside both. Never two that one
    sentence tells apart, or that both are known, or of other states.

    Args:
        scene: the article.
        places: clusters of kind Place, in order of first mention; what is joined is left empty.
    """
    starts = [sentence.start for sentence in scene.extraction.sentences]
    for one, other in combinations(places, 2):
        if not one.links or not other.links or (one.states - other.states and other.states):
            continue
        if known(scene, one) and known(scene, other):
            continue
        how = slip(max(one.names, default=""), max(other.names, default=""))
        sentences = [{bisect_right(starts, s.start) for s in c.links} for c in (one, other)]
        if how is None or sentences[0] & sentences[1]:
            continue
        counts = sorted((len(one.links), len(other.links)))
        lopsided = counts[0] == 1 < counts[1]
        same = bool(one.states & other.states)
        if how == "exchanged" or same or (how == "left out" and lopsided):
            rarer, home = (other, one) if len(one.links) >= len(other.links) else (one, other)
            if known(scene, rarer):
                rarer, home = home, rarer
            _merge(scene, rarer, home)


def known(scene: Scene, place: Cluster) -> bool:
    """Whether the gazetteer knows the place, or a capital of its name."""
    return place.entry is not None or any(scene.gazetteer.capital(n) for n in sorted(place.names))


def _merge(scene: Scene, rarer: Cluster, home: Cluster) -> None:
    for span in rarer.links:
        home.links[span] = "misspelling"
        scene.of[span] = home
    for name in rarer.names:
        home.names[name] += 0  # an alias, and never the label
    home.states |= rarer.states
    home.entry = home.entry or rarer.entry
    rarer.links, rarer.names = {}, type(rarer.names)()
