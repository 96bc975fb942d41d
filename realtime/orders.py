"""What the control process and the engine process say to each other: a line of JSON for each order and each event.

    control -> engine    Open, Start, Build, Swap, Stop
    engine -> control    Waiting, Opened, Playing, Longer, Built, NotBuilt, Swapped, Said, Failed, Lost

The sound and the parameters do not come this way but in shared memory, whose layout is here too. An end of file on
either side means that the other process is gone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from realtime.values import DESK_WORDS

DESKS = 2  # one plays, one is being prepared
STEERING_WORDS = 16  # int64, behind the desks: what the steering process reports
STEERING_BEAT_NS = 0  # `time.monotonic_ns` of its last sign of life
STEERING_DESK = 1  # which one it writes
STEERING_SCORE, STEERING_BEGAN_NS = 2, 3  # lines of the score that it has obeyed; `time.monotonic_ns` of its second 0
DESKS_BYTES = (DESKS * DESK_WORDS + STEERING_WORDS) * 8


@dataclass(frozen=True)
class Open:
    """Load a model, open a device, answer Opened or Failed. The first order, once.

    memory: `SharedMemory.handle`. quality: one that the model has. inverter: see `Engine`. desk: which one
    holds the model's values. device: as --device. pin: name and host API of the device that must be taken,
    after a restart. fallback: without any sound output, take the null device. input_device: as --input-device, None for
    none; input_pin: as pin.
    """

    memory: str
    model: str
    quality: str
    inverter: str
    desk: int
    seed: int
    device: str | None
    pin: tuple[str, str] | None
    samplerate: int | None
    blocksize: int
    channels: str
    latency: float | None
    fallback: bool
    input_device: str | None = None
    input_pin: tuple[str, str] | None = None


@dataclass(frozen=True)
class Opened:
    """device: its name for people. realtime: whether the generation loop will have real-time priority. no_sound: why
    the fallback was taken, else None. Latencies in ms. input: the input device's name for people, None for none."""

    device: str
    pin: tuple[str, str] | None
    rate: int
    device_ms: float
    inversion_ms: float
    resampler_ms: float
    ring_ms: float
    realtime: bool
    no_sound: str | None
    model_ms: float = 0.0
    wait_ms: float = 0.0
    input: str | None = None
    input_pin: tuple[str, str] | None = None


@dataclass(frozen=True)
class Start:
    """Fill the ring and start the stream; answer Playing or Failed."""


@dataclass(frozen=True)
class Playing:
    """hint: how to get real-time priority, where it was refused. locked: what became of locking the memory. ring_ms:
    the most that is kept in the ring, now that the device has said how much it takes at once; wait_ms: how long a
    sample waits there on average."""

    hint: str | None
    locked: str
    ring_ms: float
    wait_ms: float


@dataclass(frozen=True)
class Longer:
    """The device takes more at once than it seemed to: so much is kept in the ring now (see Playing)."""

    ring_ms: float
    wait_ms: float


@dataclass(frozen=True)
class Build:
    """Build another model's engine on a desk; answer Built or NotBuilt. Fields as of Open."""

    model: str
    quality: str
    inverter: str
    desk: int
    seed: int


@dataclass(frozen=True)
class Built:
    """The engine built waits for Swap. Latencies in ms."""

    inversion_ms: float
    resampler_ms: float
    model_ms: float = 0.0


@dataclass(frozen=True)
class NotBuilt:
    """reason: a sentence."""

    reason: str


@dataclass(frozen=True)
class Swap:
    """Cross-fade to the engine built, over this many seconds; answer Swapped at the end of it."""

    fade: float


@dataclass(frozen=True)
class Swapped:
    """Only the new engine plays; the other desk is free. Fields as of Playing: its hops may be longer or shorter."""

    ring_ms: float
    wait_ms: float


@dataclass(frozen=True)
class Stop:
    """Give the device back and end. The control process has faded out before."""


@dataclass(frozen=True)
class Waiting:
    """The device of the pin is not there yet; it is looked for until Stop. reason: a sentence."""

    reason: str


@dataclass(frozen=True)
class Said:
    """A line for the person at the terminal."""

    line: str


@dataclass(frozen=True)
class Failed:
    """It cannot play: the process ends now. kind: a class of `realtime.errors`, or of Python."""

    kind: str
    reason: str


@dataclass(frozen=True)
class Lost:
    """The device went away; nothing more can be done in this process (PortAudio would hang), which should be killed."""


ORDERS = (Open, Start, Build, Swap, Stop)
EVENTS = (Waiting, Opened, Playing, Longer, Built, NotBuilt, Swapped, Said, Failed, Lost)
KINDS: Mapping[str, type] = {kind.__name__: kind for kind in (*ORDERS, *EVENTS)}


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message. Raises OSError if the other side is gone."""
    stream.write(encode(message))
    stream.flush()


def encode(message: Any) -> bytes:
    """One message as it crosses the pipe."""
    return json.dumps({type(message).__name__: vars(message)}).encode() + b"\n"


def receive(line: bytes, kinds: Mapping[str, type] = KINDS) -> Any:
    """The message of one line. kinds: those it may be of, by name."""
    ((kind, fields),) = json.loads(line).items()
    return kinds[kind](**fields)


def desk_words(buffer: memoryview, desk: int) -> NDArray[np.int64]:
    """(DESK_WORDS,) int64, the memory of one desk."""
    return np.frombuffer(buffer, np.int64, DESK_WORDS, desk * DESK_WORDS * 8)


def steering_words(buffer: memoryview) -> NDArray[np.int64]:
    """(STEERING_WORDS,) int64."""
    return np.frombuffer(buffer, np.int64, STEERING_WORDS, DESKS * DESK_WORDS * 8)


def link_memory(buffer: memoryview) -> memoryview:
    """The memory of the audio link."""
    return buffer[DESKS_BYTES:]
