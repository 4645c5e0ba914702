// Search, legend, theme, keys.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// What the search finds: names first (heaviest first), then meetings, articles, words said.
function found(query) {
  const wanted = plain(query.trim());
  if (!wanted) return [];
  const starts = (text) => plain(text).split(/[\s-]+/).some((_, i, parts) => parts.slice(i).join(" ").startsWith(wanted.replace(/-/g, " ")));
  const pick = (list, test, limit, make) => {
    const hits = [];
    for (let i = 0; i < list.length && hits.length < limit; i += 1) if (test(list[i])) hits.push(make(list[i], i));
    return hits;
  };
  const has = (text) => plain(text).includes(wanted);
  return [
    ...pick(entities, (e) => [e.name, ...e.aliases].some(starts), 8, (e, i) => ({ id: `e${i}`, text: e.name, icon: sign(e.kind), note: e.degree || "" })),
    ...pick(meetings, (m) => has(m.name), 4, (m, i) => ({ id: `m${i}`, text: m.name, icon: meetingSign(m), note: m.start?.slice(0, 4) || "" })),
    ...pick(articles, (a) => has(a.headline), 3, (a, i) => ({ id: `a${i}`, text: a.headline, icon: el("span", { class: "sign" }, "¶"), note: "article" })),
    ...(wanted.length > 2 ? pick(claims, (c) => has(c.content), 5, (c, i) => ({ claim: i, text: c.content, icon: el("span", { class: "sign" }, "“"), note: "said" })) : []),
  ];
}

function startSearch() {
  const input = byId("search"), list = byId("suggestions");
  let hits = [], at = -1;
  const mark = (i) => {
    at = i;
    [...list.children].forEach((item, k) => item.setAttribute("aria-selected", String(k === i)));
    if (i >= 0) { input.setAttribute("aria-activedescendant", `hit-${i}`); list.children[i]?.scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  };
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); mark(-1); };
  const take = (hit) => { close(); input.value = ""; if (hit.claim !== undefined) showClaim(hit.claim); else choose(hit.id); };
  const suggest = () => {
    hits = found(input.value);
    list.replaceChildren(...hits.map((hit, i) => el("li", { role: "option", id: `hit-${i}`, "aria-selected": "false", onclick: () => take(hit) },
      hit.icon, el("bdi", { class: "name" }, hit.text), el("span", { class: "number" }, String(hit.note)))));
    if (!hits.length && input.value.trim()) list.replaceChildren(el("li", { class: "group" }, "Nothing by that name."));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(hits.length ? 0 : -1);
  };
  input.addEventListener("input", suggest);
  input.addEventListener("focus", suggest);
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) mark((at + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === "Enter" && hits[at]) { event.preventDefault(); take(hits[at]); }
    else if (event.key === "Escape") { event.stopPropagation(); if (list.hidden) input.value = ""; close(); }
  });
}
// A claim found by its words: its article's card would bury it, so it gets one of its own.
function showClaim(index) {
  const who = claims[index].hops[0].who;
  choose(who === UNKNOWN ? "unknown" : `e${who}`, { card: false });
  const item = claimItem(index);
  byId("card").replaceChildren(el("button", { class: "link back", type: "button", onclick: () => choose(null) }, "← Overview"), item);
  item.querySelector(".words").click();
}

