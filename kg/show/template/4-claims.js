// Claims in words: who said it through whom, and the paragraph it stands in.

const FIRST = 40; // how many entries of a list are written before "show more"

function entityLink(who, text = nameOf(who)) {
  if (who !== UNKNOWN && !specs.has(`e${who}`) && !entities[who]) return name(text);
  return el("button", { class: "link", type: "button", onclick: () => choose(who === UNKNOWN ? "unknown" : `e${who}`) }, name(text));
}
function articleLink(index) {
  return el("button", { class: "link", type: "button", onclick: () => choose(`a${index}`) }, name(articles[index].headline));
}

// Speaker → intermediaries → outer speakers → publisher.
function hopsRow(claim) {
  const hops = [claim, ...around(claim)].flatMap((each) => each.hops);
  const parts = hops.map((hop) => (hop.who === UNKNOWN ? name(hopName(hop)) : entityLink(hop.who)));
  const others = claim.joint.filter((who) => who !== claim.hops[0].who).flatMap((who) => [", ", entityLink(who)]);
  parts[0] = el("span", {}, parts[0], ...others);
  const publisher = articles[claim.article].publisher;
  if (publisher && hopName(hops[hops.length - 1]) !== publisher) parts.push(name(publisher));
  return el("p", { class: "hops" }, parts.flatMap((part, i) => (i ? [el("span", { "aria-label": "through" }, "→"), part] : [part])));
}

// The words themselves; of a claim inside a claim it is said whose report it is.
function wording(claim) {
  const [outer] = around(claim), quoted = claim.mode === "direct" ? `“${claim.content.replace(/^["“”]+|["“”]+$/g, "")}”` : claim.content;
  if (!outer) return [el("bdi", { dir: "auto" }, quoted)];
  const inner = claim.hops[0], by = outer.hops[0];
  const cue = /^(according|per)\b/i.test(by.cue) ? "according to" : by.cue || "says";
  const tail = cue === "according to" ? [`, ${cue} `, name(hopName(by))] : [`, ${cue} `, name(hopName(by))];
  return [name(inner.text || hopName(inner)), ` ${inner.cue || "says"}: `, el("bdi", { dir: "auto" }, quoted), el("i", {}, ...tail)];
}

function tags(claim) {
  const found = [];
  if (claim.parent !== null) found.push(`reported by ${hopName(around(claim)[0].hops[0])}`);
  if (claim.attitude !== "statement") found.push(claim.attitude);
  if (claim.hypothetical) found.push("hypothetical");
  if (claim.negated) found.push("said not to have been said");
  return found.map((tag) => el("span", { class: "tag" }, name(tag)));
}

function claimItem(index) {
  const claim = claims[index], article = articles[claim.article];
  const item = el("article", { class: "claim", "data-claim": index });
  const words = el("button", { class: "words", type: "button", "aria-expanded": "false", title: "Show the paragraph" }, ...wording(claim));
  words.addEventListener("click", () => toggle(words, item, () => passageBox(claim.passage, claim.article)));
  const cue = claim.parent === null && claim.hops[0].cue;
  const facts = [cue && [name(cue)], article.date && [dateText(article.date)], [articleLink(claim.article)]].filter(Boolean);
  item.append(hopsRow(claim), words,
    el("p", { class: "about" }, ...tags(claim), ...facts.flatMap((fact, i) => (i ? [" · ", ...fact] : fact))),
    ...others("also in", claim.alike), ...others("denied in", claim.contrary));
  return item;
}

// Where other claims say the same, or the contrary; each opens its paragraph.
function others(title, indexes) {
  if (!indexes.length) return [];
  const line = el("p", { class: "about" }, `${title} `);
  indexes.forEach((index, i) => {
    const other = claims[index], article = articles[other.article];
    const rest = [article.publisher || article.headline, article.date && dateText(article.date)].filter(Boolean).join(", ");
    const open = el("button", { class: "link", type: "button", "aria-expanded": "false", title: other.content }, name(rest));
    const place = el("span", {}, open);
    open.addEventListener("click", () => toggle(open, place, () => passageBox(other.passage, other.article)));
    line.append(i ? "; " : "", place);
  });
  return [line];
}

function toggle(button, place, make) {
  const open = place.querySelector(":scope > .passage");
  if (open) open.remove(); else place.append(make());
  button.setAttribute("aria-expanded", String(!open));
}

// The paragraphs of a passage; offsets count code points, as JavaScript's own do not.
function passageBox(passage, index) {
  const article = articles[index], box = el("div", { class: "passage" });
  passage.paragraphs.forEach((start, i) => {
    const points = Array.from(article.paragraphs[start]), previous = passage.paragraphs[i - 1];
    if (i && previous + Array.from(article.paragraphs[previous]).length + 4 < start) box.append(el("p", { class: "number" }, "…"));
    box.append(el("p", { dir: "auto" }, ...markedRuns(points, start, passage.marks)));
  });
  if (!passage.paragraphs.length) box.append(el("p", {}, "The text of this article is not in the graph."));
  const source = [name(article.headline), article.publisher && name(article.publisher), article.date && dateText(article.date)].filter(Boolean);
  box.append(el("p", { class: "source" }, ...source.flatMap((part, i) => (i ? [" · ", part] : [part])), article.url ? " · " : "", outside(article.url, "original")));
  return box;
}
const outside = (url, text) => (url && /^https?:\/\//.test(url) ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, text) : null);

function markedRuns(points, start, marks) {
  const edgesAt = new Set([0, points.length]);
  for (const [from, to] of marks) for (const at of [from - start, to - start]) if (at > 0 && at < points.length) edgesAt.add(at);
  const cuts = [...edgesAt].sort((a, b) => a - b), runs = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const has = (...kinds) => marks.some(([from, to, kind]) => kinds.includes(kind) && from - start <= cuts[i] && to - start >= cuts[i + 1]);
    let run = document.createTextNode(points.slice(cuts[i], cuts[i + 1]).join(""));
    if (has("cue")) run = el("b", {}, run);
    if (has("speaker")) run = el("u", {}, run);
    if (has("claim", "event")) run = el("mark", {}, run);
    runs.push(run);
  }
  return runs;
}

// A list whose entries are written as they are wanted.
function longList(items, make, tag = "div", attributes = {}) {
  const list = el(tag, attributes), box = el("div", {}, list);
  const write = (from, to) => list.append(...items.slice(from, to).map(make));
  write(0, FIRST);
  if (items.length > FIRST) {
    const more = el("button", { class: "more", type: "button" }, `Show all ${number(items.length)}`);
    more.addEventListener("click", () => { write(FIRST, items.length); more.remove(); });
    box.append(more);
  }
  return box;
}
const claimList = (indexes) => longList(
  [...indexes].sort((a, b) => a - b), claimItem,
);
