"""The composer: writes the score of descriptors, 10 to 25 steps a second.

A stacked recurrent mixture density over the slow descriptors. Random transposition (chroma rotate, nothing else does)
keeps it from memorising a few hours of music. Noise on what it reads keeps the free run in its style: a composer that
trusts its last step to the letter takes its own small errors for music and walks away into noise, so every example is
blurred by a random amount, and only the longer past tells what is meant.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from realtime.features.descriptors import CHROMA, N_DESCRIPTORS, N_SCORE
from training.cells import Recurrent, State
from training.config import TrainConfig
from training.mixture import Mixture, MixtureHead, negative_log_likelihood

INPUT_NOISE = 0.5  # standard deviations of a descriptor, at most
TARGET_NOISE = 0.05  # the loudest chroma is exactly 1: without noise a component collapses onto it


class Composer(nn.Module):
    """Previous score step (B, T, 17) and styles (B, T, S), normalised, to a mixture over the next score step."""

    def __init__(self, styles: int, config: TrainConfig) -> None:
        super().__init__()
        self.recurrent = Recurrent(
            config.cell, N_SCORE + styles, config.composer_hidden, config.composer_layers, dropout=0.1
        )
        self.head = MixtureHead(config.composer_hidden, N_SCORE, config.composer_components, narrowest=0.05)

    def forward(self, previous: Tensor, styles: Tensor, state: State | None = None) -> tuple[Mixture, State]:
        hidden, state = self.recurrent(torch.cat([previous, styles], dim=-1), state)
        return self.head(hidden), state

    def loss(self, score: Tensor, styles: Tensor) -> dict[str, Tensor]:
        """Negative log-likelihood per descriptor, nats. score: (B, T + 1, 17) normalised; styles: (B, T + 1, S)."""
        previous, target = score[:, :-1], score[:, 1:]
        if self.training:
            amount = INPUT_NOISE * torch.rand(len(previous), 1, 1)
            previous = previous + amount * torch.randn_like(previous)
            target = target + TARGET_NOISE * torch.randn_like(target)
        mixture, _ = self(previous, styles[:, 1:])
        return {"loss": negative_log_likelihood(mixture, target)}


def transpose(score: Tensor, semitones: int) -> Tensor:
    """The same music in another key: chroma (raw, 0..1) rotated. score: (..., 17)."""
    chroma = torch.roll(score[..., CHROMA:N_DESCRIPTORS], semitones, dims=-1)
    return torch.cat([score[..., :CHROMA], chroma, score[..., N_DESCRIPTORS:]], dim=-1)
