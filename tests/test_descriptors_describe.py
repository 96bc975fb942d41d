"""Descriptors are what a musician would call them, and never know the future."""

from __future__ import annotations

import numpy as np
import pytest

from realtime.features import DescriptorSpec, FeatureSpec
from realtime.features.descriptors import CENTROID, CHROMA, CHROMA_NAMES, FLATNESS, FLUX, LOUDNESS, N_SCORE

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


@pytest.mark.parametrize("midi", [50, 57, 60, 61, 66, 71, 80, 93])
def test_chroma_names_the_pitch_class_of_a_tone(midi: int) -> None:
    chroma = describe(tones(440.0 * 2.0 ** ((midi - 69) / 12)))[50, CHROMA:]
    assert chroma.argmax() == midi % 12, f"{CHROMA_NAMES[chroma.argmax()]} for MIDI {midi}"
    assert np.sort(chroma)[-2] < 0.2


def test_chroma_finds_the_notes_of_a_chord() -> None:
    chord = [440.0 * 2.0 ** ((midi - 69) / 12) for midi in (60, 64, 67)]
    chroma = describe(tones(*chord))[50, CHROMA:]
    assert set(np.argsort(chroma)[-3:]) == {0, 4, 7}


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
    steps = np.zeros((8, 16), np.float32)
    steps[:, LOUDNESS] = -20.0
    steps[2, FLUX], steps[7, FLUX] = 5.0, 3.0
    score = DESCRIPTORS.pool_score(steps)
    assert score.shape == (2, N_SCORE)
    expanded = DESCRIPTORS.expand_score(score)
    assert np.array_equal(expanded, steps), "constant values and single pulses survive exactly"
