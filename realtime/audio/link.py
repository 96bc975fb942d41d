"""The memory between the engine, the audio callback and the control process, as an object.

Each of the two processes holds an `AudioLink` on the same memory. The control process lays it out and keeps it; an
engine process adopts it, configures it for its device, and may be killed at any instruction: the next one adopts what
it left. The methods are grouped by who may call them, and each group by one thread at a time. Nothing here waits for
the audio thread, and nothing but `push` loads the compiler. See `layout` for the memory and its ordering.
"""

from __future__ import annotations

import threading
import time
from typing import NamedTuple

import numpy as np

from realtime.audio import layout as at
from realtime.audio.channels import STEREO, ChannelMap
from realtime.audio.reports import Reports
from realtime.ring import Ring
from realtime.ring_layout import CONTROL_SLOTS as RING_SLOTS
from realtime.shared_memory import fence

FADE_SECONDS = 0.005  # around a gap; 5 ms turns a click into a soft dip
PRIME_SECONDS = 0.005
RING_FRAMES = 1 << 17  # 0.68 s at 192 kHz, 2.7 s at 48 kHz: 1 MB
TAP_FRAMES = 1 << 19  # 2.7 s at 192 kHz, 11 s at 48 kHz: 4 MB
METER_RECORDS = 256  # 0.7 s of 128-sample blocks at 48 kHz; beyond that, records cover more
FLOOR_DB = -120.0
UNCONFIGURED_RATE = 48_000  # Hz; the lengths of fades until the real one is known


class Levels(NamedTuple):
    """What the device was given since the last look, dBFS per channel; silence reads -120."""

    peak_left: float
    peak_right: float
    rms_left: float
    rms_right: float


