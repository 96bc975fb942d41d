"""The outlet: hops of stereo at the model's rate become blocks of any length at the device's. Engine's thread.

What a block does not take of a hop waits for the next block, so the samples do not depend on the block size.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from realtime.errors import UsageError
from realtime.resampler import Resampler, clear, make_resampler, resample_hop

F32 = NDArray[np.float32]

SAMPLE_RATES = (8000, 192000)


class OutletState(NamedTuple):
    """left: (n, 2) of the last hop, not yet played. resampler: its memory, None at the model's own rate."""

    left: F32
    resampler: Resampler | None


class Outlet:
    """model_rate: Hz, of the hops. hop: their samples."""

    def __init__(self, model_rate: int, hop: int) -> None:
        self._model_rate, self._hop = model_rate, hop
        self.prepare(model_rate)

    def prepare(self, sample_rate: int) -> None:
        """Build and warm the way to a device's rate, Hz, and start the stream anew. Raises UsageError."""
        if not SAMPLE_RATES[0] <= sample_rate <= SAMPLE_RATES[1]:
            raise UsageError(f"a sample rate of {sample_rate} Hz is outside {SAMPLE_RATES[0]} to {SAMPLE_RATES[1]}")
        self.sample_rate = int(sample_rate)
        self._resampler: Resampler | None = None
        if self.sample_rate != self._model_rate:
            self._resampler = make_resampler(self._model_rate, self.sample_rate, self._hop)
            self._resampled = np.zeros((self._resampler.most, 2), np.float32)
            self._resample(np.zeros((self._hop, 2), np.float32))
        self.clear()

    def clear(self) -> None:
        """Forget what waits."""
        self._left = np.zeros((0, 2), np.float32)
        if self._resampler is not None:
            clear(self._resampler)

    @property
    def resampler_latency_samples(self) -> int:
        """How far ahead of its output the resampler wants its input, at the device's rate; 0 without one."""
        return 0 if self._resampler is None else self._resampler.latency_samples

    def fill(self, out: F32, make_hop: Callable[[], F32]) -> None:
        """Fill a block.

        out: (n, channels) float32, any n; channel 0 is left, 1 is right (one channel: their mean), more are silent.
        make_hop: gives the next hop, (hop, 2), as often as it takes; the array may be written again afterwards.
        """
        done, n = 0, len(out)
        while done < n:
            if not len(self._left):
                hop = make_hop()
                self._left = hop.copy() if self._resampler is None else self._resample(hop).copy()
            take = min(len(self._left), n - done)
            _spread(self._left[:take], out[done : done + take])
            self._left = self._left[take:]
            done += take

    def _resample(self, hop: F32) -> F32:
        assert self._resampler is not None
        rows, samples, place, step = self._resampler
        return self._resampled[: int(resample_hop(rows, samples, place, step, hop, self._resampled))]

    def save_state(self) -> OutletState:
        return OutletState(self._left.copy(), copy.deepcopy(self._resampler))

    def check_state(self, state: OutletState) -> None:
        """Raises ValueError for the state of another sample rate."""
        shapes = [None if r is None else r.rows.shape for r in (state.resampler, self._resampler)]
        if shapes[0] != shapes[1]:
            raise ValueError(f"this state was saved at another sample rate than {self.sample_rate} Hz: prepare first")

    def restore_state(self, state: OutletState) -> None:
        self.check_state(state)
        self._left, self._resampler = state.left.copy(), copy.deepcopy(state.resampler)


def _spread(stereo: F32, out: F32) -> None:
    channels = out.shape[1]
    if channels == 1:
        out[:, 0] = 0.5 * (stereo[:, 0] + stereo[:, 1])
    else:
        out[:, :2] = stereo
        out[:, 2:] = 0.0
