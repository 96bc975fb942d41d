"""Options of `realtime-train fit` that choose techniques; `TrainConfig` says what each does and where it is from."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from realtime.console import FloatRange
from realtime.errors import UsageError

if TYPE_CHECKING:
    from training.config import TrainConfig


def _seconds(flag: str, name: str, what: str) -> Callable[..., Any]:
    return click.option(flag, name, type=FloatRange(0.0, 600.0), default=0.0, show_default=True, metavar="SECONDS",
                        help=f"How far the {what}'s attention looks back, 0 to 600; 0 is without.")  # fmt: skip


def _share(flag: str, default: float, text: str) -> Callable[..., Any]:
    return click.option(flag, type=FloatRange(0.0, 1.0), default=default, show_default=True, metavar="SHARE",
                        help=f"{text}, 0 to 1.")  # fmt: skip


_TECHNIQUES: Sequence[Callable[..., Any]] = (
    click.option("--layers", type=click.IntRange(1, 8),
                 help="Recurrent layers of each network, 1 to 8. [default: 1]"),
    _seconds("--attention", "composer_attention", "composer"),
    _seconds("--performer-attention", "performer_attention", "performer"),
    _seconds("--decoder-attention", "decoder_attention", "decoder"),
    _share("--kl-warm-up", 0.1, "Share of the training in which --beta rises from 0"),
    click.option("--free-bits", type=FloatRange(0.0, 10.0), default=0.0, show_default=True, metavar="NATS",
                 help="KL divergence that a latent may spend for nothing, 0 to 10."),
    _share("--style-dropout", 0.1, "Share of the examples without their style, so that styles can be blended"),
    _share("--scheduled-sampling", 0.0, "Share of the steps, rising, at which composer and performer read their own"),
    click.option("--ema", type=FloatRange(0.0, 0.99999), default=0.999, show_default=True,
                 help="Decay of the average of the weights that is evaluated and exported, 0 to 0.99999; 0 is none."),
    click.option("--precision", type=click.Choice(["auto", "float32", "bf16"]), default="auto", show_default=True,
                 help="Of the products in training; auto is bf16 where the processor has it."),
    click.option("--batch", type=click.IntRange(1, 65536), default=8, show_default=True,
                 help="Examples a step, of all processes together."),
    click.option("--shards", type=click.IntRange(1, 65536),
                 help="Parts of a batch, each with chance of its own: with as many, one process and several train the "
                 "same. [default: 2, or one for each process if these are more]"),
)  # fmt: skip


def techniques(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_TECHNIQUES):
        function = option(function)
    return function


def config_of(
    layers: int | None = None, shards: int | None = None, size: str = "standard", **values: Any
) -> TrainConfig:
    """What was chosen; None stands for what the size says. Raises UsageError for values that do not go together."""
    from training.config import SIZES, TrainConfig

    values = SIZES[size] | {name: value for name, value in values.items() if value is not None}
    if layers is not None:
        values |= dict.fromkeys(("decoder_layers", "performer_layers", "composer_layers"), layers)
    values["shards"] = shards or max(TrainConfig.shards, int(os.environ.get("WORLD_SIZE", "1")))
    try:
        return TrainConfig(**values)
    except ValueError as error:
        raise UsageError(str(error)) from error
