"""Real-time phase gradient heap integration, without the heap: log magnitudes in, audio out, one hop per call.

Runs on the engine's thread. `step_rtpghi` allocates nothing, takes the same time whatever the input (two O(M) sweeps
instead of a heap), and survives any input: NaN, infinities and absurd levels are clamped on the way in.

Gradients (Prusa & Sondergaard, "Real-Time Spectrogram Inversion Using Phase Gradient Heap Integration", DAFx 2016).
Let V(t, w) = integral x(u) g(u - t) exp(-i w (u - t)) du with g(u) = exp(-pi u^2 / gamma). Then

    dV/dt = i w V + (2 pi / gamma) integral (u - t) x g exp(..)      dV/dw = -i integral (u - t) x g exp(..)
    =>  dV/dt = i w V + i (2 pi / gamma) dV/dw.

Divide by V = exp(l + i phi): the imaginary part is dphi/dt = w + (2 pi / gamma) dl/dw, the real part is
dphi/dw = -(gamma / 2 pi) dl/dt. So the slopes of the log magnitude l are the slopes of the phase. On the grid t = a n,
w = 2 pi m / N, in turns (phase / 2 pi):

    from frame to frame:  step[m] = a m / N + (a N / (2 pi gamma)) (l[m+1] - l[m-1]) / 2
    from bin to bin:      bend[m] = -(gamma / (2 pi a N)) dl/dn,  (l[n+1] - l[n-1]) / 2 with one frame of look-ahead,
                                     (3 l[n] - 4 l[n-1] + l[n-2]) / 2 without.

Order. A gradient is trustworthy where the magnitude is large, so PGHI spreads from the largest known bin: a heap holds
known bins, the largest is popped, and hands its phase to its unknown neighbours. (Prusa & Holighaus, "Phase Vocoder
Done Right", EUSIPCO 2017, spread known gradients of phase in the same order.) For two frames: all bins of frame n-1
are known (keys p[m], their magnitudes), all of frame n unknown (c[m]); the past bin m may give to bin m only (by the
trapezoid of `step`), a bin of frame n to m-1 and m+1 (by the trapezoid of `bend`).

Why no heap is needed. The heap gives bin v its phase when everything on some path from the past to v has been popped,
and it pops the largest first; so v is reached at the level of the path whose *smallest* magnitude is largest: a widest
path problem (Pollack 1960), and the heap is Dijkstra's algorithm for it. But the graph is a path graph with one source
hanging on every bin, so all paths into v come from its own past, from the left, or from the right, and the widths of
the best ones obey

    left[v] = min(max(p[v-1], left[v-1]), c[v-1])        right[v] = min(max(p[v+1], right[v+1]), c[v+1]):

two sweeps. v's parent is the largest of p[v], left[v], right[v]. No two neighbours can be each other's parents: for v
right of u, A = max(p[u], left[u]) and B = max(p[v], right[v]), "v from u" says min(A, c[u]) >= B and "u from v" says
min(B, c[v]) > A. So chains of left parents run rightwards from a bin that took its past, chains of right parents
leftwards, and one more pass each way integrates them. tests/test_inversion_phase.py holds this against a heap.

Ties prefer the left neighbour to the past: after digital silence (all p equal) the frame is integrated along frequency,
which keeps an attack in one piece. The paper gives random phases to bins 1e-4 below the maximum; here they are
integrated like all others: the threshold changes SC2 by less than 0.001 dB, and the heap it saved work for is gone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from realtime.inversion.fft import FftPlan, irfft, make_plan
from realtime.inversion.maths import F32, INLINE, JIT, MIN_LOG, TransformSpec, clamp_log, cos_sin_turns, fast_exp


class Gradients(NamedTuple):
    """The constants of the two slopes above."""

    advance: F32  # (n_bins,) turns per hop of a sine in the middle of bin m, a m / N
    time_slope: np.float32  # a N / (4 pi gamma)
    freq_slope: np.float32  # -gamma / (4 pi a N)


class PhaseTables(NamedTuple):
    """Constants and scratch memory; may be shared by states that live on one thread."""

    plan: FftPlan
    gradients: Gradients
    dual: F32  # (n_fft,) synthesis window: inverts the analysis window, the overlap and the scale
    work: F32  # (6, n_bins) scratch
    segment: F32  # (n_fft,) scratch
    look_ahead: int  # frames: 1 or 0


class PhaseState(NamedTuple):
    """Everything that one hop hands to the next."""

    log: F32  # (3, n_bins) the last three frames, oldest first, natural log magnitude
    angle: F32  # (n_bins,) phase of the last synthesised frame at its centre, turns
    step: F32  # (n_bins,) its phase advance per hop, turns
    overlap: F32  # (n_fft,) audio that later frames still add to


def make_gradients(spec: TransformSpec) -> Gradients:
    advance = (np.arange(spec.n_bins) * spec.hop / spec.n_fft) % 1.0
    grid = spec.hop * spec.n_fft
    four_pi = 4.0 * np.pi
    return Gradients(
        advance.astype(np.float32), np.float32(grid / spec.gamma / four_pi), np.float32(-spec.gamma / grid / four_pi)
    )


def dual_window(spec: TransformSpec) -> F32:
    """(n_fft,) w / (scale sum_k w(l - k hop)^2): overlap-adding the inverse FFTs of a scaled STFT gives the signal."""
    energy = (spec.window**2).reshape(-1, spec.hop).sum(axis=0)
    return (spec.window / np.tile(energy, spec.n_fft // spec.hop) / spec.scale).astype(np.float32)


def make_tables(spec: TransformSpec, look_ahead: int = 1) -> PhaseTables:
    """look_ahead: frames that the phase of a frame may wait for, 0 or 1 (4.7 dB better at 2048/256)."""
    if look_ahead not in (0, 1):
        raise ValueError(f"look_ahead {look_ahead} is not 0 or 1")
    return PhaseTables(
        make_plan(spec.n_fft),
        make_gradients(spec),
        dual_window(spec),
        np.zeros((6, spec.n_bins), dtype=np.float32),
        np.zeros(spec.n_fft, dtype=np.float32),
        look_ahead,
    )


def make_state(spec: TransformSpec) -> PhaseState:
    """A state that has heard silence for ever."""
    return PhaseState(
        np.full((3, spec.n_bins), MIN_LOG, dtype=np.float32),
        np.zeros(spec.n_bins, dtype=np.float32),
        np.zeros(spec.n_bins, dtype=np.float32),
        np.zeros(spec.n_fft, dtype=np.float32),
    )


def committed_spectrum(tables: PhaseTables, state: PhaseState) -> tuple[F32, F32]:
    """(re, im), (n_bins,) each, as given to `irfft`: the frame that the last `step_rtpghi` added to the audio.

    Views of memory that every step fills anew; they stay good for as long as the tables do. Read them between steps.
    """
    return tables.work[2], tables.work[3]


@njit(**INLINE)
def push_frame(log_magnitude, history):  # type: ignore[no-untyped-def]
    """Drops the oldest row of history (rows, n_bins) and appends the frame, clamped to MIN_LOG..MAX_LOG."""
    last = history.shape[0] - 1
    for row in range(last):
        for m in range(history.shape[1]):
            history[row, m] = history[row + 1, m]
    for m in range(history.shape[1]):
        history[last, m] = clamp_log(log_magnitude[m])


@njit(**INLINE)
def time_step(log, gradients, out):  # type: ignore[no-untyped-def]
    """Phase advance per hop, turns. log, out: (n_bins,)."""
    last = log.shape[0] - 1
    for m in range(1, last):
        out[m] = gradients.time_slope * (log[m + 1] - log[m - 1]) + gradients.advance[m]
    out[0] = np.float32(0.0)
    out[last] = gradients.advance[last]


@njit(**JIT)
def find_parents(past_log, log, from_left, from_right):  # type: ignore[no-untyped-def]
    """The order of integration: the two sweeps derived above.

    past_log, log: (n_bins,) natural log magnitudes of two frames, finite. from_left, from_right: (n_bins,) filled with
    1 where a bin takes its phase from that neighbour, else 0; where both are 0 it takes that of its own past.
    """
    n_bins = log.shape[0]
    nothing = np.float32(-1e30)
    width_left = nothing
    width_right = nothing
    for m in range(n_bins):  # two at a time: the recurrences are what costs
        from_left[m] = width_left
        width_left = min(max(past_log[m], width_left), log[m])
        n = n_bins - 1 - m
        from_right[n] = width_right
        width_right = min(max(past_log[n], width_right), log[n])
    one = np.float32(1.0)
    zero = np.float32(0.0)
    for m in range(n_bins):
        left = from_left[m] >= past_log[m] and from_left[m] >= from_right[m]
        right = not left and from_right[m] > past_log[m]
        from_left[m] = one if left else zero
        from_right[m] = one if right else zero


@njit(**JIT)
def integrate(from_left, from_right, past_angle, past_step, step, bend, work, angle):  # type: ignore[no-untyped-def]
    """Phase of a frame from the frame before it, along the paths of `find_parents`: two more sweeps.

    past_angle, past_step, step: turns. bend: phase from bin to bin, turns. work: (2, n_bins) scratch. angle: (n_bins,)
    result in turns, within +-1/2; may be the same memory as past_angle.
    """
    n_bins = angle.shape[0]
    chain_left, chain_right = work[0], work[1]
    half = np.float32(0.5)
    zero = np.float32(0.0)
    for m in range(n_bins):
        angle[m] = past_angle[m] + half * (past_step[m] + step[m])
    # A chain is y[m] = keep[m] y[m-1] + add[m] with keep 0 or 1: exact, and free of branches that cannot be predicted.
    chain_left[0] = angle[0]
    for m in range(1, n_bins):
        chain_left[m] = half * (bend[m - 1] + bend[m]) if from_left[m] != zero else angle[m]
    chain_right[n_bins - 1] = angle[n_bins - 1]
    for m in range(n_bins - 1):
        chain_right[m] = -half * (bend[m + 1] + bend[m]) if from_right[m] != zero else angle[m]
    running_left = zero
    running_right = zero
    for m in range(n_bins):
        running_left = from_left[m] * running_left + chain_left[m]
        chain_left[m] = running_left
        n = n_bins - 1 - m
        running_right = from_right[n] * running_right + chain_right[n]
        chain_right[n] = running_right
    for m in range(n_bins):
        turns = chain_left[m] if from_right[m] == zero else chain_right[m]
        angle[m] = turns - np.floor(turns + half)


@njit(**INLINE)
def magnitude_of(log):  # type: ignore[no-untyped-def]
    """exp(log), and exactly 0 at MIN_LOG."""
    return fast_exp(log) if log > MIN_LOG else np.float32(0.0)


@njit(**JIT)
def polar_to_spectrum(magnitude, angle, out_re, out_im):  # type: ignore[no-untyped-def]
    """Magnitudes and phases to the spectrum that `irfft` wants. All (n_bins,); angle in turns, |angle| < 1e6.

    Phases refer to the frame's centre, an FFT to its first sample: half a window further, which is m/2 turns.
    """
    last = magnitude.shape[0] - 1
    for m in range(last + 1):
        cos, sin = cos_sin_turns(angle[m] + np.float32(0.5) * np.float32(m & 1))
        out_re[m] = magnitude[m] * cos
        out_im[m] = magnitude[m] * sin
    out_im[0] = np.float32(0.0)
    out_im[last] = np.float32(0.0)


@njit(**INLINE)
def overlap_add(segment, dual, overlap, out):  # type: ignore[no-untyped-def]
    """A frame joins the audio, and the hop that no later frame will touch leaves it.

    segment, dual, overlap: (n_fft,) the frame's inverse FFT, the synthesis window, the sum so far. out: (hop,), filled.
    """
    n_fft = overlap.shape[0]
    hop = out.shape[0]
    for i in range(n_fft):
        overlap[i] += segment[i] * dual[i]
    for i in range(hop):
        out[i] = overlap[i]
    for i in range(n_fft - hop):
        overlap[i] = overlap[i + hop]
    for i in range(n_fft - hop, n_fft):
        overlap[i] = np.float32(0.0)


@njit(**JIT)
def step_rtpghi(tables, state, log_magnitude, out):  # type: ignore[no-untyped-def]
    """One hop. log_magnitude: (n_bins,) natural log, 0 = full-scale sine, anything allowed. out: (hop,) audio, filled.

    The audio lags the frames by n_fft / 2 + look_ahead * hop samples.
    """
    log, angle, overlap = state.log, state.angle, state.overlap
    step, bend, re, im = tables.work[0], tables.work[1], tables.work[2], tables.work[3]
    n_bins = angle.shape[0]
    push_frame(log_magnitude, log)
    now = 2 - tables.look_ahead
    time_step(log[now], tables.gradients, step)
    slope = tables.gradients.freq_slope
    if now == 1:
        for m in range(n_bins):
            bend[m] = slope * (log[2, m] - log[0, m])
    else:
        for m in range(n_bins):
            bend[m] = slope * (np.float32(3.0) * log[2, m] - np.float32(4.0) * log[1, m] + log[0, m])
    find_parents(log[now - 1], log[now], re, im)
    integrate(re, im, angle, state.step, step, bend, tables.work[4:6], angle)
    for m in range(n_bins):
        state.step[m] = step[m]
        step[m] = magnitude_of(log[now, m])
    polar_to_spectrum(step, angle, re, im)
    irfft(tables.plan, re, im, tables.segment)
    overlap_add(tables.segment, tables.dual, overlap, out)
