"""What keeps a walk that nobody steers worth hearing for a month: four guards, on the engine's thread.

Range. Descriptors stay inside the range of the style's recordings; loudness, centroid and flatness, in which a walk
drifts, are drawn back to the middle of that range as by a weak spring.
Loudness. The walk's level wanders by several dB over minutes. The guard listens to the frames, *before* gain and
effects, for about a minute, and turns the output by a part of the difference to the median of the style's recordings,
slowly and never far. It feeds nothing back into the walk: a controller in that loop made it swing with its own period.
Silence. A walk far below its style's loudness for longer than a pause takes is given a new phrase.
Stillness. Where what the composer writes hardly moves any more, it is given another phrase, too. The yardstick is the
recordings: loudness, centroid and flatness in units of the distance between their 15 and 85 percent quantiles and the
twelve pitch classes (most of the 60 notes never sound) in a common unit, smoothed over a second, and their deviation
within a dozen seconds. Recordings have a median of 0.25 to 0.37 of these units and never less than `STILL`; only nature
has 0.16, and is still for a fifth of the time: a steady rain, which a nudge does not hurt.

Nothing here runs while no frames are made, that is, while the music is frozen or its speed is 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from realtime.features import FeatureSpec
from realtime.features.descriptors import (
    FLATNESS,
    FLUX,
    LOUDNESS,
    N_DESCRIPTORS,
    N_SCORE,
    NO_ATTACK_AT,
    NOTE_ENDS,
    NOTES,
)
from realtime.features.notes import fold
from realtime.numbers import within

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]

# -- range --
DRIFTING = slice(LOUDNESS, FLATNESS + 1)  # loudness, centroid, flatness
# Share of the way back to the usual range, a score step. No memory: a slow controller made walks swing with its period.
SPRING = np.array([0.015, 0.05, 0.05], np.float32)

# -- loudness --
LISTENING_S = 60.0  # time constant
GATE_DB = 20.0  # quieter than the style's median by more than this is a pause: not counted
STEERED = 0.6  # of the difference; the rest is the walk's own shape
FARTHEST_DB = 4.0
SLEW_DB_PER_S = 0.1

# -- silence and stillness --
SILENT_DB, SILENT_SECONDS = 25.0, 1.5  # this far below the style's loudness for this long is a pause that went wrong
SMOOTHING_S, WINDOW_S = 1.0, 12.0
STILL = 0.09
USUAL = 0.29  # where the measure starts, and starts again after a nudge
STILL_SECONDS, MOST_STILL_SECONDS = 20.0, 640.0  # before a nudge; twice as long after every nudge that did not help
HELPED_SECONDS = 60.0  # of movement mean that it did
ASKED_COLDNESS = 0.5  # below this temperature the musician wants it still
FEWEST_COLUMNS = 4
CHROMA_REACH = 0.45  # of a pitch class, what the distance between the quantiles is of the others
WATCHED = FLUX + 12  # loudness, centroid, flatness and the pitch classes; attacks are pulses: one is movement enough


def shares_of(styles: F32) -> F32:
    """(S,) weights of styles that add up to 1: all of them alike if they are zero."""
    total = styles.sum()
    return styles / total if total > 1e-3 else np.full_like(styles, 1.0 / len(styles))


def usual_of(styles: F32, quantiles: F32) -> F32:
    """(5, 4) quantiles (1, 15, 50, 85, 99 %) of the plain descriptors of the styles playing, by their weights.

    styles: (S,) weights, see `shares_of`. quantiles: (S, 5, 4), `Bundle.style_quantiles`.
    """
    usual: F32 = (shares_of(styles) @ quantiles.reshape(len(styles), -1)).reshape(quantiles.shape[1:])
    return usual


def draw_back(row: F32, usual: F32) -> F32:
    """(65,) a score row as the composer wrote it, inside the style's range and a little nearer to its middle.

    Notes are there, with a value that a score's notes can have, or not there. usual: (5, 4), see `usual_of`.
    """
    lowest, low, _, high, highest = usual
    drifting = row[DRIFTING]
    near = within(drifting, low[DRIFTING], high[DRIFTING])
    row = row.copy()
    row[DRIFTING] = within(drifting + SPRING * (near - drifting), lowest[DRIFTING], highest[DRIFTING])
    row[FLUX] = min(max(row[FLUX], 0.0), highest[FLUX])
    notes = row[NOTES:N_DESCRIPTORS]
    row[NOTES:N_DESCRIPTORS] = np.where(notes > 0.0, within(notes, NOTE_ENDS, 1.0), 0.0)
    row[-1] = min(max(row[-1], 0.0), 1.0)
    return row


def middle(usual: F32) -> F32:
    """(65,) a score row in the middle of the style's range, without a note or an attack."""
    row = np.zeros(N_SCORE, np.float32)
    row[DRIFTING], row[-1] = usual[2, DRIFTING], NO_ATTACK_AT
    return row


