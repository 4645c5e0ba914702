"""Descriptions of one article: "the French president", "the ministry", "some analysts".

Definite ones go to the person, organisation or state they fit; the rest are Groups, one an
article and label: described sources that nobody names.
"""

from __future__ import annotations

import re

from kg.extract.nouns import PEOPLE, singular
from kg.records import Mention
from kg.resolve.definite import (
    apposed,
    called,
    fitting_organization,
    fitting_person,
    just_named_person,
    last_place,
    nearest_state,
    owners_state,
    possessor_state,
    relative,
    taken_up_again,
    told_below,
)
from kg.resolve.later import named_later
from kg.resolve.local import Cluster, Scene, inside
from kg.resolve.lookup import adjective, states_in
from kg.resolve.names import clean, fold, squeeze
from kg.resolve.people import sentence_bounds
from kg.resolve.phrases import OWNER, Description, describe, nested
from kg.resolve.words import (
    DETERMINERS,
    FEMALE_NOUNS,
    HONORIFICS,
    INDEFINITE,
    MALE_NOUNS,
    POSSESSIVES,
    STATE_NOUNS,
)

RELATIVE = frozenset({"who", "whom", "which", "that"})
_ONE = frozenset({"", "one", "another", "'s"}) | POSSESSIVES.keys()
_RECENT = 60  # clusters looked at for a description, latest first


def resolve_description(scene: Scene, mention: Mention, recent: list[Cluster]) -> None:
    """Finds what one description stands for; descriptions are given in order of appearance.

    Args:
        scene: the article.
        mention: the description.
        recent: clusters mentioned so far, the latest first.
    """
    described = describe(mention, scene=scene)
    if fold(mention.text) in RELATIVE:
        before = relative(scene, mention)
        if before is None:
            scene.leave(mention.span, f"whom {mention.text!r} stands for stays open")
        else:
            scene.join(mention, before, "relative pronoun")
        return
    if named := apposed(scene, described):
        scene.join(mention, named, "apposition")
        named.nouns.add(described.noun)
        return
    kind = described.kind
    if kind == "State":
        _state(scene, described)
    elif party := _side(scene, described):
        scene.join(mention, party, "the side of its state")
    elif kind == "Place" and (named := last_place(scene, mention)):
        scene.join(mention, named, "apposition")
    elif kind == "Place":
        scene.leave(mention.span, f"which place {mention.text!r} is stays open")
    elif (found := named_later(scene, described)) or (
        found := _taken_up(scene, described, recent[:_RECENT])
    ):
        scene.join(mention, *found)
    elif kind == "Organization" and described.states and not described.plural:
        _state_organization(scene, described)
    else:
        _group(scene, described)


def _taken_up(
    scene: Scene, described: Description, recent: list[Cluster]
) -> tuple[Cluster, str] | None:
    """What a definite description stands for, with the reason."""
    heading = inside(scene.headings, described.mention.span.start) is not None
    owned = (heading or bool(described.states)) and described.determiner in ("", "'s")
    found: tuple[Cluster, str] | None = None
    if not described.plural and (described.definite or owned):
        if described.kind == "Organization":
            found = fitting_organization(scene, described, recent)
        else:
            found = fitting_person(scene, described, recent)
    if found is None and described.definite:
        found = taken_up_again(described, recent)
    if found is None and described.definite and not described.plural and not described.states:
        found = called(described, recent)
    if found is None and heading and (person := told_below(scene, described)):
        found = person, "description in the headline, only one of that office"
    if found is None and (person := just_named_person(scene, described)):
        found = person, "description of the person just named"
    return found


def _side(scene: Scene, described: Description) -> Cluster | None:
    """The state of *the Danish side*, as diplomats call its delegation."""
    if described.noun != "side" or described.plural or not described.definite:
        return None
    entry = scene.gazetteer.demonym(described.body.rsplit(maxsplit=1)[0])
    if entry is None:
        return None
    return next((c for c in scene.clusters if c.kind == "State" and c.entry == entry), None)


def _state(scene: Scene, described: Description) -> None:
    """Takes "the country" for the only state named just before it; else it stays open."""
    mention = described.mention
    if described.plural or described.determiner in INDEFINITE or described.noun not in STATE_NOUNS:
        if described.plural or described.determiner in INDEFINITE:
            _group(scene, described)
        else:
            scene.leave(mention.span, f"which state {mention.text!r} is stays open")
        return
    found: Cluster | None = None
    reason = "description, only state just before"
    if described.determiner in DETERMINERS:
        found = nearest_state(scene, mention)
    elif described.determiner in POSSESSIVES:
        found, reason = owners_state(scene, mention), "description, state of its person"
    if found is None:
        scene.leave(mention.span, f"which state {mention.text!r} is stays open")
    else:
        scene.join(mention, found, reason)


