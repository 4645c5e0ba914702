// Labels are drawn by hand, as on a map: the same size at every zoom, heaviest first, none over another.

let labels = []; // what was drawn last: { id, text, x, y, width, height } in pixels of the stage
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

const hits = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function shortened(text) {
  const points = Array.from(text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ""));
  return points.length > 30 ? `${points.slice(0, 29).join("").trimEnd()}…` : points.join("");
}

// Nodes in the order in which they get their labels.
function byImportance(front) {
  const rank = (id) => (id === selected || id === hovered ? 0 : front?.nodes.has(id) ? 1 : specs.get(id).kind === "State" ? 2 : 3);
  return nodes.get({ filter: (node) => !node.hidden && !(front && !front.nodes.has(node.id)) })
    .map(({ id }) => ({ id, rank: rank(id), size: specs.get(id).size }))
    .sort((a, b) => a.rank - b.rank || b.size - a.size || (a.id < b.id ? -1 : 1));
}

function drawLabels(context) {
  const scale = network.getScale(), front = foreground();
  const order = byImportance(front), places = network.getPositions(order.map(({ id }) => id));
  const visible = { x: 0, y: 0, width: stage.clientWidth, height: stage.clientHeight };
  const bodies = order.map(({ id, size }) => {
    const { x, y } = network.canvasToDOM(places[id]), r = Math.max(size * grown * scale, 2);
    return { id, x: x - r, y: y - r, width: 2 * r, height: 2 * r };
  });
  const covered = [...bodies, ...corners()];
  const bodyOf = new Map(bodies.map((body) => [body.id, body]));
  const colours = { text: style("--text"), page: style("--page"), muted: style("--muted") };
  labels = [];
  context.save();
  context.lineJoin = "round"; context.textAlign = "center"; context.textBaseline = "middle";
  const heaviest = new Set([...order].sort((a, b) => b.size - a.size).slice(0, 8).map(({ id }) => id));
  for (const { id } of order) {
    const kind = specs.get(id).kind, text = shortened(specs.get(id).label), body = bodyOf.get(id);
    if (!hits(body, visible)) continue;
    const pixels = kind === "State" ? 13.5 : kind === "Meeting" || kind === "Place" ? 11.5 : 12.5;
    context.font = `${kind === "State" || id === selected ? 650 : 400} ${pixels}px ${FONT}`;
    const width = context.measureText(text).width + 4, height = pixels + 4;
    const box = spots(body, width, height).find((spot) => inside(spot, visible) && fits(spot, body, covered))
      // States and the heaviest go by their names even where those lie over lighter signs.
      || (kind === "State" || heaviest.has(id) ? leastCovering(spots(body, width, height), body, bodies, visible) : null);
    if (!box) continue;
    labels.push({ id, text, ...box });
    write(context, text, box, { pixels, weight: kind === "State" || id === selected ? 650 : 400,
      colour: kind === "Meeting" || kind === "Place" ? colours.muted : colours.text, halo: colours.page, scale });
  }
  drawNumbers(context, covered, front, colours, scale);
  context.restore();
}

function spots(body, width, height) {
  const middle = body.x + body.width / 2 - width / 2, level = body.y + body.height / 2 - height / 2;
  return [
    { x: middle, y: body.y + body.height + 1, width, height },
    { x: body.x + body.width + 2, y: level, width, height },
    { x: body.x - width - 2, y: level, width, height },
    { x: middle, y: body.y - height - 1, width, height },
    ...[body.y + body.height * 0.75, body.y + body.height * 0.25 - height].flatMap((y) => [
      { x: body.x + body.width * 0.85, y, width, height }, { x: body.x + body.width * 0.15 - width, y, width, height },
    ]),
  ];
}
const inside = (a, b) => a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
// What lies over the graph's corners.
function corners() {
  const { left, top } = stage.getBoundingClientRect();
  return ["legend", "zoom", "notice", "alone"].map((id) => byId(id).getBoundingClientRect()).filter((box) => box.width)
    .map((box) => ({ x: box.left - left, y: box.top - top, width: box.width, height: box.height }));
}
function fits(spot, own, bodies) {
  return !labels.some((label) => hits(label, spot)) && !bodies.some((body) => body !== own && hits(body, spot));
}

function leastCovering(choice, own, bodies, visible) {
  const over = (a, b) => Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x))
    * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
  const free = choice.filter((spot) => inside(spot, visible) && ![...labels, ...corners()].some((each) => hits(each, spot)));
  const cost = new Map(free.map((spot) => [spot, bodies.reduce((sum, body) => sum + (body === own ? 0 : over(spot, body)), 0)]));
  return free.sort((a, b) => cost.get(a) - cost.get(b))[0];
}

function write(context, text, box, { pixels, weight, colour, halo, scale }) {
  const at = network.DOMtoCanvas({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  context.font = `${weight} ${pixels / scale}px ${FONT}`;
  context.lineWidth = 3.5 / scale; context.strokeStyle = halo; context.fillStyle = colour;
  context.strokeText(text, at.x, at.y);
  context.fillText(text, at.x, at.y);
}

// How many claims a line stands for, where there is more than one and room to say so.
function drawNumbers(context, bodies, front, colours, scale) {
  const wanted = edges.get({ filter: (edge) => !edge.hidden && edge.kind === "claims" && !(front && !front.lines.has(edge.id)) })
    .map((edge) => ({ id: edge.id, count: lineClaims(lines.get(edge.id)).length }))
    .filter(({ count, id }) => count > 1 || front?.lines.has(id))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  for (const { id, count } of wanted) {
    const drawn = network.body.edges[id];
    if (!drawn?.edgeType?.getPoint || !drawn.connected) continue;
    const at = network.canvasToDOM(drawn.edgeType.getPoint(0.5)), text = number(count);
    const box = { x: at.x - 4 * text.length - 2, y: at.y - 8, width: 8 * text.length + 4, height: 16 };
    if (labels.some((label) => hits(label, box)) || bodies.some((body) => hits(body, box))) continue;
    labels.push({ id, text, ...box });
    write(context, text, box, { pixels: 11, weight: 600, colour: colours.muted, halo: colours.page, scale });
  }
}
