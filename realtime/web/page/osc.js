// OSC 1.0 packets out and in: messages with the types f i s b T F, and bundles. Pure functions, no connection.

const utf8 = new TextEncoder();
const text = new TextDecoder("utf-8", { fatal: true });
const BUNDLE = "#bundle";
const MAX_DEPTH = 8; // bundles within bundles

// Parts end to end.
function joined(parts) {
  const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function padded(bytes, size) {
  const out = new Uint8Array((size + 3) & ~3);
  out.set(bytes);
  return out;
}

function string(value) {
  const bytes = utf8.encode(value);
  return padded(bytes, bytes.length + 1);
}

function word(write) {
  const out = new Uint8Array(4);
  write(new DataView(out.buffer));
  return out;
}

const writers = {
  f: (value) => word((view) => view.setFloat32(0, value)),
  i: (value) => word((view) => view.setInt32(0, value)),
  s: string,
  b: (value) => joined([writers.i(value.length), padded(value, value.length)]),
};

// One message. types: a tag for each argument; T and F are written as tags and take none.
export function encode(address, types = "", ...values) {
  const parts = [string(address), string("," + types)];
  let next = 0;
  for (const tag of types) {
    if (tag !== "T" && tag !== "F") parts.push(writers[tag](values[next++]));
  }
  return joined(parts);
}

// Several packets as one, to be obeyed together and at once.
export function bundle(packets) {
  const now = padded([], 8);
  now[7] = 1;
  return joined([string(BUNDLE), now, ...packets.flatMap((packet) => [writers.i(packet.length), packet])]);
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }

  get left() {
    return this.bytes.length - this.at;
  }

  int() {
    this.at += 4;
    return this.view.getInt32(this.at - 4); // a DataView throws beyond its end
  }

  float() {
    this.at += 4;
    return this.view.getFloat32(this.at - 4);
  }

  string() {
    const end = this.bytes.indexOf(0, this.at);
    if (end < 0) throw new RangeError("a string without an end");
    const value = text.decode(this.bytes.subarray(this.at, end));
    this.at = (end + 4) & ~3;
    return value;
  }

  part(size) {
    if (size < 0 || size > this.left) throw new RangeError(`${size} bytes where ${this.left} are left`);
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
}

// Every message of a packet: [{address, values}]. Throws what says why a packet is malformed.
export function decode(bytes, depth = 0) {
  const reader = new Reader(bytes);
  const address = reader.string();
  if (address === BUNDLE) {
    if (depth === MAX_DEPTH) throw new RangeError("bundles nested too deep");
    reader.part(8);
    const messages = [];
    while (reader.left) messages.push(...decode(reader.part(reader.int()), depth + 1));
    return messages;
  }
  const tags = reader.left ? reader.string() : ",";
  if (!address.startsWith("/") || !tags.startsWith(",")) throw new RangeError("neither a message nor a bundle");
  return [{ address, values: Array.from(tags.slice(1), (tag) => value(reader, tag)) }];
}

function value(reader, tag) {
  if (tag === "f") return reader.float();
  if (tag === "i") return reader.int();
  if (tag === "s") return reader.string();
  if (tag === "T" || tag === "F") return tag === "T";
  if (tag !== "b") throw new RangeError(`unknown type tag ${tag}`);
  const size = reader.int();
  const blob = reader.part(size);
  reader.part((4 - (size & 3)) & 3);
  return blob;
}
