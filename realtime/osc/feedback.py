"""What to tell the controllers: which values changed since the last look, who caused it, and the messages that say so.

No sockets. The server looks at the values some times a second, so that a change is noticed wherever it came from: OSC,
MIDI, a preset, the engine itself. Whoever caused a change is not told about it, or its fader would fight the hand that
moves it; but if the value became another one (clamped, or overwritten by somebody) it is told as well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pythonosc.osc_message_builder import OscMessageBuilder

from realtime.osc.namespace import Entry
from realtime.parameters import Registry
from realtime.values import Values

SILENCE_DBFS = -120.0  # what a level of minus infinity is sent as


def encode(address: str, types: str, *arguments: object) -> bytes:
    """One OSC message. types: one of f, i, s for each argument."""
    builder = OscMessageBuilder(address)
    for tag, argument in zip(types, arguments, strict=True):
        builder.add_arg(argument, tag)  # type: ignore[arg-type]
    return builder.build().dgram


def encode_status(table: Mapping[str, Entry], status: Mapping[str, object]) -> list[bytes]:
    """The /rt/status messages for those items of `status` that the table has and that make sense."""
    messages = []
    for key, item in status.items():
        entry = table.get(f"/rt/status/{key}")
        if entry is None or item is None:
            continue
        try:
            given = list(item) if len(entry.types) > 1 else [item]  # type: ignore[call-overload]
            arguments = [_fit(tag, argument) for tag, argument in zip(entry.types, given, strict=True)]
        except (TypeError, ValueError, OverflowError):
            continue
        messages.append(encode(entry.address, entry.types, *arguments))
    return messages


def _fit(tag: str, item: object) -> float | int | str:
    if tag == "s":
        return str(item)[:256].replace("\0", "")
    number = float(item)  # type: ignore[arg-type]
    if math.isnan(number):
        raise ValueError("not a number")
    if tag == "i":
        return int(min(max(number, -(2**31)), 2**31 - 1))
    return max(number, SILENCE_DBFS) if number < 0 else min(number, 1e9)


@dataclass(frozen=True)
class Reading:
    """One address of the feedback. keys: which numbers of the state it sends."""

    address: str
    keys: tuple[int, ...]


def readings(registry: Registry) -> list[Reading]:
    """The most specific address of every value. State: (2 n,) the n values, then the n automatic switches."""
    found, n = [], len(registry)
    for i, parameter in enumerate(registry):
        if parameter.name == "x":
            found.append(Reading("/rt/xy", (i, registry.index["y"])))
        elif parameter.name.startswith(("input/", "style/", "latent/")) or parameter.name in ("freeze", "mute"):
            found.append(Reading(f"/rt/{parameter.name}", (i,)))
        elif parameter.name != "y":
            found.append(Reading(f"/rt/param/{parameter.name}", (i,)))
    return found + [Reading(f"/rt/auto/{p.name}", (n + i,)) for i, p in enumerate(registry) if p.automatic]


class Feedback:
    """Remembers what was sent last. A `who` is any object that stands for a client; None stands for nobody we tell."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._readings = readings(values.registry)
        self._reading_of = {key: i for i, reading in enumerate(self._readings) for key in reading.keys}
        self._last = self._state()
        self._built: list[bytes | None] = [None] * len(self._readings)
        self._causes: dict[int, tuple[object | None, float]] = {}

    def _state(self) -> NDArray[np.float64]:
        return np.concatenate((self._values.slots, self._values.automatic))

    def caused(self, who: object, name: str, value: float) -> None:
        """`who` asked for this value (before clamping)."""
        self._cause(self._values.registry.index[name], who, value)

    def caused_automatic(self, who: object, name: str, on: bool) -> None:
        self._cause(len(self._values.registry) + self._values.registry.index[name], who, float(on))

    def _cause(self, key: int, who: object, value: float) -> None:
        earlier = self._causes.get(key)
        contested = earlier is not None and earlier[0] is not who
        self._causes[key] = (None if contested else who, value)

    def changes(self) -> list[tuple[int, object | None]]:
        """What has changed since the last call: (number of the message, whom not to send it to)."""
        state, causes = self._state(), self._causes
        moved = state != self._last
        if not causes and not moved.any():
            return []
        self._last, self._causes = state, {}
        told: list[tuple[int, object | None]] = []
        for i in sorted({self._reading_of[int(key)] for key in [*np.flatnonzero(moved), *causes]}):
            touched = [key for key in self._readings[i].keys if moved[key] or key in causes]
            if any(moved[key] for key in touched):
                self._built[i] = None
            whos = []
            for key in touched:
                who, value = causes.get(key, (None, 0.0))
                whos.append(who if value == state[key] else None)
            who = whos[0] if all(other is whos[0] for other in whos) else None
            if who is None or any(moved[key] for key in touched):
                told.append((i, who))
        return told

    def message(self, i: int) -> bytes:
        """Message i, with the values of the last look."""
        built = self._built[i]
        if built is None:
            reading = self._readings[i]
            numbers = [float(self._last[key]) for key in reading.keys]
            built = self._built[i] = encode(reading.address, "f" * len(numbers), *numbers)
        return built

    def __len__(self) -> int:
        """How many messages tell everything."""
        return len(self._readings)
