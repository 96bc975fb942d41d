"""Single-producer single-consumer ring of audio frames, in flat arrays that may lie in shared memory.

Exactly one thread pushes and exactly one pops; they may be in different processes. Nobody waits, locks or allocates.

Memory ordering
    `control[WRITE]` and `control[READ]` count frames since the start and never wrap (int64: six million years at
    48 kHz). The producer copies samples, then publishes WRITE with a *release* store; the consumer reads WRITE with an
    *acquire* load, so it never sees a counter without the samples it stands for. READ goes the other way in the same
    manner: the producer never overwrites a frame that is still being read. Each side reads its own counter plainly.
    The loads must be atomic: a plain one in a numba loop is hoisted by LLVM and never sees the other side's store
    (measured, research/runtime.md §2). The counters lie 128 bytes apart, so the two sides do not fight over one cache
    line (x86 fetches lines in pairs; Apple's are 128 bytes long).

The kernels are plain functions over `(control, data)`, for compiled loops; `Ring` owns the memory and nothing else.
Imports numpy and numba only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import extending, njit, types
from numba.core import cgutils

intrinsic: Any = extending.intrinsic  # its type hints count the typing context among the caller's arguments

WRITE = 0  # frames pushed since the start; written by the producer only
READ = 16  # frames popped since the start; written by the consumer only
CAPACITY = 32  # frames, a power of two; constant
CHANNELS = 33  # samples a frame; constant
CONTROL_SLOTS = 48  # int64


# -- atomics ----------------------------------------------------------------------------------------------------------
# numba arrays have no atomic load or store on the CPU; these two emit one `mov` on x86-64, `ldar`/`stlr` on arm64.


def _slot(context, builder, array_type, array, index):
    """Pointer to `array[index]`, not bounds-checked."""
    return builder.gep(context.make_array(array_type)(context, builder, array).data, [index])


@intrinsic
def load_acquire(typing_context, array, index):
    """`array[index]` of an int64 array: what was written before the store that put it there is visible afterwards."""

    def codegen(context, builder, signature, args):
        return builder.load_atomic(_slot(context, builder, signature.args[0], args[0], args[1]), "acquire", 8)

    return types.int64(array, types.intp), codegen


@intrinsic
def store_release(typing_context, array, index, value):
    """`array[index] = value` of an int64 array: whoever acquires it sees everything written before."""

    def codegen(context, builder, signature, args):
        slot = _slot(context, builder, signature.args[0], args[0], args[1])
        builder.store_atomic(args[2], slot, "release", 8)
        return cgutils.get_null_value(context.get_value_type(signature.return_type))

    return types.void(array, types.intp, types.int64), codegen


# -- kernels ----------------------------------------------------------------------------------------------------------
# control: (CONTROL_SLOTS,) int64; data: (capacity * channels,) float32, interleaved.


@njit("int64(int64[::1], float32[::1], float32[:, ::1])", nogil=True, cache=True, error_model="numpy")
def push(control, data, block):
    """Producer: copy as much of `block` (n, channels) as there is room for; the number of frames copied."""
    mask = control[CAPACITY] - 1
    channels = control[CHANNELS]
    write = control[WRITE]
    room = control[CAPACITY] - (write - load_acquire(control, READ))
    count = min(np.int64(block.shape[0]), room)
    for frame in range(count):
        at = ((write + frame) & mask) * channels
        for channel in range(channels):
            data[at + channel] = block[frame, channel]
    store_release(control, WRITE, write + count)
    return count


@njit("int64(int64[::1], float32[::1], float32[:, ::1])", nogil=True, cache=True, error_model="numpy")
def pop(control, data, out):
    """Consumer: fill `out` (n, channels) as far as there are frames; the number filled. The rest of `out` stays."""
    mask = control[CAPACITY] - 1
    channels = control[CHANNELS]
    read = control[READ]
    count = min(np.int64(out.shape[0]), load_acquire(control, WRITE) - read)
    for frame in range(count):
        at = ((read + frame) & mask) * channels
        for channel in range(channels):
            out[frame, channel] = data[at + channel]
    store_release(control, READ, read + count)
    return count


@njit("int64(int64[::1])", nogil=True, cache=True, error_model="numpy")
def drop(control):
    """Consumer: discard everything that is in the ring; the number of frames discarded."""
    write = load_acquire(control, WRITE)
    count = write - control[READ]
    store_release(control, READ, write)
    return count


@njit("int64(int64[::1])", nogil=True, cache=True, error_model="numpy")
def fill(control):
    """Frames in the ring. Exact for neither side: at least this many for the consumer, at most for the producer."""
    # READ first: were WRITE read first, a pop in between could make the difference negative.
    read = load_acquire(control, READ)
    return load_acquire(control, WRITE) - read


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
        if not attach:
            self.control[:] = 0
            self.control[CAPACITY] = capacity_frames
            self.control[CHANNELS] = channels

    # -- producer thread --

    def push(self, block: np.ndarray) -> int:
        """Append `block` (n, channels) float32, as much as fits; the number of frames taken."""
        self._check(block)
        return push(self.control, self.data, block)

    # -- consumer thread --

    def pop(self, out: np.ndarray) -> int:
        """Fill `out` (n, channels) float32 from the front; the number of frames filled."""
        self._check(out)
        return pop(self.control, self.data, out)

    def drop(self) -> int:
        """Discard everything; the number of frames discarded."""
        return drop(self.control)

    # -- any thread --

    @property
    def fill(self) -> int:
        """Frames waiting in the ring."""
        return fill(self.control)

    def _check(self, block: np.ndarray) -> None:
        # The kernels do not check bounds: a block of the wrong width would read or write beyond it.
        if block.ndim != 2 or block.shape[1] != self.channels:
            raise ValueError(f"a block for this ring is (frames, {self.channels}), not {block.shape}")
