"""The OSC namespace of a registry: one table from which messages are obeyed and `realtime-gen osc` is printed.

An address is one `Entry`: what arguments it takes, what it says of itself, and the function it calls. To add one, add a
line to `_commands`. Nothing here knows sockets; the functions act on a `Host`, which the server is, and which hands on
to a `Stage` what is more than a value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from realtime.osc.protocol import Argument, OscError
from realtime.osc.sources import Source
from realtime.parameters import Parameter, Registry
from realtime.presets import Preset
from realtime.presets.recall import LONGEST_S
from realtime.values import Values

Bound = tuple[Any, ...]  # arguments that have passed `Entry.bind`

MAX_TEXT = 256  # characters of a string argument


class Host(Protocol):
    """What an entry may ask of whoever obeys it. who: the sender, so that it is not told what it said itself."""

    values: Values

    def set(self, who: Source, name: str, value: float) -> float: ...
    def set_automatic(self, who: Source, name: str | None, on: bool) -> None: ...
    def swap_model(self, who: Source, name: str) -> None: ...
    def start_take(self, who: Source, name: str | None) -> None: ...
    def stop_take(self, who: Source) -> None: ...
    def panic(self, who: Source) -> None: ...
    def load_preset(self, who: Source, preset: str | Preset) -> None: ...
    def save_preset(self, who: Source, name: str) -> None: ...
    def delete_preset(self, who: Source, name: str) -> None: ...
    def list_presets(self, who: Source) -> None: ...
    def morph(
        self, who: Source, start: str | Preset, end: str | Preset, seconds: float, position: float | None = None
    ) -> None: ...
    def stand_between(self, who: Source, position: float) -> None: ...
    def learn_midi(self, who: Source, name: str) -> None: ...
    def forget_midi(self, who: Source, name: str) -> None: ...
    def pong(self, who: Source) -> None: ...
    def subscribe(self, who: Source, port: int | None) -> None: ...
    def unsubscribe(self, who: Source, port: int | None) -> None: ...
    def sync(self, who: Source) -> None: ...


Act = Callable[[Host, Source, Bound], Bound | None]


class Stage(Protocol):
    """Who changes the model and makes takes, as OSC sees it. Called on the server's thread: return at once.

    What is wrong with the request itself is raised, as a ValueError, KeyError or RealtimeGenError of one sentence. What
    goes wrong later is told to `report` in one sentence, from any thread; whoever asked gets it as an /rt/error.
    """

    def swap_model(self, name: str, report: Callable[[str], None]) -> None:
        """Change to this model, one of `find_models`. It may be asked for again before it has come."""

    def start_take(self, name: str | None, report: Callable[[str], None]) -> None:
        """Record. name: has passed `realtime.names.check_take_name`; None: the time of day."""

    def stop_take(self, report: Callable[[str], None]) -> None:
        """End the take."""

    def learn_midi(self, name: str, report: Callable[[str], None]) -> None:
        """The next MIDI controller moved plays this parameter. name: one of the registry."""

    def forget_midi(self, name: str, report: Callable[[str], None]) -> None:
        """No MIDI controller plays this parameter any more. name: one of the registry."""


@dataclass(frozen=True)
class Entry:
    """One address.

    types: OSC type tags; "?" after the last one: it may be left out; "..." after it: that many or fewer, at least one.
    A float does for every number, and so do integers, doubles, true and false.
    act: what a message does; None: the instrument sends this address and does not receive it. It returns the arguments
        as they took effect (clamped), or None where a score of the performance has no use for the message.
    low, high, default: in `unit`, of every number; None where there is no such thing.
    """

    address: str
    types: str
    doc: str
    act: Act | None = None
    low: float | None = None
    high: float | None = None
    default: float | None = None
    unit: str = ""
    kinds: str = field(init=False, repr=False, default="")
    least: int = field(init=False, repr=False, default=0)

    def __post_init__(self) -> None:
        kinds = self.types.rstrip("?.")
        least = 1 if self.types.endswith("...") else len(kinds) - self.types.endswith("?")
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "least", least)

    @property
    def is_button(self) -> bool:
        return self.kinds == "" or self.types == "s?"

    def bind(self, arguments: tuple[Argument, ...]) -> Bound | None:
        """`arguments` as this address wants them, or None if there is nothing to do. Raises OscError.

        What needs no argument is a button: controllers send 1 with the press and 0 with the release, which is ignored;
        OSCQuery clients send nil or an impulse.
        """
        if self.is_button and len(arguments) == 1 and not isinstance(arguments[0], str):
            return () if arguments[0] is None or self._number(arguments[0]) > 0.5 else None
        if not self.least <= len(arguments) <= len(self.kinds):
            wanted = f"{self.least} to {len(self.kinds)}" if self.least < len(self.kinds) else str(len(self.kinds))
            raise OscError(f"{self.address} takes {wanted} arguments, not {len(arguments)}")
        return tuple(self._one(kind, argument) for kind, argument in zip(self.kinds, arguments, strict=False))

    def _one(self, kind: str, argument: Argument) -> float | int | str:
        if kind == "s":
            return self._text(argument)
        number = self._number(argument)
        return int(number) if kind == "i" else number

    def _number(self, argument: Argument) -> float:
        if not isinstance(argument, int | float):
            raise OscError(f"{self.address} wants a number, not {_shown(argument)}")
        if not math.isfinite(argument):
            raise OscError(f"{self.address} wants a number, not {float(argument)}")
        return argument

    def _text(self, argument: Argument) -> str:
        if not isinstance(argument, str) or len(argument) > MAX_TEXT:
            raise OscError(f"{self.address} wants a name, not {_shown(argument)}")
        return argument


def _shown(argument: Argument) -> str:
    """An argument for an error message: short, printable."""
    return "nothing" if argument is None else ascii(argument)[:40]


def _parameter(parameter: Parameter, address: str) -> Entry:
    name, p = parameter.name, parameter
    return Entry(
        address, "f", p.doc, lambda host, who, a: (host.set(who, name, a[0]),), p.low, p.high, p.default, p.unit
    )  # fmt: skip


def _automatic(address: str, name: str | None, doc: str) -> Entry:
    def act(host: Host, who: Source, arguments: Bound) -> Bound:
        on = arguments[0] > 0.5
        host.set_automatic(who, name, on)
        return (float(on),)

    return Entry(address, "f", doc, act, 0.0, 1.0, 1.0, "switch")


def _several(names: Sequence[str]) -> Act:
    def act(host: Host, who: Source, arguments: Bound) -> Bound:
        with host.values.together():
            return tuple(host.set(who, name, value) for name, value in zip(names, arguments, strict=False))

    return act


def _reset(host: Host, who: Source, arguments: Bound) -> Bound:
    host.values.request_reset()
    return ()


def _seed(host: Host, who: Source, arguments: Bound) -> Bound:
    host.values.request_seed(arguments[0])
    return (host.values.seed,)


def _note(host: Host, who: Source, arguments: Bound) -> Bound:
    return host.values.note(*arguments)


def _panic(host: Host, who: Source, arguments: Bound) -> Bound:
    host.panic(who)
    return ()


def _commands(registry: Registry) -> list[Entry]:
    """Addresses that are not one parameter."""
    latents = [f"latent/{i}" for i in range(registry.n_latents)]
    sigma = registry["latent/0"] if latents else None
    low, high = (sigma.low, sigma.high) if sigma else (None, None)
    return [
        Entry("/rt/latents", "f" * len(latents) + "...", "offsets of the latents, from the first on; the rest stay",
              _several(latents), low, high, 0.0, "sigma"),
        Entry("/rt/xy", "ff", "position on the latent map", _several(("x", "y")), -1.0, 1.0, 0.0),
        Entry("/rt/note", "if", "strike a key: MIDI number 0 to 127 (60 is the middle C), velocity 0 to 1; 0 lets go",
              _note),
        Entry("/rt/reset", "", "restart the model's walk", _reset),
        Entry("/rt/seed", "i", "restart the walk from another seed", _seed, 0, 2**32 - 1),
        Entry("/rt/panic", "", "silence now: mute, let go of everything; un-mute to go on", _panic),
        Entry("/rt/model", "s", "change to another model, by its name, with a crossfade",
              lambda host, who, a: host.swap_model(who, a[0])),
        Entry("/rt/record/start", "s?", "record what is heard, and the messages that shaped it, under this name",
              lambda host, who, a: host.start_take(who, *a or (None,))),
        Entry("/rt/record/stop", "", "end the take", lambda host, who, a: host.stop_take(who)),
        Entry("/rt/preset/load", "s", "recall a preset; a descriptor that it does not name is the model's again",
              lambda host, who, a: host.load_preset(who, a[0])),
        Entry("/rt/preset/save", "s", "keep what plays as this preset, but for gain, mute, freeze, fade, the input",
              lambda host, who, a: host.save_preset(who, a[0])),
        Entry("/rt/preset/delete", "s", "delete a preset of yours; one of this name that came with the model is back",
              lambda host, who, a: host.delete_preset(who, a[0])),
        Entry("/rt/preset/list", "", "answers /rt/preset/names", lambda host, who, a: host.list_presets(who)),
        Entry("/rt/morph", "ssff?", "from one preset to another, in so many seconds, from this position on (0 to 1)",
              lambda host, who, a: host.morph(who, *a), 0.0, LONGEST_S, None, "s"),
        Entry("/rt/morph/position", "f", "stand between the last two presets that were morphed; 0 and 1 are these",
              lambda host, who, a: host.stand_between(who, a[0]), 0.0, 1.0),
        Entry("/rt/midi/learn", "s", "the next MIDI controller moved plays this parameter, as in brightness",
              lambda host, who, a: host.learn_midi(who, a[0])),
        Entry("/rt/midi/forget", "s", "no MIDI controller plays this parameter any more",
              lambda host, who, a: host.forget_midi(who, a[0])),
        Entry("/rt/ping", "", "answers /rt/pong", lambda host, who, a: host.pong(who)),
        Entry("/rt/subscribe", "i?", "send me every change, on this port; forgotten after a minute without a packet",
              lambda host, who, a: host.subscribe(who, *a or (None,)), 1024, 65535),
        Entry("/rt/unsubscribe", "i?", "stop sending me changes, on this port",
              lambda host, who, a: host.unsubscribe(who, *a or (None,)), 1024, 65535),
        Entry("/rt/sync", "", "send me every value, once", lambda host, who, a: host.sync(who)),
    ]  # fmt: skip


def sent() -> list[Entry]:
    """What the instrument sends, beside the addresses of the parameters."""
    return [
        Entry("/rt/pong", "", "sent: the answer to /rt/ping"),
        Entry("/rt/preset/names", "s...", "sent: the presets of this model, in the order of the alphabet"),
        Entry("/rt/error", "s", "sent: why a message was refused and changed nothing, or what a preset left out"),
        Entry("/rt/status/level", "ff", "sent: level, left and right", None, -120.0, 0.0, None, "dBFS"),
        Entry("/rt/status/load", "f", "sent: part of the time that generating takes; 1 is too much", None, 0.0, 1.0),
        Entry(
            "/rt/status/cpu",
            "f",
            "sent: what all processes of the instrument compute; 1 is one core, all the time",
            None,
            0.0,
        ),
        Entry("/rt/status/underruns", "i", "sent: how often the sound ran dry", None, 0),
        Entry("/rt/status/latency_ms", "f", "sent: from a message to its sound", None, 0.0, None, None, "ms"),
        Entry("/rt/status/model", "s", "sent: the model that plays"),
        Entry("/rt/status/preset", "s", "sent: the preset recalled last, or nothing"),
        Entry("/rt/status/sender", "s", "sent: address and port of whoever played last"),
        Entry("/rt/status/midi", "s", "sent: the last MIDI message understood, and what it did"),
        Entry("/rt/status/place", "ff", "sent: where on the latent map the sound of this moment lies", None, -1.0, 1.0),
        Entry(
            "/rt/status/input", "f", "sent: level of the live input, if there is one", None, -120.0, 0.0, None, "dBFS"
        ),
        Entry("/rt/status/clients", "i", "sent: how many receive feedback", None, 0),
    ]


def entries(registry: Registry) -> list[Entry]:
    """Every address, in the order a reader wants them."""
    descriptors = [parameter for parameter in registry if parameter.automatic]
    found = [_parameter(parameter, f"/rt/param/{parameter.name}") for parameter in registry]
    found.append(
        _automatic("/rt/auto", None, "1: the model writes every descriptor again, no key is held; 0: all stay")
    )
    if any(parameter.name.startswith("chroma/") for parameter in descriptors):
        found.append(
            _automatic("/rt/auto/chroma", "chroma", "1: the model writes all pitch classes again, no key is held")
        )
    found += [_automatic(f"/rt/auto/{p.name}", p.name, f"1: the model writes {p.name} again") for p in descriptors]
    short = [p for p in registry if p.name.startswith(("input/", "latent/", "style/")) or p.name in ("freeze", "mute")]
    found += [_parameter(parameter, f"/rt/{parameter.name}") for parameter in short]
    return found + _commands(registry) + sent()


def namespace(registry: Registry) -> list[dict[str, Any]]:
    """The table for people and programs: {address, types, min, max, default, unit, doc} of every address."""
    return [
        {"address": e.address, "types": e.types, "min": e.low, "max": e.high, "default": e.default, "unit": e.unit,
         "doc": e.doc}
        for e in entries(registry)
    ]  # fmt: skip
