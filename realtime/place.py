"""Where on the latent map the sound of this moment lies: the way back from `latent_map`. Engine's thread.

Inverse distances in latent space (Shepard 1968), over all moments of the map:

    w_i = share of i's style in what plays · (|z - z_i|² + NEAR)^-6        place = sum w_i p_i / sum w_i

The map is an embedding with islands, so a mean over wide surroundings would lie in the sea between them: with the power
6 the few nearest moments decide. A moment of `seven` that is left out is found again 0.035 away (median; 0.34 is what a
random one of its style is off), with the power 4 0.042, with 3 0.06, from the nine nearest alone and the power 2 0.043.

z is what the decoder hears, through a one-pole low-pass of SMOOTHING_S, for the performer draws it anew in every step;
the place goes through another, so that a trail moves and does not flicker. A look takes 12 us, 19 of them a second.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from realtime.bundle import Bundle

F32 = NDArray[np.float32]

NEAR = np.float32(0.2)  # sigma squared; half the least distance of two moments: nearer than that is there
SMOOTHING_S = 0.15
LOOK_S = 0.05  # at least, from one look to the next


class Place:
    """bundle: whose map it is. step_s: seconds from one `hear` to the next."""

    def __init__(self, bundle: Bundle, step_s: float) -> None:
        self._places = np.array([bundle.map["x"], bundle.map["y"]], np.float32)
        self._latents = np.array(bundle.map["latents"], np.float32).reshape(-1, bundle.latents)
        self._squares = np.square(self._latents).sum(axis=1)
        self._style = np.array(bundle.map["style"], np.int64)
        self._share = np.float32(1.0 - math.exp(-step_s / SMOOTHING_S))
        self._steps = math.ceil(LOOK_S / step_s)  # a look
        self._look_share = 1.0 - math.exp(-self._steps * step_s / SMOOTHING_S)
        self._mean = np.zeros(bundle.latents, np.float32)
        self._heard = 0  # steps
        self.now = 0.0, 0.0  # x, y

    def clear(self) -> None:
        """What is heard next has no past: the place is there at once."""
        self._heard = 0

    def hear(self, latents: F32, styles: F32) -> None:
        """One network step: what the decoder was told. latents: (..., Z) sigma. styles: (..., S) weights."""
        if self._heard == 0:
            self._mean[:] = latents.ravel()
        self._mean += self._share * (latents.ravel() - self._mean)
        self._heard += 1
        if self._heard % self._steps != 1 and self._steps > 1:
            return
        x, y = self.find(self._mean, styles.ravel())
        share = 1.0 if self._heard == 1 else self._look_share
        self.now = self.now[0] + share * (x - self.now[0]), self.now[1] + share * (y - self.now[1])

    def find(self, latents: F32, styles: F32) -> tuple[float, float]:
        """Where these latents, (Z,) in sigma, lie, -1..1, if these styles play, (S,) weights; all zero means any."""
        squares = self._squares - 2.0 * (self._latents @ latents)
        squares += latents @ latents + NEAR
        affinity = NEAR / np.maximum(squares, NEAR)
        affinity *= affinity * affinity
        affinity *= affinity
        if styles.any():
            affinity *= styles[self._style]
        total = float(affinity.sum())
        if not total > 0.0:  # far from everything, or a style that the map has no moment of
            return self.now
        x, y = (self._places @ affinity).tolist()
        return x / total, y / total
