"""The UDP port: packets in and out in batches, without giving the interpreter lock away for each of them.

A socket's own methods let go of the lock at every datagram. Beside a busy thread it takes a switch interval to get it
back, and on a busy machine some milliseconds more, because the kernel may have put that thread to sleep with the lock
in its hand. Linux's recvmmsg and sendmmsg move a whole batch in one call; made through `ctypes.PyDLL`, and never
waiting, they keep the lock for the microseconds they take. Only `wait` lets go of it. Other systems use the socket's
own methods. For one thread, except `wake`.
"""

from __future__ import annotations

import ctypes
import selectors
import socket
import struct
import sys
from contextlib import suppress

import numpy as np

from realtime.errors import NetworkError
from realtime.osc.clients import is_loopback
from realtime.osc.namespace import Source

BATCH = 64  # packets received, and sent, before other work gets its turn
RECEIVE_BUFFER = 1 << 20  # bytes; the default loses messages at 10 000 a second (research/runtime.md §4)
LARGEST = 1 << 16  # bytes of a packet
LARGEST_SENT = 2048  # bytes; what is larger goes out by itself
MAX_KNOWN = 1024  # addresses remembered in the form that the kernel gives them

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
        self._batches = _Batches(family) if _MMSG is not None else None
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
        if self._batches is not None:
            return self._batches.receive(self._socket.fileno())
        packets: list[Packet] = []
        with suppress(OSError):  # nothing more, or (Windows) news of a client that has gone
            while len(packets) < BATCH:
                packet, sender = self._socket.recvfrom(LARGEST)
                packets.append((packet, (sender[0], sender[1])))
        return packets

    def send(self, packets: list[Packet]) -> int:
        """Send up to BATCH packets. Returns how many could not be sent: a full buffer, nobody there."""
        unsent, together = 0, []
        for packet, target in packets:
            if self._outward is not None and not is_loopback(target[0]):
                unsent += _send_one(self._outward, packet, target)
            elif self._batches is None or len(packet) > LARGEST_SENT:
                unsent += _send_one(self._socket, packet, target)
            else:
                together.append((packet, target))
        if together and self._batches is not None:
            unsent += self._batches.send(self._socket.fileno(), together)
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


def _send_one(by: socket.socket, packet: bytes, target: Source) -> int:
    """0 if it was sent, 1 if not."""
    try:
        by.sendto(packet, target)
    except OSError:
        return 1
    return 0


# -- recvmmsg and sendmmsg --------------------------------------------------------------------------------------------
# struct mmsghdr { struct msghdr { name, namelen, iov, iovlen, control, controllen, flags }; unsigned length; } and
# struct iovec { base, length }, as arrays. Every header points to its own iovec, name and buffer, once and for all.

_MSGHDR = np.dtype(
    [("name", np.uintp), ("namelen", np.uint32), ("iov", np.uintp), ("iovlen", np.uintp), ("control", np.uintp),
     ("controllen", np.uintp), ("flags", np.int32)], align=True
)  # fmt: skip
_MMSGHDR = np.dtype([("header", _MSGHDR), ("length", np.uint32)], align=True)
_IOVEC = np.dtype([("base", np.uintp), ("length", np.uintp)], align=True)
_NAME_SIZE = 28  # bytes of a sockaddr_in6, the larger of the two
_MSG_DONTWAIT = getattr(socket, "MSG_DONTWAIT", 0)


def _library() -> ctypes.PyDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.PyDLL(None)
    if not (hasattr(library, "recvmmsg") and hasattr(library, "sendmmsg")):
        return None
    library.recvmmsg.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_void_p]
    library.sendmmsg.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_uint, ctypes.c_int]
    return library


_MMSG = _library()


