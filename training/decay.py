"""How fast the tones of a style die away in its recordings, which is how fast they do under a key that is held.

Measured on the loudness after attacks that no other follows for a while, not on single notes: whether a weak note is
still there flickers from frame to frame, and every style seems to decay alike. Corpus, dB/s: choir 1, strings 2,
ambient 4, nature 4, piano 15, bells 21, guitar 24.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realtime.features.descriptors import FLUX, LOUDNESS

F32 = NDArray[np.float32]

ALONE_S = 0.7  # without another attack
PEAK_S = 0.13  # within which a tone is at its loudest
FEWEST = 10  # attacks: a style with fewer is taken to hold its tones


def decay(scores: list[F32], seconds: float) -> float:
    """Median fall of the loudness from the peak of an attack to ALONE_S after it, dB a second, 0 or more.

    scores: (n, 65) each. seconds: of a score step.
    """
    alone, early = (round(s / seconds) for s in (ALONE_S, PEAK_S))
    rates = []
    for score in scores:
        attacks = score[:, FLUX] > 0.0
        for row in np.flatnonzero(attacks[: len(score) - alone]):
            if not attacks[row + 2 : row + alone].any():
                heard = score[row : row + alone, LOUDNESS]
                peak = int(heard[: early + 1].argmax())
                rates.append((heard[peak] - heard[-1]) / ((alone - 1 - peak) * seconds))
    return max(0.0, float(np.median(rates))) if len(rates) >= FEWEST else 0.0
