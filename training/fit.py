"""`realtime-train fit`: a dataset to a run folder with three trained networks. Read from top to bottom.

    autoencoder   frames <-> latents, given descriptors and style
    performer     descriptors -> latents, step by step
    composer      the score of descriptors itself; needs no latents, so that it can train beside the other two
    decoder       only if asked for: the autoencoder's second half again, its encoder held, so that the latents keep
                  their meaning and the performer stays right

A run folder holds config.json, autoencoder.pt, performer.pt, composer.pt, perhaps decoder.pt, and tensorboard/.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from realtime.bundle import write_atomically
from training.checkpoint import TrainingError, load_checkpoint, load_weights
from training.composer import Composer
from training.config import TrainConfig
from training.dataset import Dataset, Described, Draw, Part
from training.distributed import Group
from training.latent_scale import LatentScale
from training.loop import Budget, Watch, run_stage
from training.performer import Performer
from training.stage import Losses, Stage, seed_with
from training.vae import VAE

if TYPE_CHECKING:
    from training.warm_start import Base

log = logging.getLogger(__name__)

STAGES = ("autoencoder", "performer", "composer")
DECODER = "decoder"
SHARE = {"autoencoder": 0.4, "performer": 0.2, "composer": 0.4, DECODER: 1.0}  # of the time, beside others
FINE_TUNING_RATE = 0.5  # of the learning rate, from a base
DECODER_RATE = 0.5  # of the learning rate: it begins from weights that are good already
WINDOW = {"autoencoder": 96, DECODER: 96, "performer": 193, "composer": 385}  # steps: 1.0, 1.0, 2.1, 16.4 s
LATENT_ALIVE_NATS = 0.02  # a latent that carries less is pruned
VALIDATION_EXAMPLES, LEAST_VALIDATION = 256, 2  # windows of usual length at most; batches at least
TRIED = 4  # examples of each style, to choose which of a base's styles it begins as


def span_of(stage: str, dataset: Described, config: TrainConfig) -> int:
    """Steps that the attention of a stage's network looks back, 0 without it."""
    rate = dataset.features.frame_rate / dataset.descriptors.frames_per_step
    if stage == "composer":
        return round(config.composer_attention * rate / dataset.descriptors.steps_per_score)
    return round((config.performer_attention if stage == "performer" else config.decoder_attention) * rate)


def build(stage: str, dataset: Described, config: TrainConfig, alive: int = 0) -> torch.nn.Module:
    """The untrained network of a stage; `alive`: latents left for the performer."""
    styles, span = len(dataset.styles), span_of(stage, dataset, config)
    if stage in ("autoencoder", DECODER):
        frames, stereo = dataset.descriptors.frames_per_step, dataset.stereo.dim if dataset.stereo else 0
        low = 2 * frames * dataset.low_features.dim
        vae = VAE(frames * dataset.features.dim, low, stereo, styles, config, span)
        for residual, bands in (
            (vae.decoder.high_residual, dataset.statistics.bands),
            (vae.decoder.low_residual, dataset.statistics.low_bands),
        ):
            residual.in_units(bands.mean, bands.deviation)
        return vae
    return Performer(alive, styles, config, span) if stage == "performer" else Composer(styles, config, span)


