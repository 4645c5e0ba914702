"""What a definite description of one article stands for: the person, organisation or state that
fits it.
"""

from __future__ import annotations

import re

from kg.extract.nouns import PEOPLE, singular
from kg.records import Mention
from kg.resolve.context import role_at_end, standing
from kg.resolve.local import Cluster, Scene
from kg.resolve.lookup import entry_key
from kg.resolve.names import fold, tokens
from kg.resolve.people import sentence_bounds
from kg.resolve.phrases import WORDS, Description, nested
from kg.resolve.words import (
    COMMONERS,
    FEMALE_NOUNS,
    HEADS,
    HONORIFICS,
    KINSHIP,
    MALE_NOUNS,
    OFFICES,
    ORG_NOUNS,
)

_RECENT = 60  # clusters looked at for a state


def apposed(scene: Scene, described: Description) -> Cluster | None:
    """The person or organisation named right beside a singular description."""
    mention = described.mention
    if described.plural or (described.kind == "Person" and described.noun not in PEOPLE | KINSHIP):
        return None
    kind = described.kind
    for other in scene.by_sentence.get(mention.sentence, []):
        if other.form != "name" or scene.of[other.span].kind != kind:
            continue
        if mention.span.start <= other.span.start and other.span.end <= mention.span.end:
            # "Denmark's news agency Ritzau": the name ends the description that holds it.
            if mention.span.end - other.span.end <= 1 and other.span.start > mention.head.start:
                return scene.of[other.span]
            continue
        between = scene.text[mention.span.end : other.span.start]
        if mention.span.end <= other.span.start and _titles_only(between):
            closed = re.match(r"\s*(?:[,.;)]|$)", scene.text[other.span.end :][:3])
            # "During talks with the president, Jane Doe said" names two people.
            if kind != "Person" or not between.startswith(",") or closed:
                return scene.of[other.span]
        gap = scene.text[other.span.end : mention.span.start]
        if other.span.end < mention.span.start and re.fullmatch(r", ", gap):
            tail = scene.text[mention.span.end : mention.span.end + 5]
            listed = re.match(r"\s*,?\s*(?:and|or)\b|\s*, [A-Z]", tail)
            if described.determiner in {"a", "an", "the"} and not listed:
                return scene.of[other.span]
    return None


def _titles_only(between: str) -> bool:
    """True for what may part "her brother" from his name: a comma, titles, nothing else."""
    if not re.fullmatch(r",? (?:[\w.'’-]+ ){0,5}", between):
        return False
    words = WORDS.findall(between)
    if words and fold(words[-1]).strip(".") in HONORIFICS:
        words.pop()
    elif words and (hit := role_at_end(words)):
        words = words[: -hit[1]]
    elif words:
        return False
    return all(w[:1].isupper() or fold(w) in {"late", "former", "then", "ex"} for w in words)


def fitting_person(
    scene: Scene, described: Description, recent: list[Cluster]
) -> tuple[Cluster, str] | None:
    """The person whose office and state fit, the latest mentioned first."""
    role = described.role
    if role is None and described.noun not in OFFICES | COMMONERS:
        return None
    role = role or described.noun
    people = [c for c in recent if c.kind == "Person"]
    fits = [c for c in people if _holds(c, role, described.states)]
    if not fits and described.states:
        fits = [c for c in scene.clusters if c.kind == "Person" and c.links
                and _holds(c, role, described.states)]  # fmt: skip
        if len(fits) != 1:
            return None
    if not fits:
        return None
    wanted = described.noun
    if wanted in FEMALE_NOUNS or wanted in MALE_NOUNS:
        gender = "f" if wanted in FEMALE_NOUNS else "m"
        fits = [c for c in fits if c.gender in (None, gender)]
    return (fits[0], "description" if described.states else "description, latest") if fits else None


def _holds(cluster: Cluster, role: str, states: tuple[str, ...]) -> bool:
    for held, state in cluster.offices:
        same = held == role or (role == "leader" and held in HEADS)
        # "the minister" for a foreign minister, "the expert" for an Asia expert.
        same = same or (" " not in role and held.split()[-1] == role and not _former(held))
        if same and (not states or state in states or (state is None and _from(cluster, states))):
            return True
    return False