def band_energies(spec: FeatureSpec) -> F64:
    """(n_bands,) mean square of a signal whose frame has power 1 in one band and none elsewhere (Parseval)."""
    weights = spec.band_weights
    shares = weights / np.maximum(weights.sum(axis=0), 1e-12)
    means = np.maximum(weights.sum(axis=1), 1e-12)  # 1 for lin-log: mel bands are sums rather than means where narrow
    return np.asarray(shares.sum(axis=1) / means * 2.0 / (spec.n_fft * np.sum(spec.window**2) * spec.scale**2))


@dataclass
class LoudnessState:
    """deviation_db: of what was heard in the last minute from the style's median. gain_db: of the output, now."""

    deviation_db: float = 0.0
    gain_db: float = 0.0


class LoudnessGuard:
    """A slow gain around the model's own level."""

    def __init__(self, spec: FeatureSpec) -> None:
        self.spec = spec
        self._energies = band_energies(spec).astype(np.float32)
        self.state = LoudnessState()

    def listen(self, frames: F32, usual_db: float, seconds: float) -> None:
        """frames: (n, dim) of the spec, `seconds` of music. usual_db: the style's loudness, dBFS."""
        energy = float((np.exp(self.spec.to_log_bands(frames)) @ self._energies).sum()) / len(frames)
        level = 10.0 * math.log10(energy + 1e-12)
        if level > usual_db - GATE_DB:
            share = min(1.0, seconds / LISTENING_S)
            self.state.deviation_db += share * (level - usual_db - self.state.deviation_db)

    def move(self, seconds: float) -> None:
        """Turn the gain for `seconds` of output."""
        state = self.state
        wanted = min(max(-STEERED * state.deviation_db, -FARTHEST_DB), FARTHEST_DB)
        most = SLEW_DB_PER_S * seconds
        state.gain_db += min(max(wanted - state.gain_db, -most), most)

    @property
    def gain(self) -> float:
        """Linear."""
        return float(10.0 ** (self.state.gain_db / 20.0))


class Nudge(Enum):
    """Why a walk needs another phrase."""

    SILENT = "silent"
    STILL = "still"
    BROKEN = "broken"


@dataclass
class WalkState:
    """smooth, mean, variance: (WATCHED,) of what is watched, in units of its range. nudges: how often, by reason."""

    smooth: F64 = field(default_factory=lambda: np.zeros(0))
    mean: F64 = field(default_factory=lambda: np.zeros(0))
    variance: F64 = field(default_factory=lambda: np.full(WATCHED, USUAL**2))
    silent_s: float = 0.0
    still_s: float = 0.0
    moving_s: float = 0.0
    patience_s: float = STILL_SECONDS
    nudges: dict[Nudge, int] = field(default_factory=lambda: dict.fromkeys(Nudge, 0))


def watch(state: WalkState, row: F32, asked: NDArray[np.bool_], usual: F32, temperature: float,
          seconds: float) -> Nudge | None:  # fmt: skip
    """Look at one score step; what is wrong with the walk, if anything.

    row: (65,) as the composer goes on from it. asked: (WATCHED,) what the musician holds: it does not count.
    usual: (5, 4), see `usual_of`. seconds: length of the step.
    """
    reach = np.maximum(usual[3, DRIFTING] - usual[1, DRIFTING], 1e-3)
    now = np.concatenate([row[DRIFTING] / reach, fold(row[NOTES:N_DESCRIPTORS]) / CHROMA_REACH], dtype=np.float64)
    if not len(state.mean):
        state.smooth, state.mean = now, now.copy()
    state.smooth = state.smooth + seconds / SMOOTHING_S * (now - state.smooth)
    share = seconds / WINDOW_S
    away = state.smooth - state.mean
    state.mean = state.mean + share * away
    state.variance = state.variance + share * ((1.0 - share) * away * away - state.variance)

    quiet = row[LOUDNESS] < usual[2, LOUDNESS] - SILENT_DB and not asked[LOUDNESS]
    state.silent_s = state.silent_s + seconds if quiet else 0.0
    counted = ~asked
    if temperature < ASKED_COLDNESS or np.count_nonzero(counted) < FEWEST_COLUMNS:
        state.still_s = state.moving_s = 0.0
    elif float(np.sqrt(state.variance[counted]).sum()) < STILL * np.count_nonzero(counted):
        state.still_s, state.moving_s = state.still_s + seconds, 0.0
    else:
        state.still_s, state.moving_s = 0.0, state.moving_s + seconds
        if state.moving_s > HELPED_SECONDS:
            state.patience_s = STILL_SECONDS
    if state.silent_s > SILENT_SECONDS:
        return Nudge.SILENT
    return Nudge.STILL if state.still_s > state.patience_s else None


def begin_again(state: WalkState, why: Nudge | None) -> None:
    """The walk has been given another phrase, for that reason or (None) because the style changed: watch afresh."""
    state.smooth = state.mean = np.zeros(0)
    state.variance = np.full(WATCHED, USUAL**2)
    state.silent_s = state.still_s = state.moving_s = 0.0
    if why is None:
        state.patience_s = STILL_SECONDS
        return
    state.nudges[why] += 1
    if why is Nudge.STILL:
        state.patience_s = min(2.0 * state.patience_s, MOST_STILL_SECONDS)
