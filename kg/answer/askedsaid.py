"""Questions of who said what: the ways in which English asks them.

*Who wants X* asks for the one whose wish it is, *who said that Y wants X* for the one who says so,
*what does Y want* for the wishes of Y: the verb that follows *who* or the name decides.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.answer.known import of_kind
from kg.answer.reading import ABOUT, AUX, Asked, Question, whole

_SAY = (
    r"say|says|said|saying|states?(?! (?:media|tv|television|news|radio|department|run)\b)|"
    r"stated|claims?|claimed|thinks?|thought|believes?|"
    r"believed|argues?|argued|reports?|reported|mentions?|mentioned|tells?|told|suggests?|"
    r"suggested|writes?|wrote|written|remarks?|remarked|notes?|noted|adds?|added|"
    r"holds?(?= that)|held(?= that)|"
    r"maintain(?:s|ed)?|guess(?:es|ed)?|reckon(?:s|ed)?|speculate[sd]?|assert(?:s|ed)?|"
    r"explain(?:s|ed)?|observe[sd]?|conclude[sd]?|declare[sd]?|announce[sd]?|talk(?:s|ed)?|"
    r"sp[oe]ken?|speaks?|comment(?:s|ed)?|consider(?:s|ed)?"
)
_MEAN = (
    r"warn(?:s|ed)?|caution(?:s|ed)?|den(?:y|ies|ied)|accuse[sd]?|blame[sd]?|insist(?:s|ed)?|"
    r"predict(?:s|ed)?|"
    r"expect(?:s|ed)?|want(?:s|ed)?|would (?:like|prefer|rather)|wish(?:es|ed)?|hope[sd]?|"
    r"fear(?:s|ed)?|worr(?:y|ies|ied)|promise[sd]?|vow(?:s|ed)?|"
    r"demand(?:s|ed)?|urge[sd]?|call(?:s|ed)?|describe[sd]?|praise[sd]?|critici[sz]e[sd]?|"
    r"ask(?:s|ed)?|plan(?:s|ned)?|intend(?:s|ed)?|confirm(?:s|ed)?|admit(?:s|ted)?|"
    r"acknowledge[sd]?|propose[sd]?|offer(?:s|ed)?|invite[sd]?|refuse[sd]?|"
    r"threaten(?:s|ed)?|agree[sd]?|reject(?:s|ed)?|doubt(?:s|ed)?|pledge[sd]?|"
    r"support(?:s|ed)?|back(?:s|ed)?|favou?r(?:s|ed)?|oppose[sd]?|dismiss(?:es|ed)?|"
    r"thank(?:s|ed)?|welcome[sd]?|hail(?:s|ed)?|question(?:s|ed)?|dispute[sd]?|"
    r"compare[sd]?|contradict(?:s|ed)?|need(?:s|ed)?|prefer(?:s|red)?|seek|seeks|sought|"
    r"condemn(?:s|ed)?|like[sd]?"
)
_ASIDE = (
    r"(?:ever |also |actually |really |already |not |publicly |never |openly |"
    r"be |is |are |was |were |has |have |had |been |being |(?:have|has|had|got) to )*"
)
_WHO = (
    r"(?:who|who else|whoever|which \w+(?: \w+)?|what (?:people|person|expert|experts|analysts?|"
    r"officials?|sources?))"
)
_SOMEBODY = r"(?:anybody|anyone|somebody|someone|any \w+|people|nobody)"
_WHO_SAID = re.compile(
    rf"(?:{_WHO} (?:(?!would ){AUX} )?{_ASIDE}|{AUX} {_SOMEBODY} {_ASIDE}"
    rf"|(?:is|was) there {_SOMEBODY} who (?:has )?)"
    rf"(?:(?P<say>{_SAY})|(?P<mean>{_MEAN}))\b(?P<rest>.*)",
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
    rf"|(?P<yes>{AUX} ))(?P<who>.+?) {_ASIDE}"
    rf"(?:(?P<say>{_SAY}|see|sees|react(?:ed)? to)|(?P<mean>{_MEAN}))\b(?P<rest>.*)",
    re.IGNORECASE,
)
_WHAT_THEY_SAY = re.compile(
    rf"(?:what|how|whatever|(?:every|any)thing|all)(?: (?:that|things))? (?P<who>.+?) {_ASIDE}"
    rf"(?P<say>{_SAY})\b(?P<rest>.*)",
    re.IGNORECASE,
)
_VIEW = re.compile(
    rf"what (?:is|was|are|were) (?P<who>.+?)(?:['’]s?)? (?:\w+ )?"
    rf"(?:views?|opinions?|positions?|stance|reactions?|comments?|statements?|words|take|line) "
    rf"{ABOUT} (?P<rest>.+)",
    re.IGNORECASE,
)
_NOUNS = (
    r"wish(?:es)?|goals?|aims?|demands?|desires?|hopes?|fears?|worr(?:y|ies)|concerns?|plans?|"
    r"intentions?|promises?|beliefs?"
)
_ATTITUDE_OF = re.compile(
    r"what (?:is|was|are|were) (?P<who>.+?)(?: (?P<afraid>afraid|scared|worried|nervous) (?:of|"
    r"about)"
    rf"|['’]s? (?P<noun>{_NOUNS}))(?P<rest>.*)",
    re.IGNORECASE,
)
_NOUN_OF = re.compile(
    rf"(?:what|which) (?:is|was|are|were) the (?P<noun>{_NOUNS}) of (?P<who>.+)", re.IGNORECASE
)
_WHO_HAS = re.compile(
    rf"who (?:has|have|had) (?:any |some )?(?P<noun>{_NOUNS})|who (?:is|are|was|were) "
    r"(?P<afraid>afraid|scared|worried|nervous)(?: (?:of|about) (?:something|anything|what))?",
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
_ANYTHING = re.compile(
    r"^(?:anything|something|what|so|it|that|this|things?|much|everything)\b\s*", re.IGNORECASE
)
_ATTITUDES = (
    ("desire", r"want|wish|hope|desire|demand|seek|sought|prefer|like|goal|aim|need|would"),
    ("fear", r"fear|worr|afraid|scared|concern|nervous"),
    ("intention", r"plan|intend|intention|promise|vow|pledge"),
    ("belief", r"belie[fv]"),
)
_GENERAL = (
    r"(?:what|whom|anything|something|things?|most|for|from|to do|happen|with|out of|most of all)"
)


def read_said(asked: Asked) -> Question | None:
    """A question of who said what, who wants what, what somebody says or wants."""
    found = _about(asked) or _attitudes(asked) or _who_said(asked) or _attitude(asked)
    return found or _said_by(asked) or _according(asked)


def read_whoever(asked: Asked) -> Question | None:
    """*Who* with any other verb: who is told to have done that."""
    match = re.match(rf"{_WHO} (?P<rest>\S+ .+)", asked.whole, re.IGNORECASE)
    if match is None or re.match(r"(?:is|was|are|were) \S+$", match["rest"]):
        return None
    said = re.sub(r"^(?:is|was|are|were|has|have|had) ", "", match["rest"])
    return asked.question("who-said", said, cue=said.split()[0])


def attitude_of(verb: str) -> str | None:
    """The attitude that a verb or noun of a question names."""
    low = verb.lower()
    return next((name for name, forms in _ATTITUDES if re.match(forms, low)), None)


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
        object_ = whole(_strip_general(rest), asked.known)
        if attitude and (not _strip_general(rest) or (object_ and _general(rest))):
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


def _strip_general(rest: str) -> str:
    return re.sub(rf"^(?:{_GENERAL} ?)+", "", rest.strip(), flags=re.IGNORECASE).strip()


def _general(rest: str) -> bool:
    """Whether a verb has no object but whom it is wanted of: *wants something from France*."""
    return bool(re.match(rf"(?:{_GENERAL})\b", rest.strip(), re.IGNORECASE))


def _about(asked: Asked) -> Question | None:
    """*What is said about X*, by anybody."""
    match = _TOLD_ABOUT.fullmatch(asked.text)
    if match is None:
        return None
    topic = (match["rest"] or match["more"]).strip()
    name = whole(topic, asked.known)
    if name:
        return asked.question("said-about", about=name)
    return asked.question("who-said", topic)


def _attitudes(asked: Asked) -> Question | None:
    """*What are the wishes of X*, *who is afraid of something*."""
    if match := _WHO_HAS.fullmatch(asked.text):
        return asked.question("attitudes", attitude=attitude_of(match["noun"] or match["afraid"]))
    match = _NOUN_OF.fullmatch(asked.text)
    who = whole(match["who"], asked.known) if match else None
    if match and who:
        return asked.question("attitudes", who=who, attitude=attitude_of(match["noun"]))
    return None


def _attitude(asked: Asked) -> Question | None:
    """*What does X want from Y*, *what is X afraid of*."""
    match = _ATTITUDE_OF.fullmatch(asked.text)
    if match:
        who = whole(match["who"], asked.known)
        attitude = attitude_of(match["afraid"] or match["noun"])
        rest = re.sub(rf"^\s*(?:{ABOUT}|for|from|towards?|with)\s+", "", match["rest"], flags=re.I)
        if who and attitude:
            return asked.question("attitudes", who=who, attitude=attitude,
                                  about=whole(rest, asked.known))  # fmt: skip
    match = _SAID_BY.fullmatch(asked.text)
    if match is None or match["yes"] or not match["mean"]:
        return None
    attitude, rest = attitude_of(match["mean"]), match["rest"].strip()
    if attitude is None or not re.match(r"what|whom|how|why", asked.text, re.IGNORECASE):
        return None
    who = whole(match["who"], asked.known)
    if who is None:
        return None
    about = re.sub(
        rf"^(?:{ABOUT}|for|from|out of|with|most|to do|to happen)\b\s*", "", rest, flags=re.I
    )
    named = of_kind(asked.known.names.find(about), "Person", "State", "Organization")
    topic = whole(about, asked.known) or (named[0].call if named else None)
    return asked.question("attitudes", who=who, attitude=attitude, about=topic)


def _said_by(asked: Asked) -> Question | None:
    match = _SAID_BY.fullmatch(asked.text) or _VIEW.fullmatch(asked.text)
    match = match or _ALL_OF.fullmatch(asked.text) or _told_of(asked)
    if match is None:
        return None
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
        # A description such as *state media*: whoever it may be, what they say can be looked for.
        said = f"{called} {mean or ''} {rest}"
        return None if parts.get("yes") else asked.question(
            "who-said", " ".join(said.split()), cue=mean or "said"
        )  # fmt: skip
    about = whole(rest, asked.known) if rest and not mean else None
    if about:
        return asked.question("said-by", who=who, about=about)
    return asked.question("said-by", f"{mean} {rest}" if mean else rest, who=who, cue=mean)


def _told_of(asked: Asked) -> re.Match[str] | None:
    """*What Jane Doe thinks of it*, *everything that Jane Doe said*."""
    match = _WHAT_THEY_SAY.fullmatch(asked.text)
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
