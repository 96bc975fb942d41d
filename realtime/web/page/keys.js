// A keyboard to play: fingers (lower on a key is louder, sliding plays on), mouse, and the computer's own keys.
//
// No note can be left sounding: each key knows who holds it, and whoever goes away (finger lost, window left, connection
// gone) lets go. What could not be said when the connection broke is said as soon as it is back.

import { button, isTyping, make } from "./dom.js";

const NAMES = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];
const BLACK = new Set([1, 3, 6, 8, 10]);
const [LOWEST, HIGHEST] = [0, 127];
const WHITE_PX = 44; // at least
const ROW_PX = 130; // of a row, where there are several
const MOST_OCTAVES = 4;
const TYPED_VELOCITY = 0.75;
// Two rows of the computer's keyboard by where they lie, whatever is printed on them.
const TYPED = "KeyA KeyW KeyS KeyE KeyD KeyF KeyT KeyG KeyY KeyH KeyU KeyJ KeyK KeyO KeyL KeyP Semicolon".split(" ");
const PRINTED = "awsedftgyhujkolp;";

export const noteName = (note) => `${NAMES[note % 12]}${Math.floor(note / 12) - 1}`;

export class Keys {
  constructor(link) {
    this.link = link;
    this.base = 48;
    this.holders = new Map(); // note -> who holds it: pointers, typed keys, "latch"
    this.pointers = new Map(); // pointer -> note
    this.owed = new Set(); // notes to let go of when the connection is back
    this.latching = false;
    this.board = make("div", { class: "board", role: "group", "aria-label": "keyboard" });
    this.range = make("span", { class: "range", "aria-live": "polite" });
    this.latch = button("hold", () => this.setLatch(!this.latching), { class: "toggle", "aria-pressed": "false" });
    this.latch.title = "keys stay down until they are struck again";
    const tools = make(
      "div",
      { class: "tools" },
      button("−", () => this.shift(-12), { "aria-label": "octave down", title: "octave down (z)" }),
      this.range,
      button("+", () => this.shift(12), { "aria-label": "octave up", title: "octave up (x)" }),
      this.latch,
    );
    this.element = make("div", { class: "keys" }, tools, this.board);
    this.listen();
    link.addEventListener("state", () => this.connection());
    new ResizeObserver(() => this.fit()).observe(this.board);
  }

  // -- what is shown --------------------------------------------------------------------------------------------------

  fit() {
    const { clientWidth, clientHeight } = this.board;
    if (!clientWidth) return;
    const octaves = Math.min(Math.max(Math.floor((clientWidth / WHITE_PX - 1) / 7), 1), MOST_OCTAVES);
    const rows = octaves > 1 ? 1 : Math.min(Math.max(Math.floor(clientHeight / ROW_PX), 1), 3);
    if (octaves === this.octaves && rows === this.rows) return;
    Object.assign(this, { octaves, rows });
    this.build();
  }

  get typedBase() {
    return this.base + 12 * Math.floor((this.octaves * this.rows - 1) / 2);
  }

  // The highest row on top, each one octave or more and the C above.
  build() {
    this.letGoOfAll();
    const rows = [];
    for (let row = this.rows - 1; row >= 0; row--) {
      const start = this.base + 12 * row * this.octaves;
      rows.push(make("div", { class: "manual" }, ...this.manual(start, start + 12 * this.octaves)));
    }
    this.board.replaceChildren(...rows);
    const last = this.base + 12 * this.octaves * this.rows;
    this.range.textContent = `${noteName(this.base)} – ${noteName(Math.min(last, HIGHEST))}`;
    this.keyOf(this.typedBase)?.setAttribute("tabindex", 0);
  }

  manual(first, last) {
    const whites = 7 * this.octaves + 1;
    let white = 0;
    const keys = [];
    for (let note = first; note <= Math.min(last, HIGHEST); note++) {
      const black = BLACK.has(note % 12);
      const attributes = { type: "button", class: black ? "key black" : "key", tabindex: -1, "data-note": note };
      const key = make("button", { ...attributes, "aria-label": noteName(note), "aria-pressed": "false" });
      key.style.left = `${(100 * (black ? white - 0.31 : white)) / whites}%`;
      key.style.width = `${(100 * (black ? 0.62 : 1)) / whites}%`;
      const typed = PRINTED[note - this.typedBase];
      if (typed) key.append(make("kbd", { "aria-hidden": "true" }, typed));
      if (note % 12 === 0) key.append(make("span", { class: "octave", "aria-hidden": "true" }, noteName(note)));
      if (!black) white++;
      keys.push(key);
    }
    return keys;
  }

  keyOf(note) {
    return this.board.querySelector(`[data-note="${note}"]`);
  }

  shift(notes) {
    const base = this.base + notes;
    if (base < LOWEST || base + 12 * this.octaves * this.rows > HIGHEST + 12) return;
    this.base = base;
    this.build();
  }

