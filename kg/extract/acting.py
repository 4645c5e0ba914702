"""Whether a capital stands for its government (*Paris rejected the offer*) or for the city."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from spacy.tokens import Doc, Span, Token

_AT_PLACE: Final = frozenset(
    """
    in to from at near outside around inside into through via across towards leaving visiting
    """.split()
)
_WITH_ACTOR: Final = frozenset(
    """
    with against between among on by upon about without than like despite toward for
    """.split()
)
_GO: Final = frozenset(
    """
    visit visits visited visiting leave leaves left leaving reach reaches reached reaching enter
    enters entered entering tour tours toured touring bomb bombed bombing hit hits shell shelled
    capture captured capturing storm stormed besiege besieged attack attacked flee fled quit depart
    departed departs departing head headed heading bound fly flew flying travel traveled travelled
    traveling travelling take took retake retook seize seized cover covered surround surrounded
    cross crossed
    """.split()
)
_HAPPENS: Final = frozenset(
    """
    located situated hit struck shaken rocked built covered flooded bombed shelled captured
    destroyed paralysed paralyzed evacuated connected known named called founded surrounded lies
    sits sprawls
    """.split()
)
_OF_CITY: Final = frozenset(
    """
    airport airports station stations street streets district districts suburb suburbs outskirts
    mayor skyline centre center residents residents' inhabitants downtown neighborhood
    neighborhoods neighbourhood neighbourhoods quarter port harbor harbour hotel hotels hospital
    hospitals museum museums university universities stadium olympics square squares park parks
    subway metro traffic weather smog population streets' zoo restaurants restaurant shops stock
    exchange area region mosque cathedral city hall bureau office night trip visit marathon games
    airport's temperature correspondent slums roads buildings apartment apartments studio
    hospital's police cinema theatre theater opera festival summit
    """.split()
)
_POSSESSIVE: Final = ("'s", "’s", "'", "’")
_SAYS: Final = frozenset(
    """
    says said wants wanted has had is was will would may might could can must should does did seeks
    sought insists insisted denies denied rejects rejected accuses accused warns warned hopes hoped
    believes believed agrees agreed claims claimed calls called urges urged fears feared considers
    considered announces announced vows vowed plans planned refuses refused sees saw fires fired
    launches launched imposes imposed threatens threatened continues continued remains needs needed
    backs backed supports supported opposes opposed offers offered expects expected responded
    responds condemns condemned demands demanded confirms confirmed faces faced
    """.split()
)


def acts(span: Span, *, is_state: Callable[[Token], bool]) -> bool:
    """Whether the capital named by the span stands for its state here; when in doubt it does not.

    Reads the parse where there is one, and else the words around.

    Args:
        span: the tokens of the capital's name.
        is_state: whether a token belongs to the name of a state or of another capital.
    """
    return _acts(span.root, doc=span.doc, span=(span.start, span.end), is_state=is_state, depth=0)


def _acts(
    root: Token, *, doc: Doc, span: tuple[int, int], is_state: Callable[[Token], bool], depth: int
) -> bool:
    start, end = span
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    after = doc[end] if end < len(doc) and not doc[end].is_sent_start else None
    if after is not None and after.text in ("-", "–", "—") and not after.whitespace_:
        beyond = doc[end + 1] if end + 1 < len(doc) else None
        return not doc[end - 1].whitespace_ and beyond is not None and is_state(beyond)
    if before is not None and before.text in ("-", "–") and start > 1:
        other = doc[start - 2]
        if not other.whitespace_ and (is_state(other) or other.lower_ in ("pro", "anti")):
            return True
    if after is not None and after.text in _POSSESSIVE:
        owned = _owned(doc, end)
        return owned is not None and owned.lower_ not in _OF_CITY
    if (
        after is not None
        and after.lower_ == "and"
        and end + 2 < len(doc)
        and is_state(doc[end + 1])
    ):
        past = next((i for i in range(end + 1, len(doc)) if not is_state(doc[i])), len(doc) - 1)
        if doc[past].text in _POSSESSIVE:  # Paris and Berlin's plan
            owned = _owned(doc, past)
            return owned is not None and owned.lower_ not in _OF_CITY
        after = doc[past]
    opens = before is None or before.is_punct
    if after is not None and opens and after.lower_ in _HEADLINE and end + 1 < len(doc):
        return True  # Paris eyes
    if _listed(doc, span, is_state=is_state):
        return True
    joined = before is not None and before.lower_ in ("and", "or") and start > 1
    if joined and depth < 3 and is_state(doc[start - 2]):
        first = start - 2
        while first > 0 and is_state(doc[first - 1]) and not doc[first].is_sent_start:
            first -= 1
        root = doc[first : start - 1].root
        return _acts(root, doc=doc, span=(first, start - 1), is_state=is_state, depth=depth + 1)
    aimed = [t.lower_ for t in doc[max(0, start - 6) : start]]
    if before is not None and before.lower_ == "at" and {"aimed", "directed", "angry"} & {*aimed}:
        return True
    if before is not None and before.lower_ in ("from", "to") and _between_states(doc, start - 1):
        return True
    if before is not None and before.lower_ == "to" and doc[start - 2].lower_ in _YIELD:
        return True
    if before is not None and before.lower_ in _AT_PLACE:
        return False
    if before is not None and before.lower_ == "of" and doc[start - 2].lower_ in _OF_PLACE:
        return False
    if before is not None and before.lower_ in _GO:
        return False
    if before is not None and before.lower_ in _WITH_ACTOR:
        left = doc[start - 2].lower_ if start > 1 else ""
        return not (before.lower_ in ("for", "toward") and left in _GO)
    return _by_parse(root, doc=doc, after=after)


def _listed(doc: Doc, span: tuple[int, int], *, is_state: Callable[[Token], bool]) -> bool:
    """Whether two capitals act that nothing but a comma joins: *Paris, Berlin agree*."""
    start, end = span
    if doc[end : end + 1].text == "," and end + 2 < len(doc) and is_state(doc[end + 1]):
        verb = doc[end + 2]
    elif start > 1 and doc[start - 1].text == "," and is_state(doc[start - 2]) and end < len(doc):
        start, verb = start - 2, doc[end]
    else:
        return False
    opens = start == 0 or bool(doc[start].is_sent_start)
    before = "" if opens else doc[start - 1].lower_
    if before in _AT_PLACE | _WITH_ACTOR | {"of", ","}:
        return False
    joins = opens or before in ("as", "but", "if", "while", "when", "after", "before")
    return verb.tag_ in ("VBP", "VBD", "MD") or (joins and verb.lower_ in _HEADLINE_TWO)


def _between_states(doc: Doc, at: int) -> bool:
    """Whether a noun for what states give one another stands shortly before the preposition: *a
    loan from Paris*, *ties to Paris*.
    """
    near = doc[max(0, at - 5) : at]
    nouns = [t for t in near if t.pos_ == "NOUN" and t.lower_.removesuffix("s") in _GIVEN]
    return bool(nouns) and not any(t.pos_ == "VERB" or t.is_punct for t in doc[nouns[-1].i : at])


_GIVEN: Final = frozenset(
    """
    loan aid pressure support help request demand letter concession guarantee money weapon
    investment offer response reaction order instruction permission reply assurance tie
    pledge warning sanction subsidy grant credit ultimatum threat favor favour gift challenge
    """.split()
)
_YIELD: Final = frozenset(
    """
    bow bowed bowing kneel knelt yield yielded submit submitted surrender surrendered capitulate
    capitulated kowtow kowtowed concede conceded loyal hostile beholden sympathetic answerable
    indebted subservient grateful
    """.split()
)
"""What one does, or is, to a government and not to a city, before *to*."""
_HEADLINE: Final = frozenset(
    """
    eyes mulls slams vows hails weighs blasts rejects backs seeks urges warns denies accuses
    summons recalls expels rebukes lauds hints signals pledges ponders shuns snubs
    """.split()
)
"""Verbs of headlines; some look like plurals."""
_HEADLINE_TWO: Final = frozenset(
    """
    inch edge move agree clash trade spar eye mull vow hail weigh seek sign pledge swap
    """.split()
)
"""The same of two."""
_OF_PLACE: Final = frozenset(
    "instead outside north south east west out city capital streets suburb town outskirts".split()
)


def _by_parse(root: Token, *, doc: Doc, after: Token | None) -> bool:
    head, dep = root.head, root.dep_
    if dep.startswith("nsubj"):
        nominal = head.pos_ in ("NOUN", "PROPN") and any(c.dep_ == "cop" for c in head.children)
        return not nominal and head.lower_ not in _HAPPENS
    if dep == "nmod:poss":
        return head.lower_ not in _OF_CITY
    if dep in ("iobj", "obl:agent"):
        return True
    bare = dep == "obl" and head.pos_ == "VERB" and head.i == root.i - 1
    if dep in ("obj", "dobj") or bare:
        return head.lower_ not in _GO
    if dep in ("compound", "amod", "nmod", "nmod:unmarked") and head.i > root.i:
        return head.lower_ in _POWER
    if after is not None and after.lower_ in _SAYS and dep in ("", "dep", "ROOT", "root"):
        return True
    return after is not None and after.i > root.i and _verb_of_subject(after)


def _verb_of_subject(token: Token) -> bool:
    """Whether a finite verb stands right after the name, whatever the parse made of it."""
    if token.tag_ not in ("VBZ", "VBD", "VBP", "MD") or token.lower_ in _HAPPENS:
        return False
    if token.lower_ not in ("is", "are", "was", "were"):
        return True
    behind = token.doc[token.i + 1 : token.i + 3]
    verb = next((t for t in behind if t.pos_ not in ("ADV", "PART")), None)
    return verb is not None and verb.tag_ in ("VBG", "VBN") and verb.lower_ not in _HAPPENS


_POWER: Final = frozenset(
    """
    government regime authorities administration leadership officials politicians policymakers
    """.split()
)


def _owned(doc: Doc, at: int) -> Token | None:
    """The noun that the possessive at `at` owns: the last of the nouns that follow."""
    found: Token | None = None
    for token in doc[at + 1 : at + 7]:
        if token.is_punct and token.text != "-":
            break
        if token.i == at + 1 and token.pos_ == "VERB" and token.tag_ == "VBZ":
            return token  # a plural that was taken for a verb: Paris's [efforts] to
        if token.pos_ in ("NOUN", "PROPN") or (not token.pos_ and token.is_alpha):
            found = token
            if not token.pos_:
                break
        elif found is not None or token.pos_ in ("VERB", "AUX", "ADP", "PRON"):
            break
    return found
