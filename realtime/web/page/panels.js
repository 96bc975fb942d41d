// The parts of the page that a model brings: a panel for each group of its parameters, the map, its presets.

import { button, make } from "./dom.js";
import { Fader } from "./fader.js";
import { Pad } from "./pad.js";
import { Presets } from "./presets.js";
import { Values } from "./values.js";

const find = (id) => document.getElementById(id);
const BESIDE_THE_MAP = "steer";
const UNDER_THE_MAP = ["x", "y", "glide"];
// Where the groups of the registry go, in this order: their tab, and the column they are in where there is room for all
// at once, and where there is not. What is not listed comes last, with the sound.
const PLACES = {
  sound: { title: "sound", tab: "sound", columns: ["middle", "middle"] },
  descriptor: { title: "descriptors", tab: "shape", columns: ["middle", "middle"] },
  chroma: { title: "pitch classes", tab: "shape", columns: ["strip", "middle"] },
  style: { title: "styles", tab: "styles", columns: ["right", "right"] },
  latent: { title: "latents", tab: "styles", columns: ["middle", "right"] },
};
const BANKS = new Set(["chroma", "style", "latent"]); // alike, and many: pillars
const wide = matchMedia("(min-width: 1400px) and (min-height: 760px)"); // as in page.css

function panel(kind, title, tab, tool, content) {
  const heading = make("h2", { id: `title-${title.replace(/\W/g, "-")}` }, title);
  const head = make("div", { class: "head" }, heading, ...tool);
  const attributes = { class: "panel", "data-panel": tab, "data-kind": kind, "data-built": "", "aria-labelledby": heading.id };
  return make("section", attributes, head, content);
}

function switchButton(values, name) {
  const parameter = values.parameters.get(name);
  const element = button(parameter.shortName, () => values.set(name, values.get(name) > 0.5 ? 0 : 1), {
    class: `switch ${parameter.shortName}`,
    title: parameter.doc,
  });
  values.watch(name, (value) => element.setAttribute("aria-pressed", value > 0.5));
  return element;
}

// One style alone.
function solo(values, styles, style) {
  const act = () => styles.forEach((other) => values.set(`style/${other}`, Number(other === style)));
  return button(style, act, { class: "solo", "aria-label": `only ${style}`, title: `only ${style}` });
}

function group(values, page, colours, kind, names) {
  const { title, tab } = PLACES[kind] ?? { title: kind, tab: "sound" };
  if (!BANKS.has(kind)) {
    return panel(kind, title, tab, [], make("div", { class: "bars" }, ...names.map((name) => new Fader(values, name).element)));
  }
  const faders = names.map((name) => {
    const style = page.styles.indexOf(name.slice("style/".length));
    const colour = kind === "style" ? colours[style] : undefined;
    const { element } = new Fader(values, name, { pillar: true, colour });
    if (kind === "style") element.append(solo(values, page.styles, page.styles[style]));
    return element;
  });
  const everything = () => names.forEach((name) => values.setAutomatic(name, true));
  const tool = kind === "chroma" ? [button("all auto", everything, { class: "small", title: "the model writes them all" })] : [];
  return panel(kind, title, tab, tool, make("div", { class: "bank" }, ...faders));
}

function modelChoice(page, link) {
  const select = make("select", { "aria-label": "model" });
  for (const name of new Set([page.name, ...page.models])) select.append(make("option", { value: name }, name));
  select.value = page.name;
  select.addEventListener("change", () => {
    link.send("/rt/model", "s", select.value);
    select.value = page.name; // until the model is there
  });
  return select;
}

function legend(style, colour) {
  const swatch = make("span", { class: "swatch", "aria-hidden": "true" });
  swatch.style.background = colour;
  return make("li", {}, swatch, style);
}

// page: what the server says of its model. panic: a button. toast(text). signal: ends what is built here.
export function build(page, { link, panic, toast, signal }) {
  for (const old of document.querySelectorAll("[data-built]")) old.remove();
  const values = new Values(page, link, signal);
  const all = [...values.parameters.values()];
  const { colours } = page;

  const pad = new Pad(values, page, colours, link, signal);
  find("map").replaceChildren(pad.element, new Fader(values, BESIDE_THE_MAP, { pillar: true }).element);
  find("legend").replaceChildren(...page.styles.map((style, i) => legend(style, colours[i])));
  find("place").replaceChildren(...UNDER_THE_MAP.map((name) => new Fader(values, name).element));
  const switches = all.filter((one) => one.isSwitch).map((one) => switchButton(values, one.name));
  find("perform").replaceChildren(...switches, panic);

  const groups = new Map();
  for (const one of all) {
    if (one.isSwitch || one.name === BESIDE_THE_MAP || UNDER_THE_MAP.includes(one.name)) continue;
    groups.set(one.group, [...(groups.get(one.group) ?? []), one.name]);
  }
  const places = Object.keys(PLACES);
  const order = ([kind]) => (places.includes(kind) ? places.indexOf(kind) : places.length);
  const made = [...groups]
    .sort((one, other) => order(one) - order(other))
    .map(([kind, names]) => [kind, group(values, page, colours, kind, names)]);
  const input = made.find(([kind]) => kind === "input")?.[1];
  if (input) input.hidden = true; // until there is one
  link.on("/rt/status/input", () => input && (input.hidden = false), signal);
  const settle = () => {
    for (const [kind, element] of made) {
      const column = find(PLACES[kind]?.columns[wide.matches ? 0 : 1] ?? "middle");
      column.insertBefore(element, column.querySelector("[data-panel=presets]"));
    }
  };
  settle();
  wide.addEventListener("change", settle, { signal });
  find("presets").replaceChildren(new Presets(link, toast, signal).element);
  find("model").replaceChildren(modelChoice(page, link));
  document.title = `${page.name} · realtime-gen`;
}
