"""How the engine's process reads the parameters that the control process writes: the reading half of a seqlock.

The writer makes the version odd, writes, and makes it even again (`values.Values.together`). The reader copies and
looks at the version before and after: if both are the same even number, the copy is of one moment. Otherwise it keeps
what it had and tries again a hop later, so it never waits, even if the writer was killed half-way.

Every word is loaded with acquire ordering, which keeps the second look at the version behind the copying also on CPUs
that reorder loads (Boehm 2012, "Can seqlocks get along with programming language memory models?").
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from realtime.parameters import Registry
from realtime.ring_kernels import load_acquire
from realtime.values import VERSION, Values


@njit("boolean(int64[::1], int64[::1], int64[::1])", nogil=True, cache=True, error_model="numpy")
def copy_desk(shared, scratch, own):
    """Bring `own` up to date with `shared`, all (DESK_WORDS,) int64. Returns whether anything was taken over."""
    version = load_acquire(shared, VERSION)
    if version == own[VERSION] or version & 1:
        return False
    for word in range(shared.shape[0]):
        scratch[word] = load_acquire(shared, word)
    if load_acquire(shared, VERSION) != version:
        return False
    own[:] = scratch
    own[VERSION] = version
    return True


class ValuesReader(Values):
    """Values that another process writes into `words`; `refresh` takes over what has changed since. One thread.

    Between two calls nothing moves, so a hop of the engine never sees half of a change.
    """

    def __init__(self, registry: Registry, words: NDArray[np.int64]) -> None:
        super().__init__(registry)
        self._shared, self._scratch = words, np.zeros_like(words)
        self._header[VERSION] = -1  # no version that a writer leaves
        self.refresh()

    def refresh(self) -> None:
        copy_desk(self._shared, self._scratch, self.words)
