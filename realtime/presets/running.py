"""A morph that runs, as told by what was heard of it: for a take that begins in the middle of one."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from realtime.presets.recall import DEFINE

ENDING = ("/rt/preset/load", "/rt/panic", "/rt/model")
TAKING_OUT = ("/rt/param/", "/rt/auto", "/rt/latent", "/rt/xy", "/rt/style/")

Message = tuple[str, Sequence[Any]]


class RunningMorph:
    """Listens to the messages of a performance, in their order. Remembers as many as there are addresses, at most.

    Any thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._definitions: dict[str, Sequence[Any]] = {}
        self._morph: tuple[str, str, float] | None = None
        self._began = 0.0
        self._touched: dict[str, Sequence[Any]] = {}

    def heard(self, address: str, arguments: Sequence[Any], now: float) -> None:
        """A message takes effect. now: seconds of any clock."""
        with self._lock:
            self._hear(address, arguments, now)

    def _hear(self, address: str, arguments: Sequence[Any], now: float) -> None:
        if address == DEFINE:
            self._definitions[arguments[0]] = arguments
        elif address == "/rt/morph":
            start, end, seconds = arguments[:3]
            position = arguments[3] if len(arguments) > 3 else 0.0
            self._morph, self._began, self._touched = (start, end, seconds), now - position * seconds, {}
            self._definitions = {name: self._definitions[name] for name in (start, end)}
        elif address in ENDING:
            self._morph, self._definitions = None, {}
        elif self._morph is not None and address.startswith(TAKING_OUT):
            self._touched.pop(address, None)  # to be the last
            self._touched[address] = arguments

    def messages(self, now: float) -> list[Message]:
        """What lets the morph go on from here, on values that are where it has come to; nothing if none runs."""
        with self._lock:
            if self._morph is None or now >= self._began + self._morph[2]:
                return []
            start, end, seconds = self._morph
            position = (now - self._began) / seconds
            definitions: list[Message] = [(DEFINE, self._definitions[name]) for name in dict.fromkeys((start, end))]
            return [*definitions, ("/rt/morph", (start, end, seconds, position)), *self._touched.items()]
