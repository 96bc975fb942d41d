"""What reaches the device: exactly what was pushed, and never a click, a NaN or a step. Driven through ctypes."""

from __future__ import annotations

import time

import numpy as np
import pytest

from realtime.audio import callback as cb
from realtime.audio.channels import MONO, STEREO, ChannelMap
from realtime.audio.link import FADE_SECONDS, AudioLink
from realtime.shared_memory import SharedMemory

RATE = 48_000
FADE = round(FADE_SECONDS * RATE)  # frames
STEEPEST = 1.5 / FADE  # of the fade curve, per frame, for a signal of amplitude 1


def run(link: AudioLink, frames: int, block: int = 128, channels: int = 2, flags: int = 0) -> np.ndarray:
    """Call the compiled callback as PortAudio would; what the device got, (frames, channels)."""
    call = cb.callback().ctypes
    played = np.full((frames, channels), np.nan, np.float32)
    for start in range(0, frames, block):
        part = played[start : start + block]
        assert call(None, part.ctypes.data, len(part), None, flags, link.user_data) == 0
    return played


def opened(link: AudioLink) -> AudioLink:
    """The same link with the gate wide open, nothing played."""
    link.set_gate(True, 0.0)
    return link


def sine(frames: int, amplitude: float = 0.9, hz: float = 220.0) -> np.ndarray:
    left = amplitude * np.cos(2 * np.pi * hz / RATE * np.arange(frames))
    return np.stack([left, -left], 1).astype(np.float32)


def steepest(signal: np.ndarray) -> float:
    return float(np.abs(np.diff(signal, axis=0)).max())


def noise(frames: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).uniform(-0.9, 0.9, (frames, 2)).astype(np.float32)


def test_after_the_fade_in_the_output_is_bit_for_bit_what_was_pushed():
    link, signal = opened(AudioLink(RATE)), noise(8192)
    link.push(signal)
    played = run(link, 8192)
    np.testing.assert_array_equal(played[FADE:], signal[FADE:])
    assert (np.abs(played[:FADE]) <= np.abs(signal[:FADE])).all()
    assert (link.underruns, link.clipped, link.nonfinite) == (0, 0, 0)


def test_the_block_size_changes_nothing():
    signal, outputs = noise(6000), []
    for block in (1, 17, 128, 1000):
        link = opened(AudioLink(RATE))
        link.push(signal)
        outputs.append(run(link, 5000, block))
    for other in outputs[1:]:
        np.testing.assert_array_equal(outputs[0], other)


def test_running_dry_fades_out_without_a_step_and_is_counted():
    link, signal = opened(AudioLink(RATE)), sine(1000)
    link.push(signal)
    played = run(link, 128 * 12)
    np.testing.assert_array_equal(played[FADE:1000], signal[FADE:])
    # 1000 frames reach into the eighth block of 128: that one and the four after it lacked frames
    assert link.underruns == 5
    assert link.missing_frames == 128 * 12 - 1000
    assert steepest(played[FADE:]) <= max(steepest(signal), STEEPEST) * 1.01
    assert (played[1000 + FADE + 1 :] == 0).all()
    assert not link.flowing


def test_coming_back_fades_in_without_a_step_and_only_with_enough_in_the_ring():
    link, signal = opened(AudioLink(RATE)), sine(4000)
    link.push(signal[:1000])
    first = run(link, 1280)
    link.push(signal[1000:1100])
    assert (run(link, 128) == 0).all(), "100 frames are less than the primed amount"
    link.push(signal[1100:])
    second = run(link, 1280)
    assert link.flowing
    np.testing.assert_array_equal(second[FADE:], signal[1000 + FADE : 2280])
    whole = np.concatenate([first[FADE:], np.zeros((128, 2), np.float32), second])
    assert steepest(whole) <= (steepest(signal) + STEEPEST) * 1.01


def test_a_gap_shorter_than_the_fade_is_crossfaded():
    link, signal = opened(AudioLink(RATE)), sine(4000)
    link.push(signal[:1000])
    first = run(link, 1024)  # 24 frames into the fade-out
    link.push(-signal[1000:])
    played = np.concatenate([first, run(link, 1280)])[FADE:]
    assert steepest(played) <= (steepest(signal) + 2 * STEEPEST) * 1.01
    assert np.abs(played).max() <= 1.0


