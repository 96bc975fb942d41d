"""The latent map as it is played: what lies at a place between the moments of the training audio. Engine's thread.

Modified Shepard interpolation (Franke & Little; Renka 1988): the moments nearby count by ((R - d) / (R d))^2, where d
is their distance and R that of the NEAREST-th. At a moment it is exactly that moment, and between them everything moves
without a step, for the one that leaves the neighbourhood, or comes in, counts nothing at that instant.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realtime.bundle import Bundle

F32 = NDArray[np.float32]

NEAREST = 9
TOUCHING = 1e-4  # of the map's half width: nearer than that is there


class LatentMap:
    """The moments of a model. One thread."""

    def __init__(self, bundle: Bundle) -> None:
        self._places = np.array([bundle.map["x"], bundle.map["y"]], np.float64)
        self._latents = np.array(bundle.map["latents"], np.float32).reshape(-1, bundle.latents)
        self._styles = np.eye(len(bundle.styles), dtype=np.float32)[bundle.map["style"]]
        self._seen: tuple[float, float] | None = None
        self._found = self._latents[0], self._styles[0]

    def at(self, x: float, y: float) -> tuple[F32, F32]:
        """Latents in sigma, (Z,), and style weights that add up to 1, (S,), at a place. Not to be written to."""
        if (x, y) != self._seen:
            self._seen = (x, y)
            near, weights = self._neighbours(x, y)
            self._found = weights @ self._latents[near], weights @ self._styles[near]
        return self._found

    def _neighbours(self, x: float, y: float) -> tuple[NDArray[np.intp], F32]:
        across, up = self._places
        squares = (across - x) ** 2 + (up - y) ** 2
        few = len(squares) <= NEAREST
        near = np.arange(len(squares)) if few else np.argpartition(squares, NEAREST - 1)[:NEAREST]
        distance = np.sqrt(squares[near])
        if distance.min() < TOUCHING or len(near) == 1:
            weights = distance == distance.min()
        else:
            reach = 1.1 * distance.max() if few else distance.max()
            weights = ((reach - distance) / (reach * distance)) ** 2
            if not weights.any():  # all of them as far away
                weights = np.ones_like(weights)
        return near, (weights / weights.sum()).astype(np.float32)
