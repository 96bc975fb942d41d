"""The generation loop: an engine ahead of a ring, on a thread that does nothing else. Runs in the engine process.

    engine thread    engine.process -> link.push whenever there is room; sleeps in between
    audio thread     the compiled callback (see audio.callback) at the other end of the ring

Another engine can be faded in while the first plays. It is built and let go of on the thread that asks for it, so that
loading a model never holds the loop up.
"""

from __future__ import annotations

import gc
import queue
import sys
import threading
import time

import numpy as np

from realtime.audio.link import AudioLink
from realtime.engine import Engine
from realtime.privileges import raise_priority

ENGINE_PRIORITY = 40  # SCHED_FIFO; below PipeWire's 60 and JACK's 70
SWITCH_INTERVAL_S = 0.0005  # how long another Python thread may keep the engine waiting for the interpreter lock
SHORTEST_SLEEP_S, LONGEST_SLEEP_S = 0.0002, 0.001
LOAD_SECONDS = 1.0  # time constant of the load figure
SHORTEST_FADE_S = 0.02


class Player:
    """Plays an engine into a link's ring from `start` to `stop`.

    ring_ms: how much sound is kept waiting in the ring, the latency against the safety. The engine must be prepared for
    the link's sample rate.
    """

    def __init__(self, engine: Engine, link: AudioLink, ring_ms: float) -> None:
        self.link = link
        self.failure: BaseException | None = None
        self.hint: str | None = None
        self._engine = engine
        self._rate = engine.sample_rate
        self._ring_frames = round(ring_ms * self._rate / 1000.0)
        self._block, self._other = (np.zeros((hop_frames(engine), 2), np.float32) for _ in range(2))
        self._load = 0.0
        self._obeyed = -1
        self._next: queue.SimpleQueue[tuple[Engine, float]] = queue.SimpleQueue()
        self._retired: queue.SimpleQueue[Engine] = queue.SimpleQueue()
        self._coming: Engine | None = None
        self._fade_frames, self._faded = 1, 0
        self._stopping = threading.Event()
        self._primed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    # -- any other thread --

    def start(self) -> None:
        """Fill the ring. Raises whatever kept the engine from doing so."""
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        gc.collect()
        gc.freeze()  # what is there now stays; the collector need not look at it again
        self._thread.start()
        self._primed.wait()
        if self.failure is not None:
            raise self.failure

    def stop(self) -> None:
        """End the loop; harmless if it never began."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def swap(self, engine: Engine, fade_s: float) -> None:
        """Cross-fade to `engine`, prepared and warm, over `fade_s` seconds; no other swap before `take_swapped`."""
        self._next.put((engine, max(fade_s, SHORTEST_FADE_S)))

    def take_swapped(self) -> bool:
        """Whether a swap has ended since the last call. The old engine dies here, and not in the loop."""
        try:
            self._retired.get_nowait()
        except queue.Empty:
            return False
        gc.freeze()
        return True

    # -- the engine thread --

    def _run(self) -> None:
        try:
            self.hint = raise_priority(ENGINE_PRIORITY)
            while not self._stopping.is_set():
                room = max(self._ring_frames, self.link.largest_block + len(self._block)) - self.link.fill_frames
                if room <= 0:
                    self._primed.set()
                    time.sleep(min(max(-room / self._rate, SHORTEST_SLEEP_S), LONGEST_SLEEP_S))
                    self.link.beat(self._load)
                    continue
                self._make_block()
        except BaseException as error:
            self.failure = error
        finally:
            self._primed.set()

    def _make_block(self) -> None:
        begun = time.perf_counter()
        if self._coming is None and not self._next.empty():
            self._coming, fade_s = self._next.get()
            self._fade_frames, self._faded = round(fade_s * self._rate), 0
        self._engine.process(self._block)
        if self._coming is not None:
            self._cross_fade()
        if self._engine.obeyed_version != self._obeyed:
            self._obeyed = self._engine.obeyed_version
            self.link.obey(self._obeyed)
        self.link.push(self._block)
        seconds = len(self._block) / self._rate
        self._load += ((time.perf_counter() - begun) / seconds - self._load) * min(1.0, seconds / LOAD_SECONDS)
        self.link.beat(self._load)

    def _cross_fade(self) -> None:
        """Mix the coming engine into the block; when the fade is over, it is the engine."""
        assert self._coming is not None
        self._coming.process(self._other)
        n = len(self._block)
        # Shares that add up to 1: two signals below the limiter's ceiling then stay below it.
        share = np.minimum((self._faded + np.arange(n, dtype=np.float32)[:, None]) / self._fade_frames, 1.0)
        self._block += share * (self._other - self._block)
        self._faded += n
        if self._faded >= self._fade_frames:
            self._retired.put(self._engine)
            self._engine, self._coming = self._coming, None


def hop_frames(engine: Engine) -> int:
    """Frames that the engine makes at once, at the output's rate."""
    return max(16, round(engine.spec.hop * engine.sample_rate / engine.spec.sample_rate))