class AudioLink(Reports):
    """Ring, tap, meters, requests and reports in one block of memory.

    Without `buffer` (at least `size_bytes(...)`, zeroed or not) the memory is allocated here, for one process. Where
    the sample rate is not known yet, `configure` sets it later; until then nothing may call the callback.
    """

    def __init__(
        self,
        sample_rate: int | None = None,
        ring_frames: int = RING_FRAMES,
        tap_frames: int = TAP_FRAMES,
        buffer: memoryview | None = None,
    ) -> None:
        memory = np.zeros(self.size_bytes(ring_frames, tap_frames), np.uint8) if buffer is None else buffer
        self.control = np.frombuffer(memory, np.int64, at.CONTROL_SLOTS)
        self.control[:] = 0
        self.control[at.RING_FRAMES] = ring_frames
        self.control[at.TAP_FRAMES] = tap_frames
        self.control[at.METER_RECORDS] = METER_RECORDS
        places = (at.TAP_DATA_OFFSET, at.METER_DATA_OFFSET, at.MONITOR_DATA_OFFSET, at.INPUT_DATA_OFFSET)
        self.control[list(places)] = _offsets(ring_frames, tap_frames)[:-1]
        self._view(memory, attach=False)
        self._begin()
        if sample_rate is not None:
            self.configure(sample_rate)
        fence()
        self.control[at.LAYOUT_VERSION] = at.LAYOUT_MAGIC

    @classmethod
    def attach(cls, buffer: memoryview) -> AudioLink:
        """The link that another process has laid out in `buffer`, as it is. Raises ValueError."""
        link = cls.__new__(cls)
        link.control = np.frombuffer(buffer, np.int64, at.CONTROL_SLOTS)
        if link.control[at.LAYOUT_VERSION] != at.LAYOUT_MAGIC:
            raise ValueError("this memory holds no audio link of this version")
        link._view(buffer, attach=True)
        return link

    @classmethod
    def adopt(cls, buffer: memoryview) -> AudioLink:
        """The link for a new engine process, when the last one is dead and has been waited for. Raises ValueError.

        Anew: ring (empty), fades and gate level (shut), low water, probe, beat, device and sample rate. Kept: the
        requests (gate target, recording, monitoring) and every count. What recorder and meters have not read yet stays
        readable, and they need not know: the tap goes on with the first block of the new callback.
        """
        link = cls.attach(buffer)
        link._begin()
        return link

    @staticmethod
    def size_bytes(ring_frames: int = RING_FRAMES, tap_frames: int = TAP_FRAMES) -> int:
        """Bytes that a link of these capacities takes, a multiple of 64 where the capacities are of 16."""
        return _offsets(ring_frames, tap_frames)[-1]

    def _view(self, memory, attach: bool) -> None:
        self._memory = memory  # keeps it alive as long as the arrays
        self._state = np.frombuffer(memory, np.float64, at.STATE_SLOTS, at.STATE_OFFSET)

        def ring(frames: int, channels: int, control_at: int, data_at: int) -> Ring:
            control = np.frombuffer(memory, np.int64, RING_SLOTS, control_at)
            data = np.frombuffer(memory, np.float32, frames * channels, data_at)
            return Ring(frames, channels, control, data, attach)

        capacities = self.control[[at.RING_FRAMES, at.TAP_FRAMES, at.METER_RECORDS]].tolist()
        self._ring = ring(capacities[0], at.STEREO, at.RING_OFFSET, at.RING_DATA_OFFSET)
        self._tap = ring(capacities[1], at.STEREO, at.TAP_OFFSET, int(self.control[at.TAP_DATA_OFFSET]))
        self._meters = ring(capacities[2], at.METER_FIELDS, at.METER_OFFSET, int(self.control[at.METER_DATA_OFFSET]))
        self._monitor = ring(at.MONITOR_FRAMES, at.STEREO, at.MONITOR_OFFSET, int(self.control[at.MONITOR_DATA_OFFSET]))
        self._input = ring(at.INPUT_FRAMES, 1, at.INPUT_OFFSET, int(self.control[at.INPUT_DATA_OFFSET]))
        self._metering = threading.Lock()
        self._records = np.zeros((capacities[2], at.METER_FIELDS), np.float32)
        self._metered = np.zeros(at.METER_FIELDS)
        self._low_water = at.NOTHING_FLOWED

    def _begin(self) -> None:
        """Everything as before the first callback, but for requests, counts, tap, meters and monitor."""
        self._ring.drop()
        self._input.drop()
        self._state[:] = 0.0
        self._state[at.LOW_WATER] = at.NOTHING_FLOWED
        control = self.control
        control[at.FLOW] = at.WAITING
        control[at.LARGEST_BLOCK] = control[at.LAST_CALLBACK_NS] = 0
        control[at.PROBE_FRAME] = control[at.PROBE_ANSWERED] = -1
        control[at.ENGINE_BEAT_NS] = control[at.ENGINE_LOAD] = 0
        control[at.ENGINE_OBEYED] = -1
        self.set_place(np.nan, np.nan)
        self.set_input_channels(0)
        self.set_input_level(np.nan)
        self.set_channels(STEREO)
        self.configure(UNCONFIGURED_RATE)
        control[at.SAMPLE_RATE] = 0

    # -- the engine process, before its stream opens --

    def configure(self, sample_rate: int) -> None:
        """The device's sample rate, Hz."""
        self.control[at.FADE_FRAMES] = max(1, round(FADE_SECONDS * sample_rate))
        self.control[at.PRIME_FRAMES] = max(1, round(PRIME_SECONDS * sample_rate))
        self.control[at.SAMPLE_RATE] = sample_rate

    def set_channels(self, channels: ChannelMap) -> None:
        """How many channels the device has and which get sound; the same one twice gets the mean of both."""
        self.control[at.DEVICE_CHANNELS] = channels.device_channels
        self.control[at.LEFT_CHANNEL], self.control[at.RIGHT_CHANNEL] = channels.left, channels.right

    def set_input_channels(self, channels: int) -> None:
        """How many channels the input device has, 0 for none, before a stream with it opens."""
        self.control[at.INPUT_CHANNELS] = channels

    @property
    def user_data(self) -> int:
        """Address of the memory, for the callback's last argument; valid while this object lives."""
        return self.control.ctypes.data

    # -- the engine's thread --

    def push(self, block: np.ndarray) -> int:
        """Queue `block` (n, 2) float32, as much as fits; the number of frames taken."""
        return self._ring.push(block)

    def beat(self, load: float) -> None:
        """A sign of life, with the share of real time that generating takes."""
        self.control.view(np.float64)[at.ENGINE_LOAD] = load
        self.control[at.ENGINE_BEAT_NS] = time.monotonic_ns()

    def set_place(self, x: float, y: float) -> None:
        """Where on the latent map the sound made last lies, -1..1, or NaN."""
        numbers = self.control.view(np.float64)
        numbers[at.ENGINE_X], numbers[at.ENGINE_Y] = x, y

    def set_input_level(self, db: float) -> None:
        """What the input device hears, dBFS, or NaN."""
        self.control.view(np.float64)[at.INPUT_LEVEL] = db

    def read_input(self, out: np.ndarray) -> int:
        """Fill `out` (n, 1) float32 with what the input device has heard, in order; the number of frames."""
        return self._input.pop(out)

    def obey(self, version: int) -> None:
        """What is pushed next is the first that was made with this version of the values."""
        self.control[at.ENGINE_OBEYED_FRAME] = self.frames_pushed
        fence()
        self.control[at.ENGINE_OBEYED] = version

    # -- whoever wants to know --

    def set_probe(self, frame: int) -> None:
        """Ask when frame number `frame` (as counted by `frames_pushed`) is played: `probe_answer` will say.

        One probe at a time: a new one replaces one that is not answered yet.
        """
        self.control[at.PROBE_FRAME] = frame

    # -- whoever decides whether it sounds: one thread of one process --

    def set_gate(self, is_open: bool, seconds: float = FADE_SECONDS) -> None:
        """Fade the output in or out over `seconds` (of a whole fade), from wherever it is. It starts shut."""
        # The length first: should the callback run in between, it only sees a length that it has no use for yet.
        self.control[at.GATE_NS] = max(0, round(seconds * 1e9))
        fence()
        self.control[at.GATE_OPEN] = int(is_open)

    def flush(self) -> None:
        """Forget everything pushed so far, without a click. Frames pushed afterwards are played."""
        self.control[at.FLUSH_UPTO] = self._ring.pushed

    # -- the control process: levels --

    def take_meters(self) -> Levels:
        """Levels of everything played since the last call. What one call has taken, no other sees."""
        with self._metering:
            self._read_meters()
            levels, self._metered = self._metered, np.zeros(at.METER_FIELDS)
        if levels[4] == 0:
            return Levels(FLOOR_DB, FLOOR_DB, FLOOR_DB, FLOOR_DB)
        amplitudes = (*levels[0:2], *np.sqrt(levels[2:4] / levels[4]))
        return Levels(*(max(FLOOR_DB, 20.0 * float(np.log10(max(value, 1e-9)))) for value in amplitudes))

    def take_low_water(self) -> int | None:
        """The fewest frames that any callback left in the ring since the last call; None if none played from it.

        0 is an underrun or the verge of it. No callback is left out, however rarely this is called.
        """
        with self._metering:
            self._read_meters()
            low, self._low_water = self._low_water, at.NOTHING_FLOWED
        return None if low == at.NOTHING_FLOWED else int(low)

    def _read_meters(self) -> None:
        """Take what the callback has queued into what both of the above take from."""
        records = self._records[: self._meters.pop(self._records)].astype(np.float64)
        if len(records):
            self._metered[0:2] = np.maximum(self._metered[0:2], records[:, 0:2].max(axis=0))
            self._metered[2:5] += records[:, 2:5].sum(axis=0)
            self._low_water = min(self._low_water, float(records[:, 5].min()))

    # -- the control process: the recorder's thread --

    def open_tap(self) -> None:
        """From the next callback on, what the device gets can be read with `read_tap`."""
        self._tap.drop()
        fence()
        self.control[at.RECORDING] = 1

    def close_tap(self) -> None:
        """No more frames after the callback that is running now; those in the tap can still be read."""
        self.control[at.RECORDING] = 0

    def read_tap(self, out: np.ndarray) -> int:
        """Fill `out` (n, 2) float32 with what was played, in order; the number of frames.

        What a mono device got is in both channels.
        """
        return self._tap.pop(out)

    # -- whoever shows the sound: one thread of one process --

    def open_monitor(self) -> None:
        """From the next callback on, what the device gets can also be read with `read_monitor`."""
        self._monitor.drop()
        fence()
        self.control[at.MONITORING] = 1

    def close_monitor(self) -> None:
        """No more frames, and no more work for the callback."""
        self.control[at.MONITORING] = 0

    def read_monitor(self, out: np.ndarray) -> int:
        """Fill `out` (n, 2) float32 with the newest of what was played since the last call, in order; how many frames.

        What is older is left out. The monitor holds 16384 frames, and what comes while it is full is lost: whoever
        does not read for longer than that gets a piece of the past once, and then the present again.
        """
        self._monitor.skip(self._monitor.fill - len(out))
        return self._monitor.pop(out)


def _offsets(ring_frames: int, tap_frames: int) -> tuple[int, int, int, int, int]:
    """Byte offsets of the tap's, the meters', the monitor's and the input's data, and the size of it all."""
    tap_data = at.RING_DATA_OFFSET + ring_frames * at.STEREO * 4
    meter_data = tap_data + tap_frames * at.STEREO * 4
    monitor_data = meter_data + METER_RECORDS * at.METER_FIELDS * 4
    input_data = monitor_data + at.MONITOR_FRAMES * at.STEREO * 4
    return tap_data, meter_data, monitor_data, input_data, input_data + at.INPUT_FRAMES * 4
