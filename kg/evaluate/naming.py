"""Whether a label of the graph names an entity of a gold file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kg.gold import Gold, GoldClaim

_TITLES = re.compile(r"\b(mr|mrs|ms|dr|president|leader|the|a|an)\b\.?")


def is_speaker(
    gold: Gold, label: object, keys: Sequence[str], claim: GoldClaim | None = None
) -> bool:
    """Whether `label` names one of the entities `keys`.

    A longer form of a name of two words or more will do, and so will a shorter one of more than
    five letters. Of sources nobody names (`claim.described`) the words of the article decide.
    """
    got = plain(label)
    if not got:
        return any(key in ("unspecified", "desc:unspecified") for key in keys)
    if got in ("unknown", "unnamed", "unspecified") and any(
        "unspecified" in key or key.startswith("desc:") for key in keys
    ):
        return True
    for name in (name for key in keys for name in _names(gold, key)):
        longer = len(name.split()) > 1 and f" {name} " in f" {got} "
        shorter = len(got) > 5 and f" {got} " in f" {name} "
        if got == name or longer or shorter:
            return True
    if claim is not None and claim.described:
        words = plain_text(claim.speaker_text)
        return bool(words) and (words in got or got in words)
    return False


def _names(gold: Gold, key: str) -> set[str]:
    own = key.replace("desc:", "").replace("-", " ").replace("_", " ")
    entity = gold.entities.get(key)
    known = (*entity.names, *entity.descriptions) if entity else ()
    return {plain(name) for name in (own, *known)} - {""}


def plain(name: object) -> str:
    """A name without case, titles, articles, hyphens and punctuation; single spaces."""
    return " ".join(plain_text(name).split())


def plain_text(text: object) -> str:
    """As `plain`, with the spaces that the words left behind."""
    lower = unicodedata.normalize("NFKD", str(text or "")).lower().replace("’", "'")
    return re.sub(r"[^\w' ]+", " ", _TITLES.sub(" ", re.sub(r"[-‐–—]", " ", lower))).strip()


def named(key: str, gold: Gold) -> str:
    """What a user reads for a key: the entity's name."""
    entity = gold.entities.get(key)
    return entity.names[0] if entity and entity.names else key
