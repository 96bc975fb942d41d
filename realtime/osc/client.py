"""A client of the OSC port, for the parts of this program that play it or watch it: MIDI, the terminal.

It speaks UDP on this machine, as any controller does, so that they all have the same feedback, are not told what they
said themselves, and cost the port nothing special. Nothing here waits for the port or needs it to be there: it may be
restarted, and is subscribed to again.
"""

from __future__ import annotations

import logging
import selectors
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from pythonosc.osc_message_builder import OscMessageBuilder

from realtime.errors import NetworkError
from realtime.osc.datagrams import LARGEST
from realtime.osc.protocol import Argument, OscError, parse
from realtime.osc.sources import resolve

KEEP_ALIVE_S = 15.0  # the port forgets clients that it has not heard for a minute
SILENT_S = 1.0  # status comes 10 times a second: a port that says nothing for so long does not know us (any more)

Hear = Callable[[str, tuple[Argument, ...]], None]

_log = logging.getLogger(__name__)


class OscClient:
    """Sends to the port from any thread; if `hear` is given, subscribes and hears feedback and status.

    hear: called with address and arguments of each message, on a thread of this client. What it raises is logged.
    Raises NetworkError: no such host.
    """

    def __init__(self, host: str, port: int, hear: Hear | None = None) -> None:
        family, server = resolve(host, port, "--osc-host")
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._thread: threading.Thread | None = None
        try:
            self._socket.connect(server)  # from now on it hears nobody else
        except OSError as error:
            self._socket.close()
            raise NetworkError(f"{host}:{port} cannot be reached ({error.strerror}): correct --osc-host") from None
        if hear is not None:
            self._ear, self._bell = socket.socketpair()
            self._thread = threading.Thread(target=self._listen, args=(hear,), name="osc client", daemon=True)
            self._thread.start()

    def send(self, address: str, *arguments: float | int | str) -> None:
        """Send one message. Never waits; that a message is lost raises nothing."""
        packet = encode(address, *arguments)
        with suppress(OSError):  # nobody there, a full buffer, closed
            self._socket.send(packet)

    def close(self) -> None:
        """Unsubscribe and end. Harmless when that has happened."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self.send("/rt/unsubscribe")
            self._bell.send(b"!")
            if thread is not threading.current_thread():
                thread.join(2.0)
        self._socket.close()

    def __enter__(self) -> OscClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- the thread ---------------------------------------------------------------------------------------------------

    def _listen(self, hear: Hear) -> None:
        subscribe_at = ping_at = time.monotonic()
        with selectors.DefaultSelector() as selector, self._ear, self._bell:
            selector.register(self._socket, selectors.EVENT_READ)
            selector.register(self._ear, selectors.EVENT_READ)
            while True:
                now = time.monotonic()
                if now >= subscribe_at:
                    self.send("/rt/subscribe")
                    subscribe_at = now + SILENT_S
                if now >= ping_at:  # a subscription would do as well, but is answered with every value there is
                    self.send("/rt/ping")
                    ping_at = now + KEEP_ALIVE_S
                for key, _ in selector.select(min(subscribe_at, ping_at) - now):
                    if key.fileobj is self._ear:
                        return
                    if self._receive(hear):
                        subscribe_at = time.monotonic() + SILENT_S

    def _receive(self, hear: Hear) -> bool:
        """Hand on one packet. Returns whether there was one."""
        try:
            messages = parse(self._socket.recv(LARGEST))
        except (OSError, OscError):  # nobody is there (told by the network), or it does not speak OSC
            return False
        for message in messages:
            try:
                hear(message.address, message.arguments)
            except Exception:  # a mistake of ours costs one message
                _log.exception("%s was not understood", message.address)
        return True


def reachable(host: str) -> str:
    """The address at which a server that listens on `host` is reached from this machine."""
    return {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def encode(address: str, *arguments: float | int | str) -> bytes:
    """One OSC message: floats as f, whole numbers as i (h if they need more than 32 bits), texts as s."""
    builder = OscMessageBuilder(address)
    for argument in arguments:
        if isinstance(argument, str):
            builder.add_arg(argument, "s")
        elif isinstance(argument, int):
            builder.add_arg(int(argument), "i" if -(2**31) <= argument < 2**31 else "h")
        else:
            builder.add_arg(float(argument), "f")
    return builder.build().dgram
