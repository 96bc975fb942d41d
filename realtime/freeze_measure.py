"""How a sound fluctuates: what a freeze takes from the frames before it. On the engine's thread, once a freeze.

Measured are, in the last 1.5 s of frames, their deviations x_k from the straight line through each band, without what
all bands do together (loudness) and without attacks and the 60 ms after them; and after how many frames these
deviations have lost half of their correlation. A line through n frames also takes away a part of what it should leave,
8 T / n of the variance for a fluctuation of time constant T: both figures make up for that. And, for the spectrum that
is to stay, how far the last frame is from the mean of the last 150 ms.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from realtime.freeze import FreezeState, FreezeTables, rising

LARGEST = np.float32(1.3)  # nepers of power that a deviation counts at most: the deviation of noise in one bin
AUDIBLE = np.float32(13.8)  # nepers of power (60 dB) below the loudest band
HALF_LAG = 1.678  # correlation of a walk is 1/2 after so many time constants
MOST_LOST = 0.4  # of the variance, that a line is believed to have taken


@njit(nogil=True, cache=True, error_model="numpy")
def measure(tables: FreezeTables, state: FreezeState) -> None:
    """Take the fluctuation from the history: basis, spread, skew and motion. 0.1 to 0.3 ms."""
    used, number, to_the_end = _segments(tables, state)
    length = used / max(number, 1)
    rows, segment = tables.rows, tables.segment
    dim = rows.shape[1]
    _take_away_trends(tables, used)
    # A walk's time constant from the lag at which half of the correlation is lost.
    at_zero = max(_correlation(rows, segment, used, 0), 1e-12)
    before, half = 1.0, float(tables.longest_lag)
    for lag in range(1, min(tables.longest_lag, used) + 1):
        now = _correlation(rows, segment, used, lag) / at_zero
        lost = min(8.0 * lag / HALF_LAG / length, MOST_LOST)
        now = lost + (1.0 - lost) * now
        if now < 0.5:
            half = lag - (0.5 - now) / (before - now)
            break
        before = now
    half = max(half, tables.shortest_lag)
    lost = min(8.0 * half / HALF_LAG / max(length, 1.0), MOST_LOST)
    pole = np.exp(-HALF_LAG / half)
    share = 1.0 - pole
    state.motion[0] = share
    # Noise of variance 1 through share^2 / (1 - pole/z)^2 has the variance share^4 (1 + pole^2) / (1 - pole^2)^3.
    state.motion[1] = np.sqrt((1.0 - pole * pole) ** 3 / (1.0 + pole * pole)) / (share * share)

    basis = state.basis
    scale = np.float32(1.0 / np.sqrt(basis.shape[0] * (1.0 - lost)))
    for b in range(dim):
        state.spread[b] = np.float32(0.0)
    for k in range(basis.shape[0]):
        i = int((k + 0.5) * used / basis.shape[0])
        for b in range(dim):
            basis[k, b] = scale * rows[i, b] if used > 0 else np.float32(0.0)
            state.spread[b] += basis[k, b] * basis[k, b]
    for b in range(dim):
        variance = state.spread[b]
        square = np.sqrt(np.float32(1.0) + np.float32(2.0) * variance) - np.float32(1.0)
        state.spread[b] = np.sqrt(square / variance) / np.float32(3.0) if variance > 0.0 else np.float32(0.0)
        state.skew[b] = square / np.float32(9.0)
        state.way[b] = np.float32(0.0)
        if to_the_end and tables.is_power:
            state.way[b] = square * (np.float32(0.5) + square * np.float32(1.0 / 12.0)) - tables.sums[2, b]
    for k in range(state.walks.shape[1]):
        state.walks[0, k] = state.walks[1, k] = np.float32(0.0)


@njit(nogil=True, cache=True, error_model="numpy", fastmath={"reassoc"})
def _correlation(rows, segment, used, lag):  # type: ignore[no-untyped-def]
    """Mean product of rows[:used] and those `lag` before, in the same stretch; 0 where there are none."""
    total, pairs = 0.0, 0
    for i in range(lag, used):
        if segment[i] == segment[i - lag]:
            product = np.float32(0.0)
            for b in range(rows.shape[1]):
                product += rows[i, b] * rows[i - lag, b]
            total += float(product)
            pairs += 1
    return total / max(pairs, 1)


@njit(nogil=True, cache=True, error_model="numpy")
def _segments(tables, state):  # type: ignore[no-untyped-def]
    """Copy the frames between attacks, oldest first, to tables.rows; tables.segment numbers the stretches.

    Returns how many frames, how many stretches, and whether the last of them lasts until now.
    """
    history, rows = state.history, tables.rows
    length = history.shape[0]
    heard = min(state.written[0], length)
    used, number, begun, to_the_end = (
        0,
        0,
        0,
        False,
    )  # begun: place in time, 0 the oldest, where the stretch under way begins
    for i in range(heard + 1):
        attack = i < heard and rising(tables, state, heard - 1 - i)
        if attack or i == heard:
            end = i - tables.rise if attack else i
            if end - begun >= tables.shortest:
                number += 1
                to_the_end = end == heard
                for j in range(begun, end):
                    frame = history[(state.written[0] - heard + j) % length]
                    for b in range(rows.shape[1]):
                        rows[used, b] = frame[b]
                    tables.segment[used] = number
                    used += 1
            begun = i + tables.settling
    return used, number, to_the_end


@njit(nogil=True, cache=True, error_model="numpy")
def _take_away_trends(tables, used):  # type: ignore[no-untyped-def]
    """Leave of tables.rows[:used] the deviations: no straight line in any segment, no common loudness, nothing huge.

    tables.sums[2]: (dim,) the last of them without the mean of the last few.
    """
    rows, segment = tables.rows, tables.segment
    dim = rows.shape[1]
    mean, slope, last, loudest = tables.sums[0], tables.sums[1], tables.sums[2], np.float32(-1e30)
    for b in range(dim):
        last[b] = rows[used - 1, b] if used > 0 else np.float32(0.0)
        loudest = max(loudest, last[b])
    begin = 0
    while begin < used:
        end = begin
        while end < used and segment[end] == segment[begin]:
            end += 1
        n = end - begin
        middle = np.float32(0.5 * (n - 1))
        for b in range(dim):
            mean[b] = slope[b] = np.float32(0.0)
        for i in range(begin, end):
            t = np.float32(i - begin) - middle
            for b in range(dim):
                mean[b] += rows[i, b]
                slope[b] += t * rows[i, b]
        for b in range(dim):
            mean[b] /= np.float32(n)
            slope[b] *= np.float32(12.0 / (n * (n * n - 1.0)))  # over the sum of t^2
        for i in range(begin, end):
            t = np.float32(i - begin) - middle
            common, counted, faint, others = np.float32(0.0), 0, np.float32(0.0), 0
            for b in range(dim):
                rows[i, b] = min(max(rows[i, b] - mean[b] - t * slope[b], np.float32(-2.0) * LARGEST), LARGEST)
                if last[b] > loudest - AUDIBLE:
                    common += rows[i, b]
                    counted += 1
                else:
                    faint += rows[i, b]
                    others += 1
            common /= np.float32(max(counted, 1))
            faint /= np.float32(max(others, 1))
            if tables.is_power:
                for b in range(dim):
                    rows[i, b] -= common if last[b] > loudest - AUDIBLE else faint
        if end == used:  # how far the last deviation is from the mean of the last few
            few = min(n, tables.moment)
            for b in range(dim):
                last[b] = np.float32(0.0)
            for i in range(used - few, used):
                for b in range(dim):
                    last[b] += (rows[used - 1, b] - rows[i, b]) / np.float32(few)
        begin = end
