"""Fine-tuning: a run that begins with an exported model's weights begins by doing what that model does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from conftest import SmallRun
from torch import Tensor, nn

from realtime import load_model
from training.cells import Recurrent
from training.checkpoint import TrainingError, load_checkpoint
from training.composer import Composer, as_described
from training.config import TrainConfig
from training.dataset import Dataset
from training.export import export
from training.fit import STAGES, fit, trained
from training.folding import Change, move_composer, move_performer, move_vae
from training.latent_scale import LatentScale
from training.onnx_weights import read_weights
from training.performer import Performer
from training.vae import VAE
from training.warm_start import Base, NoBase, choose_styles, load_base

SMALL = TrainConfig(decoder_hidden=16, performer_hidden=12, composer_hidden=12, batch=2, shards=1, latent_dim=4)


@pytest.fixture(autouse=True)
def seed() -> None:
    """Of the random networks: one in some hundred has a width at its limit, where folding is not exact."""
    torch.manual_seed(0)


@pytest.fixture(scope="module")
def base(small_run: SmallRun) -> Base:
    return load_base(small_run.model)


def test_the_weights_in_the_graphs_are_those_that_were_trained(base: Base, small_run: SmallRun) -> None:
    data = Dataset(small_run.dataset)
    for stage in STAGES:
        network, _ = trained(stage, data, small_run.run, SMALL, len(base.scale.order))
        ours = base.networks[stage].state_dict()
        for name, value in network.state_dict().items():
            if name.endswith(("residual.taps", "residual.mix1", "residual.mix2")):  # of unit variance in a graph
                value = value / value.square().sum(dim=0, keepdim=True).sqrt()
            assert torch.equal(ours[name], value), (stage, name)
    assert np.array_equal(base.trained.statistics.bands.deviation, data.statistics.bands.deviation)
    assert np.array_equal(base.trained.statistics.score_mean, data.statistics.score_mean)


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_every_cell_comes_back_from_its_graph(cell: str, tmp_path: Path) -> None:
    """Three layers, a sequence without and one with a bias behind them, as torch exports them."""

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.recurrent = Recurrent(cell, 3, 5, layers=3)
            self.last = nn.Sequential(nn.Linear(5, 4, bias=False), nn.ELU(), nn.Linear(4, 2))

        def forward(self, inputs: Tensor, *state: Tensor) -> Any:
            outputs, after = self.recurrent(inputs, state)
            return self.last(outputs), *after

    network = Network().eval()
    example = (torch.randn(1, 1, 3), *network.recurrent.initial_state())
    torch.onnx.export(network, example, str(tmp_path / "a.onnx"), dynamo=False, opset_version=17)
    found = read_weights(tmp_path / "a.onnx")
    assert set(found) == set(network.state_dict())
    for name, value in network.state_dict().items():
        assert torch.equal(found[name], value), name


def change(size: int, seed: int, events: slice = slice(0)) -> tuple[Change, Tensor, Tensor]:
    """A change of units, and x and x * factor + shift: the same values in the new and in the old."""
    rng = torch.Generator().manual_seed(seed)
    factor, shift = torch.rand(size, generator=rng) + 0.5, torch.randn(size, generator=rng)
    shift[events] = 0.0
    factor[events] = 0.8  # notes share one
    new = torch.randn(1, 9, size, generator=rng)
    return Change(factor, shift), new, new * factor + shift


def close(a: Tensor, b: Tensor) -> None:
    """Rounding of sums of some hundred float32 values; measured at most 3e-6."""
    assert float((a - b).detach().abs().max()) < 3e-5


def test_a_composer_in_new_units_writes_the_same_score() -> None:
    base, moved = Composer(3, SMALL).eval(), Composer(3, SMALL).eval()
    score, new, old = change(65, 1, events=slice(3, 64))
    with torch.no_grad():
        move_composer(moved, base, score)
        moved.recurrent.layers.weight_ih_l0[:, -3:] = base.recurrent.layers.weight_ih_l0[:, -3:]
        styles = torch.rand(1, 9, 3)
        (ours, _), (theirs, _) = moved(new, styles), base(old, styles)
        close(ours.log_weights, theirs.log_weights)
        close(ours.log_odds, theirs.log_odds)
        close(as_described(ours.means) * score.factor + score.shift, as_described(theirs.means))
        close(as_described(ours.log_widths) + torch.log(score.factor), as_described(theirs.log_widths))


def test_a_performer_in_new_units_plays_the_same_latents() -> None:
    """Of five raw latents, 3, 0, 4 in that order become 0, 1, 3: one goes and is constant, one comes, two stay."""
    base, moved = Performer(3, 2, SMALL).eval(), Performer(3, 2, SMALL).eval()
    raw_mean = torch.tensor([0.3, -0.2, 0.0, 0.5, 0.8])
    old = LatentScale(torch.tensor([3, 0, 4]), torch.tensor([0.1, 0.4, 0.2]), torch.tensor([0.7, 1.2, 0.9]), raw_mean)
    new = LatentScale(torch.tensor([0, 1, 3]), torch.tensor([0.2, 0.0, 0.1]), torch.tensor([0.8, 0.6, 1.1]), raw_mean)
    told, described, described_old = change(64, 2)
    sigma = torch.randn(1, 9, 3)
    with torch.no_grad():
        move_performer(moved, base, old, new, told)
        moved.recurrent.layers.weight_ih_l0[:, -2:] = base.recurrent.layers.weight_ih_l0[:, -2:]
        styles = torch.rand(1, 9, 2)
        ours, _ = moved(sigma, described, styles)
        theirs, _ = base(old.from_raw(new.to_raw(sigma)), described_old, styles)
        close(ours.log_weights, theirs.log_weights)
        for here, there in ((0, 1), (2, 0)):  # raw 0 and raw 3
            in_raw = ours.means[..., here] * new.deviation[here] + new.mean[here]
            close(in_raw, theirs.means[..., there] * old.deviation[there] + old.mean[there])
            widths = ours.log_widths[..., here] + torch.log(new.deviation[here])
            close(widths, theirs.log_widths[..., there] + torch.log(old.deviation[there]))


def test_an_autoencoder_in_new_units_keeps_latents_and_frames() -> None:
    base, moved = VAE(6, 12, 4, 2, SMALL).eval(), VAE(6, 12, 4, 3, SMALL).eval()
    bands, frames, frames_old = change(6, 3)
    low, _, _ = change(12, 4)
    told, described, described_old = change(64, 5)
    with torch.no_grad():
        move_vae(moved, base, 3, bands, low, told)
        moved.decoder.inputs.weight[:, -3:-1] = base.decoder.inputs.weight[:, -2:]
        z, z_old = moved.encoder(frames)[0], base.encoder(frames_old)[0]
        close(z[:, 4:5], z_old[:, 4:5])  # the ends are padded with zeros, which mean other frames now
        styles = torch.rand(1, 9, 2)
        ours, _ = moved.decoder(z_old, described, torch.cat([styles, torch.zeros(1, 9, 1)], dim=-1))
        theirs, _ = base.decoder(z_old, described_old, styles)
        close(moved.decoder.high(ours) * bands.factor + bands.shift, base.decoder.high(theirs))
        close(moved.decoder.low(ours) * low.factor + low.shift, base.decoder.low(theirs))
        close(moved.decoder.stereo(ours), base.decoder.stereo(theirs))  # type: ignore[misc]


def test_a_style_begins_as_the_one_that_does_best() -> None:
    """Two new styles that sound like the base's styles 2 and 0."""
    base, network = Composer(4, SMALL), Composer(2, SMALL)
    known = torch.randn(48, 4)
    score = torch.randn(1, 9, 65)
    with torch.no_grad():
        move_composer(network, base, Change(torch.ones(65), torch.zeros(65)))
        base.recurrent.layers.weight_ih_l0[:, -4:] = known
        wanted = [base.eval()(score, torch.eye(4)[n].expand(1, 9, 4))[0].means for n in (2, 0)]

        def loss_of(style: int) -> float:
            said, _ = network(score, torch.eye(2)[style].expand(1, 9, 2))
            return float((said.means - wanted[style]).abs().mean())

        assert choose_styles(network, known, 2, loss_of) == [2, 0]
    assert torch.equal(network.recurrent.layers.weight_ih_l0[:, -2:], known[:, [2, 0]])


