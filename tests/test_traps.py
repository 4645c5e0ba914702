"""Each trap is read as a user's articles are, and asked what `kg query` shows of it.

What fails is a strict xfail with its reason: it fails the suite as soon as it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from traps import (
    between,
    between_meetings,
    claims_chains,
    claims_false,
    claims_hops,
    claims_quotes,
    claims_speakers,
    entities_across,
    entities_known,
    entities_people,
    entities_states,
    meetings_dates,
    meetings_life,
    meetings_people,
    meetings_status,
    openings,
    wire_claims,
    wire_meetings,
)
from traps.not_yet import not_yet
from traps.trap import Expectation, Kind, Trap
from traps.world import World, read

import kg.show.page
from kg.answer import library
from kg.graph.store import Store
from kg.pool import Tools

MODULES = (
    entities_people,
    entities_across,
    entities_states,
    claims_quotes,
    claims_chains,
    claims_false,
    claims_hops,
    claims_speakers,
    entities_known,
    meetings_dates,
    meetings_status,
    meetings_people,
    meetings_life,
    between,
    between_meetings,
    openings,
    wire_claims,
    wire_meetings,
)
TRAPS = tuple(trap for module in MODULES for trap in module.TRAPS)
NOT_YET = not_yet()


@pytest.fixture(scope="module")
def world_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Trap], World]]:
    """Reads a trap, once for all that is asked of it in a row.

    The model is loaded once for all; page, Turtle and index are not written.
    """
    pipeline, gazetteer = Tools().pipeline(threads=1), cache(Tools.gazetteer)
    last: tuple[str, World] | None = None

    def write_nothing(*args: Any, **kwargs: Any) -> None:
        pass

    def world(trap: Trap) -> World:
        nonlocal last
        if last is None or last[0] != trap.name:
            if last is not None:
                last[1].store.close()
            folder = tmp_path_factory.mktemp(trap.name)
            # Only meanwhile: other fixtures build whole graphs.
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(Tools, "pipeline", lambda self, *, threads: pipeline)
                patch.setattr(Tools, "gazetteer", gazetteer)
                patch.setattr(kg.show.page, "write_page", write_nothing)
                patch.setattr("kg.answer.search.write_index", write_nothing)
                last = trap.name, read(dict(trap.articles), folder, trap.gazetteer)
        return last[1]

    yield world
    if last is not None:
        last[1].store.close()


def _cases() -> Iterator[Any]:
    for trap in TRAPS:
        wrong = NOT_YET.get(trap.name, {})
        right = tuple(one for one in trap.expect if one.text not in wrong)
        name = f"{trap.kind}-{trap.name}"
        if right:
            yield pytest.param(trap, right, id=name)
        for number, one in enumerate((one for one in trap.expect if one.text in wrong), start=1):
            mark = pytest.mark.xfail(strict=True, reason=wrong[one.text], raises=AssertionError)
            yield pytest.param(trap, (one,), id=f"{name}-not-yet-{number}", marks=mark)


@pytest.mark.parametrize(("trap", "expected"), list(_cases()))
def test_trap(
    trap: Trap, expected: tuple[Expectation, ...], world_of: Callable[[Trap], World]
) -> None:
    world = world_of(trap)
    failures = []
    for one in expected:
        try:
            one.check(world)
        except AssertionError as error:
            failures.append(f"{one.text}: {error}")
    assert not failures, "\n\n".join(failures)


def test_there_are_traps_of_each_kind_each_with_a_name_of_its_own() -> None:
    names = [trap.name for trap in TRAPS]
    assert len(names) == len(set(names)) >= 90
    assert {trap.kind for trap in TRAPS} == set(get_args(Kind))


def test_what_is_listed_as_failing_is_expected_somewhere() -> None:
    """No reason is left behind by a trap that was renamed or an expectation that was changed."""
    expected = {trap.name: {one.text for one in trap.expect} for trap in TRAPS}
    stale = [
        (name, text)
        for name, reasons in NOT_YET.items()
        for text in reasons
        if text not in expected.get(name, ())
    ]
    assert stale == []


def test_nobody_in_a_trap_is_a_person_of_the_seeds(seeds_graph: Path) -> None:
    with Store.open(seeds_graph / "store") as store:
        rows = library.run(library.find("entities"), store, {"type": "Person"}).rows
    people = {str(row["label"]) for row in rows if " " in str(row["label"])}
    texts = " ".join(text for trap in TRAPS for text in trap.articles.values())
    assert [name for name in sorted(people) if name in texts] == []
