"""A window of the Max patch: where its boxes lie, and the kinds of box that one sees.

What one sees lies in the presentation; the patch itself lies in columns, a control each.
"""

from __future__ import annotations

from typing import Any

from realtime.controllers.geometry import Rect
from realtime.controllers.max_patcher import Patcher, rgba, word
from realtime.controllers.surface import Control, Surface

IN, OUT = "r rtgen-in", "s rtgen-out"
PANEL, TEXT, DIM, ACCENT = "#20242e", "#e8eaf0", "#9aa0b0", "#4fa3d1"
COLOURS = {"panic": "#d14f4f", "mute": "#d1a04f", "freeze": "#4fc3b0"}
STRIP, ROW, ACROSS, DOWN = 230, 34, 8, 480  # pixels of the patch: a control's column, its rows, columns, block
LETTERS = 32  # in a line of a box of the patch


class Window:
    """Adds boxes to a patcher."""

    def __init__(self, surface: Surface, patcher: Patcher) -> None:
        self.surface, self.patcher = surface, patcher
        self._strip = self._row = self._panels = 0

    # -- places in the patch --

    def next(self, text: str | None = None) -> Rect:
        """A free place, as high as its text needs."""
        block, column = divmod(self._strip, ACROSS)
        height = 9 + 15 * -(-len(text or "-") // LETTERS)
        place = Rect(20 + column * STRIP, 20 + block * DOWN + self._row * ROW, STRIP - 20, height)
        self._row += -(-(height + 4) // ROW)
        return place

    def new_strip(self) -> None:
        if self._row:
            self._strip, self._row = self._strip + 1, 0

    def add(self, kind: str, shown: Rect | None = None, text: str | None = None, **attributes: Any) -> str:
        return self.patcher.add(kind, self.next(text), shown, text, **attributes)

    # -- parts --

    def heard(self, address: str) -> str:
        """What the instrument says of an address."""
        source = self.add("newobj", text=IN)
        route = self.add("newobj", text=f"route {word(address)}")
        self.patcher.connect(source, route)
        return route

    def say(self, text: str, rect: Rect, colour: str = TEXT, align: int = 1) -> str:
        """A comment, as high as one line of it. align: 0 left, 1 middle."""
        size = 11.0 if rect.w >= 70 else 9.5
        place = Rect(rect.x, rect.y + (rect.h - 20) / 2, rect.w, 20)
        return self.add(
            "comment", place, text=text, textcolor=rgba(colour), textjustification=align, fontsize=size
        )  # fmt: skip

    def number(self, shown: Rect, decimals: int, **attributes: Any) -> str:
        return self.add(
            "flonum", shown, format=6, numdecimalplaces=decimals, triangle=0, bgcolor=rgba(PANEL), textcolor=rgba(TEXT),
            fontsize=11.0, **attributes,
        )  # fmt: skip

    def bar(self, shown: Rect, c: Control, colour: str) -> str:
        return self.add(
            "slider", shown, min=c.low, size=max(c.high - c.low, 1.0), floatoutput=1, orientation=1, ignoreclick=1,
            bgcolor=rgba(PANEL), elementcolor=rgba(PANEL), knobcolor=rgba(colour),
        )  # fmt: skip

    def pressed(self, c: Control, shown: Rect, **attributes: Any) -> str:
        colour = self.colour(c)
        return self.add(
            "textbutton", shown, text=c.label, bgcolor=rgba(colour, 0.35), textcolor=rgba(TEXT), rounded=6.0,
            fontsize=12.0, annotation=c.doc, **attributes,
        )  # fmt: skip

    def panel(self, shown: Rect, colour: str, shape: int = 0) -> None:
        """A shape behind everything else; in the patch it lies beside the columns."""
        column, row = divmod(self._panels, 40)
        self._panels += 1
        place = Rect(40 + ACROSS * STRIP + 16 * column, 20 + 16 * row, 12, 12)
        self.patcher.add("panel", place, shown, bgfillcolor=rgba(colour), shape=shape, background=1, ignoreclick=1)

    def colour(self, c: Control) -> str:
        return self.surface.colours[c.style] if c.style is not None else COLOURS.get(c.label, ACCENT)
