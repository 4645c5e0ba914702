"""Names of people, put right: a model splits them, runs them together, or takes titles along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from spacy.tokens import Doc

TITLES: Final = frozenset(
    """
    mr mr. mrs mrs. ms ms. miss mx mx. dr dr. prof prof. professor sir dame lord lady baron
    baroness count countess duke duchess prince princess king queen emperor empress emir sheikh
    sheikha shah sultan pope cardinal archbishop bishop monsignor msgr msgr. father sister brother
    rev rev. reverend rabbi imam ayatollah mullah saint st st. hon hon. herr frau monsieur madame
    mme mme. president vice-president premier chancellor minister secretary secretary-general
    general-secretary chairman chairwoman chairperson chair director commissioner speaker governor
    mayor senator congressman congresswoman representative lawmaker deputy councilman councilwoman
    councillor ambassador envoy consul diplomat spokesman spokeswoman spokesperson judge justice
    attorney prosecutor sheriff constable inspector detective officer agent gen gen. general lt lt.
    lieutenant col col. colonel maj maj. major capt capt. captain cmdr cmdr. commander adm adm.
    admiral sgt sgt. sergeant cpl cpl. corporal marshal brig brig. brigadier pvt pvt. private sen
    sen. rep rep. gov gov. pres pres. leader chief head boss founder owner ceo analyst expert
    economist author writer journalist reporter correspondent editor coach manager actor actress
    cllr cllr. councillor councilman councilwoman alderman assemblyman
    singer candidate nominee lawyer activist adviser advisor aide counsel strategist pollster
    historian scientist researcher scholar doctor nurse teacher student resident voter dictator
    strongman warlord tycoon billionaire businessman businesswoman counterpart first-lady
    """.split()
)
"""Words that stand before a name as its title, in lower case."""
_TITLE_PARTS: Final = frozenset(
    """
    of for and the prime foreign defense defence interior finance justice vice deputy former ex
    late late. acting interim first lady state treasury exterior education health trade commerce
    energy labor labour attorney supreme under assistant associate senior junior chief lead
    then-president then- ex- affairs national security special presidential presumptive democratic
    republican conservative liberal communist socialist party
    """.split()
)
PARTICLES: Final = frozenset(
    """
    bin ibn bint al el ben von van der den de del della di da dos das du la le abu abd ter ten
    """.split()
)
_SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_NO_NAME: Final = frozenset(
    """
    led era style like backed based born run owned bound linked type free friendly appointed
    aligned controlled sponsored made built held chaired brokered only wide
    """.split()
)
"""What follows a name and a hyphen without being part of it: *Smith-led*."""
_HYPHENS: Final = frozenset("-‐‑")


def person_spans(
    doc: Doc, *, readable: Callable[[int], bool], adjective: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """Yields the token ranges (end exclusive) of people's names, in order of appearance, disjoint.

    Titles, determiners and the possessive are left out; parts that the model tagged apart are
    joined; names that it tagged as one (*Smith and Jones*) are split.

    Args:
        doc: with `ents`; the parse, where there is one, mends names that are cut short.
        readable: whether the token of that index stands in a part that is read at all.
        adjective: whether a text is a state's adjective or name (*French*), which may open a title.
    """
    spans = [(e.start, e.end) for e in doc.ents if e.label_ in ("PERSON", "PER")]
    spans = [s for s in spans if all(readable(i) for i in range(*s))]
    in_ents = {i for e in doc.ents for i in range(e.start, e.end)}
    tails = {(e.start, doc[e.end - 1].text) for e in doc.ents if e.label_ in ("PERSON", "PER")}
    joined: list[tuple[int, int]] = []
    for span in (piece for s in spans for piece in _split(doc, s, tails=tails)):
        if joined and _continues(doc, joined[-1], span):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    done = 0
    for span in joined:
        start, end = _trimmed(
            doc, _extended(doc, span, readable=readable, inside=in_ents), adjective=adjective
        )
        start = max(start, done)
        if start < end and any(doc[i].text[:1].isupper() for i in range(start, end)):
            done = end
            yield start, end


def is_title(word: str) -> bool:
    """Whether the word, in any case, can stand before a name as its title."""
    return word.lower() in TITLES


def _tight(doc: Doc, left: int) -> bool:
    """Whether no white space stands between the token and the next."""
    return not doc[left].whitespace_


def _split(
    doc: Doc, span: tuple[int, int], *, tails: set[tuple[int, str]]
) -> Iterator[tuple[int, int]]:
    """The span without coordinations, brackets and quotation marks, in pieces."""
    start = span[0]
    for i in range(*span):
        text = doc[i].text
        cut = text.lower() in ("and", "&", "or", "with", "vs.", "vs") or text in ',;:/()[]"“”|–—'
        if text in _HYPHENS and i == start + 1 and span[1] == i + 2:
            # "Jones-Smith" as one of two people known apart, in a heading: two names.
            named = {text for start_of, text in tails if start_of != span[0]}
            cut = doc[start].text in named and doc[i + 1].text in named
        if cut:
            if i + 1 < span[1] and doc[i + 1].text.lower() in _SUFFIXES and text == ",":
                continue
            if start < i:
                yield start, i
            start = i + 1
    if start < span[1]:
        yield start, span[1]


def _continues(doc: Doc, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether the right span is the rest of the left one's name."""
    between = [doc[i].text for i in range(left[1], right[0])]
    if is_title(doc[right[0]].text) or doc[left[1] - 1].text in ("'s", "’s", "'", "’"):
        return False
    if left[1] < len(doc) and doc[left[1]].is_sent_start:
        return False
    if not between:
        return doc[right[0]].is_sent_start is not True
    if len(between) == 1 and between[0] in _HYPHENS:
        length = (left[1] - left[0]) + (right[1] - right[0])
        return _tight(doc, left[1] - 1) and _tight(doc, left[1]) and length > 2
    return len(between) <= 2 and all(
        b.lower() in PARTICLES or (b.strip(".").isupper() and len(b.strip(".")) == 1)
        for b in between
    )