def fit(
    dataset_folder: Path,
    run: Path,
    config: TrainConfig,
    minutes: float | None = None,
    steps: int | None = None,
    stages: tuple[str, ...] = STAGES,
    resume: bool = False,
    group: Group | None = None,
    base: Base | None = None,
    shares: Mapping[str, float] = SHARE,
    watching: Callable[[Dataset], Watch] | None = None,
) -> None:
    """Train the stages asked for, in order.

    minutes: for all stages asked for together, split by `shares`. steps: of each stage, instead of minutes.
    resume: continue from the checkpoints in `run`. group: who trains; they share the two folders.
    base: a model whose weights the stages begin with. watching: makes what looks on (`run_stage`), from the dataset.
    Raises PrepareError, TrainingError, GroupError, NoBase.
    """
    group = group or Group()
    dataset = Dataset(dataset_folder, config)
    settings = {"config": config.to_dict(), "dataset": str(dataset_folder.resolve()), "styles": dataset.styles,
                "pieces": [piece.id for piece in dataset.pieces],
                "base": base.describe() if base is not None else None}  # fmt: skip
    if base is not None:
        base.check(dataset)
    if resume:
        _check_beginning(run, settings)
    if group.first:
        run.mkdir(parents=True, exist_ok=True)
        write_atomically(run / "config.json", json.dumps(settings, indent=1))
    watch = watching(dataset) if watching is not None and group.first else None
    for stage in (*STAGES, DECODER):
        if stage not in stages:
            continue
        share = shares[stage] / sum(shares[other] for other in set(stages))
        budget = Budget(steps=steps) if steps else Budget(minutes=(minutes or 10.0) * share)
        _fit_stage(stage, dataset, run, config, budget, resume, group, base, watch)


def _check_beginning(run: Path, settings: dict[str, Any]) -> None:
    """That a run goes on with the recordings and the base that it began with. Raises TrainingError."""
    if not any((run / f"{stage}.pt").is_file() for stage in STAGES):
        return
    before = json.loads((run / "config.json").read_text(encoding="utf-8"))
    base, began = settings["base"] or {}, before.get("base") or {}
    if began.get("hashes") != base.get("hashes"):
        name = began.get("name", "scratch")
        raise TrainingError(f"{run} began from {name}: repeat --from {name}, or begin in another folder")
    if before.get("pieces", settings["pieces"]) != settings["pieces"]:
        raise TrainingError(f"{run} began with other recordings: remove that folder, or begin in another one")


def _fit_stage(
    stage: str,
    dataset: Dataset,
    run: Path,
    config: TrainConfig,
    budget: Budget,
    resume: bool,
    group: Group,
    base: Base | None,
    watch: Watch | None,
) -> None:
    number = (*STAGES, DECODER).index(stage)
    seed = config.seed * 4 + number
    torch.manual_seed(seed)
    scale, latents = None, {}
    if stage == "performer":
        vae, _ = trained("autoencoder", dataset, run, config)
        scale = latent_scale(dataset, vae)
        latents = encode_all(dataset, vae, scale)
    model = build(stage, dataset, config, len(scale.order) if scale is not None else 0)
    rate = config.learning_rate * (FINE_TUNING_RATE if base is not None else 1.0)
    if stage == DECODER:
        model, _ = trained("autoencoder", dataset, run, config)
        model.encoder.requires_grad_(False)
        rate *= DECODER_RATE
    elif stage == "autoencoder" and group.first:
        (run / f"{DECODER}.pt").unlink(missing_ok=True)  # it belongs to the encoder that goes

    # Attention that looks back further has longer windows, and fewer of them.
    usual = WINDOW[stage] if stage == "composer" else WINDOW[stage] * 2 // config.frames_per_step
    steps = max(usual, span_of(stage, dataset, config) + 1)
    rows = max(1, round(config.batch * usual / steps / config.shards)) * config.shards

    def batches(parts: list[Part], dropout: float, draw: Draw, vary: bool) -> Iterator[Any]:
        if isinstance(model, VAE):
            return dataset.frame_batches(parts, steps, dropout, draw, vary)
        if stage == "performer":
            return dataset.latent_batches(parts, latents, steps, dropout, draw)
        return dataset.score_batches(parts, steps, dropout, draw, vary)

    def examples(first: int) -> Iterator[Any]:
        draw = Draw(rows, seed, first, group.rank, group.size)
        return batches(dataset.train, config.style_dropout, draw, vary=True)

    def loss(batch: Any, spent: float) -> Losses:
        if isinstance(model, VAE):
            known = base is not None  # latents that mean something already are not to be forgotten first
            return model.loss(batch, warm_up=1.0 if known else min(1.0, spent / max(1e-9, config.kl_warm_up)))
        return model.loss(*batch, own=config.scheduled_sampling * spent)  # type: ignore[operator, no-any-return]

    if base is not None and stage != DECODER and not (resume and (run / f"{stage}.pt").is_file()):
        of_style = [[part for part in dataset.train if part.style == style] for style in range(len(dataset.styles))]
        tried = [next(batches(parts, 0.0, Draw(TRIED, 2), vary=False)) for parts in of_style]

        def loss_of(style: int) -> float:
            seed_with(config.seed, style)  # what differs from try to try is what is tried
            return float(loss(tried[style], 1.0)["loss"])

        chosen = base.begin(stage, model, dataset, scale, loss_of)
        log.info("%s: %s", stage, ", ".join(f"{b} begins as {a}" for a, b in zip(chosen, dataset.styles, strict=True)))
    # As much as was held out, not the same few recordings over and over.
    unheard = sum(len(part.score) for part in dataset.validation) * dataset.descriptors.steps_per_score
    in_batch = rows * steps * (dataset.descriptors.steps_per_score if stage == "composer" else 1)
    count = max(
        LEAST_VALIDATION,
        group.size,
        min(round(VALIDATION_EXAMPLES * usual / (rows * steps)), round(unheard / in_batch)),
    )
    held = list(islice(batches(dataset.validation, 0.0, Draw(rows, 1), vary=False), count))
    whole = Stage(run / f"{stage}.pt", number, model, loss, config, rate, group)
    run_stage(whole, examples, held, budget, resume, watch)


