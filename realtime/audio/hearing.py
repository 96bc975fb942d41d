"""The input's half of the audio callback: compiled, run on the audio thread, as bounded as the other half.

The mean of the device's input channels goes into the link's input ring, as much as there is room for; the rest is
dropped and counted. Where input and output are one stream, `callback` calls `hear`; an input device with a stream of
its own has the callback made here. One stream at a time has the input: the ring has one producer.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numba import carray, cfunc, njit, types

from realtime.audio import layout as at
from realtime.audio.native import byte_offset, cache_key, is_null
from realtime.ring_kernels import load_acquire, store_release
from realtime.ring_layout import CAPACITY, READ, WRITE
from realtime.ring_layout import CONTROL_SLOTS as RING_SLOTS

PA_CALLBACK = types.int32(
    types.voidptr, types.voidptr, types.uint64, types.voidptr, types.uint64, types.voidptr
)  # int PaStreamCallback(input, output, frameCount, timeInfo, statusFlags, userData)


@njit(error_model="numpy")
def hear(control, given, user_data, frames):
    """Queue one block of `given` (frames * input channels,) float32, if there is one. NaN and infinities become 0."""
    channels = control[at.INPUT_CHANNELS]
    if is_null(given) or channels < 1:
        return
    ring = carray(byte_offset(user_data, at.INPUT_OFFSET), (RING_SLOTS,), np.int64)
    data = carray(byte_offset(user_data, control[at.INPUT_DATA_OFFSET]), (at.INPUT_FRAMES,), np.float32)
    samples = carray(given, (frames * channels,), np.float32)
    write = ring[WRITE]
    mask = ring[CAPACITY] - 1
    taken = min(frames, ring[CAPACITY] - (write - load_acquire(ring, READ)))
    for frame in range(taken):
        total = np.float32(0.0)
        for channel in range(channels):
            total += samples[frame * channels + channel]
        mean = total / np.float32(channels)
        data[(write + frame) & mask] = mean if np.isfinite(mean) else np.float32(0.0)
    store_release(ring, WRITE, write + taken)
    control[at.COUNT_INPUT_DROPPED] += frames - taken
    store_release(control, at.COUNT_INPUT_CALLBACKS, control[at.COUNT_INPUT_CALLBACKS] + 1)


@cache
def input_callback():
    """The compiled callback of a stream that only hears; `.address` is the C pointer."""
    sources = cache_key(at.__file__)

    def hearing_callback(given, _output, frame_count, _time_info, _status_flags, user_data):
        _ = sources  # makes it part of the cache's key
        control = carray(user_data, (at.CONTROL_SLOTS,), np.int64)
        hear(control, given, user_data, np.int64(frame_count & np.uint64(0xFFFFFFFF)))
        return 0  # paContinue

    return cfunc(PA_CALLBACK, cache=True, error_model="numpy")(hearing_callback)
