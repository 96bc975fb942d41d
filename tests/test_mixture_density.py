"""Mixture densities agree with torch.distributions, and draws with the density."""

from __future__ import annotations

import numpy as np
import torch

from training.mixture import Mixture, negative_log_likelihood, sample


def mixture(batch: int = 1, events: int = 0) -> Mixture:
    """Four components over three values, of which the last are events."""
    torch.manual_seed(0)
    weights = torch.log_softmax(torch.randn(batch, 1, 4), dim=-1)
    widths = 0.3 * torch.randn(batch, 1, 4, 3)
    widths[..., 3 - events :] = widths[..., :1, 3 - events :]  # events have one width each
    return Mixture(weights, 2.0 * torch.randn(batch, 1, 4, 3), widths, torch.randn(batch, 1, 4, events))


def test_likelihood_agrees_with_torch_distributions() -> None:
    m, target = mixture(5), torch.randn(5, 1, 3)
    components = torch.distributions.Independent(torch.distributions.Normal(m.means, m.log_widths.exp()), 1)
    theirs = torch.distributions.MixtureSameFamily(torch.distributions.Categorical(logits=m.log_weights), components)
    assert torch.allclose(negative_log_likelihood(m, target), -theirs.log_prob(target).mean() / 3, atol=1e-5)


def test_likelihood_of_events_agrees_with_torch_distributions() -> None:
    """A component's density: Bernoulli of each event times the normal density of its level where it is there."""
    m, target = mixture(200, events=2), torch.randn(200, 1, 3)
    target[..., 1:] *= torch.rand(200, 1, 2) < 0.5
    level = torch.distributions.Normal(m.means, m.log_widths.exp()).log_prob(target.unsqueeze(-2))
    there = (target[..., 1:] != 0.0).float().unsqueeze(-2)
    decision = torch.distributions.Bernoulli(logits=m.log_odds).log_prob(there.expand_as(m.log_odds))
    components = level[..., 0] + (decision + there * level[..., 1:]).sum(-1)
    expected = -torch.logsumexp(m.log_weights + components, dim=-1).mean() / 3
    assert torch.allclose(negative_log_likelihood(m, target), expected, atol=1e-4)
    with torch.autocast("cpu", torch.bfloat16):  # training's half bits stay out of it
        assert torch.allclose(negative_log_likelihood(m, target), expected, atol=1e-4)


def test_events_are_drawn_as_often_as_their_odds_say() -> None:
    n, m = 100_000, mixture(events=2)
    rng = np.random.default_rng(1)
    gumbel, normal, logistic = (
        torch.from_numpy(draw((n, 1, size)).astype(np.float32))
        for draw, size in (
            (lambda s: rng.gumbel(size=s), 4),
            (rng.standard_normal, 3),
            (lambda s: rng.logistic(size=s), 2),
        )
    )
    wide = Mixture(*(part.expand(n, *part.shape[1:]) for part in m))
    draws = sample(wide, gumbel, normal, logistic, torch.ones(2))[:, 0, 1:]
    expected = (m.log_weights.exp()[0, 0, :, None] * torch.sigmoid(m.log_odds[0, 0])).sum(0)
    assert torch.allclose((draws != 0.0).float().mean(0), expected, atol=0.01)
    assert draws.min() >= 0.0


def test_draws_have_the_mean_and_spread_of_the_density() -> None:
    n, m = 200_000, mixture()
    rng = np.random.default_rng(0)
    gumbel = torch.from_numpy(rng.gumbel(size=(n, 1, 4)).astype(np.float32))
    normal = torch.from_numpy(rng.standard_normal((n, 1, 3)).astype(np.float32))
    wide = Mixture(*(part.expand(n, *part.shape[1:]) for part in m))
    draws = sample(wide, gumbel, normal, torch.zeros(n, 1, 0), torch.ones(2))[:, 0]
    weights = m.log_weights.exp()[0, 0, :, None]
    mean = (weights * m.means[0, 0]).sum(0)
    second = (weights * (m.means[0, 0] ** 2 + (2 * m.log_widths[0, 0]).exp())).sum(0)
    assert torch.allclose(draws.mean(0), mean, atol=0.02)
    assert torch.allclose(draws.var(0), second - mean**2, rtol=0.02)


def test_temperature_zero_is_the_likeliest_component() -> None:
    m = mixture()
    draw = sample(m, torch.randn(1, 1, 4), torch.randn(1, 1, 3), torch.zeros(1, 1, 0), torch.zeros(2))
    assert torch.equal(draw[0, 0], m.means[0, 0, m.log_weights[0, 0].argmax()])
