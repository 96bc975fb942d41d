"""The spectrogram shows what is heard: where a tone lies and how loud it is, and only while somebody looks."""

from __future__ import annotations

import numpy as np
import pytest
from web_tools import messages, served, wait_for

from realtime.audio import callback as cb
from realtime.audio import layout
from realtime.web.spectrum import ADDRESS, BANDS, FLOOR_DB, HIGHEST_HZ, LOWEST_HZ, Spectrum


def band_of(hz: float) -> float:
    return BANDS * np.log(hz / LOWEST_HZ) / np.log(HIGHEST_HZ / LOWEST_HZ)


def tone(hz: float, rate: int, frames: int, level: tuple[float, float] = (1.0, 1.0)) -> np.ndarray:
    wave = np.sin(2 * np.pi * hz * np.arange(frames) / rate)
    return (wave[:, None] * level).astype(np.float32)


def decibels(levels: np.ndarray) -> np.ndarray:
    return FLOOR_DB * (1.0 - levels / 255.0)


@pytest.mark.parametrize("rate", [8000, 44_100, 48_000, 96_000, 192_000])
def test_a_tone_lies_where_it_is_and_is_as_loud_as_it_is(rate: int):
    spectrum = Spectrum(rate)
    for hz in 33.0 * 2 ** np.arange(0.0, 8.8, 0.29):
        if hz > min(0.45 * rate, 15_500.0):
            break
        for level in (1.0, 0.01):
            spectrum.hear(tone(hz, rate, spectrum.frames, (0.0, level)))
            levels = spectrum.levels()
            assert decibels(levels.max()) == pytest.approx(20 * np.log10(level), abs=2.0)  # 1.4: between two bins
            apart = abs(levels.argmax() - (band_of(hz) - 0.5))
            assert apart < (1.6 if hz > 300.0 else 2.6)  # below 180 Hz a band is narrower than a bin


def test_silence_is_zero_and_noise_is_everywhere():
    spectrum = Spectrum(48_000)
    assert not spectrum.levels().any()
    spectrum.hear(np.random.default_rng(0).standard_normal((spectrum.frames, 2)).astype(np.float32) * 0.1)
    assert (decibels(spectrum.levels()) > -65.0).all()
    assert len(spectrum.levels().tobytes()) == 96


def test_what_comes_in_pieces_is_one_sound():
    whole, pieces = Spectrum(48_000), Spectrum(48_000)
    sound = tone(1000.0, 48_000, whole.frames)
    whole.hear(sound)
    for piece in np.array_split(sound, 7):
        pieces.hear(piece)
    assert (whole.levels() == pieces.levels()).all()


def test_browsers_get_it_from_the_callback_and_only_while_there_are_any():
    with served() as here:
        link = here.stage.link
        link.set_gate(True, 0.0)
        played, sound = np.zeros((256, 2), np.float32), tone(1000.0, 48_000, 256 * 375)  # 93.75 periods in a block

        def play(blocks: int) -> None:
            for i in range(blocks):
                link.push(sound[256 * i : 256 * (i + 1)])
                cb.callback().ctypes(None, played.ctypes.data, 256, None, 0, link.user_data)

        play(4)
        assert not link.control[layout.MONITORING]
        socket = here.connect()
        wait_for(lambda: bool(link.control[layout.MONITORING]))
        play(40)
        is_loud = lambda message: message.address == ADDRESS and max(message.arguments[0]) > 240  # noqa: E731
        heard = messages(socket, lambda heard: any(map(is_loud, heard)))
        bands = np.frombuffer(next(filter(is_loud, heard)).arguments[0], np.uint8)
        assert abs(bands.argmax() - (band_of(1000.0) - 0.5)) < 1.6
        assert decibels(bands.max()) == pytest.approx(0.0, abs=2.0)
        socket.close()
        wait_for(lambda: not link.control[layout.MONITORING])
