"""What is drawn around the decoder's frames is distributed as what the decoder misses (`training.residual`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from realtime import Engine, load_model
from realtime.bundle import NOISE_STATES, Model
from realtime.features import FeatureSpec
from training.folding import Change, fold_residual
from training.graphs import Moving
from training.onnx_weights import read_weights
from training.residual import TAPS, Residual, initial_state
from training.warm_start import processes_in

BANDS, FRAMES, HIDDEN = 6, 2, 16


@pytest.fixture(autouse=True)
def one_chance() -> Iterator[None]:
    torch.manual_seed(0)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def any_residual() -> Residual:
    """One whose every weight does something."""
    residual = Residual(HIDDEN, FRAMES, BANDS).eval()
    with torch.no_grad():
        for weight in residual.parameters():
            weight += 0.3 * torch.randn_like(weight)
    return residual


@torch.no_grad()
def test_processes_have_unit_variance_and_forget_at_their_pace() -> None:
    processes = any_residual().processes()._replace(skew1=torch.zeros(BANDS), skew2=torch.zeros(BANDS))
    noise = torch.randn(400, 300, 2 * BANDS)
    pole = torch.linspace(0.3, 0.95, BANDS).expand(400, 300, BANDS)
    v1, v2, _ = processes.draw(noise, pole, initial_state(400, BANDS))
    settled = slice(150, None)
    for process in (v1, v2):
        assert process[:, settled].std(dim=(0, 1)).numpy() == pytest.approx(1.0, abs=0.05)
    alone = processes._replace(mix1=torch.eye(BANDS), mix2=torch.eye(BANDS))
    v1, v2, _ = alone.draw(noise, pole, initial_state(400, BANDS))
    for lag in (1, 3, 10):
        together = (v2[:, 150:-lag] * v2[:, 150 + lag :]).mean(dim=(0, 1))
        assert together.numpy() == pytest.approx((pole[0, 0] ** lag).numpy(), abs=0.05)
    beyond = (v1[:, settled][:, :-TAPS] * v1[:, settled][:, TAPS:]).mean(dim=(0, 1))
    assert beyond.numpy() == pytest.approx(0.0, abs=0.03)


@torch.no_grad()
def test_steps_one_by_one_are_the_steps_at_once() -> None:
    residual = any_residual()
    hidden, noise = torch.randn(3, 9, HIDDEN), torch.randn(3, 9 * FRAMES, 2 * BANDS)
    beginning = initial_state(3, BANDS)
    whole, _ = residual(hidden, noise, beginning)
    state, rows = beginning, []
    for step in range(9):
        moved, state = residual(hidden[:, step : step + 1], noise[:, step * FRAMES : (step + 1) * FRAMES], state)
        rows.append(moved)
    assert torch.cat(rows, dim=1).numpy() == pytest.approx(whole.numpy(), abs=1e-5)


def recorded(rows: int, steps: int) -> tuple[Tensor, Tensor]:
    """Hidden features and what a decoder that says 0 misses: an autoregressive process of two bands in three, twice as
    strong where the first feature says so, with an offset of 0.4."""
    hidden = torch.zeros(rows, steps, HIDDEN)
    hidden[..., 0] = torch.rand(rows, 1).round()
    n = steps * FRAMES + 60
    white, frames, last = torch.randn(rows, n, BANDS // 2), [], torch.zeros(rows, BANDS // 2)
    for frame in white.unbind(dim=1):
        last = 0.9 * last + (1.0 - 0.9**2) ** 0.5 * frame
        frames.append(last)
    pairs = torch.stack(frames[60:], dim=1).repeat_interleave(2, dim=-1)  # neighbours move together
    return hidden, 0.4 + pairs * (0.5 + 0.5 * hidden[:, :1, :1])


def test_it_learns_how_far_how_fast_and_together_with_what() -> None:
    residual = Residual(HIDDEN, FRAMES, BANDS)
    optimiser = torch.optim.Adam(residual.parameters(), 2e-2)
    for step in range(400):
        optimiser.param_groups[0]["lr"] = 2e-2 * (1.0 - step / 400)
        hidden, frames = recorded(16, 24)
        values = frames.reshape(16, 24, -1)
        loss = residual.loss(hidden, torch.zeros_like(values), values)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    hidden, frames = recorded(400, 60)
    with torch.no_grad():
        drawn, _ = residual(hidden, torch.randn(400, 60 * FRAMES, 2 * BANDS), initial_state(400, BANDS))
    drawn, frames = drawn[:, 60:], frames[:, 60:]
    for loud in (0.0, 1.0):
        rows = hidden[:, 0, 0] == loud
        ours, theirs = drawn[rows], frames[rows]
        assert float(ours.mean()) == pytest.approx(0.4, abs=0.08)
        for described in (
            lambda values: values.std(),
            lambda values: (values[:, 1:] - values[:, :-1]).abs().mean(),
            lambda values: (values[:, 8:] - values[:, :-8]).abs().mean(),
            lambda values: values.unflatten(-1, (-1, 2)).mean(dim=-1).std(),
        ):
            assert float(described(ours)) == pytest.approx(float(described(theirs)), rel=0.15)
        apart = (ours[..., 1::2] - ours[..., ::2]).std()  # neighbours that really are one
        assert float(apart) < 0.5 * float(ours.std())


@torch.no_grad()
def test_the_score_is_least_for_what_was_recorded() -> None:
    """Draws of the very process that made the recordings score better than weaker, stronger, faster or slower ones."""
    hidden = torch.zeros(64, 40, HIDDEN)
    truth = any_residual()
    truth.skew1.zero_()
    truth.skew2.zero_()
    noise = torch.randn(64, 80, 2 * BANDS)
    frames = truth(hidden, noise, (torch.randn(64, TAPS - 1, BANDS), torch.randn(64, 1, BANDS)))[0].reshape(64, 40, -1)

    def score(change: str) -> float:
        other = any_residual()
        other.load_state_dict(truth.state_dict())
        widths = other.head[2].bias[BANDS : 3 * BANDS]  # type: ignore[index]
        if change in ("weaker", "stronger"):
            widths += -0.6 if change == "weaker" else 0.6
        elif change == "faster":
            other.head[2].bias[3 * BANDS :] -= 3.0  # type: ignore[index]
            other.taps[:-1] = 0.0
        elif change == "elsewhere":
            other.head[2].bias[:BANDS] += 0.5  # type: ignore[index]
        torch.manual_seed(1)
        return float(np.mean([other.loss(hidden, torch.zeros_like(frames), frames) for _ in range(20)]))

    least = score("none")
    for change in ("weaker", "stronger", "faster", "elsewhere"):
        assert score(change) > least + 0.003, change


@torch.no_grad()
def test_in_other_units_it_moves_as_far() -> None:
    base, moved = any_residual(), any_residual()
    moved.load_state_dict(base.state_dict())
    factor = torch.linspace(0.5, 2.0, BANDS)
    fold_residual(moved, Change(factor.repeat(FRAMES), torch.randn(BANDS * FRAMES)))
    hidden, noise = 0.2 * torch.randn(2, 5, HIDDEN), torch.randn(2, 5 * FRAMES, 2 * BANDS)
    state = initial_state(2, BANDS)
    ours, theirs = (residual(hidden, noise, state)[0] for residual in (moved, base))
    assert (ours * factor).numpy() == pytest.approx(theirs.numpy(), abs=1e-5)


# -- on stage ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def model(compiled: None) -> Model:
    return load_model()


def played(model: Model, texture: float, seconds: float = 20.0) -> tuple[np.ndarray, np.ndarray]:
    """(n, 2) samples, and the descriptors that the decoder was told."""
    engine = Engine(model, seed=3)
    engine.set("texture", texture)
    step = round(engine.generator.step_s * engine.sample_rate)  # type: ignore[attr-defined]
    blocks, told = [], []
    for _ in range(round(seconds / engine.generator.step_s)):  # type: ignore[attr-defined]
        out = np.zeros((step, 2), np.float32)
        engine.process(out)
        blocks.append(out)
        told.append(engine.generator.told.copy())  # type: ignore[attr-defined]
    return np.concatenate(blocks), np.stack(told)


def restlessness(audio: np.ndarray) -> float:
    """Mean change of the log bands from frame to frame where something sounds, nepers."""
    frames = FeatureSpec(sample_rate=48000).forward(audio.mean(axis=1))[::2]
    heard = (frames > frames.max() - 12.0)[1:]
    return float(np.abs(np.diff(frames, axis=0))[heard].mean())


def test_texture_changes_how_it_moves_and_not_what_is_played(model: Model) -> None:
    sounds = {texture: played(model, texture) for texture in (0.0, 1.0, 2.0)}
    assert all(np.array_equal(told, sounds[1.0][1]) for _, told in sounds.values())
    still, usual, rough = (restlessness(sounds[texture][0]) for texture in (0.0, 1.0, 2.0))
    assert still * 1.3 < usual < rough / 1.2


def test_the_memory_of_the_noise_is_in_the_graphs(model: Model) -> None:
    for quality, decoder in (("high", "decoder"), ("low", "decoder_low")):
        states = model.bundle.states[decoder]
        dim = model.bundle.spec_of(quality).dim
        assert list(states)[-len(NOISE_STATES) :] == list(NOISE_STATES)
        assert (states["recent"], states["slow"]) == ([1, TAPS - 1, dim], [1, 1, dim])


def test_the_texture_goes_on_from_a_saved_state_and_begins_again_with_its_seed(model: Model) -> None:
    engine = Engine(model, seed=3)
    engine.set("texture", 2.0)

    def second() -> np.ndarray:
        out = np.zeros((48000, 2), np.float32)
        engine.process(out)
        return out

    first = second()
    state = engine.save_state()
    following = second()
    engine.restore_state(state)
    assert np.array_equal(second(), following)
    engine.reset(3)
    assert np.array_equal(second(), first)


@pytest.mark.filterwarnings("ignore")
def test_a_residual_that_never_learnt_is_found_in_its_graph(tmp_path: Path) -> None:
    """Equal weights are one in a graph."""
    untrained = Residual(HIDDEN, FRAMES, BANDS).eval()
    example = torch.zeros(1, 1, HIDDEN), torch.zeros(1, FRAMES, 2 * BANDS), initial_state(1, BANDS)
    graph = nn.ModuleDict({"moving": Moving(untrained)})
    graph.forward = lambda hidden, noise, state: graph["moving"](hidden, noise, state)  # type: ignore[method-assign]
    torch.onnx.export(graph, example, str(tmp_path / "moving.onnx"), opset_version=17, dynamo=False)
    found = processes_in(read_weights(tmp_path / "moving.onnx"))
    for name, values in untrained.processes()._asdict().items():
        assert np.array_equal(found[name].numpy(), values.detach().numpy()), name