  // -- who holds what -------------------------------------------------------------------------------------------------

  strike(who, note, velocity) {
    if (note < LOWEST || note > HIGHEST) return;
    if (this.latching && this.holders.get(note)?.has("latch")) {
      this.release("latch", note);
      return;
    }
    if (!this.link.send("/rt/note", "if", note, velocity)) return;
    if (!this.holders.has(note)) this.holders.set(note, new Set());
    this.holders.get(note).add(who);
    if (this.latching) this.holders.get(note).add("latch");
    this.show(note);
  }

  release(who, note) {
    const holders = this.holders.get(note);
    if (!holders?.delete(who)) return;
    if (!holders.size) this.silence(note);
    this.show(note);
  }

  silence(note) {
    this.holders.delete(note);
    if (!this.link.send("/rt/note", "if", note, 0)) this.owed.add(note);
  }

  show(note) {
    const key = this.keyOf(note);
    key?.setAttribute("aria-pressed", this.holders.has(note));
  }

  setLatch(on) {
    this.latching = on;
    this.latch.setAttribute("aria-pressed", on);
    if (on) return;
    for (const note of [...this.holders.keys()]) this.release("latch", note);
  }

  // Of what fingers hold; what `hold` keeps sounds on.
  letGoOfFingers() {
    this.pointers.clear();
    for (const [note, holders] of [...this.holders]) {
      for (const who of [...holders]) if (who !== "latch") this.release(who, note);
    }
  }

  letGoOfAll() {
    this.pointers.clear();
    for (const note of [...this.holders.keys()]) {
      this.silence(note);
      this.show(note);
    }
  }

  connection() {
    if (!this.link.open) {
      this.letGoOfAll();
      return;
    }
    for (const note of this.owed) this.link.send("/rt/note", "if", note, 0);
    this.owed.clear();
  }

  // -- hands ----------------------------------------------------------------------------------------------------------

  listen() {
    const { board } = this;
    board.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      if (event.target.hasPointerCapture?.(event.pointerId)) event.target.releasePointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, null);
      this.slide(event);
    });
    addEventListener("pointermove", (event) => this.pointers.has(event.pointerId) && this.slide(event));
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => this.lift(event.pointerId));
    board.addEventListener("contextmenu", (event) => event.preventDefault());
    board.addEventListener("keydown", (event) => this.walk(event));
    board.addEventListener("focusout", (event) => this.release("focus", Number(event.target.dataset.note)));
    addEventListener("keydown", (event) => this.typed(event));
    addEventListener("keyup", (event) => this.untyped(event));
    addEventListener("blur", () => this.letGoOfFingers());
    addEventListener("pagehide", () => this.letGoOfAll());
    document.addEventListener("visibilitychange", () => document.hidden && this.letGoOfAll());
  }

  slide(event) {
    const key = document.elementFromPoint(event.clientX, event.clientY)?.closest(".key");
    const note = key ? Number(key.dataset.note) : null;
    const before = this.pointers.get(event.pointerId);
    if (note === before) return;
    if (before !== null) this.release(event.pointerId, before);
    this.pointers.set(event.pointerId, note);
    if (note === null) return;
    const box = key.getBoundingClientRect();
    const down = Math.min(Math.max((event.clientY - box.top) / box.height, 0), 1);
    this.strike(event.pointerId, note, 0.2 + 0.8 * down);
  }

  lift(pointer) {
    const note = this.pointers.get(pointer);
    this.pointers.delete(pointer);
    if (note !== undefined && note !== null) this.release(pointer, note);
  }

  // With the focus on a key: arrows walk, space and enter play.
  walk(event) {
    const note = Number(event.target.dataset.note);
    const next = note + ({ ArrowRight: 1, ArrowUp: 12, ArrowLeft: -1, ArrowDown: -12 }[event.key] ?? 0);
    if (next !== note) {
      const key = this.keyOf(next);
      if (key) {
        event.target.setAttribute("tabindex", -1);
        key.setAttribute("tabindex", 0);
        key.focus();
      }
    } else if (event.key === " " || event.key === "Enter") {
      if (!event.repeat) this.strike("focus", note, TYPED_VELOCITY);
    } else return;
    event.preventDefault();
  }

  typed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
    const place = TYPED.indexOf(event.code);
    if (event.code === "KeyZ") this.shift(-12);
    else if (event.code === "KeyX") this.shift(12);
    else if (place >= 0) {
      const note = this.typedBase + place;
      this.pointers.set(event.code, note);
      this.strike(event.code, note, event.shiftKey ? 1 : TYPED_VELOCITY);
    }
  }

  untyped(event) {
    this.lift(event.code);
    if (event.key === " " || event.key === "Enter") this.release("focus", Number(event.target.dataset?.note));
  }
}
