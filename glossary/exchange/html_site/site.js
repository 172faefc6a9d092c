// Search and show. Texts become text nodes and never HTML.
"use strict";

const STATUS = { p: ["", 0], a: ["", 1], s: ["superseded", 2], d: ["deprecated", 3] };
const PAGE = 50;
const entries = JSON.parse(document.getElementById("data").textContent);
const query = document.getElementById("query");
const field = document.getElementById("field");
const list = document.getElementById("hits");
const told = document.getElementById("told");
const more = document.getElementById("more");
let found = [];
let shown = 0;

// No width, case and accents; Chinese without blanks and quotation marks.
function fold(text) {
  const bare = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").normalize("NFC");
  return bare.replace(/[“”‘’"'「」『』《》〈〉]/g, "").replace(/[-‐‑–—\s]+/g, " ").trim();
}

function joined(text) {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

// What of each term is searched: the term, its other writing, pinyin in one word, initials.
const keys = entries.map((entry) =>
  entry.t.map(([, status, term, , , typed = "", initials = "", writing = ""]) => ({
    standing: STATUS[status][1],
    texts: writing ? [fold(term), fold(writing)] : [fold(term)],
    typed,
    initials,
    length: term.length,
  })),
);

function scoreText(text, wanted, words) {
  if (text === wanted) return 100;
  if (text.startsWith(wanted)) return 90;
  const at = text.indexOf(wanted);
  if (at > 0) return text[at - 1] === " " ? 75 : 55;
  return words.length > 1 && words.every((word) => text.includes(word)) ? 45 : 0;
}

function scoreTerm(key, wanted, words, typed) {
  let best = 0;
  for (const text of key.texts) best = Math.max(best, scoreText(text, wanted, words));
  if (typed && key.typed) {
    if (key.typed === typed) best = Math.max(best, 95);
    else if (key.initials === typed) best = Math.max(best, 85);
    else if (key.typed.startsWith(typed)) best = Math.max(best, 80);
    else if (typed.length > 1 && key.initials.startsWith(typed)) best = Math.max(best, 70);
    else if (typed.length > 3 && key.typed.includes(typed)) best = Math.max(best, 50);
  }
  return best ? best - key.standing - Math.min(key.length, 90) / 100 : 0;
}

function search(text, wantedField) {
  const wanted = fold(text);
  const words = wanted.split(" ");
  // v is typed for ü; tones were taken off with the accents.
  const pinyin = joined(fold(text.replace(/[üǖǘǚǜ]/gi, "v")));
  const typed = /^[a-z0-9]+$/.test(pinyin) ? pinyin : "";
  const hits = [];
  entries.forEach((entry, number) => {
    if (wantedField && entry.f !== wantedField) return;
    let best = wanted ? 0 : 1;
    if (wanted) for (const key of keys[number]) best = Math.max(best, scoreTerm(key, wanted, words, typed));
    if (best > 0) hits.push([best, number]);
  });
  return hits.sort((a, b) => b[0] - a[0] || a[1] - b[1]).map((hit) => entries[hit[1]]);
}

function make(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function showTerm([language, status, term, pinyin, about]) {
  const line = make("p");
  const [rejected] = STATUS[status];
  line.append(make(rejected ? "s" : status === "p" ? "b" : "span", term, { lang: language }));
  if (pinyin) line.append(" ", make("i", pinyin));
  if (about) line.append(" ", make("small", about, rejected ? { class: "warn" } : {}));
  return line;
}

function showEntry(entry) {
  const item = make("li");
  item.append(...entry.t.map(showTerm));
  if (entry.f) item.append(make("small", entry.f));
  for (const [kind, text, source] of entry.x || []) {
    const said = make(kind === "c" ? "blockquote" : "p", text);
    if (source) said.append(" ", make("small", source));
    item.append(said);
  }
  return item;
}

function showMore() {
  list.append(...found.slice(shown, shown + PAGE).map(showEntry));
  shown = Math.min(shown + PAGE, found.length);
  more.hidden = shown >= found.length;
}

function show() {
  found = search(query.value, field.value);
  shown = 0;
  list.replaceChildren();
  showMore();
  const asked = query.value.trim();
  told.textContent = found.length
    ? `${found.length.toLocaleString("en")} ${found.length === 1 ? "entry" : "entries"}`
    : `Nothing found for “${asked}”. Look at the spelling, or type only a part of the term.`;
}

function keep() {
  const state = new URLSearchParams();
  if (query.value.trim()) state.set("q", query.value.trim());
  if (field.value) state.set("field", field.value);
  history.replaceState(null, "", `#${state}`);
}

function begin() {
  const state = new URLSearchParams(location.hash.slice(1));
  query.value = state.get("q") || "";
  field.value = state.get("field") || "";
  show();
}

for (const name of [...new Set(entries.map((entry) => entry.f || ""))].filter(Boolean).sort()) {
  field.append(make("option", name, { value: name }));
}
let waiting = 0;
document.getElementById("search").addEventListener("input", (event) => {
  if (event.isComposing) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => { show(); keep(); }, 80);
});
query.addEventListener("compositionend", () => { show(); keep(); });
document.getElementById("search").addEventListener("submit", (event) => { event.preventDefault(); show(); keep(); });
more.addEventListener("click", showMore);
addEventListener("hashchange", begin);
begin();
