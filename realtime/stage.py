"""A performance, seen from the control process: everything but the person at the terminal.

Holds the shared memory, the models, the takes, the supervisor of the engine process and that of the steering process,
which has OSC and the values, and connects them. Imports neither numba nor ONNX Runtime nor PortAudio: what they do
happens in the engine process.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from realtime import orders
from realtime import steering_orders as so
from realtime.audio.channels import parse_channels
from realtime.audio.link import AudioLink
from realtime.bundle import Model, load_model
from realtime.config import Settings, parse_address
from realtime.errors import RealtimeGenError, UsageError
from realtime.osc.allowed import Allowed
from realtime.osc.client import reachable
from realtime.parameters import Registry
from realtime.performance import Call, read_score
from realtime.presets import Presets
from realtime.recorder import Take
from realtime.shared_memory import SharedMemory
from realtime.steering import Steering
from realtime.supervisor import Supervisor
from realtime.takes import Playing, Takes
from realtime.values import Values, apply_assignments

if TYPE_CHECKING:
    from realtime.midi.process import Midi
    from realtime.web.server import WebServer

_log = logging.getLogger(__name__)

MUTE_S = 0.01
SWITCH_INTERVAL_S = 0.0005  # how long a busy thread may keep MIDI, the page and the supervisors waiting
LONGEST_FADE_S = 30.0


class Stage:
    """Plays `settings` from `start` to `stop`. Starts the engine and the steering process at once, which load while we
    do.

    say, warn: called with lines for the person at the terminal, from any thread.
    """

    def __init__(self, settings: Settings, seed: int, say: Callable[[str], None], warn: Callable[[str], None]) -> None:
        self.settings, self.seed = settings, seed
        self.say, self.warn = say, warn
        self._feedback = parse_address(settings.feedback) if settings.feedback else None
        channels = 1 if parse_channels(settings.channels).is_mono else 2
        self.memory = SharedMemory.create(orders.DESKS_BYTES + AudioLink.size_bytes())
        self.link = AudioLink(buffer=orders.link_memory(self.memory.buffer))
        self.supervisor = Supervisor(self.memory, self.link, warn)
        self.steering = Steering(self.memory, self, warn)
        try:
            Allowed.parse(settings.osc_allow)  # raises if it is none
            self.model = load_model(settings.model)
            self.model.bundle.spec_of(settings.quality)  # raises if it does not have it
            self.values = self.lay_out(self.model, desk=0)  # from `open` on the steering process's: read only
            self._on_desk = {0: self.model}
            if settings.preset is not None:
                warning = Presets.of(self.model, self.values.registry).begin_with(settings.preset, self.values)
                if warning:
                    warn(warning)
            apply_assignments(self.values, settings.set)
            self._score = self._read_score(Path(settings.score)) if settings.score else []
            self.midi = self._hear_midi()
            self.web = self._make_web()
        except BaseException:
            self.steering.stop()
            self.supervisor.stop()
            raise
        self.takes = Takes(self.link, self._playing, say, warn, channels=channels, ended=self.steering.unlisten)
        self._engine_ms = 0.0

    def _read_score(self, path: Path) -> list[Call]:
        registry = self.values.registry
        return read_score(path, registry, None, Presets.of(self.model, registry))

    def lay_out(self, model: Model, desk: int) -> Values:
        """The parameters of a model, with their defaults, in the memory of a desk that nobody plays from."""
        return Values(Registry(model.bundle), orders.desk_words(self.memory.buffer, desk))

    def _make_web(self) -> WebServer | None:
        if self.settings.web is None:
            return None
        from realtime.web.server import WebServer

        return WebServer(self.settings, self, self.warn)

    # -- beginning and end --

    def open(self) -> orders.Opened:
        """Open the device and the OSC port; nothing is heard yet. Raises RealtimeGenError."""
        s = self.settings
        opened = self.supervisor.open(
            orders.Open(
                memory=self.memory.handle,
                model=str(self.model.path.resolve()),
                quality=s.quality,
                inverter=s.inverter,
                desk=0,
                seed=self.seed,
                device=s.device,
                pin=None,
                samplerate=s.samplerate,
                blocksize=s.blocksize,
                channels=s.channels,
                latency=s.latency,
                fallback=s.device is None,
                input_device=s.input_device,
            )
        )
        self._engine_ms = engine_ms(opened)
        played = so.Played.of(self.model, self.values.registry, 0)
        self.steering.open(played, s.osc_host, s.osc_port, self._feedback, s.osc_allow, s.preset)
        if self.web is not None:
            self.web.start(self.steering.port)
        if self.midi is not None:
            self.midi.start(reachable(s.osc_host), self.steering.port)
        return opened

    def start(self) -> orders.Playing:
        """Fade in. Raises RealtimeGenError."""
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self.link.set_gate(self.values.get("mute") <= 0.5, MUTE_S)
        playing = self.supervisor.start()
        self.steering.perform(self._score)  # which has the gate from here on
        return playing

    def stop(self) -> Take | None:
        """Fade out over `fade` seconds, and leave nothing behind. Harmless at any time. Returns the take, if any."""
        try:
            if self.midi is not None:
                self.midi.stop()
            fade_s = max(min(self.values.get("fade"), LONGEST_FADE_S), MUTE_S)
            self.steering.rest()
            self.link.set_gate(False, fade_s)
            until = time.monotonic() + fade_s + 0.5
            while self.supervisor.is_playing and self.link.gate_level > 0.0 and time.monotonic() < until:
                time.sleep(0.005)
            self.supervisor.stop()
            if self.web is not None:
                self.web.stop()
            self.steering.stop()
        finally:  # whatever goes wrong, what was recorded is kept
            take = self.takes.close()
            self.memory.close()
        return take

    # -- what OSC asks for (steering.ASKED) --

    def swap_model(self, name: str, report: Callable[[str], None]) -> None:
        """Play another model, as soon as it is built."""
        self.supervisor.swap(ModelSwap(self, name, report))

    def start_take(self, name: str | None, report: Callable[[str], None]) -> None:
        self.takes.start_take(name, report)

    def stop_take(self, report: Callable[[str], None]) -> None:
        self.takes.stop_take(report)

    def learn_midi(self, name: str, report: Callable[[str], None]) -> None:
        self._midi_heard().learn(name)

    def forget_midi(self, name: str, report: Callable[[str], None]) -> None:
        self._midi_heard().forget(name)

    def _midi_heard(self) -> Midi:
        if self.midi is None:
            raise UsageError("no MIDI is heard: start realtime-gen with --midi NAME, or with --midi all")
        return self.midi

    def _hear_midi(self) -> Midi | None:
        if not self.settings.midi:
            return None
        from realtime.midi.process import Midi

        path = Path(self.settings.midi_map) if self.settings.midi_map else None
        return Midi(self.settings.midi, path, self.values.registry, self.say, self.warn)

    # -- what the steering process tells, and is told (steering.Stage) --

    def heard(self, items: Sequence[so.Item]) -> None:
        self.takes.heard_together(items)

    def misheard(self) -> None:
        self.takes.misheard()

    def facts(self) -> so.Facts:
        midi = self.midi
        pids = [os.getpid(), self.supervisor.engine_pid]
        if midi is None:
            return so.Facts(pids, round(self.latency_ms, 3), None)
        return so.Facts(pids + midi.pids, round(self.latency_ms, 3), midi.status)

    def _playing(self) -> Playing:
        """On the thread of the takes. From here on `heard` is called."""
        state = self.steering.listen()
        if state is None:
            return Playing(self.model.bundle.name, self.seed, self.values)
        model = self._on_desk[state.desk]
        values = so.values_of(state, Registry(model.bundle))
        return Playing(model.bundle.name, self.seed, values, state.frame, state.more)

    # -- any thread --

    @property
    def latency_ms(self) -> float:
        """From what is asked of the model to the centre of the change at the loudspeaker, on average."""
        opened = self.supervisor.opened
        return self._engine_ms + opened.wait_ms + opened.device_ms

    # -- a model on its way onto the stage --

    def change(self, model: Model, name: str, values: Values, desk: int, built: orders.Built) -> None:
        """Another model is about to be heard, which was asked for by that name."""
        values.take_over(self.values)
        self._on_desk[desk] = model
        # Again at the moment of the change, when nothing more can be set on the old ones; there the score is told.
        self.steering.change(so.Played.of(model, values.registry, desk), name)
        self.model, self.values = model, values
        _log.info("model %s: the cross-fade begins", model.bundle.name)
        self._engine_ms = engine_ms(built)
        if self.midi is not None:
            self.midi.play(values.registry)


class ModelSwap:
    """A model on its way onto the stage (see `supervisor.Swap`)."""

    def __init__(self, stage: Stage, name: str, report: Callable[[str], None]) -> None:
        self.seed = stage.seed
        self._stage, self._name, self._report = stage, name, report

    def prepare(self, desk: int) -> tuple[str, str]:
        self._model, self._desk = load_model(self._name), desk
        if self._stage.steering.desk == desk:  # it has not changed from the last model yet
            raise RealtimeGenError("OSC hangs: try again in some seconds")
        self._values = self._stage.lay_out(self._model, desk)
        wanted = self._stage.settings.quality
        self._quality = wanted if wanted in self._model.bundle.qualities else "high"  # which every model has
        return str(self._model.path.resolve()), self._quality

    def ready(self, built: orders.Built) -> float:
        stage = self._stage
        if self._quality != stage.settings.quality:
            stage.say(f"{self._name} has no quality '{stage.settings.quality}': it plays in {self._quality}")
        stage.change(self._model, self._name, self._values, self._desk, built)
        return self._values.get("fade")

    def failed(self, reason: str) -> None:
        message = f"{self._name} is not played: {reason}"
        self._stage.warn(message)
        self._report(message)


def engine_ms(engine: orders.Opened | orders.Built) -> float:
    """What an engine contributes to the latency."""
    return engine.model_ms + engine.inversion_ms + engine.resampler_ms
