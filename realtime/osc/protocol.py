"""OSC 1.0/1.1 packets in, messages out, and the matching of address patterns. Pure functions for any thread.

Every byte that arrives is taken for hostile: sizes and ends are checked before anything behind them is touched, nesting
and numbers of things are capped, and whatever is wrong raises `OscError`, never anything else. A packet is refused
whole: nothing of a bundle is obeyed when a part of it is malformed. Building packets is python-osc's work
(`realtime.osc.feedback`); its parser is not used, because it hangs, recurses and lets other exceptions out.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from realtime.errors import RealtimeGenError

MAX_PACKET = 65507  # bytes: the largest UDP datagram
MAX_DEPTH = 8  # bundles within bundles
MAX_MESSAGES = 512  # in one packet; at most 20 ms of work
MAX_ARGUMENTS = 256  # of one message
MAX_ADDRESS = 256  # characters
MAX_PATTERN = 128  # characters; one pattern against 300 addresses takes at most some ms

Argument = float | int | str | bytes | bool | None

_NTP_TO_UNIX = 2208988800  # s, from 1900 to 1970
_INT32, _UINT64 = struct.Struct(">i"), struct.Struct(">Q")
_NUMBERS = {"i": struct.Struct(">i"), "f": struct.Struct(">f"), "d": struct.Struct(">d"), "h": struct.Struct(">q")}
_OPAQUE = {"t": 8, "r": 4, "m": 4}  # time tag, colour, MIDI: tolerated, handed on as bytes, nothing here wants them
_CONSTANTS: dict[str, Argument] = {"T": True, "F": False, "I": True, "N": None}  # I: an impulse, a pressed button


class OscError(RealtimeGenError):
    """A packet is malformed, or a message asks for what does not exist or make sense."""


class Message(NamedTuple):
    """One message. when: seconds since 1970 at which it is due; 0.0 or a past time: now. Arrays come flattened."""

    address: str
    arguments: tuple[Argument, ...]
    when: float


def parse(packet: bytes) -> list[Message]:
    """Every message of a packet, in order. Raises OscError with the reason."""
    if len(packet) > MAX_PACKET:
        raise OscError(f"a packet of {len(packet)} bytes; the most is {MAX_PACKET}")
    messages: list[Message] = []
    _element(packet, 0, len(packet), 0, 0.0, messages)
    return messages


def _element(data: bytes, start: int, end: int, depth: int, when: float, out: list[Message]) -> None:
    """Message or bundle in data[start:end]. Every start is a multiple of 4, because every size before it was."""
    if start == end:
        raise OscError("an empty packet")
    if (end - start) % 4:
        raise OscError(f"a size of {end - start} bytes, no multiple of 4")
    if data[start] == 0x2F:  # "/"
        if len(out) == MAX_MESSAGES:
            raise OscError(f"more than {MAX_MESSAGES} messages in one packet")
        out.append(_message(data, start, end, when))
    elif data.startswith(b"#bundle\0", start, end):
        _bundle(data, start, end, depth, when, out)
    else:
        raise OscError("neither a message, which starts with '/', nor a bundle, which starts with '#bundle'")


def _bundle(data: bytes, start: int, end: int, depth: int, when: float, out: list[Message]) -> None:
    if depth == MAX_DEPTH:
        raise OscError(f"bundles nested more than {MAX_DEPTH} deep")
    if end - start < 16:
        raise OscError("a bundle without a time tag")
    # An inner bundle may not come before the one around it (OSC 1.0); "immediately" then means: with it.
    when = max(when, unix_seconds(_UINT64.unpack_from(data, start + 8)[0]))
    at = start + 16
    while at < end:  # end - at is a multiple of 4, so that a size always fits
        (size,) = _INT32.unpack_from(data, at)
        at += 4
        if size <= 0 or size > end - at:
            raise OscError(f"a bundle element of {size} bytes where {end - at} are left")
        _element(data, at, at + size, depth + 1, when, out)
        at += size


def unix_seconds(timetag: int) -> float:
    """A 64-bit NTP time tag as seconds since 1970; 0.0 for 1, "immediately"."""
    if timetag <= 1:
        return 0.0
    return (timetag >> 32) - _NTP_TO_UNIX + (timetag & 0xFFFFFFFF) / 2**32


def _message(data: bytes, start: int, end: int, when: float) -> Message:
    address, at = _string(data, start, end)
    if len(address) > MAX_ADDRESS:
        raise OscError(f"an address of {len(address)} characters; the most is {MAX_ADDRESS}")
    if at == end:  # ancient senders leave the type tags out where there are no arguments
        return Message(address, (), when)
    tags, at = _string(data, at, end)
    if tags == ",f" and end - at == 4:  # nearly everything that is ever received
        return Message(address, _NUMBERS["f"].unpack_from(data, at), when)
    if not tags.startswith(","):
        raise OscError("no type tags after the address")
    if len(tags) - 1 > MAX_ARGUMENTS:
        raise OscError(f"{len(tags) - 1} type tags in one message; the most is {MAX_ARGUMENTS}")
    arguments: list[Argument] = []
    brackets = 0
    for tag in tags[1:]:
        if tag in "[]":
            brackets += 1 if tag == "[" else -1
            if brackets < 0:
                raise OscError("an array that ends before it starts")
        elif tag in _CONSTANTS:
            arguments.append(_CONSTANTS[tag])
        elif tag in "sS":
            text, at = _string(data, at, end)
            arguments.append(text)
        else:
            argument, at = _fixed_or_blob(data, at, end, tag)
            arguments.append(argument)
    if brackets:
        raise OscError("an array that does not end")
    if at != end:
        raise OscError(f"{end - at} bytes more than the type tags say")
    return Message(address, tuple(arguments), when)


def _fixed_or_blob(data: bytes, at: int, end: int, tag: str) -> tuple[Argument, int]:
    """One argument that is no string, and where the next starts."""
    if tag in _NUMBERS:
        size = _NUMBERS[tag].size
    elif tag in _OPAQUE:
        size = _OPAQUE[tag]
    elif tag in "cb":
        size = 4
    else:
        raise OscError(f"unknown type tag {tag!r}")
    if end - at < size:
        raise OscError("fewer bytes than the type tags say")
    if tag in _NUMBERS:
        return _NUMBERS[tag].unpack_from(data, at)[0], at + size
    if tag in _OPAQUE:
        return data[at : at + size], at + size
    (number,) = _INT32.unpack_from(data, at)
    at += 4
    if tag == "c":
        if not 0 <= number < 128:
            raise OscError("a character beyond ASCII")
        return chr(number), at
    if number < 0 or number > end - at:
        raise OscError(f"a blob of {number} bytes where {end - at} are left")
    following = (at + number + 3) & ~3  # not beyond the end: that is a multiple of 4 too
    return data[at : at + number], following


def _string(data: bytes, start: int, end: int) -> tuple[str, int]:
    """The NUL-terminated string at `start`, and where the next thing starts."""
    stop = data.find(0, start, end)
    if stop < 0:
        raise OscError("a string without an end")
    following = (stop + 4) & ~3
    if data.count(0, stop, following) != following - stop:
        raise OscError("a string that is not padded with zeros")
    try:
        return data[start:stop].decode(), following
    except UnicodeDecodeError:
        raise OscError("a string that is not UTF-8") from None


# -- address patterns -------------------------------------------------------------------------------------------------
# A part of a pattern (between two slashes) is a row of steps. Bit i of the integer `reached` says that the steps so far
# can have consumed the first i characters of the name. A character or a set is an AND with the positions where the name
# has it, then a shift by one; "*" sets every bit from the lowest on; alternatives are an OR. Each step is visited once
# per name whatever it matched before: the cost is (pattern length) x (name length / 64), and nothing can blow up.


class Name:
    """One part of an address, ready to be matched. at: for each character the positions where it stands, as bits."""

    def __init__(self, text: str) -> None:
        self.end = 1 << len(text)  # reached once everything is consumed
        self.all = 2 * self.end - 1
        self.at: dict[str, int] = {}
        for i, character in enumerate(text):
            self.at[character] = self.at.get(character, 0) | 1 << i


class _Step(NamedTuple):
    kind: str  # "=" text, "*", "?", "[" ranges, "!" anything but ranges, "{" alternatives
    text: str = ""
    ranges: tuple[tuple[str, str], ...] = ()
    alternatives: tuple[tuple[_Step, ...], ...] = ()


def is_pattern(address: str) -> bool:
    return any(character in address for character in "*?[]{}")


class Pattern:
    """An address with * ? [a-z] [!a-z] {this,that}, none of which crosses a slash. Raises OscError if malformed."""

    def __init__(self, text: str) -> None:
        if len(text) > MAX_PATTERN:
            raise OscError(f"a pattern of {len(text)} characters; the most is {MAX_PATTERN}")
        if not text.startswith("/") or "" in text[1:].split("/"):
            raise OscError("a pattern with an empty part")
        self.parts = [_compile(part) for part in text[1:].split("/")]

    def matches_part(self, i: int, name: Name) -> bool:
        """Whether part i of the pattern matches one part of an address."""
        return bool(_advance(self.parts[i], 1, name) & name.end)

    def matches(self, address: str) -> bool:
        names = address[1:].split("/")
        return len(names) == len(self.parts) and all(self.matches_part(i, Name(name)) for i, name in enumerate(names))


def _compile(part: str, inside_braces: bool = False) -> tuple[_Step, ...]:
    steps: list[_Step] = []
    at = 0
    while at < len(part):
        character = part[at]
        if character in "*?":
            if not (character == "*" and steps and steps[-1].kind == "*"):
                steps.append(_Step(character))
            at += 1
        elif character == "[" or (character == "{" and not inside_braces):
            closing = part.find("]" if character == "[" else "}", at)
            if closing < 0:
                raise OscError(f"a pattern with '{character}' that is never closed")
            inside = part[at + 1 : closing]
            if character == "[":
                steps.append(_character_set(inside))
            else:
                steps.append(_Step("{", alternatives=tuple(_compile(x, True) for x in inside.split(","))))
            at = closing + 1
        elif character in "]{}":
            raise OscError(f"a pattern with '{character}' out of place")
        else:
            start = at
            while at < len(part) and part[at] not in "*?[]{}":
                at += 1
            steps.append(_Step("=", text=part[start:at]))
    return tuple(steps)


def _character_set(inside: str) -> _Step:
    negated = inside.startswith("!")
    inside = inside[negated:]
    if not inside:
        raise OscError("a pattern with an empty '[]'")
    ranges, at = [], 0
    while at < len(inside):
        if at + 2 < len(inside) and inside[at + 1] == "-":
            ranges.append((inside[at], inside[at + 2]))
            at += 3
        else:
            ranges.append((inside[at], inside[at]))
            at += 1
    return _Step("!" if negated else "[", ranges=tuple(ranges))


def _advance(steps: tuple[_Step, ...], reached: int, name: Name) -> int:
    """Where in `name` one can be after `steps`, having started at the positions `reached`."""
    for step in steps:
        if not reached:
            break
        if step.kind == "=":
            for character in step.text:
                reached = (reached & name.at.get(character, 0)) << 1
        elif step.kind == "*":
            reached = -(reached & -reached) & name.all
        elif step.kind == "?":
            reached = reached << 1 & name.all
        elif step.kind == "{":
            starts, reached = reached, 0
            for alternative in step.alternatives:
                reached |= _advance(alternative, starts, name)
        else:
            within = 0
            for character, positions in name.at.items():
                if any(low <= character <= high for low, high in step.ranges):
                    within |= positions
            if step.kind == "!":
                within = (name.end - 1) & ~within
            reached = (reached & within) << 1
    return reached
