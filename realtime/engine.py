"""The engine: parameters -> generator -> spectral effects -> inversion (mid, side) -> width, gain, limiter -> blocks.

An ordinary object with a plug-in's contract (`prepare`, `process`, `reset`, parameters, `latency_samples`, state). It
knows no device and no network; the player, `render` and the tests all drive this one. Inside, everything happens in
hops of the model's own size, and `process` only cuts that stream into blocks, so the samples do not depend on the block
size. Parameters are read once a hop.

Not real-time safe in the callback's sense (ONNX Runtime allocates); it runs on a thread of its own ahead of the ring.
"""

from __future__ import annotations

import copy
import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from realtime.bundle import INVERTER, Model
from realtime.controls import Controls
from realtime.denormals import FLUSH, change_mode
from realtime.effects import make_tables, shape_spectrum
from realtime.errors import UsageError
from realtime.features import FeatureSpec, StereoSpec
from realtime.features.stereo import STEREO_BANDS
from realtime.generators import make_generator
from realtime.guard import LoudnessGuard, LoudnessState, Nudge
from realtime.inversion import SILENCE_LOG, StreamingInverter
from realtime.inversion.stereo import plain_stereo
from realtime.inversion.stream import find_method
from realtime.limiter import latency_samples as limiter_latency
from realtime.listening import Ear
from realtime.live_input import LiveInput
from realtime.outlet import Outlet, OutletState
from realtime.output import finish_hop, make_output_state
from realtime.parameters import Registry
from realtime.playhead import Playhead, PlayheadState
from realtime.values import N_KEYS, Values

F32 = NDArray[np.float32]

SMOOTHING_S = 0.04  # of brightness, pitch, formants, speed and width: fast under the hand, slow enough not to zip
SILENT = float(SILENCE_LOG)
NOWHERE = (math.nan, math.nan)


def chain_latency_samples(spec: FeatureSpec, method: str) -> int:
    """From the centre of a feature frame to the sample it describes, at the model's rate."""
    return spec.n_fft // 2 + find_method(method).look_ahead * spec.hop + limiter_latency(spec.sample_rate)


class EngineState(NamedTuple):
    """A copy of everything that decides the next sample."""

    generator: Any
    playhead: PlayheadState
    inverter: Any
    output: Any
    loudness: LoudnessState
    outlet: OutletState
    slots: NDArray[np.float64]
    automatic: NDArray[np.uint8]
    keys: NDArray[np.int64]
    engine: dict[str, Any]
    quality: str


class GuardReport(NamedTuple):
    """silent, still, broken: how often the walk was given another phrase because of that. steering_db: the slow gain at
    the moment. limited_s: seconds during which the limiter turned the sound down."""

    silent: int
    still: int
    broken: int
    steering_db: float
    limited_s: float


