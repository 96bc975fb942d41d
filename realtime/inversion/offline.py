"""The streaming kernels over a whole recording, aligned with it: for training, figures and tests, not for the stage."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.inversion.maths import F32, TransformSpec
from realtime.inversion.stereo import StereoBands
from realtime.inversion.stream import StreamingInverter


def invert(
    frames: NDArray[Any],
    spec: TransformSpec,
    method: str = "hybrid",
    seed: int = 0,
    texture: float = 0.0,
    stereo_frames: NDArray[Any] | None = None,
    stereo_bands: StereoBands | None = None,
) -> F32:
    """Audio whose features are `frames`, through the streaming kernels, aligned with the input.

    frames: (n_frames, dim), frame k centred on sample k * hop (`FeatureSpec.forward`).
    texture: 0 gives the best SC2, 1 sounds better where bands are wide.
    stereo_frames: (n_frames, 2 bands) of a recording whose mid the frames describe (`StereoSpec.compute`), with the
    `StereoSpec` that made them as stereo_bands.
    Returns (n_frames * hop,) float32: every input of that many frames is no longer than this. With stereo, (.., 2).

    The first and last half windows lack the frames before and after; they are divided by what is there.
    """
    frames = np.ascontiguousarray(frames, dtype=np.float32)
    if frames.ndim != 2 or frames.shape[1] != spec.dim:
        raise ValueError(f"frames must have shape (n, {spec.dim}), got {frames.shape}")
    if (stereo_frames is None) != (stereo_bands is None):
        raise ValueError("stereo_frames and stereo_bands belong together: give both or neither")
    inverter = StreamingInverter(spec, method, seed, texture, stereo_bands)
    latency_frames = -(-inverter.latency_samples // spec.hop)
    rows = np.concatenate([frames, np.tile(spec.silence, (latency_frames, 1))])
    mid = np.zeros((len(rows), spec.hop), dtype=np.float32)
    if stereo_frames is None or stereo_bands is None:
        for row, out in zip(rows, mid, strict=True):
            inverter.process(row, out)
        return _aligned(mid, inverter, len(frames))
    if stereo_frames.shape != (len(frames), 2 * stereo_bands.bands):
        raise ValueError(
            f"stereo_frames must have shape ({len(frames)}, {2 * stereo_bands.bands}), got {stereo_frames.shape}"
        )
    side, log = np.zeros_like(mid), np.zeros(spec.n_bins, dtype=np.float32)
    beside = np.pad(stereo_frames, ((0, latency_frames), (0, 0)), mode="edge")
    for row, frame, out, out_side in zip(rows, beside, mid, side, strict=True):
        inverter.to_log_magnitude(row, log)
        inverter.synthesise_stereo(log, frame, out, out_side)
    middle, beyond = _aligned(mid, inverter, len(frames)), _aligned(side, inverter, len(frames))
    return np.stack([middle + beyond, middle - beyond], axis=1)


def _aligned(hops: F32, inverter: StreamingInverter, n_frames: int) -> F32:
    """(n_frames * hop,): without the latency, and with the ends at full level."""
    samples = hops.reshape(-1)[inverter.latency_samples :][: n_frames * inverter.spec.hop]
    return samples / coverage(inverter.spec, n_frames)


def coverage(spec: TransformSpec, n_frames: int) -> F32:
    """(n_frames * hop,) fraction of the overlap-add that n_frames give: 1 in the middle, about 1/2 at both ends."""
    square = (spec.window**2).reshape(-1, spec.hop)
    sums = np.zeros((n_frames + len(square), spec.hop))
    for block, values in enumerate(square):
        sums[block : block + n_frames] += values
    start = len(square) // 2
    return (sums[start : start + n_frames] / square.sum(axis=0)).astype(np.float32).reshape(-1)
