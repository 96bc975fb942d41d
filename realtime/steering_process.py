"""The steering process: `python -m realtime.steering_process`, started and watched by the control process.

    osc thread      `OscServer`: receives, schedules, performs the score, moves what moves, sends feedback and status;
                    the only writer of the desks' values and, while it plays, of the callback's gate
    main thread     reads `steering_orders`, and sleeps

The osc thread has real-time priority below the engine's where that is permitted, as long as it takes less than half a
core (`urgency`); else niceness -15. Beside 10 000 messages a second it takes 0.1 to 0.25 of one.

Nothing else may run here. A thread that computes, a collector with a large heap, a disk: each would make a message wait
for the interpreter, which is why this is not the control process. So there is neither numba nor ONNX Runtime, neither
click nor soundfile, and it is there in a quarter of a second.

What a message sets in motion, as a morph, goes on on the osc thread (`Dispatcher.next_at` and `obey_scheduled`);
whatever waits, for a disk above all, does so on a thread that only waits, or the control process is asked for it.

What OSC may ask the control process for: see `steering_events`, where more is two lines away.

It ends at once when the control process does, and is no loss then: the engine fades out by itself. If it dies, another
goes on with the values as they lie in shared memory, which nobody hears.
"""

from __future__ import annotations

import gc

if __name__ == "__main__":
    gc.disable()  # while it loads

import os
import socket
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime import orders
from realtime import steering_orders as so
from realtime.audio.link import AudioLink
from realtime.cpu import CpuMeter
from realtime.errors import RealtimeGenError
from realtime.logs import configure
from realtime.osc.allowed import Allowed
from realtime.osc.namespace import Bound
from realtime.osc.performing import Line
from realtime.osc.port import Sockets
from realtime.osc.server import OscServer
from realtime.parameters import Registry
from realtime.presets import Preset, Presets
from realtime.presets.library import FACTORY_FILE
from realtime.shared_memory import SharedMemory
from realtime.steering_events import Asking, Listener, Outbox
from realtime.urgency import Urgency
from realtime.values import Values

PRIORITY = 20  # SCHED_FIFO, of the osc thread; the engine thread has 40, what builds its models 30
MUTE_S = 0.01
SWITCH_INTERVAL_S = 0.0005  # how long the main thread may keep the other waiting for the interpreter lock


class Gate:
    """The callback's gate, which has one writer at a time: this process from Perform to Rest."""

    def __init__(self, link: AudioLink, ours: bool) -> None:
        self._link, self.ours = link, ours

    def follow(self, values: Values) -> None:
        if self.ours:
            self._link.set_gate(values.get("mute") <= 0.5, MUTE_S)

    def flush(self) -> None:
        self._link.flush()


class SteeredValues(Values):
    """Values whose mute and panic also act at the gate, so that they do not wait for what is in the ring."""

    gate: Gate

    @classmethod
    def on(cls, registry: Registry, words: NDArray[np.int64], gate: Gate) -> SteeredValues:
        """Those that lie there."""
        values = cls.attach(registry, words)
        values.gate = gate
        with values.together():  # whoever wrote them before may have been killed in the middle of it
            pass
        return values

    def set(self, name: str, value: float) -> float:
        clamped = super().set(name, value)
        if name == "mute":
            self.gate.follow(self)
        return clamped

    def request_panic(self) -> None:
        super().request_panic()
        self.gate.flush()


