"""Names as strings: folding, cleaning, slugs, and whether two names can be one person's.

Everything here is a pure function of its arguments.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache

from kg.extract.folding import fold as fold
from kg.extract.folding import squeeze as squeeze
from kg.resolve.words import (
    DEGREES,
    GENERATIONS,
    HONORIFICS,
    LEGAL,
    NICKNAMES,
    OFFICES,
    PARTICLES,
    ROYAL,
)

_POSSESSIVE = re.compile(r"(?<=\w)(?:['’‘ʼ]s|(?<=s)['’])$", re.IGNORECASE)
_INSIDE = re.compile(r"['’.]")
_PLAIN = re.compile(r"[a-z0-9]+")
_FORMS = 50  # forms of one name that are compared with one another
_EDGES = " \t\n\r,;:!?\"“”‘’'()[]<>|*-–—"


def clean(text: str) -> str:
    """`text` without outer punctuation, a final possessive, or repeated white space."""
    stripped = " ".join(text.split()).strip(_EDGES)
    stripped = _POSSESSIVE.sub("", stripped).strip(_EDGES)
    # A final dot belongs to an abbreviation only when another dot or a short word comes before it.
    if stripped.endswith(".") and not re.search(r"(?:\.\w+|\b\w{1,3})\.$", stripped):
        stripped = stripped[:-1]
    return stripped


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; with eight hexadecimal digits of the text's hash
    when letters outside ASCII would be lost.
    """
    folded = fold(_INSIDE.sub("", text))
    words = _PLAIN.findall(folded)
    lost = not folded.isascii() and any(c.isalnum() and not c.isascii() for c in folded)
    return "-".join([*words, digest(text)] if lost or not words else words)


def digest(text: str) -> str:
    """Eight hexadecimal digits of the SHA-256 of `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def person_name(text: str) -> tuple[str, str | None]:
    """A person's name without titles in front of it or rank behind it, and the last title cut off.

    At least one word stays; royal and papal titles stay before a single name.
    """
    words = clean(text).split()
    title: str | None = None
    while len(words) > 1:
        first = words[0].casefold().strip(".,")
        two = f"{first} {words[1].casefold()}"
        if len(words) > 2 and two in OFFICES:
            title, words = two, words[2:]
        elif first in HONORIFICS or (first in OFFICES and first not in ROYAL):
            title, words = first, words[1:]
        else:
            break
    while len(words) > 2 and words[-1].casefold().replace(".", "").strip(",") in DEGREES:
        words = words[:-1]
    return " ".join(words).strip(_EDGES), title


@lru_cache(100_000)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name, each squeezed; a hyphenated word is one."""
    return tuple(t for t in (squeeze(w) for w in name.split()) if t)


@lru_cache(100_000)
def partials(words: tuple[str, ...]) -> frozenset[str]:
    """The squeezed beginnings and ends of a full name that may stand for it, without the whole.

    "Jr." and the like tell two people apart: what comes before them is never such a part.
    """
    suffix = words[-1] if words and words[-1] in GENERATIONS else ""
    whole = "".join(words[:-1]) if suffix else None
    words = words[:-1] if whole else words
    found = {"".join(words[:n]) for n in range(1, len(words))}
    found |= {"".join(words[n:]) for n in range(1, len(words))}
    if whole:
        found |= {"".join((*words[n:], suffix)) for n in range(1, len(words))}
    last = words[-1] if words else ""
    # "el-Sisi" is one word when folded; the bare form goes without the article.
    found |= {last[2:] for p in ("al", "el") if last.startswith(p) and len(last) > 5}
    return frozenset(found)


def first_surname(words: tuple[str, ...]) -> frozenset[str]:
    """The word before the last of a name of three words or more, which may be the first of two
    surnames and stand for the person; empty for an initial, a particle or a name of fewer words.
    """
    if len(words) < 3 or words[-1] in GENERATIONS:
        return frozenset()
    word = words[-2]
    return frozenset({word} if len(word) > 2 and word not in PARTICLES else ())


