"""Mixture densities (Bishop 1994): the heads of the performer and the composer.

A head gives K components with diagonal normal densities over D values. Sampling is part of the exported graph, with
its randomness as inputs: Gumbel noise picks the component (argmax of log weight + noise is an exact draw), normal
noise moves within it. Two temperatures, because weights decide *what happens* and widths *how roughly*.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor, nn


class Mixture(NamedTuple):
    """log_weights: (..., K) normalised. means, log_widths: (..., K, D), in the normalised units of the targets."""

    log_weights: Tensor
    means: Tensor
    log_widths: Tensor


class MixtureHead(nn.Module):
    """Linear map from hidden features to a mixture of `components` over `dim` values."""

    def __init__(self, hidden: int, dim: int, components: int, narrowest: float) -> None:
        super().__init__()
        self.dim, self.components, self.narrowest = dim, components, narrowest
        self.linear = nn.Linear(hidden, components * (2 * dim + 1))

    def forward(self, hidden: Tensor) -> Mixture:
        raw = self.linear(hidden)
        k = self.components
        means, log_widths = raw[..., k:].reshape(*raw.shape[:-1], k, 2 * self.dim).chunk(2, dim=-1)
        return Mixture(torch.log_softmax(raw[..., :k], dim=-1), means, log_widths.clamp(math.log(self.narrowest), 1.0))


def negative_log_likelihood(mixture: Mixture, target: Tensor) -> Tensor:
    """Mean over batch and time of -log p(target) / D, in nats per value. target: (..., D)."""
    z = (target.unsqueeze(-2) - mixture.means) * torch.exp(-mixture.log_widths)
    log_density = (-0.5 * z**2 - mixture.log_widths - 0.5 * math.log(2.0 * math.pi)).sum(-1)
    return -torch.logsumexp(mixture.log_weights + log_density, dim=-1).mean() / target.shape[-1]


def sample(mixture: Mixture, gumbel: Tensor, normal: Tensor, temperature: Tensor) -> Tensor:
    """One draw.

    gumbel: (..., K) standard Gumbel noise. normal: (..., D) standard normal noise.
    temperature: (2,) of the weights and of the widths; 1 is the trained density, 0 its mode's mean.
    Returns (..., D).
    """
    score = mixture.log_weights + temperature[0] * gumbel
    winner = torch.argmax(score, dim=-1, keepdim=True).unsqueeze(-1)
    chosen = winner.expand(*score.shape[:-1], 1, mixture.means.shape[-1])
    mean = torch.gather(mixture.means, -2, chosen).squeeze(-2)
    width = torch.exp(torch.gather(mixture.log_widths, -2, chosen).squeeze(-2))
    return mean + temperature[1] * width * normal
