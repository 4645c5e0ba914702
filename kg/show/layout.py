"""Positions: states are anchors with their people in rings around them, meetings in between.

Everything is computed from the order of the items, without chance: the same items give the same
positions. No two boxes overlap.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

GOLDEN = math.pi * (3 - math.sqrt(5))
WIDE = 1.45
"""The picture is meant to be this many times as wide as high."""
_AIR = 1.35
"""Signs stand this much further apart than they touch: arrows end between them, and on a telephone,
whose picture is smaller, they are drawn larger in it."""
ROUNDS = 260
PUSHES = 300


@dataclass(frozen=True, slots=True)
class Item:
    """Something to place: a sign of `body` by `body`, with its label in `width` by `height`.

    `anchor` is the id of what it goes around; what is an anchor has none itself. What is `between`
    goes in the middle of what it is linked to.
    """

    id: str
    body: float
    width: float
    height: float
    anchor: str | None = None
    between: bool = False


def positions(
    items: Sequence[Item],
    links: Mapping[tuple[str, str], float],
    *,
    frame: tuple[float, float] = (1000.0, 640.0),
) -> dict[str, tuple[int, int]]:
    """Middle of each item's sign, by id, around (0, 0); y grows downwards.

    Args:
        items: heaviest first; ids are unique, anchors are ids of items without an anchor.
        links: weight by pair of ids; pairs both ways are summed.
        frame: width and height to keep to. Room for labels is given up for it, as much as needed;
            signs never overlap.
    """
    if not items:
        return {}
    graph = _graph(items, links)
    by_id = {item.id: item for item in items}
    between = [item for item in items if item.between and graph.degree(item.id)]
    settled = {item.id: item for item in items if item not in between}
    groups: dict[str, list[Item]] = {
        item.id: [] for item in settled.values() if item.anchor not in settled
    }
    for item in settled.values():
        if item.id not in groups:
            # An anchor that goes around another is none: what goes around it stands by itself.
            groups.setdefault(str(item.anchor), []).append(item)
    centres = _place_groups(by_id, groups, graph)
    placed = dict(centres)
    for anchor, members in groups.items():
        placed |= _place_members(by_id[anchor], members, centres, graph)
    fixed = dict(placed)
    for item in between:
        placed[item.id] = _middle(item, fixed, graph)
    points = np.array([placed[item.id] for item in items])
    points = _into_frame(points, items, frame)
    return {
        item.id: (round(float(x)), round(float(y)))
        for item, (x, y) in zip(items, points, strict=True)
    }


def _graph(items: Sequence[Item], links: Mapping[tuple[str, str], float]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(item.id for item in items)
    for (a, b), weight in sorted(links.items()):
        if a != b and a in graph and b in graph:
            before = graph.get_edge_data(a, b, {"weight": 0.0})["weight"]
            graph.add_edge(a, b, weight=before + weight)
    return graph


def _middle(
    item: Item, placed: Mapping[str, tuple[float, float]], graph: nx.Graph[str]
) -> tuple[float, float]:
    """Middle of the item's neighbours; with one of them only, a little outside of it."""
    around = [placed[other] for other in sorted(graph.neighbors(item.id)) if other in placed]
    if not around:
        return 0.0, 0.0
    x, y = (sum(point[axis] for point in around) / len(around) for axis in (0, 1))
    return (x, y) if len(around) > 1 else (x * 1.12 + 20, y * 1.12 + 20)


def _into_frame(points: Array, items: Sequence[Item], frame: tuple[float, float]) -> Array:
    """Points apart from one another, and drawn together until the frame holds them."""
    bodies = np.array([(item.body, item.body) for item in items]) * _AIR + 5.0
    rooms = np.maximum(np.array([(item.width, item.height) for item in items]), bodies)
    points = _apart(points, rooms)
    extent: Array = points.max(axis=0) - points.min(axis=0) + 1.0
    shrink = np.clip(np.array(frame) / extent, 0.0, 1.6)
    if shrink.min() < 1.0:
        rooms = np.maximum(rooms * min(1.0, math.sqrt(float(shrink.prod()))), bodies)
    points = _apart(points * shrink, rooms)
    middle: Array = (points.max(axis=0) + points.min(axis=0)) / 2
    return points - middle


