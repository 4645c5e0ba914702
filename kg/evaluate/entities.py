"""Who is who against a gold file of ours: B³ and CEAF over the mentions that it settles.

Which mentions those are says `kg.evaluate.goldmentions`. A row of `kg query mentions` is taken for
a gold mention of its article when their ranges are the same, or, of a name, end at one place (*Mr.
Roe*, *Roe*), or share at least half of the characters that either covers; exact ones first, then
those that share most; each row for one mention and each mention by one row. Adjectives are compared
with none. A gold mention without a row counts as found nowhere; rows that are no gold mention are
passed over, since the gold file does not list every mention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluate.clusters import ClusterScores, b_cubed, ceaf, mixtures
from kg.evaluate.goldmentions import GoldMention, gold_mentions
from kg.evaluate.naming import named
from kg.evaluate.spans import HALF, Row, article_name, overlap, ranges
from kg.gold import Gold

Place = tuple[str, int, int]
"""A gold mention: its article's file and its range."""


@dataclass(frozen=True, slots=True)
class EntityScores:
    """Figures over all articles, and `within` them: there the same name in two is two entities.

    `found` of `mentions` have a row. `missed` lists the others; `split` the gold entities that
    stand in several of the graph's; `joined` the graph's that hold several gold entities.
    """

    mentions: int
    found: int
    entities: int
    b_cubed: ClusterScores
    ceaf: ClusterScores
    within_b_cubed: ClusterScores
    within_ceaf: ClusterScores
    missed: tuple[str, ...]
    split: tuple[str, ...]
    joined: tuple[str, ...]


def entity_scores(gold: Gold, rows: Iterable[Row], texts: Mapping[str, str]) -> EntityScores:
    """The figures of the rows of `kg query mentions`, in any order.

    Args:
        gold: rows of articles not in it do not count.
        rows: of the whole graph.
        texts: the articles as read, by the file names of `gold`; what is missing has no mentions.
    """
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[article_name(row)].append(row)
    key: dict[Place, str] = {}
    response: dict[Place, str] = {}
    labels: dict[str, str] = {}
    for article in gold.articles:
        mentions = gold_mentions(gold, article, texts.get(article.file, ""))
        taken = aligned(mentions, by_article[article.file])
        for mention in mentions:
            place = (article.file, mention.start, mention.end)
            key[place] = mention.key
            if mention in taken:
                row = taken[mention]
                response[place] = str(row.get("entity"))
                labels[response[place]] = str(row.get("label"))
    here = {place: (place[0], entity) for place, entity in key.items()}
    there = {place: (place[0], entity) for place, entity in response.items()}
    names = {entity: named(entity, gold) for entity in key.values()}
    return EntityScores(
        mentions=len(key),
        found=len(response),
        entities=len(names),
        b_cubed=b_cubed(key, response),
        ceaf=ceaf(key, response),
        within_b_cubed=b_cubed(here, there),
        within_ceaf=ceaf(here, there),
        missed=tuple(
            f"{place[0]}: {names[key[place]]}: {_words(place, texts)}"
            for place in key
            if place not in response
        ),
        split=_mixed(mixtures(key, response), names, labels, texts),
        joined=_mixed(
            mixtures({at: response[at] for at in key if at in response}, key), labels, names, texts
        ),
    )


def aligned(mentions: Sequence[GoldMention], rows: Sequence[Row]) -> dict[GoldMention, Row]:
    """The row of each gold mention that has one.

    Args:
        mentions: of one article.
        rows: of the same article, in any order.
    """
    pairs = []
    for mention in mentions:
        here = ((mention.start, mention.end),)
        for row in rows:
            spans = ranges(row.get("spans"))
            shared = overlap(here, spans)
            exact, form = spans == here, row.get("form")
            ends = form == "name" and bool(spans) and spans[-1][1] == mention.end
            if exact or (shared and form != "adjective" and (ends or shared >= HALF)):
                rank = (not exact, not ends, -shared)
                pairs.append((rank, mention, spans, str(row.get("entity")), row))
    taken: dict[GoldMention, Row] = {}
    used: set[int] = set()
    for _, mention, _, _, row in sorted(pairs, key=lambda pair: pair[:4]):
        if mention not in taken and id(row) not in used:
            taken[mention] = row
            used.add(id(row))
    return taken


def _words(place: Place, texts: Mapping[str, str]) -> str:
    file, start, end = place
    return f"{texts[file][start:end]!r} ({start}-{end})"


def _mixed(
    held: Mapping[str, Mapping[str, Sequence[Place]]],
    names: Mapping[str, str],
    others: Mapping[str, str],
    texts: Mapping[str, str],
) -> tuple[str, ...]:
    """A line for each entity that stands in several of the other side's: how many mentions of it
    are in each, the fullest first, and the first mention in each.
    """
    lines = []
    for entity, parts in held.items():
        if len(parts) < 2:
            continue
        ordered = sorted(parts.items(), key=lambda part: (-len(part[1]), part[1]))
        told = (
            f"{others[other]} ({len(places)}: {places[0][0][:12]} {_words(places[0], texts)})"
            for other, places in ordered
        )
        lines.append(f"{names[entity]}: {', '.join(told)}")
    return tuple(lines)
