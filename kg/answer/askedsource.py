"""Questions of where statements come from, who repeats them, what is mentioned, what is open."""

from __future__ import annotations

import re

from kg.answer.askedvia import read_via
from kg.answer.known import of_kind
from kg.answer.reading import ABOUT, Asked, Question, whole

_SAYING = (
    r"(?:say|said|saying|says|claim|claimed|state|stated|report|reported|tell|told|announce|"
    r"announced|mention|mentioned|write|wrote|print|printed|publish|published|suggest|suggested|"
    r"spread|raise|raised)"
)
_OPEN = (
    r"\b(?:(?:left|still|remain\w*|is|are|was|were) open\b|open questions?|unresolved|unanswered|"
    r"unsolved|(?:could not|cannot|can not|couldn['’]t) be (?:resolved|identified|told|assigned|"
    r"attributed)|nobody'?s? (?:quotations?|quotes)|without (?:a |any )?speakers?|orphan\w*|"
    r"no (?:known |named )?speaker|(?:not|un)(?: been)? ?resolved|(?:not|un) ?attributed|"
    r"left unclear|unclear|not (?:been )?merged|doubtful)\b"
)
_SOMEBODY_SAYS = (
    r"^who (?:else )?(?:thinks?|thought|says?|said|believes?|believed|claims?|claimed) \w"
)
"""What somebody says to be open is looked for among what is said."""
_OPEN_KINDS = (
    ("orphan-quotation", r"\b(?:quotations?|quotes?|speakers?|orphan\w*|(?:not|un) ?attributed)\b"),
    ("unresolved-pronoun", r"\b(?:pronouns?|\w*he\b or|whom .* refers)\b"),
    ("doubtful-merge", r"\b(?:merge[sd]?|merging|doubtful)\b"),
)
_MAY_BE = (
    r"\b(?:(?:may|might|could) (?:also )?be (?:the same|identical|one and the same|one person)|"
    r"possibly the same|same person|duplicates?)\b"
)
_MOST = (
    r"\b(?:(?:quoted|cited|heard|speaks?|spoke|talks?|talked) (?:the )?most(?: often| frequently)?|"
    r"most(?:[ -](?:often|frequently|widely))?[ -](?:quoted|cited)|most (?:quotes|quotations|"
    r"statements|"
    r"claims|space|words)|(?:quoted|cited) (?:more|most) (?:often|than)|top (?:speakers?|sources?)|"
    r"more often than (?:others|anybody|anyone)|"
    r"whose (?:words|statements|quotes|name|views) .* most(?: often)?)\b"
)
_TYPES = (
    ("Person", r"\b(?:people|person|wom[ae]n|m[ae]n|politicians?|whom?)\b"),
    ("Organization", r"\b(?:organi[sz]ations?|agenc\w+|newspapers?)\b"),
    ("State", r"\b(?:states?|countr\w+)\b"),
    ("Group", r"\b(?:anonymous|groups?)\b"),
)
_QUOTED_BY = re.compile(
    r"(?:(?:who|which (?:\w+ )?(?:articles?|papers?|newspapers?|media|outlets?|agenc\w+|"
    r"sources?|people))"
    r" (?:quotes?|quoted|cites?|cited|has quoted|have quoted) (?P<a>.+?)"
    r"|by (?:whom|which \w+(?: \w+)?) (?:is|was|are|were|has|"
    r"have) (?P<b>.+?) (?:been )?(?:quoted|cited)"
    r"|who (?:is|was) (?P<c>.+?) (?:quoted|cited) by"
    r"|where (?:is|was) (?P<d>.+?) (?:quoted|cited)"
    r"|in which (?:articles?|papers?) (?:is|was) (?P<e>.+?) (?:quoted|"
    r"cited))(?: (?:the )?most(?: often)?)?",
    re.IGNORECASE,
)
_LEANS = (
    r"\b(?:leans?|relies|rely|relied|draws?|drew|depends?|based|builds?|rests?|"
    r"rested) (?:mostly |mainly |"
    r"most |heavily )?(?:up)?on\b|\b(?:which|what|whose|list|how many) (?:are |"
    r"is )?(?:all )?(?:the )?"
    r"(?:named |anonymous )?sources?\b|\bwhere does .* (?:get|have|take) (?:its|their|"
    r"the) (?:information|"
    r"news|facts)|\bwhom? (?:does|do|did) .* (?:quote|cite)s?\b|\bsources (?:of|behind|for)\b|"
    r"\bwho (?:is|are|was|were) (?:quoted|cited) in\b|^(?:up)?on (?:whom|what|which).* "
    r"(?:lean|rely|draw|depend|build|rest)s?$|^(?:from )?where .*(?:get|have|take|draw)s? "
    r"(?:its|their|the) (?:information|news|facts)"
)
_FIRST = (
    rf"\b(?:{_SAYING} (?:it |this |so |that |of it )?first\b|{_SAYING}\b.* first$|"
    rf"first to {_SAYING}|(?:who|which \w+|what|where|when) (?:was |had |has )?first {_SAYING}|"
    r"who (?:was|were|is) (?:the )?first|"
    rf"(?:earliest|original) (?:source|report|article|to)|who first\b|"
    rf"(?:was|were) .* first {_SAYING}|came up with|first (?:mention|source|appear\w*)|"
    r"who started the)\b"
)
_AGAIN = re.compile(
    r"(?:who(?:ever)? (?:else )?|which (?:\w+ )?\w+ )(?:also )?(?:repeats?|repeated|restates?|"
    r"restated|echoe?s?|"
    r"echoed|agrees? with|agreed with|is of (?:the same|one) (?:mind|opinion) (?:as|with)|"
    r"sa(?:ys|id) (?:the )?same (?:thing )?as|confirms? what|confirmed what|shares? the view of|"
    r"sides? with|sided with|backs? up|backed up|bears? out|bore out|seconds?|"
    r"seconded)\b(?P<rest>.*)"
    r"|(?:which|what) (?:of )?(?P<whose>.*?)(?:statements|claims|words) (?:are|were|is|was|get|"
    r"got) "
    r"(?:repeated|restated|told again|echoed|taken up).*"
    r"|(?:what|which \w+) (?:is|are|was|were|do) (?:\w+ )*(?:repeated|restated|told more than once|"
    r"found in (?:several|many|two|more)|"
    r"in more than one article|several articles tell).*"
    r"|(?:whom?|with whom) (?:does|did|do|has) (?P<one>.+?) (?:agree|repeat|echo)(?: with)?",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"(?:who(?:ever)? (?:else )?|which (?:\w+ )?\w+ )(?:contradicts?|contradicted|disagrees? with|"
    r"disagreed with|objects? to|speaks? against|is at odds with|(?:is|was) against|clashes with|"
    r"sa(?:ys|id) the (?:opposite|contrary) (?:of|to)|"
    r"denie[sd] what|denies what|disputes what|disputed what|opposes what|"
    r"challenges?)\b(?P<rest>.*)"
    r"|(?:which|what) (?:statements|claims) (?:contradict|are contradicted|are denied|conflict).*"
    r"|who (?:contradicts|disagrees with) whom"
    r"|(?:did|does|do|has|is there) any(?:one|body) (?:who )?(?:contradict(?:s|ed)?|den(?:y|ies|"
    r"ied)"
    r"(?= [A-Z])|disagreed? with|disagrees with|objects? to) (?P<two>.+)"
    r"|(?:whom?|with whom) (?:does|did|do|has) (?P<one>.+?) (?:disagree|contradict|"
    r"dispute)(?: with)?"
    r"|(?:did|has|does) (?P<own>.+?) (?:ever |also )?(?:tak\w+ back|took back|contradict\w*|"
    r"retract\w*|"
    r"go\w* back on|revers\w+|chang\w+ (?:his|her|its|their) mind)(?: .*)?",
    re.IGNORECASE,
)
_MENTIONS = re.compile(
    r"(?:(?:which|what|list|all|how many) (?:all )?(?:the )?(?:articles?|papers?|stories|"
    r"reports?|texts?|"
    r"pieces?)(?: that)? (?:mentions?|names?|(?:talks?|writes?|wrote|is|are|speaks?|deals?|"
    r"report\w*|tells?)"
    r" (?:about|of|on|with)|refers? to|mentioned|discuss\w*|cover\w*) (?P<a>.+)"
    r"|(?:where|in which (?:articles?|papers?|texts?|sentences?)|how often|in how many articles) "
    r"(?:is|was|are|were|does|do|did|has) (?P<b>.+?) (?:been )?(?:mentioned|named|appear|occur|"
    r"come up|"
    r"turn up|written about|referred to|talked about|discussed)"
    r"|(?:which|what) (?:articles?|papers?|stories|reports?) (?:bring|brings|brought) up (?P<e>.+)"
    r"|(?:does|do|did|is there|are there) (?:any )?(?:articles?|papers?|story|stories|reports?)"
    r"(?: that)? (?:mentions?|names?|speaks? of|talks? of|bring up) (?P<f>.+)"
    r"|(?:who|which \w+) (?:mentions?|mentioned|names|named) (?P<c>.+)|mentions of (?P<d>.+))",
    re.IGNORECASE,
)
_ARTICLES = (
    r"^(?:which|what|list|how many|all)(?: all)?(?: the)? (?:articles|papers|reports|stories|"
    r"texts)\b"
    r"(?: (?:are|were|do|did|have|is|there|we|you|been|published|printed|in|the|graph|has|"
    r"appear\w*|written|read|from))*$"
)
_TIMELINE = re.compile(
    r"(?:what (?:all )?(?:happened|has happened|befell|did happen) (?:to|with|around|"
    r"in the case of) (?P<a>.+)"
    r"|(?:what|which things) (?:did|has|have|had|was|were) (?P<b>.+?) (?:do|done|doing|"
    r"been doing|up to|"
    r"been up to)"
    r"|(?:give me |show |make |put together |draw up |compile )?(?:a |the )?(?:timeline|chronology|"
    r"history|story|course of events) "
    r"(?:of|for|about) (?P<c>.+)"
    r"|what (?:do|does|can) (?:we|you|the articles?|the papers|anybody|one) (?:know|tell|report|"
    r"say) "
    r"(?:us )?(?:all )?(?:of|about) the (?:doings|movements|activities|life|days) of (?P<d>.+)"
    r"|what (?:do|does) (?:we|you|one|anybody|anyone) know (?:of|about) (?P<e>.+)"
    r"|(?:list |trace |follow |tell )?(?P<f>.+?)['’]s? (?:timeline|chronology|movements|activities|"
    r"doings|actions|deeds|steps|days|moves)(?:,? (?:in|by|over|through|one) .+)?"
    r"|(?:list |tell )?(?:everything|all) (?:that )?(?P<i>.+?) (?:did|does|has done)(?:,? .+)?"
    r"|where was (?P<g>.+)|what happened(?P<h>))",
    re.IGNORECASE,
)


