"""B³ and CEAF, by hand and by their laws."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import ClusterScores, b_cubed, ceaf


def assigned(*entities: str) -> dict[str, int]:
    """`"ab", "c"`: a and b are one, c another."""
    return {mention: at for at, entity in enumerate(entities) for mention in entity}


KEY = assigned("abcde", "fg", "hijkl")


@pytest.mark.parametrize(
    ("found", "b3", "ce"),
    [
        # The example of Bagga and Baldwin, and of Luo. B³: 5·1 + 2·2/7 + 5·5/7 of 12 is 16/21;
        # CEAF: 1 + 2·5/12, of two and of three entities.
        (("abcde", "fghijkl"), (16 / 21, 1, 0.865), (11 / 12, 11 / 18, 0.733)),
        (("abcdehijkl", "fg"), (7 / 12, 1, 0.737), (5 / 6, 5 / 9, 0.667)),
        # All in one: (25 + 4 + 25) / 12 of 12; CEAF: 10/17 of one and of three.
        (("abcdefghijkl",), (54 / 144, 1, 0.545), (10 / 17, 10 / 51, 0.294)),
        # Each alone: recall 3/12; CEAF: 1/3 + 2/3 + 1/3 of twelve and of three.
        (tuple("abcdefghijkl"), (1, 0.25, 0.4), (1 / 9, 4 / 9, 0.178)),
        (("abcde", "fg", "hijkl"), (1, 1, 1), (1, 1, 1)),
        # h … l are not found: they lower recall only.
        (("abcde", "fg"), (1, 7 / 12, 0.737), (1, 2 / 3, 0.8)),
        ((), (0, 0, 0), (0, 0, 0)),
    ],
)  # fmt: skip
def test_by_hand(found: tuple[str, ...], b3: Any, ce: Any) -> None:
    for scores, wanted in ((b_cubed(KEY, assigned(*found)), b3), (ceaf(KEY, assigned(*found)), ce)):
        told = (scores.precision, scores.recall, scores.f1)
        assert told == pytest.approx(wanted, abs=0.0006)


def test_mentions_that_the_key_lacks_are_passed_over() -> None:
    assert b_cubed(KEY, KEY | {"z": 0, "y": 9}) == b_cubed(KEY, KEY)
    assert ceaf(KEY, KEY | {"z": 0, "y": 9}) == ceaf(KEY, KEY)


def test_an_entity_is_used_once() -> None:
    # ab with a is 2/3, cd with bcd 4/5, of two.
    assert ceaf(assigned("ab", "cd"), assigned("a", "bcd")).f1 == 0.733
    # The likest pair, abcd and abce (3/4), would leave the others without; 2/5 twice is more.
    assert ceaf(assigned("abcd", "e"), assigned("abce", "d")).f1 == 0.4


PARTITIONS = st.dictionaries(st.integers(0, 30), st.integers(0, 5), max_size=20)


@given(PARTITIONS)
def test_what_is_right_scores_one(key: dict[int, int]) -> None:
    best = ClusterScores(1.0, 1.0, 1.0) if key else ClusterScores(0.0, 0.0, 0.0)
    assert b_cubed(key, key) == ceaf(key, key) == best


@given(PARTITIONS, PARTITIONS, st.randoms(use_true_random=False))
def test_order_and_names_do_not_matter(
    key: dict[int, int], found: dict[int, int], chance: Any
) -> None:
    names = list(range(6))
    chance.shuffle(names)
    shuffled = list(found.items())
    chance.shuffle(shuffled)
    again = {mention: f"entity {names[entity]}" for mention, entity in shuffled}
    other = dict(sorted(key.items(), reverse=True))
    for measure in (b_cubed, ceaf):
        scores = measure(key, found)
        assert measure(other, again) == scores
        assert 0 <= scores.f1 <= 1
        assert 0 <= scores.precision <= 1
        assert 0 <= scores.recall <= 1


@given(PARTITIONS, PARTITIONS)
def test_key_and_response_change_places(one: dict[int, int], other: dict[int, int]) -> None:
    """Over the same mentions precision one way is recall the other way."""
    one = {mention: one.get(mention, 0) for mention in sorted({*one, *other})}
    other = {mention: other.get(mention, 0) for mention in one}
    for measure in (b_cubed, ceaf):
        there, back = measure(one, other), measure(other, one)
        assert (there.precision, there.recall) == (back.recall, back.precision)