def _extended(
    doc: Doc, span: tuple[int, int], *, readable: Callable[[int], bool], inside: set[int]
) -> tuple[int, int]:
    """The span with the neighbouring tokens that belong to the name and that the model left."""
    start, end = span

    def free(i: int) -> bool:
        return 0 <= i < len(doc) and readable(i) and i not in inside

    while True:
        before = end
        if end - start > 1 and free(end) and free(end + 1) and doc[end].text in _HYPHENS:
            end += 2 if _given(doc, end) else 0
        elif end - start > 2 and free(end) and doc[end - 1].text in _HYPHENS:
            end += 1 if _given(doc, end - 1) else 0
        if free(end) and doc[end].text.lower() in _SUFFIXES:
            end += 1
        elif free(end + 1) and doc[end].text == "," and doc[end + 1].text.lower() in _SUFFIXES:
            end += 2
        elif (
            free(end)
            and doc[end].dep_.startswith("flat")
            and start <= doc[end].head.i < end
            and doc[end].text[:1].isupper()
            and not is_title(doc[end].text)
        ):
            end += 1
        if end == before:
            break
    while (
        free(start - 1)
        and not doc[start].is_sent_start
        and doc[start].dep_.startswith("flat")
        and doc[start].head.i == start - 1
        and doc[start - 1].text[:1].isupper()
        and not is_title(doc[start - 1].text)
    ):
        start -= 1
    return start, end


def _given(doc: Doc, hyphen: int) -> bool:
    """Whether the second half of a given name follows the hyphen: *Min-su*, but not *Jones-led*."""
    rest = doc[hyphen + 1].text
    short = rest.isalpha() and rest.islower() and len(rest) <= 5 and rest not in _NO_NAME
    return short and _tight(doc, hyphen - 1) and _tight(doc, hyphen)


def _trimmed(
    doc: Doc, span: tuple[int, int], *, adjective: Callable[[str], bool]
) -> tuple[int, int]:
    """The span without determiner and title before and possessive and stops after."""
    start, end = span
    while start < end and (
        doc[end - 1].text.lower() in ("'s", "’s", "'", "’", "s'")
        or not any(c.isalnum() for c in doc[end - 1].text)
    ):
        end -= 1
    at = last = start
    while at < end:
        word = doc[at].text.lower()
        wide = adjective(doc[at : at + 2].text) and at + 2 < end
        if word in TITLES:
            last = at + 1
        elif wide or adjective(doc[at].text) or word in _TITLE_PARTS or not _wordlike(word):
            pass
        elif word.islower() and word == doc[at].text and word not in PARTICLES:
            last = at + 1
        else:
            break
        at += 2 if wide else 1
    if at >= end and end < len(doc) and doc[end].text.lower() in TITLES and last < end:
        last = end  # the model took the beginning of a title for a name: [Prime] Minister Jane Roe
    before = [t.text.lower() for t in doc[max(0, start - 2) : start]]
    if len(before) == 2 and before[1] in ("of", "for") and before[0] in TITLES:
        # the model began the name inside the title: Secretary of [State Jane Roe]
        while last < end - 1 and doc[last].text.lower() in _TITLE_PARTS:
            last += 1
    if start < last < at < end and doc[last].text.lower() in ("of", "for"):
        last = at  # Secretary of State, Minister of Foreign Affairs of Peru
    if last == end and end - start == 1 and doc[start].text.lower() in _SURNAMES:
        last = start  # a title word alone may be a surname: "King said"
    if doc[start].text.lower() in ("the", "a", "an", "'s", "’s") and last == start:
        last = start + 1
    while last < end and not _wordlike(doc[last].text):
        last += 1
    return last, end


_SURNAMES: Final = frozenset(
    """
    king prince bishop pope major marshal duke judge justice chambers chief head miss queen general
    """.split()
)


def _wordlike(word: str) -> bool:
    return any(c.isalnum() for c in word)
