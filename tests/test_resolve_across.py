"""Resolution across articles: what merges, what stays apart and says so."""

from __future__ import annotations

import pytest

from kg.records import GazetteerEntry, Resolution
from kg.resolve import resolve
from tests.resolve_builder import GAZETTEER, Build, entity


def solve(*texts: str) -> Resolution:
    builds = [Build(text, id=f"{i}.txt").done() for i, text in enumerate(texts)]
    return resolve(builds, gazetteer=GAZETTEER)


def people(resolution: Resolution) -> list[str]:
    return [e.label for e in resolution.entities if e.kind == "Person"]


def test_same_full_name_is_one_entity_with_the_commonest_form() -> None:
    resolution = solve(
        "[P Yoon Hye-jin] spoke.", "[P Yoon Hye Jin] and [P Yoon Hye Jin] and [P Yoon].",
        "[P YOON HYE-JIN] left. [P Yoon Hye-jin] ate.",
    )  # fmt: skip
    yoon = entity(resolution, "Yoon Hye Jin")
    assert people(resolution) == ["Yoon Hye Jin"]
    assert {link.article for link in yoon.links} == {"0.txt", "1.txt", "2.txt"}
    assert yoon.aliases == ("YOON HYE-JIN", "Yoon", "Yoon Hye-jin")


def test_other_order_needs_the_same_context() -> None:
    same = solve(
        "[Sa South Korean] President [P Yoon Hye-jin] spoke.",
        "[Sa South Korean] President [P Hye-jin Yoon] spoke.",
    )
    assert len(people(same)) == 1
    unknown = solve("[P James Tyler] spoke.", "[P Tyler James] spoke.")
    assert people(unknown) == ["James Tyler", "Tyler James"]
    assert entity(unknown, "James Tyler").doubtful == ("person/tyler-james",)


def test_surname_alone_stays_apart_unless_office_and_state_agree() -> None:
    apart = solve("[P Hugo Paz] spoke.", "Mr. [P Paz] spoke.", "[P Paz] left.")
    assert sorted(people(apart)) == ["Hugo Paz", "Paz", "Paz"]
    assert entity(apart, "Hugo Paz").key == "person/hugo-paz"
    bare = [e for e in apart.entities if e.label == "Paz"]
    assert all(e.key.startswith("person/paz-") for e in bare)
    assert all("person/hugo-paz" in e.doubtful for e in bare)
    same = solve(
        "[Sa Chilean] President [P Hugo Paz] spoke.", "[Sa Chilean] President [P Paz] left."
    )
    assert people(same) == ["Hugo Paz"]
    reason = entity(same, "Hugo Paz").links[-1].reason
    assert reason == "exact name; surname, same office in another article"


def test_surname_with_an_office_that_two_share_stays_apart() -> None:
    resolution = solve(
        "[Sa Chilean] President [P Hugo Paz] spoke.",
        "[Sa Chilean] President [P Eva Paz] spoke.",
        "[Sa Chilean] President [P Paz] left.",
    )
    assert people(resolution) == ["Eva Paz", "Hugo Paz", "Paz"]


def test_misspelling_with_the_same_office_merges_else_is_doubtful() -> None:
    same = solve(
        "[Sa Chilean] President [P Hugo Pazcual] spoke. [P Hugo Pazcual] left.",
        "[Sa Chilean] President [P Hugo Pascual] spoke.",
    )
    assert len(people(same)) == 1
    other = solve("[P Hugo Pazcual] spoke.", "[P Hugo Pascual] spoke.")
    assert people(other) == ["Hugo Pascual", "Hugo Pazcual"]
    assert entity(other, "Hugo Pascual").doubtful == ("person/hugo-pazcual",)


def test_brother_and_sister_are_no_misspelling() -> None:
    resolution = solve("Mr. [P Mario Rosselli] spoke.", "Ms. [P Maria Rosselli] spoke.")
    assert len(people(resolution)) == 2
    assert all(not e.doubtful for e in resolution.entities)


def test_initials_across_articles() -> None:
    merged = solve(
        "[Sa Norwegian] minister [P Karl Otto Lund] spoke.",
        "[Sa Norwegian] minister [P Karl Lund] left.",
    )
    assert people(merged) == ["Karl Otto Lund"]
    doubtful = solve("[P John Smith] spoke.", "[P J. Smith] spoke.", "[P Jane Smith] spoke.")
    assert len(people(doubtful)) == 3
    assert entity(doubtful, "J. Smith").doubtful == ("person/jane-smith", "person/john-smith")


def test_one_name_in_two_states_is_kept_with_a_doubt() -> None:
    resolution = solve(
        "[Sa Chilean] minister [P Ana Rojas] spoke.", "[Sa Danish] minister [P Ana Rojas] spoke."
    )
    assert people(resolution) == ["Ana Rojas"]
    (question,) = resolution.open
    assert question.kind == "doubtful-merge"
    assert entity(resolution, "Ana Rojas").state is None


