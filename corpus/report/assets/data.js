// The passages, unpacked once when first needed. All text goes into the page as text nodes, never as markup.
let unpacked = null;

function passages() {
  if (!unpacked) unpacked = unpack();
  return unpacked;
}

async function unpack() {
  const packed = atob(document.getElementById("payload").textContent);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const data = JSON.parse(await new Response(stream).text());
  data.size = data.columns.topic.length;
  data.topicOf = new Map(data.topics.map(([topic, label, color, shape]) => [topic, { label, color, shape }]));
  data.placeOf = new Map(data.places.map((name, index) => [name, index]));
  data.tagOf = new Map(data.tags.map(([tag], index) => [tag, index]));
  return data;
}

function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function topicName(data, topic) {
  const found = data.topicOf.get(topic);
  if (found) return `${topic} ${found.label}`;
  return topic === -1 ? "no topic" : "not in the topic model";
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

function inWords(date) {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date);
  if (!found) return date || "date unknown";
  const month = found[2] ? MONTHS[Number(found[2]) - 1] : undefined;
  if (!month) return found[1];
  return found[3] ? `${Number(found[3])} ${month} ${found[1]}` : `${month} ${found[1]}`;
}

function pageOf(data, index) {
  const first = data.columns.first[index], last = data.columns.last[index];
  if (!first) return "";
  return last > first ? `pp. ${first}–${last}` : `p. ${first}`;
}
