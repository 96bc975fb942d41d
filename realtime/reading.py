"""How a walk is given its beginning: the composer reads a phrase of the recordings' descriptors, and goes on from it.

While music plays it reads a few rows a network step, beside the walk that it will replace, so that no step takes long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.guard import Nudge
from realtime.network import Memory, Network

PRIMING_STEPS = 48  # score steps of a phrase the composer reads before it writes: 2 s
READ_ROWS = 4  # of them in a network step while music plays: 1 ms of work


@dataclass
class Reading:
    """A phrase on its way into the composer.

    phrase: (n, 65) rows of a score. style: it is of. memory: the composer's, after `row` of the rows. why: the walk
    needs it, None if nothing was wrong with it. successor: state of the walk that begins at its end, None for the same.
    """

    phrase: NDArray[np.float32]
    style: int
    memory: Memory
    why: Nudge | None = None
    row: int = 0
    successor: Any = None


def open_phrase(phrase: NDArray[np.float32], style: int, composer: Network, why: Nudge | None) -> Reading:
    """Open a phrase at its last PRIMING_STEPS rows; nothing is read yet."""
    memory = {name: np.zeros_like(array) for name, array in composer.save().items()}
    return Reading(phrase[-PRIMING_STEPS:], style, memory, why)


def read_on(reading: Reading, composer: Network, rows: int) -> bool:
    """Let the composer read so many rows more. Returns whether the phrase is read but for its last row, which is what
    the walk goes on from: then the composer remembers the phrase, until then what it did before."""
    kept, inputs = composer.save(), composer.inputs
    composer.load(reading.memory)
    inputs["styles"][:] = 0.0
    inputs["styles"][0, 0, reading.style] = 1.0
    inputs["temperature"][:] = 0.0  # nothing is drawn: what it would have written itself does not matter
    last = len(reading.phrase) - 1
    for row in reading.phrase[reading.row : min(reading.row + rows, last)]:
        inputs["score"][:] = row
        composer.run()
    reading.row += rows
    if reading.row >= last:
        return True
    reading.memory = composer.save()
    composer.load(kept)
    return False


def choose_phrase(rng: np.random.Generator, count: int, last: int) -> int:
    """One of `count` phrases, not the last one again; last: its number, -1 for none."""
    if last < 0 or count == 1:
        return int(rng.integers(count))
    return (last + 1 + int(rng.integers(count - 1))) % count
