"""Who a bare name, a title or a description of a person is, where several may be meant."""

from __future__ import annotations

import pytest

from kg.records import Mention, Resolution
from kg.resolve import resolve
from kg.resolve.sound import consonants, sound
from tests.resolve_builder import GAZETTEER, Build, entity, labels


def solve(*builds: Build) -> Resolution:
    return resolve([b.done() for b in builds], gazetteer=GAZETTEER)


def last(build: Build) -> str | None:
    """The label of what the last mention stands for."""
    return labels(solve(build), build)[-1][1]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("[P Ada Wole] and his son, [P Tunde Wole], came. The younger [P Wole] spoke.",
         "Tunde Wole"),
        ("[P Ada Wole] and his son, [P Tunde Wole], came. The elder [P Wole] spoke.", "Ada Wole"),
        ("[P Carl Beau Sr] died. [P Carl Beau Jr] lives. Mr. [P Beau Jr] spoke.", "Carl Beau Jr"),
        ("[P Obi Wole] and his wife, [P Folu Wole], came. Mrs. [P Wole] left.", "Folu Wole"),
        ("[P Obi Wole] and his wife, [P Folu Wole], came. Mr. [P Wole] left.", "Obi Wole"),
        ("[P Ignacio Velarde Quintero] spoke. Mr. [P Velarde] left.", "Ignacio Velarde Quintero"),
        ("[P Sergei Malyshevsky] spoke. [P Malyshevskiy] left.", "Sergei Malyshevsky"),
        ("King [P Haldor] spoke. [P Haldor] left.", "King Haldor"),
        ("Crown Prince [P Faisal bin Nayef] spoke. Prince [P Faisal] left.", "Faisal bin Nayef"),
        ("[P Lars Holm], a minister, and [P Jens Holm], a fisherman, met. "
         "[P Holm], the fisherman, left.", "Jens Holm"),
    ],
)  # fmt: skip
def test_a_part_of_a_name(text: str, label: str) -> None:
    assert last(Build(text)) == label


def test_who_was_just_named_goes_on() -> None:
    build = Build(
        "# [P Sok] agrees\nPresident [P Sok Dae] spoke. [P Sok Dae] ate. "
        "[P Sok Tae], a lawyer, disagreed. It would fail, Mr. [P Sok] added."
    ).says("Sok", "It would fail", number=1)
    assert last(build) == "Sok Tae"


def test_in_what_one_bearer_says_of_the_name_another_is_meant() -> None:
    build = Build(
        "[P Sok Tae] ate. President [P Sok Dae] spoke. [P Sok Tae] slept. "
        "[P Sok Tae] said that Mr. [P Sok] wants relief."
    )
    build.says("Sok Tae", "that Mr. Sok wants relief", number=2)
    build.says("Sok", "relief")
    assert last(build) == "Sok Dae"


def test_a_description_is_named_later() -> None:
    build = Build(
        "[Gd An economist] warned of a slump. “It is bad,” [P Ola Berg], the economist, said."
    ).says("An economist", "a slump")
    assert labels(solve(build), build)[0] == ("An economist", "Ola Berg")


@pytest.mark.parametrize(
    ("opening", "label"), [("“It is bad,”", "Ola Berg"), ("But “it is bad,”", "expert")]
)
def test_the_next_speaker_of_that_office_is_the_one_described(opening: str, label: str) -> None:
    build = Build(
        f"[Gd An expert] said the plan fails. {opening} said [P Ola Berg], an expert in tax."
    ).says("An expert", "the plan fails")
    build.says("Ola Berg", opening.removeprefix("But "), mode="direct")
    build.office("Ola Berg", "expert")
    assert labels(solve(build), build)[0] == ("An expert", label)


def test_the_former_minister_is_who_was_just_named() -> None:
    build = Build("[P Ola Berg], now a lawyer, spoke. [Gd The former minister] said no.")
    build.says("The former minister", "no")
    assert last(build) == "Ola Berg"
    two = Build("[P Ola Berg] met [P Eva Ek]. [Gd The former minister's spokesman] said no.")
    two.says("The former minister's spokesman", "no")
    assert last(two) != "Ola Berg"


