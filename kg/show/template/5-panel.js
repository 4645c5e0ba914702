// The card of what is selected; with nothing selected, what the whole graph has to say.

function showCard(id) {
  const card = byId("card");
  const parts = !id ? overview() : id === "unknown" ? unknownCard() : id[0] === "a" ? articleCard(indexOf(id))
    : lines.has(id) ? lineCard(lines.get(id)) : isMeeting(id) ? meetingCard(indexOf(id)) : entityCard(indexOf(id));
  const back = id ? el("button", { class: "link back", type: "button", onclick: () => choose(null) }, "← Overview") : null;
  card.replaceChildren(...[back, ...parts].filter(Boolean));
  card.scrollTop = 0;
}

const heading = (icon, text) => el("h2", {}, icon, name(text));
const section = (title, ...content) => [el("h3", {}, title), ...content];
const isOn = (i) => claimShown(claims[i]);

function overview() {
  const speakers = said.map((indexes, who) => [who, [...indexes, ...reported[who]].filter(isOn).length]).filter(([, n]) => n)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const most = speakers.length ? speakers[0][1] : 1;
  const inOrder = meetings.map((_, i) => i).filter((i) => meetingShown(meetings[i]));
  const odd = inOrder.filter((i) => meetings[i].disputes.length), unnamed = nobodys.filter(isOn);
  const parts = [el("h2", {}, "Overview")];
  if (speakers.length) parts.push(...section("Most quoted", longList(speakers.slice(0, 12), ([who, n]) => el("li", {}, sign(entities[who].kind),
    entityLink(who), el("span", { class: "number" }, counted(n, "claim")),
    barOf(n / most)), "ul", { class: "rank" })));
  if (inOrder.length) parts.push(...section("Meetings in order of time", meetingList(inOrder)));
  if (odd.length) parts.push(...section("Told differently", longList(odd, (i) => el("li", {}, meetingSign(meetings[i]),
    el("div", {}, meetingLink(i), ...meetings[i].disputes.map((dispute) => el("small", {}, name(disputeText(dispute)))))), "ul", { class: "dated" })));
  if (unnamed.length) parts.push(...section("Without a named speaker", el("button", { class: "link", type: "button", onclick: () => choose("unknown") },
    counted(unnamed.length, "claim"))));
  if (articles.length) parts.push(...section("Articles", articleList(articles.map((_, i) => i))));
  return parts;
}
function barOf(share) {
  const inner = el("i");
  inner.style.width = `${Math.max(Math.round(share * 100), 2)}%`;
  return el("span", { class: "bar" }, inner);
}

function meetingLink(i) {
  return el("button", { class: "link", type: "button", onclick: () => choose(`m${i}`) }, name(meetings[i].name));
}
function meetingList(indexes) {
  return longList(indexes, (i) => {
    const meeting = meetings[i], when = rangeText(meeting.start, meeting.end) || whenAbout(meeting) || "undated";
    const rest = [when, meeting.place !== null && entities[meeting.place].name, meeting.status !== "held" && meeting.status].filter(Boolean);
    return el("li", {}, meetingSign(meeting), el("div", {}, meetingLink(i), el("small", {}, name(rest.join(" · ")))));
  }, "ul", { class: "dated" });
}
function whenAbout(meeting) {
  if (meeting.earliest && meeting.latest) return `between ${dateText(meeting.earliest)} and ${dateText(meeting.latest)}`;
  if (meeting.latest) return `by ${dateText(meeting.latest)}`;
  return meeting.earliest ? `from ${dateText(meeting.earliest)}` : "";
}
function articleList(indexes, note = () => "") {
  return longList(indexes, (i) => {
    const article = articles[i], rest = [article.date && dateText(article.date), article.publisher, note(i)].filter(Boolean);
    return el("li", {}, el("span", { class: "sign" }), el("div", {}, articleLink(i), el("small", {}, name(rest.join(" · ")))));
  }, "ul", { class: "dated plain" });
}

