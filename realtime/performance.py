"""A score performed: understood here, for `OscServer.perform` while music plays, and played here on an engine, offline,
where a message takes effect with the first hop that begins at its time or later.

The whole score is tried on values of its own before anything is compiled or made, so that what is wrong with it is said
at once. Presets are looked up then, too: a file that is changed later changes no performance that has begun. A score
may hold them itself, as takes do:

    0 /rt/preset/define "night bells" "style/bells" 1.0 "brightness" -4.0
    2 /rt/morph "piano" "night bells" 30
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from realtime.bundle import load_model
from realtime.errors import RealtimeGenError, UsageError
from realtime.names import ModelNames
from realtime.osc.addresses import Addresses
from realtime.osc.namespace import Bound, Entry, Source
from realtime.parameters import Registry
from realtime.presets import Preset, Presets, Recall
from realtime.presets.preset_file import with_all_styles
from realtime.presets.recall import DEFINE
from realtime.score import Event, ScoreError, parse_score
from realtime.values import Values

if TYPE_CHECKING:
    from realtime.engine import Engine

F32 = NDArray[np.float32]
NOBODY: Source = ("", 0)
# What has to do with who plays or listens, and not with the music: no part of a performance.
NO_PART = (
    "/rt/ping", "/rt/subscribe", "/rt/unsubscribe", "/rt/sync", "/rt/record/start", "/rt/record/stop",
    "/rt/preset/save", "/rt/preset/delete", "/rt/preset/list", "/rt/midi/learn", "/rt/midi/forget",
)  # fmt: skip
NAMING_PRESETS = ("/rt/preset/load", "/rt/morph")


class Call(NamedTuple):
    """A message, understood. seconds: when it takes effect."""

    seconds: float
    entry: Entry
    arguments: Bound

    @property
    def line(self) -> tuple[float, str, Bound]:
        """For `OscServer.perform`."""
        return self.seconds, self.entry.address, self.arguments


def read_score(path: Path, registry: Registry, model: str | None, presets: Presets | None = None) -> list[Call]:
    """What a file asks of a model, in order of time.

    model: its name, if it cannot be changed for another. presets: that the score may name.
    Raises UsageError in one sentence: cannot be read, line and column of what is no message or nothing that this model
    knows.
    """
    try:
        events = parse_score(path.read_text(encoding="utf-8"))
        return understand(events, registry, model, presets)
    except ScoreError as error:
        raise UsageError(f"{path}, {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as a score ({error}): give a text file, as takes have one") from error


def understand(
    events: Sequence[Event], registry: Registry, model: str | None, presets: Presets | None = None
) -> list[Call]:
    """As `read_score`. Raises ScoreError."""
    reading = _Reading(registry, model, presets)
    return [call for event in events for call in reading.calls(event)]


class _Reading:
    """What the lines of a score mean, one after the other, for the model that plays by then."""

    def __init__(self, registry: Registry, model: str | None, presets: Presets | None) -> None:
        self._model = model
        self._defined: dict[str, Preset] = {}
        self._turn_to(registry, presets)

    def calls(self, event: Event) -> Iterator[Call]:
        """Of one line. Raises ScoreError."""
        if event.address == DEFINE:
            preset = _defined(event, self._registry)
            self._defined[preset.name] = preset
            return
        try:
            for entry in self._addresses.find(event.address):
                arguments = entry.bind(event.arguments)
                if arguments is None or entry.address in NO_PART:
                    continue
                if entry.address in NAMING_PRESETS:
                    arguments = tuple(self._preset(a) if isinstance(a, str) else a for a in arguments)
                call = Call(event.seconds, entry, arguments)
                self._trial.obey(call)
                yield call
                if entry.address == "/rt/model" and self._model is None:
                    model = load_model(ModelNames().check(arguments[0]))
                    registry = Registry(model.bundle)
                    self._turn_to(registry, Presets.of(model, registry))
        except (RealtimeGenError, ValueError, TypeError, KeyError) as error:
            raise ScoreError(event.line, event.column, str(error.args[0])) from error

    def _turn_to(self, registry: Registry, presets: Presets | None) -> None:
        self._registry, self._presets = registry, presets
        self._addresses, self._trial = Addresses(registry), _Player(Values(registry), self._model)

    def _preset(self, name: str) -> Preset:
        if name in self._defined:
            return self._defined[name]
        if self._presets is None:
            raise UsageError(f"the score defines no preset called '{name[:64]}' before it names it")
        return self._presets.find(name)


def _defined(event: Event, registry: Registry) -> Preset:
    """The preset that a line defines. Raises ScoreError."""
    parameters: dict[str, float] = {}
    places = zip(event.arguments, event.argument_columns, strict=True)
    name, column = next(places, (None, event.column))
    if not isinstance(name, str):
        raise ScoreError(event.line, column, f"{DEFINE} wants a name, then parameters with their values")
    for key, column in places:
        value, at = next(places, (None, column))
        try:
            if not isinstance(key, str) or value is None or isinstance(value, str):
                raise ValueError('names of parameters in quotes go with numbers by turns, as in "pitch" -6.0')
            parameters[key] = registry[key].clamp(value)
        except (ValueError, KeyError) as error:
            wrong = at if isinstance(key, str) and isinstance(value, str) else column
            raise ScoreError(event.line, wrong, str(error.args[0])) from error
    return Preset(name, with_all_styles(parameters, registry))


class Performance:
    """An engine that is played by `calls`, which are in order of time. Like an engine, it fills blocks."""

    def __init__(self, engine: Engine, calls: Sequence[Call]) -> None:
        self._engine, self._calls = engine, calls
        self._player = _Player(engine.values, engine.model.bundle.name)
        self._next, self._position = 0, 0

    @property
    def sample_rate(self) -> int:
        return self._engine.sample_rate

    def process(self, out: F32) -> None:
        """Fill a block: see `Engine.process`."""
        done = 0
        while done < len(out):
            with self._engine.values.together():
                while self._due <= self._position:
                    self._obey_next()
            count = int(min(len(out) - done, self._due - self._position))
            self._engine.process(out[done : done + count])
            done += count
            self._position += count

    @property
    def _call_at(self) -> float:
        """Seconds of the next call; infinity after the last."""
        return self._calls[self._next].seconds if self._next < len(self._calls) else math.inf

    @property
    def _due(self) -> float:
        """The frame at which something is due, of a call or of a morph."""
        due = min(self._call_at, self._player.recall.next_at)
        return round(due * self.sample_rate) if due < math.inf else due

    def _obey_next(self) -> None:
        tick_at = self._player.recall.next_at
        if tick_at <= self._call_at:
            self._player.recall.tick(tick_at)
        else:
            self._player.obey(self._calls[self._next])
            self._next += 1


class _Player:
    """What messages act on (`namespace.Host`)."""

    def __init__(self, values: Values, model: str | None) -> None:
        self.values, self._model = values, model
        self.recall = Recall(values, lambda address, arguments: None)
        self._now = 0.0  # seconds of the score

    def obey(self, call: Call) -> None:
        assert call.entry.act is not None
        self._now = call.seconds
        call.entry.act(self, NOBODY, call.arguments)

    def set(self, who: Source, name: str, value: float) -> float:
        self.recall.touched((name,))
        return self.values.set(name, value)

    def set_automatic(self, who: Source, name: str | None, on: bool) -> None:
        self.recall.touched(self.values.set_automatic(name, on))

    def panic(self, who: Source) -> None:
        self.recall.end()
        self.values.request_panic()

    def load_preset(self, who: Source, preset: str | Preset) -> None:
        assert isinstance(preset, Preset)  # see `understand`
        self.recall.load(preset)

    def morph(
        self, who: Source, start: str | Preset, end: str | Preset, seconds: float, position: float | None = None
    ) -> None:
        assert isinstance(start, Preset) and isinstance(end, Preset)
        self.recall.morph(start, end, seconds, position, self._now)

    def stand_between(self, who: Source, position: float) -> None:
        self.recall.stand(position)

    def save_preset(self, who: Source, name: str) -> None: ...
    def delete_preset(self, who: Source, name: str) -> None: ...
    def list_presets(self, who: Source) -> None: ...

    def swap_model(self, who: Source, name: str) -> None:
        if self._model is not None and name != self._model:
            raise UsageError(f"the score changes to the model {name}, but a file is rendered with one: cut it there")

    def start_take(self, who: Source, name: str | None) -> None: ...
    def stop_take(self, who: Source) -> None: ...
    def learn_midi(self, who: Source, name: str) -> None: ...
    def forget_midi(self, who: Source, name: str) -> None: ...
    def pong(self, who: Source) -> None: ...
    def subscribe(self, who: Source, port: int | None) -> None: ...
    def unsubscribe(self, who: Source, port: int | None) -> None: ...
    def sync(self, who: Source) -> None: ...
