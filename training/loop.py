"""One training loop for all networks: budget in minutes or steps, checkpoints, resume, early stop, TensorBoard.

A step is the sum of the gradients of a batch's shards, each with random numbers that follow from seed, step and shard
alone: how many processes share the shards, and whether the run was interrupted, changes nothing in what is learnt.

A checkpoint holds weights, optimiser, step, seconds spent and best validation loss; it is written beside its place and
renamed, every CHECK_EVERY_S and when the run is interrupted. The learning rate falls along a half cosine of the budget.
"""

from __future__ import annotations

import logging
import math
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from tqdm import tqdm

from training.average import WeightAverage
from training.checkpoint import TrainingError, load_checkpoint, save_atomically
from training.config import TrainConfig
from training.distributed import Group
from training.logbook import Logbook

log = logging.getLogger(__name__)

CHECK_EVERY_S = 45.0  # between validations, each of which writes a checkpoint
PATIENCE = 12  # validations without a better one that end a stage,
PATIENT_SHARE = 0.25  # if they took this share of the budget: the falling learning rate still brings something later
WARM_UP_STEPS = 100
LARGEST_GRADIENT = 1.0  # norm over all weights; what is longer is shortened


@dataclass(frozen=True)
class Budget:
    """When a stage ends: after `minutes` of training or after `steps`, whichever is given."""

    minutes: float | None = None
    steps: int | None = None

    def spent(self, seconds: float, step: int) -> float:
        """Share of the budget used, 0..1."""
        if self.steps is not None:
            return min(1.0, step / max(1, self.steps))
        assert self.minutes is not None
        return min(1.0, seconds / max(1e-9, 60.0 * self.minutes))


Losses = dict[str, Tensor]
Loss = Callable[[Any, float], Losses]


def rate_at(spent: float, step: int) -> float:
    """Share of the learning rate in force: a short warm-up, then half a cosine down to a twentieth."""
    return min(1.0, (step + 1) / WARM_UP_STEPS) * (0.05 + 0.475 * (1.0 + math.cos(math.pi * spent)))


def seed_with(*numbers: int) -> None:
    """All of torch's chance from here on follows from these numbers."""
    torch.manual_seed(int(np.random.SeedSequence(numbers).generate_state(1, np.uint64)[0]))


def shard_of(batch: Sequence[Tensor], shard: int, shards: int, device: torch.device) -> Any:
    """One of `shards` equal parts of the rows of every tensor, in the batch's own kind of tuple."""
    parts = [tensor.chunk(shards)[shard].to(device) for tensor in batch]
    return type(batch)(*parts) if hasattr(batch, "_fields") else tuple(parts)


