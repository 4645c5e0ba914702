"""What is left of a resolution when nothing hangs on it."""

from __future__ import annotations

from resolve_builder import GAZETTEER, Build

from kg.resolve import outline, relevant, resolve


def test_groups_that_do_nothing_are_left_out() -> None:
    build = Build("[Gd Some analysts] said that [Gd two rivals] and [P Ann Lee] are enemies.")
    extraction = build.says("Some analysts", "are enemies").done()
    whole = resolve([extraction], gazetteer=GAZETTEER)
    kept = relevant(whole, [("a", outline(extraction, gazetteer=GAZETTEER).needed)])
    assert {e.label for e in whole.entities} == {"some analysts", "two rivals", "Ann Lee"}
    assert {e.label for e in kept.entities} == {"some analysts", "Ann Lee"}
    assert ("a", build.at("two rivals")) not in kept.entity_of
    assert set(kept.entity_of.values()) == {e.key for e in kept.entities}


def test_open_pronouns_count_where_they_speak() -> None:
    build = Build("[Pp She] said that rain was near. So was [Pp her] aunt.")
    extraction = build.says("She", "rain was near").done()
    whole = resolve([extraction], gazetteer=GAZETTEER)
    kept = relevant(whole, [("a", outline(extraction, gazetteer=GAZETTEER).needed)])
    assert len(whole.open) == 2
    assert [q.span for q in kept.open] == [build.at("She")]


def test_what_is_needed_of_those_that_may_be_left_out() -> None:
    build = Build(
        "[Gd Some analysts] told [P Bob Ray], head of [Gd a party], that rain was near. [Gd Two "
        "rivals] slept. So did [Pp her] aunt."
    )
    build.says("Some analysts", "rain was near").office("Bob Ray", "head", "a party")
    spans = set(outline(build.done(), gazetteer=GAZETTEER).needed)
    assert spans == {build.at("Some analysts"), build.at("a party")}
