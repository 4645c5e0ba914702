"""PageData → pyvis network: which nodes and edges are drawn, in which shape, size and place."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyvis.network import Network

from kg.show.layout import Item, positions
from kg.show.model import Meeting, PageData

MOST = 600
"""Up to this many nodes are drawn; beyond it the heaviest `FEWER`, the rest on demand."""
FEWER = 320
FEWER_MEETINGS = 40
MOST_EDGES = 900

SHAPES: Mapping[str, tuple[str, str]] = {
    "State": ("hexagon", "#D55E00"),
    "Person": ("dot", "#0072B2"),
    "Organization": ("square", "#009E73"),
    "Group": ("dot", "#0072B2"),
    "Place": ("dot", "#7F7F7F"),
    "Meeting": ("diamond", "#CC79A7"),
}
"""Shape and colour of each kind (colours: Okabe and Ito)."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "multiselect": False,
        "keyboard": False,
        "tooltipDelay": 3_600_000,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "chosen": False},
    "edges": {
        "chosen": False,
        "arrowStrikethrough": False,
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.14},
    },
}


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawn network, and nodes and edges of the same form that wait to be asked for."""

    network: Network
    more_nodes: list[dict[str, Any]]
    more_edges: list[dict[str, Any]]


def entity_id(index: int) -> str:
    """Node id of an entity."""
    return f"e{index}"


def meeting_id(index: int) -> str:
    """Node id of a meeting."""
    return f"m{index}"


def picture(data: PageData) -> Picture:
    """The picture of all that has a connection, or of its heaviest part where that is too much."""
    weights = _weights(data)
    edges = _edges(data)
    degrees = {node: weight for node, weight in weights.items() if weight > 0}
    order = sorted(degrees, key=lambda node: (-degrees[node], node[0], int(node[1:])))
    drawn = order if len(order) <= MOST else _heaviest(data, order, edges)
    shown = set(drawn)
    crowd = min(max(90 / max(len(drawn), 1), 0.22), 1.0)
    heaviest = max(degrees.values(), default=1)
    nodes = {node: _node(data, node, degrees[node] / heaviest, crowd) for node in order}
    kept = _kept_edges(edges, shown)
    placed = positions(
        [_item(data, nodes[node], node, shown, crowd) for node in drawn], _links(kept)
    )
    for node in drawn:
        nodes[node]["x"], nodes[node]["y"] = placed[node]
    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    for node in drawn:
        spec = dict(nodes[node])
        network.add_node(spec.pop("id"), **spec)
    names = {edge["id"] for edge in kept}
    for edge in kept:
        spec = dict(edge)
        network.add_edge(spec.pop("from"), spec.pop("to"), **spec)
    return Picture(
        network,
        [nodes[node] for node in order if node not in shown],
        [edge for edge in edges if edge["id"] not in names],
    )


def _heaviest(data: PageData, order: list[str], edges: list[dict[str, Any]]) -> list[str]:
    """The heaviest nodes, and the meetings that most articles tell of, as far as they connect."""
    others = [node for node in order if node[0] == "e" and not _is_place(data, node)]
    shown = set(others[: FEWER - FEWER_MEETINGS])
    degrees = [entity.degree for entity in data.entities]
    events = [
        (-len(m.reports), -sum(degrees[who] for who in m.participants), i)
        for i, m in enumerate(data.meetings)
        if sum(entity_id(who) in shown for who in m.participants) > 1
    ]
    shown |= {meeting_id(i) for _, _, i in sorted(events)[:FEWER_MEETINGS]}
    inside = [e for e in edges if e["from"] in shown and e["to"] in shown]
    linked = {edge[end] for edge in inside for end in ("from", "to")}
    return [node for node in order if node in shown and node in linked]


def _is_place(data: PageData, node: str) -> bool:
    return node[0] == "e" and data.entities[int(node[1:])].kind == "Place"


def _weights(data: PageData) -> dict[str, int]:
    weights = {entity_id(i): entity.degree for i, entity in enumerate(data.entities)}
    for i, meeting in enumerate(data.meetings):
        weights[meeting_id(i)] = len(meeting.participants) + len(meeting.reports)
    return weights


def _edges(data: PageData) -> list[dict[str, Any]]:
    """All edges: claims by falling number, then who took part, offices, places."""
    found: list[dict[str, Any]] = [
        {
            "id": f"c{a}-{b}",
            "from": entity_id(a),
            "to": entity_id(b),
            "kind": "claims",
            "claims": claims,
            "width": round(1 + 1.5 * math.log2(len(claims)), 2),
        }
        for (a, b), claims in sorted(data.edges.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    for i, meeting in enumerate(data.meetings):
        found += [_plain(meeting_id(i), entity_id(who), "part") for who in meeting.participants]
        if meeting.place is not None and meeting.place not in meeting.participants:
            found.append(_plain(meeting_id(i), entity_id(meeting.place), "place"))
    for i, entity in enumerate(data.entities):
        for of in sorted({office.of for office in entity.offices if office.of is not None}):
            if of != i:
                found.append(_plain(entity_id(i), entity_id(of), "office"))
    return found


def _plain(start: str, end: str, kind: str) -> dict[str, Any]:
    return {"id": f"{kind[0]}{start}-{end}", "from": start, "to": end, "kind": kind}


def _kept_edges(edges: list[dict[str, Any]], shown: set[str]) -> list[dict[str, Any]]:
    """Edges between drawn nodes: all, or the heaviest and for each node its heaviest own."""
    inside = [edge for edge in edges if edge["from"] in shown and edge["to"] in shown]
    if len(inside) <= MOST_EDGES:
        return inside
    kept, seen = [], set[str]()
    for number, edge in enumerate(inside):
        ends = {edge["from"], edge["to"]}
        if number < MOST_EDGES // 2 or edge["kind"] == "part" or not ends <= seen:
            kept.append(edge)
            seen |= ends
    return kept


def _links(edges: list[dict[str, Any]]) -> dict[tuple[str, str], float]:
    strength = {"claims": 1.0, "part": 2.0, "office": 0.5, "place": 0.2}
    found: dict[tuple[str, str], float] = defaultdict(float)
    for edge in edges:
        found[edge["from"], edge["to"]] += strength[edge["kind"]] * len(edge.get("claims", [0]))
    return found


def _node(data: PageData, node: str, share: float, crowd: float) -> dict[str, Any]:
    index = int(node[1:])
    if node[0] == "m":
        kind, label = "Meeting", short_label(data, data.meetings[index])
    else:
        kind, label = data.entities[index].kind, data.entities[index].label
    shape, colour = SHAPES[kind]
    # Radii within 1 : 4; in a crowd all shrink alike.
    radius = (6.5 + 15.5 * math.sqrt(share)) * (0.4 + 0.6 * crowd)
    if kind == "Place":
        radius = min(radius, 8.0)
    return {
        "id": node,
        "label": label,
        "shape": shape,
        "color": colour,
        "kind": kind,
        "size": round(radius, 1),
    }


def _item(data: PageData, spec: dict[str, Any], node: str, shown: set[str], crowd: float) -> Item:
    """The box of a node: its sign, with room for a label below it unless there is a crowd."""
    place = spec["kind"] == "Place"
    text = min(len(spec["label"]), 22) * 6.6
    anchor = None
    if node[0] == "e" and spec["kind"] != "State":
        state = data.entities[int(node[1:])].state
        if state is not None and entity_id(state) in shown:
            anchor = entity_id(state)
    return Item(
        id=node,
        body=2 * spec["size"],
        width=max(2 * spec["size"], 0 if place else text * crowd) + 14,
        height=2 * spec["size"] + (0 if place else 26 * crowd) + 6,
        anchor=None if place else anchor,
        between=place or node[0] == "m",
    )


def short_label(data: PageData, meeting: Meeting) -> str:
    """What stands beside a meeting's sign: place and date where they are known."""
    place = None if meeting.place is None else data.entities[meeting.place].label
    day = _short_date(meeting.start or "")
    if place and day:
        return f"{place}, {day}"
    return place or day or meeting.label


def _short_date(date: str) -> str:
    year, *rest = date.split("-")
    if not year.isdigit() or not all(part.isdigit() for part in rest):
        return date
    if not rest or not 1 <= int(rest[0]) <= 12:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{int(rest[1])} {month} {year}"
