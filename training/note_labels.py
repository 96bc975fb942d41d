"""Notes that are known, from a MIDI file or a data set's labels, as the descriptors' note activations.

Where they are known they take the place of what the descriptors hear in the sound. They mean the same: 0 is absent, 1
the loudest note of the frame, linear in dB over RANGE_DB. The level of a note over time is not in the labels; it is
taken as 40 log10(velocity) dB at its onset (the default of the SoundFont standard 2.01, section 8.4.1: amplitude goes
with the square of the velocity), falling by the decay of its kind of instrument while it is held, and by RELEASE_DB_S
once it is let go.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from realtime.features import FeatureSpec
from realtime.features.notes import LEAST, LOWEST_NOTE, N_NOTES, RANGE_DB

F32 = NDArray[np.float32]

FAINTEST_DB = -60.0  # below the loudest possible note: over, whatever else sounds
# Measured on TimGM6mb (FluidSynth without reverb, a line through the level of a note held for 3 s), median over piano,
# electric piano, harpsichord, vibraphone, guitars, bass and harp: 6, 8, 10, 14 and 15 dB a second at C2..C6; marimba,
# pizzicato and kalimba 22 to 47; organ, strings and flute within 3 of 0. When let go: 20 to 600, median 150.
RINGING_DB_S = 10.5  # at middle C; doubled every three octaves
SHORT_DB_S = 30.0
HELD_DB_S = 0.0
RELEASE_DB_S = 150.0


class Note(NamedTuple):
    """onset, offset: s. pitch: MIDI number. velocity: 0..1. decay: dB a second while it is held."""

    onset: float
    offset: float
    pitch: int
    velocity: float
    decay: float = HELD_DB_S


def decay_of(program: int, pitch: int) -> float:
    """dB a second that a held note of a General MIDI program (0..127) loses."""
    if program in (12, 13, 45, 47, 108, 112, 113, 114, 115):  # marimba, xylophone, pizzicato, timpani, kalimba, blocks
        return SHORT_DB_S
    if program < 16 or 24 <= program < 40 or program in (46, 104, 105, 106, 107):  # keys, bells, guitars, basses, harp
        return RINGING_DB_S * 2.0 ** ((pitch - 60) / 36.0)
    return HELD_DB_S


def column_of(pitch: int) -> int:
    """The column of a MIDI pitch, 0..N_NOTES-1: pitches outside C2..B6 go to their nearest octave within."""
    column = pitch - LOWEST_NOTE
    if 0 <= column < N_NOTES:
        return column
    return column % 12 if column < 0 else N_NOTES - 12 + column % 12


def activations(notes: Iterable[Note], n_frames: int, spec: FeatureSpec, first_frame: int = 0) -> F32:
    """Activation of every note in frames first_frame..first_frame + n_frames - 1, frame k centred on k * hop samples.

    Returns (n_frames, 60) float32 in 0..1, columns C2 (MIDI 36) to B6.
    """
    seconds = (first_frame + np.arange(n_frames)) / spec.frame_rate
    level = np.full((n_frames, N_NOTES), FAINTEST_DB, np.float32)
    for note in notes:
        start = 40.0 * np.log10(max(note.velocity, 1e-3))
        end = start - note.decay * (note.offset - note.onset)
        over = note.offset + max(0.0, end - FAINTEST_DB) / RELEASE_DB_S
        a, b = np.searchsorted(seconds, (note.onset, over))
        if a == b:
            continue
        held = np.clip(seconds[a:b], None, note.offset) - note.onset
        released = np.maximum(seconds[a:b] - note.offset, 0.0)
        column = level[a:b, column_of(note.pitch)]
        np.maximum(column, start - note.decay * held - RELEASE_DB_S * released, out=column, casting="same_kind")
    loudest = level.max(axis=1, keepdims=True)
    values = 1.0 + (level - loudest) / RANGE_DB
    return np.where((level > FAINTEST_DB) & (values >= LEAST), values, 0.0).astype(np.float32)
