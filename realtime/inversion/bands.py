"""Feature frames back to one log magnitude per FFT bin, with the fine structure that bands have lost.

Runs on the engine's thread, once per hop, before the phases; allocates nothing.

Coefficients (mfcc) are log bands after an orthonormal cosine transform and the loss of the higher coefficients: with
zeros in their place, the transposed transform gives log bands. All else is the same for all kinds of bands.

A band is a weighted sum of bin powers, V = W R (with rows of W that sum to about 1), and there are fewer bands than
bins. Four things bring R back:

1. A smooth guess: the log of V / W1, the mean power of every band, interpolated along `spec.warp` with Catmull-Rom
   cubics (4 taps a bin). Narrow mel filters that hold no bin (librosa warns of them) say nothing: they are left out.
2. Texture, where the guess is too smooth for noise (`texture`), and
3. lines, where it is too smooth for a partial (`lines`).
4. Agreement: R <- R * W'(V / W R) / W'1, three times, which pulls the bands of R to the given ones and leaves ratios
   inside a band alone. (Multiplicative update of Lee & Seung 2001 for the Kullback-Leibler divergence.) All but the
   last time the factor is squared: over-relaxation (Salakhutdinov & Roweis 2003; it converges for powers below 2, and
   a last plain step calms what swings at 2), which does in three steps what plain ones do in six. The rows of W are
   short and contiguous, and a bin lies in two neighbouring bands at most, so W' is two weights a bin: 8 operations a
   bin. Texture and lines go in before, so that they cannot shake the bands.

Mel filters do not hold the bin 0. It gets what a main lobe has there that goes through the bins 1 and 2: the log of a
Gaussian's lobe is a parabola. (As strong as bin 1, a low partial would become an offset: 5 to 10 dB SC2 with rumble.)

The floor. `FeatureSpec` raises quiet powers to the floor; here the floor's power is taken away again, so that a frame
at the floor is exact silence (`SILENCE_LOG`) and a frame just above it is almost that, with no step in between.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from realtime.inversion.fft import FftPlan, make_plan
from realtime.inversion.lines import LINE_FROM, LINE_TO, draw_lines, extend, set_lines_apart
from realtime.inversion.maths import (
    F32,
    F64,
    FASTMATH,
    I64,
    INLINE,
    JIT,
    MAX_LOG,
    SILENCE_LOG,
    TransformSpec,
    fast_exp,
    fast_log,
)
from realtime.inversion.texture import TEXTURE_FROM, TEXTURE_TO, BandState, apply_texture, make_state

__all__ = ["BandState", "BandTables", "bands_to_log_magnitude", "make_state", "make_tables"]

U32 = NDArray[np.uint32]  # as an index: numba then need not ask whether it is negative, and loops become vector code

FAINTEST = 1e-3  # sum of a mel filter's weights below which it holds no bin but by rounding; the others' is over 0.03
UPDATES = 3  # two squared and a plain one: see tests/benchmarks/bands.py
MOST_FACTOR = np.float32(1e9)  # from nothing (TINY_POWER) to more than full scale; its square is far from overflow
TINY_POWER = np.float32(1e-17)  # below every power that is not silence (MIN_LOG is 1e-16)


class BandTables(NamedTuple):
    """Constants and scratch memory; may be shared by states that live on one thread.

    What has one shape lies in one array: handing an array over to compiled code takes 0.16 us, all of them as long as
    the work itself at 1024 points (5 us).
    """

    plan: FftPlan
    window: F32  # (n_fft,) analysis window that gives unit-variance noise bins of mean power 1
    basis: F32  # (dim, bands) rows of the DCT of kind "mfcc", none for other kinds
    silence: F32  # (dim,) the frame of silence
    heard: I64  # (B,) the bands that hold a bin: all, but for narrow mel filters
    log_total: F32  # (B,) natural log of the sum of a band's weights: 0 for lin-log
    rows: U32  # (2, B + 1) first bin of every band; where its weights are in `weights`
    weights: F32  # (non-zero weights,)
    columns: U32  # (2, n_bins) the first of a bin's 4 taps into the padded bands; the lower of the two bands it lies in
    shares: F32  # (7, n_bins) 4 Catmull-Rom weights; a bin's 2 weights in bands, over their sum; 0..1, its texture
    triangles: F32  # (3, B) place of the top, in bins; area, with a top of 1; 0..1, how much of a line it can hold
    lobe: np.float32  # bins squared, variance of the power of the window's main lobe
    floor: np.float32  # natural log power of silence
    dc_share: np.float32  # e^(second difference of the log power of the main lobe)
    is_deaf_to_dc: bool  # no band holds the bin 0: kinds "mel" and "mfcc"
    is_identity: bool  # kind "magnitude"
    work: F32  # (3, n_bins) scratch
    log_bands: F32  # (bands,) scratch
    padded: F32  # (2, B + 4) scratch: the log bands with and without lines, two more at either end
    power: F32  # (3, B) scratch: of the bands, of their lines, wanted over given
    segment: F32  # (n_fft,) scratch


def catmull_rom(t: F64) -> F64:
    """(4, n) weights of the samples at -1, 0, 1, 2 for the value at t, 0..1."""
    return 0.5 * np.stack([-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2])


def make_tables(spec: TransformSpec) -> BandTables:
    total = spec.band_weights.sum(axis=1)
    heard = np.flatnonzero(total > FAINTEST)
    weights = spec.band_weights[heard]
    count = len(heard)
    start = np.argmax(weights > 0, axis=1)
    stop = spec.n_bins - np.argmax(weights[:, ::-1] > 0, axis=1)
    rows = [weights[band, start[band] : stop[band]] for band in range(count)]
    position = np.clip(np.interp(spec.warp, heard, np.arange(count)), 0.0, count - 1.0)
    first_tap = np.minimum(np.floor(position), count - 2).astype(np.int64)
    column_band = np.clip(np.argmax(weights > 0, axis=0), 0, count - 2)
    bins = np.arange(spec.n_bins)
    columns = np.stack([weights[column_band, bins], weights[column_band + 1, bins]])
    if not np.allclose(columns.sum(axis=0), weights.sum(axis=0)):
        raise ValueError("a bin lies in more than two neighbouring bands")
    covered = np.flatnonzero(columns.sum(axis=0))
    nearest = covered[np.argmin(np.abs(bins[:, None] - covered), axis=1)]  # a bin that no band holds follows that one
    column_band, columns = column_band[nearest], columns[:, nearest]
    lobe = spec.n_fft**2 / (4.0 * np.pi * spec.gamma)
    top = np.interp(np.arange(count), position, bins)
    area = np.maximum(0.0, 1.0 - np.abs(position - np.arange(count)[:, None])).sum(axis=1)
    wide = np.clip((np.gradient(top) - LINE_FROM) / (LINE_TO - LINE_FROM), 0.0, 1.0)
    width = 1.0 / np.maximum(np.gradient(position), 1e-9)  # bins per band
    mix = np.clip((width - TEXTURE_FROM) / (TEXTURE_TO - TEXTURE_FROM), 0.0, 1.0)
    return BandTables(
        plan=make_plan(spec.n_fft),
        window=(spec.window / np.sqrt(np.sum(spec.window**2))).astype(np.float32),
        basis=spec.basis.astype(np.float32),
        silence=spec.silence,
        heard=heard,
        log_total=np.log(total[heard]).astype(np.float32),
        rows=np.stack([np.append(start, 0), np.cumsum([0, *map(len, rows)])]).astype(np.uint32),
        weights=np.concatenate(rows).astype(np.float32),
        columns=np.stack([first_tap + 1, column_band]).astype(np.uint32),
        shares=np.vstack([catmull_rom(position - first_tap), columns / columns.sum(axis=0), mix]).astype(np.float32),
        triangles=np.stack([top, area, wide]).astype(np.float32),
        lobe=np.float32(lobe),
        dc_share=np.float32(np.exp(-1.0 / lobe)),
        is_deaf_to_dc=bool(covered[0] > 0),
        floor=np.float32(spec.floor),
        is_identity=spec.kind == "magnitude",
        work=np.zeros((3, spec.n_bins), dtype=np.float32),
        log_bands=np.zeros(len(total), dtype=np.float32),
        padded=np.zeros((2, count + 4), dtype=np.float32),
        power=np.zeros((3, count), dtype=np.float32),
        segment=np.zeros(spec.n_fft, dtype=np.float32),
    )


@njit(**INLINE)
def clamp_band(value, floor):  # type: ignore[no-untyped-def]
    """A natural log power between the floor (also for NaN) and twice MAX_LOG."""
    above = value > floor  # false for NaN
    return min(value if above else floor, np.float32(2.0) * MAX_LOG)


@njit(**{**JIT, "fastmath": FASTMATH | {"reassoc"}})
def agree_with_bands(tables, band_power, power, twice):  # type: ignore[no-untyped-def]
    """power *= (W'(band_power / W power) / W'1)^(2 if twice else 1). band_power: (B,). power: (n_bins,)."""
    ratio = tables.power[2]
    for band in range(band_power.shape[0]):
        first = tables.rows[0, band]
        offset = tables.rows[1, band]
        mean = TINY_POWER
        for i in range(tables.rows[1, band + 1] - offset):
            mean += tables.weights[offset + np.uint32(i)] * power[first + np.uint32(i)]
        ratio[band] = band_power[band] / mean
    low, high = tables.shares[4], tables.shares[5]
    for m in range(power.shape[0]):
        band = tables.columns[1, m]
        factor = min(low[m] * ratio[band] + high[m] * ratio[band + np.uint32(1)], MOST_FACTOR)
        power[m] *= factor * (factor if twice else np.float32(1.0))


@njit(**INLINE)
def undo_cosines(tables, frame, log_bands):  # type: ignore[no-untyped-def]
    """log_bands: (bands,) of the coefficients in frame, (dim,). Exactly the floor for the frame of silence.

    A coefficient that is NaN counts as in silence, one that is out of all bounds as at the bound.
    """
    bound = (np.float32(2.0) * MAX_LOG - tables.floor) * np.sqrt(np.float32(log_bands.shape[0]))
    for band in range(log_bands.shape[0]):
        log_bands[band] = tables.floor
    for k in range(frame.shape[0]):
        above = frame[k] - tables.silence[k]
        if above == above:
            above = min(max(above, -bound), bound)
            for band in range(log_bands.shape[0]):
                log_bands[band] += above * tables.basis[k, band]


@njit(**JIT)
def bands_to_log_magnitude(tables, state, hop, texture, frame, out):  # type: ignore[no-untyped-def]
    """One frame. frame: (dim,) as from `FeatureSpec.forward`, any values. out: (n_bins,) log magnitude, filled.

    hop: samples between frames. texture: 0..1. out is between MIN_LOG and MAX_LOG, or SILENCE_LOG.
    """
    # What a float32 log can still tell from the floor: 4e-6 at 23. Within 1e-5 is the floor.
    floor_power = fast_exp(tables.floor) * np.float32(1.00001)
    if tables.is_identity:
        floor = tables.floor + np.float32(1e-5)
        for m in range(frame.shape[0]):
            value = clamp_band(frame[m], tables.floor)
            out[m] = np.float32(0.5) * value if value > floor else SILENCE_LOG
        return
    log_bands = frame
    if tables.basis.shape[0] > 0:
        log_bands = tables.log_bands
        undo_cosines(tables, frame, log_bands)
    padded, smooth = tables.padded[0], tables.padded[1]
    band_power, lines, power = tables.power[0], tables.power[1], tables.work[0]
    count, n_bins = band_power.shape[0], power.shape[0]
    for band in range(count):
        value = clamp_band(log_bands[tables.heard[band]], tables.floor)
        padded[band + 2] = value - tables.log_total[band]
        band_power[band] = max(fast_exp(value) - floor_power, np.float32(0.0))
    extend(padded)
    set_lines_apart(tables, padded, smooth, lines)
    extend(smooth)
    for m in range(n_bins):
        tap = tables.columns[0, m]
        value = tables.shares[0, m] * smooth[tap] + tables.shares[1, m] * smooth[tap + np.uint32(1)]
        value += tables.shares[2, m] * smooth[tap + np.uint32(2)] + tables.shares[3, m] * smooth[tap + np.uint32(3)]
        power[m] = value
    for m in range(n_bins):  # in a loop of its own: together with the gather above it would not become vector code
        power[m] = max(fast_exp(power[m]) - floor_power, TINY_POWER)
    if texture > np.float32(0.0):
        apply_texture(tables, state, hop, texture, power)
    draw_lines(tables, padded, lines, power)
    for update in range(UPDATES):
        agree_with_bands(tables, band_power, power, update < UPDATES - 1)
    if tables.is_deaf_to_dc:
        slope = power[1] / max(power[2], TINY_POWER) * tables.dc_share
        power[0] = power[1] * min(slope, np.float32(1.0))
    for m in range(n_bins):
        silent = power[m] < np.float32(10.0) * TINY_POWER
        value = np.float32(0.5) * fast_log(max(power[m], TINY_POWER))
        value = min(value, MAX_LOG)
        out[m] = SILENCE_LOG if silent else value
