"""The better inverter: RTPGHI starts the phases, Griffin-Lim iterations finish them, 2 frames behind.

Runs on the engine's thread; `step_hybrid` allocates nothing and takes the same time whatever the input. Same interface
as `phase.step_rtpghi`; 9 to 11 dB better at 3 to 4 times the work (18 FFT pairs a hop instead of half a pair).

Three frames are in flight. When frame n arrives:

1. Frame n-1, whose phase was guessed with a backward difference, gets the centred one (frame n is known now) and is
   integrated again from frame n-2: +3 dB SC2. Frame n gets its backward-difference guess. See `phase` for both.
2. Griffin-Lim, fast (Perraudin, Balazs & Sondergaard 2013) and online, as RTISI-LA (Zhu, Beauregard & Wyse 2007): the
   audio under frame j, committed frames included, is analysed, and the frame takes the phases found there at its own
   magnitudes, with momentum. With x_i the result of the i-th visit to the frame and P the projection on its magnitudes,

       x_i = P(STFT of the sum of all frames' audio, at j),      frame j sounds as  x_i + alpha (x_i - x_(i-1)).

   The sum is updated at once, so each frame sees its neighbours' new phases (Gauss-Seidel rather than Jacobi). The
   frames are visited up and down, 0 1 2 1 0 1 2 1 .. 0: what the newest learns reaches the oldest in the same sweep,
   0.3 dB better than 0 1 2 0 1 2 .. at the same number of visits.
3. Frame n-2 is committed: one hop of the sum, which no later frame will touch, comes out.

The audio under a frame is only partly there: later frames are missing. With w the window, u_j the windowed inverse FFT
of frame j and D the sum of w^2 over the frames present, the least-squares estimate (Griffin & Lim 1984) is
sum u_j / D, so the analysis uses w / max(D, EDGE). EDGE only keeps the division from blowing up where the newest
frame's window ends: there the estimate is that frame's own audio and gives it its old phases back. A large EDGE would
fade that part out, which is a wrong window: with many iterations it costs 2 dB.

What was tried and did not help: overshooting the phases found as well (Nenov, Nguyen & Balazs 2023; as good as
momentum, not together with it), momentum that grows or decays, visiting one frame more often than the others, gradients
of fourth order (3 dB worse: they amplify what the floor between partials does), Adams-Moulton instead of the trapezoid,
one-sided gradients where an attack begins (0.1 dB). Errors of the magnitudes themselves, 1 to 4 dB a band as a network
makes them, leave 1.6 to 0 dB of what this gains over 2 iterations.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from realtime.inversion.fft import FftPlan, complex_fft, make_plan, tangle_spectrum
from realtime.inversion.maths import F32, INLINE, JIT, MIN_LOG, TransformSpec, aligned, atan2_turns
from realtime.inversion.phase import (
    Gradients,
    dual_window,
    find_parents,
    integrate,
    magnitude_of,
    make_gradients,
    polar_to_spectrum,
    push_frame,
    time_step,
)
from realtime.inversion.projection import gather_16, project_16, scatter_16

LOOK_AHEAD = 2  # frames. 4: 2 dB better after 2 iterations, but they are waited for
# Tuned on 14 excerpts of the training corpus; SC2 in dB at 1024/128 and 2048/256.
SWEEPS = 4  # 3: -29.2 and -30.8, 4: -30.6 and -32.0, 5: -31.2 and -32.6, for 4 FFT pairs more each
ALPHA = np.float32(0.65)  # 0.55 loses 0.4 dB, 0.7 is equal, and from 0.8 on it grows worse
EDGE = 0.002  # of max D = 1 .. 3. Less is equal; 0.02 loses 0.2 dB, 0.3 loses 2 dB
IN_FLIGHT = LOOK_AHEAD + 1


class HybridTables(NamedTuple):
    """Constants and scratch memory; may be shared by states that live on one thread."""

    plan: FftPlan
    gradients: Gradients
    synthesis: F32  # (n_fft,) analysis window, peak 1, times the scale of `project` and the inverse FFT
    partial: F32  # (3, n_fft) w / max(D, EDGE) for the oldest, middle and newest frame
    gain: F32  # (hop,) 1 / (scale sum w^2): what a complete sum of windowed frames still needs
    work: F32  # (4, n_bins) scratch


class HybridState(NamedTuple):
    """Everything that one hop hands to the next. Rows are frames, oldest first; the last is the newest."""

    log: F32  # (3, n_bins) natural log magnitude
    magnitude: F32  # (3, n_bins) exp of it
    step: F32  # (3, n_bins) turns per hop
    parents: F32  # (2, n_bins) of the newest frame, see `find_parents`
    angle: F32  # (n_bins,) turns, of the middle frame at its centre
    re: F32  # (3, n_bins) x_i above, the last projection; of the committed frame what it sounds as
    im: F32  # (3, n_bins)
    audio: F32  # (3, n_fft) windowed inverse FFT of the frames in flight
    sum: F32  # (n_fft + 2 hop,) sum of all frames, from the start of the oldest in flight


def partial_windows(spec: TransformSpec) -> F32:
    """(3, n_fft) analysis windows of the frames in flight, derived above."""
    n_fft, hop = spec.n_fft, spec.hop
    present = np.zeros(n_fft + LOOK_AHEAD * hop)
    for frame in range(-(n_fft // hop), IN_FLIGHT):
        start, stop = max(0, frame * hop), frame * hop + n_fft
        present[start:stop] += spec.window[start - frame * hop :] ** 2 if stop > start else 0.0
    rows = [spec.window / np.maximum(present[j * hop : j * hop + n_fft], EDGE) for j in range(IN_FLIGHT)]
    return aligned(np.stack(rows))


def make_tables(spec: TransformSpec) -> HybridTables:
    return HybridTables(
        make_plan(spec.n_fft),
        make_gradients(spec),
        aligned(spec.window / spec.n_fft),
        partial_windows(spec),
        (dual_window(spec)[: spec.hop] / spec.window[: spec.hop]).astype(np.float32),
        np.zeros((4, spec.n_bins), dtype=np.float32),
    )


def make_state(spec: TransformSpec) -> HybridState:
    """A state that has heard silence for ever."""

    def zeros(*shape: int) -> F32:
        return aligned(np.zeros(shape))

    bins = spec.n_bins
    return HybridState(
        log=np.full((IN_FLIGHT, bins), MIN_LOG, dtype=np.float32),
        magnitude=zeros(IN_FLIGHT, bins),
        step=zeros(IN_FLIGHT, bins),
        parents=zeros(2, bins),
        angle=zeros(bins),
        re=zeros(IN_FLIGHT, bins),
        im=zeros(IN_FLIGHT, bins),
        audio=zeros(IN_FLIGHT, spec.n_fft),
        sum=zeros(spec.n_fft + LOOK_AHEAD * spec.hop),
    )


def committed_spectrum(tables: HybridTables, state: HybridState) -> tuple[F32, F32]:
    """(re, im), (n_bins,) each, as `irfft` got it: the frame that the last `step_hybrid` committed to the audio.

    Its magnitudes are those given but for the last push of the momentum, 40 dB below. Views of memory that every step
    fills anew; they stay good for as long as the state does. Read them between steps.
    """
    return state.re[0], state.im[0]


@njit(**INLINE)
def _drop_oldest(rows):  # type: ignore[no-untyped-def]
    for row in range(rows.shape[0] - 1):
        for i in range(rows.shape[1]):
            rows[row, i] = rows[row + 1, i]


@njit(**JIT)
def _sound(tables, state, row, hop, packed):  # type: ignore[no-untyped-def]
    """The tangled spectrum in row `packed` of the plan's memory becomes frame `row`'s audio, in the sum as well."""
    work = tables.plan.work
    half = work.shape[1]
    audio, under = state.audio[row], state.sum[row * hop : row * hop + 2 * half]
    done = complex_fft(tables.plan, packed)
    zr, zi = work[done], work[done + 1]
    for j in range(0, half, 16):
        scatter_16(zr, zi, j, tables.synthesis, audio, under, 2 * j)


@njit(**JIT)
def _start(tables, state, row, hop, angle):  # type: ignore[no-untyped-def]
    """Frame `row` begins with these phases, (n_bins,) turns."""
    polar_to_spectrum(state.magnitude[row], angle, state.re[row], state.im[row])
    tangle_spectrum(tables.plan, state.re[row], state.im[row], np.float32(1.0))
    _sound(tables, state, row, hop, 0)


@njit(**JIT)
def _iterate(tables, state, row, hop, kept):  # type: ignore[no-untyped-def]
    """One Griffin-Lim iteration of frame `row`. kept: how much of the momentum goes into `re` and `im`."""
    work, cos, sin = tables.plan.work, tables.plan.cos, tables.plan.sin
    half = work.shape[1]
    magnitude, last_re, last_im = state.magnitude[row], state.re[row], state.im[row]
    under, partial = state.sum[row * hop : row * hop + 2 * half], tables.partial[row]
    zr, zi = work[0], work[1]
    for j in range(0, half, 16):
        gather_16(under, partial, 2 * j, zr, zi, j)
    found = complex_fft(tables.plan, 0)
    zr, zi = work[found], work[found + 1]

    tiny = np.float32(1e-20)
    first, last = zr[0] + zi[0], zr[0] - zi[0]  # the two real bins
    first *= magnitude[0] / np.sqrt(first * first + tiny)
    last *= magnitude[half] / np.sqrt(last * last + tiny)
    first_way, last_way = first - last_re[0], last - last_re[half]
    last_re[0] = first + kept * first_way
    last_re[half] = last + kept * last_way
    first += ALPHA * first_way
    last += ALPHA * last_way
    zr[0] = first + last
    zi[0] = last - first
    for k in range(1, half // 2, 16):
        project_16(ALPHA, kept, tiny, cos, sin, k, half - k - 15, magnitude, last_re, last_im, zr, zi)
    _sound(tables, state, row, hop, found)


@njit(**JIT)
def step_hybrid(tables, state, log_magnitude, out):  # type: ignore[no-untyped-def]
    """One hop. log_magnitude: (n_bins,) natural log, 0 = full-scale sine, anything allowed. out: (hop,) audio, filled.

    The audio lags the frames by n_fft / 2 + 2 hop samples.
    """
    log, step, angle, audio, total = state.log, state.step, state.angle, state.audio, state.sum
    bend, guess, chains = tables.work[0], tables.work[1], tables.work[2:4]
    from_left, from_right = state.parents[0], state.parents[1]
    n_bins = log.shape[1]
    hop = out.shape[0]
    slope = tables.gradients.freq_slope

    push_frame(log_magnitude, log)
    _drop_oldest(state.magnitude)
    _drop_oldest(step)
    _drop_oldest(audio)
    _drop_oldest(state.re[:2])
    _drop_oldest(state.im[:2])
    for i in range(audio.shape[1]):
        audio[2, i] = np.float32(0.0)
    for m in range(n_bins):
        state.magnitude[2, m] = magnitude_of(log[2, m])
    time_step(log[2], tables.gradients, step[2])

    for row in range(1, IN_FLIGHT):
        found = angle if row == 1 else guess
        if row == 1:
            for m in range(n_bins):
                bend[m] = slope * (log[2, m] - log[0, m])
        else:
            for m in range(n_bins):
                bend[m] = slope * (np.float32(3.0) * log[2, m] - np.float32(4.0) * log[1, m] + log[0, m])
            find_parents(log[1], log[2], from_left, from_right)
        integrate(from_left, from_right, angle, step[row - 1], step[row], bend, chains, found)
        _start(tables, state, row, hop, found)
    for turn in range(4 * SWEEPS + 1):  # one place that calls: what is called is compiled into it
        kept = ALPHA if turn == 4 * SWEEPS else np.float32(0.0)  # the last is committed as it sounds
        _iterate(tables, state, 2 - abs(2 - turn % 4), hop, kept)  # 0 1 2 1 0 1 2 1 .. 0

    re, im = state.re[1], state.im[1]
    for m in range(n_bins):
        angle[m] = atan2_turns(im[m], re[m])
    for m in range(1, n_bins, 2):  # see `polar_to_spectrum`
        angle[m] += np.float32(0.5)
    for i in range(hop):
        out[i] = total[i] * tables.gain[i]
    for start in range(0, total.shape[0] - hop, hop):  # block by block, which LLVM can see not to overlap
        for i in range(start, start + hop):
            total[i] = total[i + hop]
    for i in range(total.shape[0] - hop, total.shape[0]):
        total[i] = np.float32(0.0)
