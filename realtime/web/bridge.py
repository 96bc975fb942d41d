"""A browser's WebSocket: OSC packets in both directions, within limits.

One frame is one OSC packet. What the browser sends goes to the OSC port as it is, which checks it as it checks
everybody's; what the port answers goes back, all that has come since the last frame as one bundle. A browser that does
not read stops its own task and nobody else, and is cut off after a while.
"""

from __future__ import annotations

import asyncio
import struct
import time
from contextlib import suppress

from aiohttp import WSMsgType, web

from realtime.osc.sources import Source
from realtime.values import N_KEYS
from realtime.web.door import Guard
from realtime.web.port import Port

MAX_FRAME = 16384  # bytes that a browser may send at once
MESSAGES_A_SECOND, BURST = 500, 1000  # frames; a page sends one a picture, which holds all that moved
SEND_WITHIN_S = 10.0  # or it is dead
GATHER_S = 0.005  # the port sends a tick's changes one after another: they go into one frame
PING_S = 20.0  # aiohttp asks whether the browser is still there
TOO_FAST = "more messages than anybody can play"
NOTE, NUMBER_AND_VELOCITY = b"/rt/note\0\0\0\0,if\0", struct.Struct(">if")  # as the page writes it
BUNDLE = b"#bundle\0" + struct.pack(">Q", 1)  # to be obeyed at once


class Rate:
    """A bucket with room for `burst` that fills at `per_second`."""

    def __init__(self, per_second: float, burst: float) -> None:
        self._per_second, self._burst = per_second, burst
        self._left, self._at = burst, time.monotonic()

    def allows_one(self) -> bool:
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        self._left -= 1.0
        return self._left >= 0.0


def bundle(packets: list[bytes]) -> bytes:
    """Several packets as one."""
    if len(packets) == 1:
        return packets[0]
    return BUNDLE + b"".join(part for packet in packets for part in (struct.pack(">i", len(packet)), packet))


def accept_socket() -> web.WebSocketResponse:
    """With our limits, and without compression, which costs a browser and us more than these few bytes do."""
    return web.WebSocketResponse(heartbeat=PING_S, compress=False, max_msg_size=MAX_FRAME, writer_limit=0, timeout=1.0)


class Browser:
    """One WebSocket from its first frame to its last, with a port of its own. osc: address of the OSC port."""

    def __init__(self, socket: web.WebSocketResponse, guard: Guard, osc: Source) -> None:
        self.socket, self._guard = socket, guard
        self.news = asyncio.Event()
        self.port = Port(osc, self.news.set)
        self._rate = Rate(MESSAGES_A_SECOND, BURST)
        self._held: set[int] = set()  # keys that it has struck

    async def serve(self) -> None:
        """Until it leaves. The port has to be open."""
        sending = asyncio.create_task(self._send())
        try:
            async for message in self.socket:
                if not self._rate.allows_one():
                    await self.socket.close(code=1008, message=TOO_FAST.encode())
                    return
                if message.type is WSMsgType.BINARY:
                    self.obey(message.data)
                elif message.type is WSMsgType.TEXT:
                    self.obey_text(message.data)
        finally:
            for number in self._held:  # nobody else would let go of them
                self.port.send(NOTE + NUMBER_AND_VELOCITY.pack(number, 0.0))
            sending.cancel()
            with suppress(asyncio.CancelledError):
                await sending

    def obey(self, packet: bytes) -> None:
        if packet.startswith(NOTE) and len(packet) == len(NOTE) + NUMBER_AND_VELOCITY.size:
            number, velocity = NUMBER_AND_VELOCITY.unpack_from(packet, len(NOTE))
            if velocity > 0.0 and 0 <= number < N_KEYS:
                self._held.add(number)
            else:
                self._held.discard(number)
        self.port.send(packet)

    def obey_text(self, text: str) -> None:
        """Nothing here is said in texts."""

    def frames(self) -> list[bytes | str]:
        """What is to be sent now."""
        packets = self.port.fetch()
        return [bundle(packets)] if packets else []

    async def _send(self) -> None:
        with suppress(ConnectionError, RuntimeError):  # it has left
            while True:
                await self.news.wait()
                await asyncio.sleep(GATHER_S)
                self.news.clear()
                try:
                    async with asyncio.timeout(SEND_WITHIN_S):
                        for frame in self.frames():
                            if isinstance(frame, str):
                                await self.socket.send_str(frame)
                            else:
                                await self.socket.send_bytes(frame)
                except TimeoutError:
                    self._guard.transport.abort()
                    return
