"""A dataset may have more pieces than a process may open files, and costs no memory until it is read."""

from __future__ import annotations

import resource
from pathlib import Path

import numpy as np
import pytest

from training.piece_arrays import GrowingArray
from training.shards import Rows


@pytest.fixture
def rows(tmp_path: Path) -> tuple[Rows, np.ndarray]:
    """A file written in three pieces, and what it must hold."""
    array = np.random.default_rng(0).standard_normal((500, 7)).astype(np.float16)
    growing = GrowingArray(tmp_path / "a.npy")
    for block in np.split(array, [3, 400]):
        growing.append(block)
    growing.put_in_place()
    return Rows(tmp_path / "a.npy"), array


def test_rows_are_what_numpy_reads(rows: tuple[Rows, np.ndarray]) -> None:
    lazy, array = rows
    assert np.array_equal(np.load(lazy.path), array) and lazy.shape == array.shape
    part, cut = lazy.between(10, 300).between(5, 280), array[15:290]
    for key in (slice(None), slice(3, 9), slice(None, None, 13), slice(-4, None), 7, -1, slice(300, 400)):
        assert np.array_equal(part[key], cut[key])
    assert np.array_equal(np.asarray(part, np.float32), cut.astype(np.float32)) and len(part) == len(cut)
    assert len(lazy.between(490, 900)) == 10 and lazy.between(5, 5)[:].shape == (0, 7)


def test_more_pieces_than_open_files(rows: tuple[Rows, np.ndarray]) -> None:
    """numpy's own maps run out of files, as many as the limit; these do not."""
    path, array = rows[0].path, rows[1]
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
    try:
        with pytest.raises(OSError, match="Too many open files"):
            [np.load(path, mmap_mode="r") for _ in range(200)]
        many = [Rows(path).between(n, n + 50) for n in range(200)]
        windows = [part[3:9] for part in many]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert all(np.array_equal(window, array[n + 3 : n + 9]) for n, window in enumerate(windows) if n < 100)


def test_a_file_that_was_cut_off_is_not_read(rows: tuple[Rows, np.ndarray]) -> None:
    lazy = rows[0]
    lazy.path.write_bytes(lazy.path.read_bytes()[:-100])
    with pytest.raises(ValueError, match="is cut off: run 'realtime-train prepare' again"):
        Rows(lazy.path)
