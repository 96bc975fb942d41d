"""Live input: what a microphone hears becomes what the model is told, from one network step to the next. Engine thread.

Each descriptor is told as (1 - a) of what composer, keys and faders say and a of what is heard, a being its parameter
`input/<descriptor>`. The composer hears what was told, as it does with keys, and goes on from there; but not the
silence below the gate, which it would go on with for seconds.

loudness   dB. The level heard, as a share of the way from the gate, or from WIDEST_DB below the reference, (0) to the
           reference (1), goes straight between the quantiles of the style's loudness, ANCHORS, so that a quiet
           microphone spans them as well as a loud one. The reference is what the level is below for LOUD of the time
           that the gate is open, followed slowly but for the first second. What is told falls no faster than the level
           of a key that is let go, so that a clap on bells rings.
centroid   octaves, and flatness, dB: as heard, inside the style's range; in a rest as it was before it.
density    attacks: a flux above ATTACK_DB is an attack of the strength that the style's attacks have.
notes      as heard, with the hysteresis that training's scores have, over as many steps; a register that the style does
           not have is shifted by octaves into it. In what is noisy there are no notes: claps and breath leave those of
           the composer alone, and give them a rhythm.

Below the gate for REST_S the composer goes on by itself, and what is heard next takes over at once.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from realtime import guard
from realtime.bundle import Bundle
from realtime.features import DescriptorSpec
from realtime.features.descriptors import (
    ATTACK_DB,
    CENTROID,
    FLATNESS,
    FLUX,
    LOUDNESS,
    N_DESCRIPTORS,
    NOTE_BEGINS,
    NOTE_ENDS,
    NOTES,
    SILENCE_DB,
)
from realtime.features.notes import N_NOTES
from realtime.keys import RELEASE_DB_PER_S, REST_S
from realtime.listening import Ear, Listener
from realtime.parameters import INPUT_AMOUNTS

F32 = NDArray[np.float32]

EASING_S = 0.5  # from the input back to the composer, after the rest
LOUD = 0.85  # of the time the input is below its reference
REFERENCE_DB_PER_S = 8.0  # up by LOUD of it while the input is above, down by the rest while it is below
REFERENCE_DB = -25.0  # dBFS, at the beginning; found HASTE times faster in the first HASTE_S
HASTE, HASTE_S = 5.0, 1.0
LEAST_ABOVE_GATE_DB, WIDEST_DB = 10.0, 36.0
ANCHORS = (-0.5, 0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0, 4.0 / 3.0)  # of silence, half-way from 1 to 15 %, 15, 50, 85, 99 %
BETWEEN_ATTACKS_S = 0.06
PITCHED_DB = 6.0  # prominence above which something has a pitch; see `NoteFinder.prominence`


@dataclass
class InputAsked:
    """amounts: (5,) 0..1, in the order of INPUT_AMOUNTS. gate_db: dBFS."""

    amounts: F32 = field(default_factory=lambda: np.zeros(len(INPUT_AMOUNTS), np.float32))
    gate_db: float = -50.0


@dataclass
class LiveState:
    """rest_s, noteless_s: since the gate was open, since a note was heard. reference_db: dBFS. open_s: how long it was
    open, all together. loudness: dBFS, what it told last. colour: (2,) centroid and flatness heard last. recent:
    (steps, 60) note values. sounding: (60,) which notes are on. octaves: they are shifted by. since_attack_s: for how
    long there was none.
    """

    recent: F32
    rest_s: float = np.inf
    noteless_s: float = np.inf
    reference_db: float = REFERENCE_DB
    open_s: float = 0.0
    loudness: float = SILENCE_DB
    colour: F32 = field(default_factory=lambda: np.zeros(2, np.float32))
    sounding: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(N_NOTES, np.bool_))
    octaves: int = 0
    since_attack_s: float = np.inf
    step: int = 0


class LiveInput:
    """One model, steered by what an ear hears. seconds: length of a network step."""

    def __init__(self, bundle: Bundle, ear: Ear, seconds: float) -> None:
        spec = DescriptorSpec(bundle.spec, bundle.frames_per_step, bundle.steps_per_score)
        self._listener = Listener(spec, ear, seconds)
        self._registers = np.array([_register_of(bundle.phrases[style]) for style in bundle.styles], np.float32)
        self._seconds = seconds
        self.state = LiveState(np.zeros((bundle.steps_per_score, N_NOTES), np.float32))
        self.heard = self._listener.heard
        self.plays = False  # whether the last step was told any of it

    def listen(self, gate_db: float) -> None:
        """Describe what the input has heard since the last step. gate_db: dBFS, of what is not silence."""
        self._listener.step(gate_db)

    def play(self, told: F32, usual: F32, styles: F32, asked: InputAsked) -> bool:
        """One network step. Returns whether the composer should go on from what is told.

        told: (64,) descriptors of it, changed in place. usual: (5, 4), see `guard.usual_of`. styles: (S,) weights.
        """
        s, heard, seconds = self.state, self.heard.descriptors, self._seconds
        is_open = bool(heard[LOUDNESS] > asked.gate_db)
        s.rest_s = 0.0 if is_open else s.rest_s + seconds
        s.since_attack_s += seconds
        self._follow_notes(heard, is_open, styles)
        self.plays = s.rest_s < REST_S + EASING_S and bool(asked.amounts.any())
        if not self.plays:
            return False
        if is_open:
            self._follow_level(float(heard[LOUDNESS]), asked.gate_db)
            s.colour[:] = np.clip(heard[CENTROID : FLATNESS + 1], *usual[[0, 4], CENTROID : FLATNESS + 1])
        loudness, centroid, flatness, density, notes = (asked.amounts * _share_of(s.rest_s)).tolist()
        wanted = self._loudness(float(heard[LOUDNESS]), asked.gate_db, usual)
        s.loudness = max(wanted, s.loudness - RELEASE_DB_PER_S * seconds)
        told[LOUDNESS] += loudness * (s.loudness - told[LOUDNESS])
        told[CENTROID] += centroid * (s.colour[0] - told[CENTROID])
        told[FLATNESS] += flatness * (s.colour[1] - told[FLATNESS])
        self._attack(float(heard[FLUX]) if is_open else 0.0, told, usual, density)
        if notes > 0.0:
            self._tell_notes(told, notes * _share_of(s.noteless_s))
        return is_open

    # -- loudness --

    def _follow_level(self, level: float, gate: float) -> None:
        s = self.state
        way = LOUD if level > s.reference_db else LOUD - 1.0
        haste = 1.0 + HASTE * math.exp(-s.open_s / HASTE_S)
        s.reference_db = max(
            s.reference_db + way * haste * REFERENCE_DB_PER_S * self._seconds, gate + LEAST_ABOVE_GATE_DB
        )
        s.open_s += self._seconds

    def _loudness(self, level: float, gate: float, usual: F32) -> float:
        """dBFS that the model is told for a level that is heard."""
        reference = self.state.reference_db
        span = min(max(reference - gate, LEAST_ABOVE_GATE_DB), WIDEST_DB)
        place = 1.0 + (level - reference) / span
        lowest, low, middle, high, highest = usual[:, LOUDNESS].tolist()
        return float(np.interp(place, ANCHORS, (SILENCE_DB, 0.5 * (lowest + low), low, middle, high, highest)))

    # -- attacks --

    def _attack(self, flux: float, told: F32, usual: F32, amount: float) -> None:
        s = self.state
        told[FLUX] *= 1.0 - amount
        if flux > ATTACK_DB and s.since_attack_s >= BETWEEN_ATTACKS_S:
            s.since_attack_s = 0.0
            told[FLUX] = max(told[FLUX], amount * min(max(flux, usual[2, FLUX]), usual[4, FLUX]))
        if told[FLUX] < ATTACK_DB:  # what the networks know begins there
            told[FLUX] = 0.0

    # -- notes --

    def _follow_notes(self, heard: F32, is_open: bool, styles: F32) -> None:
        """Which notes are on, and the octave that they are played in."""
        s = self.state
        pitched = is_open and self.heard.prominence_db > PITCHED_DB
        s.recent[s.step % len(s.recent)] = heard[NOTES:] if pitched else 0.0
        s.step += 1
        values = s.recent.mean(axis=0)
        before = s.sounding.any()
        s.sounding = (values > NOTE_BEGINS) | (s.sounding & (values > NOTE_ENDS))
        if not s.sounding.any():
            s.noteless_s += self._seconds
            return
        s.noteless_s = 0.0
        if not before:
            lowest, highest = guard.shares_of(styles) @ self._registers
            note = int(values.argmax())
            while note + 12 * s.octaves < lowest and note + 12 * (s.octaves + 1) < N_NOTES:
                s.octaves += 1
            while note + 12 * s.octaves > highest and note + 12 * (s.octaves - 1) >= 0:
                s.octaves -= 1

    def _tell_notes(self, told: F32, amount: float) -> None:
        s = self.state
        values = np.where(s.sounding, s.recent.mean(axis=0), 0.0)
        shift, theirs = 12 * s.octaves, np.zeros(N_NOTES, np.float32)
        for note in np.flatnonzero(s.sounding):
            at = note + shift
            at += 12 * (at < 0) - 12 * (at >= N_NOTES)
            if 0 <= at < N_NOTES:
                theirs[at] = max(theirs[at], values[note])
        ours = told[NOTES:N_DESCRIPTORS]
        loudest = max(float(ours.max()), float(theirs.max()))
        mixed = ours + np.float32(amount) * (theirs - ours)
        most = float(mixed.max())
        if most > 0.0:  # the loudest of the mixture is as clear as the loudest of both
            mixed *= loudest / most
        told[NOTES:] = np.where(mixed < NOTE_ENDS, 0.0, mixed)


def _share_of(rest_s: float) -> float:
    """1 until REST_S after the last sound, 0 from EASING_S later on."""
    return min(max(1.0 - (rest_s - REST_S) / EASING_S, 0.0), 1.0)


def _register_of(phrases: list) -> tuple[float, float]:
    """Between which notes, 0..59, four fifths of a style's lie."""
    rows = np.concatenate([np.asarray(phrase, np.float32)[:, NOTES:N_DESCRIPTORS] for phrase in phrases])
    reached = np.cumsum(rows.sum(axis=0))
    low, high = np.searchsorted(reached, np.array([0.1, 0.9]) * reached[-1])
    return float(low), float(max(high, low + 12))
