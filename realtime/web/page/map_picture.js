// The latent map as a picture that does not move: where the training sounds are dense it glows in their styles' colours,
// lines of equal density run around them, and each style's name stands where the style is most itself.

const CELLS = 128; // of the glow, across and up
// A sound's glow: gaussians of these widths, in half widths of the map, with these weights.
const GLOWS = [[0.05, 1], [0.15, 0.16]];
const REACH = 2.6; // widths, beyond which a sound counts nothing
const CONTOURS = [0.1, 0.2, 0.36, 0.58, 0.8];
export const MARGIN = 0.06; // of the picture, outside the map's -1..1

// From the map's -1..1 to a picture's pixels, and back.
export function toPicture(x, y, width, height) {
  const across = 0.5 + (x / 2) * (1 - 2 * MARGIN);
  const down = 0.5 - (y / 2) * (1 - 2 * MARGIN);
  return [across * width, down * height];
}

export function toMap(left, top, width, height) {
  const inside = (part) => Math.min(Math.max((2 * (part - 0.5)) / (1 - 2 * MARGIN), -1), 1);
  return [inside(left / width), -inside(top / height)];
}

// "#rgb" or "#rrggbb" to [r, g, b], 0..255.
export function parts(colour) {
  const hex = colour.replace("#", "");
  const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
  return [0, 2, 4].map((at) => parseInt(long.slice(at, at + 2), 16));
}

// How dense the sounds of each style lie: a (CELLS, CELLS) grid each, and their sum. Gaussians, added up.
function densities(map, styles) {
  const grids = styles.map(() => new Float32Array(CELLS * CELLS));
  const total = new Float32Array(CELLS * CELLS);
  for (const [width, share] of GLOWS) {
    const spread = (width / 2) * (1 - 2 * MARGIN) * CELLS;
    const reach = Math.ceil(REACH * spread);
    map.x.forEach((x, i) => {
      const [across, down] = toPicture(x, map.y[i], CELLS, CELLS).map(Math.floor);
      const grid = grids[map.style[i]];
      for (let row = Math.max(0, down - reach); row <= Math.min(CELLS - 1, down + reach); row++) {
        for (let column = Math.max(0, across - reach); column <= Math.min(CELLS - 1, across + reach); column++) {
          const square = (column - across) ** 2 + (row - down) ** 2;
          const weight = share * Math.exp(-square / (2 * spread * spread));
          grid[row * CELLS + column] += weight;
          total[row * CELLS + column] += weight;
        }
      }
    });
  }
  const peak = total.reduce((most, value) => Math.max(most, value), 1e-6);
  return { grids, total, peak };
}

function glow({ grids, total, peak }, colours) {
  const canvas = new OffscreenCanvas(CELLS, CELLS);
  const context = canvas.getContext("2d");
  const image = context.createImageData(CELLS, CELLS);
  for (let cell = 0; cell < total.length; cell++) {
    if (total[cell] < 1e-4) continue;
    const light = (total[cell] / peak) ** 0.7;
    for (let band = 0; band < 3; band++) {
      let mixed = 0;
      for (let style = 0; style < grids.length; style++) mixed += grids[style][cell] * colours[style][band];
      image.data[4 * cell + band] = mixed / total[cell];
    }
    image.data[4 * cell + 3] = 255 * 0.95 * light;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

// Lines at which the density is `level`, by marching squares.
function contour(context, total, level, width, height) {
  const at = (column, row) => total[row * CELLS + column];
  const stepX = width / CELLS;
  const stepY = height / CELLS;
  const between = (a, b) => (level - a) / (b - a);
  context.beginPath();
  for (let row = 0; row < CELLS - 1; row++) {
    for (let column = 0; column < CELLS - 1; column++) {
      const [a, b, c, d] = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)];
      const crossings = [];
      if (a < level !== b < level) crossings.push([column + between(a, b), row]);
      if (b < level !== c < level) crossings.push([column + 1, row + between(b, c)]);
      if (d < level !== c < level) crossings.push([column + between(d, c), row + 1]);
      if (a < level !== d < level) crossings.push([column, row + between(a, d)]);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        context.moveTo((crossings[i][0] + 0.5) * stepX, (crossings[i][1] + 0.5) * stepY);
        context.lineTo((crossings[i + 1][0] + 0.5) * stepX, (crossings[i + 1][1] + 0.5) * stepY);
      }
    }
  }
  context.stroke();
}

