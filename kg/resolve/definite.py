"""What a definite description of one article stands for: the person, organisation or state that
fits it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.extract.nouns import PEOPLE, singular
from kg.records import Mention
from kg.resolve.context import role_at_end, standing
from kg.resolve.local import Cluster, Scene
from kg.resolve.lookup import entry_key
from kg.resolve.names import fold, tokens
from kg.resolve.people import sentence_bounds
from kg.resolve.phrases import WORDS, Description, nested
from kg.resolve.words import (
    CALLED,
    COMMONERS,
    FEMALE_NOUNS,
    GENERIC_ORG,
    HEADS,
    HONORIFICS,
    KIND_WORDS,
    KINSHIP,
    MALE_NOUNS,
    OFFICES,
    ORG_NOUNS,
    PREPOSITIONS,
)

_NEAR = 2  # sentences in which what is described is still in mind
_ANY_BODY = frozenset("bank group party union organisation organization lender shipyard".split())
_SMALL = frozenset("the of and for on in".split())
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
            ends = mention.span.end - other.span.end <= 1 and other.span.start > mention.head.start
            if ends and not (kind == "Person" and _of_another(scene, described, other)):
                return scene.of[other.span]
            # "Japan's Kyodo news agency": the name stands right before its head.
            rest = scene.text[other.span.end : mention.span.end].split()
            if kind == "Organization" and rest and {fold(w) for w in rest} <= GENERIC_ORG:
                return scene.of[other.span]
            continue
        between = scene.text[mention.span.end : other.span.start]
        apart = kind == "Organization" and re.fullmatch(r", (?:the )?", between)
        if apart and re.match(r"\s*[,.;)]", scene.text[other.span.end :][:3]):
            return scene.of[other.span]  # "the presidential office, the Blue House,"
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


def _of_another(scene: Scene, described: Description, other: Mention) -> bool:
    """Whether a preposition makes the name that ends a description another's: *the lawyer of
    Senator Ann Roe*.
    """
    words = WORDS.findall(scene.text[described.mention.head.end : other.span.start])
    while words and (fold(words[-1]).strip(".") in HONORIFICS or role_at_end(words[-1:])):
        words.pop()
    return bool(words) and fold(words[-1]) in PREPOSITIONS


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


def called(described: Description, recent: list[Cluster]) -> tuple[Cluster, str] | None:
    """The person whose office goes by another word too: *the lawmaker* for a senator."""
    offices = CALLED.get(described.noun, frozenset())
    for cluster in recent:
        held = {role.split()[-1] for role, _ in cluster.offices if not _former(role)}
        if cluster.kind == "Person" and held & offices:
            return cluster, "description, latest"
    return None


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
    if not fits and (only := _only_head(scene, described, role)):
        return only, "description, only one in this article"
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


def _only_head(scene: Scene, described: Description, role: str) -> Cluster | None:
    """The only person of the article who heads a state and may be meant: *the Danish leader* where
    a president is named without her state, *the president* before he is named.
    """
    if role not in HEADS or described.plural:
        return None
    heads = []
    for cluster in scene.clusters:
        held = {r for r, _ in cluster.offices if r in HEADS}
        if cluster.kind != "Person" or not cluster.links or not held:
            continue
        if role == "leader" or role in held:
            heads.append(cluster)
    if described.states:
        several = len(heads) > 1
        heads = [c for c in heads if not c.states - set(described.states)]
        heads = [c for c in heads if not several or _beside(scene, c, described)]
    return heads[0] if len(heads) == 1 else None


def _beside(scene: Scene, cluster: Cluster, described: Description) -> bool:
    """Whether the state of a description is named beside one of a person's mentions, and the
    person is not named in the description's own sentence: *Roe told the Danish leader*.
    """
    starts = [sentence.start for sentence in scene.extraction.sentences]
    near = {bisect_right(starts, span.start) - 1 for span in cluster.links}
    if described.mention.sentence in near:
        return False
    around = {c.number: c for n in near for m in scene.by_sentence.get(n, [])
              if (c := scene.of[m.span]).kind == "State"}  # fmt: skip
    return any(c.states & set(described.states) for c in around.values())


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
    scene: Scene, described: Description, recent: list[Cluster]
) -> tuple[Cluster, str] | None:
    """The organisation whose name or descriptor has the head noun, the latest mentioned first; the
    only one just named, if nothing tells what that is and no other fits as near.
    """
    words = {described.noun, *ORG_NOUNS.get(described.noun, ())}
    kinds = {KIND_WORDS.get(w, w) for w in tokens(described.body) if w in KIND_WORDS}
    fits = [c for c in recent if c.kind == "Organization" and _named(c, words)]
    fits = [c for c in fits if kinds <= {KIND_WORDS.get(n, n) for n in c.nouns}]
    if described.states:
        wanted = set(described.states)
        sure = [c for c in fits if c.states & wanted]
        # Where the text gives no organisation's state, one alone that fits may be meant.
        open_ones = [c for c in fits if not c.states]
        fits = sure or (open_ones if len(open_ones) == 1 else [])
    near = bool(fits) and _near(scene, described.mention, fits[0])
    if not near and (just := _just_named(scene, described)):
        return just, "description, only organisation just before"
    return (fits[0], "description") if fits else None


def _near(scene: Scene, mention: Mention, cluster: Cluster) -> bool:
    """Whether the cluster is mentioned in the last sentences."""
    rows = scene.by_sentence
    around = range(mention.sentence - _NEAR, mention.sentence + 1)
    return any(scene.of[m.span] is cluster for s in around for m in rows.get(s, []))


def _just_named(scene: Scene, described: Description) -> Cluster | None:
    """The only organisation named in the last sentences, when no word of its name says what kind it
    is.
    """
    mention = described.mention
    if described.states or described.noun not in ORG_NOUNS.keys() | _ANY_BODY:
        return None
    found = {}
    for sentence in range(mention.sentence - _NEAR, mention.sentence + 1):
        for m in scene.by_sentence.get(sentence, []):
            cluster = scene.of[m.span]
            if m.span < mention.span and m.form == "name" and cluster.kind == "Organization":
                found[cluster.number] = cluster
    if len(found) != 1:
        return None
    only = next(iter(found.values()))
    return None if only.nouns & (GENERIC_ORG - _SMALL) else only


def _named(cluster: Cluster, words: set[str]) -> bool:
    if "agency" in cluster.nouns and "newspaper" in words:
        return False
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


def told_below(scene: Scene, described: Description) -> Cluster | None:
    """The only person of the article with the office that a headline names by itself: *Former
    energy minister charged*.
    """
    role = fold(described.body)
    if described.plural or described.determiner or " " not in role:
        return None
    held = [c for c in scene.clusters if c.kind == "Person" and c.links
            and any(role == r for r, _ in c.offices)]  # fmt: skip
    return held[0] if len(held) == 1 else None


def just_named_person(scene: Scene, described: Description) -> Cluster | None:
    """The only person of the sentence before, for *the former mayor* and *the 54-year-old*: words
    that tell more of somebody just named.
    """
    mention = described.mention
    if not _MORE.match(mention.text) or described.plural or re.search("['’]", mention.text):
        return None
    row = scene.by_sentence.get(mention.sentence - 1, [])
    people = {c.number: c for m in row if (c := scene.of[m.span]).kind == "Person"}
    here = [m for m in scene.by_sentence.get(mention.sentence, []) if m.span < mention.span]
    if len(people) != 1 or any(scene.of[m.span].kind == "Person" for m in here):
        return None
    return next(iter(people.values()))


_MORE = re.compile(r"[Tt]he (?:former|ex-|retired|veteran|outgoing|longtime|\d{2}-year-old)\b")


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
