"""What a claim says, as a clause that stands by itself: the text that is compared and searched."""

from __future__ import annotations

import re

_QUOTES = re.compile("[\"“”‘’'„«»]+(?=\\W|$)|(?:(?<=\\W)|^)[\"“”‘’'„«»]+")
# Verbs that only say that something was said; any other cue is part of what is meant.
_PLAIN_CUES = frozenset(
    """add added adds according announced announce comment commented noted note remarked reported
    report reports said say says saying state stated states tell telling tells told wrote writes
    write quoted explained""".split()  # a list of words reads better as words
)


def statement(content: str, cue: str, attitude: str, speaker: str | None, *, inner: bool) -> str:
    """What a claim says as a clause that stands by itself.

    A wish or a claim inside a claim needs its speaker: *France wants | Japan to pay*. So does a
    cue that says more than that something was said: *accused*, *warned against*.

    Args:
        content: the claim's words.
        cue: the words that attribute it; empty when there are none.
        attitude: statement, belief, desire, intention or fear.
        speaker: the speaker's label; None when nobody is named.
        inner: whether it stands inside another claim.
    """
    content, cue = clean(content), clean(cue)
    plain = all(word.lower() in _PLAIN_CUES for word in re.findall(r"[^\W\d_]+", cue)[-1:])
    if attitude == "statement" and plain and not inner:
        return content
    return " ".join(part for part in (speaker or "somebody", cue or "said", content) if part)


def clean(text: str) -> str:
    """A text without quotation marks, a leading *that*, line breaks and closing punctuation."""
    text = " ".join(_QUOTES.sub(" ", text).split())
    return re.sub(r"^that\s+(?=\w)", "", text, flags=re.IGNORECASE).strip(" ,;:.")


def told(content: str, cue: str, speaker: str | None) -> str:
    """What a claim says with its speaker, always: *Ann Lee said the bridge is shut*.

    Args:
        content: the claim's words.
        cue: the words that attribute it; empty when there are none.
        speaker: the speaker's label; None when nobody is named.
    """
    return " ".join(p for p in (speaker or "somebody", clean(cue) or "said", clean(content)) if p)
