"""The audio callback: compiled, handed to PortAudio as a C pointer, run on the audio thread.

It may not call Python, allocate, lock or do I/O, and it does not: copy from the ring, fade, guard, meter, copy to tap
and monitor, count. 128 frames take 1-2 µs. A Python callback in its place misses 83-94 % of its cycles beside a
busy interpreter, this one 0.04-0.1 %, which is the noise of the machine (research/runtime.md §2).

Where the stream has an input, too, it begins by queueing that (`hearing`).

The memory it works on, who writes what in it, and the ordering: `realtime.audio.layout`.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numba import carray, cfunc, njit

from realtime import denormals
from realtime.audio import hearing
from realtime.audio import layout as at
from realtime.audio.hearing import PA_CALLBACK, hear
from realtime.audio.native import byte_offset, cache_key, now_ns
from realtime.denormals import FLUSH, float_mode, set_float_mode
from realtime.ring_kernels import load_acquire, store_release
from realtime.ring_layout import CAPACITY, READ, WRITE
from realtime.ring_layout import CONTROL_SLOTS as RING_SLOTS

PA_OUTPUT_UNDERFLOW = 4


# -- the work ---------------------------------------------------------------------------------------------------------


@njit(error_model="numpy")
def ease(x):
    """Smoothstep, 0..1 → 0..1 with slope 0 at both ends: half a cosine to within 1 %, without calling `cos`."""
    return x * x * (3.0 - 2.0 * x)


@njit(error_model="numpy")
def admit(control, ring, frames):
    """Flush if asked to, start or restart if there is enough.

    Returns how many frames the ring can give now, 0 if it has to wait for more, and whether it was flushed.
    """
    read = ring[READ]
    available = load_acquire(ring, WRITE) - read
    upto = load_acquire(control, at.FLUSH_UPTO)
    flushed = min(upto - read, available)
    if flushed > 0:
        store_release(ring, READ, read + flushed)
        available -= flushed
        control[at.FLOW] = at.WAITING  # what is missing now was asked for: no underrun
    if control[at.FLOW] != at.FLOWING:
        # at least one whole block, or it would run dry again at once
        if available < min(max(control[at.PRIME_FRAMES], frames), ring[CAPACITY]):
            return 0, flushed > 0
        control[at.FLOW] = at.FLOWING
    return available, flushed > 0


@njit(error_model="numpy")
def hold_last(state):
    """What sounded last fades out from here, and what the ring gives next fades in."""
    state[at.HELD_LEFT], state[at.HELD_RIGHT] = state[at.LAST_LEFT], state[at.LAST_RIGHT]
    state[at.HOLD] = 1.0
    state[at.RISE] = 0.0


@njit(error_model="numpy")
def guard(control, sample):
    """`sample` within ±1: the last thing between a mistake and the loudspeakers. Counts what it cuts."""
    if sample > 1.0:
        control[at.COUNT_CLIPPED] += 1
        return 1.0
    if sample < -1.0:
        control[at.COUNT_CLIPPED] += 1
        return -1.0
    return sample


@njit(error_model="numpy")
def finite(control, sample):
    """`sample`, or 0 where it is NaN or infinite."""
    if np.isfinite(sample):
        return np.float64(sample)
    control[at.COUNT_NONFINITE] += 1
    return 0.0


@njit(error_model="numpy")
def see_gate(control):
    """The gate's target, 0 or 1; where it is news, when it was seen."""
    target = load_acquire(control, at.GATE_OPEN)
    if target != control[at.GATE_SEEN]:
        control[at.GATE_SEEN] = target
        control[at.GATE_SEEN_NS] = now_ns()
        store_release(control, at.COUNT_GATE_CHANGES, control[at.COUNT_GATE_CHANGES] + 1)
    return np.float64(target)


