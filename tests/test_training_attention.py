"""Attention with a bounded memory: what is learnt over windows is what plays step by step, in torch and in ONNX."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

import training.attention
from training.attention import HEADS, LARGEST_MEMORY, StreamingAttention
from training.cells import Recurrent, State
from training.export import export_graph, parity
from training.graphs import Graph

STEPS = 130


@pytest.fixture
def small_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """16 entries at most instead of 128."""
    monkeypatch.setattr(training.attention, "LARGEST_MEMORY", 16)


def trained(span: int, cell: str = "lstm", seed: int = 0) -> Recurrent:
    """Two layers with attention whose gate is open and whose heads are choosy."""
    torch.manual_seed(seed)
    network = Recurrent(cell, 5, 24, layers=2, span=span).eval()
    with torch.no_grad():
        network.attention.gate.uniform_(0.5, 1.0)  # type: ignore[union-attr]
        network.attention.query.weight.mul_(10.0)  # type: ignore[union-attr]
    return network


class Looped(torch.nn.Module):
    """Reads its own output, as the composer does."""

    def __init__(self, network: Recurrent) -> None:
        super().__init__()
        self.network = network

    def forward(self, inputs: Tensor, *state: Tensor) -> tuple[Tensor, ...]:
        outputs, after = self.network(torch.sin(3.0 * inputs), state)
        return outputs[..., :5], *after


def streamed(network: Recurrent, inputs: Tensor, lengths: list[int]) -> tuple[Tensor, State | None]:
    state, parts, start = None, [], 0
    for length in lengths:
        outputs, state = network(inputs[:, start : start + length], state)
        parts.append(outputs)
        start += length
    return torch.cat(parts, dim=1), state


@pytest.mark.parametrize("span", [1, 14, 30, 48, 200])
@torch.no_grad()
def test_a_window_and_single_steps_give_the_same(span: int, small_memory: None) -> None:
    """Spans below, within and beyond a window, with strides of 1 to 13 steps; measured: 3e-8."""
    network = trained(span)
    inputs = torch.randn(2, STEPS, 5)
    whole, after = network(inputs)
    steps, state = streamed(network, inputs, [1] * STEPS)
    assert (whole - steps).abs().max() < 1e-6
    for one, other in zip(after, state, strict=True):  # type: ignore[arg-type]
        assert (one - other).abs().max() < 1e-6
    pieces, _ = streamed(network, inputs, [3, 1, 7, 50, 29, 40])
    assert (whole - pieces).abs().max() < 1e-6


@torch.no_grad()
def test_untrained_attention_changes_nothing_and_trained_attention_does() -> None:
    torch.manual_seed(0)
    inputs = torch.randn(1, 50, 5)
    network = Recurrent("gru", 5, 24, span=20)
    plain = network.layers(inputs)[0]
    assert torch.equal(network(inputs)[0], plain)
    network.attention.gate.fill_(1.0)  # type: ignore[union-attr]
    assert (network(inputs)[0] - plain).abs().max() > 0.01


def test_the_past_is_heard_to_the_end_of_the_span_and_not_beyond() -> None:
    """By gradients: of the last step, with respect to what the attention read. The stride being filled is not heard."""
    torch.manual_seed(0)
    span = 384
    attention = StreamingAttention(16, span)
    with torch.no_grad():
        attention.gate.fill_(1.0)
    assert (attention.stride, attention.entries) == (3, 128)
    features = torch.randn(1, 901, 16, requires_grad=True)
    attention(features, None)[0][0, -1].sum().backward()
    heard = features.grad[0].abs().sum(-1).nonzero()[:, 0].tolist()  # type: ignore[index]
    assert heard == [*range(516, 900), 900]  # step 900 hears itself past the gate


@torch.no_grad()
def test_attention_finds_what_happened_once_long_ago() -> None:
    """Against attention written out for one query, in float64: softmax over entries and nothing, slopes by age."""
    network = trained(64)
    attention: StreamingAttention = network.attention  # type: ignore[assignment]
    features = torch.randn(1, 65, 24)
    got = attention(features, None)[0][0, -1]
    x = features[0].double()
    keys, values = (x[:64] @ attention.key_value.weight.double().T).chunk(2, dim=-1)
    query = x[64] @ attention.query.weight.double().T
    found = []
    heads = zip(keys.chunk(HEADS, 1), values.chunk(HEADS, 1), query.chunk(HEADS), strict=True)
    for head, (k, v, q) in enumerate(heads):
        age = torch.arange(63, -1, -1)
        weights = torch.exp(k @ q / len(q) ** 0.5 - age * 2.0 ** (-8.0 * (head + 1) / HEADS))
        found.append((weights @ v) / (1.0 + weights.sum()))
    expected = x[64] + attention.gate.double() * (torch.cat(found) @ attention.output.weight.double().T)
    assert (got - expected).abs().max() < 1e-5


@pytest.mark.parametrize("seconds", [1.0, 60.0, 600.0])
def test_the_memory_is_bounded(seconds: float) -> None:
    attention = StreamingAttention(16, round(seconds * 23.4375))
    assert attention.initial_state(1)[0].shape[1] <= LARGEST_MEMORY
    assert attention.entries * attention.stride >= seconds * 23.4375 - 1


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn"])
def test_a_cell_with_attention_exports_exactly(cell: str, tmp_path: Path, small_memory: None) -> None:
    """80 steps through ONNX Runtime, in which a memory of 15 strides of two is filled and moves on. Measured: 3e-7."""
    network = trained(30, cell)
    state = network.initial_state()
    graph = Graph(
        Looped(network).eval(),
        (torch.full((1, 1, 5), 0.3), *state),
        ["inputs", *network.state_names],
        ["next_inputs", *(f"next_{name}" for name in network.state_names)],
        {name: list(zeros.shape) for name, zeros in zip(network.state_names, state, strict=True)},
        1,
    )
    export_graph(graph, tmp_path / "graph.onnx")
    assert parity(graph, tmp_path / "graph.onnx", seed=0, steps=80) < 1e-5
    assert graph.states["memory"] == [1, 15, 2 * network.attention.inner]  # type: ignore[union-attr]
