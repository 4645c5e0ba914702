"""Claims that say the same, gathered: who restates whom, and who denies what another says.

Only claims of one speaker that share a telling word are compared, each with a bounded number of
earlier ones, so that the work grows with the number of claims and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from kg.findings import ClaimLink, ClaimRef, Proposition
from kg.meaning.encoder import Encodes
from kg.records import Entity, Span
from kg.resolve.articles import Articles
from kg.resolve.names import digest
from kg.resolve.propositionpairs import contrary, fits, same
from kg.resolve.propositionwords import OPPOSITES
from kg.resolve.sayings import Remember, Said, sayings

_RARE = 6
"""Telling words of a claim by which earlier ones are looked up, the rarest first …"""
_LAST = 40
"""… and how many of the last claims with such a word are compared."""
_NEWS = timedelta(days=7)
"""Two articles further apart tell of other days: what was denied may have come about."""


def propositions(
    articles: Articles,
    names: Iterable[str],
    *,
    entities: Sequence[Entity],
    entity_of: Mapping[tuple[str, Span], str],
    jointly: Mapping[tuple[str, Span], tuple[str, ...]],
    encoder: Encodes,
    without: Collection[ClaimRef] = (),
    remember: Remember = lambda name, depends, read: read(),
) -> tuple[tuple[Proposition, ...], tuple[ClaimLink, ...]]:
    """What several claims say alike, by key; and the links between claims, by claim.

    Args:
        articles: all of them.
        names: of those with claims.
        entities: all that the mentions stand for.
        entity_of: the key of each mention's entity, by article and span.
        jointly: the keys of those who speak as one (*both countries*), likewise.
        encoder: tells likeness of meaning; asked only for speakers of several claims.
        without: claims that count once already: what a copy of an article prints again.
        remember: see `kg.resolve.sayings`.
    """
    said = sayings(
        articles, names,
        entities=entities, entity_of=entity_of, jointly=jointly, remember=remember,
    )  # fmt: skip
    said = [one for one in said if _ref(one) not in without]
    likeness = _Likeness(encoder)
    groups, links = _gather(said, likeness)
    links += _contradictions(said, groups, likeness)
    made = [_proposition([said[at] for at in group], links) for group in groups if len(group) > 1]
    return (
        tuple(sorted(made, key=lambda p: p.key)),
        tuple(sorted(links, key=lambda link: (link.claim, link.kind, link.other))),
    )


class _Likeness:
    """Likeness of meaning of two claims, three places exact: the fourth is the machine's."""

    def __init__(self, encoder: Encodes) -> None:
        self._encoder = encoder

    def prepare(self, said: Sequence[Said]) -> None:
        """Reads what will be compared, all of it at once."""
        texts = sorted({one.saying.text for one in said})
        self._row = {text: row for row, text in enumerate(texts)}
        self._vectors = self._encoder.encode(texts)

    def __call__(self, a: Said, b: Said) -> float:
        one, other = (self._vectors[self._row[s.saying.text]] for s in (a, b))
        return round(float(one @ other), 3)


def _gather(said: Sequence[Said], likeness: _Likeness) -> tuple[list[list[int]], list[ClaimLink]]:
    """Groups of claims that say the same, each by order, and who restates whom."""
    blocks: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for at, one in enumerate(said):
        for speaker in one.speakers:
            blocks[speaker, one.within].append(at)
    several = [block for block in blocks.values() if len(block) > 1]
    near: dict[int, set[int]] = defaultdict(set)
    for block in several:
        for at, others in _neighbours(block, said).items():
            near[at] |= others
    likeness.prepare([said[at] for at in sorted({*near, *(x for xs in near.values() for x in xs)})])
    group_of: dict[int, int] = {}
    groups: list[list[int]] = []
    links: list[ClaimLink] = []
    for at, new in enumerate(said):
        for old in sorted(near.get(at, ())):
            reason = _same(said[old], new, likeness)
            if not reason:
                continue
            head = said[groups[group_of[old]][0]]
            # Told shorter and shorter, two claims may meet in a third and say different things.
            if head is said[old] or fits(head.saying, new.saying):
                groups[group_of[old]].append(at)
                group_of[at] = group_of[old]
                links.append(ClaimLink(_ref(new), _ref(said[old]), "restates", reason))
                break
        else:
            group_of[at] = len(groups)
            groups.append([at])
    return groups, links