@njit(error_model="numpy")
def play(control, state, ring, ring_data, out, frames):
    """Fill `out` (frames * device channels,) float32; per frame

        out = gate · (rise · ring + hold · held)

    where each factor is `ease` of a position that moves linearly. In steady state all is 1, 1, 0, and the output is
    bit for bit what was pushed. Around a gap `hold` falls from 1 while `rise` waits at 0, so that neither the missing
    frames nor their return make a step: the steepest is 1.5 / FADE_FRAMES of the held sample.

    Returns how many frames came from the ring.
    """
    channels = control[at.DEVICE_CHANNELS]
    left_channel, right_channel = control[at.LEFT_CHANNEL], control[at.RIGHT_CHANNEL]
    mono = left_channel == right_channel
    if channels > 2 or (mono and channels > 1):
        for sample in range(frames * channels):
            out[sample] = 0.0
    fade = 1.0 / control[at.FADE_FRAMES]
    gate_target = see_gate(control)
    gate_step = 1e9 / max(1e9, np.float64(load_acquire(control, at.GATE_NS)) * control[at.SAMPLE_RATE])
    shut = state[at.GATE] == 0.0 and gate_target == 0.0

    available, flushed = admit(control, ring, frames)
    given = min(available, frames)
    if flushed:
        hold_last(state)
    if control[at.FLOW] != at.WAITING and not shut:
        if given < frames:
            control[at.COUNT_UNDERRUNS] += 1
            control[at.COUNT_MISSING_FRAMES] += frames - given
        state[at.LOW_WATER] = min(state[at.LOW_WATER], np.float64(available - given))

    read = ring[READ]
    mask = ring[CAPACITY] - 1

    for frame in range(frames):
        left, right = 0.0, 0.0
        if frame < given:
            place = ((read + frame) & mask) * at.STEREO
            left = finite(control, ring_data[place])
            right = finite(control, ring_data[place + 1])
            if state[at.RISE] < 1.0:
                gain = ease(state[at.RISE])
                state[at.RISE] = min(1.0, state[at.RISE] + fade)
                left *= gain
                right *= gain
        elif control[at.FLOW] == at.FLOWING:
            control[at.FLOW] = at.STARVED
            hold_last(state)
        if state[at.HOLD] > 0.0:
            gain = ease(state[at.HOLD])
            state[at.HOLD] = max(0.0, state[at.HOLD] - fade)
            left += gain * state[at.HELD_LEFT]
            right += gain * state[at.HELD_RIGHT]
        state[at.LAST_LEFT] = left
        state[at.LAST_RIGHT] = right

        if state[at.GATE] != gate_target:
            if state[at.GATE] < gate_target:
                state[at.GATE] = min(gate_target, state[at.GATE] + gate_step)
            else:
                state[at.GATE] = max(gate_target, state[at.GATE] - gate_step)
        if state[at.GATE] < 1.0:
            gain = ease(state[at.GATE])
            left *= gain
            right *= gain

        if mono:
            left = 0.5 * (left + right)
            left = guard(control, left)
            right = left
        else:
            left = guard(control, left)
            right = guard(control, right)
        out[frame * channels + left_channel] = left
        out[frame * channels + right_channel] = right

        state[at.PEAK_LEFT] = max(state[at.PEAK_LEFT], abs(left))
        state[at.PEAK_RIGHT] = max(state[at.PEAK_RIGHT], abs(right))
        state[at.SQUARES_LEFT] += left * left
        state[at.SQUARES_RIGHT] += right * right

    state[at.METERED_FRAMES] += frames
    store_release(ring, READ, read + given)
    return given


@njit(error_model="numpy")
def tee(control, ring, data, out, frames):
    """Copy of what the device gets into another ring, as much as there is room for; the number of frames copied."""
    channels = control[at.DEVICE_CHANNELS]
    left_channel, right_channel = control[at.LEFT_CHANNEL], control[at.RIGHT_CHANNEL]
    write = ring[WRITE]
    mask = ring[CAPACITY] - 1
    copied = min(frames, ring[CAPACITY] - (write - load_acquire(ring, READ)))
    for frame in range(copied):
        place = ((write + frame) & mask) * at.STEREO
        data[place] = out[frame * channels + left_channel]
        data[place + 1] = out[frame * channels + right_channel]
    store_release(ring, WRITE, write + copied)
    return copied


@njit(error_model="numpy")
def report_meters(state, meters, records):
    """Queue what was metered as one record; while nobody reads, the ring is full and the next record covers more."""
    write = meters[WRITE]
    if write - load_acquire(meters, READ) == meters[CAPACITY]:
        return
    place = (write & (meters[CAPACITY] - 1)) * at.METER_FIELDS
    for field in range(at.METER_FIELDS):
        records[place + field] = state[at.METERED + field]
        state[at.METERED + field] = 0.0
    state[at.LOW_WATER] = at.NOTHING_FLOWED
    store_release(meters, WRITE, write + 1)


