"""One preset: its text, checked word by word, and the values of parameters that it stands for.

    version = 1
    model = "seven"
    description = "bells in a dark room"

    [parameters]
    brightness = -4.0
    "style/bells" = 1.0
    "chroma/C#" = 0.5

What is not named has its default, and a descriptor that is not named is written by the model. Naming a style leaves out
those not named, as in --set. What belongs to the room (`Parameter.recalled`) has no place in a preset: gain, mute,
freeze, fade, the live input. Nor have keys that are held, and the seed.

A model's own presets stand together in its folder, in `presets.toml`: version and model, then for each a table
[presets."its name"] with the description and a table [presets."its name".parameters].
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.errors import UsageError
from realtime.names import check_name
from realtime.parameters import Registry
from realtime.values import Values

VERSION = 1
LARGEST = 64 << 10  # bytes of a preset; 1024 parameters are some 30 kilobytes
LARGEST_FACTORY = 256 << 10  # of a presets.toml
LONGEST_DESCRIPTION = 500  # characters
SHOWN = 5  # of the names in a warning

F64 = NDArray[np.float64]
U8 = NDArray[np.uint8]


class PresetError(UsageError):
    """There is no such preset, or its file makes no sense."""


@dataclass(frozen=True)
class Preset:
    """parameters: what is set, inside its range; with one style, all. warning: what of its file was left out, or ""."""

    name: str
    parameters: Mapping[str, float] = field(default_factory=dict)
    description: str = ""
    warning: str = ""

    @classmethod
    def of(cls, values: Values, name: str, description: str = "") -> Preset:
        """What plays now, under a name."""
        registry, parameters = values.registry, {}
        for i, parameter in enumerate(registry):
            taken = parameter.automatic and not values.automatic[i]
            if parameter.name.startswith("style/") or (
                parameter.recalled and (taken or (not parameter.automatic and values.slots[i] != parameter.default))
            ):
                parameters[parameter.name] = float(values.slots[i])
        return cls(name, parameters, description)

    def state(self, registry: Registry) -> tuple[F64, U8]:
        """(n,) values and (n,) automatic switches that it stands for; names the registry does not have are skipped."""
        slots, automatic = _defaults(registry)
        slots, automatic = slots.copy(), automatic.copy()
        for name, value in self.parameters.items():
            i = registry.index.get(name)
            if i is not None:
                slots[i], automatic[i] = registry.parameters[i].clamp(value), 0
        return slots, automatic


def with_all_styles(parameters: dict[str, float], registry: Registry) -> dict[str, float]:
    """`parameters`; where they name a style, those not named are left out of the sound, as in --set."""
    if not any(name.startswith("style/") for name in parameters):
        return parameters
    return {f"style/{style}": 0.0 for style in registry.styles} | parameters


@lru_cache(maxsize=4)  # what plays, and what did a moment ago
def recalled(registry: Registry) -> NDArray[np.intp]:
    """The numbers of the parameters that a preset sets. Not to be written to."""
    return np.flatnonzero([parameter.recalled for parameter in registry])


@lru_cache(maxsize=4)
def _defaults(registry: Registry) -> tuple[F64, U8]:
    slots = [parameter.default for parameter in registry]
    return np.array(slots, np.float64), np.array([parameter.automatic for parameter in registry], np.uint8)


# -- reading ----------------------------------------------------------------------------------------------------------


def parse_preset(text: str, place: str, name: str, model: str, registry: Registry) -> Preset:
    """The preset in a file of the user's. place: of the file, for messages. Raises PresetError in one sentence."""
    document, other = _document(text, place, model)
    return _preset(document, place, name, other, registry)


def parse_factory(text: str, place: str, model: str, registry: Registry) -> dict[str, Preset]:
    """The presets of a model's presets.toml, by name. Raises PresetError."""
    document, other = _document(text, place, model)
    tables = document.get("presets")
    if not isinstance(tables, dict):
        raise PresetError(f'{place}: there is no table of presets, as in [presets."night bells"]')
    found = {}
    for name, table in tables.items():
        try:
            check_name(name, "preset")
        except ValueError as error:
            raise PresetError(f"{place}: {error}") from error
        if not isinstance(table, dict):
            raise PresetError(f"{place}: presets.{_key(name)} is no table")
        found[name] = _preset(table, f"{place}, {_key(name)}", name, other, registry)
    return found


