// Work for the next picture: whatever changed is drawn once a frame, and nothing is drawn while nothing changes.

const waiting = new Set();

function run(time) {
  const tasks = [...waiting];
  waiting.clear();
  for (const task of tasks) task(time);
}

// Call task(milliseconds) before the next picture, once, however often it is asked for until then.
export function soon(task) {
  if (!waiting.size) requestAnimationFrame(run);
  waiting.add(task);
}

export const calm = matchMedia("(prefers-reduced-motion: reduce)");

// A canvas whose pixels are those of the screen (at most two a CSS pixel). draw(context, width, height) in CSS pixels.
export function picture(canvas, draw) {
  const context = canvas.getContext("2d");
  const redraw = (time) => {
    if (!canvas.clientWidth || !canvas.clientHeight) return;
    const scale = Math.min(devicePixelRatio || 1, 2);
    const width = Math.round(canvas.clientWidth * scale);
    const height = Math.round(canvas.clientHeight * scale);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    draw(context, canvas.clientWidth, canvas.clientHeight, scale, time);
  };
  new ResizeObserver(() => soon(redraw)).observe(canvas);
  return () => soon(redraw);
}
