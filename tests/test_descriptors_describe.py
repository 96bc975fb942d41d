"""Descriptors are what a musician would call them, and never know the future."""

from __future__ import annotations

import numpy as np
import pytest

from realtime.features import LOWEST_NOTE, DescriptorSpec, FeatureSpec
from realtime.features.descriptors import CENTROID, FLATNESS, FLUX, LOUDNESS, N_DESCRIPTORS, N_SCORE, NOTES

SPEC = FeatureSpec()
DESCRIPTORS = DescriptorSpec(SPEC)
RATE = SPEC.sample_rate


def describe(audio: np.ndarray) -> np.ndarray:
    return DESCRIPTORS.compute(SPEC.power(audio))


def tones(*hz: float, seconds: float = 1.0) -> np.ndarray:
    t = np.arange(int(seconds * RATE)) / RATE
    return 0.2 * np.sum([np.sin(2 * np.pi * f * t) for f in hz], axis=0)


def noise(level: float, seconds: float = 1.0) -> np.ndarray:
    return np.random.default_rng(0).standard_normal(int(seconds * RATE)) * level


@pytest.mark.parametrize("audio", [tones(440.0), tones(300.0, 900.0, 2000.0), noise(0.05), noise(0.3)])
def test_loudness_is_the_rms_level(audio: np.ndarray) -> None:
    measured = describe(audio)[20:-20, LOUDNESS].mean()
    assert measured == pytest.approx(20 * np.log10(audio.std()), abs=0.15)


def instrument(midi: int, slope: float, seconds: float = 1.0) -> np.ndarray:
    """A tone with harmonics that fall with 1 / h^slope."""
    hz = 440.0 * 2.0 ** ((midi - 69) / 12)
    t = np.arange(int(seconds * RATE)) / RATE
    return 0.1 * sum(np.sin(2 * np.pi * hz * h * t + h) / h**slope for h in range(1, 17) if hz * h < 16_000)


@pytest.mark.parametrize("slope", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("midi", [36, 43, 50, 57, 60, 61, 66, 71, 80, 88])
def test_notes_name_a_tone_in_its_octave(midi: int, slope: float) -> None:
    notes = describe(instrument(midi, slope))[50, NOTES:]
    assert notes.argmax() + LOWEST_NOTE == midi
    assert notes.max() == pytest.approx(1.0, abs=0.05)  # 0.97 to 1


@pytest.mark.parametrize("chord", [(48, 55, 64), (60, 64, 67), (57, 64, 69, 72), (52, 59, 64, 68, 71)])
def test_notes_find_the_notes_of_a_chord(chord: tuple[int, ...]) -> None:
    """Octaves are told apart. Two fundamentals less than two bins (47 Hz) apart, a third below C4, are not."""
    notes = describe(sum(instrument(midi, 1.0) for midi in chord))[50, NOTES:]
    assert set(np.argsort(notes)[-len(chord) :] + LOWEST_NOTE) == set(chord)


@pytest.mark.parametrize("other", [64, 66, 67])
def test_a_note_beside_a_louder_one_has_the_less_value_the_softer_it_is(other: int) -> None:
    values = []
    for softer_db in (0.0, 3.0, 6.0, 12.0):
        sound = instrument(60, 1.0) + 10.0 ** (-softer_db / 20.0) * instrument(other, 1.0)
        values.append(float(describe(sound)[20:-20, NOTES + other - LOWEST_NOTE].mean()))
    assert (np.diff(values) < -0.05).all(), values  # 0.86-0.88 at 3 dB, 0.68-0.75 at 6 dB, 0.22-0.55 at 12 dB
    assert values[1] > 0.8 and values[2] > 0.6


def test_centroid_and_flatness_tell_tones_from_noise() -> None:
    tone, hiss = describe(tones(500.0))[50], describe(noise(0.1))[50]
    assert 2.0 ** tone[CENTROID] == pytest.approx(500.0, rel=0.02)
    assert 9000.0 < 2.0 ** hiss[CENTROID] < 15000.0
    assert hiss[FLATNESS] > -3.0 > -30.0 > tone[FLATNESS]


def test_flux_peaks_at_an_attack() -> None:
    audio = np.concatenate([np.zeros(RATE // 2), tones(400.0, 800.0, seconds=0.5)])
    flux = describe(audio)[:, FLUX]
    assert abs(int(flux.argmax()) * SPEC.hop - RATE // 2) <= SPEC.n_fft // 2
    assert flux.max() > 10 * np.median(flux[100:])


def test_descriptors_do_not_know_the_future() -> None:
    audio = noise(0.1) * np.linspace(0, 1, RATE)
    whole, cut = describe(audio), describe(audio[: RATE // 2])
    safe = (RATE // 2 - SPEC.n_fft // 2) // SPEC.hop
    assert np.allclose(whole[:safe], cut[:safe], atol=1e-4)


def test_silence_is_finite() -> None:
    assert np.isfinite(describe(np.zeros(RATE // 4))).all()


def test_a_score_keeps_values_and_the_time_of_the_attack() -> None:
    steps = np.zeros((8, N_DESCRIPTORS), np.float32)
    steps[:, LOUDNESS] = -20.0
    steps[:, NOTES + 24] = 0.75
    steps[2, FLUX], steps[7, FLUX] = 5.0, 3.0
    score = DESCRIPTORS.pool_score(steps)
    assert score.shape == (2, N_SCORE)
    expanded = DESCRIPTORS.expand_score(score)
    assert np.array_equal(expanded, steps), "constant values and single pulses survive exactly"
