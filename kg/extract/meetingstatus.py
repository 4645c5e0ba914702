"""Whether a meeting was held, is planned, was called off …: from tense, modals and governors."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.meetingorder import called_off_behind, calls_off, is_on, that_follows_saying
from kg.extract.syntax import (
    NEGATIONS,
    ancestors,
    auxiliaries,
    base_form,
    children,
    governing_verb,
    is_negated,
    is_verb,
    tense,
)
from kg.records import Status

_IF = frozenset({"if", "whether", "unless"})
_CLAUSAL = frozenset({"since", "after", "before", "until"})
_NOT_YET = frozenset({"before", "until", "once"})
_WERE_TO = frozenset("due schedule plan expect set slate suppose intend".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def verb_status(verb: Token, *, depth: int = 0) -> Status:
    """Status of what the verb tells, by its own tense and by what it depends on."""
    if depth > 4:
        return "held"
    if any(c.lower_ in _IF for c in children(verb, "mark", "advmod")):
        return "hypothetical"
    form = tense(verb)
    if was_planned(verb):
        return "cancelled"
    if any(c.lower_ in _NOT_YET for c in children(verb, "mark")) and form == "present":
        return "hypothetical"
    if is_negated(verb):
        if form == "modal" and not _words(verb) & {"would", "wo"}:
            return "hypothetical"
        return "planned" if _until(verb) else "denied"
    if form == "future":
        return "planned"
    if form == "modal":
        return _modal(verb)
    if form in ("past", "present"):
        return _under_if(verb) or ("hypothetical" if _is_question(verb) else "held")
    if form == "infinitive":
        return _infinitive(verb, depth)
    if form == "participle":
        return _participle(verb, depth)
    return "held"


def was_planned(verb: Token) -> bool:
    """Whether it is told of as a plan that did not come about: `had been due to meet`, `was to
    have met`, `was originally scheduled for Friday`.
    """
    plan = verb
    if base_form(verb.text) not in _WERE_TO and verb.dep_ in ("xcomp", "ccomp", "advcl"):
        plan = verb.head
    if base_form(plan.text) in _WERE_TO and plan.tag_ in ("VBN", "JJ", "VBD"):
        near = {t.lower_ for t in plan.doc[max(plan.sent.start, plan.i - 4) : plan.i]}
        return {"had", "been"} <= near or bool(
            {"was", "were", "had"} & near and {"originally", "initially", "first"} & near
        )
    lead = [t.lower_ for t in verb.doc[max(verb.sent.start, verb.i - 4) : verb.i]]
    return lead[-2:] == ["to", "have"] and bool({"was", "were"} & set(lead))


def _words(verb: Token) -> set[str]:
    return {a.lower_ for a in auxiliaries(verb)}


def _until(verb: Token) -> bool:
    """`would not meet again until July` says when they will."""
    return any(t.lower_ == "until" for t in verb.doc[verb.i : verb.sent.end])


def _is_question(verb: Token) -> bool:
    """`Did they meet?`, but not `Why did they meet?`."""
    first = next((t for t in verb.sent if t.is_alpha), verb)
    last = [t for t in verb.sent if not t.is_space][-1]
    return last.text == "?" and first in auxiliaries(verb)


def _under_if(verb: Token) -> Status | None:
    for head in ancestors(verb):
        if not is_verb(head):
            return None
        if verb.dep_ == "ccomp" and base_form(head.text) in words.DENYING | words.REFUTING:
            return "denied"
        if verb.dep_ not in ("ccomp", "conj"):
            return None
        if any(c.lower_ in _IF for c in children(head, "mark")):
            return "hypothetical"
        verb = head
    return None


def _modal(verb: Token) -> Status:
    if "would" not in _words(verb) or _words(verb) & {"have", "'ve", "’ve"}:
        return "hypothetical"
    for head in ancestors(verb):  # "said he would meet her" is a plan
        if is_verb(head):
            told = base_form(head.text) in words.SAYING and verb.dep_ in (
                "ccomp",
                "conj",
                "parataxis",
            )
            if told and tense(head) in ("past", "participle"):
                return "planned"
            return "planned" if that_follows_saying(verb) else "hypothetical"
    near = [base_form(t.text) for t in verb.sent if is_verb(t)]
    return "planned" if any(w in words.SAYING for w in near) else "hypothetical"


def class_of(word: str) -> Status | None:
    """Status that a governor (base form) gives to what it governs; None when it gives none."""
    if word in words.CANCELLING:
        return "cancelled"
    if word in words.DENYING:
        return "denied"
    if word in ("invitation", "invite"):
        return "invited"
    if word in words.PLANNING:
        return "planned"
    return "hypothetical" if word in words.HOPING else None


def _infinitive(verb: Token, depth: int) -> Status:
    to = next((a for a in auxiliaries(verb) if a.lower_ == "to"), verb)
    doc, k = verb.doc, to.i - 1
    while k > verb.sent.start and doc[k].pos_ == "ADV":
        k -= 1
    if k < verb.sent.start:
        return "planned"
    governor = doc[k]
    if base_form(governor.text) == "be" and doc[max(k - 1, 0)].pos_ in ("PROPN", "PRON"):
        return "denied" if is_negated(verb) else "planned"  # "Ann is to meet Bob"
    if (
        governor.pos_ in ("PROPN", "PRON", "PUNCT", "NUM", "ADP")
        or class_of(base_form(governor.text)) is None
    ):
        governor = next(
            (h for h in ancestors(verb) if is_verb(h) or class_of(base_form(h.text))), governor
        )
    word = base_form(governor.text)
    found = class_of(word)
    if word in words.ASK_VERBS and word != "urge":
        found = "invited"
    refused = is_negated(governor) or any(
        t.lower_ in NEGATIONS for t in doc[max(verb.sent.start, governor.i - 2) : governor.i]
    )
    if found and refused:
        return {"denied": "held", "hypothetical": "hypothetical"}.get(found, "denied")  # type: ignore[return-value]  # statuses only
    if found == "planned" and is_verb(governor) and tense(governor) == "modal":
        return "hypothetical"
    if found:
        return found
    if word == "be":
        return "planned"
    if is_verb(governor) and word in words.START_VERBS | words.LIGHT_VERBS:
        return verb_status(governor, depth=depth + 1)
    return "hypothetical"


def _participle(verb: Token, depth: int) -> Status:
    marks = {c.lower_ for c in children(verb, "mark", "case")}
    if verb.i > 0:
        marks.add(verb.nbor(-1).lower_)
    if "without" in marks:
        return "denied"
    if "of" in marks and any(t.lower_ == "ahead" for t in verb.doc[max(0, verb.i - 3) : verb.i]):
        return "planned"
    for head in ancestors(verb):
        found = class_of(base_form(head.text))
        if found and verb.dep_ in ("xcomp", "acl", "ccomp", "obj", "obl", "nmod"):
            return found
        if is_verb(head):
            return verb_status(head, depth=depth + 1) if "after" not in marks else "held"
    return "held"


def noun_status(noun: Token, governor: Token | None) -> Status:
    """Status of what a noun tells (`a planned meeting with`).

    Args:
        noun: the word that tells of a meeting or visit.
        governor: the verb or noun it depends on, None when it stands alone.
    """
    before = left_of(noun)
    lower = [t.lower_ for t in before]
    lead = noun.doc[before[0].i - 1] if before and before[0].i > noun.sent.start else None
    if not before and noun.i > noun.sent.start:
        lead = noun.nbor(-1)
    for names, status in (
        (words.CANCELLED_BEFORE, "cancelled"),
        (words.PLANNED_BEFORE, "planned"),
        (words.HYPOTHETICAL_BEFORE, "hypothetical"),
        (frozenset({"no"}), "denied"),
    ):
        if names.intersection(lower):
            return status  # type: ignore[return-value]  # the table holds statuses only
    subject = (
        governor is not None
        and governor.i > noun.i
        and (noun.dep_ in ("nsubj", "nsubj:pass", "dep"))
    )
    told = _as_subject(noun, governor) if subject and governor is not None else None
    if told in ("cancelled", "denied"):
        return told
    subject_like = lead is None or lead.pos_ != "ADP" or lead.lower_ in _CLAUSAL
    if subject_like and called_off_behind(noun):
        return "cancelled"
    if governor is not None and calls_off(noun, governor):
        return "cancelled"
    for token in noun.doc[noun.i + 1 : min(noun.i + 12, noun.sent.end)]:
        if token.tag_ in _FINITE or token.text in (";", "."):
            break
        if token.tag_ in ("VBN", "JJ") and base_form(token.text) in (
            "schedule",
            "plan",
            "expect",
            "set",
            "slate",
            "due",
        ):
            return "planned"
    if told is not None:
        return told
    if lead is not None and lead.lower_ in words.AHEAD | {"of", "to"}:
        two = lead.nbor(-1).lower_ if lead.i > noun.sent.start else ""
        if lead.lower_ == "before" and governor is not None and tense(governor) == "past":
            return "held"
        if lead.lower_ in words.AHEAD or two in words.AHEAD:
            return "planned"
    if governor is None:
        return "held"
    return _governed(noun, governor, lead)


def _governed(noun: Token, governor: Token, lead: Token | None) -> Status:
    past = is_verb(governor) and tense(governor) == "past"
    if past and lead is not None and lead.lower_ in ("after", "since", "following"):
        return "held"  # "after her meeting with Bob, Ann announced"
    if lead is not None and is_verb(lead) and class_of(base_form(lead.text)):
        governor = lead
    word = base_form(governor.text)
    particle = governor.doc[governor.i + 1].lower_ if governor.i + 1 < len(governor.doc) else ""
    if (word, particle) in (("call", "off"), ("pull", "out")):
        return "cancelled"
    found = class_of(word)
    direct = noun.dep_ in ("obj", "xcomp", "ccomp", "nsubj:pass") or (
        lead is not None and lead.lower_ in ("to", "for", "on", "of", "in") and lead.head == noun
    )
    if found and (direct or found == "planned"):
        return "denied" if is_negated(governor) and found != "denied" else found
    if is_verb(governor):
        status = verb_status(governor)
        if status == "denied" and (
            word not in words.LIGHT_VERBS or tense(governor) == "infinitive"
        ):
            return "hypothetical" if tense(governor) == "infinitive" else "held"
        if (
            status in ("planned", "hypothetical")
            and lead is not None
            and lead.lower_ in ("after", "since", "following")
        ):
            return "held" if status == "hypothetical" else "planned"
        return status
    above = governing_verb(governor)
    return "planned" if above is not None and tense(above) == "future" else "held"


def _is_denied(verb: Token) -> bool:
    """`denied that the meeting took place`, `rejected reports that they met`."""
    above = verb.head
    if verb.dep_ not in ("ccomp", "acl") or above.i == verb.i:
        return False
    if not is_verb(above):
        above = above.head
    return base_form(above.text) in words.REFUTING and not is_negated(above)


def _as_subject(noun: Token, verb: Token) -> Status:
    word = base_form(verb.text)
    if _is_denied(verb):
        return "denied"
    if was_planned(verb):
        return "cancelled"
    if is_on(noun, verb):
        return "planned"
    following = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    if class_of(word) == "cancelled" or (word, following) == ("call", "off"):
        return "cancelled"
    if tense(verb) in ("future",) or (word in words.PLANNING and verb.tag_ in ("VBN", "JJ")):
        return "planned"
    if tense(verb) == "modal" and word in words.HAPPEN_VERBS | words.LIGHT_VERBS:
        return "hypothetical"
    if is_negated(verb) and word in words.HAPPEN_VERBS | words.LIGHT_VERBS:
        return "denied"
    definite = left_of(noun)[:1] and left_of(noun)[0].lower_ not in ("a", "an", "any", "such")
    return "hypothetical" if tense(verb) == "modal" and not definite else "held"


def left_of(noun: Token) -> list[Token]:
    """The words of the noun phrase left of its head, in order: `a planned [meeting]`."""
    k = noun.i
    while k > noun.sent.start and noun.i - k < 8:
        token = noun.doc[k - 1]
        if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART") and not (
            token.tag_ in ("VBN", "VBG", "PRP$", "JJ", "POS", "CD")
            or token.text in ("-", "–", "“", "”", '"', "'s", "’s")
            or token.lower_ in words.PLANNED_BEFORE | words.CANCELLED_BEFORE
        ):
            break
        k -= 1
    return list(noun.doc[k : noun.i])
