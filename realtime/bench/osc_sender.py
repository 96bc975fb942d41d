"""Sends OSC from a process of its own, with the standard library alone. Run as a file, by `stress` and `playing`.

osc_sender.py flood PORT PER_SECOND      faders that move, until the parent is gone or a signal comes
osc_sender.py toggle PORT ADDRESS ON OFF SECONDS MEMORY SLOT_BYTES
    sends ADDRESS with ON and OFF in turn and each time waits until the int64 at SLOT_BYTES of the file MEMORY is a
    time after the sending: CLOCK_MONOTONIC in ns, written by the audio callback. Prints {ms: [...], lost: n}.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import socket
import struct
import sys
import time
from contextlib import suppress

PATIENCE_S = 2.0  # a change that has not been seen by then is lost
LOOK_S = 0.0002
PAUSES_S = (0.02, 0.06)  # between a change and the next; random, so that it falls anywhere in a block and a hop
FADERS = ("/rt/param/brightness", "/rt/param/width", "/rt/param/pitch", "/rt/param/x", "/rt/param/y")


def encode(address: str, value: float) -> bytes:
    """An OSC 1.0 message with one float."""

    def padded(text: str) -> bytes:
        data = text.encode() + b"\0"
        return data + b"\0" * (-len(data) % 4)

    return padded(address) + padded(",f") + struct.pack(">f", value)


def flood(port: int, per_second: int) -> None:
    """Evenly spread; what a stall held up is sent at once afterwards, so that the mean is right."""
    datagrams = [encode(FADERS[k % len(FADERS)], k / 100.0) for k in range(100)]
    parent = os.getppid()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as port_out:
        port_out.connect(("127.0.0.1", port))
        start, sent = time.monotonic(), 0
        while os.getppid() == parent:
            due = int((time.monotonic() - start) * per_second)
            for number in range(sent, due):
                with suppress(OSError):  # nobody listens (yet, or any more)
                    port_out.send(datagrams[number % len(datagrams)])
            sent = due
            time.sleep(0.001)


def toggle(port: int, address: str, on: float, off: float, seconds: float, memory: str, slot: int) -> dict[str, object]:
    """Latencies in ms, and how many changes were not seen."""
    with open(memory, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as shared:
        words = memoryview(shared).cast("q")
        milliseconds, lost = [], 0
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as port_out:
                port_out.connect(("127.0.0.1", port))
                until = time.monotonic() + seconds
                value = on
                while time.monotonic() < until:
                    datagram = encode(address, value)
                    sent = time.monotonic_ns()
                    port_out.send(datagram)
                    give_up = sent + int(PATIENCE_S * 1e9)
                    while words[slot // 8] < sent and time.monotonic_ns() < give_up:
                        time.sleep(LOOK_S)
                    seen = words[slot // 8]
                    if seen >= sent:
                        milliseconds.append(round((seen - sent) * 1e-6, 3))
                    else:
                        lost += 1
                    value = off if value == on else on
                    time.sleep(random.uniform(*PAUSES_S))
                port_out.send(encode(address, off))
        finally:
            words.release()
    return {"ms": milliseconds, "lost": lost}


if __name__ == "__main__":
    if sys.argv[1] == "flood":
        flood(int(sys.argv[2]), int(sys.argv[3]))
    else:
        where, address, on, off, seconds, memory, slot = sys.argv[2:]
        print(json.dumps(toggle(int(where), address, float(on), float(off), float(seconds), memory, int(slot))))
