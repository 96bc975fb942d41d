"""What a controller shows: pages of groups of controls. `pages` makes them for a model; the writers draw them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["fader", "toggle", "button", "choice", "xy", "note", "meter", "value", "text", "place"]
Message = tuple[str, tuple[float | str, ...]]  # address and arguments

PADS = range(36, 84)  # MIDI numbers, rows of an octave
VELOCITY = 0.8
PORT, FEEDBACK_PORT = 9000, 9001
SHORT_UNITS = {"switch": "", "semitones": "st", "dB/octave": "dB/oct", "onsets/s": "/s"}  # beside a narrow fader


@dataclass(frozen=True)
class Control:
    """One thing to touch or to read.

    address: where it sends and what it follows. label: for the eye, short. low, high, default, unit, curve: as in
    `Parameter`; of a meter, its ends. names: the parameters of the registry it plays. doc: one sentence.
    messages: what a button or a choice sends when pressed. released: what a note sends when let go.
    style: index of the style it belongs to. argument: which number of a message a meter shows, from 0 on.

    A place is a mark on the map that follows the sound. A choice is a button whose messages are values of faders on
    this surface, which it moves as well: whoever causes a change is not told about it.
    """

    kind: Kind
    address: str
    label: str
    low: float = 0.0
    high: float = 1.0
    default: float = 0.0
    unit: str = ""
    curve: str = "linear"
    names: tuple[str, ...] = ()
    doc: str = ""
    messages: tuple[Message, ...] = ()
    released: tuple[Message, ...] = ()
    style: int | None = None
    argument: int = 0

    @property
    def position(self) -> float:
        """Where the default lies on the travel of a fader, 0 to 1."""
        return self.position_of(self.default)

    def position_of(self, value: float) -> float:
        if self.curve == "log":
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    @property
    def caption(self) -> str:
        """Label and unit."""
        return f"{self.label} {self.short_unit}".strip()

    @property
    def decimals(self) -> int:
        """How many a value wants to be read."""
        span = self.high - self.low
        return 0 if span > 1000 else 1 if span >= 10 else 2

    def shown(self, value: float) -> str:
        """A value with its unit, as short as it can be read."""
        return f"{value:.{self.decimals}f} {self.short_unit}".strip()

    @property
    def short_unit(self) -> str:
        return SHORT_UNITS.get(self.unit, self.unit)


@dataclass(frozen=True)
class Group:
    """Controls in rows under a title. columns: how many in a row. rows: height, in rows of the page."""

    title: str
    controls: tuple[Control, ...]
    columns: int
    rows: float = 1.0


@dataclass(frozen=True)
class Page:
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Surface:
    """A model's controls. points: of the map to be drawn, (x, y, style). host, port: where the instrument listens."""

    model: str
    styles: tuple[str, ...]
    pages: tuple[Page, ...]
    points: tuple[tuple[float, float, int], ...]
    host: str = "127.0.0.1"
    port: int = PORT
    feedback_port: int = FEEDBACK_PORT
    colours: tuple[str, ...] = field(default=())

    def __iter__(self) -> Iterator[Control]:
        for page in self.pages:
            for group in page.groups:
                yield from group.controls

    def page(self, title: str) -> Page:
        return next(page for page in self.pages if page.title == title)
