"""The object that owns an inverter's memory: frames in, audio out, one hop per call, resumable to the sample.

`StreamingInverter` runs on the engine's thread. `to_log_magnitude` and `synthesise` each enter compiled code once,
without the GIL and without allocating, and `process` is the one after the other (spectral effects go in between);
`synthesise_stereo` makes the side signal, too; everything else (`reset`, `save_state`, ...) is for the gaps.

Latency. If frame k describes sample k * hop of an input (`FeatureSpec.forward`: its window is *centred* there), then
output sample i, counted over all calls, is input sample i - latency_samples. It is n_fft / 2 (the overlap-add cannot
finish a sample before the last window that touches it) plus the method's look-ahead. Features taken from live audio
wait another n_fft / 2 samples for their window to fill; that part is not in here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from realtime.inversion import bands, hybrid, phase, stereo
from realtime.inversion.maths import F32, SILENCE_LOG, TransformSpec
from realtime.plugins import INVERTERS, load_plugin, plugin_names


class Method(NamedTuple):
    """A way from log magnitudes to audio. `step(tables, state, log_magnitude, out)` is the compiled kernel.

    The state is a NamedTuple of arrays, all that the next hop depends on. committed(tables, state) gives the memory,
    (re, im), of the spectrum that `step` added to the audio; a method without it plays in mono.
    """

    make_tables: Callable[[TransformSpec], Any]
    make_state: Callable[[TransformSpec], Any]
    step: Callable[[Any, Any, F32, F32], None]
    look_ahead: int  # frames
    summary: str
    committed: Callable[[Any, Any], tuple[F32, F32]] | None = None


RTPGHI = Method(
    lambda spec: phase.make_tables(spec, 1),
    phase.make_state,
    phase.step_rtpghi,
    1,
    "cheap, 1 frame late",
    phase.committed_spectrum,
)
RTPGHI0 = Method(
    lambda spec: phase.make_tables(spec, 0),
    phase.make_state,
    phase.step_rtpghi,
    0,
    "no look-ahead",
    phase.committed_spectrum,
)
HYBRID = Method(
    hybrid.make_tables,
    hybrid.make_state,
    hybrid.step_hybrid,
    hybrid.LOOK_AHEAD,
    "best, 2 frames late, 4 times the work",
    hybrid.committed_spectrum,
)
METHODS: dict[str, Method] = {"rtpghi": RTPGHI, "rtpghi0": RTPGHI0, "hybrid": HYBRID}


def find_method(name: str) -> Method:
    """The method of that name, ours or a plug-in's (see `realtime.plugins`).

    Raises ValueError that names the known ones, or the package whose plug-in does not work.
    """
    if name in METHODS:
        return METHODS[name]
    try:
        found = load_plugin(INVERTERS, name)
    except KeyError:
        known = ", ".join(dict.fromkeys([*METHODS, *plugin_names(INVERTERS)]))
        raise ValueError(f"inversion method {name!r} is not known: use one of {known}") from None
    if not isinstance(found, Method):
        raise ValueError(f"the plug-in {name!r} is no realtime.inversion.Method: report that to whoever wrote it")
    return found


class InverterState(NamedTuple):
    """A copy of all that a StreamingInverter remembers."""

    method: str
    bands: bands.BandState
    phase: Any  # phase.PhaseState or hybrid.HybridState
    stereo: stereo.StereoState | None


class StreamingInverter:
    """Feature frames to mono audio, hop by hop.

    spec: the transform that made (or whose frames a model imitates) the frames.
    method: "rtpghi", "rtpghi0" (no look-ahead) or "hybrid".
    seed: of the texture's noise; the same seed and frames give the same samples.
    texture: 0..1, Rayleigh fine structure where a band covers several bins; may be set at any time.
    stereo_bands: a `StereoSpec` of the same spec, for `synthesise_stereo`; without it there is no side.
    """

    def __init__(
        self,
        spec: TransformSpec,
        method: str = "rtpghi",
        seed: int = 0,
        texture: float = 1.0,
        stereo_bands: stereo.StereoBands | None = None,
    ) -> None:
        self.spec = spec
        self.method = method
        self.texture = texture
        self._method = find_method(method)
        self._band_tables = bands.make_tables(spec)
        self._band_state = bands.make_state(spec, seed)
        self._tables = self._method.make_tables(spec)
        self._state = self._method.make_state(spec)
        # What the caller hands in is copied (0.3 us) into these: a read-only, strided or float64 array would otherwise
        # make numba compile the kernels again for its type, in the middle of a performance.
        self._frame = np.zeros(spec.dim, dtype=np.float32)
        self._log = np.full(spec.n_bins, SILENCE_LOG, dtype=np.float32)
        self._out = np.zeros(spec.hop, dtype=np.float32)
        self._hop = spec.hop
        self._stereo_bands = stereo_bands
        self._stereo_state: stereo.StereoState | None = None
        if stereo_bands is not None:
            self._add_stereo(stereo_bands)

    def _add_stereo(self, stereo_bands: stereo.StereoBands) -> None:
        if stereo_bands.features != self.spec:
            raise ValueError("stereo_bands belong to another feature spec: use StereoSpec(spec, bands) of this one")
        self._stereo_tables = stereo.make_tables(stereo_bands)
        self._stereo_state = stereo.make_state(stereo_bands, self._method.look_ahead)
        silence = np.zeros((2, self.spec.n_bins), dtype=np.float32)
        committed = self._method.committed
        self._committed = tuple(silence) if committed is None else committed(self._tables, self._state)
        self._stereo = np.zeros(2 * stereo_bands.bands, dtype=np.float32)
        self._side = np.zeros(self._hop, dtype=np.float32)

    @property
    def latency_samples(self) -> int:
        """Output sample i is input sample i - latency_samples (convention at the top of this file)."""
        return self.spec.n_fft // 2 + self._method.look_ahead * self._hop

    def process(self, frame: NDArray[Any], out: NDArray[Any]) -> None:
        """One hop. frame: (dim,) as `FeatureSpec.forward` gives it, of any kind. out: (hop,) audio, filled."""
        self.to_log_magnitude(frame, self._log)
        self.synthesise(self._log, out)

    def to_log_magnitude(self, frame: NDArray[Any], out_bins: NDArray[Any]) -> None:
        """The first half of `process`. frame: (dim,). out_bins: (n_bins,) natural log amplitude, filled.

        0 is a full-scale sine; a silent bin is `SILENCE_LOG` (and anything at or below `MIN_LOG` will be silent).
        """
        _copy(self._frame, frame, "frame")
        texture = np.float32(self.texture)
        bands.bands_to_log_magnitude(self._band_tables, self._band_state, self._hop, texture, self._frame, self._log)
        _copy(out_bins, self._log, "out_bins")

    def synthesise(self, log_magnitude: NDArray[Any], out: NDArray[Any]) -> None:
        """The second half of `process`. log_magnitude: (n_bins,) natural log amplitude. out: (hop,) audio, filled.

        Any values are allowed: NaN is silence, levels above +20 dBFS a bin (`MAX_LOG`) are pulled down to that.
        """
        _copy(self._log, log_magnitude, "log_magnitude")
        self._method.step(self._tables, self._state, self._log, self._out)
        _copy(out, self._out, "out")

    def synthesise_stereo(
        self, log_magnitude: NDArray[Any], frame: NDArray[Any], out: NDArray[Any], out_side: NDArray[Any]
    ) -> None:
        """`synthesise`, and the side signal in time with it: left is out + out_side, right is out - out_side.

        frame: (2 bands,) balance and coherence of every band, for the same frame as log_magnitude; any values are
        allowed: they are clamped to what is possible, and NaN is the middle. out, out_side: (hop,) audio, filled.
        Call either this or `synthesise` for all hops. Raises ValueError without stereo_bands.
        """
        if self._stereo_state is None:
            raise ValueError("this inverter has no stereo: construct it with stereo_bands")
        self.synthesise(log_magnitude, out)
        _copy(self._stereo, frame, "frame")
        stereo.step_stereo(self._stereo_tables, self._stereo_state, self._stereo, *self._committed, self._side)
        _copy(out_side, self._side, "out_side")

    def reset(self, seed: int = 0) -> None:
        """Back to silence, as if newly built with that seed."""
        _copy_into(self._band_state, bands.make_state(self.spec, seed))
        _copy_into(self._state, self._method.make_state(self.spec))
        if self._stereo_bands is not None:
            _copy_into(self._stereo_state, stereo.make_state(self._stereo_bands, self._method.look_ahead))

    def save_state(self) -> InverterState:
        """A copy from which `restore_state` continues with exactly the same samples."""
        side = None if self._stereo_state is None else _copy_of(self._stereo_state)
        return InverterState(self.method, _copy_of(self._band_state), _copy_of(self._state), side)

    def restore_state(self, state: InverterState) -> None:
        """Continues from a saved state. Raises ValueError if it is of another method or spec."""
        if state.method != self.method:
            raise ValueError(f"this state is of method {state.method!r}, not {self.method!r}")
        if (state.stereo is None) != (self._stereo_state is None):
            raise ValueError("this state and this inverter must both have stereo or both be mono")
        parts = [(self._band_state, state.bands), (self._state, state.phase)]
        if state.stereo is not None:
            parts.append((self._stereo_state, state.stereo))
        for own, saved in parts:
            _copy_into(own, saved, dry_run=True)
        for own, saved in parts:
            _copy_into(own, saved)

    def warm(self) -> None:
        """Compiles every kernel (or loads it from numba's cache); the state stays as it is."""
        state = self.save_state()
        self.process(self.spec.silence, self._out)
        self.to_log_magnitude(self._frame, self._log)
        self.synthesise(self._log, self._out)
        if self._stereo_state is not None:
            self.synthesise_stereo(self._log, self._stereo, self._out, self._side)
        self.restore_state(state)


def _copy(target: NDArray[Any], source: NDArray[Any], name: str) -> None:
    """target[:] = source, without the broadcasting."""
    if source is target:
        return
    if source.shape != target.shape:
        raise ValueError(f"{name}: shape {source.shape} does not fit {target.shape}")
    np.copyto(target, source, casting="same_kind")


def _copy_of(state: Any) -> Any:
    return type(state)(*(array.copy() for array in state))


def _copy_into(target: Any, source: Any, dry_run: bool = False) -> None:
    """Array by array, in place (kernels keep pointing at the same memory)."""
    for name, old, new in zip(target._fields, target, source, strict=True):
        if old.shape != new.shape:
            raise ValueError(f"saved {name} has shape {new.shape}, this inverter's has {old.shape}")
    if not dry_run:
        for old, new in zip(target, source, strict=True):
            np.copyto(old, new)
