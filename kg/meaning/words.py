"""The words of a text as stems, for comparing texts by what they have in common."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’](?=s\b)|)")
STOP = frozenset(
    """a about after all also an and any anybody anyone are as at be been being but by can could did
    do does for from had has have he her him his how i if in into is it its me more most my no nor
    not of on or our out over own said say says she should so some somebody someone such than that
    the their them then there these they think thinks this those to told too up very was we were
    what when where which while who whom whose why will with would you your""".split()
)


def words(text: str) -> list[str]:
    """The words of a text as stems, without function words, in order."""
    found = []
    for match in _WORD.finditer(text):
        # "US" and "U.S." are a name, "us" is none.
        whole = match.group().rstrip("'’")
        short = "u.s." if whole.upper() == whole and whole.replace(".", "") == "US" else ""
        plain = unicodedata.normalize("NFKD", whole.lower().replace(".", ""))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        if short or (len(plain) > 1 and plain not in STOP):
            found.append(short or stem(plain))
    return found


def stem(word: str) -> str:
    """An English word without plural, -ing, -ed and a silent e: visits, visiting, visited → visit.

    >>> stem("talks"), stem("denies"), stem("stopped"), stem("role")
    ('talk', 'deny', 'stop', 'rol')
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zes")) else word[:-1]
    for end in ("ing", "ed"):
        rest = word.removesuffix(end)
        if rest != word and len(rest) > 2 and re.search("[aeiouy]", rest):
            word = rest
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            elif word.endswith("i"):
                word = word[:-1] + "y"
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