def trained(stage: str, dataset: Dataset, run: Path, config: TrainConfig, alive: int = 0) -> tuple[Any, dict[str, Any]]:
    """A stage's network with its best weights, and its checkpoint. Raises TrainingError if it was not trained yet.

    The autoencoder comes with the decoder that was trained after it, if one was.
    """
    path = run / f"{stage}.pt"
    if stage == "autoencoder" and (run / f"{DECODER}.pt").is_file():
        path = run / f"{DECODER}.pt"
    if not path.is_file():
        raise TrainingError(f"{run} has no {stage}.pt: run 'realtime-train fit' to the end first")
    checkpoint = load_checkpoint(path)
    model = build(stage, dataset, config, alive)
    load_weights(model, checkpoint["best_weights"], path)
    model.eval()
    return model, checkpoint


@torch.no_grad()
def latent_scale(dataset: Dataset, vae: VAE) -> LatentScale:
    """Importance is the KL divergence a latent spends, over the training parts."""
    means, kls = [], []
    for part in dataset.train:
        mean, log_variance = vae.encoder(_head(dataset, part))
        means.append(mean[0])
        kls.append(0.5 * (mean**2 + log_variance.exp() - 1.0 - log_variance)[0])
    mean, kl = torch.cat(means), torch.cat(kls).mean(0)
    order = torch.argsort(kl, descending=True)
    order = order[: max(1, int((kl > LATENT_ALIVE_NATS).sum()))]
    return LatentScale(order, mean[:, order].mean(0), mean[:, order].std(0) + 1e-4, mean.mean(0))


def _head(dataset: Dataset, part: Part, steps: int = 8000) -> Tensor:
    return dataset.normalise_frames(part.frames[: steps * dataset.descriptors.frames_per_step])[None]


@torch.no_grad()
def encode_all(dataset: Dataset, vae: VAE, scale: LatentScale) -> dict[int, Tensor]:
    """Latents in sigma of every part, by its id(): (n_steps, alive)."""
    latents = {}
    for part in dataset.train + dataset.validation:
        latents[id(part)] = scale.from_raw(vae.encoder(dataset.normalise_frames(part.frames)[None])[0][0])
    return latents
