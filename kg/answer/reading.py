"""What the readers of questions share: a question as read, and the pieces it is read from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from kg.answer.known import Known, of_kind, unknown_name
from kg.answer.names import Named

Kind = Literal[
    "who-said", "said-by", "said-about", "said-to", "attitudes", "met", "visit", "meetings",
    "between", "leaders", "ahead", "attended", "life", "differ", "office", "speaks-for", "via-only",
    "chain", "first", "restated", "contradicted", "mentions", "articles", "most-quoted",
    "quoted-by", "leans-on", "timeline", "open", "may-be", "search",
]  # fmt: skip
"""What is asked; `kg.answer.choose` names the queries that answer each."""

Slot = Literal[
    "who", "other", "about", "place", "since", "until", "on", "role", "of", "article", "via",
    "attitude", "matter", "status", "open", "type", "text", "claim",
]  # fmt: skip
"""What a question may name; `kg.answer.choose` says which parameters hold it."""

AUX = r"(?:did|does|do|has|have|had|will|would|is|was|are|were|can|could|should)"
ABOUT = r"(?:about|on|regarding|concerning|of|to|over)"
_SHORT = re.compile(r"\b(what|who|where|when|how)['’]s\b(?! \w+ing\b.*\bbeen\b)", re.I)
_POLITE = re.compile(
    r"^(?:please,? |and |so |tell me,? |show me |do (?:you|we) know |can you tell me )+", re.I
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `text` is what to search for, empty when nothing is; `slots` what the question names, by its
    part; `cue` the verb where it matters (*warned*); `unknown` a name that it turns on and the
    graph does not know; `yes_no` when it asks whether; `whole` is the question as it was asked.
    """

    kind: Kind
    text: str = ""
    slots: Mapping[Slot, str] = field(default_factory=dict)
    cue: str | None = None
    unknown: str | None = None
    yes_no: bool = False
    whole: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is being read.

    `text` is the question without its time, `whole` with it; `found` the names in `text`; `time`
    and `article` the slots that every kind may have.
    """

    whole: str
    text: str
    known: Known
    found: tuple[Named, ...]
    time: Mapping[Slot, str]
    article: Mapping[Slot, str]

    def question(
        self,
        kind: Kind,
        text: str = "",
        *,
        cue: str | None = None,
        unknown: str | None = None,
        **slots: str | None,
    ) -> Question:
        """A question of this kind, with the time and the article it names."""
        held: dict[Slot, str] = {
            **{cast(Slot, name): value for name, value in slots.items() if value},
            **self.time,
            **self.article,
        }
        yes_no = not re.match(r"(?:who|whom|whose|what|which|when|where|how|why|in|on|through|by|"
                              r"from|list|show|at)\b", self.text, re.IGNORECASE)  # fmt: skip
        return Question(kind, text, held, cue, unknown, yes_no, self.whole)

    def has(self, pattern: str) -> re.Match[str] | None:
        """Where a pattern stands in the question, in any case of letters."""
        return re.search(pattern, self.text, re.IGNORECASE)

    def actors(self) -> list[Named]:
        """The names in the question that are no place, in order."""
        place = self.place()
        return [n for n in self.found if n is not place and of_kind([n], *_ACTORS)]

    def place(self) -> Named | None:
        """The place that a question names: *in Lyon*, *to France*."""
        for named in of_kind(self.found, "Place", "State"):
            before = self.text[: named.start].lower()
            if re.search(r"\b(?:in|at|to|near|from|into|around|outside)(?: the)? $", before):
                return named
        return next(iter(n for n in self.found if n.entities[0].kind == "Place"), None)

    def unknown(self) -> str | None:
        """A name in the question that the graph does not know."""
        return unknown_name(self.text, self.known.names)


_ACTORS = ("Person", "State", "Organization", "Group")


def asked(question: str, known: Known) -> Asked:
    """A question made ready to be read."""
    text = " ".join(question.split()).strip(" ?!.")
    text = _SHORT.sub(r"\1 is", _POLITE.sub("", text))
    text = re.sub(r"^as (?:of|at) (?=\w)", "on ", text, flags=re.IGNORECASE)
    text = re.sub(r"^any (?=\w)", "are there any ", text, flags=re.IGNORECASE)
    article: dict[Slot, str] = {}
    named = known.article_in(text)
    rest = text
    if named:
        article["article"] = named[0]
        gap = rf"(?:\b(?:in|of|by|from|does|do|for) )?(?:the )?{re.escape(named[1])}"
        rest = " ".join(re.sub(gap, " ", text, flags=re.IGNORECASE).split())
    dated = known.dated(rest)
    time: dict[Slot, str] = {}
    if dated.since:
        time["since"] = dated.since
    if dated.until:
        time["until"] = dated.until
    rest = dated.text.strip(" ?!.,")
    return Asked(text, rest, known, tuple(known.names.find(rest, groups=True)), time, article)


def whole(text: str, known: Known) -> str | None:
    """What a phrase that is nothing but a name is called in the graph."""
    named = known.names.whole(text)
    if named is None:
        return None
    before = text[: named.start].strip()
    # A title may stand before a name; other words make the phrase say more than the name.
    title = re.fullmatch(
        r"(?:(?:the|mr|mrs|ms|dr|sir|former|late|then)\.? ?|[A-Z][\w.-]* ?)*", before
    )
    lower = re.fullmatch(
        r"(?:(?:the|mr|mrs|ms|dr|sir|former|late|then)\.? ?|\w+ )*(?:president|minister|leader|"
        r"chancellor|king|queen|general|secretary|spokes\w+|ambassador|envoy|analyst|expert|"
        r"professor|agency|newspaper|broadcaster|state|country|city|company|party)", before, re.I
    )  # fmt: skip
    return named.call if title or lower else None
