"""Questions of meetings and visits: who met whom, who was there, what is ahead, what became."""

from __future__ import annotations

from kg.answer.known import of_kind
from kg.answer.names import Named
from kg.answer.reading import AUX, Asked, Kind, Question

_MET = (
    r"\b(?:meet|meets|met|meetings?|talks|summits?|banquets?|hosts?|hosted|receive[sd]?|welcomed?|"
    r"conferences?|negotiations|dinners?|gatherings?|see each other|encounters?|appointments?|"
    r"handshakes?|(?:get|got|come|came) together|talk(?:ed)?(?=$)|(?:sit|sat) down "
    r"(?:with|together)|"
    r"contacts|whom (?:did|does|has|have|had) .+? (?:see|seen))\b"
)
_VISIT = (
    r"\b(?:visit|visits|visited|visiting|visitors?|travel|travels|travell?ed|trips?|journeys?|"
    r"tours?|went to|go to|goes to|"
    r"going to(?! (?:meet|see|talk|hold|happen|host|receive)\b)|gone to|been to|came to|"
    r"come to|coming to|"
    r"fly to|flew to|flies to|where (?:did|has|will) .* (?:go|gone|been|travel|fly))\b"
)
_ASKS = (
    r"^(?:who|whom|whose|when|where|which|what|how|list|on|in|at|with whom|talks|meetings?|leaders|"
    rf"{AUX})\b"
)
_ATTENDED = (
    r"\b(?:attend(?:s|ed|ing|ees?)?|took part|take part|taken part|taking part|"
    r"participat(?:e[sd]?|ing) in|"
    r"present at|(?:was|were|is|been|sat) (?:also |there )?(?:at|in) the (?:\w+ ){0,4}?"
    r"(?:meeting|summit|talks|banquet|conference|dinner|negotiations|visit|ceremony)|"
    r"join(?:s|ed)? (?:in )?the|accompan\w+|(?:came|went|travel\w+) with|came along|"
    r"(?:was|were|is|been|sat) (?:also |there )?(?:at the table|in the room|"
    r"there when|round the table)|"
    r"guests? (?:at|of)|(?:came|come) to the "
    r"(?:\w+ ){0,3}?(?:meeting|summit|talks|banquet|conference|dinner))\b"
)
_AHEAD = (
    r"\b(?:planned|plans? to|scheduled|upcoming|ahead|coming up|forthcoming|due|expected to|"
    r"agenda|still to come|next|future|in the (?:diary|calendar)|about to|yet to (?:come|be held)|"
    r"in preparation|being prepared|lined up|in the works|on the calendar|pencilled in|"
    r"will|going to (?:meet|visit|happen|see)|set to|to be held|announced)\b"
)
_FATE = (
    r"\b(?:cancel\w*|call(?:ed)? off|postpone\w*|put off|what (?:became|has become) of|"
    r"(?:take|taken|took) place|came about|come about|go ahead|went ahead|fell through|"
    r"still on|back on|denied|den(?:y|ies) (?:the )?meeting|really (?:meet|happen)|happened? to "
    r"the .*(?:meeting|summit|visit|talks|trip)|status of)\b"
)
_LEADERS = (
    r"\b(?:which (?:states|countries|nations)['’]? (?:leaders|presidents|heads)|which (?:\w+ )?"
    r"(?:leaders|presidents|heads of state|heads of government)|leaders of which|"
    r"whose (?:leaders|presidents)|(?:which|what) (?:states|countries) (?:met|held|had)|"
    r"meetings? (?:of|between|among) (?:the )?(?:leaders|heads|presidents)|"
    r"summits? (?:of|between) (?:the )?leaders|(?:leaders|presidents|heads of "
    r"(?:state|government)) of .+ and .+? (?:meet|met|talk|talked))\b"
)
_DIFFER = (
    r"\b(?:disagree\w*|differ|differs|differing|differences?|conflict\w*|contradict (?:each other|"
    r"one another|themselves)|diverge\w*|at odds|not agree|do not match|inconsisten\w+|"
    r"discrepanc\w+|contradictions?|different|"
    r"(?:give|name|report|state|have|tell)s? (?:\w+ )?the same|"
    r"part ways|part company|disputed|contested|vary|varies)\b"
)
_TELLERS = (
    r"\b(?:articles?|sources?|reports?|papers|newspapers|accounts|outlets|stories|media|versions|"
    r"disagreements?|differences|discrepanc\w+|contradictions|they|the facts)\b"
)
_LIST = (
    r"^(?:which|what|list|how many|are there|were there|is there|all|when (?:was|were|is|"
    r"are) (?:the|"
    r"there)|where (?:was|were|is|are) (?:the|there)|have there been|what kind)\b.*"
    r"\b(?:meetings?|talks|summits?|visits?|encounters?|trips?|conferences?|negotiations)\b"
)
_TAKEN_AS = r"^who (?:\w+ )?(?:takes?|took|taken|reads?|sees?|saw|seen) .+ as (?:an?|the|proof)\b"
"""*Who took the trip as a sign of trust*: who thought so."""
_LATE = 5
"""*Who* is asked of the meeting itself when it is named within so many words."""
_STATUSES = (
    ("cancelled", r"\b(?:cancel\w*|called off)\b"),
    ("denied", r"\bdenied\b"),
    ("invited", r"\binvit\w+\b"),
    ("hypothetical", r"\bhypothetical\b"),
)
_MATTERS = (
    ("date", r"\b(?:dates?|days?|when|time|how long)\b"),
    ("place", r"\b(?:places?|where exactly|over where|location|venue|city)\b"),
    ("official", r"\b(?:official|state visit|unofficial|private)\b"),
    ("status", r"\b(?:whether|status|took place|happened|cancel\w*|held)\b"),
)


