"""OSC packets in a stream of bytes, as TCP carries them: the two framings there are. No sockets.

OSC 1.0 writes the size of each packet before it, as a big-endian int32. OSC 1.1 wants SLIP (RFC 1055) with an END on
both sides of each packet. A stream says by its first byte which of them it speaks, and hears the same in return: a size
below 2^24 begins with 0x00; SLIP begins with END (0xC0), or, where somebody leaves out the first END, with the packet
itself, which begins with '/' or '#'. Anything else is no OSC: a browser says "GET", TLS 0x16.

What breaks a framing ends the stream: TCP delivers every byte, so that a wrong one was sent by a wrong program.
"""

from __future__ import annotations

import struct

from realtime.osc.protocol import MAX_PACKET, OscError

END, ESC, ESC_END, ESC_ESC = b"\xc0", b"\xdb", b"\xdb\xdc", b"\xdb\xdd"
LONGEST_SLIP = 2 * MAX_PACKET  # every byte escaped

_SIZE = struct.Struct(">i")


class Stream:
    """One direction of a connection: bytes in, packets out. is_slip: the framing, None before the first byte.

    Holds what was fed and not taken yet: feed no more while `take` has something, and it is less than one packet.
    """

    def __init__(self) -> None:
        self.is_slip: bool | None = None
        self._bytes = bytearray()
        self._searched = 0  # bytes without an END

    def feed(self, data: bytes) -> None:
        self._bytes += data

    def __len__(self) -> int:
        return len(self._bytes)

    def take(self) -> bytes | None:
        """The next whole packet, or None. Each byte is looked at once. Raises OscError: this is no OSC, or too long."""
        if self.is_slip is None:
            if not self._bytes:
                return None
            first = self._bytes[:1]
            if first not in b"\0\xc0/#":
                raise OscError("neither a size nor SLIP")
            self.is_slip = first != b"\0"
        return self._take_slip() if self.is_slip else self._take_sized()

    def _take_sized(self) -> bytes | None:
        if len(self._bytes) < 4:
            return None
        (size,) = _SIZE.unpack_from(self._bytes)
        if not 0 <= size <= MAX_PACKET:
            raise OscError(f"a packet of {size} bytes; the most is {MAX_PACKET}")
        if len(self._bytes) < 4 + size:
            return None
        packet = bytes(self._bytes[4 : 4 + size])
        del self._bytes[: 4 + size]  # constant time: a bytearray remembers where it starts
        return packet

    def _take_slip(self) -> bytes | None:
        if self._searched == 0 and self._bytes[:1] == END:
            self._bytes = self._bytes.lstrip(END)  # between two packets
        end = self._bytes.find(END, self._searched)
        if (end if end >= 0 else len(self._bytes)) > LONGEST_SLIP:
            raise OscError(f"more than {LONGEST_SLIP} bytes between two ENDs")
        if end < 0:
            self._searched = len(self._bytes)
            return None
        escaped = bytes(self._bytes[:end])
        del self._bytes[: end + 1]
        self._searched = 0
        escapes = escaped.count(ESC)
        if not escapes:
            return escaped
        # The byte after an ESC is no ESC in either pair, so that the pairs cannot overlap and may be counted.
        if escapes != escaped.count(ESC_END) + escaped.count(ESC_ESC):
            raise OscError("an ESC that escapes nothing")
        return escaped.replace(ESC_END, END).replace(ESC_ESC, ESC)


def framed(packet: bytes, is_slip: bool) -> bytes:
    """A packet as it stands in a stream."""
    if not is_slip:
        return _SIZE.pack(len(packet)) + packet
    return END + packet.replace(ESC, ESC_ESC).replace(END, ESC_END) + END