def test_a_run_begins_where_its_base_ended(base: Base, small_run: SmallRun, tmp_path: Path) -> None:
    """On the same recordings, after one step of a warm-up: the validation losses of the base. Measured differences: up
    to 0.006 (the step); a new network's losses are 0.2 to 2 higher."""
    settings = replace(SMALL, beta=0.01)
    fit(small_run.dataset, tmp_path / "run", settings, steps=1, base=base)
    for stage in STAGES:
        before, after = (load_checkpoint(run / f"{stage}.pt")["best"] for run in (small_run.run, tmp_path / "run"))
        assert after == pytest.approx(before, abs=0.03), stage
    model = load_model(export(tmp_path / "run", "second", tmp_path, licence="CC0-1.0", parity_steps=5))
    assert set(model.bundle.licence.split(" AND ")) == {"CC0-1.0", "CC-BY-4.0"}
    assert "began with the weights of the model small" in (model.path / "CARD.md").read_text()
    with pytest.raises(TrainingError, match="--from small"):
        fit(small_run.dataset, tmp_path / "run", settings, steps=2, resume=True)


def test_what_does_not_fit_together_is_refused(base: Base, small_run: SmallRun) -> None:
    assert base.settings(TrainConfig(beta=0.5), given={"beta"}) == replace(SMALL, beta=0.5, batch=8, shards=2)
    with pytest.raises(NoBase, match="has latent-dim 4, not 9"):
        base.settings(TrainConfig(latent_dim=9), given={"latent_dim"})
    data = Dataset(small_run.dataset)
    data.features = replace(data.features, bands=96)
    with pytest.raises(NoBase, match="other features"):
        base.check(data)
