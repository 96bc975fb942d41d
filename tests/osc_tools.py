"""What the OSC tests share: values that remember, and a controller with a real socket."""

from __future__ import annotations

import socket
import struct
import time

from pythonosc import osc_bundle_builder, slip
from pythonosc.osc_message_builder import build_msg

from realtime.bundle import PLAIN, Bundle
from realtime.features.descriptors import N_SCORE
from realtime.osc.protocol import Message, parse
from realtime.parameters import Registry
from realtime.values import Values

LATENTS = 12


def make_registry(styles: tuple[str, ...] = ("piano", "rain"), latents: int = LATENTS) -> Registry:
    """The registry of a model that needs no files."""
    return Registry(
        Bundle(
            name="test", styles=list(styles), licence="CC0", features={}, frames_per_step=2,
            steps_per_score=4, latents=latents, states={}, components={},
            score_low=[-60.0, 7.0, -40.0] + [0.0] * (N_SCORE - 3),
            score_high=[-10.0, 12.0, -5.0] + [1.0] * (N_SCORE - 3),
            style_quantiles=[[[-25.0] * PLAIN] * 5] * len(styles),
            temperatures={}, decays=[0.0] * len(styles), map={}, phrases={},
            onset_flux=6.0, hashes={},
        )
    )  # fmt: skip


class Witness(Values):
    """Values that remember every call of `set` and when it came."""

    def __init__(self, registry: Registry | None = None) -> None:
        super().__init__(registry or make_registry())
        self.heard: list[tuple[str, float, float]] = []

    def set(self, name: str, value: float) -> float:
        self.heard.append((name, value, time.time()))
        return super().set(name, value)


def at(when: float, *messages: tuple[str, float]) -> bytes:
    """A bundle for that time, in seconds since 1970."""
    bundle = osc_bundle_builder.OscBundleBuilder(when)  # type: ignore[arg-type]
    for address, value in messages:
        bundle.add_content(build_msg(address, [value]))
    return bundle.build().dgram


class Controller:
    """A controller with one socket, from which it sends and at which it listens."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.socket.bind((host, 0))
        self.server = (host, port)

    @property
    def port(self) -> int:
        return int(self.socket.getsockname()[1])

    def raw(self, packet: bytes) -> None:
        self.socket.sendto(packet, self.server)

    def packet(self) -> bytes:
        """The next that arrives, within the socket's timeout."""
        return self.socket.recv(65536)

    def send(self, address: str, *arguments: object) -> None:
        self.raw(build_msg(address, list(arguments)).dgram)

    def received(self, seconds: float = 0.25, until: str | None = None) -> list[Message]:
        """Everything that arrives in that time, or up to a message to the address `until`; status left out."""
        found: list[Message] = []
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.socket.settimeout(left)
            try:
                (message,) = parse(self.packet())
            except TimeoutError:
                break
            if until is not None and message.address == until:
                return [*found, message]
            if not message.address.startswith("/rt/status/"):
                found.append(message)
        assert until is None, f"no {until} within {seconds} s, only {found}"
        return found

    def meet(self) -> None:
        """Everything sent so far has been obeyed when this returns."""
        self.send("/rt/ping")
        self.received(5.0, until="/rt/pong")


def error_of(controller: Controller) -> str:
    """The refusal that comes next."""
    return str(controller.received(2.0, until="/rt/error")[-1].arguments[0])


class WiredController(Controller):
    """A controller with a TCP connection. is_slip: its framing, else sizes. opened: a connection that is there."""

    def __init__(self, port: int, is_slip: bool, host: str = "127.0.0.1", opened: socket.socket | None = None) -> None:
        self.socket = opened or socket.create_connection((host, port))
        self.is_slip = is_slip
        self._arrived = b""

    def raw(self, packet: bytes) -> None:
        self.socket.sendall(self.framed(packet))

    def framed(self, packet: bytes) -> bytes:
        return slip.encode(packet) if self.is_slip else struct.pack(">i", len(packet)) + packet

    def packet(self) -> bytes:
        while True:
            if self.is_slip and self._arrived.count(slip.END) >= 2:
                escaped, _, self._arrived = self._arrived[1:].partition(slip.END)
                return bytes(slip.decode(slip.END + escaped + slip.END))
            if not self.is_slip and len(self._arrived) >= 4:
                size = struct.unpack(">i", self._arrived[:4])[0]
                if len(self._arrived) >= 4 + size:
                    found, self._arrived = self._arrived[4 : 4 + size], self._arrived[4 + size :]
                    return found
            data = self.socket.recv(65536)
            if not data:
                raise EOFError
            self._arrived += data
