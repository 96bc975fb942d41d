"""`realtime-train make`: from a folder of sounds to a model that plays, within the minutes given. Read top to bottom.

    features   of the recordings, on all cores
    training   the composer in one process, autoencoder and performer in another, each on half of the cores: two
               processes with one thread each beat one with two (research/model.md)
    model      export, checked against torch; previews; evaluation of excerpts that the training never heard

The time is planned: what features, export and evaluation take is measured or known, training gets the rest. The folder
`work` holds what it takes to go on after an interruption: dataset/, run/, plan.json; and unheard/, the excerpts.
"""

from __future__ import annotations

import json
import logging
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import soundfile

from realtime.bundle import DEFAULT_MODEL, write_atomically
from realtime.errors import ModelError, UsageError
from realtime.kernel_cache import is_cold
from training.finding import find
from training.jobs import Job, Report, stopping
from training.licences import check_destination, destination
from training.pieces import Piece, PrepareError, Unusable
from training.progress import Progress, clock
from training.report import sentences
from training.workers import cores

if TYPE_CHECKING:
    from training.config import TrainConfig
    from training.dataset import Dataset, Part
    from training.stage import Stage
    from training.warm_start import Base

log = logging.getLogger(__name__)

SCRATCH = "scratch"
# Seconds on one core of the machine of DESIGN §4.
FEATURES = 0.05  # for a second of sound; measured 0.039
START_S = 12.0  # processes, torch, the dataset, choosing what styles begin as, last validations
EXPORT_S, PREVIEW_S, EXCERPT_S = 14.0, 6.0, 6.0
COMPILING_S = 60.0  # the kernels, once
EVALUATED = ("reconstruction", "rhythm")  # the rest takes minutes: `realtime-train evaluate`
EXCERPTS, EXCERPT_LENGTH_S = 6, 10.0  # that are evaluated
LEAST_TRAINING = 0.3  # of the minutes: with less they are not worth it
RESERVE = 0.03  # of the minutes, for what a plan does not know
SHARES = {"autoencoder": 2.0 / 3.0, "performer": 1.0 / 3.0, "composer": 1.0}  # of the training time, side by side
SIDES = (("autoencoder", "performer"), ("composer",))
LOOK_EVERY_S = 0.3


@dataclass(frozen=True)
class Wish:
    """What was asked for.

    minutes: for everything. steps: of each stage, however long they take, instead. beginning: a model's name or folder,
    SCRATCH, or None for the shipped model where it fits. settings: of TrainConfig; given: names of those that were
    chosen. previews: while training.
    """

    audio: Path
    name: str
    work: Path
    minutes: float = 10.0
    steps: int | None = None
    out: Path | None = None
    licence: str | None = None
    beginning: str | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    given: tuple[str, ...] = ()
    previews: bool = True


def make(wish: Wish) -> tuple[Path, dict[str, Any]]:
    """The model's folder and its evaluation.

    Raises UsageError where the minutes are too few; PrepareError, ModelError, JobError; KeyboardInterrupt, with
    everything written that it takes to go on.
    """
    progress = Progress(None if wish.steps else 60.0 * wish.minutes, stages=3)
    for line in _announce(wish):
        progress.say(line)
    try:
        contents = _together(progress, "features", Job(_prepare, wish))[0]
        for line in sentences(contents):
            progress.say(line)
        pieces = [Piece(**entry) for entry in contents["pieces"]]
        out = wish.out or destination(pieces, wish.licence)
        check_destination(pieces, out, wish.licence)  # before the minutes are spent
        minutes = _plan(wish, progress.elapsed_s, pieces) / 60.0
        _together(progress, "training", *(Job(_train, wish, stages, minutes) for stages in SIDES))
        result: tuple[Path, dict[str, Any]] = _together(progress, "model", Job(_finish, wish, out))[0]
    finally:
        progress.close()
    return result


def _together(progress: Progress, stage: str, *jobs: Job) -> list[Any]:
    """Results of jobs that run side by side. The first to fail ends all."""
    said: set[str] = set()
    with stopping(jobs):
        while any(job.running for job in jobs):
            for job in jobs:
                job.listen()
                for line in job.lines:
                    if line not in said:  # both sides of the training begin with the same words
                        progress.say(line)
                        said.add(line)
                job.lines.clear()
                del job.news[:-1]
            progress.show(stage, " | ".join(text for job in jobs for text in job.news))
            time.sleep(LOOK_EVERY_S)
    return [job.result for job in jobs]


