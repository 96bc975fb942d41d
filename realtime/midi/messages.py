"""MIDI messages out of bytes. Pure functions; whatever is malformed, unknown or of no use here is None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

KINDS = {0x80: "off", 0x90: "on", 0xB0: "control", 0xC0: "program", 0xE0: "bend"}
LENGTHS = {"off": 3, "on": 3, "control": 3, "program": 2, "bend": 3}
REAL_TIME = {0xF8: "clock", 0xFA: "start", 0xFB: "continue", 0xFC: "stop"}


class Message(NamedTuple):
    """kind: one of KINDS or REAL_TIME. channel: 1 to 16, 0 for what has none. number: of the key, controller or
    program, 0 to 127. value: velocity or position, 0 to 127; of a bend 0 to 16383, 8192 in the middle."""

    kind: str
    channel: int = 0
    number: int = 0
    value: int = 0


def parse(data: Sequence[int]) -> Message | None:
    """One whole message, as drivers deliver it (no running status). A key struck with velocity 0 is let go."""
    if not data:
        return None
    status = data[0]
    if status in REAL_TIME:
        return Message(REAL_TIME[status])
    kind = KINDS.get(status & 0xF0)
    if kind is None or len(data) != LENGTHS[kind] or any(not 0 <= byte < 128 for byte in data[1:]):
        return None
    channel, number, value = (status & 0x0F) + 1, data[1], data[2] if len(data) == 3 else 0
    if kind == "bend":
        return Message(kind, channel, 0, number | value << 7)
    if kind == "on" and value == 0:
        kind = "off"
    return Message(kind, channel, number, value)
