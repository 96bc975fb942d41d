"""Recordings become models that play: small ones, through the real prepare, fit, export, and engine."""

from __future__ import annotations

import json
import os
import shutil
import signal
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from training_tools import RATE, SMALL

from realtime import Engine, load_model
from realtime.bundle import GRAPHS
from realtime.parameters import Registry
from realtime.presets import Presets
from training.checkpoint import TrainingError
from training.cli import main
from training.dataset import BandStatistics, Dataset, Draw
from training.evaluation.parts import BUDGETS, PARTS, Budget
from training.export import PARITY_TOLERANCE, export, parity
from training.fit import build, encode_all, fit, latent_scale, trained
from training.graphs import build_graphs
from training.prepare import prepare
from training.stage import Stage

torch.set_num_threads(1)  # as many threads as cores, beside other work, wait for each other most of the time


@pytest.fixture(scope="module")
def run(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    fit(dataset, folder, SMALL, steps=30)
    return folder


@pytest.fixture(scope="module")
def model(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(run, "small", tmp_path_factory.mktemp("models"))


def weights(run: Path, stage: str) -> dict[str, torch.Tensor]:
    state: dict[str, torch.Tensor] = torch.load(run / f"{stage}.pt", weights_only=True)["weights"]
    return state


def test_prepare_reads_rates_channels_styles_and_licences(dataset: Path) -> None:
    contents = json.loads((dataset / "dataset.json").read_text())
    assert contents["styles"] == ["plucks", "wind"]
    assert [piece["seconds"] for piece in contents["pieces"]] == pytest.approx([8.71, 8.71, 8.71, 8.0], abs=0.02)
    assert {piece["licence"] for piece in contents["pieces"]} == {"CC0-1.0", "CC-BY-NC-4.0"}
    for piece in contents["pieces"]:
        frames = np.load(dataset / "frames" / f"{piece['id']}.npy")
        described = np.load(dataset / "descriptors" / f"{piece['id']}.npy")
        assert frames.shape == (len(described), 128) and np.isfinite(frames).all() and np.isfinite(described).all()
        low = np.load(dataset / "frames_low" / f"{piece['id']}.npy")
        assert low.shape[1] == 128 and len(low) - 2 * len(frames) in (-1, 0) and np.isfinite(low).all()


def test_prepare_hears_the_sides_of_stereo_recordings_only(dataset: Path) -> None:
    """The tunes have half the amplitude on the right: balance (1 - 1/4) / (1 + 1/4), coherence 1 / (1 + 1/4)."""
    for piece in Dataset(dataset).pieces:
        file = dataset / "stereo" / f"{piece.id}.npy"
        assert file.is_file() == piece.stereo == (piece.style == "plucks")
        if piece.stereo:
            described = np.load(dataset / "descriptors" / f"{piece.id}.npy")
            stereo = np.load(file).astype(np.float32)[described[:, 0] > -40.0]
            assert stereo[:, 3:7] == pytest.approx(0.6, abs=0.01)
            assert stereo[:, 19:23] == pytest.approx(0.8, abs=0.01)


def test_prepare_again_decodes_nothing_and_changes_nothing(recordings: Path, dataset: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in dataset.rglob("*.npy")}
    assert prepare([recordings], dataset, workers=1) == json.loads((dataset / "dataset.json").read_text())
    assert {p: p.stat().st_mtime_ns for p in dataset.rglob("*.npy")} == before


def test_a_licence_named_later_reaches_the_dataset_without_decoding_again(recordings: Path, dataset: Path) -> None:
    manifest = recordings / "manifest.csv"
    text = manifest.read_text()
    before = {p: p.stat().st_mtime_ns for p in dataset.rglob("*.npy")}
    try:
        manifest.write_text(text.replace("CC-BY-NC-4.0", "CC-BY-4.0").replace("source", "source (where from)"))
        piece = next(p for p in prepare([recordings], dataset, workers=1)["pieces"] if p["style"] == "wind")
        assert (piece["licence"], piece["source"]) == ("CC-BY-4.0", "there")
        assert {p: p.stat().st_mtime_ns for p in dataset.rglob("*.npy")} == before
    finally:
        manifest.write_text(text)
        prepare([recordings], dataset, workers=1)


def test_validation_hears_nothing_that_training_heard(dataset: Path) -> None:
    data = Dataset(dataset)
    assert data.validation and len(data.train) == 4
    for held in data.validation:
        whole = np.load(dataset / "frames" / f"{held.piece.id}.npy")
        for heard in (part for part in data.train if part.piece.id == held.piece.id):
            start = len(heard.frames)
            assert np.array_equal(heard.frames, whole[:start])
            assert np.array_equal(held.frames, whole[start : start + len(held.frames)]) and len(held.frames)


@pytest.mark.parametrize("stage", ["autoencoder", "performer", "composer"])
def test_training_lowers_the_loss(run: Path, dataset: Path, stage: str) -> None:
    """On the same batch, in eval mode: 30 steps against none."""
    data = Dataset(dataset, SMALL)
    vae, _ = trained("autoencoder", data, run, SMALL)
    scale = latent_scale(data, vae)
    latents, alive = encode_all(data, vae, scale), len(scale.order)
    batch: Any
    if stage == "autoencoder":
        batch = next(data.frame_batches(data.train, 96, 0.0, Draw(8, 0))), 1.0
    elif stage == "performer":
        batch = next(data.latent_batches(data.train, latents, 193, 0.0, Draw(8, 0)))
    else:
        batch = next(data.score_batches(data.train, 385, 0.0, Draw(8, 0)))
    torch.manual_seed(SMALL.seed)
    with torch.no_grad():
        before = build(stage, data, SMALL, alive).eval().loss(*batch)  # type: ignore[operator]
        after = trained(stage, data, run, SMALL, alive)[0].loss(*batch)
    for part in {"loss", "error", "error_low", "stereo"} & set(before):
        assert after[part] < before[part]


def test_the_decoder_trains_on_while_its_latents_keep_their_meaning(dataset: Path, run: Path, tmp_path: Path) -> None:
    shutil.copytree(run, tmp_path, dirs_exist_ok=True)
    fit(dataset, tmp_path, SMALL, steps=10, stages=("decoder",))
    data = Dataset(dataset, SMALL)
    before, _ = trained("autoencoder", data, run, SMALL)
    after, checkpoint = trained("autoencoder", data, tmp_path, SMALL)
    assert checkpoint["extra"]["stage"] == "decoder"
    changed = {name for name, value in after.state_dict().items() if not torch.equal(value, before.state_dict()[name])}
    assert changed and all(name.startswith("decoder.") for name in changed)
    for head in ("high", "low", "stereo", "recurrent"):
        assert any(name.startswith(f"decoder.{head}.") for name in changed)
    fit(dataset, tmp_path, SMALL, steps=1, stages=("autoencoder",))  # another encoder: that decoder is not for it
    assert trained("autoencoder", data, tmp_path, SMALL)[1]["extra"]["stage"] == "autoencoder"


def test_the_same_seed_trains_the_same_weights(run: Path, dataset: Path, tmp_path: Path) -> None:
    fit(dataset, tmp_path, SMALL, steps=30, stages=("autoencoder",))
    for name, tensor in weights(tmp_path, "autoencoder").items():
        assert torch.equal(tensor, weights(run, "autoencoder")[name]), name


def test_an_interrupted_run_resumes_to_the_same_weights(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked to stop in step 4 of 8, resumed: as if nothing had happened."""
    learn = Stage.learn

    def interrupted(stage: Stage, batch: Any, spent: float) -> dict[str, float]:
        if stage.step == 4:
            os.kill(os.getpid(), signal.SIGINT)
        return learn(stage, batch, spent)

    fit(dataset, tmp_path / "whole", SMALL, steps=8, stages=("autoencoder",))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Stage, "learn", interrupted)
        fit(dataset, tmp_path / "cut", SMALL, steps=8, stages=("autoencoder",))
    fit(dataset, tmp_path / "cut", SMALL, steps=8, stages=("autoencoder",), resume=True)
    whole, cut = weights(tmp_path / "whole", "autoencoder"), weights(tmp_path / "cut", "autoencoder")
    for name, tensor in whole.items():
        assert torch.equal(tensor, cut[name]), name


@pytest.mark.parametrize("stage", ["autoencoder", "performer", "composer"])
def test_a_step_has_the_same_batch_whoever_reads_it_and_from_wherever(stage: str, dataset: Path) -> None:
    data = Dataset(dataset)
    steps = data.descriptors.steps_per_score
    latents = {id(part): torch.randn(len(part.score) * steps, 3) for part in data.train}
    batches = {
        "autoencoder": lambda draw: data.frame_batches(data.train, 32, 0.3, draw),
        "performer": lambda draw: data.latent_batches(data.train, latents, 33, 0.3, draw),
        "composer": lambda draw: data.score_batches(data.train, 17, 0.3, draw),
    }[stage]
    whole = list(islice(batches(Draw(6, 5)), 4))
    later = next(batches(Draw(6, 5, first=3)))
    shares = [next(batches(Draw(6, 5, 3, rank, 2))) for rank in range(2)]
    for column, tensor in enumerate(whole[3]):
        assert torch.equal(tensor, later[column])
        assert torch.equal(tensor, torch.cat([share[column] for share in shares]))
    assert not torch.equal(whole[2][0], whole[3][0]) and len(whole[0][0]) == 6


def test_resuming_with_other_settings_is_refused(run: Path, dataset: Path) -> None:
    with pytest.raises(TrainingError, match="other settings"):
        fit(dataset, run, replace(SMALL, beta=0.5), steps=30, resume=True, stages=("composer",))


def test_nan_stops_training_and_keeps_the_checkpoint(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fit(dataset, tmp_path, SMALL, steps=5, stages=("autoencoder",))
    good = weights(tmp_path, "autoencoder")
    normalise = BandStatistics.normalise
    monkeypatch.setattr(
        BandStatistics, "normalise", lambda self, frames, steps: normalise(self, frames, steps) * float("nan")
    )
    with pytest.raises(TrainingError, match="no longer a number"):
        fit(dataset, tmp_path, SMALL, steps=10, stages=("autoencoder",), resume=True)
    for name, tensor in weights(tmp_path, "autoencoder").items():
        assert torch.equal(tensor, good[name])


@pytest.mark.parametrize(("cell", "kind"), [("lstm", "linlog"), ("gru", "mel"), ("rnn", "mfcc")])
def test_every_cell_and_every_kind_of_features_exports_exactly_and_plays(
    cell: str, kind: str, recordings: Path, tmp_path: Path
) -> None:
    command = ["prepare", str(recordings / "wind"), str(tmp_path / "data"), "--kind", kind, "--bands", "80"]
    assert CliRunner().invoke(main, command).exit_code == 0
    fit(tmp_path / "data", tmp_path / "run", replace(SMALL, cell=cell), steps=2)
    model = load_model(export(tmp_path / "run", cell, tmp_path, parity_steps=200))  # or raises
    assert (model.bundle.spec.kind, model.bundle.spec.dim) == (kind, 40 if kind == "mfcc" else 80)
    assert max(model.bundle.training["parity"].values()) < PARITY_TOLERANCE
    out = np.zeros((RATE, 2), np.float32)
    engine = Engine(model, seed=1)
    engine.process(out)
    level = 10 * np.log10(np.mean(out[RATE // 2 :] ** 2))
    assert level == pytest.approx(engine.generator.usual_loudness, abs=4.0)  # noise: 2.5 dB below, as means of logs are


def test_styles_blend_and_can_be_left_out(run: Path, dataset: Path) -> None:
    """Half of each gives frames nearer to either than these are to each other; so does no style at all."""
    data = Dataset(dataset, SMALL)
    vae, _ = trained("autoencoder", data, run, SMALL)
    batch = next(data.frame_batches(data.validation, 96, 0.0, Draw(4, 0)))
    one, other, both, none = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5], [0.0, 0.0]])[:, None, None].expand(
        4, 4, 96, 2
    )
    with torch.no_grad():
        latents = vae.encoder(batch.frames)[0]
        frames = [vae.decoder.high(vae.decoder(latents, batch.descriptors, s)[0]) for s in (one, other, both, none)]
    apart = (frames[0] - frames[1]).abs().mean()
    assert apart > 0.01
    for blend in frames[2:]:
        assert all((blend - frames[n]).abs().mean() < apart for n in range(2))


def test_parity_notices_a_wrong_weight(run: Path, dataset: Path, model: Path) -> None:
    data = Dataset(dataset, SMALL)
    vae, _ = trained("autoencoder", data, run, SMALL)
    scale = latent_scale(data, vae)
    performer, _ = trained("performer", data, run, SMALL, len(scale.order))
    composer, _ = trained("composer", data, run, SMALL)
    graphs = build_graphs(data, vae, scale, performer, composer)
    assert parity(graphs["decoder"], model / "decoder.onnx", seed=3, steps=50) < PARITY_TOLERANCE
    with torch.no_grad():
        next(vae.decoder.recurrent.parameters())[0] += 0.1
    with pytest.raises(TrainingError, match="differ"):
        parity(graphs["decoder"], model / "decoder.onnx", seed=3, steps=50)


def test_the_card_names_every_recording_and_warns_of_its_licence(model: Path) -> None:
    card = (model / "CARD.md").read_text()
    for text in ("Tune 0", "Tune 2", "A. Player", "By B. Weather", "CC-BY-NC-4.0", "NO COMMERCIAL USE"):
        assert text in card


def test_a_model_comes_with_presets_of_its_styles_and_of_what_lies_between_them(model: Path, tmp_path: Path) -> None:
    loaded = load_model(model)
    presets = Presets.of(loaded, Registry(loaded.bundle), tmp_path)
    assert not presets.problems and not [preset.warning for preset in presets.factory.values() if preset.warning]
    one, other = loaded.bundle.styles
    assert {one, other, f"{one} and {other}", f"still {one}", f"low {one}"} <= presets.factory.keys()
    assert presets.find(other).parameters == {f"style/{one}": 0.0, f"style/{other}": 1.0}


def test_a_model_folder_is_complete_and_nothing_is_left_beside_it(model: Path) -> None:
    graphs = (*GRAPHS, "decoder_low")
    assert {p.name for p in model.iterdir()} == {
        *(f"{g}.onnx" for g in graphs),
        "model.json",
        "presets.toml",
        "CARD.md",
    }
    assert [p.name for p in model.parent.iterdir()] == [model.name]


def test_evaluate_measures_every_part_and_writes_it_down(
    model: Path, recordings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny = Budget(1, 6.0, 1, 6.0, 1, 6.0, 2, 3, styles=1, independent=False)
    monkeypatch.setitem(BUDGETS, "quick", tiny)
    folder = tmp_path / "small"
    shutil.copytree(model, folder)
    command = ["evaluate", str(folder), "--reference", str(recordings), "--quick", "--json", "--card"]
    heard = ["--train", str(recordings), "--plots", str(tmp_path / "plots")]
    first = CliRunner().invoke(main, [*command, *heard])
    assert first.exit_code == 0, first.output
    result = json.loads(first.stdout)
    assert set(result) == {*PARTS, "styles", "made"} - {"reconstruction"}
    assert set(result["styles"]) == {"plucks", "wind"}
    for row in result["styles"].values():
        assert 0.5 < row["band_error_db"] < 40.0
        assert row["mr_stft"] > row["mr_stft_inversion"] > 0.0
    assert {"generated", "train", "ratio", "baselines"} <= set(result["frechet"])
    assert set(result["frechet"]["baselines"]) == {"noise", "shuffled", "loop"}
    assert {"loudness", "centroid", "flatness", "density", "pitch_class", "note"} <= set(result["control"])
    assert 0.0 < result["novelty"]["styles"]["plucks"]["nearest"] < 1.5
    assert (result["stability"]["seconds"], result["stability"]["nan"], result["stability"]["exact"]) == (3, 0, True)
    assert result["rhythm"]["plucks"]["reference"]["onset_rate"] == pytest.approx(2.0, abs=0.4)  # a pluck each 0.5 s
    pictures = {p.name for p in (tmp_path / "plots").glob("*.png")}
    assert pictures == {f"{name}.png" for name in ("style-plucks", "intervals", "control", "novelty", "stability")}
    card = (folder / "CARD.md").read_text()
    assert f"| all | {result['frechet']['generated']:.2f} |" in card

    again = json.loads(CliRunner().invoke(main, [*command, "--only", "rhythm"]).stdout)
    generated = [found["rhythm"]["plucks"]["generated"] for found in (result, again)]
    assert generated[0] == generated[1]  # the same seed: the same sound
    card = (folder / "CARD.md").read_text()
    assert card.count("\n## Evaluation") == 1 and "Rhythm" in card and "Fréchet" not in card and "Tune 0" in card
