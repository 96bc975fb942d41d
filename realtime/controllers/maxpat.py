"""A patch for Max 8 (or 7), of its own objects only: a window for each page, opened by a button on the first.

Each control is a small chain that one can read and change: [r rtgen-in] -> [route ADDRESS] -> [prepend set] -> the
slider -> its number -> [prepend ADDRESS] -> [s rtgen-out]. The first window alone knows the network.
"""

from __future__ import annotations

import math
from typing import Any

from realtime.controllers.geometry import HEIGHT, TABS, WIDTH, Placed, Rect, arrange, fader_parts, row_parts
from realtime.controllers.max_patcher import Patcher, rgba, word
from realtime.controllers.max_window import ACCENT, DIM, OUT, PANEL, TEXT, Window
from realtime.controllers.surface import PADS, Control, Page, Surface

SCALE = 0.8
BOTTOM = 84  # pixels below the first page, for the other windows and the connection
SILENT_MS, ALIVE_MS = 5000, 20000  # ask for feedback after so long a silence; say that we are there this often
DOT = 10


def write(surface: Surface) -> bytes:
    """The bytes of a .maxpat file."""
    width, height = round(WIDTH * SCALE), round((HEIGHT - TABS) * SCALE)
    first, *others = surface.pages
    main = Patcher(width, height + BOTTOM)
    drawn = _Drawn(surface, main)
    drawn.page(first)
    drawn.network(height)
    for i, page in enumerate(others):
        window = Patcher(width, height)
        inner = _Drawn(surface, window)
        inner.add("inlet", comment="open")
        inner.page(page)
        button = drawn.add("textbutton", Rect(10 + 108 * i, height + 6, 100, 28), text=page.title, fontsize=13.0)
        message = drawn.add("message", text="open")
        control = drawn.add("newobj", text="pcontrol")
        inside = main.inside(page.title, window, drawn.next())
        main.chain(button, message, control, inside)
        drawn.new_strip()
    return main.render()


