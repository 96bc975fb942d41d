"""The composer: writes the score of descriptors, 10 to 25 steps a second.

A stacked recurrent mixture density over the slow descriptors; attacks and notes are events in it, there or not there.
What sounds now mostly sounds in the next step, too: the density is predicted as a change of it. Notes ask their
neighbours through a convolution over pitch, the same for all, so that 60 notes learn from one another how a note goes
on and what goes with it; without it the recurrent layers have to learn 60 copies and do not get there.

Random transposition keeps it from memorising a few hours of music. Noise on what it reads keeps the free run in its
style: a composer that trusts its last step to the letter takes its own small errors for music and walks away into
noise, so every example is blurred by a random amount (notes get lost, wrong ones come in). It is told the amount (noise
conditioning: Ho et al. 2022); a free run says TRUSTED.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from realtime.features.descriptors import FLUX, N_DESCRIPTORS, N_SCORE, NOTES
from training.cells import Recurrent, State
from training.config import TrainConfig
from training.mixture import Mixture, MixtureHead, draw, negative_log_likelihood, with_own_draws

INPUT_NOISE = 0.4  # deviations of a plain descriptor, at most
LEVEL_NOISE = 0.3  # of an event's level, in its deviations, at most
LOST, WRONG = 0.15, 0.01  # share of the notes that are left out, that come in
TARGET_NOISE = 0.05  # the loudest note is exactly 1: without noise a component collapses onto it

TRUSTED = 0.15  # amount of blur, 0..1, that a free run is told

EVENTS = N_DESCRIPTORS - FLUX  # flux and notes
REACH, CHANNELS = 12, 24  # of the convolution over pitch: semitones to either side, features of a note
NARROWEST = 0.08


class Continuation(nn.Module):
    """How each note goes on, seen from itself and its neighbours: (B, T, 60) levels, normalised, to log odds and levels
    of the next step, (B, T, 60) each. A note that sounds begins with odds of e^3 to go on at its level."""

    def __init__(self) -> None:
        super().__init__()
        self.neighbours = nn.Conv1d(2, CHANNELS, 2 * REACH + 1, padding=REACH)
        self.mix = nn.Conv1d(CHANNELS, 2, 1)
        self.begins = nn.Parameter(torch.tensor([-3.5]))  # log odds of a note that does not sound,
        self.lasts = nn.Parameter(torch.tensor([6.5]))  # and what sounding adds to them

    def forward(self, levels: Tensor) -> tuple[Tensor, Tensor]:
        there = (levels > 0.0).to(levels.dtype)
        rows = torch.stack([levels, there], dim=-2).flatten(0, -3)
        odds, level = self.mix(functional.elu(self.neighbours(rows))).reshape(*levels.shape[:-1], 2, -1).unbind(-2)
        return odds + self.begins + self.lasts * there, level + levels


class Composer(nn.Module):
    """Previous score step (B, T, 65) and styles (B, T, S), normalised, to a mixture over the next score step.

    The mixture's values stand in another order, events last: see `plain_first` and `as_described`.
    """

    def __init__(self, styles: int, config: TrainConfig, span: int = 0) -> None:
        super().__init__()
        self.recurrent = Recurrent(
            config.cell, N_SCORE + 1 + styles, config.composer_hidden, config.composer_layers, 0.1, span
        )
        self.head = MixtureHead(config.composer_hidden, N_SCORE, config.composer_components, NARROWEST, EVENTS)
        self.continuation = Continuation()

    def forward(
        self, previous: Tensor, styles: Tensor, state: State | None = None, blur: Tensor | None = None
    ) -> tuple[Mixture, State]:
        """blur: (B, 1, 1) how little `previous` can be trusted, 0..1; TRUSTED if not given."""
        amount = torch.full_like(previous[..., :1], TRUSTED) if blur is None else blur.expand(*previous.shape[:2], 1)
        hidden, state = self.recurrent(torch.cat([previous, amount, styles], dim=-1), state)
        mixture = self.head(hidden)
        odds, levels = (part.unsqueeze(-2) for part in self.continuation(previous[..., NOTES:N_DESCRIPTORS]))
        attack = torch.zeros_like(odds[..., :1])  # neither it nor its time goes on
        before = torch.cat([previous[..., None, :FLUX], attack, attack, levels], dim=-1)
        log_odds = mixture.log_odds + torch.cat([attack, odds], dim=-1)
        return mixture._replace(means=mixture.means + before, log_odds=log_odds), state

    def loss(self, score: Tensor, styles: Tensor, own: float = 0.0) -> dict[str, Tensor]:
        """Negative log-likelihood per descriptor, nats. score: (B, T + 1, 65) normalised; styles: (B, T + 1, S).

        own: share of the steps at which it reads its own draw (scheduled sampling).
        """
        previous, target, styles = score[:, :-1], score[:, 1:], styles[:, 1:]
        blur = None
        if self.training:
            if own:
                previous = with_own_draws(previous, lambda: as_described(draw(self(previous, styles)[0])), own)
            blur = torch.rand(len(score), 1, 1, device=score.device)
            previous = blurred(previous, blur)
            noise = TARGET_NOISE * torch.randn_like(target)
            noise[..., FLUX:N_DESCRIPTORS] *= target[..., FLUX:N_DESCRIPTORS] != 0.0
            target = target + noise
        mixture, _ = self(previous, styles, blur=blur)
        return {"loss": negative_log_likelihood(mixture, plain_first(target))}


def plain_first(score: Tensor) -> Tensor:
    """(..., 65) with the attack's time, the last column, before the events."""
    return torch.cat([score[..., :FLUX], score[..., N_DESCRIPTORS:], score[..., FLUX:N_DESCRIPTORS]], dim=-1)


def as_described(values: Tensor) -> Tensor:
    """The inverse of `plain_first`."""
    return torch.cat([values[..., :FLUX], values[..., FLUX + 1 :], values[..., FLUX : FLUX + 1]], dim=-1)


def blurred(score: Tensor, amount: Tensor) -> Tensor:
    """What a composer might have written in place of `score`, (B, T, 65) normalised. amount: (B, 1, 1) in 0..1."""
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
