"""Pronouns of one article. What is not clear stays open, and says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from kg.records import Mention, Span
from kg.resolve.claimindex import ClaimIndex
from kg.resolve.context import acts, standing
from kg.resolve.definite import possessor_state
from kg.resolve.local import Cluster, Scene, inside
from kg.resolve.people import sentence_bounds


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FIRST = _set("i we me my us our mine ours myself ourselves i'm we're")
MALE = _set("he him his himself")
FEMALE = _set("she her hers herself")
NEUTER = _set("it its itself")
PLURAL = _set("they them their theirs themselves")
_OFFICES = _set("office court ministry government company bank agency party army police council")
_BACK = 4  # sentences looked back over


def resolve_third(scene: Scene, mention: Mention, claims: ClaimIndex) -> None:
    """Resolves he, she, it or they; pronouns are given in order of appearance."""
    word = mention.text.casefold().strip()
    found: Cluster | None = None
    reason = "pronoun"
    if word in MALE | FEMALE:
        gender = "m" if word in MALE else "f"
        found = _person(scene, mention, gender, claims)
        if found is not None and _of_two(scene, mention, found, gender):
            found = None
        if found is not None and found.gender is None and found.kind == "Person":
            found.gender = "m" if word in MALE else "f"
    elif mention.span in scene.sources and word in NEUTER:
        found, reason = _thing(scene, mention), "pronoun, low confidence"
    elif mention.span in scene.sources and word in PLURAL:
        found, reason = _several(scene, mention), "pronoun, low confidence"
    if found is None:
        scene.leave(mention.span, f"who or what {mention.text!r} stands for stays open")
    else:
        scene.join(mention, found, reason)


def resolve_first(scene: Scene, mention: Mention, claims: ClaimIndex) -> None:
    """Resolves I and we: the speaker of the quotation they stand in."""
    claim = claims.around(mention.span)
    source = claim.steps[0].mention if claim is not None and claim.steps else None
    cluster = scene.of.get(source) if source is not None else None
    if claim is None or claim.mode == "indirect" or cluster is None:
        scene.leave(mention.span, f"whose words {mention.text!r} stands in stays open")
        return
    scene.join(mention, cluster, "speaker of the quotation")


def _person(scene: Scene, mention: Mention, gender: str, claims: ClaimIndex) -> Cluster | None:
    """The nearest person who may be meant, subjects and speakers first."""
    banned = _banned(scene, mention, claims)
    quote = inside(scene.quotes, mention.span.start)
    row = [
        m
        for m in scene.by_sentence.get(mention.sentence, [])
        if m.span.end <= mention.span.start
        and _fits(scene.of[m.span], gender)
        and scene.of[m.span] is not banned
        and inside(scene.quotes, m.span.start) == quote
    ]
    if gender == "f" and (known := _only_known(scene, mention, gender, banned)):
        return known
    own = scene.sources.get(mention.span)
    if own is not None and own in claims.by_index:
        said = claims.by_index[own].content
        row = [m for m in row if not any(p.start <= m.span.start < p.end for p in said)]
    for other in row[-1:]:
        gap = scene.text[other.span.end : mention.span.start]
        if re.fullmatch(r",? (?:and |along with |accompanied by |with )?", gap):
            return scene.of[other.span]
    piece = claims.piece(mention.span)
    if piece is not None:
        inner = [m for m in row if piece[0].start <= m.span.start]
        if inner and (found := _subject(scene, inner, mention)):
            return found
        source = piece[1].steps[0].mention if piece[1].steps else None
        speaker = scene.of.get(source) if source is not None else None
        if quote is None and speaker is not None and _fits(speaker, gender):
            return speaker
        row = [m for m in row if m.span.start < piece[0].start] if not inner else row
    if row and (found := _subject(scene, row, mention)):
        return found
    return None if row else _earlier(scene, mention, gender, banned, quote)


def _earlier(
    scene: Scene, mention: Mention, gender: str, banned: Cluster | None, quote: Span | None
) -> Cluster | None:
    for sentence in range(mention.sentence - 1, mention.sentence - 1 - _BACK, -1):
        for span in reversed(scene.speakers.get(sentence, [])):
            speaker = scene.of.get(span)
            if quote is None and speaker and _fits(speaker, gender) and speaker is not banned:
                return speaker
        row = [
            m
            for m in scene.by_sentence.get(sentence, [])
            if _fits(scene.of[m.span], gender)
            and scene.of[m.span] is not banned
            and inside(scene.quotes, m.span.start) == quote
            and inside(scene.headings, m.span.start) is None
        ]
        if row:
            return _best(scene, row)
    return None


_BETWEEN = re.compile(r"(?:, [^.;:!?\n]{1,80},)? (?:and|&) (?:[\w.'’-]+ ){0,5}")
"""What may part two subjects of one verb: *Ann Roe, a lawyer, and the judge* Jan Doe."""


def _of_two(scene: Scene, mention: Mention, found: Cluster, gender: str) -> bool:
    """Whether who was found acted together with another whom the pronoun fits as well, when last
    mentioned: after *Ann Roe and Eva Doe signed it* nothing tells who *she* is, unless a *he* near
    by tells that they are a man and a woman.
    """
    links = [span for span in found.links if span < mention.span]
    if not links:
        return False
    last = max(links)
    at = bisect_right(scene.extraction.sentences, last.start, key=lambda s: s.start) - 1
    row = [m for m in scene.by_sentence.get(max(at, 0), []) if m.span < mention.span]
    row = [m for m in row if m.form == "name" and scene.of[m.span].kind == "Person"]
    for one, other in pairwise(row):
        pair = [scene.of[one.span], scene.of[other.span]]
        if found not in pair or pair[0] is pair[1]:
            continue
        if not all(_fits(c, gender) for c in pair) or pair[0].gender != pair[1].gender:
            continue
        between = scene.text[one.span.end : other.span.start]
        first = standing(one, text=scene.text, bounds=sentence_bounds(scene, one)) == 0
        if first and _BETWEEN.fullmatch(between) and acts(other, text=scene.text):
            return not _other_gender(scene, last, mention, gender)
    return False


def _other_gender(scene: Scene, last: Span, mention: Mention, gender: str) -> bool:
    """Whether a pronoun of the other gender stands between a mention and the pronoun, or in the
    next two sentences.
    """
    sentences = scene.extraction.sentences
    until = mention.sentence + 2
    end = sentences[until].end if until < len(sentences) else len(scene.text)
    words = FEMALE if gender == "m" else MALE
    return any(
        m.form == "pronoun" and last < m.span and m.span.end <= end and m.text.casefold() in words
        for m in scene.extraction.mentions
    )


def _banned(scene: Scene, mention: Mention, claims: ClaimIndex) -> Cluster | None:
    """The speaker of the direct quotation a third-person pronoun stands in: it is not that one."""
    claim = claims.around(mention.span)
    if claim is None or claim.mode != "direct" or not claim.steps:
        return None
    source = claim.steps[0].mention
    return scene.of.get(source) if source is not None else None


def _fits(cluster: Cluster, gender: str) -> bool:
    if cluster.kind != "Person" and not (cluster.kind == "Group" and cluster.individual):
        return False
    return cluster.gender in (None, gender)


def _only_known(
    scene: Scene, mention: Mention, gender: str, banned: Cluster | None
) -> Cluster | None:
    """The only person of this gender that the last sentences have named, if it is known."""
    known: dict[int, Cluster] = {}
    last: Cluster | None = None
    for sentence in range(mention.sentence - _BACK + 1, mention.sentence + 1):
        for m in scene.by_sentence.get(sentence, []):
            cluster = scene.of[m.span]
            if m.span < mention.span and _fits(cluster, gender):
                last = cluster
                if cluster.gender == gender:
                    known[id(cluster)] = cluster
    known.pop(id(banned), None)
    only = next(iter(known.values())) if len(known) == 1 else None
    if only is None or last is None or last is only:
        return only
    # Somebody of unknown gender who is new since then may be meant as well.
    seen = [span for span in only.links if span < mention.span]
    return None if seen and min(last.links) > max(seen) else only


def _subject(scene: Scene, row: list[Mention], pronoun: Mention) -> Cluster | None:
    """The nearest subject of the pronoun's own sentence, by the verb that follows; else the best.

    "him" is hardly ever the subject of its own clause, so the one before is taken if there is one.
    """
    acting = [
        m
        for m in row
        if acts(m, text=scene.text)
        and standing(m, text=scene.text, bounds=sentence_bounds(scene, m)) == 0
    ]
    subjects = list(dict.fromkeys(scene.of[m.span] for m in acting))
    if pronoun.text.casefold() == "him" and len(subjects) > 1:
        subjects = [c for c in subjects if c is not scene.of[acting[-1].span]]
        return subjects[-1]
    return scene.of[acting[-1].span] if acting else _best(scene, row)


def _best(scene: Scene, row: list[Mention]) -> Cluster | None:
    """The first subject; else the first owner ("Doe's"); else the only one there is."""
    ranks = [standing(m, text=scene.text, bounds=sentence_bounds(scene, m)) for m in row]
    for wanted in (0, 1):
        for mention, rank in zip(row, ranks, strict=True):
            if rank == wanted:
                return scene.of[mention.span]
    clusters = {id(scene.of[m.span]): scene.of[m.span] for m in row}
    return next(iter(clusters.values())) if len(clusters) == 1 else None


def _thing(scene: Scene, mention: Mention) -> Cluster | None:
    """The state or organisation that was subject or speaker last."""
    row = [m for m in scene.by_sentence.get(mention.sentence, []) if m.span < mention.span]
    if any(scene.of[m.span].kind == "State" for m in row):
        return possessor_state(scene, mention)
    for span in reversed(scene.speakers.get(mention.sentence - 1, [])):
        speaker = scene.of.get(span)
        if speaker is not None and speaker.kind == "Group" and speaker.nouns & _OFFICES:
            return speaker  # "Doe's office confirmed it. In a statement, it said"
    for sentence in (mention.sentence - 1, mention.sentence - 2):
        row = [
            m
            for m in scene.by_sentence.get(sentence, [])
            if scene.of[m.span].kind in ("State", "Organization")
            and m.form in ("name", "description")
            and standing(m, text=scene.text, bounds=sentence_bounds(scene, m)) == 0
        ]
        if row:
            return scene.of[row[0].span]
    return None


def _several(scene: Scene, mention: Mention) -> Cluster | None:
    """The group that spoke last, or the only one of the sentence before."""
    for sentence in (mention.sentence, mention.sentence - 1, mention.sentence - 2):
        spans = [s for s in scene.speakers.get(sentence, []) if s < mention.span]
        row = [m for m in scene.by_sentence.get(sentence, []) if m.span < mention.span]
        groups = [
            c for s in reversed(spans) if (c := scene.of.get(s)) and c.kind == "Group"
            and not c.individual
        ]  # fmt: skip
        if groups:
            return groups[0]
        found = {
            id(c): c for m in row if (c := scene.of[m.span]).kind == "Group" and not c.individual
        }
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None
