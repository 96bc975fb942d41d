"""The variational autoencoder over feature frames: what a sound is beyond its descriptors.

The encoder sees a few steps to either side and gives a normal density over latents per step; the decoder is recurrent,
causal, and is told the descriptors and the style, so that latents carry only what these leave open (Kingma & Welling
2014; conditional form: Sohn et al. 2015). Shapes: B batch, T network steps, F frames in a step, N bands.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from realtime.features.descriptors import N_DESCRIPTORS
from training.cells import Recurrent, State
from training.config import TrainConfig
from training.residual import Residual

LOG_VARIANCE = (-8.0, 4.0)  # outside, a latent is dead or exact to float32
RESIDUAL_SHARE = {True: 16, False: 4}  # of a batch's examples, one in so many, in training or not
STEREO_WEIGHT = 2.0  # of a variance of about 0.1 beside reconstruction errors of about 0.4


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
    """Latents (B, T, Z), descriptors (B, T, 64), styles (B, T, S) to hidden features (B, T, 2 * hidden), and from these
    the frames of a step in either quality, normalised, and its stereo.

    high: (B, T, 2H) -> (B, T, F*N). low: -> (B, T, F'*N') through the shorter window. high_residual, low_residual: how
    recordings move around these. stereo: -> (B, T, 2K) balance and coherence of K bands, in -1..1; None where the
    recordings have no sides.
    """

    def __init__(
        self, frame_values: int, low_values: int, stereo_values: int, styles: int, config: TrainConfig, span: int
    ) -> None:
        super().__init__()
        hidden, latents = config.decoder_hidden, config.latent_dim
        self.inputs = nn.Linear(latents + N_DESCRIPTORS + styles, hidden)
        self.recurrent = Recurrent(config.cell, hidden, hidden, config.decoder_layers, 0.1, span)
        self.high = _head(2 * hidden, 2 * hidden, frame_values, config.decoder_dropout)
        self.low = _head(2 * hidden, 2 * hidden, low_values, config.decoder_dropout)
        frames = config.frames_per_step
        self.high_residual = Residual(2 * hidden, frames, frame_values // frames)
        self.low_residual = Residual(2 * hidden, 2 * frames, low_values // (2 * frames))
        self.stereo = nn.Sequential(_head(2 * hidden, 64, stereo_values), nn.Tanh()) if stereo_values else None

    def forward(
        self, latents: Tensor, descriptors: Tensor, styles: Tensor, state: State | None = None
    ) -> tuple[Tensor, State]:
        now = functional.elu(self.inputs(torch.cat([latents, descriptors, styles], dim=-1)))
        past, state = self.recurrent(now, state)
        return torch.cat([now, past], dim=-1), state  # the skip keeps attacks as sharp as their cause


def _head(inputs: int, hidden: int, outputs: int, dropout: float = 0.0) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, hidden), nn.ELU(), nn.Dropout(dropout), nn.Linear(hidden, outputs))


class FrameBatch(NamedTuple):
    """Training windows. frames: (B, T, F*N) and low: (B, T, F'*N') in band deviations, of the same moments.

    stereo: (B, T, 2K) balance and coherence. sides: (B,) 1 for a stereo recording, 0 for a mono one, whose stereo
    teaches nothing. descriptors: (B, T, 64). styles: (B, T, S).
    """

    frames: Tensor
    low: Tensor
    stereo: Tensor
    sides: Tensor
    descriptors: Tensor
    styles: Tensor


class VAE(nn.Module):
    """Encoder and decoder. span: steps that the decoder's attention looks back, 0 without it."""

    def __init__(
        self, frame_values: int, low_values: int, stereo_values: int, styles: int, config: TrainConfig, span: int = 0
    ) -> None:
        super().__init__()
        self.encoder = Encoder(frame_values, config.latent_dim, config.decoder_hidden)
        self.decoder = Decoder(frame_values, low_values, stereo_values, styles, config, span)
        self.beta, self.free_bits = config.beta, config.free_bits

    def loss(self, batch: FrameBatch, warm_up: float) -> dict[str, Tensor]:
        """Reconstruction error in band deviations and its temporal difference, means over both qualities; squared error
        of the stereo; KL per latent (nats); energy score of the residuals; and their weighted sum.

        The squared error, unlike the absolute one, makes the decoder say the mean of a balance it cannot predict; the
        side then is decorrelated instead, and as strong. warm_up: 0..1, share of beta in force (Bowman et al. 2016).
        What a latent spends below its free bits, averaged over the batch, costs nothing and gains nothing.
        """
        mean, log_variance = self.encoder(batch.frames)
        latents = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
        hidden, _ = self.decoder(latents, batch.descriptors, batch.styles)
        decoded = self.decoder.high(hidden)
        # The low head is a fifth of the work of a step: half of the examples are enough for it.
        some = slice(0, -(-len(mean) // 2)) if self.training else slice(None)
        decoded_low, low = self.decoder.low(hidden[some]), batch.low[some]
        error, error_low = functional.l1_loss(decoded, batch.frames), functional.l1_loss(decoded_low, low)
        motion = functional.l1_loss(decoded.diff(dim=1), batch.frames.diff(dim=1))
        motion_low = functional.l1_loss(decoded_low.diff(dim=1), low.diff(dim=1))
        kl = 0.5 * (mean**2 + log_variance.exp() - 1.0 - log_variance).mean(dim=(0, 1))
        parts = {"error": error, "error_low": error_low, "motion": 0.5 * (motion + motion_low), "kl": kl.mean()}
        loss = 0.5 * (error + error_low) + 0.25 * parts["motion"]
        loss = loss + warm_up * self.beta * kl.clamp(min=self.free_bits).mean()
        if self.decoder.stereo is not None:
            missed = ((self.decoder.stereo(hidden) - batch.stereo) ** 2).mean(dim=(1, 2))
            parts["stereo"] = (missed * batch.sides).sum() / batch.sides.sum().clamp(min=1.0)
            loss = loss + STEREO_WEIGHT * parts["stereo"]
        parts["residual"] = self._residual(mean, batch)
        return {"loss": loss + parts["residual"], **parts}

    def _residual(self, latents: Tensor, batch: FrameBatch) -> Tensor:
        """Mean energy score of both qualities around what the decoder says on stage: no dropout, means of latents.

        These small networks learn from little: a few of the examples, in training of either quality by turns.
        """
        decoder, was = self.decoder, self.decoder.training
        rows = -(-len(latents) // RESIDUAL_SHARE[was])
        qualities = [
            (decoder.high, decoder.high_residual, batch.frames),
            (decoder.low, decoder.low_residual, batch.low),
        ]
        if was:
            qualities = qualities[:1] if torch.rand(()) < 0.5 else qualities[1:]
        with torch.no_grad():
            decoder.eval()
            hidden, _ = decoder(latents[:rows], batch.descriptors[:rows], batch.styles[:rows])
            hidden = hidden[:, hidden.shape[1] // 2 :]  # when the decoder knows what it is about
            middles = [head(hidden) for head, _, _ in qualities]
            decoder.train(was)
        scores = [
            residual.loss(hidden, middle, frames[:rows, -hidden.shape[1] :])
            for middle, (_, residual, frames) in zip(middles, qualities, strict=True)
        ]
        return torch.stack(scores).mean()
