"""The resampler keeps what is below 20 kHz, in time, adds nothing, and holds back no more than it says."""

from __future__ import annotations

import numpy as np
import pytest

from realtime.resampler import Resampler, clear, make_resampler, resample_hop

RATE, HOP = 48_000, 256
FRAMES = RATE // 2 // HOP * HOP


def run(resampler: Resampler, sound: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What comes out, and how many frames of it after each hop."""
    out = np.zeros((resampler.most, 2), np.float32)
    pieces, made = [], []
    for start in range(0, len(sound), HOP):
        count = resample_hop(
            resampler.rows, resampler.samples, resampler.place, resampler.step, sound[start : start + HOP], out
        )
        pieces.append(out[:count].copy())
        made.append(count)
    return np.concatenate(pieces), np.cumsum(made)


def tones(hz: np.ndarray, rate: int, frames: int) -> np.ndarray:
    """(frames, 2) sines, a different phase for each and for each channel."""
    phase = np.arange(frames)[:, None] * (2 * np.pi * hz / rate)
    return np.stack([np.sin(phase + hz).mean(axis=1), np.cos(phase - hz).mean(axis=1)], axis=1)


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_056, 44_100, 88_200, 96_000, 192_000])
def test_tones_come_out_as_the_same_tones_in_time(rate: int) -> None:
    """-105 dB and better were measured."""
    top = 0.5 * min(rate, RATE) * 20.0 / 22.05
    hz = np.array([50.0, 440.0, 0.3 * top, 0.7 * top, 0.99 * top])
    heard, _ = run(make_resampler(RATE, rate, HOP), tones(hz, RATE, FRAMES).astype(np.float32))
    expected = tones(hz, rate, len(heard))
    inside = slice(rate // 50, -rate // 50)
    error = np.std(heard[inside] - expected[inside]) / np.std(expected)
    assert 20 * np.log10(error) < -100.0


def test_what_the_lower_rate_cannot_hold_does_not_fold_back() -> None:
    hz = np.array([26_000.0, 30_000.0, 40_000.0])  # at 44.1 kHz they would lie at 18.1, 14.1 and 4.1 kHz
    heard, _ = run(make_resampler(96_000, 44_100, HOP), tones(hz, 96_000, FRAMES).astype(np.float32))
    assert 20 * np.log10(np.abs(heard[2_000:]).max()) < -95.0


@pytest.mark.parametrize("rate", [44_100, 88_200, 96_000])
def test_it_holds_back_what_it_says_at_every_hop(rate: int) -> None:
    resampler = make_resampler(RATE, rate, HOP)
    _, made = run(resampler, np.zeros((FRAMES, 2), np.float32))
    ahead = np.arange(1, len(made) + 1) * HOP * rate / RATE - made
    assert ahead.max() <= resampler.latency_samples < ahead.min() + 2.0
    assert resampler.latency_samples / rate < 0.001


def test_a_cleared_resampler_is_a_new_one() -> None:
    sound = np.random.default_rng(1).standard_normal((FRAMES, 2)).astype(np.float32)
    resampler = make_resampler(RATE, 44_100, HOP)
    first, _ = run(resampler, sound)
    clear(resampler)
    np.testing.assert_array_equal(run(resampler, sound)[0], first)
