"""What a trap is: one to three small made-up articles, and what a careful reader takes from them.

Written as paragraphs between empty lines; lines within a paragraph are joined when it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from traps.world import World

Kind = Literal["entities", "claims", "meetings", "between", "open"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that must hold; `check` fails with a message that shows what is there instead."""

    text: str
    check: Callable[[World], None]


@dataclass(frozen=True, slots=True)
class Trap:
    """`articles` by file name; `gazetteer` is Turtle that the user knows beforehand."""

    name: str
    kind: Kind
    articles: Mapping[str, str]
    expect: tuple[Expectation, ...]
    gazetteer: str = ""


def trap(
    name: str,
    kind: Kind,
    articles: str | Sequence[str],
    *expect: Expectation,
    gazetteer: str = "",
) -> Trap:
    """A trap of one article (a.txt) or of several (a.txt, b.txt, …)."""
    texts = [articles] if isinstance(articles, str) else articles
    named = {f"{letter}.txt": unwrapped(text) for letter, text in zip("abcde", texts, strict=False)}
    return Trap(name, kind, named, expect, gazetteer)


def unwrapped(text: str) -> str:
    """The text with each paragraph in one line."""
    parts = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    return "\n\n".join(parts) + "\n"
