"""Questions of offices: who holds or held which, and who speaks for whom."""

from __future__ import annotations

import re

from kg.answer.known import of_kind
from kg.answer.names import Named
from kg.answer.reading import Asked, Question, whole

_HELD = (
    r"(?:office|post|position|job|title|role|function|rank|profession|occupation|capacity|work)s?"
)
_OF_PERSON = re.compile(
    rf"(?:(?:which|what) (?:\w+ )?{_HELD} (?:does|did|do|has|had|was|is) (?P<a>.+?) "
    r"(?:hold|have|held|had|occupy|holding|do|in)\b.*"
    r"|(?:in|as) (?:what|which) (?:capacity|role|function|office) (?:does|did|do|has|is|"
    r"was) (?P<i>.+?) "
    r"(?:speak|act|come|meet|appear|there|spoken|work)\w*(?: .*)?"
    rf"|(?:what|which) (?:is|was|are|were) (?P<b>.+?)['’]s? (?:\w+ )?{_HELD}\b.*"
    rf"|(?:what|which) (?:\w+ )?{_HELD} (?:is|was) held by (?P<d>.+)"
    r"|what does (?P<e>.+?) do(?: for a living)?"
    rf"|what (?:is|was) the {_HELD} of (?P<f>.+)"
    r"|(?:where|for whom|which \w+|what \w+|who) (?:does|did) (?P<h>.+?) work(?: for| at)?"
    r"|who (?:exactly )?(?:is|was|are) (?P<c>.+)|what (?:is|was) (?P<g>.+))",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"(?:who(?: all)?|which (?:people|persons)) (?:holds?|held|has|had|have|occup(?:y|ies|ied)) "
    rf"(?:which|what) (?:public |high )?{_HELD}"
    rf"|(?:which|what) {_HELD} (?:are|were|is|was) (?:there|held|named|mentioned)(?: by whom)?",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"who (?:currently |now )?(?:leads|led|heads|headed|governs|governed|runs|ran|rules|ruled|"
    r"presides over|is in charge of|was in charge of|is in power in|was in power in|"
    r"is at the head of|was at the head of) (?P<of>.+)",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"(?:who(?:se)?|which \w+) (?:speaks|spoke|is speaking|speak|has spoken|talks|talked) "
    r"(?:for|on behalf of|in the name of) (?P<a>.+)"
    r"|who (?:represents|represented) (?P<state>.+)"
    r"|(?:for whom|on whose behalf|in whose name) (?:does|did|do|has|is) (?P<person>.+?) "
    r"(?:speak|spoken|talk|speaking)"
    r"|who (?:is|was|are|were) (?:the |a |an )?(?P<b>.+?)['’]s? (?:spokes\w+|mouthpiece|"
    r"press officer)"
    r"|who (?:is|was|are|were) (?:the |a |an )?(?:(?P<d>.+?) )?(?:spokes\w+|mouthpiece)"
    r"(?: (?:of|for) (?P<c>.+))?"
    r"|who (?:acts|acted|serves|served|works|worked) as (?:the |a |an )?(?:spokes\w+|mouthpiece) "
    r"(?:of|for) (?P<e>.+)",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(?:is|was|are|were) (?P<who>.+?) (?:still |ever |also |now |really )*(?:the |a |an )"
    r"(?P<what>.+)",
    re.IGNORECASE,
)
_BECAME = re.compile(
    r"(?:when|since when) (?:did|was|is|has) (?P<who>.+?) (?:become|became|been|made|appointed|"
    r"elected|named)? ?(?:the |a |an )?(?P<what>.+)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:president|minister|premier|chancellor|king|queen|prince|leader|chief|head|director|"
    r"secretary|ambassador|envoy|spokes\w+|governor|mayor|general|commander|chair\w*|professor|"
    r"senator|lawyer|judge|speaker|analyst|expert|representative|ceo|editor|founder|negotiator|"
    r"adviser|advisor|commissioner|emperor|pope|researcher|fellow|scholar|lecturer|counterpart|"
    r"holder)s?\b",
    re.IGNORECASE,
)
_OF_MORE = re.compile(r"\b(?:of|with|by|to|for|about|between|against|that|on|at|in)\b", re.I)
_LEAD = re.compile(
    r"^(?:the |a |an |then |current |present |new |acting |former |late |ex-)+", re.I
)
_HOLDS = re.compile(
    r"who (?:holds|held|has|had|occupies|occupied|fills|filled) the (?:office|post|position|job) "
    r"(?:of|as) (?P<what>.+)|who (?:served|serves|acted|acts|works|worked) as (?P<more>.+)"
    r"|(?:which|what) (?:people|persons|man|men|woman) (?:is|was|are|were|have been) (?P<people>.+)"
    r"|name (?P<name>.+)",
    re.IGNORECASE,
)


