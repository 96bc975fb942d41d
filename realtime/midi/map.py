"""The MIDI map: which controller plays which parameter, in a TOML file that a musician can read and edit.

Its place is the user's data folder or what the command line says, never anything that comes over the network. Without a
file there is `default_map`; the first controller that is learnt writes one.
"""

from __future__ import annotations

import difflib
import math
import os
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from realtime.bundle import data_folder
from realtime.errors import UsageError
from realtime.parameters import Parameter

VERSION = 1
LARGEST = 1 << 20  # bytes of a file
MOST = 512  # controllers
PEDALS = (64, 120, 121, 123, 124, 125, 126, 127)  # sustain and the channel's modes: never a parameter's
FOLLOWS = ("running", "always", "never")
# Controllers by their usual meaning. Sostenuto holds the sound of the moment; 20 and up weigh the styles, in order.
USUAL = {
    1: "steer", 16: "x", 17: "y", 5: "glide", 7: "gain", 66: "freeze", 70: "temperature", 71: "formants",
    73: "density", 74: "brightness", 75: "speed", 91: "width",
}  # fmt: skip
FIRST_STYLE_CC, MOST_STYLES = 20, 8
OF_A_MODEL = ("style/", "latent/")  # parameters that another model may not have

HEADER = """\
# MIDI map of realtime-gen: edit it while the program is not running, or let it learn (/rt/midi/learn NAME).
# Channels are 1 to 16, 0 stands for all of them. 'realtime-gen osc' lists the parameters and their ranges.
# [bend] semitones: of 'pitch', either way; 0 leaves the wheel alone.
# [clock] follow: "running" (between Start and Stop), "always" or "never"; speed 1 is at reference_bpm.
#         transport: Stop freezes the sound, Start and Continue let it go on.
# [[controller]] cc: 0 to 127, or nrpn: 0 to 16383. low, high: the parameter's values at either end of the travel.
#         Optional: fine = true (14 bits, with cc + 32), pickup = false (jump at once), toggle = true (for buttons).
"""


@dataclass(frozen=True)
class Controller:
    """One knob, fader, pedal or button. channel: 1 to 16, 0: any. cc or nrpn: its number, the other is None.

    low, high: values at either end of its travel, low may be the larger; None: of the parameter's range.
    fine: the controller cc + 32 refines it to 14 bits. pickup: nothing happens until the knob passes the place where
    the parameter stands. toggle: each press of a button goes to the other end.
    """

    parameter: str
    channel: int = 0
    cc: int | None = None
    nrpn: int | None = None
    low: float | None = None
    high: float | None = None
    fine: bool = False
    pickup: bool = True
    toggle: bool = False

    @property
    def source(self) -> tuple[str, int]:
        return ("cc", self.cc) if self.cc is not None else ("nrpn", self.nrpn or 0)

    def ends(self, parameter: Parameter) -> tuple[float, float]:
        """Values at position 0 and 1, inside the parameter's range."""
        low = parameter.low if self.low is None else parameter.clamp(self.low)
        return low, parameter.high if self.high is None else parameter.clamp(self.high)


@dataclass(frozen=True)
class MidiMap:
    """channel: of keys, bends and programs, 0: all. semitones: of the bend. follow, reference_bpm, transport: see
    HEADER."""

    channel: int = 0
    semitones: float = 2.0
    follow: str = "running"
    reference_bpm: float = 120.0
    transport: bool = False
    controllers: tuple[Controller, ...] = field(default_factory=tuple)

    def bind(self, controller: Controller) -> MidiMap:
        """With this one, instead of what played the parameter and what else this controller did."""
        kept = [
            other
            for other in self.controllers
            if other.parameter != controller.parameter and not _same(other, controller)
        ]
        return replace(self, controllers=(*kept, controller))

    def forget(self, parameter: str) -> MidiMap:
        return replace(self, controllers=tuple(c for c in self.controllers if c.parameter != parameter))


def _same(one: Controller, other: Controller) -> bool:
    return one.source == other.source and (one.channel == other.channel or 0 in (one.channel, other.channel))


def map_path() -> Path:
    return data_folder() / "midi.toml"


def default_map(parameters: Mapping[str, Parameter]) -> MidiMap:
    """USUAL and the styles of this model, on any channel, over their whole ranges."""
    usual = {cc: name for cc, name in USUAL.items() if name in parameters}
    styles = [name for name in parameters if name.startswith("style/")][:MOST_STYLES]
    usual |= {FIRST_STYLE_CC + i: name for i, name in enumerate(styles)}
    return MidiMap(controllers=tuple(Controller(name, cc=cc) for cc, name in usual.items()))


# -- reading ----------------------------------------------------------------------------------------------------------


def load_map(path: Path) -> MidiMap:
    """A map from its file. Raises UsageError in one sentence that names the file, the key and what may stand there."""
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path} is larger than {LARGEST >> 20} MB: it is no MIDI map")
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path} cannot be read ({error}): correct it or delete it") from None
    try:
        return _map(table)
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from None


def check_map(midi_map: MidiMap, parameters: Mapping[str, Parameter], path: Path) -> None:
    """Raises UsageError for a parameter that no model has, or ends outside its range."""
    for i, controller in enumerate(midi_map.controllers, 1):
        name, parameter = controller.parameter, parameters.get(controller.parameter)
        where = f"{path}: [[controller]] number {i}"
        if parameter is None:
            if not name.startswith(OF_A_MODEL):
                raise UsageError(f"{where}: there is no parameter '{name}'{_hint(name, parameters)}")
        elif not parameter.automatic:  # the range of a descriptor is the model's
            for key in ("low", "high"):
                value = getattr(controller, key)
                if value is not None and not parameter.low <= value <= parameter.high:
                    limits = f"{parameter.low:g} to {parameter.high:g}"
                    raise UsageError(f"{where}: {key} is {value:g}, and {name} goes from {limits} {parameter.unit}")


