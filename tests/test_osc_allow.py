"""Who may play from other machines: `--osc-allow`, over UDP and TCP, IPv4 and IPv6, seen from another machine.

The other machine is a network namespace of Linux with two addresses and a cable to this one.
"""

from __future__ import annotations

import ctypes
import os
import re
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator

import pytest
from osc_tools import Controller, WiredController, Witness
from pythonosc.osc_message_builder import build_msg

from realtime.errors import UsageError
from realtime.osc import OscServer
from realtime.osc.allowed import MAX_REMEMBERED, Allowed

CLONE_NEWNET = 0x40000000
HERE, GUEST, STRANGER = ("198.18.77.1", "fd77::1"), ("198.18.77.2", "fd77::2"), ("198.18.77.3", "fd77::3")

# -- the predicate ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "allowed", "refused"),
    [
        (None, ["203.0.113.1", "2001:db8::1"], []),
        ("192.168.1.20", ["192.168.1.20", "::ffff:192.168.1.20"], ["192.168.1.21", "::ffff:192.168.1.21", "fd77::1"]),
        ("192.168.1.0/24", ["192.168.1.255"], ["192.168.2.0", "not an address", ""]),
        (" 192.168.1.7/24 , 10.0.0.0/255.0.0.0", ["192.168.1.1", "10.255.0.1"], ["11.0.0.0"]),
        ("fe80::/10,2001:db8::5", ["fe80::1%3", "fe80::9", "2001:db8::5"], ["2001:db8::6", "203.0.113.1"]),
        ("::ffff:192.168.1.0/120", ["192.168.1.9", "::ffff:192.168.1.9"], ["192.168.2.9"]),
        ("0.0.0.0/0", ["203.0.113.1"], ["2001:db8::1"]),
        ("203.0.113.1", ["127.5.5.5", "::1", "::ffff:127.0.0.1"], ["224.0.0.1", "255.255.255.255", "0.0.0.0"]),
    ],
)  # fmt: skip
def test_addresses_and_networks(text: str | None, allowed: list[str], refused: list[str]) -> None:
    gate = Allowed.parse(text)
    for _ in range(2):  # the second time from memory
        assert all(gate.allows(address) for address in allowed)
        assert not any(gate.allows(address) for address in refused)


@pytest.mark.parametrize("part", ["tablet", "192.168.1.0/33", "192.168.1.256", "fe80::/129", "", "192.168.1.0-9", "*"])
def test_what_is_neither_is_named(part: str) -> None:
    with pytest.raises(UsageError, match=rf"^'{re.escape(part)}' is neither"):
        Allowed.parse(f"10.0.0.1,{part}")


def test_it_says_who() -> None:
    assert str(Allowed.parse("10.0.0.1,192.168.1.9/24,fe80::/10")) == (
        "10.0.0.1, 192.168.1.0/24, fe80::/10 and this machine"
    )
    assert str(Allowed.parse(None)) == "every machine that can reach it"


def test_it_remembers_no_more_than_so_many_senders() -> None:
    gate = Allowed.parse("10.0.0.0/8")
    for i in range(3 * MAX_REMEMBERED):
        assert gate.allows(f"10.0.{i // 256}.{i % 256}")
    assert len(gate._answers) <= MAX_REMEMBERED


# -- from another machine ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Callable[[Callable[[], socket.socket]], socket.socket]]:
    """elsewhere(make): what `make` returns, made on the other machine."""
    name, cable = f"realtime-gen-{os.getpid()}", f"rtg{os.getpid() % 100000}"

    def ip(*words: str, inside: bool = False) -> None:
        prefix = ["ip", "-n", name] if inside else ["ip"]
        subprocess.run([*prefix, *words], check=True, capture_output=True)

    try:
        ip("netns", "add", name)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"only root on Linux can have another machine: {error}")
    try:
        ip("link", "add", f"{cable}a", "type", "veth", "peer", "name", f"{cable}b", "netns", name)
        for address in HERE:
            ip("address", "add", f"{address}/{64 if ':' in address else 24}", "dev", f"{cable}a",
               *["nodad"][: ":" in address])  # fmt: skip
        for address in GUEST + STRANGER:
            ip("address", "add", f"{address}/{64 if ':' in address else 24}", "dev", f"{cable}b",
               *["nodad"][: ":" in address], inside=True)  # fmt: skip
        ip("link", "set", f"{cable}a", "up")
        ip("link", "set", f"{cable}b", "up", inside=True)
        libc = ctypes.CDLL(None, use_errno=True)

        def make_there(make: Callable[[], socket.socket]) -> socket.socket:
            made: list[socket.socket | OSError] = []

            def there() -> None:  # a socket belongs for ever to the namespace of the thread that opened it
                with open(f"/run/netns/{name}") as namespace:
                    assert libc.setns(namespace.fileno(), CLONE_NEWNET) == 0, os.strerror(ctypes.get_errno())
                try:
                    made.append(make())
                except OSError as error:
                    made.append(error)

            thread = threading.Thread(target=there)
            thread.start()
            thread.join()
            if isinstance(made[0], OSError):
                raise made[0]
            return made[0]

        yield make_there
    finally:
        subprocess.run(["ip", "netns", "del", name], check=False)