def _document(text: str, place: str, model: str) -> tuple[dict[str, Any], str | None]:
    """The rest of a file that begins as ours do, and the model it was made for, if that is another."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: TOMLDecodeError, and numbers of 5000 digits
        raise PresetError(f"{place} cannot be read as TOML ({error}): correct it or delete it") from error
    version, own = document.pop("version", None), document.pop("model", model)
    if type(version) is not int or version != VERSION:
        said = "has no version" if version is None else f"has version {_shown(version)}"
        raise PresetError(f"{place} {said}: this realtime-gen reads version = {VERSION}")
    if not isinstance(own, str):
        raise PresetError(f"{place}: model = {_shown(own)} is no name of a model")
    return document, own if own != model else None


def _preset(table: dict[str, Any], place: str, name: str, other: str | None, registry: Registry) -> Preset:
    """other: the model that it was made for, if that is not the one that plays."""
    description = table.get("description", "")
    if not isinstance(description, str) or len(description) > LONGEST_DESCRIPTION:
        raise PresetError(f"{place}: description is no text of up to {LONGEST_DESCRIPTION} characters")
    given = table.get("parameters")
    if not isinstance(given, dict):
        raise PresetError(f"{place}: there is no table [parameters]")
    problems = {
        "unknown": [_key(key) for key in table if key not in ("description", "parameters")],
        "of the room, not of the sound": [], f"of the model {_shown(other)}": [], "outside the range": [],
    }  # fmt: skip
    unknown, of_room, foreign, outside = problems.values()
    parameters: dict[str, float] = {}
    for key, value in given.items():
        number = _number(value, key, place)
        if key not in registry:
            unknown.append(_key(key))
        elif not registry[key].recalled:
            of_room.append(key)
        elif other is not None and (key.startswith("latent/") or key in ("x", "y")):  # which mean nothing here
            foreign.append(key)
        else:
            parameters[key] = registry[key].clamp(number)
            if parameters[key] != number:
                outside.append(f"{key} (now {parameters[key]:g})")
    return Preset(name, with_all_styles(parameters, registry), description, _warning(name, problems))


def _number(value: Any, key: str, place: str) -> float:
    if type(value) not in (int, float):
        raise PresetError(f"{place}: {_key(key)} = {_shown(value)} is no number")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise PresetError(f"{place}: {_key(key)} = {_shown(value)} is no number that can be set")
    return number


def _warning(name: str, problems: Mapping[str, list[str]]) -> str:
    """One sentence about what was left out or changed; "" for nothing."""
    parts = []
    for what, keys in problems.items():
        if keys:
            more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
            parts.append(f"{what}: {', '.join(keys[:SHOWN])}{more}")
    return f"the preset '{name}' is recalled, but for what is {'; '.join(parts)}" if parts else ""


def _shown(value: Any) -> str:
    """A value for a message: short."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else "a number beyond 10^18"
    if isinstance(value, str | float):
        return "".join(c if c.isprintable() else "?" for c in str(value)[:40])
    return "an array" if isinstance(value, list) else "a table" if isinstance(value, dict) else "a date or time"


# -- writing ----------------------------------------------------------------------------------------------------------


def write_preset(preset: Preset, model: str) -> str:
    """The text of a user's preset. Raises UnicodeEncodeError only when written: names may hold what UTF-8 has not."""
    lines = [f"version = {VERSION}", f"model = {_quoted(model)}"]
    if preset.description:
        lines.append(f"description = {_quoted(preset.description)}")
    return "\n".join([*lines, "", "[parameters]", *_assignments(preset), ""])


def write_factory(presets: Mapping[str, Preset], model: str) -> str:
    """The text of a presets.toml."""
    lines = [f"version = {VERSION}", f"model = {_quoted(model)}"]
    for name, preset in presets.items():
        lines += ["", f"[presets.{_key(name)}]"]
        if preset.description:
            lines.append(f"description = {_quoted(preset.description)}")
        lines += [f"[presets.{_key(name)}.parameters]", *_assignments(preset)]
    return "\n".join([*lines, ""])


def _assignments(preset: Preset) -> Iterator[str]:
    """One line a parameter; of the styles those that play, or all if none does."""
    silent = not any(value for name, value in preset.parameters.items() if name.startswith("style/"))
    for name, value in preset.parameters.items():
        if value or silent or not name.startswith("style/"):
            yield f"{_key(name)} = {float(value)!r}"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON's escapes, and one character more that must not stand there as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