def _rings(anchor: Item, members: Sequence[Item]) -> list[tuple[float, list[Item]]]:
    """Radius and members of each ring around an anchor, inner ring first."""
    rings: list[tuple[float, list[Item]]] = []
    rest = list(members)
    radius = max(anchor.width, anchor.height) / 2
    while rest:
        deep = max(max(item.height for item in rest[:12]), 8.0)
        wide = max(item.width for item in rest[:12])
        radius += deep * 0.75 + (wide * 0.45 if not rings else deep * 0.55)
        # An ellipse is wider than high: boxes are, too.
        room = max(int(2 * math.pi * radius / (0.55 * (wide + deep))), 3)
        rings.append((radius, rest[:room]))
        rest = rest[room:]
        radius += deep * 0.25
    return rings


def _place_groups(
    by_id: Mapping[str, Item], groups: Mapping[str, Sequence[Item]], graph: nx.Graph[str]
) -> dict[str, tuple[float, float]]:
    """Middle of each group, by its anchor: drawn together by links, kept apart by size."""
    ids = list(groups)
    group_of = {m.id: i for i, a in enumerate(ids) for m in (by_id[a], *groups[a])}
    sizes = np.empty((len(ids), 2))
    for i, anchor in enumerate(ids):
        own, rings = by_id[anchor], _rings(by_id[anchor], groups[anchor])
        reach = 2 * rings[-1][0] if rings else 0.0
        outer = rings[-1][1] if rings else [own]
        sizes[i] = (
            max(reach * 1.15 + max(m.width for m in outer), own.width),
            max(reach + max(m.height for m in outer), own.height),
        )
    pull = np.zeros((len(ids), len(ids)))
    for a, b in graph.edges:
        if a not in group_of or b not in group_of:
            continue
        i, j, weight = group_of[a], group_of[b], graph[a][b]["weight"]
        if i != j:
            pull[i, j] += math.log1p(weight)
            pull[j, i] += math.log1p(weight)
    turns = np.arange(len(ids))
    spread = np.sqrt(np.cumsum(sizes.prod(axis=1)))
    points = np.stack(
        [np.cos(turns * GOLDEN) * spread * WIDE, np.sin(turns * GOLDEN) * spread], axis=1
    )
    points = _lying(_settle(points, sizes, pull), sizes.prod(axis=1))
    return {
        anchor: (float(x), float(y))
        for anchor, (x, y) in zip(ids, _apart(points, sizes), strict=True)
    }


def _lying(points: Array, weights: Array) -> Array:
    """Points turned so that they spread most sideways, and stretched to be as wide as is meant."""
    if len(points) < 3:
        return points
    middle = points - np.average(points, axis=0, weights=weights)
    # Angle of the main axis of the spread, from the second moments.
    (xx, xy), (_, yy) = (middle * weights[:, None]).T @ middle
    angle = math.atan2(2 * xy, xx - yy) / 2
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    lying: Array = middle @ turn
    width, height = lying.max(axis=0) - lying.min(axis=0) + 1.0
    lying[:, 0] *= min(max(WIDE * height / width, 1.0), 1.8)
    return lying


