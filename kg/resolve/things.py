"""States, places and organisations of one article, by name."""

from __future__ import annotations

import re
from collections import defaultdict

from kg.records import GazetteerEntry, Mention
from kg.resolve.context import words_before
from kg.resolve.local import Cluster, Scene, recorded, state_of
from kg.resolve.lookup import adjective, entry_key, state_entry
from kg.resolve.names import (
    clean,
    fold,
    initials,
    is_acronym,
    organization_name,
    squeeze,
    tokens,
)
from kg.resolve.people import sentence_bounds
from kg.resolve.spellings import WATERS, join_spellings, place_owner, whole_water
from kg.resolve.words import COMPASS, GENERIC_ORG

_ACRONYM_AFTER = re.compile(r"\s*\(([A-Z][A-Za-z.&-]{1,9})\)")
_DESCRIPTORS = (GENERIC_ORG - {"the", "of", "and", "for", "on", "in"}) | {
    "official", "state-run", "state-owned", "semi-official", "semiofficial", "state-controlled",
}  # fmt: skip
_SAYS_WHAT = re.compile(
    r", (?:the|an?|[A-Z][\w ]+['’]s?) (?:[\w'’-]+ ){0,5}?"
    r"(newspaper|agency|broadcaster|company|party|institute|ministry|network|airline|bank|firm|group|"
    r"magazine|union|organi[sz]ation|website|carmaker|office)[,.]"
)
_LONG_AFTER = re.compile(r"\s*\(([A-Z][^()\n]{5,80})\)")


def resolve_states(scene: Scene, mentions: list[Mention]) -> None:
    """Puts names and adjectives of states into clusters of `scene`; bare points of the compass
    ("the North") only when one state of that name is in the article.
    """
    clusters: dict[str, Cluster] = {}
    later: list[Mention] = []
    for mention in mentions:
        text = scene.text[mention.head.start : mention.head.end]
        compass = set(tokens(re.sub(r"^the\s+", "", clean(text), flags=re.I))) <= COMPASS
        if compass and mention.concept is None:
            later.append(mention)
            continue
        hit = _recognised(scene, mention) or state_entry(text, gazetteer=scene.gazetteer)
        if hit is None and (mention.form == "adjective" or scene.gazetteer.referent(text)):
            later.append(mention)
            continue
        bare = re.sub(r"^the\s+", "", clean(text), flags=re.I)
        key = hit[0].iri if hit else "name:" + squeeze(bare)
        if key not in clusters:
            clusters[key] = scene.new("State")
            clusters[key].entry = hit[0] if hit else None
        name = clean(text) if hit else bare
        clusters[key].names[name] += 1
        if hit:
            clusters[key].states.add(entry_key(hit[0]))
        scene.join(mention, clusters[key], hit[1] if hit else "exact name")
    for mention in later:
        _by_context(scene, mention, clusters)


def _recognised(scene: Scene, mention: Mention) -> tuple[GazetteerEntry, str] | None:
    """The state by which the mention was recognised in the first place, and the reason."""
    entry = scene.gazetteer.entry(mention.concept) if mention.concept else None
    if entry is None or entry.kind != "State":
        return None
    again = state_entry(mention.text, gazetteer=scene.gazetteer)
    same = again is not None and again[0].iri == entry.iri
    return entry, again[1] if again and same else "short name of a state in this article"


def _by_context(scene: Scene, mention: Mention, clusters: dict[str, Cluster]) -> None:
    """Takes "the North" or "Korean" for the only state so called that the article names fully."""
    text = clean(scene.text[mention.head.start : mention.head.end])
    word = tokens(re.sub(r"^the\s+", "", text, flags=re.I))[-1:]
    fits = [c for c in clusters.values() if c.entry and tokens(c.entry.label)[:1] == word and word]
    present = sorted(c.entry.iri for c in clusters.values() if c.entry)
    entry = scene.gazetteer.referent(text, present=present)
    if entry is not None and entry.iri in clusters:
        fits = [clusters[entry.iri]]
    if len(fits) == 1:
        fits[0].names[text] += 1
        scene.join(mention, fits[0], "short name of a state in this article")
    else:
        scene.leave(mention.span, f"no single state of this article is {mention.text!r}")


