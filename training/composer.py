"""The composer: writes the score of descriptors, 10 to 25 steps a second.

A stacked recurrent mixture density over the slow descriptors; attacks and notes are events in it, there or not there.
Random transposition keeps it from memorising a few hours of music. Noise on what it reads keeps the free run in its
style: a composer that trusts its last step to the letter takes its own small errors for music and walks away into
noise, so every example is blurred by a random amount (notes get lost, wrong ones come in), and only the longer past
tells what is meant.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from realtime.features.descriptors import FLUX, N_DESCRIPTORS, N_SCORE, NOTES
from training.cells import Recurrent, State
from training.config import TrainConfig
from training.mixture import Mixture, MixtureHead, draw, negative_log_likelihood, with_own_draws

INPUT_NOISE = 0.5  # deviations of a plain descriptor, at most
LEVEL_NOISE = 0.3  # of an event's level, in its deviations, at most
LOST, WRONG = 0.15, 0.01  # share of the notes that are left out, that come in
TARGET_NOISE = 0.05  # the loudest note is exactly 1: without noise a component collapses onto it

EVENTS = N_DESCRIPTORS - FLUX  # flux and notes


class Composer(nn.Module):
    """Previous score step (B, T, 65) and styles (B, T, S), normalised, to a mixture over the next score step.

    The mixture's values stand in another order, events last: see `plain_first` and `as_described`.
    """

    def __init__(self, styles: int, config: TrainConfig, span: int = 0) -> None:
        super().__init__()
        self.recurrent = Recurrent(
            config.cell, N_SCORE + styles, config.composer_hidden, config.composer_layers, 0.1, span
        )
        self.head = MixtureHead(config.composer_hidden, N_SCORE, config.composer_components, 0.05, EVENTS)

    def forward(self, previous: Tensor, styles: Tensor, state: State | None = None) -> tuple[Mixture, State]:
        hidden, state = self.recurrent(torch.cat([previous, styles], dim=-1), state)
        return self.head(hidden), state

    def loss(self, score: Tensor, styles: Tensor, own: float = 0.0) -> dict[str, Tensor]:
        """Negative log-likelihood per descriptor, nats. score: (B, T + 1, 65) normalised; styles: (B, T + 1, S).

        own: share of the steps at which it reads its own draw (scheduled sampling).
        """
        previous, target, styles = score[:, :-1], score[:, 1:], styles[:, 1:]
        if self.training:
            if own:
                previous = with_own_draws(previous, lambda: as_described(draw(self(previous, styles)[0])), own)
            previous = blurred(previous)
            noise = TARGET_NOISE * torch.randn_like(target)
            noise[..., FLUX:N_DESCRIPTORS] *= target[..., FLUX:N_DESCRIPTORS] != 0.0
            target = target + noise
        mixture, _ = self(previous, styles)
        return {"loss": negative_log_likelihood(mixture, plain_first(target))}


def plain_first(score: Tensor) -> Tensor:
    """(..., 65) with the attack's time, the last column, before the events."""
    return torch.cat([score[..., :FLUX], score[..., N_DESCRIPTORS:], score[..., FLUX:N_DESCRIPTORS]], dim=-1)


def as_described(values: Tensor) -> Tensor:
    """The inverse of `plain_first`."""
    return torch.cat([values[..., :FLUX], values[..., FLUX + 1 :], values[..., FLUX : FLUX + 1]], dim=-1)


def blurred(score: Tensor) -> Tensor:
    """What a composer might have written in place of `score`, (B, T, 65) normalised; each example by its own amount."""
    amount = torch.rand(len(score), 1, 1, device=score.device)
    out = score + amount * INPUT_NOISE * torch.randn_like(score)
    events = score[..., FLUX:N_DESCRIPTORS]
    there = (events != 0.0).to(score.dtype)
    levels = (events + amount * LEVEL_NOISE * torch.randn_like(events)).clamp(min=0.0) * there
    kept = torch.rand_like(events) >= amount * LOST
    wrong = (torch.rand_like(events) < amount * WRONG) & (there == 0.0)
    out[..., FLUX:N_DESCRIPTORS] = levels * kept + wrong * torch.rand_like(events)
    return out


def transpose(score: Tensor, semitones: int) -> Tensor:
    """The same music in another key: notes moved, those that leave the range lost. score: (..., 65)."""
    notes = torch.roll(score[..., NOTES:N_DESCRIPTORS], semitones, dims=-1)
    if semitones > 0:
        notes[..., :semitones] = 0.0
    elif semitones < 0:
        notes[..., semitones:] = 0.0
    return torch.cat([score[..., :NOTES], notes, score[..., N_DESCRIPTORS:]], dim=-1)
