"""OSC over UDP: receiving and sending in batches. For the port's thread only; nothing waits.

(Linux's recvmmsg, called through ctypes with the interpreter lock kept, was tried: beside a busy thread the lock is
lost as rarely with a call for each packet, 3 to 9 times in 500, and a packet costs as much CPU. What counts there is
how soon the kernel lets this thread run, and the one that has the lock: see `raise_niceness` in `play` and `server`.)
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import suppress

from realtime.osc.allowed import Allowed
from realtime.osc.sources import Packet, Source, is_loopback, socket_address, source_of

RECEIVE_BUFFER = 1 << 22  # bytes; the default loses messages at 10 000 a second (research/runtime.md §4)
LARGEST = 1 << 16  # bytes of a packet


def bind(family: int, address: Source) -> socket.socket:
    """A UDP socket there, for `Datagrams`. Raises OSError."""
    bound = _open(family)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        bound.bind(socket_address(address))
    except OSError:
        bound.close()
        raise
    return bound


class Datagrams:
    """Of a socket that `bind` made. permanent: the address of --feedback.

    counters: of which it counts "forbidden", packets of others than `allowed`, which are not looked at.
    """

    def __init__(
        self, bound: socket.socket, permanent: Source | None, allowed: Allowed, counters: dict[str, int]
    ) -> None:
        self._allowed, self._counters = allowed, counters
        self.socket = bound
        self.address = source_of(bound.getsockname())
        # A socket bound to 127.0.0.1 reaches nobody else; what goes to a tablet by --feedback then needs its own.
        apart = is_loopback(self.address[0]) and permanent is not None and not is_loopback(permanent[0])
        self._outward = _open(bound.family) if apart else None

    def close(self) -> None:
        self.socket.close()
        if self._outward is not None:
            self._outward.close()

    def receive(self, most: int) -> list[Packet]:
        """Up to that many of the packets that are there."""
        packets: list[Packet] = []
        receive, allows = self.socket.recvfrom, self._allowed.allows
        with suppress(OSError):  # nothing more, or (Windows) news of a client that has gone
            for _ in range(most):
                packet, sender = receive(LARGEST)
                who = source_of(sender)
                if allows(who[0]):
                    packets.append((packet, who))
                else:
                    self._counters["forbidden"] += 1
        return packets

    def send(self, packets: Iterable[Packet]) -> int:
        """Send them. Returns how many could not be sent: a full buffer, nobody there."""
        unsent = 0
        for packet, target in packets:
            outward = self._outward if self._outward is not None and not is_loopback(target[0]) else self.socket
            try:
                outward.sendto(packet, socket_address(target))
            except OSError:
                unsent += 1
        return unsent


def _open(family: int) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_DGRAM)
    opened.setblocking(False)
    return opened
