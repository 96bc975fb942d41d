"""Bands come back as bins that have those bands, with the fine structure of noise where bands are wide."""

from __future__ import annotations

import numpy as np
import pytest
from modulation import modulation
from numba import njit
from numba.core.runtime import _nrt_python, rtsys

from realtime.features import FeatureSpec
from realtime.inversion import MIN_LOG, SILENCE_LOG, StreamingInverter, bands, invert, maths, texture

SPEC = FeatureSpec(n_fft=1024, hop=128, bands=128)


def bins_of(spec: FeatureSpec, frames: np.ndarray, texture: float, seed: int = 0) -> np.ndarray:
    inverter = StreamingInverter(spec, seed=seed, texture=texture)
    out = np.empty((len(frames), spec.n_bins), dtype=np.float32)
    for frame, row in zip(frames, out, strict=True):
        inverter.to_log_magnitude(frame, row)
    return out


def smooth_frames(spec: FeatureSpec, count: int) -> np.ndarray:
    """Frames of a spectral envelope with formants, as a network would predict them."""
    rng = np.random.default_rng(0)
    axis = np.linspace(0, 1, spec.n_bins)
    centres, widths = rng.uniform(0, 1, (count, 5, 1)), rng.uniform(0.05, 0.2, (count, 5, 1))
    log_power = -9 - 6 * axis + (4 * np.exp(-(((axis - centres) / widths) ** 2))).sum(axis=1)
    return spec.features_of(np.exp(log_power).astype(np.float32))


MEL_SIZES = [(2048, 40), (2048, 80), (2048, 128), (2048, 256), (1024, 80), (1024, 256), (512, 128), (256, 128)]
SIZES = [("linlog", 1024, 128), ("linlog", 2048, 192), *(("mel", *size) for size in MEL_SIZES)]


