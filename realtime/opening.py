"""What an order opens: an output, and an input in one stream with it or beside it. The engine process's main thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from realtime import orders
from realtime.audio.channels import parse_channels
from realtime.audio.devices import find_output, find_pinned
from realtime.audio.inputs import InputDevice
from realtime.audio.link import AudioLink
from realtime.audio.streams import ClockedStream, DeviceStream, hears_with
from realtime.errors import DeviceError, NoSoundError


class Output(NamedTuple):
    """rate: Hz. name: for people. pin: name and host API, None for the null device. no_sound: why the null device was
    taken where none was asked for, else None."""

    stream: DeviceStream | ClockedStream
    rate: int
    name: str
    pin: tuple[str, str] | None = None
    no_sound: str | None = None


def find_input_device(link: AudioLink, order: orders.Open, say: Callable[[str], None]) -> InputDevice | None:
    """The device of --input-device; None if it was there before and is not now. Raises DeviceError."""
    if order.input_device is None:
        return None
    try:
        return InputDevice(link, order.input_device, order.input_pin, say)
    except DeviceError:
        if not order.input_pin:
            raise
        return None


def open_devices(link: AudioLink, order: orders.Open, own_rate: int, heard: InputDevice | None) -> Output:
    """Everything opened, nothing started but an input with a stream of its own. own_rate: Hz, the model's.

    Without --samplerate a device that refuses that rate is opened at its own. Raises DeviceError.
    """
    try:
        output = _null(link, order, own_rate, None) if order.device == "null" else _device(link, order, own_rate, heard)
    except NoSoundError as error:
        if order.pin or not order.fallback:
            raise
        output = _null(link, order, own_rate, str(error))
    if heard is not None and not heard.sample_rate:
        heard.open(output.rate, order.blocksize, is_alone=output.pin is None, may_come_later=bool(order.input_pin))
    return output


def _device(link: AudioLink, order: orders.Open, own_rate: int, heard: InputDevice | None) -> Output:
    device = find_pinned(*order.pin) if order.pin else find_output(order.device)
    pin = device["name"], device["host_api"]
    channels = parse_channels(order.channels)
    # JACK's server decides on its period; smaller blocks would be asked for several at once, larger ones come late.
    block = 0 if pin[1].startswith("JACK") else order.blocksize
    together = heard.device if heard is not None and hears_with(device, heard.device) else None
    rates = [order.samplerate] if order.samplerate else [own_rate, round(device["sample_rate"])]
    ways = [(rate, hears) for rate in rates for hears in ([together, None] if together else [None])]
    for rate, hears in ways:
        link.configure(rate)
        try:
            stream = DeviceStream(link, device["index"], rate, block, channels, hears=hears)
        except DeviceError:
            if (rate, hears) == ways[-1]:
                raise
        else:
            if heard is not None and hears is not None:
                heard.joined(rate)
            return Output(stream, rate, f"{device['index']}: {pin[0]}, {pin[1]}", pin)
    raise AssertionError("unreachable: the last way returns or raises")


def _null(link: AudioLink, order: orders.Open, own_rate: int, no_sound: str | None) -> Output:
    rate = order.samplerate or own_rate
    stream = ClockedStream(link, rate, order.blocksize, parse_channels(order.channels))
    return Output(stream, rate, "null (real time, no sound)", None, no_sound)
