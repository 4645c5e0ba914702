"""Names of people, put right: a model splits them, runs them together, or takes titles along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from spacy.tokens import Doc

from kg.extract.nouns import PEOPLE, is_plural, singular

TITLES: Final = frozenset(
    """
    pm fm dpm vp mp datuk dato dato' datin tun puan encik haji hajjah ustaz kyai daw maître maitre
    maulana hojatoleslam hojjatoleslam swami shri smt señor señora signor signora dom abbé doña
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
    republican conservative liberal communist socialist party industry agriculture environment
    climate transport economy culture tourism planning research
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
    joined = _hyphenated(doc, joined, readable=readable, inside=in_ents)
    done = 0
    for span in joined:
        start, end = _trimmed(
            doc, _extended(doc, span, readable=readable, inside=in_ents), adjective=adjective
        )
        start = max(start, done)
        if _describes(doc, start, end, adjective=adjective) or _plural(doc, start, end):
            continue
        if start < end and any(doc[i].text[:1].isupper() for i in range(start, end)):
            done = end
            yield start, end


def _hyphenated(
    doc: Doc, spans: list[tuple[int, int]], *, readable: Callable[[int], bool], inside: set[int]
) -> list[tuple[int, int]]:
    """The spans, with a surname that was cut at its hyphen whole where a full name has it whole."""
    whole = set()
    for span in spans:
        start, end = _extended(doc, span, readable=readable, inside=inside)
        if end - start > 3 and doc[end - 2].text in _HYPHENS:
            whole.add(doc[end - 3 : end].text)
    found = []
    for start, end in spans:
        longer = doc[end - 1 : end + 2]
        cut = end + 2 <= len(doc) and longer.text in whole and inside.isdisjoint((end, end + 1))
        found.append((start, end + 2) if cut else (start, end))
    return found


def _describes(doc: Doc, start: int, end: int, *, adjective: Callable[[str], bool]) -> bool:
    """Whether the model took a state's adjective for a name: *[Sri Lankan] President X*."""
    if not (start < end < len(doc) and adjective(doc[start:end].text)):
        return False
    after = doc[end]
    return is_title(after.text) or after.lower_ in _TITLE_PARTS or (
        after.pos_ == "NOUN" and after.text.islower()
    )  # fmt: skip


def _plural(doc: Doc, start: int, end: int) -> bool:
    """Whether the model took a plural that opens a sentence for a name: *[Dockers] in X said*."""
    if end - start != 1 or not doc[start].is_sent_start or doc[start].tag_ not in ("NNS", "NNPS"):
        return False
    after = doc[end] if end < len(doc) else None
    return after is not None and (after.tag_ in ("VBP", "IN") or after.lower_ == "were")


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
    """Whether the second half of a name follows the hyphen: *Min-su*, *Odinga-Were*, but not
    *Jones-led* or the *Jones-Smith talks*.
    """
    rest = doc[hyphen + 1].text
    short = rest.isalpha() and rest.islower() and len(rest) <= 5 and rest not in _NO_NAME
    after = doc[hyphen + 2] if hyphen + 2 < len(doc) else None
    talks = after is not None and after.pos_ == "NOUN"
    double = rest.isalpha() and rest.istitle() and not talks
    return (short or double) and _tight(doc, hyphen - 1) and _tight(doc, hyphen)


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
        if word in ("emir", "dean", "duke") and at + 2 == end and not _owned_title(doc, at):
            break  # Emir Doe
        malay = word in ("tan", "seri", "sri") and at + 2 < end and _with_sri(doc, at)
        if malay or word in TITLES or (at + 1 < end and _calling(doc, at)):
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
    inside = len(before) == 2 and before[1] in ("of", "for") and before[0] in TITLES
    if inside or _in_title(doc, start):
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


def _in_title(doc: Doc, start: int) -> bool:
    """Whether *and* joins the name to a title's list: *Minister of Oil and [Energy Jane Roe]*."""
    if start < 4 or doc[start - 1].lower_ not in ("and", "&"):
        return False
    k = start - 2
    while k > max(0, start - 6) and doc[k].text[:1].isupper() and doc[k].lower_ not in TITLES:
        k -= 1
    return doc[k].lower_ in ("of", "for") and k > 0 and doc[k - 1].lower_ in TITLES


def _with_sri(doc: Doc, at: int) -> bool:
    """Whether the word is a part of *Tan Sri*, *Datuk Seri*."""
    before = doc[at - 1].lower_ if at else ""
    return before in ("datuk", "dato", "dato'", "tan") or doc[at + 1].lower_ in ("sri", "seri")


def _owned_title(doc: Doc, at: int) -> bool:
    """Whether a state, an article or a possessive stands before the title, or *of* after it."""
    before = doc[at - 1] if at else None
    after = doc[at + 2] if at + 2 < len(doc) else None
    return (after is not None and after.lower_ == "of") or (
        before is not None and (before.pos_ in ("DET", "ADJ", "PROPN") or before.tag_ == "POS")
    )


def _calling(doc: Doc, at: int) -> bool:
    """Whether the word is a calling that opens the sentence: *Campaigner Jane Doe*."""
    token = doc[at]
    opens = token.is_sent_start or (at > 0 and (doc[at - 1].is_space or doc[at - 1].is_quote))
    several = is_plural(token.text) and singular(token.lower_) in PEOPLE - _GIVEN
    named = token.i + 2 < len(token.doc) and token.nbor().pos_ == token.nbor(2).pos_ == "PROPN"
    calling = token.lower_ in PEOPLE - _GIVEN or (several and named)  # Sailors Ann Roe and …
    return bool(opens) and calling and token.text.istitle()


_GIVEN: Final = frozenset(
    """
    emir dean duke guy christian noble earl angel hunter king bishop page shepherd marine baron
    prince sultan major judge rider marshal miller
    """.split()
)
"""Callings and titles that are given names or surnames too."""
_SURNAMES: Final = frozenset(
    """
    king prince bishop pope major marshal duke judge justice chambers chief head miss queen general
    """.split()
)


def _wordlike(word: str) -> bool:
    return any(c.isalnum() for c in word)