def test_acronym_defined_in_one_article_joins_in_another() -> None:
    resolution = solve(
        "The [O World Grain Fund] (WGF) spoke.", "[O WGF] agreed. [O WGF] left. [O W.G.F.] won."
    )
    (fund,) = [e for e in resolution.entities if e.kind == "Organization"]
    assert fund.label == "World Grain Fund"
    assert fund.aliases == ("W.G.F.", "WGF")
    assert len(fund.links) == 4


def test_acronym_of_two_stays_apart_with_doubts() -> None:
    resolution = solve(
        "The [O World Grain Fund] (WGF) spoke.",
        "[O Women's Golf Federation] (WGF) spoke.",
        "[O WGF] left.",
    )
    assert entity(resolution, "WGF").doubtful == (
        "organization/womens-golf-federation", "organization/world-grain-fund",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("Baihua News Agency", "Baihua", "Baihua News Agency"),
        ("The Fjord City Times", "Fjord City Times", "Fjord City Times"),
        ("Fjord City Times", "FCTimes", "Fjord City Times"),
        ("Nordwind Inc.", "Nordwind", "Nordwind"),
        ("Nordwind University", "NORDWIND UNIVERSITY", "Nordwind University"),
    ],
)
def test_forms_of_an_organisation(one: str, other: str, label: str) -> None:
    resolution = solve(f"[O {one}] spoke.", f"[O {other}] spoke.")
    assert [e.label for e in resolution.entities] == [label]


def test_short_name_that_fits_two_is_doubtful() -> None:
    resolution = solve("[O Nordwind University]", "[O Nordwind Group]", "[O Nordwind]")
    assert entity(resolution, "Nordwind").doubtful == (
        "organization/nordwind-group", "organization/nordwind-university",
    )  # fmt: skip


def test_every_state_has_its_foreign_ministry() -> None:
    resolution = solve(
        "[Sa Danish] [O Foreign Ministry] spoke.", "[Sa Chilean] [O Foreign Ministry] spoke.",
        "[O Foreign Ministry] spoke.", "[Sa Danish] [O Foreign Ministry] left.",
    )  # fmt: skip
    found = [e for e in resolution.entities if e.kind == "Organization"]
    assert sorted(e.state or "" for e in found) == ["", "state/chile", "state/denmark"]
    assert len({e.key for e in found}) == 3


def test_groups_never_merge_across_articles() -> None:
    resolution = solve("[Gd Analysts] agree.", "[Gd Analysts] agree.")
    assert [e.label for e in resolution.entities] == ["analysts", "analysts"]
    assert len({e.key for e in resolution.entities}) == 2


def test_names_outside_ascii_have_keys_of_their_own() -> None:
    resolution = solve("[P 김 철수] spoke with [P 이 영희] and [P Łukasz Żak].")
    keys = sorted(e.key for e in resolution.entities)
    assert len(set(keys)) == 3
    assert "person/lukasz-zak" in keys
    assert all(k.isascii() for k in keys)


def test_gazetteer_people_and_organisations() -> None:
    known = type(GAZETTEER)(
        [
            *GAZETTEER.entries,
            GazetteerEntry(
                iri="https://example.org/rojas", kind="Person", label="Ana Rojas Vidal",
                names=("Ana Rojas",), wikidata="Q1",
            ),
        ]
    )  # fmt: skip
    builds = [Build("[P Ana Rojas] spoke. [P Rojas] left.").done()]
    rojas = entity(resolve(builds, gazetteer=known), "Ana Rojas Vidal")
    assert (rojas.key, rojas.gazetteer) == ("person/ana-rojas-vidal", "https://example.org/rojas")
    assert (rojas.wikidata, rojas.aliases) == ("Q1", ("Ana Rojas", "Rojas"))


@pytest.mark.parametrize(
    ("one", "other", "places"),
    [
        ("The Danish town of [L Velderup] slept.", "[L Vedlerup], [S Denmark], woke.", 1),
        ("[S Denmark]'s [L Velderup] slept.", "They met in the Danish city of [L Velderap].", 1),
        ("The Danish town of [L Velderup] slept.", "[L Vedlerup], [S Norway], woke.", 2),
        ("[L Velderup] slept.", "[L Vedlerup] woke.", 2),
        ("The Danish town of [L Velde] slept.", "[L Vedle], [S Denmark], woke.", 2),
    ],
)
def test_a_misspelt_place_of_one_state(one: str, other: str, places: int) -> None:
    builds = [Build(one, id="a"), Build(other, id="b")]
    solved = resolve([b.done() for b in builds], gazetteer=GAZETTEER)
    assert len([e for e in solved.entities if e.kind == "Place"]) == places
