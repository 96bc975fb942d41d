"""The UDP port over IPv4 and IPv6: packets whole, in order, with their senders; waiting that ends in time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from realtime.errors import NetworkError
from realtime.osc.allowed import Allowed
from realtime.osc.port import BATCH, Port, bind


@pytest.fixture(params=["127.0.0.1", "::1"])
def port(request: pytest.FixtureRequest) -> Iterator[Port]:
    try:
        opened = Port(bind(request.param, 0), None, Allowed(), {"forbidden": 0, "malformed": 0})
    except NetworkError as error:
        if request.param == "127.0.0.1":
            raise
        pytest.skip(f"no IPv6 here: {error}")
    yield opened
    opened.close()


def peer(port: Port) -> socket.socket:
    other = socket.socket(port.datagrams.socket.family, socket.SOCK_DGRAM)
    other.settimeout(2.0)
    other.bind((port.datagrams.socket.getsockname()[0], 0))
    return other


def test_packets_arrive_whole_in_order_and_with_their_senders(port: Port) -> None:
    ones = [peer(port) for _ in range(3)]
    sent = []
    for i in range(3 * BATCH):
        packet = bytes([i]) * (i * 5)  # the first is empty
        ones[i % 3].sendto(packet, port.datagrams.socket.getsockname())
        sent.append((packet, ones[i % 3].getsockname()[:2]))
    largest = bytes(range(256)) * 255 + bytes(227)  # 65 507
    ones[0].sendto(largest, port.datagrams.socket.getsockname())
    sent.append((largest, ones[0].getsockname()[:2]))
    got = []
    while batch := port.receive():
        assert len(batch) <= BATCH
        got += batch
    assert got == sent
    for one in ones:
        one.close()


def test_what_is_sent_reaches_each_target_and_what_cannot_be_sent_is_counted(port: Port) -> None:
    ones = [peer(port) for _ in range(2)]
    targets = [(one.getsockname()[0], one.getsockname()[1]) for one in ones]
    lost = [(b"lost", (targets[0][0], 0)), (b"x" * 70_000, targets[0])]
    batch = [(bytes([i]) * 40, targets[i % 2]) for i in range(20)]
    assert port.send([*batch[:10], *lost, *batch[10:]]) == len(lost)
    received = [[one.recv(65536) for _ in range(10)] for one in ones]
    assert received == [[packet for packet, _ in batch[i::2]] for i in range(2)]
    for one in ones:
        one.settimeout(0.05)
        with pytest.raises(TimeoutError):
            one.recv(65536)
        one.close()


def test_waiting_ends_with_a_packet_with_a_call_and_with_time(port: Port) -> None:
    began = time.monotonic()
    port.wait(0.05)
    assert time.monotonic() - began >= 0.045
    threading.Timer(0.05, port.wake).start()
    port.wait(5.0)
    one = peer(port)
    threading.Timer(0.05, one.sendto, (b"now", port.datagrams.socket.getsockname())).start()
    port.wait(5.0)
    assert port.receive() == [(b"now", one.getsockname()[:2])]
    assert time.monotonic() - began < 4.0
    one.close()
