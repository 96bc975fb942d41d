"""The side signal, from the spectrum of the mid and two numbers a band: stereo that adds up to the mid again.

Runs on the engine's thread after every step of the phase reconstruction; allocates nothing and adds no latency.
`realtime.features.stereo` defines balance b and coherence c and derives the side that has them,

    S = p M + q D,     p = b / (1 + c),     q^2 = (1 - b^2 - c^2) / (1 + c)^2,     L = M + S,  R = M - S,

where D must be as strong as the mid M and unrelated to it: Re sum M* D = 0 in every band. Usually D is a reverberated
copy (Schroeder 1962; a band at a time in parametric stereo, Breebaart et al. 2005), which is unrelated only on average
over many partials: where a band holds one, L and R become louder and softer by chance, and the balance asked for is
lost. Here D is in quadrature,

    D[m] = i s[m] M[m],     s real,

so that Re M* D = 0 in every bin, whatever the sound: b and c are met by a single partial as by noise, and L and R keep
the mid's colour, |L|^2 = ((1 + p)^2 + q^2 s^2) |M|^2. With s the same everywhere, left and right would be two
phase-shifted copies with equal envelopes, which the ear takes for mono above 1.6 kHz. So s changes its sign,

    s = sqrt(2) sin(2 pi phi(f)),     phi' = min(CYCLES / ERB(f), LONGEST_S),     phi(0) = 0,

about once within what one place of the ear hears (ERB: Glasberg & Moore 1990): the envelopes of left and right differ
as they do in recordings. In time D is the mid phi' earlier minus the mid phi' later (i sin is half a difference of two
shifts): 3 ms at most, 1 ms at 8 kHz, within the window and too short for an echo on either side of an attack.

Two corrections keep the level. A partial may stand where s is small: q is divided by the rms of s over the band,
weighted with the mid's power at the moment (a lone partial on a zero of s still keeps too weak a side). And overlap-add
with a Gaussian window and its dual passes what a frame's spectrum shifts by t samples with the windows' correlation at
t, exp(-pi t^2 / 2 gamma): s is divided by that.

Everything is a factor on M at the moment: silence in is silence out one window later, to the bit.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
from numba import njit

from realtime.inversion.fft import FftPlan, irfft, make_plan
from realtime.inversion.maths import F32, F64, I64, JIT, TransformSpec
from realtime.inversion.phase import dual_window, overlap_add

CYCLES = 1.0  # of s in an equivalent rectangular bandwidth
LONGEST_S = 0.003  # shorter: envelopes alike on both sides up to higher frequencies; longer: an echo before attacks
LONGEST_SHARE = 0.1  # of the window: 0.05 leaves envelopes more alike (0.53; 0.41 here), 0.14 measures the same
LARGEST_BOOST = np.float32(3.0)  # of q^2
MOST_OPPOSED = np.float32(-0.6)  # of the coherence
NOTHING = np.float32(1e-20)


class SampledSpec(TransformSpec, Protocol):
    """A transform that knows its sample rate."""

    @property
    def sample_rate(self) -> int: ...


class StereoBands(Protocol):
    """What synthesis reads from `realtime.features.StereoSpec` (which is passed in, never imported)."""

    @property
    def features(self) -> SampledSpec: ...
    @property
    def bands(self) -> int: ...
    @property
    def weights(self) -> F64: ...


class StereoTables(NamedTuple):
    """Constants and scratch memory; may be shared by states that live on one thread."""

    plan: FftPlan
    dual: F32  # (n_fft,) synthesis window, as for the mid
    curve: F32  # (n_bins,) s, with the windows' loss made good
    square: F32  # (n_bins,) s^2
    starts: I64  # (bands + 1,) bins starts[k] .. starts[k + 1] lie between the centres of bands k and k + 1
    share: F32  # (n_bins,) of band k + 1 in such a bin; the rest is band k's
    shares: F32  # (4, bands) scratch: p, q, power of the mid, power of s M
    work: F32  # (2, n_bins) scratch: the side's spectrum
    segment: F32  # (n_fft,) scratch


class StereoState(NamedTuple):
    """Everything that one hop hands to the next."""

    waiting: F32  # (look-ahead + 1, 2 bands) of the frames that the phase reconstruction still holds, oldest first
    overlap: F32  # (n_fft,) audio that later frames still add to


def decorrelation(features: SampledSpec) -> tuple[F64, F64]:
    """(s, delay), (n_bins,) each: the curve derived above, and phi' in samples."""
    hz = np.arange(features.n_bins) * features.sample_rate / features.n_fft
    erb_hz = 24.7 * (1.0 + 0.00437 * hz)
    longest_s = min(LONGEST_S, LONGEST_SHARE * features.n_fft / features.sample_rate)
    delay_s = np.minimum(CYCLES / erb_hz, longest_s)
    phase = np.concatenate(([0.0], np.cumsum(delay_s[:-1] * hz[1])))
    return np.sqrt(2.0) * np.sin(2.0 * np.pi * phase), delay_s * features.sample_rate