def test_starting_with_an_empty_ring_or_a_shut_gate_is_no_underrun():
    link = opened(AudioLink(RATE))
    assert (run(link, 1024) == 0).all()
    assert link.underruns == 0
    link.set_gate(False, 0.0)
    link.push(noise(512))
    run(link, 4096)
    assert link.underruns == 0
    link.set_gate(True, 0.0)
    run(link, 128)
    assert link.underruns == 1


def test_the_gate_moves_smoothly_takes_the_time_asked_for_and_turns_round_midway():
    link = AudioLink(RATE)
    link.push(np.full((30_000, 2), 0.8, np.float32))
    assert (run(link, 1024) == 0).all(), "it starts shut"
    link.set_gate(True, 0.02)  # 960 frames
    up = run(link, 1024)
    assert (np.diff(up[:, 0]) >= 0).all()
    assert up[958, 0] < np.float32(0.8) == up[959, 0]
    link.set_gate(False, 0.02)
    down = run(link, 480)
    assert 0 < link.gate_level < 1
    link.set_gate(True, 0.02)
    again = run(link, 1024)
    whole = np.concatenate([up, down, again])
    assert steepest(whole) <= 0.8 * 1.5 / 960 * 1.01
    # no corner at either end: a straight ramp bends by 8e-4 there, this curve by 5e-6 at most
    assert np.abs(np.diff(up[:, 0], n=2)).max() <= 1e-5
    assert (again[500:] == np.float32(0.8)).all()


def test_meters_agree_with_numpy_and_miss_nothing():
    link, signal = opened(AudioLink(RATE)), noise(20_000) * np.array([1.0, 0.1], np.float32)
    link.push(signal)
    assert link.take_meters() == (-120.0,) * 4
    for frames in (FADE, 1000, 7777):
        played = run(link, frames, 100).astype(np.float64)
        expected = 20 * np.log10(np.concatenate([np.abs(played).max(0), np.sqrt((played**2).mean(0))]))
        np.testing.assert_allclose(link.take_meters(), expected, atol=1e-4)
    played = run(link, 10_000, 16).astype(np.float64)  # more blocks than the meter ring holds
    first, second = link.take_meters(), (run(link, 16), link.take_meters())[1]
    assert max(first.peak_left, second.peak_left) == pytest.approx(20 * np.log10(np.abs(played[:, 0]).max()), abs=1e-4)


def test_nan_infinity_and_too_loud_never_reach_the_device():
    link, signal = opened(AudioLink(RATE)), noise(1024)
    signal[500] = np.nan, np.inf
    signal[600] = -np.inf, 7.0
    signal[700] = -1.5, 1.0
    link.push(signal)
    played = run(link, 1024)
    assert np.isfinite(played).all()
    assert played[500].tolist() == [0, 0]
    assert played[600].tolist() == [0, 1]
    assert played[700].tolist() == [-1, 1]
    assert (link.nonfinite, link.clipped) == (3, 2)


def test_flush_forgets_what_was_pushed_before_plays_what_comes_after_and_does_not_click():
    link, signal = opened(AudioLink(RATE)), sine(8000)
    link.push(signal)
    first = run(link, 1024)
    link.flush()
    after = sine(4000, 0.5, 330.0)
    link.push(after)
    second = run(link, 1024)
    np.testing.assert_array_equal(second[FADE:], after[FADE:1024])
    link.flush()
    third = run(link, 1024)
    assert (third[FADE + 1 :] == 0).all()
    assert steepest(np.concatenate([first, second, third])[FADE:]) <= (steepest(signal) + STEEPEST) * 1.01
    assert link.underruns == 0
    assert link.fill_frames == 0


@pytest.mark.parametrize(
    "channels",
    [MONO, STEREO, ChannelMap(5, 0, 1), ChannelMap(4, 2, 3), ChannelMap(4, 3, 0), ChannelMap(3, 2, 2)],
    ids=str,
)
def test_left_and_right_come_out_where_they_are_meant_to_and_nowhere_else(channels):
    link, signal = opened(AudioLink(RATE)), noise(2048)
    link.set_channels(channels)
    link.push(signal)
    link.open_tap()
    played = run(link, 2048, channels=channels.device_channels)[FADE:]
    taped = np.zeros((2048, 2), np.float32)
    assert link.read_tap(taped) == 2048
    expected = np.zeros_like(played)
    if channels.is_mono:
        expected[:, channels.left] = signal[FADE:].astype(np.float64).mean(1)
    else:
        expected[:, [channels.left, channels.right]] = signal[FADE:]
    np.testing.assert_array_equal(played, expected)
    np.testing.assert_array_equal(taped[FADE:], played[:, [channels.left, channels.right]])


