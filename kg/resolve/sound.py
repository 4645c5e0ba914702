"""Spellings of one name in Latin letters: what Sergei and Sergey, Müller and Mueller have alike."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resolve.names import squeeze

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"shch|sch", "sh"),
        (r"tch|tsch", "ch"),
        (r"kh|gh", "h"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"tz", "ts"),
        (r"x", "ks"),
        (r"q|ck|c(?![hz])", "k"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"(?<=[aou])e", ""),
        (r"[jy]", "i"),
        (r"^i(?=[aeou])", ""),
        (r"h$", ""),
        (r"(.)\1+", r"\1"),
    )
)
_SHORTEST = 4


@lru_cache(100_000)
def sound(word: str) -> str:
    """What is left of a word of a name when letters that stand for one another are made equal."""
    text = squeeze(word)
    if len(text) < _SHORTEST:
        return text  # in short names a letter tells people apart
    for pattern, to in _STEPS:
        text = pattern.sub(to, text)
    return text


def sounds(words: tuple[str, ...]) -> str:
    """The sounds of all the words of a name, run together."""
    return "".join(sound(word) for word in words)


def consonants(words: tuple[str, ...]) -> str:
    """The consonants of a name, for scripts that leave the vowels to who reads them; empty when
    they are too few to say anything.
    """
    found = re.sub(r"[aeiou]", "", sounds(words))
    return found if len(found) > 5 and len(words) > 1 else ""
