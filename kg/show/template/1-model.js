// The page's data, what follows from it, and small helpers. Text reaches the page as text nodes only.

const page = JSON.parse(document.getElementById("data").textContent);
const { articles, entities, claims, meetings } = page;
const UNKNOWN = -1;
const KIND_NAMES = {
  State: "state", Person: "person", Organization: "organisation", Group: "described source",
  Place: "place", Meeting: "meeting", Visit: "visit",
};
const COLOURS = {
  State: "#D55E00", Person: "#0072B2", Organization: "#009E73", Group: "#0072B2", Place: "#7F7F7F",
  Meeting: "#CC79A7",
};
const HOLLOW = new Set(["planned", "invited", "hypothetical", "denied", "cancelled"]);

// What is switched off or narrowed down. `kinds` and `lines` hold what is hidden.
const filter = {
  kinds: new Set(["Place"]), lines: new Set(), from: null, to: null, publisher: "", least: 1, asides: true,
  article: null, speaker: null, attitude: "", mode: "", through: "",
};

const byId = (id) => document.getElementById(id);
const number = (n) => n.toLocaleString("en-GB");
const counted = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") node.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}
const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
// A name of any script beside other text: its direction must not spill over.
const name = (text) => el("bdi", {}, text);

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December"];
function dateText(date) {
  const [year, month, day] = (date || "").split("-");
  if (!month) return year || "";
  const named = `${MONTHS[Number(month) - 1] || month} ${year}`;
  return day ? `${Number(day)} ${named}` : named;
}
function rangeText(start, end) {
  if (!end || start === end) return dateText(start);
  return start ? `${dateText(start)} – ${dateText(end)}` : dateText(end);
}
// First and last day (milliseconds) that a date of any precision may mean; "2018" may be known to mean its spring.
function days(date) {
  const [year, month, day] = date.split("-").map(Number);
  const first = Date.UTC(year, (month || 1) - 1, day || 1);
  if (day) return [first, first];
  return [first, month ? Date.UTC(year, month, 0) : Date.UTC(year, 11, 31)];
}
function meetingDays(meeting) {
  const from = meeting.start || meeting.earliest || meeting.latest;
  const to = meeting.end || meeting.start || meeting.latest || meeting.earliest;
  if (!from) return null;
  const first = Math.max(days(from)[0], days(meeting.earliest || from)[0]), last = Math.min(days(to)[1], days(meeting.latest || to)[1]);
  return first <= last ? [first, last] : [days(from)[0], days(to)[1]];
}

// The claims around a claim, from the one it stands in to the outermost.
function around(claim) {
  const found = [];
  for (let at = claim.parent; at !== null; at = claims[at].parent) found.push(claims[at]);
  return found;
}
// Who says a claim, all of them where several say it in one breath.
const speakersOf = (claim) => [...new Set([claim.hops[0].who, ...claim.joint])].filter((who) => who !== UNKNOWN);
const nameOf = (who) => (who === UNKNOWN ? "unknown" : entities[who].name);
const hopName = (hop) => (hop.who === UNKNOWN ? hop.text || "unknown" : entities[hop.who].name);

// What each entity said, is reported to have said, and had said of it; what it took part in.
const said = entities.map(() => []), reported = entities.map(() => []), saidOf = entities.map(() => []);
const attended = entities.map(() => []), nobodys = [];
claims.forEach((claim, i) => {
  const told = speakersOf(claim);
  if (!told.length && claim.parent === null) nobodys.push(i);
  for (const who of told) (claim.parent === null ? said : reported)[who].push(i);
  for (const entity of claim.about) saidOf[entity].push(i);
});
meetings.forEach((meeting, i) => {
  for (const who of meeting.participants) attended[who].push(i);
  if (meeting.place !== null && !meeting.participants.includes(meeting.place)) attended[meeting.place].push(i);
});

const attitudeLine = (attitude) =>
  attitude === "statement" ? "statement" : attitude === "belief" ? "belief" : "desire";
function inTime(span) {
  if (filter.from === null) return true;
  return span !== null && span[0] <= filter.to && span[1] >= filter.from;
}
// Whose hands a claim came through, from the speaker outwards.
const handsOf = (claim) => [claim, ...around(claim)].flatMap((each) => each.hops).slice(1);
function cameThrough(claim) {
  if (filter.through === "") return true;
  const hands = handsOf(claim);
  if (filter.through === "none") return !hands.length;
  return filter.through === "any" ? hands.length > 0 : hands.some((hop) => hop.who === filter.through);
}
function claimShown(claim) {
  const article = articles[claim.article];
  return (filter.article === null || claim.article === filter.article)
    && (filter.speaker === null || speakersOf(claim).includes(filter.speaker))
    && (!filter.attitude || claim.attitude === filter.attitude)
    && (!filter.mode || claim.mode === filter.mode) && cameThrough(claim)
    && !filter.lines.has(attitudeLine(claim.attitude))
    && (!filter.publisher || article.publisher === filter.publisher)
    && (filter.asides || !(claim.hypothetical || claim.negated))
    && inTime(article.date ? days(article.date) : null);
}
const meetingKind = (meeting) => (HOLLOW.has(meeting.status) ? "Planned" : "Meeting");
function meetingShown(meeting) {
  return !filter.kinds.has(meetingKind(meeting)) && inTime(meetingDays(meeting))
    && (filter.article === null || meeting.reports.some((r) => r.article === filter.article))
    && (filter.speaker === null || meeting.participants.includes(filter.speaker))
    && (!filter.publisher || meeting.reports.some((r) => articles[r.article].publisher === filter.publisher));
}
const claimsNarrowed = () => filter.publisher !== "" || filter.least > 1 || !filter.asides || filter.article !== null
  || filter.speaker !== null || filter.attitude !== "" || filter.mode !== "" || filter.through !== "";
const narrowed = () => filter.from !== null || filter.lines.size > 0 || claimsNarrowed();

// The sign of a kind as it stands in the legend, the panel and the graph.
function sign(kind, { hollow = false, dashed = false, colour = COLOURS[kind] } = {}) {
  const look = { fill: hollow || kind === "Group" ? "none" : colour, stroke: colour, "stroke-width": 1.8 };
  if (dashed || kind === "Group") look["stroke-dasharray"] = "3 2";
  const shapes = {
    State: () => svg("path", { d: "M2.5 8 6 2h7l3.5 6-3.5 6H6z", ...look }),
    Organization: () => svg("rect", { x: 3.5, y: 2.5, width: 11, height: 11, ...look }),
    Meeting: () => svg("path", { d: "M9 1.5 15.5 8 9 14.5 2.5 8z", ...look }),
    Place: () => svg("circle", { cx: 9, cy: 8, r: 3.5, ...look }),
  };
  const shape = (shapes[kind] || (() => svg("circle", { cx: 9, cy: 8, r: 6, ...look })))();
  return svg("svg", { class: "sign", viewBox: "0 0 18 16", "aria-hidden": "true" }, shape);
}
const meetingSign = (meeting) => sign("Meeting", {
  hollow: HOLLOW.has(meeting.status), dashed: ["denied", "cancelled"].includes(meeting.status),
});