def rotations(words: tuple[str, ...]) -> frozenset[str]:
    """The squeezed forms of a name with its first word put last or its last word put first."""
    if len(words) < 2:
        return frozenset()
    return frozenset({"".join((*words[1:], words[0])), "".join((words[-1], *words[:-1]))})


def short_form(short: tuple[str, ...], long: tuple[str, ...]) -> str | None:
    """Why `short` may be a lesser form of the full name `long`: an initial, a middle name left out,
    or a familiar form of the given name. None when it cannot be, or when the two are the same.
    """
    if len(short) < 2 or len(long) < 2 or short[-1] != long[-1] or short == long:
        return None
    a, b = short[0], long[0]
    if a == b:
        reason = "middle name left out"
    elif len(a) == 1 and b.startswith(a):
        reason = "initial"
    elif 1 < len(a) < len(b) and NICKNAMES.get(a, a) == NICKNAMES.get(b, b):
        reason = "familiar form of the given name"
    else:
        return None
    middle, full = short[1:-1], long[1:-1]
    if len(middle) > len(full):
        return None
    pairs = zip(middle, full, strict=False)
    if not all(m == f or (len(m) == 1 and f.startswith(m)) for m, f in pairs):
        return None
    return reason


def deletions(word: str) -> frozenset[str]:
    """`word` and all it becomes when one character is left out: two words that share one of these
    are at most one substitution, insertion, deletion or exchange of neighbours apart, or nearly.
    """
    return frozenset({word} | {word[:i] + word[i + 1 :] for i in range(len(word))})


def one_edit(a: str, b: str) -> bool:
    """True when `a` becomes `b` by one insertion, deletion, substitution or exchange of
    neighbouring characters. False when they are equal.
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    x, y = a[start:], b[start:]
    return (
        x[1:] == y[1:]
        or x[1:] == y
        or x == y[1:]
        or (x[:2] == y[1::-1] and len(x) > 1 and x[2:] == y[2:])
    )


def organization_name(text: str) -> str:
    """An organisation's name without a leading article and without its legal form."""
    words = clean(text).split()
    if len(words) > 1 and words[0].casefold() == "the":
        words = words[1:]
    while len(words) > 1 and words[-1].casefold().strip(".,") in LEGAL:
        words = words[:-1]
    return " ".join(words).strip(_EDGES)


def initials(name: str, *, small: bool = False) -> str:
    """First letters of the words of `name`, lower-case; those of "of" or "the" only if asked."""
    words = [w for w in re.split(r"[\s-]+", fold(name)) if w]
    skipped = {"of", "the", "and", "for", "on", "in", "de", "&"}
    return "".join(w[0] for w in words if small or w not in skipped)


def is_acronym(name: str) -> bool:
    """True for two to eight capitals (dots and digits allowed) such as "IMF" or "U.N."."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalnum()


def squeezed_forms(name: str) -> frozenset[str]:
    """Forms that run the first words of a long name together, such as "LATimes"."""
    words = tokens(name)
    forms = {"".join(w[0] for w in words[:n]) + "".join(words[n:]) for n in range(2, len(words))}
    return frozenset(forms) - {"".join(words)}


def full_forms(counts: Mapping[str, int]) -> list[str]:
    """Names of one entity that are no shortened form of another of its names, in their order."""
    if len(counts) == 1:
        return list(counts)
    words = {name: tokens(name) for name in counts}
    squeezed = {form for name in counts for form in squeezed_forms(name)}
    parts: set[tuple[str, ...]] = set()
    for w in words.values():
        parts |= {w[:n] for n in range(1, len(w))} | {w[n:] for n in range(1, len(w))}
    longer = sorted({w for w in words.values() if len(w) > 1})[:_FORMS]
    several = bool(longer)
    kept = [
        name
        for name, w in words.items()
        if w not in parts
        and not any(short_form(w, other) for other in longer if other != w)
        and not (several and len(w) == 1 and (is_acronym(name) or "".join(w) in squeezed))
    ]
    used = [name for name in kept if counts[name] > 0]
    return used or kept or list(counts)
