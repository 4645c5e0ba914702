"""Surnames without a full name in their own article: whose they are, by what other articles say."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from kg.resolve.groups import DOUBTS, Groups, full_name
from kg.resolve.local import Local
from kg.resolve.names import partials, squeeze, tokens

HIGHEST = frozenset(
    """
    president premier chancellor king queen pope emperor sultan emir
    """.split()
)
"""Offices that one person holds in a state, so that title and surname are enough."""

_COMPANY = 2
"""So many people known by full name must appear with the bearer in another article."""


def join_surnames(groups: Groups) -> None:
    """Joins a lone surname to the one person whose office or company agrees; else notes doubts.

    *President Moreau* is the Anna Moreau whom other articles call president. *Moreau* without a
    title is the only Moreau of the corpus where two other people of the article stand beside her
    in another article. Anything less stays apart.
    """
    by_part: dict[str, dict[int, list[int]]] = defaultdict(dict)
    company: dict[str, set[int]] = defaultdict(set)
    for at, local in enumerate(groups.locals):
        if local.kind == "Person" and not local.partial:
            company[local.article].add(groups.find(at))
            for part in partials(tokens(full_name(local))):
                by_part[part].setdefault(groups.find(at), []).append(at)
    alike: dict[str, list[int]] = defaultdict(list)
    for at, local in enumerate(groups.locals):
        lone = local.kind == "Person" and local.partial
        if local.entry is not None or not (lone or local.kind in ("Organization", "Place")):
            continue
        name = squeeze(full_name(local))
        bearers = by_part.get(name, {})
        if not lone:
            # A surname read as another name shows where others know the person.
            what = "an organisation" if local.kind == "Organization" else "a place"
            for home in bearers if len(bearers) <= DOUBTS else ():
                groups.doubt(at, home, f"the name of {what} here is a surname there")
            continue
        fits = [
            home
            for home, members in (bearers.items() if local.offices else ())
            if any(_same_office(local, groups.locals[m]) for m in members)
        ]
        if len(fits) == 1:
            groups.join(at, fits[0], "surname, same office in another article")
            continue
        if len(bearers) == 1:
            ((home, members),) = bearers.items()
            if _keeps_company(groups, local, home, members, company):
                groups.join(at, home, "surname, same company in another article")
                continue
        if len(bearers) <= DOUBTS:
            # What several of the own article leave open is told there.
            why = None if local.maybe else "a surname without a title or company that settles it"
            for home in bearers:
                groups.doubt(at, home, why)
        alike[name].append(at)
    for members in alike.values():
        _among_themselves(groups, members)


def _same_office(lone: Local, full: Local) -> bool:
    """Whether both hold one office of one state, or one of the highest if one names no state."""
    if set(lone.states) and set(full.states) and not set(lone.states) & set(full.states):
        return False
    for role, state in lone.offices:
        for other, where in full.offices:
            if role == other and (state == where if state and where else role in HIGHEST):
                return True
    return False


def _keeps_company(
    groups: Groups, lone: Local, home: int, members: list[int], company: dict[str, set[int]]
) -> bool:
    """Whether enough people of the lone surname's article appear with its bearer elsewhere."""
    held = {role for role, _ in lone.offices}
    others = {role for m in members for role, _ in groups.locals[m].offices}
    if held and others and not held & others:
        return False
    if any(lone.gender and groups.locals[m].gender not in (None, lone.gender) for m in members):
        return False
    here = {groups.find(c) for c in company[lone.article]} - {groups.find(home)}
    elsewhere = {groups.locals[m].article for m in members} - {lone.article}
    return any(
        len(here & {groups.find(c) for c in company[article]}) >= _COMPANY for article in elsewhere
    )


def _among_themselves(groups: Groups, lone: list[int]) -> None:
    """Lone surnames of several articles: one person where a highest office agrees, else doubts."""
    if len(lone) > 1:
        leaders: dict[tuple[str, str | None], int] = {}
        for at in lone:
            for role, state in groups.locals[at].offices:
                if role in HIGHEST:
                    first = leaders.setdefault((role, state), at)
                    if first != at:
                        groups.join(at, first, "surname, same office in another article")
    if len(lone) <= DOUBTS:
        for at, other in pairwise(lone):
            if groups.find(at) != groups.find(other):
                groups.doubt(at, other, "the same surname, and no full name in either article")
