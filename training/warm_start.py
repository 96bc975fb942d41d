"""Fine-tuning: a run begins with the weights of an exported model instead of chance.

They come out of the model's ONNX graphs and are checked against them. New recordings have statistics and latents of
their own; the change of units is folded into the networks (`folding`), which so begin by doing what they did. A style
is a column of a network's first layer, and the new recordings' styles are not the model's: each begins as the one with
which the loss on it is lowest.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from realtime.bundle import Model, load_model
from realtime.errors import RealtimeGenError
from realtime.features import DescriptorSpec, FeatureSpec, StereoSpec
from realtime.features.descriptors import N_DESCRIPTORS
from training.checkpoint import TrainingError
from training.composer import Composer
from training.config import TrainConfig
from training.dataset import BandStatistics, Described, Statistics
from training.export import parity
from training.fit import build
from training.folding import Change, move_composer, move_performer, move_vae
from training.graphs import Graph, build_graphs
from training.latent_scale import LatentScale
from training.onnx_weights import read_weights
from training.performer import Performer
from training.residual import Processes
from training.vae import VAE

SIZES, SIZE_ENDINGS = ("cell", "latent_dim"), ("_hidden", "_layers", "_components", "_attention")  # of TrainConfig
CHECKED_STEPS = 20  # of every graph, beside the network that was made of it
ENCODER_TOLERANCE = 1e-3  # sigma; measured 5e-6


class NoBase(RealtimeGenError):
    """A run cannot begin with this model's weights; the message says why."""


@dataclass(frozen=True)
class Trained:
    """What a model was trained on, as a dataset describes itself."""

    styles: list[str]
    features: FeatureSpec
    low_features: FeatureSpec
    descriptors: DescriptorSpec
    stereo: StereoSpec | None
    statistics: Statistics


@dataclass(frozen=True)
class Base:
    """A model to begin with: its networks and the scale of its latents."""

    model: Model
    config: TrainConfig
    trained: Trained
    scale: LatentScale
    networks: dict[str, Any]  # by stage

    def check(self, dataset: Described) -> None:
        """Raises NoBase where the networks cannot read the dataset's features."""

        def rates(of: Described) -> Any:
            return of.features, of.descriptors.frames_per_step, of.descriptors.steps_per_score

        if rates(self.trained) != rates(dataset):
            raise NoBase(
                f"the model {self.model.bundle.name} was trained on other features than these recordings were prepared "
                "with: prepare them as its recordings were, or begin from scratch"
            )

    def settings(self, config: TrainConfig, given: Container[str]) -> TrainConfig:
        """`config` with the sizes of these networks. given: what was asked for; where it differs, raises NoBase."""
        ours, wanted = self.config.to_dict(), config.to_dict()
        sizes = {name: value for name, value in ours.items() if name in SIZES or name.endswith(SIZE_ENDINGS)}
        for name, value in sizes.items():
            if name in given and wanted[name] != value:
                what = name.replace("_", "-")
                raise NoBase(f"the model {self.model.bundle.name} has {what} {value}, not {wanted[name]}")
        return replace(config, **sizes)

    def describe(self) -> dict[str, Any]:
        """For a run's settings and for the card of what comes of it; `recordings` is the table of the model's card."""
        bundle, card = self.model.bundle, self.model.path / "CARD.md"
        text = card.read_text(encoding="utf-8") if card.is_file() else ""
        recordings = text.partition("\n## Recordings\n")[2].partition("\n## ")[0].strip()
        return {"name": bundle.name, "hashes": bundle.hashes, "licence": bundle.licence, "recordings": recordings}

    @torch.no_grad()
    def begin(
        self,
        stage: str,
        network: nn.Module,
        dataset: Described,
        scale: LatentScale | None,
        loss_of: Callable[[int], float],
    ) -> list[str]:
        """Give a stage's newly built network these weights.

        scale: of the run's own latents, for the performer. loss_of: the network's loss on some examples of a style of
        the dataset, by number. Returns the model's style that each of the dataset's begins as.
        """
        base = self.networks[stage]
        old, new = self.trained.statistics, dataset.statistics
        score = Change.of(old.score_mean, old.score_deviation, new.score_mean, new.score_deviation)
        told = Change(score.factor[:N_DESCRIPTORS], score.shift[:N_DESCRIPTORS])
        if isinstance(network, VAE):
            frames = dataset.descriptors.frames_per_step
            bands = Change.of_bands(old.bands, new.bands, frames)
            low = Change.of_bands(old.low_bands, new.low_bands, 2 * frames)
            move_vae(network, base, len(dataset.styles), bands, low, told)
        elif isinstance(network, Performer):
            assert scale is not None
            move_performer(network, base, self.scale, scale, told)
        else:
            assert isinstance(network, Composer)
            move_composer(network, base, score)
        known = _first_layer(base)[:, -len(self.trained.styles) :]
        chosen = choose_styles(network, known, len(dataset.styles), loss_of)
        return [self.trained.styles[number] for number in chosen]


