"""Graph → one HTML file that works by itself: no address outside it is ever fetched."""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import json
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.show.data import page_data
from kg.show.model import Claim, Entity, Meeting, PageData, Passage
from kg.show.picture import Picture, entity_id, picture
from kg.show.rows import Selects
from kg.show.selection import selection

TEMPLATE = Path(__file__).parent / "template"
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
"""vis-network inside the pyvis package (Apache-2.0 or MIT; its notice stays at its head)."""


def write_page(store: Selects, path: Path, *, focus: str | None = None) -> None:
    """Write the page of a graph to `path`, in UTF-8; the same graph gives the same bytes.

    Of a large graph the heaviest part is shown; see `kg.show.selection`.

    Args:
        store: what answers SPARQL SELECT, usually a `kg.graph.store.Store`.
        path: the file, written anew; its folder exists.
        focus: name (label, alias or IRI) of the entity the page opens at.

    Raises:
        UsageError: no entity is called `focus`; the message lists the nearest names.
    """
    chosen = selection(store, focus=focus)
    data = page_data(chosen.rows)
    data.claims_in_all, data.meetings_in_all = chosen.claims, chosen.meetings
    path.write_text(page_html(data, focus=focus), encoding="utf-8", newline="\n")


def page_html(data: PageData, *, focus: str | None = None) -> str:
    """The page as text; see `write_page`."""
    opened = None if focus is None else entity_id(find(data, focus))
    styles = (TEMPLATE / "page.css").read_text(encoding="utf-8")
    own = "\n".join(script.read_text(encoding="utf-8") for script in sorted(TEMPLATE.glob("*.js")))
    scripts = {"vis": _vis(), "own": f'(() => {{\n"use strict";\n{own}\n}})();'}
    parts = {
        "title": _title(data),
        "policy": _policy(scripts.values()),
        "style": styles,
        "data": embedded(_content(data, picture(data), opened)),
        **scripts,
    }
    template = (TEMPLATE / "page.html").read_text(encoding="utf-8")
    # One pass, so that nothing inside a part is taken for a placeholder.
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], template)


def embedded(value: Any) -> str:
    """JSON that may stand inside a script element, whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    # A lone surrogate cannot be written as UTF-8; its escape can.
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def find(data: PageData, name: str) -> int:
    """Index of the entity with this label, alias or IRI; the heaviest where several have it.

    Raises:
        UsageError: nobody has it.
    """
    folded = name.strip().casefold()
    for matches in (_has_label, _has_any_name):
        for index, entity in enumerate(data.entities):
            if matches(entity, folded):
                return index
    names = {n.casefold(): e.label for e in reversed(data.entities) for n in (e.label, *e.aliases)}
    near = dict.fromkeys(names[n] for n in get_close_matches(folded, names, n=8, cutoff=0.5))
    inside = dict.fromkeys(
        e.label for e in data.entities if folded and folded in e.label.casefold()
    )
    nearest = list(inside | near)[:5] or [entity.label for entity in data.entities[:5]]
    hint = f"; nearest: {', '.join(nearest)}" if nearest else "; the graph holds no entity at all"
    raise UsageError(f"No entity is called {name!r}{hint}.")


def _has_label(entity: Entity, folded: str) -> bool:
    return entity.label.casefold() == folded


def _has_any_name(entity: Entity, folded: str) -> bool:
    return entity.iri.casefold() == folded or folded in (n.casefold() for n in entity.aliases)


def _title(data: PageData) -> str:
    return "Who said what, who met whom"


def _vis() -> str:
    """The script of vis-network, without the address of its source map."""
    script = importlib.resources.files("pyvis").joinpath(VIS).read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=\S+", "", script).strip()


def _policy(scripts: Any) -> str:
    """Content security policy: these scripts run, and nothing is loaded from anywhere."""
    hashes = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _content(data: PageData, drawn: Picture, focus: str | None) -> dict[str, Any]:
    """What the page's scripts read; indexes point into the lists beside them."""
    nodes, edges, _, _, _, options = drawn.network.get_network_data()
    return {
        "focus": focus,
        "inAll": {"claims": data.claims_in_all, "meetings": data.meetings_in_all},
        "articles": [
            {
                "id": article.id,
                "headline": article.headline,
                "date": article.date,
                "inferred": article.inferred,
                "publisher": article.publisher,
                "byline": article.byline,
                "url": article.url if re.match(r"https?://", article.url or "") else None,
                "paragraphs": {str(start): text for start, text in sorted(article.shown.items())},
            }
            for article in data.articles
        ],
        "entities": [_entity(entity) for entity in data.entities],
        "claims": [_claim(claim) for claim in data.claims],
        "meetings": [_meeting(meeting) for meeting in data.meetings],
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "moreNodes": drawn.more_nodes,
        "moreEdges": drawn.more_edges,
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "iri": entity.iri,
        "kind": entity.kind,
        "name": entity.label,
        "aliases": entity.aliases,
        "state": entity.state,
        "same": entity.same if re.match(r"https?://", entity.same or "") else None,
        "degree": entity.degree,
        "articles": entity.articles,
        "offices": [
            {
                "role": office.role,
                "of": office.of,
                "tenure": office.tenure,
                "article": office.article,
                "passage": _passage(office.passage),
            }
            for office in entity.offices
        ],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "iri": claim.iri,
        "article": claim.article,
        "content": claim.content,
        "mode": claim.mode,
        "attitude": claim.attitude,
        "hops": [{"who": hop.who, "text": hop.text, "cue": hop.cue} for hop in claim.hops],
        "about": claim.about,
        "hypothetical": claim.hypothetical,
        "negated": claim.negated,
        "joint": claim.joint,
        "parent": claim.parent,
        "alike": claim.alike,
        "contrary": claim.contrary,
        "passage": _passage(claim.passage),
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "iri": meeting.iri,
        "kind": meeting.kind,
        "name": meeting.label,
        "status": meeting.status,
        "participants": meeting.participants,
        "place": meeting.place,
        "start": meeting.start,
        "end": meeting.end,
        "earliest": meeting.earliest,
        "latest": meeting.latest,
        "reports": [
            {
                "article": report.article,
                "status": report.status,
                "time": report.time,
                "start": report.start,
                "passage": _passage(report.passage),
            }
            for report in meeting.reports
        ],
        "disputes": [
            {
                "label": dispute.label,
                "sides": [
                    {
                        "value": side.value,
                        "told": [
                            {"article": article, "passage": _passage(passage)}
                            for article, passage in side.told
                        ],
                    }
                    for side in dispute.sides
                ],
            }
            for dispute in meeting.disputes
        ],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"paragraphs": passage.paragraphs, "marks": passage.marks}
