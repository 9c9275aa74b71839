// The map of passages, drawn by plotly.js over the same points as the printed one.
const GREY = "#b9b9b5";
const HALO = "0 0 2px #fff, 0 0 2px #fff, 0 0 3px #fff, 0 0 4px #fff";
const BUTTONS = [["pan2d", "zoom2d", "select2d", "lasso2d"], ["zoomIn2d", "zoomOut2d", "resetScale2d"]];

function hasWebGL() {
  try { return Boolean(document.createElement("canvas").getContext("webgl")); } catch { return false; }
}

function visiblePassages(data, chosen, words) {
  const c = data.columns;
  const shown = [], dimmed = [];
  for (let i = 0; i < data.size; i++) {
    if (c.x[i] === null) continue;
    const fits = chosen.has(c.topic[i]) && (!words || c.text[i].toLowerCase().includes(words));
    (fits ? shown : dimmed).push(i);
  }
  return [shown, dimmed];
}

// The passages without a topic first, so that they lie beneath the others.
function trace(data, indices, type, size, looks) {
  const c = data.columns;
  const order = indices.filter((i) => c.topic[i] < 0).concat(indices.filter((i) => c.topic[i] >= 0));
  const of = (i) => data.topicOf.get(c.topic[i]);
  return {
    type, mode: "markers", x: order.map((i) => c.x[i]), y: order.map((i) => c.y[i]), customdata: order,
    hoverinfo: looks.silent ? "skip" : "none", showlegend: false,
    marker: {
      size, line: { width: 0 }, opacity: looks.opacity,
      color: looks.color || order.map((i) => (of(i) ? of(i).color : GREY)),
      symbol: looks.color ? "circle" : order.map((i) => (of(i) ? of(i).shape : "circle")),
    },
    selected: { marker: { opacity: 1 } }, unselected: { marker: { opacity: 0.25 } },
  };
}

function traces(data, chosen, words) {
  const [shown, dimmed] = visiblePassages(data, chosen, words);
  const type = hasWebGL() ? "scattergl" : "scatter";
  const size = data.size < 500 ? 9 : data.size < 3000 ? 6.5 : data.size < 12000 ? 4.5 : 3.2;
  return [
    trace(data, dimmed, type, size * 0.7, { color: "#dcdcd8", opacity: 0.5, silent: true }),
    trace(data, shown, type, size, { opacity: 0.8 }),
    shown.length,
  ];
}

// Plotly reads a small markup in its labels; a topic's words must not become links in it.
function plain(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function layout(data, chosen) {
  const bare = { visible: false, showgrid: false, zeroline: false };
  return {
    margin: { l: 0, r: 0, t: 0, b: 0 }, paper_bgcolor: "#fcfcfa", plot_bgcolor: "#fcfcfa", dragmode: "pan", hovermode: "closest",
    xaxis: { ...bare, range: [0, data.plane[0]] },
    yaxis: { ...bare, range: [data.plane[1], 0], scaleanchor: "x" },
    uirevision: "keep",
    annotations: data.labels.filter(([topic]) => chosen.has(topic)).map(([, text, x, y]) => ({
      x, y, text: plain(text), showarrow: false, captureevents: false,
      font: { size: 12.5, color: "#1d1f21", family: "system-ui, sans-serif", weight: 600, shadow: HALO },
    })),
  };
}

function hoverCard(data, index, event) {
  const card = document.getElementById("hover");
  const [title, date] = data.documents[data.columns.document[index]];
  const text = data.columns.text[index].replace(/\s+/g, " ");
  const excerpt = text.length > 260 ? `${text.slice(0, 260).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
  card.replaceChildren(
    make("b", "", topicName(data, data.columns.topic[index])),
    make("span", "muted", [title, pageOf(data, index), inWords(date)].filter(Boolean).join(", ")),
    make("p", "t", excerpt),
  );
  card.hidden = false;
  const left = event.clientX + 16 + card.offsetWidth > innerWidth ? event.clientX - card.offsetWidth - 16 : event.clientX + 16;
  const top = Math.min(event.clientY + 12, innerHeight - card.offsetHeight - 8);
  card.style.left = `${Math.max(4, left)}px`;
  card.style.top = `${Math.max(4, top)}px`;
}

// plotly.js stands in the page as text; as a script of the same hash it may run.
function loadPlotly() {
  const script = make("script", "", document.getElementById("plotly").textContent);
  document.head.append(script);
}

// The printed map is replaced when the reader comes near it.
function wireMap() {
  const box = document.querySelector(".mapbox");
  if (!box) return;
  const near = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    showMap();
  }, { rootMargin: "500px" });
  near.observe(box);
}

let drawn = null;

function showMap() {
  if (!drawn) drawn = drawMap();
  return drawn;
}

async function drawMap() {
  const plot = document.getElementById("plot");
  if (!plot) return;
  const began = performance.now();
  loadPlotly();
  const data = await passages();
  const boxes = [...document.querySelectorAll("#filter input[type=checkbox]")];
  const words = document.getElementById("filter-text");
  const chosen = () => new Set(boxes.filter((box) => box.checked).map((box) => Number(box.value)));
  const config = { displaylogo: false, responsive: true, scrollZoom: false, displayModeBar: true, modeBarButtons: BUTTONS };
  const redraw = async () => {
    const topics = chosen();
    const [behind, front, size] = traces(data, topics, words.value.trim().toLowerCase());
    await Plotly.react(plot, [behind, front], layout(data, topics), config);
    document.getElementById("filter-count").textContent = heading(data, "", size);
  };
  plot.hidden = false;
  document.getElementById("static-map").hidden = true;
  await redraw();
  wireFilter(boxes, words, redraw);
  document.documentElement.dataset.map = String(Math.round(performance.now() - began));
  plot.on("plotly_hover", (e) => hoverCard(data, e.points[0].customdata, e.event));
  plot.on("plotly_unhover", () => { document.getElementById("hover").hidden = true; });
  plot.on("plotly_click", (e) => openEvidence(`id=${e.points[0].customdata}`));
  plot.on("plotly_selected", (e) => {
    if (!e || !e.points.length) return;
    const found = e.points.filter((p) => p.curveNumber === 1).map((p) => p.customdata).sort((a, b) => a - b);
    openDrawer(data, found, heading(data, "", found.length));
  });
}

function wireFilter(boxes, words, redraw) {
  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(redraw, 180); };
  const set = (test) => { for (const box of boxes) box.checked = test(box); redraw(); };
  for (const box of boxes) box.addEventListener("change", redraw);
  words.addEventListener("input", soon);
  document.getElementById("filter-all").addEventListener("click", () => set(() => true));
  document.getElementById("filter-none").addEventListener("click", () => set(() => false));
  for (const button of document.querySelectorAll("#filter .only"))
    button.addEventListener("click", () => set((box) => box.value === button.dataset.only));
}
