// The latent map to drag across: the picture, the asked position as a handle, and the trail of where the sound lies.

import { calm, picture, soon } from "./frame.js";
import { make } from "./dom.js";
import { drawMap, toMap, toPicture } from "./map_picture.js";

const TRAIL_MS = 12000;
const TRAIL_LENGTH = 300; // places remembered, at most
const TRAIL_PIECES = 24; // each drawn in one go, so that a trail costs as many strokes
const FOLLOW_MS = 90; // the dot takes that long to where the sound is
const TAP_PX = 12;
const TWICE_MS = 350;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

export class Pad {
  // values: Values. page: {map, styles}. colours: of the styles. link: for the places. signal: ends it.
  constructor(values, page, colours, link, signal) {
    Object.assign(this, { values, page });
    this.trail = [];
    const still = make("canvas", { "aria-hidden": "true" });
    const moving = make("canvas", { "aria-hidden": "true" });
    this.element = make(
      "div",
      {
        class: "pad",
        role: "slider",
        tabindex: 0,
        "aria-label": "latent map",
        "aria-roledescription": "map",
        "aria-valuemin": -1,
        "aria-valuemax": 1,
        "aria-describedby": "map-help",
      },
      still,
      moving,
    );
    picture(still, (context, ...space) => drawMap(context, page, colours, ...space));
    this.redraw = picture(moving, (...space) => this.draw(...space));
    this.listen();
    for (const name of ["x", "y", "steer"]) values.watch(name, () => this.moved());
    link.on("/rt/status/place", (x, y) => this.heard(x, y), signal);
  }

  heard(x, y) {
    if (!Number.isFinite(x + y)) return;
    this.trail.push({ x, y, at: performance.now() });
    if (this.trail.length > TRAIL_LENGTH) this.trail.shift();
    this.redraw();
  }

  moved() {
    const [x, y] = this.asked();
    const near = this.nearestStyle(x, y);
    const steer = this.values.get("steer");
    this.element.setAttribute("aria-valuenow", Number(x.toFixed(3)));
    const text = `x ${x.toFixed(2)}, y ${y.toFixed(2)}, near ${near}${steer ? "" : ", not steering"}`;
    this.element.setAttribute("aria-valuetext", text.replaceAll("-", "minus "));
    this.element.classList.toggle("steering", steer > 0);
    this.redraw();
  }

  asked() {
    return [this.values.get("x"), this.values.get("y")];
  }

  nearestStyle(x, y) {
    const { map, styles } = this.page;
    let best = Infinity;
    let found = 0;
    map.x.forEach((other, i) => {
      const square = (other - x) ** 2 + (map.y[i] - y) ** 2;
      if (square < best) [best, found] = [square, i];
    });
    return styles[map.style[found]];
  }

  // -- by hand --------------------------------------------------------------------------------------------------------

  listen() {
    const { element } = this;
    element.addEventListener("pointerdown", (event) => this.down(event));
    element.addEventListener("pointermove", (event) => this.move(event));
    element.addEventListener("pointerup", (event) => this.up(event, true));
    for (const end of ["pointercancel", "lostpointercapture"]) {
      element.addEventListener(end, (event) => this.up(event, false));
    }
    element.addEventListener("contextmenu", (event) => event.preventDefault());
    element.addEventListener("keydown", (event) => this.key(event));
  }

  down(event) {
    if (this.pointer !== undefined || event.button) return; // one finger plays it; others play something else
    this.element.setPointerCapture(event.pointerId);
    this.pointer = event.pointerId;
    this.start = [event.clientX, event.clientY];
    this.wandered = false;
    this.values.hold("x");
    this.values.hold("y");
    this.goTo(event);
  }

  move(event) {
    if (event.pointerId !== this.pointer) return;
    const [x, y] = this.start;
    this.wandered ||= Math.hypot(event.clientX - x, event.clientY - y) > TAP_PX;
    this.goTo(event);
  }

