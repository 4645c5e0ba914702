"""One article resolved by itself: a pure function of its extraction, so that articles can be
resolved side by side.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import islice

from kg.records import Extraction, Mention, OpenQuestion, Span
from kg.resolve.describe import belong, resolve_description
from kg.resolve.local import Cluster, Local, Scene, Within, scene
from kg.resolve.lookup import Lookup
from kg.resolve.names import fold, is_acronym, partials, person_name, squeeze, tokens
from kg.resolve.people import learn_offices, resolve_people
from kg.resolve.pronouns import FIRST, resolve_first, resolve_third
from kg.resolve.things import resolve_organizations, resolve_places, resolve_states

_ORDER = ("Person", "Organization", "Place")


def resolve_article(extraction: Extraction, *, gazetteer: Lookup) -> Within:
    """What each mention of one article stands for, as clusters in order of first mention."""
    mentions = sorted({m.span: m for m in reversed(extraction.mentions)}.values(), key=_place)
    starts = [sentence.start for sentence in extraction.sentences]
    if starts:
        # Counted here, so that sentences left out of one list or the other do no harm.
        mentions = [
            replace(m, sentence=max(bisect_right(starts, m.span.start) - 1, 0)) for m in mentions
        ]
    made = scene(extraction, mentions, gazetteer=gazetteer)
    kinds = _kinds(mentions, gazetteer)
    names: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        kind = kinds[mention.span]
        if mention.form == "adjective":
            names["State"].append(mention)
        elif mention.form == "name" or (mention.form == "description" and kind != mention.kind):
            names[kind].append(mention)
    resolve_states(made, names["State"])
    resolve_places(made, names["Place"])
    resolve_organizations(made, names["Organization"])
    resolve_people(made, names["Person"])
    learn_offices(made)
    named = {m.span for row in names.values() for m in row}
    named -= {m.span for m in names["Group"]}  # a party's or people's members: described
    _read_on(made, [m for m in mentions if m.span not in named], mentions)
    return _finish(made)


def _place(mention: Mention) -> tuple[int, int]:
    # The longer of two mentions that start together ends later but is read after the shorter one,
    # so that a description can ask what the name inside it stands for.
    return mention.span.start, mention.span.end


def _kinds(mentions: list[Mention], gazetteer: Lookup) -> dict[Span, str]:
    """The kind each name is resolved as.

    A name that the mentions give several kinds has the commonest. A single word that is part of a
    person's full name is that person's; a seat of government that is nobody's is its state.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    parts: set[str] = set()
    for mention in mentions:
        if mention.form == "name" and mention.kind in _ORDER:
            counts[fold(mention.text)][mention.kind] += 1
        if mention.form == "name" and mention.kind == "Person":
            parts |= partials(tokens(person_name(mention.text)[0]))
    kinds: dict[Span, str] = {}
    for mention in mentions:
        text, kind = mention.text, str(mention.kind)
        tally = counts.get(fold(text))
        if tally and mention.form == "name" and kind in _ORDER:
            kind = max(_ORDER, key=lambda k: (tally[k], -_ORDER.index(k)))
        if mention.concept is None and mention.form != "pronoun":
            named = squeeze(text) in parts and text[:1].isupper() and " " not in text
            loose = kind == "Organization" or (kind == "Group" and not text.islower())
            if named and loose and not is_acronym(text):
                kind = "Person"
            elif kind == "Person" and not named and gazetteer.capital(text):
                kind = "State"
        kinds[mention.span] = kind
    return kinds


def _read_on(made: Scene, rest: list[Mention], mentions: list[Mention]) -> None:
    """Descriptions and third-person pronouns in order of appearance; then I and we."""
    claims = made.claims
    recent: dict[int, Cluster] = {}
    pending = {m.span for m in rest}
    first: list[Mention] = []
    for mention in mentions:
        if mention.span in pending:
            if mention.form != "pronoun":
                resolve_description(made, mention, list(islice(reversed(recent.values()), 80)))
            elif mention.text.casefold().strip() in FIRST:
                first.append(mention)
            else:
                resolve_third(made, mention, claims)
        if (cluster := made.of.get(mention.span)) is not None:
            recent.pop(cluster.number, None)
            recent[cluster.number] = cluster
    for mention in first:
        resolve_first(made, mention, claims)
    belong(made, rest)


def _finish(made: Scene) -> Within:
    article = made.extraction.article.id
    clusters = [c for c in made.clusters if c.links]
    clusters.sort(key=lambda c: (min(c.links), c.kind, c.number))
    index = {c.number: at for at, c in enumerate(clusters)}
    done = tuple(
        Local(
            article=article,
            kind=c.kind,
            names=tuple(sorted(c.names.items())),
            links=tuple(sorted(c.links.items())),
            entry=c.entry,
            gender=c.gender,
            offices=tuple(sorted(c.offices, key=lambda o: (o[0], o[1] or ""))),
            states=tuple(sorted(c.states)),
            acronyms=tuple(sorted(c.acronyms)),
            partial=c.partial,
            maybe=tuple(sorted(index[n] for n in c.maybe if n in index)),
            bodies=tuple(sorted(c.bodies)),
            born=c.born,
            member_of=tuple(sorted(index[n] for n in c.member_of if n in index)),
            candidates=c.candidates,
        )
        for c in clusters
    )
    questions = sorted(set(made.open), key=_question)
    return Within(article, done, tuple(questions))


def _question(question: OpenQuestion) -> tuple[int, int, str, str]:
    span = question.span
    return (span.start if span else -1, span.end if span else -1, question.kind, question.note)
