"""A frozen moment that stays alive: the spectrum stands, its bands go on fluctuating as they did just before.

Runs on the engine's thread, once a hop while frozen; no allocation. Nothing is looped and nothing repeats.

What is measured, at the moment of freezing, are deviations x_k of the last frames from their course (`freeze_measure`).

What is played. With K of those deviations and as many independent random walks z_k of variance 1,

    g = K^(-1/2) sum_k z_k x_k

is a random vector with exactly the covariance that was measured, from band to band too: a partial that lies in three
bands moves in all three. Each z is noise through two equal one-pole low-passes, whose autocorrelation (1 + t/T)
exp(-t/T) falls to one half at t = 1.678 T: that gives g the measured correlation time, and no corners.

Powers do not fluctuate symmetrically in dB: noise has deep dips and no peaks to match. If band power has a gamma
distribution of mean 1 and shape 1/s^2 (s = 1: noise in one bin; s -> 0: a steady tone), then by Wilson & Hilferty
(1931) its cube root is nearly normal, and

    log power = 3 log(1 - s^2/9 + s/3 g / sigma),     s^2 = sqrt(1 + 2 sigma^2) - 1  (from trigamma(k) = 1/k + 1/2k^2).

Its mean power is that of the last 150 ms, whatever sigma: log power has a mean of -s^2/2 - s^4/12. From what sounded at
the very moment, which had a deviation of its own, the spectrum comes to that mean at the pace of the walks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from realtime.features import FeatureSpec
from realtime.inversion.maths import fast_log
from realtime.inversion.texture import scramble

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
U64 = NDArray[np.uint64]

HISTORY_S = 1.5
WALKS = 48
ATTACK_S = 0.02  # over which an attack rises
ATTACK_RISE = 0.6  # nepers of power in the mean over all bands, each at most ATTACK_MOST
ATTACK_MOST = np.float32(1.5)
SETTLING_S = 0.06  # after an attack that neither counts as fluctuation nor is frozen
SHORTEST_S = 0.12  # a stretch between attacks that has a fluctuation
LONGEST_LAG_S = 0.2
MOMENT_S = 0.15  # of which the mean is what stays: a single frame of noise is a spectrum with holes
SHORTEST_LAG = 0.2  # in windows: bands of white noise still have half of their correlation
LEAVING_S = 0.06  # time constant of the fluctuation's end when the music goes on
LOWEST = np.float32(0.1)  # of the cube root of power: 60 dB down


class FreezeState(NamedTuple):
    """Everything the freeze remembers.

    history: (rows, dim) the last frames, a ring; written: (1,) frames ever. basis: (WALKS, dim) the deviations,
    over sqrt(WALKS). spread, skew: (dim,) s / (3 sigma) and s^2 / 9. way: (dim,) from the moment's spectrum to the
    mean. walks: (2, WALKS + 1) the low-passes, the last of them for the way. random: (1,) xorshift64* state. motion:
    (3,) pole share, gain of the noise, how much of all this is heard (0..1).
    """

    history: F32
    written: I64
    basis: F32
    spread: F32
    skew: F32
    way: F32
    walks: F32
    random: U64
    motion: F64


class FreezeTables(NamedTuple):
    """Constants (frames; natural logs) and scratch memory. is_power: frames are log powers, not coefficients."""

    floor: np.float32
    is_power: bool
    rise: int
    settling: int
    shortest: int
    longest_lag: int
    moment: int
    shortest_lag: float
    leaving: float
    rows: F32  # (history, dim)
    segment: I64  # (history,)
    sums: F32  # (3, dim)


def make_tables(spec: FeatureSpec) -> FreezeTables:
    def frames(seconds: float) -> int:
        return max(1, round(seconds * spec.frame_rate))

    rows = frames(HISTORY_S)
    return FreezeTables(
        np.float32(spec.floor), spec.kind != "mfcc", frames(ATTACK_S), frames(SETTLING_S), frames(SHORTEST_S),
        frames(LONGEST_LAG_S), frames(MOMENT_S), SHORTEST_LAG * spec.n_fft / spec.hop,
        float(np.exp(-1.0 / (LEAVING_S * spec.frame_rate))),
        np.zeros((rows, spec.dim), np.float32), np.zeros(rows, np.int64), np.zeros((3, spec.dim), np.float32),
    )  # fmt: skip


def make_state(spec: FeatureSpec, seed: int) -> FreezeState:
    """Nothing heard yet. The same seed and frames give the same fluctuation."""
    rows = max(1, round(HISTORY_S * spec.frame_rate))
    return FreezeState(
        np.zeros((rows, spec.dim), np.float32), np.zeros(1, np.int64), np.zeros((WALKS, spec.dim), np.float32),
        np.zeros(spec.dim, np.float32), np.zeros(spec.dim, np.float32), np.zeros(spec.dim, np.float32),
        np.zeros((2, WALKS + 1), np.float32),
        np.array([scramble(seed ^ 0x5EED)], np.uint64), np.array([1.0, 0.0, 0.0]),
    )  # fmt: skip


@njit(nogil=True, cache=True, error_model="numpy")
def remember(state: FreezeState, frame: F32) -> None:
    """A frame that is going to be played. frame: (dim,)."""
    row = state.written[0] % state.history.shape[0]
    for b in range(frame.shape[0]):
        state.history[row, b] = frame[b]
    state.written[0] += 1


@njit(nogil=True, cache=True, error_model="numpy")
def rising(tables: FreezeTables, state: FreezeState, age: int) -> bool:
    """Whether the sound was in an attack `age` frames ago, 0 for the last one."""
    rows = state.history.shape[0]
    last = state.written[0] - 1 - age
    if last - tables.rise < max(0, state.written[0] - rows):
        return False
    now, before = state.history[last % rows], state.history[(last - tables.rise) % rows]
    total = np.float32(0.0)
    for b in range(now.shape[0]):
        total += min(max(now[b] - before[b], -ATTACK_MOST), ATTACK_MOST)
    return bool(total > np.float32(ATTACK_RISE) * np.float32(now.shape[0]))


@njit(nogil=True, cache=True, error_model="numpy")
def in_attack(tables: FreezeTables, state: FreezeState) -> bool:
    """Whether an attack is under way or has not settled yet."""
    found = False
    for age in range(tables.settling):
        found = found or rising(tables, state, age)
    return found


@njit(nogil=True, cache=True, error_model="numpy")
def fluctuate(tables: FreezeTables, state: FreezeState, frozen: bool, frame: F32) -> None:
    """One hop: move the walks on and put their sum on a frame. frame: (dim,), in place. Costs WALKS dim operations."""
    basis, motion = state.basis, state.motion
    motion[2] = 1.0 if frozen else motion[2] * tables.leaving
    if motion[2] < 1e-3:
        motion[2] = 0.0
        return
    share, gain = np.float32(motion[0]), np.float32(motion[1] * 2.0 * np.sqrt(3.0) / 2.0**24)
    sums = tables.sums[0]
    for b in range(frame.shape[0]):
        sums[b] = np.float32(0.0)
    x = state.random[0]
    for k in range(basis.shape[0]):
        x ^= x >> np.uint64(12)
        x ^= x << np.uint64(25)
        x ^= x >> np.uint64(27)
        noise = np.int64((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(40)) - np.int64(1 << 23)
        state.walks[0, k] += share * (gain * np.float32(noise) - state.walks[0, k])
        state.walks[1, k] += share * (state.walks[0, k] - state.walks[1, k])
        walk = state.walks[1, k]
        for b in range(frame.shape[0]):
            sums[b] += walk * basis[k, b]
    state.random[0] = x
    amount = np.float32(motion[2])
    last = basis.shape[0]
    state.walks[0, last] += share * (np.float32(1.0) - state.walks[0, last])
    state.walks[1, last] += share * (state.walks[0, last] - state.walks[1, last])
    arrived = amount * state.walks[1, last]
    if tables.is_power:
        for b in range(frame.shape[0]):
            root = np.float32(1.0) - arrived * state.skew[b] + amount * state.spread[b] * sums[b]
            moved = frame[b] + arrived * state.way[b] + np.float32(3.0) * fast_log(max(root, LOWEST))
            frame[b] = max(moved, tables.floor) if frame[b] > tables.floor else frame[b]
    else:
        for b in range(frame.shape[0]):
            frame[b] += amount * sums[b]