  up(event, ended) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = undefined;
    this.values.letGo("x");
    this.values.letGo("y");
    if (!ended || this.wandered) return;
    const again = this.tapped && event.timeStamp - this.tapped.at < TWICE_MS;
    const near = again && Math.hypot(event.clientX - this.tapped.x, event.clientY - this.tapped.y) < 3 * TAP_PX;
    if (near) this.values.set("steer", 0);
    this.tapped = near ? undefined : { at: event.timeStamp, x: event.clientX, y: event.clientY };
  }

  goTo(event) {
    const box = this.element.getBoundingClientRect();
    this.steerTo(...toMap(event.clientX - box.left, event.clientY - box.top, box.width, box.height));
  }

  steerTo(x, y) {
    this.values.setPlace(x, y);
    if (this.values.get("steer") === 0) this.values.set("steer", 1);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const [x, y] = this.asked();
    const size = event.shiftKey ? 0.01 : 0.05;
    if (arrow) this.steerTo(x + arrow[0] * size, y + arrow[1] * size);
    else if (event.key === "Home") this.steerTo(0, 0);
    else if (event.key === "Delete" || event.key === "Backspace") this.values.set("steer", 0);
    else return;
    event.preventDefault();
  }

  // -- the picture ----------------------------------------------------------------------------------------------------

  draw(context, width, height) {
    context.clearRect(0, 0, width, height);
    const now = performance.now();
    while (this.trail.length && now - this.trail[0].at > TRAIL_MS) this.trail.shift();
    this.drawTrail(context, width, height, now);
    this.drawHandle(context, width, height);
    if (this.trail.length && !calm.matches) soon(this.redraw);
  }

  drawTrail(context, width, height, now) {
    const { trail } = this;
    const newest = trail.at(-1);
    if (!newest) {
      this.dot = undefined;
      return;
    }
    const share = calm.matches || !this.dot ? 1 : 1 - Math.exp(-(now - this.drawnAt) / FOLLOW_MS);
    this.drawnAt = now;
    const [x, y] = toPicture(newest.x, newest.y, width, height);
    this.dot ??= [x, y];
    this.dot = [this.dot[0] + share * (x - this.dot[0]), this.dot[1] + share * (y - this.dot[1])];
    context.lineCap = context.lineJoin = "round";
    const points = trail.slice(0, -1).map((place) => toPicture(place.x, place.y, width, height));
    points.push(this.dot);
    const piece = Math.max(1, Math.ceil(points.length / TRAIL_PIECES));
    for (let start = 0; start + 1 < points.length; start += piece) {
      const youth = Math.max(0, 1 - (now - trail[Math.min(start + piece, trail.length - 1)].at) / TRAIL_MS);
      context.strokeStyle = `rgb(255 255 255 / ${0.05 + 0.65 * youth ** 2})`;
      context.lineWidth = 0.75 + 2.25 * youth;
      context.beginPath();
      context.moveTo(...points[start]);
      for (const point of points.slice(start + 1, start + piece + 1)) context.lineTo(...point);
      context.stroke();
    }
    const halo = context.createRadialGradient(...this.dot, 0, ...this.dot, 22);
    halo.addColorStop(0, "rgb(255 255 255 / 0.75)");
    halo.addColorStop(0.25, "rgb(255 255 255 / 0.28)");
    halo.addColorStop(1, "rgb(255 255 255 / 0)");
    context.fillStyle = halo;
    context.beginPath();
    context.arc(...this.dot, 22, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = "#fff";
    context.beginPath();
    context.arc(...this.dot, 4.5, 0, 2 * Math.PI);
    context.fill();
  }

  // A ring where the hand is; its arc says how far it decides.
  drawHandle(context, width, height) {
    const [x, y] = toPicture(...this.asked(), width, height);
    const steer = this.values.get("steer");
    const held = this.pointer !== undefined;
    const radius = held ? 26 : 20;
    context.lineWidth = 2;
    context.strokeStyle = `rgb(255 255 255 / ${steer > 0 ? 0.4 : 0.55})`;
    context.setLineDash(steer > 0 ? [] : [4, 5]);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
    context.setLineDash([]);
    if (steer > 0) {
      context.fillStyle = "rgb(255 190 92 / 0.16)";
      context.fill();
      context.lineWidth = 4;
      context.strokeStyle = "#ffbe5c";
      context.beginPath();
      context.arc(x, y, radius, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * steer);
      context.stroke();
    }
    context.strokeStyle = context.fillStyle = steer > 0 ? "#ffbe5c" : "rgb(255 255 255 / 0.6)";
    context.beginPath();
    context.arc(x, y, 2.5, 0, 2 * Math.PI);
    context.fill();
  }
}
