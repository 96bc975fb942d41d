"""The arrays of one piece, written a block at a time, and read a stretch at a time.

    frames/<id>.npy        (n_frames, dim) float16, from `FeatureSpec`, of the mid
    frames_low/<id>.npy    the same through half the window and half the hop: two rows for each of `frames`
    stereo/<id>.npy        (n_frames, 2 * bands) float16, balance and coherence; only of pieces that have two sides
    descriptors/<id>.npy   (n_frames, N_DESCRIPTORS) float16

Each is written beside its place and renamed, so that an interrupted run leaves nothing half-written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from realtime.features import DescriptorSpec, FeatureSpec, StereoSpec
from realtime.features.descriptors import NOTES
from training.note_labels import Note, activations
from training.pieces import ARRAYS

F32 = NDArray[np.float32]

BLOCK_S = 20.0  # 15 MB of spectra at 48 kHz, of which there are about ten at a time
# Frames on either side of a block that are computed and thrown away: the STFT reaches 4, the stereo's smoothing 8, the
# flux looks back at 1.
CONTEXT = 16


def write_arrays(
    folder: Path, name: str, audio: F32, spec: FeatureSpec, stereo: bool, notes: list[Note] | None
) -> None:
    """Compute and write the arrays of a recording.

    folder: of the dataset. name: the piece's id. audio: (n, channels) float32, in memory or mapped. notes: known ones,
    which take the place of those the descriptors hear. Raises OSError, leaving nothing behind.
    """
    writers = {kind: GrowingArray(folder / kind / f"{name}.npy") for kind in ARRAYS if stereo or kind != "stereo"}
    try:
        for block, first, skip, keep in stretches(audio, spec.hop, round(BLOCK_S * spec.frame_rate)):
            arrays = arrays_of(block, first, spec, stereo, notes)
            for kind, writer in writers.items():
                rate = 2 if kind == "frames_low" else 1
                writer.append(arrays[kind][rate * skip : rate * (skip + keep) if keep else None])
        for writer in writers.values():
            writer.put_in_place()
    finally:
        for writer in writers.values():
            writer.discard()


def arrays_of(
    audio: F32, first_frame: int, spec: FeatureSpec, stereo: bool, notes: list[Note] | None
) -> dict[str, NDArray[np.float16]]:
    """The rows of every kind of some samples. first_frame: the number of their first in the whole recording."""
    mid = audio.mean(axis=1)
    power = spec.power(mid)
    descriptors = DescriptorSpec(spec).compute(power)
    if notes is not None:
        descriptors[:, NOTES:] = activations(notes, len(descriptors), spec, first_frame)
    arrays = {
        "frames": spec.features_of(power),
        "frames_low": spec.low_latency.forward(mid),
        "descriptors": descriptors,
    }
    if stereo:
        arrays["stereo"] = StereoSpec(spec).compute(audio)
    return {kind: array.astype(np.float16) for kind, array in arrays.items()}


def stretches(audio: F32, hop: int, frames: int) -> Iterator[tuple[F32, int, int, int]]:
    """Overlapping stretches whose frames, put together, are the frames of the whole.

    Yields (samples, number of their first frame, how many frames at their start are context, how many follow that are
    wanted; 0 for all to the end). Stretches start on multiples of 16 frames, so that steps and score steps align.
    """
    frames = -(-frames // 16) * 16
    start = 0
    while True:
        before = min(start, CONTEXT)
        stop = start + frames
        last = (stop + CONTEXT) * hop >= len(audio)
        block = audio[(start - before) * hop : None if last else (stop + CONTEXT) * hop]
        yield np.asarray(block), start - before, before, 0 if last else frames
        if last:
            return
        start = stop


class GrowingArray:
    """An .npy file that grows by rows; its shape is written when they are all there."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.part = target.with_name(f"{target.stem}.{os.getpid()}.part")
        self.handle = self.part.open("wb")
        self.rows = 0
        self.dtype: np.dtype[Any] | None = None
        self.columns = 0

    def append(self, rows: NDArray[Any]) -> None:
        """rows: (n, columns), of one dtype and width throughout."""
        if self.dtype is None:
            self.dtype, self.columns = rows.dtype, rows.shape[1]
            self._header()
        self.handle.write(np.ascontiguousarray(rows).data)
        self.rows += len(rows)

    def _header(self) -> None:
        assert self.dtype is not None
        shape = (self.rows, self.columns)
        descr = npy.dtype_to_descr(self.dtype)
        npy.write_array_header_1_0(self.handle, {"descr": descr, "fortran_order": False, "shape": shape})

    def put_in_place(self) -> None:
        """Raises OSError."""
        self.handle.seek(0)
        self._header()  # numpy leaves room in it for any number of rows
        self.handle.close()
        os.replace(self.part, self.target)

    def discard(self) -> None:
        with suppress(OSError):
            self.handle.close()
        self.part.unlink(missing_ok=True)
