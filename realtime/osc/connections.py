"""OSC over TCP: a listener and its connections, none of which can hold anything up. For the port's thread only.

Nothing waits: sockets do not block, what cannot be written yet is kept up to a cap, and whoever does not read loses it.
Packets are taken from connections in turn, some from each; while a connection has packets left no more is read from it,
so that TCP itself slows down who sends too fast, and nothing is lost.
"""

from __future__ import annotations

import logging
import math
import os
import selectors
import socket
import struct
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from realtime.osc.allowed import Allowed
from realtime.osc.framing import Stream, framed
from realtime.osc.protocol import OscError
from realtime.osc.sources import Packet, Source, Wire, socket_address, source_of

MAX_CONNECTIONS = 64
READ = 1 << 14  # bytes read from a connection before the next has its turn
MAX_UNSENT = 1 << 18  # bytes kept for a connection that does not read: some seconds of everything
SOCKET_BUFFER = 1 << 17  # bytes; left alone, Linux lets them grow to megabytes for each connection
PACKET_S = 10.0  # within which a connection must deliver its first packet, and whatever packet it has begun
IDLE_S = 60.0  # after which a silent connection gives way when there are too many; one that has finished does at once
LINGER_S = 0.2  # that a connection whose peer has finished is kept for the answers

_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close without ceremony
_log = logging.getLogger(__name__)


class Connection:
    """One peer. who: its source and target.

    heard: monotonic seconds of its last packet. late_at: when it is dropped if the packet that is on its way has not
    come. ended_at: since when it sends no more. is_deaf: nothing can be sent to it any more.
    """

    def __init__(self, opened: socket.socket, who: Wire, now: float) -> None:
        self.socket, self.who = opened, who
        self.stream = Stream()
        self.heard, self.late_at, self.ended_at = now, now + PACKET_S, math.inf
        self.unsent = bytearray()
        self.overflowed = self.is_deaf = False
        self.awaited = selectors.EVENT_READ  # events the selector tells us of


def listen(family: int, address: Source) -> socket.socket:
    """A TCP socket that listens there, for `Connections`. Raises OSError."""
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setblocking(False)
        if os.name == "posix":  # elsewhere it would share the port with somebody
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):  # connections inherit them
            listener.setsockopt(socket.SOL_SOCKET, option, SOCKET_BUFFER)
        listener.bind(socket_address(address))
        listener.listen(MAX_CONNECTIONS)
    except OSError:
        listener.close()
        raise
    return listener


