"""People of one name whose ages say that they are two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.resolve.local import Local

_YEARS = 3  # years of birth by two ages may differ, in one person


def lives(locals_: Sequence[Local], members: list[int]) -> Iterator[tuple[int, int | None]]:
    """Each position after the first, with the one of the same name that it joins; None where their
    ages make two people of them. Who is given no age joins the first.
    """
    homes = [members[0]]
    for at in members[1:]:
        born = locals_[at].born
        fits = [h for h in homes if _same_age(born, locals_[h].born)]
        if not fits:
            homes.append(at)
        yield at, fits[0] if fits else None


def _same_age(a: int | None, b: int | None) -> bool:
    return a is None or b is None or abs(a - b) <= _YEARS