def resolve_places(scene: Scene, mentions: list[Mention]) -> None:
    """Puts names of places into clusters of `scene`; a place that is a state is that state."""
    clusters: dict[str, Cluster] = {
        c.entry.iri: c for c in scene.clusters if c.kind == "State" and c.entry
    }
    for mention in mentions:
        text = clean(scene.text[mention.head.start : mention.head.end]) or mention.text
        known = recorded(scene, mention, text, "Place")
        state = None if known else scene.gazetteer.state(text) or scene.gazetteer.demonym(text)
        if state is not None and mention.concept is None:
            # the Georgia of Atlanta, the North of Italy
            other = text in state.ambiguous_names or set(tokens(text)) <= COMPASS
            state = None if other else state
        key = known.iri if known else state.iri if state else "name:" + squeeze(text)
        if not known and not state and key not in clusters and whole_water(scene, mention):
            key = next((k for n in WATERS if (k := f"{key}{n}") in clusters), key)
        if key not in clusters:
            cluster = scene.new("State" if state else "Place")
            cluster.entry = known or state
            if state:
                cluster.states.add(entry_key(state))
            elif known:
                cluster.states.update(state_of(scene, known))
            elif owner := scene.gazetteer.capital(text):
                cluster.states.add(entry_key(owner))
            clusters[key] = cluster
        clusters[key].names[text] += 1
        if not state and (owner := place_owner(scene, mention)):
            clusters[key].states.add(entry_key(owner))
        scene.join(
            mention,
            clusters[key],
            "state name" if state else "gazetteer" if known else "exact name",
        )
    join_spellings(scene, [c for c in clusters.values() if c.kind == "Place"])


def resolve_organizations(scene: Scene, mentions: list[Mention]) -> None:
    """Puts names of organisations into clusters of `scene`.

    Acronyms join the long name that the text gives them in brackets or, failing that, the only
    one with these initials; short names join the only long one whose other words are generic.
    """
    groups: dict[str, Cluster] = {}
    for mention in mentions:
        text = organization_name(scene.text[mention.head.start : mention.head.end]) or mention.text
        known = recorded(scene, mention, text, "Organization")
        state = None if known else scene.gazetteer.state(text)
        if state:
            resolve_places(scene, [mention])
            continue
        owner = None if known else _owner(scene, mention, text)
        short = text
        if owner and all(w in GENERIC_ORG for w in tokens(text)):
            # Every state has a foreign ministry: this one's name tells whose it is.
            text = f"{adjective(owner)} {text}"
        key = known.iri if known else "name:" + squeeze(text)
        if key not in groups:
            groups[key] = scene.new("Organization")
            groups[key].entry = known
            groups[key].states.update(state_of(scene, known) if known else ())
            groups[key].words = tokens(text)
        cluster = groups[key]
        reason = "gazetteer" if known else "exact name"
        if text not in cluster.names and cluster.names and not known:
            reason = "spelling variant"
        cluster.names[text] += 1
        cluster.names[short] += 0
        cluster.states.update((entry_key(owner),) if owner else ())
        scene.join(mention, cluster, reason)
        _describe(scene, mention, cluster, text)
    _join(scene, groups)


def _describe(scene: Scene, mention: Mention, cluster: Cluster, text: str) -> None:
    """Head nouns and acronym that the text gives an organisation."""
    cluster.nouns.update(fold(w) for w in text.split())
    before = words_before(scene.text, mention.head.start, sentence_bounds(scene, mention).start)
    while before and fold(before[-1]) in _DESCRIPTORS:
        cluster.nouns.add(fold(before.pop()))
    behind = re.match(r"(?: [a-z]+){1,3}", scene.text[mention.span.end : mention.span.end + 40])
    words = behind[0].split() if behind else []
    while words and words[0] in _DESCRIPTORS:
        cluster.nouns.add(words.pop(0))
    tail = scene.text[mention.span.end : mention.span.end + 100]
    if apposition := _SAYS_WHAT.match(tail):
        cluster.nouns.add(apposition[1])
    if hit := _ACRONYM_AFTER.match(tail):
        cluster.acronyms.add(hit[1].replace(".", ""))
    elif is_acronym(text) and (hit := _LONG_AFTER.match(tail)):
        letters = text.replace(".", "")
        if initials(hit[1]) == letters.lower():
            cluster.names[organization_name(hit[1])] += 1
            cluster.acronyms.add(letters)


