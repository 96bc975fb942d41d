"""The meters of a long run read what they should, and a repeated minute would be seen."""

from __future__ import annotations

import numpy as np
import pytest

from training.evaluation.meters import BANDS, Meter
from training.evaluation.repetition import repeated

RATE = 48_000


def sine(hz: float, amplitude: float, seconds: int, phase: float = 0.0) -> np.ndarray:
    wave = amplitude * np.sin(2 * np.pi * hz / RATE * np.arange(seconds * RATE) + phase)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def read(sound: np.ndarray) -> dict:
    meter = Meter(RATE)
    for second in sound.reshape(-1, RATE, 2):
        meter.second(second)
    return meter.report()


def test_loudness_and_true_peak_are_those_of_the_standard() -> None:
    """BS.1770-4: a 997 Hz sine at full scale in one channel reads -3.01 LUFS, so in two it reads 0."""
    assert read(sine(997.0, 0.1, 5))["lufs"] == pytest.approx(-20.0, abs=0.05)
    assert read(sine(RATE / 4, 0.9, 3, np.pi / 4))["true_peak_dbtp"] == pytest.approx(20 * np.log10(0.9), abs=0.3)


def test_the_seams_between_seconds_are_no_peaks() -> None:
    """A tone that is anywhere in its cycle at the full second: a meter that cuts it there reads too much."""
    tone = sine(10_000.3, 0.9, 8, np.pi / 2)
    assert read(tone[RATE // 3 :][: 7 * RATE])["true_peak_dbtp"] < 20 * np.log10(0.9) + 0.3


def test_silence_clipping_and_nan_are_counted() -> None:
    sound = sine(440.0, 0.3, 6)
    sound[RATE // 2 : RATE * 3] = 1e-4
    sound[RATE * 4, 0] = 1.0
    report = read(sound)
    assert report["silence_s"] == pytest.approx(2.5, abs=0.1)
    assert (report["clipped"], report["nan"]) == (1, 0)
    sound[RATE * 5, 1] = np.nan
    with np.errstate(invalid="ignore"):
        assert read(sound)["nan"] == 1


@pytest.mark.parametrize("shift", [0, 1])  # in half seconds: on the grid and off it
def test_a_repeated_minute_is_found(shift: int) -> None:
    random = np.random.default_rng(1)
    slow = np.repeat(random.standard_normal((900, BANDS)), 4, axis=0)  # moves every two seconds
    powers = 10.0 ** (0.5 * (slow + 0.5 * random.standard_normal(slow.shape)) - 3.0)
    without = repeated(powers)
    powers[2 * 1200 + shift : 2 * 1260 + shift] = powers[2 * 300 : 2 * 360]
    found = repeated(powers)
    assert without["largest"] < 0.5 and without["reversed"] < 0.5
    assert found["largest"] > 0.7 and found["largest"] >= found["copy"][0]
    assert sorted(found["at_s"]) == pytest.approx([300, 1200], abs=1)
    assert repeated(powers[:1200], powers[2400:])["independent"] == pytest.approx(found["largest"], abs=0.2)
