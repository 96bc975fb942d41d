"""Real FFT for powers of two, float32, split real and imaginary parts.

Runs inside the kernels of this package; `make_plan` allocates, nothing else does. Why our own: numpy's takes 29 us
forward and back at 2048 points (this: 8) and holds the GIL, FFTW is GPL, MKL is huge.

Maths. A real signal x of n points is packed into h = n/2 complex ones, z[j] = x[2j] + i x[2j+1]. Its transform Z gives
the transforms of the even and the odd samples, E[k] = (Z[k] + conj Z[h-k]) / 2 and O[k] = (Z[k] - conj Z[h-k]) / 2i,
and X[k] = E[k] + exp(-2 pi i k / n) O[k]. The way back solves the same two equations for Z and uses
inverse(Z) = conj(forward(conj Z)) / h, so there is one complex transform for both directions.

The complex transform is Stockham's self-sorting one (Cochran et al. 1967), radix 4 with one radix-2 stage where
log2 h is odd: every stage reads one buffer and writes the other, in order, without bit reversal. One stage takes

    y[q + s (4p + r)] = w^(r p) sum_c i^(-r c) x[q + s (p + c m/4)],   w = exp(-2 pi i / m),   r, c = 0..3

for m = h, h/4, ... and s = h/m; 34 real operations for 4 complex points, 5 stages at n = 2048.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from realtime.inversion.maths import F32, JIT


class FftPlan(NamedTuple):
    """Tables and scratch memory of one transform length n = 2 h. Not to be shared between threads (`work`)."""

    stages: F32  # (sum of 6 m/4,) cos and sin of w^p, w^2p, w^3p, stage after stage
    cos: F32  # (h/2 + 1,) cos(2 pi k / n)
    sin: F32  # (h/2 + 1,) -sin(2 pi k / n)
    work: F32  # (4, h) two complex buffers


def make_plan(n: int) -> FftPlan:
    """The plan for real transforms of n points, n a power of two of at least 8."""
    if n < 8 or n & (n - 1):
        raise ValueError(f"FFT length {n} is not a power of two of at least 8")
    half = n // 2
    stages = []
    m = half
    while m >= 4:
        angle = -2.0 * np.pi * np.arange(m // 4) / m
        stages += [trig(power * angle) for power in (1, 2, 3) for trig in (np.cos, np.sin)]
        m //= 4
    angle = -2.0 * np.pi * np.arange(half // 2 + 1) / n
    return FftPlan(
        np.concatenate(stages).astype(np.float32),
        np.cos(angle).astype(np.float32),
        np.sin(angle).astype(np.float32),
        np.zeros((4, half), dtype=np.float32),
    )


@njit(**JIT)
def _first_stage(quarter, tw, xr, xi, yr, yi):  # type: ignore[no-untyped-def]
    """The radix-4 stage with s = 1: a twiddle for every point, four results side by side."""
    q = quarter
    c1, s1, c2 = tw[0:q], tw[q : 2 * q], tw[2 * q : 3 * q]
    s2, c3, s3 = tw[3 * q : 4 * q], tw[4 * q : 5 * q], tw[5 * q :]
    x0r, x1r, x2r, x3r = xr[0:q], xr[q : 2 * q], xr[2 * q : 3 * q], xr[3 * q : 4 * q]
    x0i, x1i, x2i, x3i = xi[0:q], xi[q : 2 * q], xi[2 * q : 3 * q], xi[3 * q : 4 * q]
    for p in range(q):
        t0 = x0r[p] + x2r[p]
        u0 = x0i[p] + x2i[p]
        t1 = x0r[p] - x2r[p]
        u1 = x0i[p] - x2i[p]
        t2 = x1r[p] + x3r[p]
        u2 = x1i[p] + x3i[p]
        t3 = x1r[p] - x3r[p]
        u3 = x1i[p] - x3i[p]
        yr[4 * p] = t0 + t2
        yi[4 * p] = u0 + u2
        r = t1 + u3
        i = u1 - t3
        yr[4 * p + 1] = r * c1[p] - i * s1[p]
        yi[4 * p + 1] = r * s1[p] + i * c1[p]
        r = t0 - t2
        i = u0 - u2
        yr[4 * p + 2] = r * c2[p] - i * s2[p]
        yi[4 * p + 2] = r * s2[p] + i * c2[p]
        r = t1 - u3
        i = u1 + t3
        yr[4 * p + 3] = r * c3[p] - i * s3[p]
        yi[4 * p + 3] = r * s3[p] + i * c3[p]


@njit(**JIT)
def _later_stage(quarter, stride, tw, xr, xi, yr, yi):  # type: ignore[no-untyped-def]
    """A radix-4 stage with s >= 4: one twiddle for s neighbours, which is what vectorises."""
    s = stride
    for p in range(quarter):
        c1 = tw[p]
        s1 = tw[quarter + p]
        c2 = tw[2 * quarter + p]
        s2 = tw[3 * quarter + p]
        c3 = tw[4 * quarter + p]
        s3 = tw[5 * quarter + p]
        o0, o1, o2, o3, d = s * p, s * (p + quarter), s * (p + 2 * quarter), s * (p + 3 * quarter), s * 4 * p
        x0r, x1r, x2r, x3r = xr[o0 : o0 + s], xr[o1 : o1 + s], xr[o2 : o2 + s], xr[o3 : o3 + s]
        x0i, x1i, x2i, x3i = xi[o0 : o0 + s], xi[o1 : o1 + s], xi[o2 : o2 + s], xi[o3 : o3 + s]
        y0r, y1r, y2r, y3r = yr[d : d + s], yr[d + s : d + 2 * s], yr[d + 2 * s : d + 3 * s], yr[d + 3 * s : d + 4 * s]
        y0i, y1i, y2i, y3i = yi[d : d + s], yi[d + s : d + 2 * s], yi[d + 2 * s : d + 3 * s], yi[d + 3 * s : d + 4 * s]
        for j in range(s):
            t0 = x0r[j] + x2r[j]
            u0 = x0i[j] + x2i[j]
            t1 = x0r[j] - x2r[j]
            u1 = x0i[j] - x2i[j]
            t2 = x1r[j] + x3r[j]
            u2 = x1i[j] + x3i[j]
            t3 = x1r[j] - x3r[j]
            u3 = x1i[j] - x3i[j]
            y0r[j] = t0 + t2
            y0i[j] = u0 + u2
            r = t1 + u3
            i = u1 - t3
            y1r[j] = r * c1 - i * s1
            y1i[j] = r * s1 + i * c1
            r = t0 - t2
            i = u0 - u2
            y2r[j] = r * c2 - i * s2
            y2i[j] = r * s2 + i * c2
            r = t1 - u3
            i = u1 + t3
            y3r[j] = r * c3 - i * s3
            y3i[j] = r * s3 + i * c3


@njit(**JIT)
def _complex_fft(plan):  # type: ignore[no-untyped-def]
    """Forward complex FFT of work[0:2]; returns the row (0 or 2) of `work` that holds the result."""
    half = plan.work.shape[1]
    m = half
    stride = 1
    offset = 0
    row = 0
    while m >= 4:
        quarter = m // 4
        tw = plan.stages[offset : offset + 6 * quarter]
        xr, xi, yr, yi = plan.work[row], plan.work[row + 1], plan.work[2 - row], plan.work[3 - row]
        if stride == 1:
            _first_stage(quarter, tw, xr, xi, yr, yi)
        else:
            _later_stage(quarter, stride, tw, xr, xi, yr, yi)
        offset += 6 * quarter
        row = 2 - row
        m = quarter
        stride *= 4
    if m == 2:
        xr, xi, yr, yi = plan.work[row], plan.work[row + 1], plan.work[2 - row], plan.work[3 - row]
        for j in range(stride):
            yr[j] = xr[j] + xr[j + stride]
            yi[j] = xi[j] + xi[j + stride]
            yr[j + stride] = xr[j] - xr[j + stride]
            yi[j + stride] = xi[j] - xi[j + stride]
        row = 2 - row
    return row


@njit(**JIT)
def rfft(plan, x, out_re, out_im):  # type: ignore[no-untyped-def]
    """Forward transform. x: (n,) float32. out_re, out_im: (n/2 + 1,) float32, as `numpy.fft.rfft`."""
    half = plan.work.shape[1]
    pack_re, pack_im = plan.work[0], plan.work[1]
    for j in range(half):
        pack_re[j] = x[2 * j]
        pack_im[j] = x[2 * j + 1]
    row = _complex_fft(plan)
    zr, zi = plan.work[row], plan.work[row + 1]
    out_re[0] = zr[0] + zi[0]
    out_im[0] = np.float32(0.0)
    out_re[half] = zr[0] - zi[0]
    out_im[half] = np.float32(0.0)
    one_half = np.float32(0.5)
    for k in range(1, half // 2 + 1):
        mirror = half - k
        even_re = one_half * (zr[k] + zr[mirror])
        even_im = one_half * (zi[k] - zi[mirror])
        odd_re = one_half * (zi[k] + zi[mirror])
        odd_im = one_half * (zr[mirror] - zr[k])
        turned_re = odd_re * plan.cos[k] - odd_im * plan.sin[k]
        turned_im = odd_re * plan.sin[k] + odd_im * plan.cos[k]
        out_re[k] = even_re + turned_re
        out_im[k] = even_im + turned_im
        out_re[mirror] = even_re - turned_re
        out_im[mirror] = turned_im - even_im


@njit(**JIT)
def irfft(plan, re, im, out):  # type: ignore[no-untyped-def]
    """Inverse transform, 1/n included. re, im: (n/2 + 1,) float32. out: (n,) float32, as `numpy.fft.irfft`."""
    half = plan.work.shape[1]
    pack_re, pack_im = plan.work[0], plan.work[1]
    norm = np.float32(0.5 / half)
    pack_re[0] = norm * (re[0] + re[half])
    pack_im[0] = norm * (re[half] - re[0])
    for k in range(1, half // 2 + 1):
        mirror = half - k
        even_re = norm * (re[k] + re[mirror])
        even_im = norm * (im[k] - im[mirror])
        turned_re = norm * (re[k] - re[mirror])
        turned_im = norm * (im[k] + im[mirror])
        odd_re = turned_re * plan.cos[k] + turned_im * plan.sin[k]
        odd_im = turned_im * plan.cos[k] - turned_re * plan.sin[k]
        pack_re[k] = even_re - odd_im
        pack_im[k] = -(even_im + odd_re)
        pack_re[mirror] = even_re + odd_im
        pack_im[mirror] = even_im - odd_re
    row = _complex_fft(plan)
    zr, zi = plan.work[row], plan.work[row + 1]
    for j in range(half):
        out[2 * j] = zr[j]
        out[2 * j + 1] = -zi[j]
