"""A score performed: understood here, for `OscServer.perform` while music plays, and played here on an engine, offline,
where a message takes effect with the first hop that begins at its time or later.

The whole score is tried on values of its own before anything is compiled or made, so that what is wrong with it is said
at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from realtime.errors import RealtimeGenError, UsageError
from realtime.osc.namespace import Addresses, Bound, Entry, Source
from realtime.parameters import Registry
from realtime.score import Event, ScoreError, parse_score
from realtime.values import Values

if TYPE_CHECKING:
    from realtime.engine import Engine

F32 = NDArray[np.float32]
NOBODY: Source = ("", 0)
# What has to do with who plays or listens, and not with the music: no part of a performance.
NO_PART = (
    "/rt/ping",
    "/rt/subscribe",
    "/rt/unsubscribe",
    "/rt/sync",
    "/rt/record/start",
    "/rt/record/stop",
    "/rt/midi/learn",
    "/rt/midi/forget",
)


class Call(NamedTuple):
    """A message, understood. seconds: when it takes effect."""

    seconds: float
    entry: Entry
    arguments: Bound


def read_score(path: Path, registry: Registry, model: str | None) -> list[Call]:
    """What a file asks of a model, in order of time.

    model: its name, if it cannot be changed for another. Raises UsageError in one sentence: cannot be read, line and
    column of what is no message or nothing that this model knows.
    """
    try:
        events = parse_score(path.read_text(encoding="utf-8"))
        return understand(events, registry, model)
    except ScoreError as error:
        raise UsageError(f"{path}, {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as a score ({error}): give a text file, as takes have one") from error


def understand(events: Sequence[Event], registry: Registry, model: str | None) -> list[Call]:
    """As `read_score`. Raises ScoreError."""
    addresses, trial = Addresses(registry), _Player(Values(registry), model)
    calls = []
    for event in events:
        try:
            for entry in addresses.find(event.address):
                arguments = entry.bind(event.arguments)
                if arguments is not None and entry.address not in NO_PART:
                    calls.append(Call(event.seconds, entry, arguments))
                    trial.obey(calls[-1])
        except (RealtimeGenError, ValueError, TypeError, KeyError) as error:
            raise ScoreError(event.line, event.column, str(error.args[0])) from error
    return calls


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
                while self._next < len(self._calls) and self._due <= self._position:
                    self._player.obey(self._calls[self._next])
                    self._next += 1
            count = len(out) - done
            if self._next < len(self._calls):
                count = min(count, self._due - self._position)
            self._engine.process(out[done : done + count])
            done += count
            self._position += count

    @property
    def _due(self) -> int:
        """The frame of the next call."""
        return round(self._calls[self._next].seconds * self.sample_rate)


class _Player:
    """What messages act on (`namespace.Host`)."""

    def __init__(self, values: Values, model: str | None) -> None:
        self.values, self._model = values, model

    def obey(self, call: Call) -> None:
        assert call.entry.act is not None
        call.entry.act(self, NOBODY, call.arguments)

    def set(self, who: Source, name: str, value: float) -> float:
        return self.values.set(name, value)

    def set_automatic(self, who: Source, name: str | None, on: bool) -> None:
        self.values.set_automatic(name, on)

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
