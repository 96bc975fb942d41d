// The page: asks the server what there is to play, lays it out, and keeps in touch.

import { button, isTyping, make } from "./dom.js";
import { Keys } from "./keys.js";
import { Link } from "./link.js";
import { Meter, readings } from "./meters.js";
import { build } from "./panels.js";
import { Spectrogram } from "./spectrogram.js";

const find = (id) => document.getElementById(id);
const RETRY_MS = 1500;
const REFUSED_WITHIN_MS = 1000; // a take that is refused
const TABS = [
  ["map", "map"], ["sound", "sound"], ["shape", "shape"], ["styles", "styles"], ["keys", "keys"], ["presets", "presets"],
];
const ICONS = {
  map: "M3 6l6-3 6 3 6-3v15l-6 3-6-3-6 3zM9 3v15M15 6v15",
  sound: "M5 3v18M12 3v18M19 3v18M2.500 15h5M9.500 8h5M16.500 13h5",
  shape: "M2 17c4 0 4-11 8-11s4 11 8 11 3-4 4-6",
  styles: "M4 21V11M9.300 21V4M14.700 21V14M20 21V8",
  keys: "M3 4h18v16H3zM9 4v10M15 4v10M9 14v6M15 14v6",
  presets: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
};

const socket = new URL("ws", location.href);
socket.protocol = location.protocol === "https:" ? "wss:" : "ws:";
socket.hash = socket.search = "";
const link = new Link(socket.href);
const keys = new Keys(link);
let shown = ""; // the list that the page is built from, as text
let playing = ""; // its model
let loading = false;
let scope = new AbortController(); // what ends with a model
let recordingSince = 0;

// -- in passing -------------------------------------------------------------------------------------------------------

function toast(text) {
  const known = [...find("toasts").children].find((one) => one.dataset.text === text);
  const one = known ?? make("div", { class: "toast", "data-text": text }, text);
  clearTimeout(one.timer);
  one.timer = setTimeout(() => one.remove(), 6000);
  if (!known) find("toasts").append(one);
  while (find("toasts").children.length > 3) find("toasts").firstChild.remove();
}

// -- the parts that every model has -----------------------------------------------------------------------------------

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true" })) svg.setAttribute(key, value);
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function show(tab) {
  document.body.dataset.tab = tab;
  for (const other of find("tabs").children) {
    if (other.dataset.tab === tab) other.setAttribute("aria-current", "page");
    else other.removeAttribute("aria-current");
  }
  try {
    sessionStorage.setItem("tab", tab);
  } catch {} // not allowed to remember: begins with the map again
}

function frame() {
  for (const [tab, label] of TABS) {
    const element = button(icon(tab), () => show(tab), { "data-tab": tab });
    element.append(label);
    find("tabs").append(element);
  }
  let tab = "map";
  try {
    tab = sessionStorage.getItem("tab") ?? tab;
  } catch {}
  show(tab);
  find("meter").append(new Meter(link).element);
  find("readings").append(readings(link));
  find("spectrogram").append(new Spectrogram(link).element);
  find("keys").append(keys.element);
  find("record").append(recorder());
  find("walk").append(walk());
  link.on("/rt/error", toast);
  link.on("/rt/status/model", (name) => shown && name !== playing && load());
  link.addEventListener("state", connection);
  link.addEventListener("failed", explain);
}

function recorder() {
  const clock = make("span", { class: "clock" }, "record");
  const element = button(make("span", { class: "lamp" }), () => {
    const start = !recordingSince;
    if (!link.send(start ? "/rt/record/start" : "/rt/record/stop")) return;
    recordingSince = start ? performance.now() : 0;
    element.setAttribute("aria-pressed", start);
    tick();
  }, { class: "record", "aria-label": "record", "aria-pressed": "false" });
  element.append(clock);
  link.on("/rt/error", () => {
    if (performance.now() - recordingSince > REFUSED_WITHIN_MS) return;
    recordingSince = 0;
    element.setAttribute("aria-pressed", false);
  });
  const tick = () => {
    const seconds = Math.floor((performance.now() - recordingSince) / 1000);
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    clock.textContent = recordingSince ? text : "record";
    clearTimeout(element.timer);
    if (recordingSince) element.timer = setTimeout(tick, 500);
  };
  return element;
}

// Where the model's walk begins.
function walk() {
  const seed = make("input", { inputmode: "numeric", "aria-label": "seed", maxlength: 10, size: 6, value: 0 });
  const plant = () => {
    const number = Math.min(Math.max(Math.floor(Number(seed.value)) || 0, 0), 2 ** 31 - 1);
    seed.value = number;
    link.send("/rt/seed", "i", number);
  };
  seed.addEventListener("change", plant);
  const chance = () => {
    seed.value = Math.floor(Math.random() * 10000);
    plant();
  };
  return make(
    "div",
    { class: "line", role: "group", "aria-label": "the model's walk" },
    button("restart", () => link.send("/rt/reset"), { title: "restart the model's walk from where it is seeded" }),
    make("label", { class: "seed" }, "seed", seed),
    button("another", chance, { title: "restart the walk from a seed by chance", "aria-label": "another seed" }),
  );
}

function connection() {
  document.body.classList.toggle("lost", !link.open);
  find("state").textContent = link.open ? "connected" : "reconnecting";
  if (link.open) load();
}

// A WebSocket does not say why it was refused; a request does.
async function explain() {
  try {
    const answer = await fetch("page.json", { cache: "no-store" });
    if (!answer.ok) toast(`Refused: ${(await answer.text()).slice(0, 200)}`);
  } catch {} // nobody there
}

function panic() {
  const act = () => {
    keys.letGoOfAll();
    link.send("/rt/panic");
  };
  const title = "silence now, let go of everything; unmute to go on (Ctrl + .)";
  return button("panic", act, { class: "panic", title, "aria-keyshortcuts": "Control+." });
}

// Ask what there is to play, and build the page from it if that has changed.
async function load() {
  if (loading) return;
  loading = true;
  try {
    const answer = await fetch("page.json", { cache: "no-store" });
    const text = answer.ok ? await answer.text() : shown;
    if (text === shown) return;
    shown = text;
    scope.abort();
    scope = new AbortController();
    const page = JSON.parse(text);
    playing = page.name;
    build(page, { link, panic: panic(), toast, signal: scope.signal });
    link.send("/rt/sync");
  } catch (problem) {
    if (link.open) setTimeout(load, RETRY_MS); // the answer was lost on the way
    if (!(problem instanceof TypeError)) throw problem;
  } finally {
    loading = false;
  }
}

addEventListener("keydown", (event) => {
  if (event.key === "." && (event.ctrlKey || event.metaKey) && !isTyping(event.target)) {
    document.querySelector(".panic")?.click();
    event.preventDefault();
  }
});

frame();
link.connect();
