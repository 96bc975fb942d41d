"""Rows of the score on their way from the composer to those who are told: attacks, easing, what was heard instead."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from realtime.features.descriptors import FLUX, N_DESCRIPTORS, NO_ATTACK_AT, NOTE_ENDS, NOTES

F32 = NDArray[np.float32]


def place_attack(row: F32, density: float, flux: float, seconds: float, rng: np.random.Generator) -> None:
    """Attacks at random times, `density` a second (a Poisson process), instead of the composer's own.

    row: (65,), changed in place. flux: dB, of an attack. seconds: length of the row.
    """
    happens, where = rng.random(2)
    attack = happens < 1.0 - math.exp(-density * seconds)
    row[FLUX], row[-1] = (flux, where) if attack else (0.0, NO_ATTACK_AT)


def eased(start: F32, row: F32, share: float) -> F32:
    """(65,) on the way from one texture to another: `row`, with its attack, and the rest so far from `start`.

    share: of the way, 0..1, begun and ended gently.
    """
    told = start + np.float32(0.5 - 0.5 * math.cos(math.pi * min(share, 1.0))) * (row - start)
    told[FLUX], told[-1] = row[FLUX], row[-1]
    notes = told[NOTES:N_DESCRIPTORS]
    notes[notes < NOTE_ENDS] = 0.0
    return told


def as_heard(told: F32) -> F32:
    """(65,) the score row of the (n, 64) network steps that were told: means, the strongest attack, the notes now."""
    attack = int(told[:, FLUX].argmax())
    flux = told[attack, FLUX]
    row = np.append(told.mean(axis=0), (attack + 0.5) / len(told) if flux > 0.0 else NO_ATTACK_AT).astype(np.float32)
    row[FLUX], row[NOTES:N_DESCRIPTORS] = flux, told[-1, NOTES:]
    return row
