"""The variational autoencoder over feature frames: what a sound is beyond its descriptors.

The encoder sees a few steps to either side and gives a normal density over latents per step; the decoder is recurrent,
causal, and is told the descriptors and the style, so that latents carry only what these leave open (Kingma & Welling
2014; conditional form: Sohn et al. 2015). Shapes: B batch, T network steps, F frames in a step, N bands.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from realtime.features.descriptors import N_DESCRIPTORS
from training.cells import Recurrent, State
from training.config import TrainConfig

LOG_VARIANCE = (-8.0, 4.0)  # outside, a latent is dead or exact to float32


class Encoder(nn.Module):
    """Normalised frames (B, T, F*N) to mean and log variance of the latents, (B, T, Z) each; sees 4 steps around."""

    def __init__(self, frame_values: int, latents: int, hidden: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv1d(frame_values, hidden, 5, padding=2),
            nn.ELU(),
            nn.Conv1d(hidden, hidden, 5, padding=2),
            nn.ELU(),
            nn.Conv1d(hidden, 2 * latents, 1),
        )

    def forward(self, frames: Tensor) -> tuple[Tensor, Tensor]:
        mean, log_variance = self.layers(frames.transpose(1, 2)).transpose(1, 2).chunk(2, dim=-1)
        return mean, log_variance.clamp(*LOG_VARIANCE)


class Decoder(nn.Module):
    """Latents (B, T, Z), descriptors (B, T, 16), styles (B, T, S) to normalised frames (B, T, F*N)."""

    def __init__(self, frame_values: int, latents: int, styles: int, hidden: int, cell: str) -> None:
        super().__init__()
        self.inputs = nn.Linear(latents + N_DESCRIPTORS + styles, hidden)
        self.recurrent = Recurrent(cell, hidden, hidden)
        self.outputs = nn.Sequential(nn.Linear(2 * hidden, 2 * hidden), nn.ELU(), nn.Linear(2 * hidden, frame_values))

    def forward(
        self, latents: Tensor, descriptors: Tensor, styles: Tensor, state: State | None = None
    ) -> tuple[Tensor, State]:
        now = functional.elu(self.inputs(torch.cat([latents, descriptors, styles], dim=-1)))
        past, state = self.recurrent(now, state)
        return self.outputs(torch.cat([now, past], dim=-1)), state  # the skip keeps attacks as sharp as their cause


class VAE(nn.Module):
    def __init__(self, frame_values: int, styles: int, config: TrainConfig) -> None:
        super().__init__()
        self.encoder = Encoder(frame_values, config.latent_dim, config.decoder_hidden)
        self.decoder = Decoder(frame_values, config.latent_dim, styles, config.decoder_hidden, config.cell)
        self.beta = config.beta

    def loss(self, frames: Tensor, descriptors: Tensor, styles: Tensor, warm_up: float) -> dict[str, Tensor]:
        """Reconstruction error in band deviations, its temporal difference, KL per latent (nats), and their sum.

        warm_up: 0..1, share of beta in force (KL warm-up: Bowman et al. 2016).
        """
        mean, log_variance = self.encoder(frames)
        latents = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
        decoded, _ = self.decoder(latents, descriptors, styles)
        error = functional.l1_loss(decoded, frames)
        motion = functional.l1_loss(decoded.diff(dim=1), frames.diff(dim=1))
        kl = 0.5 * (mean**2 + log_variance.exp() - 1.0 - log_variance).mean()
        return {"loss": error + 0.25 * motion + warm_up * self.beta * kl, "error": error, "motion": motion, "kl": kl}
