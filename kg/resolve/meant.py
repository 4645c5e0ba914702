"""Who is meant in articles, as far as their claims depend on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import chain

from kg.mentioned import ByMention
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
            groups: the articles' ids.
        """
        whole, jointly = ByMention.of(self.entity_of), ByMention.of(self.jointly)
        for group in groups:
            entity_of, together = whole.only(group), jointly.only(group)
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
    for article, one in ByMention.of(entity_of).articles.items():
        lines = [f"{span[0]} {span[1]} {of.get(key, key)}\n" for span, key in one.items()]
        found[article].update("".join(lines).encode("utf-8", "surrogatepass"))
    for article, several in ByMention.of(jointly).articles.items():
        for span, keys in several.items():
            line = f"{span[0]} {span[1]} {' + '.join(of.get(key, key) for key in keys)}\n"
            found[article].update(line.encode("utf-8", "surrogatepass"))
    return {article: digest.hexdigest() for article, digest in found.items()}
