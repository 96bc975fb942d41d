"""A running average of the weights, smoother and usually better than the last ones (Polyak & Juditsky 1992)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor


class WeightAverage:
    """Exponential average of `weights`; with decay 0 it is the weights themselves and costs nothing.

    In the first steps the decay is lower, (1 + step) / (10 + step), so that the start is soon forgotten.
    """

    def __init__(self, weights: Sequence[Tensor], decay: float) -> None:
        self._weights, self._decay = weights, decay
        self.values = [weight.detach().clone() for weight in weights] if decay else []

    @torch.no_grad()
    def update(self, step: int) -> None:
        decay = min(self._decay, (1.0 + step) / (10.0 + step))
        for average, weight in zip(self.values, self._weights, strict=False):
            average.lerp_(weight, 1.0 - decay)

    def load(self, values: Sequence[Tensor]) -> None:
        """Go on from a checkpoint's `values`; from the present weights if it has none."""
        for average, value in zip(self.values, values or self._weights, strict=False):
            average.copy_(value.detach())

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Within, the weights are their average."""
        self._swap()
        try:
            yield
        finally:
            self._swap()

    @torch.no_grad()
    def _swap(self) -> None:
        for average, weight in zip(self.values, self._weights, strict=False):
            kept = weight.clone()
            weight.copy_(average)
            average.copy_(kept)
