"""When things happen in a sound: attacks, pauses, changes of harmony; generated against recordings, by style.

onset_rate: attacks a second. An attack is a frame whose flux (`realtime.features.descriptors`) exceeds ATTACK_DB and is
    the largest within 40 ms to either side: the definition that the score of the models has.
onset_rate_librosa: the same by `librosa.onset.onset_detect` with its defaults, an independent look.
ioi_distance: Wasserstein distance of the natural logs of the intervals between onsets: 0.7 is a factor of two.
pauses_per_min, pause_s: stretches of at least 0.2 s whose 50 ms blocks lie 20 dB below the set's median level, and
    their median length, seconds (0 where there are none).
flux_db: mean flux, dB a frame: how restless the texture is.
chord_changes: a second; half seconds whose chroma has a cosine distance above 0.3 to the half second before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.features.descriptors import ATTACK_DB, FLUX, NOTES
from realtime.features.notes import fold
from training.evaluation.material import FRAMES_PER_S, RATE, Clip

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
Sets = Mapping[str, Sequence[Clip]]

APART_S = 0.04
EDGE_S = 0.05  # where an excerpt was cut out of its recording is no attack
BLOCK_S, SHORTEST_PAUSE_S, PAUSE_DB = 0.05, 0.2, 20.0
CHORD_S, CHORD_DISTANCE = 0.5, 0.3
FEWEST_INTERVALS = 5  # for a distribution
RATIOS = ("onset_rate", "onset_rate_librosa", "pauses_per_min", "flux_db", "chord_changes")
RATE_TOLERANCE, LEAST_TOLERANCE = 0.3, 0.1  # of the recordings' onset rate, and in onsets a second: choirs have none


def attacks(flux: F32) -> F64:
    """Times of the attacks, seconds. flux: (n_frames,) dB, FRAMES_PER_S a second."""
    reach = round(APART_S * FRAMES_PER_S)
    around = np.lib.stride_tricks.sliding_window_view(np.pad(flux, reach), 2 * reach + 1)
    found = np.flatnonzero((flux > ATTACK_DB) & (around.argmax(axis=1) == reach))
    edge = EDGE_S * FRAMES_PER_S
    return found[(found > edge) & (found < len(flux) - edge)] / FRAMES_PER_S


def levels(mid: F32) -> F64:
    """(n,) dBFS of 50 ms blocks."""
    length = round(BLOCK_S * RATE)
    blocks = mid[: len(mid) // length * length].reshape(-1, length)
    return np.asarray(10.0 * np.log10(np.square(blocks, dtype=np.float64).mean(axis=1) + 1e-10))


def pauses(level: F64, median_db: float) -> list[float]:
    """Lengths in seconds of the pauses in `levels`."""
    quiet = np.concatenate([[False], level < median_db - PAUSE_DB, [False]])
    edges = np.flatnonzero(quiet[1:] != quiet[:-1])
    found = (edges[1::2] - edges[::2]) * BLOCK_S
    return [float(s) for s in found if s >= SHORTEST_PAUSE_S - 1e-9]


def chord_changes(notes: F32) -> int:
    """How many half seconds sound other pitch classes than the one before. notes: (n_frames, 60)."""
    length = round(CHORD_S * FRAMES_PER_S)
    chroma = fold(notes[: len(notes) // length * length].reshape(-1, length, notes.shape[1]).mean(axis=1))
    norms = np.linalg.norm(chroma, axis=1)
    sounding = (norms[1:] > 1e-3) & (norms[:-1] > 1e-3)
    cosine = (chroma[1:] * chroma[:-1]).sum(axis=1) / np.maximum(norms[1:] * norms[:-1], 1e-6)
    return int(np.count_nonzero(sounding & (1.0 - cosine > CHORD_DISTANCE)))


def describe(clips: Sequence[Clip], independent: bool = True) -> dict[str, Any]:
    """The figures at the top of this file, and "intervals": all of them, seconds. independent: ask librosa, too."""
    seconds = sum(clip.seconds for clip in clips)
    onsets = [attacks(clip.descriptors[:, FLUX]) for clip in clips]
    level = [levels(clip.mid) for clip in clips]
    median = float(np.median(np.concatenate(level)))
    quiet = [length for one in level for length in pauses(one, median)]
    found: dict[str, Any] = {
        "onset_rate": sum(map(len, onsets)) / seconds,
        "pauses_per_min": 60.0 * len(quiet) / seconds,
        "pause_s": float(np.median(quiet)) if quiet else 0.0,
        "flux_db": float(np.mean(np.concatenate([clip.descriptors[:, FLUX] for clip in clips]))),
        "chord_changes": sum(chord_changes(clip.descriptors[:, NOTES:]) for clip in clips) / seconds,
        "seconds": round(seconds, 1),
    }
    if independent:
        found["onset_rate_librosa"] = sum(map(librosa_onsets, clips)) / seconds
    return {k: round(v, 3) for k, v in found.items()} | {"intervals": np.concatenate([np.diff(x) for x in onsets])}


def librosa_onsets(clip: Clip) -> int:
    import librosa  # its kernels take 20 s to compile where they never were: only where somebody asks

    return len(librosa.onset.onset_detect(y=clip.mid, sr=RATE))


def interval_distance(a: F64, b: F64) -> float | None:
    """Wasserstein-1 distance of two sets of intervals' logs; None where one has too few."""
    if min(len(a), len(b)) < FEWEST_INTERVALS:
        return None
    from scipy.stats import wasserstein_distance

    return round(float(wasserstein_distance(np.log(a), np.log(b))), 3)


def compare(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """{generated, reference, ratios, ioi_distance, onset_rate_held} of two `describe`d sets.

    A ratio is generated / reference, None where the recordings have none of it.
    """
    ratios = {key: round(ours[key] / theirs[key], 3) if theirs[key] else None for key in RATIOS if key in ours}
    allowed = max(RATE_TOLERANCE * theirs["onset_rate"], LEAST_TOLERANCE)
    held = abs(ours["onset_rate"] - theirs["onset_rate"]) <= allowed + 1e-9
    figures = [{key: value for key, value in one.items() if key != "intervals"} for one in (ours, theirs)]
    return {
        "generated": figures[0], "reference": figures[1], "ratios": ratios,
        "ioi_distance": interval_distance(ours["intervals"], theirs["intervals"]), "onset_rate_held": held,
    }  # fmt: skip


def measure(
    generated: Sets, reference: Sets, train: Sets | None, independent: bool = True
) -> tuple[dict[str, Any], dict[str, tuple[F64, F64]]]:
    """{style: `compare`}, and {style: (generated, recorded) intervals}.

    With `train` each style also has {"train": {ratios, ioi_distance}} of the training recordings to the reference: how
    far apart real music is.
    """
    found: dict[str, Any] = {}
    intervals = {}
    for style in generated:
        if style not in reference:
            continue
        ours, theirs = (describe(clips[style], independent) for clips in (generated, reference))
        intervals[style] = ours["intervals"], theirs["intervals"]
        found[style] = compare(ours, theirs)
        if train is not None and style in train:
            real = compare(describe(train[style], independent=False), theirs)
            found[style]["train"] = {"ratios": real["ratios"], "ioi_distance": real["ioi_distance"]}
    return found, intervals
