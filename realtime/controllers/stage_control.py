"""A session for Open Stage Control (1.30): JSON, a tab for each page, widgets placed in percent of the window.

A widget has the properties that the program documents for its type; those left out take their defaults. The scripts
use its documented `set` and `send`: a value is shown with its unit, a choice moves its faders, feedback is asked for.
"""

from __future__ import annotations

import json
import re
from typing import Any

from realtime.controllers.geometry import HEIGHT, TABS, WIDTH, Placed, Rect, arrange, fader_parts, row_parts
from realtime.controllers.surface import PADS, VELOCITY, Control, Page, Surface

Widget = dict[str, Any]
VERSION = "1.30.1"
BACKGROUND, PANEL, TEXT, DIM, ACCENT = "#101218", "#20242e", "#e8eaf0", "#9aa0b0", "#4fa3d1"
COLOURS = {"panic": "#d14f4f", "mute": "#d1a04f", "freeze": "#4fc3b0"}
BREAKPOINTS = 4  # of a logarithmic range, which is drawn as so many straight pieces
ALIVE_MS = 20000  # the instrument forgets who is silent for a minute


def write(surface: Surface) -> bytes:
    """The bytes of a .json file."""
    content = {"createdWith": "Open Stage Control", "version": VERSION, "type": "session"}
    session = content | {"content": _Session(surface).root()}
    return (json.dumps(session, indent=1, ensure_ascii=True) + "\n").encode()


