"""Mixture densities agree with torch.distributions, and draws with the density."""

from __future__ import annotations

import numpy as np
import torch

from training.mixture import Mixture, negative_log_likelihood, sample


def mixture(batch: int = 1) -> Mixture:
    torch.manual_seed(0)
    weights = torch.log_softmax(torch.randn(batch, 1, 4), dim=-1)
    return Mixture(weights, 2.0 * torch.randn(batch, 1, 4, 3), 0.3 * torch.randn(batch, 1, 4, 3))


def test_likelihood_agrees_with_torch_distributions() -> None:
    m, target = mixture(5), torch.randn(5, 1, 3)
    components = torch.distributions.Independent(torch.distributions.Normal(m.means, m.log_widths.exp()), 1)
    theirs = torch.distributions.MixtureSameFamily(torch.distributions.Categorical(logits=m.log_weights), components)
    assert torch.allclose(negative_log_likelihood(m, target), -theirs.log_prob(target).mean() / 3, atol=1e-5)


def test_draws_have_the_mean_and_spread_of_the_density() -> None:
    n, m = 200_000, mixture()
    rng = np.random.default_rng(0)
    gumbel = torch.from_numpy(rng.gumbel(size=(n, 1, 4)).astype(np.float32))
    normal = torch.from_numpy(rng.standard_normal((n, 1, 3)).astype(np.float32))
    wide = Mixture(*(part.expand(n, *part.shape[1:]) for part in m))
    draws = sample(wide, gumbel, normal, torch.ones(2))[:, 0]
    weights = m.log_weights.exp()[0, 0, :, None]
    mean = (weights * m.means[0, 0]).sum(0)
    second = (weights * (m.means[0, 0] ** 2 + (2 * m.log_widths[0, 0]).exp())).sum(0)
    assert torch.allclose(draws.mean(0), mean, atol=0.02)
    assert torch.allclose(draws.var(0), second - mean**2, rtol=0.02)


def test_temperature_zero_is_the_likeliest_component() -> None:
    m = mixture()
    draw = sample(m, torch.randn(1, 1, 4), torch.randn(1, 1, 3), torch.zeros(2))
    assert torch.equal(draw[0, 0], m.means[0, 0, m.log_weights[0, 0].argmax()])
