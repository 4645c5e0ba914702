"""What may be expected of entities and offices."""

from __future__ import annotations

from traps.trap import Expectation
from traps.world import Row, World, listed, names_of, ranges_of, touches


def means(words: str, name: str | None) -> Expectation:
    """The mention at these words is the entity of this name; None: it is nobody with a name."""

    def check(world: World) -> None:
        rows = mentions_at(world, words)
        if name is None:
            assert not rows, f"it is taken for {_labels(rows)}"
        else:
            assert any(world.is_called(row["label"], name) for row in rows), (
                f"it is taken for {_labels(rows) or 'nobody'}"
            )

    return Expectation(f"{words!r} means {name}", check)


def stays_open(words: str, *names: str) -> Expectation:
    """The mention at these words is taken for none of these people."""

    def check(world: World) -> None:
        rows = mentions_at(world, words)
        wrong = [r["label"] for r in rows if any(world.is_called(r["label"], n) for n in names)]
        assert not wrong, f"it is taken for {wrong}"

    return Expectation(f"{words!r} is none of {', '.join(names)}", check)


def one_entity(*names: str, kind: str = "Person") -> Expectation:
    """There is one entity of this kind that has all these names, and no other that has one."""

    def check(world: World) -> None:
        found = {row["entity"]: row for name in names for row in world.entities(name)}
        assert len(found) == 1, f"there are {_told(list(found.values()))}"
        (row,) = found.values()
        missing = [name for name in names if row not in world.entities(name)]
        assert not missing, f"{missing} not among the names of {_told([row])}"
        assert row["type"] == kind, f"it is a {row['type']}"

    return Expectation(f"one {kind}: {' = '.join(names)}", check)


def two_entities(one: str, two: str, kind: str = "Person") -> Expectation:
    """These are two entities of this kind, each with a label of its own."""

    def check(world: World) -> None:
        labels = [row["label"] for row in world.rows("entities", type=kind)]
        assert one in labels, f"there are {labels}"
        assert two in labels, f"there are {labels}"

    return Expectation(f"two of type {kind}: {one} and {two}", check)


def count(kind: str, number: int) -> Expectation:
    """There are so many entities of this kind."""

    def check(world: World) -> None:
        rows = world.rows("entities", type=kind)
        assert len(rows) == number, f"there are {_told(rows)}"

    return Expectation(f"{number} × {kind}", check)


def no_entity(name: str, kind: str | None = None) -> Expectation:
    """No entity (of this kind) has this name."""

    def check(world: World) -> None:
        rows = world.entities(name, kind)
        assert not rows, f"there is {_told(rows)}"

    return Expectation(f"no {kind or 'entity'} {name}", check)


def linked(name: str, wikidata: str | None, kind: str = "State") -> Expectation:
    """The entity of this name is linked to this item of Wikidata, and to no other."""

    def check(world: World) -> None:
        rows = world.entities(name, kind)
        same = [link for row in rows for link in listed(row["same_as"])]
        links = [link for link in same if "wikidata.org" in link]
        wanted = [] if wikidata is None else [wikidata]
        assert rows, "there is no such entity"
        assert [link.rpartition("/")[2] for link in links] == wanted, f"links are {links}"

    return Expectation(f"{name} is {wikidata}", check)


def office(
    person: str,
    role: str | tuple[str, ...],
    of: str | None = None,
    *,
    tenure: str = "current",
    article: str = "",
) -> Expectation:
    """This person holds (held) this office, however it is worded; `article`: where it says so."""
    roles = (role,) if isinstance(role, str) else role

    def check(world: World) -> None:
        rows = [
            row for row in world.rows("offices") if world.is_called(row["person_label"], person)
        ]
        fit = [
            row
            for row in rows
            if row["role"].casefold() in roles
            and row["tenure"] == tenure
            and (of is None or world.is_called(row["of_label"], of))
            and article in ("", row["article"])
        ]
        assert fit, f"offices are {_offices(world.rows('offices'))}"

    return Expectation(f"{person}: {tenure} {roles[0]} of {of}", check)


def no_office(person: str, role: str, *, tenure: str = "current") -> Expectation:
    """This person does not hold this office."""

    def check(world: World) -> None:
        rows = [
            row
            for row in world.rows("offices")
            if world.is_called(row["person_label"], person)
            and (row["role"].casefold(), row["tenure"]) == (role.casefold(), tenure)
        ]
        assert not rows, f"there is {_offices(rows)}"

    return Expectation(f"{person} is not {tenure} {role}", check)


def belongs(name: str, organization: str) -> Expectation:
    """The described source of this name belongs to this organisation."""

    def check(world: World) -> None:
        rows = world.entities(name, "Group")
        homes = [row["of_label"] for row in rows]
        assert any(world.is_called(home, organization) for home in homes), (
            f"they belong to {homes}; there are {_told(world.rows('entities'))}"
        )

    return Expectation(f"{name} of {organization}", check)


def mentions_at(world: World, words: str) -> list[Row]:
    """The mentions that have any of these words."""
    place = world.find(words)
    return [
        row
        for row in world.rows("mentions", article=place.article)
        if touches(ranges_of(row["spans"]), place.ranges)
    ]


def _labels(rows: list[Row]) -> list[str]:
    return [row["label"] for row in rows]


def _told(rows: list[Row]) -> list[tuple[str, list[str]]]:
    return [(row["type"], names_of(row)) for row in rows]


def _offices(rows: list[Row]) -> list[tuple[str, ...]]:
    keys = ("person_label", "role", "of_label", "tenure", "article")
    return [tuple(row[key] for key in keys) for row in rows]
