// A fader: a bar to push sideways, or a pillar to push up. Touch, mouse, wheel, arrow keys, or a typed number.
//
// A pillar and a mouse go where they are put. A finger on a bar pushes it from where it was, because the same finger
// scrolls the page; a tap puts it there. Twice: back to the default. Shift: ten times finer.

import { button, make } from "./dom.js";

const TAP_PX = 6;
const TWICE_MS = 350;
const LONG_MS = 600;
const NOTCH = 0.012; // of the way: so near to the default, a fader with two directions rests there
const KEYS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

export class Fader {
  // values: Values. name: of a parameter. pillar: upright. label, colour: what it shows instead of the parameter's own.
  constructor(values, name, { pillar = false, label, colour } = {}) {
    this.values = values;
    this.parameter = values.parameters.get(name);
    this.pillar = pillar;
    const { parameter } = this;
    this.fill = make("span", { class: "fill" });
    this.number = make("span", { class: "number" });
    this.track = make(
      "div",
      {
        class: "track",
        role: "slider",
        tabindex: 0,
        "aria-label": parameter.name.replace("/", " "),
        "aria-orientation": pillar ? "vertical" : "horizontal",
        "aria-valuemin": parameter.low,
        "aria-valuemax": parameter.high,
        "data-name": name,
        title: `${parameter.doc} (double click: back to ${parameter.automatic ? "the model" : "the default"})`,
      },
      this.fill,
      make("span", { class: "label" }, label ?? parameter.shortName),
    );
    if (colour) this.track.style.setProperty("--colour", colour);
    this.element = make("div", { class: pillar ? "fader pillar" : "fader bar" }, this.track);
    if (pillar) this.track.append(this.number);
    else this.element.append(this.typeButton());
    if (parameter.automatic) this.element.append(this.automaticButton());
    this.listen();
    values.watch(name, (value, automatic) => this.show(value, automatic));
  }

  typeButton() {
    const unit = make("span", { class: "unit" }, this.parameter.unit);
    const label = `type ${this.parameter.name}`;
    const element = button(this.number, () => this.type(), { class: "value", tabindex: -1, "aria-label": label });
    element.append(unit);
    return element;
  }

  automaticButton() {
    const { name } = this.parameter;
    this.auto = button("auto", () => this.values.setAutomatic(name, !this.values.automatic.has(name)), {
      class: "auto",
      "aria-label": `auto ${name.replace("/", " ")}`,
      title: `${name}: let the model write it`,
    });
    return this.auto;
  }

  show(value, automatic) {
    const { parameter, track } = this;
    const here = parameter.position(value);
    const from = Math.min(here, parameter.origin);
    const size = Math.abs(here - parameter.origin);
    this.fill.style.transform = this.pillar
      ? `translateY(${-100 * from}%) scaleY(${size})`
      : `translateX(${100 * from}%) scaleX(${size})`;
    track.style.setProperty("--here", here);
    const text = parameter.text(value);
    if (this.number.textContent !== text) this.number.textContent = text;
    track.setAttribute("aria-valuenow", Number(value.toPrecision(6)));
    track.setAttribute("aria-valuetext", automatic ? `automatic` : parameter.spoken(value));
    this.element.classList.toggle("automatic", automatic);
    if (this.auto) this.auto.setAttribute("aria-pressed", automatic);
  }

  set(value) {
    this.values.set(this.parameter.name, value);
  }

  step(steps) {
    this.set(this.parameter.stepped(this.values.get(this.parameter.name), steps));
  }

  // -- by hand --------------------------------------------------------------------------------------------------------

  listen() {
    const { track } = this;
    track.addEventListener("pointerdown", (event) => this.down(event));
    track.addEventListener("pointermove", (event) => this.move(event));
    track.addEventListener("pointerup", (event) => this.up(event, true));
    for (const end of ["pointercancel", "lostpointercapture"]) {
      track.addEventListener(end, (event) => this.up(event, false));
    }
    track.addEventListener("contextmenu", (event) => event.preventDefault());
    track.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    track.addEventListener("keydown", (event) => this.key(event));
  }

