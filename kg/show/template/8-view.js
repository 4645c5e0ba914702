// What leaves the page: a link that restores the view, and the picture as PNG and SVG.

// Things by what they are called in the graph, so that a link outlives a new page of the same graph.
const iris = new Map([...entities.map((e, i) => [e.iri, `e${i}`]), ...meetings.map((m, i) => [m.iri, `m${i}`])]);
function keyOf(id) {
  if (!id || id === "unknown") return id;
  if (lines.has(id)) { const line = lines.get(id); return `${thing(line.from).iri} ${line.kind} ${thing(line.to).iri}`; }
  return id[0] === "a" ? `article ${articles[indexOf(id)].id}` : thing(id).iri;
}
function idOf(key) {
  if (!key || key === "unknown") return key || null;
  if (key.startsWith("article ")) { const at = articles.findIndex((article) => `article ${article.id}` === key); return at < 0 ? null : `a${at}`; }
  if (!key.includes(" ")) return iris.get(key) || null;
  const [from, kind, to] = key.split(" ");
  for (const line of lines.values()) if (line.kind === kind && line.from === iris.get(from) && line.to === iris.get(to)) return line.id;
  return null;
}

// The view as the part of the address behind "#".
function viewText() {
  const parts = new URLSearchParams(), put = (key, value) => { if (value !== null && value !== undefined && value !== "") parts.set(key, value); };
  put("at", keyOf(selected)); put("alone", alone && keyOf(centre)); put("theme", theme);
  if ([...filter.kinds].join() !== "Place") parts.set("hide", [...filter.kinds].sort().join());
  put("lines", [...filter.lines].sort().join());
  if (filter.from !== null) { put("from", isoDay(filter.from)); put("to", isoDay(filter.to)); }
  for (const key of ["publisher", "attitude", "mode"]) put(key, filter[key]);
  put("article", filter.article === null ? "" : articles[filter.article].id);
  put("speaker", filter.speaker === null ? "" : filter.speaker === UNKNOWN ? "unknown" : entities[filter.speaker].iri);
  put("through", typeof filter.through === "number" ? entities[filter.through].iri : filter.through);
  if (filter.least > 1) put("least", filter.least);
  if (!filter.asides) put("asides", "no");
  if (moved) { const { x, y } = network.getViewPosition(); put("zoom", [x, y, network.getScale() * 1000].map(Math.round).join()); }
  return parts.toString();
}
let quiet = true; // while a view is being restored
function remember() {
  if (quiet) return;
  const text = viewText();
  if (text || location.hash) history.replaceState(null, "", `#${text}`);
}

// Whether the address asked for a view, which now is shown. What it names and the graph has not is left out.
function restore() {
  const parts = new URLSearchParams(location.hash.slice(1)), get = (key) => parts.get(key) || "";
  const whom = (key) => (key === "unknown" ? UNKNOWN : iris.has(key) && iris.get(key)[0] === "e" ? indexOf(iris.get(key)) : null);
  quiet = true;
  clearFilters();
  if (alone) leaveAlone();
  const day = (key, end) => (/^\d{4}-\d\d-\d\d$/.test(get(key)) ? Date.parse(get(key)) : end);
  const from = day("from", null), to = day("to", null), at = articles.findIndex((article) => article.id === get("article"));
  const through = get("through");
  Object.assign(filter, {
    kinds: new Set(parts.has("hide") ? get("hide").split(",").filter(Boolean) : ["Place"]), lines: new Set(get("lines").split(",").filter(Boolean)),
    from: from !== null && to !== null && from <= to ? from : null, to: from !== null && to !== null && from <= to ? to : null,
    publisher: get("publisher"), attitude: ATTITUDES.includes(get("attitude")) ? get("attitude") : "", mode: MODES.includes(get("mode")) ? get("mode") : "",
    article: at < 0 ? null : at, speaker: get("speaker") ? whom(get("speaker")) : null,
    through: ["", "any", "none"].includes(through) ? through : whom(through) ?? "",
    least: Math.max(Number(get("least")) || 1, 1), asides: get("asides") !== "no",
  });
  if (["dark", "light"].includes(get("theme"))) setTheme(get("theme"));
  for (const button of byId("signs").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(!filter.kinds.has(button.dataset.key) && !filter.lines.has(button.dataset.key)));
  }
  showFilters();
  drawTime();
  const centred = idOf(get("alone"));
  if (centred && specs.has(centred)) showAlone(centred);
  choose(idOf(get("at")));
  const zoom = get("zoom").split(",").map(Number);
  if (zoom.length === 3 && zoom.every(Number.isFinite) && zoom[2] > 0) {
    network.moveTo({ position: { x: zoom[0], y: zoom[1] }, scale: zoom[2] / 1000 });
    moved = true;
  } else if (!centred) fit();
  quiet = false;
  return [...parts.keys()].length > 0;
}

