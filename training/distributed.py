"""The processes that train together: torchrun's, over gloo or, with CUDA, NCCL; or this one alone.

All of them hold the same weights and see the same clock. Each computes the gradients of its shards of a batch, and the
sum of these is everybody's step, so that nobody ever needs the weights of another. The first alone writes files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import torch
from torch import Tensor, distributed

from realtime.errors import RealtimeGenError


class GroupError(RealtimeGenError):
    """The processes of a run cannot work together, or one of them is gone."""


@dataclass(frozen=True)
class Group:
    """rank: of this process, 0..size - 1. device: that it computes on."""

    rank: int = 0
    size: int = 1
    device: torch.device = field(default_factory=lambda: torch.device("cpu"))

    @property
    def first(self) -> bool:
        return self.rank == 0

    def add(self, tensors: Sequence[Tensor]) -> None:
        """Replace each tensor by its sum over all processes."""
        if self.size > 1:
            flat = torch.cat([tensor.flatten() for tensor in tensors])
            self._reduce(flat, distributed.ReduceOp.SUM)
            for tensor, total in zip(tensors, flat.split([tensor.numel() for tensor in tensors]), strict=True):
                tensor.copy_(total.view_as(tensor))

    def largest(self, *values: float) -> list[float]:
        """Of each value the largest that any process has: what all agree on."""
        if self.size == 1:
            return list(values)
        together = torch.tensor(values, dtype=torch.float64, device=self.device)
        self._reduce(together, distributed.ReduceOp.MAX)
        return together.tolist()  # type: ignore[no-any-return]

    def wait(self) -> None:
        """Until all are here: what the first has written is there for the others."""
        self.largest(0.0)

    def _reduce(self, tensor: Tensor, how: distributed.ReduceOp.RedOpType) -> None:
        try:
            distributed.all_reduce(tensor, how)
        except RuntimeError as error:
            raise GroupError("another process of this training has ended: its last line says why") from error


@contextmanager
def join() -> Iterator[Group]:
    """The group that torchrun describes in the environment, or a group of one. Raises GroupError."""
    rank, size, local = (int(os.environ.get(name, default)) for name, default in
                         (("RANK", "0"), ("WORLD_SIZE", "1"), ("LOCAL_RANK", "0")))  # fmt: skip
    cuda = torch.cuda.is_available()
    if cuda and local >= torch.cuda.device_count():
        raise GroupError(f"there are {torch.cuda.device_count()} GPUs: give torchrun --nproc-per-node no more")
    device = torch.device("cuda", local) if cuda else torch.device("cpu")
    if cuda:
        torch.cuda.set_device(device)
    if size == 1:
        yield Group(device=device)
        return
    distributed.init_process_group("nccl" if cuda else "gloo")
    try:
        yield Group(rank, size, device)
    finally:
        distributed.destroy_process_group()
