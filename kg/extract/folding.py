"""Names without what tells spellings of one name apart: case, marks, hyphens, blanks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_KEPT = 100_000
"""Names whose forms are kept: the same ones come again and again."""

# Letters that do not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)

_OTHERS = re.compile(r"[\W_]+")  # what is neither letter nor digit


@lru_cache(_KEPT)
def fold(text: str) -> str:
    """Lower-case text without marks; hyphens stay, white space is one blank."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Some letters have a lower case only once they are decomposed, and decompose once more then.
    for _ in range(3):
        text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    plain = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", plain).split())


@lru_cache(_KEPT)
def squeeze(text: str) -> str:
    """The folded letters and digits of `text` alone: equal for variants that differ
    only by hyphens, blanks, case, dots or diacritics.
    """
    return _OTHERS.sub("", fold(text))