// What sources say differently: each side with its sentences.
const disputeText = (dispute) => dispute.label.replace(/^Sources differ on (?:the )?/, "");
function disputeBox(dispute) {
  return el("div", { class: "dispute" }, el("p", {}, name(dispute.label)), ...dispute.sides.flatMap((side) => side.told.map((told) => {
    const item = el("article", { class: "claim" }), article = articles[told.article];
    const words = el("button", { class: "words", type: "button", "aria-expanded": "false", title: "Show the paragraph" }, name(sentenceOf(told)));
    words.addEventListener("click", () => toggle(words, item, () => passageBox(told.passage, told.article)));
    const rest = [sideText(side.value), article.publisher, article.date && dateText(article.date)].filter(Boolean);
    item.append(words, el("p", { class: "about" }, name(rest.join(" · ")), " · ", articleLink(told.article)));
    return item;
  })));
}
function sideText(value) {
  return /^\d{4}[\d/-]*$/.test(value) ? rangeText(...value.split("/")) : value;
}
// The marked words of a passage.
function sentenceOf({ article, passage }) {
  const [[from, to]] = passage.marks;
  return passage.paragraphs.map((start) => Array.from(articles[article].paragraphs[start]).slice(Math.max(from - start, 0), Math.max(to - start, 0)).join(""))
    .join(" ").trim() || articles[article].headline;
}

function facts(pairs) {
  const kept = pairs.filter(([, value]) => value && value.length !== 0);
  return kept.length ? el("dl", { class: "facts" }, ...kept.flatMap(([term, value]) => [el("dt", {}, term), el("dd", {}, ...[value].flat())])) : null;
}
const listed = (items) => items.flatMap((item, i) => (i ? [", ", item] : [item]));

function officeLines(entity) {
  const seen = new Map();
  for (const office of entity.offices) {
    const key = `${office.role}|${office.of}|${office.tenure}`;
    if (!seen.has(key)) seen.set(key, []);
    seen.get(key).push(office);
  }
  return [...seen.values()].map((same) => {
    const [office] = same, days = same.map((o) => articles[o.article].date).filter(Boolean).sort();
    const line = el("div", {}, office.tenure === "current" ? "" : `${office.tenure} `, name(office.role),
      ...(office.of === null ? [] : [", ", entityLink(office.of)]));
    if (days.length) line.append(el("span", { class: "number" }, ` · as of ${dateText(days[days.length - 1])}`));
    const show = el("button", { class: "link", type: "button", "aria-expanded": "false" }, "sentence");
    show.addEventListener("click", () => toggle(show, line, () => passageBox(office.passage, office.article)));
    line.append(" · ", show);
    return line;
  });
}

function entityCard(index) {
  const entity = entities[index];
  const people = entity.kind === "State" ? entities.map((e, i) => [e, i]).filter(([e]) => e.state === index && e.kind === "Person").slice(0, 12) : [];
  const head = [
    heading(sign(entity.kind), entity.name),
    el("p", { class: "kind" }, KIND_NAMES[entity.kind], ...(entity.state !== null ? [" · ", entityLink(entity.state)] : []),
      entity.same ? " · " : "", outside(entity.same, "Wikidata")),
    facts([["Offices", officeLines(entity)], ["Also", entity.aliases.length ? name(entity.aliases.join(", ")) : ""],
      ["People", listed(people.map(([, i]) => entityLink(i)))]]),
  ];
  const own = said[index].filter(isOn), told = reported[index].filter(isOn), of = saidOf[index].filter(isOn);
  const met = attended[index].filter((i) => meetingShown(meetings[i])), where = entity.articles;
  const tab = (title, count, make) => ({ title, count, make });
  const tabs = [
    tab("Said", own.length + told.length, () => [own.length ? claimList(own) : null,
      ...(told.length ? section("Only reported: put in their mouth by others", claimList(told)) : [])]),
    tab("Said of", of.length, () => [claimList(of)]),
    tab("Meetings", met.length, () => [meetingList(met)]),
    tab("Articles", where.length, () => [articleList(where.map(([i]) => i), (i) => `named ${counted(where.find(([a]) => a === i)[1], "time")}`)]),
  ];
  return [...head.filter(Boolean), tabbed(tabs)];
}

