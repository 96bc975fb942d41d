"""Transposition: partials arrive where they belong, as clean as they left; noise stays noise; the envelope may stay."""

from __future__ import annotations

import numpy as np
import pytest
from effects_tools import BANDS, RATE, TRUE_MAGNITUDES, effect, impurity, noise, partial_levels, through, tone

from realtime.inversion import SILENCE_LOG

FORMANTS = {  # Hz and bandwidth of vowels sung by a man
    "a": ((700, 110), (1220, 120), (2600, 160), (3300, 200)),
    "i": ((300, 60), (2300, 120), (3000, 160), (3600, 200)),
    "o": ((500, 80), (850, 90), (2500, 150), (3300, 200)),
}


def stretched(semitones: float):
    """The plain way to transpose: read the spectrum at m / r."""

    def shape(spectrum: np.ndarray, out: np.ndarray) -> None:
        bins = np.arange(len(spectrum))
        out[:] = np.interp(bins * 2.0 ** (-semitones / 12.0), bins, spectrum, right=SILENCE_LOG)

    return shape


def vowel(name: str):
    """Amplitude against frequency: a cascade of resonances (Fant), a source falling 6 dB an octave."""

    def amplitude(hz: float) -> float:
        gain = 0.1 / (1.0 + hz / 300.0)
        for centre, width in FORMANTS[name]:
            pole = np.pi * (-width + 2j * centre)
            gain *= abs(pole) ** 2 / abs((2j * np.pi * hz - pole) * (2j * np.pi * hz - np.conj(pole)))
        return gain

    return amplitude


@pytest.mark.parametrize("semitones", [-12, -7, -1, 1, 7, 12, 24])
@pytest.mark.parametrize("f0", [220.0, 440.0])
def test_partials_arrive_clean_and_at_their_level(f0: float, semitones: float) -> None:
    ratio = 2.0 ** (semitones / 12.0)
    sound = tone(f0, lambda hz: 0.1 * f0 / hz)
    shifted = through(sound, effect(pitch=semitones, spec=TRUE_MAGNITUDES))
    assert impurity(shifted, f0 * ratio, min(16_000.0, 16_000.0 * ratio)) < -26.0  # -28 to -34
    first = np.arange(1, 9)
    np.testing.assert_allclose(partial_levels(shifted, f0 * ratio * first), 20 * np.log10(0.1 / first), atol=0.3)
    if abs(semitones) >= 7:  # measured: -33 to +14
        plain = impurity(through(sound, stretched(semitones)), f0 * ratio, min(16_000.0, 16_000.0 * ratio))
        assert impurity(shifted, f0 * ratio, min(16_000.0, 16_000.0 * ratio)) < plain - 5.0


@pytest.mark.parametrize("semitones", [-12, -7, 7, 12])
def test_noise_stays_as_loud_and_as_random(semitones: float) -> None:
    """Gaussian noise: the dB of its short-time spectrum deviate by 5.6; a spectrum of a few lines or holes by more."""
    sound = noise(1.5)
    ratio = 2.0 ** (semitones / 12.0)

    def short_time(heard: np.ndarray) -> np.ndarray:
        windows = np.lib.stride_tricks.sliding_window_view(heard[RATE // 4 : -RATE // 4], 1536)[::384]
        power = np.abs(np.fft.rfft(windows * np.hanning(1536), axis=1)) ** 2
        return power[:, 24 : int(600 * min(1.0, ratio))]

    before, after = short_time(sound), short_time(through(sound, effect(pitch=semitones), BANDS))
    assert 10 * np.log10(after.mean() / before.mean()) == pytest.approx(0.0, abs=2.2)  # -1.7 to 1.1
    assert (10 * np.log10(after)).std() < 7.6  # 5.7 to 7.1


@pytest.mark.parametrize(("name", "semitones"), [("a", 12), ("i", 7), ("o", 12)])
def test_a_vowel_keeps_its_formants_if_asked(name: str, semitones: float) -> None:
    """Against the same vowel sung at the other pitch; what is 40 dB below its loudest partial is not counted."""
    amplitude, f0 = vowel(name), 130.0
    arrived = f0 * 2.0 ** (semitones / 12.0) * np.arange(1, int(5000 / f0 / 2))
    sound = tone(f0, amplitude, top=8000.0)
    expected = 20 * np.log10([amplitude(f) for f in arrived])
    audible = expected > expected.max() - 40.0
    errors = []
    for formants in (0.0, 0.5, 1.0):
        heard = through(sound, effect(pitch=semitones, formants=formants, spec=TRUE_MAGNITUDES))
        errors.append(np.sqrt(np.mean((partial_levels(heard, arrived) - expected)[audible] ** 2)))
    assert errors[2] < 4.0  # dB; 1.2 to 3.2, where without it is 12 to 18
    assert errors[0] > 2.5 * errors[2]
    assert errors[0] > errors[1] > errors[2]


def test_almost_no_transposition_is_almost_no_change() -> None:
    """So that a moving `pitch` passes through 0 without a step."""
    inside = slice(2, -2)
    for sound in (tone(220.0, lambda hz: 20.0 / hz, 0.2), noise(0.2)):
        for frame in TRUE_MAGNITUDES.forward(sound)[10:30]:
            spectrum = np.float32(0.5) * frame
            out = np.zeros_like(spectrum)
            for semitones in (-0.002, 0.002):
                effect(pitch=semitones, spec=TRUE_MAGNITUDES)(spectrum, out)
                assert np.percentile(np.abs(out - spectrum)[inside], 99) < 0.5


def test_silence_stays_silent_and_nothing_comes_from_above_the_last_bin() -> None:
    silent = np.full(BANDS.n_bins, SILENCE_LOG)
    out = np.zeros_like(silent)
    for semitones in (-24.0, -0.3, 5.0, 24.0):
        effect(3.0, semitones, 1.0)(silent, out)
        np.testing.assert_array_equal(out, silent)
    spectrum = np.zeros_like(silent)
    effect(pitch=-12.0)(spectrum, out)
    assert (out[: BANDS.n_bins // 2] == 0.0).all() and (out[BANDS.n_bins // 2 + 2 :] == SILENCE_LOG).all()
