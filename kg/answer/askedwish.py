"""Questions of attitudes: what somebody wants, plans, fears or believes, and who does."""

from __future__ import annotations

import re

from kg.answer.known import of_kind
from kg.answer.reading import ABOUT, AUX, Asked, Question, whole

MEAN = (
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
    r"condemn(?:s|ed)?|like[sd]?|dread(?:s|ed)?|strive[sd]?|aspire[sd]?|regret(?:s|ted)?"
)
"""Verbs that say what is meant along with the saying: they belong to what is looked for."""
ASIDE = (
    r"(?:ever |also |actually |really |already |not |publicly |never |openly |"
    r"be |is |are |was |were |has |have |had |been |being |(?:have|has|had|got) to )*"
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
_ATTITUDES = (
    (
        "desire",
        r"want|wish|hope|desire|demand|seek|sought|prefer|like|goal|aim|need|would|hoping|aim|striv|aspir|look",
    ),
    ("fear", r"fear|worr|afraid|scared|concern|nervous|dread|frighten|alarm|troubl"),
    ("intention", r"plan|intend|intention|promise|vow|pledge"),
    ("belief", r"belie[fv]"),
)
_GENERAL = (
    r"(?:what|whom|anything|something|things?|most|for|from|to do|happen|with|out of|most of all)"
)
_WISHED = re.compile(
    rf"(?:what|whom|how|why)(?: (?:else|exactly|things))? {AUX} (?P<who>.+?) {ASIDE}"
    rf"(?P<mean>{MEAN})\b(?P<rest>.*)",
    re.IGNORECASE,
)
_WISHING = re.compile(
    r"what (?:is|was|are|were|has|have) (?P<who>.+?) (?:been |still |really )*"
    r"(?P<noun>hoping|wishing|aiming|longing|striving|planning|intending|fearing|dreading|seeking|"
    r"demanding|wanting|looking (?=for|to))(?P<rest>.*)",
    re.IGNORECASE,
)
_FRIGHTENS = re.compile(
    r"what (?P<verb>worr(?:ies|ied)|frighten(?:s|ed)|scare[sd]|trouble[sd]|alarm(?:s|ed)) "
    r"(?P<who>.+?)(?: (?:the )?most)?",
    re.IGNORECASE,
)


def read_wish(asked: Asked) -> Question | None:
    """A question of attitudes, but for one that says whose attitude of what it looks for."""
    return _attitudes(asked) or _attitude(asked)


def attitude_of(verb: str) -> str | None:
    """The attitude that a verb or noun of a question names."""
    low = verb.lower()
    return next((name for name, forms in _ATTITUDES if re.match(forms, low)), None)


def strip_general(rest: str) -> str:
    """What is wanted, without *something* and *for*."""
    return re.sub(rf"^(?:{_GENERAL} ?)+", "", rest.strip(), flags=re.IGNORECASE).strip()


def general(rest: str) -> bool:
    """Whether a verb has no object but whom it is wanted of: *wants something from France*."""
    return bool(re.match(rf"(?:{_GENERAL})\b", rest.strip(), re.IGNORECASE))


def _attitudes(asked: Asked) -> Question | None:
    """*What are the wishes of X*, *who is afraid of something*."""
    if match := _WHO_HAS.fullmatch(asked.text):
        return asked.question("attitudes", attitude=attitude_of(match["noun"] or match["afraid"]))
    if match := _FRIGHTENS.fullmatch(asked.text):
        who = whole(match["who"], asked.known)
        return asked.question("attitudes", who=who, attitude="fear") if who else None
    match = _NOUN_OF.fullmatch(asked.text)
    who = whole(match["who"], asked.known) if match else None
    if match and who:
        return asked.question("attitudes", who=who, attitude=attitude_of(match["noun"]))
    return None


def _attitude(asked: Asked) -> Question | None:
    """*What does X want from Y*, *what is X afraid of*."""
    match = _ATTITUDE_OF.fullmatch(asked.text) or _WISHING.fullmatch(asked.text)
    if match:
        who = whole(match["who"], asked.known)
        attitude = attitude_of(match.groupdict().get("afraid") or match["noun"])
        rest = re.sub(rf"^\s*(?:{ABOUT}|for|from|towards?|with)\s+", "", match["rest"], flags=re.I)
        if who and attitude:
            return asked.question("attitudes", who=who, attitude=attitude,
                                  about=whole(rest, asked.known))  # fmt: skip
    match = _WISHED.fullmatch(asked.text)
    if match is None:
        return None
    attitude, rest = attitude_of(match["mean"]), match["rest"].strip()
    if attitude is None:
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