// Means of 17 by 17 cells.
function blurred(grid) {
  const half = 8;
  const along = (from, step, line) => {
    const to = new Float32Array(from.length);
    for (let start = 0; start < CELLS; start++) {
      const at = (i) => start * line + i * step;
      let sum = 0;
      for (let i = -half; i < CELLS; i++) {
        if (i + half < CELLS) sum += from[at(i + half)];
        if (i - half - 1 >= 0) sum -= from[at(i - half - 1)];
        if (i >= 0) to[at(i)] = sum / (2 * half + 1);
      }
    }
    return to;
  };
  return along(along(grid, 1, CELLS), CELLS, 1);
}

// Where each style's name goes: amid most of its own sounds, where it leaves the other names room.
function namePlaces(found, styles, width, height) {
  const total = blurred(found.total);
  const grids = found.grids.map(blurred);
  const taken = [];
  const order = styles.map((_, style) => style);
  const best = (grid) => grid.reduce((most, value, cell) => Math.max(most, value ** 2 / (total[cell] + 1e-3)), 0);
  order.sort((one, other) => best(grids[other]) - best(grids[one]));
  for (const style of order) {
    let most = 0;
    let place;
    const half = styles[style].length * 5 + 8;
    for (let cell = 0; cell < total.length; cell++) {
      const purity = grids[style][cell] ** 2 / (total[cell] + 1e-3);
      if (purity <= most) continue;
      const x = Math.min(Math.max(((cell % CELLS) / CELLS) * width, half), width - half);
      const y = Math.min(Math.max((Math.floor(cell / CELLS) / CELLS) * height, 16), height - 16);
      if (taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 26)) continue;
      most = purity;
      place = { x, y, half, style };
    }
    if (place) taken.push(place);
  }
  return taken;
}

// The whole picture. page: {map: {x, y, style}, styles}. width, height: CSS pixels; scale: pixels in one.
export function drawMap(context, { map, styles }, colours, width, height, scale) {
  context.fillStyle = "#090b10";
  context.fillRect(0, 0, width, height);
  const rgb = colours.map(parts);
  const found = densities(map, styles);
  context.imageSmoothingQuality = "high";
  context.drawImage(glow(found, rgb), 0, 0, width, height);
  context.lineWidth = 0.8;
  CONTOURS.forEach((part, i) => {
    context.strokeStyle = `rgb(255 255 255 / ${0.07 + 0.035 * i})`;
    contour(context, found.total, part * found.peak, width, height);
  });
  cross(context, width, height);
  map.x.forEach((x, i) => {
    const [left, top] = toPicture(x, map.y[i], width, height);
    context.fillStyle = `rgb(${rgb[map.style[i]].map((band) => Math.round(band + 0.45 * (255 - band))).join(" ")} / 0.7)`;
    context.beginPath();
    context.arc(left, top, 1.3, 0, 2 * Math.PI);
    context.fill();
  });
  names(context, namePlaces(found, styles, width, height), styles, rgb, scale);
}

// The middle of the map, and its ends.
function cross(context, width, height) {
  context.strokeStyle = "rgb(255 255 255 / 0.06)";
  context.lineWidth = 1;
  const [left, top] = toPicture(-1, 1, width, height);
  const [right, bottom] = toPicture(1, -1, width, height);
  context.strokeRect(left, top, right - left, bottom - top);
  context.beginPath();
  context.moveTo(width / 2, top);
  context.lineTo(width / 2, bottom);
  context.moveTo(left, height / 2);
  context.lineTo(right, height / 2);
  context.stroke();
}

function names(context, places, styles, rgb, scale) {
  context.font = "600 12px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  if ("letterSpacing" in context) context.letterSpacing = "2px";
  for (const { x, y, style } of places) {
    const text = styles[style].toUpperCase();
    context.shadowColor = "#000";
    context.shadowBlur = 8 * scale;
    context.fillStyle = `rgb(${rgb[style].map((band) => Math.round(band + 0.7 * (255 - band))).join(" ")})`;
    for (let i = 0; i < 3; i++) context.fillText(text, x, y); // three shadows dark enough to read on
    context.shadowBlur = 0;
  }
}
