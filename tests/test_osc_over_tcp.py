"""OSC over TCP, in both framings: everything that UDP does, and nobody who connects can hold up or harm the others."""

from __future__ import annotations

import random
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from osc_tools import Controller, WiredController, Witness, at
from pythonosc.osc_message_builder import build_msg
from pythonosc.tcp_client import SimpleTCPClient

from realtime.errors import NetworkError
from realtime.osc import OscServer, connections
from realtime.osc.connections import MAX_CONNECTIONS

pytestmark = pytest.mark.real_time

SMALL = 1 << 14  # bytes
both_framings = pytest.mark.parametrize("is_slip", [False, True], ids=["sizes", "slip"])


@pytest.fixture
def values() -> Witness:
    return Witness()


@pytest.fixture
def server(values: Witness) -> Iterator[OscServer]:
    with OscServer(values, port=0) as running:
        yield running


@pytest.fixture
def join(server: OscServer) -> Iterator[Callable[..., WiredController]]:
    joined: list[Controller] = []

    def one(is_slip: bool | None = None) -> Controller:
        """None: over UDP."""
        joined.append(Controller(server.port) if is_slip is None else WiredController(server.port, is_slip))
        return joined[-1]

    yield one
    for controller in joined:
        controller.socket.close()


def subscribed(controller: Controller) -> Controller:
    controller.send("/rt/subscribe")
    controller.received(0.15)
    return controller


