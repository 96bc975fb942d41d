"""A stage of training keeps what it learnt: through signals, full disks, numbers that are none, other precisions."""

from __future__ import annotations

import itertools
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

import training.loop
from training.average import WeightAverage
from training.checkpoint import TrainingError, load_checkpoint
from training.config import TrainConfig
from training.distributed import Group
from training.loop import Budget, run_stage
from training.stage import Losses, Stage, seed_with

CONFIG = TrainConfig(batch=8, precision="float32", learning_rate=0.05)
WIDTH = 100  # a checkpoint takes 160 kB: weights, best weights, two moments


class Line(nn.Module):
    """A straight line to be learnt, its inputs blurred by torch's own chance and through dropout."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Dropout(0.2), nn.Linear(WIDTH, WIDTH))

    def loss(self, inputs: Tensor, targets: Tensor) -> Losses:
        error = self.layers(inputs + 0.1 * torch.randn_like(inputs)) - targets
        return {"loss": (error**2).mean()}


def batches(first: int = 0, at: int = -1, then: Callable[[], object] = lambda: None) -> Iterator[tuple[Tensor, Tensor]]:
    """Batches from a step on; `then` is called before that of step `at`."""
    for step in itertools.count(first):
        if step == at:
            then()
        inputs = torch.randn(8, WIDTH, generator=torch.Generator().manual_seed(step))
        yield inputs, 0.3 * inputs.flip(1)


HELD = list(itertools.islice(batches(1000), 2))


def stage(folder: Path, config: TrainConfig = CONFIG, group: Group | None = None) -> Stage:
    torch.manual_seed(0)
    model = Line()
    return Stage(folder / "line.pt", 0, model, lambda batch, spent: model.loss(*batch), config, 0.05, group or Group())


def ask(number: int) -> None:
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_asked_to_stop_has_lost_nothing(number: int, tmp_path: Path) -> None:
    """Stopped in step 12 of 30 by a real signal, long before a checkpoint is due; resumed: the same weights."""
    config = replace(CONFIG, ema=0.9)
    (tmp_path / "cut").mkdir()
    whole = run_stage(stage(tmp_path, config), batches, HELD, Budget(steps=30), resume=False)
    with pytest.raises(KeyboardInterrupt):
        stopped = stage(tmp_path / "cut", config)
        run_stage(stopped, lambda n: batches(n, 12, lambda: ask(number)), HELD, Budget(steps=30), resume=False)
    assert load_checkpoint(tmp_path / "cut" / "line.pt")["step"] == 13  # the step that was under way is finished
    assert signal.getsignal(number) in (signal.default_int_handler, signal.SIG_DFL)
    resumed = run_stage(stage(tmp_path / "cut", config), batches, HELD, Budget(steps=30), resume=True)
    assert resumed["step"] == 30
    for part in ("weights", "best_weights"):
        for name, weight in whole[part].items():
            assert torch.equal(weight, resumed[part][name]), (part, name)


def test_asked_twice_it_stops_at_once(tmp_path: Path) -> None:
    def twice() -> None:
        ask(signal.SIGINT)
        ask(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        run_stage(stage(tmp_path), lambda n: batches(n, 3, twice), HELD, Budget(steps=10), resume=False)
    assert not (tmp_path / "line.pt").exists()


class Witness(Group):
    """Sees what a process contributes to a step."""

    def add(self, tensors: Sequence[Tensor]) -> None:
        self.seen = [tensor.clone() for tensor in tensors]


def contribution(folder: Path, rank: int, size: int) -> list[Tensor]:
    """Losses and gradients of a process, which reads its own rows of the batch only."""
    group, rows = Witness(rank, size), slice(8 * rank // size, 8 * (rank + 1) // size)
    seed_with(rank)  # whatever chance the process has had so far
    stage(folder, replace(CONFIG, shards=4), group).learn([part[rows] for part in next(batches())], 0.0)
    return group.seen


@pytest.mark.parametrize("size", [2, 4])
def test_what_processes_learn_together_is_what_one_learns_alone(size: int, tmp_path: Path) -> None:
    """Noise and dropout included. Measured: 6e-8 of a loss of 0.56, 4e-9 of gradients of 0.04."""
    parts = [contribution(tmp_path, rank, size) for rank in range(size)]
    for alone, *shared in zip(contribution(tmp_path, 0, 1), *parts, strict=True):
        assert (alone - sum(shared)).abs().max() < 1e-7 and alone.abs().max() > 1e-3


def test_processes_that_cannot_share_a_batch_are_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"3 processes cannot share 2 shards.*--shards 3"):
        stage(tmp_path, group=Group(0, 3))


@pytest.mark.parametrize("what", ["loss is", "gradients are"])
def test_numbers_that_are_none_stop_training_and_change_nothing(what: str, tmp_path: Path) -> None:
    run_stage(stage(tmp_path), batches, HELD, Budget(steps=5), resume=False)
    good = (tmp_path / "line.pt").read_bytes()
    broken = stage(tmp_path)

    def loss(batch: tuple[Tensor, Tensor], spent: float) -> Losses:
        value = broken.model.loss(*batch)["loss"]  # type: ignore[operator]
        weight = broken.weights[0]
        # The square root of zero has no slope: a loss of 0 + value, whose gradient is not a number.
        return {"loss": value * float("nan") if what == "loss is" else value + torch.sqrt(0.0 * weight).sum()}

    broken.loss = loss
    with pytest.raises(
        TrainingError, match=rf"{what} no longer a number at step 5; the last good checkpoint, .*line.pt"
    ):
        run_stage(broken, batches, HELD, Budget(steps=10), resume=True)
    assert (tmp_path / "line.pt").read_bytes() == good
    for name, weight in broken.model.state_dict().items():
        assert torch.equal(weight, load_checkpoint(tmp_path / "line.pt")["weights"][name])


def fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError):
        while True:
            filler.write(b"\0" * 4096)


def test_a_full_disk_leaves_the_checkpoint_before_it_whole(full_disk: Path) -> None:
    first = run_stage(stage(full_disk), batches, HELD, Budget(steps=5), resume=False)
    fill(full_disk)
    with pytest.raises(
        TrainingError, match=r"line\.pt cannot be written \(No space.*the one before it is whole.*--resume"
    ):
        run_stage(stage(full_disk), batches, HELD, Budget(steps=10), resume=True)
    kept = load_checkpoint(full_disk / "line.pt")
    assert kept["step"] == 5 and torch.equal(kept["weights"]["layers.1.weight"], first["weights"]["layers.1.weight"])
    assert not list(full_disk.glob("*.part"))
    (full_disk / "filler").unlink()
    assert run_stage(stage(full_disk), batches, HELD, Budget(steps=10), resume=True)["step"] == 10


@pytest.mark.parametrize("obstacle", ["file", "full"])
def test_logs_that_cannot_be_written_do_not_end_training(
    obstacle: str, full_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(training.loop, "REPORT_EVERY", 1)
    if obstacle == "file":
        (tmp_path / "tensorboard").write_text("in the way")
    else:
        (tmp_path / "tensorboard").symlink_to(full_disk)
        fill(full_disk)
    hook = threading.excepthook
    with caplog.at_level(logging.WARNING):
        assert run_stage(stage(tmp_path), batches, HELD, Budget(steps=40), resume=False)["step"] == 40
    assert sum("no more logs" in record.message for record in caplog.records) == 1
    assert threading.excepthook is hook


def test_averaged_weights_are_smoother_and_are_what_is_kept(tmp_path: Path) -> None:
    """Against the recursion written out; and the kept weights are the average's."""
    weight = nn.Parameter(torch.zeros(1))
    average = WeightAverage([weight], 0.9)
    expected = 0.0
    for step in range(50):
        with torch.no_grad():
            weight.fill_((-1.0) ** step)
        average.update(step)
        decay = min(0.9, (1 + step) / (10 + step))
        expected = decay * expected + (1 - decay) * (-1.0) ** step
    with average.applied():
        assert weight.item() == pytest.approx(expected, abs=1e-6)
    assert weight.item() == -1.0 and abs(expected) < 0.1

    contents = run_stage(stage(tmp_path, replace(CONFIG, ema=0.9)), batches, HELD, Budget(steps=20), resume=False)
    assert torch.equal(contents["best_weights"]["layers.1.weight"], contents["average"][0])
    assert not torch.equal(contents["weights"]["layers.1.weight"], contents["average"][0])