def read_source(asked: Asked) -> Question | None:
    """A question of sources, of repetition, of mentions, of what happened to somebody."""
    return (
        _open(asked)
        or _counted(asked)
        or read_via(asked)
        or _first(asked)
        or _again(asked)
        or _mentioned(asked)
        or _leans(asked)
        or _timeline(asked)
    )


def _open(asked: Asked) -> Question | None:
    if asked.has(_MAY_BE):
        who = of_kind(asked.found, "Person", "State", "Organization", "Place")
        return asked.question("may-be", who=who[0].call if who else None)
    if (
        not asked.has(_OPEN)
        or not asked.has(r"^(?:what|which|who|how many|is|are|list|whose|where|did)\b")
        or asked.has(_SOMEBODY_SAYS)
    ):
        return None
    kind = next((name for name, words in _OPEN_KINDS if asked.has(words)), None)
    return asked.question("open", open=kind)


def _counted(asked: Asked) -> Question | None:
    if asked.has(_MOST) and not _QUOTED_BY.fullmatch(asked.text):
        lead = asked.text if not asked.has(r"^who\b") else ""
        found = next((kind for kind, words in _TYPES if re.search(words, lead, re.I)), None)
        by = re.search(r"\bby (?P<by>.+)$", asked.text)
        source = whole(by["by"], asked.known) if by else None
        return asked.question("most-quoted", type=found, via=source, other=source)
    match = _QUOTED_BY.fullmatch(asked.text)
    if match:
        name = next((match[g] for g in "abcde" if match[g]), "")
        who = whole(name, asked.known)
        if who or (name and name[0].isupper()):
            return asked.question("quoted-by", who=who, unknown=None if who else name)
    return None


