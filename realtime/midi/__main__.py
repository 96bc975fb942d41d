"""The MIDI process: listens to MIDI inputs and plays the OSC port. Started and kept by `process`, a line of JSON each:

    stdin    {"inputs", "map", "osc": [host, port], "parameters": [...], "again": whether
              another process has died}, then {"parameters"}, {"learn"}, {"forget"}
    stdout   {"say"}, {"warn"}: for the person at the terminal; {"status"}: what was understood last

It ends with its stdin. With --list it writes {"system", "inputs": [names]} and ends at once.
"""

from __future__ import annotations

import json
import queue
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from realtime.errors import RealtimeGenError
from realtime.midi.inputs import NOWHERE, Inputs
from realtime.midi.messages import parse
from realtime.midi.player import Player
from realtime.osc.client import OscClient
from realtime.parameters import Parameter
from realtime.privileges import NICENESS, raise_niceness

POLL_S = 0.002  # a key waits for half of this on average
QUIET_POLL_S, QUIET_S = 0.004, 2.0  # after so long without a message
IDLE_S = 0.02  # while no input is open
LOOK_S = 1.0
STATUS_S = 0.1
REFUSED = 3  # exit code: starting it again would be of no use
NICENESS_MORE = -5  # than the rest of the program, as the OSC port has


def say(**message: object) -> None:
    print(json.dumps(message), flush=True)


def main() -> int:
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # the process that started it decides
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if "--list" in sys.argv[1:]:
        inputs = Inputs("", lambda *_: None, lambda *_: None, lambda *_: None)
        inputs.look()
        say(system=inputs.system, inputs=inputs.names)
        inputs.close()
        return 0
    first = json.loads(sys.stdin.readline())
    raise_niceness(NICENESS + NICENESS_MORE)
    try:
        Listening(first).run()
    except RealtimeGenError as error:
        say(warn=str(error))
        return REFUSED
    return 0


class Listening:
    """MIDI, from the first line on stdin to the end of stdin."""

    def __init__(self, first: dict[str, Any]) -> None:
        self._todo: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()  # for the one thread that plays
        host, port = first["osc"]
        self._client = OscClient(host, port, self._heard)
        self._status, self._told, self._tell_at = "", "", 0.0
        self._player = Player(self._client.send, Path(first["map"]), self._tell, lambda text: say(warn=text))
        self._player.parameters(parameters_of(first["parameters"]))
        self._wanted = first["inputs"]
        self._inputs = Inputs(self._wanted, self._arrived, self._gone, self._received)
        if first["again"]:
            self._player.let_everything_go()
        self._missed = False  # somebody has been told that there is no such input

    def run(self) -> None:
        threading.Thread(target=self._orders, daemon=True).start()
        look_at, quiet_at, going_on = 0.0, 0.0, True
        while going_on:
            now = time.monotonic()
            if now >= look_at:
                look_at = now + LOOK_S
                self._inputs.look()
                self._complain()
            if self._inputs.poll():
                quiet_at = now + QUIET_S
            while not self._todo.empty():
                going_on &= self._obey(*self._todo.get())
            self._player.tick(now)
            if now >= self._tell_at and self._status != self._told:
                self._told, self._tell_at = self._status, now + STATUS_S
                say(status=self._told)
            time.sleep((POLL_S if now < quiet_at else QUIET_POLL_S) if self._inputs.open else IDLE_S)
        self._player.release()
        self._inputs.close()
        self._client.close()

    # -- other threads --

    def _orders(self) -> None:
        with suppress(ValueError):  # a line that the death of the control process cut short
            for line in sys.stdin:
                ((order, content),) = json.loads(line).items()
                self._todo.put((order, content))
        self._todo.put(("end", None))

    def _heard(self, address: str, arguments: tuple[Any, ...]) -> None:
        if not address.startswith("/rt/status/"):
            self._todo.put((address, arguments))

    # -- the thread that plays --

    def _obey(self, order: str, content: Any) -> bool:
        """Returns False at the end."""
        if order.startswith("/"):
            self._player.hear(order, content)
        elif order == "parameters":
            self._player.parameters(parameters_of(content))
        elif order == "learn":
            self._player.learn(content)
        elif order == "forget":
            self._player.forget(content)
        return order != "end"

    def _tell(self, status: str) -> None:
        self._status = status

    def _arrived(self, number: int, name: str) -> None:
        self._missed = False
        self._player.arrived(number, name)
        self._tell(f"{name} is here")
        say(say=f"MIDI from {name} ({self._inputs.system})")

    def _gone(self, number: int) -> None:
        name = self._player.gone(number)
        self._tell(f"{name} has gone")
        say(warn=f"the MIDI input {name} has gone: its keys are let go, and it plays again when it is back")

    def _received(self, number: int, data: list[int], at: float) -> None:
        message = parse(data)
        if message is not None:
            self._player.play(number, message, at)

    def _complain(self) -> None:
        """Once, while what was asked for is not there."""
        if self._inputs.open or self._missed:
            return
        self._missed = True
        if not self._inputs.system:
            say(warn=f"{NOWHERE}; MIDI plays as soon as there is one")
            return
        there = f"there are {', '.join(self._inputs.names)}" if self._inputs.names else "there is none"
        wanted = "input" if self._wanted == "all" else f"input called '{self._wanted}'"
        say(warn=f"no MIDI {wanted} yet ({self._inputs.system}; {there}): it plays as soon as it comes")


def parameters_of(rows: list[dict[str, Any]]) -> list[Parameter]:
    return [Parameter(**row) for row in rows]


if __name__ == "__main__":
    sys.exit(main())
