"""Max's file: a patcher of boxes and lines, as JSON. No layout here.

The objects used are Max's own, of version 6 or newer; `PORTS` says how many inlets and outlets each has.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

from realtime.controllers.geometry import Rect

Box = dict[str, Any]
Port = tuple[str, int]  # a box's id, and which of its outlets or inlets

FONT = "Arial"
# Inlets, and the types of the outlets, of the objects that have as many whatever their arguments.
PORTS: dict[str, tuple[int, tuple[str, ...]]] = {
    "comment": (1, ()), "message": (2, ("",)), "panel": (1, ()), "inlet": (0, ("",)),
    "slider": (1, ("",)), "flonum": (1, ("", "bang")), "toggle": (1, ("int",)), "textbutton": (1, ("", "", "int")),
    "pictslider": (2, ("int", "int")), "kslider": (2, ("int", "int")),
    "s": (1, ()), "r": (0, ("",)), "prepend": (1, ("",)), "loadbang": (1, ("bang",)), "delay": (2, ("bang",)),
    "metro": (2, ("bang",)), "udpsend": (1, ()), "udpreceive": (1, ("",)), "pcontrol": (1, ("",)), "expr": (1, ("",)),
    "/": (2, ("float",)), "*": (2, ("float",)),
}  # fmt: skip


def ports(text: str) -> tuple[int, tuple[str, ...]]:
    """Inlets and outlet types of an object box by what is written in it."""
    name, *arguments = re.findall(r'"[^"]*"|\S+', text)
    n = len(arguments)
    match name:
        case "route":
            return 1 + n, ("",) * (1 + n)
        case "unpack":
            return 1, ("float",) * n
        case "pack" | "pak":
            return n, ("",)
        case "t":
            return 1, tuple({"b": "bang", "f": "float", "l": ""}[argument] for argument in arguments)
    return PORTS[name]


class Patcher:
    """Collects the boxes of one window. width, height: pixels, of the presentation."""

    def __init__(self, width: int, height: int, presentation: bool = True, background: str = "#101218") -> None:
        self.width, self.height, self.presentation, self.background = width, height, presentation, background
        self.boxes: list[Box] = []
        self.lines: list[dict[str, Any]] = []

    def add(self, kind: str, rect: Rect, shown: Rect | None = None, text: str | None = None, **attributes: Any) -> str:
        """A box. kind: its class, or newobj. rect: in the patch. shown: in the presentation. Returns its id."""
        inlets, outlets = ports(text or "") if kind == "newobj" else PORTS[kind]
        box: Box = {
            "id": f"obj-{len(self.boxes) + 1}",
            "maxclass": kind,
            "numinlets": inlets,
            "numoutlets": len(outlets),
        }
        if outlets:
            box["outlettype"] = list(outlets)
        if text is not None:
            box["text"] = text
        box["patching_rect"] = [float(v) for v in rect]
        if shown is not None:
            box |= {"presentation": 1, "presentation_rect": [float(v) for v in shown]}
        box |= attributes
        self.boxes.append(box)
        return str(box["id"])

    def inside(self, name: str, patcher: Patcher, rect: Rect) -> str:
        """A window of its own, which [pcontrol] opens through its one inlet."""
        box: Box = {"id": f"obj-{len(self.boxes) + 1}", "maxclass": "newobj", "numinlets": 1, "numoutlets": 0,
                    "text": f"p {name}", "patching_rect": [float(v) for v in rect],
                    "patcher": patcher.content()}  # fmt: skip
        self.boxes.append(box)
        return str(box["id"])

    def connect(self, source: str | Port, sink: str | Port) -> None:
        from_, to = (end if isinstance(end, tuple) else (end, 0) for end in (source, sink))
        self.lines.append({"patchline": {"source": list(from_), "destination": list(to)}})

    def chain(self, *boxes: str) -> None:
        """The left outlet of each to the left inlet of the next."""
        for source, sink in pairwise(boxes):
            self.connect(source, sink)

    def content(self) -> dict[str, Any]:
        return {
            "fileversion": 1, "appversion": {"major": 8, "minor": 0, "revision": 0, "architecture": "x64",
                                             "modernui": 1},
            "classnamespace": "box", "rect": [60.0, 80.0, float(self.width), float(self.height)],
            "openinpresentation": int(self.presentation), "default_fontsize": 12.0, "default_fontface": 0,
            "default_fontname": FONT, "bgcolor": rgba(self.background), "editing_bgcolor": rgba("#e4e4e8"),
            "boxes": [{"box": box} for box in self.boxes], "lines": self.lines,
        }  # fmt: skip

    def render(self) -> bytes:
        """The bytes of a .maxpat or .maxhelp file."""
        return (json.dumps({"patcher": self.content()}, indent=1, ensure_ascii=True) + "\n").encode()


def rgba(colour: str, alpha: float = 1.0) -> list[float]:
    """ "#rrggbb" as Max has it."""
    return [round(int(colour[i : i + 2], 16) / 255, 4) for i in (1, 3, 5)] + [alpha]


def word(value: str | float) -> str:
    """An atom of a message: what has a space or a comma in it is quoted."""
    if not isinstance(value, str):
        return f"{value:.7g}"
    return f'"{value}"' if any(character in value for character in ' ,;$"') else value
