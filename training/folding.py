"""The same network in other units: a change of normalisation, folded into first and last layers.

With x_old = factor * x_new + shift, an input layer W x_old + b is (W * factor) x_new + (b + W shift), and an output
y_old is (y_old - shift) / factor in the new units. Exact, but where zeros pad a convolution and where the widths of a
mixture are clamped.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from realtime.features.descriptors import FLUX, NOTES
from training.composer import Composer, plain_first
from training.dataset import BandStatistics
from training.latent_scale import LatentScale
from training.mixture import MixtureHead
from training.performer import Performer
from training.residual import Residual
from training.vae import VAE


class Change(NamedTuple):
    """Of units: old = factor * new + shift, each (n,)."""

    factor: Tensor
    shift: Tensor

    @classmethod
    def of(cls, old_mean: Any, old_deviation: Any, mean: Any, deviation: Any) -> Change:
        a, b, c, d = (torch.as_tensor(np.asarray(v, np.float32)) for v in (old_mean, old_deviation, mean, deviation))
        return cls(d / b, (c - a) / b)

    @classmethod
    def of_bands(cls, old: BandStatistics, new: BandStatistics, frames: int) -> Change:
        """Of the values of a network step, `frames` feature frames."""
        factor, shift = cls.of(old.mean, old.deviation, new.mean, new.deviation)
        return cls(factor.repeat(frames), shift.repeat(frames))


def fold_inputs(weight: Tensor, bias: Tensor, columns: slice, change: Change) -> None:
    """Inputs `columns` of a first layer, (hidden, inputs) or (hidden, inputs, taps), now come in the new units."""
    part = weight[:, columns]
    taps = part.reshape(*part.shape[:2], -1)
    bias += taps.sum(-1) @ change.shift
    part *= change.factor.view(-1, *[1] * (part.dim() - 2))


def fold_outputs(layer: Any, change: Change) -> None:
    layer.weight /= change.factor[:, None]
    layer.bias.copy_((layer.bias - change.shift) / change.factor)


def fold_mixture(head: MixtureHead, change: Change) -> None:
    """change: of the head's values, in their order in the mixture. Events' shift is 0: absent stays absent."""
    plain = head.dim - head.events
    weight, bias = _rows(head)
    weight[:, : head.dim] /= change.factor[:, None]
    bias[:, : head.dim] = (bias[:, : head.dim] - change.shift) / change.factor
    bias[:, head.dim : head.dim + plain] -= torch.log(change.factor[:plain])
    if head.event_log_widths is not None:
        head.event_log_widths.sub_(torch.log(change.factor[plain:]))


def fold_residual(residual: Residual, change: Change) -> None:
    """change: of the values of a network step; a residual is said once for all its frames, and has no mean."""
    factor = change.factor[: residual.bands]
    last: Any = residual.head[-1]
    last.weight[: residual.bands] /= factor[:, None]
    last.bias[: residual.bands] /= factor
    last.bias[residual.bands : 3 * residual.bands] -= torch.log(factor).repeat(2)


def _rows(head: MixtureHead) -> tuple[Tensor, Tensor]:
    """Views of what a head says of its values: (components, 2 * dim, hidden) and (components, 2 * dim)."""
    k = head.components
    return head.linear.weight[k:].view(k, 2 * head.dim, -1), head.linear.bias[k:].view(k, 2 * head.dim)


def _copy(target: nn.Module, source: nn.Module, but: tuple[str, ...] = ()) -> None:
    """All weights except `but`, which differ in shape."""
    weights = {name: value for name, value in source.state_dict().items() if name not in but}
    missing, unexpected = target.load_state_dict(weights, strict=False)
    if unexpected or set(missing) - set(but):
        raise ValueError(f"networks differ in {', '.join([*unexpected, *missing])}")


def move_vae(vae: VAE, base: VAE, styles: int, bands: Change, low: Change, told: Change) -> None:
    """Make `vae` do what `base` does, in the new units; its last `styles` columns of inputs stay as they are.

    told: of the descriptors.
    """
    for name in ("recurrent", "high", "low", "high_residual", "low_residual"):
        _copy(getattr(vae.decoder, name), getattr(base.decoder, name))
    if vae.decoder.stereo is not None and base.decoder.stereo is not None:
        _copy(vae.decoder.stereo, base.decoder.stereo)
    _copy(vae.encoder, base.encoder)
    encoder: Any = vae.encoder.layers[0]
    fold_inputs(encoder.weight, encoder.bias, slice(None), bands)
    fold_outputs(vae.decoder.high[-1], bands)
    fold_outputs(vae.decoder.low[-1], low)
    fold_residual(vae.decoder.high_residual, bands)
    fold_residual(vae.decoder.low_residual, low)
    inputs = vae.decoder.inputs
    beside = inputs.in_features - styles
    inputs.weight[:, :beside] = base.decoder.inputs.weight[:, :beside]
    inputs.bias.copy_(base.decoder.inputs.bias)
    fold_inputs(inputs.weight, inputs.bias, slice(beside - len(told.factor), beside), told)


def move_composer(composer: Composer, base: Composer, score: Change) -> None:
    """As `move_vae`. score: of a score step, in the descriptors' order; all notes share one factor."""
    first = "layers.weight_ih_l0"
    _copy(composer.recurrent, base.recurrent, (first,))
    _copy(composer.head, base.head)
    _copy(composer.continuation, base.continuation)
    ours: Any = composer.recurrent.layers
    theirs: Any = base.recurrent.layers
    values = len(score.factor) + 1  # the score, and how far it can be trusted
    ours.weight_ih_l0[:, :values] = theirs.weight_ih_l0[:, :values]
    fold_inputs(ours.weight_ih_l0, ours.bias_ih_l0, slice(0, values - 1), score)
    # Where the mixture is a change of what was before, that comes in the new units itself.
    shift = score.shift.clone()
    shift[:FLUX] = 0.0
    fold_mixture(composer.head, Change(plain_first(score.factor), plain_first(shift)))
    level = score.factor[NOTES]
    mix: Any = composer.continuation.mix
    composer.continuation.neighbours.weight[:, 0] *= level
    mix.weight[1] /= level
    mix.bias[1] /= level


