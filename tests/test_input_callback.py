"""The input's half of the callback: the mean of the channels reaches the engine, bounded, and disturbs no output."""

from __future__ import annotations

import numpy as np
import pytest

from realtime.audio.callback import callback
from realtime.audio.hearing import input_callback
from realtime.audio.layout import INPUT_FRAMES
from realtime.audio.link import AudioLink

RATE = 48_000


def listening(channels: int) -> AudioLink:
    link = AudioLink(RATE)
    link.set_input_channels(channels)
    link.set_gate(True, 0.0)
    return link


def hear(link: AudioLink, sound: np.ndarray, block: int, alone: bool) -> np.ndarray:
    """Call the compiled callback as PortAudio would, with input; what the output device got."""
    call = (input_callback() if alone else callback()).ctypes
    played = np.zeros((len(sound), 2), np.float32)
    for start in range(0, len(sound), block):
        given, out = sound[start : start + block], played[start : start + block]
        output = None if alone else out.ctypes.data
        assert call(given.ctypes.data, output, len(given), None, 0, link.user_data) == 0
    return played


@pytest.mark.parametrize("alone", [False, True], ids=["duplex", "a stream of its own"])
@pytest.mark.parametrize("channels", [1, 2])
def test_the_engine_reads_the_mean_of_the_channels_in_order(channels: int, alone: bool) -> None:
    link = listening(channels)
    sound = np.random.default_rng(0).uniform(-1, 1, (5000, channels)).astype(np.float32)
    music = np.random.default_rng(1).uniform(-0.9, 0.9, (6000, 2)).astype(np.float32)
    link.push(music)
    played = hear(link, sound, 170, alone)
    read = np.zeros((8000, 1), np.float32)
    assert link.read_input(read) == 5000
    np.testing.assert_allclose(read[:5000, 0], sound.mean(axis=1), atol=1e-7)
    assert link.input_callbacks == 30 and link.input_dropped_frames == 0
    if not alone:
        np.testing.assert_array_equal(played[1000:], music[1000:5000])


def test_what_nobody_reads_is_dropped_and_counted_and_the_output_does_not_notice() -> None:
    link = listening(1)
    music = np.random.default_rng(1).uniform(-0.9, 0.9, (INPUT_FRAMES + 8000, 2)).astype(np.float32)
    link.push(music)
    played = hear(link, np.ones((INPUT_FRAMES + 5000, 1), np.float32), 500, alone=False)
    np.testing.assert_array_equal(played[1000:], music[1000 : len(played)])
    assert link.input_dropped_frames == 5000
    assert link.read_input(np.zeros((1 << 16, 1), np.float32)) == INPUT_FRAMES


def test_what_is_no_number_is_silence() -> None:
    link = listening(2)
    hear(link, np.array([[np.nan, 0.5], [np.inf, -np.inf], [0.25, 0.75]], np.float32), 3, alone=False)
    read = np.ones((4, 1), np.float32)
    assert link.read_input(read) == 3
    assert read[:3, 0].tolist() == [0.0, 0.0, 0.5]


def test_without_an_input_nothing_is_looked_at() -> None:
    link = AudioLink(RATE)
    out = np.zeros((64, 2), np.float32)
    for given in (None, np.ones((64, 2), np.float32).ctypes.data):  # no device, and one that we have not opened
        assert callback().ctypes(given, out.ctypes.data, 64, None, 0, link.user_data) == 0
    link.set_input_channels(2)
    assert callback().ctypes(None, out.ctypes.data, 64, None, 0, link.user_data) == 0
    assert link.input_callbacks == 0 and link.read_input(np.zeros((64, 1), np.float32)) == 0


def test_the_next_engine_process_hears_nothing_of_before() -> None:
    memory = memoryview(bytearray(AudioLink.size_bytes()))
    link = AudioLink(RATE, buffer=memory)
    link.set_input_channels(1)
    link.set_input_level(-20.0)
    hear(link, np.ones((640, 1), np.float32), 64, alone=True)
    assert AudioLink.attach(memory).input_level == -20.0
    adopted = AudioLink.adopt(memory)
    assert adopted.read_input(np.zeros((640, 1), np.float32)) == 0
    assert np.isnan(adopted.input_level)
