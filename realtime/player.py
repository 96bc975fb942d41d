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
from collections import deque

import numpy as np
from numpy.typing import NDArray

from realtime.audio.link import AudioLink
from realtime.engine import Engine
from realtime.privileges import raise_priority

F32 = NDArray[np.float32]

ENGINE_PRIORITY = 40  # SCHED_FIFO; below PipeWire's 60 and JACK's 70
SWITCH_INTERVAL_S = 0.0005  # how long another Python thread may keep the engine waiting for the interpreter lock
SHORTEST_SLEEP_S, LONGEST_SLEEP_S = 0.0002, 0.001
LOAD_SECONDS = 1.0  # time constant of the load figure
SHORTEST_FADE_S = 0.02
LONGEST_DEVICE_MS = 100.0  # of a buffer of the device that is provided for: with the longest ring it just fits
GULPS, GULPS_WITHIN_S = 3, 1.0  # so many pieces larger than the ring, so soon after each other, are the device's habit


class Player:
    """Plays an engine into a link's ring from `start` to `stop`.

    ring_ms: the most sound that waits in the ring, the latency against the safety. A hop is made as soon as it fits in
    below that, so all are made right after a callback, and the next ones have until the ring is empty. Where the device
    takes more at once than would be there, the ring becomes longer, and where an engine makes longer hops than would
    fit beside that. The engine must be prepared for the link's rate.

    device_ms: so much more is there at the start, for a device that begins by filling a buffer of its own.
    """

    def __init__(self, engine: Engine, link: AudioLink, ring_ms: float, device_ms: float = 0.0) -> None:
        self.link = link
        self.failure: BaseException | None = None
        self.hint: str | None = None
        self._engine = engine
        self._rate = engine.sample_rate
        self._ring_frames = round(ring_ms * self._rate / 1000.0)
        self._first_frames = self._ring_frames + round(min(device_ms, LONGEST_DEVICE_MS) * self._rate / 1000.0)
        self._block, self._other = _blocks(engine)
        self._load = 0.0
        self._obeyed = -1
        self._next: queue.SimpleQueue[tuple[Engine, float]] = queue.SimpleQueue()
        self._retired: queue.SimpleQueue[Engine] = queue.SimpleQueue()
        self._coming: Engine | None = None
        self._swaps = 0  # asked for and not yet taken note of
        self._fade_frames, self._faded = 1, 0
        self._stopping = threading.Event()
        self._primed = threading.Event()
        self._played, self._looked_at = link.frames_played, time.perf_counter()  # what the device had taken by when
        self._gulps: deque[tuple[float, int]] = deque(maxlen=GULPS)
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    # -- any other thread --

    @property
    def ring_ms(self) -> float:
        """The most that is kept in the ring now: at least as much as was asked for."""
        return 1000.0 * max(self._ring_frames, self.link.largest_block + len(self._block)) / self._rate

    @property
    def wait_ms(self) -> float:
        """How long a sample waits for its turn, on average, from when it was made to when the device would play it.

        A hop is made when as much as itself was missing, and somewhere between two callbacks as far as they can tell.
        """
        return self.ring_ms - 1000.0 * (len(self._block) - 0.5 * self.link.largest_block) / self._rate

    def start(self) -> None:
        """Fill the ring. Raises whatever kept the engine from doing so."""
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        gc.freeze()  # what is there now stays, with what little is garbage; the collector need not look at it again
        gc.enable()
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
        self._swaps += 1
        self._next.put((engine, max(fade_s, SHORTEST_FADE_S)))

    @property
    def is_swapping(self) -> bool:
        """Whether there was a swap that `take_swapped` has not told of."""
        return self._swaps > 0

    def take_swapped(self) -> bool:
        """Whether a swap has ended since the last call. The old engine dies here, and not in the loop."""
        try:
            self._retired.get_nowait()
        except queue.Empty:
            return False
        self._swaps -= 1
        gc.freeze()
        return True

    # -- the engine thread --

    def _run(self) -> None:
        try:
            self.hint = raise_priority(ENGINE_PRIORITY)
            while self.link.fill_frames < self._first_frames:
                self._make_block()
            self._primed.set()
            while not self._stopping.is_set():
                self._watch_device()
                most = max(self._ring_frames, self.link.largest_block + len(self._block))
                room = most - len(self._block) - self.link.fill_frames
                if room < 0:
                    time.sleep(min(max(-room / self._rate, SHORTEST_SLEEP_S), LONGEST_SLEEP_S))
                    self.link.beat(self._load)
                    continue
                self._make_block()
        except BaseException as error:
            self.failure = error
        finally:
            self._primed.set()

    def _watch_device(self) -> None:
        """Make the ring longer for a device that takes several blocks at once, as some do however small they are."""
        played, now = self.link.frames_played, time.perf_counter()
        taken, self._played = played - self._played, played
        early = taken - (now - self._looked_at) * self._rate  # more than it has had time to play meanwhile
        self._looked_at = now
        block = max(1, self.link.largest_block)
        needed = -int(-early // block) * block + len(self._block)
        if needed > self._ring_frames and taken > block:
            self._gulps.append((now, needed))
            if len(self._gulps) == GULPS and now - self._gulps[0][0] < GULPS_WITHIN_S:
                self._ring_frames = min(frames for _, frames in self._gulps)

    def _make_block(self) -> None:
        begun, block = time.perf_counter(), self._block
        if self._coming is None and not self._next.empty():
            self._coming, fade_s = self._next.get()
            self._fade_frames, self._faded = round(fade_s * self._rate), 0
        self._engine.process(block)
        if self._coming is not None:
            self._cross_fade(block)
        if self._engine.obeyed_version != self._obeyed:
            self._obeyed = self._engine.obeyed_version
            self.link.obey(self._obeyed)
        self.link.push(block)
        self.link.set_place(*self._engine.place)
        self.link.set_input_level(self._engine.input_level_db)
        seconds = len(block) / self._rate
        self._load += ((time.perf_counter() - begun) / seconds - self._load) * min(1.0, seconds / LOAD_SECONDS)
        self.link.beat(self._load)

    def _cross_fade(self, block: F32) -> None:
        """Mix the coming engine into a block of the old one; when the fade is over, it is the engine."""
        assert self._coming is not None
        self._coming.process(self._other)
        n = len(block)
        # Shares that add up to 1: two signals below the limiter's ceiling then stay below it.
        share = np.minimum((self._faded + np.arange(n, dtype=np.float32)[:, None]) / self._fade_frames, 1.0)
        block += share * (self._other - block)
        self._faded += n
        if self._faded >= self._fade_frames:
            retired, self._engine, self._coming = self._engine, self._coming, None
            self._block, self._other = _blocks(self._engine)  # another hop, another rhythm
            self._retired.put(retired)


def _blocks(engine: Engine) -> tuple[F32, F32]:
    """Room for a hop of an engine, and for one of the engine that is faded in beside it."""
    block, other = (np.zeros((hop_frames(engine), 2), np.float32) for _ in range(2))
    return block, other


def hop_frames(engine: Engine) -> int:
    """Frames that the engine makes at once, at the output's rate."""
    return max(16, round(engine.spec.hop * engine.sample_rate / engine.spec.sample_rate))
