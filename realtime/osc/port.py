"""The OSC port: UDP and TCP on one number, and the waiting for both and for other threads.

For one thread, except `wake`. Nothing but `wait` waits.
"""

from __future__ import annotations

import itertools
import selectors
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from realtime.errors import NetworkError
from realtime.osc import connections, datagrams
from realtime.osc.allowed import Allowed
from realtime.osc.connections import Connections
from realtime.osc.datagrams import Datagrams
from realtime.osc.sources import Packet, Source, Wire, cannot_listen, resolve, source_of

BATCH = 64  # packets received, and sent, before other work gets its turn
TRIES = 20  # to find a number that is free for both, when any will do


class Sockets(NamedTuple):
    """Of one number, bound. They may outlive the process that uses them: what comes meanwhile waits in them."""

    udp: socket.socket
    tcp: socket.socket

    def close(self) -> None:
        self.udp.close()
        self.tcp.close()


def bind(host: str, port: int) -> Sockets:
    """port: 0 for any that is free. Raises NetworkError: no such host, port taken."""
    family, address = resolve(host, port, "--osc-host")
    for tried in itertools.count(1):
        kind, udp = "UDP", None
        try:
            udp = datagrams.bind(family, address)
            kind = "TCP"
            return Sockets(udp, connections.listen(family, source_of(udp.getsockname())))
        except OSError as error:
            if udp is not None:
                udp.close()
                if port == 0 and tried < TRIES:
                    continue
            what = f"listen for OSC over {kind}"
            raise cannot_listen(what, f"{host}:{port}", error, "--osc-host", "--osc-port") from None
    raise AssertionError("unreachable: numbers do not end")


class Port:
    """Closes `sockets` when it is closed. permanent: the address of --feedback. Raises NetworkError: no such host.

    counters: of which it counts "forbidden", what came from others than `allowed`, and "malformed", connections that
    ended because they spoke no OSC.
    """

    def __init__(
        self, sockets: Sockets, feedback: tuple[str, int] | None, allowed: Allowed, counters: dict[str, int]
    ) -> None:
        try:
            family = sockets.udp.family
            self.permanent = resolve(*feedback, "--feedback", family)[1] if feedback is not None else None
        except NetworkError:
            sockets.close()
            raise
        self._selector = selectors.DefaultSelector()
        self.datagrams = Datagrams(sockets.udp, self.permanent, allowed, counters)
        self.connections = Connections(sockets.tcp, self._selector, allowed, counters)
        self.port = self.datagrams.address[1]
        self._ear, self._bell = socket.socketpair()
        self._bell.setblocking(False)
        self._selector.register(self.datagrams.socket, selectors.EVENT_READ)
        self._selector.register(self._ear, selectors.EVENT_READ, lambda _: self._ear.recv(4096))

    def close(self) -> None:
        self._selector.close()
        for one in (self.datagrams, self.connections, self._ear, self._bell):
            one.close()

    def wake(self) -> None:
        """Make `wait` return. From any thread."""
        with suppress(OSError):  # full: it will wake anyhow; closed: nobody waits
            self._bell.send(b"!")

    def wait(self, seconds: float) -> None:
        """Until a packet is there, `wake` was called, or that time is over."""
        for key, events in self._selector.select(0.0 if self.connections.have_packets else max(seconds, 0.0)):
            if key.data is not None:
                key.data(events)

    def receive(self) -> list[Packet]:
        """Some of the packets that are there: up to BATCH of UDP, and as many of TCP."""
        packets = self.datagrams.receive(BATCH)
        return packets + self.connections.receive(BATCH) if self.connections.have_packets else packets

    def send(self, packets: list[Packet]) -> int:
        """Send them. Returns how many could not be sent: a full buffer, nobody there."""
        over_tcp = [packet for packet in packets if isinstance(packet[1], Wire)]
        if not over_tcp:
            return self.datagrams.send(packets)
        over_udp = [packet for packet in packets if not isinstance(packet[1], Wire)]
        return self.datagrams.send(over_udp) + self.connections.send(over_tcp)

    def tick(self, now: float, is_subscribed: Callable[[Source], bool]) -> None:
        """To be called some times a second."""
        self.connections.tick(now, is_subscribed)

    def is_open(self, who: Wire) -> bool:
        """Whether this connection lives."""
        return who in self.connections