@pytest.mark.parametrize("texture", [0.0, 1.0])
@pytest.mark.parametrize(("kind", "n_fft", "count"), SIZES)
def test_the_bins_have_the_bands_they_came_from(kind: str, n_fft: int, count: int, texture: float) -> None:
    spec = FeatureSpec(n_fft=n_fft, hop=n_fft // 8, kind=kind, bands=count)
    frames = smooth_frames(spec, 50)
    power = np.exp(2.0 * bins_of(spec, frames, texture).astype(np.float64))
    heard = spec.band_weights.sum(axis=1) > 0  # up to a quarter of the narrow mel filters holds no bin
    error_db = 10 / np.log(10) * np.abs(np.log((power @ spec.band_weights.T)[:, heard]) - frames[:, heard])
    coarse = 2.5 if count == 40 else 1.0
    # measured 0.03-0.12 with texture, 0.01-0.08 without; with 40 bands 0.26 and 0.20
    assert error_db.mean() < coarse * (0.14 if texture else 0.1)
    assert np.percentile(error_db, 99) < coarse * 1.5  # measured 0.2-1.3, with 40 bands 2.7


def test_true_bands_give_magnitudes_nearer_than_interpolation_alone() -> None:
    t = np.arange(24000) / 48000
    audio = sum(np.sin(2 * np.pi * 220 * k * t) / k for k in range(1, 40)) * np.exp(-3 * t)
    truth = np.sqrt(SPEC.power(audio))
    frames = SPEC.forward(audio)
    guess = np.exp(0.5 * np.array([np.interp(SPEC.warp, np.arange(SPEC.bands), frame) for frame in frames]))
    ours = np.exp(bins_of(SPEC, frames, 0.0))
    error = [20 * np.log10(np.linalg.norm(x - truth) / np.linalg.norm(truth)) for x in (guess, ours)]
    assert error[1] < error[0] - 1.0


def test_magnitude_frames_pass_through() -> None:
    spec = FeatureSpec(n_fft=512, hop=64, kind="magnitude")
    frames = np.random.default_rng(0).uniform(-20, 1, (5, spec.dim)).astype(np.float32)
    np.testing.assert_allclose(bins_of(spec, frames, 1.0), frames / 2, rtol=1e-6)


@pytest.mark.parametrize("kind", ["linlog", "magnitude", "mel"])
def test_the_floor_is_silence_and_what_is_above_is_not(kind: str) -> None:
    spec = FeatureSpec(n_fft=1024, hop=128, kind=kind)
    floor = spec.forward(np.zeros(1024))[0]
    quiet = floor + np.float32(0.5)
    out = bins_of(spec, np.stack([floor, quiet, floor - 100, np.full_like(floor, np.nan)]), 1.0)
    assert np.all(out[[0, 2, 3]] == SILENCE_LOG)
    assert np.mean(out[1] > MIN_LOG) > 0.99
    one_band = floor.copy()
    one_band[10] = 0.0
    assert np.all(bins_of(spec, one_band[None], 0.0)[0, spec.n_bins // 4 :] == SILENCE_LOG)


def test_a_frame_of_coefficients_is_silent_at_the_floor_and_below_and_not_above() -> None:
    spec = FeatureSpec(n_fft=1024, hop=128, kind="mfcc", coefficients=13)
    floor = spec.forward(np.zeros(1024))[0]
    assert np.array_equal(floor, spec.silence)
    one_ulp, quiet, broken = (floor.copy() for _ in range(3))
    one_ulp[0] = np.nextafter(floor[0], np.float32(0))
    quiet[0] += 0.5 * np.sqrt(spec.bands)  # half a neper in every band
    broken[:] = np.nan
    out = bins_of(spec, np.stack([floor, one_ulp, 2.0 * floor, broken, quiet]), 1.0)
    assert np.all(out[:4] == SILENCE_LOG)
    assert np.mean(out[4] > MIN_LOG) > 0.99


def test_one_broken_coefficient_counts_as_in_silence() -> None:
    spec = FeatureSpec(n_fft=1024, hop=128, kind="mfcc")
    good = smooth_frames(spec, 1)[0]
    broken = good.copy()
    good[7], broken[7] = 0.0, np.nan
    assert np.array_equal(*bins_of(spec, np.stack([good, broken]), 0.0))


def test_all_the_coefficients_are_the_bands() -> None:
    mel, mfcc = (FeatureSpec(n_fft=1024, hop=128, kind=kind, bands=80, coefficients=80) for kind in ("mel", "mfcc"))
    from_bands, from_coefficients = (bins_of(spec, smooth_frames(spec, 20), 0.0) for spec in (mel, mfcc))
    np.testing.assert_allclose(from_coefficients, from_bands, atol=1e-4)  # nepers of amplitude; measured 4e-5


def test_texture_is_that_of_noise_where_a_band_is_wide() -> None:
    """A flat spectrum's bins get exponentially distributed powers: mean 1, deviation near 1, P(> 2) near exp(-2)."""
    frames = np.zeros((600, SPEC.bands), dtype=np.float32)
    power = np.exp(2.0 * bins_of(SPEC, frames, 1.0))
    width = 1 / np.gradient(SPEC.warp)
    wide = power[::4, (width > 6) & (np.arange(SPEC.n_bins) < SPEC.n_bins - 8)]
    assert wide.mean() == pytest.approx(1.0, abs=0.05)
    assert wide.std() == pytest.approx(1.0, abs=0.2)
    assert np.mean(wide > 2.0) == pytest.approx(np.exp(-2), abs=0.04)
    narrow = power[:, width < 1.9]
    assert np.abs(narrow[:, 1:-3] - 1.0).max() < 0.05
    half = np.exp(2.0 * bins_of(SPEC, frames, 0.5))[::4, width > 6]
    assert 0.3 < half.std() < 0.75


@pytest.mark.parametrize("kind", ["linlog", "mel"])
@pytest.mark.parametrize("n_fft", [1024, 2048])
def test_texture_takes_the_buzz_out_of_noise(n_fft: int, kind: str) -> None:
    """As its own bands give it back, and as those that a network predicts for it: their mean."""
    spec = FeatureSpec(n_fft=n_fft, hop=n_fft // 8, kind=kind)
    noise = 0.1 * np.random.default_rng(4).standard_normal(48000 * 3 // 2)
    truth = modulation(noise, 48000, spec.hop)
    frames = spec.forward(noise)
    smoothed = np.broadcast_to(np.log(np.exp(frames).mean(axis=0)), frames.shape)
    for predicted, buzz_db in ((frames, 10.0), (smoothed, 20.0)):
        smooth, textured = (
            modulation(invert(predicted, spec, "rtpghi", texture=texture), 48000, spec.hop) for texture in (0.0, 1.0)
        )
        assert smooth.line > truth.line + buzz_db  # measured 11.8-25.3, and 22.5-31.3 from smoothed bands
        assert textured.line == pytest.approx(truth.line, abs=2.5)  # measured -1.4 to 1.0
        assert textured.depth == pytest.approx(truth.depth, abs=0.3)  # measured 0.02-0.10
        assert textured.away(truth) < 0.5 * smooth.away(truth)


@pytest.mark.parametrize("texture", [0.0, 1.0])
def test_a_partial_in_a_wide_band_is_a_line(texture: float) -> None:
    """At 9 kHz a band is 12 bins wide. A line hardly flutters; the band's power spread over it does, like noise."""
    spec = FeatureSpec()
    t = np.arange(48000) / 48000
    for hz in (9000.0, 9100.0, 9250.0):
        sine = 0.3 * np.sin(2 * np.pi * hz * t)
        frames = spec.forward(sine)
        got = modulation(invert(frames, spec, "rtpghi", texture=texture)[:48000], 48000, spec.hop)
        bins = bins_of(spec, frames[80:81], texture)[0]
        assert got.depth < -20.0  # dB; measured -30 (on a bin) to -68, noise has -5.6
        assert bins.argmax() * 48000 / 2048 == pytest.approx(hz, abs=1.0 * 48000 / 2048)


@njit
def _repeat(tables, state, hop, texture, frame, out, count):  # type: ignore[no-untyped-def]
    for _ in range(count):
        bands.bands_to_log_magnitude(tables, state, hop, texture, frame, out)


@pytest.mark.parametrize("kind", ["linlog", "mfcc"])
def test_a_frame_allocates_nothing_in_compiled_code(kind: str) -> None:
    spec = FeatureSpec(n_fft=512, hop=64, kind=kind)
    tables, state = bands.make_tables(spec), bands.make_state(spec)
    frame, out = smooth_frames(spec, 1)[0], np.zeros(spec.n_bins, dtype=np.float32)
    _repeat(tables, state, spec.hop, np.float32(1.0), frame, out, 1)
    _nrt_python.memsys_enable_stats()
    counts = []
    for frames in (1, 200):
        before = rtsys.get_allocation_stats().alloc
        _repeat(tables, state, spec.hop, np.float32(1.0), frame, out, frames)
        counts.append(rtsys.get_allocation_stats().alloc - before)
    assert counts[0] == counts[1]  # what is left is the unboxing of the arguments of one call


def test_seeds_scramble() -> None:
    states = {texture.scramble(seed) for seed in [*range(1000), -1, -2, 2**63]}
    assert len(states) == 1003
    assert 0 not in states


@njit
def _apply(x, y, out):  # type: ignore[no-untyped-def]
    for i in range(x.size):
        out[0, i] = maths.fast_exp(x[i])
        out[1, i] = maths.fast_log(maths.fast_exp(x[i]))
        out[2, i], out[3, i] = maths.cos_sin_turns(x[i])
        out[4, i] = maths.atan2_turns(y[i], x[i])


def test_fast_functions_are_libms_to_float32() -> None:
    rng = np.random.default_rng(0)
    x = rng.uniform(-40, 40, 100_000).astype(np.float32)
    y = rng.standard_normal(x.size).astype(np.float32)
    out = np.empty((5, x.size), dtype=np.float32)
    _apply(x, y, out)
    exact = x.astype(np.float64)
    assert np.abs(out[0] / np.exp(exact) - 1).max() < 2.5e-7
    assert np.abs(out[1] - exact).max() < 5e-6  # one unit in the last place of 40 is 4e-6
    assert np.abs(out[2] - np.cos(2 * np.pi * exact)).max() < 5e-7
    assert np.abs(out[3] - np.sin(2 * np.pi * exact)).max() < 5e-7
    assert np.abs(out[4] - np.arctan2(y.astype(np.float64), exact) / (2 * np.pi)).max() < 2e-6