def over_udp(elsewhere: Callable, source: str, target: str, port: int) -> Controller:
    controller = Controller(port)
    controller.socket.close()

    def make() -> socket.socket:
        opened = socket.socket(socket.AF_INET6 if ":" in source else socket.AF_INET, socket.SOCK_DGRAM)
        opened.bind((source, 0))
        return opened

    controller.socket, controller.server = elsewhere(make), (target, port)
    return controller


def over_tcp(elsewhere: Callable, source: str, target: str, port: int) -> WiredController:
    opened = elsewhere(lambda: socket.create_connection((target, port), 3.0, (source, 0)))
    return WiredController(port, True, opened=opened)


@pytest.mark.real_time
@pytest.mark.parametrize("version", [0, 1], ids=["IPv4", "IPv6"])
@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_guests_play_and_hear_and_strangers_do_not(elsewhere: Callable, host: str, version: int) -> None:
    if host == "0.0.0.0" and version == 1:
        pytest.skip("listens on IPv4 only")
    here, guest, stranger = HERE[version], GUEST[version], STRANGER[version]
    values = Witness()
    with OscServer(values, host, 0, allowed=Allowed.parse(f"10.0.0.0/8,{guest}")) as server:
        for connect in (over_udp, over_tcp):
            good = connect(elsewhere, guest, here, server.port)
            good.send("/rt/subscribe")
            good.received(0.2)
            values.set("gain", -1.0)
            assert good.received(1.0, until="/rt/param/gain")[-1].arguments == (-1.0,)
            good.send("/rt/param/gain", -2.0)
            good.meet()
            assert values.get("gain") == -2.0
            good.socket.close()
        assert server.counters["forbidden"] == 0
        refused = over_udp(elsewhere, stranger, here, server.port)
        refused.send("/rt/ping")
        refused.raw(b"poison")
        refused.send("/rt/param/gain", -60.0)
        assert refused.received(0.2) == []
        with pytest.raises(OSError):  # at once, or with the first packet
            hung_up_on = over_tcp(elsewhere, stranger, here, server.port)
            hung_up_on.send("/rt/param/gain", -60.0)
            while hung_up_on.packet():
                pass
        own = Controller(server.port, here)  # this machine, by an address that others see as well
        own.meet()
        assert values.get("gain") == -2.0
        assert server.counters["forbidden"] == 4 and server.counters["malformed"] == 0
        refused.socket.close()
        own.socket.close()


@pytest.mark.real_time
def test_feedback_finds_a_tablet_that_has_a_link_local_address_only(elsewhere: Callable) -> None:
    """Such an address is valid on one interface, which must be remembered with it."""

    def make() -> socket.socket:
        opened = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        names = [name for _, name in socket.if_nameindex() if name.startswith("rtg")]
        opened.connect(("ff02::1", 9, 0, socket.if_nametoindex(names[0])))  # to learn which address is ours there
        mine = opened.getsockname()
        opened.close()
        opened = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        opened.bind((mine[0], 0, 0, mine[3]))
        return opened

    (cable,) = [name for _, name in socket.if_nameindex() if name.startswith(f"rtg{os.getpid() % 100000}")]
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
        probe.connect(("ff02::1", 9, 0, socket.if_nametoindex(cable)))
        here = probe.getsockname()[0]
    with OscServer(Witness(), "::", 0, allowed=Allowed.parse("fe80::/10")) as server:
        tablet = elsewhere(make)
        tablet.settimeout(3.0)
        tablet.sendto(build_msg("/rt/ping").dgram, (here, server.port, 0, tablet.getsockname()[3]))
        assert tablet.recv(999).startswith(b"/rt/pong")
        tablet.close()
