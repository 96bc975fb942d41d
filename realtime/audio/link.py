"""The memory between the engine and the audio callback, as an object.

Any thread may hold an `AudioLink`; the methods are grouped by who may call them, and each group by one thread at a
time. Nothing here waits for the audio thread. See `callback` for the layout and the memory ordering.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from realtime.audio import callback as cb
from realtime.ring import CONTROL_SLOTS as RING_CONTROL_SLOTS
from realtime.ring import WRITE, Ring

FADE_SECONDS = 0.005  # around a gap; 5 ms turns a click into a soft dip
PRIME_SECONDS = 0.005
METER_RECORDS = 256  # 0.7 s of 128-sample blocks at 48 kHz; beyond that, records cover more
FLOOR_DB = -120.0


class Levels(NamedTuple):
    """What the device was given since the last look, dBFS per channel; silence reads -120."""

    peak_left: float
    peak_right: float
    rms_left: float
    rms_right: float


class AudioLink:
    """Ring, tap, meters, requests and reports in one block of memory.

    `buffer` may be the memory of a `multiprocessing.shared_memory.SharedMemory` of at least `size_bytes(...)`; without
    it the block is allocated here. The other process calls `AudioLink.attach(buffer)`.
    """

    def __init__(
        self,
        sample_rate: int,
        ring_frames: int = 1 << 15,
        tap_frames: int = 1 << 18,
        buffer: memoryview | None = None,
    ) -> None:
        memory = np.zeros(self.size_bytes(ring_frames, tap_frames), np.uint8) if buffer is None else buffer
        self._view(memory, ring_frames, tap_frames)
        control = self.control
        control[:] = 0
        self._state[:] = 0.0
        control[cb.SAMPLE_RATE] = sample_rate
        control[cb.RING_FRAMES] = ring_frames
        control[cb.TAP_FRAMES] = tap_frames
        control[cb.METER_RECORDS] = METER_RECORDS
        control[cb.TAP_DATA_OFFSET], control[cb.METER_DATA_OFFSET], _ = _offsets(ring_frames, tap_frames)
        control[cb.DEVICE_CHANNELS] = cb.STEREO
        control[cb.FADE_FRAMES] = max(1, round(FADE_SECONDS * sample_rate))
        control[cb.PRIME_FRAMES] = max(1, round(PRIME_SECONDS * sample_rate))
        control[cb.GATE_FRAMES] = control[cb.FADE_FRAMES]
        self._rings(attach=False)
        control[cb.LAYOUT_VERSION] = cb.LAYOUT_MAGIC

    @classmethod
    def attach(cls, buffer: memoryview) -> AudioLink:
        """The link that another process has laid out in `buffer`."""
        header = np.frombuffer(buffer, np.int64, cb.CONTROL_SLOTS)
        if header[cb.LAYOUT_VERSION] != cb.LAYOUT_MAGIC:
            raise ValueError("this memory holds no audio link of this version")
        link = cls.__new__(cls)
        link._view(buffer, int(header[cb.RING_FRAMES]), int(header[cb.TAP_FRAMES]))
        link._rings(attach=True)
        return link

    @staticmethod
    def size_bytes(ring_frames: int = 1 << 15, tap_frames: int = 1 << 18) -> int:
        """Bytes that a link of these capacities takes."""
        return _offsets(ring_frames, tap_frames)[2]

    def _view(self, memory, ring_frames: int, tap_frames: int) -> None:
        self._memory = memory  # keeps it alive as long as the arrays
        self.control = np.frombuffer(memory, np.int64, cb.CONTROL_SLOTS)
        self._state = np.frombuffer(memory, np.float64, cb.STATE_SLOTS, cb.STATE_OFFSET)
        self._capacities = ring_frames, tap_frames

    def _rings(self, attach: bool) -> None:
        ring_frames, tap_frames = self._capacities
        tap_data, meter_data, _ = _offsets(ring_frames, tap_frames)

        def ring(frames: int, channels: int, control_at: int, data_at: int) -> Ring:
            control = np.frombuffer(self._memory, np.int64, RING_CONTROL_SLOTS, control_at)
            data = np.frombuffer(self._memory, np.float32, frames * channels, data_at)
            return Ring(frames, channels, control, data, attach)

        self._ring = ring(ring_frames, cb.STEREO, cb.RING_OFFSET, cb.RING_DATA_OFFSET)
        self._tap = ring(tap_frames, cb.STEREO, cb.TAP_OFFSET, tap_data)
        self._meters = ring(METER_RECORDS, cb.METER_FIELDS, cb.METER_OFFSET, meter_data)
        self._records = np.zeros((METER_RECORDS, cb.METER_FIELDS), np.float32)

    # -- producer: the engine's thread --

    def push(self, block: np.ndarray) -> int:
        """Queue `block` (n, 2) float32, as much as fits; the number of frames taken."""
        return self._ring.push(block)

    @property
    def fill_frames(self) -> int:
        """Frames waiting to be played. Kept above `largest_block` and the primed amount, nothing runs dry."""
        return self._ring.fill

    # -- control side --

    def set_gate(self, is_open: bool, seconds: float = FADE_SECONDS) -> None:
        """Fade the output in or out over `seconds` (of a whole fade), from wherever it is. It starts shut."""
        # The length first: should the callback run in between, it only sees a length that it has no use for yet.
        self.control[cb.GATE_FRAMES] = max(1, round(seconds * self.sample_rate))
        self.control[cb.GATE_OPEN] = int(is_open)

    @property
    def gate_level(self) -> float:
        """0 shut .. 1 open: where the fade is. After `set_gate(False)`, stop the stream once it is 0."""
        return float(self._state[cb.GATE])

    def flush(self) -> None:
        """Forget everything pushed so far, without a click. Frames pushed afterwards are played."""
        self.control[cb.FLUSH_UPTO] = self._ring.control[WRITE]

    def take_meters(self) -> Levels:
        """Levels of everything played since the last call. One reader only: what it has taken, nobody else sees."""
        count = self._meters.pop(self._records)
        if count == 0:
            return Levels(FLOOR_DB, FLOOR_DB, FLOOR_DB, FLOOR_DB)
        records = self._records[:count].astype(np.float64)
        peaks = records[:, 0:2].max(axis=0)
        rms = np.sqrt(records[:, 2:4].sum(axis=0) / records[:, 4].sum())
        return Levels(*(max(FLOOR_DB, 20.0 * float(np.log10(max(value, 1e-9)))) for value in (*peaks, *rms)))

    # -- the stream, before it opens --

    def set_device_channels(self, channels: int) -> None:
        """How many channels the device has: 1 gets the mean of both, more than 2 stay silent beyond the second."""
        if channels < 1:
            raise ValueError(f"a device has at least one channel, not {channels}")
        self.control[cb.DEVICE_CHANNELS] = channels

    @property
    def user_data(self) -> int:
        """Address of the memory, for the callback's last argument; valid while this object lives."""
        return self.control.ctypes.data

    # -- the recorder's thread --

    def open_tap(self) -> None:
        """From the next callback on, what the device gets can be read with `read_tap`."""
        self._tap.drop()
        self.control[cb.RECORDING] = 1

    def close_tap(self) -> None:
        """No more frames after the callback that is running now; those in the tap can still be read."""
        self.control[cb.RECORDING] = 0

    def read_tap(self, out: np.ndarray) -> int:
        """Fill `out` (n, 2) float32 with what was played, in order; the number of frames.

        What a mono device got is in both channels.
        """
        return self._tap.pop(out)

    @property
    def recording(self) -> bool:
        """Whether the tap is open."""
        return bool(self.control[cb.RECORDING])

    # -- any thread: reports, all counted since the start --

    @property
    def sample_rate(self) -> int:
        """Hz."""
        return int(self.control[cb.SAMPLE_RATE])

    @property
    def callbacks(self) -> int:
        """Callbacks so far. If it stands still, so does the device."""
        return int(self.control[cb.COUNT_CALLBACKS])

    @property
    def underruns(self) -> int:
        """Callbacks that found too few frames, while the gate was not shut."""
        return int(self.control[cb.COUNT_UNDERRUNS])

    @property
    def missing_frames(self) -> int:
        """Frames that those callbacks lacked."""
        return int(self.control[cb.COUNT_MISSING_FRAMES])

    @property
    def device_underflows(self) -> int:
        """Callbacks that PortAudio flagged as too late for the device: the machine's doing, not the ring's."""
        return int(self.control[cb.COUNT_DEVICE_UNDERFLOWS])

    @property
    def clipped(self) -> int:
        """Samples that had to be cut at ±1."""
        return int(self.control[cb.COUNT_CLIPPED])

    @property
    def nonfinite(self) -> int:
        """Samples that were NaN or infinite and became 0."""
        return int(self.control[cb.COUNT_NONFINITE])

    @property
    def tap_dropped_frames(self) -> int:
        """Frames missing from takes because the recorder came too late."""
        return int(self.control[cb.COUNT_TAP_DROPPED])

    @property
    def frames_played(self) -> int:
        """Frames handed to the device, silence included."""
        return int(self.control[cb.FRAMES_PLAYED])

    @property
    def flowing(self) -> bool:
        """Whether the last callback ended with frames from the ring, rather than waiting for some."""
        return int(self.control[cb.FLOW]) == cb.FLOWING

    @property
    def last_callback_ns(self) -> int:
        """`time.monotonic_ns` at the last callback; 0 before the first."""
        return int(self.control[cb.LAST_CALLBACK_NS])

    @property
    def largest_block(self) -> int:
        """The most frames that the device has asked for at once."""
        return int(self.control[cb.LARGEST_BLOCK])


def _offsets(ring_frames: int, tap_frames: int) -> tuple[int, int, int]:
    """Byte offsets of the tap's and the meters' data, and the size of it all."""
    tap_data = cb.RING_DATA_OFFSET + ring_frames * cb.STEREO * 4
    meter_data = tap_data + tap_frames * cb.STEREO * 4
    return tap_data, meter_data, meter_data + METER_RECORDS * cb.METER_FIELDS * 4
