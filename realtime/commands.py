"""The commands of `realtime-gen` beside playing and `listings`. Each imports what it needs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from realtime.bundle import load_model
from realtime.completion import SHELLS, script
from realtime.config import parse_assignment
from realtime.console import FloatRange, interrupt_on_signals
from realtime.kernel_cache import COMPILING, is_cold
from realtime.listings import LISTINGS, console, reporting, say
from realtime.options import PRESET, QUALITY, SCORE, SET, inverter_option, model_option


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--seconds", type=FloatRange(0.01, 1e7), required=True, help="Length, 0.01 to 1e7 s.")
@model_option()
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True,
              help="Start of the random numbers, 0 to 4294967295: same seed, same bytes.")  # fmt: skip
@click.option("--samplerate", type=click.IntRange(8000, 192000),
              help="Output rate, 8000 to 192000 Hz. [default: the model's]")  # fmt: skip
@QUALITY
@inverter_option()
@PRESET
@SET
@SCORE
@reporting
def render(
    out: Path,
    seconds: float,
    model: str,
    seed: int,
    samplerate: int | None,
    quality: str,
    inverter: str,
    preset: str | None,
    assignments: Sequence[str],
    score: Path | None,
) -> None:
    """Render to OUT.wav or OUT.flac, faster than real time."""
    from realtime.parameters import Registry
    from realtime.performance import Performance, read_score
    from realtime.presets import Presets
    from realtime.render import check_target
    from realtime.render import render as render_file
    from realtime.values import Values, apply_assignments

    check_target(out)  # what is wrong is said before the compiler is even loaded
    loaded, given = load_model(model), [parse_assignment(text) for text in assignments]
    loaded.bundle.spec_of(quality)
    registry = Registry(loaded.bundle)
    presets = Presets.of(loaded, registry)
    if preset is not None and (warning := presets.begin_with(preset, Values(registry))):
        console.warn(warning)
    apply_assignments(Values(registry), given)
    calls = read_score(score, registry, loaded.bundle.name, presets) if score is not None else []
    if is_cold():  # before the import, which compiles the first kernels
        say(COMPILING)
    from realtime.engine import Engine

    engine = Engine(loaded, seed, inverter, quality=quality)
    engine.prepare(samplerate or engine.sample_rate)
    if preset is not None:
        presets.begin_with(preset, engine.values)
    apply_assignments(engine.values, given)
    engine.reset(seed)
    started = time.perf_counter()
    bar = click.progressbar(length=round(seconds * engine.sample_rate), label=out.name, file=sys.stderr)
    bar.hidden = not sys.stderr.isatty()  # a log wants lines
    with bar:
        render_file(Performance(engine, calls), out, seconds, bar.update)
    taken = time.perf_counter() - started
    say(f"{out}: {seconds:g} s in {taken:.1f} s ({seconds / taken:.0f} times real time), seed {seed}")


@click.command(short_help="Write what is heard in a recording as a score.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--plot", "picture", type=click.Path(path_type=Path), metavar="PNG", help="Draw it, too.")
@reporting
def analyze(file: Path, picture: Path | None) -> None:
    """Write what is heard in a recording as a score, to be played by any model and style.

    realtime-gen analyze hummed.wav > hummed.score; realtime-gen render bells.wav --seconds 20 --score hummed.score
    --set style/bells=1
    """
    from realtime.analysis import analyze as analyze_file
    from realtime.analysis import score_lines

    analysis = analyze_file(file)
    for line in score_lines(analysis):
        click.echo(line)
    say(f"{file}: {analysis.seconds:.1f} s, {len(analysis.notes)} notes")
    if picture is not None:
        from realtime.analysis_plot import plot

        plot(analysis, picture)
        say(f"drawn to {picture}")


@click.command(short_help="Find what keeps this machine from playing safely.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--seconds", type=FloatRange(0.5, 3600.0), default=10.0, show_default=True,
              help="Of the rehearsal, 0.5 to 3600 s.")  # fmt: skip
@reporting
def doctor(as_json: bool, seconds: float) -> None:
    """Find what keeps this machine from playing safely, and say what to do about it.

    Ends with a rehearsal: the real program beside stress, unheard. Exit code 0 if it can play, else 1.
    """
    interrupt_on_signals()
    from realtime.doctor.examine import examine
    from realtime.doctor.finding import can_play

    found = []
    for finding in examine(seconds):
        found.append(finding)
        if not as_json:
            remedy = f"\n{'':9s}-> {finding.remedy}" if finding.remedy else ""
            click.echo(f"{finding.status:8s} {finding.topic}: {finding.finding}{remedy}")
    if as_json:
        rows = [finding._asdict() for finding in found]
        click.echo(json.dumps({"can_play": can_play(found), "findings": rows}, indent=1))
    sys.exit(0 if can_play(found) else 1)


@click.command(short_help="Measure how fast the instrument is on this machine.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--seconds", type=FloatRange(0.5, 3600.0), default=10.0, show_default=True,
              help="Of each of the six stresses, 0.5 to 3600 s.")  # fmt: skip
@model_option()
@QUALITY
@reporting
def bench(as_json: bool, seconds: float, model: str, quality: str) -> None:
    """Measure how fast this instrument is on this machine, and how it holds out beside stress. Unheard."""
    interrupt_on_signals()
    load_model(model).bundle.spec_of(quality)  # says what is wrong with it before anything starts
    if is_cold():
        say(COMPILING)
    from realtime.bench.measure import measure
    from realtime.bench.report import table

    found = measure(model, quality, seconds, say, console.warn)
    click.echo(json.dumps(found, indent=1) if as_json else "\n".join(table(found)))


@click.command(short_help="Write layouts for TouchOSC, Max, Pure Data and others.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@model_option()
@click.option("--host", metavar="H", default="127.0.0.1", show_default=True,
              help="Address of the machine that plays, as the controller sees it.")  # fmt: skip
@click.option("--port", type=click.IntRange(1, 65535), default=9000, show_default=True,
              help="Its OSC port (--osc-port), 1 to 65535.")  # fmt: skip
@click.option("--feedback-port", type=click.IntRange(1024, 65535), default=9001, show_default=True,
              help="Where the controller listens, 1024 to 65535.")  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite files of these names that we did not write.")
@reporting
def controllers(folder: Path, model: str, host: str, port: int, feedback_port: int, force: bool) -> None:
    """Write controller layouts of a model into DIR: TouchOSC, Max, Pure Data, Open Stage Control."""
    from realtime.controllers.folder import write_folder

    for path in write_folder(folder, load_model(model), host, port, feedback_port, force):
        click.echo(path)
    say(f"how to use them: {folder / 'README.txt'}")


@click.command(short_help="Print what makes a shell complete commands.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
@reporting
def completion(context: click.Context, shell: str) -> None:
    """Print what makes SHELL complete options, models, presets, devices and parameters when Tab is pressed.

    \b
    bash: put  eval "$(realtime-gen completion bash)"  into ~/.bashrc
    zsh:  put  eval "$(realtime-gen completion zsh)"  into ~/.zshrc
    fish: realtime-gen completion fish > ~/.config/fish/completions/realtime-gen.fish
    """
    click.echo(script(context.find_root().command, shell))


COMMANDS = (*LISTINGS, controllers, render, analyze, doctor, bench, completion)
