// The heading; and the start.

function startHeading() {
  const dates = articles.map((article) => article.date).filter(Boolean).sort();
  // Of a large graph the page holds the heaviest part.
  const part = (here, all, word) => (all > here ? `${number(here)} of ${counted(all, word)}` : counted(here, word));
  const parts = [counted(articles.length, "article"), dates.length && rangeText(dates[0], dates[dates.length - 1]),
    part(claims.length, page.inAll.claims, "claim"), part(meetings.length, page.inAll.meetings, "meeting")].filter(Boolean);
  byId("counts").textContent = parts.join(" · ");
  const waiting = page.moreNodes.filter((node) => node.kind !== "Place").length;
  if (waiting) {
    byId("notice").textContent = `The heaviest ${number(page.nodes.length)} of ${number(page.nodes.length + waiting)}; search finds the rest.`;
    byId("notice").hidden = false;
  }
}

function start() {
  startHeading();
  if (!articles.length && !entities.length && !claims.length) {
    for (const id of ["legend", "zoom", "find", "tools", "panel", "time"]) byId(id).hidden = true;
    document.body.append(el("div", { class: "empty" }, el("h2", {}, "This graph is empty"),
      el("p", {}, "No article has been read into it yet. Build it from a folder of news, then write this page anew.")));
    startTheme();
    return;
  }
  startLegend(); startFilters(); startSearch(); startGraph(); startTheme(); startKeys();
  new ResizeObserver(drawTime).observe(byId("time"));
  startSaving();
  showCard(null);
  if (!restore() && page.focus) showAlone(page.focus);
  addEventListener("hashchange", restore);
}

// What tests look at; nothing else uses it.
window.kg = {
  labels: () => labels, choose, claimShown: (i) => claimShown(claims[i]), scale: () => network.getScale(), showAlone, lines: () => [...lines.values()], filter,
  where: (id) => network.canvasToDOM(network.getPositions([id])[id]),
  middle: (id) => network.canvasToDOM(network.body.edges[id].edgeType.getPoint(0.5)),
  shown: () => nodes.get({ filter: (node) => !node.hidden }).map(({ id }) => id),
};
start();