// XML knows no control characters.
const written = (text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
const round = (n) => Math.round(n * 10) / 10;

// The graph as it is shown now, as an SVG document; text in it stays text.
function vector() {
  const width = stage.clientWidth, height = stage.clientHeight, scale = network.getScale();
  const picture = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height, "font-family": FONT });
  picture.append(svg("title", {}, written(`${document.title}: ${byId("counts").textContent}`)), svg("rect", { width, height, fill: style("--page") }));
  const bodies = new Map(nodes.get({ filter: (node) => !node.hidden }).map((node) => {
    const at = network.canvasToDOM(network.getPositions([node.id])[node.id]);
    return [node.id, { ...at, r: node.size * scale, node }];
  }));
  picture.append(svg("g", { fill: "none" }, edges.get({ filter: (edge) => !edge.hidden && bodies.has(edge.from) && bodies.has(edge.to) })
    .flatMap((edge) => vectorLine(edge, bodies.get(edge.to), scale))));
  picture.append(svg("g", {}, [...bodies.values()].map(vectorSign)));
  picture.append(svg("g", { "text-anchor": "middle", "stroke-linejoin": "round", "paint-order": "stroke" }, labels.map(({ id, text, x, y, width: wide, height: tall }) => {
    const state = specs.get(id)?.kind === "State", count = lines.has(id);
    return svg("text", { x: round(x + wide / 2), y: round(y + tall / 2), dy: "0.35em", "font-size": count ? 11 : tall - 4, "font-weight": state ? 650 : count ? 600 : 400,
      fill: count || ["Meeting", "Place"].includes(specs.get(id)?.kind) ? style("--muted") : style("--text"), stroke: style("--page"), "stroke-width": 3.5 }, written(text));
  })));
  return new XMLSerializer().serializeToString(picture);
}
function vectorLine(edge, target, scale) {
  const drawn = network.body.edges[edge.id]?.edgeType;
  if (!drawn?.getPoint) return [];
  const point = (t) => network.canvasToDOM(drawn.getPoint(t));
  let end = 1;
  while (end > 0.5 && Math.hypot(point(end).x - target.x, point(end).y - target.y) < target.r + 2) end -= 0.01;
  const a = point(0), m = point(end / 2), b = point(end);
  const via = { x: 2 * m.x - (a.x + b.x) / 2, y: 2 * m.y - (a.y + b.y) / 2 };
  const look = { stroke: edge.color.color, "stroke-opacity": edge.color.opacity, "stroke-width": round(edge.width * scale) };
  const path = svg("path", { d: `M${round(a.x)} ${round(a.y)}Q${round(via.x)} ${round(via.y)} ${round(b.x)} ${round(b.y)}`, ...look,
    "stroke-dasharray": edge.dashes ? edge.dashes.map((each) => round(each * scale)).join(" ") : null });
  if (edge.kind !== "claims") return [path];
  const turn = Math.atan2(b.y - via.y, b.x - via.x), size = 4 + 1.5 * edge.width * scale;
  const corner = (aside) => `${round(b.x - size * Math.cos(turn + aside))} ${round(b.y - size * Math.sin(turn + aside))}`;
  return [path, svg("path", { d: `M${round(b.x)} ${round(b.y)}L${corner(0.4)} ${corner(-0.4)}z`, fill: edge.color.color, "fill-opacity": edge.color.opacity })];
}
function vectorSign({ x, y, r, node }) {
  const look = { fill: node.color.background, stroke: node.color.border, "stroke-width": node.borderWidth, opacity: node.opacity,
    "stroke-dasharray": node.shapeProperties.borderDashes ? "4 3" : null };
  const corners = (count, turn) => Array.from({ length: count }, (_, i) => (2 * Math.PI * i) / count + turn)
    .map((angle) => `${round(x + r * Math.cos(angle))},${round(y + r * Math.sin(angle))}`).join(" ");
  if (node.shape === "hexagon") return svg("polygon", { points: corners(6, 0), ...look });
  if (node.shape === "diamond") return svg("polygon", { points: corners(4, 0), ...look });
  if (node.shape === "square") return svg("rect", { x: round(x - r), y: round(y - r), width: round(2 * r), height: round(2 * r), ...look });
  return svg("circle", { cx: round(x), cy: round(y), r: round(r), ...look });
}

function download(blob, file) {
  const link = el("a", { href: URL.createObjectURL(blob), download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
function savePng() {
  const drawn = stage.querySelector("canvas"), canvas = el("canvas", { width: drawn.width, height: drawn.height }), context = canvas.getContext("2d");
  context.fillStyle = style("--page");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawn, 0, 0);
  canvas.toBlob((blob) => download(blob, "graph.png"));
}
function startSaving() {
  const link = el("input", { id: "view-link", readonly: true, "aria-label": "Link to this view" }), copied = el("span", { role: "status" });
  const copy = el("button", { type: "button", class: "wide", id: "copy-link", onclick: () => {
    link.select();
    // The clipboard of scripts is not to be had on pages opened from a file.
    copied.textContent = document.execCommand("copy") ? "Copied." : "Press Ctrl+C to copy.";
  } }, "Copy the link");
  byId("save").append(el("label", { class: "title", for: "view-link" }, "Link to this view: what is selected, filtered, zoomed"), link, copy, copied,
    el("p", { class: "title" }, "The picture as it is shown now"),
    el("div", { class: "pair" }, el("button", { type: "button", class: "wide", id: "save-png", onclick: savePng }, "PNG"),
      el("button", { type: "button", class: "wide", id: "save-svg", onclick: () => download(new Blob([vector()], { type: "image/svg+xml" }), "graph.svg") }, "SVG")));
  popover(byId("save-button"), byId("save"), () => {
    copied.textContent = "";
    link.value = `${location.href.split("#")[0]}#${viewText()}`;
    link.select();
  });
}
