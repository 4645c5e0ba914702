"""Questions of who said what: the ways in which English asks them.

*Who wants X* asks for the one whose wish it is, *who said that Y wants X* for the one who says so,
*what does Y want* for the wishes of Y: the verb that follows *who* or the name decides.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.answer.askedwish import ASIDE, MEAN, attitude_of, general, read_wish, strip_general
from kg.answer.reading import ABOUT, AUX, Asked, Question, whole

_SAY = (
    r"say|says|said|saying|states?(?! (?:media|tv|television|news|radio|department|run)\b)|"
    r"stated|claims?|claimed|thinks?|thought|believes?|"
    r"believed|argues?|argued|reports?|reported|mentions?|mentioned|tells?|told|suggests?|"
    r"suggested|writes?|wrote|written|remarks?|remarked|notes?|noted|adds?|added|"
    r"holds?(?= that)|held(?= that)|"
    r"maintain(?:s|ed)?|guess(?:es|ed)?|reckon(?:s|ed)?|speculate[sd]?|assert(?:s|ed)?|"
    r"explain(?:s|ed)?|observe[sd]?|conclude[sd]?|declare[sd]?|announce[sd]?|talk(?:s|ed)?|"
    r"sp[oe]ken?|speaks?|comment(?:s|ed)?|consider(?:s|ed)?|suppose[sd]?(?! to)|presume[sd]?|"
    r"assume[sd]?|imagine[sd]?|contend(?:s|ed)?|allege[sd]?|recall(?:s|ed)?|reveal(?:s|ed)?|"
    r"stress(?:es|ed)?|emphasi[sz]e[sd]?|underline[sd]?|(?:point|spell)(?:s|ed)? out|"
    r"impl(?:y|ies|ied)|(?:hint(?:s|ed)?|figure[sd]?|feels?|felt|finds?|found)(?= that)"
)
_WHO = (
    r"(?:who|who else|whoever|which \w+(?: \w+)?|what (?:people|person|expert|experts|analysts?|"
    r"officials?|sources?))"
)
_SOMEBODY = r"(?:anybody|anyone|somebody|someone|any \w+|people|nobody)"
_WHO_SAID = re.compile(
    rf"(?:{_WHO} (?:(?!would ){AUX} )?{ASIDE}|{AUX} {_SOMEBODY} {ASIDE}"
    rf"|(?:is|was) there {_SOMEBODY} who (?:has )?)"
    rf"(?:(?P<say>{_SAY})|(?P<mean>{MEAN}))\b(?P<rest>.*)",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"(?:according to|by) (?:whom|who)(?P<rest>.+)|whose (?:claim|statement|view|opinion|words?) "
    r"(?:is|was|are|were) (?:it )?(?:that )?(?P<more>.+)",
    re.IGNORECASE,
)
_SAID_BY = re.compile(
    rf"(?:(?:what|whom|how|why|when|where|which)"
    rf"(?: (?:else|exactly|things|statements|claims))? {AUX} "
    rf"|(?P<yes>{AUX} ))(?P<who>.+?) {ASIDE}"
    rf"(?:(?P<say>{_SAY}|see|sees|react(?:ed)? to)|(?P<mean>{MEAN}))\b(?P<rest>.*)",
    re.IGNORECASE,
)
_WHAT_THEY_SAY = re.compile(
    rf"(?:what|how|whatever|(?:every|any)thing|all)(?: (?:that|things))? (?P<who>.+?) {ASIDE}"
    rf"(?P<say>{_SAY})\b(?P<rest>.*)",
    re.IGNORECASE,
)
_WAS_TOLD = re.compile(
    r"what (?:was|is|were|are|has|have) (?P<whom>.+?) (?:been )?told(?: by (?P<who>.+))?",
    re.IGNORECASE,
)
_SAID_TO = re.compile(
    rf"what (?:{AUX}) (?P<who>.+?) (?:say|said|saying|write|written) to (?P<whom>.+)", re.IGNORECASE
)
_QUOTE = re.compile(rf"(?:quote|cite|list|give) (?P<who>.+?) {ABOUT} (?P<rest>.+)", re.IGNORECASE)
_VIEW = re.compile(
    rf"what (?:is|was|are|were) (?P<who>.+?)(?:['’]s?)? (?:\w+ )?"
    rf"(?:views?|opinions?|positions?|stance|reactions?|comments?|statements?|words|take|line) "
    rf"{ABOUT} (?P<rest>.+)",
    re.IGNORECASE,
)
_ALL_OF = re.compile(
    r"(?:(?:which|what) (?:statements|claims|quotes|quotations|words|remarks|comments)"
    r"|(?:list |all )+(?:of )?(?:the )?(?:statements|claims|quotes|quotations)) "
    r"(?:(?:are|were|is) (?:there |attributed |ascribed |made |given )*)?"
    r"(?:by|of|to|from|did|has|does) (?P<who>.+?)(?: (?:make|made|give|given))?"
    rf"(?: {ABOUT} (?P<rest>.+))?",
    re.IGNORECASE,
)
_TOLD_ABOUT = re.compile(
    rf"(?:what (?:is|was|are|were|has been|have been|gets|did|do|does) (?:people |others |the |"
    rf"they |"
    rf"everybody |everyone |articles |papers |press |it |being )*(?:said|told|reported|claimed|"
    rf"written|say|tell|report|claim|think|write) (?:{ABOUT}) (?P<rest>.+)"
    rf"|(?:which|what) (?:statements|claims|remarks) (?:are|were|is|was|speak|"
    rf"mention)?(?: there| made)?"
    rf" ?(?:{ABOUT}) (?P<more>.+))",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:(?:still|now|already|currently|being|there|next|else|also|yet|ever|so far) ?)+",
    re.IGNORECASE,
)
_ANYTHING = re.compile(
    r"^(?:anything|something|what|so|it|that|this|things?|much|everything)\b\s*", re.IGNORECASE
)


def read_said(asked: Asked) -> Question | None:
    """A question of who said what, who wants what, what somebody says or wants."""
    found = _about(asked) or read_wish(asked) or _who_said(asked)
    return found or _told(asked) or _said_by(asked) or _according(asked)


def read_whoever(asked: Asked) -> Question | None:
    """*Who* with any other verb: who is told to have done that."""
    match = re.match(rf"{_WHO} (?P<rest>\S+ .+)", asked.whole, re.IGNORECASE)
    if match is None or re.match(r"(?:is|was|are|were) \S+$", match["rest"]):
        return None
    said = re.sub(r"^(?:is|was|are|were|has|have|had) ", "", match["rest"])
    if re.match(r"\S+ that\b", said) or not asked.whole.startswith(asked.text):
        asked = replace(asked, time={})  # a time inside belongs to what was said
    return asked.question("who-said", said, cue=said.split()[0])


def _clean(rest: str, *, anything: bool = True) -> str:
    """What was said, without what leads to it: *that*, *anything about*."""
    rest = re.sub(r"^\s*(?:,|:|that\b)?\s*", "", rest)
    start = _ANYTHING.sub("", rest) if anything else rest
    about = re.sub(rf"^{ABOUT}\s+(?=\S)", "", start, flags=re.IGNORECASE)
    return about.strip() if about != start or anything else rest.strip()


def _who_said(asked: Asked) -> Question | None:
    if asked.has(
        r"^(?:which|what|how many) (?:\w+ )?(?:meetings?|visits?|summits?|talks|trips?)\b"
    ):
        return None
    if asked.has(r"^\w+ (?:is|are|was|were) (?:expected|planned|scheduled|due|set|said) to\b"):
        return None
    # A time may belong to what was said: it is cut out only before it.
    match = _WHO_SAID.fullmatch(asked.whole)
    if match is None or (match["mean"] and not match["rest"].strip()):
        return None
    led = match["rest"].strip()
    early = _WHO_SAID.fullmatch(asked.text)
    timed = re.match(
        r"(?:in|on|since|last|before|after|until|during|between|from|this)\b", led, re.I
    )
    if (
        early
        and asked.time
        and (timed or not re.search(r"\bthat\b", led))
        and (timed or re.match(r"(?:anything|something)? ?(?:about|of|on)\b", led, re.I))
    ):
        match, keep = early, True
    else:
        keep = False
    rest = re.sub(r"^\s*(?:,|:|that\b)?\s*", "", match["rest"])
    topic = re.sub(rf"^(?:{_ANYTHING.pattern[1:]})?{ABOUT}\s+(?=\S)", "", rest, flags=re.I)
    if not rest.strip():
        return None
    made = asked if keep else replace(asked, time={})
    if match["mean"]:
        verb = match["mean"]
        attitude = attitude_of(verb)
        object_ = whole(strip_general(rest), asked.known)
        if attitude and (not strip_general(rest) or (object_ and general(rest))):
            return made.question("attitudes", attitude=attitude, about=object_)
        return made.question("who-said", f"{verb} {rest}", cue=verb)
    name = whole(topic, asked.known) if topic != rest else None
    if name:
        return made.question("said-about", about=name)
    told = re.match(r"tell|told", match["say"], re.IGNORECASE)
    if told:
        # Whom it was told does not stand in what was said.
        topic = re.sub(r"^.{1,60}? (?:that|to) (?=\w)", "", topic, count=1)
    if topic != rest and _ANYTHING.fullmatch(topic):
        return None
    return made.question("who-said", topic if topic.strip() else rest)


def _about(asked: Asked) -> Question | None:
    """*What is said about X*, by anybody."""
    match = _TOLD_ABOUT.fullmatch(asked.text)
    if match is None:
        return None
    topic = (match["rest"] or match["more"]).strip()
    name = whole(topic, asked.known)
    if name:
        return asked.question("said-about", about=name)
    by = re.fullmatch(r"(?P<topic>.+) by (?P<who>.+)", topic)
    who = whole(by["who"], asked.known) if by else None
    if by and who:
        about = whole(by["topic"], asked.known)
        return asked.question("said-by", "" if about else by["topic"], who=who, about=about)
    return asked.question("who-said", topic)


def _said_by(asked: Asked) -> Question | None:
    match = _SAID_BY.fullmatch(asked.text) or _VIEW.fullmatch(asked.text)
    match = match or _ALL_OF.fullmatch(asked.text) or _told_of(asked) or _quote(asked)
    if match is None:
        return None
    if asked.has(r"^(?:whom?|which \w+) .* see\b"):
        return None  # *whom did she see*: met
    if re.search(r"\b(?:talk|speak)$", asked.text) and " and " in match["who"]:
        return None  # *when did France and Italy talk*: with each other
    parts = match.groupdict()
    rest = _clean(match["rest"] or "")
    mean = parts.get("mean")
    who = whole(match["who"], asked.known)
    if re.match(r"tell|told|ask", parts.get("say") or mean or "", re.IGNORECASE):
        whom, rest = _addressee(rest, asked)
        if who and whom and not rest:
            return asked.question("said-to", who=who, other=whom)
    if who is None:
        called = re.sub(r"^(?:the|mr|ms|mrs|dr)\.? ", "", match["who"].strip(), flags=re.I)
        if re.fullmatch(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*", called):
            return asked.question("said-by", unknown=called)
        if asked.has(r"^(?:when|where)\b") or _EMPTY.fullmatch(called):
            return None
        # A description such as *state media*: whoever it may be, what they say can be looked for.
        said = f"{called} {mean or ''} {rest}"
        return None if parts.get("yes") else asked.question(
            "who-said", " ".join(said.split()), cue=mean or "said"
        )  # fmt: skip
    about = whole(rest, asked.known) if rest and not mean else None
    if about:
        return asked.question("said-by", who=who, about=about)
    return asked.question("said-by", f"{mean} {rest}" if mean else rest, who=who, cue=mean)


def _told(asked: Asked) -> Question | None:
    """*What was Jane Doe told*, *what did Jane Doe say to Max Roe*."""
    match = _WAS_TOLD.fullmatch(asked.text) or _SAID_TO.fullmatch(asked.text)
    if match is None:
        return None
    who = whole(match["who"], asked.known) if match["who"] else None
    whom = whole(match["whom"], asked.known)
    if whom is None or (match["who"] and who is None):
        return None
    return asked.question("said-to", who=who, other=whom)


def _told_of(asked: Asked) -> re.Match[str] | None:
    """*What Jane Doe thinks of it*, *everything that Jane Doe said*."""
    match = _WHAT_THEY_SAY.fullmatch(asked.text)
    return match if match and whole(match["who"], asked.known) else None


def _quote(asked: Asked) -> re.Match[str] | None:
    """*Quote Jane Doe on the bridge*."""
    match = _QUOTE.fullmatch(asked.text)
    return match if match and whole(match["who"], asked.known) else None


def _addressee(rest: str, asked: Asked) -> tuple[str | None, str]:
    """*Kim about the visit* → Kim, *the visit*, for what was told to Kim."""
    found = asked.known.names.find(rest)
    if found and found[0].start <= 4:
        after = rest[found[0].end :].strip()
        if re.match(rf"(?:{ABOUT}|that)\b", after, re.IGNORECASE) or not after:
            topic = re.sub(rf"^(?:{ABOUT}|that)\b\s*", "", after, flags=re.IGNORECASE)
            return found[0].call, topic
    return None, rest


def _according(asked: Asked) -> Question | None:
    match = _ACCORDING.fullmatch(asked.whole)
    if match is None:
        return None
    return asked.question("who-said", _clean(match["rest"] or match["more"], anything=False))
