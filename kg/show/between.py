"""What articles have in common and where they differ: claims told again, disagreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from kg.show.model import Claim, Dispute, DisputeSide, Meeting, Passage
from kg.show.passages import Mark
from kg.show.rows import Row


def add_alike(rows: Iterable[Row], claims: list[Claim]) -> None:
    """Put with each claim the others that say the same, in the order of the page."""
    position = {claim.iri: index for index, claim in enumerate(claims)}
    groups: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row["claim"] in position:
            groups[row["proposition"]].add(position[row["claim"]])
    for _, group in sorted(groups.items()):
        for index in group:
            claims[index].alike = tuple(sorted({*claims[index].alike, *group} - {index}))


def add_contrary(rows: Iterable[Row], claims: list[Claim]) -> None:
    """Put with each claim those that cannot be true together with it."""
    position = {claim.iri: index for index, claim in enumerate(claims)}
    for row in rows:
        one, other = position.get(row["claim"]), position.get(row["other"])
        if one is not None and other is not None:
            for here, there in ((one, other), (other, one)):
                claims[here].contrary = tuple(sorted({*claims[here].contrary, there}))


def add_disputes(
    rows: Iterable[Row],
    meetings: Iterable[Meeting],
    article_of: Mapping[str, int],
    passage: Callable[[int, Iterable[Mark]], Passage],
) -> None:
    """Put what sources say differently with the meetings it concerns.

    Args:
        rows: one a sentence.
        meetings: of the page.
        article_of: index of each article.
        passage: makes the passage of marks in an article.
    """
    by_iri = {meeting.iri: meeting for meeting in meetings}
    found: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["meeting"] in by_iri and row["article"] in article_of:
            found[row["meeting"], row["disagreement"]][row["side"]].append(row)
    for (meeting, _), sides in sorted(found.items()):
        ordered = [
            sorted(group, key=lambda r: (article_of[r["article"]], int(r["from"]), int(r["to"])))
            for _, group in sorted(sides.items())
        ]
        dispute = Dispute(
            label=ordered[0][0]["label"],
            sides=[
                DisputeSide(
                    value=group[0]["value"],
                    told=[
                        (
                            article_of[row["article"]],
                            passage(
                                article_of[row["article"]],
                                [Mark(int(row["from"]), int(row["to"]), "event")],
                            ),
                        )
                        for row in group
                    ],
                )
                for group in ordered
            ],
        )
        by_iri[meeting].disputes.append(dispute)
