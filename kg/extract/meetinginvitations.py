"""Who invites whom: `an invitation to Ann to visit Oslo`, `accepted an invitation from Bob`."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.meetinglists import read_list
from kg.extract.participants import doers, phrase_after, possessor
from kg.extract.scene import Scene, actors, is_party, is_person
from kg.extract.syntax import (
    ancestors,
    base_form,
    children,
    governing_verb,
    is_passive,
    is_verb,
)
from kg.records import Mention

_ACCEPTING = frozenset({"accept", "receive", "decline", "turn", "welcome", "get", "take", "reject"})
_GUEST_BEFORE = 12  # tokens between `to` of the guest and the infinitive


def is_guest(mention: Mention) -> bool:
    """Whether it can be invited: a person, or `the host` who is asked back."""
    return is_person(mention) or words.HOST.fullmatch(mention.text) is not None


def bidden(scene: Scene, verb: Token) -> tuple[list[Mention], tuple[Mention, ...]]:
    """Guests and hosts of an invitation to do what the infinitive says; both empty when none is.

    `extended an invitation to Ann to [visit] Oslo`, `accepted Bob's invitation to [visit] Oslo`,
    `asked the host to [make] a visit`.
    """
    word = _invitation(scene, verb)
    if word is None:
        return _asked(scene, verb)
    at = scene.place_of(word)
    above = next((h for h in ancestors(word) if is_verb(h)), None) or governing_verb(word)
    given = children(word, "acl:relcl", "acl")
    giver = next((v for v in given if base_form(v.text) in words.GIVE_INVITATION), None)
    gives = above is not None and base_form(above.text) in words.GIVE_INVITATION
    takes = above is not None and base_form(above.text) in _ACCEPTING
    own = possessor(scene, word)
    from_ = phrase_after(scene, at, ("from", "of", "by"), reach=2)
    if from_ is None:  # "an invitation to visit Oslo from Bob"
        from_ = phrase_after(scene, scene.place_of(verb), ("from",), reach=5)
    hosts: list[Mention] = []
    if from_ is not None:
        hosts = read_list(scene, from_ + 1, subject=True)[0][:1]
    elif own is not None:
        hosts = [own]
    elif giver is not None:
        hosts = doers(scene, giver)[0]
    elif gives and above is not None and not is_passive(above):
        hosts = doers(scene, above)[0]
    guests = _to_whom(scene, at, scene.place_of(verb))
    if not guests and takes and above is not None and not is_passive(above):
        guests = [m for m in doers(scene, above)[0] if is_person(m)]
    hosts = [m for m in hosts if is_party(m) and m not in guests]
    return guests, tuple(hosts)


def declined(scene: Scene, verb: Token) -> bool:
    """Whether the guest said no: `turned down an invitation to [visit] Oslo`."""
    word = _invitation(scene, verb)
    above = next((h for h in ancestors(word) if is_verb(h)), None) if word is not None else None
    if above is None or word is None or above.i > word.i:
        return False
    down = above.i + 1 < len(above.doc) and above.nbor().lower_ == "down"
    base = base_form(above.text)
    return base in ("decline", "reject", "refuse", "spurn") or (base == "turn" and down)


def _invitation(scene: Scene, verb: Token) -> Token | None:
    """The `invitation` before an infinitive, in its clause."""
    at = scene.place_of(verb)
    if not at or scene.tokens[at - 1].lower_ != "to":
        return None
    for k in range(at - 2, max(-1, at - 24), -1):
        token = scene.tokens[k]
        if base_form(token.text) == "invitation":
            return token
        if token.text in (";", ":") or token.lower_ in ("but", "while", "because"):
            return None
    return None


def _to_whom(scene: Scene, at: int, verb_at: int) -> list[Mention]:
    """The guest that stands right before the infinitive: `extended to [Ann] to visit`."""
    guest = scene.index.at(scene.tokens[verb_at - 2])
    if guest is None or not is_guest(guest):
        return []
    start = next(k for k, t in enumerate(scene.tokens) if t.idx >= guest.span.start)
    for k in range(start - 1, max(at, start - _GUEST_BEFORE) - 1, -1):
        if scene.tokens[k].lower_ in ("to", "for"):
            return [guest]
        if scene.tokens[k].lower_ in ("from", "of", "by"):
            return []
    return []


def _asked(scene: Scene, verb: Token) -> tuple[list[Mention], tuple[Mention, ...]]:
    """`Bob asked [the host] to make a return visit`."""
    above = verb.head
    if verb.dep_ != "xcomp" or base_form(above.text) not in words.ASK_VERBS or above.i > verb.i:
        return [], ()
    asked = children(above, "obj", "iobj")
    if is_passive(above):
        asked = children(above, "nsubj:pass")
    guests = [m for m in actors(scene, asked) if is_guest(m)]
    hosts = [] if is_passive(above) else doers(scene, above)[0]
    sent = governing_verb(above.head) if above.dep_ == "acl" else None
    if sent is not None:  # "Bob sent a letter inviting Ann to visit"
        hosts = doers(scene, sent)[0]
    return guests, tuple(m for m in hosts if m not in guests) if guests else ()
