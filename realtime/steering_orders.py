"""What the control process and the steering process say to each other: lines of JSON, as `orders` has them.

    control -> steering    Open, Score, Perform, Change, Facts, Listen, Report, Rest, Stop
    steering -> control    Listening, Failed, Asked, Heard, State, Kept, Resting

The values themselves do not come this way: they lie in shared memory. An end of file on either side means that the
other process is gone.
"""

from __future__ import annotations

import base64
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.bundle import Model
from realtime.orders import Failed
from realtime.osc.port import Sockets
from realtime.osc.server import Subscriber
from realtime.parameters import Registry
from realtime.presets.recall import Message
from realtime.values import Values

Item = tuple[int, str, tuple[Any, ...]]  # frame, address, arguments


@dataclass(frozen=True)
class Played:
    """A model as the steering process needs it. path: its folder. desk: where its values lie. registry: see
    `Registry.to_json`."""

    model: str
    path: str
    desk: int
    registry: dict[str, Any]

    @classmethod
    def of(cls, model: Model, registry: Registry, desk: int) -> Played:
        return cls(model.bundle.name, str(model.path.resolve()), desk, registry.to_json())


@dataclass(frozen=True)
class Open:
    """Go on with the values that lie on the desk, listen for OSC, answer Listening or Failed. The first order, once.

    memory: `SharedMemory.handle`. played: fields of `Played`. host, port, feedback: as of `OscServer`. allow: as
    --osc-allow. handed: the sockets of the port come along (see `hand_over`), it need not bind them. playing: whether
    the gate is the steering process's already, as after Perform. listening: as after Listen. kept: fields of the last
    Kept of the process before this one, or what it would have been.
    """

    memory: str
    played: dict[str, Any]
    host: str
    port: int
    feedback: tuple[str, int] | None
    allow: str | None
    handed: bool
    kept: dict[str, Any]
    playing: bool = False
    listening: bool = False


@dataclass(frozen=True)
class Score:
    """Part of a score, in order of time: (seconds, address, arguments), none of them a pattern. A preset among the
    arguments is a dictionary of its fields."""

    calls: list[tuple[float, str, tuple[Any, ...]]]


@dataclass(frozen=True)
class Perform:
    """It plays: obey what has come as Score, whose second 0 was at `began` (monotonic). taken: lines before those that
    have been obeyed by others. From now on the callback's gate belongs to the steering process."""

    began: float
    taken: int


@dataclass(frozen=True)
class Change:
    """Another model is about to be heard: carry the values over to its desk, and play those. played: as of Open. name:
    by which it was asked for, which is its folder's."""

    played: dict[str, Any]
    name: str


@dataclass(frozen=True)
class Facts:
    """What the status tells of the others. pids: of all our processes but this one. latency_ms: of the whole. midi: the
    last message understood; None where none is heard."""

    pids: list[int]
    latency_ms: float
    midi: str | None


@dataclass(frozen=True)
class Listen:
    """Tell what is played, as Heard, from now on, or no more. Answer State if it is to be told."""

    on: bool


@dataclass(frozen=True)
class Report:
    """What went wrong with a request, for whoever made it. number: of Asked."""

    number: int
    sentence: str


@dataclass(frozen=True)
class Rest:
    """Leave the gate alone from now on, for it is about to be shut; answer Resting. OSC goes on."""


@dataclass(frozen=True)
class Stop:
    """Tell what has not been told yet, and end."""


@dataclass(frozen=True)
class Listening:
    """The port is open."""

    port: int


@dataclass(frozen=True)
class Asked:
    """Somebody asks for what the control process does. what: one of `steering.ASKED`. number: for Report."""

    what: str
    arguments: list[Any]
    number: int


@dataclass(frozen=True)
class Heard:
    """Messages of the performance that took effect, in order, each at a frame (`link.frames_pushed`) with which the
    engine went on. missed: how many before them are lost, because the control process did not read."""

    items: list[Item]
    missed: int


@dataclass(frozen=True)
class State:
    """All values at a frame: what was heard before it is in them, what was not comes after it. words: of the desk, see
    `values_of`. more: messages after which they move by themselves, as `Recall.going_on` has them."""

    frame: int
    desk: int
    words: str
    more: list[Message]


@dataclass(frozen=True)
class Kept:
    """What the next process should know if this one dies. preset: that was recalled last, "" for none. subscribers: see
    `OscServer`."""

    preset: str = ""
    subscribers: Sequence[Subscriber] = ()


@dataclass(frozen=True)
class Resting:
    """The gate is nobody's now."""


ORDERS = (Open, Score, Perform, Change, Facts, Listen, Report, Rest, Stop)
EVENTS = (Listening, Failed, Asked, Heard, State, Kept, Resting)
KINDS: Mapping[str, type] = {kind.__name__: kind for kind in (*ORDERS, *EVENTS)}


def text_of(words: NDArray[np.int64]) -> str:
    """The words of a desk for State."""
    return base64.b64encode(words.tobytes()).decode()


def values_of(state: State, registry: Registry) -> Values:
    """A copy of the values that a State tells of, of a model with this registry."""
    return Values.attach(registry, np.frombuffer(bytearray(base64.b64decode(state.words)), np.int64))


def hand_over(sockets: Sockets, through: socket.socket) -> None:
    """Give the sockets of a port to the process at the other end of a Unix socket; both have them then."""
    socket.send_fds(through, [b"\0"], [one.fileno() for one in sockets])


def take_over(through: socket.socket) -> Sockets:
    """What `hand_over` gives. Raises OSError if it gives nothing."""
    _, descriptors, _, _ = socket.recv_fds(through, 1, 2)
    if len(descriptors) != 2:
        raise OSError("no sockets came")
    udp, tcp = (socket.socket(fileno=descriptor) for descriptor in descriptors)
    for one in (udp, tcp):
        one.setblocking(False)
    return Sockets(udp, tcp)
