// The connection: a WebSocket whose frames are OSC packets. It comes back by itself.

import { bundle, decode, encode } from "./osc.js";
import { soon } from "./frame.js";

const SILENCE_MS = 8000; // the status comes several times a second: longer than this and the connection is dead
const [FIRST_RETRY_MS, LAST_RETRY_MS] = [250, 4000];

export class Link extends EventTarget {
  // url: of the WebSocket. Dispatches "state" whenever `open` changes, "failed" whenever there was nothing to open.
  constructor(url) {
    super();
    this.url = url;
    this.open = false;
    this.handlers = new Map();
    this.posted = new Map();
    this.retryMs = FIRST_RETRY_MS;
    this.flush = this.flush.bind(this);
    setInterval(() => {
      if (this.socket && performance.now() - this.heardAt > SILENCE_MS) this.drop();
    }, 1000);
    addEventListener("online", () => this.connect());
    document.addEventListener("visibilitychange", () => document.hidden || this.connect());
  }

  connect() {
    if (this.socket) return;
    clearTimeout(this.retry);
    const socket = (this.socket = new WebSocket(this.url));
    socket.binaryType = "arraybuffer";
    this.heardAt = performance.now();
    socket.onopen = () => {
      this.retryMs = FIRST_RETRY_MS;
      this.is(true);
    };
    socket.onmessage = (event) => this.heard(event.data);
    socket.onclose = () => this.drop(socket);
  }

  // Give this connection up and try the next one soon.
  drop(socket = this.socket) {
    if (socket !== this.socket) return;
    this.socket = null;
    socket.close();
    this.posted.clear();
    if (!this.open) this.dispatchEvent(new Event("failed"));
    this.is(false);
    this.retry = setTimeout(() => this.connect(), this.retryMs);
    this.retryMs = Math.min(2 * this.retryMs, LAST_RETRY_MS);
  }

  is(open) {
    if (open === this.open) return;
    this.open = open;
    this.dispatchEvent(new Event("state"));
  }

  heard(data) {
    this.heardAt = performance.now();
    let messages;
    try {
      messages = decode(new Uint8Array(data));
    } catch {
      return; // not for us
    }
    for (const { address, values } of messages) {
      for (const handler of this.handlers.get(address) ?? []) handler(...values);
    }
  }

  // handler(...values) for every message at an address, until the signal.
  on(address, handler, signal) {
    if (!this.handlers.has(address)) this.handlers.set(address, new Set());
    this.handlers.get(address).add(handler);
    signal?.addEventListener("abort", () => this.handlers.get(address).delete(handler));
  }

  // At once, after what was posted before it. Returns whether there was anybody to send it to.
  send(address, types = "", ...values) {
    this.flush();
    if (this.open) this.socket.send(encode(address, types, ...values));
    return this.open;
  }

  // With the next picture, together with all else that is posted until then; the last of each address counts.
  post(address, types, ...values) {
    this.posted.set(address, encode(address, types, ...values));
    soon(this.flush);
  }

  flush() {
    if (!this.posted.size) return;
    const packets = [...this.posted.values()];
    this.posted.clear();
    if (this.open) this.socket.send(packets.length > 1 ? bundle(packets) : packets[0]);
  }
}