def _settle(points: Array, sizes: Array, pull: Array) -> Array:
    """Points after springs and repulsion (Fruchterman, Reingold 1991), with sizes and gravity."""
    count = len(points)
    if count < 2:
        return points
    radii = np.sqrt(sizes.prod(axis=1)) / 2
    touching = radii[:, None] + radii[None, :]
    ideal = float(np.median(touching)) * 1.1
    gravity = np.array([0.1 / WIDE, 0.1 * WIDE])
    hot = ideal * 1.5
    for step in range(ROUNDS):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2)) + 1e-6
        gap = np.maximum(distance - touching, ideal * 0.08)
        force = ideal**2 / gap / (1 + gap / (4 * ideal)) - pull * gap * 0.6
        np.fill_diagonal(force, 0.0)
        move = (apart * (force / distance)[:, :, None]).sum(axis=1)
        move -= points * gravity * math.sqrt(count)
        length = np.sqrt((move**2).sum(axis=1)) + 1e-9
        points = points + move * (np.minimum(length, hot) / length)[:, None]
        hot = ideal * 1.5 * (1 - (step + 1) / ROUNDS) + ideal * 0.01
    return points


def _place_members(
    anchor: Item,
    members: Sequence[Item],
    centres: Mapping[str, tuple[float, float]],
    graph: nx.Graph[str],
) -> dict[str, tuple[float, float]]:
    """Members on their rings, each on the side where its links lead."""
    x, y = centres[anchor.id]
    outwards = math.atan2(y, x * 0.7)
    placed = {}
    for number, (radius, ring) in enumerate(_rings(anchor, members)):
        wanted = []
        for item in ring:
            dx = dy = 0.0
            for other in sorted(graph.neighbors(item.id)):
                if other in centres and other != anchor.id:
                    weight = math.log1p(graph[item.id][other]["weight"])
                    dx += (centres[other][0] - x) * weight
                    dy += (centres[other][1] - y) * weight
            wanted.append(math.atan2(dy, dx) if dx or dy else outwards)
        slots = len(ring)
        order = sorted(range(slots), key=lambda i: (wanted[i], i))
        step = 2 * math.pi / slots
        # All turns of evenly spread slots, from which the one that suits the wishes best is taken.
        start = sum(
            complex(math.cos(wanted[i] - k * step), math.sin(wanted[i] - k * step))
            for k, i in enumerate(order)
        )
        turn = math.atan2(start.imag, start.real) if abs(start) > 1e-6 else number * step / 2
        for k, i in enumerate(order):
            angle = turn + k * step
            placed[ring[i].id] = (
                x + radius * 1.15 * math.cos(angle),
                y + radius * math.sin(angle),
            )
    return placed


def _apart(points: Array, sizes: Array) -> Array:
    """Points moved until no two boxes overlap, each pair along the shorter way out."""
    points = points.copy()
    count = len(points)
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    # Axis by axis: a plane of its own for each is gone through several times as fast.
    planes = [np.ascontiguousarray(need[:, :, axis]) for axis in (0, 1)]
    others = ~np.eye(count, dtype=bool)
    for _ in range(PUSHES):
        over = [
            plane - np.abs(line[:, None] - line[None, :])
            for plane, line in zip(planes, points.T, strict=True)
        ]
        a, b = np.nonzero((over[0] > 0.5) & (over[1] > 0.5) & others)
        if not len(a):
            return points
        sideways = over[0][a, b] < over[1][a, b]
        push = np.zeros_like(points)
        for axis, along in enumerate((sideways, ~sideways)):
            one, other = a[along], b[along]
            sign = np.sign(points[one, axis] - points[other, axis])
            # Where two stand on one spot, the earlier goes left or up.
            sign = np.where(sign != 0, sign, np.where(one < other, -1.0, 1.0))
            push[:, axis] = np.bincount(one, over[axis][one, other] * sign, minlength=count)
        points += push * 0.35
    return _spread(points, need)


def _spread(points: Array, need: Array) -> Array:
    """Points further apart by one factor, just enough that no two boxes overlap."""
    apart = np.abs(points[:, None, :] - points[None, :, :])
    np.fill_diagonal(apart[:, :, 0], np.inf)
    factor = (need / np.maximum(apart, 1e-3)).min(axis=2).max()
    return points * max(float(factor), 1.0)