  // Where a pointer is on the way, 0..1.
  place(event) {
    const box = this.track.getBoundingClientRect();
    return this.pillar ? (box.bottom - event.clientY) / box.height : (event.clientX - box.left) / box.width;
  }

  position() {
    return this.parameter.position(this.values.get(this.parameter.name));
  }

  moveTo(position, fine) {
    const { rest, signed } = this.parameter;
    const near = !fine && signed && Math.abs(position - rest) < NOTCH;
    this.set(near ? this.parameter.default : this.parameter.at(position));
  }

  down(event) {
    if (this.pointer !== undefined || event.button) return;
    this.track.setPointerCapture(event.pointerId);
    this.pointer = event.pointerId;
    this.moved = false;
    this.start = this.last = this.place(event);
    this.startPx = [event.clientX, event.clientY];
    this.values.hold(this.parameter.name);
    this.goes = this.pillar || event.pointerType === "mouse";
    if (this.goes) this.moveTo(this.start);
    this.reached = this.position();
    if (event.pointerType !== "mouse") this.long = setTimeout(() => this.pressedLong(), LONG_MS);
  }

  pressedLong() {
    if (this.moved) return;
    this.moved = true; // not a tap any more
    this.type();
  }

  move(event) {
    if (event.pointerId !== this.pointer) return;
    const [x, y] = this.startPx;
    if (!this.moved && Math.hypot(event.clientX - x, event.clientY - y) < TAP_PX) return;
    this.moved = true;
    const place = this.place(event);
    this.reached = Math.min(Math.max(this.reached + (place - this.last) * (event.shiftKey ? 0.1 : 1), 0), 1);
    this.last = place;
    this.moveTo(this.reached, event.shiftKey);
  }

  up(event, ended) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = undefined;
    clearTimeout(this.long);
    const { name } = this.parameter;
    if (ended && !this.moved) {
      if (event.timeStamp - this.tappedAt < TWICE_MS) this.values.reset(name);
      else if (!this.goes) this.moveTo(this.start);
      this.tappedAt = event.timeStamp;
    }
    this.values.letGo(name);
  }

  // Where the page scrolls under the mouse, only for the fader that was chosen.
  wheel(event) {
    const scrolls = this.element.closest(".scrolls");
    const mine = !scrolls || scrolls.scrollHeight <= scrolls.clientHeight || document.activeElement === this.track;
    if (!mine || event.ctrlKey) return;
    event.preventDefault();
    this.step(-Math.sign(event.deltaY || event.deltaX) * (event.shiftKey ? 0.1 : 1));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { parameter } = this;
    if (event.key in KEYS) this.step(KEYS[event.key] * (event.shiftKey ? 0.1 : 1));
    else if (event.key === "Home") this.set(parameter.low);
    else if (event.key === "End") this.set(parameter.high);
    else if (event.key === "Delete" || event.key === "Backspace") this.values.reset(parameter.name);
    else if (event.key === "Enter" || /^[-0-9.]$/.test(event.key)) this.type(event.key === "Enter" ? "" : event.key);
    else return;
    event.preventDefault();
  }

  // A number, typed over the fader.
  type(begun = "") {
    if (this.input) return;
    const { parameter } = this;
    const written = String(Number(this.values.get(parameter.name).toPrecision(5)));
    const label = `${parameter.name}, ${parameter.low} to ${parameter.high} ${parameter.unit}`;
    const input = make("input", { class: "typed", inputmode: "text", "aria-label": label, autocomplete: "off" });
    this.input = input;
    input.value = begun || written;
    const close = (take) => {
      if (this.input !== input) return;
      this.input = undefined;
      const number = Number(input.value.replace(",", ".").replace("−", "-"));
      if (take && input.value.trim() && Number.isFinite(number)) this.set(number);
      input.remove();
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Enter" && event.key !== "Escape") return;
      close(event.key === "Enter");
      this.track.focus();
    });
    input.addEventListener("blur", () => close(true));
    this.element.append(input);
    input.focus();
    if (!begun) input.select();
  }
}
