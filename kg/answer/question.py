"""What kind of question this is: the grammar of the few kinds that are understood.

A question that fits none is searched for by meaning; `read` says so by the kind `search`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from kg.answer.names import Entity, Named, Names

Kind = Literal["who-said", "said-by", "met", "visit", "office", "search"]

_SAY = (
    r"say|says|said|saying|stated|claim|claims|claimed|think|thinks|thought|believe|"
    r"believes|believed|argue|argues|argued|report|reports|reported|mention|mentions|mentioned|"
    r"tell|tells|told|suggest|suggests|suggested"
)
_MEAN = (
    r"warn|warns|warned|den(?:y|ies|ied)|accuse[sd]?|insist(?:s|ed)?|predict(?:s|ed)?|"
    r"expect(?:s|ed)?|want(?:s|ed)?|hope[sd]?|fear(?:s|ed)?|promise[sd]?|vow(?:s|ed)?|"
    r"demand(?:s|ed)?|urge[sd]?|call(?:s|ed)?|describe[sd]?|praise[sd]?|critici[sz]e[sd]?|"
    r"ask(?:s|ed)?|plan(?:s|ned)?|announce[sd]?|confirm(?:s|ed)?|admit(?:s|ted)?|propose[sd]?|"
    r"threaten(?:s|ed)?|agree[sd]?|reject(?:s|ed)?|refuse[sd]?|doubt(?:s|ed)?|pledge[sd]?"
)
_ASIDE = r"(?:ever |also |actually |really |already |not )*"
_ABOUT = r"(?:about|on|regarding|concerning|of|to)"
_WHO = r"(?:who|who else|which \w+(?: \w+)?|what (?:people|person|expert|experts|analysts?))"
_SOMEBODY = r"(?:anybody|anyone|somebody|someone|any \w+)"
_AUX = r"(?:did|does|do|has|have|had|will|would|is|was|are|were)"

_WHO_SAID = re.compile(
    rf"(?:{_WHO} (?:{_AUX} )?{_ASIDE}|{_AUX} {_SOMEBODY} {_ASIDE}"
    rf"|(?:is|was) there {_SOMEBODY} who (?:has )?)"
    rf"(?:(?P<say>{_SAY})|(?P<mean>{_MEAN}))\b(?P<rest>.*)",
    re.IGNORECASE,
)
_SAID_BY = re.compile(
    rf"(?:(?:what|whom) (?:else )?{_AUX} |(?P<yes>{_AUX} ))(?P<who>.+?) {_ASIDE}"
    rf"(?:(?P<say>{_SAY})|(?P<mean>{_MEAN})|comment(?:ed)?|speak|spoken)\b(?P<rest>.*)",
    re.IGNORECASE,
)
_VIEW = re.compile(
    rf"what (?:is|was|are|were) (?P<who>.+?)(?:['’]s?)? "
    rf"(?:view|views|opinion|position|reaction|comment|comments|statement) {_ABOUT} (?P<rest>.+)",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:meet|meets|met|meeting|meetings|talks|summit|banquet|hosted|received|welcomed)\b", re.I
)
_VISIT = re.compile(
    r"\b(?:visit|visits|visited|travel|travels|travell?ed|trip|trips|journey|went to|go to|goes to|"
    r"gone to|been to)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"(?:who|whom|when|where|which|what|how often|{_AUX})\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"(?:(?:which|what) (?:offices?|posts?|positions?|jobs?|titles?|roles?) (?:does|did|do|has|had)"
    r" (?P<a>.+?) (?:hold|have|held|had)\b.*"
    r"|(?:what|which) (?:is|was) (?P<b>.+?)['’]s? (?:office|post|position|job|title|role)"
    r"|what (?:office|post|job) is held by (?P<d>.+)"
    r"|who (?:is|was) (?:the )?(?P<role>[\w -]+?) of (?:the )?(?P<of>.+)"
    r"|who (?:is|was) (?P<c>.+))",
    re.IGNORECASE,
)
_ANYTHING = re.compile(r"^(?:anything|something|what|so|it|that|this|things?)\b\s*", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:in|during|of|since|until) ((?:19|20)\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `text` is what to search for, `who` the person, state or organisation asked about, `others`
    further ones, `place` and `year` where and when; `yes_no` when it asks whether. `cue` is the
    verb where it matters (*warned*), `role` an office.
    """

    kind: Kind
    text: str
    who: Entity | None = None
    others: tuple[Entity, ...] = ()
    place: Entity | None = None
    year: str | None = None
    yes_no: bool = False
    unknown: str | None = None
    cue: str | None = None
    role: str | None = None
    subject: Named | None = field(default=None, compare=False)


