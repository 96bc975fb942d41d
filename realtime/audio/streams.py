"""What calls the callback: a sound device, or a clock. Both call the same machine code with the same memory.

Control side, except `clock`'s loop, which is compiled, holds no GIL, and is the null device's audio thread.
"""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

import numpy as np
from numba import njit

from realtime.audio.callback import callback
from realtime.audio.channels import STEREO, ChannelMap
from realtime.audio.devices import Device, Pin, find_numbered, find_pinned, load_portaudio, quiet_stderr
from realtime.audio.hearing import input_callback
from realtime.audio.link import AudioLink
from realtime.audio.native import cache_key, call_callback, now_ns, sleep_us
from realtime.errors import DeviceError
from realtime.privileges import raise_priority
from realtime.ring_kernels import load_acquire

MAX_CATCH_UP_NS = 1_000_000_000  # beyond this the time is lost, as it is on a device
CLOCK_PRIORITY = 60  # above the engine's 40, as the thread of a sound server is
MAX_SLEEP_NS = 20_000_000  # so that `stop` takes effect within 20 ms


class _Opened:
    """A stream of PortAudio, and what it raises."""

    _stream: Any
    _error: type[Exception]

    def close(self) -> None:
        """Give the device back; harmless if done before."""
        self._stream.close()

    @property
    def active(self) -> bool:
        """Whether the device is calling back, as far as PortAudio knows."""
        try:
            return bool(self._stream.active)
        except self._error:
            return False


class DeviceStream(_Opened):
    """The link's output on a sound device, opened but not started.

    device: its number in `devices.list_devices`, or the name and host API that it had before (`devices.Pin`), for the
    same one again. block_size: frames a callback, 0 leaves it to the device. latency: seconds, "low" or "high". hears:
    an input device whose sound comes in the same callback, into the link's input ring; see `hears_with`.

    When a JACK server dies, `active` turns False and the link's `callbacks` stands still. From then on call nothing
    here but `active`: `stop`, `abort`, `close` and even the interpreter's exit hang inside PortAudio for ever. End such
    a process with `os._exit`, or kill it.
    """

    def __init__(
        self,
        link: AudioLink,
        device: int | Pin,
        sample_rate: int,
        block_size: int = 0,
        channels: ChannelMap = STEREO,
        latency: float | str = "low",
        hears: Device | None = None,
    ) -> None:
        sd = load_portaudio()
        found = find_pinned(*device) if isinstance(device, tuple) else find_numbered(device)
        name = f"{found['index']}: {found['name']}, {found['host_api']}"
        if channels.device_channels > found["outputs"]:
            remedy = f"choose from 1 to {found['outputs']} with `--channels`"
            raise DeviceError(
                f"the device {name} has {found['outputs']} output channels, not {channels.device_channels}: "
                + (remedy if found["outputs"] else "`realtime-gen devices` lists those with outputs")
            )
        compiled = callback()
        link.configure(sample_rate)
        link.set_channels(channels)
        try:
            with quiet_stderr():
                sd.check_output_settings(found["index"], channels.device_channels, "float32", None, sample_rate)
                if hears is not None:
                    name = f"{hears['index']}: {hears['name']}, {hears['host_api']}"
                    sd.check_input_settings(hears["index"], input_channels(hears), "float32", None, sample_rate)
                    link.set_input_channels(input_channels(hears))
                self._stream = sd._StreamBase(
                    "output" if hears is None else "duplex",
                    samplerate=sample_rate,
                    blocksize=block_size,
                    device=found["index"] if hears is None else (hears["index"], found["index"]),
                    channels=channels.device_channels
                    if hears is None
                    else (input_channels(hears), channels.device_channels),
                    dtype="float32",
                    latency=latency,
                    callback=sd._ffi.cast("PaStreamCallback*", compiled.address),
                    userdata=sd._ffi.cast("void*", link.user_data),
                )
        except sd.PortAudioError as error:
            raise DeviceError(_why(sd, error, name, found["sample_rate"], sample_rate)) from error
        self._error = sd.PortAudioError
        self._keep = link, compiled  # PortAudio holds their addresses

    def start(self) -> None:
        """Begin calling back."""
        try:
            with quiet_stderr():
                self._stream.start()
        except self._error as error:
            raise DeviceError(f"the sound device did not start ({_reason(error)}): is another program using it?") from (
                error
            )

    def stop(self) -> None:
        """End after what is queued in the device has been heard."""
        self._stream.stop()

    def abort(self) -> None:
        """End now."""
        self._stream.abort()

    @property
    def latency_seconds(self) -> float:
        """From callback to loudspeaker, as PortAudio reports it. PipeWire's JACK reports nonsense (89 000 s)."""
        latency = self._stream.latency
        return float(latency[1] if isinstance(latency, tuple) else latency)


