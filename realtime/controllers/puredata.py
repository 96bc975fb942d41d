"""A patch for Pure Data, vanilla 0.46 or newer: a window for each page, and a subpatch that talks OSC.

Everything one touches sends to the name that is its OSC address and hears `set` at that name with /set behind it, so
that the subpatch `osc` is the only place that knows the network, and any other patch can play the instrument as well:
`[s /rt/param/brightness/set]` moves that slider.
"""

from __future__ import annotations

from realtime.controllers.geometry import HEIGHT, TABS, WIDTH, Placed, Rect, arrange, fader_parts, row_parts
from realtime.controllers.pd_canvas import Canvas, text
from realtime.controllers.pd_network import meter_name, network, press_name
from realtime.controllers.surface import Control, Page, Surface

SCALE = 0.8
BOTTOM = 90  # pixels below the first page, for the other windows and the connection
BACKGROUND, PANEL, TEXT, DIM, ACCENT = "#101218", "#20242e", "#e8eaf0", "#9aa0b0", "#4fa3d1"
DOT = 9


def write(surface: Surface) -> bytes:
    """The bytes of a .pd file."""
    width, height = round(WIDTH * SCALE), round((HEIGHT - TABS) * SCALE)
    first, *others = surface.pages
    main = Canvas(width, height + BOTTOM)
    main.ground(Rect(0, 0, width, height + BOTTOM), BACKGROUND)
    _Drawn(surface, main).page(first)
    for i, page in enumerate(others):
        window = Canvas(width, height, page.title)
        window.ground(Rect(0, 0, width, height), BACKGROUND)
        _Drawn(surface, window).page(page)
        main.subpatch(window, page.title, 12 + 90 * i, height + 8)
    main.subpatch(network(surface, _mark_travel(first)), "osc", 12 + 90 * len(others), height + 8)
    connection = main.message(12, height + 42, f"connect {text(surface.host)} {surface.port}")
    closing = main.message(260, height + 42, "disconnect")
    out = main.add("obj", 12, height + 68, "s", "rtgen-net")
    main.connect(connection, out)
    main.connect(closing, out)
    hint = f"click a box above to open its page; feedback comes to port {surface.feedback_port}"
    main.ground(Rect(340, height + 42, 1, 20), BACKGROUND, hint, DIM, 10, (4, 10))
    return main.render().encode()