def _first(asked: Asked) -> Question | None:
    if not asked.has(_FIRST) or not asked.has(r"^(?:who|which|what|where|when|in which|whose)\b"):
        return None
    if asked.has(
        r"^who (?:said|says|claimed|told) (?:that )?(?!first\b|it first|this first|"
        r"so first).+ first$"
    ):
        return None
    if asked.has(r"\bfirst (?:meet|met|visit)|(?:meet|met|visit\w*) .*\bfirst$"):
        return None
    match = (
        re.search(r"\b(?:that|of the|with the claim that) (?P<text>.+)$", asked.whole)
        or re.search(
            rf"\bfirst (?:to )?{_SAYING}(?: (?:that|about|of|on))? (?P<text>.+)$", asked.whole
        )
        or re.search(rf"\b{_SAYING} (?:that |about )?(?P<text>.+?) first$", asked.whole)
    )
    text = (
        re.sub(r"^(?:it|this|so|that|what)$", "", match["text"].strip(), flags=re.I)
        if match
        else ""
    )
    text = re.sub(r" first$", "", text)
    about = of_kind(asked.known.names.find(text), "Person", "State", "Organization", "Place")
    return asked.question("first", text, about=about[0].call if about else None)


def _again(asked: Asked) -> Question | None:
    for pattern, kind in ((_AGAINST, "contradicted"), (_AGAIN, "restated")):
        match = pattern.fullmatch(asked.text)
        if match is None:
            continue
        parts = match.groupdict()
        rest = parts.get("rest") or parts.get("whose") or parts.get("one") or parts.get("two") or ""
        rest = rest or parts.get("own") or ""
        rest = rest.strip()
        if re.match(r"(?:that|the (?:claim|view|idea|statement) that) ", rest):
            continue
        found = of_kind(
            asked.known.names.find(rest, groups=True), "Person", "State", "Organization", "Group"
        )
        if (
            not found
            and rest
            and not re.match(r"(?:whom|what|it|each|one|this|that|other)\b", rest)
        ):
            continue
        about = re.search(rf"\b{ABOUT} (?P<topic>.+)$", rest)
        topic = whole(about["topic"], asked.known) if about else None
        return asked.question(kind, who=found[0].call if found else None, about=topic)  # type: ignore[arg-type]
    return None


