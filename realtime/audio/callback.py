"""The audio callback: compiled, handed to PortAudio as a C pointer, run on the audio thread.

It may not call Python, allocate, lock or do I/O, and it does not: copy from the ring, fade, guard, meter, copy to the
tap, count. 128 frames take 1-2 µs. A Python callback in its place misses 83-94 % of its cycles beside a
busy interpreter, this one 0.04-0.1 %, which is the noise of the machine (research/runtime.md §2).

Memory
    Everything lives in one block whose address is the callback's user data; `link.AudioLink` owns it. Parts are found
    by byte offset, never by address, so the block may be shared memory mapped at different places.

        control (CONTROL_SLOTS,) int64 | state (STATE_SLOTS,) float64 | ring, tap and meter controls | their data

Who writes what, and the ordering
    - Configuration slots: written before the stream opens, constant afterwards.
    - Request slots (gate, flush, recording): written by the control side, read here with acquire loads. Each is
      meaningful alone, so that no order among them is needed.
    - Report slots: written here only. COUNT_CALLBACKS is stored last, with release: whoever acquires it sees the
      reports of that callback. A plain aligned 8-byte read elsewhere gets some recent value, never a torn one.
    - `state` is private to this thread.
    - Ring, tap and meter rings order themselves (`realtime.ring`); the callback consumes the first, produces the rest.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numba import carray, cfunc, njit, types

from realtime import ring as spsc
from realtime.audio.native import byte_offset, cache_key, now_ns
from realtime.ring import CAPACITY, READ, WRITE, load_acquire, store_release

# -- layout: int64 control slots --------------------------------------------------------------------------------------
# configuration
LAYOUT_VERSION = 0  # LAYOUT_MAGIC once the block is laid out
SAMPLE_RATE = 1  # Hz
RING_FRAMES, TAP_FRAMES, METER_RECORDS = 2, 3, 4  # capacities
TAP_DATA_OFFSET, METER_DATA_OFFSET = 5, 6  # bytes
DEVICE_CHANNELS = 7  # channels of the device; 1: mean of both; more than 2: the rest stays silent
FADE_FRAMES = 8  # length of the fades around a gap
PRIME_FRAMES = 9  # what must be in the ring before it plays, at the start and after a gap
# requests
GATE_OPEN, GATE_FRAMES = 16, 17  # target 0 or 1; frames from one to the other
FLUSH_UPTO = 18  # drop what was pushed before this frame of the ring's WRITE counter
RECORDING = 19  # 1: copy the output into the tap
# reports
COUNT_CALLBACKS = 32
COUNT_UNDERRUNS, COUNT_MISSING_FRAMES = 33, 34  # callbacks that lacked frames; how many frames
COUNT_DEVICE_UNDERFLOWS, DEVICE_FLAGS_SEEN = 35, 36  # paOutputUnderflow; all PortAudio flags ever, or-ed
COUNT_CLIPPED, COUNT_NONFINITE = 37, 38  # samples
COUNT_TAP_DROPPED = 39  # frames that the recorder was too late for
FRAMES_PLAYED = 40  # handed to the device, silence included
LAST_CALLBACK_NS = 41  # `now_ns` at the start of the last callback
LARGEST_BLOCK = 42  # frames
FLOW = 43  # one of the next three
WAITING, FLOWING, STARVED = 0, 1, 2  # not started, or flushed; playing the ring; ran out of frames
CONTROL_SLOTS = 128

# -- layout: float64 state slots --------------------------------------------------------------------------------------
GATE = 0  # 0 shut .. 1 open
RISE = 1  # 0..1: fade-in of the ring's signal
HOLD, HELD_LEFT, HELD_RIGHT = 2, 3, 4  # 1..0: fade-out of the last frame before a gap; that frame
LAST_LEFT, LAST_RIGHT = 5, 6  # what sounded last, before the gate
PEAK_LEFT, PEAK_RIGHT, SQUARES_LEFT, SQUARES_RIGHT, METERED = 7, 8, 9, 10, 11  # METERED: frames
STATE_SLOTS = 32

# -- layout: bytes ----------------------------------------------------------------------------------------------------
LAYOUT_MAGIC = 0x52544C31  # "RTL1"
STEREO = 2  # channels of ring and tap
METER_FIELDS = 5  # peak left, right; sum of squares left, right; frames
STATE_OFFSET = CONTROL_SLOTS * 8
RING_OFFSET = STATE_OFFSET + STATE_SLOTS * 8
TAP_OFFSET = RING_OFFSET + spsc.CONTROL_SLOTS * 8
METER_OFFSET = TAP_OFFSET + spsc.CONTROL_SLOTS * 8
RING_DATA_OFFSET = METER_OFFSET + spsc.CONTROL_SLOTS * 8

PA_OUTPUT_UNDERFLOW = 4


# -- the work ---------------------------------------------------------------------------------------------------------


@njit(error_model="numpy")
def ease(x):
    """Smoothstep, 0..1 → 0..1 with slope 0 at both ends: half a cosine to within 1 %, without calling `cos`."""
    return x * x * (3.0 - 2.0 * x)


@njit(error_model="numpy")
def admit(control, ring, frames):
    """Flush if asked to, start or restart if there is enough.

    Returns how many of `frames` the ring can give now, and whether it was flushed.
    """
    read = ring[READ]
    available = load_acquire(ring, WRITE) - read
    upto = load_acquire(control, FLUSH_UPTO)
    flushed = min(upto - read, available)
    if flushed > 0:
        store_release(ring, READ, read + flushed)
        available -= flushed
        control[FLOW] = WAITING  # what is missing now was asked for: no underrun
    if control[FLOW] != FLOWING:
        # at least one whole block, or it would run dry again at once
        if available < min(max(control[PRIME_FRAMES], frames), ring[CAPACITY]):
            return 0, flushed > 0
        control[FLOW] = FLOWING
    return min(available, frames), flushed > 0


@njit(error_model="numpy")
def hold_last(state):
    """What sounded last fades out from here, and what the ring gives next fades in."""
    state[HELD_LEFT], state[HELD_RIGHT] = state[LAST_LEFT], state[LAST_RIGHT]
    state[HOLD] = 1.0
    state[RISE] = 0.0


@njit(error_model="numpy")
def guard(control, sample):
    """`sample` within ±1: the last thing between a mistake and the loudspeakers. Counts what it cuts."""
    if sample > 1.0:
        control[COUNT_CLIPPED] += 1
        return 1.0
    if sample < -1.0:
        control[COUNT_CLIPPED] += 1
        return -1.0
    return sample


@njit(error_model="numpy")
def finite(control, sample):
    """`sample`, or 0 where it is NaN or infinite."""
    if np.isfinite(sample):
        return np.float64(sample)
    control[COUNT_NONFINITE] += 1
    return 0.0


@njit(error_model="numpy")
def play(control, state, ring, ring_data, tap, tap_data, out, frames):
    """Fill `out` (frames * device channels,) float32 and the tap; per frame

        out = gate · (rise · ring + hold · held)

    where each factor is `ease` of a position that moves linearly. In steady state all is 1, 1, 0, and the output is
    bit for bit what was pushed. Around a gap `hold` falls from 1 while `rise` waits at 0, so that neither the missing
    frames nor their return make a step: the steepest is 1.5 / FADE_FRAMES of the held sample.
    """
    channels = control[DEVICE_CHANNELS]
    fade = 1.0 / control[FADE_FRAMES]
    gate_target = np.float64(load_acquire(control, GATE_OPEN))
    gate_step = 1.0 / max(1, load_acquire(control, GATE_FRAMES))
    shut = state[GATE] == 0.0 and gate_target == 0.0

    given, flushed = admit(control, ring, frames)
    if flushed:
        hold_last(state)
    if given < frames and control[FLOW] != WAITING and not shut:
        control[COUNT_UNDERRUNS] += 1
        control[COUNT_MISSING_FRAMES] += frames - given

    read = ring[READ]
    mask = ring[CAPACITY] - 1
    tapped = 0
    tap_write = tap[WRITE]
    tap_mask = tap[CAPACITY] - 1
    if load_acquire(control, RECORDING):
        tapped = min(frames, tap[CAPACITY] - (tap_write - load_acquire(tap, READ)))
        control[COUNT_TAP_DROPPED] += frames - tapped

    for frame in range(frames):
        left, right = 0.0, 0.0
        if frame < given:
            at = ((read + frame) & mask) * STEREO
            left = finite(control, ring_data[at])
            right = finite(control, ring_data[at + 1])
            if state[RISE] < 1.0:
                gain = ease(state[RISE])
                state[RISE] = min(1.0, state[RISE] + fade)
                left *= gain
                right *= gain
        elif control[FLOW] == FLOWING:
            control[FLOW] = STARVED
            hold_last(state)
        if state[HOLD] > 0.0:
            gain = ease(state[HOLD])
            state[HOLD] = max(0.0, state[HOLD] - fade)
            left += gain * state[HELD_LEFT]
            right += gain * state[HELD_RIGHT]
        state[LAST_LEFT] = left
        state[LAST_RIGHT] = right

        if state[GATE] != gate_target:
            if state[GATE] < gate_target:
                state[GATE] = min(gate_target, state[GATE] + gate_step)
            else:
                state[GATE] = max(gate_target, state[GATE] - gate_step)
        if state[GATE] < 1.0:
            gain = ease(state[GATE])
            left *= gain
            right *= gain

        if channels == 1:
            left = guard(control, 0.5 * (left + right))
            right = left
            out[frame] = left
        else:
            left = guard(control, left)
            right = guard(control, right)
            out[frame * channels] = left
            out[frame * channels + 1] = right
            for channel in range(STEREO, channels):
                out[frame * channels + channel] = 0.0

        if frame < tapped:
            at = ((tap_write + frame) & tap_mask) * STEREO
            tap_data[at] = left
            tap_data[at + 1] = right
        state[PEAK_LEFT] = max(state[PEAK_LEFT], abs(left))
        state[PEAK_RIGHT] = max(state[PEAK_RIGHT], abs(right))
        state[SQUARES_LEFT] += left * left
        state[SQUARES_RIGHT] += right * right

    state[METERED] += frames
    store_release(ring, READ, read + given)
    store_release(tap, WRITE, tap_write + tapped)


@njit(error_model="numpy")
def report_meters(state, meters, records):
    """Queue what was metered as one record; while nobody reads, the ring is full and the next record covers more."""
    write = meters[WRITE]
    if write - load_acquire(meters, READ) == meters[CAPACITY]:
        return
    at = (write & (meters[CAPACITY] - 1)) * METER_FIELDS
    for field in range(METER_FIELDS):
        records[at + field] = state[PEAK_LEFT + field]
        state[PEAK_LEFT + field] = 0.0
    store_release(meters, WRITE, write + 1)


@njit(error_model="numpy")
def fill_block(output, frame_count, status_flags, user_data):
    """The whole of one callback; arguments as PortAudio gives them."""
    control = carray(user_data, (CONTROL_SLOTS,), np.int64)
    started_ns = now_ns()
    # C's `unsigned long` is 32 bits wide on Windows: ignore what the upper half of the register holds.
    frames = np.int64(frame_count & np.uint64(0xFFFFFFFF))
    flags = np.int64(status_flags & np.uint64(0xFFFFFFFF))

    state = carray(byte_offset(user_data, STATE_OFFSET), (STATE_SLOTS,), np.float64)
    ring = carray(byte_offset(user_data, RING_OFFSET), (spsc.CONTROL_SLOTS,), np.int64)
    tap = carray(byte_offset(user_data, TAP_OFFSET), (spsc.CONTROL_SLOTS,), np.int64)
    meters = carray(byte_offset(user_data, METER_OFFSET), (spsc.CONTROL_SLOTS,), np.int64)
    ring_data = carray(byte_offset(user_data, RING_DATA_OFFSET), (control[RING_FRAMES] * STEREO,), np.float32)
    tap_data = carray(byte_offset(user_data, control[TAP_DATA_OFFSET]), (control[TAP_FRAMES] * STEREO,), np.float32)
    records = carray(
        byte_offset(user_data, control[METER_DATA_OFFSET]), (control[METER_RECORDS] * METER_FIELDS,), np.float32
    )
    out = carray(output, (frames * control[DEVICE_CHANNELS],), np.float32)

    play(control, state, ring, ring_data, tap, tap_data, out, frames)
    report_meters(state, meters, records)

    control[DEVICE_FLAGS_SEEN] |= flags
    if flags & PA_OUTPUT_UNDERFLOW:
        control[COUNT_DEVICE_UNDERFLOWS] += 1
    control[LARGEST_BLOCK] = max(control[LARGEST_BLOCK], frames)
    control[FRAMES_PLAYED] += frames
    control[LAST_CALLBACK_NS] = started_ns
    store_release(control, COUNT_CALLBACKS, control[COUNT_CALLBACKS] + 1)


PA_CALLBACK = types.int32(
    types.voidptr, types.voidptr, types.uint64, types.voidptr, types.uint64, types.voidptr
)  # int PaStreamCallback(input, output, frameCount, timeInfo, statusFlags, userData)


@cache
def callback():
    """The compiled callback; `.address` is the C pointer. Compiles for seconds the first time, then loads in ms."""
    sources = cache_key()

    def audio_callback(_input, output, frame_count, _time_info, status_flags, user_data):
        _ = sources  # makes it part of the cache's key
        fill_block(output, frame_count, status_flags, user_data)
        return 0  # paContinue

    return cfunc(PA_CALLBACK, cache=True, error_model="numpy")(audio_callback)