@njit(error_model="numpy")
def answer_probe(control, played_upto, given, started_ns):
    """Report once when the frame that PROBE_FRAME names was among the `given` ones before `played_upto`."""
    probe = load_acquire(control, at.PROBE_FRAME)
    if probe < played_upto and probe != control[at.PROBE_ANSWERED]:
        control[at.PROBE_NS] = started_ns if probe >= played_upto - given else 0
        store_release(control, at.PROBE_ANSWERED, probe)


@njit(error_model="numpy")
def fill_block(given, output, frame_count, status_flags, user_data):
    """The whole of one callback; arguments as PortAudio gives them."""
    control = carray(user_data, (at.CONTROL_SLOTS,), np.int64)
    started_ns = now_ns()
    # C's `unsigned long` is 32 bits wide on Windows: ignore what the upper half of the register holds.
    frames = np.int64(frame_count & np.uint64(0xFFFFFFFF))
    flags = np.int64(status_flags & np.uint64(0xFFFFFFFF))
    hear(control, given, user_data, frames)

    state = carray(byte_offset(user_data, at.STATE_OFFSET), (at.STATE_SLOTS,), np.float64)
    ring = carray(byte_offset(user_data, at.RING_OFFSET), (RING_SLOTS,), np.int64)
    tap = carray(byte_offset(user_data, at.TAP_OFFSET), (RING_SLOTS,), np.int64)
    meters = carray(byte_offset(user_data, at.METER_OFFSET), (RING_SLOTS,), np.int64)
    ring_data = carray(byte_offset(user_data, at.RING_DATA_OFFSET), (control[at.RING_FRAMES] * at.STEREO,), np.float32)
    tap_data = carray(
        byte_offset(user_data, control[at.TAP_DATA_OFFSET]), (control[at.TAP_FRAMES] * at.STEREO,), np.float32
    )
    monitor = carray(byte_offset(user_data, at.MONITOR_OFFSET), (RING_SLOTS,), np.int64)
    monitor_data = carray(
        byte_offset(user_data, control[at.MONITOR_DATA_OFFSET]), (at.MONITOR_FRAMES * at.STEREO,), np.float32
    )
    records = carray(
        byte_offset(user_data, control[at.METER_DATA_OFFSET]),
        (control[at.METER_RECORDS] * at.METER_FIELDS,),
        np.float32,
    )
    out = carray(output, (frames * control[at.DEVICE_CHANNELS],), np.float32)

    mode = float_mode()  # the audio thread is not ours: it gets back the one it had
    set_float_mode(mode | FLUSH)
    taken = play(control, state, ring, ring_data, out, frames)
    set_float_mode(mode)
    if load_acquire(control, at.RECORDING):
        control[at.COUNT_TAP_DROPPED] += frames - tee(control, tap, tap_data, out, frames)
    if load_acquire(control, at.MONITORING):
        tee(control, monitor, monitor_data, out, frames)
    report_meters(state, meters, records)
    answer_probe(control, ring[READ], taken, started_ns)

    control[at.DEVICE_FLAGS_SEEN] |= flags
    if flags & PA_OUTPUT_UNDERFLOW:
        control[at.COUNT_DEVICE_UNDERFLOWS] += 1
    control[at.LARGEST_BLOCK] = max(control[at.LARGEST_BLOCK], frames)
    control[at.FRAMES_PLAYED] += frames
    control[at.LAST_CALLBACK_NS] = started_ns
    store_release(control, at.COUNT_CALLBACKS, control[at.COUNT_CALLBACKS] + 1)


@cache
def callback():
    """The compiled callback; `.address` is the C pointer. Compiles for seconds the first time, then loads in ms."""
    sources = cache_key(at.__file__, denormals.__file__, hearing.__file__)

    def audio_callback(given, output, frame_count, _time_info, status_flags, user_data):
        _ = sources  # makes it part of the cache's key
        fill_block(given, output, frame_count, status_flags, user_data)
        return 0  # paContinue

    return cfunc(PA_CALLBACK, cache=True, error_model="numpy")(audio_callback)
