"""Recurrent cells with explicit state, so that LSTM, GRU and RNN train and export through the same code."""

from __future__ import annotations

import torch
from torch import Tensor, nn

State = tuple[Tensor, ...]  # LSTM: (h, c); GRU and RNN: (h,). Each (layers, batch, hidden).


class Recurrent(nn.Module):
    """A stack of recurrent layers over (batch, time, features).

    Raises KeyError for an unknown cell; `TrainConfig` checks the name first.
    """

    def __init__(self, cell: str, inputs: int, hidden: int, layers: int = 1, dropout: float = 0.0) -> None:
        super().__init__()
        kind: type[nn.LSTM] | type[nn.GRU] | type[nn.RNN] = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}[cell]
        self.layers = kind(inputs, hidden, layers, batch_first=True, dropout=dropout if layers > 1 else 0.0)
        self.state_names = ("h", "c") if cell == "lstm" else ("h",)

    def initial_state(self, batch: int = 1) -> State:
        """Zeros, the state every sequence starts from, in training as on stage."""
        shape = (self.layers.num_layers, batch, self.layers.hidden_size)
        weight = next(self.parameters())
        return tuple(torch.zeros(shape, dtype=weight.dtype, device=weight.device) for _ in self.state_names)

    def forward(self, inputs: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """inputs: (batch, time, features); returns outputs (batch, time, hidden) and the state after the last step."""
        if state is None:
            state = self.initial_state(len(inputs))
        packed = state if len(self.state_names) == 2 else state[0]
        outputs, after = self.layers(inputs, packed)
        return outputs, after if isinstance(after, tuple) else (after,)
