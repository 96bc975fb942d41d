"""How long a message takes: a process that sends OSC and sees in the shared memory what becomes of it.

    python -m realtime.bench.probe PORT MEMORY SLOT      then, on its standard input, lines of "gate|latent SECONDS"

Both ends are timed with the same clock, CLOCK_MONOTONIC, and neither by a thread that the stress can hold up: the
sending here, the end by the audio callback. This process has real-time priority below the engine's where that is
permitted, so that it measures the program and not its own turn on a busy machine.

    gate      `/rt/mute` to the callback that first sees the gate's new target
    latent    `/rt/latent/0` to the callback that plays the first frame made with the new value; what the device
              itself adds is not in there

Answers each line with {ms: [...], lost: n} as JSON; ends with its standard input.
"""

from __future__ import annotations

import json
import os
import random
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from realtime import orders
from realtime.audio.link import AudioLink
from realtime.bench.osc_sender import encode
from realtime.shared_memory import SharedMemory, fence
from realtime.values import HEADER_WORDS, VERSION

PRIORITY = 30  # SCHED_FIFO; the engine has 40
PATIENCE_S = 2.0  # what has not been heard by then is lost
LOOK_S = 0.0003
PAUSE_S = (0.02, 0.06)  # from one answer to the next question; random, so that it falls anywhere in a block and a hop
ADDRESSES = {"gate": ("/rt/mute", 1.0, 0.0), "latent": ("/rt/latent/0", 1.0, -1.0)}


class Probe:
    """Sends to one port and looks into one memory. slot: number of the parameter `latent/0` in its registry."""

    def __init__(self, port: int, memory: str, slot: int) -> None:
        buffer = SharedMemory.attach(memory).buffer
        self._link = AudioLink.attach(orders.link_memory(buffer))
        words = orders.desk_words(buffer, 0)
        self._version, self._value = words[VERSION : VERSION + 1], words[HEADER_WORDS + slot :].view("f8")[:1]
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.connect(("127.0.0.1", port))

    def measure(self, kind: str, seconds: float) -> dict[str, Any]:
        """One question after the other. Leaves the parameter as it was."""
        address, on, off = ADDRESSES[kind]
        answer = self._gate if kind == "gate" else self._latent
        found, value, until = [], on, time.monotonic() + seconds
        while time.monotonic() < until:
            found.append(answer(encode(address, value), value))
            value = off if value == on else on
            time.sleep(random.uniform(*PAUSE_S))
        self._socket.send(encode(address, 0.0))
        heard = [round(one, 3) for one in found if one is not None]
        return {"ms": heard, "lost": len(found) - len(heard)}

    def _gate(self, datagram: bytes, _value: float) -> float | None:
        changes = self._link.gate_seen.changes
        sent = self._send(datagram)
        if not wait(lambda: self._link.gate_seen.changes > changes):
            return None
        return (self._link.gate_seen.ns - sent) * 1e-6

    def _latent(self, datagram: bytes, value: float) -> float | None:
        sent = self._send(datagram)
        if not wait(lambda: self._value[0] == value):
            return None
        fence()
        version = int(self._version[0])
        version += version & 1  # odd: being written; the next even one has it for certain
        if not wait(lambda: self._link.obeyed.version >= version):
            return None
        frame = self._link.obeyed.frame
        self._link.set_probe(frame)
        if not wait(lambda: self._link.probe_answer.frame == frame) or not self._link.probe_answer.ns:
            return None
        return (self._link.probe_answer.ns - sent) * 1e-6

    def _send(self, datagram: bytes) -> int:
        sent = time.monotonic_ns()
        self._socket.send(datagram)
        return sent


def wait(is_true: Callable[[], bool]) -> bool:
    """Until it is true; False if that takes too long."""
    give_up = time.monotonic() + PATIENCE_S
    while not is_true():
        if time.monotonic() > give_up:
            return False
        time.sleep(LOOK_S)
    return True


def main(port: str, memory: str, slot: str) -> None:
    if hasattr(os, "sched_setscheduler"):
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(PRIORITY))
    probe = Probe(int(port), memory, int(slot))
    for line in sys.stdin:
        kind, seconds = line.split()
        print(json.dumps(probe.measure(kind, float(seconds))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
