"""One training loop for all three networks: budget in minutes or steps, checkpoints, resume, early stop, TensorBoard.

A checkpoint holds weights, optimiser, step, seconds spent, best validation loss and the random state; it is written
beside its place and renamed. The learning rate falls along a half cosine of the budget spent.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils.tensorboard import SummaryWriter
from tqdm import tqdm

from realtime.errors import RealtimeGenError

CHECK_EVERY_S = 45.0  # between validations, each of which writes a checkpoint
PATIENCE = 12  # validations without a better one that end a stage,
PATIENT_SHARE = 0.25  # if they took this share of the budget: the falling learning rate still brings something later
WARM_UP_STEPS = 100


class TrainingError(RealtimeGenError):
    """Training cannot start, go on or be resumed; the message says why."""


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


def save_atomically(path: Path, contents: dict[str, Any]) -> None:
    temporary = path.with_suffix(".part")
    torch.save(contents, temporary)
    os.replace(temporary, path)


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Tensors and plain values only: a checkpoint from a stranger cannot run code. Raises TrainingError."""
    try:
        contents: dict[str, Any] = torch.load(path, weights_only=True)
    except (OSError, RuntimeError, ValueError, EOFError, KeyError) as error:
        raise TrainingError(f"{path} cannot be read ({error}): start again without --resume") from error
    except Exception as error:  # torch raises pickle.UnpicklingError and zipfile errors of its own
        raise TrainingError(f"{path} is not a checkpoint of ours: start again without --resume") from error
    return contents


def run_stage(
    name: str,
    model: nn.Module,
    batches: Iterator[Any],
    loss: Callable[[Any, float], Losses],
    validate: Callable[[], Losses],
    budget: Budget,
    folder: Path,
    learning_rate: float,
    resume: bool,
    extra: dict[str, Any],
) -> dict[str, Any]:
    """Train until the budget is spent or validation stops improving; leaves the best weights in `model`.

    loss: of a batch, given the share of the budget spent. validate: called with the model in eval mode.
    Writes folder/<name>.pt and returns its contents. Raises TrainingError on a loss that is not finite.
    """
    path = folder / f"{name}.pt"
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], learning_rate, weight_decay=0.01)
    step, seconds, best, since_best = 0, 0.0, math.inf, 0
    best_weights = {k: v.clone() for k, v in model.state_dict().items()}
    if resume and path.is_file():
        state = load_checkpoint(path)
        if state["extra"] != extra:
            raise TrainingError(f"{path} was trained with other settings: repeat them, or leave out --resume")
        model.load_state_dict(state["weights"])
        optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"])
        step, seconds, best, since_best = state["step"], state["seconds"], state["best"], state["since_best"]
        best_weights = state["best_weights"]
        for _ in range(step):  # the same batches in the same order as an uninterrupted run
            if budget.steps is None:
                break
            next(batches)
    writer = SummaryWriter(str(folder / "tensorboard" / name), purge_step=step)
    model.train()
    started, checked = time.monotonic() - seconds, time.monotonic()
    bar = tqdm(total=100.0, desc=name, unit="%", bar_format="{desc} {bar} {n:.0f}% {elapsed}<{remaining} {postfix}")
    bar.update(100.0 * budget.spent(seconds, step))

    def check() -> None:
        nonlocal best, since_best, best_weights
        model.eval()
        with torch.no_grad():
            values = {key: float(value) for key, value in validate().items()}
        model.train()
        for key, value in values.items():
            writer.add_scalar(f"validation/{key}", value, step)
        since_best = 0 if values["loss"] < best else since_best + 1
        if since_best == 0:
            best, best_weights = values["loss"], {k: v.clone() for k, v in model.state_dict().items()}
        contents = {
            "weights": model.state_dict(), "best_weights": best_weights, "optimiser": optimiser.state_dict(),
            "random": torch.get_rng_state(), "step": step, "seconds": seconds, "best": best,
            "since_best": since_best, "extra": extra,
        }  # fmt: skip
        save_atomically(path, contents)
        bar.set_postfix_str(f"step {step} validation {values['loss']:.4f} best {best:.4f}")

    finished = budget.spent(seconds, step) >= 1.0
    spent_at_best = budget.spent(seconds, step)
    while not finished:
        spent = budget.spent(seconds, step)
        if since_best == 0:
            spent_at_best = spent
        elif since_best >= PATIENCE and spent - spent_at_best >= PATIENT_SHARE:
            break
        rate = learning_rate * min(1.0, (step + 1) / WARM_UP_STEPS) * (0.05 + 0.475 * (1.0 + math.cos(math.pi * spent)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        losses = loss(next(batches), spent)
        if not torch.isfinite(losses["loss"]):
            writer.close()
            raise TrainingError(
                f"{name}: the loss is no longer a number at step {step}; the last good checkpoint is {path}: "
                "continue with --resume and a lower --beta, or start again with another --seed"
            )
        optimiser.zero_grad(set_to_none=True)
        losses["loss"].backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        now = time.monotonic()
        seconds = now - started
        finished = budget.spent(seconds, step) >= 1.0
        if step % 20 == 0 or finished:
            for key, value in losses.items():
                writer.add_scalar(f"train/{key}", value.item(), step)
            bar.update(100.0 * budget.spent(seconds, step) - bar.n)
        if finished or now - checked >= CHECK_EVERY_S:
            check()
            checked = time.monotonic()
    bar.close()
    writer.close()
    model.load_state_dict(best_weights)
    model.eval()
    return load_checkpoint(path)
