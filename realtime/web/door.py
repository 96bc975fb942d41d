"""Who may come in over TCP, and for how long. For the thread of the event loop.

aiohttp gives a connection all the time it wants for its first request, and as many headers and requests at once as it
likes to send. So a guard stands between the transport and aiohttp's protocol that counts connections, their age and
their bytes. A connection becomes trusted when it is a WebSocket, which has limits of its own (see `bridge`).
"""

from __future__ import annotations

import asyncio
import math
import socket
import time
from collections.abc import Callable
from typing import Any, cast

MAX_CONNECTIONS = 256
HEADERS_WITHIN_S = 5.0
WORN_S, WORN_BYTES = 60.0, 65536  # after these it is closed with an answer; clients open another without a word
CONNECTION_LASTS_S, MAX_BYTES = 75.0, 131072  # and after these without one
MAX_FIRST = 16384  # bytes of a first request
SWEEP_S = 1.0
WRITE_BUFFER, SEND_BUFFER = 16384, 32768  # bytes, ours and the system's
GOODBYE_WITHIN_S = 2.0


class Door:
    """make: aiohttp's protocol factory. Give the door itself to `create_server`."""

    def __init__(self, make: Callable[[], asyncio.Protocol]) -> None:
        self._make = make
        self.inside: dict[Guard, None] = {}  # oldest first

    def __call__(self) -> Guard:
        return Guard(self, self._make())

    async def sweep(self) -> None:
        """Turn out, for ever, whoever stays too long."""
        while True:
            await asyncio.sleep(SWEEP_S)
            now = time.monotonic()
            for guard in list(self.inside):
                if now >= guard.until:
                    guard.transport.abort()

    def admit(self, guard: Guard) -> None:
        """Let one in; if it is full the oldest leaves that is not in the middle of something."""
        if len(self.inside) >= MAX_CONNECTIONS:
            oldest = next((one for one in self.inside if not one.trusted), guard)
            self.inside.pop(oldest, None)
            oldest.transport.abort()
            if oldest is guard:
                return
        self.inside[guard] = None


class Guard(asyncio.Protocol):
    """Hands everything on to `inner`, as long as that is little and soon."""

    def __init__(self, door: Door, inner: asyncio.Protocol) -> None:
        self._door, self._inner = door, inner
        self._received = 0
        self._most = MAX_FIRST
        self.trusted = False
        self._came = time.monotonic()
        self.until = self._came + HEADERS_WITHIN_S
        self.transport: asyncio.Transport = cast(Any, None)

    def requested(self) -> None:
        """A whole request has come."""
        if not self.trusted:
            self._most, self.until = MAX_BYTES, self._came + CONNECTION_LASTS_S

    @property
    def worn(self) -> bool:
        """Whether to close it with the next answer."""
        return self._received > WORN_BYTES or time.monotonic() > self._came + WORN_S

    def trust(self) -> None:
        """It is a WebSocket now. Little is kept for one that reads slowly: what waits here can still be replaced."""
        self.trusted, self.until = True, math.inf
        self.transport.set_write_buffer_limits(high=WRITE_BUFFER)
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)

    def leaving(self) -> None:
        """It has said its last, which may take a moment to send."""
        self.until = time.monotonic() + GOODBYE_WITHIN_S

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self._inner.connection_made(transport)
        self._door.admit(self)

    def data_received(self, data: bytes) -> None:
        if not self.trusted:
            self._received += len(data)
            if self._received > self._most:
                self.transport.abort()
                return
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received()

    def connection_lost(self, error: Exception | None) -> None:
        self._door.inside.pop(self, None)
        self._inner.connection_lost(error)

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()
