"""The arrays of a dataset, of any size, from as many files as there are pieces: each piece is a shard of its own.

Files are mapped for the moment of reading and closed again. `numpy.load(..., mmap_mode="r")` keeps a file open and a
map for as long as the array lives: three a piece, so that the usual limit of 1024 open files ends a dataset of 340
pieces. Opening and mapping anew takes 70 microseconds of CPU, a training step some ten thousand; what has been read
stays in the system's page cache, which all processes of a machine share.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray


class Rows:
    """Some rows of a two-dimensional .npy file, read when indexed; nothing is held open.

    rows[a:b], rows[::n], rows[i] and numpy.asarray(rows) give arrays; len(rows) and `shape` read nothing.
    """

    def __init__(self, path: Path) -> None:
        """Raises OSError, and ValueError for a file that is no such array or is cut off."""
        with path.open("rb") as handle:
            if npy.read_magic(handle) != (1, 0):
                raise ValueError(f"{path} is no .npy file of version 1.0")
            shape, fortran, self.dtype = npy.read_array_header_1_0(handle)
            self.offset = handle.tell()
        if len(shape) != 2 or fortran:
            raise ValueError(f"{path} holds no rows: shape {shape}")
        if path.stat().st_size < self.offset + shape[0] * shape[1] * self.dtype.itemsize:
            raise ValueError(f"{path} is cut off: run 'realtime-train prepare' again")
        self.path, self.columns = path, shape[1]
        self.first, self.last = 0, shape[0]

    def between(self, first: int, last: int) -> Rows:
        """The rows first..last-1 of these, still unread."""
        part = object.__new__(Rows)
        part.__dict__.update(self.__dict__)
        part.first, part.last = self.first + first, min(self.first + last, self.last)
        return part

    @property
    def shape(self) -> tuple[int, int]:
        return len(self), self.columns

    def __len__(self) -> int:
        return max(0, self.last - self.first)

    def __getitem__(self, key: int | slice) -> NDArray[Any]:
        offset = self.offset + self.first * self.columns * self.dtype.itemsize
        if not len(self):
            return np.empty(self.shape, self.dtype)[key]
        return np.array(np.memmap(self.path, self.dtype, "r", offset, self.shape)[key])  # copied: a view keeps the map

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return np.asarray(self[:], dtype)