function tabbed(tabs) {
  const list = el("div", { role: "tablist" }), body = el("div", { role: "tabpanel" });
  const open = (i, focus) => {
    [...list.children].forEach((button, k) => { button.setAttribute("aria-selected", String(k === i)); button.tabIndex = k === i ? 0 : -1; });
    if (focus) list.children[i].focus();
    body.replaceChildren(...(tabs[i].count ? tabs[i].make().filter(Boolean) : [el("p", { class: "note" }, "Nothing here.")]));
  };
  tabs.forEach(({ title, count }, i) => list.append(el("button", { role: "tab", type: "button", onclick: () => open(i) },
    title, " ", el("span", { class: "number" }, number(count)))));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], at = [...list.children].indexOf(event.target);
    if (step && at >= 0) open((at + step + tabs.length) % tabs.length, true);
  });
  open(Math.max(tabs.findIndex(({ count }) => count), 0));
  return el("div", {}, list, body);
}

function meetingCard(index) {
  const meeting = meetings[index];
  return [
    heading(meetingSign(meeting), meeting.name),
    el("p", { class: "kind" }, `${KIND_NAMES[meeting.kind]} · ${meeting.status}`),
    facts([["When", rangeText(meeting.start, meeting.end) || whenAbout(meeting)], ["Where", meeting.place === null ? "" : entityLink(meeting.place)],
      ["Who", listed(meeting.participants.map((who) => entityLink(who)))]]),
    ...meeting.disputes.map(disputeBox),
    ...section("As told by", longList(meeting.reports, (report) => {
      const item = el("article", { class: "claim" }), article = articles[report.article];
      const words = el("button", { class: "words", type: "button", "aria-expanded": "false" }, name(article.headline));
      words.addEventListener("click", () => toggle(words, item, () => passageBox(report.passage, report.article)));
      const rest = [report.status, report.time && `“${report.time}”`, article.publisher, article.date && dateText(article.date)].filter(Boolean);
      item.append(words, el("p", { class: "about" }, name(rest.join(" · "))));
      return item;
    })),
  ].filter(Boolean);
}

function lineCard(line) {
  const [from, to] = [line.from, line.to];
  if (line.kind !== "claims") return isMeeting(from) ? meetingCard(indexOf(from)) : entityCard(indexOf(from));
  const inside = lineClaims(line);
  return [
    el("h2", {}, sign(specs.get(from).kind), el("span", {}, entityLink(indexOf(from)), " on ", entityLink(indexOf(to)))),
    el("p", { class: "kind" }, counted(inside.length, "claim")), claimList(inside),
  ];
}
function unknownCard() {
  const inside = nobodys.filter(isOn);
  return [heading(sign("Group"), "Unknown speaker"),
    el("p", { class: "kind" }, `${counted(inside.length, "claim")} whose speaker no article names`), claimList(inside)];
}
function articleCard(index) {
  const article = articles[index], inside = claims.map((_, i) => i).filter((i) => claims[i].article === index && isOn(i));
  const held = meetings.map((_, i) => i).filter((i) => meetings[i].reports.some((r) => r.article === index));
  return [
    el("h2", {}, name(article.headline)),
    el("p", { class: "kind" }, name([article.publisher, article.date && dateText(article.date) + (article.inferred ? " (inferred)" : "")].filter(Boolean).join(" · "))),
    facts([["By", article.byline ? name(article.byline) : ""], ["File", name(article.id)], ["Address", outside(article.url, "original")]]),
    held.length ? el("h3", {}, "Meetings") : null, held.length ? meetingList(held) : null,
    el("h3", {}, counted(inside.length, "claim")), claimList(inside),
  ].filter(Boolean);
}
