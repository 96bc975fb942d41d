"""Each technique of the literature, chosen as a user chooses it, trains a few steps, exports exactly, and plays."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from training_tools import RATE, SMALL

import training.fit
from realtime import Engine, load_model
from training.checkpoint import load_checkpoint
from training.cli import main
from training.composer import Composer
from training.config import TrainConfig
from training.export import PARITY_TOLERANCE, export
from training.fit import fit
from training.mixture import MixtureHead, draw, with_own_draws
from training.options import config_of
from training.performer import Performer
from training.vae import VAE, FrameBatch

torch.set_num_threads(1)

LOOKING_BACK = {"composer_attention": 20.0, "performer_attention": 1.5, "decoder_attention": 0.5}
TECHNIQUES: dict[str, dict[str, object]] = {
    "lstm, attention": LOOKING_BACK,
    "gru, stacked": {"cell": "gru", "composer_layers": 3, "performer_layers": 2, "decoder_layers": 2, "ema": 0.9},
    "rnn, everything": LOOKING_BACK | {
        "cell": "rnn", "decoder_layers": 2, "free_bits": 0.2, "kl_warm_up": 0.5, "style_dropout": 0.5,
        "scheduled_sampling": 0.5, "precision": "bf16", "shards": 1,
    },
}  # fmt: skip


def open_gates(run: Path) -> None:
    """As training would: a network of a few steps pays hardly any attention yet."""
    for path in run.glob("*.pt"):
        checkpoint = load_checkpoint(path)
        for name, weight in checkpoint["best_weights"].items():
            if name.endswith("attention.gate"):
                weight.fill_(0.5)
        torch.save(checkpoint, path)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_every_technique_trains_exports_and_plays(
    technique: str, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training.fit, "VALIDATION_EXAMPLES", 1)
    config = replace(SMALL, **TECHNIQUES[technique])  # type: ignore[arg-type]
    fit(dataset, tmp_path / "run", config, steps=2)
    open_gates(tmp_path / "run")
    model = load_model(export(tmp_path / "run", "small", tmp_path, parity_steps=60))
    assert max(model.bundle.training["parity"].values()) < PARITY_TOLERANCE
    for graph, layers in (("composer", config.composer_layers), ("decoder", config.decoder_layers)):
        assert model.bundle.states[graph]["h"][0] == layers
        assert ("memory" in model.bundle.states[graph]) == (config.composer_attention > 0)
    engine = Engine(model, seed=1)
    out = np.zeros((RATE, 2), np.float32)
    engine.process(out)
    assert np.isfinite(out).all() and -60.0 < 10 * np.log10(np.mean(out[RATE // 2 :] ** 2)) < -6.0
    state = engine.save_state()
    engine.process(out)
    once = out.copy()
    engine.restore_state(state)  # the memory of the attention is part of it
    engine.process(out)
    assert np.array_equal(once, out)


def test_free_bits_cost_nothing_and_gain_nothing() -> None:
    """KL gradients reach the encoder above the floor and not below it (Kingma et al. 2016, eq. 15)."""
    torch.manual_seed(0)
    batch = FrameBatch(*(torch.zeros(2, 6, width) for width in (8, 8, 0)), torch.zeros(2), torch.zeros(2, 6, 64),
                       torch.zeros(2, 6, 1))  # fmt: skip

    def divergence(free_bits: float, bias: float) -> tuple[float, float]:
        vae = VAE(8, 8, 0, 1, replace(SMALL, beta=1.0, free_bits=free_bits, latent_dim=2))
        vae._residual = lambda *given: torch.zeros(())  # type: ignore[method-assign]
        torch.nn.init.zeros_(vae.encoder.layers[-1].weight)  # type: ignore[arg-type]
        with torch.no_grad():
            vae.encoder.layers[-1].bias.copy_(torch.tensor([bias, bias, 0.0, 0.0]))  # type: ignore[operator]
        losses = {name: value.detach() for name, value in vae.loss(batch, 1.0).items()}
        rest = (
            losses["loss"]
            - 0.5 * (losses["error"] + losses["error_low"])
            - 0.25 * losses["motion"]
            - losses["residual"]
        )
        return float(losses["kl"]), float(rest)

    for bias in (0.2, 2.0):  # mean of a latent, so that its divergence is bias^2 / 2
        kl, cost = divergence(0.5, bias)
        assert kl == pytest.approx(bias**2 / 2, rel=1e-5)
        assert cost == pytest.approx(max(0.5, kl), rel=1e-5)


def test_a_network_reads_its_own_draws_at_the_share_asked_for() -> None:
    torch.manual_seed(0)
    recorded, drawn = torch.zeros(50, 40, 3), torch.arange(1.0, 41.0)[None, :, None].expand(50, 40, 3)
    mixed = with_own_draws(recorded, lambda: drawn, 0.3)
    assert ((mixed == 0.0) | (mixed == torch.arange(40.0)[:, None])).all()  # what step t reads was drawn at step t - 1
    assert (mixed[:, 1:] > 0.0).float().mean() == pytest.approx(0.3, abs=0.04)
    assert (mixed[..., 0] == mixed[..., 2]).all()  # whole steps


@pytest.mark.parametrize("network", ["composer", "performer"])
def test_scheduled_sampling_changes_what_is_read_in_training_only(network: str) -> None:
    torch.manual_seed(0)
    styles = torch.ones(2, 12, 1)
    model = Composer(1, SMALL) if network == "composer" else Performer(4, 1, SMALL)
    width = model.head.dim
    values = (torch.randn(2, 12, width), *([] if network == "composer" else [torch.randn(2, 12, 64)]), styles)
    losses = []
    for own in (0.0, 1.0):
        torch.manual_seed(1)
        losses.append([float(model.train(mode).loss(*values, own=own)["loss"]) for mode in (False, True)])
    assert losses[0][0] == losses[1][0] and losses[0][1] != losses[1][1]


def test_draws_of_a_mixture_have_its_mean_and_its_odds() -> None:
    """20 000 draws of one component against its parameters, four standard errors."""
    torch.manual_seed(0)
    head = MixtureHead(1, 3, 1, 0.05, events=1)
    mixture = head(torch.ones(20_000, 1, 1))
    drawn = draw(mixture)[:, 0].detach()
    for value in range(2):
        width = float(mixture.log_widths[0, 0, 0, value].exp())
        assert drawn[:, value].mean() == pytest.approx(float(mixture.means[0, 0, 0, value]), abs=4 * width / 141)
        assert drawn[:, value].std() == pytest.approx(width, rel=0.03)
    there = torch.sigmoid(mixture.log_odds[0, 0, 0, 0]).item()
    assert (drawn[:, 2] != 0.0).float().mean() == pytest.approx(there, abs=4 * 0.5 / 141)


def test_options_become_settings() -> None:
    config = config_of(layers=2, composer_attention=60.0, cell="gru")
    assert (config.composer_layers, config.performer_layers, config.decoder_layers) == (2, 2, 2)
    assert config == TrainConfig(
        cell="gru", composer_attention=60.0, composer_layers=2, performer_layers=2, decoder_layers=2
    )


def test_impossible_options_are_refused_in_a_sentence(dataset: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["fit", str(dataset), str(tmp_path / "run"), "--batch", "9"])
    assert result.exit_code == 2 and "9 cannot be cut into 2" in result.output


def test_fitting_onto_a_full_disk_is_answered_with_a_sentence(dataset: Path, full_disk: Path) -> None:
    """1 MB is too little for an autoencoder of 2.6 million weights."""
    command = ["fit", str(dataset), str(full_disk / "run"), "--stage", "autoencoder", "--steps", "1", "--batch", "2"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert result.output.strip().splitlines()[-1].startswith("realtime-train: the checkpoint")
    assert "No space left" in result.output and "make room" in result.output
    assert not list((full_disk / "run").glob("*.pt*"))


@pytest.mark.parametrize("stage", ["autoencoder", "composer"])
def test_two_processes_under_torchrun_train_what_one_does(dataset: Path, tmp_path: Path, stage: str) -> None:
    """With noise, dropout, scheduled sampling and residuals that chance leaves out, over gloo. Measured: no difference
    at all."""
    options = ["--stage", stage, "--steps", "6", "--batch", "2", "--scheduled-sampling", "0.5", "--ema", "0.9",
               "--threads", "1"]  # fmt: skip
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--standalone"]
    command = [*torchrun, "-m", "training", "fit", str(dataset), str(tmp_path / "two"), *options]
    two = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | {"OMP_NUM_THREADS": "1"})
    result = CliRunner().invoke(main, ["fit", str(dataset), str(tmp_path / "one"), *options])
    assert result.exit_code == 0, result.output
    _, errors = two.communicate(timeout=300)
    assert two.returncode == 0, errors
    assert errors.count("100%") > 0 and not list((tmp_path / "two").glob("*.part"))
    one, other = (load_checkpoint(tmp_path / name / f"{stage}.pt") for name in ("one", "two"))
    assert one["best"] == pytest.approx(other["best"], abs=1e-5) and one["step"] == other["step"] == 6
    for part in ("weights", "best_weights"):
        for name, weight in one[part].items():
            assert (weight - other[part][name]).abs().max() < 1e-5, name
