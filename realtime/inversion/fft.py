"""Real FFT for powers of two, float32, split real and imaginary parts.

Runs inside the kernels of this package; `make_plan` allocates, nothing else does. Why our own: forward and back at
2048 points scipy's takes 22 us a frame and numpy's 28, rocket-fft's 9 (and allocates), this 2.4; FFTW is GPL and MKL
huge. Figures: tests/benchmarks/transforms.py.

Maths. A real signal x of n points is packed into h = n/2 complex ones, z[j] = x[2j] + i x[2j+1]. Its transform Z gives
the transforms of the even and the odd samples, E[k] = (Z[k] + conj Z[h-k]) / 2 and O[k] = (Z[k] - conj Z[h-k]) / 2i,
and X[k] = E[k] + exp(-2 pi i k / n) O[k]. The way back solves the same two equations for Z and uses
inverse(Z) = conj(forward(conj Z)) / h, so there is one complex transform for both directions.

The complex transform is Stockham's self-sorting one (Cochran et al. 1967): every pass reads one buffer and writes the
other, in order, without bit reversal. A pass of radix R takes

    y[q + s (R p + r)] = w^(r p) sum_c exp(-2 pi i r c / R) x[q + s (p + c m/R)],   w = exp(-2 pi i / m),
    r, c = 0..R-1, p = 0..m/R-1, q = 0..s-1

for m = h, h/R, ... and s = h/m. R is 8, and 2 or 4 in the last pass where log2 h is no multiple of 3; at n = 2048 that
is 4 passes. In the first pass (s = 1) vectors run over p and are shuffled on the way out, later over q. The butterflies
themselves stand in `butterflies`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from realtime.inversion.butterflies import (
    first_4,
    first_8,
    first_16,
    last_2_16,
    last_4_8,
    last_4_16,
    last_8_8,
    last_8_16,
    later_8,
    later_16,
    tangle_16,
    untangle_16,
)
from realtime.inversion.maths import F32, JIT, aligned


class FftPlan(NamedTuple):
    """Tables and scratch memory of one transform length n = 2 h. Not to be shared between threads (`work`)."""

    stages: F32  # (14 (h/8 + h/64 + ..),) cos and sin of w^p, w^2p .. w^7p, pass after pass but the last
    cos: F32  # (h/2 + 1,) cos(2 pi k / n)
    sin: F32  # (h/2 + 1,) -sin(2 pi k / n)
    work: F32  # (4, h) two complex buffers


def make_plan(n: int) -> FftPlan:
    """The plan for real transforms of n points, n a power of two of at least 64."""
    if n < 64 or n & (n - 1):
        raise ValueError(f"FFT length {n} is not a power of two of at least 64")
    half = n // 2
    stages = []
    m = half
    while m > 8:
        angle = -2.0 * np.pi * np.outer(np.arange(m // 8), np.arange(1, 8)) / m
        turns = np.stack([np.cos(angle), np.sin(angle)], axis=-1).reshape(m // 8, 14)
        rows = turns.reshape(-1, min(16, m // 8), 14).swapaxes(1, 2) if m == half else turns  # first: vectors of each
        stages.append(rows.reshape(-1))
        m //= 8
    angle = -2.0 * np.pi * np.arange(half // 2 + 1) / n
    return FftPlan(
        aligned(np.concatenate(stages)),
        aligned(np.cos(angle)),
        aligned(np.sin(angle)),
        aligned(np.zeros((4, half))),
    )


@njit(**JIT)
def complex_fft(plan, row):  # type: ignore[no-untyped-def]
    """Forward complex FFT of `work[row]` + i `work[row + 1]`, row 0 or 2; returns the row where the result is."""
    half = plan.work.shape[1]
    turns = plan.stages
    xr, xi, yr, yi = plan.work[row], plan.work[row + 1], plan.work[2 - row], plan.work[3 - row]
    gap = half // 8
    if gap >= 16:
        for p in range(0, gap, 16):
            first_16(xr, xi, p, gap, yr, yi, 8 * p, turns, 14 * p)
    elif gap == 8:
        first_8(xr, xi, 0, gap, yr, yi, 0, turns, 0)
    else:
        first_4(xr, xi, 0, gap, yr, yi, 0, turns, 0)
    row = 2 - row
    s = 8
    at = 14 * gap
    while half // s > 8:
        xr, xi, yr, yi = plan.work[row], plan.work[row + 1], plan.work[2 - row], plan.work[3 - row]
        for p in range(gap // s):
            if s == 8:
                later_8(xr, xi, 8 * p, gap, yr, yi, 64 * p, 8, turns, at)
            else:
                for q in range(0, s, 16):
                    later_16(xr, xi, s * p + q, gap, yr, yi, 8 * s * p + q, s, turns, at)
            at += 14
        row = 2 - row
        s *= 8
    xr, xi, yr, yi = plan.work[row], plan.work[row + 1], plan.work[2 - row], plan.work[3 - row]
    if half == 64:
        last_8_8(xr, xi, 0, s, yr, yi)
    elif half == 32:
        last_4_8(xr, xi, 0, s, yr, yi)
    elif half == 8 * s:
        for q in range(0, s, 16):
            last_8_16(xr, xi, q, s, yr, yi)
    elif half == 4 * s:
        for q in range(0, s, 16):
            last_4_16(xr, xi, q, s, yr, yi)
    else:
        for q in range(0, s, 16):
            last_2_16(xr, xi, q, s, yr, yi)
    return 2 - row


@njit(**JIT)
def rfft(plan, x, out_re, out_im):  # type: ignore[no-untyped-def]
    """Forward transform. x: (n,) float32. out_re, out_im: (n/2 + 1,) float32, as `numpy.fft.rfft`."""
    half = plan.work.shape[1]
    pack_re, pack_im = plan.work[0], plan.work[1]
    for j in range(half):
        pack_re[j] = x[2 * j]
        pack_im[j] = x[2 * j + 1]
    row = complex_fft(plan, 0)
    zr, zi = plan.work[row], plan.work[row + 1]
    out_re[0] = zr[0] + zi[0]
    out_im[0] = np.float32(0.0)
    out_re[half] = zr[0] - zi[0]
    out_im[half] = np.float32(0.0)
    for k in range(1, half // 2, 16):
        untangle_16(np.float32(0.5), plan.cos, plan.sin, k, half - k - 15, zr, zi, out_re, out_im)


@njit(**JIT)
def tangle_spectrum(plan, re, im, scale):  # type: ignore[no-untyped-def]
    """What `complex_fft` turns into the conjugate of the packed signal, times n * scale, into the plan's row 0."""
    half = plan.work.shape[1]
    zr, zi = plan.work[0], plan.work[1]
    zr[0] = scale * (re[0] + re[half])
    zi[0] = scale * (re[half] - re[0])
    for k in range(1, half // 2, 16):
        tangle_16(scale, plan.cos, plan.sin, k, half - k - 15, re, im, zr, zi)


@njit(**JIT)
def irfft(plan, re, im, out):  # type: ignore[no-untyped-def]
    """Inverse transform, 1/n included. re, im: (n/2 + 1,) float32. out: (n,) float32, as `numpy.fft.irfft`."""
    half = plan.work.shape[1]
    tangle_spectrum(plan, re, im, np.float32(0.5 / half))
    row = complex_fft(plan, 0)
    zr, zi = plan.work[row], plan.work[row + 1]
    for j in range(half):
        out[2 * j] = zr[j]
        out[2 * j + 1] = -zi[j]