def move_performer(performer: Performer, base: Performer, old: LatentScale, new: LatentScale, told: Change) -> None:
    """As `move_vae`. old, new: of the latents of `base` and of those that `performer` is for.

    A latent that is pruned in the new scale was constant there, and stays so; one that was pruned in the old scale is
    read with weights 0 and written as the new network would.
    """
    first = "layers.weight_ih_l0"
    _copy(performer.recurrent, base.recurrent, (first,))
    ours: Any = performer.recurrent.layers
    theirs: Any = base.recurrent.layers
    here, there, count = len(new.order), len(old.order), len(told.factor)
    ours.weight_ih_l0[:, :here] = 0.0
    ours.weight_ih_l0[:, here : here + count] = theirs.weight_ih_l0[:, there : there + count]
    fold_inputs(ours.weight_ih_l0, ours.bias_ih_l0, slice(here, here + count), told)
    head, base_head = performer.head, base.head
    k = head.components
    head.linear.weight[:k], head.linear.bias[:k] = base_head.linear.weight[:k], base_head.linear.bias[:k]
    weight, bias = _rows(head)
    base_weight, base_bias = _rows(base_head)
    factor, shift = torch.ones(here), torch.zeros(here)
    places = {int(raw): place for place, raw in enumerate(new.order)}
    for i, raw in enumerate(old.order.tolist()):
        column = theirs.weight_ih_l0[:, i]
        j = places.get(raw)
        if j is None:
            ours.bias_ih_l0 += column * (new.rest[raw] - old.mean[i]) / old.deviation[i]
            continue
        factor[j], shift[j] = new.deviation[j] / old.deviation[i], (new.mean[j] - old.mean[i]) / old.deviation[i]
        ours.weight_ih_l0[:, j] = column
        for ours_row, base_row in ((j, i), (here + j, there + i)):  # mean and width
            weight[:, ours_row], bias[:, ours_row] = base_weight[:, base_row], base_bias[:, base_row]
    fold_inputs(ours.weight_ih_l0, ours.bias_ih_l0, slice(0, here), Change(factor, shift))
    fold_mixture(head, Change(factor, shift))