def read(question: str, names: Names) -> Question:
    """What a question asks, by the names that the graph knows.

    `unknown` holds a name that the question turns on and the graph does not know.
    """
    text = " ".join(question.split()).rstrip("?!. ").strip()
    found = _who_said(text, names) or _said_by(text, names) or _met(text, names)
    return found or _office(text, names) or Question("search", text)


def _who_said(text: str, names: Names) -> Question | None:
    match = _WHO_SAID.fullmatch(text)
    if match is None or (match["mean"] and not match["rest"].strip()):
        return None
    rest = re.sub(r"^\s*(?:,|:|that\b)?\s*", "", match["rest"])
    rest = re.sub(rf"^(?:{_ANYTHING.pattern[1:]})?{_ABOUT}\s+(?=\S)", "", rest, flags=re.I)
    what = f"{match['mean']} {rest}" if match["mean"] else rest
    if not what.strip():
        return None
    yes_no = not text.lower().startswith(("who", "which", "what"))
    return Question("who-said", what, cue=match["mean"], yes_no=yes_no)


def _said_by(text: str, names: Names) -> Question | None:
    match = _SAID_BY.fullmatch(text) or _VIEW.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    rest = re.sub(r"^\s*(?:,|:|that\b)?\s*", "", match["rest"])
    rest = _ANYTHING.sub("", rest)
    rest = re.sub(rf"^{_ABOUT}\s+", "", rest, flags=re.IGNORECASE)
    what = f"{parts['mean']} {rest}" if parts.get("mean") else rest
    asked = bool(parts.get("yes"))
    who = _whole(match["who"], names)
    if who is None:
        called = match["who"].strip()
        if re.fullmatch(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*", called):
            return Question("said-by", what, unknown=called, yes_no=asked)
        # A description such as *state media*: whoever it may be, what they say can be looked for.
        said = f"{called} {what}".strip()
        return None if asked else Question("who-said", said, cue=parts.get("mean") or "said")
    return Question("said-by", what, who[0], who[1:], yes_no=asked, cue=parts.get("mean"))


def _met(text: str, names: Names) -> Question | None:
    visit, met = _VISIT.search(text), _MET.search(text)
    if not _ASKS.match(text) or not (visit or met):
        return None
    places, parties = list[Entity](), list[Entity]()
    for named in names.find(text):
        before = text[: named.start].lower()
        goes = visit is not None and (named.start > visit.end())
        at = re.search(r"\b(?:in|at|to|from)(?: the)? $", before)
        entity = named.entities[0]
        if entity.kind in ("Place", "State") and (at or goes):
            places.append(entity)
        elif entity not in parties:
            parties.append(entity)
    year = _YEAR.search(text)
    return Question(
        "visit" if visit and (places or not met) else "met",
        text,
        parties[0] if parties else None,
        tuple(parties[1:]),
        places[0] if places else None,
        year[1] if year else None,
        yes_no=not text.lower().startswith(("w", "how")),
        unknown=_unknown(text, names) if not parties and not places else None,
    )


def _office(text: str, names: Names) -> Question | None:
    match = _OFFICE.fullmatch(text)
    if match is None:
        return None
    if match["role"]:
        of = _whole(match["of"], names)
        if of is not None:
            return Question("office", text, others=of[:1], role=match["role"].lower())
        return Question("office", text, unknown=match["of"], role=match["role"].lower())
    asked = next(match[name] for name in "abcd" if match[name])
    who = _whole(asked, names)
    return Question("office", text, who[0], who[1:]) if who else None


def _whole(text: str, names: Names) -> tuple[Entity, ...] | None:
    """Whom a phrase means that is a name, perhaps with a title before it."""
    text = re.sub(r"['’]s?$", "", text.strip())
    found = [named for named in names.find(text) if named.end >= len(text.rstrip(" .,"))]
    return found[-1].entities if found else None


def _unknown(text: str, names: Names) -> str | None:
    """The first name-like words after the question word, which the graph does not know."""
    match = re.search(r"(?<=\s)[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*", text)
    return match.group() if match else None
