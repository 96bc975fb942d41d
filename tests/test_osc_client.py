"""Our own client of the OSC port, against the real one: hears, is not told what it said, outlives the port."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from osc_tools import Controller, Witness

from realtime.errors import NetworkError
from realtime.osc import OscServer
from realtime.osc.client import OscClient, encode, reachable
from realtime.osc.protocol import Argument, parse

pytestmark = pytest.mark.real_time


class Heard:
    """What a client was told."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, tuple[Argument, ...]]] = []
        self._more = threading.Condition()

    def __call__(self, address: str, arguments: tuple[Argument, ...]) -> None:
        with self._more:
            self.messages.append((address, arguments))
            self._more.notify_all()

    def wait(self, found: Callable[[str, tuple[Argument, ...]], bool], seconds: float = 10.0) -> None:
        with self._more:
            assert self._more.wait_for(lambda: any(found(*message) for message in self.messages), seconds), (
                f"not within {seconds} s, only {[m for m in self.messages if 'status' not in m[0]][-20:]}"
            )


def test_it_hears_the_others_and_not_itself() -> None:
    heard = Heard()
    with OscServer(Witness(), port=0, status=lambda: {"model": "seven"}) as server:
        with OscClient("localhost", server.port, heard) as client:
            heard.wait(lambda address, given: address == "/rt/style/rain")  # the last of every value
            hand = Controller(server.port)
            client.send("/rt/param/pitch", 3)
            client.send("/rt/note", 60, 0.5)
            client.send("/rt/ping")
            heard.wait(lambda address, given: address == "/rt/pong")
            hand.send("/rt/param/gain", -6.0)
            hand.meet()
            hand.socket.close()
            heard.wait(lambda address, given: (address, given) == ("/rt/param/gain", (-6.0,)))
            heard.wait(lambda address, given: (address, given) == ("/rt/status/model", ("seven",)))
            assert server.values.get("pitch") == 3.0 and server.values.held[60]
            assert ("/rt/param/pitch", (3.0,)) not in heard.messages
            client.send("/rt/model", "grüße")  # refused in a sentence
            heard.wait(lambda address, given: address == "/rt/error")


def test_the_port_may_come_later_and_be_restarted(free_udp_port: int) -> None:
    heard = Heard()
    with OscClient("127.0.0.1", free_udp_port, heard) as client:
        for gain in (-1.0, -2.0):
            values = Witness()
            values.set("gain", gain)
            client.send("/rt/param/gain", 6.0)  # nobody is there: lost, and nothing else happens
            with OscServer(values, port=free_udp_port):
                heard.wait(lambda address, given, gain=gain: (address, given) == ("/rt/param/gain", (gain,)))
                assert values.get("gain") == gain


def test_a_listener_that_fails_goes_on_listening(caplog: pytest.LogCaptureFixture) -> None:
    heard = Heard()

    def hear(address: str, arguments: tuple[Argument, ...]) -> None:
        heard(address, arguments)
        if address == "/rt/param/gain":
            raise RuntimeError("a mistake")

    with OscServer(Witness(), port=0) as server, OscClient("127.0.0.1", server.port, hear):
        heard.wait(lambda address, given: address == "/rt/param/temperature")
    assert "/rt/param/gain was not understood" in caplog.text


def test_it_leaves_when_it_closes() -> None:
    watched = Heard()
    with OscServer(Witness(), port=0) as server, OscClient("127.0.0.1", server.port, watched):
        client = OscClient("127.0.0.1", server.port, Heard())
        watched.wait(lambda address, given: (address, given) == ("/rt/status/clients", (2,)))
        client.close()
        client.close()
        client.send("/rt/ping")  # lost
        watched.messages.clear()
        watched.wait(lambda address, given: (address, given) == ("/rt/status/clients", (1,)))
    assert not [thread for thread in threading.enumerate() if thread.name == "osc client"]


def test_every_kind_of_number_is_said() -> None:
    (message,) = parse(encode("/rt/seed", 2**32 - 1, -5, 0.5, "text"))
    assert message.arguments == (2**32 - 1, -5, 0.5, "text")


@pytest.mark.parametrize(
    ("listens", "reached"), [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("", "127.0.0.1"), ("10.0.0.7", "10.0.0.7")]
)
def test_where_a_port_is_reached(listens: str, reached: str) -> None:
    assert reachable(listens) == reached


def test_ports_open_to_the_network_are_reached() -> None:
    heard = Heard()
    with OscServer(Witness(), host="0.0.0.0", port=0) as server, OscClient(reachable("0.0.0.0"), server.port, heard):
        heard.wait(lambda address, given: address == "/rt/param/gain")


def test_an_unknown_host_is_named() -> None:
    with pytest.raises(NetworkError, match=r"nowhere\.invalid"):
        OscClient("nowhere.invalid", 9000)
