"""Options that several commands of `realtime-gen` share, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from realtime import completion
from realtime.bundle import DEFAULT_MODEL, INVERTER, QUALITIES

Decorator = Callable[[Any], Any]

SET = click.option(
    "--set", "assignments", multiple=True, metavar="NAME=VALUE", shell_complete=completion.parameters,
    help="Set a parameter, as in --set style/piano=1 --set gain=-6; 'realtime-gen osc' lists them with their ranges "
    "and units. Repeatable.",
)  # fmt: skip
PRESET = click.option(
    "--preset", metavar="NAME", shell_complete=completion.presets,
    help="Begin with this preset of the model; 'realtime-gen presets' lists them.",
)  # fmt: skip
SCORE = click.option(
    "--score", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Play these messages, 'seconds address arguments' on each line; takes and 'analyze' write such files.",
)  # fmt: skip
QUALITY_HELP = "'low' for half the latency of the inversion, from models that have it. [default: high]"
QUALITY = click.option("--quality", type=click.Choice(QUALITIES), default=QUALITIES[0], help=QUALITY_HELP)
INVERTER_HELP = f"How frames become sound: rtpghi, rtpghi0, hybrid, or a plug-in's name. [default: {INVERTER}]"
MODEL_HELP = f"Name (see 'realtime-gen models') or folder of a model. [default: {DEFAULT_MODEL}]"


def model_option(default: str | None = DEFAULT_MODEL) -> Decorator:
    return click.option(
        "-m", "--model", metavar="NAME|PATH", default=default, help=MODEL_HELP, shell_complete=completion.models
    )


def quality_option() -> Decorator:
    """Where settings may come from a file, too, which is checked with them."""
    return click.option(
        "--quality", metavar="|".join(QUALITIES), help=QUALITY_HELP, shell_complete=completion.qualities
    )


def inverter_option(default: str | None = INVERTER) -> Decorator:
    return click.option(
        "--inverter", metavar="NAME", default=default, help=INVERTER_HELP, shell_complete=completion.inverters
    )
