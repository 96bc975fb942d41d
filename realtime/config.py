"""Settings of a performance: flags, then REALTIME_GEN_* variables, then ./realtime-gen.toml, then defaults.

The first place that names a setting wins. The result is one frozen object.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from realtime.audio.channels import parse_channels
from realtime.bundle import DEFAULT_MODEL, INVERTER, QUALITIES
from realtime.errors import UsageError

CONFIG_FILE = "realtime-gen.toml"
PREFIX = "REALTIME_GEN_"


@dataclass(frozen=True)
class Settings:
    """device: number, name or "null"; None is the system's default. samplerate: Hz, None is the device's or model's.
    quality: of `bundle.QUALITIES`. inverter: a method of `realtime.inversion` or a plug-in's.
    blocksize: frames a callback. latency: ms of sound kept ready, None chooses by priority. channels: see
    `audio.channels`. osc_allow: networks, separated by commas. record, score: files. set: parameter values. preset: its
    name. input_device, midi, midi_map: see `--help`. web: TCP port of the page, None for none."""

    device: str | None = None
    model: str = DEFAULT_MODEL
    quality: str = QUALITIES[0]
    inverter: str = INVERTER
    samplerate: int | None = None
    blocksize: int = 256
    latency: float | None = None
    channels: str = "2"
    osc_host: str = "127.0.0.1"
    osc_port: int = 9000
    osc_allow: str | None = None
    feedback: str | None = None
    seed: int | None = None
    record: str | None = None
    score: str | None = None
    preset: str | None = None
    input_device: str | None = None
    midi: str | None = None
    midi_map: str | None = None
    web: int | None = None
    web_host: str = "127.0.0.1"
    seconds: float | None = None
    quiet: bool = False
    verbose: bool = False
    set: tuple[tuple[str, float], ...] = field(default_factory=tuple)


LIMITS: dict[str, tuple[float, float]] = {
    "samplerate": (8000, 192000),
    "blocksize": (16, 8192),
    "latency": (1.0, 500.0),
    "osc_port": (0, 65535),
    "web": (0, 65535),
    "seed": (0, 2**32 - 1),
    "seconds": (0.01, 1e8),
}


def load_settings(flags: Mapping[str, Any]) -> Settings:
    """Merge the four places. flags: what the command line gave; None means not given. Raises UsageError."""
    merged: dict[str, Any] = {}
    for place, values in (("file", _from_file(Path(CONFIG_FILE))), ("environment", _from_environment(os.environ))):
        for name, value in values.items():
            merged[name] = _checked(name, value, f"in {CONFIG_FILE}" if place == "file" else f"{PREFIX}{name.upper()}")
    for name, value in flags.items():
        if value is not None and not (name == "set" and not value):
            merged[name] = _checked(name, value, f"--{name.replace('_', '-')}")
    return Settings(**merged)


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}): correct it or delete it") from error
    values = {name.replace("-", "_"): value for name, value in values.items()}
    unknown = set(values) - {f.name for f in fields(Settings)}
    if unknown:
        known = ", ".join(f.name for f in fields(Settings))
        raise UsageError(f"{path}: there is no setting called {', '.join(sorted(unknown))}; there are {known}")
    if isinstance(values.get("set"), dict):
        values["set"] = tuple((name, value) for name, value in values["set"].items())
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    variables = {f.name: PREFIX + f.name.upper() for f in fields(Settings)}
    found = {name: environment[variable] for name, variable in variables.items() if variable in environment}
    if "set" in found:
        found["set"] = tuple(parse_assignment(part) for part in found["set"].split(","))  # type: ignore[assignment]
    return found


def parse_assignment(text: str) -> tuple[str, float]:
    """NAME=VALUE. Raises UsageError."""
    name, equals, value = text.partition("=")
    try:
        if not equals:
            raise ValueError
        return name.strip(), float(value)
    except ValueError:
        raise UsageError(f"'{text}' is not NAME=VALUE with a number, as in --set brightness=3") from None


def _checked(name: str, value: Any, place: str) -> Any:
    """`value` with the type of its setting and inside its limits."""
    kinds: dict[str, type] = {
        "samplerate": int, "blocksize": int, "osc_port": int, "seed": int, "web": int,
        "latency": float, "seconds": float,
    }  # fmt: skip
    try:
        if name in kinds:
            value = kinds[name](value)
        elif name in ("quiet", "verbose"):
            value = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[str(value).lower()]
        elif name == "set":
            value = tuple((str(n), float(v)) for n, v in value)
        else:
            value = str(value)
            if name == "channels":
                parse_channels(value)
            if name == "osc_allow":
                from realtime.osc.allowed import Allowed

                Allowed.parse(value)
            if name == "quality" and value not in QUALITIES:
                raise UsageError(f"'{value}' is no quality: use {' or '.join(QUALITIES)}")
    except UsageError as error:
        raise UsageError(f"{place}: {error}") from error
    except (TypeError, ValueError, KeyError):
        numbers = {int: "a whole number", float: "a number"}
        switch = "true or false"
        wanted = {"set": "names with numbers", "quiet": switch, "verbose": switch}.get(name) or numbers[kinds[name]]
        raise UsageError(f"{place}: {value!r} is not {wanted}") from None
    if name in LIMITS:
        low, high = LIMITS[name]
        if not low <= value <= high:
            raise UsageError(f"{place}: {value} is outside {low:.10g} to {high:.10g}")
    return value


def parse_address(text: str) -> tuple[str, int]:
    """HOST:PORT. Raises UsageError."""
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise UsageError(f"'{text}' is not HOST:PORT, as in --feedback 192.168.1.20:9001")
    return host, int(port)
