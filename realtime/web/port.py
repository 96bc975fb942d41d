"""One OSC client on the event loop: a UDP socket that talks to the OSC port for a browser, and waits for nothing.

Like `osc.client.OscClient`, which needs a thread. What comes in is kept by address, the latest of each, until somebody
fetches it: so a browser that is slow gets newer values, not more of them, and what is kept is bounded.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from contextlib import suppress

from realtime.osc.client import KEEP_ALIVE_S, SILENT_S, encode
from realtime.osc.datagrams import LARGEST
from realtime.osc.sources import Source

BATCH = 64  # packets received before other work gets its turn
MAX_WAITING = 2048  # addresses; a model has some hundred
SUBSCRIBE, UNSUBSCRIBE, PING = encode("/rt/subscribe"), encode("/rt/unsubscribe"), encode("/rt/ping")


class Port:
    """Subscribed from `open` to `close`. to: of the OSC port. news: called when something waits and nothing did."""

    def __init__(self, to: Source, news: Callable[[], None]) -> None:
        self._to, self._news = to, news
        self.waiting: dict[bytes, bytes] = {}  # packet by address, oldest first
        self._heard = self._pinged = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def open(self) -> None:
        """Raises OSError: no sockets left."""
        self._socket = socket.socket(socket.AF_INET6 if ":" in self._to[0] else socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        try:
            self._socket.connect(self._to)  # from now on it hears nobody else
        except OSError:
            self._socket.close()
            raise
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._socket, self._receive)
        self._keep_subscribed()

    def close(self) -> None:
        """Harmless when it is not open."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._loop.remove_reader(self._socket)
            self.send(UNSUBSCRIBE)
            self._socket.close()

    def send(self, packet: bytes) -> None:
        with suppress(OSError):  # nobody there, a full buffer
            self._socket.send(packet)

    def put(self, packet: bytes) -> None:
        """What waits to be fetched. A newer packet takes the place of an older one of the same address."""
        address = packet[: packet.find(b"\0")]
        if address in self.waiting or len(self.waiting) < MAX_WAITING:
            silent = not self.waiting
            self.waiting[address] = packet
            if silent:
                self._news()

    def fetch(self) -> list[bytes]:
        packets = list(self.waiting.values())
        self.waiting.clear()
        return packets

    def _keep_subscribed(self) -> None:
        """Ask for everything if the port says nothing (it began anew, or forgot us), else show that we are there."""
        now = time.monotonic()
        if now - self._heard > SILENT_S:
            self.send(SUBSCRIBE)
        elif now - self._pinged > KEEP_ALIVE_S:
            self.send(PING)
            self._pinged = now
        self._timer = self._loop.call_later(SILENT_S, self._keep_subscribed)

    def _receive(self) -> None:
        with suppress(OSError):  # nothing more, or news that nobody is there
            for _ in range(BATCH):
                packet = self._socket.recv(LARGEST)
                self._heard = time.monotonic()
                self.put(packet)