def _state_organization(scene: Scene, described: Description) -> None:
    """Makes "the Danish government" an organisation of its state, under the words as written."""
    label = clean(described.body)
    key = squeeze(label)
    cluster = scene.labelled.get(("Organization", key))
    if cluster is None:
        cluster = scene.labelled["Organization", key] = scene.new("Organization")
        cluster.states.add(described.states[0])
        cluster.nouns.update(fold(w) for w in label.split())
    cluster.names[label] += 1
    scene.join(described.mention, cluster, "description with its state")


def _group(scene: Scene, described: Description) -> None:
    """One Group an article and label."""
    mention, label = described.mention, clean(described.body) or described.mention.text
    owner: Cluster | None = None
    if re.match(r"['’]s\s", mention.text):
        # Of "Denmark's state media" the possessive and what follows it are left.
        before = [m for m in scene.by_sentence.get(mention.sentence, [])
                  if m.span.end == mention.span.start]  # fmt: skip
        owner = next((c for m in before if (c := scene.of[m.span]).kind == "State"), None)
        label = " ".join(
            filter(None, [_adjective(owner) if owner else "", mention.text[2:].strip()])
        )
    elif described.determiner == "its" and (owner := possessor_state(scene, mention)):
        rest = label.split(maxsplit=1)[-1]
        label = f"{_adjective(owner)} {rest}"
    elif described.determiner == "'s" and (match := OWNER.match(label)):
        found = states_in(match[1], gazetteer=scene.gazetteer)
        if len(found) == 1:
            label = f"{adjective(found[0])} {match[2]}"
    label = _lower_first(label, scene, mention)
    key = fold(label)
    cluster = scene.labelled.get(("Group", key))
    if cluster is None:
        cluster = scene.labelled["Group", key] = scene.new("Group")
        # An official "of" some kind speaks alone; "a group of experts" and "police" do not.
        alone = described.noun in PEOPLE and described.determiner in DETERMINERS | _ONE
        cluster.individual = alone and not described.plural
        if described.noun in FEMALE_NOUNS or described.noun in MALE_NOUNS:
            cluster.gender = "f" if described.noun in FEMALE_NOUNS else "m"
    cluster.nouns.add(described.noun)
    cluster.names[label] += 1
    cluster.states.update(described.states[:1] if len(described.states) == 1 else ())
    if owner is not None:
        cluster.states.update(owner.states)
    scene.join(mention, cluster, "described source")


def belong(scene: Scene, mentions: list[Mention]) -> None:
    """Notes for each described source of people which organisation it belongs to: the only one
    that its words name.
    """
    for mention in mentions:
        cluster = scene.of.get(mention.span)
        if mention.form != "description" or cluster is None or cluster.kind != "Group":
            continue
        head = scene.text[mention.head.start : mention.head.end]
        within = [m for m in nested(mention, scene) if m.span != mention.span]
        inner = {c.number for m in within if (c := scene.of[m.span]).kind == "Organization"}
        if singular(head) in PEOPLE and len(inner) == 1:
            cluster.member_of.update(inner)


def _adjective(cluster: Cluster) -> str:
    if cluster.entry is not None:
        return adjective(cluster.entry)
    return max(cluster.names, default="")


def _lower_first(label: str, scene: Scene, mention: Mention) -> str:
    """Undoes the capital of a sentence's first word, unless it is a name's or an adjective's."""
    first = label.split(maxsplit=1)[0] if label else ""
    opens = mention.span.start <= sentence_bounds(scene, mention).start + 1
    if not opens or not first[:1].isupper() or first[1:] != first[1:].lower():
        return label
    if fold(first).strip(".") in HONORIFICS or label.split()[1:2] == ["10"]:
        return label
    if not scene.text.startswith(first, mention.span.start):
        return label  # a determiner stood first: *The Congress party*
    if any(n.form == "name" and n.span.start == mention.span.start for n in nested(mention, scene)):
        return label
    if not label[1:2] or any(
        scene.gazetteer.demonym(opening) or scene.gazetteer.state(opening)
        for n in (1, 2, 3)
        if (opening := re.sub(r"['’]s?$", "", " ".join(label.split()[:n])))
    ):
        return label
    return label[0].lower() + label[1:]
