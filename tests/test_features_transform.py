"""The feature transform means what it says: levels, alignment, floor, agreement with an STFT that is not ours."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np
import pytest
import scipy.fft
import scipy.signal

from realtime.features import DescriptorSpec, FeatureSpec
from realtime.features.mel import mel_filters
from realtime.guard import LoudnessGuard

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


@pytest.mark.parametrize("sample_rate", [8000, 22050, 44100, 48000])
@pytest.mark.parametrize("n_fft", [256, 1024, 2048])
@pytest.mark.parametrize("bands", [16, 40, 80, 128, 256])
def test_mel_filters_are_librosas_to_the_bit(sample_rate: int, n_fft: int, bands: int) -> None:
    librosa = pytest.importorskip("librosa")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of filters that hold no bin
        theirs = librosa.filters.mel(sr=sample_rate, n_fft=n_fft, n_mels=bands)
    ours = mel_filters(sample_rate, n_fft, bands)
    assert ours.dtype == theirs.dtype
    assert np.array_equal(ours, theirs)


def noise(seconds: float = 0.5) -> np.ndarray:
    return (0.1 * np.random.default_rng(3).standard_normal(int(48000 * seconds))).astype(np.float32)


@pytest.mark.parametrize(("n_fft", "bands"), [(2048, 128), (1024, 80), (1024, 256)])
def test_mel_frames_are_librosas_melspectrogram_in_our_scale(n_fft: int, bands: int) -> None:
    librosa = pytest.importorskip("librosa")
    spec = FeatureSpec(n_fft=n_fft, hop=n_fft // 8, kind="mel", bands=bands)
    stft = librosa.stft(noise(), n_fft=n_fft, hop_length=spec.hop, window=spec.window)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = librosa.feature.melspectrogram(S=np.abs(stft) ** 2, sr=48000, n_mels=bands).T
        whole = librosa.feature.melspectrogram(
            y=noise(), sr=48000, n_fft=n_fft, hop_length=spec.hop, window=spec.window, n_mels=bands
        ).T
    np.testing.assert_allclose(np.abs(stft.T) ** 2 @ mel_filters(48000, n_fft, bands).T, theirs, rtol=1e-5, atol=1e-9)
    in_our_scale = np.maximum(whole * spec.scale**2 * 48000 / n_fft, np.exp(spec.floor))
    np.testing.assert_allclose(np.exp(spec.forward(noise())), in_our_scale, rtol=3e-5)  # measured 6e-6


@pytest.mark.parametrize("coefficients", [13, 20, 40, 128])
def test_mfcc_frames_are_librosas_mfcc_in_our_scale(coefficients: int) -> None:
    librosa = pytest.importorskip("librosa")
    spec = FeatureSpec(kind="mfcc", coefficients=coefficients)
    frames = spec.forward(noise())
    log_bands = replace(spec, kind="mel").forward(noise())
    exact = scipy.fft.dct(log_bands.astype(np.float64), norm="ortho")[:, :coefficients]
    np.testing.assert_allclose(frames, exact, atol=1e-4)
    theirs = librosa.feature.mfcc(
        y=noise(), sr=48000, n_mfcc=coefficients, n_fft=2048, hop_length=256, window=spec.window, n_mels=128
    ).T
    in_decibels = frames * 10 / np.log(10)
    in_decibels[:, 0] -= np.sqrt(128) * 10 * np.log10(spec.scale**2 * 48000 / 2048)
    np.testing.assert_allclose(in_decibels, theirs, atol=1e-3)  # of values up to 118 dB; measured 3e-4


def test_log_bands_come_back_from_all_coefficients_and_smoothed_from_some() -> None:
    mel = FeatureSpec(kind="mel", bands=80)
    bands = mel.forward(noise())
    assert mel.to_log_bands(bands) is bands
    whole, some = (replace(mel, kind="mfcc", coefficients=count) for count in (80, 20))
    np.testing.assert_allclose(whole.to_log_bands(whole.forward(noise())), bands, atol=1e-4)
    smoothed = scipy.fft.idct(scipy.fft.dct(bands, norm="ortho")[:, :20], n=80, norm="ortho")
    np.testing.assert_allclose(some.to_log_bands(some.forward(noise())), smoothed, atol=1e-4)


@pytest.mark.parametrize("kind", ["magnitude", "linlog", "mel", "mfcc"])
def test_a_guard_hears_the_same_level_in_every_kind(kind: str) -> None:
    spec = FeatureSpec(n_fft=1024, hop=128, kind=kind)
    guard = LoudnessGuard(spec)
    audio = noise(2.0)
    guard.listen(spec.forward(audio)[8:-8], -20.0, 60.0)
    level = 10 * np.log10(np.mean(audio**2))
    smoothing = 0.5 if kind == "mfcc" else 0.05  # dB; the exponential of a smoothed log is below the mean, by 0.26
    assert guard.state.deviation_db - 20.0 == pytest.approx(level, abs=smoothing)


@pytest.mark.parametrize("kind", ["magnitude", "mel", "mfcc"])
def test_descriptors_do_not_depend_on_the_kind(kind: str) -> None:
    spec = FeatureSpec()
    power = spec.power(noise())
    expected = DescriptorSpec(spec).compute(power)
    assert np.array_equal(DescriptorSpec(replace(spec, kind=kind)).compute(power), expected)


@pytest.mark.parametrize("kind", ["linlog", "mel", "mfcc"])
def test_limits_let_bands_be_louder_by_the_headroom_and_no_more(kind: str) -> None:
    spec = FeatureSpec(kind=kind)
    frames = spec.forward(noise())
    low, high = spec.limits(frames.min(axis=0), frames.max(axis=0), 0.7)
    assert low.shape == high.shape == (spec.dim,)
    for gain, inside in ((0.72, True), (1.0, True), (1.4, True), (1.5, False)):  # 0.7 nepers of power: 1.42
        frames = spec.forward(gain * noise())
        assert np.all((low <= frames) & (frames <= high)) == inside
    assert spec.silence[0] == low[0]


def test_silence_is_the_floor_and_nothing_is_below() -> None:
    assert np.all(SPEC.forward(np.zeros(4800)) == np.float32(SPEC.floor))
    noise = np.random.default_rng(1).standard_normal(9600) * 1e-6
    assert SPEC.forward(noise).min() >= np.float32(SPEC.floor)


def test_a_spec_survives_json() -> None:
    for spec in (FeatureSpec(44100, 1024, 128, "linlog", 96), FeatureSpec(kind="mfcc", bands=80, coefficients=13)):
        assert FeatureSpec.from_dict(spec.to_dict()) == spec


def test_a_spec_of_an_earlier_version_is_read_and_any_other_is_not() -> None:
    fields = {"sample_rate": 48000, "n_fft": 2048, "hop": 256, "kind": "linlog", "bands": 128}
    assert FeatureSpec.from_dict(fields) == FeatureSpec()
    for wrong in (fields | {"sections": 3}, {name: fields[name] for name in list(fields)[1:]}):
        with pytest.raises(ValueError, match="fields"):
            FeatureSpec.from_dict(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "wavelet"},
        {"n_fft": 1000},
        {"hop": 300},
        {"hop": 2048},
        {"bands": 4},
        {"bands": 5000},
        {"bands": 1026, "kind": "mel"},
        {"coefficients": 129, "kind": "mfcc"},
        {"coefficients": 1, "kind": "mfcc"},
        {"sample_rate": 10},
    ],
)
def test_impossible_specs_are_refused_by_name(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=str(next(iter(wrong.values())))):
        FeatureSpec(**wrong)  # type: ignore[arg-type]


def test_stereo_is_refused() -> None:
    with pytest.raises(ValueError, match="mono"):
        SPEC.forward(np.zeros((100, 2)))
