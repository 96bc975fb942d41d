"""Latents in the order and the units in which they are played."""

from __future__ import annotations

import torch
from torch import Tensor


class LatentScale(torch.nn.Module):
    """Latents as players see them: dead ones pruned, the most important first, in standard deviations.

    order: (alive,) raw indices. mean, deviation: (alive,) of the raw latents. rest: (latent_dim,) raw mean, what the
    decoder is given for a pruned latent.
    """

    order: Tensor
    mean: Tensor
    deviation: Tensor
    rest: Tensor

    def __init__(self, order: Tensor, mean: Tensor, deviation: Tensor, rest: Tensor) -> None:
        super().__init__()
        for name, value in (("order", order), ("mean", mean), ("deviation", deviation), ("rest", rest)):
            self.register_buffer(name, value)

    def from_raw(self, raw: Tensor) -> Tensor:
        return (raw[..., self.order] - self.mean) / self.deviation

    def to_raw(self, sigma: Tensor) -> Tensor:
        # A constant 0/1 matrix instead of a scatter: one small product that every ONNX runtime fuses.
        spread = torch.nn.functional.one_hot(self.order, len(self.rest)).to(sigma.dtype)
        kept = spread.sum(dim=0)
        return (sigma * self.deviation + self.mean) @ spread + self.rest * (1.0 - kept)
