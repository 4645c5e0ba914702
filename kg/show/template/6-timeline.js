// The timeline: meetings as diamonds, claims as a histogram; a dragged range narrows everything.

const DAY = 86_400_000;
const isoDay = (time) => new Date(time).toISOString().slice(0, 10);

// First and last day worth showing: that of the articles, with near meetings; far ones stand at the edge.
function timeSpan() {
  const published = articles.flatMap((article) => (article.date ? days(article.date) : []));
  const met = meetings.map(meetingDays).filter(Boolean).flat();
  const base = published.length ? published : met;
  if (!base.length) return null;
  let from = Math.min(...base), to = Math.max(...base);
  const room = Math.max((to - from) * 0.5, 45 * DAY), near = met.filter((at) => at >= from - room && at <= to + room);
  from = Math.min(from, ...near) - 2 * DAY; to = Math.max(to, ...near) + 2 * DAY;
  return { from, to };
}

// Starts of days, weeks, months or years that cut the span into at most about 110 bins.
function bins({ from, to }) {
  const length = (to - from) / DAY, found = [];
  if (length <= 800) {
    const step = length <= 110 ? 1 : 7;
    for (let at = from; at <= to; at += step * DAY) found.push(at);
  } else {
    const step = length <= 110 * 30 ? 1 : length <= 110 * 120 ? 3 : 12, first = new Date(from);
    for (let month = 0, at = 0; at <= to; month += step) found.push(at = Date.UTC(first.getUTCFullYear(), month, 1));
  }
  return found;
}

function ticks({ from, to }, width) {
  const months = (to - from) / DAY / 30.4, wanted = Math.max(Math.floor(width / 90), 2), found = [];
  if (months <= 2.2) {
    const step = Math.max(Math.ceil((to - from) / DAY / wanted), 1);
    for (let at = from + DAY; at <= to; at += step * DAY) found.push([at, dateText(isoDay(at)).replace(/ (\p{L}{3})\p{L}* (\d+)$/u, " $1")]);
    return found;
  }
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].find((each) => months / each <= wanted) || 1200;
  for (let month = 0, at = 0; at <= to; month += step) {
    at = Date.UTC(new Date(from).getUTCFullYear(), month, 1);
    if (at >= from && at <= to) found.push([at, step >= 12 ? isoDay(at).slice(0, 4) : dateText(isoDay(at).slice(0, 7)).replace(/^(\p{L}{3})\p{L}*/u, "$1")]);
  }
  return found;
}

function drawTime() {
  const box = byId("time"), span = timeSpan();
  if (!span) { box.replaceChildren(el("p", { class: "number" }, "No dates in these articles.")); return; }
  const width = box.clientWidth, height = box.clientHeight, low = height - 20, left = 16, right = width - 16;
  const xOf = (time) => Math.min(Math.max(left + ((time - span.from) / (span.to - span.from)) * (right - left), left), right);
  const timeOf = (x) => span.from + ((Math.min(Math.max(x, left), right) - left) / (right - left)) * (span.to - span.from);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Claims and meetings by date. Drag to choose a range." });
  picture.append(...histogram(span, xOf, low), svg("line", { class: "axis", x1: left, x2: right, y1: low, y2: low }));
  for (const [at, text] of ticks(span, right - left)) {
    picture.append(svg("text", { x: xOf(at), y: height - 6, "text-anchor": xOf(at) > right - 30 ? "end" : xOf(at) < left + 20 ? "start" : "middle" }, text));
  }
  picture.append(diamonds(span, xOf));
  if (filter.from !== null) picture.append(...brush(xOf, timeOf, low));
  dragging(picture, timeOf);
  const clear = filter.from === null ? null : el("button", { class: "link clear", type: "button", onclick: () => setRange(null, null) },
    `${rangeText(isoDay(filter.from), isoDay(filter.to))} · all dates`);
  box.replaceChildren(...[picture, clear].filter(Boolean));
}

function histogram(span, xOf, low) {
  const starts = bins(span), counts = starts.map(() => 0);
  for (const claim of claims) {
    const date = articles[claim.article].date;
    if (!date) continue;
    const [at] = days(date);
    let i = starts.length - 1;
    while (i > 0 && starts[i] > at) i -= 1;
    counts[i] += 1;
  }
  const most = Math.max(...counts, 1), high = low - 34;
  return [svg("g", { class: "histogram" }, ...starts.flatMap((start, i) => {
    if (!counts[i]) return [];
    const end = starts[i + 1] ?? span.to, tall = Math.max((counts[i] / most) * high, 2), x = xOf(start);
    const out = filter.from !== null && (end <= filter.from || start > filter.to);
    return svg("rect", { x, y: low - tall, width: Math.min(Math.max(xOf(end) - x - 1, 2), 14), height: tall, class: out ? "out" : null },
      svg("title", {}, `${dateText(isoDay(start))}: ${counted(counts[i], "claim")}`));
  }))];
}