def _announce(wish: Wish) -> list[str]:
    """The plan in words. Raises UsageError where the minutes are too few for the sound."""
    sound_s = _seconds_of_sound(wish.audio)
    if wish.steps:
        return [f"{sound_s / 60.0:.1f} minutes of sound; {wish.steps} steps of each network"]
    known = (wish.work / "dataset" / "dataset.json").is_file()
    total_s = 60.0 * wish.minutes
    features_s = 0.0 if known else FEATURES * sound_s / cores()
    finish_s = _finishing_s(EXCERPTS)
    training_s = (1.0 - RESERVE) * total_s - features_s - START_S - finish_s
    if training_s < LEAST_TRAINING * total_s:
        enough = (features_s + START_S + finish_s) / (1.0 - RESERVE - LEAST_TRAINING) / 60.0
        raise UsageError(
            f"{sound_s / 60.0:.1f} minutes of sound take about {clock(features_s)} to describe, export and evaluation "
            f"{clock(START_S + finish_s)}: of --minutes {wish.minutes:g} too little is left to train in; give "
            f"{enough + 0.5:.0f} or more, or less sound"
        )
    ready = time.strftime("%H:%M", time.localtime(time.time() + total_s))
    return [
        f"{sound_s / 60.0:.1f} minutes of sound, {cores()} cores, ready by {ready}: features {clock(features_s)}, "
        f"training {clock(training_s)}, model and evaluation {clock(START_S + finish_s)}",
        f"to look on and listen: tensorboard --logdir {wish.work / 'run' / 'tensorboard'}",
    ]


def _seconds_of_sound(folder: Path) -> float:
    """As the files' headers say; MIDI and what cannot be read count nothing."""
    total = 0.0
    for source in find([folder]).sources:
        try:
            total += soundfile.info(str(source.file)).duration
        except (soundfile.LibsndfileError, RuntimeError, OSError, TypeError):
            continue
    return total


def _finishing_s(excerpts: int) -> float:
    return EXPORT_S + PREVIEW_S + EXCERPT_S * excerpts + (COMPILING_S if is_cold() else 0.0)