def is_closed(controller: Controller, within: float = 3.0) -> bool:
    """Whether the other end closes the connection in that time."""
    controller.socket.settimeout(within)
    try:
        while controller.socket.recv(65536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


def connected(server: OscServer) -> int:
    return len(server._port.connections._by_who)


def until(condition: Callable[[], bool], seconds: float = 3.0) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


# -- all that UDP does ------------------------------------------------------------------------------------------------


@both_framings
def test_it_plays_and_is_answered(values: Witness, server: OscServer, join: Callable, is_slip: bool) -> None:
    hand = join(is_slip)
    hand.send("/rt/param/gain", -6.0)
    hand.send("/rt/latent/{1,1?}", struct.unpack(">f", b"\x40\xc0\xdb\xdc")[0])  # SLIP escapes it
    hand.raw(at(time.time() + 0.2, ("/rt/style/rain", 0.5)))
    hand.meet()
    assert values.get("gain") == -6.0 and values.get("latent/11") == 4.0 and values.get("style/rain") == 0.0
    assert ("latent/10", struct.unpack(">f", b"\x40\xc0\xdb\xdc")[0]) in [one[:2] for one in values.heard]
    hand.send("/rt/param/gain", float("nan"))
    assert "not nan" in str(hand.received(2.0, until="/rt/error")[-1].arguments[0])
    hand.raw(b"/a\0")
    assert "malformed" in str(hand.received(2.0, until="/rt/error")[-1].arguments[0])
    hand.send("/rt/sync")
    assert len(hand.received(0.4)) > len(values.registry)
    assert values.get("style/rain") == 0.5
    assert (server.counters["refused"], server.counters["malformed"]) == (1, 1)


@pytest.mark.parametrize("mode", ["1.0", "1.1"])
def test_the_client_of_python_osc_plays(values: Witness, server: OscServer, mode: str) -> None:
    with SimpleTCPClient("127.0.0.1", server.port, mode=mode) as client:
        for value in range(20):
            client.send_message("/rt/param/gain", -float(value))
        client.send_message("/rt/ping", [])
        answers = client.receive(timeout=3)
    assert answers[0] == build_msg("/rt/pong", []).dgram
    assert [value for _, value, _ in values.heard] == [-float(value) for value in range(20)]


def test_tablets_of_every_kind_are_kept_in_step_without_an_echo(values: Witness, join: Callable) -> None:
    tablets = [join(kind) for kind in (None, False, True, False)]
    for tablet in tablets:
        tablet.send("/rt/subscribe", *[9001][: isinstance(tablet, WiredController)])  # over TCP a port says nothing
    for tablet in tablets:
        tablet.received(0.3 if tablet is tablets[0] else 0.05)
    for number, tablet in enumerate(tablets):
        tablet.send("/rt/param/brightness", float(number + 1))
        for other in tablets:
            if other is not tablet:
                assert [m[:2] for m in other.received(2.0, until="/rt/param/brightness")] == [
                    ("/rt/param/brightness", (float(number + 1),))
                ]
    values.set("gain", -9.0)
    for tablet in tablets:
        (only,) = tablet.received(1.0, until="/rt/param/gain")  # no echo came before it
        assert only.arguments == (-9.0,)


def test_a_subscription_lasts_as_long_as_its_connection(server: OscServer, values: Witness, join: Callable) -> None:
    server.client_timeout_s = 0.3
    staying, leaving = subscribed(join(True)), subscribed(join(False))
    time.sleep(0.4)  # a display need not say anything
    assert len(server._sending.clients) == 2
    leaving.socket.close()
    assert until(lambda: len(server._sending.clients) == 1 and connected(server) == 1)
    staying.send("/rt/unsubscribe")
    staying.meet()
    values.set("gain", -3.0)
    assert staying.received(0.2) == [] and len(server._sending.clients) == 0
    assert connected(server) == 1


@both_framings
def test_all_that_was_sent_before_closing_is_obeyed(
    values: Witness, server: OscServer, join: Callable, is_slip: bool
) -> None:
    """As oscsend does: it connects, sends and goes, with an answer on its way to it that nobody will take."""
    hand = join(is_slip)
    messages = [build_msg("/rt/nonsense").dgram, *(build_msg("/rt/latent/3", [i / 1000]).dgram for i in range(3000))]
    hand.socket.sendall(b"".join(map(hand.framed, messages)))
    hand.socket.close()
    assert until(lambda: connected(server) == 0 and len(values.heard) >= 3000)
    heard = [value for _, value, _ in values.heard]
    assert len(heard) == 3000 and heard == sorted(heard)


def test_who_finishes_sending_still_gets_the_answers(join: Callable) -> None:
    hand = join(True)
    hand.send("/rt/ping")
    hand.send("/rt/sync")
    hand.socket.shutdown(socket.SHUT_WR)
    hand.received(1.0, until="/rt/pong")
    assert len(hand.received(0.15)) > 20
    assert is_closed(hand)


def test_it_listens_on_ipv6(values: Witness) -> None:
    try:
        server = OscServer(values, host="::1", port=0)
        server.start()
    except NetworkError as error:
        pytest.skip(f"no IPv6 here: {error}")
    with server:
        hand = WiredController(server.port, True, "::1")
        hand.meet()
        hand.socket.close()


def test_no_message_is_lost_however_fast_they_come(values: Witness, server: OscServer, join: Callable) -> None:
    """Sent without a pause, three to ten times as fast as they are obeyed: TCP slows the sender down."""
    hands = [join(False), join(True)]
    rows = [[build_msg(f"/rt/latent/{h}", [i / 10_000]).dgram for i in range(10_000)] for h in range(2)]
    datagrams = join()

    def send(hand: WiredController, row: list[bytes]) -> None:
        hand.socket.sendall(b"".join(map(hand.framed, row)))

    sending = [threading.Thread(target=send, args=pair) for pair in zip(hands, rows, strict=True)]
    for thread in sending:
        thread.start()
    for value in range(20):
        datagrams.send("/rt/param/gain", -float(value))
        datagrams.meet()  # nobody is starved
    for hand, thread in zip(hands, sending, strict=True):
        thread.join()
        hand.meet()
    for h in range(2):
        heard = [value for name, value, _ in values.heard if name == f"latent/{h}"]
        assert len(heard) == 10_000 and heard == sorted(heard)
    assert sum(name == "gain" for name, *_ in values.heard) == 20


# -- vandals ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", [b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"\xff" * 99, b"\0\xff\xff\xff"]
)
def test_who_speaks_no_osc_is_hung_up_on(server: OscServer, join: Callable, words: bytes) -> None:
    """A page in the browser of whoever plays can make it send a request to any port of this machine."""
    stranger, hand = join(False), join(True)
    stranger.socket.sendall(words)
    assert is_closed(stranger)
    hand.meet()
    assert server.counters["malformed"] == 1 and not server._complaints.seen