def test_the_leader_of_the_state_is_the_only_president() -> None:
    build = Build("President [P Ola Berg] spoke. [Gd The Danish leader] left.")
    assert last(build) == "Ola Berg"


def test_a_described_source_belongs_to_its_organisation() -> None:
    build = Build("An expert at [O Nordsee Institute] said no.")
    whole = build.span("An expert at Nordsee Institute")
    described = Mention("a", whole, build.span("expert"), "An expert at Nordsee Institute",
                        "Group", "description", 0)  # fmt: skip
    build.mentions = (described, *build.mentions)
    build.says("An expert at Nordsee Institute", "no")
    institute = entity(solve(build), "Nordsee Institute")
    assert entity(solve(build), "expert at Nordsee Institute").organization == institute.key


def test_the_bank_just_named_is_meant() -> None:
    build = Build(
        "[O Fjord Bank] fell. Rain came. Snow came. Wind came. "
        "[O Hollerbach] rose. [Od The bank] was glad."
    )
    assert last(build) == "Hollerbach"
    near = Build("[O Fjord Bank] fell. [O Hollerbach] rose. [Od The bank] was glad.")
    assert last(near) == "Fjord Bank"
    other = Build("[O Fjord Bank] fell. [Od The central bank] was glad.")
    assert last(other) != "Fjord Bank"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sergei", "Sergey"), ("Müller", "Mueller"),
     ("Yevgeny", "Evgenii"), ("Natalia", "Nataliya"), ("Kjærsgaard", "Kjaersgård"),
     ("Tymchenko", "Timchenko"), ("Qasim", "Kasim"), ("Mikhail", "Mihail")],
)  # fmt: skip
def test_spellings_that_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_short_names_differ_by_a_letter() -> None:
    assert sound("Shin") != sound("Sin")
    assert sound("Lee") != sound("Li")
    assert consonants(("mohammed", "husain")) == consonants(("muhammad", "hussein"))
    assert consonants(("ann", "lee")) == ""


# Across articles


@pytest.mark.parametrize(
    ("one", "other", "merged"),
    [
        (
            "[Sa Chilean] minister [P Evgeny Timko]",
            "[Sa Chilean] minister [P Yevgeniy Tymko]",
            True,
        ),
        ("[P Evgeny Timko]", "[P Yevgeniy Tymko]", False),
        ("[Sa Chilean] minister [P Ana Rojas]", "[Sa Chilean] minister [P Ana Rojas Paz]", True),
        ("[P Ana Rojas]", "[P Ana Rojas Paz]", False),
        ("[P Reiko Tamanaha]", "[P Tamanaha Reiko]", True),
        ("[P Omar Hassan]", "[P Hassan Omar]", False),
    ],
)
def test_variants_across_articles(one: str, other: str, merged: bool) -> None:
    found = solve(Build(f"{one} spoke.", id="1"), Build(f"{other} spoke.", id="2"))
    people = [e for e in found.entities if e.kind == "Person"]
    assert len(people) == (1 if merged else 2)
    assert merged or all(e.doubtful for e in people)


def test_one_name_and_two_ages_are_two_people() -> None:
    found = solve(
        Build("[P Kojo Bekoe], 61, spoke.", id="1", published="2020-01-02"),
        Build("[P Kojo Bekoe], a 22-year-old striker, spoke.", id="2", published="2020-01-03"),
        Build("[P Kojo Bekoe], 23, spoke.", id="3", published="2021-05-03"),
    )
    people = [e for e in found.entities if e.kind == "Person"]
    assert [len(e.links) for e in people] in ([1, 2], [2, 1])
    assert all(e.doubtful for e in people)


def test_what_others_call_an_organisation_is_one() -> None:
    found = solve(Build("[O Kazuform] spoke.", id="1"), Build("[P Kazuform] spoke.", id="2"))
    assert [(e.kind, e.label) for e in found.entities] == [("Organization", "Kazuform")]
    person = solve(Build("[O Holm] spoke.", id="1"), Build("Mr. [P Holm] spoke.", id="2"))
    assert sorted(e.kind for e in person.entities) == ["Organization", "Person"]
