"""Causal attention with a bounded memory: what happened long ago, beside a recurrent network that knows what just did.

Multi-head attention (Vaswani et al. 2017) over the outputs of the recurrent layers. Its memory is a fixed number of
entries, each the mean key and value of `stride` steps, so that a minute costs no more than some seconds: entries older
than the memory fall out, and the steps of the entry being filled are the recurrent layers' business. An entry's age
lowers its weight by a fixed slope per head (ALiBi, Press et al. 2022), which also holds at ages no training window
was long enough to show. A head that finds nothing may attend to nothing: one more key and value, both zero.

Training reads a window in parallel, the stage one step at a time; both give the same outputs. The gate starts at zero
(Bachlechner et al. 2021, "ReZero"): untrained attention changes nothing.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

LARGEST_MEMORY = 128  # entries; longer spans are remembered in longer strides
HEADS = 4
NOTHING = -1e9  # log weight of an entry that is not there


class StreamingAttention(nn.Module):
    """Adds to each of (B, T, width) features what the last `span` steps say about it.

    The state between calls, all float32, all zero at the start:

    memory   (B, entries, 2 * inner)  mean keys and values of past strides, the newest last
    pending  (B, 1, 2 * inner)        the stride that is being filled: its mean so far, as if the rest were zero
    seen     (B, 1, 1)                steps so far; from (entries + 1) * stride on it stays below, in the same phase
    """

    state_names = ("memory", "pending", "seen")
    slopes: Tensor

    def __init__(self, width: int, span: int) -> None:
        super().__init__()
        self.stride = math.ceil(span / LARGEST_MEMORY)
        self.entries = math.ceil(span / self.stride)
        self.inner = HEADS * max(4, width // 16)
        self.query = nn.Linear(width, self.inner, bias=False)
        self.key_value = nn.Linear(width, 2 * self.inner, bias=False)
        self.output = nn.Linear(self.inner, width, bias=False)
        self.gate = nn.Parameter(torch.zeros(width))
        exponents = torch.arange(1, HEADS + 1) * (8.0 / HEADS)  # of a half: the last head hardly forgets
        self.register_buffer("slopes", 2.0 ** -exponents.view(1, HEADS, 1, 1), persistent=False)

    def initial_state(self, batch: int) -> tuple[Tensor, ...]:
        zeros = self.gate.new_zeros
        return zeros(batch, self.entries, 2 * self.inner), zeros(batch, 1, 2 * self.inner), zeros(batch, 1, 1)

    def forward(self, features: Tensor, state: tuple[Tensor, ...] | None) -> tuple[Tensor, tuple[Tensor, ...]]:
        """features: (B, T, width); state: None at the start. Returns the features to go on with, and the state."""
        now = self.key_value(features) / self.stride
        if features.shape[1] == 1:
            return self._step(features, now, self.initial_state(len(features)) if state is None else state)
        return self._window(features, now, state)

    def _step(self, features: Tensor, now: Tensor, state: tuple[Tensor, ...]) -> tuple[Tensor, tuple[Tensor, ...]]:
        """One step in tensor operations alone, as it is exported."""
        memory, pending, seen = state
        place = torch.arange(self.entries, device=features.device, dtype=features.dtype)
        full = torch.floor(seen / self.stride)
        there = (place >= self.entries - full).unsqueeze(1)  # (B, 1, 1, entries)
        bias = torch.where(there, self.slopes * (place - (self.entries - 1.0)), NOTHING)
        result = self._attend(features, memory, bias)

        pending = pending + now
        complete = seen - full * self.stride >= self.stride - 1.0
        memory = torch.where(complete, torch.cat([memory[:, 1:], pending], dim=1), memory)
        pending = torch.where(complete, torch.zeros_like(pending), pending)
        seen = seen + 1.0
        seen = torch.where(seen >= (self.entries + 1.0) * self.stride, seen - self.stride, seen)
        return result, (memory, pending, seen)

    def _window(
        self, features: Tensor, now: Tensor, state: tuple[Tensor, ...] | None
    ) -> tuple[Tensor, tuple[Tensor, ...]]:
        """All steps of a window at once; the rows of a batch must have seen as much as each other."""
        batch, steps, _ = features.shape
        seen, entries = 0, now[:, :0]
        if state is not None:
            seen = int(state[2][0, 0, 0])
            entries = state[0][:, self.entries - min(self.entries, seen // self.stride) :]
        before, phase = entries.shape[1], seen % self.stride
        if state is not None and phase:
            now = torch.cat([state[1], now.new_zeros(batch, phase - 1, now.shape[2]), now], dim=1)
        complete = (phase + steps) // self.stride
        whole = now[:, : complete * self.stride].reshape(batch, complete, self.stride, now.shape[2]).sum(dim=2)
        entries = torch.cat([entries, whole], dim=1)

        # At step t there are the entries that were there before and those completed since; the newest has age 0.
        newest = before - 1 + torch.arange(phase, phase + steps, device=now.device) // self.stride
        age = newest[:, None] - torch.arange(entries.shape[1], device=now.device)
        bias = torch.where((age >= 0) & (age < self.entries), -self.slopes * age, NOTHING)
        result = self._attend(features, entries, bias)

        memory = torch.cat([now.new_zeros(batch, self.entries, now.shape[2]), entries], dim=1)[:, -self.entries :]
        pending = now[:, complete * self.stride :].sum(dim=1, keepdim=True)
        seen += steps
        if seen >= (self.entries + 1) * self.stride:
            seen = self.entries * self.stride + seen % self.stride
        return result, (memory, pending, torch.full((batch, 1, 1), float(seen), device=now.device))

    def _attend(self, features: Tensor, entries: Tensor, bias: Tensor) -> Tensor:
        """entries: (B, S, 2 * inner); bias: log weights, broadcasting to (B, HEADS, T, S)."""
        query, keys, values = (
            functional.pad(part, (0, 0, 0, more)).unflatten(-1, (HEADS, -1)).transpose(1, 2)
            for part, more in zip((self.query(features), *entries.chunk(2, dim=-1)), (0, 1, 1), strict=True)
        )  # one row of zeros more: nothing
        bias = functional.pad(bias, (0, 1)).to(query.dtype)
        found = functional.scaled_dot_product_attention(query, keys, values, attn_mask=bias)
        return features + self.gate * self.output(found.transpose(1, 2).flatten(2))
