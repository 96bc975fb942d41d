"""Does a run that begins with a model's weights end better than one from scratch, given the same?

    python tests/benchmarks/fine_tuning.py [AUDIO] --from MODEL --minutes 6

AUDIO: recordings that MODEL was not trained on, by default the held-out piano beside the checkout; a part of them is
kept for validation (`training.dataset`). Prints the validation losses of each network at the steps they were measured.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click
import torch

from realtime.bundle import DEFAULT_MODEL
from realtime.errors import RealtimeGenError
from training.config import TrainConfig
from training.dataset import Dataset
from training.fit import STAGES, fit
from training.loop import Watch
from training.prepare import prepare
from training.stage import Stage
from training.warm_start import Base, load_base

PIANO = Path(__file__).resolve().parents[3] / "shared" / "heldout" / "piano"


def train(dataset: Path, run: Path, base: Base | None, minutes: float) -> dict[str, list[str]]:
    """By stage: "step: validation loss" of every check."""
    losses: dict[str, list[str]] = {stage: [] for stage in STAGES}

    def watching(_: Dataset) -> Watch:
        def watch(stage: Stage, spent: float, checked: bool) -> None:
            if checked:
                losses[stage.name].append(f"{stage.step}: {stage.best:.3f}")

        return watch

    config = TrainConfig() if base is None else base.settings(TrainConfig(), ())
    fit(dataset, run, config, minutes, base=base, watching=watching)
    return losses


@click.command()
@click.argument("audio", type=click.Path(path_type=Path), default=PIANO)
@click.option("--from", "beginning", default=DEFAULT_MODEL, show_default=True)
@click.option("--minutes", type=float, default=3.0, show_default=True, help="Of training, for each of the two.")
def main(audio: Path, beginning: str, minutes: float) -> None:
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    with tempfile.TemporaryDirectory() as work:
        dataset = Path(work) / "dataset"
        prepare([audio], dataset)
        for name, base in (("scratch", None), (beginning, load_base(beginning))):
            for stage, losses in train(dataset, Path(work) / Path(name).name, base, minutes).items():
                click.echo(f"{name:10s} {stage:12s} {', '.join(losses)}")


if __name__ == "__main__":
    try:
        main()
    except RealtimeGenError as error:
        sys.exit(str(error))
