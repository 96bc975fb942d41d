"""`realtime-train export`: a run folder to a model folder: ONNX graphs, model.json, presets.toml,
CARD.md.

Every graph is checked against torch over 1 000 recurrent steps before anything is put in its place; the folder is
built beside its target and renamed, so that a model is there whole or not at all.
"""

from __future__ import annotations

import json
import logging
import shutil
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from realtime.bundle import GRAPHS, PLAIN, QUALITIES, Bundle, sha256
from realtime.features.descriptors import ATTACK_DB, FLUX, LOUDNESS, NOTES
from realtime.presets.library import FACTORY_FILE
from training.card import write_card
from training.checkpoint import TrainingError, load_checkpoint
from training.config import TrainConfig
from training.dataset import Dataset
from training.decay import decay
from training.fit import latent_scale, trained
from training.graphs import Graph, build_graphs
from training.latent_map import latent_map, rounded
from training.latent_scale import LatentScale
from training.licences import check_destination, combined
from training.presets import presets_text

log = logging.getLogger(__name__)

OPSET = 17
PARITY_STEPS = 1000
PARITY_TOLERANCE = 2e-3  # of a state in -1..1 or a normalised output, after 1 000 steps; measured 2e-6 to 1.3e-4
PHRASE_STEPS, PHRASES_PER_STYLE = 48, 6
QUANTILES = (1, 15, 50, 85, 99)  # percent, of the plain descriptors of a style
# Of weights with odds, and of widths. Composer, 0.85 and 0.7: notes half as often and half as many as in recordings;
# 1 and 0.9: the level's second differences of the recordings, but its centroid and flatness wander off in places.
TEMPERATURES = {"composer": [1.0, 0.75], "performer": [1.0, 0.8]}


