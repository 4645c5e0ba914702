"""What mentions have, kept by article, is as a dictionary of pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.mentioned import ByMention
from kg.records import Span

names = st.sampled_from(["a.txt", "b.txt", "c.txt"])
spans = st.builds(Span, st.integers(0, 3), st.integers(4, 6))
pairs = st.dictionaries(st.tuples(names, spans), st.text(max_size=3))


@given(pairs, st.tuples(names, spans), st.lists(names, unique=True))
def test_it_is_as_the_dictionary(
    found: dict[tuple[str, Span], str], place: tuple[str, Span], wanted: list[str]
) -> None:
    made = ByMention.of(found)
    assert made == found
    assert sorted(made.items()) == sorted(found.items())
    assert len(made) == len(found)
    assert (place in made) == (place in found)
    assert made.get(place, "none") == found.get(place, "none")
    assert made.only(wanted) == {at: value for at, value in found.items() if at[0] in wanted}
    assert ByMention.of(made) is made
