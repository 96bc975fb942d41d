"""The compiled side of a ring: atomic loads and stores, and the push. Only the engine process loads it.

Whoever consumes in compiled code (the audio callback) does so in its own loop, with these loads and stores. Imports
numba only. The layout and the memory ordering are those of `realtime.ring`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import extending, njit, types
from numba.core import cgutils

from realtime.ring_layout import CAPACITY, CHANNELS, READ, WRITE

intrinsic: Any = extending.intrinsic  # its type hints count the typing context among the caller's arguments

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


@njit("int64(int64[::1], float32[::1], float32[:, ::1])", nogil=True, cache=True, error_model="numpy")
def push(control, data, block):
    """Producer: copy as much of `block` (n, channels) as there is room for; the number of frames copied.

    control: (CONTROL_SLOTS,) int64; data: (capacity * channels,) float32, interleaved.
    """
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
