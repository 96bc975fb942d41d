"""Who may do what: the token, and whether a request comes from our own page or from somebody else's.

A web page anywhere can make the browser of whoever looks at it talk to this machine, in two ways that are refused
here: with a WebSocket, which no browser keeps to one origin (so `Origin` must be ours), and by a name of its own that
it lets point to 127.0.0.1 (so `Host` must be a number or a name of this machine).
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket

from aiohttp import web

from realtime.osc.allowed import Allowed
from realtime.osc.clients import is_loopback

TOKEN = "token"


class Access:
    """address, port: where it listens. named: --web-host. allowed: --osc-allow."""

    def __init__(self, address: str, port: int, named: str, allowed: Allowed) -> None:
        self.token = None if is_loopback(address) else secrets.token_urlsafe(18)
        self._allowed = allowed
        own = socket.gethostname().lower()
        short = own.partition(".")[0]
        self._names = {"localhost", own, short, f"{short}.local", announced_host(port).lower(), named.lower()}
        self.cookie = f"realtime-gen-{port}"  # a browser keeps one jar for all ports of a host

    def is_ours(self, request: web.Request) -> bool:
        """Whether Host names this machine and Origin, where there is one, is the page from here."""
        host = request.headers.get("Host", "")
        name = host_name(host)
        if name is None or not (name in self._names or is_address(name)):
            return False
        origin = request.headers.get("Origin")
        return origin is None or origin.lower() in (f"http://{host.lower()}", f"https://{host.lower()}")

    def has_token(self, request: web.Request) -> bool:
        """By cookie or query; everybody has it where none is needed."""
        if self.token is None:
            return True
        given = (request.cookies.get(self.cookie, ""), request.query.get(TOKEN, ""))
        return any(hmac.compare_digest(one.encode(errors="replace"), self.token.encode()) for one in given)

    def may_read(self, request: web.Request) -> bool:
        """OSCQuery: what there is and how it is set."""
        return self.has_token(request) or self._allowed.allows(request.remote or "")

    def may_set(self, request: web.Request) -> bool:
        """OSCQuery: with the token, or from an address that --osc-allow names."""
        return self.has_token(request) or (
            self._allowed.networks is not None and self._allowed.allows(request.remote or "")
        )


def host_name(host: str) -> str | None:
    """The name in a Host header, without port and brackets; None if it is malformed."""
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host, ""
    if (colon and port and not port.isdecimal()) or not name:
        return None
    return name.strip("[]").rstrip(".").lower()


def announced_host(port: int) -> str:
    """The name under which mDNS announces that a port of this machine is found."""
    return f"realtime-gen-{socket.gethostname().partition('.')[0] or 'localhost'}-{port}.local"


def is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