class Engine:
    """One model, playing.

    model: from `load_model`. seed: of the walk and the texture. inverter: a method of `realtime.inversion`.
    values: live parameters shared with whoever steers; made here if not given. quality: "high", or "low" for half the
    latency of the inversion, where the model has it. Raises UsageError for an inverter or a quality there is not.
    """

    def __init__(
        self,
        model: Model,
        seed: int = 0,
        inverter: str = INVERTER,
        values: Values | None = None,
        quality: str = "high",
    ) -> None:
        self.model, self.quality = model, quality
        self.spec = model.bundle.spec_of(quality)
        self.values = values if values is not None else Values(Registry(model.bundle))
        self.generator = make_generator(model, seed, quality)
        self._controls = Controls.of(model)
        bands = StereoSpec(self.spec, model.bundle.stereo_bands or STEREO_BANDS)
        try:
            self._inverter = StreamingInverter(self.spec, inverter, seed, stereo_bands=bands)
        except ValueError as error:
            raise UsageError(str(error)) from error
        self._plain_stereo = plain_stereo(bands)  # where the generator says nothing of stereo
        self._output = make_output_state(self.spec.sample_rate, self.spec.hop)
        self._effects = make_tables(self.spec.n_bins, self.spec.sample_rate)
        self._playhead = Playhead(self.spec, self.generator.frames_per_step, bands.dim, seed)
        self._spectrum, self._shaped = (np.zeros(self.spec.n_bins, np.float32) for _ in range(2))
        self._mid, self._side = (np.zeros(self.spec.hop, np.float32) for _ in range(2))
        self._hop = np.zeros((self.spec.hop, 2), np.float32)
        index = self.values.registry.index
        self._smooth_names = [index[n] for n in ("brightness", "pitch", "formants", "speed", "width")]
        self._gain, self._fade, self._mute, self._freeze = (index[n] for n in ("gain", "fade", "mute", "freeze"))
        self._loudness = index["loudness"]
        self._hop_s = self.spec.hop / self.spec.sample_rate
        self._steering = LoudnessGuard(self.spec)
        rate = float(self.spec.sample_rate)
        self._share = 1.0 - math.exp(-self.spec.hop / (SMOOTHING_S * rate))
        self.seed = seed
        self.obeyed_version = self.values.version  # of the values that the frames made last were asked for with
        self._outlet = Outlet(self.spec.sample_rate, self.spec.hop)
        self.prepare(self.spec.sample_rate)
        self.reset(seed)

    def prepare(self, sample_rate: int, block_size: int = 0) -> None:
        """Get ready for a device's rate: load or compile every kernel, build the resampler, start its stream anew.

        sample_rate: Hz. block_size is not needed: any block may follow any other. Raises UsageError.
        """
        self._outlet.prepare(sample_rate)
        self._inverter.warm()
        saved = copy.deepcopy(self._output)
        self._playhead.warm()
        shape_spectrum(self._effects, self._spectrum, 0.0, 1.0, 1.0, SILENT, self._shaped)
        self._finish(0.0, 0.0)
        self._output = saved

    def reset(self, seed: int | None = None, fade_in: bool = True) -> None:
        """As newly built with `seed` (or the last one); parameters keep their values.

        fade_in: begin from silence, over the parameter `fade`.
        """
        self.seed = self.seed if seed is None else int(seed)
        self.generator.reset(self.seed)
        self._inverter.reset(self.seed)
        self._output = make_output_state(self.spec.sample_rate, self.spec.hop)
        self._playhead.reset(self.seed)
        self._smooth = [float(self.values.slots[i]) for i in self._smooth_names]
        self._age_s = 0.0 if fade_in else math.inf
        self._steers = True
        self._missed = np.zeros(N_KEYS, np.int64)  # strikes while the music stood still
        self._steering.state = LoudnessState()
        self._seen = (self.values.resets, self.values.seed_requests, self.values.panics)
        self._outlet.clear()

    def set(self, name: str, value: float) -> float:
        """Set a parameter by its registry name; returns the clamped value. Raises KeyError, ValueError, TypeError."""
        return self.values.set(name, value)

    def note(self, number: int, velocity: float) -> None:
        """Strike a key, or with velocity 0 let go of it: /rt/note. number: MIDI, 60 is C4. velocity: 0..1.

        Raises ValueError, TypeError.
        """
        self.values.note(number, velocity)

    def get(self, name: str) -> float:
        return self.values.get(name)

    @property
    def sample_rate(self) -> int:
        """Of the output, Hz."""
        return self._outlet.sample_rate

    @property
    def latency_samples(self) -> int:
        """From the centre of a feature frame to the sample it describes, at the output's rate."""
        own = chain_latency_samples(self.spec, self._inverter.method)
        return round(own * self.sample_rate / self.spec.sample_rate)

    @property
    def resampler_latency_samples(self) -> int:
        """How far ahead of its output the resampler wants its input, at the output's rate; 0 without one.

        It stays in time, so this is no part of `latency_samples`; but a parameter is heard this much later, because
        the hops before have to be made this much earlier.
        """
        return self._outlet.resampler_latency_samples

    def guards(self) -> GuardReport:
        """What the guards have done since `reset`."""
        nudges, limited = self.generator.nudges, int(self._output.limiter.limited[0])
        return GuardReport(
            nudges[Nudge.SILENT], nudges[Nudge.STILL], nudges[Nudge.BROKEN],
            float(self._steering.state.gain_db), limited / self.spec.sample_rate,
        )  # fmt: skip

    @property
    def place(self) -> tuple[float, float]:
        """Where on the latent map the sound made last lies: x and y, -1..1; NaN where the generator does not say."""
        place: tuple[float, float] = getattr(self.generator, "place", NOWHERE)
        return place

    def listen_to(self, ear: Ear | None) -> None:
        """From the next step on, what this ear hears writes descriptors, as far as `input/...` says. Not part of the
        state: a sound that depends on a microphone cannot be had again."""
        self._controls.live = None if ear is None else LiveInput(self.model.bundle, ear, self.generator.step_s)

    @property
    def input_level_db(self) -> float:
        """What the live input hears, dBFS; NaN without one."""
        live = self._controls.live
        return math.nan if live is None else live.heard.level_db

    def process(self, out: F32) -> None:
        """Fill a block.

        out: (n, channels) float32, any n; channel 0 is left, 1 is right (one channel: their mean), more are silent.
        """
        before = change_mode(0, FLUSH)  # denormals count as 0: decaying states would take many times as long with them
        try:
            self._outlet.fill(out, self._make_hop)
        finally:
            change_mode(FLUSH, before & FLUSH)

    def _make_hop(self) -> F32:
        """One hop of the whole chain, (hop, 2), overwritten by the next."""
        values = self.values
        values.refresh()
        self._obey(values)
        slots = values.slots.tolist()  # plain numbers: arithmetic on numpy's own takes several times as long
        for i, slot in enumerate(self._smooth_names):
            self._smooth[i] += self._share * (slots[slot] - self._smooth[i])
        brightness, pitch, formants, speed, width = self._smooth
        if slots[self._freeze] > 0.5:
            speed = 0.0
        speed = _snap(speed, (0.0, 1.0))
        muted = slots[self._mute] > 0.5
        live = self._controls.live
        played = bool(values.held.any()) or (live is not None and live.plays)
        self._steers = not muted and speed > 0.0 and not played and values.automatic[self._loudness] != 0
        if speed == 0.0:
            self._missed = values.strikes.copy()
        self._playhead.advance(speed, self._make_step)
        self._inverter.to_log_magnitude(self._playhead.frame, self._spectrum)
        shape_spectrum(
            self._effects, self._spectrum, _snap(brightness), _snap(pitch), _snap(formants), SILENT, self._shaped
        )
        # Under `pitch` the stereo bands stay at their frequencies: they describe the room more than the note.
        self._inverter.synthesise_stereo(self._shaped, self._playhead.stereo, self._mid, self._side)
        fade_s = slots[self._fade]
        rising = 1.0 if self._age_s >= fade_s else 0.5 - 0.5 * math.cos(math.pi * self._age_s / fade_s)
        self._age_s += self._hop_s
        if self._steers:
            self._steering.move(self._hop_s)
        gain = 0.0 if muted else 10.0 ** (slots[self._gain] / 20.0) * rising * self._steering.gain
        self._finish(width, gain)
        return self._hop

    def _finish(self, width: float, gain: float) -> None:
        finish_hop(self._output, self._mid, self._side, width, gain, self._hop)

    def _obey(self, values: Values) -> None:
        """Requests since the last hop: only the walk restarts, the overlapping windows keep it from clicking."""
        now = (values.resets, values.seed_requests, values.panics)
        if now == self._seen:
            return
        if now[1] != self._seen[1]:
            self.seed = values.seed
        self._seen = now
        self._controls.read(values)
        self.generator.restart(self.seed, self._controls)
        self._playhead.skip_step()

    def _make_step(self, frames: F32, stereo: F32) -> None:
        """One network step of what the musician asks for now. frames, stereo: filled, as `Playhead` wants them."""
        self._controls.read(self.values)
        self._controls.keys.missed[:] = self._missed
        if self._controls.live is not None:
            self._controls.live.listen(self._controls.input.gate_db)
        self.obeyed_version = self.values.version
        self.generator.step(self._controls, frames)
        stereo[:] = self.generator.stereo if len(self.generator.stereo) else self._plain_stereo
        if self._steers:
            self._steering.listen(frames, self.generator.usual_loudness, self.generator.step_s)

    def save_state(self) -> EngineState:
        """A copy from which `restore_state` continues with exactly the same samples."""
        own = {name: copy.deepcopy(getattr(self, name)) for name in _OWN_STATE}
        return EngineState(
            self.generator.save_state(),
            self._playhead.save_state(),
            self._inverter.save_state(),
            copy.deepcopy(self._output),
            copy.deepcopy(self._steering.state),
            self._outlet.save_state(),
            self.values.slots.copy(),
            self.values.automatic.copy(),
            self.values.keys.copy(),
            own,
            self.quality,
        )

    def restore_state(self, state: EngineState) -> None:
        """Continue from a state saved by an engine of the same model, quality, inverter and sample rate.

        Raises ValueError for another's.
        """
        if state.quality != self.quality:
            raise ValueError(
                f"this state was saved in the quality '{state.quality}', not '{self.quality}': make an engine of that"
            )
        self._outlet.check_state(state.outlet)
        self._inverter.restore_state(state.inverter)
        self._playhead.restore_state(state.playhead)
        self.generator.restore_state(state.generator)
        self._output = copy.deepcopy(state.output)
        self._steering.state = copy.deepcopy(state.loudness)
        self._outlet.restore_state(state.outlet)
        self.values.slots[:] = state.slots
        self.values.automatic[:] = state.automatic
        self.values.keys[:] = state.keys
        for name, value in state.engine.items():
            setattr(self, name, copy.deepcopy(value))
        self._seen = (self.values.resets, self.values.seed_requests, self.values.panics)


_OWN_STATE = ("seed", "_smooth", "_age_s", "_steers", "_missed")


def _snap(value: float, targets: tuple[float, ...] = (0.0,)) -> float:
    """`value`, or the target it has as good as reached: exact values take the cheap paths."""
    for target in targets:
        if abs(value - target) < 1e-3:
            return target
    return value