class Connections:
    """Those that come to a socket that `listen` made.

    selector: that of the port; `data` of its keys is what to call with the events. counters: of which it counts
    "forbidden", connections that were refused, and "malformed", those that ended because they spoke no OSC.
    """

    def __init__(
        self, listener: socket.socket, selector: selectors.BaseSelector, allowed: Allowed, counters: dict[str, int]
    ) -> None:
        self._selector, self._allowed, self._counters = selector, allowed, counters
        self._by_who: dict[Source, Connection] = {}
        self._ready: dict[Connection, None] = {}  # who has packets, perhaps, in the order in which they are taken
        self._number = 0
        self._listener = listener
        self._is_listening = False
        self._listen()

    def __contains__(self, who: object) -> bool:
        return who in self._by_who

    @property
    def have_packets(self) -> bool:
        """Whether `receive` may have some without waiting."""
        return bool(self._ready)

    def close(self) -> None:
        self._listener.close()
        for connection in self._by_who.values():
            connection.socket.close()

    def receive(self, most: int) -> list[Packet]:
        """Up to that many of the packets that are there, some from each connection."""
        packets: list[Packet] = []
        share = max(1, most // max(len(self._ready), 1))
        now = time.monotonic()
        for connection in list(self._ready)[:most]:
            del self._ready[connection]
            taken, may_have_more = self._take(connection, share, now)
            packets += taken
            if may_have_more:
                self._ready[connection] = None  # behind the others
        return packets

    def send(self, packets: Iterable[Packet]) -> int:
        """Send them, as far as that is possible without waiting. Returns how many never will be."""
        unsent = 0
        written: dict[Connection, None] = {}
        for packet, who in packets:
            connection = self._by_who.get(who)
            if connection is None or connection.is_deaf:
                unsent += 1
            elif len(connection.unsent) + len(packet) > MAX_UNSENT:
                unsent += 1
                connection.overflowed = True
            else:
                connection.unsent += framed(packet, bool(connection.stream.is_slip))
                written[connection] = None
        for connection in written:
            self._write(connection)
        return unsent

    def tick(self, now: float, is_subscribed: Callable[[Source], bool]) -> None:
        """Drop who has finished, is late with a packet, or subscribed and does not read."""
        self._listen()  # again, if that was paused
        for connection in list(self._by_who.values()):
            is_quiet = connection not in self._ready
            if is_quiet and now > connection.ended_at + LINGER_S:
                self._drop(connection, "it has finished")
            elif is_quiet and now > connection.late_at:
                self._drop(connection, f"it sent no whole packet within {PACKET_S:g} s")
            elif connection.overflowed and is_subscribed(connection.who):
                self._drop(connection, "it does not read what it subscribed to")
            connection.overflowed = False

    # -- accepting ----------------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        if not self._is_listening:
            self._selector.register(self._listener, selectors.EVENT_READ, self._accept)
            self._is_listening = True

    def _accept(self, _: int) -> None:
        try:
            opened, address = self._listener.accept()
        except (BlockingIOError, ConnectionError):  # it has gone already
            return
        except OSError as error:  # no more file descriptors: it would be ready again at once, for ever
            _log.warning("no OSC connection can be accepted: %s", error)
            self._selector.unregister(self._listener)
            self._is_listening = False
            return
        host, port = source_of(address)
        if not self._allowed.allows(host):
            self._counters["forbidden"] += 1
            _refuse(opened)
            return
        now = time.monotonic()
        if len(self._by_who) >= MAX_CONNECTIONS:
            quiet = [one for one in self._by_who.values() if one not in self._ready]
            least = min(quiet, key=lambda one: (one.ended_at, one.heard), default=None)
            if least is None or (least.ended_at == math.inf and now - least.heard < IDLE_S):
                _log.info("OSC connection of %s refused: there are %d", host, MAX_CONNECTIONS)
                _refuse(opened)
                return
            self._drop(least, "it was silent for long, and others want to play")
        opened.setblocking(False)
        _watch_over(opened)
        self._number += 1
        connection = Connection(opened, Wire(host, port, self._number), now)
        self._by_who[connection.who] = connection
        self._selector.register(opened, connection.awaited, partial(self._happened, connection))

    # -- one connection -----------------------------------------------------------------------------------------------

    def _happened(self, connection: Connection, events: int) -> None:
        """Called by the port with what the selector saw."""
        if connection.who in self._by_who and events & selectors.EVENT_WRITE:
            self._write(connection)
        if connection.who in self._by_who and events & selectors.EVENT_READ:
            self._ready[connection] = None

    def _take(self, connection: Connection, most: int, now: float) -> tuple[list[Packet], bool]:
        """Up to `most` of its packets, for which it is read once at most; and whether there may be more."""
        packets: list[Packet] = []
        stream, has_read = connection.stream, False
        try:
            while len(packets) < most:
                packet = stream.take()
                if packet is not None:
                    packets.append((packet, connection.who))
                elif packets or has_read or not self._read(connection, now):
                    break  # the selector tells of what else has arrived
                else:
                    has_read = True
        except OscError as error:
            self._counters["malformed"] += 1
            self._drop(connection, f"no OSC: {error}")
            return packets, False
        if packets:
            connection.heard = now
            connection.late_at = now + PACKET_S if len(stream) else math.inf
        elif len(stream):
            connection.late_at = min(connection.late_at, now + PACKET_S)
        return packets, len(packets) == most

    def _read(self, connection: Connection, now: float) -> bool:
        """Whether something was read."""
        try:
            data = connection.socket.recv(READ)
        except BlockingIOError:
            return False
        except OSError as error:
            self._drop(connection, str(error))
            return False
        if data:
            connection.stream.feed(data)
        else:
            connection.ended_at = min(connection.ended_at, now)
            self._await(connection)
        return bool(data)

    def _write(self, connection: Connection) -> None:
        try:
            while connection.unsent:
                with memoryview(connection.unsent) as unsent:
                    sent = connection.socket.send(unsent[:READ])
                del connection.unsent[:sent]
        except BlockingIOError:
            pass
        except OSError:  # it has closed; what it sent before that can still be read
            connection.is_deaf = True
            connection.unsent.clear()
        self._await(connection)

    def _await(self, connection: Connection) -> None:
        """Have the selector tell us of what we want to do with this connection."""
        events = selectors.EVENT_READ if connection.ended_at == math.inf else 0
        events |= selectors.EVENT_WRITE if connection.unsent else 0
        if events == connection.awaited:
            return
        happened = partial(self._happened, connection)
        if not events:
            self._selector.unregister(connection.socket)
        elif not connection.awaited:
            self._selector.register(connection.socket, events, happened)
        else:
            self._selector.modify(connection.socket, events, happened)
        connection.awaited = events

    def _drop(self, connection: Connection, reason: str) -> None:
        del self._by_who[connection.who]
        self._ready.pop(connection, None)
        if connection.awaited:
            self._selector.unregister(connection.socket)
        connection.socket.close()
        _log.info("OSC connection of %s closed: %s", connection.who.host, reason)


def _refuse(opened: socket.socket) -> None:
    with suppress(OSError):
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    opened.close()


def _watch_over(opened: socket.socket) -> None:
    """Send small packets at once; have the system notice within half a minute that a peer has vanished."""
    wanted = (("TCP_NODELAY", 1), ("TCP_KEEPIDLE", 15), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 3))
    with suppress(OSError):
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in (*wanted, ("TCP_USER_TIMEOUT", 30_000)):
            if hasattr(socket, name):
                opened.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
