"""What whoever plays asks of the notes: pitch classes. Score rows in, score rows out; on the engine's thread."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realtime.features.descriptors import NOTE_ENDS
from realtime.features.notes import LOWEST_NOTE, N_NOTES

F32 = NDArray[np.float32]

MIDDLE = 65.5  # MIDI number: between C4 and B4, where a pitch class is put that has no neighbours
GIVE_WAY = 0.4  # how far below the loudest note those stay that nobody asked for, beside one asked for at 1
REGISTER_S = 3.0  # time constant: a register that follows every chord would make a held pitch class jump

_NUMBERS = np.arange(LOWEST_NOTE, LOWEST_NOTE + N_NOTES, dtype=np.float32)
_OCTAVES = N_NOTES // 12


def register_of(notes: F32, register: float, seconds: float) -> float:
    """Where the music lies, MIDI number: the centre of `notes`, (60,) 0..1, followed slowly.

    register: until now. seconds: since then.
    """
    total = float(notes.sum())
    if total <= 0.0:
        return register
    return register + min(1.0, seconds / REGISTER_S) * (float(notes @ _NUMBERS) / total - register)


def ask_chroma(notes: F32, values: F32, asked: NDArray[np.bool_], register: float) -> None:
    """Make the asked pitch classes as strong as they are asked for, in place.

    A class that the composer plays is scaled, all octaves alike; one that it does not play comes in where it is nearest
    to the register; one asked for at less than NOTE_ENDS, the least a note can be, is silent. The others give way, so
    that it is heard among them.
    notes: (60,) 0..1. values: (12,) 0..1, C first. asked: (12,) bool, which of them count. register: MIDI number.
    """
    octaves = notes.reshape(_OCTAVES, 12)
    if asked.any():
        octaves[:, ~asked] = np.minimum(octaves[:, ~asked], 1.0 - GIVE_WAY * values[asked].max())
    for pitch_class in np.flatnonzero(asked):
        value, column = float(values[pitch_class]), octaves[:, pitch_class]
        loudest = float(column.max())
        if value < NOTE_ENDS:
            column[:] = 0.0
        elif loudest > 0.0:
            column *= value / loudest
            column[column < NOTE_ENDS] = 0.0
        else:
            octave = round((register - LOWEST_NOTE - pitch_class) / 12.0)
            column[min(max(octave, 0), _OCTAVES - 1)] = value