def _map(table: Mapping[str, Any]) -> MidiMap:
    _known(table, ("version", "channel", "bend", "clock", "controller"), "")
    if table.get("version") != VERSION:
        raise ValueError(f"version is {table.get('version')!r}, and this program reads version = {VERSION}")
    bend, clock, rows = table.get("bend", {}), table.get("clock", {}), table.get("controller", [])
    for name, part, kind in (("[bend]", bend, dict), ("[clock]", clock, dict), ("[[controller]]", rows, list)):
        if not isinstance(part, kind):
            raise ValueError(f"{name} is written with its brackets, and its keys below it")
    _known(bend, ("semitones",), "[bend] ")
    _known(clock, ("follow", "reference_bpm", "transport"), "[clock] ")
    follow = clock.get("follow", "running")
    if follow not in FOLLOWS:
        raise ValueError(f"[clock] follow is {follow!r}, and may be {', '.join(FOLLOWS)}")
    if len(rows) > MOST:
        raise ValueError(f"{len(rows)} controllers, where {MOST} may be")
    return MidiMap(
        channel=_whole(table, "channel", 0, 16, "") or 0,
        semitones=_number(bend, "semitones", 0.0, 24.0, "[bend] ", 2.0) or 0.0,
        follow=follow,
        reference_bpm=_number(clock, "reference_bpm", 20.0, 400.0, "[clock] ", 120.0) or 120.0,
        transport=_switch(clock, "transport", False, "[clock] "),
        controllers=tuple(_controller(row, f"[[controller]] number {i}: ") for i, row in enumerate(rows, 1)),
    )


def _controller(row: Any, where: str) -> Controller:
    if not isinstance(row, dict):
        raise ValueError(f"{where}it is no table")
    _known(row, tuple(f.name for f in fields(Controller)), where)
    parameter = row.get("parameter")
    if not isinstance(parameter, str) or not parameter:
        raise ValueError(f"{where}parameter is {parameter!r}, and should be a name")
    cc, nrpn = _whole(row, "cc", 0, 127, where), _whole(row, "nrpn", 0, 16383, where)
    if (cc is None) == (nrpn is None):
        raise ValueError(f"{where}it has either a cc or an nrpn")
    if cc in PEDALS:
        raise ValueError(f"{where}cc {cc} has a meaning of its own: sustain, or all notes off")
    fine = _switch(row, "fine", False, where)
    if fine and (cc is None or cc > 31):
        raise ValueError(f"{where}fine goes with a cc from 0 to 31")
    return Controller(
        parameter, _whole(row, "channel", 0, 16, where) or 0, cc, nrpn, _number(row, "low", -1e6, 1e6, where),
        _number(row, "high", -1e6, 1e6, where), fine, _switch(row, "pickup", True, where),
        _switch(row, "toggle", False, where),
    )  # fmt: skip


def _known(table: Mapping[str, Any], names: tuple[str, ...], where: str) -> None:
    for name in table:
        if name not in names:
            raise ValueError(f"{where}there is no key '{name}'{_hint(name, names)}")


def _hint(name: str, names: Any) -> str:
    near = difflib.get_close_matches(name, names, n=1)
    return f": did you mean '{near[0]}'?" if near else f", only {', '.join(list(names)[:20])}"


def _whole(table: Mapping[str, Any], key: str, low: int, high: int, where: str) -> int | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise ValueError(f"{where}{key} is {value!r}, and should be a whole number from {low} to {high}")
    return value


def _number(
    table: Mapping[str, Any], key: str, low: float, high: float, where: str, default: float | None = None
) -> float | None:
    value = table.get(key, default)
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError(f"{where}{key} is {value!r}, and should be a number")
    if not low <= value <= high:
        raise ValueError(f"{where}{key} is {value:g}, outside {low:g} to {high:g}")
    return float(value)


def _switch(table: Mapping[str, Any], key: str, default: bool, where: str) -> bool:
    value = table.get(key, default)
    if not isinstance(value, bool):
        raise ValueError(f"{where}{key} is {value!r}, and should be true or false")
    return value


# -- writing ----------------------------------------------------------------------------------------------------------


def save_map(midi_map: MidiMap, path: Path) -> None:
    """All of it or, should anything fail, nothing. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(write_map(midi_map))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def write_map(midi_map: MidiMap) -> str:
    """As TOML; `load_map` reads the same map from it."""
    lines = [
        HEADER, f"version = {VERSION}", f"channel = {midi_map.channel}", "",
        "[bend]", f"semitones = {midi_map.semitones!r}", "",
        "[clock]", f'follow = "{midi_map.follow}"', f"reference_bpm = {midi_map.reference_bpm!r}",
        f"transport = {_shown(midi_map.transport)}",
    ]  # fmt: skip
    for controller in midi_map.controllers:
        lines += ["", "[[controller]]"]
        for one in fields(Controller):
            value = getattr(controller, one.name)
            if value is not None and (value != one.default or one.name == "channel"):
                lines.append(f"{one.name} = {_shown(value)}")
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        escaped = "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in value)
        return f'"{escaped}"'
    return repr(value)
