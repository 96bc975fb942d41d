"""The player: an engine ahead of a ring, a stream behind it. One thread of Python that only generates.

    engine thread    engine.process -> link.push, whenever fewer than `ring_frames` wait; sleeps in between
    audio thread     the compiled callback (see audio.callback): copies, gates, counts
    control threads  OSC and the command line write `engine.values`; the engine thread reads them once a hop

Mute and panic act twice: in the engine, and at once at the callback's gate, so that they do not wait for the ring.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from typing import Any, Protocol

import numpy as np

from realtime.audio.link import AudioLink
from realtime.engine import Engine
from realtime.privileges import raise_priority

ENGINE_PRIORITY = 40  # SCHED_FIFO; below PipeWire's 60 and JACK's 70
RING_MS_REALTIME, RING_MS_ORDINARY = 20.0, 100.0  # runtime measurements of DESIGN section 5
MUTE_S = 0.01
SLEEP_S = 0.0005
SWITCH_INTERVAL_S = 0.0005  # how long another Python thread may keep the engine waiting for the interpreter lock
LOAD_SECONDS = 1.0  # time constant of the load figure


class Stream(Protocol):
    """Whatever calls the callback: a device or a clock."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def abort(self) -> None: ...
    def close(self) -> None: ...
    @property
    def active(self) -> bool: ...
    @property
    def latency_seconds(self) -> float: ...


class Player:
    """Plays an engine through a stream until `stop`.

    link: the memory both sides share. ring_ms: how much sound waits in the ring; the latency against the safety.
    """

    def __init__(self, engine: Engine, link: AudioLink, stream: Stream, ring_ms: float) -> None:
        self.engine, self.link, self.stream = engine, link, stream
        self.ring_ms = ring_ms
        self.load = 0.0
        self.hint: str | None = None
        self.failure: BaseException | None = None
        self._ring_frames = int(ring_ms * engine.sample_rate / 1000.0)
        hop = engine.spec.hop * engine.sample_rate / engine.spec.sample_rate
        self._block = np.zeros((max(16, round(hop)), 2), np.float32)
        self._stopping = threading.Event()
        self._primed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._panics = engine.values.panics
        self._muted = False

    def start(self) -> None:
        """Fill the ring, then open the gate and the stream. Raises whatever kept the engine from starting."""
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self._thread.start()
        self._primed.wait()
        if self.failure is not None:
            raise self.failure
        gc.collect()
        gc.freeze()  # what is there now stays; the collector need not look at it again
        self._muted = bool(self.engine.values.get("mute") > 0.5)
        self.link.set_gate(not self._muted, MUTE_S)
        self.stream.start()

    def stop(self) -> None:
        """Fade out over `fade` seconds, then end the stream and the engine thread."""
        fade = min(self.engine.values.get("fade"), 30.0)
        self.link.set_gate(False, max(fade, MUTE_S))
        until = time.monotonic() + fade + 0.5
        while self.link.gate_level > 0.0 and time.monotonic() < until and self.stream.active:
            time.sleep(0.005)
        self._stopping.set()
        self._thread.join(2.0)
        if self.stream.active:  # after a JACK server's death stop and close would never return
            self.stream.stop()
            self.stream.close()

    @property
    def latency_ms(self) -> float:
        """From a decision of the model to the loudspeaker: inversion, ring and device."""
        device = min(self.stream.latency_seconds, 10.0)
        return 1000.0 * (self.engine.latency_samples / self.engine.sample_rate + device) + self.ring_ms

    def status(self) -> dict[str, Any]:
        """What `/rt/status/*` reports; one reader, because meters are taken."""
        levels = self.link.take_meters()
        return {
            "level": (levels.peak_left, levels.peak_right),
            "load": self.load,
            "underruns": self.link.underruns,
            "latency_ms": self.latency_ms,
            "model": self.engine.model.bundle.name,
        }

    def _run(self) -> None:
        try:
            self.hint = raise_priority(ENGINE_PRIORITY)
            while not self._stopping.is_set():
                self._gate()
                if self.link.fill_frames >= self._ring_frames:
                    self._primed.set()
                    time.sleep(SLEEP_S)
                    continue
                begun = time.perf_counter()
                self.engine.process(self._block)
                taken = time.perf_counter() - begun
                self.link.push(self._block)
                seconds = len(self._block) / self.engine.sample_rate
                self.load += (taken / seconds - self.load) * min(1.0, seconds / LOAD_SECONDS)
        except BaseException as error:
            self.failure = error
            self.link.set_gate(False, MUTE_S)
        finally:
            self._primed.set()

    def _gate(self) -> None:
        """Mute and panic, without waiting for the ring."""
        values = self.engine.values
        if values.panics != self._panics:
            self._panics = values.panics
            self._muted = True
            self.link.set_gate(False, MUTE_S)
            self.link.flush()
        muted = bool(values.get("mute") > 0.5)
        if muted != self._muted:
            self._muted = muted
            self.link.set_gate(not muted, MUTE_S)
