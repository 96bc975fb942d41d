"""`realtime-train`: prepare, fit, export, evaluate, and make, which is all of them in one call.

Data goes to stdout, everything else to stderr. Exit codes: 0, 1 failure, 2 usage, 130 interrupted.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from realtime import __version__
from realtime.console import FloatRange, interrupt_on_signals, make_reporting
from realtime.errors import UsageError
from realtime.features import FeatureSpec
from realtime.features.transform import KINDS
from training.evaluation.parts import BUDGETS, PARTS
from training.options import config_of, techniques

if TYPE_CHECKING:
    from training.dataset import Dataset
    from training.previews import Previews

FOLDER = click.Path(path_type=Path)

reporting = make_reporting(
    "realtime-train",
    interrupted="interrupted: what is finished is kept; the same command goes on from there (fit: with --resume)",
    package="realtime-gen[train]",
)

reporting_make = make_reporting(
    "realtime-train",
    interrupted="interrupted: what is finished is kept; the same command goes on where it was",
    package="realtime-gen[train]",
)

_SIZES: Sequence[Callable[..., Any]] = (
    click.option("--cell", type=click.Choice(["lstm", "gru", "rnn"]), default="lstm", show_default=True,
                 help="Recurrent cell of all three networks."),
    click.option("--size", type=click.Choice(["standard", "small"]), default="standard", show_default=True,
                 help="Of the networks: small plays on a Raspberry Pi's processor."),
    click.option("--latent-dim", type=click.IntRange(1, 64),
                 help="Latents before dead ones are pruned, 1 to 64. [default: 8, small: 6]"),
    click.option("--beta", type=FloatRange(0.0, 100.0), default=0.012, show_default=True,
                 help="Weight of the KL divergence, 0 to 100: more gives smoother, fewer latents."),
    click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True, help="Of all chance."),
)  # fmt: skip


def sizes(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_SIZES):
        function = option(function)
    return function


_FEATURES: Sequence[Callable[..., Any]] = (
    click.option("--kind", type=click.Choice(KINDS), default="linlog", show_default=True,
                 help="Of the features: linlog sounds best, mel and mfcc are for comparison with other work."),
    click.option("--bands", type=click.IntRange(16, 1025), default=128, show_default=True,
                 help="Of the features, 16 to 1025; magnitude has all bins."),
    click.option("--coefficients", type=click.IntRange(2, 1025), default=FeatureSpec.coefficients, show_default=True,
                 help="Of mfcc, 2 to the number of bands."),
)  # fmt: skip


def features(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_FEATURES):
        function = option(function)
    return function


def _spec(kind: str, bands: int, coefficients: int) -> FeatureSpec:
    try:
        return FeatureSpec(kind=kind, bands=bands, coefficients=coefficients)
    except ValueError as error:
        raise UsageError(str(error)) from error


beginning = click.option("--from", "beginning", metavar="MODEL|scratch", help="Name or folder of a model whose weights "
                         "the networks begin with, or scratch. [default: of make, the shipped model; of fit, "
                         "scratch]")  # fmt: skip
previewing = click.option("--previews/--no-previews", default=True, show_default=True, help="Now and then, play what "
                          "there is into TensorBoard.")  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="realtime-train")
def main() -> None:
    """Train an instrument from recordings."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=FOLDER, metavar="AUDIO_DIR... DATASET")
@click.option("--manifest", type=FOLDER, help="CSV with the columns file, style, title, author, source, licence, "
              "attribution. [default: manifest.csv in each AUDIO_DIR]")  # fmt: skip
@click.option("--soundfont", type=FOLDER, help="What MIDI files are played with. [default: $REALTIME_GEN_SOUNDFONT, "
              "else the first that is installed]")  # fmt: skip
@click.option("--varispeed", type=FloatRange(-12.0, 12.0), multiple=True, metavar="SEMITONES",
              help="Also take every recording so much faster (above 0) or slower, -12 to 12; repeatable. The decoder "
              "then hears more notes.")  # fmt: skip
