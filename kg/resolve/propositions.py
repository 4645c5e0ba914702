"""Claims that say the same, gathered: who restates whom, and who denies what another says.

Only claims of one speaker that share a telling word are compared, each with a bounded number of
earlier ones, so that the work grows with the number of claims and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache, partial
from hashlib import blake2b
from itertools import pairwise

from kg.findings import ClaimLink, ClaimRef, Proposition
from kg.meaning.encoder import Encodes
from kg.records import Entity, Span
from kg.resolve.articles import Articles
from kg.resolve.names import digest
from kg.resolve.propositionpairs import attitudes_fit, comparable, contrary, fits, same
from kg.resolve.propositionwords import OPPOSITES
from kg.resolve.sayings import Brief, Remembered, RemembersSaid, Said, sayings

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
    remember: RemembersSaid | None = None,
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
        remember: keeps what is read of the claims; in memory when None.
    """
    recall = remember or Remembered()
    said = sayings(
        articles, names,
        entities=entities, entity_of=entity_of, jointly=jointly, remember=recall,
    )  # fmt: skip
    touched = {article for article, _ in without}
    said = [one for one in said if one.article not in touched or _ref(one) not in without]
    likeness = _Likeness(encoder)
    groups, links = _gather(said, recall, likeness)
    later = {at for group in groups for at in group[1:]}
    first = [one for at, one in enumerate(said) if at not in later]
    links += _contradictions(first, recall, likeness)
    reasons = {link.claim: link.reason for link in links if link.kind == "restates"}
    made = [_proposition([_full(said[at], recall) for at in group], reasons) for group in groups]
    return (
        tuple(sorted(made, key=lambda p: p.key)),
        tuple(sorted(links, key=lambda link: (link.claim, link.kind, link.other))),
    )


def _full(one: Brief, recall: RemembersSaid) -> Said:
    return recall.said(one.article, one.number)


class _Likeness:
    """Likeness of meaning of two claims, three places exact: the fourth is the machine's."""

    def __init__(self, encoder: Encodes) -> None:
        self._encoder = encoder

    def prepare(self, said: Iterable[Said]) -> None:
        """Reads what will be compared, all of it at once."""
        texts = sorted({one.saying.text for one in said})
        self._row = {text: row for row, text in enumerate(texts)}
        self._vectors = self._encoder.encode(texts)

    def __call__(self, a: Said, b: Said) -> float:
        one, other = (self._vectors[self._row[s.saying.text]] for s in (a, b))
        return round(float(one @ other), 3)


class _AskedError(Exception):
    """It depends on the likeness of two claims."""


def _gather(
    said: Sequence[Brief], recall: RemembersSaid, likeness: _Likeness
) -> tuple[list[list[int]], list[ClaimLink]]:
    """Groups of claims that say the same, each of two or more by order, and who restates whom."""
    alike = _alike(said, recall, likeness)
    full = cache(lambda at: _full(said[at], recall))
    groups: dict[int, list[int]] = {}
    head_of: dict[int, int] = {}
    links: list[ClaimLink] = []
    for new in sorted(alike):
        for old, reason in sorted(alike[new].items()):
            head = head_of.get(old, old)
            # Told shorter and shorter, two claims may meet in a third and say different things.
            if head == old or fits(full(head).saying, full(new).saying):
                groups.setdefault(head, [head]).append(new)
                head_of[new] = head
                links.append(ClaimLink(_ref(said[new]), _ref(said[old]), "restates", reason))
                break
    return [groups[head] for head in sorted(groups)], links


def _alike(
    said: Sequence[Brief], recall: RemembersSaid, likeness: _Likeness
) -> dict[int, dict[int, str]]:
    """For each claim the earlier ones that say the same, and why they do."""
    near: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for new, old in _comparable(said):
        near[said[new].article].add((new, old))
    alike: dict[int, dict[int, str]] = {}
    for name in sorted(near):
        pairs = sorted(near[name])
        # Who is meant in the article itself may be another now, too.
        told = blake2b(recall.version(name).encode("utf-8", "surrogatepass"), digest_size=16)
        for new, old in pairs:
            other = said[old]
            line = f"{said[new].number} {other.number} {recall.version(other.article)}\n"
            told.update(line.encode("utf-8", "surrogatepass"))
        found = recall.compared(
            name, told.hexdigest(), partial(_compared, pairs, said, recall, likeness)
        )
        for at, reason in found:
            new, old = pairs[at]
            alike.setdefault(new, {})[old] = reason
    return alike


def _comparable(said: Sequence[Brief]) -> Iterator[tuple[int, int]]:
    """The pairs of claims of one speaker, the later one first, that are worth comparing."""
    blocks: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for at, one in enumerate(said):
        for speaker in one.speakers:
            blocks[speaker, one.within].append(at)
    for block in blocks.values():
        if len(block) < 2:
            continue
        telling = {at: frozenset(said[at].telling) for at in block}
        for new, others in _neighbours(block, said).items():
            for old in others:
                if comparable(telling[old], telling[new]) and attitudes_fit(
                    said[old].attitude, said[new].attitude
                ):
                    yield new, old


