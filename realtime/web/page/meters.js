// How loud it is, and how the instrument is doing.

import { calm, soon } from "./frame.js";
import { button, make } from "./dom.js";

const LOWEST_DB = -60;
const FALL_DB_S = 30; // of a bar whose level has gone
const PEAK_HOLD_MS = 1500;
const CLIP_DB = -0.1;
const STALE_MS = 1500; // no level for so long: silence

class Channel {
  constructor(side) {
    this.bar = make("span", { class: "level" });
    this.peakMark = make("span", { class: "peak" });
    this.element = make("div", { class: "channel", "data-side": side }, this.bar, this.peakMark);
    this.level = this.shown = this.peak = -120;
    this.peakAt = 0;
  }

  // Whether it still moves.
  draw(now, seconds) {
    this.shown = Math.max(this.level, calm.matches ? this.level : this.shown - FALL_DB_S * seconds);
    if (this.level >= this.peak) [this.peak, this.peakAt] = [this.level, now];
    else if (now - this.peakAt > PEAK_HOLD_MS) this.peak = Math.max(this.level, this.peak - FALL_DB_S * seconds);
    const part = (level) => Math.min(Math.max(1 - level / LOWEST_DB, 0), 1);
    this.bar.style.clipPath = `inset(0 ${100 * (1 - part(this.shown))}% 0 0)`;
    this.peakMark.style.left = `${100 * part(this.peak)}%`;
    this.peakMark.style.opacity = part(this.peak) > 0 ? 1 : 0;
    return this.shown > this.level || this.peak > this.level;
  }
}

export class Meter {
  constructor(link) {
    this.channels = [new Channel("left"), new Channel("right")];
    this.number = make("span", { class: "decibels" }, "−∞");
    this.clip = button("clip", () => this.clip.classList.remove("on"), {
      class: "clip",
      "aria-label": "clip light, press to reset",
      title: "lights when the output reaches 0 dBFS; press to reset",
    });
    const bars = make("div", { class: "bars" }, ...this.channels.map((channel) => channel.element));
    this.bars = bars;
    for (const [name, value] of Object.entries({ role: "meter", "aria-label": "output level", "aria-valuemin": -120 })) {
      bars.setAttribute(name, value);
    }
    bars.setAttribute("aria-valuemax", 0);
    this.element = make("div", { class: "meter" }, bars, this.number, this.clip);
    this.draw = this.draw.bind(this);
    this.told = 0;
    link.on("/rt/status/level", (left, right) => this.heard([left, right]));
  }

  heard(levels) {
    levels.forEach((level, i) => (this.channels[i].level = level));
    const now = performance.now();
    if (Math.max(...levels) >= CLIP_DB) this.clip.classList.add("on");
    this.heardAt = now;
    if (now - this.told > 250) this.tell(now, Math.max(...levels));
    soon(this.draw);
  }

  // The number moves more slowly than the bars, or nobody could read it.
  tell(now, level) {
    this.told = now;
    const text = level <= -119 ? "−∞" : level.toFixed(1).replace("-", "−");
    this.number.textContent = text;
    this.bars.setAttribute("aria-valuenow", Math.round(level));
    this.bars.setAttribute("aria-valuetext", `${text.replace("−∞", "silence").replace("−", "minus ")} dBFS`);
  }

  draw() {
    const now = performance.now();
    const seconds = Math.min((now - (this.drawnAt ?? now)) / 1000, 0.1);
    if (now - this.heardAt > STALE_MS) for (const channel of this.channels) channel.level = -120;
    const moving = this.channels.map((channel) => channel.draw(now, seconds)).some(Boolean);
    this.drawnAt = moving ? now : undefined;
    if (moving) soon(this.draw);
  }
}

const percent = (share) => `${Math.round(100 * share)} %`;
const READINGS = [
  ["latency_ms", "latency", (ms) => `${ms.toFixed(ms < 100 ? 1 : 0)} ms`, () => false],
  ["load", "load", percent, (load) => load > 0.8],
  ["cpu", "CPU", percent, () => false],
  ["underruns", "underruns", String, (count) => count > 0],
  ["clients", "clients", String, () => false],
  ["input", "input", (level) => `${level.toFixed(0).replace("-", "−")} dBFS`, (level) => level > -1],
  ["midi", "MIDI", String, () => false],
];

// What the instrument says of itself; a reading appears when it first arrives.
export function readings(link) {
  const list = make("dl", { class: "readings", "aria-label": "status" });
  for (const [key, label, write, alarming] of READINGS) {
    const value = make("dd", {});
    const item = make("div", { "data-reading": key, hidden: "" }, make("dt", {}, label), value);
    list.append(item);
    link.on(`/rt/status/${key}`, (number) => {
      item.hidden = number === "";
      const text = write(number);
      if (value.textContent !== text) value.textContent = text;
      item.classList.toggle("alarm", alarming(number));
    });
  }
  return list;
}
