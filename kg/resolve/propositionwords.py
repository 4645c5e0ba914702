"""Word lists that the comparison of claims reads: negation, strength, opposites. Data only."""

from __future__ import annotations

import re

from kg.meaning.words import STOP, stem


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEGATIONS = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|nowhere|hardly|barely|"
    r"fail(?:s|ed|ing)? to|refus(?:e|es|ed|ing) to|declin(?:e|es|ed|ing) to|no longer|"
    r"no one|lack(?:s|ed)?|deny|denies|denied|rul(?:e|es|ed|ing) out)\b|n't\b"
)
NOT_NEGATED = re.compile(
    r"\bnot (?:only|just|merely|simply)\b|\bno doubt\b|\bwithout (?:a )?doubt\b|\bno less than\b|"
    r"\bno matter\b|\bnothing (?:but|less than)\b|\bnot least\b|\bno longer than\b|"
    r"\bwhether or not\b"
)
OBLIGATION = re.compile(
    r"\b(?:must|should|ought|shall|ha(?:s|ve|d) to|need(?:s|ed)? to|(?:is|are|was|were) obliged)\b"
)
FUTURE = re.compile(
    r"\b(?:will|won't|would|wouldn't|shall|going to|(?:plan|intend|expect|aim|mean|hope|want|vow)"
    r"(?:s|ed|ning|ing)? to|no plans? to)\b|\b\w+'(?:ll|d)\b"
)
CONDITIONS = re.compile(
    r"\b(?:if|unless|provided|as long as|in case|only when|on condition|should \w+ \w+,)\b"
)
POSSIBLE = _set("might perhaps possibly maybe possible could")
SELF = _set("i we me us my our mine ours myself ourselves i'm we're i've we've i'll we'll i'd we'd")
PRONOUNS = _set("he she it they him her them his hers its their theirs")
POSSESSIVES = _set("my our his her their its")
WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
SEASONS = _set("spring summer autumn winter")
MONTHS = _set(
    "january february march april may june july august september october november december"
)
RELATIVE = _set("day week weekend month year decade century spring summer autumn winter") | WEEKDAYS
NUMBERS: dict[str, float] = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    word: 10.0 * value
    for value, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
} | {"dozen": 12, "half": 0.5, "twice": 2, "double": 2, "doubled": 2, "tripled": 3, "triple": 3,
     "quarter": 0.25, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
     "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
     "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "dozens": 12}  # fmt: skip
SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

SMALL = STOP - _set("say says said tell told think thinks show against")
"""Words that tell nothing in a claim."""
# Words that say how, not what: they are compared by themselves or not at all.
VERBLIKE = _set(
    "may might must shall ought cannot could can will would going go expect expected "
    "not no never none nobody nothing neither nor without yes also just only still already really "
    "very quite even ever much many lot get got getting make made making take taken took "
    "become became let let's per percent cent perhaps possibly probably maybe here there "
    "now again today tomorrow yesterday because since however though although while until till "
    "both each whole plan plans planned am"
)

_OPPOSITES = (
    "accept reject|accept refuse|agree disagree|agree refuse|approve reject|approve veto|"
    "support oppose|back oppose|favor oppose|favour oppose|welcome condemn|praise condemn|"
    "praise criticize|praise criticise|rise fall|rise drop|rise decline|increase decrease|"
    "increase reduce|increase cut|increase fall|increase decline|increase drop|raise cut|"
    "raise lower|raise reduce|raise drop|grow shrink|grow fall|expand shrink|expand contract|"
    "gain lose|win lose|victory defeat|victory loss|success failure|succeed fail|open close|"
    "open shut|reopen close|start end|start stop|begin end|begin stop|resume stop|resume suspend|"
    "continue stop|continue end|join leave|enter leave|stay leave|remain leave|arrive leave|"
    "up down|more less|more fewer|most least|high low|higher lower|strong weak|stronger weaker|"
    "strengthen weaken|better worse|best worst|good bad|safe dangerous|safe unsafe|true false|"
    "right wrong|right left|allow ban|allow forbid|permit ban|permit forbid|legal illegal|"
    "lawful unlawful|guilty innocent|alive dead|friend enemy|ally enemy|peace war|attack defend|"
    "free jail|release detain|release arrest|build destroy|create destroy|buy sell|import export|"
    "lend borrow|give take|send receive|before after|early late|earlier later|old new|north south|"
    "east west|northern southern|eastern western|lift impose|ease tighten|relax tighten|"
    "withdraw deploy|advance retreat|confirm deny|admit deny|hope fear|trust distrust|"
    "possible impossible|likely unlikely|able unable|willing unwilling|stable unstable|"
    "happy unhappy|fair unfair|real fake|public private|public secret|official unofficial|"
    "official private|formal informal|direct indirect|temporary permanent|partial full|"
    "cheap expensive|rich poor|easy difficult|easy hard|somebody nobody|someone nobody|"
    "improve worsen|improve deteriorate|love hate|include exclude|majority minority|"
    "man woman|men women|boy girl|day night|long short|"
    "highest lowest|largest smallest|biggest smallest|richest poorest|"
    "strongest weakest|fastest slowest|longest shortest|oldest youngest|hardest easiest|"
    "withdraw keep|withdraw remain|withdraw stay|leave keep|break keep|lose keep|drop keep|"
    "quit stay|release hold|free hold|remember forget|love hate|obey defy|obey break|"
    "protect threaten|help harm|help hinder|sink float|early late|appear vanish|"
    "large small|big small|bigger smaller"
)


_ALTERNATIVES = (
    "kill wound injure arrest detain kidnap rescue evacuate|import export|oil gas coal water|"
    "health finance defence interior justice education trade agriculture transport labour|"
    "health finance defense interior justice education trade agriculture transport labor|"
    "nuclear chemical biological conventional|hour day week month year|"
    "father mother son daughter brother sister wife husband|men women children|"
    "dollar euro pound yen ruble yuan rupee|morning afternoon evening night|"
    "submarine aircraft tank ship missile|army navy police|primary secondary|"
    "presidential parliamentary regional municipal|teacher doctor farmer judge banker student|"
    "minister ambassador governor mayor senator general judge|school hospital prison church mosque|"
    "province city village|football hockey tennis basketball|wheat rice sugar cotton coffee"
)


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _OPPOSITES.split("|"):
        one, other = map(stem, pair.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in sorted(found.items())}


OPPOSITES = _opposites()
"""Stem of a word to the stems of its opposites."""

ALTERNATIVES = tuple(frozenset(map(stem, line.split())) for line in _ALTERNATIVES.split("|"))
"""Words of which one is not the other, though likeness of meaning takes them for close; by stem."""

SMALL_OPPOSITES = (("before", "after"), ("more", "less"), ("more", "fewer"), ("most", "least"),
                   ("up", "down"), ("above", "below"), ("within", "outside"))  # fmt: skip
"""Small words that turn a sentence round."""

OWN_STATE = _set("government country nation administration cabinet")
"""What *our* and *her* make the speaker's own."""

DENYING = frozenset(map(stem, "deny refute reject dismiss dispute rebut".split()))
"""Cues that turn what follows into its contrary; by stem."""

ASSERTING = frozenset(
    map(
        stem,
        "say said tell told add note remark report announce state write wrote comment quote "
        "explain declare claim insist argue stress emphasize emphasise underline maintain assert "
        "reiterate repeat confirm reveal disclose tweet post observe conclude acknowledge admit "
        "according believe think thought feel felt warn caution reply respond answer continue go "
        "went know knew mention indicate suggest predict estimate reporter reporters journalist "
        "speak spoke speaking statement interview press conference news".split(),
    )
)
"""Cues that only assert what follows; any other is part of what is said. By stem."""