def export(
    run: Path,
    name: str,
    out: Path,
    licence: str | None = None,
    parity_steps: int = PARITY_STEPS,
    dataset: Dataset | None = None,
    about: str | None = None,
) -> Path:
    """Write out/name. licence: stated for recordings whose manifest states none. parity_steps: of the check.
    dataset: the run's, if it is loaded already. about: for the card, see `write_card`.

    Returns the model folder. Raises TrainingError: run unfinished, parity lost; PrepareError: `out` is where models are
    given away and a licence is not known.
    """
    try:
        settings = json.loads((run / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TrainingError(f"{run} is not a training run ({error}): make one with 'realtime-train fit'") from error
    config = TrainConfig.from_dict(settings["config"])
    dataset = dataset or Dataset(Path(settings["dataset"]), config)
    licence = (licence or "").strip() or None
    check_destination(dataset.pieces, out, licence)
    vae, autoencoder_state = trained("autoencoder", dataset, run, config)
    scale = latent_scale(dataset, vae)
    performer, performer_state = trained("performer", dataset, run, config, len(scale.order))
    composer, composer_state = trained("composer", dataset, run, config)
    graphs = build_graphs(dataset, vae, scale, performer, composer)

    out.mkdir(parents=True, exist_ok=True)
    folder = out / f".{name}.part"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        for graph_name, graph in graphs.items():
            export_graph(graph, folder / f"{graph_name}.onnx")
        recurrent = {name: graph for name, graph in graphs.items() if graph.states}
        worst = {n: parity(graph, folder / f"{n}.onnx", seed=1, steps=parity_steps) for n, graph in recurrent.items()}
        if parity_steps:
            log.info("torch against ONNX after %d steps: %s", parity_steps, worst)
        states = {"performer": performer_state, "composer": composer_state, autoencoder_state["extra"]["stage"]:
                  autoencoder_state, "autoencoder": load_checkpoint(run / "autoencoder.pt")}  # fmt: skip
        facts = {
            "minutes": {stage: round(state["seconds"] / 60.0, 1) for stage, state in states.items()},
            "steps": {stage: state["step"] for stage, state in states.items()},
            "validation": {stage: round(state["best"], 4) for stage, state in states.items()},
            "parity": worst,
            "config": config.to_dict(),
        }
        base = settings.get("base")
        licences = " AND ".join(combined(dataset.pieces, licence))
        if base:  # what it knew of other recordings, it still knows
            licences = " AND ".join(dict.fromkeys([*licences.split(" AND "), *base["licence"].split(" AND ")]))
            facts["base"] = base["name"]
        bundle = describe(dataset, name, licences, graphs, vae, scale, folder, facts)
        (folder / "model.json").write_text(bundle.to_json(), encoding="utf-8")
        (folder / FACTORY_FILE).write_text(presets_text(bundle), encoding="utf-8")
        write_card(folder / "CARD.md", bundle, dataset, licence, base, about)
        target = out / name
        retired = out / f".{name}.old"
        shutil.rmtree(retired, ignore_errors=True)
        if target.exists():
            target.rename(retired)
        folder.rename(target)
        shutil.rmtree(retired, ignore_errors=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return target


def export_graph(graph: Graph, path: Path) -> None:
    """One graph through torch's TorchScript exporter, whose LSTM stays one ONNX node (and can be quantised later)."""
    dynamic = {} if graph.states else {"frames": {1: "frames"}, "latents": {1: "steps"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph.module, graph.example, str(path), input_names=graph.inputs, output_names=graph.outputs,
            opset_version=OPSET, dynamo=False, dynamic_axes=dynamic,
        )  # fmt: skip


@torch.no_grad()
def parity(graph: Graph, path: Path, seed: int, steps: int = PARITY_STEPS) -> float:
    """Largest difference between torch and ONNX Runtime over `steps` recurrent steps, each fed its own output.

    Mixture draws are compared at temperature 0.5 with the same noise. A draw on the edge between two components may
    fall either way by rounding; ONNX then takes over torch's state, and more than one such step in 100 is a failure.
    Raises TrainingError beyond PARITY_TOLERANCE.
    """
    import onnxruntime

    rng = np.random.default_rng(seed)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    inputs = {k: v.clone() for k, v in zip(graph.inputs, graph.example, strict=True)}
    ours = {k: v.numpy().copy() for k, v in inputs.items()}
    worst, edges = 0.0, 0
    for _ in range(steps):
        for key in inputs:
            if key in ("gumbel", "normal", "logistic"):
                draw = getattr(rng, "standard_normal" if key == "normal" else key)(size=inputs[key].shape)
                inputs[key] = torch.from_numpy(draw.astype(np.float32))
                ours[key] = draw.astype(np.float32)
            elif key == "temperature":
                inputs[key] = torch.full((2,), 0.5)
                ours[key] = np.full(2, 0.5, np.float32)
        theirs = [t.numpy() for t in graph.module(*inputs.values())]
        got = session.run(None, ours)
        difference = max(float(np.abs(a - b).max()) for a, b in zip(theirs, got, strict=True))
        if difference > PARITY_TOLERANCE and graph.components and float(np.abs(theirs[1] - got[1]).max()) < 1e-3:
            edges += 1
            got = [t.copy() for t in theirs]
            difference = 0.0
        worst = max(worst, difference)
        _feed_back(graph, inputs, [torch.from_numpy(t.copy()) for t in theirs])
        for key, value in zip(graph.states, got[-len(graph.states) :], strict=True):
            ours[key] = value
        if graph.components:
            ours[graph.inputs[0]] = got[0]
    if worst > PARITY_TOLERANCE or edges > steps // 100:
        raise TrainingError(
            f"{path.name}: ONNX and torch differ by {worst:.2g} over {steps} steps ({edges} edges): not exported"
        )
    return worst


def _feed_back(graph: Graph, inputs: dict[str, Tensor], results: list[Tensor]) -> None:
    for key, value in zip(graph.states, results[-len(graph.states) :], strict=True):
        inputs[key] = value
    if graph.components:  # the composer's score and the performer's latents are their own next input
        inputs[graph.inputs[0]] = results[0]


@torch.no_grad()
def describe(
    dataset: Dataset,
    name: str,
    licence: str,
    graphs: dict[str, Graph],
    vae: Any,
    scale: LatentScale,
    folder: Path,
    facts: dict[str, Any],
) -> Bundle:
    """model.json: everything the runtime needs that is not a weight."""
    score = np.concatenate([part.score for part in dataset.train])
    low, high = np.percentile(score, [0.5, 99.5], axis=0)
    low[NOTES:], high[NOTES:] = 0.0, 1.0
    quantiles, decays, phrases = [], [], {}
    step_s = dataset.descriptors.frames_per_step * dataset.descriptors.steps_per_score / dataset.features.frame_rate
    rng = np.random.default_rng(0)
    for number, style in enumerate(dataset.styles):
        parts = [part for part in dataset.train if part.style == number and len(part.score) > PHRASE_STEPS]
        parts = parts or [part for part in dataset.train if part.style == number]
        heard = np.concatenate([part.score for part in parts])
        of_style = np.percentile(heard[:, :PLAIN], QUANTILES, axis=0)
        of_style[:, FLUX] = np.percentile(_attacks(heard), QUANTILES) if _attacks(heard).size else 0.0
        quantiles.append([rounded(row) for row in of_style])
        decays.append(decay([part.score for part in parts], step_s))
        excerpts = (parts[i % len(parts)].score for i in range(PHRASES_PER_STYLE))
        phrases[style] = [_phrase(score, of_style[2, LOUDNESS], rng) for score in excerpts]
    attacks = _attacks(score)
    return Bundle(
        name=name,
        styles=dataset.styles,
        licence=licence,
        features=dataset.features.to_dict(),
        frames_per_step=dataset.descriptors.frames_per_step,
        steps_per_score=dataset.descriptors.steps_per_score,
        latents=len(scale.order),
        states={n: graph.states for n, graph in graphs.items()},
        components={n: graphs[n].components for n in GRAPHS},
        score_low=rounded(low),
        score_high=rounded(high),
        style_quantiles=quantiles,
        temperatures=TEMPERATURES,
        decays=rounded(decays),
        map=latent_map(dataset, vae, scale),
        phrases=phrases,
        onset_flux=round(float(np.percentile(attacks, 75)) if len(attacks) else 2.0 * ATTACK_DB, 3),
        hashes={n: sha256(folder / f"{n}.onnx") for n in graphs},
        parameters=sum(p.numel() for p in {p for graph in graphs.values() for p in graph.module.parameters()}),
        training=facts,
        qualities=list(QUALITIES),
        stereo_bands=dataset.stereo.bands if dataset.stereo else 0,
    )


def _attacks(score: np.ndarray) -> np.ndarray:
    """(n,) dB, every attack in (., 65) score rows."""
    return np.asarray(score[score[:, FLUX] > 0.0, FLUX])


def _phrase(score: np.ndarray, median_loudness: float, rng: np.random.Generator) -> list[list[float]]:
    """An excerpt at about the style's loudness, so that no walk starts in a pause."""
    if len(score) <= PHRASE_STEPS:
        return [rounded(row) for row in score]
    starts = rng.integers(0, len(score) - PHRASE_STEPS, 8)
    best = min(starts, key=lambda s: abs(score[s : s + PHRASE_STEPS, LOUDNESS].mean() - median_loudness))
    return [rounded(row) for row in score[best : best + PHRASE_STEPS]]
