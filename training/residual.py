"""The residual: how real frames move around those that the decoder says.

A decoder that minimises an error says the middle of what is possible, and the middle does not move: nearly all of the
distance from a free run to recordings was this stillness. What is left over is drawn instead,

    y = m + d(h) + s1(h) v1 + s2(h) v2,    v = u + k (1 - u^2),   u = M p

m being the decoder's frames, h its hidden features, d an offset (a median is no mean), s1 and s2 deviations of every
band. p1 is white noise through a short filter in time, one for each band, since neighbouring frames share most of their
samples. p2 is autoregressive of first order and stays as long as h says: the partials of a tone that was struck for as
long as it sounds, until the next one. M mixes the bands, k gives the long tail of quiet moments that the logarithm of a
noise's power has. The filter, M and k are the same everywhere.

It is trained on the energy score (Gneiting & Raftery 2007, eq. 21; of spectra: Gritsenko et al. 2020),

    E |A (x - y)| - 1/2 E |A (y - y')|,

y and y' being two draws and x the recording: least where draws are distributed as recordings are, and no adversary is
needed. The projections A are what an ear compares: the bands, their change over several times, their shape (cosines
over the bands, as of MFCC) and its change, the difference of neighbours; and the level, of all bands and of quarters of
them, and its change: the score is proper for what is not linear, too. No gradient of this reaches the decoder: its
frames stay the best guess.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

TAPS = 12  # frames of the filter of the fast process
LAGS = (1, 2, 4, 12, 32, 64)  # frames, of the changes that are compared
SHAPES, SHAPE_LAG = 20, 2  # cosines over the bands; frames
QUARTERS = 4  # of the bands, whose levels are compared
WIDTHS = (math.log(1e-3), 1.0)  # logs of s1 and s2, in deviations of the band
LONGEST = 0.9995  # pole: beyond, the gradient of the noise that comes in has no end
LEAST_MISSED = 0.02  # deviations: a pause, which the decoder knows, must not outweigh all music
LASTING = 3.0  # log odds of the slow process' pole to begin with

State = tuple[Tensor, Tensor]  # NOISE_STATES: (B, TAPS - 1, N) noise of the last frames, (B, 1, N) the slow process


class Processes(NamedTuple):
    """The two processes, N bands. taps: (TAPS, 1, N), the oldest first. mix1, mix2: (N, N) and skew1, skew2: (N,), M
    and k.

    Each is used whole and as it is: so an exported graph keeps it under its name.
    """

    taps: Tensor
    mix1: Tensor
    mix2: Tensor
    skew1: Tensor
    skew2: Tensor

    def draw(self, noise: Tensor, pole: Tensor, state: State) -> tuple[Tensor, Tensor, State]:
        """noise: (B, T, 2 N) white and normal. pole: (B, T, N) how much of the slow process stays, 0..1.

        Returns v1 and v2, (B, T, N) each, and the state after them.
        """
        fast, slow = noise.chunk(2, dim=-1)
        n = fast.shape[1]
        recent = torch.cat([state[0], fast], dim=1)
        filtered = (torch.stack([recent[:, j : j + n] for j in range(TAPS)], dim=1) * self.taps).sum(dim=1)
        walk, reach = (1.0 - pole * pole).sqrt() * slow, 1
        walk = torch.cat([walk[:, :1] + pole[:, :1] * state[1], walk[:, 1:]], dim=1)
        while reach < n:  # all that was before, in log2(n) steps (Hillis & Steele 1986)
            walk = torch.cat([walk[:, :reach], walk[:, reach:] + pole[:, reach:] * walk[:, : n - reach]], dim=1)
            pole = torch.cat([pole[:, :reach], pole[:, reach:] * pole[:, : n - reach]], dim=1)
            reach *= 2
        u1, u2 = filtered @ self.mix1, walk @ self.mix2
        v1, v2 = u1 + self.skew1 * (1.0 - u1 * u1), u2 + self.skew2 * (1.0 - u2 * u2)
        return v1, v2, (recent[:, n:], walk[:, -1:])


class Residual(nn.Module):
    """Of the frames of one quality. hidden: width of the decoder's features. frames: in a step. bands: of a frame, N.

    Everything is in deviations of the band; `in_units` says of what.
    """

    cosines: Tensor
    mean: Tensor
    deviation: Tensor

    def __init__(self, hidden: int, frames: int, bands: int) -> None:
        super().__init__()
        self.frames, self.bands = frames, bands
        self.register_buffer("mean", torch.zeros(bands), persistent=False)
        self.register_buffer("deviation", torch.ones(bands), persistent=False)
        self.head = nn.Sequential(nn.Linear(hidden, hidden // 8), nn.ELU(), nn.Linear(hidden // 8, 4 * bands))
        last: nn.Linear = self.head[2]  # type: ignore[assignment]
        nn.init.zeros_(last.weight)
        with torch.no_grad():
            begin = torch.tensor([0.0, -1.5, -1.5, LASTING])
            last.bias.copy_(begin.repeat_interleave(bands))
        self.taps = nn.Parameter(torch.linspace(-3.0, 0.0, TAPS).exp()[:, None, None].repeat(1, 1, bands))
        self.mix1, self.mix2 = nn.Parameter(torch.eye(bands)), nn.Parameter(torch.eye(bands))
        self.skew1, self.skew2 = nn.Parameter(torch.zeros(bands)), nn.Parameter(torch.zeros(bands))
        waves = torch.arange(1, SHAPES + 1) * (torch.arange(bands)[:, None] + 0.5) * (math.pi / bands)
        self.register_buffer("cosines", torch.cos(waves) * math.sqrt(2.0 / bands), persistent=False)

    def in_units(self, mean: np.ndarray, deviation: np.ndarray) -> None:
        """(N,) each: by which frames become log powers."""
        self.mean.copy_(torch.from_numpy(mean))
        self.deviation.copy_(torch.from_numpy(deviation))

    def processes(self) -> Processes:
        """Of unit variance."""

        def normed(weights: Tensor) -> Tensor:
            return weights / weights.square().sum(dim=0, keepdim=True).sqrt()

        return Processes(normed(self.taps), normed(self.mix1), normed(self.mix2), self.skew1, self.skew2)

    def forward(
        self, hidden: Tensor, noise: Tensor, state: State, processes: Processes | None = None
    ) -> tuple[Tensor, State]:
        """What is added to the decoder's frames. hidden: (B, T, hidden). noise: (B, T * frames, 2 N), white and normal.

        Returns (B, T * frames, N) and the state after them.
        """
        said = self.head(hidden).float().unsqueeze(2).expand(-1, -1, self.frames, -1).flatten(1, 2)
        offset, s1, s2, lasting = said.chunk(4, dim=-1)
        v1, v2, after = (processes or self.processes()).draw(noise, torch.sigmoid(lasting) * LONGEST, state)
        return offset + s1.clamp(*WIDTHS).exp() * v1 + s2.clamp(*WIDTHS).exp() * v2, after

    def loss(self, hidden: Tensor, middle: Tensor, frames: Tensor) -> Tensor:
        """The energy score, each projection's in units of what the decoder alone misses it by.

        hidden: (B, T, hidden). middle, frames: (B, T, frames * N), what the decoder says and what was recorded.
        """
        with torch.autocast(hidden.device.type, enabled=False):  # differences of distances want every bit
            return self._score(hidden.float(), middle.float(), frames.float())

    def _score(self, hidden: Tensor, middle: Tensor, frames: Tensor) -> Tensor:
        rows, steps = 2 * len(hidden), hidden.shape[1] * self.frames
        noise = torch.randn(rows, steps, 2 * self.bands, device=hidden.device)
        recent, slow = initial_state(rows, self.bands)
        moved, _ = self(hidden.repeat(2, 1, 1), noise, (recent.to(noise), slow.to(noise)))
        middle, frames = (values.reshape(len(hidden), -1, self.bands) for values in (middle, frames))
        looked = [self._projections(values, middle) for values in (frames - middle, *moved.chunk(2))]
        scores = [
            0.5
            * ((x - y).abs().mean() + (x - z).abs().mean() - (y - z).abs().mean())
            / x.abs().mean().clamp(min=LEAST_MISSED)
            for x, y, z in zip(*looked, strict=True)
        ]
        return torch.stack(scores).mean()

    def _projections(self, values: Tensor, middle: Tensor) -> list[Tensor]:
        """A of (B, T, N) around the decoder's frames, for every A."""
        shapes = values @ self.cosines
        power = self.mean + self.deviation * (middle + values)
        parts = [power, *power.chunk(QUARTERS, dim=-1)]
        level = torch.stack([part.logsumexp(dim=-1) for part in parts], dim=-1)
        return [
            values,
            level,
            *(of[:, lag:] - of[:, :-lag] for of in (values, level) for lag in LAGS if lag < of.shape[1]),
            shapes,
            shapes[:, SHAPE_LAG:] - shapes[:, :-SHAPE_LAG],
            values[..., 1:] - values[..., :-1],
        ]


def initial_state(batch: int, bands: int) -> State:
    """As it is at any time: white and normal."""
    return torch.randn(batch, TAPS - 1, bands), torch.randn(batch, 1, bands)