def _first_layer(network: Any) -> Tensor:
    """The weights whose last columns are styles."""
    layer: Tensor = network.decoder.inputs.weight if isinstance(network, VAE) else network.recurrent.layers.weight_ih_l0
    return layer


@torch.no_grad()
def choose_styles(network: nn.Module, known: Tensor, styles: int, loss_of: Callable[[int], float]) -> list[int]:
    """Fill the columns of `styles` styles from `known`, (hidden, n): for each style the one of the lowest loss."""
    chosen = []
    columns = _first_layer(network)[:, -styles:]
    network.eval()
    for number in range(styles):
        losses = []
        for column in known.T:
            columns[:, number] = column
            losses.append(loss_of(number))
        chosen.append(int(np.argmin(losses)))
        columns[:, number] = known[:, chosen[-1]]
    network.train()
    return chosen


def load_base(name: str | Path) -> Base:
    """The networks of an exported model, by name or folder. Raises ModelError, NoBase."""
    model = load_model(name)
    bundle = model.bundle
    try:
        spec, config = bundle.spec, TrainConfig.from_dict(bundle.training["config"])
        weights = {graph: read_weights(model.graph(graph)) for graph in bundle.graphs}
        decoder, low, composer = weights["decoder"], weights["decoder_low"], weights["composer"]
        statistics = Statistics(
            _bands(decoder), _bands(low), composer["scale.mean"].numpy(), composer["scale.deviation"].numpy()
        )
        scale = LatentScale(*(decoder[f"latents.{part}"] for part in ("order", "mean", "deviation", "rest")))
        rates = DescriptorSpec(spec, bundle.frames_per_step, bundle.steps_per_score)
        stereo = StereoSpec(spec, bundle.stereo_bands) if bundle.stereo_bands else None
        trained = Trained(bundle.styles, spec, spec.low_latency, rates, stereo, statistics)
        networks = {
            stage: build(stage, trained, config, len(scale.order)).eval()
            for stage in ("autoencoder", "performer", "composer")
        }
        vae = {f"encoder.{key}": value for key, value in _of(weights["encoder"]).items()}
        vae |= {f"decoder.{key}": value for key, value in (_of(low) | _of(decoder)).items()}
        for quality, graph in (("high", decoder), ("low", low)):
            vae |= {f"decoder.{quality}_residual.{key}": value for key, value in processes_in(graph).items()}
        networks["autoencoder"].load_state_dict(vae)
        for stage in ("performer", "composer"):
            networks[stage].load_state_dict(_of(weights[stage]))
        _check(model, trained, scale, networks, weights)
    except (KeyError, RuntimeError, ValueError, TypeError) as error:
        raise NoBase(f"the model {bundle.name} has other networks than this version trains: it cannot go on") from error
    except TrainingError as error:
        raise NoBase(f"the weights of the model {bundle.name} cannot be taken from its graphs ({error})") from error
    return Base(model, config, trained, scale, networks)


def _of(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Those of the network, without what is around it in the graph."""
    return {name.removeprefix("network."): value for name, value in weights.items() if name.startswith("network.")}


def processes_in(decoder: dict[str, Tensor]) -> dict[str, Tensor]:
    """Of the residual in a decoder's graph. Of two that are equal, as before any training, a graph keeps the first."""
    same = {"mix2": "mix1", "skew2": "skew1"}
    found = {name: decoder.get(f"moving.{name}") for name in Processes._fields}
    return {name: decoder[f"moving.{same[name]}"] if value is None else value for name, value in found.items()}


def _bands(decoder: dict[str, Tensor]) -> BandStatistics:
    return BandStatistics(*(decoder[name].numpy() for name in ("bands.mean", "bands.deviation", "lowest", "highest")))


def _check(
    model: Model, trained: Trained, scale: LatentScale, networks: dict[str, Any], weights: dict[str, dict[str, Tensor]]
) -> None:
    """That the networks do what the graphs do. Raises TrainingError."""
    graphs = build_graphs(trained, networks["autoencoder"], scale, networks["performer"], networks["composer"])
    for name, graph in graphs.items():
        for limit in {"lowest", "highest"} & set(weights[name]):  # of the model's recordings, headroom included
            getattr(graph.module, limit).copy_(weights[name][limit])
        if graph.states:
            parity(graph, model.graph(name), seed=1, steps=CHECKED_STEPS)
        else:
            _check_encoder(graph, model.graph(name))


@torch.no_grad()
def _check_encoder(graph: Graph, path: Path) -> None:
    shape = graph.example[0].shape
    frames = np.random.default_rng(1).normal(-8.0, 3.0, shape).astype(np.float32)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ours = graph.module(torch.from_numpy(frames)).numpy()
    theirs = session.run(None, {"frames": frames})[0]
    if float(np.abs(ours - theirs).max()) > ENCODER_TOLERANCE:
        raise TrainingError(f"{path.name}: the network made of it does something else")