def test_half_the_bits_learn_the_same_line(tmp_path: Path) -> None:
    """bf16 products, float32 weights. Measured: 0.04837 and 0.04836 after 60 steps."""
    best = {}
    for precision in ("float32", "bf16"):
        one = stage(tmp_path, replace(CONFIG, precision=precision))
        best[precision] = run_stage(one, batches, HELD, Budget(steps=60), resume=False)["best"]
        assert {weight.dtype for weight in one.weights} == {torch.float32}
    assert best["bf16"] != best["float32"]
    assert best["bf16"] == pytest.approx(best["float32"], rel=0.02)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"cell": "tcn"}, "use lstm, gru or rnn"),
        ({"precision": "int8"}, "use auto, float32 or bf16"),
        ({"batch": 9}, "9 cannot be cut into 2"),
        ({"composer_attention": 1e4}, "composer_attention 10000.0 is outside 0..600"),
        ({"free_bits": float("nan")}, "free_bits nan is outside"),
    ],
)
def test_impossible_settings_are_refused(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        TrainConfig(**settings)  # type: ignore[arg-type]


def test_a_checkpoint_from_before_a_setting_existed_goes_on_with_its_default(tmp_path: Path) -> None:
    run_stage(stage(tmp_path), batches, HELD, Budget(steps=3), resume=False)
    contents = load_checkpoint(tmp_path / "line.pt")
    del contents["extra"]["config"]["scheduled_sampling"], contents["average"]
    torch.save(contents, tmp_path / "line.pt")
    assert run_stage(stage(tmp_path), batches, HELD, Budget(steps=4), resume=True)["step"] == 4
    with pytest.raises(TrainingError, match="other settings"):
        run_stage(stage(tmp_path, replace(CONFIG, scheduled_sampling=0.5)), batches, HELD, Budget(steps=5), resume=True)
