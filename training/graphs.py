"""The networks as they are exported: batch 1, explicit state, physical units outside, randomness an input.

Normalisation lives inside the graphs, so that the runtime speaks dB, octaves and sigma and knows no statistics. The
same modules run in torch for the parity check.

    composer   score (1,1,65), styles (1,1,S), gumbel, normal, logistic, temperature (2,), state -> score, next state
    performer  latents (1,1,Z), descriptors (1,1,64), styles, gumbel, normal, temperature, state -> latents, next state
    decoder    latents, descriptors, styles, normal (1,F,2 dim), texture (1,), state -> frames (1, F, dim), stereo
               (1, 1, 2K), next state; no stereo from mono recordings. texture: how much of the residual is added
    decoder_low  the same with frames (1, 2F, dim) of the quality "low"
    encoder    frames (1, T * F, dim), any T -> latents (1, T, Z)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from realtime.bundle import DECODERS, NOISE_STATES
from realtime.features import FeatureSpec
from realtime.features.descriptors import N_DESCRIPTORS, N_SCORE
from training import residual
from training.cells import Recurrent, State
from training.composer import EVENTS, Composer, as_described
from training.dataset import BandStatistics, Described
from training.latent_scale import LatentScale
from training.mixture import sample
from training.performer import Performer
from training.residual import Processes, Residual
from training.vae import VAE

HEADROOM = 0.7  # nepers of power (3 dB): how far bands may go beyond their range in the recordings
SCORE_LIMIT = 5.0  # deviations; a score is written as a change of the last step, and could walk away without end
LATENT_LIMIT = 6.0  # sigma; a hard cut in a recording, which training never heard, would otherwise give hundreds


class Affine(nn.Module):
    """Physical units to deviations and back."""

    mean: Tensor
    deviation: Tensor

    def __init__(self, mean: np.ndarray, deviation: np.ndarray) -> None:
        super().__init__()
        self.register_buffer("mean", torch.from_numpy(np.asarray(mean, np.float32)))
        self.register_buffer("deviation", torch.from_numpy(np.asarray(deviation, np.float32)))

    def normalise(self, values: Tensor) -> Tensor:
        return (values - self.mean) / self.deviation

    def restore(self, values: Tensor) -> Tensor:
        return values * self.deviation + self.mean


class ComposerGraph(nn.Module):
    def __init__(self, composer: Composer, scale: Affine) -> None:
        super().__init__()
        self.network, self.scale = composer, scale

    def forward(
        self,
        score: Tensor,
        styles: Tensor,
        gumbel: Tensor,
        normal: Tensor,
        logistic: Tensor,
        temperature: Tensor,
        *state: Tensor,
    ) -> tuple[Tensor, ...]:
        mixture, after = self.network(self.scale.normalise(score), styles, state)
        drawn = sample(mixture, gumbel, normal, logistic, temperature)
        return self.scale.restore(torch.clamp(as_described(drawn), -SCORE_LIMIT, SCORE_LIMIT)), *after


class PerformerGraph(nn.Module):
    def __init__(self, performer: Performer, scale: Affine) -> None:
        super().__init__()
        self.network, self.scale = performer, scale

    def forward(
        self,
        latents: Tensor,
        descriptors: Tensor,
        styles: Tensor,
        gumbel: Tensor,
        normal: Tensor,
        temperature: Tensor,
        *state: Tensor,
    ) -> tuple[Tensor, ...]:
        mixture, after = self.network(latents, self.scale.normalise(descriptors), styles, state)
        return sample(mixture, gumbel, normal, normal[..., :0], temperature), *after


class Moving(nn.Module):
    """A residual, its processes as they are, so that the graph keeps them under their names."""

    def __init__(self, residual: Residual) -> None:
        super().__init__()
        self.network = residual
        for name, values in residual.processes()._asdict().items():
            self.register_buffer(name, values.detach().clone())

    def forward(self, hidden: Tensor, noise: Tensor, state: residual.State) -> tuple[Tensor, residual.State]:
        processes = Processes(*(getattr(self, name) for name in Processes._fields))
        moved: tuple[Tensor, residual.State] = self.network(hidden, noise, state, processes)
        return moved


class DecoderGraph(nn.Module):
    """quality: which of the decoder's heads. bands, spec: of its frames."""

    lowest: Tensor
    highest: Tensor

    def __init__(
        self, vae: VAE, quality: str, latents: LatentScale, scale: Affine, bands: BandStatistics, spec: FeatureSpec
    ) -> None:
        super().__init__()
        self.network, self.latents, self.scale = vae.decoder, latents, scale
        self.head: nn.Module = getattr(vae.decoder, quality)
        self.moving = Moving(getattr(vae.decoder, f"{quality}_residual"))
        self.bands = Affine(bands.mean, bands.deviation)
        lowest, highest = spec.limits(bands.lowest, bands.highest, HEADROOM)
        self.register_buffer("lowest", torch.from_numpy(lowest))
        self.register_buffer("highest", torch.from_numpy(highest))

    def forward(
        self, latents: Tensor, descriptors: Tensor, styles: Tensor, normal: Tensor, texture: Tensor, *state: Tensor
    ) -> tuple[Tensor, ...]:
        own = len(state) - len(NOISE_STATES)
        raw = self.latents.to_raw(latents)
        hidden, after = self.network(raw, self.scale.normalise(descriptors), styles, state[:own])
        moved, noise = self.moving(hidden, normal, state[own:])
        middle = self.head(hidden).reshape(1, -1, self.bands.mean.shape[0])
        frames = self.bands.restore(middle + texture * moved)
        after = (*after, *noise)
        frames = torch.maximum(torch.minimum(frames, self.highest), self.lowest)
        if self.network.stereo is None:
            return frames, *after
        return frames, self.network.stereo(hidden), *after


