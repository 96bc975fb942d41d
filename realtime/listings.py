"""The commands of `realtime-gen` that list what there is. Each imports what it needs."""

from __future__ import annotations

import json
from typing import Any

import click

from realtime.bundle import DEFAULT_MODEL, INVERTER, find_models, load_model
from realtime.console import Console, make_reporting
from realtime.errors import ModelError
from realtime.options import model_option

reporting = make_reporting("realtime-gen")
console = Console()
say = console.say


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@reporting
def devices(as_json: bool) -> None:
    """List sound devices; the default output is marked with *."""
    print_devices(as_json)


def print_devices(as_json: bool) -> None:
    from realtime.audio.devices import list_devices

    found = list_devices()
    if as_json:
        click.echo(json.dumps(found, indent=1))
    elif not found:
        say("no sound devices: connect one or start a sound server; until then 'realtime-gen' plays to a WAV file")
    for device in found if not as_json else ():
        mark = "*" if device["default"] else " "
        click.echo(
            f"{mark}{device['index']:3d}  {device['name']}, {device['host_api']} "
            f"({device['inputs']} in, {device['outputs']} out, {device['sample_rate']:.0f} Hz)"
        )


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@reporting
def midi(as_json: bool) -> None:
    """List the MIDI inputs that --midi can name."""
    from realtime.midi.process import list_inputs

    found = list_inputs()
    if as_json:
        click.echo(json.dumps(found, indent=1))
        return
    for name in found["inputs"]:
        click.echo(name)
    if not found["system"]:
        say("no MIDI system: load ALSA's sequencer ('modprobe snd-seq') or start a JACK server")
    elif not found["inputs"]:
        say(f"no MIDI inputs ({found['system']}): connect one")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@reporting
def models(as_json: bool) -> None:
    """List the models found; the default is marked with *."""
    from realtime.engine import chain_latency_samples

    rows: list[dict[str, Any]] = []
    for name, path in find_models().items():
        try:
            model = load_model(path)
        except ModelError as error:
            console.warn(str(error))
            continue
        bundle = model.bundle
        latencies_ms = {
            quality: round(
                1000.0 * chain_latency_samples(bundle.spec_of(quality), INVERTER) / bundle.spec.sample_rate, 1
            )
            for quality in bundle.qualities
        }
        rows.append(
            {
                "name": name,
                "path": str(path),
                "default": name == DEFAULT_MODEL,
                "styles": bundle.styles,
                "sample_rate": bundle.spec.sample_rate,
                "latency_ms": latencies_ms["high"],
                "size_mb": round(model.size_mb, 1),
                "licence": bundle.licence,
                "qualities": latencies_ms,
            }
        )
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        mark = "*" if row["default"] else " "
        click.echo(f"{mark} {row['name']}: {', '.join(row['styles'])}")
        latencies = ", ".join(f"{quality} {ms} ms" for quality, ms in row["qualities"].items())
        click.echo(
            f"    {row['sample_rate']} Hz, {latencies}, {row['size_mb']} MB, {row['licence']}\n    {row['path']}"
        )
    if not rows:
        say("no models found: train one with 'realtime-train make', or give --model the path of a model folder")


@click.command(short_help="List every OSC address of a model.")
@model_option()
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@click.option("--markdown", is_flag=True, help="As a table for a README, a row for each family of addresses.")
@reporting
def osc(model: str, as_json: bool, markdown: bool) -> None:
    """List every OSC address of a model with its types, range, default, unit and meaning."""
    from realtime.osc import namespace
    from realtime.parameters import Registry

    registry = Registry(load_model(model).bundle)
    rows = namespace(registry)
    if markdown:
        from realtime.osc.namespace import entries
        from realtime.osc.table import table

        click.echo(table(entries(registry)))
        return
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        ends = ["" if row[end] is None else f"{row[end]:g}" for end in ("min", "max")]
        limits = f" {'..'.join(ends)}" if any(ends) else ""
        unit = f" {row['unit']}" if row["unit"] else ""
        start = "" if row["default"] is None else f" ({row['default']:g})"
        click.echo(f"{row['address']:28s} {row['types'] or '-':5s}{limits}{unit}{start}  {row['doc']}")


@click.command(short_help="List the presets of a model.")
@model_option()
@click.option("--json", "as_json", is_flag=True, help="As a JSON list.")
@reporting
def presets(model: str, as_json: bool) -> None:
    """List the presets of a model: those that came with it, and yours."""
    from realtime.parameters import Registry
    from realtime.presets import Presets

    loaded = load_model(model)
    found = Presets.of(loaded, Registry(loaded.bundle))
    for problem in found.problems.values():
        console.warn(problem)
    rows = [
        {"name": name, "description": found.find(name).description, "factory": name not in found.own,
         "file": str(found.file(name))}
        for name in found.names() if name in found.own or name not in found.problems
    ]  # fmt: skip
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    width = max([24, *(len(str(row["name"])) for row in rows)])
    for row in rows:
        whose = "" if row["factory"] else "yours: "
        click.echo(f"{row['name']:{width}s} {whose}{row['description'] or row['file']}")
    if not rows:
        say(f"{loaded.bundle.name} has no presets: save what you play with /rt/preset/save and a name")


LISTINGS = (devices, midi, models, presets, osc)
