"""What callback, ring and engine report through the shared memory: plain reads, from any thread of any process."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from realtime.audio import layout as at
from realtime.ring import Ring
from realtime.shared_memory import fence


class GateSeen(NamedTuple):
    """When the callback took notice of the gate request that is in force."""

    changes: int  # of the request, as far as a callback saw them
    ns: int  # `time.monotonic_ns` at the last one; 0 before the first


class ProbeAnswer(NamedTuple):
    """When a frame reached the device's buffer."""

    frame: int  # as given to `set_probe`; -1 before the first answer
    ns: int  # `time.monotonic_ns` at the start of the callback that played it; 0: it was flushed, or gone already


class Obeyed(NamedTuple):
    """Since when the engine does what it is asked."""

    version: int  # of the values (`values.Values.version`); -1 before the first
    frame: int  # the first made with them, as counted by `frames_pushed`


class Reports:
    """The reading half of an `AudioLink`. Counts go on over the death of an engine process."""

    control: np.ndarray  # (CONTROL_SLOTS,) int64
    _state: np.ndarray  # (STATE_SLOTS,) float64
    _ring: Ring

    # -- the callback --

    @property
    def callbacks(self) -> int:
        """Callbacks so far. If it stands still, so does the device."""
        return int(self.control[at.COUNT_CALLBACKS])

    @property
    def last_callback_ns(self) -> int:
        """`time.monotonic_ns` at the last callback; 0 before the first of this engine process."""
        return int(self.control[at.LAST_CALLBACK_NS])

    @property
    def largest_block(self) -> int:
        """The most frames that the device has asked for at once."""
        return int(self.control[at.LARGEST_BLOCK])

    @property
    def frames_played(self) -> int:
        """Frames handed to the device, silence included."""
        return int(self.control[at.FRAMES_PLAYED])

    @property
    def underruns(self) -> int:
        """Callbacks that found too few frames, while the gate was not shut."""
        return int(self.control[at.COUNT_UNDERRUNS])

    @property
    def missing_frames(self) -> int:
        """Frames that those callbacks lacked."""
        return int(self.control[at.COUNT_MISSING_FRAMES])

    @property
    def device_underflows(self) -> int:
        """Callbacks that PortAudio flagged as too late for the device: the machine's doing, not the ring's."""
        return int(self.control[at.COUNT_DEVICE_UNDERFLOWS])

    @property
    def clipped(self) -> int:
        """Samples that had to be cut at ±1."""
        return int(self.control[at.COUNT_CLIPPED])

    @property
    def nonfinite(self) -> int:
        """Samples that were NaN or infinite and became 0."""
        return int(self.control[at.COUNT_NONFINITE])

    @property
    def tap_dropped_frames(self) -> int:
        """Frames missing from takes because the recorder came too late."""
        return int(self.control[at.COUNT_TAP_DROPPED])

    @property
    def flowing(self) -> bool:
        """Whether the last callback ended with frames from the ring, rather than waiting for some."""
        return int(self.control[at.FLOW]) == at.FLOWING

    @property
    def gate_level(self) -> float:
        """0 shut .. 1 open: where the fade is. After `set_gate(False)`, stop the stream once it is 0."""
        return float(self._state[at.GATE])

    # -- latency --

    @property
    def gate_seen(self) -> GateSeen:
        """When a callback first saw what the gate is to do now. Requests that none saw in time are not counted."""
        changes = int(self.control[at.COUNT_GATE_CHANGES])
        fence()  # the callback stores the time first: what is read now belongs to this count, or to a later one
        return GateSeen(changes, int(self.control[at.GATE_SEEN_NS]))

    @property
    def probe_answer(self) -> ProbeAnswer:
        """The last probe that was answered."""
        frame = int(self.control[at.PROBE_ANSWERED])
        fence()
        return ProbeAnswer(frame, int(self.control[at.PROBE_NS]))

    @property
    def input_callbacks(self) -> int:
        """Callbacks that brought sound from the input device. If it stands still, so does that device."""
        return int(self.control[at.COUNT_INPUT_CALLBACKS])

    @property
    def input_dropped_frames(self) -> int:
        """Frames of the input that the engine was too late for."""
        return int(self.control[at.COUNT_INPUT_DROPPED])

    # -- the ring --

    @property
    def frames_pushed(self) -> int:
        """Frames queued since the start: the number of the next one to be pushed."""
        return self._ring.pushed

    @property
    def frames_popped(self) -> int:
        """Frames played or flushed since the start: the number of the next one to be played."""
        return self._ring.popped

    @property
    def fill_frames(self) -> int:
        """Frames waiting to be played. Kept above `largest_block` and the primed amount, nothing runs dry."""
        return self._ring.fill

    # -- the engine --

    @property
    def engine_beat_ns(self) -> int:
        """`time.monotonic_ns` at the engine's last sign of life; 0 before the first of this engine process."""
        return int(self.control[at.ENGINE_BEAT_NS])

    @property
    def obeyed(self) -> Obeyed:
        """Which version of the values is the last that something was made with."""
        while True:
            version = int(self.control[at.ENGINE_OBEYED])
            fence()
            frame = int(self.control[at.ENGINE_OBEYED_FRAME])
            fence()
            if version == int(self.control[at.ENGINE_OBEYED]):
                return Obeyed(version, frame)

    @property
    def engine_load(self) -> float:
        """Share of real time that the engine needs, as it said itself: 1 is all there is."""
        return float(self.control.view(np.float64)[at.ENGINE_LOAD])

    @property
    def place(self) -> tuple[float, float]:
        """Where on the latent map the sound lies that was made last: x and y, -1..1; NaN where nobody has said so."""
        x, y = self.control.view(np.float64)[[at.ENGINE_X, at.ENGINE_Y]].tolist()
        return x, y

    @property
    def input_level(self) -> float:
        """What the input device hears, dBFS; NaN where there is none."""
        return float(self.control.view(np.float64)[at.INPUT_LEVEL])

    # -- configuration --

    @property
    def sample_rate(self) -> int:
        """Hz; 0 until the device is known."""
        return int(self.control[at.SAMPLE_RATE])

    @property
    def recording(self) -> bool:
        """Whether the tap is open."""
        return bool(self.control[at.RECORDING])
