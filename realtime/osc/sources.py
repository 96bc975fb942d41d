"""Who sends and receives OSC: UDP peers and TCP connections, as keys of tables and as sockets want them."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from typing import Any, NamedTuple

from realtime.errors import NetworkError


class Wire(NamedTuple):
    """The other end of a TCP connection. number: of the connection, since a port is used again and again."""

    host: str
    port: int
    number: int


# Of a UDP peer: IP address, with "%" and the number of the interface if it is valid on that one only; and port.
Source = tuple[str, int] | Wire
Packet = tuple[bytes, Source]


def source_of(address: Any) -> tuple[str, int]:
    """From an address as Python's sockets give it."""
    if len(address) == 4 and address[3]:
        return f"{address[0].partition('%')[0]}%{address[3]}", address[1]
    return address[0], address[1]


def shown(source: Source) -> str:
    """For people: host and port."""
    host, port = source[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def socket_address(source: Source) -> tuple[Any, ...]:
    """What a socket can be bound to, or send to."""
    host, port = source[:2]
    if "%" not in host:
        return host, port
    host, _, interface = host.partition("%")
    return host, port, 0, int(interface)


def resolve(host: str, port: int, option: str, family: int = 0) -> tuple[int, tuple[str, int]]:
    """Family and address of a host name, IPv4 first. Raises NetworkError, which names the option to correct."""
    try:
        if not 0 <= port <= 65535:
            raise OverflowError("ports go from 0 to 65535")
        found = socket.getaddrinfo(host or None, port, family, socket.SOCK_DGRAM, 0, socket.AI_PASSIVE)
    except (OSError, UnicodeError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NetworkError(f"no such host or port as {host}:{port} ({reason}): correct {option}") from None
    found.sort(key=lambda one: one[0] != socket.AF_INET)
    return found[0][0], source_of(found[0][4])


def cannot_listen(what: str, where: str, error: OSError, host_option: str, port_option: str) -> NetworkError:
    """Why a port cannot be had, and which option to correct: the host is not ours, or the port is somebody else's."""
    if error.errno == errno.EADDRNOTAVAIL:
        remedy = f"give {host_option} an address of this machine"
    else:
        remedy = f"close the program that has the port or choose another with {port_option}"
    reason = os.strerror(error.errno) if error.errno else error
    return NetworkError(f"cannot {what} on {where} ({reason}): {remedy}")


def ip_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Of a source. The IPv4 address where an IPv6 socket shows it as ::ffff:a.b.c.d. Raises ValueError."""
    address = ipaddress.ip_address(text.partition("%")[0])
    return getattr(address, "ipv4_mapped", None) or address


def is_loopback(host: str) -> bool:
    return ip_address(host).is_loopback
