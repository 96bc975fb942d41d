"""The input device of an engine process: found, opened beside the output or with it, watched, and looked for again.

Its main thread only. Whatever becomes of the input, the output plays on.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from realtime.audio.devices import Device, find_input, find_pinned, restart_portaudio
from realtime.audio.link import AudioLink
from realtime.audio.streams import HearingStream
from realtime.errors import DeviceError, RealtimeGenError

SILENT_S = 2.0  # without a callback it is gone, whatever PortAudio says
RETRY_S = 2.0


class InputDevice:
    """The device that `--input-device` means. Raises DeviceError if there is no such one.

    wanted: as given there. pin: name and host API it had before, for the same one again. say: called with a line for
    the person at the terminal.
    """

    def __init__(self, link: AudioLink, wanted: str, pin: tuple[str, str] | None, say: Callable[[str], None]) -> None:
        if wanted.strip().lower() == "null":
            raise DeviceError("the null device hears nothing: name one with inputs that `realtime-gen devices` lists")
        self.device: Device = find_pinned(*pin, "input") if pin else find_input(wanted)
        self.sample_rate = 0  # Hz, once it is open
        self._link, self._say = link, say
        self._stream: HearingStream | None = None
        self._block = 0
        self._is_alone = False  # a stream of its own, and no output of PortAudio's beside it
        self._callbacks, self._called_at, self._retry_at = link.input_callbacks, 0.0, math.inf

    @property
    def name(self) -> str:
        """For people."""
        return f"{self.device['index']}: {self.device['name']}, {self.device['host_api']}"

    @property
    def pin(self) -> tuple[str, str]:
        return self.device["name"], self.device["host_api"]

    def joined(self, sample_rate: int) -> None:
        """It came with the output's stream, goes with it, and is found with it again."""
        self.sample_rate = sample_rate

    def open(self, sample_rate: int, block_size: int, is_alone: bool, may_come_later: bool) -> None:
        """Open a stream of its own, at this rate or at the device's. Raises DeviceError.

        is_alone: PortAudio has no other stream. may_come_later: it has been there before, so it is looked for.
        """
        self._block = 0 if self.device["host_api"].startswith("JACK") else block_size
        self._is_alone = is_alone
        rates = list(dict.fromkeys([sample_rate, round(self.device["sample_rate"])]))
        for self.sample_rate in rates:
            try:
                self._stream = HearingStream(self._link, self.device, self.sample_rate, self._block)
            except DeviceError as error:
                if self.sample_rate == rates[-1]:
                    if not may_come_later:
                        raise
                    self._say(f"playing on without the input, and looking for it: {error}")
                    self._retry_at = 0.0
            else:
                self._called_at = time.monotonic()
                return

    def look(self) -> None:
        """Notice that it has gone, or come back."""
        now = time.monotonic()
        if self._stream is None:
            if now >= self._retry_at:
                self._look_for_it(now)
            return
        if self._link.input_callbacks != self._callbacks:
            self._callbacks, self._called_at = self._link.input_callbacks, now
        if self._stream.active and now - self._called_at < SILENT_S:
            return
        if self.device["host_api"].startswith("JACK"):  # after its server's death nothing in PortAudio would return
            self._say(f"the input {self.name} went away: playing on without it; start anew to hear it again")
            self._retry_at = math.inf
        else:
            self._say(f"the input {self.name} went away: playing on without it, and looking for it")
            self._stream.close()
            self._retry_at = now + RETRY_S
        self._stream = None

    def _look_for_it(self, now: float) -> None:
        self._retry_at = now + RETRY_S
        try:
            if self._is_alone:
                restart_portaudio()
                self.device = find_pinned(*self.pin, "input")
            self._stream = HearingStream(self._link, self.device, self.sample_rate, self._block)
        except RealtimeGenError:
            return
        self._callbacks, self._called_at = self._link.input_callbacks, time.monotonic()
        self._say(f"hearing the input {self.name} again")

    def close(self) -> None:
        """Give the device back."""
        if self._stream is not None and self._stream.active:
            self._stream.close()