class _Drawn(Window):
    """Draws pages into a window."""

    # -- pages --

    def page(self, page: Page) -> None:
        placed, titles = arrange(page)
        for title in titles:
            self.say(title.text, title.rect.scaled(SCALE), DIM, 0)
            self.new_strip()
        notes = [one for one in placed if one.control.kind == "note"]
        for control, rect in placed:
            if control.kind != "note":
                self.control(Placed(control, rect.scaled(SCALE)))
                self.new_strip()
        if notes:
            self.keys(notes)
            self.new_strip()

    def control(self, placed: Placed) -> None:
        c, rect = placed
        match c.kind:
            case "fader":
                self.fader(c, rect)
            case "xy":
                self.map(c, rect)
            case "place":
                self.marked(c, rect, ignoreclick=1, elementcolor=rgba(ACCENT))
            case "toggle":
                self.toggle(c, rect)
            case "meter":
                self.meter(c, rect)
            case "value" | "text":
                self.reading(c, rect)
            case _:
                self.button(c, rect)

    def fader(self, c: Control, rect: Rect) -> None:
        """Name, slider, number, unit, from top to bottom."""
        parts = fader_parts(rect, 20, 42)
        self.say(c.label, parts.name)
        heard = self.heard(c.address)
        shows = self.add("newobj", text="prepend set")
        body = Rect(
            parts.body.x + max((parts.body.w - 60) / 2, 0), parts.body.y + 2, min(parts.body.w, 60), parts.body.h - 4
        )
        bent = c.curve == "log" or c.high - c.low < 1.0  # the least size of a slider
        low, size = (0.0, 1.0) if bent else (c.low, c.high - c.low)
        slider = self.add(
            "slider", body, min=low, size=size, floatoutput=1, orientation=2, bgcolor=rgba(PANEL),
            elementcolor=rgba(PANEL), knobcolor=rgba(self.colour(c)), annotation=c.doc,
        )  # fmt: skip
        width = min(parts.value.w, 90)
        below = Rect(parts.value.x + (parts.value.w - width) / 2, parts.value.y, width, 20)
        number = self.number(below, c.decimals, minimum=c.low, maximum=c.high)
        sends = self.add("newobj", text=f"prepend {word(c.address)}")
        out = self.add("newobj", text=OUT)
        if bent:
            to_value, to_travel = _bending(c)
            value, travel = (self.add("newobj", text=f"expr {text}") for text in (to_value, to_travel))
            back = self.add("newobj", text="prepend set")
            self.patcher.chain(slider, value, number)
            self.patcher.chain(heard, travel, back, slider)
            self.patcher.connect(number, travel)
            self.patcher.chain(heard, shows, number)
        else:
            self.patcher.chain(slider, number)
            self.patcher.chain(heard, shows, slider)
            self.patcher.connect(shows, number)
            self.patcher.connect(number, shows)
        self.patcher.chain(number, sends, out)
        if c.style is not None:  # the bar on the first page follows
            self.patcher.connect(sends, self.add("newobj", text="s rtgen-in"))
        if c.short_unit:
            self.say(c.short_unit, Rect(parts.value.x, parts.value.y + 21, parts.value.w, 20), DIM)

    def map(self, c: Control, rect: Rect) -> None:
        """The moments of the recordings as dots, and over them a knob to drag."""
        pad = self.marked(c, rect, elementcolor=rgba("#ffffff"), annotation=c.doc)
        scaled = [self.add("newobj", text="/ 1000.") for _ in c.names]
        both = self.add("newobj", text="pak 0. 0.")
        sends = self.add("newobj", text=f"prepend {c.address}")
        for i in range(2):
            self.patcher.connect((pad, i), scaled[i])
            self.patcher.connect(scaled[i], (both, i))
        self.patcher.chain(both, sends, self.add("newobj", text=OUT))
        for x, y, style in self.surface.points:
            left, top = rect.x + (x + 1) / 2 * (rect.w - DOT), rect.y + (1 - y) / 2 * (rect.h - DOT)
            self.panel(Rect(round(left), round(top), DOT, DOT), self.surface.colours[style], shape=1)
        self.panel(rect, PANEL)

    def marked(self, c: Control, rect: Rect, **attributes: Any) -> str:
        """A knob on the map that shows what the instrument says of an address."""
        heard = self.heard(c.address)
        parts = self.add("newobj", text="unpack 0. 0.")
        back = [self.add("newobj", text="* 1000.") for _ in range(2)]
        place = self.add("newobj", text="pak 0 0")
        shows = self.add("newobj", text="prepend set")
        knob = self.add(
            "pictslider", rect, leftvalue=-1000, rightvalue=1000, topvalue=1000, bottomvalue=-1000, invisiblebkgnd=1,
            bgcolor=rgba(PANEL, 0.0), **attributes,
        )  # fmt: skip
        self.patcher.chain(heard, parts)
        self.patcher.chain(place, shows, knob)
        for i in range(2):
            self.patcher.connect((parts, i), back[i])
            self.patcher.connect(back[i], (place, i))
        return knob

    def toggle(self, c: Control, rect: Rect) -> None:
        """A button that stays down."""
        heard = self.heard(c.address)
        shows = self.add("newobj", text="prepend set")
        button = self.pressed(c, rect, mode=1, texton=c.label, bgoncolor=rgba(self.colour(c)), usebgoncolor=1)
        sends = self.add("newobj", text=f"prepend {word(c.address)}")
        out = self.add("newobj", text=OUT)
        self.patcher.chain(heard, shows, button, sends, out)

    def button(self, c: Control, rect: Rect) -> None:
        """What a press sends; a choice is heard here as well, so that the faders it moves follow."""
        weight = c.kind == "choice" and c.style is not None
        button = self.pressed(c, Rect(rect.x, rect.y, rect.w, rect.h - 28) if weight else rect)
        said = ", ".join(" ".join(word(part) for part in (address, *arguments)) for address, arguments in c.messages)
        message = self.add("message", text=said)
        self.patcher.chain(button, message, self.add("newobj", text=OUT))
        if c.kind == "choice":
            self.patcher.connect(message, self.add("newobj", text="s rtgen-in"))
        if weight:
            heard = self.heard(c.address)
            shows = self.add("newobj", text="prepend set")
            bar = self.bar(Rect(rect.x, rect.y + rect.h - 24, rect.w, 24), c, self.colour(c))
            self.patcher.chain(heard, shows, bar)

    def keys(self, notes: list[Placed]) -> None:
        """A keyboard over the place of the pads; its velocity is the height at which a key is touched."""
        left, top = min(one.rect.x for one in notes), min(one.rect.y for one in notes)
        right = max(one.rect.x + one.rect.w for one in notes)
        (address, _), *_ = notes[0].control.messages
        shown = Rect(left, top, right - left, 190).scaled(SCALE)
        board = self.add("kslider", shown, offset=PADS[0], range=len(PADS), mode=2)
        strength = self.add("newobj", text="/ 127.")
        pair = self.add("newobj", text="pack 0 0.")
        sends = self.add("newobj", text=f"prepend {address}")
        out = self.add("newobj", text=OUT)
        self.patcher.connect((board, 1), strength)
        self.patcher.connect(strength, (pair, 1))
        self.patcher.chain(board, pair, sends, out)
        self.say(
            "the lower a key is touched, the louder; it sounds until it is let go",
            Rect(shown.x, shown.y + shown.h + 6, 600, 20),
            DIM,
            0,
        )

    def meter(self, c: Control, rect: Rect) -> None:
        name, body, value = row_parts(rect)
        self.say(c.caption, name)
        heard = self.heard(c.address)
        parts = self.add("newobj", text="unpack 0. 0.")
        shows = self.add("newobj", text="prepend set")
        bar = self.bar(Rect(body.x, body.y + 6, body.w - 6, body.h - 12), c, ACCENT)
        number = self.number(Rect(value.x, value.y + (value.h - 20) / 2, value.w, 20), c.decimals, ignoreclick=1)
        self.patcher.chain(heard, parts)
        self.patcher.connect((parts, c.argument), shows)
        self.patcher.chain(shows, bar)
        self.patcher.connect(shows, number)

    def reading(self, c: Control, rect: Rect) -> None:
        name, body, _ = row_parts(rect)
        self.say(c.caption, name)
        heard = self.heard(c.address)
        shows = self.add("newobj", text="prepend set")
        place = Rect(body.x, rect.y + (rect.h - 20) / 2, rect.w - name.w, 20)
        if c.kind == "text":
            shown = self.say("-", place, TEXT, 0)
        else:
            shown = self.number(Rect(place.x, place.y, 100, 20), c.decimals, ignoreclick=1)
        self.patcher.chain(heard, shows, shown)

    # -- the network --

    def network(self, top: float) -> None:
        """What sends, what listens, and what asks for feedback."""
        s, add, chain = self.surface, self.add, self.patcher.chain
        address = add("message", Rect(10, top + 44, 220, 22), text=f"host {s.host}, port {s.port}")
        hint = f"where it sends: edit this message, lock the patch, click it. Feedback comes to port {s.feedback_port}"
        self.say(hint, Rect(240, top + 44, 570, 22), DIM, 0)
        chain(add("newobj", text="r rtgen-out"), sender := add("newobj", text=f"udpsend {s.host} {s.port}"))
        self.patcher.connect(address, sender)
        self.new_strip()
        receiver = add("newobj", text=f"udpreceive {s.feedback_port}")
        chain(receiver, add("newobj", text="s rtgen-in"))
        heard, silence = add("newobj", text="t b"), add("newobj", text=f"delay {SILENT_MS}")
        started = add("newobj", text="loadbang")
        ask = add("message", text=f"/rt/subscribe {s.feedback_port}")
        chain(receiver, heard, silence, ask, add("newobj", text=OUT))
        chain(started, ask)
        chain(started, silence)
        self.patcher.connect(silence, silence)
        self.new_strip()
        on, alive = add("newobj", text="loadbang"), add("message", text="1")
        chain(
            on, alive, add("newobj", text=f"metro {ALIVE_MS}"), add("message", text="/rt/ping"), add("newobj", text=OUT)
        )
        self.new_strip()


def _bending(c: Control) -> tuple[str, str]:
    """From the way of a slider, 0 to 1, to the value, and back."""
    if c.curve == "log":
        rate = math.log(c.high / c.low)
        return f"{c.low:.7g} * exp($f1 * {rate:.7g})", f"log($f1 / {c.low:.7g}) / {rate:.7g}"
    return f"{c.low:.7g} + $f1 * {c.high - c.low:.7g}", f"($f1 - {c.low:.7g}) / {c.high - c.low:.7g}"
