// The parameters of the model that plays, as the server lists them, and what each of them is set to.

import { soon } from "./frame.js";

// One thing to play with: where on its way a value lies, and how it reads.
export class Parameter {
  constructor(listed) {
    Object.assign(this, listed);
    this.log = this.curve === "log" && this.low > 0;
    this.isSwitch = this.unit === "switch";
    const exponent = Math.floor(Math.log10((this.high - this.low) / 100));
    const mantissa = (this.high - this.low) / 100 / 10 ** exponent;
    this.step = (mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10) * 10 ** exponent;
    const range = this.high - this.low;
    this.digits = range > 200 ? 0 : range > 20 ? 1 : 2;
    this.signed = this.low < 0 && this.high > 0;
    this.rest = this.position(this.default);
    this.origin = this.low === -this.high ? 0.5 : 0; // from where a bar is filled
  }

  get shortName() {
    return this.name.split("/").pop();
  }

  clamp(value) {
    return Math.min(Math.max(value, this.low), this.high);
  }

  // 0..1, from the low end to the high one.
  position(value) {
    const inside = this.clamp(value);
    if (this.log) return Math.log(inside / this.low) / Math.log(this.high / this.low);
    return (inside - this.low) / (this.high - this.low);
  }

  at(position) {
    const inside = Math.min(Math.max(position, 0), 1);
    if (this.log) return this.low * (this.high / this.low) ** inside;
    return this.low + inside * (this.high - this.low);
  }

  // The value some steps on; a step is a hundredth of the way.
  stepped(value, steps) {
    if (this.log) return this.at(this.position(value) + steps / 100);
    const grain = Math.min(Math.abs(steps), 1) * this.step;
    return this.clamp(Math.round((value + steps * this.step) / grain) * grain);
  }

  text(value) {
    const plain = Math.abs(value).toFixed(this.digits);
    const sign = Number(plain) === 0 ? "" : value < 0 ? "−" : this.signed ? "+" : "";
    return sign + plain;
  }

  // For a reader of the screen.
  spoken(value) {
    return `${this.text(value).replace("−", "minus ").replace("+", "")} ${this.unit}`.trim();
  }
}

// What every parameter is set to. Tells those who watch, at most once a frame; what is in hand follows the hand alone.
export class Values {
  // link: to the server. page: what it says of its model. signal: ends it.
  constructor(page, link, signal) {
    this.link = link;
    this.parameters = new Map(page.parameters.map((listed) => [listed.name, new Parameter(listed)]));
    this.values = new Map();
    this.automatic = new Set();
    this.watchers = new Map();
    this.inHand = new Set();
    this.missed = new Map(); // what arrived while a hand held it, after the hand's last word
    for (const [name, parameter] of this.parameters) {
      this.values.set(name, parameter.default);
      if (parameter.automatic) {
        this.automatic.add(name);
        link.on(`/rt/auto/${name}`, (on) => this.heardAutomatic(name, on > 0.5), signal);
      }
      // A value may come under its full address or, like styles and latents, under the short one.
      for (const address of new Set([parameter.address, `/rt/param/${name}`, `/rt/${name}`])) {
        link.on(address, (value) => this.heard(name, value), signal);
      }
    }
    link.on("/rt/xy", (x, y) => (this.heard("x", x), this.heard("y", y)), signal);
  }

  get(name) {
    return this.values.get(name);
  }

  // Call act(value, automatic) now and after every change.
  watch(name, act) {
    const task = () => act(this.values.get(name), this.automatic.has(name));
    if (!this.watchers.has(name)) this.watchers.set(name, []);
    this.watchers.get(name).push(task);
    task();
  }

  changed(name) {
    for (const task of this.watchers.get(name) ?? []) soon(task);
  }

  heard(name, value) {
    if (!this.parameters.has(name) || !Number.isFinite(value)) return;
    if (this.inHand.has(name)) this.missed.set(name, value);
    else this.note(name, value);
  }

  heardAutomatic(name, on) {
    if (on) this.automatic.add(name);
    else this.automatic.delete(name);
    this.changed(name);
  }

  note(name, value) {
    this.values.set(name, value);
    this.changed(name);
  }

  set(name, value) {
    const parameter = this.parameters.get(name);
    const inside = parameter.clamp(value);
    this.missed.delete(name);
    this.automatic.delete(name);
    this.note(name, inside);
    this.link.post(parameter.address, "f", inside);
  }

  // Both coordinates of the map as one change.
  setPlace(x, y) {
    for (const [name, value] of [["x", x], ["y", y]]) {
      this.missed.delete(name);
      this.note(name, this.parameters.get(name).clamp(value));
    }
    this.link.post("/rt/xy", "ff", this.get("x"), this.get("y"));
  }

  setAutomatic(name, on) {
    this.heardAutomatic(name, on);
    this.link.send(`/rt/auto/${name}`, "f", Number(on));
  }

  // As it was in the beginning: the default, or for what the model writes itself, the model's.
  reset(name) {
    const parameter = this.parameters.get(name);
    if (parameter.automatic) this.setAutomatic(name, true);
    else this.set(name, parameter.default);
  }

  hold(name) {
    this.inHand.add(name);
  }

  letGo(name) {
    this.inHand.delete(name);
    if (this.missed.has(name)) this.note(name, this.missed.get(name));
    this.missed.delete(name);
  }
}
