// The drawn graph: what is shown, faded or hidden, and what the pointer does.

const nodes = new vis.DataSet(), edges = new vis.DataSet();
const specs = new Map([...page.nodes, ...page.moreNodes].map((node) => [node.id, node]));
const lines = new Map([...page.edges, ...page.moreEdges].map((edge) => [edge.id, edge]));
const linesAt = new Map([...specs.keys()].map((id) => [id, []]));
for (const line of lines.values()) {
  if (specs.has(line.from) && specs.has(line.to)) { linesAt.get(line.from).push(line); linesAt.get(line.to).push(line); }
  else lines.delete(line.id);
}
const drawnNodes = new Set(page.nodes.map((node) => node.id));
const drawnLines = new Set(page.edges.map((edge) => edge.id));
const stage = byId("graph");
const style = (property) => getComputedStyle(document.documentElement).getPropertyValue(property).trim();

let network = null, hovered = null, selected = null, alone = null, turned = false;
let moved = false; // whether the reader zoomed or dragged since all was last fitted in
let grown = 1; // how much larger than laid out the signs are
let centre = null; // of the neighbourhood that is shown alone
const looks = new Map(); // what was last handed to vis, so that only changes are handed over

const isMeeting = (id) => id[0] === "m";
const indexOf = (id) => Number(id.slice(1));
const thing = (id) => (isMeeting(id) ? meetings : entities)[indexOf(id)];
const other = (line, id) => (line.from === id ? line.to : line.from);
const kindOf = (id) => (isMeeting(id) ? meetingKind(thing(id)) : specs.get(id).kind);

function lineClaims(line) {
  return line.kind === "claims" ? line.claims.filter((i) => claimShown(claims[i])) : [];
}
function nodeAllowed(id) {
  return isMeeting(id) ? meetingShown(thing(id)) : !filter.kinds.has(specs.get(id).kind);
}
function lineAllowed(line) {
  if (filter.lines.has(line.kind) || !nodeAllowed(line.from) || !nodeAllowed(line.to)) return false;
  return line.kind !== "claims" || lineClaims(line).length >= filter.least;
}

// Ids of nodes and lines on show, as the filters and the neighbourhood have it.
function onShow() {
  const shownLines = new Set(), linked = new Set();
  for (const line of lines.values()) {
    if (alone ? !(alone.has(line.from) && alone.has(line.to)) : !drawnLines.has(line.id)) continue;
    if (!lineAllowed(line)) continue;
    shownLines.add(line.id); linked.add(line.from); linked.add(line.to);
  }
  const shownNodes = new Set();
  for (const id of alone ? alone.keys() : drawnNodes) {
    // Who speaks of nothing in particular is shown nevertheless, unless something is being filtered.
    const speaks = !isMeeting(id) && said[indexOf(id)].length && !narrowed();
    if (nodeAllowed(id) && (linked.has(id) || id === selected || speaks)) shownNodes.add(id);
  }
  return { shownNodes, shownLines };
}

// The node or line in the foreground, and what stays with it; null when all are equal.
function foreground() {
  const at = hovered || (selected && (nodes.get(selected) || edges.get(selected)) ? selected : null);
  if (!at || (alone && !hovered)) return null;
  if (lines.has(at)) return { nodes: new Set([lines.get(at).from, lines.get(at).to]), lines: new Set([at]) };
  const kept = { nodes: new Set([at]), lines: new Set() };
  for (const line of linesAt.get(at) || []) {
    if (!lineAllowed(line) || !edges.get(line.id)) continue;
    kept.nodes.add(other(line, at)); kept.lines.add(line.id);
  }
  return kept;
}