def _plan(wish: Wish, elapsed_s: float, pieces: list[Piece]) -> float:
    """Seconds of training. After an interruption those that were planned at first, some of which are spent already.

    Raises UsageError where too few are left.
    """
    file = wish.work / "plan.json"
    try:
        plan = json.loads(file.read_text(encoding="utf-8"))
        if plan["minutes"] == wish.minutes:
            return float(plan["training_s"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    total_s = 60.0 * wish.minutes
    finish_s = _finishing_s(min(EXCERPTS, len(pieces)))
    training_s = (1.0 - RESERVE) * total_s - elapsed_s - START_S - finish_s
    if training_s < 0.5 * LEAST_TRAINING * total_s and not wish.steps:
        raise UsageError(
            f"the features took {clock(elapsed_s)}: of --minutes {wish.minutes:g} too little is left to train in. They "
            f"are kept: give the same command with --minutes {2.0 * wish.minutes:g}"
        )
    write_atomically(file, json.dumps({"minutes": wish.minutes, "training_s": round(training_s, 1)}))
    return training_s


def _prepare(report: Report, wish: Wish) -> dict[str, Any]:
    from training.prepare import prepare

    return prepare([wish.audio], wish.work / "dataset")


def _train(report: Report, wish: Wish, stages: tuple[str, ...], minutes: float) -> None:
    import torch

    from training.config import TrainConfig
    from training.fit import fit
    from training.loop import Watch

    torch.set_num_threads(max(1, cores() // len(SIDES)))
    torch.set_flush_denormal(True)
    run = wish.work / "run"
    base, config = _beginning(wish, TrainConfig(**wish.settings))

    def watching(dataset: Dataset) -> Watch:
        from training.previews import Previews

        previews = Previews(dataset, run) if wish.previews and "autoencoder" in stages else None

        def watch(stage: Stage, spent: float, checked: bool) -> None:
            best = f" loss {stage.best:.3f}" if stage.best < float("inf") else ""
            report(f"{stage.name} {100.0 * spent:.0f} %{best}")
            if previews is not None:
                previews(stage, spent, checked)

        return watch

    fit(
        wish.work / "dataset", run, config, None if wish.steps else minutes, wish.steps, stages, resume=True,
        base=base, shares=SHARES, watching=watching,
    )  # fmt: skip


def _beginning(wish: Wish, config: TrainConfig) -> tuple[Base | None, TrainConfig]:
    """What to begin with, and the settings with its sizes. Raises ModelError, NoBase for a model that was asked for."""
    from training.dataset import Dataset
    from training.warm_start import NoBase, load_base

    if wish.beginning == SCRATCH:
        return None, config
    try:
        base = load_base(wish.beginning or DEFAULT_MODEL)
        sized = base.settings(config, wish.given)
        base.check(Dataset(wish.work / "dataset", sized))
    except (ModelError, NoBase) as error:
        if wish.beginning is not None:
            raise
        log.info("begins from scratch: %s", error)
        return None, config
    bundle = base.model.bundle
    log.info("begins with the weights of %s (%s), trained on recordings under %s; --from scratch begins without",
             bundle.name, ", ".join(bundle.styles), bundle.licence)  # fmt: skip
    return base, sized


def _finish(report: Report, wish: Wish, out: Path) -> tuple[Path, dict[str, Any]]:
    import torch

    from training.config import TrainConfig
    from training.dataset import Dataset
    from training.evaluation.parts import BUDGETS
    from training.evaluation.report import write_evaluation
    from training.evaluation.run import evaluate
    from training.export import export
    from training.previews import Previews

    torch.set_num_threads(1)  # a step at a time there is nothing to share
    run = wish.work / "run"
    report("export")
    config = TrainConfig.from_dict(json.loads((run / "config.json").read_text(encoding="utf-8"))["config"])
    dataset = Dataset(wish.work / "dataset", config)
    folder = export(run, wish.name, out, wish.licence, dataset=dataset)
    if wish.previews:
        report("previews")
        Previews(dataset, run).make()
    unheard = wish.work / "unheard"
    if not write_excerpts(dataset, wish.audio, unheard):
        log.warning("not evaluated: no recording could be read again")
        return folder, {}
    report("evaluation")
    try:
        result = evaluate(folder, unheard, None, EVALUATED, BUDGETS["quick"])
    except PrepareError as error:  # too short to be measured: the model plays all the same
        log.warning("not evaluated: %s", error)
        return folder, {}
    result["made"]["reference"] = f"{wish.audio.name}, excerpts that were not trained on"
    write_evaluation(folder, result)
    return folder, result


def write_excerpts(dataset: Dataset, audio: Path, folder: Path) -> int:
    """Of recordings held out of the training: <folder>/<style>/<id>.wav, all styles in turn. Returns how many."""
    from training.prepare import decode

    shutil.rmtree(folder, ignore_errors=True)
    rate, written = dataset.features.sample_rate, 0
    for part in _in_turn(dataset):
        if written == EXCERPTS:
            break
        try:
            sound = decode(audio / part.piece.file, rate)
        except (Unusable, OSError):  # gone since, or nothing to play MIDI with
            continue
        # The part lies at the recording's end, or is all of it.
        own = sound[max(0, len(sound) - round(len(part.frames) * dataset.features.hop)) :]
        start = max(0, (len(own) - round(EXCERPT_LENGTH_S * rate)) // 2)
        (folder / part.piece.style).mkdir(parents=True, exist_ok=True)
        file = folder / part.piece.style / f"{part.piece.id}.wav"
        soundfile.write(file, own[start : start + round(EXCERPT_LENGTH_S * rate)], rate, subtype="PCM_24")
        written += 1
    return written


def _in_turn(dataset: Dataset) -> list[Part]:
    """The held parts, first one of each style, then the second of each."""
    count: dict[int, int] = {}
    turns = []
    for part in dataset.validation:
        count[part.style] = count.get(part.style, 0) + 1
        turns.append((count[part.style], part.style, part))
    return [part for _, _, part in sorted(turns, key=lambda turn: turn[:2]) if len(part.frames)]