def _compared(
    pairs: Sequence[tuple[int, int]],
    said: Sequence[Brief],
    recall: RemembersSaid,
    likeness: _Likeness,
) -> list[tuple[int, str]]:
    """The places of the pairs that say the same, and why they do."""
    full = {at: _full(said[at], recall) for at in sorted({at for pair in pairs for at in pair})}
    reasons: dict[int, str] = {}
    asked: list[int] = []
    for at, (new, old) in enumerate(pairs):
        try:
            reasons[at] = _same(full[old], full[new], _not_yet)
        except _AskedError:
            asked.append(at)
    likeness.prepare(full[one] for at in asked for one in pairs[at])
    for at in asked:
        new, old = pairs[at]
        reasons[at] = _same(full[old], full[new], likeness)
    return [(at, reason) for at, reason in sorted(reasons.items()) if reason]


def _not_yet(a: Said, b: Said) -> float:
    raise _AskedError


def _neighbours(block: Sequence[int], said: Sequence[Brief]) -> dict[int, set[int]]:
    """For each claim of a block the earlier ones it is worth comparing with."""
    holding: dict[str, list[int]] = defaultdict(list)
    for at in block:
        for word in said[at].telling:
            holding[word].append(at)
    place = {at: number for number, at in enumerate(block)}
    seen: dict[str, int] = defaultdict(int)
    near: dict[int, set[int]] = {}
    for at in block:
        words = sorted(said[at].telling, key=lambda word: (len(holding[word]), word))
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


def _same(old: Said, new: Said, likeness: Callable[[Said, Said], float]) -> str:
    """As `same`; a claim is not told again where it stands."""
    if old.article == new.article and _overlap(old, new):
        return ""
    return same(old.saying, new.saying, lambda: likeness(old, new))


def _overlap(a: Said, b: Said) -> bool:
    return any(
        x.start < y.end and y.start < x.end for x in a.claim.content for y in b.claim.content
    )


def _contradictions(
    said: Sequence[Brief], recall: RemembersSaid, likeness: _Likeness
) -> list[ClaimLink]:
    """Claims of which one denies the other, whoever says them, in news of the same week.

    Only claims of the same words are compared, one of them negated or with a word's opposite: each
    with the one before it of the same words.

    Args:
        said: by order, the first of each group for all of it.
        recall: knows the rest.
        likeness: of meaning.
    """
    # Few stand together with another: so they are found first, by a number of their words.
    first: dict[int, int] = {}
    several: set[int] = set()
    for at, one in enumerate(said):
        for words in _contrary_words(one):
            if (other := first.setdefault(hash(words), at)) != at:
                several.update((other, at))
    blocks: dict[tuple[str, ...], list[Brief]] = defaultdict(list)
    for at in sorted(several):
        for words in _contrary_words(said[at]):
            blocks[words].append(said[at])
    near = {
        (old.order, new.order): (old, new)
        for block in blocks.values()
        for old, new in pairwise(block)
        if _of_one_week(old, new)
    }
    read = ((_full(old, recall), _full(new, recall)) for _, (old, new) in sorted(near.items()))
    pairs = [(old, new) for old, new in read if _may_contradict(old, new)]
    likeness.prepare(one for pair in pairs for one in pair)
    return [
        ClaimLink(_ref_of(new), _ref_of(old), "contradicts", "negated")
        for old, new in pairs
        if _contrary(old, new, likeness)
    ]


def _contrary_words(one: Brief) -> Iterator[tuple[str, ...]]:
    """What a claim has in common with its contrary: its telling words, or all but one of them, of
    which the other has the opposite.
    """
    telling = one.telling if one.plain is None else one.plain
    if len(telling) < 3 or one.attitude not in ("statement", "belief"):
        return
    yield telling
    if OPPOSITES.keys().isdisjoint(telling):
        return
    for word in telling:
        for other in sorted(OPPOSITES.get(word, ())):
            pair = "|".join(sorted((word, other)))
            yield (*(w for w in telling if w != word), pair)


def _contrary(old: Said, new: Said, likeness: _Likeness) -> bool:
    return contrary(old.plain, new.plain, lambda: likeness(old, new))


def _of_one_week(old: Brief, new: Brief) -> bool:
    return old.article == new.article or bool(
        old.published and new.published and new.published - old.published <= _NEWS
    )


def _may_contradict(old: Said, new: Said) -> bool:
    if old.article == new.article and _overlap(old, new):
        return False
    # Another's *we* and *he* are others.
    unlike = old.speakers != new.speakers
    loose = any(s.plain.facts.loose or "self" in s.plain.facts.names for s in (old, new))
    return not (unlike and loose)


def _proposition(group: Sequence[Said], reasons: Mapping[ClaimRef, str]) -> Proposition:
    """What the claims of a group, by order, say alike, in the words of the shortest."""
    first = group[0]
    refs = [_ref_of(said) for said in group]
    told = {reasons[ref] for ref in refs if ref in reasons}
    # The shortest says what all of them say; the first is as good where none is shorter.
    canonical = min(group, key=lambda s: len(s.saying.telling))
    speakers = tuple(dict.fromkeys(key for said in group for key in said.speakers))
    fingerprint = "\n".join([first.article, str(first.claim.index), *speakers])
    slug = speakers[0].rsplit("/", 1)[-1]
    return Proposition(
        key=f"proposition/{slug}-{digest(fingerprint)}",
        text=canonical.saying.text,
        speakers=speakers,
        claims=tuple(refs),
        said=min((said.on for said in group if said.on), default=None),
        reason="; ".join(sorted(told)),
    )


def _ref(one: Brief) -> ClaimRef:
    return one.article, one.index


def _ref_of(said: Said) -> ClaimRef:
    return said.article, said.claim.index
