"""Single-producer single-consumer ring of audio frames, in flat arrays that may lie in shared memory.

Exactly one thread pushes and exactly one pops; they may be in different processes. Nobody waits, locks or allocates.

Memory ordering
    `control[WRITE]` and `control[READ]` count frames since the start and never wrap (int64: six million years at
    48 kHz). The producer copies samples, then publishes WRITE with a *release* store; the consumer reads WRITE with an
    *acquire* load, so it never sees a counter without the samples it stands for. READ goes the other way in the same
    manner: the producer never overwrites a frame that is still being read. Each side reads its own counter plainly.
    Compiled code does that with the atomics of `realtime.ring_kernels`; a plain load in a numba loop is hoisted by
    LLVM and never sees the other side's store (measured, research/runtime.md §2). Python does it with a plain load or
    store of an aligned slot beside a `fence`. The counters lie 128 bytes apart, so the two sides do not fight over one
    cache line (x86 fetches lines in pairs; Apple's are 128 bytes long).

Killed at any instruction, either side leaves a ring that the next one can go on with: what it had not published does
not exist. Imports numpy only, until something is pushed: the control process reads rings and has no compiler.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from realtime.ring_layout import CAPACITY, CHANNELS, CONTROL_SLOTS, READ, WRITE
from realtime.shared_memory import fence


class Ring:
    """A ring of `capacity_frames` (a power of two) frames of `channels` float32 samples.

    Without `control` (CONTROL_SLOTS,) int64 and `data` (capacity * channels,) float32 it allocates its own memory;
    with them it initialises that memory, unless `attach` says that the other side has done so.
    """

    def __init__(
        self,
        capacity_frames: int,
        channels: int,
        control: np.ndarray | None = None,
        data: np.ndarray | None = None,
        attach: bool = False,
    ) -> None:
        if capacity_frames < 1 or capacity_frames & (capacity_frames - 1):
            raise ValueError(f"the capacity of a ring must be a power of two, not {capacity_frames} frames")
        self.capacity_frames = capacity_frames
        self.channels = channels
        self.control = np.zeros(CONTROL_SLOTS, np.int64) if control is None else control
        self.data = np.zeros(capacity_frames * channels, np.float32) if data is None else data
        if self.control.shape != (CONTROL_SLOTS,) or self.data.shape != (capacity_frames * channels,):
            raise ValueError(f"a ring of {capacity_frames} x {channels} does not fit the memory it was given")
        self._frames = self.data.reshape(capacity_frames, channels)
        if not attach:
            self.control[:] = 0
            self.control[CAPACITY] = capacity_frames
            self.control[CHANNELS] = channels

    # -- producer thread --

    def push(self, block: np.ndarray) -> int:
        """Append `block` (n, channels) float32, as much as fits; the number of frames taken. Compiled, no GIL."""
        self._check(block)
        return _compiled_push()(self.control, self.data, block)

    # -- consumer thread --

    def pop(self, out: np.ndarray) -> int:
        """Fill `out` (n, channels) float32 from the front; the number of frames filled. The rest of `out` stays."""
        self._check(out)
        read = self.popped
        count = min(len(out), self.pushed - read)
        fence()  # the samples, not before the counter that announces them
        first = read & (self.capacity_frames - 1)
        straight = min(count, self.capacity_frames - first)
        out[:straight] = self._frames[first : first + straight]
        out[straight:count] = self._frames[: count - straight]
        fence()  # the counter that gives their places away, not before the samples are here
        self.control[READ] = read + count
        return count

    def skip(self, frames: int) -> int:
        """Discard up to `frames` (below 0: none) from the front; the number of frames discarded."""
        count = max(0, min(frames, self.pushed - self.popped))
        self.control[READ] = self.popped + count
        return count

    def drop(self) -> int:
        """Discard everything; the number of frames discarded."""
        return self.skip(self.capacity_frames)

    # -- any thread --

    @property
    def pushed(self) -> int:
        """Frames pushed since the start: the number of the next one."""
        return int(self.control[WRITE])

    @property
    def popped(self) -> int:
        """Frames popped or dropped since the start: the number of the next one to come out."""
        return int(self.control[READ])

    @property
    def fill(self) -> int:
        """Frames in the ring. Exact for neither side: at least this many for the consumer, at most for the producer."""
        read = self.popped
        fence()  # READ first: were WRITE read first, a pop in between could make the difference negative
        return self.pushed - read

    def _check(self, block: np.ndarray) -> None:
        # The compiled push does not check bounds: a block of the wrong width would be read beyond its end.
        if block.ndim != 2 or block.shape[1] != self.channels:
            raise ValueError(f"a block for this ring is (frames, {self.channels}), not {block.shape}")


@cache
def _compiled_push() -> Callable[[np.ndarray, np.ndarray, np.ndarray], int]:
    from realtime.ring_kernels import push  # loads the compiler: only where sound is made

    return push
