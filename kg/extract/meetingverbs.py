"""Verbs that tell of a meeting or a visit: meet, host, invite, visit, travel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.meetingevents import call_on, co_chair, see_off
from kg.extract.meetinginvitations import bidden, declined, is_guest
from kg.extract.meetinglists import acting_for, read_list
from kg.extract.meetingplaces import place_at
from kg.extract.meetingstatus import verb_status
from kg.extract.participants import doers, phrase_after
from kg.extract.roles import ROLES
from kg.extract.scene import FINITE, Draft, Scene, actors, distinct, is_pair, is_person
from kg.extract.syntax import agent, base_form, children, governing_verb, is_passive, is_verb, tense
from kg.records import Mention


def verb_drafts(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Yields what the verb tells of meetings and visits."""
    word = base_form(verb.text)
    sits = word == "sit" and _followed(scene, verb, "down")
    if word in words.MEET_VERBS or sits or (word == "shake" and _followed(scene, verb, "hands")):
        yield from _meet(scene, verb)
    elif word in words.HOST_VERBS:
        yield from _host(scene, verb)
    elif word in words.INVITE_VERBS:
        yield from _invite(scene, verb)
    elif word in words.VISIT_VERBS:
        yield from _visit(scene, verb)
    elif word in words.MOTION_VERBS:
        yield from _motion(scene, verb)
    elif word == "be":
        yield from _stays(scene, verb)
    elif word in ("chair", "co-chair"):
        yield from co_chair(scene, verb)
    elif word == "see" and not is_passive(verb):
        yield from see_off(scene, verb)
    elif word == "call" and _followed(scene, verb, "on"):
        yield from call_on(scene, verb)


def _followed(scene: Scene, token: Token, word: str) -> bool:
    k = scene.place_of(token) + 1
    return k < len(scene.tokens) and scene.tokens[k].lower_ == word


def is_sport(scene: Scene, people: Sequence[Mention], *, direct: bool) -> bool:
    """Teams and players meet too, in finals; countries do without `with`."""
    if any(t.lower_ in words.SPORT for t in scene.tokens):
        return True
    return direct and not any(is_person(m) or is_pair(m) or m.kind == "Group" for m in people)


def carried(scene: Scene, trigger: Token) -> bool:
    """Whether they talked from afar: `talks by phone`, `held a meeting via video link`."""
    at = scene.place_of(trigger)
    return any(
        t.lower_ in ("by", "via", "over", "through")
        and any(n.lower_ in words.CARRIED for n in scene.tokens[k + 1 : k + 4])
        for k, t in enumerate(scene.tokens[at : at + 12], at)
    )


