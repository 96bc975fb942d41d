"""Sound devices: listing them and finding the one that is meant. Control side; starts no stream.

PortAudio is loaded at the first call, not at import: `import sounddevice` starts PortAudio, takes 0.1 s or more, and is
an OSError where the library is missing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, NamedTuple, TypedDict

from realtime.errors import DeviceError, NoSoundError, PortAudioMissingError

MISSING = (
    "the PortAudio library was not found: install it with `apt install libportaudio2` (Debian, Ubuntu) or "
    "`dnf install portaudio` (Fedora); on macOS and Windows `pip install --force-reinstall sounddevice` brings it along"
)
NO_OUTPUT = (
    "this machine has no sound output: connect a device or start the sound server, "
    "or play without one with `--device null`"
)
NO_INPUT = "this machine has no sound input: connect a device, then look for it with `realtime-gen devices`"


class Device(TypedDict):
    """One device as `realtime-gen devices --json` prints it."""

    index: int
    name: str
    host_api: str
    inputs: int  # channels
    outputs: int  # channels
    sample_rate: float  # Hz, the device's own default
    default: bool  # the default output; among devices without outputs, the default input


class Pin(NamedTuple):
    """What identifies a device when its number has changed: after a reconnection, in another process."""

    name: str
    host_api: str


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Nothing reaches file descriptor 2 meanwhile: ALSA and JACK report there every server that is not running.

    It holds for the whole process, so wrap it around short calls only.
    """
    try:
        kept = os.dup(2)
    except OSError:  # closed already, as under pythonw or some service managers
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def load_portaudio() -> ModuleType:
    """The `sounddevice` module, PortAudio started."""
    try:
        with quiet_stderr():
            import sounddevice
    except ModuleNotFoundError as error:
        raise PortAudioMissingError(
            f"the Python package {error.name} is missing: install it with `pip install {error.name}`"
        ) from error
    except OSError as error:
        raise PortAudioMissingError(MISSING) from error
    except Exception as error:
        # sounddevice starts PortAudio on import and raises its own, not yet importable, PortAudioError.
        raise DeviceError(f"PortAudio could not start ({error}): check the sound server and ~/.asoundrc") from error
    return sounddevice


def list_devices() -> list[Device]:
    """Every input and output device that PortAudio knows; empty on a machine without sound."""
    sd = load_portaudio()
    host_apis = [api["name"] for api in sd.query_hostapis()]
    default_output, default_input = _default_index(sd, "output"), _default_index(sd, "input")
    return [
        Device(
            index=info["index"],
            name=info["name"],
            host_api=host_apis[info["hostapi"]],
            inputs=info["max_input_channels"],
            outputs=info["max_output_channels"],
            sample_rate=info["default_samplerate"],
            default=info["index"] == (default_output if info["max_output_channels"] else default_input),
        )
        for info in sd.query_devices()
    ]


def find_output(device: int | str | None = None) -> Device:
    """The output device with this number, or whose "name, host api" contains this text in any case; None: the default.

    Raises PortAudioMissingError or NoSoundError if there is nothing to choose from, DeviceError if the choice is wrong.
    """
    return choose(list_devices(), device, "output", _default_index(load_portaudio(), "output"))


def find_numbered(index: int) -> Device:
    """The device with this number. Raises DeviceError."""
    for device in list_devices():
        if device["index"] == index:
            return device
    raise DeviceError(f"there is no sound device {index}: `realtime-gen devices` lists them")


def find_pinned(name: str, host_api: str, kind: str = "output") -> Device:
    """The device, an "output" or "input", that had this very name and host API when it was chosen.

    Raises DeviceError if it is not there.

    ALSA puts the card's number into the name, and a USB box that is plugged in again may get another: if the very name
    is gone, the only one that is equal but for that number is it.
    """

    def without_card(text: str) -> str:
        return re.sub(r"\(hw:\d+,(\d+)\)", r"(hw:,\1)", text)

    candidates = [device for device in list_devices() if device["host_api"] == host_api and _has(device, kind)]
    for device in candidates:
        if device["name"] == name:
            return device
    similar = [device for device in candidates if without_card(device["name"]) == without_card(name)]
    if len(similar) == 1:
        return similar[0]
    raise DeviceError(f"the device {name}, {host_api} is not there: connect it, or see `realtime-gen devices`")


def find_input(device: int | str | None = None) -> Device:
    """As `find_output`, for a device to listen to."""
    return choose(list_devices(), device, "input", _default_index(load_portaudio(), "input"))


def choose(devices: list[Device], wanted: int | str | None, kind: str, default_index: int = -1) -> Device:
    """The one of `devices` that `wanted` means; `kind` is "output" or "input"."""

    def usable(device: Device) -> bool:
        return _has(device, kind)

    candidates = list(filter(usable, devices))
    if not candidates:
        raise NoSoundError(NO_OUTPUT if kind == "output" else NO_INPUT)
    if wanted is None:
        # PortAudio may know devices but no default one: any is better than none.
        return next((device for device in candidates if device["index"] == default_index), candidates[0])

    text = str(wanted).strip()
    if text.isdecimal():
        matches = [device for device in devices if device["index"] == int(text)]
    else:
        needle = text.casefold()
        matches = [device for device in devices if needle and needle in _label(device).casefold()]
        exact = [device for device in matches if needle in (device["name"].casefold(), _label(device).casefold())]
        # Among several: those that can be used, then those with that very name.
        matches = list(filter(usable, matches)) or matches
        matches = [device for device in matches if device in exact] or matches
    if not matches:
        raise DeviceError(f"there is no sound device {text!r}: `realtime-gen devices` lists them")
    if len(matches) > 1:
        listed = "; ".join(f"{device['index']}: {_label(device)}" for device in matches)
        raise DeviceError(f"{text!r} could be several devices ({listed}): give the number or more of the name")
    if not usable(matches[0]):
        raise DeviceError(
            f"the device {matches[0]['index']}: {_label(matches[0])} has no {kind}s: "
            "`realtime-gen devices` lists those that have"
        )
    return matches[0]


def _has(device: Device, kind: str) -> bool:
    return (device["outputs"] if kind == "output" else device["inputs"]) > 0


def _label(device: Device) -> str:
    return f"{device['name']}, {device['host_api']}"


def _default_index(sd: Any, kind: str) -> int:
    """The default device for `kind`, -1 if there is none.

    A JACK server that is running was started on purpose, and it holds the hardware: its default comes before
    PortAudio's, which was seen to change from JACK to ALSA's detour to JACK with the server's period (runtime.md §5).
    """
    for api in sd.query_hostapis():
        if api["name"].startswith("JACK") and api[f"default_{kind}_device"] >= 0:
            return int(api[f"default_{kind}_device"])
    try:
        return int(sd.query_devices(kind=kind)["index"])
    except (sd.PortAudioError, ValueError):
        return -1


def restart_portaudio() -> None:
    """Look at the machine's devices anew: PortAudio does so only when it starts. No stream may be open."""
    sd = load_portaudio()
    with quiet_stderr():
        sd._terminate()
        sd._initialize()