function diamonds(span, xOf) {
  const group = svg("g", { class: "meetings" }), used = [];
  const r = Math.min(Math.max((byId("time").clientWidth / (meetings.length + 1)) * 0.6, 2.5), 6);
  meetings.forEach((meeting, i) => {
    const when = meetingDays(meeting);
    if (!when) return;
    const far = when[1] < span.from ? "◂ " : when[0] > span.to ? "▸ " : "", x = xOf((when[0] + when[1]) / 2);
    const level = used.filter((each) => Math.abs(each - x) < 1.5 * r).length % 2;
    used.push(x);
    const y = 13 + level * 2 * r, hollow = HOLLOW.has(meeting.status);
    // What lies beyond the edge points there.
    const shape = far ? `M${x} ${y - r}v${2 * r}l${far === "◂ " ? -r : r}-${r}z` : `M${x} ${y - r}l${r} ${r}-${r} ${r}-${r}-${r}z`;
    const mark = svg("path", { d: shape, fill: hollow ? style("--page") : COLOURS.Meeting, stroke: COLOURS.Meeting,
      tabindex: 0, role: "button", "aria-label": `${meeting.name}, ${rangeText(meeting.start, meeting.end)}`, class: inTime(when) ? null : "out" },
    svg("title", {}, `${far}${meeting.name} · ${rangeText(meeting.start, meeting.end) || whenAbout(meeting)}`));
    const open = (event) => { event.stopPropagation(); choose(`m${i}`); };
    mark.addEventListener("click", open);
    mark.addEventListener("pointerdown", (event) => event.stopPropagation());
    mark.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(event); } });
    group.append(mark);
  });
  return group;
}

// The chosen range with two handles, which the arrow keys move, too.
function brush(xOf, timeOf, low) {
  const x = xOf(filter.from), end = xOf(filter.to + DAY - 1);
  const handle = (key, at, label) => {
    const mark = svg("rect", { class: "handle", x: at - 2.5, y: 4, width: 5, height: low - 4, rx: 2, tabindex: 0, role: "slider", id: `handle-${key}`,
      "aria-label": label, "aria-valuenow": Math.round(filter[key] / DAY), "aria-valuetext": dateText(isoDay(filter[key])) });
    mark.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 7, PageDown: -7 }[event.key];
      if (!step) return;
      event.preventDefault();
      const moved = { from: filter.from, to: filter.to };
      moved[key] += step * DAY;
      if (moved.from <= moved.to) setRange(moved.from, moved.to);
      byId(`handle-${key}`)?.focus();
    });
    return mark;
  };
  return [svg("rect", { class: "brush", x, y: 2, width: Math.max(end - x, 2), height: low - 2 }), handle("from", x, "From"), handle("to", end, "To")];
}

function dragging(picture, timeOf) {
  picture.addEventListener("pointerdown", (event) => {
    const edge = picture.getBoundingClientRect().left, grabbed = event.target.id;
    const start = timeOf(event.clientX - edge), fixed = grabbed === "handle-from" ? filter.to : grabbed === "handle-to" ? filter.from : start;
    let moved = false;
    const move = (next) => {
      if (Math.abs(next.clientX - event.clientX) > 3) moved = true;
      if (!moved) return;
      const at = timeOf(next.clientX - edge), floor = (time) => Math.floor(time / DAY) * DAY;
      setRange(floor(Math.min(at, fixed)), floor(Math.max(at, fixed)));
    };
    const end = () => { removeEventListener("pointermove", move); removeEventListener("pointerup", end); removeEventListener("pointercancel", end); };
    addEventListener("pointermove", move); addEventListener("pointerup", end); addEventListener("pointercancel", end);
  });
}

let pending = false;
function setRange(from, to) {
  filter.from = from; filter.to = to;
  drawTime();
  if (pending) return;
  pending = true;
  requestAnimationFrame(() => { pending = false; filtered(); });
}
// What follows any change of a filter.
function filtered() {
  refresh();
  showCard(selected);
  remember();
}
