"""An article's text cut into pieces, each with all that is marked there.

Marks may lie inside one another and overlap, which elements of HTML cannot. So the text is cut
wherever a mark begins or ends, and each piece carries the marks that cover it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kg.show.passages import paragraphs

MarkKind = Literal["claim", "speaker", "cue", "entity", "event", "passage"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of text.

    Attributes:
        start: first character, code points.
        end: exclusive.
        kind: what is marked.
        anchor: name by which links reach it; empty for none. Stretches of one anchor are one thing.
        href: where a click on it leads; empty for none.
        label: what it is, for those who cannot see it.
        style: further classes of the page's style sheet.
    """

    start: int
    end: int
    kind: MarkKind
    anchor: str = ""
    href: str = ""
    label: str = ""
    style: str = ""


def marked(text: str, marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """The paragraphs of a text in order: `start`, `end`, and `pieces`, which make up its text.

    A piece has `text`, `style` (classes), `href` (of the innermost thing that leads somewhere, an
    entity before a claim), `label`, `anchors` (names of what begins here), `keys` (numbers of the
    anchors that cover it, see `targets`) and `events` (meetings told of from here on).
    """
    kept = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end, m.kind))
    length: dict[str, int] = defaultdict(int)
    for mark in kept:
        length[mark.anchor] += mark.end - mark.start
    keys = targets(kept)
    begun: set[str] = set()
    found = []
    at = 0
    active: list[Mark] = []
    for start, end in paragraphs(text):
        while at < len(kept) and kept[at].start < end:
            active.append(kept[at])
            at += 1
        active = [mark for mark in active if mark.end > start]
        pieces = _pieces(text, start, end, active, keys, length, begun)
        found.append({"start": start, "end": end, "pieces": pieces})
    return found


def targets(marks: Iterable[Mark]) -> dict[str, int]:
    """A number for each anchor, by which the page lights up all stretches of the one linked to."""
    return {name: at for at, name in enumerate(dict.fromkeys(m.anchor for m in marks if m.anchor))}


def _pieces(
    text: str,
    start: int,
    end: int,
    marks: Sequence[Mark],
    keys: dict[str, int],
    length: dict[str, int],
    begun: set[str],
) -> list[dict[str, Any]]:
    edges = {start, end}
    for mark in marks:
        edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
    ordered = sorted(edges)
    pieces = []
    for left, right in itertools.pairwise(ordered):
        here = [mark for mark in marks if mark.start < right and mark.end > left]
        new = [m for m in here if m.anchor and m.anchor not in begun]
        begun.update(m.anchor for m in new)
        claims = sorted(
            (m for m in here if m.kind == "claim"), key=lambda m: (length[m.anchor], m.start)
        )
        entities = sorted(
            (m for m in here if m.kind == "entity"), key=lambda m: (m.end - m.start, m.start)
        )
        leads = next(iter((*entities, *claims)), None)
        pieces.append(
            {
                "text": text[left:right],
                "style": _style(here, len(claims), entities),
                "href": leads.href if leads else "",
                "label": leads.label if leads else "",
                "quiet": bool(leads and leads.kind == "claim"),
                "anchors": list(dict.fromkeys(m.anchor for m in new)),
                "keys": sorted({keys[m.anchor] for m in here if m.anchor}),
                "events": [
                    {"href": m.href, "label": m.label, "style": m.style}
                    for m in new
                    if m.kind == "event"
                ],
            }
        )
    return pieces


def _style(here: Sequence[Mark], depth: int, entities: Sequence[Mark]) -> str:
    styles = []
    if depth:
        styles.append(f"claim-mark deep-{min(depth, 3)}")
    if entities:
        styles.append(f"entity-mark {entities[0].style}")
    kinds = {mark.kind for mark in here}
    styles += [name for name in ("speaker", "cue") if name in kinds]
    return " ".join(styles)
