"""Who is meant in articles, as far as their claims depend on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import chain, groupby

from kg.records import Entity, Span


@dataclass(frozen=True, slots=True)
class Meant:
    """Who is meant: labels and states by entity key; the entity, or those who speak as one, by
    article and mention.
    """

    labels: Mapping[str, str]
    states: Mapping[str, str]
    entity_of: Mapping[tuple[str, Span], str]
    jointly: Mapping[tuple[str, Span], tuple[str, ...]]

    def parts(self, groups: Iterable[Sequence[str]]) -> Iterator[Meant]:
        """As much of it as the claims of each group of articles depend on.

        Args:
            groups: the articles' ids, ascending over all groups, as they do in `entity_of`.
        """
        jointly: dict[str, dict[tuple[str, Span], tuple[str, ...]]] = defaultdict(dict)
        for place, several in self.jointly.items():
            jointly[place[0]][place] = several
        articles = groupby(self.entity_of.items(), key=lambda one: one[0][0])
        name, found = next(articles, (None, iter(())))
        for group in groups:
            wanted = frozenset(group)
            entity_of: dict[tuple[str, Span], str] = {}
            while name is not None and name <= group[-1]:
                if name in wanted:
                    entity_of.update(found)
                name, found = next(articles, (None, iter(())))
            together = {at: keys for one in group for at, keys in jointly.get(one, {}).items()}
            keys = sorted({*entity_of.values(), *chain.from_iterable(together.values())})
            yield Meant(
                {key: self.labels[key] for key in keys if key in self.labels},
                {key: self.states[key] for key in keys if key in self.states},
                entity_of,
                together,
            )


def dependences(
    entities: Sequence[Entity],
    entity_of: Mapping[tuple[str, Span], str],
    jointly: Mapping[tuple[str, Span], tuple[str, ...]],
) -> dict[str, str]:
    """By article, a digest of all that its claims depend on beside its extraction: who is meant,
    by key and label, and of which state they are.

    Args:
        entities: all that the mentions stand for.
        entity_of: the key of each mention's entity, the mentions of an article in a fixed order.
        jointly: the keys of those who speak as one, likewise.
    """
    of = {entity.key: f"{entity.key} {entity.label} {entity.state}" for entity in entities}
    found: defaultdict[str, blake2b] = defaultdict(partial(blake2b, digest_size=16))
    whole = chain(
        ((place, of.get(key, key)) for place, key in entity_of.items()),
        ((place, " + ".join(of.get(key, key) for key in keys)) for place, keys in jointly.items()),
    )
    for (article, span), told in whole:
        line = f"{span.start} {span.end} {told}\n"
        found[article].update(line.encode("utf-8", "surrogatepass"))
    return {article: digest.hexdigest() for article, digest in found.items()}
