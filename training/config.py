"""What a training run is told: one frozen object, stored in every checkpoint and in the exported model."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

import torch

CELLS = ("lstm", "gru", "rnn")
PRECISIONS = ("auto", "float32", "bf16")
RANGES: dict[str, tuple[float, float]] = {
    "latent_dim": (1, 64), "beta": (0.0, 100.0), "free_bits": (0.0, 10.0), "kl_warm_up": (0.0, 1.0),
    "decoder_dropout": (0.0, 0.9), "decoder_layers": (1, 8), "performer_layers": (1, 8), "composer_layers": (1, 8),
    "decoder_attention": (0.0, 600.0), "performer_attention": (0.0, 600.0), "composer_attention": (0.0, 600.0),
    "style_dropout": (0.0, 1.0), "scheduled_sampling": (0.0, 1.0), "ema": (0.0, 0.99999),
    "batch": (1, 65536), "shards": (1, 65536), "frames_per_step": (1, 16), "steps_per_score": (1, 64),
}  # fmt: skip
# What a model costs to play. small: a network step every 21 ms instead of 11, smaller networks.
SIZES: dict[str, dict[str, Any]] = {
    "standard": {},
    "small": {
        "frames_per_step": 4, "steps_per_score": 2, "latent_dim": 6, "decoder_hidden": 112, "performer_hidden": 64,
        "performer_components": 4, "composer_hidden": 144, "composer_components": 4,
    },
}  # fmt: skip


@dataclass(frozen=True)
class TrainConfig:
    """Sizes and weights of the three networks, and how they are trained.

    cell: recurrent cell of all three networks, "lstm", "gru" or "rnn".
    latent_dim: latents of the VAE before dead ones are pruned.
    beta: weight of the KL divergence per latent against the reconstruction error in units of band deviation
        (Higgins et al. 2017, beta-VAE). 0.012 leaves 3.5 nats a step once descriptors are given, 0.03 2.
    kl_warm_up: share of the training in which beta rises from 0 (Bowman et al. 2016).
    free_bits: nats of KL divergence that a latent may spend for nothing (Kingma et al. 2016, eq. 15). 0: with
        descriptors as conditions most latents *should* die, and are pruned; floors keep them alive on noise.
    *_attention: seconds that the attention on top of a network's recurrent layers looks back, 0 without it.
    style_dropout: styles are left out in this share of the examples, so that they can be blended and left out.
    scheduled_sampling: share of the steps, rising over the training, at which performer and composer read their own
        draws instead of the recording (Bengio et al. 2015; in parallel: Mihaylova & Martins 2019).
    ema: decay a step of the average of the weights that is evaluated and exported (Polyak & Juditsky 1992), 0: the
        last weights themselves.
    precision: of the products in training, "float32" or "bf16"; "auto" is bf16 where the processor multiplies in it:
        1.7 to 2 times as fast on one thread, with the same loss to 2e-4.
        Weights, gradients and the exported networks are float32 in every case.
    batch: examples a step, over all processes. A composer gets with 8 to the loss of 32 in half of the time. shards:
        equal parts of a batch with random numbers of their own, of which each process takes as many: the same shards
        give the same training whatever the number of processes.
    frames_per_step, steps_per_score: feature frames in a network step, network steps in a step of the composer.
    styles: of the dataset's, those to train on; none: all.
    seed: of initial weights, batches and noise.
    """

    cell: str = "lstm"
    latent_dim: int = 8
    beta: float = 0.012
    kl_warm_up: float = 0.1
    free_bits: float = 0.0
    seed: int = 0
    decoder_hidden: int = 256
    decoder_dropout: float = 0.1  # in the heads, which else learn the recordings by heart
    decoder_layers: int = 1
    decoder_attention: float = 0.0
    performer_hidden: int = 256
    performer_layers: int = 1
    performer_attention: float = 0.0
    performer_components: int = 8
    composer_hidden: int = 192
    composer_layers: int = 1
    composer_attention: float = 0.0
    composer_components: int = 6
    style_dropout: float = 0.1
    scheduled_sampling: float = 0.0
    batch: int = 8
    shards: int = 2
    learning_rate: float = 2e-3
    ema: float = 0.999
    precision: str = "auto"
    frames_per_step: int = 2
    steps_per_score: int = 4
    styles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.cell not in CELLS:
            raise ValueError(f"cell {self.cell!r} is not known: use lstm, gru or rnn")
        if self.precision not in PRECISIONS:
            raise ValueError(f"precision {self.precision!r} is not known: use auto, float32 or bf16")
        for name, (lowest, highest) in RANGES.items():
            if not lowest <= getattr(self, name) <= highest:
                raise ValueError(f"{name} {getattr(self, name)} is outside {lowest:g}..{highest:g}")
        object.__setattr__(self, "styles", tuple(self.styles))  # a list, read from JSON
        if self.batch % self.shards:
            raise ValueError(f"a batch of {self.batch} cannot be cut into {self.shards} equal shards")

    def in_bf16(self, device: torch.device) -> bool:
        if self.precision == "auto":
            if device.type == "cuda":
                return torch.cuda.is_bf16_supported(including_emulation=False)
            return torch.cpu._is_avx512_bf16_supported()
        return self.precision == "bf16"

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> TrainConfig:
        known = {f.name for f in fields(cls)}
        return cls(**{k: v for k, v in values.items() if k in known})