def _former(role: str) -> bool:
    return role.split()[0] in {"former", "ex", "late", "vice", "deputy", "assistant", "opposition"}


def _from(cluster: Cluster, states: tuple[str, ...]) -> bool:
    return bool(cluster.states & set(states))


def fitting_organization(
    described: Description, recent: list[Cluster]
) -> tuple[Cluster, str] | None:
    """The organisation whose name or descriptor has the head noun, the latest mentioned first."""
    words = {described.noun, *ORG_NOUNS.get(described.noun, ())}
    fits = [c for c in recent if c.kind == "Organization" and _named(c, words)]
    if described.states:
        wanted = set(described.states)
        sure = [c for c in fits if c.states & wanted]
        # Where the text gives no organisation's state, one alone that fits may be meant.
        open_ones = [c for c in fits if not c.states]
        fits = sure or (open_ones if len(open_ones) == 1 else [])
    return (fits[0], "description") if fits else None


def _named(cluster: Cluster, words: set[str]) -> bool:
    return bool(cluster.nouns & words)


def taken_up_again(described: Description, recent: list[Cluster]) -> tuple[Cluster, str] | None:
    """The described source that "the official" or "the analysts" takes up again."""
    words = set(tokens(described.body))
    fits = [
        c
        for c in recent
        if c.kind in ("Group", "Organization")
        and (c.kind == "Group" or (c.states and not described.plural))
        and described.noun in c.nouns
        and c.individual != described.plural
        and any(words <= {singular(w) for w in tokens(n)} | set(tokens(n)) for n in c.names)
    ]
    return (fits[0], "description taken up again") if fits else None


def relative(scene: Scene, mention: Mention) -> Cluster | None:
    """What "who" or "which" stands for: the nearest person, or body or state, in the sentence."""
    kinds = (
        ("Person", "Group") if fold(mention.text) in ("who", "whom") else ("Organization", "State")
    )
    row = scene.by_sentence.get(mention.sentence, [])
    fits = [m for m in row if m.span.end <= mention.span.start and m.form != "adjective"]
    fits = [m for m in fits if scene.of[m.span].kind in kinds]
    return scene.of[fits[-1].span] if fits else None


def last_place(scene: Scene, mention: Mention) -> Cluster | None:
    """The place that ends a description such as "the northern town of Tromsdal"."""
    for other in nested(mention, scene):
        if other.span.end == mention.span.end and scene.of[other.span].kind == "Place":
            return scene.of[other.span]
    return None


def nearest_state(scene: Scene, mention: Mention) -> Cluster | None:
    """The only state mentioned earlier in the sentence, or else in the one before."""
    for sentence in (mention.sentence, mention.sentence - 1):
        row = [m for m in scene.by_sentence.get(sentence, []) if m.span.end <= mention.span.start]
        states = {id(c): c for m in row if (c := scene.of[m.span]).kind == "State"}
        if len(states) == 1:
            return next(iter(states.values()))
        if states:
            return None
    return None


def possessor_state(scene: Scene, mention: Mention) -> Cluster | None:
    """The state that "its" stands for: the sentence's only one so far, or its first subject."""
    row = [m for m in scene.by_sentence.get(mention.sentence, []) if m.span < mention.span]
    named = [m for m in row if scene.of[m.span].kind == "State" and m.form != "adjective"]
    for other in named:
        bounds = sentence_bounds(scene, other)
        if standing(other, text=scene.text, bounds=bounds) == 0:
            return scene.of[other.span]
    return nearest_state(scene, mention)


def owners_state(scene: Scene, mention: Mention) -> Cluster | None:
    """The state of the person whom "his" in "his country" stands for."""
    for other in nested(mention, scene):
        owner = scene.of[other.span]
        if other.form == "pronoun" and len(owner.states) == 1:
            wanted = next(iter(owner.states))
            states = (c for c in scene.clusters[:_RECENT] if c.kind == "State" and c.entry)
            return next((c for c in states if c.entry and entry_key(c.entry) == wanted), None)
    return None
