"""Recurrent cells with explicit state, so that LSTM, GRU and RNN, with attention or without, train and export alike."""

from __future__ import annotations

from torch import Tensor, nn

from training.attention import StreamingAttention

State = tuple[Tensor, ...]  # LSTM: (h, c); GRU and RNN: (h,), each (layers, batch, hidden); then that of the attention


class Recurrent(nn.Module):
    """A stack of recurrent layers over (batch, time, features), and attention to the last `span` steps on top of them.

    span: in steps, 0 without attention. Raises KeyError for an unknown cell; `TrainConfig` checks the name first.
    """

    def __init__(
        self, cell: str, inputs: int, hidden: int, layers: int = 1, dropout: float = 0.0, span: int = 0
    ) -> None:
        super().__init__()
        kind: type[nn.LSTM] | type[nn.GRU] | type[nn.RNN] = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}[cell]
        self.layers = kind(inputs, hidden, layers, batch_first=True, dropout=dropout if layers > 1 else 0.0)
        self.attention = StreamingAttention(hidden, span) if span else None
        self._own = ("h", "c") if cell == "lstm" else ("h",)
        self.state_names = self._own + (StreamingAttention.state_names if span else ())

    def initial_state(self, batch: int = 1) -> State:
        """Zeros, the state every sequence starts from, in training as on stage."""
        zeros = next(self.parameters()).new_zeros
        state = tuple(zeros(self.layers.num_layers, batch, self.layers.hidden_size) for _ in self._own)
        return state if self.attention is None else state + self.attention.initial_state(batch)

    def forward(self, inputs: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """inputs: (batch, time, features); returns outputs (batch, time, hidden) and the state after the last step."""
        own = len(self._own)
        before = self.initial_state(len(inputs)) if state is None else state
        outputs, after = self.layers(inputs, before[:own] if own == 2 else before[0])
        after = after if isinstance(after, tuple) else (after,)
        if self.attention is None:
            return outputs, after
        outputs, memory = self.attention(outputs, None if state is None else state[own:])
        return outputs, (*after, *memory)
