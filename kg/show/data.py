"""Rows of the graph → `PageData`: what the page shows, sorted, with indexes in place of IRIs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.records import EntityKind
from kg.show.between import add_alike, add_contrary, add_disputes
from kg.show.model import (
    UNKNOWN,
    Article,
    Claim,
    Entity,
    Hop,
    Meeting,
    Office,
    PageData,
    Passage,
    Report,
)
from kg.show.passages import Mark, holding, paragraphs, parse_ranges
from kg.show.rows import Row, Rows
from kg.show.weights import claim_edges, heaviest_first, upwards, weigh

KINDS: Mapping[str, EntityKind] = {
    "Person": "Person",
    "State": "State",
    "Organization": "Organization",
    "DescribedSource": "Group",
    "Place": "Place",
}
"""Local names of types, the one that decides first: a state is an organisation too."""


def page_data(rows: Rows) -> PageData:
    """The page's data, the same whatever the order of the rows.

    Args:
        rows: by the names of `kg.show.rows.QUERIES`; a missing name counts as no rows.
    """
    articles = _articles(rows.get("articles", ()))
    article_of = {article.iri: index for index, article in enumerate(articles)}
    ranges = [paragraphs(article.body) for article in articles]
    passages = _Passages(articles, ranges)
    entities = _entities(rows)
    index_of = {entity.iri: index for index, entity in enumerate(entities)}
    claims = _claims(rows, article_of, index_of, passages)
    meetings = _meetings(rows, article_of, index_of, passages)
    add_alike(rows.get("alike", ()), claims)
    add_contrary(rows.get("contrary", ()), claims)
    add_disputes(rows.get("disagreements", ()), meetings, article_of, passages.make)
    _add_offices(rows.get("offices", ()), entities, article_of, index_of, passages)
    _add_mentions(rows.get("mentions", ()), entities, article_of, index_of)
    data = PageData(articles, entities, claims, meetings, claim_edges(claims))
    weigh(data)
    return heaviest_first(data)


class _Passages:
    """Makes passages, and keeps the paragraphs they need with their articles."""

    def __init__(self, articles: list[Article], ranges: list[list[tuple[int, int]]]) -> None:
        self.articles, self.ranges = articles, ranges

    def make(self, article: int, marks: Iterable[Mark]) -> Passage:
        owner, ranges = self.articles[article], self.ranges[article]
        kept = tuple(sorted(set(marks)))
        starts = []
        for index in holding(ranges, kept):
            start, end = ranges[index]
            owner.shown[start] = owner.body[start:end]
            starts.append(start)
        return Passage(tuple(starts), kept)


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _true(row: Row, key: str) -> bool:
    return row.get(key) in ("true", "1")


def _first(rows: Iterable[Row], key: str) -> str | None:
    """The smallest value, so that two rows for one thing decide alike every time."""
    return min((row[key] for row in rows if key in row), default=None)


def _grouped(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _range_marks(row: Row) -> list[Mark]:
    """The mark of a row with `from` and `to`, if it has them."""
    return [Mark(int(row["from"]), int(row["to"]), "event")] if "from" in row else []


def _articles(rows: Iterable[Row]) -> list[Article]:
    found = []
    for iri, group in _grouped(rows, "article").items():
        name = _first(group, "id") or _local(iri)
        found.append(
            Article(
                iri=iri,
                id=name,
                headline=_first(group, "headline") or name,
                date=_first(group, "date"),
                inferred=any(_true(row, "inferred") for row in group),
                publisher=_first(group, "publisher"),
                byline=_first(group, "byline"),
                url=_first(group, "url"),
                body=_first(group, "body") or "",
            )
        )
    return sorted(found, key=lambda article: (article.date or "9999", article.id, article.iri))


def _entities(rows: Rows) -> list[Entity]:
    aliases = _grouped(rows.get("aliases", ()), "entity")
    found = []
    for iri, group in sorted(_grouped(rows.get("entities", ()), "entity").items()):
        types = {_local(row["type"]) for row in group}
        label = _first(group, "label") or _local(iri)
        found.append(
            Entity(
                iri=iri,
                kind=next((kind for name, kind in KINDS.items() if name in types), "Person"),
                label=label,
                aliases=tuple(sorted({row["alias"] for row in aliases.get(iri, ())} - {label})),
                state=None,
                same=_first(group, "same"),
            )
        )
    index_of = {entity.iri: index for index, entity in enumerate(found)}
    for row in rows.get("entities", ()):
        state, entity = index_of.get(row.get("state", "")), found[index_of[row["entity"]]]
        if state is not None and state != index_of[entity.iri]:
            entity.state = state if entity.state is None else min(state, entity.state)
    return found


def _claims(
    rows: Rows, article_of: dict[str, int], index_of: dict[str, int], passages: _Passages
) -> list[Claim]:
    about = _grouped(rows.get("about", ()), "claim")
    joint = _grouped(rows.get("joint", ()), "claim")
    steps = _grouped(rows.get("steps", ()), "claim")
    first: dict[str, Row] = {}
    for row in sorted(rows.get("claims", ()), key=lambda row: sorted(row.items())):
        if row["article"] in article_of:
            first.setdefault(row["claim"], row)
    ordered = sorted(
        first.items(),
        key=lambda item: (article_of[item[1]["article"]], int(item[1].get("order", 0)), item[0]),
    )
    found = []
    for iri, row in ordered:
        hops, marks = [], [Mark(*pair, "claim") for pair in parse_ranges(row.get("ranges", ""))]
        for step in sorted(steps.get(iri, ()), key=lambda step: int(step["index"])):
            who = index_of.get(step.get("agent", ""), UNKNOWN)
            hops.append(Hop(who, step.get("text", ""), step.get("cue", "")))
            marks += [Mark(*pair, "speaker") for pair in parse_ranges(step.get("ranges", ""))]
            marks += [Mark(*pair, "cue") for pair in parse_ranges(step.get("cues", ""))]
        if not hops:
            hops = [Hop(index_of.get(row.get("speaker", ""), UNKNOWN), "", "")]
        article = article_of[row["article"]]
        found.append(
            Claim(
                iri=iri,
                article=article,
                content=row["content"],
                mode=_local(row["mode"]),
                attitude=_local(row.get("attitude", "statement")),
                hops=tuple(hops),
                about=_known(about.get(iri, ()), index_of),
                joint=_known(joint.get(iri, ()), index_of),
                hypothetical=_true(row, "hypothetical"),
                negated=_true(row, "negated"),
                passage=passages.make(article, marks),
            )
        )  # fmt: skip
    position = {claim.iri: index for index, claim in enumerate(found)}
    for row in sorted(rows.get("embeds", ()), key=lambda row: (row["claim"], row["inner"])):
        outer, inner = position.get(row["claim"]), position.get(row["inner"])
        if outer is not None and inner is not None and inner not in upwards(found, outer):
            found[inner].parent = outer
    return found


def _known(rows: Iterable[Row], index_of: dict[str, int]) -> tuple[int, ...]:
    return tuple(sorted({index_of[r["entity"]] for r in rows if r["entity"] in index_of}))


def _meetings(
    rows: Rows, article_of: dict[str, int], index_of: dict[str, int], passages: _Passages
) -> list[Meeting]:
    participants = _grouped(rows.get("participants", ()), "meeting")
    reports = _grouped(rows.get("reports", ()), "meeting")
    found = []
    for iri, group in sorted(_grouped(rows.get("meetings", ()), "meeting").items()):
        who = {index_of[r["entity"]] for r in participants.get(iri, ()) if r["entity"] in index_of}
        meeting = Meeting(
            iri=iri,
            kind="Visit" if any(_local(row["type"]) == "Visit" for row in group) else "Meeting",
            label=_first(group, "label") or _local(iri),
            status=_local(_first(group, "status") or "held"),
            participants=tuple(sorted(who)),
            place=index_of.get(_first(group, "place") or ""),
            start=_first(group, "start"),
            end=_first(group, "end"),
            earliest=_first(group, "earliest"),
            latest=_first(group, "latest"),
        )
        told = [g for g in _grouped(reports.get(iri, ()), "report").values()
                if g[0]["article"] in article_of]  # fmt: skip
        for rows_of_one in sorted(
            told, key=lambda g: (article_of[g[0]["article"]], int(g[0].get("order", 0)),
                                 g[0]["report"]),
        ):  # fmt: skip
            row, article = rows_of_one[0], article_of[rows_of_one[0]["article"]]
            meeting.reports.append(
                Report(
                    article=article,
                    status=_local(row.get("status", "held")),
                    time=_first(rows_of_one, "time"),
                    start=_first(rows_of_one, "start"),
                    passage=passages.make(
                        article, [m for r in rows_of_one for m in _range_marks(r)]
                    ),
                )
            )
        found.append(meeting)
    return sorted(found, key=lambda m: (m.start or m.earliest or "9999", m.label, m.iri))


def _add_offices(
    rows: Iterable[Row],
    entities: list[Entity],
    article_of: dict[str, int],
    index_of: dict[str, int],
    passages: _Passages,
) -> None:
    """Put offices with their holders, and holders with the state their office is of."""
    for _, group in sorted(_grouped(rows, "office").items()):
        row = group[0]
        if row["person"] not in index_of or row["article"] not in article_of:
            continue
        person, of = entities[index_of[row["person"]]], index_of.get(row.get("of", ""))
        article = article_of[row["article"]]
        marks = [mark for r in group for mark in _range_marks(r)]
        person.offices.append(
            Office(
                role=row["role"],
                of=of,
                tenure=_local(row.get("tenure", "current")),
                article=article,
                passage=passages.make(article, marks),
            )
        )
    for entity in entities:
        entity.offices.sort(key=lambda o: (o.article, o.role, -1 if o.of is None else o.of))
        for office in reversed(entity.offices):
            if entity.state is None and office.of is not None:
                whose = entities[office.of]
                entity.state = office.of if whose.kind == "State" else whose.state


def _add_mentions(
    rows: Iterable[Row],
    entities: list[Entity],
    article_of: dict[str, int],
    index_of: dict[str, int],
) -> None:
    for row in rows:
        if row.get("entity") in index_of and row.get("article") in article_of:
            entity = entities[index_of[row["entity"]]]
            entity.articles.append((article_of[row["article"]], int(row["n"])))
    for entity in entities:
        entity.articles.sort()
