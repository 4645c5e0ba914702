from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.show.data import page_data
from kg.show.layout import Item, positions
from kg.show.picture import FEWER, picture
from tests.show_samples import large_rows, sample_rows


@st.composite
def scenes(draw: st.DrawFn) -> tuple[list[Item], dict[tuple[str, str], float]]:
    count = draw(st.integers(1, 40))
    anchors = draw(st.integers(0, count))
    items = [
        Item(
            id=f"n{i}",
            body=draw(st.floats(4, 50)),
            width=draw(st.floats(4, 160)),
            height=draw(st.floats(4, 80)),
            anchor=f"n{draw(st.integers(0, anchors - 1))}"
            if i >= anchors > 0 and draw(st.booleans())
            else None,
            between=draw(st.booleans()) if i >= anchors else False,
        )
        for i in range(count)
    ]
    ends = st.integers(0, count - 1)
    links = draw(st.dictionaries(st.tuples(ends, ends), st.floats(0.5, 50), max_size=60))
    return items, {(f"n{a}", f"n{b}"): weight for (a, b), weight in links.items()}


@settings(max_examples=40, deadline=None)
@given(scenes())
def test_no_sign_stands_on_another(scene: tuple[list[Item], dict[tuple[str, str], float]]) -> None:
    items, links = scene
    placed = positions(items, links)
    assert sorted(placed) == sorted(item.id for item in items)
    for a, b in combinations(items, 2):
        (ax, ay), (bx, by) = placed[a.id], placed[b.id]
        # Two pixels: positions are rounded.
        assert max(abs(ax - bx), abs(ay - by)) + 2 >= (a.body + b.body) / 2
    assert positions(items, links) == placed


def test_people_stand_nearer_to_their_own_state() -> None:
    data = page_data(sample_rows())
    nodes = {node["id"]: node for node in picture(data).network.nodes}
    right = 0
    people = [(i, e) for i, e in enumerate(data.entities) if e.kind == "Person"]
    states = [i for i, e in enumerate(data.entities) if e.kind == "State"]
    for index, person in people:
        x, y = nodes[f"e{index}"]["x"], nodes[f"e{index}"]["y"]
        nearest = min(states, key=lambda s: (nodes[f"e{s}"]["x"] - x) ** 2
                      + (nodes[f"e{s}"]["y"] - y) ** 2)  # fmt: skip
        right += nearest == person.state
    assert right >= 0.75 * len(people)


def test_sizes_stay_within_one_to_four() -> None:
    for rows in (sample_rows(), large_rows(900)):
        sizes = [node["size"] for node in picture(page_data(rows)).network.nodes]
        assert max(sizes) <= 4 * min(sizes)


def test_a_small_graph_is_drawn_whole() -> None:
    drawn = picture(page_data(sample_rows()))
    assert not drawn.more_nodes
    assert not drawn.more_edges


def test_of_a_large_graph_the_heaviest_part_is_drawn_and_the_rest_is_kept() -> None:
    data = page_data(large_rows(2000))
    drawn = picture(data)
    nodes = [node["id"] for node in drawn.network.nodes]
    assert len(nodes) <= FEWER
    connected = [f"e{i}" for i, e in enumerate(data.entities) if e.degree > 0]
    assert set(connected) <= set(nodes) | {node["id"] for node in drawn.more_nodes}
    assert nodes[0] == "e0"
    assert any(node["kind"] == "Meeting" for node in drawn.network.nodes)
    ids = set(nodes)
    assert all(e["from"] in ids and e["to"] in ids for e in drawn.network.edges)
    everything = [e["id"] for e in drawn.network.edges + drawn.more_edges]
    assert len(everything) == len(set(everything))
    assert sum(i[0] == "c" for i in everything) == len(data.edges)
