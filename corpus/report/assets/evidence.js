// From a number to the passages behind it: the same selection as corpus.report.evidence.Evidence.
const STEP = 60;

function select(data, query) {
  const wanted = new URLSearchParams(query);
  const number = (name) => (wanted.has(name) ? Number(wanted.get(name)) : null);
  const topic = number("topic"), doc = number("doc"), from = number("from"), to = number("to"), id = number("id");
  const place = wanted.has("place") ? data.placeOf.get(wanted.get("place")) : null;
  const how = wanted.get("how"), seen = wanted.has("seen");
  const tags = wanted.getAll("tag").map((tag) => data.tagOf.get(tag));
  const c = data.columns;
  const found = [];
  for (let i = 0; i < data.size; i++) {
    if (topic !== null && c.topic[i] !== topic) continue;
    if (seen && c.topic[i] === -2) continue;
    if (doc !== null && c.document[i] !== doc) continue;
    if (from !== null && c.year[i] < from) continue;
    if (to !== null && c.year[i] > to) continue;
    if (id !== null && i !== id) continue;
    if (how !== null && c.how[i] !== how) continue;
    if (place !== null && !c.places[i].some((mark) => mark[0] === place)) continue;
    if (!tags.every((tag) => c.tags[i].includes(tag))) continue;
    found.push(i);
  }
  return found;
}

function heading(data, query, size) {
  const wanted = new URLSearchParams(query);
  const parts = [];
  if (wanted.has("topic")) parts.push(topicName(data, Number(wanted.get("topic"))));
  if (wanted.has("place")) parts.push(wanted.get("place"));
  for (const tag of wanted.getAll("tag")) parts.push(data.tags[data.tagOf.get(tag)]?.[1] ?? tag);
  if (wanted.has("doc")) parts.push(data.documents[Number(wanted.get("doc"))][0]);
  if (wanted.has("from")) {
    const from = wanted.get("from"), to = wanted.get("to");
    parts.push(from === "0" ? "date unknown" : from === to ? from : `${from}–${to}`);
  }
  const count = size === 1 ? "1 passage" : `${size.toLocaleString("en").replace(/,/g, "\u202f")} passages`;
  return parts.length ? `${count}: ${parts.join(" · ")}` : count;
}

// The text with the mentions of `place` marked; offsets count code points, as in the store.
function marked(data, index, place) {
  const paragraph = make("p", "t");
  const letters = Array.from(data.columns.text[index]);
  let done = 0;
  for (const [name, start, end] of place === undefined ? [] : data.columns.places[index]) {
    if (name !== place || start < done || end > letters.length) continue;
    paragraph.append(letters.slice(done, start).join(""), make("mark", "", letters.slice(start, end).join("")));
    done = end;
  }
  paragraph.append(letters.slice(done).join(""));
  return paragraph;
}

function sourceLink(data, index, text) {
  const [, , href, media] = data.documents[data.columns.document[index]];
  if (!href) return make("span", "", text);
  const link = make("a", "", text);
  const page = data.columns.first[index];
  link.href = page && media === "application/pdf" ? `${href}#page=${page}` : href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

function passageItem(data, index, place) {
  const item = make("div", "passage");
  const where = make("p", "where");
  where.append(sourceLink(data, index, pageOf(data, index) || "open"), ` · ${topicName(data, data.columns.topic[index])}`);
  if (data.columns.how[index] === "nearest") where.append(" (assigned afterwards)");
  if (data.columns.heading[index]) where.append(" · ", make("bdi", "", data.columns.heading[index]));
  item.append(where, marked(data, index, place));
  return item;
}

function fill(list, data, indices, start, place) {
  let document_ = start ? data.columns.document[indices[start - 1]] : -1;
  for (const index of indices.slice(start, start + STEP)) {
    if (data.columns.document[index] !== document_) {
      document_ = data.columns.document[index];
      const [title, date] = data.documents[document_];
      const head = make("h3");
      head.append(make("bdi", "", title), make("span", "muted", `, ${inWords(date)}`));
      list.append(head);
    }
    list.append(passageItem(data, index, place));
  }
  const next = start + STEP;
  if (next >= indices.length) return;
  const more = make("button", "loadmore", `Next ${Math.min(STEP, indices.length - next)} of ${indices.length}`);
  more.type = "button";
  more.addEventListener("click", () => { more.remove(); fill(list, data, indices, next, place); });
  list.append(more);
}

let opener = null;

function openDrawer(data, indices, title, place) {
  const list = document.getElementById("drawer-list");
  list.replaceChildren();
  list.scrollTop = 0;
  document.getElementById("drawer-title").textContent = title;
  fill(list, data, indices, 0, place);
  const drawer = document.getElementById("drawer");
  if (drawer.hidden) opener = document.activeElement;
  drawer.hidden = false;
  drawer.focus({ preventScroll: true });
}

function closeDrawer() {
  const drawer = document.getElementById("drawer");
  if (drawer.hidden) return;
  drawer.hidden = true;
  if (opener) opener.focus({ preventScroll: true });
}

async function openEvidence(query) {
  const data = await passages();
  const indices = select(data, query);
  const place = new URLSearchParams(query).get("place");
  openDrawer(data, indices, heading(data, query, indices.length), place === null ? undefined : data.placeOf.get(place));
}

// Every printed number against the list it opens; the result stands in the attribute data-check.
async function checkNumbers() {
  const data = await passages();
  const numbers = [...document.querySelectorAll("[data-n]")];
  const wrong = numbers.filter((element) => select(data, element.dataset.e).length !== Number(element.dataset.n));
  document.documentElement.dataset.check = `${numbers.length} numbers, ${wrong.length} wrong`;
  document.documentElement.dataset.wrong = wrong.slice(0, 20).map((e) => `${e.dataset.e}=${e.dataset.n}`).join(" ");
}
