"""An engine that listens to a recording as it would to a microphone, block by block; and such recordings."""

from __future__ import annotations

import numpy as np

from realtime import Engine
from realtime.listening import Ear

RATE = 48_000


class Feed:
    """Where an ear reads from: what `put` has put there."""

    def __init__(self) -> None:
        self._waiting = np.zeros(0, np.float32)

    def put(self, sound: np.ndarray) -> None:
        self._waiting = np.concatenate([self._waiting, sound.astype(np.float32)])

    def read(self, out: np.ndarray) -> int:
        n = min(len(out), len(self._waiting))
        out[:n, 0] = self._waiting[:n]
        self._waiting = self._waiting[n:]
        return n


def play_along(engine: Engine, sound: np.ndarray, rate: int = RATE, block: int = 256) -> np.ndarray:
    """What the engine plays, (n, 2), while it hears `sound`, (n,), through an input of that rate."""
    feed = Feed()
    engine.listen_to(Ear(feed.read, rate))
    out = np.zeros((round(len(sound) * engine.sample_rate / rate), 2), np.float32)
    given = 0
    for start in range(0, len(out), block):
        upto = round((start + block) * rate / engine.sample_rate)
        feed.put(sound[given:upto])
        given = upto
        engine.process(out[start : start + block])
    engine.listen_to(None)
    return out


def tone(hz: float | np.ndarray, seconds: float, partials: int = 8, rate: int = RATE) -> np.ndarray:
    """(n,) harmonics that fall with 1/h, as of a voice. hz: a number, or one for every sample."""
    t = np.arange(round(seconds * rate)) / rate
    phase = 2 * np.pi * np.cumsum(np.broadcast_to(hz, t.shape)) / rate
    return sum(np.sin(h * phase) / h for h in range(1, partials + 1)) * 0.3


def hum(numbers: list[float], seconds: float, rest: float = 0.05, level: float = 0.3) -> np.ndarray:
    """Notes, MIDI numbers, one after the other, each with a soft beginning and end."""
    parts = []
    for number in numbers:
        note = tone(440.0 * 2.0 ** ((number - 69.0) / 12.0), seconds)
        edge = np.minimum(np.arange(len(note)), np.arange(len(note))[::-1]) / (0.04 * RATE)
        parts += [note * np.minimum(edge, 1.0), np.zeros(round(rest * RATE))]
    return level * np.concatenate(parts)


def claps(times: list[float], seconds: float, seed: int = 0) -> np.ndarray:
    """Bursts of noise at these times."""
    rng, out = np.random.default_rng(seed), np.zeros(round(seconds * RATE))
    t = np.arange(round(0.15 * RATE)) / RATE
    for time in times:
        burst = 0.5 * rng.standard_normal(len(t)) * np.exp(-t / 0.02)
        at = round(time * RATE)
        n = min(len(burst), len(out) - at)
        out[at : at + n] += burst[:n]
    return out
