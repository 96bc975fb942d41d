"""Pure Data's file: a canvas of numbered objects and the lines between them, as text. No layout here.

Colours are written the way Pd 0.46 to 0.51 do, which every later Pd reads as well.
"""

from __future__ import annotations

from itertools import pairwise

from realtime.controllers.geometry import Rect

Atom = str | float | int
NONE = "empty"  # no send, receive or label


class Canvas:
    """Collects the objects of one window. Numbers count from 0 in the order of creation, as Pd does."""

    def __init__(self, width: int, height: int, name: str | None = None) -> None:
        """name: of a subpatch; None for the file's own canvas."""
        tail = f"{text(name)} 0" if name else "12"
        self._lines = [f"#N canvas 40 40 {width} {height} {tail};"]
        self._connections: list[str] = []
        self._count = 0

    def add(self, kind: str, x: float, y: float, *atoms: Atom) -> int:
        """kind: obj, msg, text, symbolatom. Returns its number."""
        words = " ".join((f"#X {kind} {x:g} {y:g}", *(text(atom) for atom in atoms)))
        self._lines.append(f"{words};")
        self._count += 1
        return self._count - 1

    def message(self, x: float, y: float, content: str) -> int:
        """A message box; content is written as it stands (with its own escapes)."""
        self._lines.append(f"#X msg {x:g} {y:g} {content};")
        self._count += 1
        return self._count - 1

    def subpatch(self, inner: Canvas, name: str, x: float, y: float) -> int:
        self._lines += [*inner._lines, *inner._connections, f"#X restore {x:g} {y:g} pd {text(name)};"]
        self._count += 1
        return self._count - 1

    def connect(self, *numbers: int) -> None:
        """A chain of objects, the left outlet of each to the left inlet of the next."""
        for source, sink in pairwise(numbers):
            self.join(source, 0, sink, 0)

    def join(self, source: int, outlet: int, sink: int, inlet: int) -> None:
        self._connections.append(f"#X connect {source} {outlet} {sink} {inlet};")

    def render(self) -> str:
        return "\n".join((*self._lines, *self._connections)) + "\n"

    # -- the things one clicks: send and receive are names, labels are drawn at an offset --

    def ground(self, rect: Rect, colour: str, label: str = NONE, ink: str = "#000000", size: int = 11,
               offset: tuple[int, int] = (0, 0), receive: str = NONE) -> int:  # fmt: skip
        """A coloured rectangle; with a label it is a text of any colour."""
        x, y, w, h = (round(v) for v in rect)
        return self.add("obj", x, y, "cnv", 1, w, h, NONE, receive, label, *offset, 0, size, colour_of(colour),
                        colour_of(ink), 0)  # fmt: skip

    def slider(self, rect: Rect, upright: bool, low: float, high: float, log: bool, send: str, receive: str,
               ground: str, knob: str) -> int:  # fmt: skip
        x, y, w, h = (round(v) for v in rect)
        kind = "vsl" if upright else "hsl"
        return self.add("obj", x, y, kind, w, h, low, high, int(log), 0, send, receive, NONE, 0, 0, 0, 8,
                        colour_of(ground), colour_of(knob), colour_of(knob), 0, 0)  # fmt: skip

    def number(self, x: float, y: float, digits: int, low: float, high: float, send: str, receive: str, ground: str,
               ink: str, height: int = 16) -> int:  # fmt: skip
        return self.add("obj", round(x), round(y), "nbx", digits, height, low, high, 0, 0, send, receive, NONE, 0, 0, 0,
                        10, colour_of(ground), colour_of(ink), colour_of(ink), 0, 256)  # fmt: skip

    def button(self, x: float, y: float, size: int, send: str, ground: str, ink: str) -> int:
        return self.add("obj", round(x), round(y), "bng", size, 250, 50, 0, send, f"{send}/set", NONE, 0, 0, 0, 10,
                        colour_of(ground), colour_of(ink), colour_of(ink))  # fmt: skip

    def toggle(self, x: float, y: float, size: int, send: str, on: float, ground: str, ink: str) -> int:
        return self.add("obj", round(x), round(y), "tgl", size, 0, send, f"{send}/set", NONE, 0, 0, 0, 10,
                        colour_of(ground), colour_of(ink), colour_of(ink), 0, on)  # fmt: skip


def text(atom: Atom) -> str:
    """One atom of a file, whatever is in it."""
    if not isinstance(atom, str):
        return f"{atom:.7g}"
    special = {" ": "\\ ", ";": "\\;", ",": "\\,", "$": "\\$", "\\": "\\\\"}
    return "".join(special.get(character, character) for character in atom) or NONE


def colour_of(rgb: str) -> int:
    """ "#rrggbb" as six bits of each, negative."""
    r, g, b = (int(rgb[i : i + 2], 16) >> 2 for i in (1, 3, 5))
    return -1 - (r << 12 | g << 6 | b)
