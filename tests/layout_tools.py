"""Reads the layouts the way their programs do, by what is documented of the formats; shares nothing with the writers.

Each reader returns what a person can move: {OSC address: (value at one end, value at the other)}.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator
from typing import Any

Travel = dict[str, tuple[float, float]]
Rectangle = tuple[float, float, float, float]


def overlap(a: Rectangle, b: Rectangle) -> bool:
    """Whether two rectangles (x, y, width, height) share more than an edge."""
    slack = 0.51  # rounded to pixels, two neighbours may touch
    return (
        a[0] + slack < b[0] + b[2]
        and b[0] + slack < a[0] + a[2]
        and a[1] + slack < b[1] + b[3]
        and b[1] + slack < a[1] + a[3]
    )


# -- TouchOSC: zlib, XML ----------------------------------------------------------------------------------------------


def tosc_nodes(content: bytes) -> list[tuple[ET.Element, ET.Element | None]]:
    """Every node with its parent."""
    root = ET.fromstring(zlib.decompress(content)).find("node")
    assert root is not None
    found: list[tuple[ET.Element, ET.Element | None]] = []

    def walk(node: ET.Element, parent: ET.Element | None) -> None:
        found.append((node, parent))
        for child in node.findall("children/node"):
            walk(child, node)

    walk(root, None)
    return found


def tosc_properties(node: ET.Element) -> dict[str, Any]:
    """Native values by key."""
    found: dict[str, Any] = {}
    for one in node.findall("properties/property"):
        key, value = one.findtext("key") or "", one.find("value")
        assert value is not None
        text = value.text or ""
        match one.get("type"):
            case "r":
                found[key] = tuple(float(value.findtext(part) or "") for part in "xywh")
            case "c":
                found[key] = tuple(float(value.findtext(part) or "") for part in "rgba")
            case "b":
                found[key] = text == "1"
            case "i":
                found[key] = int(text)
            case "f":
                found[key] = float(text)
            case _:
                found[key] = text
    return found


def tosc_travel(content: bytes) -> Travel:
    found: Travel = {}
    for node, _ in tosc_nodes(content):
        for message in node.findall("messages/osc"):
            if message.findtext("send") != "1" or (node.get("type") == "BUTTON" and message.findtext("receive") != "1"):
                continue
            (path,) = message.findall("path/partial")
            moved = [p for p in message.findall("arguments/partial") if p.findtext("type") == "VALUE"]
            ends = {(float(p.findtext("scaleMin") or ""), float(p.findtext("scaleMax") or "")) for p in moved}
            if ends:
                (found[path.findtext("value") or ""],) = ends
        script = str(tosc_properties(node).get("script", ""))
        shown = re.search(r"', (\S+) \+ self\.values\.x \* (\S+)\)", script)  # what is read is what is sent
        if shown:
            low, high = found[path.findtext("value") or ""]
            assert abs(float(shown[1]) - low) < 1e-6 and abs(float(shown[1]) + float(shown[2]) - high) < 1e-4
        bent = re.search(r"local value = (\S+) \* (\S+) \^ self\.values\.x", script)
        if bent:
            address = re.search(r"sendOSC\('(\S+)', value\)", script)
            assert address is not None
            found[address[1]] = (float(bent[1]), float(bent[1]) * float(bent[2]))
    return found


# -- Max: JSON --------------------------------------------------------------------------------------------------------


def max_patchers(content: bytes) -> Iterator[dict[str, Any]]:
    """Every window."""
    waiting = [json.loads(content)["patcher"]]
    while waiting:
        patcher = waiting.pop()
        waiting += [one["box"]["patcher"] for one in patcher["boxes"] if "patcher" in one["box"]]
        yield patcher


def max_travel(content: bytes) -> Travel:
    """Follows the lines back from each [prepend ADDRESS]: to a number, a toggle, or through [pak] and [/] to a knob."""
    found: Travel = {}
    for patcher in max_patchers(content):
        boxes = {one["box"]["id"]: one["box"] for one in patcher["boxes"]}
        sources: dict[str, list[str]] = {}
        for one in patcher["lines"]:
            line = one["patchline"]
            sources.setdefault(line["destination"][0], []).append(line["source"][0])
        for box in boxes.values():
            address = re.fullmatch(r'prepend "?(/[^"]*)"?', box.get("text", ""))
            if address is None:
                continue
            (source,) = (boxes[i] for i in sources[box["id"]])
            if source["maxclass"] == "flonum":
                found[address[1]] = (source["minimum"], source["maximum"])
            elif source["maxclass"] == "textbutton":
                found[address[1]] = (0.0, 1.0)
            elif source["text"] == "pak 0. 0.":
                divided = [boxes[i] for i in sources[source["id"]]]
                assert [one["text"] for one in divided] == ["/ 1000."] * 2
                (knob,) = {i for one in divided for i in sources[one["id"]]}
                pad = boxes[knob]
                assert (pad["leftvalue"], pad["rightvalue"]) == (pad["bottomvalue"], pad["topvalue"])
                found[address[1]] = (pad["leftvalue"] / 1000, pad["rightvalue"] / 1000)
    return found


# -- Pure Data: text --------------------------------------------------------------------------------------------------


def pd_atoms(line: str) -> list[str]:
    """Of one line, without its semicolon."""
    return [re.sub(r"\\(.)", r"\1", atom) for atom in re.findall(r"(?:\\.|\S)+", line)]


def pd_lines(content: bytes) -> list[list[str]]:
    return [pd_atoms(line) for line in content.decode().removesuffix(";\n").split(";\n")]


def pd_travel(content: bytes) -> Travel:
    found: Travel = {}
    for atoms in pd_lines(content):
        match atoms:
            case ["#X", "obj", _, _, "hsl" | "vsl", _, _, low, high, _, _, send, *_] if send != "empty":
                found[send] = (float(low), float(high))
            case ["#X", "obj", _, _, "tgl", _, _, send, *rest] if "/note/" not in send:
                found[send] = (0.0, float(rest[-1]))
    x, y = found.pop("/rt/param/x"), found.pop("/rt/param/y")
    assert x == y
    return found | {"/rt/xy": x}


# -- Open Stage Control: JSON -----------------------------------------------------------------------------------------


def stage_widgets(content: bytes) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Every widget with its parent."""
    waiting: list[tuple[dict[str, Any], dict[str, Any] | None]] = [(json.loads(content)["content"], None)]
    while waiting:
        widget, parent = waiting.pop()
        waiting += [(child, widget) for child in (*widget.get("tabs", ()), *widget.get("widgets", ()))]
        yield widget, parent


def stage_travel(content: bytes) -> Travel:
    found: Travel = {}
    for widget, _ in stage_widgets(content):
        if widget.get("bypass") or not str(widget.get("address", "")).startswith("/"):
            continue
        if widget["type"] == "fader":
            found[widget["address"]] = (widget["range"]["min"], widget["range"]["max"])
        elif widget["type"] == "xy":
            assert widget["rangeX"] == widget["rangeY"]
            found[widget["address"]] = (widget["rangeX"]["min"], widget["rangeX"]["max"])
        elif widget["type"] == "button" and widget["mode"] == "toggle":
            found[widget["address"]] = (widget["off"], widget["on"])
    return found