class _Session:
    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        host = f"[{surface.host}]" if ":" in surface.host else surface.host
        self.target = f"{host}:{surface.port}"
        self.choices = {c.address for c in surface if c.kind == "choice" and c.style is not None}

    def root(self) -> Widget:
        subscribe = f'send("{self.target}", "/rt/subscribe", {self.surface.feedback_port})'
        ping = f'setInterval("alive", function() {{ send("{self.target}", "/rt/ping") }}, {ALIVE_MS})'
        return {
            "type": "root", "id": "root", "colorBg": BACKGROUND, "colorText": TEXT, "colorWidget": ACCENT,
            "onCreate": f"{subscribe}\n{ping}", "tabs": [self.tab(page) for page in self.surface.pages],
        }  # fmt: skip

    def tab(self, page: Page) -> Widget:
        placed, titles = arrange(page)
        widgets = [
            self.text(f"{page.title} title {i}", title.rect, title.text, DIM, align="left")
            for i, title in enumerate(titles)
        ]
        notes = [one for one in placed if one.control.kind == "note"]
        for one in placed:
            if one.control.kind != "note":
                widgets += self.control(one, page.title)
        if notes:
            widgets.append(self.keyboard(notes))
        widgets.sort(
            key=lambda widget: widget["type"] == "xy" and widget.get("interaction", True)
        )  # touched, so on top
        return {"type": "tab", "id": f"page {page.title}", "label": page.title, "scroll": False, "widgets": widgets}

    # -- controls --

    def control(self, placed: Placed, page: str) -> list[Widget]:
        c, rect = placed
        match c.kind:
            case "fader":
                return self.fader(c, rect)
            case "xy":
                return self.map(c, rect)
            case "place":
                return [self.place(c, rect)]
            case "meter" | "value" | "text":
                return self.row(c, rect)
            case "choice":
                return self.choice(c, rect)
            case _:
                return [self.button(c, rect, page)]

    def fader(self, c: Control, rect: Rect) -> list[Widget]:
        """Its name, the fader, its value with the unit."""
        parts, name = fader_parts(rect), identifier(c.address)
        script = f'set("{name} value", value.toFixed({c.decimals}) + " {c.short_unit}", {{send: false}})'
        if c.address in self.choices:
            script += f'\nset("{name} weight", value, {{send: false}})'
        widget = self.widget("fader", name, parts.body, self.colour(c)) | {
            "design": "compact", "range": travel(c), "origin": 0 if c.low < 0 < c.high and c.low == -c.high else "auto",
            "default": c.default, "decimals": 5, "doubleTap": True, "comments": c.doc, "onValue": script,
            **self.sends(c.address, "f"),
        }  # fmt: skip
        return [
            self.text(f"{name} name", parts.name, c.label),
            widget,
            self.text(f"{name} value", parts.value, c.shown(c.default), DIM),
        ]

    def map(self, c: Control, rect: Rect) -> list[Widget]:
        dots = "".join(
            f'<circle cx="{50 * (x + 1):.1f}%" cy="{50 * (1 - y):.1f}%" r="6" fill="{self.surface.colours[style]}"/>'
            for x, y, style in self.surface.points
        )
        under = self.widget("svg", "map of the recordings", rect, PANEL) | {
            "interaction": False, "svg": f'<rect width="100%" height="100%" fill="{PANEL}"/>{dots}',
        }  # fmt: skip
        ends = {"min": c.low, "max": c.high}
        pad = self.widget("xy", identifier(c.address), rect, TEXT) | {
            "rangeX": ends, "rangeY": ends, "default": [c.default, c.default], "snap": True, "pips": False,
            "decimals": 4, "alphaFillOff": 0, "padding": 0, "comments": c.doc, **self.sends(c.address, "f"),
        }  # fmt: skip
        return [under, pad]

    def place(self, c: Control, rect: Rect) -> Widget:
        """A mark that follows the sound; under the pad, which is transparent, so that it takes no touches."""
        ends = {"min": c.low, "max": c.high}
        return self.widget("xy", identifier(c.address), rect, DIM) | {
            "rangeX": ends, "rangeY": ends, "pips": False, "pointSize": 8, "alphaFillOff": 0, "padding": 0,
            "interaction": False, "bypass": True, "address": c.address,
        }  # fmt: skip

    def button(self, c: Control, rect: Rect, page: str) -> Widget:
        name = identifier(c.address) if c.kind == "toggle" else f"{page} {c.label}"
        widget = self.widget("button", name, rect, self.colour(c)) | {
            "label": c.label,
            "wrap": "soft",
            "comments": c.doc,
        }
        if c.kind == "toggle":
            return widget | {"mode": "toggle", "on": 1, "off": 0, "default": c.default, **self.sends(c.address, "f")}
        ((address, arguments),) = c.messages
        if not arguments:
            return widget | {"mode": "momentary", **self.sends(address, "")}
        tags = "".join("s" if isinstance(argument, str) else "f" for argument in arguments)
        return widget | {"mode": "tap", "on": arguments[0], **self.sends(address, tags)}

    def choice(self, c: Control, rect: Rect) -> list[Widget]:
        """A button that moves faders, which send; under that of a style a bar that shows its weight."""
        script = "\n".join(f'set("{identifier(address)}", {values[0]:g})' for address, values in c.messages)
        widget = self.widget("button", f"choose {c.label}", rect, self.colour(c)) | {
            "label": c.label, "mode": "tap", "wrap": "soft", "bypass": True, "comments": c.doc, "onValue": script,
        }  # fmt: skip
        if c.style is None:
            return [widget]
        above, below = Rect(rect.x, rect.y, rect.w, rect.h - 44), Rect(rect.x, rect.y + rect.h - 40, rect.w, 40)
        bar = self.bar(f"{identifier(c.address)} weight", below, c.low, c.high, self.colour(c))
        return [widget | place(above), bar | {"address": c.address}]

    def keyboard(self, notes: list[Placed]) -> Widget:
        """All keys in one widget, over the place of the pads."""
        left, top = min(one.rect.x for one in notes), min(one.rect.y for one in notes)
        right = max(one.rect.x + one.rect.w for one in notes)
        bottom = max(one.rect.y + one.rect.h for one in notes)
        (address, _), *_ = notes[0].control.messages
        return self.widget("keyboard", "keys", Rect(left, top, right - left, bottom - top), ACCENT) | {
            "keys": len(PADS), "start": PADS[0], "on": VELOCITY, "off": 0, **self.sends(address, "if"),
        }  # fmt: skip

    def row(self, c: Control, rect: Rect) -> list[Widget]:
        """A meter or a text that follows the instrument."""
        name, body, value = row_parts(rect)
        said = f"{identifier(c.address)} {c.label}"
        label = self.text(f"{said} name", name, c.caption, DIM)
        if c.kind != "meter":
            wide = Rect(body.x, rect.y, rect.w - name.w, rect.h)
            return [label, self.text(said, wide, "") | {"address": c.address, "decimals": c.decimals, "align": "left"}]
        bar = self.bar(said, body, c.low, c.high, ACCENT)
        shown = f'set("{said} value", value.toFixed({c.decimals}), {{send: false}})'
        widgets = [label, bar | {"onValue": shown}, self.text(f"{said} value", value, "")]
        both = [one for one in self.surface if one.address == c.address]
        if len(both) == 1:
            widgets[1]["address"] = c.address
        elif c is both[0]:  # one message for two bars
            script = "\n".join(
                f'set("{identifier(one.address)} {one.label}", value[{one.argument}], {{send: false}})' for one in both
            )
            widgets.append({"type": "variable", "id": identifier(c.address), "address": c.address, "onValue": script})
        return widgets

    # -- parts --

    def widget(self, kind: str, name: str, rect: Rect, colour: str) -> Widget:
        return {"type": kind, "id": name, **place(rect), "colorWidget": colour}

    def text(self, name: str, rect: Rect, said: str, colour: str = TEXT, align: str = "center") -> Widget:
        widget = self.widget("text", name, rect, colour)
        return widget | {"colorText": colour, "default": said, "align": align, "bypass": True}

    def bar(self, name: str, rect: Rect, low: float, high: float, colour: str) -> Widget:
        return self.widget("fader", name, rect, colour) | {
            "design": "compact", "horizontal": True, "knobSize": 1, "range": {"min": low, "max": high}, "default": low,
            "interaction": False, "bypass": True,
        }  # fmt: skip

    def sends(self, address: str, tags: str) -> Widget:
        return {"address": address, "typeTags": tags, "target": [self.target], "ignoreDefaults": True}

    def colour(self, c: Control) -> str:
        return self.surface.colours[c.style] if c.style is not None else COLOURS.get(c.label, ACCENT)


def place(rect: Rect) -> Widget:
    """In percent of a tab."""
    height = HEIGHT - TABS
    sides = {"left": rect.x / WIDTH, "top": rect.y / height, "width": rect.w / WIDTH, "height": rect.h / height}
    return {side: f"{100 * share:.2f}%" for side, share in sides.items()}


def identifier(address: str) -> str:
    """An address as a widget's name, in which a star or a quotation mark would mean something."""
    name = address.removeprefix("/rt/").removeprefix("param/").replace("#", " sharp")
    return re.sub(r"[^A-Za-z0-9]+", " ", name).strip()


def travel(c: Control) -> dict[str, float]:
    """The range of a fader; a logarithmic one by its values at equal parts of the way."""
    if c.curve != "log":
        return {"min": c.low, "max": c.high}
    ratio = c.high / c.low
    between = {
        f"{100 * i // BREAKPOINTS}%": round(c.low * ratio ** (i / BREAKPOINTS), 1) for i in range(1, BREAKPOINTS)
    }
    return {"min": c.low, **between, "max": c.high}
