"""TouchOSC's file: zlib-compressed XML, a tree of nodes with typed properties, values and messages. No layout here.

The structure is that of the manual (hexler.net/touchosc/manual) and of files the editor writes: <lexml> holds a GROUP,
a node has <properties>, <values>, <messages>, <children>; a property is (type, key, value) with the types s, b, i, f,
r (frame) and c (colour). Version 3 is what every TouchOSC since 1.0 reads.
"""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from realtime.controllers.geometry import Rect

VERSION = "3"
CONNECTIONS = "11111"  # sends to and hears every connection that is switched on
LEVEL = 9  # of zlib; fixed, so that a file comes out the same everywhere zlib does

Value = str | bool | int | float | Rect
COLOUR_KEYS = frozenset({"color", "textColor", "gridColor", "tabColorOn", "tabColorOff", "textColorOn", "textColorOff"})
VALUES: dict[str, tuple[tuple[str, str], ...]] = {  # what a node of each type holds, and its first value
    "GROUP": (("touch", "false"),), "PAGER": (("page", "0"), ("touch", "false")), "BOX": (("touch", "false"),),
    "LABEL": (("text", ""), ("touch", "false")), "BUTTON": (("x", "0"), ("touch", "false")),
    "FADER": (("x", "0"), ("touch", "false")), "XY": (("x", "0"), ("y", "0"), ("touch", "false")),
}  # fmt: skip


@dataclass(frozen=True)
class Partial:
    """One part of an address or one argument. kind: CONSTANT, VALUE or PROPERTY. low, high: what 0 and 1 stand for."""

    kind: str
    conversion: str
    value: str
    low: float = 0.0
    high: float = 1.0

    def xml(self) -> str:
        return (
            f"<partial><type>{self.kind}</type><conversion>{self.conversion}</conversion><value>{_cdata(self.value)}"
            f"</value><scaleMin>{number(self.low)}</scaleMin><scaleMax>{number(self.high)}</scaleMax></partial>"
        )


@dataclass(frozen=True)
class Osc:
    """An OSC message. triggers: (value, ANY | RISE | FALL). Feedback is off, so that what is heard is not sent back."""

    address: str
    arguments: tuple[Partial, ...] = ()
    triggers: tuple[tuple[str, str], ...] = (("x", "ANY"),)
    send: bool = True
    receive: bool = True

    def xml(self) -> str:
        path = Partial("CONSTANT", "STRING", self.address).xml()
        return (
            f"<osc><enabled>1</enabled><send>{number(self.send)}</send><receive>{number(self.receive)}</receive>"
            f"<feedback>0</feedback><connections>{CONNECTIONS}</connections>{_triggers(self.triggers)}"
            f"<path>{path}</path><arguments>{''.join(partial.xml() for partial in self.arguments)}</arguments></osc>"
        )


@dataclass(frozen=True)
class Local:
    """Sets value x of another node, to the own x or to a constant (0 to 1)."""

    to: str
    constant: float | None = None
    triggers: tuple[tuple[str, str], ...] = (("x", "ANY"),)

    def xml(self) -> str:
        kind, value = ("VALUE", "x") if self.constant is None else ("CONSTANT", number(self.constant))
        return (
            f"<local><enabled>1</enabled>{_triggers(self.triggers)}<type>{kind}</type><conversion>FLOAT</conversion>"
            f"<value>{_cdata(value)}</value><scaleMin>0</scaleMin><scaleMax>1</scaleMax><dstType>VALUE</dstType>"
            f"<dstVar>{_cdata('x')}</dstVar><dstID>{_cdata(self.to)}</dstID></local>"
        )