def _neighbours(block: Sequence[int], said: Sequence[Said]) -> dict[int, set[int]]:
    """For each claim of a block the earlier ones it is worth comparing with."""
    holding: dict[str, list[int]] = defaultdict(list)
    for at in block:
        for word in said[at].saying.telling:
            holding[word].append(at)
    place = {at: number for number, at in enumerate(block)}
    seen: dict[str, int] = defaultdict(int)
    near: dict[int, set[int]] = {}
    for at in block:
        words = sorted(said[at].saying.telling, key=lambda word: (len(holding[word]), word))
        earlier = {
            other
            for word in words[:_RARE]
            for other in holding[word][max(seen[word] - _LAST, 0) : seen[word]]
        }
        for word in words:
            seen[word] += 1
        if earlier:
            near[at] = {other for other in earlier if place[other] < place[at]}
    return near


def _same(old: Said, new: Said, likeness: _Likeness) -> str:
    """As `same`; a claim is not told again where it stands."""
    if old.article == new.article and _overlap(old, new):
        return ""
    return same(old.saying, new.saying, lambda: likeness(old, new))


def _overlap(a: Said, b: Said) -> bool:
    return any(
        x.start < y.end and y.start < x.end for x in a.claim.content for y in b.claim.content
    )


def _contradictions(
    said: Sequence[Said], groups: Sequence[Sequence[int]], likeness: _Likeness
) -> list[ClaimLink]:
    """Claims of which one denies the other, whoever says them, in news of the same week.

    The first of each group stands for it. Only claims of the same words are compared, one of them
    negated or with a word's opposite: each with the one before it of the same words.
    """
    blocks: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for one in (said[group[0]] for group in groups):
        telling = sorted(one.plain.telling)
        if len(telling) < 3 or one.claim.attitude not in ("statement", "belief"):
            continue
        blocks[tuple(telling)].append(one)
        for word in telling:
            for other in sorted(OPPOSITES.get(word, ())):
                pair = "|".join(sorted((word, other)))
                blocks[*(w for w in telling if w != word), pair].append(one)
    pairs = {
        (old.order, new.order): (old, new)
        for block in blocks.values()
        for old, new in pairwise(block)
        if _may_contradict(old, new)
    }
    found = [pairs[key] for key in sorted(pairs)]
    likeness.prepare([one for pair in found for one in pair])
    return [
        ClaimLink(_ref(new), _ref(old), "contradicts", "negated")
        for old, new in found
        if _contrary(old, new, likeness)
    ]


def _contrary(old: Said, new: Said, likeness: _Likeness) -> bool:
    return contrary(old.plain, new.plain, lambda: likeness(old, new))


def _may_contradict(old: Said, new: Said) -> bool:
    if old.article == new.article:
        if _overlap(old, new):
            return False
    elif not (old.published and new.published and new.published - old.published <= _NEWS):
        return False
    # Another's *we* and *he* are others.
    unlike = old.speakers != new.speakers
    loose = any(s.plain.facts.loose or "self" in s.plain.facts.names for s in (old, new))
    return not (unlike and loose)


def _proposition(group: Sequence[Said], links: Sequence[ClaimLink]) -> Proposition:
    """What the claims of a group say alike, in the words of the first whose words are quoted."""
    first = group[0]
    refs = [_ref(said) for said in group]
    reasons = {link.reason for link in links if link.kind == "restates" and link.claim in refs}
    # The shortest says what all of them say; the first is as good where none is shorter.
    canonical = min(group, key=lambda s: (len(s.saying.telling), s.order))
    speakers = tuple(dict.fromkeys(key for said in group for key in said.speakers))
    fingerprint = "\n".join([first.article, str(first.claim.index), *speakers])
    slug = speakers[0].rsplit("/", 1)[-1]
    return Proposition(
        key=f"proposition/{slug}-{digest(fingerprint)}",
        text=canonical.saying.text,
        speakers=speakers,
        claims=tuple(refs),
        said=min((said.on for said in group if said.on), default=None),
        reason="; ".join(sorted(reasons)),
    )


def _ref(said: Said) -> tuple[str, int]:
    return said.article, said.claim.index
