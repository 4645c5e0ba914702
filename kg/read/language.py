"""Is a paragraph in English? Told by its script, its diacritics and its function words."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_ENGLISH_WORDS = """
    the of and to in that is was for it with as his he be on by at have are this not but had from
    or an they which we were her she you their there been has will would who when if more about
    after also its over up out said says than could into some them other what between a
    """
_OTHER_WORDS = """
    el los las una del que para por con como pero más este esta su sus fue según entre sobre o os
    uma dos das não com mais ao pelo são foi também le les une et est dans pour pas qui sur avec
    plus ce cette aux ont selon par au du il che di della per sono nel gli alla dei anche più ha
    și nu din pe la cu der und ist nicht mit den von zu dem ein eine auch sich auf für wird nach
    bei het een niet van dat zijn voor werd aan ook och att det som är av på till har inte med
    ikke og til af ved nie się jest że na do jak przez dla že je se ve bir için ile olarak olan
    yang dan dengan untuk dari dalam pada ini itu tidak akan mga sa ng ang ay ya wa kwa katika cua
    va trong voi cho khi
    """
ENGLISH = frozenset(_ENGLISH_WORDS.split())
OTHERS = frozenset(_OTHER_WORDS.split()) - ENGLISH
"""Function words of Romance, Germanic, Slavic and other languages that news sites mix with
English.
"""
_FEWEST_WORDS = 6


def is_foreign(text: str) -> bool:
    """True when `text` is surely not English: another script, or another language's words and
    marks.

    Short Latin lines and lists of names are left alone: doubt counts as English.
    """
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return False
    latin = sum(_is_latin(char) for char in letters)
    if latin < 0.6 * len(letters):
        return True
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _FEWEST_WORDS:
        return False
    english = sum(word in ENGLISH for word in words) / len(words)
    found = {word for word in words if word in OTHERS}
    others = sum(word in found for word in words) / len(words) if len(found) > 1 else 0.0
    plain = sum(word[0].islower() for word in _WORD.findall(text)) / len(words)
    marked = sum(any(char > "\x7f" and char.isalpha() for char in word) for word in words)
    if english >= 0.15:
        return others > 0.3 and others > 1.5 * english
    return others >= 0.15 or (marked / len(words) >= 0.25 and english < 0.08 and plain > 0.2)


def _is_latin(char: str) -> bool:
    return char < "\u0250" or unicodedata.name(char, "").startswith(("LATIN", "FULLWIDTH LATIN"))