def test_who_sends_half_a_packet_or_nothing_is_hung_up_on(
    server: OscServer, join: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PACKET_S", 0.3)
    silent, half, begun, waiting = join(False), join(True), join(False), join(True)
    half.socket.sendall(b"\xc0/rt/ping\0")
    for one in (begun, waiting):
        one.meet()
    begun.socket.sendall(b"\0\0")
    assert is_closed(silent) and is_closed(half) and is_closed(begun)
    waiting.meet()  # it has sent whole packets, and may be silent for as long as it likes
    assert connected(server) == 1


def test_the_number_of_connections_is_bounded(
    server: OscServer, join: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = [join(True) for _ in range(MAX_CONNECTIONS)]
    for one in crowd:
        one.meet()
    assert is_closed(join(True))
    assert connected(server) == MAX_CONNECTIONS
    monkeypatch.setattr(connections, "IDLE_S", 0.2)
    time.sleep(0.3)
    for one in crowd[1:]:
        one.meet()
    late = join(False)
    late.meet()
    assert is_closed(crowd[0]) and connected(server) == MAX_CONNECTIONS
    crowd[5].socket.close()
    assert until(lambda: connected(server) == MAX_CONNECTIONS - 1)
    join(True).meet()


@pytest.fixture
def small(values: Witness, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[OscServer, WiredController]]:
    """A server with little room for what is not read, and somebody who is about not to read."""
    monkeypatch.setattr(connections, "SOCKET_BUFFER", 1 << 13)
    monkeypatch.setattr(connections, "MAX_UNSENT", SMALL)
    with OscServer(values, port=0) as server:
        opened = socket.socket()
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 13)
        opened.connect(("127.0.0.1", server.port))
        yield server, WiredController(server.port, False, opened=opened)
        opened.close()


def test_who_subscribes_and_does_not_read_is_dropped_and_delays_nobody(
    small: tuple[OscServer, WiredController], values: Witness
) -> None:
    server, deaf = small
    hand = subscribed(WiredController(server.port, True))
    subscribed(deaf)
    assert len(server._sending.clients) == 2
    pings = deaf.framed(build_msg("/rt/ping").dgram) * 300
    longest, end = 0.0, time.monotonic() + 15.0
    while len(server._sending.clients) == 2 and time.monotonic() < end:
        with suppress(ConnectionError):
            deaf.socket.sendall(pings)
        began = time.monotonic()
        hand.meet()
        longest = max(longest, time.monotonic() - began)
    assert len(server._sending.clients) == 1 and connected(server) == 1
    assert longest < 0.5  # 10-40 ms measured
    values.set("gain", -2.0)
    hand.received(2.0, until="/rt/param/gain")
    hand.socket.close()


def test_what_is_kept_for_who_only_sends_and_does_not_read_is_bounded(small: tuple[OscServer, WiredController]) -> None:
    server, deaf = small
    deaf.socket.settimeout(5.0)
    for _ in range(40):
        deaf.socket.sendall(deaf.framed(build_msg("/rt/ping").dgram) * 300)
    deaf.socket.sendall(deaf.framed(build_msg("/rt/param/gain", [-5.0]).dgram))
    assert until(lambda: server.values.get("gain") == -5.0)  # it plays on, as it never asked for feedback
    (connection,) = server._port.connections._by_who.values()
    assert SMALL - 40 <= len(connection.unsent) <= SMALL + 40
    assert server.counters["unsent"] > 0


def test_ends_without_packets_and_single_bytes_hold_up_nobody(join: Callable, server: OscServer) -> None:
    vandals, hand = [join(True) for _ in range(3)], join(False)
    stop = threading.Event()

    def pour(vandal: WiredController, data: bytes) -> None:
        with suppress(ConnectionError):
            while not stop.is_set():
                vandal.socket.sendall(data)

    everything = (b"\xc0" * 60_000, b"\xc0/" * 30_000, b"\xc0/\xc0\xc0" * 15_000)
    threads = [threading.Thread(target=pour, args=pair) for pair in zip(vandals, everything, strict=True)]
    for vandal in vandals:
        vandal.meet()
    for thread in threads:
        thread.start()
    times = []
    for value in range(15):
        began = time.monotonic()
        hand.send("/rt/param/gain", -float(value))
        hand.meet()
        times.append(time.monotonic() - began)
    stop.set()
    for vandal, thread in zip(vandals, threads, strict=True):
        vandal.socket.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert sorted(times)[7] < 0.1  # 2-10 ms measured, three threads of this process pouring beside it
    assert server.values.get("gain") == -14.0 and not server._complaints.seen


def test_good_messages_among_mutated_ones_are_all_obeyed(values: Witness, server: OscServer, join: Callable) -> None:
    chance, hand = random.Random(5), join(False)
    seeds = [hand.framed(build_msg("/rt/latent/1", [1.0]).dgram) * 3, b"\xc0" + build_msg("/rt/sync").dgram + b"\xc0"]
    expected = []
    for i in range(400):
        vandal = join(True)
        stream = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(4)):
            stream[chance.randrange(len(stream))] = chance.randrange(256)
        with suppress(ConnectionError):  # hung up on
            vandal.socket.sendall(stream[: chance.randrange(1, len(stream))] if chance.random() < 0.3 else stream)
        if chance.random() < 0.2:  # or it closes with a reset
            vandal.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        vandal.socket.close()
        hand.send("/rt/param/temperature", i / 400)
        expected.append(struct.unpack("f", struct.pack("f", i / 400))[0])
        if i % 20 == 0:
            hand.meet()
    hand.meet()
    assert [value for name, value, _ in values.heard if name == "temperature"] == expected
    assert until(lambda: connected(server) == 1)
    assert server._thread is not None and server._thread.is_alive() and not server._complaints.seen


def test_a_port_that_has_tcp_taken_is_an_error_that_says_so(values: Witness) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(NetworkError, match=rf"over TCP on 127\.0\.0\.1:{port} .*--osc-port"):
            OscServer(values, port=port).start()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:  # nothing is left open
            free.bind(("127.0.0.1", port))