class _Drawn:
    """Draws pages into a window."""

    def __init__(self, surface: Surface, canvas: Canvas) -> None:
        self.surface, self.canvas = surface, canvas

    def page(self, page: Page) -> None:
        placed, titles = arrange(page)
        for title in titles:
            self.label(title.rect.scaled(SCALE), title.text, DIM, middle=False)
        for control, rect in placed:
            self.control(Placed(control, rect.scaled(SCALE)))

    def control(self, placed: Placed) -> None:
        c, rect = placed
        match c.kind:
            case "fader":
                self.fader(c, rect)
            case "xy":
                self.map(c, rect)
            case "place":
                self.mark(c, map_area(rect), ACCENT)
            case "meter":
                self.meter(c, rect)
            case "value" | "text":
                self.reading(c, rect)
            case _:
                self.press(c, rect)

    def fader(self, c: Control, rect: Rect) -> None:
        """Name, slider, number, unit, from top to bottom."""
        parts = fader_parts(rect, 18, 38)
        self.label(parts.name, c.label)
        body, log, colour = parts.body, c.curve == "log", self.colour(c)
        w = min(body.w, 60)
        inside = Rect(body.x + (body.w - w) / 2, body.y + 3, w, body.h - 6)
        self.canvas.slider(inside, True, c.low, c.high, log, c.address, f"{c.address}/set", PANEL, colour)
        digits = 6 if parts.value.w >= 60 else 5
        left = parts.value.x + max((parts.value.w - 7 * digits - 12) / 2, 0)
        self.canvas.number(left, parts.value.y + 2, digits, c.low, c.high, f"{c.address}/set", f"{c.address}/show",
                           PANEL, TEXT)  # fmt: skip
        if c.short_unit:
            self.label(Rect(parts.value.x, parts.value.y + 20, parts.value.w, 16), c.short_unit, DIM)

    def map(self, c: Control, rect: Rect) -> None:
        """A picture of the map with a slider along each side, and a white mark where they meet."""
        area = map_area(rect)
        self.canvas.ground(area, PANEL)
        for x, y, style in self.surface.points:
            left, top = area.x + (x + 1) / 2 * (area.w - DOT), area.y + (1 - y) / 2 * (area.h - DOT)
            self.canvas.ground(Rect(left, top, DOT, DOT), self.surface.colours[style])
        self.mark(c, area, "#ffffff")
        for name, upright in zip(c.names, (False, True), strict=True):
            along = (
                Rect(rect.x, area.y + 3, 20, area.h - 6)
                if upright
                else Rect(area.x + 3, area.y + area.h + 6, area.w - 6, 20)
            )
            address = f"/rt/param/{name}"
            self.canvas.slider(along, upright, c.low, c.high, False, address, f"{address}/set", PANEL, TEXT)

    def mark(self, c: Control, area: Rect, colour: str) -> None:
        middle = Rect(area.x + (area.w - DOT) / 2, area.y + (area.h - DOT) / 2, DOT, DOT)
        self.canvas.ground(middle, colour, receive=f"{c.address}/mark")

    def meter(self, c: Control, rect: Rect) -> None:
        name, body, value = row_parts(rect)
        self.label(name, c.label)
        target = meter_name(c)
        self.canvas.slider(Rect(body.x, body.y + 6, body.w - 8, body.h - 12), False, c.low, c.high, False, "empty",
                           f"{target}/set", PANEL, ACCENT)  # fmt: skip
        self.canvas.number(value.x, value.y + (value.h - 16) / 2, 5, -1e9, 1e9, "empty", f"{target}/show", PANEL, TEXT)

    def reading(self, c: Control, rect: Rect) -> None:
        name, body, _ = row_parts(rect)
        self.label(name, c.caption)
        y = rect.y + (rect.h - 16) / 2
        if c.kind == "text":
            self.canvas.add("symbolatom", body.x, y, 38, 0, 0, 0, "-", f"{c.address}/show", "-", 12)
        else:
            self.canvas.number(body.x, y, 9, -1e9, 1e9, "empty", f"{c.address}/show", PANEL, TEXT)

    def press(self, c: Control, rect: Rect) -> None:
        """A square to click, with its name below, or beside it where the place is wide."""
        wide = rect.w > 2.2 * rect.h
        size = round(min(rect.h - 4, 44) if wide else min(rect.w - 4, rect.h - 22, 60))
        x = rect.x + 2 if wide else rect.x + (rect.w - size) / 2
        y = rect.y + (rect.h - size) / 2 if wide else rect.y + 2
        colour = self.colour(c)
        if c.kind == "toggle":
            self.canvas.toggle(x, y, size, c.address, 1.0, PANEL, colour)
        elif c.kind == "note":
            (address, (key, velocity)), *_ = c.messages
            dark = "#" in c.label
            ground = "#39404f" if dark else "#8a93a8"
            self.canvas.toggle(
                x, y, size, f"{address}/{key}", float(velocity), ground, "#ffffff" if dark else "#000000"
            )
        else:
            self.canvas.button(x, y, size, press_name(c), PANEL, colour)
        if wide:
            self.label(Rect(x + size + 4, rect.y, rect.w - size - 6, rect.h), c.label, middle=False)
        else:
            self.label(Rect(rect.x, y + size + 2, rect.w, 16), c.label)

    def label(self, rect: Rect, said: str, ink: str = TEXT, middle: bool = True) -> None:
        """Text, in the middle or from the left. Pd has no alignment: a letter at size 10 is 6 pixels wide."""
        left = max((rect.w - 6 * len(said)) / 2, 0) if middle else 0
        self.canvas.ground(Rect(rect.x, rect.y, 1, 1), BACKGROUND, said, ink, 10, (round(left), round(rect.h / 2)))

    def colour(self, c: Control) -> str:
        if c.style is not None:
            return self.surface.colours[c.style]
        return {"panic": "#d14f4f", "mute": "#d1a04f", "freeze": "#4fc3b0"}.get(c.label, ACCENT)


def map_area(rect: Rect) -> Rect:
    """The picture: the upper right of the square, beside a slider and above another."""
    side = rect.w - 30
    return Rect(rect.x + 30, rect.y, side, side)


def _mark_travel(first: Page) -> Rect:
    """Where the corner of the mark on the map may be."""
    placed, _ = arrange(first)
    area = next(map_area(one.rect.scaled(SCALE)) for one in placed if one.control.kind == "xy")
    return Rect(area.x, area.y, area.w - DOT, area.h - DOT)