def read_met(asked: Asked) -> Question | None:
    """A question of meetings or visits."""
    if not asked.has(_ASKS) or asked.has(_TAKEN_AS):
        return None
    met, visit, there = asked.has(_MET), asked.has(_VISIT), asked.has(_ATTENDED)
    coming = asked.has(_AHEAD)
    actors = asked.actors()
    if not (met or visit or there):
        plain = (
            r"^(?:what|which (?:meetings?|visits?|talks|summits?|trips?|journeys?)|what else|"
            r"is anything|anything|who (?=is|are)) "
            r"(?:is|are|was|were|lies|has been)?"
        )
        if coming and asked.has(rf"{plain} ?(?:\w+ )?{_AHEAD}") and not asked.has(r"\bsaid\b"):
            return _named(asked, "ahead", actors)
        return None
    verb = min(match.start() for match in (met, visit, there) if match)
    if asked.has(r"^(?:who|which \w+) ") and _words_before(asked, verb) > _LATE:
        return None  # the verb of the question is another one
    if not asked.found and asked.unknown() and not asked.has(r"^(?:what|which)\b"):
        return asked.question("visit" if visit and not met else "met", unknown=asked.unknown())
    if there:
        return _named(asked, "attended", actors)
    status = next((name for name, words in _STATUSES if asked.has(words)), None)
    if status and asked.has(_LIST):
        return _named(asked, "meetings", actors, status=status)
    if asked.has(_FATE) and not asked.has(r"^(?:which|what|list|how many)\b.*\btook place\b"):
        return _named(asked, "life", actors)
    if asked.has(_LEADERS) and not of_kind(actors, "Person"):
        return _named(asked, "leaders", [n for n in actors if of_kind([n], "State")])
    if (
        visit
        and (not met or asked.place() is not None)
        and not (coming and asked.has(r"^(?:what|which|are|list)\b"))
        and not (asked.has(r"\bmeetings?\b|\bmet\b|\bmeet\b") and len(actors) > 1)
    ):
        return _visit(asked)
    people = [n for n in actors if n.entities[0].kind == "Person"]
    if coming and len(people) < 2 and not asked.has(r"\b(?:last|first) (?:meet|met)\b"):
        return _named(asked, "ahead", actors)
    states = [n for n in actors if n.entities[0].kind != "Person"]
    if len(states) > 1 and not people:
        return asked.question("between", who=states[0].call, other=states[1].call)
    if states or (not people and asked.has(_LIST)) or (len(people) == 1 and asked.has(_LIST)):
        return _named(asked, "meetings", people or states)
    return _named(asked, "met", people)


def _words_before(asked: Asked, end: int) -> int:
    """How many words stand before a place, a name counting as one."""
    inside = sum(len(n.text.split()) - 1 for n in asked.found if n.end <= end)
    listed = sum(asked.text[n.end : end].startswith(" and ") for n in asked.found)
    return len(asked.text[:end].split()) - inside - 2 * listed


def _named(asked: Asked, kind: Kind, actors: list[Named], *, status: str | None = None) -> Question:
    """A question of a kind with whom and where it names."""
    place = asked.place()
    who = actors[0].call if actors else None
    other = actors[1].call if len(actors) > 1 else None
    return asked.question(
        kind,
        who=who,
        other=other,
        place=place.called("Place") if place else None,
        status=status,
        unknown=asked.unknown() if who is None and place is None else None,
    )


def _visit(asked: Asked) -> Question:
    """Who goes where: what follows the verb is the place, unless it is a person."""
    verb = asked.has(_VISIT)
    after = verb.end() if verb and not asked.has(r"^where") else len(asked.text)
    goals = [n for n in of_kind(asked.found, "Place", "State") if n.start >= after - 1]
    goals = [n for n in goals if n.entities[0].kind != "Person"]
    place = asked.place() or (goals[0] if goals else None)
    people = [n for n in asked.actors() if n is not place and n not in goals]
    listed = asked.has(r"^where|^(?:which|what|how many) (?:trips|journeys|visits|travels|tours)\b")
    hosts = [n for n in people if verb and n.start >= verb.end() and not listed]
    visitor = next((n for n in people if n not in hosts), None)
    if place is None and visitor is None and hosts:
        return asked.question("met", who=hosts[0].call)
    if place is None and visitor is not None and hosts:
        return asked.question("met", who=visitor.call, other=hosts[0].call)
    return asked.question(
        "visit",
        who=visitor.call if visitor else None,
        place=place.called("Place") if place else None,
        unknown=asked.unknown() if visitor is None and place is None else None,
    )


def read_differ(asked: Asked) -> Question | None:
    """On what articles do not agree."""
    if not (asked.has(_DIFFER) and asked.has(_TELLERS)) or asked.has(r"\bwho\b"):
        return None
    matter = next((name for name, words in _MATTERS if asked.has(words)), None)
    actors = asked.actors()
    people = [n for n in actors if n.entities[0].kind == "Person"]
    among = people or actors
    place = asked.place()
    return asked.question(
        "differ",
        who=among[0].call if among else None,
        other=among[1].call if len(among) > 1 else None,
        matter=matter,
        place=place.called("Place") if place else None,
    )