const LEGEND = [
  ["kinds", "State", "State", () => sign("State")], ["kinds", "Person", "Person", () => sign("Person")],
  ["kinds", "Organization", "Organisation", () => sign("Organization")], ["kinds", "Group", "Described source", () => sign("Group")],
  ["kinds", "Meeting", "Meeting", () => sign("Meeting")], ["kinds", "Planned", "Meeting not (yet) held", () => sign("Meeting", { hollow: true })],
  ["kinds", "Place", "Place", () => sign("Place")], null,
  ["lines", "statement", "Claim about", () => stroke("--claim", 2.4, "", true)], ["lines", "belief", "belief", () => stroke("--claim", 2.4, "6 4", true)],
  ["lines", "desire", "desire, plan, fear", () => stroke("--claim", 2.4, "2 3", true)],
  ["lines", "part", "took part", () => stroke("--meeting-line", 1.6)], ["lines", "office", "holds office", () => stroke("--office", 1.6)],
];
function stroke(colour, width, dashes = "", arrow = false) {
  const look = { stroke: `var(${colour})`, "stroke-width": width, fill: "none" };
  return svg("svg", { class: "sign", viewBox: "0 0 18 16", "aria-hidden": "true" }, svg("path", { d: "M1 8h14", ...look, "stroke-dasharray": dashes || null }),
    arrow ? svg("path", { d: "M17.5 8 12 4.5v7z", fill: `var(${colour})` }) : null);
}
function startLegend() {
  byId("signs").append(...LEGEND.map((entry) => {
    if (!entry) return el("hr");
    const [group, key, text, icon] = entry;
    const button = el("button", { type: "button", "aria-pressed": String(!filter[group].has(key)), "data-key": key }, icon(), text);
    button.addEventListener("click", () => {
      if (!filter[group].delete(key)) filter[group].add(key);
      button.setAttribute("aria-pressed", String(!filter[group].has(key)));
      filtered();
    });
    return button;
  }));
  if (innerWidth < 700) byId("legend").open = false;
}

let theme = null; // "dark" or "light" where the reader chose one
let setTheme = () => {};
function startTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)"), button = byId("theme"), root = document.documentElement;
  const apply = (shown) => {
    root.dataset.theme = shown;
    button.textContent = shown === "dark" ? "Light" : "Dark";
    button.setAttribute("aria-label", `${button.textContent} theme`);
    looks.clear(); refresh(); drawTime();
  };
  const current = () => theme || (dark.matches ? "dark" : "light");
  setTheme = (name) => { theme = name; apply(current()); };
  button.addEventListener("click", () => { setTheme(current() === "dark" ? "light" : "dark"); remember(); });
  dark.addEventListener("change", () => apply(current()));
  addEventListener("beforeprint", () => apply("light"));
  addEventListener("afterprint", () => apply(current()));
  apply(current());
}

// From the selected sign to the nearest one in the direction of an arrow key.
function step(key) {
  const ids = nodes.get({ filter: (node) => !node.hidden }).map(({ id }) => id), places = network.getPositions(ids);
  if (!ids.length) return;
  if (lines.has(selected) && places[walked]) { choose(walked); return; }
  if (!places[selected]) { choose(ids[0]); return; }
  const here = places[selected], [dx, dy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  let best = null, least = Infinity;
  for (const id of ids) {
    const x = places[id].x - here.x, y = places[id].y - here.y, along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (id !== selected && along > 0 && along + 2 * aside < least) { best = id; least = along + 2 * aside; }
  }
  if (best) choose(best);
}
// From line to line of the selected sign, the heaviest first.
function stepLine(back) {
  if (lines.has(selected)) { if (!linesAt.get(walked)?.includes(lines.get(selected))) walked = lines.get(selected).from; }
  else if (specs.has(selected)) walked = selected;
  else return;
  const here = linesAt.get(walked).filter((line) => line.kind === "claims" && edges.get(line.id) && lineAllowed(line))
    .sort((a, b) => lineClaims(b).length - lineClaims(a).length || (a.id < b.id ? -1 : 1));
  if (!here.length) return;
  const at = here.findIndex((line) => line.id === selected);
  choose(here[at < 0 ? (back ? here.length - 1 : 0) : (at + (back ? -1 : 1) + here.length) % here.length].id);
}
let walked = null; // the sign whose lines are being stepped through
const zoomBy = (factor) => { network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 6) }); moved = true; remember(); };
function startKeys() {
  stage.addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow")) { event.preventDefault(); step(event.key); }
    else if (event.key === "Enter" && selected && specs.has(selected)) showAlone(selected);
    else if (event.key === "l" || event.key === "L") stepLine(event.shiftKey);
    else if (event.key === "+" || event.key === "=") zoomBy(1.25);
    else if (event.key === "-") zoomBy(0.8);
    else if (event.key === "0") fit(true);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (alone) leaveAlone(); else if (selected) choose(null); }
    else if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); byId("search").focus(); }
  });
  byId("zoom-in").addEventListener("click", () => zoomBy(1.3));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.3));
  byId("zoom-fit").addEventListener("click", () => fit(true));
  const sheet = byId("sheet");
  sheet.addEventListener("click", () => sheet.setAttribute("aria-expanded", String(document.body.classList.toggle("tall"))));
}
