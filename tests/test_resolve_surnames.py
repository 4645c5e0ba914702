"""Surnames without a full name in their article."""

from __future__ import annotations

from resolve_builder import GAZETTEER, Build

from kg.records import Resolution
from kg.resolve import resolve


def people(*builds: Build) -> list[str]:
    solved: Resolution = resolve([b.done() for b in builds], gazetteer=GAZETTEER)
    return sorted(e.label for e in solved.entities if e.kind == "Person")


def test_title_of_the_highest_office_and_surname_are_enough() -> None:
    full = Build("President [P Anna Moreau] spoke.", id="a").office("Anna Moreau", "President")
    lone = Build("President [P Moreau] left.", id="b").office("Moreau", "President")
    assert people(full, lone) == ["Anna Moreau"]


def test_lower_titles_need_a_state() -> None:
    full = Build("Spokesman [P Anna Moreau] spoke.", id="a").office("Anna Moreau", "Spokesman")
    lone = Build("Spokesman [P Moreau] left.", id="b").office("Moreau", "Spokesman")
    assert people(full, lone) == ["Anna Moreau", "Moreau"]


def test_two_lone_presidents_of_one_surname_are_one() -> None:
    builds = [Build("President [P Moreau] left.", id=i).office("Moreau", "President") for i in "ab"]
    assert people(*builds) == ["Moreau"]


def test_the_only_bearer_in_the_same_company() -> None:
    full = Build("[P Anna Moreau] met [P Ola Berg] and [P Hugo Paz].", id="a")
    lone = Build("[P Ola Berg] and [P Hugo Paz] wrote to [P Moreau].", id="b")
    assert people(full, lone) == ["Anna Moreau", "Hugo Paz", "Ola Berg"]


def test_one_acquaintance_is_too_little() -> None:
    full = Build("[P Anna Moreau] met [P Ola Berg] and [P Hugo Paz].", id="a")
    lone = Build("[P Ola Berg] and [P Eva Lind] wrote to [P Moreau].", id="b")
    assert "Moreau" in people(full, lone)


def test_two_bearers_are_never_guessed_between() -> None:
    full = Build("[P Anna Moreau] met [P Ola Berg] and [P Hugo Paz].", id="a")
    other = Build("[P Jean Moreau] met [P Ola Berg] and [P Hugo Paz].", id="c")
    lone = Build("[P Ola Berg] and [P Hugo Paz] wrote to [P Moreau].", id="b")
    assert "Moreau" in people(full, other, lone)


def test_a_surname_read_as_a_place_leaves_a_doubt() -> None:
    builds = [
        Build("[P Anna Moreau] spoke.", id="a"),
        Build("[P Luc Moreau] left.", id="b"),
        Build("A bridge will bear the name of [L Moreau].", id="c"),
    ]
    solved = resolve([b.done() for b in builds], gazetteer=GAZETTEER)
    assert [q.kind for q in solved.open] == ["doubtful-merge"] * 2
    assert people(*builds) == ["Anna Moreau", "Luc Moreau"]
