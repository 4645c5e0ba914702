// The form of filters; those of kinds and lines are in the legend, that of dates is the timeline, too.

const ATTITUDES = ["statement", "belief", "desire", "intention", "fear"];
const MODES = ["direct", "indirect", "mixed"];
const MANY = 400; // a longer list of names is cut; the search finds the rest

// Who is in a list most often, as the choices of a select.
function ranked(list) {
  const counts = new Map();
  for (const who of list) counts.set(who, (counts.get(who) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (nameOf(a[0]) < nameOf(b[0]) ? -1 : 1)).slice(0, MANY)
    .map(([who, count]) => [String(who), `${nameOf(who)} (${number(count)})`]);
}

function startFilters() {
  const form = byId("filters"), button = byId("filters-button");
  const most = Math.min(Math.max(1, ...page.edges.filter((e) => e.claims).map((e) => e.claims.length)), 20);
  const publishers = [...new Set(articles.map((article) => article.publisher).filter(Boolean))].sort();
  const hands = claims.flatMap((claim) => [...new Set(handsOf(claim).map((hop) => hop.who))].filter((who) => who !== UNKNOWN));
  const pick = (id, choices) => el("select", { id }, el("option", { value: "" }, "All"), ...choices.map(([value, text]) => el("option", { value }, text)));
  const fields = {
    speaker: pick("speaker", ranked(claims.flatMap(speakersOf))),
    through: pick("through", [["none", "First hand"], ["any", "Any intermediary"], ...ranked(hands)]),
    attitude: pick("attitude", ATTITUDES.map((each) => [each, each])),
    mode: pick("mode", MODES.map((each) => [each, each])),
    article: pick("article", articles.slice(0, MANY).map((article, i) => [String(i), article.headline || article.id])),
    publisher: pick("publisher", publishers.map((each) => [each, each])),
  };
  const least = el("input", { type: "range", id: "least", min: 1, max: Math.max(most, 2), value: 1 }), shown = el("output", { for: "least" }, "1");
  const asides = el("input", { type: "checkbox", id: "asides", checked: true });
  const from = el("input", { type: "date", id: "from", "aria-label": "From" }), to = el("input", { type: "date", id: "to", "aria-label": "To" });
  const clear = el("button", { type: "button", class: "wide", id: "clear-filters", onclick: () => { clearFilters(); show(); filtered(); drawTime(); } }, "Clear all filters");
  const labelled = (key, text) => [el("label", { class: "title", for: key }, text), fields[key]];
  form.append(...labelled("speaker", "Speaker"), ...labelled("through", "Came through"),
    el("div", { class: "pair" }, el("div", {}, ...labelled("attitude", "Attitude")), el("div", {}, ...labelled("mode", "Wording"))),
    ...labelled("article", "Article"), ...labelled("publisher", "Publisher"), el("p", { class: "title" }, "Dates"), el("div", { class: "pair" }, from, to),
    el("label", { class: "title", for: "least" }, "At least so many claims a line"), el("label", {}, least, shown),
    el("label", {}, asides, "With hypothetical and negated claims"), clear, el("p", { class: "title" }, "Kinds and lines: click them in the legend."));

  const show = () => {
    for (const key of ["speaker", "article"]) fields[key].value = filter[key] === null ? "" : String(filter[key]);
    for (const key of ["through", "attitude", "mode", "publisher"]) fields[key].value = String(filter[key]);
    least.value = filter.least; shown.textContent = least.value; asides.checked = filter.asides;
    from.value = filter.from === null ? "" : isoDay(filter.from); to.value = filter.to === null ? "" : isoDay(filter.to);
    button.classList.toggle("on", claimsNarrowed() || filter.from !== null);
  };
  showFilters = show;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    for (const key of ["speaker", "article"]) filter[key] = fields[key].value === "" ? null : Number(fields[key].value);
    const hand = fields.through.value;
    filter.through = /^-?\d+$/.test(hand) ? Number(hand) : hand;
    for (const key of ["attitude", "mode", "publisher"]) filter[key] = fields[key].value;
    filter.least = Number(least.value); filter.asides = asides.checked;
    if (event.target === from || event.target === to) {
      const span = timeSpan(), day = (field, other) => (field.value ? Date.parse(field.value) : other);
      const days = from.value || to.value ? [day(from, span?.from ?? 0), day(to, span?.to ?? Date.now())] : [null, null];
      if (days[0] === null || days[0] <= days[1]) setRange(Math.floor(days[0] / DAY) * DAY || null, days[1]);
    }
    shown.textContent = least.value;
    button.classList.toggle("on", claimsNarrowed() || filter.from !== null);
    filtered();
  });
  popover(button, form, () => { show(); fields.speaker.focus(); });
}
let showFilters = () => {};
function clearFilters() {
  Object.assign(filter, { from: null, to: null, publisher: "", least: 1, asides: true, article: null, speaker: null, attitude: "", mode: "", through: "" });
}

// A sheet that a button opens, and Escape or a click elsewhere closes.
function popover(button, sheet, opened) {
  const toggle = (open) => { sheet.hidden = !open; button.setAttribute("aria-expanded", String(open)); if (open) opened(); };
  button.addEventListener("click", () => toggle(sheet.hidden));
  addEventListener("pointerdown", (event) => { if (!sheet.contains(event.target) && event.target !== button) toggle(false); });
  sheet.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); toggle(false); button.focus(); } });
}