@features
@reporting
def prepare(
    paths: tuple[Path, ...], manifest: Path | None, soundfont: Path | None, varispeed: tuple[float, ...], **values: Any
) -> None:
    """Turn folders of recordings and MIDI files into a DATASET folder of features, descriptors and licences.

    A recording's licence is read from the manifest, from NAME.wav.license beside it, from licence.txt in its folder, or
    from its tags. Folders in MusicNet's layout are read with their notes. Interrupted, the same command goes on.
    """
    from training.prepare import prepare as run

    if len(paths) < 2:
        raise UsageError("give at least one folder of recordings and, last, the folder for the dataset")
    _summarise(run(paths[:-1], paths[-1], manifest, _spec(**values), varispeed=varispeed, soundfont=soundfont))


def _summarise(contents: dict[str, Any]) -> None:
    from training.report import sentences

    for line in sentences(contents):
        click.echo(line, err=True)


@main.command()
@click.argument("dataset", type=FOLDER)
@click.argument("run", type=FOLDER)
@sizes
@techniques
@click.option("--style", "styles", multiple=True, help="Train on this style of the dataset only; repeatable.")
@click.option("--minutes", type=FloatRange(0.01, 1e5), help="Training time of all stages together. [default: 10]")
@click.option("--steps", type=click.IntRange(1), help="Optimiser steps of each stage, instead of --minutes.")
@click.option("--stage", "stages", multiple=True,
              type=click.Choice(["autoencoder", "performer", "composer", "decoder"]),
              help="Only this stage; repeatable. The composer can train beside the other two; 'decoder' trains the "
              "second half of a finished autoencoder further.")  # fmt: skip
