"""The OSC port and OSCQuery are found by mDNS: by zeroconf's own browser, in another process."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys

from web_tools import served, wait_for

from realtime.web.announce import OSC_TCP, OSC_UDP, OSCQUERY, Announcement, Service, interfaces

BROWSER = """
import json, sys
from zeroconf import ServiceBrowser, Zeroconf
class Listener:
    def add_service(self, zeroconf, kind, name):
        info = zeroconf.get_service_info(kind, name)
        print(json.dumps(["+", kind, name, info.port, info.parsed_addresses()]), flush=True)
    def remove_service(self, zeroconf, kind, name):
        print(json.dumps(["-", kind, name]), flush=True)
    def update_service(self, *_): pass
zeroconf = Zeroconf(interfaces=["127.0.0.1"])
ServiceBrowser(zeroconf, sys.argv[1:], Listener())
print("looking", flush=True)
sys.stdin.read()
"""


def test_both_ports_are_announced_under_names_of_their_own_and_withdrawn():
    """Two programs at once on one machine; on loopback, as their settings say, and on nothing else."""
    kinds = (OSC_UDP, OSC_TCP, OSCQUERY)
    browser = subprocess.Popen(
        [sys.executable, "-c", BROWSER, *kinds], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert browser.stdout is not None
    try:
        assert browser.stdout.readline() == "looking\n"
        with served() as one, served() as other:
            ports = {(OSC_UDP, one.osc.port), (OSC_TCP, one.osc.port), (OSCQUERY, one.web.port),
                     (OSC_UDP, other.osc.port), (OSC_TCP, other.osc.port), (OSCQUERY, other.web.port)}  # fmt: skip
            found: dict[tuple[str, int], str] = {}
            while set(found) < ports:
                sign, kind, name, *where = json.loads(browser.stdout.readline())
                if sign == "+" and (kind, where[0]) in ports:  # others may be running, beginning and ending here
                    found[kind, where[0]] = name
                    assert name.endswith(kind) and socket.gethostname().partition(".")[0] in name
                    assert where[1] == ["127.0.0.1"]
            assert len(set(found.values())) == len(ports)
            assert not one.warned and not other.warned
        gone: set[str] = set()
        while gone < set(found.values()):
            sign, _, name, *_ = json.loads(browser.stdout.readline())
            gone |= {name} if sign == "-" else set()
    finally:
        browser.kill()
        browser.wait()


def test_announcing_keeps_nothing_waiting():
    with served() as here:
        assert here.get("/rt/param/gain")[0] == 200
        assert not here.web.announced  # others are still being asked whether the names are theirs
        wait_for(lambda: len(here.web.announced) == 3, 30.0)


def test_a_network_that_cannot_is_worth_a_line():
    """192.0.2.77 is nobody's (RFC 5737), so that no socket can be bound to it."""
    warned: list[str] = []

    async def announce() -> None:
        announcement = Announcement([Service(OSC_UDP, "192.0.2.77", 9000)], warned.append)
        await announcement.announce()
        await announcement.withdraw()

    asyncio.run(announce())
    assert len(warned) == 1 and "mDNS" in warned[0]


def test_what_is_open_to_all_is_announced_on_the_network_and_not_on_loopback():
    assert interfaces("127.0.0.1") == interfaces("localhost") == ["127.0.0.1"]
    assert interfaces("::1") == []
    everywhere = interfaces("0.0.0.0")
    assert everywhere and ("127.0.0.1" not in everywhere or everywhere == ["127.0.0.1"])
