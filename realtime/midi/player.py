"""What MIDI messages do: the one place that knows both MIDI and the addresses of OSC. One thread, no drivers.

`play` is given each message with the time of its arrival, `hear` what the port says, `tick` the time. Everything goes
out through `send`, an OSC client's.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from realtime.errors import UsageError
from realtime.midi.clock import Clock, shown
from realtime.midi.controllers import Decoder, Knobs, Moved
from realtime.midi.map import PEDALS, Controller, MidiMap, default_map, load_map, save_map
from realtime.midi.messages import Message
from realtime.midi.notes import Keys
from realtime.osc.protocol import Argument
from realtime.parameters import Parameter

LEARN_S = 30.0
ANSWER_S = 2.0  # for the list of presets
CLOCK_LOST_S = 2.0  # then another input's clock may be followed
MIDDLE = 8192  # of the bend
KEYS = 128


class Player:
    """send: `OscClient.send`. path: of the map, which need not exist. tell: called with what was understood, in words.
    warn: called with what went wrong. Raises UsageError: a map that cannot be read."""

    def __init__(
        self, send: Callable[..., None], path: Path, tell: Callable[[str], None], warn: Callable[[str], None]
    ) -> None:
        self._send, self._path, self._tell, self._warn = send, path, tell, warn
        self._map: MidiMap | None = load_map(path) if path.exists() else None  # None: the default of the model
        self._keys = Keys()
        self._decoders: dict[int, Decoder] = {}
        self._clock = Clock("never", 120.0)
        self._clock_from, self._clock_at = -1, float("-inf")
        self._learning: tuple[str, float] | None = None  # parameter, until when
        self._program: tuple[int, float] | None = None
        self._pending: dict[str, float] = {}  # values of this batch: a knob turned fast sends its last place
        self._bend_base: float | None = None
        self._names: dict[int, str] = {}
        self._knobs = Knobs(MidiMap(), {})
        self._use()

    # -- what there is to play ----------------------------------------------------------------------------------------

    def parameters(self, parameters: Sequence[Parameter]) -> None:
        """The parameters of the model that plays now."""
        knobs = Knobs(MidiMap(), {parameter.name: parameter for parameter in parameters})
        # What both models have stands where it stood, until the port says otherwise.
        knobs.values |= {name: value for name, value in self._knobs.values.items() if name in knobs.values}
        self._knobs = knobs
        self._use()

    def _use(self) -> None:
        """The map, or the default one of this model."""
        used = self._map or default_map(self._knobs.parameters)
        self._used = used
        self._knobs.use(used)
        if (self._clock.follow, self._clock.reference_bpm) != (used.follow, used.reference_bpm):
            self._clock = Clock(used.follow, used.reference_bpm)

    def hear(self, address: str, arguments: tuple[Argument, ...]) -> None:
        """What the port says: where the parameters stand, and the presets it was asked for."""
        if address == "/rt/preset/names":
            self._load_preset([str(name) for name in arguments])
        elif address.startswith("/rt/auto/") and arguments:
            name = address.removeprefix("/rt/auto/")
            if arguments[0]:
                self._knobs.automatic.add(name)
            else:
                self._knobs.automatic.discard(name)
        else:
            for name, value in zip(names_of(address), arguments, strict=False):
                if name in self._knobs.values and isinstance(value, int | float):
                    self._knobs.values[name] = float(value)

    # -- MIDI ---------------------------------------------------------------------------------------------------------

    def arrived(self, number: int, name: str) -> None:
        """An input is heard from now on. number: another for each."""
        self._decoders[number], self._names[number] = Decoder(), name

    def gone(self, number: int) -> str:
        """An input has gone: its keys end. Returns its name."""
        self._let_go(self._keys.leave(number))
        self._decoders.pop(number, None)
        return self._names.pop(number, "")

    def play(self, number: int, message: Message, at: float) -> None:
        """Obey one message of an input. at: seconds of its arrival, by the input's own clock."""
        kind, channel = message.kind, message.channel
        if channel == 0:
            self._real_time(number, kind, at)
        elif kind == "control":
            self._control(number, message)
        elif self._used.channel in (0, channel):
            if kind == "on":
                self._flush()  # the key must find what the knobs moved before it
                self._keys.strike((number, channel), message.number)
                velocity = message.value / 127.0
                self._send("/rt/note", message.number, velocity)
                self._tell(f"note {message.number} on {velocity:.2f}")
            elif kind == "off":
                self._let_go(self._keys.let_go((number, channel), message.number))
                self._tell(f"note {message.number} off")
            elif kind == "bend":
                self._bend(message.value)
            elif kind == "program":
                self._program = (message.number, time.monotonic() + ANSWER_S)
                self._send("/rt/preset/list")

    def tick(self, now: float) -> None:
        """After each batch of messages; what was waited for too long is given up. now: monotonic seconds."""
        self._flush()
        if self._learning is not None and now >= self._learning[1]:
            self._tell(f"nothing was moved for {LEARN_S:.0f} s: {self._learning[0]} is not learnt")
            self._learning = None
        if self._program is not None and now >= self._program[1]:
            self._tell(f"program {self._program[0] + 1}: no list of presets came")
            self._program = None

    def release(self) -> None:
        """Let go of every key, at the end."""
        for number in list(self._names):
            self.gone(number)

    def let_everything_go(self) -> None:
        """Of whatever a process that died before this one may have held: nobody else knows."""
        self._let_go(range(KEYS))

    def _let_go(self, keys: Sequence[int]) -> None:
        for key in keys:
            self._send("/rt/note", key, 0.0)

    def _control(self, number: int, message: Message) -> None:
        cc = message.number
        if self._used.channel in (0, message.channel):
            freed = self._keys.control((number, message.channel), cc, message.value)
            if freed is not None:
                self._let_go(freed)
                self._tell(f"CC {cc} {message.value}")
                return
        if cc in PEDALS:
            return
        decoder = self._decoders.setdefault(number, Decoder())
        paired = decoder.is_fine_part(message.channel, cc)
        for moved in decoder.moved(message.channel, cc, message.value):
            if self._learning is not None and not paired and (moved.source[0] == "nrpn" or not moved.fine):
                self._learn(moved)
            for name, value in self._knobs.turn(moved):
                where = f"{moved.source[0].upper()} {moved.source[2]}"
                if value is None:
                    self._tell(f"{where} has not reached {name}, which stands at {self._knobs.values[name]:.4g}")
                else:
                    self._pending[name] = value
                    self._tell(f"{where}: {name} {value:.4g}")

    def _flush(self) -> None:
        for name, value in self._pending.items():
            self._send(f"/rt/param/{name}", value)
        self._pending.clear()

    def _bend(self, value: int) -> None:
        pitch = self._knobs.parameters.get("pitch")
        if pitch is None or not self._used.semitones:
            return
        if self._bend_base is None:  # the wheel leaves its rest: what it bends is where `pitch` stood then
            self._bend_base = self._knobs.values["pitch"]
        share = (value - MIDDLE) / (MIDDLE - 1 if value > MIDDLE else MIDDLE)
        bent = pitch.clamp(self._bend_base + share * self._used.semitones)
        if value == MIDDLE:
            self._bend_base = None
        self._knobs.values["pitch"] = self._pending["pitch"] = bent
        self._tell(f"bend: pitch {bent:.2f}")

    def _real_time(self, number: int, kind: str, at: float) -> None:
        now = time.monotonic()
        if number != self._clock_from and now - self._clock_at < CLOCK_LOST_S:
            return  # one clock at a time
        self._clock_from, self._clock_at = number, now
        if kind == "clock":
            step = self._clock.clock(at)
            if step is not None and "speed" in self._knobs.parameters:
                self._send("/rt/param/speed", step)
                self._knobs.values["speed"] = step
                self._tell(f"clock {self._clock.bpm:.1f} bpm: speed {shown(step)}")
            return
        if kind == "stop":
            self._clock.stop()
        elif kind == "start":
            self._clock.start()
        else:
            self._clock.go_on()
        if self._used.transport:
            self._send("/rt/freeze", float(kind == "stop"))
        self._tell(kind)

    def _load_preset(self, names: list[str]) -> None:
        if self._program is None:
            return
        number, self._program = self._program[0], None
        if number < len(names):
            self._send("/rt/preset/load", sorted(names)[number])
            self._tell(f"program {number + 1}: preset {sorted(names)[number]}")
        else:
            self._tell(f"program {number + 1}: there are {len(names)} presets")

    # -- the map ------------------------------------------------------------------------------------------------------

    def learn(self, name: str) -> None:
        """The next controller moved plays this parameter."""
        if name in self._knobs.parameters:
            self._learning = (name, time.monotonic() + LEARN_S)
            self._tell(f"learning {name}: move a controller")

    def forget(self, name: str) -> None:
        """No controller plays this parameter."""
        self._learning = None
        if any(controller.parameter == name for controller in self._used.controllers):
            self._change(lambda midi_map: midi_map.forget(name), f"{name} has no controller any more")
        else:
            self._tell(f"{name} has no controller")

    def _learn(self, moved: Moved) -> None:
        assert self._learning is not None
        name, self._learning = self._learning[0], None
        kind, channel, number = moved.source
        controller = Controller(name, channel, *((number, None) if kind == "cc" else (None, number)))
        self._change(
            lambda midi_map: midi_map.bind(controller), f"{kind.upper()} {number} on channel {channel} plays {name}"
        )

    def _change(self, change: Callable[[MidiMap], MidiMap], done: str) -> None:
        """Change the map as it stands in its file, which may have been edited meanwhile, and write it."""
        try:
            current = load_map(self._path) if self._path.exists() else self._used
            self._map = change(current)
            self._use()
            save_map(self._map, self._path)
        except (UsageError, OSError) as error:
            self._warn(f"the MIDI map is not written: {error}")
        self._tell(done)


def names_of(address: str) -> tuple[str, ...]:
    """The parameters whose values the feedback at this address brings."""
    if address == "/rt/xy":
        return ("x", "y")
    return (address.removeprefix("/rt/").removeprefix("param/"),)