def _meet(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Ann met (with) Bob`, `Ann and Bob met`, `sat down with`."""
    who, parsed = doers(scene, verb, places=True)
    at = scene.place_of(verb)
    if is_passive(verb):
        passive = actors(scene, children(verb, "nsubj:pass")) + actors(scene, agent(verb))
        who = passive or who  # "was to have met" is none
    if base_form(verb.text) == "convene" and children(verb, "obj"):
        return
    partners, _ = _objects(scene, at) if base_form(verb.text) == "meet" else ([], at)
    direct = bool(partners)
    if _is_standard(scene, at) or (direct and _is_first_love(scene, at)):
        return
    if not partners:
        phrase = phrase_after(scene, at, ("with",))
        partners = read_list(scene, phrase + 1)[0] if phrase is not None else []
    if not who and partners and verb.tag_ == "VBG":
        who, parsed = _nearest_person(scene, verb), False
    if not who:
        return
    if tense(verb) == "present" and any(t.lower_ in ("every", "each") for t in scene.tokens):
        return  # "they meet every Monday"
    if len(who) == 1 and who[0].form == "pronoun" and partners and partners[0].form == "name":
        who = _traveller(scene, verb) or who
    if not partners and len(who) == 1 and _are_the_envoys(scene, who[0]):
        yield Draft("Meeting", verb, (verb,), (), verb_status(verb), refers=True)
        return
    everybody = distinct([*who, *partners])
    if is_sport(scene, everybody, direct=direct or not partners) or carried(scene, verb):
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


def above_when(verb: Token) -> Token | None:
    """The verb of the journey that a clause goes on to tell of: `visited Oslo in May, when she
    [met]`, `flew to Oslo, where he [met]`.
    """
    if verb.dep_ not in ("advcl", "acl", "acl:relcl", "ccomp", "advcl:relcl"):
        return None
    if not any(c.lower_ in ("when", "where") and c.i < verb.i for c in verb.children):
        return None
    above = verb.head if is_verb(verb.head) else governing_verb(verb.head)
    if above is None or above.i > verb.i:
        return None
    return above if base_form(above.text) in words.VISIT_VERBS | words.MOTION_VERBS else None


def _traveller(scene: Scene, verb: Token) -> list[Mention]:
    """Whom `he` stands for in `Karl Roe visited Oslo, when he met`: who made the journey."""
    above = above_when(verb)
    who = doers(scene, above)[0] if above is not None else []
    return who if len(who) == 1 and who[0].kind == "Person" and who[0].form == "name" else []


def _are_the_envoys(scene: Scene, mention: Mention) -> bool:
    """`[The experts] are to meet in Oslo`: those whose talks were told of before."""
    told = mention.text.lower().split()
    return (
        mention.kind == "Group"
        and told[0] == "the"
        and len(told) <= 3
        and told[-1].endswith("s")
        and base_form(told[-1]) in words.ENVOYS - {"leader"}
        and not is_pair(mention)
        and not acting_for(scene, mention)
    )


def _is_standard(scene: Scene, at: int) -> bool:
    """`met the commission's 15 percent threshold`: nobody met anybody."""
    for token in scene.tokens[at + 1 : at + 14]:
        if token.lower_ in words.STANDARDS:
            return True
        if token.tag_ in FINITE or (token.pos_ == "ADP" and token.lower_ not in ("on", "of")):
            return False
    return False


def _is_first_love(scene: Scene, at: int) -> bool:
    """`met his wife, Ana`: when they came to know each other."""
    following = [t.lower_ for t in scene.tokens[at + 1 : at + 3]]
    if len(following) < 2:
        return False
    own, kin = following
    return own in ("his", "her", "my", "their") and kin in words.KIN - {"father", "mother"}


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
        parsed = bool(guests)
        guests = guests or doers(scene, verb)[0]
    else:
        hosts, parsed = doers(scene, verb)
        guests = [] if _of_a_thing(scene, verb) else _objects(scene, scene.place_of(verb))[0]
    guests = [g for g in guests if is_person(g) or acting_for(scene, g)]
    hosts = [h for h in hosts if h not in guests and (h.kind != "Group" or is_person(h))]
    if guests and hosts:
        everybody = distinct([*hosts, *guests])
        status = verb_status(verb)
        yield Draft("Meeting", verb, (verb,), everybody, status, hosts=tuple(hosts), sure=parsed)


def _of_a_thing(scene: Scene, verb: Token) -> bool:
    """`received the endorsement of Ann`: what is received is no guest."""
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    return following.pos_ == "NUM" or any(
        t.pos_ == "NOUN" and t.i > verb.i and not scene.index.over(t) and t.lower_ not in ROLES
        for t in children(verb, "obj")
    )


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
    guests = [g for g in guests if is_person(g) or is_pair(g)]
    if end + 1 < len(scene.tokens) and scene.tokens[end].text == ",":  # "the president, Roe, to"
        end += 1
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
    guests, bidders = bidden(scene, verb)
    if guests:
        who, status = guests, "denied" if declined(scene, verb) else "invited"
    elif not any(is_person(m) or m.kind == "State" for m in who):
        above = governing_verb(verb.head)  # "Ann accepted an invitation to visit"
        who = doers(scene, above)[0] if verb.dep_ == "acl" and above is not None else []
    if place is not None:
        who = [m for m in who if (is_guest(m) or m.kind == "State") and m is not place]
        hosts = bidders if status in ("invited", "planned", "hypothetical") else ()
        yield Draft("Visit", verb, (verb,), distinct(who), status, hosts, place, parsed)
        for other, token in _further(scene, place):
            yield Draft("Visit", token, (token,), distinct(who), status, hosts, other, parsed)
        return
    guests = [m for m in _objects(scene, at)[0] if is_person(m)]
    if guests:
        yield Draft("Meeting", verb, (verb,), distinct([*who, *guests]), status, sure=parsed)


def _further(scene: Scene, place: Mention) -> Iterator[tuple[Mention, Token]]:
    """`visited Chile in May and [Peru] in June`: the places beside the first that have a time."""
    for k, token in enumerate(scene.tokens[:-1]):
        if token.lower_ not in ("and", ",") or token.idx < place.span.end:
            continue
        if token.lower_ == "," and scene.tokens[k + 1].lower_ == "and":
            continue
        other = scene.index.at(scene.tokens[k + 1])
        if other is None or other.kind not in ("Place", "State") or other.form != "name":
            if scene.tokens[k + 1].tag_ in ("VBD", "VBZ", "VBP", "MD"):
                return
            continue
        starts = {time.span.start for time, _ in scene.times}
        if any(other.span.end < start <= other.span.end + 2 for start in starts):
            yield other, scene.tokens[k + 1]


def _motion(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`The president flew to Oslo`: a visit when those who move hold an office."""
    who, parsed = doers(scene, verb)
    who = [m for m in who if _is_official(scene, m)]
    at = scene.place_of(verb)
    goal = {"arrive": ("in",), "leave": ("for",), "depart": ("for",)}.get(base_form(verb.text))
    to = phrase_after(scene, at, goal or ("to",), reach=4)
    place = place_at(scene, to + 1) if to is not None and who else None
    if to is None and verb_status(verb) == "planned" and _accepts(scene):
        yield Draft("Visit", verb, (verb,), (), "planned", refers=True)
    if place is not None and place.span not in [m.span for m in who]:
        yield Draft("Visit", verb, (verb,), distinct(who), verb_status(verb), (), place, parsed)


def _accepts(scene: Scene) -> bool:
    """`She accepted and will travel in May`: the journey that she was invited to."""
    first = scene.tokens[0]
    before = first.doc[max(0, first.i - 60) : first.i]
    said = any(base_form(t.text) == "accept" for t in scene.tokens)
    return said and any(base_form(t.text) in ("invite", "invitation") for t in before)


def _stays(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Ann was in Norway from Monday to Wednesday`, `is in Oslo for talks`: where a stretch of time
    or a purpose says that it was a journey.
    """
    at = scene.place_of(verb)
    due = at + 2 < len(scene.tokens) and scene.tokens[at + 1].lower_ in ("due", "expected")
    at += due
    if at + 2 >= len(scene.tokens) or scene.tokens[at + 1].lower_ != "in":
        return
    place = place_at(scene, at + 2)
    after = {t.lower_ for t in scene.tokens[at + 2 : at + 14]}
    purposes = words.MEETING_NOUNS | words.VISIT_NOUNS | {"invitation"}
    stretch = any(
        t.i > verb.i and time.text.lower().startswith(("from ", "between "))
        for time, t in scene.times
    )
    who, parsed = doers(scene, verb)
    who = [m for m in who if is_person(m)]
    if place is None or not who or not (due or stretch or ("for" in after and after & purposes)
                                        or {"at", "invitation"} <= after):  # fmt: skip
        return
    status = "planned" if due else verb_status(verb)
    yield Draft("Visit", verb, (verb,), distinct(who), status, (), place, parsed)


def _is_official(scene: Scene, mention: Mention) -> bool:
    if mention.kind == "State" and mention.form != "adjective":
        return False  # "the US went to war"
    if mention.kind == "Group" and is_person(mention):
        return True  # "the Kenyan leader"
    if mention.kind != "Person" or mention.text == "I":
        return False
    if mention.form in ("pronoun", "description"):
        return bool(scene.officials)
    return mention.text.replace("-", " ").split()[-1] in scene.officials or any(
        w in scene.officials for w in mention.text.split()
    )
