"""Shell completion: what may stand behind an option, found when Tab is pressed. Nothing here may fail or print."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, suppress
from functools import wraps
from typing import Any

import click
from click.shell_completion import CompletionItem, get_completion_class

PROGRAM, VARIABLE = "realtime-gen", "_REALTIME_GEN_COMPLETE"
SHELLS = ("bash", "zsh", "fish")

Found = Iterable[tuple[str, str]]  # what may stand there, and what it is
Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def script(command: click.Command, shell: str) -> str:
    """What that shell has to evaluate once."""
    found = get_completion_class(shell)
    assert found is not None
    return found(command, {}, PROGRAM, VARIABLE).source()


def _completes(find: Callable[[click.Context], Found]) -> Complete:
    @wraps(find)
    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        items = []
        with suppress(Exception), open(os.devnull, "w") as nowhere, redirect_stderr(nowhere):
            for value, about in find(context):
                if value.casefold().startswith(incomplete.casefold()):
                    items.append(CompletionItem(_quoted(value), help=about or None))
        return items

    return complete


def _quoted(value: str) -> str:
    """bash puts it into the line as it is; zsh and fish quote it themselves."""
    return shlex.quote(value) if os.environ.get(VARIABLE, "").startswith("bash") else value


def _model(context: click.Context) -> Any:
    from realtime.bundle import DEFAULT_MODEL, load_model

    return load_model(context.params.get("model") or DEFAULT_MODEL)


@_completes
def models(context: click.Context) -> Found:
    from realtime.bundle import find_models

    return [(name, "") for name in find_models()]


@_completes
def presets(context: click.Context) -> Found:
    from realtime.parameters import Registry
    from realtime.presets import Presets

    model = _model(context)
    return [(name, "") for name in Presets.of(model, Registry(model.bundle)).names()]


@_completes
def parameters(context: click.Context) -> Found:
    from realtime.parameters import Registry

    registry = Registry(_model(context).bundle)
    return [(f"{p.name}=", f"{p.low:g} to {p.high:g} {p.unit}: {p.doc}".replace(" :", ":")) for p in registry]


@_completes
def qualities(context: click.Context) -> Found:
    from realtime.bundle import QUALITIES

    return [(quality, "") for quality in QUALITIES]


@_completes
def inverters(context: click.Context) -> Found:
    from realtime.plugins import INVERTERS, plugin_names

    return [(name, "") for name in plugin_names(INVERTERS)]


@_completes
def outputs(context: click.Context) -> Found:
    from realtime.audio.devices import list_devices

    return [("null", "no sound"), *((d["name"], d["host_api"]) for d in list_devices() if d["outputs"])]


@_completes
def inputs(context: click.Context) -> Found:
    from realtime.audio.devices import list_devices

    return [(device["name"], device["host_api"]) for device in list_devices() if device["inputs"]]


@_completes
def midi_inputs(context: click.Context) -> Found:
    from realtime.midi.process import list_inputs

    return [("all", "every input"), *((name, "") for name in list_inputs()["inputs"])]


def files(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The shell's own completion of file names."""
    return [CompletionItem(incomplete, type="file")]
