// Presets to recall, save and delete, and the morph from one to another.

import { button, make } from "./dom.js";

const MORPH_S = [0, 1, 2, 4, 8, 15, 30, 60, 120, 300];
const USUAL_S = 8;
const ARMED_MS = 3000; // how long a delete button waits for the second press

function choice(label, options, act) {
  const select = make("select", { "aria-label": label });
  select.append(...options.map(([value, text]) => make("option", { value }, text)));
  select.addEventListener("change", act ?? (() => {}));
  return select;
}

export class Presets {
  // link: to the server. toast(text): says something in passing. signal: ends it.
  constructor(link, toast, signal) {
    Object.assign(this, { link, toast });
    this.names = [];
    this.current = "";
    this.grid = make("div", { class: "presets", role: "group", "aria-label": "presets" });
    this.element = make("div", { class: "body" }, this.grid, this.saving(), this.morphing());
    link.on("/rt/preset/names", (...names) => this.list(names), signal);
    link.on("/rt/status/preset", (name) => this.mark(name), signal);
    link.addEventListener("state", () => this.ask(), { signal });
    this.list([]);
    this.ask();
  }

  ask() {
    this.link.send("/rt/preset/list");
  }

  list(names) {
    this.names = names;
    const empty = make("p", { class: "hint" }, "No presets yet: set a sound up and save it here.");
    this.grid.replaceChildren(...(names.length ? names.map((name) => this.tile(name)) : [empty]));
    for (const select of [this.from, this.to]) {
      const before = select.value;
      select.replaceChildren(...names.map((name) => make("option", { value: name }, name)));
      if (names.includes(before)) select.value = before;
      else if (select === this.to && names.length > 1) select.value = names[1];
      select.disabled = !names.length;
    }
    this.go.disabled = names.length < 2;
    this.mark(this.current);
  }

  tile(name) {
    const load = button(name, () => this.link.send("/rt/preset/load", "s", name), {
      class: "load",
      "aria-pressed": "false",
      "data-preset": name,
    });
    const remove = button(`✕ ${name}`, () => this.remove(name, remove), {
      class: "delete",
      "aria-label": `delete preset ${name}`,
      title: "press twice",
    });
    return make("div", { class: "tile" }, load, remove);
  }

  mark(name) {
    if (name !== this.current && !this.names.includes(name) && name) this.ask(); // somebody else saved it
    this.current = name;
    for (const tile of this.grid.querySelectorAll(".load")) {
      tile.setAttribute("aria-pressed", tile.dataset.preset === name);
    }
  }

  remove(name, pressed) {
    if (!pressed.classList.contains("armed")) {
      pressed.classList.add("armed");
      pressed.textContent = "delete?";
      setTimeout(() => {
        pressed.classList.remove("armed");
        pressed.textContent = `✕ ${name}`;
      }, ARMED_MS);
      return;
    }
    this.link.send("/rt/preset/delete", "s", name);
    this.ask();
  }

  saving() {
    const field = make("input", { "aria-label": "name of the preset", placeholder: "name", maxlength: 64 });
    const edit = button("delete", () => {
      edit.setAttribute("aria-pressed", this.grid.classList.toggle("editing"));
    }, { "aria-pressed": "false", class: "toggle", title: "choose presets to delete" });
    const form = make("form", { class: "line" }, field, make("button", { type: "submit" }, "save"), edit);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = field.value.trim();
      if (!name) {
        field.focus();
        this.toast("A preset needs a name: type one, then save.");
        return;
      }
      this.link.send("/rt/preset/save", "s", name);
      this.ask();
      field.value = "";
      field.blur();
    });
    return form;
  }

  morphing() {
    this.from = choice("morph from", []);
    this.to = choice("morph to", []);
    const times = MORPH_S.map((seconds) => [seconds, seconds < 60 ? `${seconds} s` : `${seconds / 60} min`]);
    this.seconds = choice("morph time", times);
    this.seconds.value = USUAL_S;
    this.go = button("morph", () => this.morph(), { class: "go" });
    const hand = make("input", {
      type: "range", min: 0, max: 1, step: 0.001, value: 0, "aria-label": "morph by hand",
      title: "by hand between the two presets of the last morph",
    });
    hand.addEventListener("input", () => this.link.post("/rt/morph/position", "f", Number(hand.value)));
    return make(
      "div",
      { class: "morph", role: "group", "aria-label": "morph" },
      make("div", { class: "line" }, this.from, make("span", { "aria-hidden": "true" }, "→"), this.to),
      make("div", { class: "line" }, this.seconds, hand, this.go),
    );
  }

  morph() {
    this.link.send("/rt/morph", "ssf", this.from.value, this.to.value, Number(this.seconds.value));
  }
}
