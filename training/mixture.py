"""Mixture densities (Bishop 1994): the heads of the performer and the composer.

A head gives K components. A value is either plain, normally distributed within a component, or an *event*: absent (0)
with some probability, else of a normally distributed level. Within a component the values are independent; which notes
belong together is said by the component. Sampling is part of the exported graph, with its randomness as inputs: Gumbel
noise picks the component (argmax of log weight + noise is an exact draw), logistic noise decides on each event (log
odds + noise > 0 is one, too), normal noise moves values. Two temperatures, because weights and odds decide *what
happens* and widths *how roughly*.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

HALF_LOG_TAU = 0.5 * math.log(2.0 * math.pi)
LEAST_LEVEL = 0.05  # of an event that is drawn: 0 would mean that there is none


class Mixture(NamedTuple):
    """log_weights: (..., K) normalised. means, log_widths: (..., K, D), in the normalised units of the targets.

    log_odds: (..., K, E) of the last E of the D values, which are events; E may be 0.
    """

    log_weights: Tensor
    means: Tensor
    log_widths: Tensor
    log_odds: Tensor


class MixtureHead(nn.Module):
    """Linear map from hidden features to a mixture of `components` over `dim` values, the last `events` of them events.

    Widths of plain values are predicted, those of events are one learnt number each.
    """

    def __init__(self, hidden: int, dim: int, components: int, narrowest: float, events: int = 0) -> None:
        super().__init__()
        self.dim, self.components, self.narrowest, self.events = dim, components, narrowest, events
        self.linear = nn.Linear(hidden, components * (2 * dim + 1))
        self.event_log_widths = nn.Parameter(torch.full((events,), -1.0)) if events else None

    def forward(self, hidden: Tensor) -> Mixture:
        raw = self.linear(hidden).float()  # sums of exponentials want every bit
        k, plain = self.components, self.dim - self.events
        means, rest = raw[..., k:].reshape(*raw.shape[:-1], k, 2 * self.dim).chunk(2, dim=-1)
        widths = rest[..., :plain]
        if self.event_log_widths is not None:
            widths = torch.cat([widths, self.event_log_widths.expand(*rest.shape[:-1], self.events)], dim=-1)
        widths = widths.clamp(math.log(self.narrowest), 1.0)
        return Mixture(torch.log_softmax(raw[..., :k], dim=-1), means, widths, rest[..., plain:])


def negative_log_likelihood(mixture: Mixture, target: Tensor) -> Tensor:
    """Mean over batch and time of -log p(target) / D, in nats per value. target: (..., D), absent events exactly 0."""
    events = mixture.log_odds.shape[-1]
    plain = target.shape[-1] - events
    widths = mixture.log_widths[..., :plain]
    z = (target[..., :plain].unsqueeze(-2) - mixture.means[..., :plain]) * torch.exp(-widths)
    log_likelihood = (-0.5 * z**2 - widths - HALF_LOG_TAU).sum(-1)
    if events:
        with torch.autocast(target.device.type, enabled=False):  # differences of large sums want every bit
            log_likelihood = log_likelihood + _events(mixture, target[..., plain:])
    return -torch.logsumexp(mixture.log_weights + log_likelihood, dim=-1).mean() / target.shape[-1]


def _events(mixture: Mixture, level: Tensor) -> Tensor:
    """(..., K) log likelihoods of events of `level`, (..., E).

    sum_e log sigmoid(+-odds) + there * log N(level; mean, width), multiplied out, so that the sums over the events are
    products of matrices: five times faster than the formula for 61 events and 12 components.
    """
    events = level.shape[-1]
    there = (level != 0.0).to(level.dtype)
    # All components share the events' widths.
    log_width = mixture.log_widths[..., :1, -events:].squeeze(-2)
    means = mixture.means[..., -events:]
    precision = there * torch.exp(-2.0 * log_width)
    same = (-0.5 * precision * level**2 - there * (log_width + HALF_LOG_TAU)).sum(-1, keepdim=True)

    def over_events(weights: Tensor, values: Tensor) -> Tensor:
        return (values @ weights.unsqueeze(-1)).squeeze(-1)

    decided = over_events(there, mixture.log_odds) - functional.softplus(mixture.log_odds).sum(-1)
    return same + decided + over_events(precision * level, means) - 0.5 * over_events(precision, means**2)


def sample(mixture: Mixture, gumbel: Tensor, normal: Tensor, logistic: Tensor, temperature: Tensor) -> Tensor:
    """One draw.

    gumbel: (..., K) standard Gumbel noise. normal: (..., D) standard normal, logistic: (..., E) standard logistic.
    temperature: (2,) of weights with odds and of widths; 1 is the trained density, 0 its likeliest decisions' mean.
    Returns (..., D).
    """
    score = mixture.log_weights + temperature[0] * gumbel
    winner = torch.argmax(score, dim=-1, keepdim=True).unsqueeze(-1)

    def chosen(values: Tensor) -> Tensor:
        index = winner.expand(*score.shape[:-1], 1, values.shape[-1])
        return torch.gather(values, -2, index).squeeze(-2)

    values = chosen(mixture.means) + temperature[1] * torch.exp(chosen(mixture.log_widths)) * normal
    events = mixture.log_odds.shape[-1]
    if not events:
        return values
    plain = values.shape[-1] - events
    there = (chosen(mixture.log_odds) + temperature[0] * logistic > 0.0).to(values.dtype)
    return torch.cat([values[..., :plain], there * values[..., plain:].clamp(min=LEAST_LEVEL)], dim=-1)


def draw(mixture: Mixture) -> Tensor:
    """One draw of the trained density with torch's own chance, (..., D)."""
    gumbel = -torch.log(-torch.log(torch.rand_like(mixture.log_weights).clamp(1e-9, 1.0 - 1e-7)))
    logistic = torch.logit(torch.rand_like(mixture.log_odds[..., 0, :]), eps=1e-7)
    normal = torch.randn_like(mixture.means[..., 0, :])
    return sample(mixture, gumbel, normal, logistic, mixture.means.new_ones(2))


def with_own_draws(previous: Tensor, drawn: Callable[[], Tensor], share: float) -> Tensor:
    """Scheduled sampling in parallel (Mihaylova & Martins 2019): what a network reads, a `share` of it its own draws.

    previous: (B, T, D), the values before each step. drawn: gives (B, T, D), a draw for each step after reading these,
    without a gradient. So a free run's mistakes are one step deep here; more would take as many passes.
    """
    with torch.no_grad():
        following = drawn()
        own = torch.cat([previous[:, :1], following[:, :-1]], dim=1)
        return torch.where(torch.rand_like(previous[..., :1]) < share, own, previous)