class _Vector:
    """BATCH headers with a buffer of `size` bytes each."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.buffers = np.zeros(BATCH * size, np.uint8)  # pages that no packet has reached take no memory
        self.names = np.zeros((BATCH, _NAME_SIZE), np.uint8)
        self.iovecs = np.zeros(BATCH, _IOVEC)
        self.iovecs["base"] = self.buffers.ctypes.data + size * np.arange(BATCH, dtype=np.uintp)
        self.iovecs["length"] = size
        self.headers = np.zeros(BATCH, _MMSGHDR)
        self.headers["header"]["name"] = self.names.ctypes.data + _NAME_SIZE * np.arange(BATCH, dtype=np.uintp)
        self.headers["header"]["iov"] = self.iovecs.ctypes.data + _IOVEC.itemsize * np.arange(BATCH, dtype=np.uintp)
        self.headers["header"]["iovlen"] = 1
        self.name_lengths = self.headers["header"]["namelen"]
        self.lengths = self.headers["length"]
        self.memory = self.buffers.data
        self.address = self.headers.ctypes.data


class _Batches:
    """Receiving and sending BATCH packets at once through a socket of `family`."""

    def __init__(self, family: int) -> None:
        assert _MMSG is not None
        self._family = family
        self._receive, self._send = _MMSG.recvmmsg, _MMSG.sendmmsg
        self._in, self._out = _Vector(LARGEST), _Vector(LARGEST_SENT)
        self._sources: dict[bytes, Source] = {}
        self._names: dict[Source, bytes] = {}

    def receive(self, descriptor: int) -> list[Packet]:
        vector = self._in
        vector.name_lengths[:] = _NAME_SIZE
        count = self._receive(descriptor, vector.address, BATCH, _MSG_DONTWAIT, None)
        if count <= 0:
            return []
        names, at, packets = vector.names, 0, []
        sizes = zip(vector.lengths[:count].tolist(), vector.name_lengths[:count].tolist(), strict=True)
        for i, (length, name_length) in enumerate(sizes):
            packets.append((bytes(vector.memory[at : at + length]), self._source(names[i, :name_length].tobytes())))
            at += vector.size
        return packets

    def send(self, descriptor: int, packets: list[Packet]) -> int:
        """Returns how many could not be sent."""
        vector, count = self._out, 0
        for packet, target in packets:
            try:
                name = self._name(target)
            except (OSError, ValueError):  # an address that this socket does not know how to reach
                continue
            vector.memory[count * vector.size : count * vector.size + len(packet)] = packet
            vector.iovecs["length"][count] = len(packet)
            vector.names[count, : len(name)] = np.frombuffer(name, np.uint8)
            vector.name_lengths[count] = len(name)
            count += 1
        done = sent = 0
        while done < count:
            at = vector.address + done * _MMSGHDR.itemsize
            now = max(self._send(descriptor, at, count - done, _MSG_DONTWAIT), 0)
            sent += now
            done += now + 1  # it stops at the first that it cannot send
        return len(packets) - sent

    def _source(self, name: bytes) -> Source:
        """Address and port from a struct sockaddr, which starts with the family in the machine's byte order."""
        source = self._sources.get(name)
        if source is None:
            port = int.from_bytes(name[2:4], "big")
            if self._family == socket.AF_INET:
                source = (socket.inet_ntop(socket.AF_INET, name[4:8]), port)
            else:
                host, scope = socket.inet_ntop(socket.AF_INET6, name[8:24]), struct.unpack_from("=I", name, 24)[0]
                source = (f"{host}%{scope}" if scope else host, port)
            if len(self._sources) >= MAX_KNOWN:
                self._sources.clear()
            self._sources[name] = source
        return source

    def _name(self, target: Source) -> bytes:
        """The struct sockaddr of an address and port. Raises OSError or ValueError."""
        name = self._names.get(target)
        if name is None:
            host, _, scope = target[0].partition("%")
            address = socket.inet_pton(self._family, host)
            if self._family == socket.AF_INET:
                name = struct.pack("=H", self._family) + target[1].to_bytes(2, "big") + address + bytes(8)
            else:
                index = int(scope) if scope.isdecimal() else socket.if_nametoindex(scope) if scope else 0
                name = struct.pack("=H", self._family) + target[1].to_bytes(2, "big") + bytes(4) + address
                name += struct.pack("=I", index)
            if len(self._names) >= MAX_KNOWN:
                self._names.clear()
            self._names[target] = name
        return name
