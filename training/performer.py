"""The performer: turns the score of descriptors into latents, one network step at a time.

p(z_t | z_<t, d_<=t, style) as a recurrent mixture density. Input latents are blurred in training, so that the free run
does not trip over its own small errors.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from realtime.features.descriptors import N_DESCRIPTORS
from training.cells import Recurrent, State
from training.config import TrainConfig
from training.mixture import Mixture, MixtureHead, draw, negative_log_likelihood, with_own_draws

INPUT_NOISE = 0.2  # standard deviations of a latent


class Performer(nn.Module):
    """Previous latents (B, T, Z), descriptors (B, T, 64), styles (B, T, S) to a mixture over the latents."""

    def __init__(self, latents: int, styles: int, config: TrainConfig, span: int = 0) -> None:
        super().__init__()
        inputs = latents + N_DESCRIPTORS + styles
        self.recurrent = Recurrent(config.cell, inputs, config.performer_hidden, config.performer_layers, 0.1, span)
        self.head = MixtureHead(config.performer_hidden, latents, config.performer_components, narrowest=0.02)

    def forward(
        self, previous: Tensor, descriptors: Tensor, styles: Tensor, state: State | None = None
    ) -> tuple[Mixture, State]:
        hidden, state = self.recurrent(torch.cat([previous, descriptors, styles], dim=-1), state)
        return self.head(hidden), state

    def loss(self, latents: Tensor, descriptors: Tensor, styles: Tensor, own: float = 0.0) -> dict[str, Tensor]:
        """Negative log-likelihood per latent, nats. latents: (B, T + 1, Z), the rest (B, T + 1, .).

        own: share of the steps at which it reads its own draw (scheduled sampling).
        """
        previous, descriptors, styles = latents[:, :-1], descriptors[:, 1:], styles[:, 1:]
        if self.training:
            if own:
                previous = with_own_draws(previous, lambda: draw(self(previous, descriptors, styles)[0]), own)
            previous = previous + INPUT_NOISE * torch.randn_like(previous)
        mixture, _ = self(previous, descriptors, styles)
        return {"loss": negative_log_likelihood(mixture, latents[:, 1:])}
