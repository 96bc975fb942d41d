"""Packets that nobody should send: mutated, truncated, spliced, nested, oversized ones, from a seed.

The corpus holds a good message to every address of a model and more, so that mutations get past the first check. What
it leaves out, so that a good message among all that can be recognised: the parameter `UNTOUCHED`, and the names of real
models, whose loading is no nonsense but an order.
"""

from __future__ import annotations

import random
import struct
import time
from collections.abc import Iterator

from pythonosc.osc_message_builder import OscMessageBuilder, build_msg

from realtime.osc.namespace import entries
from realtime.osc.protocol import MAX_PACKET
from realtime.parameters import Registry

UNTOUCHED = "/rt/param/temperature"
NTP_TO_UNIX = 2208988800
NOW = b"#bundle\0" + struct.pack(">Q", 1)
EXTREMES = (0, 1, 3, 4, -1, -4, 255, 256, 65535, 65536, 2**31 - 1, -(2**31))
FLOATS = tuple(
    struct.pack(">f", value)
    for value in (0.0, -0.0, 1.0, 0.5, -1.0, 1e-40, 1e38, -1e38, float("nan"), float("inf"), float("-inf"))
)
TYPES = b"ifsbhtdScrmTFNI[]" + b"qZ\xff\0"


def wrap(*packets: bytes, head: bytes = NOW) -> bytes:
    """A bundle of them."""
    return head + b"".join(struct.pack(">i", len(packet)) + packet for packet in packets)


def corpus(registry: Registry, without: str) -> list[bytes]:
    """Good packets."""
    found = []
    for entry in entries(registry):
        if entry.address in (UNTOUCHED, without):
            continue
        for value in (0.25, 1.0, 60.0):
            builder = OscMessageBuilder(entry.address)
            for kind in entry.types.rstrip("?."):
                builder.add_arg("night 1" if kind == "s" else int(value) if kind == "i" else value, kind)
            found.append(builder.build().dgram)
    found += [
        build_msg("/rt/latent/{1,1?}", [2.0]).dgram,
        build_msg("/rt/param/chroma/[!C-E]*", [True]).dgram,
        build_msg("/rt/{auto,st*}/*", [1]).dgram,
        build_msg("/rt/status/*", [1.0]).dgram,
        build_msg("/rt/xy", [0.5, [1.0]]).dgram,
        build_msg("/rt/param/gain", [2.0**70]).dgram,
        build_msg("/rt/x", [1, 2.0, "three", b"four", True, None, 2**40, (1, 2, 3, 4)]).dgram,
        build_msg("/rt/error", ["an instrument that answers itself"]).dgram,
    ]
    found += [wrap(*found[at : at + 5]) for at in range(0, 60, 5)]
    found += [wrap(found[at], wrap(found[at + 1], wrap(found[at + 2]))) for at in range(5)]
    return found


def heavy() -> list[bytes]:
    """Packets that cost as much as a packet may: large, deep, full of patterns, full of orders."""
    star, nest = build_msg("/rt/*/*", [0.5]).dgram, build_msg("/rt/sync").dgram
    for _ in range(900):
        nest = wrap(nest)
    return [
        wrap(*[build_msg("/rt/latent/*", [0.5]).dgram] * 512),
        wrap(*[star.replace(b"/*/*", b"/a*o")] * 512),
        wrap(*[build_msg(f"/rt/l*{i}/{'*[a-z]' * 15}", [1.0]).dgram for i in range(400)]),
        wrap(*[build_msg("/rt/sync").dgram] * 512),
        wrap(*[build_msg("/rt/ping").dgram] * 100),
        nest[: MAX_PACKET // 4 * 4],
        build_msg("/rt/latent/" + "*p" * 58 + "X", [1.0]).dgram,
        build_msg("/rt/latent/" + "*p" * 30000, [1.0]).dgram,
        bytes(65504),
        b"/" * 65504,
        NOW + b"\0\0\0\0" * 16000,
        NOW + struct.pack(">i", -4) + bytes(100),
        b"/rt/latents\0," + b"f" * 16003 + bytes(40000),
        b"/rt/latents\0,b\0\0" + struct.pack(">i", 65000) + bytes(65000),
    ]


class Fuzzer:
    """An endless row of such packets; the same for the same seed, but for the times of bundles.

    without: an address that is left out.
    """

    def __init__(self, registry: Registry, seed: int, without: str = "") -> None:
        self._chance = random.Random(seed)
        self._good, self._heavy = corpus(registry, without), heavy()

    def packets(self) -> Iterator[bytes]:
        chance = self._chance
        while True:
            kind = chance.random()
            if kind < 0.002:
                packet = chance.choice(self._heavy)
            elif kind < 0.05:
                packet = chance.randbytes(chance.randrange(120))
            elif kind < 0.10:
                at = time.time() + NTP_TO_UNIX + chance.choice((-1.0, 0.02, 0.1, 5.0, 1e6))
                packet = wrap(chance.choice(self._good), head=b"#bundle\0" + struct.pack(">Q", int(at * 2**32)))
            else:
                packet = chance.choice(self._good)
            yield packet if kind < 0.002 else self._mutated(packet)

    def _mutated(self, packet: bytes) -> bytes:
        chance, data = self._chance, bytearray(packet)
        for _ in range(chance.randrange(5)):
            if not data:
                break
            at = chance.randrange(len(data))
            how = chance.randrange(9)
            if how == 0:
                data[at] ^= 1 << chance.randrange(8)
            elif how == 1:
                data[at] = chance.randrange(256)
            elif how == 2:  # a size, a number
                data[at & ~3 : (at & ~3) + 4] = struct.pack(">i", chance.choice(EXTREMES))
            elif how == 3:
                data[-4:] = chance.choice(FLOATS)
            elif how == 4 and b"," in data:  # a type tag
                data[min(data.index(b",") + chance.randrange(1, 4), len(data) - 1)] = chance.choice(TYPES)
            elif how == 5:  # cut off
                del data[at & (~3 if chance.random() < 0.5 else ~0) :]
            elif how == 6:
                data[at:at] = chance.randbytes(chance.choice((1, 4, 8, 100)))
            elif how == 7:  # spliced
                other = chance.choice(self._good)
                data[at & ~3 :] = other[chance.randrange(len(other)) & ~3 :]
            else:
                data[at:at] = chance.choice((b"*", b"{", b"[!", b"/", b"\0\0\0\0", b"{a,b}", b"#bundle\0"))
        return bytes(data[:MAX_PACKET])

    def spoilt_stream(self, stream: bytes) -> bytes:
        """What somebody else might write into a TCP connection instead of this: cut off, or with wrong bytes."""
        data = bytearray(stream)
        for _ in range(self._chance.randrange(1, 4)):
            data[self._chance.randrange(len(data))] = self._chance.choice((0, 0xC0, 0xDB, 0xFF, 0x2F))
        return bytes(data[: self._chance.randrange(1, len(data) + 1)])
