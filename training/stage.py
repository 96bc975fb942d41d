"""One network's training: what a checkpoint holds, one step, one validation.

A step is the sum of the gradients of a batch's shards, each with random numbers that follow from seed, step and shard
alone: how many processes share the shards, and whether the run was interrupted, changes nothing in what is learnt.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.average import WeightAverage
from training.checkpoint import TrainingError, load_checkpoint, load_weights, save_atomically
from training.config import TrainConfig
from training.distributed import Group

WARM_UP_STEPS = 100
LARGEST_GRADIENT = 1.0  # norm over all weights; what is longer is shortened

Losses = dict[str, Tensor]
Loss = Callable[[Any, float], Losses]  # of a batch, given the share of the budget spent


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


class Stage:
    """A model with its optimiser, the average of its weights, and how far it is.

    path: of the checkpoint, named after the stage. number: part of every seed. rate: the highest learning rate.
    Raises TrainingError where the processes cannot share the shards of a batch.
    """

    def __init__(
        self, path: Path, number: int, model: nn.Module, loss: Loss, config: TrainConfig, rate: float, group: Group
    ) -> None:
        if config.shards % group.size:
            raise TrainingError(
                f"{group.size} processes cannot share {config.shards} shards of a batch: give --shards {group.size} or "
                "a multiple of it"
            )
        self.path, self.name, self.number = path, path.stem, number
        self.config, self.group, self.rate, self.loss = config, group, rate, loss
        self.model = model.to(group.device)
        self.bf16 = config.in_bf16(group.device)
        self.weights = [weight for weight in model.parameters() if weight.requires_grad]
        self.optimiser = torch.optim.AdamW(self.weights, rate, weight_decay=0.01, fused=True)
        self.average = WeightAverage(self.weights, config.ema)
        self.step, self.seconds, self.best, self.since_best = 0, 0.0, math.inf, 0
        self.best_weights = self._evaluated()
        self.settings = {"config": config.to_dict(), "stage": self.name}

    def save(self) -> None:
        """Write the checkpoint, in the first process. Raises TrainingError."""
        if self.group.first:
            contents = {
                "weights": self.model.state_dict(), "best_weights": self.best_weights, "average": self.average.values,
                "optimiser": self.optimiser.state_dict(), "step": self.step, "seconds": self.seconds,
                "best": self.best, "since_best": self.since_best, "extra": self.settings,
            }  # fmt: skip
            save_atomically(self.path, contents)

    def resume(self) -> None:
        """Go on from the checkpoint; settings that it does not know yet were the defaults. Raises TrainingError."""
        state = load_checkpoint(self.path)
        known = {"config": TrainConfig.from_dict(state["extra"]["config"]).to_dict(), "stage": state["extra"]["stage"]}
        if known != self.settings:
            raise TrainingError(f"{self.path} was trained with other settings: repeat them, or leave out --resume")
        load_weights(self.model, state["weights"], self.path)
        self.optimiser.load_state_dict(state["optimiser"])
        self.average.load(state.get("average", []))
        self.step, self.seconds, self.best = state["step"], state["seconds"], state["best"]
        self.since_best, self.best_weights = state["since_best"], state["best_weights"]

    def learn(self, batch: Sequence[Tensor], spent: float) -> dict[str, float]:
        """One step. batch: the rows of this process. Returns the losses over all rows of all processes.

        Raises TrainingError, before any weight is changed, when loss or gradients are no longer numbers.
        """
        shards, device = self.config.shards, self.group.device
        mine = shards // self.group.size
        for values in self.optimiser.param_groups:
            values["lr"] = self.rate * rate_at(spent, self.step)
        self.optimiser.zero_grad(set_to_none=True)
        sums: Losses = {}
        for shard in range(mine):
            seed_with(self.config.seed, self.number, self.step, self.group.rank * mine + shard)
            with torch.autocast(device.type, torch.bfloat16, enabled=self.bf16):
                losses = self.loss(shard_of(batch, shard, mine, device), spent)
            (losses["loss"] / shards).backward()  # type: ignore[no-untyped-call]
            _accumulate(sums, losses, 1.0 / shards)
        for weight in self.weights:
            if weight.grad is None:  # chance left it out here; in another process perhaps not
                weight.grad = torch.zeros_like(weight)
        self.group.add([*sums.values(), *(weight.grad for weight in self.weights if weight.grad is not None)])
        length = nn.utils.clip_grad_norm_(self.weights, LARGEST_GRADIENT)
        for what, value in (("loss is", sums["loss"]), ("gradients are", length)):
            if not torch.isfinite(value):
                kept = f"; the last good checkpoint, {self.path}, is kept and can be exported"
                raise TrainingError(
                    f"{self.name}: the {what} no longer a number at step {self.step}"
                    f"{kept if self.path.is_file() else ''}; start again with a lower --beta or another --seed"
                )
        self.optimiser.step()
        self.average.update(self.step)
        self.step += 1
        return {name: float(value) for name, value in sums.items()}

    @torch.no_grad()
    def validate(self, held: Sequence[Sequence[Tensor]]) -> dict[str, float]:
        """Mean losses in eval mode and float32 of the averaged weights, which are kept if they are the best.

        held: batches, at least as many as processes, each of which takes its share.
        """
        self.model.eval()
        sums: Losses = {}
        with self.average.applied():
            for number in range(self.group.rank, len(held), self.group.size):
                seed_with(self.config.seed, number)  # the same chance each time: what differs is the weights
                _accumulate(sums, self.loss(shard_of(held[number], 0, 1, self.group.device), 1.0), 1.0 / len(held))
        self.model.train()
        self.group.add(list(sums.values()))
        values = {name: float(value) for name, value in sums.items()}
        self.since_best = 0 if values["loss"] < self.best else self.since_best + 1
        if self.since_best == 0:
            self.best, self.best_weights = values["loss"], self._evaluated()
        return values

    def finish(self) -> dict[str, Any]:
        """Leave the best weights in the model, on the CPU, in eval mode; returns the checkpoint's contents."""
        self.model.load_state_dict(self.best_weights)
        self.model.cpu().eval()
        return load_checkpoint(self.path)

    def _evaluated(self) -> dict[str, Tensor]:
        with self.average.applied():
            return {name: value.detach().cpu().clone() for name, value in self.model.state_dict().items()}


def _accumulate(sums: Losses, losses: Losses, weight: float) -> None:
    for name, value in losses.items():
        sums[name] = sums.get(name, torch.zeros_like(value, dtype=torch.float32)) + weight * value.detach().float()