@click.option("--threads", type=click.IntRange(1, 256), help="CPU threads of each process. [default: all]")
@click.option("--resume", is_flag=True, help="Continue from the checkpoints in RUN.")
@beginning
@previewing
@click.pass_context
@reporting
def fit(
    context: click.Context, dataset: Path, run: Path, minutes: float | None, steps: int | None,
    stages: tuple[str, ...], threads: int | None, resume: bool, beginning: str | None, previews: bool, **values: Any,
) -> None:  # fmt: skip
    """Train on DATASET into the folder RUN: progress bar, checkpoints, TensorBoard logs, early stop.

    Several processes, or machines that share the two folders, train together under torchrun:
    torchrun --nproc-per-node 2 -m training fit DATASET RUN.
    """
    if minutes is not None and steps is not None:
        raise UsageError("give --minutes or --steps, not both")
    import torch

    from training.distributed import join
    from training.fit import STAGES
    from training.fit import fit as train

    config = config_of(**values)
    neighbours = int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
    torch.set_num_threads(threads or max(1, (os.cpu_count() or 1) // neighbours))
    torch.set_flush_denormal(True)
    base = None
    if beginning not in (None, "scratch"):
        from training.warm_start import load_base

        base = load_base(beginning)
        config = base.settings(config, _given(context))
    watchers: list[Previews] = []

    def watching(of: Dataset) -> Previews:
        from training.previews import Previews

        watchers.append(Previews(of, run))
        return watchers[-1]

    with join() as group:
        looking = watching if previews else None
        train(dataset, run, config, minutes, steps, stages or STAGES, resume, group, base, watching=looking)
    for watcher in watchers:
        watcher.make()


@main.command()
@click.argument("run", type=FOLDER)
@click.argument("name")
@click.option("--out", type=FOLDER, default=Path("exported_models"), show_default=True, help="Folder of model folders.")
@click.option("--licence", help="Of recordings that state none, such as CC-BY-4.0.")
@click.option("--about", metavar="TEXT", help="What it is good for and what not, for its card.")
@reporting
def export(run: Path, name: str, out: Path, licence: str | None, about: str | None) -> None:
    """Export the trained RUN as the model NAME: ONNX graphs, checked against torch, with spec and card."""
    from training.export import export as write

    click.echo(str(write(run, _checked_name(name), out, licence, about=about)))


@main.command()
@click.argument("model")
@click.option("--reference", type=FOLDER, required=True, help="Folder of recordings the model was not trained on.")
@click.option("--train", type=FOLDER, help="Folder of those it was trained on: what novelty is measured against, and "
              "how near to the reference a perfect model could be.")  # fmt: skip
@click.option("--json", "json_output", is_flag=True, help="As JSON.")
@click.option("--plots", type=FOLDER, help="Folder for pictures, and for excerpts that resemble a recording too much.")
@click.option("--card", is_flag=True, help="Also write the figures into the model's CARD.md.")
@click.option("--quick", "budget", flag_value="quick", help="Seconds instead of minutes: less sound, fewer steps.")
@click.option("--thorough", "budget", flag_value="thorough", help="All recordings, several times as much sound.")
@click.option("--only", multiple=True, type=click.Choice(PARTS), help="This part of it; repeatable. [default: all]")
@click.option("--hours", type=FloatRange(0.01, 10000.0), help="Of the long run for stability. [default: minutes]")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="Of all chance.")
@reporting
def evaluate(
    model: str, reference: Path, train: Path | None, json_output: bool, plots: Path | None, card: bool,
    budget: str | None, only: tuple[str, ...], hours: float | None, seed: int,
) -> None:  # fmt: skip
    """How MODEL sounds, obeys and lasts, beside recordings it was not trained on, style by style."""
    from realtime.bundle import load_model
    from training.evaluation.report import as_json, as_text, write_evaluation
    from training.evaluation.run import evaluate as measure

    result = measure(model, reference, train, only or PARTS, BUDGETS[budget or "normal"], plots, seed, hours)
    if card:
        write_evaluation(load_model(model).path, result)
    click.echo(as_json(result) if json_output else as_text(result))


@main.command()
@click.argument("audio_dir", type=FOLDER)
@click.option("--name", required=True, help="Of the model: letters, digits, - and _.")
@click.option("--minutes", type=FloatRange(0.05, 1e5), default=10.0, show_default=True, help="For the whole call.")
@click.option("--steps", type=click.IntRange(1), help="Optimiser steps of each network, however long they take, "
              "instead of --minutes.")  # fmt: skip
@click.option("--out", type=FOLDER, help="Folder of model folders. [default: exported_models; your own models, which "
              "are found by name as well, where a recording's licence is not known]")  # fmt: skip
@click.option("--work", type=FOLDER, help="Folder for dataset and checkpoints. [default: .realtime-train/NAME]")
@click.option("--licence", help="Of recordings that state none, such as 'all rights reserved'.")
@beginning
@previewing
@sizes
@click.pass_context
@reporting_make
def make(
    context: click.Context, audio_dir: Path, name: str, minutes: float, steps: int | None, out: Path | None,
    work: Path | None, licence: str | None, beginning: str | None, previews: bool, **values: Any,
) -> None:  # fmt: skip
    """From a folder of sounds to a playable model: prepare, fit, export, evaluate.

    Its networks begin with the weights of the shipped model. Interrupted, the same command goes on where it was.
    """
    from training.evaluation.report import as_text
    from training.make import Wish
    from training.make import make as run

    interrupt_on_signals()

    work = work or Path(".realtime-train") / _checked_name(name)
    wish = Wish(
        audio_dir, _checked_name(name), work, minutes, steps, out, (licence or "").strip() or None, beginning,
        config_of(**values).to_dict(), _given(context), previews,
    )  # fmt: skip
    folder, result = run(wish)
    if result:
        click.echo(as_text(result), err=True)
    click.echo(f"play it: realtime-gen --model {_callable_name(folder)}", err=True)
    click.echo(str(folder))


def _given(context: click.Context) -> tuple[str, ...]:
    """Names of the options that were chosen."""
    default = click.core.ParameterSource.DEFAULT
    given = [name for name in context.params if context.get_parameter_source(name) != default]
    if "layers" in given:
        given += ["decoder_layers", "performer_layers", "composer_layers"]
    if "size" in given:
        from training.config import SIZES

        given += SIZES["small"]
    return tuple(given)


def _callable_name(folder: Path) -> str:
    """The model's name, where it is found by that; else its folder."""
    from realtime.bundle import find_models

    found = find_models().get(folder.name)
    return folder.name if found is not None and found.resolve() == folder.resolve() else str(folder)


def _checked_name(name: str) -> str:
    if not name or not all(c.isalnum() or c in "-_" for c in name):
        raise UsageError(f"'{name}' cannot be a model's name: use letters, digits, - and _")
    return name


if __name__ == "__main__":
    main()
