"""Packets in a stream of bytes: both framings, however the stream is cut, against python-osc's SLIP; and nonsense."""

from __future__ import annotations

import random
import struct
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pythonosc import slip

from realtime.osc.framing import LONGEST_SLIP, Stream, framed
from realtime.osc.protocol import MAX_PACKET, OscError

packets = st.lists(
    st.builds(lambda head, tail: head + tail, st.sampled_from([b"/", b"#"]), st.one_of(
        st.binary(max_size=40), st.text("\xc0\xdb\xdc\xdd", max_size=9).map(lambda text: text.encode("latin-1")),
    )),
    min_size=1, max_size=6,
)  # fmt: skip


def taken(stream: Stream) -> list[bytes]:
    found = []
    while (packet := stream.take()) is not None:
        found.append(packet)
    return found


def cut(data: bytes, seed: int) -> list[bytes]:
    """In pieces, of one byte up to all of it."""
    chance, pieces = random.Random(seed), []
    while data:
        size = chance.choice((1, 2, 7, len(data)))
        pieces.append(data[:size])
        data = data[size:]
    return pieces


@given(packets, st.booleans(), st.integers(0, 99))
@example([b"/\xdb\xdd\xdc", b"/\xc0\xdb"], True, 0)
@settings(max_examples=300, deadline=None)
def test_what_is_framed_is_taken_whole_and_in_order_however_it_is_cut(
    sent: list[bytes], is_slip: bool, seed: int
) -> None:
    stream, got = Stream(), []
    for piece in cut(b"".join(framed(packet, is_slip) for packet in sent), seed):
        stream.feed(piece)
        got += taken(stream)
    assert got == sent and stream.is_slip is is_slip and len(stream) == 0


@given(packets, st.integers(0, 99))
@settings(max_examples=100, deadline=None)
def test_slip_agrees_with_python_osc_and_does_without_the_first_end(sent: list[bytes], seed: int) -> None:
    for first in (slip.END, b"", slip.END * 3):
        stream, got = Stream(), []
        encoded = [slip.encode(packet) for packet in sent]
        assert [framed(packet, True) for packet in sent] == encoded
        for piece in cut(b"".join(first + packet.strip(slip.END) + slip.END for packet in encoded), seed):
            stream.feed(piece)
            got += taken(stream)
        assert got == sent and stream.is_slip


@pytest.mark.parametrize("is_slip", [True, False])
def test_the_largest_packet_passes_and_a_larger_one_does_not(is_slip: bool) -> None:
    for packet in (b"/" + b"\xc0" * (MAX_PACKET - 1), b"/" * MAX_PACKET):
        stream = Stream()
        stream.feed(framed(packet, is_slip))
        assert stream.take() == packet
    stream = Stream()
    stream.feed(framed(b"/" * (LONGEST_SLIP + 1), is_slip))
    with pytest.raises(OscError, match=r"more than|the most is"):
        stream.take()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"GET / HTTP/1.1\r\n", "neither"),
        (b"POST / HTTP/1.1\r\n", "neither"),
        (b"\x16\x03\x01\x02\x00", "neither"),  # TLS
        (b"\xff\xff\xff\xfc", "neither"),
        (struct.pack(">i", 1 << 24), "neither"),
        (struct.pack(">i", MAX_PACKET + 1), "the most is"),
        (b"\0\0\0\4/a\0\0" + struct.pack(">i", -4), "-4 bytes"),
        (b"\0\0\0\4/a\0\0" + b"GET /", "the most is"),
        (b"\xc0/a\xdb\x00\xc0", "escapes nothing"),
        (b"\xc0/a\xdb\xc0", "escapes nothing"),
        (b"/a\xdb\xdb\xdc\xc0", "escapes nothing"),
    ],
)
def test_what_is_no_osc_is_told_by_its_first_bytes(data: bytes, reason: str) -> None:
    stream = Stream()
    stream.feed(data)
    with pytest.raises(OscError, match=reason):
        taken(stream)


@given(st.binary(max_size=300), st.sampled_from([b"", b"\0", b"\0\0\0", b"\xc0", b"/", b"\0\0\0\1/"]))
@settings(max_examples=500, deadline=None)
def test_arbitrary_bytes_raise_nothing_but_osc_errors_and_are_not_kept(tail: bytes, head: bytes) -> None:
    stream = Stream()
    stream.feed(head + tail)
    try:
        total = sum(len(packet) for packet in taken(stream))
    except OscError:
        return
    assert total + len(stream) <= len(head + tail)


def test_a_packet_that_trickles_in_costs_no_more_than_its_length() -> None:
    """A thousand pieces of 64 kB cost what a few large ones do, though the end is looked for after each."""
    packet = b"/" + bytes(60_000)

    def cost(size: int, is_slip: bool) -> float:
        stream, data = Stream(), framed(packet, is_slip)
        pieces = [data[at : at + size] for at in range(0, len(data), size)]
        began = time.thread_time()
        for piece in pieces:
            stream.feed(piece)
            found = stream.take()
        assert found == packet
        return (time.thread_time() - began) / len(pieces)

    for is_slip in (True, False):
        small, large = (min(cost(size, is_slip) for _ in range(5)) for size in (60, 6000))
        assert small < large, (small, large)  # a piece a hundred times as small: 0.4 us against 3 to 15