class HearingStream(_Opened):
    """An input device with a stream of its own, opened but not started; what it hears goes into the link's input ring.

    As of `DeviceStream`, after the death of a JACK server call nothing but `active`.
    """

    def __init__(self, link: AudioLink, device: Device, sample_rate: int, block_size: int = 0) -> None:
        sd = load_portaudio()
        name = f"{device['index']}: {device['name']}, {device['host_api']}"
        compiled = input_callback()
        link.set_input_channels(input_channels(device))
        try:
            with quiet_stderr():
                sd.check_input_settings(device["index"], input_channels(device), "float32", None, sample_rate)
                self._stream = sd._StreamBase(
                    "input",
                    samplerate=sample_rate,
                    blocksize=block_size,
                    device=device["index"],
                    channels=input_channels(device),
                    dtype="float32",
                    latency="low",
                    callback=sd._ffi.cast("PaStreamCallback*", compiled.address),
                    userdata=sd._ffi.cast("void*", link.user_data),
                )
                self._stream.start()
        except sd.PortAudioError as error:
            raise DeviceError(_why(sd, error, name, device["sample_rate"], sample_rate)) from error
        self._error = sd.PortAudioError
        self._keep = link, compiled


def input_channels(device: Device) -> int:
    """How many channels of an input device are heard: its first two. Eight would bury one microphone by 18 dB."""
    return min(device["inputs"], 2)


def hears_with(output: Device, heard: Device) -> bool:
    """Whether an input and an output have one clock, so that one stream can serve both: all of a JACK server's have."""
    one_server = output["host_api"].startswith("JACK")
    return output["index"] == heard["index"] or (one_server and output["host_api"] == heard["host_api"])


def _reason(error: Exception) -> str:
    return str(error.args[0]) if error.args else str(error)


def _why(sd, error: Exception, name: str, own_rate: float, sample_rate: int) -> str:
    """One sentence for a device that would not open."""
    code = error.args[1] if len(error.args) > 1 else None
    if code == sd._lib.paInvalidSampleRate:
        return f"the device {name} does not run at {sample_rate} Hz: try `--samplerate {own_rate:.0f}`, its own rate"
    if code == sd._lib.paDeviceUnavailable:
        return f"the device {name} is in use by another program: close that or choose another with `--device`"
    return (
        f"the device {name} cannot be opened at {sample_rate} Hz ({_reason(error)}): "
        f"try `--samplerate {own_rate:.0f}`, another `--blocksize`, or another `--device`"
    )


# -- the null device --------------------------------------------------------------------------------------------------


@cache
def clock():
    """The compiled loop `run(stop, callback's address, out's address, user data, frames, sample rate)`."""
    sources = cache_key()

    def run_clock(stop, address, out, user_data, frames, sample_rate):
        """Call the callback once a block until stop[0] is set.

        Block k is due at start + k · frames / sample_rate, computed from k each time, so lateness never adds up: after
        a stall the missed blocks are called at once, and the sum is right again.
        """
        _ = sources  # makes it part of the cache's key
        start = now_ns()
        block = 0
        while load_acquire(stop, 0) == 0:
            wait = start + block * frames * 1_000_000_000 // sample_rate - now_ns()
            if wait > 0:
                sleep_us(min(wait, MAX_SLEEP_NS) // 1000 + 1)
                continue
            if wait < -MAX_CATCH_UP_NS:  # the process or the machine was suspended
                start = now_ns()
                block = 0
            call_callback(address, out, frames, user_data)
            block += 1

    signature = "void(int64[::1], int64, int64, int64, int64, int64)"
    return njit(signature, nogil=True, cache=True, error_model="numpy")(run_clock)


class ClockedStream:
    """The `null` device: keeps real time, makes no sound. With a `Recorder` on the link it plays into a file.

    Its thread runs compiled code without the GIL, so it is as punctual as the system lets a thread be, however busy
    Python is.
    """

    def __init__(self, link: AudioLink, sample_rate: int, block_size: int = 256, channels: ChannelMap = STEREO) -> None:
        if block_size < 1:
            raise DeviceError(f"the null device needs a block of at least 1 frame, not {block_size}: set `--blocksize`")
        link.configure(sample_rate)
        link.set_channels(channels)
        self._link = link
        self._compiled, self._clock = callback(), clock()
        self._sample_rate, self._block_size = int(sample_rate), int(block_size)
        self._out = np.zeros(block_size * channels.device_channels, np.float32)
        self._stop = np.zeros(1, np.int64)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin calling back; harmless while it runs."""
        if self._thread is not None:
            return
        self._stop[0] = 0
        self._thread = threading.Thread(target=self._run, name="null device", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        # As punctual as a device's thread where that is permitted; it sleeps between blocks, so it cannot lock up.
        raise_priority(CLOCK_PRIORITY)
        out, user_data = self._out.ctypes.data, self._link.user_data
        self._clock(self._stop, self._compiled.address, out, user_data, self._block_size, self._sample_rate)

    def stop(self) -> None:
        """End, within 20 ms."""
        self._stop[0] = 1
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    abort = stop
    close = stop

    @property
    def active(self) -> bool:
        """Whether the clock is running."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def latency_seconds(self) -> float:
        """One block: there is nothing behind it."""
        return self._block_size / self._sample_rate