def make_tables(stereo: StereoBands) -> StereoTables:
    features = stereo.features
    curve, delay = decorrelation(features)
    below = np.argmax(stereo.weights > 0.0, axis=0)
    return StereoTables(
        make_plan(features.n_fft),
        dual_window(features),
        (curve * np.exp(np.pi * delay**2 / (2.0 * features.gamma))).astype(np.float32),
        (curve**2).astype(np.float32),
        np.searchsorted(below, np.arange(stereo.bands + 1)).astype(np.int64),
        (1.0 - stereo.weights[below, np.arange(features.n_bins)]).astype(np.float32),
        np.zeros((4, stereo.bands), dtype=np.float32),
        np.zeros((2, features.n_bins), dtype=np.float32),
        np.zeros(features.n_fft, dtype=np.float32),
    )


def make_state(stereo: StereoBands, look_ahead: int) -> StereoState:
    """Silence in the middle. look_ahead: frames that the phase reconstruction commits later than it takes them."""
    waiting = np.zeros((look_ahead + 1, 2 * stereo.bands), dtype=np.float32)
    waiting[:, stereo.bands :] = 1.0
    return StereoState(waiting, np.zeros(stereo.features.n_fft, dtype=np.float32))


def plain_stereo(stereo: StereoBands) -> F32:
    """(2 bands,) for sound of which no stereo is known: in the middle, the side 7 dB below the mid, the bass narrow."""
    hz = np.arange(stereo.features.n_bins) * stereo.features.sample_rate / stereo.features.n_fft
    centres = stereo.weights @ hz / stereo.weights.sum(axis=1)
    side = 0.2 * centres**2 / (centres**2 + 180.0**2)
    return np.concatenate([np.zeros(stereo.bands), (1.0 - side) / (1.0 + side)]).astype(np.float32)


@njit(**JIT)
def _predict(values, shares):  # type: ignore[no-untyped-def]
    """values: (2 bands,) balance and coherence, anything. shares: (4, bands), powers in rows 2, 3; p, q into 0, 1."""
    bands = shares.shape[1]
    one = np.float32(1.0)
    for k in range(bands):
        balance, coherence = values[k], values[bands + k]
        if np.isnan(balance) or np.isnan(coherence):  # nothing is known: the middle
            balance, coherence = np.float32(0.0), one
        coherence = min(max(coherence, MOST_OPPOSED), one)
        most = np.sqrt(one - coherence * coherence)
        balance = min(max(balance, -most), most)
        rest = max(one - balance * balance - coherence * coherence, np.float32(0.0))
        boost = (shares[2, k] + NOTHING) / (shares[3, k] + NOTHING)
        shares[0, k] = balance / (one + coherence)
        shares[1, k] = np.sqrt(rest * min(max(boost, one / LARGEST_BOOST), LARGEST_BOOST)) / (one + coherence)


@njit(**JIT)
def step_stereo(tables, state, values, re, im, out):  # type: ignore[no-untyped-def]
    """One hop of the side.

    values: (2 bands,) balance and coherence of the frame that the phase reconstruction took last, anything allowed.
    re, im: (n_bins,) the mid's spectrum that it committed. out: (hop,) audio, filled; in time with the mid's.
    """
    waiting, overlap, segment, shares = state.waiting, state.overlap, tables.segment, tables.shares
    curve, square, share = tables.curve, tables.square, tables.share
    side_re, side_im = tables.work[0], tables.work[1]
    bands = shares.shape[1]
    last = waiting.shape[0] - 1
    for row in range(last):
        for k in range(2 * bands):
            waiting[row, k] = waiting[row + 1, k]
    for k in range(2 * bands):
        waiting[last, k] = values[k]

    for k in range(bands):
        shares[2, k] = np.float32(0.0)
        shares[3, k] = np.float32(0.0)
    for k in range(bands):
        power = above = squared = squared_above = np.float32(0.0)
        for m in range(tables.starts[k], tables.starts[k + 1]):
            here = re[m] * re[m] + im[m] * im[m]
            power += here
            above += share[m] * here
            squared += square[m] * here
            squared_above += share[m] * square[m] * here
        after = min(k + 1, bands - 1)
        shares[2, k] += max(power - above, np.float32(0.0))
        shares[3, k] += max(squared - squared_above, np.float32(0.0))
        shares[2, after] += above
        shares[3, after] += squared_above
    _predict(waiting[0], shares)

    for k in range(bands):
        after = min(k + 1, bands - 1)
        p, q = shares[0, k], shares[1, k]
        p_slope, q_slope = shares[0, after] - p, shares[1, after] - q
        for m in range(tables.starts[k], tables.starts[k + 1]):
            along = p + share[m] * p_slope
            across = curve[m] * (q + share[m] * q_slope)
            side_re[m] = along * re[m] - across * im[m]
            side_im[m] = along * im[m] + across * re[m]
    irfft(tables.plan, side_re, side_im, segment)
    overlap_add(segment, tables.dual, overlap, out)
