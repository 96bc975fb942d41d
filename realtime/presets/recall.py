"""Presets on live values: recalled as one change, morphed by the clock or by hand. No sockets, no files.

For one thread: the server's, or `render`'s, each with a clock of its own. What happens is told in words that need no
file to be understood again: before a preset is named for the first time, what it holds is told as DEFINE.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from realtime.presets.morph import Morph
from realtime.presets.preset_file import Preset, recalled
from realtime.values import Values

TICK_S = 0.005  # a hop of the models at 48 kHz; nothing reads the values more often
LONGEST_S = 3600.0
DEFINE = "/rt/preset/define"  # in scores: name, then names of parameters with their values

Message = tuple[str, tuple[Any, ...]]
Heard = Callable[[str, tuple[Any, ...]], None]


class Recall:
    """name: of the preset that was recalled last, "" after none. heard: see the file."""

    def __init__(self, values: Values, heard: Heard, name: str = "") -> None:
        self.name = name
        self._values, self._heard = values, heard
        self._morph: Morph | None = None
        self._began = self._seconds = 0.0
        self._next_at = math.inf

    @property
    def next_at(self) -> float:
        """When `tick` wants to be called, on the clock of `morph`; infinity while nothing moves by itself."""
        return self._next_at

    def load(self, preset: Preset) -> None:
        """All of a preset, now. A morph ends."""
        self._next_at = math.inf
        if self._morph is not None:  # what was moved by hand takes part again
            self._morph = Morph(self._values.registry, self._morph.start, self._morph.end)
        which = recalled(self._values.registry)
        slots, automatic = preset.state(self._values.registry)
        self._values.recall(which, slots[which], automatic[which])
        self.name = preset.name
        self._heard(*_definition(preset))
        self._heard("/rt/preset/load", (preset.name,))

    def morph(self, start: Preset, end: Preset, seconds: float, position: float | None, now: float) -> None:
        """From one preset to another in so many seconds; position: 0..1, where to begin, of the whole way.

        Without seconds it stands there, or without a position at the end. Another morph ends.
        """
        seconds = min(max(seconds, 0.0), LONGEST_S)
        position = (0.0 if seconds else 1.0) if position is None else min(max(position, 0.0), 1.0)
        self._morph = Morph(self._values.registry, start, end)
        self._began, self._seconds = now - position * seconds, seconds
        self._next_at = now + TICK_S if seconds and position < 1.0 else math.inf
        self._stand(self._morph, position)
        for message in self._standing(self._morph, seconds, position):
            self._heard(*message)

    def stand(self, position: float) -> None:
        """Between the last two presets that were morphed, by hand. Raises ValueError before there are any."""
        morph = self._morph
        if morph is None:
            raise ValueError("nothing lies between two presets yet: send /rt/morph with their names first")
        position = min(max(position, 0.0), 1.0)
        self._next_at = math.inf
        self._stand(morph, position)
        for message in self._standing(morph, 0.0, position):
            self._heard(*message)

    def tick(self, now: float) -> None:
        """Go on with the morph."""
        morph = self._morph
        if morph is None or now < self._next_at:
            return
        end = self._began + self._seconds
        position = (now - self._began) / self._seconds if now < end else 1.0
        self._next_at = min(now + TICK_S, end) if now < end else math.inf
        self._stand(morph, position)

    def going_on(self, now: float) -> list[Message]:
        """What lets the morph go on from here, on values that are where it has come to; nothing while none runs."""
        if self._morph is None or self._next_at == math.inf:
            return []
        return list(self._standing(self._morph, self._seconds, (now - self._began) / self._seconds))

    def touched(self, names: Iterable[str]) -> None:
        """These were moved by a hand, which wins: no morph moves them any more."""
        if self._morph is not None:
            self._morph.leave_out(set(names))

    def end(self) -> None:
        """Everything stays where it is."""
        self._next_at = math.inf

    def _stand(self, morph: Morph, position: float) -> None:
        self._values.recall(morph.which, *morph.at(position))
        self.name = (morph.start if position < 0.5 else morph.end).name

    def _standing(self, morph: Morph, seconds: float, position: float) -> Iterator[Message]:
        """What begins this morph at this position, and what a hand has set since it began."""
        for preset in (morph.start, morph.end):
            yield _definition(preset)
        whole_way = seconds > 0.0 and position == 0.0
        yield "/rt/morph", (morph.start.name, morph.end.name, seconds) + (() if whole_way else (position,))
        for name in sorted(morph.left_out):
            yield f"/rt/param/{name}", (self._values.get(name),)
            if self._values.is_automatic(name):
                yield f"/rt/auto/{name}", (1.0,)


def _definition(preset: Preset) -> Message:
    return DEFINE, (preset.name, *(word for pair in preset.parameters.items() for word in pair))
