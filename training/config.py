"""What a training run is told: one frozen object, stored in every checkpoint and in the exported model."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class TrainConfig:
    """Sizes and weights of the three networks.

    cell: recurrent cell of all three networks, "lstm", "gru" or "rnn".
    latent_dim: latents of the VAE before dead ones are pruned.
    beta: weight of the KL divergence per latent against the reconstruction error in units of band deviation
        (Higgins et al. 2017, beta-VAE). 0.03 leaves about 2 nats a step once descriptors are given.
    seed: of initial weights, batches and noise.
    """

    cell: str = "lstm"
    latent_dim: int = 8
    beta: float = 0.03
    seed: int = 0
    decoder_hidden: int = 256
    decoder_dropout: float = 0.1  # in the heads, which else learn the recordings by heart
    performer_hidden: int = 256
    performer_components: int = 8
    composer_hidden: int = 320
    composer_layers: int = 2
    composer_components: int = 8
    style_dropout: float = 0.1  # styles left out in this share of the examples, so that they can be blended
    batch: int = 32
    learning_rate: float = 2e-3

    def __post_init__(self) -> None:
        if self.cell not in ("lstm", "gru", "rnn"):
            raise ValueError(f"cell {self.cell!r} is not known: use lstm, gru or rnn")
        if not 1 <= self.latent_dim <= 64:
            raise ValueError(f"latent_dim {self.latent_dim} is outside 1..64")
        if not 0.0 <= self.beta <= 100.0:
            raise ValueError(f"beta {self.beta} is outside 0..100")

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> TrainConfig:
        known = {f.name for f in fields(cls)}
        return cls(**{k: v for k, v in values.items() if k in known})
