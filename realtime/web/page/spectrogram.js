// The sound of the last seconds as a picture that scrolls: time to the right, pitch upwards, level as colour.

import { picture } from "./frame.js";
import { make } from "./dom.js";

const [LOWEST_HZ, HIGHEST_HZ] = [30, 16000]; // of the bands, even on a logarithmic scale
const COLUMNS = 400; // remembered: 20 s at 20 a second
const MARKS = [50, 100, 200, 500, 1000, 2000, 5000, 10000];
// From silence to full level, dark to light all the way, so that it reads without colour too.
const ANCHORS = [
  [0, 7, 8, 13], [0.2, 24, 16, 61], [0.4, 91, 22, 110], [0.58, 171, 41, 96], [0.74, 232, 82, 61],
  [0.88, 252, 165, 48], [1, 252, 253, 191],
];
const COLOURS = Array.from({ length: 256 }, (_, level) => {
  const part = level / 255;
  const after = Math.max(1, ANCHORS.findIndex(([at]) => at >= part));
  const [from, to] = [ANCHORS[after - 1], ANCHORS[after]];
  const share = (part - from[0]) / (to[0] - from[0]);
  return [1, 2, 3].map((band) => Math.round(from[band] + share * (to[band] - from[band])));
});

export class Spectrogram {
  constructor(link) {
    const label = "spectrogram: the last 20 seconds, 30 hertz to 16 kilohertz";
    this.element = make("canvas", { class: "spectrogram", role: "img", "aria-label": label });
    this.next = 0; // column to write
    this.redraw = picture(this.element, (...space) => this.draw(...space));
    link.on("/rt/status/spectrum", (bands) => this.heard(bands));
  }

  heard(bands) {
    if (!(bands instanceof Uint8Array) || !bands.length) return;
    if (this.store?.height !== bands.length) {
      this.store = new OffscreenCanvas(COLUMNS, bands.length);
      this.pixels = this.store.getContext("2d", { willReadFrequently: true });
      this.pixels.fillStyle = `rgb(${COLOURS[0].join(" ")})`;
      this.pixels.fillRect(0, 0, COLUMNS, bands.length);
      this.column = this.pixels.createImageData(1, bands.length);
      this.column.data.fill(255);
    }
    bands.forEach((level, band) => this.column.data.set(COLOURS[level], 4 * (bands.length - 1 - band)));
    this.pixels.putImageData(this.column, this.next, 0);
    this.next = (this.next + 1) % COLUMNS;
    this.redraw();
  }

  draw(context, width, height) {
    context.fillStyle = `rgb(${COLOURS[0].join(" ")})`;
    context.fillRect(0, 0, width, height);
    if (this.store) {
      // The oldest column is the next to be written: what lies right of it comes first.
      const { store, next } = this;
      const seam = ((COLUMNS - next) / COLUMNS) * width;
      if (next < COLUMNS) context.drawImage(store, next, 0, COLUMNS - next, store.height, 0, 0, seam, height);
      if (next) context.drawImage(store, 0, 0, next, store.height, seam, 0, width - seam, height);
    }
    context.font = "10px system-ui, sans-serif";
    context.textBaseline = "middle";
    let free = Infinity;
    for (const hertz of MARKS) {
      const y = height * (1 - Math.log(hertz / LOWEST_HZ) / Math.log(HIGHEST_HZ / LOWEST_HZ));
      context.fillStyle = "rgb(255 255 255 / 0.1)";
      context.fillRect(0, Math.round(y), width, 1);
      if (free - y < 13) continue;
      free = y;
      const text = hertz < 1000 ? `${hertz} Hz` : `${hertz / 1000} kHz`;
      context.fillStyle = "rgb(7 8 13 / 0.6)";
      context.fillRect(2, y - 6, context.measureText(text).width + 8, 12);
      context.fillStyle = "rgb(255 255 255 / 0.85)";
      context.fillText(text, 6, y);
    }
  }
}