def _mentioned(asked: Asked) -> Question | None:
    match = _MENTIONS.fullmatch(asked.text)
    if match:
        name = next(match[g] for g in "abefcd" if match[g])
        who = whole(name, asked.known)
        if who or not match["c"]:
            return asked.question("mentions", who=who, unknown=None if who else name)
    if asked.has(_ARTICLES):
        return asked.question("articles")
    return None


def _leans(asked: Asked) -> Question | None:
    quoted = asked.article and asked.has(r"^whom? (?:is |are )?(?:quoted?|cited?)s?$")
    if not (quoted or asked.has(_LEANS)) or asked.has(r"\b(?:disagree|differ|agree)\b"):
        return None
    if not (asked.article or asked.has(r"\barticles?|papers?|reports?|story|stories|it\b|sources")):
        return None
    return asked.question("leans-on")


def _timeline(asked: Asked) -> Question | None:
    match = _TIMELINE.fullmatch(asked.text)
    if match is None or (match["f"] and asked.has(r"^who\b")):
        return None  # *who regrets Jane Doe's actions*
    name = next((part for part in match.groups() if part), "")
    who = whole(name, asked.known) if name else None
    if name and who is None:
        if (
            not name[0].isupper()
            or match["g"]
            or re.search(r"\b(?:say|said|meeting|summit)\b", name)
        ):
            return None
        return asked.question("timeline", unknown=name)
    if not name and not asked.time:
        return None
    return asked.question("timeline", who=who)
