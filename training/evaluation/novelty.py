"""Whether a model repeats what it heard: the nearest training excerpt of every two seconds that it makes.

A sound is described ten times a second by its 60 notes and by the level, dB, of 8 octave bands. Two windows of 2 s are
compared by the mean of

    the cosine of their note matrices, the best of 13 transpositions (-6..6 semitones), and
    the correlation of their octave-band envelopes, each less its mean: tolerant of gain, filters and transposition,

and their distance is one minus that. The training recordings offer a window every 0.1 s.

What is too near? Recordings of the same style that the model never heard (the reference) have nearest training
excerpts, too: a window nearer than 95 of 100 of those (the 5th percentile, `threshold`) is flagged, so that a player
who copies no more than music resembles music has `flagged` = 0.05.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from realtime.features.descriptors import LOUDNESS, N_DESCRIPTORS, NOTES
from realtime.features.notes import N_NOTES
from training.evaluation.material import FRAMES_PER_S, RATE, SPEC, Clip

F32 = NDArray[np.float32]
Sets = Mapping[str, Sequence[Clip]]

TICK_FRAMES = 19
TICK_S = TICK_FRAMES / FRAMES_PER_S  # 0.101
WINDOW_S, HOP_S = 2.0, 1.0
TICKS = round(WINDOW_S / TICK_S)
BANDS = 8
SHIFTS = range(-6, 7)
PERCENTILE = 5.0
SILENT_DB = -60.0  # windows that stay below are all alike
PAIRS = 3  # of a style that are written to be listened to
GAP_S = 0.5


@dataclass(frozen=True)
class Ticks:
    """notes: (n, 60). bands: (n, 8) dB. loudness: (n,) dBFS. Ten a second."""

    notes: F32
    bands: F32
    loudness: F32


def ticks(clip: Clip) -> Ticks:
    hop = TICK_FRAMES * SPEC.hop
    n = len(clip.mid) // hop  # frames there are one more than hops
    pooled = clip.descriptors[: n * TICK_FRAMES].reshape(n, TICK_FRAMES, N_DESCRIPTORS).mean(axis=1)
    grains = clip.mid[: n * hop].reshape(-1, hop)
    power = np.abs(np.fft.rfft(grains * np.hanning(hop), axis=1)) ** 2
    edges = 60.0 * 2.0 ** np.arange(BANDS) * hop / RATE
    summed = np.add.reduceat(power, np.maximum(1, edges.astype(int)), axis=1)
    bands = 10.0 * np.log10(summed + 1e-6 * hop)
    return Ticks(pooled[:, NOTES:], bands.astype(np.float32), pooled[:, LOUDNESS])


def _windows(rows: F32, starts: NDArray[np.int64]) -> F32:
    """(len(starts), TICKS * columns)"""
    return np.stack([rows[s : s + TICKS].reshape(-1) for s in starts])


def _unit(rows: F32) -> F32:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def _envelopes(bands: F32, starts: NDArray[np.int64]) -> F32:
    """(len(starts), TICKS * BANDS) each band less its mean over the window, all of unit norm."""
    found = np.stack([bands[s : s + TICKS] - bands[s : s + TICKS].mean(axis=0) for s in starts])
    return _unit(found.reshape(len(starts), -1))


def _starts(found: Ticks, every: int) -> NDArray[np.int64]:
    starts = np.arange(0, len(found.notes) - TICKS + 1, every)
    return starts[[found.loudness[s : s + TICKS].max() > SILENT_DB for s in starts]] if len(starts) else starts


@dataclass(frozen=True)
class Nearest:
    """The nearest excerpt of each window. asked, found: (clip, second) of either."""

    distances: F32
    asked: list[tuple[int, float]]
    found: list[tuple[int, float]]


def nearest(asked: Sequence[Clip], train: Sequence[Clip]) -> Nearest:
    """For every window of `asked`, HOP_S apart, the training excerpt at the smallest distance, silent ones left out."""
    own = [ticks(clip) for clip in asked]
    begins = [_starts(one, round(HOP_S / TICK_S)) for one in own]
    places = [(i, float(s * TICK_S)) for i, starts in enumerate(begins) for s in starts]
    if not places:
        return Nearest(np.zeros(0, np.float32), [], [])
    used = [(one, starts) for one, starts in zip(own, begins, strict=True) if len(starts)]
    shifted = []
    for shift in SHIFTS:
        rows = [np.roll(one.notes, shift, axis=1) for one, _ in used]
        for moved in rows:  # what leaves the range is gone
            moved[:, slice(0, shift) if shift > 0 else slice(N_NOTES + shift, N_NOTES)] = 0.0
        shifted.append(np.concatenate([_windows(r, starts) for r, (_, starts) in zip(rows, used, strict=True)]))
    norm = np.maximum(np.linalg.norm(shifted[SHIFTS.index(0)], axis=1, keepdims=True), 1e-6)
    queries = [(rows / norm).astype(np.float32) for rows in shifted]
    envelopes = np.concatenate([_envelopes(one.bands, starts) for one, starts in used])
    best = np.full(len(places), -2.0, np.float32)
    where: list[tuple[int, float]] = [(0, 0.0)] * len(places)
    for index, clip in enumerate(train):
        offered = ticks(clip)
        starts = _starts(offered, 1)
        if not len(starts):
            continue
        notes = _unit(_windows(offered.notes, starts)).T
        alike = queries[0] @ notes
        for rows in queries[1:]:
            np.maximum(alike, rows @ notes, out=alike)
        alike = 0.5 * (alike + envelopes @ _envelopes(offered.bands, starts).T)
        column = alike.argmax(axis=1)
        value = alike[np.arange(len(alike)), column]
        for row in np.flatnonzero(value > best):
            best[row], where[row] = value[row], (index, float(starts[column[row]] * TICK_S))
    return Nearest(1.0 - best, places, where)


def measure(generated: Sets, reference: Sets, train: Sets, pairs: Path | None = None) -> dict[str, Any]:
    """{flagged, windows, styles: {style: {flagged, threshold, nearest, nearest_real, windows, distances, real}}}.

    nearest, nearest_real: medians of the generated windows and of the reference's. distances, real: all of them.
    pairs: folder for the nearest flagged windows, each followed by the excerpt that it resembles, as WAV.
    """
    styles: dict[str, Any] = {}
    flagged = windows = 0
    for style in generated:
        if style not in train or style not in reference:
            continue
        ours, real = nearest(generated[style], train[style]), nearest(reference[style], train[style])
        if not len(ours.distances) or not len(real.distances):
            continue
        threshold = float(np.percentile(real.distances, PERCENTILE))
        near = np.flatnonzero(ours.distances < threshold)
        flagged, windows = flagged + len(near), windows + len(ours.distances)
        styles[style] = {
            "flagged": round(len(near) / len(ours.distances), 3), "threshold": round(threshold, 3),
            "nearest": round(float(np.median(ours.distances)), 3),
            "nearest_real": round(float(np.median(real.distances)), 3), "windows": len(ours.distances),
            "distances": ours.distances.round(4).tolist(), "real": real.distances.round(4).tolist(),
        }  # fmt: skip
        if pairs is not None and len(near):
            ordered = near[np.argsort(ours.distances[near])]
            styles[style]["pairs"] = _write(pairs, style, generated[style], train[style], ours, ordered)
    return {"flagged": round(flagged / windows, 3), "windows": windows, "styles": styles} if windows else {}


def _write(
    folder: Path, style: str, generated: Sequence[Clip], train: Sequence[Clip], found: Nearest,
    rows: NDArray[np.int64],
) -> list[dict[str, Any]]:  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    written: list[dict[str, Any]] = []
    for row in rows[:PAIRS]:
        (asked, begin), (index, start) = found.asked[row], found.found[row]
        gap = np.zeros((round(GAP_S * RATE), 2), np.float32)
        sound = np.concatenate([_cut(generated[asked], begin), gap, _cut(train[index], start)])
        file = folder / f"{style}-{len(written) + 1}.wav"
        soundfile.write(file, np.clip(sound, -1.0, 1.0), RATE)
        written.append({
            "file": file.name, "distance": round(float(found.distances[row]), 3),
            "generated": f"{generated[asked].name}, {generated[asked].start_s + begin:.1f} s",
            "recording": f"{train[index].name}, {train[index].start_s + start:.1f} s",
        })  # fmt: skip
    return written


def _cut(clip: Clip, start_s: float) -> F32:
    start = round(start_s * RATE)
    return clip.audio[start : start + round(WINDOW_S * RATE)]
