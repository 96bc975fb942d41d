"""The feature transform means what it says: levels, alignment, floor, agreement with an STFT that is not ours."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.signal

from realtime.features import FeatureSpec

SPEC = FeatureSpec()


def sine(hz: float, seconds: float = 1.0, amplitude: float = 1.0) -> np.ndarray:
    return amplitude * np.sin(2 * np.pi * hz * np.arange(int(seconds * SPEC.sample_rate)) / SPEC.sample_rate)


def test_a_full_scale_sine_on_a_bin_has_power_one() -> None:
    bin_hz = SPEC.sample_rate / SPEC.n_fft
    power = SPEC.power(sine(40 * bin_hz))[90]
    assert power[40] == pytest.approx(1.0, abs=1e-4)
    assert power.argmax() == 40


def test_power_agrees_with_scipy() -> None:
    audio = np.random.default_rng(0).standard_normal(24000).astype(np.float32) * 0.1
    stft = scipy.signal.ShortTimeFFT(SPEC.window, SPEC.hop, SPEC.sample_rate, fft_mode="onesided", scale_to=None)
    # scipy's slice k starts at p0; its frame 0 is centred on sample 0, as ours.
    theirs = np.abs(stft.stft(audio, p0=0, p1=len(audio) // SPEC.hop + 1)).T ** 2 * SPEC.scale**2
    ours = SPEC.power(audio)
    inside = slice(8, -8)
    assert np.abs(ours[inside] - theirs[inside]).max() < 1e-6 * theirs.max()


def test_frames_are_centred_on_multiples_of_the_hop() -> None:
    audio = np.zeros(48000, np.float32)
    audio[100 * SPEC.hop] = 1.0
    assert SPEC.forward(audio).sum(axis=1).argmax() == 100


def test_bands_are_means_and_resolve_bins_at_the_bottom() -> None:
    weights = SPEC.band_weights
    assert np.allclose(weights.sum(axis=1), 1.0)
    assert (weights > 0).any(axis=0).all(), "every bin is heard by some band"
    assert np.allclose(weights[:20, :20], np.eye(20), atol=1e-9)
    assert np.all(np.diff(SPEC.band_hz) > 0)


def test_silence_is_the_floor_and_nothing_is_below() -> None:
    assert np.all(SPEC.forward(np.zeros(4800)) == np.float32(SPEC.floor))
    noise = np.random.default_rng(1).standard_normal(9600) * 1e-6
    assert SPEC.forward(noise).min() >= np.float32(SPEC.floor)


def test_a_spec_survives_json() -> None:
    spec = FeatureSpec(44100, 1024, 128, "linlog", 96)
    assert FeatureSpec.from_dict(spec.to_dict()) == spec


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "wavelet"},
        {"n_fft": 1000},
        {"hop": 300},
        {"hop": 2048},
        {"bands": 4},
        {"bands": 5000},
        {"sample_rate": 10},
    ],
)
def test_impossible_specs_are_refused_by_name(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=str(next(iter(wrong.values())))):
        FeatureSpec(**wrong)  # type: ignore[arg-type]


def test_stereo_is_refused() -> None:
    with pytest.raises(ValueError, match="mono"):
        SPEC.forward(np.zeros((100, 2)))