@dataclass
class Node:
    """path: unique in the file; its identifier is made from it, the same every time."""

    kind: str
    path: str
    name: str
    frame: Rect
    properties: dict[str, Value] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    messages: list[Osc | Local] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def identifier(self) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"realtime-gen/controllers/{self.path}"))

    def xml(self) -> str:
        properties = {
            **_COMMON,
            **_OF_TYPE.get(self.kind, {}),
            "name": self.name,
            "frame": self.frame,
            **self.properties,
        }
        parts = [f"<node ID='{self.identifier}' type='{self.kind}'>", "<properties>"]
        parts += [_property(key, properties[key]) for key in sorted(properties)]
        parts.append("</properties><values>")
        for key, first in VALUES[self.kind]:
            parts.append(
                f"<value><key>{_cdata(key)}</key><locked>0</locked><lockedDefaultCurrent>0</lockedDefaultCurrent>"
                f"<default>{_cdata(self.values.get(key, first))}</default><defaultPull>0</defaultPull></value>"
            )
        parts.append("</values>")
        for tag, items in (("messages", self.messages), ("children", self.children)):
            if items:
                parts += [f"<{tag}>", *(item.xml() for item in items), f"</{tag}>"]
        return "".join((*parts, "</node>"))


def document(root: Node) -> bytes:
    """The bytes of a .tosc file."""
    xml = f"<?xml version='1.0' encoding='UTF-8'?><lexml version='{VERSION}'>{root.xml()}</lexml>"
    return zlib.compress(xml.encode(), LEVEL)


def number(value: float) -> str:
    """As short as it can be: 1, 0.8."""
    return f"{float(value):.7g}"


_COMMON: dict[str, Value] = {
    "background": True, "color": "#2a2e3a", "cornerRadius": 3.0, "grabFocus": True, "interactive": True,
    "locked": False, "orientation": 0, "outline": True, "outlineStyle": 1, "pointerPriority": 0, "shape": 1,
    "visible": True,
}  # fmt: skip
_STILL: dict[str, Value] = {"interactive": False, "grabFocus": False, "outline": False}
_OF_TYPE: dict[str, dict[str, Value]] = {
    "GROUP": {**_STILL, "background": False, "cornerRadius": 0.0},
    "PAGER": {"background": False, "cornerRadius": 0.0, "grabFocus": False, "outline": False, "tabLabels": True,
              "tabbar": True, "textSizeOff": 16, "textSizeOn": 16},
    "BOX": _STILL,
    "LABEL": {**_STILL, "background": False, "font": 0, "textAlignH": 2, "textAlignV": 2, "textClip": True,
              "textColor": "#e8eaf0", "textLength": 0, "textSize": 14},
    "BUTTON": {"buttonType": 0, "press": True, "release": True, "valuePosition": False},
    "FADER": {"bar": True, "barDisplay": 0, "cursor": True, "cursorDisplay": 0, "grid": False, "gridColor": "#00000040",
              "gridSteps": 10, "response": 0, "responseFactor": 100},
    "XY": {"cursor": True, "cursorDisplay": 0, "gridColor": "#ffffff20", "gridStepsX": 4, "gridStepsY": 4,
           "gridX": True, "gridY": True, "lines": True, "linesDisplay": 0, "lockX": False, "lockY": False,
           "response": 0, "responseFactor": 100},
}  # fmt: skip


def _property(key: str, value: Value) -> str:
    if key in COLOUR_KEYS:
        assert isinstance(value, str)
        parts = [int(value[i : i + 2], 16) / 255 for i in range(1, len(value), 2)]
        parts += [1.0] * (4 - len(parts))
        kind, text = "c", "".join(f"<{c}>{number(round(v, 4))}</{c}>" for c, v in zip("rgba", parts, strict=True))
    elif isinstance(value, Rect):
        kind, text = "r", "".join(f"<{c}>{number(v)}</{c}>" for c, v in zip("xywh", value, strict=True))
    elif isinstance(value, str):
        kind, text = "s", _cdata(value)
    else:
        kind = "b" if isinstance(value, bool) else "i" if isinstance(value, int) else "f"
        text = number(value)
    return f"<property type='{kind}'><key>{_cdata(key)}</key><value>{text}</value></property>"


def _triggers(triggers: Sequence[tuple[str, str]]) -> str:
    if not triggers:
        return ""
    each = (f"<trigger><var>{_cdata(var)}</var><condition>{when}</condition></trigger>" for var, when in triggers)
    return f"<triggers>{''.join(each)}</triggers>"


def _cdata(text: str) -> str:
    """As the editor writes texts; what would end the section is escaped instead."""
    return escape(text) if "]]>" in text else f"<![CDATA[{text}]]>"
