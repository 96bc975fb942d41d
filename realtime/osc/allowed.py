"""Who may play from other machines: `--osc-allow`. For one thread; the web page asks it as well as the OSC port.

This machine is always allowed: its loopback addresses, and whatever address of its own it sends from.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Sequence
from contextlib import suppress

from realtime.errors import UsageError
from realtime.osc.sources import ip_address, socket_address

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

MAX_REMEMBERED = 1024  # answers; senders of packets can be forged
REMEMBERED_S = 30.0  # a machine may get another address


class Allowed:
    """networks: who may play besides this machine; None: everyone."""

    def __init__(self, networks: Sequence[Network] | None = None) -> None:
        self.networks = tuple(networks) if networks is not None else None
        self._answers: dict[str, bool] = {}
        self._forget_at = 0.0

    @classmethod
    def parse(cls, text: str | None) -> Allowed:
        """Addresses and networks, IPv4 and IPv6, separated by commas; None: everyone. Raises UsageError."""
        return cls([_network(part.strip()) for part in text.split(",")] if text is not None else None)

    def allows(self, address: str) -> bool:
        """Whether this IP address, as sockets give it, may play. About 0.2 us for one that asked before, else 20 us."""
        if self.networks is None:
            return True
        now = time.monotonic()
        if now >= self._forget_at or len(self._answers) >= MAX_REMEMBERED:
            self._answers.clear()
            self._forget_at = now + REMEMBERED_S
        answer = self._answers.get(address)
        if answer is None:
            answer = self._answers[address] = self._decide(address)
        return answer

    def __str__(self) -> str:
        """Who, in words that follow 'open to'."""
        if self.networks is None:
            return "every machine that can reach it"
        names = [str(one.network_address) if one.num_addresses == 1 else str(one) for one in self.networks]
        return f"{', '.join(names)} and this machine"

    def _decide(self, text: str) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        assert self.networks is not None
        return address.is_loopback or any(address in network for network in self.networks) or _is_own(text)


def _network(part: str) -> Network:
    try:
        network = ipaddress.ip_network(part, strict=False)
    except ValueError:
        raise UsageError(
            f"'{part}' is neither an IP address nor a network, as in 192.168.1.20 or 192.168.1.0/24"
        ) from None
    mapped = getattr(network.network_address, "ipv4_mapped", None)
    if mapped is not None and network.prefixlen >= 96:
        return ipaddress.IPv4Network((mapped, network.prefixlen - 96))
    return network


def _is_own(text: str) -> bool:
    """Whether one of our interfaces has this address: only then can a socket be bound to it."""
    address = ip_address(text)
    if address.is_multicast or address.is_unspecified or str(address) == "255.255.255.255":
        return False  # these can be bound, too
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    interface = text.partition("%")[1:] if address.version == 6 else ()
    with suppress(OSError, ValueError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.bind(socket_address(("".join((str(address), *interface)), 0)))
        return True
    return False