def _owner(scene: Scene, mention: Mention, text: str) -> GazetteerEntry | None:
    """The state whose organisation it is, by its name or the words right before it.

    Descriptors may stand between, as in "Denmark's official news agency Ritzau".
    """
    before = words_before(scene.text, mention.head.start, sentence_bounds(scene, mention).start)
    while before and fold(before[-1]) in _DESCRIPTORS:
        before.pop()
    if found := _named_state(text, scene):
        return found
    for width in (3, 2, 1) if before else ():
        gram = re.sub(r"['’]s?$", "", " ".join(before[-width:]))
        owned = re.search(r"['’]s?$", before[-1])
        if hit := scene.gazetteer.demonym(gram) or (owned and scene.gazetteer.state(gram)):
            return hit
    return None


def _named_state(text: str, scene: Scene) -> GazetteerEntry | None:
    """The state that an organisation's name begins with or, after "of", ends with."""
    words = text.split()
    for width in (3, 2, 1):
        gram = " ".join(words[:width])
        found = scene.gazetteer.demonym(gram) or scene.gazetteer.state(gram)
        if found and len(words) > width:
            return found
    return scene.gazetteer.state(text.rsplit(" of ", 1)[1]) if " of " in text else None


def _join(scene: Scene, groups: dict[str, Cluster]) -> None:
    defined: dict[str, list[Cluster]] = defaultdict(list)
    spelled: dict[str, list[Cluster]] = defaultdict(list)
    cores: dict[tuple[str, ...], list[Cluster]] = defaultdict(list)
    tails: dict[tuple[str, ...], list[Cluster]] = defaultdict(list)
    for cluster in groups.values():
        for acronym in sorted(cluster.acronyms):
            defined[squeeze(acronym)].append(cluster)
        if len(cluster.words) > 1:
            for name in sorted(cluster.names):
                spelled[initials(name)].append(cluster)
                spelled[initials(name, small=True)].append(cluster)
            for n in range(1, len(cluster.words)):
                if all(w in GENERIC_ORG for w in cluster.words[n:]):
                    cores[cluster.words[:n]].append(cluster)
                tails[cluster.words[n:]].append(cluster)
    for cluster in list(groups.values()):
        name = next(iter(cluster.names), "")
        key = squeeze(name)
        options = [(defined[key], "acronym given in the text")]
        if is_acronym(name):
            options.append((spelled[key], "acronym with these initials"))
        else:
            options.append((cores[cluster.words], "short name"))
            options.append((tails[cluster.words], "short name"))
        for found, reason in options:
            others = list({id(c): c for c in found if c is not cluster and c.links}.values())
            if len(others) == 1 and not _states_conflict(cluster, others[0]):
                _merge(scene, cluster, others[0], reason)
                break


def _states_conflict(a: Cluster, b: Cluster) -> bool:
    return bool(a.states and b.states and not a.states & b.states)


def _merge(scene: Scene, short: Cluster, long: Cluster, reason: str) -> None:
    for span in short.links:
        long.links[span] = reason
        scene.of[span] = long
    long.names.update(short.names)
    long.nouns |= short.nouns
    long.states |= short.states
    long.acronyms |= short.acronyms
    if is_acronym(next(iter(short.names), "")):
        long.acronyms |= {n.replace(".", "") for n in short.names if is_acronym(n)}
    long.entry = long.entry or short.entry
    short.links, short.names = {}, type(short.names)()
