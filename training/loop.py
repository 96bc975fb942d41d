"""One training loop for all networks: budget in minutes or steps, checkpoints, resume, early stop, TensorBoard.

A checkpoint is written beside its place and renamed: with every validation, and when the run is interrupted.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tqdm import tqdm

from training.logbook import Logbook
from training.stage import Stage
from training.stopping import asked_to_stop

log = logging.getLogger(__name__)

CHECK_EVERY_S = 45.0  # between validations
PATIENCE = 12  # validations without a better one that end a stage,
PATIENT_SHARE = 0.25  # if they took this share of the budget: the falling learning rate still brings something later
REPORT_EVERY = 20  # steps


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


class Watch(Protocol):
    """Called every REPORT_EVERY steps with the share of the budget spent; `checked`: a checkpoint has been written."""

    def __call__(self, stage: Stage, spent: float, checked: bool) -> None: ...


def run_stage(
    stage: Stage,
    batches: Callable[[int], Iterator[Any]],
    held: Sequence[Any],
    budget: Budget,
    resume: bool,
    watch: Watch | None = None,
) -> dict[str, Any]:
    """Train until the budget is spent or validation stops improving; leaves the best weights in the stage's model.

    batches: from a step on, this process's rows. held: batches to validate with, whole. watch: looks on, in the first
    process; the time it takes is training time.
    Writes <name>.pt and returns its contents. Raises TrainingError when loss or gradients are not finite and when a
    checkpoint cannot be written; KeyboardInterrupt, its checkpoint written, when asked to stop.
    """
    group = stage.group
    if resume and stage.path.is_file():
        stage.resume()
    group.wait()  # until all have read it
    logbook = Logbook(stage.path.parent / "tensorboard" / stage.name if group.first else None, stage.step)
    stage.model.train()
    started, checked = time.monotonic() - stage.seconds, time.monotonic()
    spent = spent_at_best = budget.spent(stage.seconds, stage.step)
    bar = tqdm(total=100.0, initial=100.0 * spent, desc=stage.name, unit="%", disable=not group.first,
               bar_format="{desc} {bar} {n:.0f}% {elapsed}<{remaining} {postfix}")  # fmt: skip

    def check() -> None:
        values = stage.validate(held)
        logbook.write("validation", values, stage.step)
        stage.save()
        bar.set_postfix_str(f"step {stage.step} validation {values['loss']:.4f} best {stage.best:.4f}")
        look(checked=True)

    def look(checked: bool) -> None:
        if watch is not None and group.first:
            watch(stage, spent, checked)

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
                if stage.step % REPORT_EVERY == 0 or spent >= 1.0:
                    logbook.write("train", losses, stage.step)
                    bar.update(100.0 * spent - bar.n)
                    look(checked=False)
                if spent >= 1.0 or due or (stop and stage.best == math.inf):
                    check()
                    checked = time.monotonic()
                elif stop:
                    stage.save()
                if stop and spent < 1.0:
                    if group.first:
                        log.info("%s: stopped after step %d; its checkpoint is written", stage.name, stage.step)
                    raise KeyboardInterrupt
    finally:
        bar.close()
        logbook.close()
    group.wait()  # until the last checkpoint is written
    return stage.finish()
