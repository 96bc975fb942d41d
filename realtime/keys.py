"""Keys: what `/rt/note` plays, from one network step to the next. On the engine's thread.

While keys are played, their notes are the music's notes and its loudness, and the composer's own are left out; it hears
them, though, as it hears everything that was told, and goes on with centroid and flatness as it sees fit. A key that is
struck is told at once: an attack, a note, and a loudness by its velocity, which is the rank among the loudnesses of the
style's recordings. It dies away as tones do in the style's recordings (`Bundle.decays`), fast once it is let go. After
the last one has died away there is a moment of silence, and then the composer has its notes again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from realtime.features.descriptors import FLUX, LOUDNESS, NOTE_ENDS, NOTES, SILENCE_DB
from realtime.features.notes import LOWEST_NOTE, N_NOTES, RANGE_DB
from realtime.values import N_KEYS

F32 = NDArray[np.float32]
I64 = NDArray[np.int64]

RELEASE_DB_PER_S = 80.0
REST_S = 1.5  # of silence, until the composer plays again
VELOCITIES = (0.0, 0.4, 0.75, 1.0)  # that stand for the 15, 50, 85 and 99 percent quantiles

_OUTSIDE = (LOWEST_NOTE - np.arange(N_KEYS)) / 12.0, (np.arange(N_KEYS) - LOWEST_NOTE - N_NOTES + 1) / 12.0
# (128,) which note of the model a key plays: those outside its range an octave or more nearer.
NOTE_OF_KEY = (
    np.arange(N_KEYS) - LOWEST_NOTE
    + 12 * np.ceil(np.maximum(_OUTSIDE[0], 0.0)).astype(np.int64)
    - 12 * np.ceil(np.maximum(_OUTSIDE[1], 0.0)).astype(np.int64)
)  # fmt: skip


@dataclass
class KeysState:
    """levels: (60,) dBFS of the notes, SILENCE_DB where there is none; struck: (60,) what they began with.

    seen: (128,) strikes heard of, None before the first step. rest_s: for how long nothing has sounded.
    """

    levels: F32 = field(default_factory=lambda: np.full(N_NOTES, SILENCE_DB, np.float32))
    struck: F32 = field(default_factory=lambda: np.full(N_NOTES, SILENCE_DB, np.float32))
    seen: I64 | None = None
    rest_s: float = REST_S

    @property
    def are_played(self) -> bool:
        """Whether the composer's notes are left out."""
        return self.rest_s < REST_S


@dataclass
class KeysAsked:
    """What the keyboard says: `Values.keys`, and how many strikes of each key came while the music stood still. They
    are not made up for, unless the key is still held."""

    velocities: NDArray[np.float64] = field(default_factory=lambda: np.zeros(N_KEYS))
    strikes: I64 = field(default_factory=lambda: np.zeros(N_KEYS, np.int64))
    releases: I64 = field(default_factory=lambda: np.zeros(N_KEYS, np.int64))
    missed: I64 = field(default_factory=lambda: np.zeros(N_KEYS, np.int64))


def play(state: KeysState, asked: KeysAsked, told: F32, usual: F32, decay: float, seconds: float,
         loudness: float | None) -> None:  # fmt: skip
    """One network step.

    told: (64,) descriptors of it, where loudness, flux and notes are replaced while keys are played. usual: (5, 4), see
    `guard.usual_of`. decay: dB a second of a key that is held. seconds: length of the step. loudness: that is asked
    for, dBFS, or None: whoever sets it decides how loud a held key stays, and velocities only tell notes from notes.
    """
    held = asked.strikes > asked.releases
    if state.seen is None:
        state.seen = asked.releases.copy()
    struck = (asked.strikes > state.seen) & (held | (asked.strikes > asked.missed))
    state.seen[:] = asked.strikes
    if not state.are_played and not struck.any():
        return
    sounds_on = np.zeros(N_NOTES, np.bool_)
    sounds_on[NOTE_OF_KEY[held]] = True
    levels = state.levels
    levels -= np.where(sounds_on, decay if loudness is None else 0.0, RELEASE_DB_PER_S) * np.float32(seconds)
    for key in np.flatnonzero(struck):
        level = max(_rank(asked.velocities[key], usual[1:, LOUDNESS]), SILENCE_DB + RANGE_DB)
        levels[NOTE_OF_KEY[key]] = state.struck[NOTE_OF_KEY[key]] = level
    loudest = float(levels.max())
    levels[levels < max(loudest - RANGE_DB, SILENCE_DB)] = SILENCE_DB
    state.rest_s = state.rest_s + seconds if loudest <= SILENCE_DB else 0.0

    sounding = levels > SILENCE_DB
    values = np.where(sounding, 1.0 + (levels - loudest) / RANGE_DB, 0.0)
    told[NOTES:] = np.where(values < NOTE_ENDS, 0.0, values)
    told[LOUDNESS] = SILENCE_DB
    if sounding.any():
        together = 10.0 * np.log10((10.0 ** (0.1 * levels[sounding])).sum())
        fallen = (state.struck - levels)[sounding].min()
        told[LOUDNESS] = max(together if loudness is None else loudness - fallen, SILENCE_DB)
    told[FLUX] = _rank(float(asked.velocities[struck].max()), usual[1:, FLUX]) if struck.any() else 0.0


def _rank(velocity: float, quantiles: F32) -> float:
    return float(np.interp(velocity, VELOCITIES, quantiles))
