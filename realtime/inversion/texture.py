"""The fine structure of noise, for bins of which only bands are known. Runs in `bands`; allocates nothing.

A smoothed spectrum is wrong where a band covers several bins: in a noise-like sound every bin fluctuates by itself, and
a smooth spectrum, whose window is full of nothing but an impulse, buzzes at the hop rate. The bins of a stationary
noise have Rayleigh magnitudes, correlated in time and frequency by the window. Rather than model that, we *take* it: a
stream of white noise is analysed with the same window and hop, and its bin powers |X|^2, of mean 1, multiply the smooth
ones (one forward FFT a hop). Bins that a band resolves keep their own fine structure: the mix grows from 0 to 1 where
the band width goes from 2 to 4 bins. It is a mix of powers, 1 - t + t |X|^2, whose mean is 1 for every t.
Measured by tests/benchmarks/texture.py: the line at the hop rate in the envelope above 4 kHz.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from realtime.inversion.fft import rfft
from realtime.inversion.maths import F32, JIT, U64, TransformSpec

TEXTURE_FROM, TEXTURE_TO = 2.0, 4.0  # band width in bins


class BandState(NamedTuple):
    """The noise stream of the texture."""

    random: U64  # (1,) xorshift64* state, never 0
    noise: F32  # (n_fft,) the last n_fft samples of white noise, variance 1


def scramble(seed: int) -> int:
    """A 64-bit number, never 0, that shares no pattern with its neighbours' (splitmix64, Steele et al. 2014)."""
    mask = (1 << 64) - 1
    z = (seed + 0x9E3779B97F4A7C15) & mask
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
    return (z ^ (z >> 31)) or 1


def make_state(spec: TransformSpec, seed: int = 0) -> BandState:
    """The same seed gives the same noise. The first window is already full, so that texture does not fade in."""
    state = BandState(np.array([scramble(seed)], dtype=np.uint64), np.zeros(spec.n_fft, dtype=np.float32))
    push_noise(state, spec.n_fft)
    return state


@njit(**JIT)
def push_noise(state, count):  # type: ignore[no-untyped-def]
    """Moves `noise` on by count samples, uniform with variance 1 (an FFT makes normal ones of them).

    xorshift64* (Vigna 2016), upper 24 bits: x ^= x >> 12, x << 25, x >> 27; then times a constant.
    """
    noise = state.noise
    kept = noise.shape[0] - count
    for i in range(kept):
        noise[i] = noise[i + count]
    x = state.random[0]
    to_unit_variance = np.float32(2.0 * np.sqrt(3.0) / 2.0**24)
    for i in range(kept, noise.shape[0]):
        x ^= x >> np.uint64(12)
        x ^= x << np.uint64(25)
        x ^= x >> np.uint64(27)
        value = np.int64((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(40))
        noise[i] = np.float32(np.int32(value) - np.int32(1 << 23)) * to_unit_variance
    state.random[0] = x


@njit(**JIT)
def apply_texture(tables, state, hop, texture, power):  # type: ignore[no-untyped-def]
    """power: (n_bins,) *= 1 - t + t |X|^2 with t = texture * mix; moves the noise on by one hop."""
    push_noise(state, hop)
    for i in range(state.noise.shape[0]):
        tables.segment[i] = state.noise[i] * tables.window[i]
    re, im = tables.work[1], tables.work[2]
    rfft(tables.plan, tables.segment, re, im)
    for m in range(power.shape[0]):
        t = texture * tables.shares[6, m]
        power[m] *= np.float32(1.0) + t * (re[m] * re[m] + im[m] * im[m] - np.float32(1.0))