def read_speaking(asked: Asked) -> Question | None:
    """A question of who speaks for whom."""
    match = _SPEAKS.fullmatch(asked.text)
    if match is None:
        return None
    if match["person"]:
        person = whole(match["person"], asked.known)
        return asked.question("speaks-for", who=person) if person else None
    if match["state"]:
        state = whole(match["state"], asked.known)
        return asked.question("speaks-for", of=state) if state else None
    owner = next((match[g] for g in "abcde" if match[g]), "")
    who = whole(owner, asked.known)
    return asked.question("speaks-for", of=who, unknown=None if who or not owner else owner)


def read_office(asked: Asked) -> Question | None:
    """A question of offices."""
    text = asked.text
    if _ALL.fullmatch(text):
        return asked.question("office")
    if match := _LEADS.fullmatch(text):
        return _of_role(asked, "leader", match["of"])
    if match := _HOLDS.fullmatch(text):
        return _phrase(asked, next(part for part in match.groups() if part))
    if match := _OF_PERSON.fullmatch(text):
        what = next(part for part in match.groups() if part)
        if match["c"] or match["g"]:
            found = _phrase(asked, what)
            if found is not None:
                return found
            if match["g"]:
                return None
        named = asked.known.names.whole(what)
        if named is not None:
            if match["c"] and not of_kind([named], "Person", "Organization", "Group"):
                return None
            if match["c"] and _OF_MORE.search(what[: named.start]):
                return None  # *who is afraid of a deal with Jane Doe*: it is told of somebody
            return asked.question("office", who=named.call)
        return None
    if plain := _plain(asked):
        return plain
    match = _YES.fullmatch(text) or _BECAME.fullmatch(text)
    if match and _ROLE.search(match["what"]):
        who = whole(match["who"], asked.known)
        found = _phrase(asked, match["what"])
        if who and found is not None:
            return asked.question("office", **{**found.slots, "who": who})
    return None


def _plain(asked: Asked) -> Question | None:
    """*Is Jane Doe foreign minister*, without an article before the office."""
    lead = re.match(r"(?:is|was) ", asked.text, re.IGNORECASE)
    if lead is None or not asked.found or asked.found[0].start != lead.end():
        return None
    who, what = asked.found[0], asked.text[asked.found[0].end :].strip()
    if re.match(r"(?:the|an?|still|ever|also|now|really)\b", what) or not _ROLE.search(what):
        return None
    found = _phrase(asked, what)
    return asked.question("office", **{**found.slots, "who": who.call}) if found else None


def _phrase(asked: Asked, what: str) -> Question | None:
    """*The foreign minister of Peru*, *Peru's foreign minister*, *the Peruvian president*."""
    what = _LEAD.sub("", what.strip())
    if not _ROLE.search(what):
        return None
    names = asked.known.names
    holder = _owner(asked, what)
    if holder is not None and _ROLE.search(what[holder.end :]):
        held = re.sub(r"^['’]s? ?", "", what[holder.end :])
        return _of_role(asked, _role(held), what[: holder.end])
    if re.fullmatch(r"[\w -]+? (?:of|for|at|in) (?:the )?.+", what):
        # *Minister of trade of Peru*: the last part is whose office it is.
        parts = re.split(r" (?:of|for|at|in) (?:the )?", what)
        if names.whole(parts[-1]) is None and len(parts) == 2 and parts[-1].islower():
            return asked.question("office", role=_role(what))
        return _of_role(asked, _role(what[: what.rindex(parts[-1])]), parts[-1])
    own = re.fullmatch(r"(?P<of>.+?)['’]s? (?P<role>.+)", what)
    if own and _ROLE.search(own["role"]):
        return _of_role(asked, _role(own["role"]), own["of"])
    if what[0].islower() and not re.search(r"[A-Z]", what):
        return asked.question("office", role=_role(what))
    return None


def _owner(asked: Asked, what: str) -> Named | None:
    """The longest name at the head of a phrase that is nobody's: *Peru* in *Peru's president*."""
    for size in range(len(what.split()), 0, -1):
        part = re.sub(r"['’]s?$", "", " ".join(what.split()[:size]))
        named = asked.known.names.find(part)
        whole_part = named and named[0].start == 0 and named[0].end == len(part)
        if whole_part and not of_kind(named[:1], "Person"):
            return named[0]
    return None


def _role(words: str) -> str:
    words = re.sub(r" (?:of|for|at|in)(?: the)? ?$", "", words.strip().lower())
    return re.sub(r"^(?:the|new|current|former) ", "", words).strip()


def _of_role(asked: Asked, role: str, of: str) -> Question:
    owner = whole(re.sub(r"^the (?=[A-Z])", "", of.strip()), asked.known)
    until = (
        dict(asked.time).get("until")
        if asked.time.get("since") == asked.time.get("until")
        else None
    )
    return asked.question(
        "office", role=role, of=owner, on=until, unknown=None if owner else of.strip()
    )
