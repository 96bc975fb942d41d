"""A flood of OSC from a process of its own, with the standard library alone: `osc_sender.py PORT PER_SECOND PARENT`.

Run as a file by `stress`, until its parent (a process number) is gone or a signal comes.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
import time
from contextlib import suppress

FADERS = ("/rt/param/brightness", "/rt/param/width", "/rt/param/pitch", "/rt/param/x", "/rt/param/y")


def encode(address: str, value: float) -> bytes:
    """An OSC 1.0 message with one float."""

    def padded(text: str) -> bytes:
        data = text.encode() + b"\0"
        return data + b"\0" * (-len(data) % 4)

    return padded(address) + padded(",f") + struct.pack(">f", value)


def flood(port: int, per_second: int, parent: int) -> None:
    """Evenly spread; what a stall held up is sent at once afterwards, so that the mean is right."""
    datagrams = [encode(FADERS[k % len(FADERS)], k / 100.0) for k in range(100)]
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


if __name__ == "__main__":
    flood(*map(int, sys.argv[1:]))