class SteeringProcess:
    """One steering process, from its first order on. sockets: of its port, bound; None: it binds them itself. Raises
    NetworkError."""

    def __init__(self, order: so.Open, outbox: Outbox, sockets: Sockets | None) -> None:
        buffer = SharedMemory.attach(order.memory).buffer
        self._buffer, self._outbox = buffer, outbox
        self._link = AudioLink.attach(orders.link_memory(buffer))
        self._report = orders.steering_words(buffer)
        self._gate = Gate(self._link, order.playing)
        self._urgency = Urgency(PRIORITY)
        self._cpu = CpuMeter([os.getpid()])
        self._latency_ms: float | None = None
        self._midi: str | None = None
        self._score: list[Line] = []
        self._performs, self._taken = False, 0  # lines of the whole score, by others
        self._listener = Listener(self._link, outbox, order.listening)
        self._asking = Asking(outbox, self._listener)
        self._played, values, self._presets = self._lay(order.played)
        self._kept = so.Kept(**order.kept)
        self._presets.recalled = self._kept.preset
        self._report[orders.STEERING_DESK] = self._played.desk
        self._report[orders.STEERING_BEAT_NS] = time.monotonic_ns()
        self._gate.follow(values)
        self._server = OscServer(
            values, order.host, order.port, order.feedback, self.status, self._asking, self._listener.heard,
            Allowed.parse(order.allow), self._presets, self._tick, sockets,
        )  # fmt: skip
        gc.collect()
        gc.freeze()  # what is there now stays; the collector need not look at it again
        gc.enable()
        self._server.subscribe(self._kept.subscribers)
        self._server.start()
        outbox.put(so.Listening(self._server.port))

    def obey(self, order: Any) -> None:
        match order:
            case so.Score():
                self._score += [(seconds, address, _bound(given)) for seconds, address, given in order.calls]
            case so.Perform():
                self._perform(order.began, order.taken)
            case so.Change():
                self._change(order)
            case so.Facts():
                self._latency_ms, self._midi = order.latency_ms, order.midi
                self._cpu.watch([os.getpid(), *order.pids])
            case so.Listen():
                self._server.run_soon(lambda: self._listen(order.on))
            case so.Report():
                self._asking.report(order.number, order.sentence)
            case so.Rest():
                self._server.run_soon(self._rest)

    def close(self) -> None:
        """Everything that was heard is told when this returns."""
        self._gate.ours = False
        self._server.stop()
        self._listener.tell()
        self._presets.flush(1.0)
        self._outbox.drain(1.0)

    def status(self) -> dict[str, Any]:
        """What `/rt/status/*` reports. The meters have one reader, and this is it."""
        levels = self._link.take_meters()
        return {
            "level": (levels.peak_left, levels.peak_right),
            "load": self._link.engine_load,
            "underruns": self._link.underruns,
            "latency_ms": self._latency_ms,
            "model": self._played.model,
            "cpu": self._cpu.share(),
            "midi": self._midi,
            "place": self._link.place,
            "input": self._link.input_level,
        }

    # -- the main thread --

    def _lay(self, fields: dict[str, Any]) -> tuple[so.Played, SteeredValues, Presets]:
        played = so.Played(**fields)
        words, registry = orders.desk_words(self._buffer, played.desk), Registry.from_json(played.registry)
        presets = Presets(played.model, registry, Path(played.path) / FACTORY_FILE)
        return played, SteeredValues.on(registry, words, self._gate), presets

    def _perform(self, began: float, taken: int) -> None:
        score, self._score = self._score, []

        def begin() -> None:
            self._performs, self._taken = True, taken
            self._gate.ours = True
            self._gate.follow(self._server.values)

        self._server.run_soon(begin)
        self._server.perform(score, began)

    def _change(self, order: so.Change) -> None:
        played, values, presets = self._lay(order.played)
        self._presets.flush(1.0)
        self._presets = presets

        def carry(old: Values, new: Values) -> None:
            new.take_over(old)
            self._played = played
            self._report[orders.STEERING_DESK] = played.desk

        self._server.rebind(values, order.name, carry, presets)

    # -- the osc thread --

    def _listen(self, on: bool) -> None:
        server = self._server
        self._listener.listen(on, server.values, self._played.desk, server.going_on())

    def _rest(self) -> None:
        self._gate.ours = False
        self._outbox.put(so.Resting())

    def _tick(self, now: float) -> None:
        self._report[orders.STEERING_BEAT_NS] = time.monotonic_ns()
        if self._performs:
            taken, began = self._server.score_position(now)
            self._report[orders.STEERING_SCORE] = self._taken + taken
            self._report[orders.STEERING_BEGAN_NS] = round(1e9 * began)
        self._urgency.look()
        kept = so.Kept(self._server.preset, self._server.subscribers)
        if kept != self._kept and not self._outbox.is_full:  # else with a later tick
            self._kept = kept
            self._outbox.put(kept)
        self._listener.tell()
        self._outbox.flush()


def _bound(given: Sequence[Any]) -> Bound:
    """The arguments of a call of Score."""
    return tuple(Preset(**argument) if isinstance(argument, dict) else argument for argument in given)


def main() -> None:
    """Serve until told to stop, or until the control process is gone."""
    configure()
    outbox = Outbox(os.dup(1))
    os.dup2(2, 1)  # whatever a library prints must not come between the events
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    try:
        process = None
        for line in sys.stdin.buffer:
            order = orders.receive(line, so.KINDS)
            if isinstance(order, so.Open):
                sockets = so.take_over(socket.socket(fileno=int(sys.argv[1]))) if order.handed else None
                process = SteeringProcess(order, outbox, sockets)
            elif isinstance(order, so.Stop) or process is None:
                break
            else:
                process.obey(order)
        if process is not None:
            process.close()
    except BaseException as error:
        outbox.put(orders.Failed(type(error).__name__, str(error)))
        if not isinstance(error, RealtimeGenError):
            traceback.print_exc()
    finally:
        outbox.drain(1.0)
        sys.stderr.flush()
        os._exit(0)  # nothing is left to be saved


if __name__ == "__main__":
    main()