function nodeLook(id, hidden, faded, colours) {
  const spec = specs.get(id), colour = COLOURS[spec.kind];
  const hollow = spec.kind === "Group" || (isMeeting(id) && HOLLOW.has(thing(id).status));
  const dashed = spec.kind === "Group" || (isMeeting(id) && ["denied", "cancelled"].includes(thing(id).status));
  const edge = hollow ? colour : colours.page;
  const chosen = id === selected;
  return {
    id, hidden, size: spec.size * grown, opacity: faded ? 0.13 : 1, borderWidth: chosen ? 3 : hollow ? 2 : 1.5,
    color: { background: hollow ? colours.page : colour, border: chosen ? colours.text : faded && hollow ? colours.line : edge },
    shapeProperties: { borderDashes: dashed && !chosen ? [4, 3] : false },
  };
}
function lineLook(line, hidden, faded, bright, colours) {
  if (line.kind !== "claims") {
    const colour = line.kind === "part" ? colours.meeting : colours.office;
    const opacity = faded ? 0.06 : line.kind === "part" ? 0.75 : 0.8;
    return { id: line.id, hidden, color: { color: colour, opacity }, width: 1.1, dashes: line.kind === "place" ? [1, 4] : false };
  }
  const inside = lineClaims(line), kinds = new Set(inside.map((i) => attitudeLine(claims[i].attitude)));
  const dashes = kinds.has("statement") || !kinds.size ? false : kinds.has("belief") ? [8, 5] : [2, 4];
  const aside = alone && !bright && line.from !== centre && line.to !== centre;
  const opacity = faded ? 0.05 : aside ? 0.25 : bright ? 1 : Math.min((drawnLines.size > 400 ? 0.22 : 0.45) + 0.12 * Math.log2(inside.length || 1), 0.9);
  return {
    id: line.id, hidden, dashes, width: Math.min(1 + 1.5 * Math.log2(inside.length || 1), 8) * (alone ? grown : 1),
    color: { color: line.id === selected ? colours.accent : colours.claim, opacity },
  };
}

function refresh() {
  if (!network) return;
  const { shownNodes, shownLines } = onShow();
  bring(shownNodes, shownLines);
  const front = foreground();
  const colours = {
    page: style("--page"), text: style("--text"), line: style("--line"), accent: style("--accent"),
    claim: style("--claim"), office: style("--office"), meeting: style("--meeting-line"),
  };
  const changed = (look) => {
    const seen = JSON.stringify(look);
    if (looks.get(look.id) === seen) return false;
    looks.set(look.id, seen);
    return true;
  };
  nodes.update(nodes.getIds().map((id) => nodeLook(id, !shownNodes.has(id), front && !front.nodes.has(id), colours)).filter(changed));
  edges.update(edges.getIds().map((id) => lineLook(lines.get(id), !shownLines.has(id),
    front && !front.lines.has(id), front && front.lines.has(id), colours)).filter(changed));
  network.redraw();
}

// Hand over to vis what it has not got yet: heavy graphs keep most of their nodes back.
function bring(shownNodes, shownLines) {
  const arrow = { to: { enabled: true, scaleFactor: drawnLines.size > 400 ? 0.35 : 0.5 } };
  nodes.add([...shownNodes].filter((id) => !nodes.get(id)).map((id) => {
    const { label, ...spec } = specs.get(id), at = alone?.get(id);
    return { ...spec, x: at ? at.x : turned ? spec.y : spec.x, y: at ? at.y : turned ? spec.x : spec.y };
  }));
  edges.add([...shownLines].filter((id) => !edges.get(id)).map((id) => {
    const line = lines.get(id), straight = line.kind !== "claims";
    return { ...line, arrows: straight ? "" : arrow, ...(straight ? { smooth: false } : {}) };
  }));
}

// The part of the graph that is on show, with room for labels, in the middle of the stage.
function fit(animate = false) {
  const { shownNodes } = onShow();
  const ids = [...shownNodes].filter((id) => nodes.get(id));
  if (!ids.length) return;
  const places = Object.entries(network.getPositions(ids));
  const [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  const box = { left, right, top, bottom };
  for (const [id, { x, y }] of places) {
    const size = specs.get(id).size;
    box.left = Math.min(box.left, x - size); box.right = Math.max(box.right, x + size);
    box.top = Math.min(box.top, y - size); box.bottom = Math.max(box.bottom, y + size);
  }
  const foot = byId("legend").offsetHeight + 24, head = alone || byId("notice").textContent ? 46 : 20;
  const room = { x: Math.max(stage.clientWidth - (stage.clientWidth > 600 ? 150 : 70), 80), y: Math.max(stage.clientHeight - foot - head, 80) };
  const scale = Math.min(room.x / Math.max(box.right - box.left, 1), room.y / Math.max(box.bottom - box.top, 1), 1.5);
  // Where all is drawn small, signs are so a little less, that they can be told apart.
  const larger = scale < 1 ? Math.min(scale ** (alone ? -0.8 : -0.45), 2.6) : 1;
  moved = false;
  if (Math.abs(larger - grown) > 0.02) { grown = larger; refresh(); }
  network.moveTo({
    position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + (foot - head) / 2 / scale }, scale,
    animation: animate && !matchMedia("(prefers-reduced-motion: reduce)").matches ? { duration: 300 } : false,
  });
}

