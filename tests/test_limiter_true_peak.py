"""The limiter keeps true peaks below -1 dBTP, as two independent meters see them, and is a mere delay below that."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import resample_poly, upfirdn

from realtime import limiter

RATE, HOP = 48_000, 256
FRAMES = RATE // HOP * HOP
CEILING_DB = -1.0
TOLERANCE_DB = 0.1  # as far over as white noise 20 dB too loud was measured: 0.03 dB

# The example filter of ITU-R BS.1770-4, Annex 2: phases 0 and 1; 2 and 3 are 1 and 0 backwards.
PHASE_0 = [0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
           0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125]  # fmt: skip
PHASE_1 = [-0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625,
           0.77978515625, -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375]  # fmt: skip
ANNEX_2 = np.array([PHASE_0, PHASE_1, PHASE_1[::-1], PHASE_0[::-1]]).T.reshape(-1)


def decibels(value: float) -> float:
    return float(20.0 * np.log10(value))


def eightfold(sound: np.ndarray) -> float:
    """True peak with eight times oversampling through a long filter; the cut at the end is left out."""
    over = resample_poly(sound.astype(np.float64), 8, 1, axis=0, window=("kaiser", 12.0))
    return decibels(np.abs(over[: -8 * 200]).max())


def annex_2(sound: np.ndarray) -> float:
    return decibels(np.abs(upfirdn(ANNEX_2, sound.astype(np.float64), up=4, axis=0)[: -4 * 200]).max())


def limited(sound: np.ndarray, hop: int = HOP) -> tuple[np.ndarray, limiter.LimiterState]:
    state = limiter.make_limiter_state(RATE, hop)
    out = np.zeros_like(sound)
    for start in range(0, len(sound), hop):
        state.samples[:, -hop:] = sound[start : start + hop].T
        limiter.limit_hop(state, out[start : start + hop])
    return out, state


def adversaries() -> dict[str, np.ndarray]:
    random, n = np.random.default_rng(1), np.arange(FRAMES)
    noise = random.standard_normal(FRAMES)
    found = {
        "a sine at fs/4, 45 degrees": 3.0 * np.sin(np.pi / 2 * n + np.pi / 4),
        "a sine at 0.45 fs": 1.5 * np.sin(0.9 * np.pi * n + 0.3),
        "a sweep to Nyquist": 2.0 * np.sin(np.cumsum(np.linspace(0.0, np.pi, FRAMES))),
        "a square wave at 440 Hz": 2.0 * np.sign(np.sin(2 * np.pi * 440.3 / RATE * n + 0.1)),
        "a square wave at 10 kHz": 2.0 * np.sign(np.sin(2 * np.pi * 9973.0 / RATE * n + 0.1)),
        "noise 20 dB too loud": 3.0 * noise,
        "noise": 0.3 * noise,
        "bursts": noise * (np.sin(n / 3000.0) > 0.9) * 3.0 + 0.1 * np.sin(0.1 * n),
        "single samples": 5.0 * (random.random(FRAMES) < 5e-4),
        "flips": np.where(n // 7 % 2, 1.0, -1.0) * random.choice([0.2, 4.0], FRAMES),
    }
    return {name: np.stack([x, 0.7 * np.roll(x, 5)], axis=1).astype(np.float32) for name, x in found.items()}


ADVERSARIES = adversaries()


@pytest.mark.parametrize("name", ADVERSARIES)
def test_no_true_peak_exceeds_the_ceiling(name: str) -> None:
    sound = ADVERSARIES[name]
    assert eightfold(sound) > CEILING_DB, "then there would be nothing to limit"
    out, state = limited(sound)
    assert state.limited[0] > 0
    assert eightfold(out) <= CEILING_DB + TOLERANCE_DB
    assert annex_2(out) <= CEILING_DB + TOLERANCE_DB
    assert eightfold(out) > CEILING_DB - 1.0, "limited more than it had to be"


def loudest_untouched() -> np.ndarray:
    """Noise whose true peak lies just under the threshold: most of it is looked at between the samples."""
    random = np.random.default_rng(2)
    sound = random.standard_normal((FRAMES, 2)).astype(np.float32)
    over = resample_poly(sound, 4, 1, axis=0, window=("kaiser", 8.0))
    return sound * np.float32(0.98 * limiter.threshold() / np.abs(over).max())


def test_below_the_ceiling_it_is_a_delay_to_the_bit() -> None:
    sound = loudest_untouched()
    out, state = limited(sound)
    delay = limiter.latency_samples(RATE)
    assert np.abs(sound).max() > 1.5 * state.quiet[0], "then it would never have looked between the samples"
    np.testing.assert_array_equal(out[delay:], sound[:-delay])
    np.testing.assert_array_equal(out[:delay], 0.0)
    assert state.limited[0] == 0


def test_the_delay_is_as_long_as_it_says_and_the_gain_is_1_again_after_a_burst() -> None:
    sound = np.tile(0.3 * loudest_untouched(), (3, 1))  # a release of 120 ms is over, to 1e-5, after 1.4 s
    burst = slice(RATE // 10, RATE // 10 + 200)
    sound[burst] *= 20.0
    out, state = limited(sound)
    delay = limiter.latency_samples(RATE)
    assert 0 < state.limited[0] < 2 * RATE
    before, after = burst.start - limiter.lookahead_samples(RATE) - limiter.TAPS, -RATE // 20
    np.testing.assert_array_equal(out[delay : delay + before], sound[:before])
    np.testing.assert_array_equal(out[after:], sound[after - delay : -delay])


def test_the_gain_has_no_corners() -> None:
    """It moves over the look-ahead, so at most by its depth over that many samples from one to the next."""
    n = np.arange(FRAMES)
    sound = np.stack([0.5 * np.sin(0.01 * n + 1.0) + 0.6, np.full(FRAMES, 0.5)], axis=1).astype(np.float32)
    sound[RATE // 2 : RATE // 2 + 3, 0] = 8.0
    out, _ = limited(sound)
    delay = limiter.latency_samples(RATE)
    gain = out[delay:, 1] / sound[:-delay, 1]
    assert gain.min() < 0.12
    assert np.abs(np.diff(gain)).max() <= 1.01 / limiter.lookahead_samples(RATE)


@pytest.mark.parametrize("hop", [32, 100, 1024])
def test_the_hop_makes_no_difference(hop: int) -> None:
    sound = ADVERSARIES["bursts"][: RATE // 2 // hop * hop]
    whole = sound[: len(sound) // HOP * HOP]
    np.testing.assert_allclose(limited(sound, hop)[0][: len(whole)], limited(whole)[0], atol=2e-6)
