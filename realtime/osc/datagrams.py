"""The UDP port: waiting for packets and for other threads, receiving and sending in batches, resolving names.

For one thread, except `wake`. Nothing but `wait` waits.

(Linux's recvmmsg, called through ctypes with the interpreter lock kept, was tried: beside a busy thread the lock is
lost as rarely with a call for each packet, 3 to 9 times in 500, and a packet costs as much CPU. What counts there is
how soon the kernel lets this thread run, and the one that has the lock: see `raise_niceness` in `play` and `server`.)
"""

from __future__ import annotations

import selectors
import socket
from contextlib import suppress

from realtime.errors import NetworkError
from realtime.osc.clients import is_loopback
from realtime.osc.namespace import Source

BATCH = 64  # packets received, and sent, before other work gets its turn
RECEIVE_BUFFER = 1 << 22  # bytes; the default loses messages at 10 000 a second (research/runtime.md §4)
LARGEST = 1 << 16  # bytes of a packet

Packet = tuple[bytes, Source]


class Datagrams:
    """A bound UDP socket. permanent: the address of --feedback. Raises NetworkError: no such host, port taken."""

    def __init__(self, host: str, port: int, feedback: tuple[str, int] | None = None) -> None:
        family, address = resolve(host, port, "--osc-host")
        self.permanent = resolve(*feedback, "--feedback", family)[1] if feedback is not None else None
        self._socket = _open(family)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
            self._socket.bind(address)
        except OSError as error:
            self._socket.close()
            raise NetworkError(
                f"cannot listen for OSC on {host}:{port} ({error.strerror or error}): "
                "close the program that has it or choose another with --osc-port"
            ) from None
        self.port = int(self._socket.getsockname()[1])
        # A socket bound to 127.0.0.1 reaches nobody else; what goes to a tablet by --feedback then needs its own.
        local = is_loopback(self._socket.getsockname()[0])
        apart = local and self.permanent is not None and not is_loopback(self.permanent[0])
        self._outward = _open(family) if apart else None
        self._ear, self._bell = socket.socketpair()
        self._bell.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._socket, selectors.EVENT_READ)
        self._selector.register(self._ear, selectors.EVENT_READ)

    def close(self) -> None:
        self._selector.close()
        for one in (self._socket, self._outward, self._ear, self._bell):
            if one is not None:
                one.close()

    def wake(self) -> None:
        """Make `wait` return. From any thread."""
        with suppress(OSError):  # full: it will wake anyhow; closed: nobody waits
            self._bell.send(b"!")

    def wait(self, seconds: float) -> None:
        """Until a packet is there, `wake` was called, or that time is over."""
        for key, _ in self._selector.select(max(seconds, 0.0)):
            if key.fileobj is self._ear:
                self._ear.recv(4096)

    def receive(self) -> list[Packet]:
        """Up to BATCH of the packets that are there."""
        packets: list[Packet] = []
        receive = self._socket.recvfrom
        with suppress(OSError):  # nothing more, or (Windows) news of a client that has gone
            while len(packets) < BATCH:
                packet, sender = receive(LARGEST)
                packets.append((packet, (sender[0], sender[1])))
        return packets

    def send(self, packets: list[Packet]) -> int:
        """Send them. Returns how many could not be sent: a full buffer, nobody there."""
        unsent = 0
        for packet, target in packets:
            outward = self._outward if self._outward is not None and not is_loopback(target[0]) else self._socket
            try:
                outward.sendto(packet, target)
            except OSError:
                unsent += 1
        return unsent


def resolve(host: str, port: int, option: str, family: int = 0) -> tuple[int, Source]:
    """Family and address of a host name, IPv4 first. Raises NetworkError, which names the option to correct."""
    try:
        if not 0 <= port <= 65535:
            raise OverflowError("ports go from 0 to 65535")
        found = socket.getaddrinfo(host or None, port, family, socket.SOCK_DGRAM, 0, socket.AI_PASSIVE)
    except (OSError, UnicodeError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NetworkError(f"no such host or port as {host}:{port} ({reason}): correct {option}") from None
    found.sort(key=lambda one: one[0] != socket.AF_INET)
    return found[0][0], (str(found[0][4][0]), int(found[0][4][1]))


def _open(family: int) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_DGRAM)
    opened.setblocking(False)
    return opened