// Neighbours around `id`, in rings by kind and weight; all else is put away until Escape.
function showAlone(id) {
  if (!specs.has(id)) { choose(id); return; } // named, but connected to nothing
  const near = new Map();
  for (const line of linesAt.get(id)) {
    if (lineAllowed(line)) near.set(other(line, id), (near.get(other(line, id)) || 0) + (line.claims?.length || 1));
  }
  const order = [...near.keys()].sort((a, b) => near.get(b) - near.get(a) || (a < b ? -1 : 1)).slice(0, 120);
  alone = new Map([[id, { x: 0, y: 0 }]]);
  centre = id;
  const wide = stage.clientWidth > stage.clientHeight ? 1.35 : 0.8;
  for (let start = 0, ring = 0; start < order.length; ring += 1) {
    const radius = 190 + 130 * ring, room = Math.floor((2 * Math.PI * radius) / 105);
    const members = order.slice(start, start + room).sort((a, b) => (kindOf(a) < kindOf(b) ? -1 : kindOf(a) > kindOf(b) ? 1 : 0));
    members.forEach((member, i) => {
      const angle = -Math.PI / 2 + (2 * Math.PI * (i + ring / 2)) / members.length;
      alone.set(member, { x: radius * wide * Math.cos(angle), y: radius * Math.sin(angle) });
    });
    start += room;
  }
  if (selected !== id) { selected = id; showCard(id); }
  nodes.update([...alone].filter(([each]) => nodes.get(each)).map(([each, at]) => ({ id: each, ...at })));
  byId("alone").replaceChildren(name(specs.get(id).kind && thing(id).name), ` and its neighbours (${number(near.size)}) · `,
    el("button", { class: "link", type: "button", onclick: leaveAlone }, "whole graph"), " (Esc)");
  byId("alone").hidden = false; byId("notice").hidden = true;
  hovered = null; refresh(); fit(); remember();
}
function leaveAlone() {
  if (!alone) return;
  const others = [...alone.keys()].filter((id) => !drawnNodes.has(id));
  alone = null;
  for (const id of edges.getIds()) if (!drawnLines.has(id)) { edges.remove(id); looks.delete(id); }
  for (const id of others) { nodes.remove(id); looks.delete(id); }
  nodes.update(page.nodes.filter(({ id }) => nodes.get(id)).map(({ id, x, y }) => ({ id, x: turned ? y : x, y: turned ? x : y })));
  byId("alone").hidden = true; byId("notice").hidden = !byId("notice").textContent;
  refresh(); fit(); remember();
}

// Select a node, line, article or the unknown speaker by id (null: nothing) and show its card.
function choose(id, { card = true } = {}) {
  selected = id;
  const missing = id && specs.has(id) && !(alone ? alone.has(id) : drawnNodes.has(id));
  if (missing) showAlone(id); else refresh();
  if (card) showCard(id);
  remember();
}

function startGraph() {
  turned = stage.clientHeight > stage.clientWidth;
  network = new vis.Network(stage, { nodes, edges }, page.options);
  refresh(); fit();
  network.on("hoverNode", ({ node }) => { hovered = node; stage.style.cursor = "pointer"; refresh(); });
  network.on("hoverEdge", ({ edge }) => { hovered = edge; stage.style.cursor = "pointer"; refresh(); });
  const leave = () => { hovered = null; stage.style.cursor = ""; refresh(); };
  network.on("blurNode", leave);
  network.on("blurEdge", leave);
  network.on("click", (event) => choose(event.nodes[0] || event.edges[0] || null));
  network.on("doubleClick", (event) => { if (event.nodes[0]) showAlone(event.nodes[0]); });
  for (const event of ["zoom", "dragEnd"]) network.on(event, () => { moved = true; remember(); });
  network.on("afterDrawing", drawLabels);
  new ResizeObserver(() => { network.setSize("100%", "100%"); network.redraw(); if (!moved) fit(); }).observe(stage);
}
