"""Knobs and faders: from a controller's number to a parameter's value, without a jump. No sockets, no clock.

A controller's *position* is 0 to 1, and 64 of 127 (8192 of 16383) is exactly the middle, so that what rests in the
middle can be put there. Positions go to values along the parameter's curve. A knob *picks up* its parameter: while it
stands elsewhere than the parameter does (somebody else moved that, another preset was loaded) it does nothing, until it
has passed the place where the parameter is.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from realtime.midi.map import Controller, MidiMap
from realtime.parameters import Parameter

NEAR = 2.0 / 127.0  # positions closer than this are the same: knobs come back to a place within a step or two

Source = tuple[str, int, int]  # "cc" or "nrpn", channel, number


class Moved(NamedTuple):
    """A controller and its position. fine: of 14 bits."""

    source: Source
    position: float
    fine: bool = False


def position_of(number: int, largest: int) -> float:
    """0 to 1; the middle, (largest + 1) / 2, is 0.5."""
    middle = (largest + 1) // 2
    return 0.5 * number / middle if number < middle else 0.5 + 0.5 * (number - middle) / (largest - middle)


def value_at(position: float, low: float, high: float, curve: str) -> float:
    """The value of a parameter at a position between the ends `low` and `high`."""
    if curve == "log" and low > 0.0 and high > 0.0:
        return math.exp(math.log(low) + position * (math.log(high) - math.log(low)))
    return low + position * (high - low)


def place_of(value: float, low: float, high: float, curve: str) -> float:
    """The position of a value, 0 to 1: `value_at` turned round."""
    if low == high:
        return 0.0
    if curve == "log" and low > 0.0 and high > 0.0 and value > 0.0:
        place = (math.log(value) - math.log(low)) / (math.log(high) - math.log(low))
    else:
        place = (value - low) / (high - low)
    return min(max(place, 0.0), 1.0)


class Decoder:
    """Control changes of one input to positions: 7 bits, pairs of controllers, NRPN."""

    def __init__(self) -> None:
        self._coarse: dict[tuple[int, int], int] = {}
        self._nrpn: dict[int, list[int | None]] = {}  # by channel: number's high and low part
        self._data: dict[int, int] = {}

    def is_fine_part(self, channel: int, cc: int) -> bool:
        """Whether this controller refines another one that has been seen."""
        return 32 <= cc < 64 and (channel, cc - 32) in self._coarse

    def moved(self, channel: int, cc: int, value: int) -> list[Moved]:
        """What a control change means: the controller by itself, and what it is a part of."""
        found: list[Moved] = []
        chosen = self._nrpn.setdefault(channel, [None, None])
        if cc in (99, 98):
            chosen[cc == 98] = value
            self._data.pop(channel, None)
            return []
        if cc in (101, 100):  # a registered parameter: tuning and the like, not for us
            self._nrpn[channel] = [None, None]
            return []
        if cc in (6, 38) and None not in chosen:
            high, low = chosen
            assert high is not None and low is not None
            if cc == 6:
                self._data[channel] = value << 7
            else:
                self._data[channel] = (self._data.get(channel, 0) & ~127) | value
            return [Moved(("nrpn", channel, high << 7 | low), position_of(self._data[channel], 16383), True)]
        if cc < 32:
            self._coarse[channel, cc] = value
            found.append(Moved(("cc", channel, cc), position_of(value << 7, 16383), True))
        elif self.is_fine_part(channel, cc):
            number = self._coarse[channel, cc - 32] << 7 | value
            found.append(Moved(("cc", channel, cc - 32), position_of(number, 16383), True))
        return [*found, Moved(("cc", channel, cc), position_of(value, 127))]


class Knobs:
    """What each controller of a map does. `values` says where the parameters stand, and is kept up by the caller."""

    def __init__(self, midi_map: MidiMap, parameters: dict[str, Parameter]) -> None:
        self.parameters = parameters
        self.values: dict[str, float] = {name: parameter.default for name, parameter in parameters.items()}
        self.automatic: set[str] = {name for name, parameter in parameters.items() if parameter.automatic}
        self.use(midi_map)

    def use(self, midi_map: MidiMap) -> None:
        """Another map from now on."""
        self._of: dict[tuple[str, int], list[Controller]] = {}
        for controller in midi_map.controllers:
            if controller.parameter in self.parameters:  # another model may have it
                self._of.setdefault(controller.source, []).append(controller)
        self._last: dict[tuple[Source, str], float] = {}  # where a controller was seen last
        self._held: set[tuple[Source, str]] = set()  # controllers in step with their parameter

    def turn(self, moved: Moved) -> list[tuple[str, float | None]]:
        """Names and values to be set; None: the controller has not yet passed the place where the parameter stands."""
        kind, channel, number = moved.source
        found: list[tuple[str, float | None]] = []
        for controller in self._of.get((kind, number), ()):
            if controller.channel in (0, channel) and (kind == "nrpn" or controller.fine == moved.fine):
                found += self._play(controller, moved)
        return found

    def _play(self, controller: Controller, moved: Moved) -> list[tuple[str, float | None]]:
        name, key = controller.parameter, (moved.source, controller.parameter)
        parameter = self.parameters[name]
        low, high = controller.ends(parameter)
        before, self._last[key] = self._last.get(key), moved.position
        pressed = moved.position >= 0.5
        if controller.toggle:
            if not pressed or (before or 0.0) >= 0.5:
                return []
            value = low if abs(self.values[name] - high) <= abs(self.values[name] - low) else high
        elif parameter.unit == "switch":
            if before is not None and (before >= 0.5) == pressed:
                return []
            value = high if pressed else low
        elif controller.pickup and name not in self.automatic and not self._picked_up(key, before, moved, low, high):
            return [(name, None)]
        else:
            value = value_at(moved.position, low, high, parameter.curve)
        self.values[name] = value
        self.automatic.discard(name)
        return [(name, value)]

    def _picked_up(self, key: tuple[Source, str], before: float | None, moved: Moved, low: float, high: float) -> bool:
        """Whether the controller is in step with its parameter, now or since earlier."""
        parameter = self.parameters[key[1]]
        place = place_of(self.values[parameter.name], low, high, parameter.curve)
        if before is not None and key in self._held and abs(place - before) <= NEAR:
            return True
        passed = before is not None and (before - place) * (moved.position - place) <= 0.0
        if passed or abs(moved.position - place) <= NEAR:
            self._held.add(key)
            return True
        self._held.discard(key)
        return False