def test_the_tap_holds_exactly_what_went_to_the_device_gaps_included():
    link = opened(AudioLink(RATE, tap_frames=1 << 13))
    link.push(noise(3000))
    run(link, 512)
    link.open_tap()
    played = run(link, 4096)
    link.close_tap()
    run(link, 512)
    taped = np.zeros((8192, 2), np.float32)
    assert link.read_tap(taped) == 4096
    np.testing.assert_array_equal(taped[:4096], played)


def test_a_recorder_that_is_too_late_costs_the_take_but_not_the_sound():
    link, signal = opened(AudioLink(RATE, tap_frames=1 << 10)), noise(4096)
    link.push(signal)
    link.open_tap()
    played = run(link, 4096, 100)
    np.testing.assert_array_equal(played[FADE:], signal[FADE:])
    assert link.tap_dropped_frames == 4096 - 1024
    taped = np.zeros((4096, 2), np.float32)
    assert link.read_tap(taped) == 1024
    np.testing.assert_array_equal(taped[:1024], played[:1024])


@pytest.mark.parametrize("channels", [STEREO, MONO, ChannelMap(5, 4, 1)], ids=str)
def test_the_monitor_holds_the_newest_of_what_went_to_the_device_beside_the_tap(channels):
    link = opened(AudioLink(RATE))
    link.set_channels(channels)
    link.push(noise(60_000))
    run(link, 1000, channels=channels.device_channels)
    seen, taped = np.zeros((2048, 2), np.float32), np.zeros((8192, 2), np.float32)
    assert link.read_monitor(seen) == 0, "nothing is copied until it is opened"
    link.open_monitor()
    link.open_tap()
    played = run(link, 5000, 100, channels.device_channels)[:, [channels.left, channels.right]]
    assert link.read_monitor(seen) == 2048
    np.testing.assert_array_equal(seen, played[-2048:])
    more = run(link, 700, 100, channels.device_channels)[:, [channels.left, channels.right]]
    assert link.read_monitor(seen) == 700
    np.testing.assert_array_equal(seen[:700], more)
    assert link.read_tap(taped) == 5700, "the recorder's tap is another one"
    np.testing.assert_array_equal(taped[:5000], played)
    link.close_monitor()
    run(link, 700, channels=channels.device_channels)
    assert link.read_monitor(seen) == 0


def test_a_monitor_that_nobody_reads_costs_no_sound_and_catches_up_at_the_second_look():
    link, signal = opened(AudioLink(RATE)), noise(40_000)
    link.push(signal)
    link.open_monitor()
    played = run(link, 30_000)
    np.testing.assert_array_equal(played[FADE:], signal[FADE:30_000])
    seen = np.zeros((1024, 2), np.float32)
    assert link.read_monitor(seen) == 1024
    np.testing.assert_array_equal(seen, played[16384 - 1024 : 16384])
    present = run(link, 2000)
    assert link.read_monitor(seen) == 1024
    np.testing.assert_array_equal(seen, present[-1024:])


def test_reports_count_callbacks_frames_flags_and_time():
    link = AudioLink(RATE)
    before = time.monotonic_ns()
    run(link, 1000, 128, flags=4)
    run(link, 256, 256)
    assert link.callbacks == 9
    assert link.frames_played == 1256
    assert link.largest_block == 256
    assert link.device_underflows == 8
    assert before <= link.last_callback_ns <= time.monotonic_ns()


def test_another_process_can_drive_the_link_through_shared_memory():
    memory = SharedMemory.create(AudioLink.size_bytes(1024, 1024))
    near, far = AudioLink(RATE, 1024, 1024, memory.buffer), AudioLink.attach(memory.buffer)
    far.set_gate(True, 0.0)
    far.push(noise(1024))
    np.testing.assert_array_equal(run(near, 1024)[FADE:], noise(1024)[FADE:])
    assert (far.callbacks, far.sample_rate) == (8, RATE)
    assert far.take_meters().peak_left > -3
    with pytest.raises(ValueError, match="no audio link"):
        AudioLink.attach(memoryview(bytearray(AudioLink.size_bytes(1024, 1024))))
