"""Telling the network, by mDNS, where the OSC port and OSCQuery are, so that controllers list us by themselves.

`_osc._udp` and `_osc._tcp` for the OSC port, `_oscjson._tcp` for OSCQuery, under a name that nobody else has. Each
is told on the interfaces that its host setting opens and no other: on loopback what only this machine reaches. That it
does not work (no network, no permission) is worth a line, no more.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

import ifaddr
from zeroconf import Error, IPVersion, ServiceInfo
from zeroconf.asyncio import AsyncZeroconf

from realtime.osc.sources import resolve
from realtime.web.access import announced_host

OSC_UDP, OSC_TCP, OSCQUERY = "_osc._udp.local.", "_osc._tcp.local.", "_oscjson._tcp.local."
LOOPBACK = "127.0.0.1"


class Service(NamedTuple):
    """kind: of the above. host: as in the settings."""

    kind: str
    host: str
    port: int


class Announcement:
    """On the event loop that `announce` runs on. warn: called with a sentence if it cannot be."""

    def __init__(self, services: Sequence[Service], warn: Callable[[str], None]) -> None:
        self._services, self._warn = services, warn
        self._open: list[AsyncZeroconf] = []
        self.names: list[str] = []  # of the instances, once they are announced

    async def announce(self) -> None:
        """Takes some seconds, in which others are asked whether they have the name. Raises nothing."""
        logging.getLogger("zeroconf").setLevel(logging.CRITICAL)  # it writes a line for every network that has gone
        groups: dict[tuple[str, ...], list[Service]] = {}
        for service in self._services:
            groups.setdefault(tuple(interfaces(service.host)), []).append(service)
        try:
            for addresses, services in groups.items():
                if addresses:
                    await self._announce(addresses, services)
        except (OSError, Error, AssertionError, ValueError) as error:
            self._warn(f"controllers will not find this program by themselves: mDNS does not work here ({error})")

    async def withdraw(self) -> None:
        """Say goodbye and close."""
        zeroconfs, self._open = self._open, []
        for one in zeroconfs:
            with suppress(OSError, Error):
                await one.async_unregister_all_services()
            with suppress(OSError, Error):
                await one.async_close()

    async def _announce(self, addresses: tuple[str, ...], services: list[Service]) -> None:
        zeroconf = AsyncZeroconf(interfaces=list(addresses), ip_version=IPVersion.V4Only)
        self._open.append(zeroconf)
        await asyncio.gather(*(self._tell(zeroconf, addresses, service) for service in services))

    async def _tell(self, zeroconf: AsyncZeroconf, addresses: tuple[str, ...], service: Service) -> None:
        # The port makes it unique on this machine: two programs that ask for one name at once would both be given it.
        host = socket.gethostname().partition(".")[0] or "localhost"
        info = ServiceInfo(
            service.kind,
            f"realtime-gen {service.port} on {host}.{service.kind}",
            port=service.port,
            parsed_addresses=list(addresses),
            properties={"txtvers": "1"},
            server=f"{announced_host(service.port)}.",
        )
        await (await zeroconf.async_register_service(info, allow_name_change=True))
        self.names.append(info.name)


def interfaces(host: str) -> list[str]:
    """IPv4 addresses at which a port on this host is reached. Nothing for one that listens on IPv6 alone."""
    address = resolve(host, 0, "the host")[1][0]
    if address in ("0.0.0.0", "::"):
        found = [str(ip.ip) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4]
        found = [one for one in found if not ipaddress.ip_address(one).is_loopback]
        return sorted(found) or [LOOPBACK]
    return [address] if ":" not in address else []