@contextmanager
def asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Within, Ctrl-C and `kill` are a question that the loop answers after its step; asked again, they interrupt."""
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Stage:
    """One network's training: what a checkpoint holds, and one step of it.

    name: of the stage and its files. rate: the highest learning rate. number: part of every seed.
    """

    def __init__(
        self, name: str, number: int, model: nn.Module, loss: Loss, config: TrainConfig, rate: float, group: Group
    ) -> None:
        if config.shards % group.size:
            raise TrainingError(
                f"{group.size} processes cannot share {config.shards} shards of a batch: give --shards {group.size} or "
                "a multiple of it"
            )
        self.name, self.number, self.config, self.group, self.rate = name, number, config, group, rate
        self.model = model.to(group.device)
        self.loss = loss
        self.weights = [weight for weight in model.parameters() if weight.requires_grad]
        self.optimiser = torch.optim.AdamW(self.weights, rate, weight_decay=0.01, fused=True)
        self.average = WeightAverage(self.weights, config.ema)
        self.step, self.seconds, self.best, self.since_best = 0, 0.0, math.inf, 0
        self.best_weights = self.evaluated_weights()
        self.settings = {"config": config.to_dict(), "stage": name}

    def evaluated_weights(self) -> dict[str, Tensor]:
        with self.average.applied():
            return {name: value.detach().cpu().clone() for name, value in self.model.state_dict().items()}

    def contents(self) -> dict[str, Any]:
        return {
            "weights": self.model.state_dict(), "best_weights": self.best_weights, "average": self.average.values,
            "optimiser": self.optimiser.state_dict(), "step": self.step, "seconds": self.seconds, "best": self.best,
            "since_best": self.since_best, "extra": self.settings,
        }  # fmt: skip

    def resume(self, path: Path) -> None:
        """Raises TrainingError if the checkpoint is of other settings; those it does not know have their defaults."""
        state = load_checkpoint(path)
        known = {"config": TrainConfig.from_dict(state["extra"]["config"]).to_dict(), "stage": state["extra"]["stage"]}
        if known != self.settings:
            raise TrainingError(f"{path} was trained with other settings: repeat them, or leave out --resume")
        self.model.load_state_dict(state["weights"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average.load(state.get("average", []))
        self.step, self.seconds, self.best, self.since_best = (
            state[key] for key in ("step", "seconds", "best", "since_best")
        )
        self.best_weights = state["best_weights"]

    def learn(self, batch: Sequence[Tensor], spent: float) -> dict[str, float]:
        """One step on this process's shards and everybody else's. Raises TrainingError, before any weight is changed,
        when loss or gradients are no longer numbers."""
        shards, mine = self.config.shards, self.config.shards // self.group.size
        device = self.group.device
        for values in self.optimiser.param_groups:
            values["lr"] = self.rate * rate_at(spent, self.step)
        self.optimiser.zero_grad(set_to_none=True)
        sums: dict[str, Tensor] = {}
        for shard in range(self.group.rank * mine, (self.group.rank + 1) * mine):
            seed_with(self.config.seed, self.number, self.step, shard)
            with torch.autocast(device.type, torch.bfloat16, enabled=self.config.in_bf16(device)):
                losses = self.loss(shard_of(batch, shard, shards, device), spent)
            (losses["loss"] / shards).backward()  # type: ignore[no-untyped-call]
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + value.detach().float() / shards
        self.group.add([*sums.values(), *(weight.grad for weight in self.weights if weight.grad is not None)])
        length = nn.utils.clip_grad_norm_(self.weights, LARGEST_GRADIENT)
        if not (torch.isfinite(sums["loss"]) and torch.isfinite(length)):
            what = "gradients are" if torch.isfinite(sums["loss"]) else "loss is"
            raise TrainingError(
                f"{self.name}: the {what} no longer a number at step {self.step}: the last good checkpoint, if there "
                "is one, is whole: go on with --resume and a lower --beta, or start again with another --seed"
            )
        self.optimiser.step()
        self.average.update(self.step)
        self.step += 1
        return {name: float(value) for name, value in sums.items()}

    @torch.no_grad()
    def validate(self, held: Sequence[Sequence[Tensor]]) -> dict[str, float]:
        """Mean losses of the averaged weights in eval mode; each process takes some of the batches."""
        self.model.eval()
        sums: dict[str, Tensor] = {}
        with self.average.applied():
            for number in range(self.group.rank, len(held), self.group.size):
                seed_with(self.config.seed, number)  # the same chance each time: two checkpoints differ by their weights
                losses = self.loss(shard_of(held[number], 0, 1, self.group.device), 1.0)
                sums = {name: sums.get(name, 0.0) + value for name, value in losses.items()}
        self.model.train()
        self.group.add(list(sums.values()))
        values = {name: float(value) / len(held) for name, value in sums.items()}
        self.since_best = 0 if values["loss"] < self.best else self.since_best + 1
        if self.since_best == 0:
            self.best, self.best_weights = values["loss"], self.evaluated_weights()
        return values


def run_stage(
    stage: Stage,
    batches: Callable[[int], Iterator[Any]],
    held: Sequence[Any],
    budget: Budget,
    folder: Path,
    resume: bool,
) -> dict[str, Any]:
    """Train until the budget is spent or validation stops improving; leaves the best weights in the stage's model.

    batches: the training batches from a step on. held: batches to validate with, at least as many as processes.
    Writes folder/<name>.pt and returns its contents. Raises TrainingError on a loss that is not finite and when a
    checkpoint cannot be written; KeyboardInterrupt, its checkpoint written, when asked to stop.
    """
    path, group = folder / f"{stage.name}.pt", stage.group
    if resume and path.is_file():
        stage.resume(path)
    group.wait()  # until all have read it
    logbook = Logbook(folder / "tensorboard" / stage.name if group.first else None, stage.step)
    stage.model.train()
    started, checked = time.monotonic() - stage.seconds, time.monotonic()
    bar = tqdm(total=100.0, desc=stage.name, unit="%", disable=not group.first,
               bar_format="{desc} {bar} {n:.0f}% {elapsed}<{remaining} {postfix}")  # fmt: skip

    def save() -> None:
        if group.first:
            save_atomically(path, stage.contents())

    def check() -> None:
        values = stage.validate(held)
        logbook.write("validation", values, stage.step)
        save()
        bar.set_postfix_str(f"step {stage.step} validation {values['loss']:.4f} best {stage.best:.4f}")

    spent = spent_at_best = budget.spent(stage.seconds, stage.step)
    examples = batches(stage.step)
    try:
        with asked_to_stop() as asked:
            while spent < 1.0:
                if stage.since_best == 0:
                    spent_at_best = spent
                elif stage.since_best >= PATIENCE and spent - spent_at_best >= PATIENT_SHARE:
                    break
                losses = stage.learn(next(examples), spent)
                stage.seconds = time.monotonic() - started
                spent, due, stop = group.largest(
                    budget.spent(stage.seconds, stage.step), time.monotonic() - checked >= CHECK_EVERY_S, asked()
                )
                if stage.step % 20 == 0 or spent >= 1.0:
                    logbook.write("train", losses, stage.step)
                    bar.update(100.0 * spent - bar.n)
                if spent >= 1.0 or due or (stop and stage.best == math.inf):
                    check()
                    checked = time.monotonic()
                elif stop:
                    save()
                if stop and spent < 1.0:
                    log.info("%s: stopped at step %d, its checkpoint is written", stage.name, stage.step)
                    raise KeyboardInterrupt
    finally:
        bar.close()
        logbook.close()
    group.wait()  # until the last checkpoint is written
    stage.model.load_state_dict(stage.best_weights)
    stage.model.eval()
    return load_checkpoint(path)