class EncoderGraph(nn.Module):
    def __init__(self, vae: VAE, latents: LatentScale, bands: Affine, frames_per_step: int) -> None:
        super().__init__()
        self.network, self.latents, self.bands, self.frames_per_step = vae.encoder, latents, bands, frames_per_step

    def forward(self, frames: Tensor) -> Tensor:
        steps = self.bands.normalise(frames).reshape(1, -1, self.frames_per_step * frames.shape[-1])
        return torch.clamp(self.latents.from_raw(self.network(steps)[0]), -LATENT_LIMIT, LATENT_LIMIT)


class Graph(NamedTuple):
    """A module with everything `torch.onnx.export` and the runtime need to know about it.

    example: inputs in order. inputs, outputs: names. states: the state inputs, name -> shape, last in `inputs`.
    components: of its mixture, 0 without one.
    """

    module: nn.Module
    example: tuple[Tensor, ...]
    inputs: list[str]
    outputs: list[str]
    states: dict[str, list[int]]
    components: int


def build_graphs(
    dataset: Described, vae: VAE, latents: LatentScale, performer: Performer, composer: Composer
) -> dict[str, Graph]:
    """All of them, ready to export."""
    stats, spec = dataset.statistics, dataset.features
    n_latents, n_styles = len(latents.order), len(dataset.styles)
    steps = Affine(stats.score_mean[:N_DESCRIPTORS], stats.score_deviation[:N_DESCRIPTORS])
    bands = Affine(stats.bands.mean, stats.bands.deviation)
    score = Affine(stats.score_mean, stats.score_deviation)
    z = torch.zeros(1, 1, n_latents)
    descriptors = steps.mean[None, None]
    styles = torch.eye(1, n_styles)[None]

    def noise(components: int, width: int, events: int = 0) -> dict[str, Tensor]:
        drawn = {"gumbel": torch.zeros(1, 1, components), "normal": torch.zeros(1, 1, width)}
        if events:
            drawn["logistic"] = torch.zeros(1, 1, events)
        return drawn | {"temperature": torch.ones(2)}

    def graph(
        module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], recurrent: Recurrent, components: int = 0,
        moved: int = 0,
    ) -> Graph:  # fmt: skip
        state: State = recurrent.initial_state()
        names = recurrent.state_names
        if moved:
            state, names = state + residual.initial_state(1, moved), names + NOISE_STATES
        states = {name: list(zeros.shape) for name, zeros in zip(names, state, strict=True)}
        return Graph(
            module.eval(), (*inputs.values(), *state), [*inputs, *states],
            [*outputs, *(f"next_{name}" for name in states)], states, components,
        )  # fmt: skip

    def decoder(quality: str, bands: BandStatistics, spec: FeatureSpec) -> Graph:
        module = DecoderGraph(vae, quality, latents, steps, bands, spec)
        outputs = ["frames"] if vae.decoder.stereo is None else ["frames", "stereo"]
        noise = torch.zeros(1, module.moving.network.frames, 2 * spec.dim)
        inputs = performer_inputs | {"normal": noise, "texture": torch.ones(1)}
        return graph(module, inputs, outputs, vae.decoder.recurrent, moved=spec.dim)

    composing = composer.head.components
    performing = performer.head.components
    performer_inputs = {"latents": z, "descriptors": descriptors, "styles": styles}
    frames = dataset.descriptors.frames_per_step
    return {
        "composer": graph(
            ComposerGraph(composer, score),
            {"score": score.mean[None, None], "styles": styles} | noise(composing, N_SCORE, EVENTS),
            ["next_score"],
            composer.recurrent,
            composing,
        ),
        "performer": graph(
            PerformerGraph(performer, steps),
            performer_inputs | noise(performing, n_latents),
            ["next_latents"],
            performer.recurrent,
            performing,
        ),
        DECODERS["high"]: decoder("high", stats.bands, spec),
        DECODERS["low"]: decoder("low", stats.low_bands, dataset.low_features),
        "encoder": Graph(
            EncoderGraph(vae, latents, bands, frames).eval(),
            (torch.zeros(1, 16 * frames, spec.dim),),
            ["frames"],
            ["latents"],
            {},
            0,
        ),
    }
