"""Whether places that sources give can be one: a city within the state is no other place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.records import Extraction
from kg.resolve.accounts import Account

_HOUSE = re.compile(
    r"\b(?:hall|house|palace|hotel|street|airport|building|office|embassy|villa|resort|residence|"
    r"square|stadium|university|castle|compound|headquarters|centre|center|church|temple|"
    r"province|county|region|district|island|peninsula|coast|border|zone|valley|area|bay|"
    r"village|room|garden|park|club|station|base|port)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Atlas:
    """Names of entities, and the states they belong to, by key."""

    labels: Mapping[str, str]
    states: Mapping[str, str]

    def fit(self, one: str | None, other: str | None) -> bool:
        """Whether one is unknown, is the other, or lies in it as far as is known."""
        if one is None or other is None or one == other:
            return True
        if self.states.get(one) == other or self.states.get(other) == one:
            return True
        # A house or a province: nobody says which city it is in, or which cities are in it.
        return any(_HOUSE.search(self.labels.get(key, "")) for key in (one, other))

    def apart(self, one: str, other: str) -> bool:
        """Whether two places are known to be different ones."""
        if self.fit(one, other):
            return False
        kinds = {key.split("/", 1)[0] for key in (one, other)}
        if kinds == {"place"}:
            return True
        # The state of a place that nobody names is not known to be another one.
        states = {self.states.get(key, key if key.startswith("state/") else None)
                  for key in (one, other)}  # fmt: skip
        return None not in states and len(states) == 2


def places_differ(
    found: Sequence[Account], extractions: Mapping[str, Extraction], atlas: Atlas
) -> Mapping[str, Sequence[Account]]:
    """The places that accounts of one meeting give, by name, where no two of them can be one;
    empty where they can, or where an article gives several.
    """
    rows: dict[str, list[Account]] = defaultdict(list)
    for account in found:
        if account.place and account.status not in ("denied", "hypothetical"):
            rows[account.place].append(account)
    keys = sorted(rows)
    sided = [key for key in keys if any(atlas.apart(key, other) for other in keys)]
    if len(sided) < 2 or not all(
        atlas.apart(one, other) for one in sided for other in sided if one < other
    ):
        return {}
    articles = [{a.article for a in rows[key]} for key in sided]
    if sum(map(len, articles)) != len(set[str]().union(*articles)):
        return {}
    names = [atlas.labels.get(key, key) for key in sided]
    texts = [extractions[name].article.text for name in sorted(set[str]().union(*articles))]
    if any(_beside(a, b, text) for a in names for b in names if a != b for text in texts):
        return {}
    return {name: rows[key] for name, key in zip(names, sided, strict=True)}


def _beside(one: str, other: str, text: str) -> bool:
    """`Reefton in Westmoor`, `Reefton, Westmoor`, `Reefton, a city near Westmoor`."""
    pattern = (
        rf"\b{re.escape(one)}(?:,| in| of| near| outside)[^.;\n]{{0,30}}\b{re.escape(other)}\b"
    )
    return re.search(pattern, text) is not None
