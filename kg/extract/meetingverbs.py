"""Verbs that tell of a meeting or a visit: meet, host, invite, visit, travel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.meetingplaces import place_at
from kg.extract.meetingstatus import verb_status
from kg.extract.participants import doers, phrase_after, read_list
from kg.extract.scene import Draft, Scene, actors, distinct, is_pair, is_person
from kg.extract.syntax import agent, base_form, children, governing_verb, is_passive, tense
from kg.records import Mention


def verb_drafts(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Yields what the verb tells of meetings and visits."""
    word = base_form(verb.text)
    if word in words.MEET_VERBS or (word == "sit" and _followed(scene, verb, "down")):
        yield from _meet(scene, verb)
    elif word in words.HOST_VERBS:
        yield from _host(scene, verb)
    elif word in words.INVITE_VERBS:
        yield from _invite(scene, verb)
    elif word in words.VISIT_VERBS:
        yield from _visit(scene, verb)
    elif word in words.MOTION_VERBS:
        yield from _motion(scene, verb)


def _followed(scene: Scene, token: Token, word: str) -> bool:
    k = scene.place_of(token) + 1
    return k < len(scene.tokens) and scene.tokens[k].lower_ == word


def is_sport(scene: Scene, people: Sequence[Mention], *, direct: bool) -> bool:
    """Teams and players meet too, in finals; countries do without `with`."""
    if any(t.lower_ in words.SPORT for t in scene.tokens):
        return True
    return direct and not any(is_person(m) or is_pair(m) for m in people)


def _meet(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Ann met (with) Bob`, `Ann and Bob met`, `sat down with`."""
    who, parsed = doers(scene, verb, places=True)
    at = scene.place_of(verb)
    if is_passive(verb):
        who = actors(scene, children(verb, "nsubj:pass")) + actors(scene, agent(verb))
    partners, _ = _objects(scene, at) if base_form(verb.text) == "meet" else ([], at)
    direct = bool(partners)
    if not partners:
        phrase = phrase_after(scene, at, ("with",))
        partners = read_list(scene, phrase + 1)[0] if phrase is not None else []
    if not who and partners and verb.tag_ == "VBG":
        who, parsed = _nearest_person(scene, verb), False
    if not who:
        return
    everybody = distinct([*who, *partners])
    if is_sport(scene, everybody, direct=direct or not partners):
        return
    governor = governing_verb(verb)
    purpose = tense(verb) in ("infinitive", "participle")
    moves = (
        purpose
        and governor is not None
        and base_form(governor.text) in words.MOTION_VERBS | words.PLANNING
    )
    anchors = (verb, governor) if moves and governor is not None else (verb,)
    yield Draft("Meeting", verb, anchors, everybody, verb_status(verb), sure=parsed)


def _nearest_person(scene: Scene, verb: Token) -> list[Mention]:
    """`Ann's interest in meeting Bob`: whoever is named last before the verb, in its clause."""
    for k in range(scene.place_of(verb) - 1, -1, -1):
        token = scene.tokens[k]
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD") or token.text in ".;:":
            return []
        mention = scene.index.at(token)
        if mention is not None and mention.kind == "Person":
            return [mention]
    return []


def _objects(scene: Scene, at: int) -> tuple[list[Mention], int]:
    """The actors right after a verb, with nothing but their titles between."""
    k = at + 1
    while k < len(scene.tokens) and scene.tokens[k].pos_ == "ADV":
        k += 1
    if k >= len(scene.tokens) or scene.tokens[k].pos_ in ("ADP", "PUNCT", "PART", "CCONJ", "SCONJ"):
        return [], at
    return read_list(scene, k)


def _host(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Ann hosted Bob`, `Bob was received by Ann`."""
    if is_passive(verb):
        hosts, guests = actors(scene, agent(verb)), actors(scene, children(verb, "nsubj:pass"))
        parsed = True
    else:
        hosts, parsed = doers(scene, verb)
        guests = _objects(scene, scene.place_of(verb))[0]
    guests = [g for g in guests if is_person(g)]
    hosts = [h for h in hosts if h not in guests]
    if guests and hosts:
        everybody = distinct([*hosts, *guests])
        status = verb_status(verb)
        yield Draft("Meeting", verb, (verb,), everybody, status, hosts=tuple(hosts), sure=parsed)


def _invite(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Ann invited Bob to Oslo`, `… to a summit`; `… to visit Oslo` is the verb's own record."""
    hosts, parsed = doers(scene, verb)
    at = scene.place_of(verb)
    guests, end = _objects(scene, at)
    if is_passive(verb):
        guests, hosts, end = (
            actors(scene, children(verb, "nsubj:pass")),
            actors(scene, agent(verb)),
            at + 1,
        )
    guests = [g for g in guests if is_person(g)]
    to = end if end < len(scene.tokens) and scene.tokens[end].lower_ == "to" else None
    if not guests or to is None or to + 1 >= len(scene.tokens):
        return
    place = place_at(scene, to + 1)
    if place is not None:
        yield Draft("Visit", verb, (verb,), tuple(guests), "invited", tuple(hosts), place, parsed)
    elif any(t.lower_ in words.MEETING_NOUNS for t in scene.tokens[to : to + 6]):
        everybody = distinct([*hosts, *guests])
        yield Draft("Meeting", verb, (verb,), everybody, "invited", tuple(hosts), None, parsed)


def _visit(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Ann visited Oslo`, `Ann visited Bob`."""
    who, parsed = doers(scene, verb)
    at = scene.place_of(verb)
    place = place_at(scene, at + 1)
    status = verb_status(verb)
    if place is not None:
        who = [m for m in who if m.kind in ("Person", "State") and m is not place]
        hosts = _inviter(scene, verb) if status == "invited" else ()
        yield Draft("Visit", verb, (verb,), distinct(who), status, hosts, place, parsed)
        return
    guests = [m for m in _objects(scene, at)[0] if is_person(m)]
    if guests:
        yield Draft("Meeting", verb, (verb,), distinct([*who, *guests]), status, sure=parsed)


def _inviter(scene: Scene, verb: Token) -> tuple[Mention, ...]:
    above = governing_verb(verb)
    if above is None or base_form(above.text) not in words.ASK_VERBS or is_passive(above):
        return ()
    return tuple(doers(scene, above)[0])


def _motion(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`The president flew to Oslo`: a visit when those who move hold an office."""
    who, parsed = doers(scene, verb)
    who = [m for m in who if _is_official(scene, m)]
    at = scene.place_of(verb)
    to = phrase_after(scene, at, ("in",) if base_form(verb.text) == "arrive" else ("to",), reach=4)
    place = place_at(scene, to + 1) if to is not None and who else None
    if place is not None and place.span not in [m.span for m in who]:
        yield Draft("Visit", verb, (verb,), distinct(who), verb_status(verb), (), place, parsed)


def _is_official(scene: Scene, mention: Mention) -> bool:
    if mention.kind == "State" and mention.form != "adjective":
        return False  # "the US went to war"
    if mention.kind != "Person":
        return False
    if mention.form in ("pronoun", "description"):
        return bool(scene.officials)
    return mention.text.replace("-", " ").split()[-1] in scene.officials or any(
        w in scene.officials for w in mention.text.split()
    )
