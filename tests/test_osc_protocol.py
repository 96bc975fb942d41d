"""The packet parser and the pattern matcher, against python-osc, liblo and `re`."""

from __future__ import annotations

import itertools
import math
import random
import re
import shutil
import socket
import struct
import subprocess
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythonosc import osc_bundle_builder
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder, build_msg

from realtime.osc.protocol import (
    MAX_DEPTH,
    MAX_MESSAGES,
    MAX_PACKET,
    Message,
    Name,
    OscError,
    Pattern,
    is_pattern,
    parse,
    unix_seconds,
)

NOW = b"#bundle\0" + b"\0" * 7 + b"\1"


def in_bundle(*elements: bytes, head: bytes = NOW) -> bytes:
    return head + b"".join(struct.pack(">i", len(element)) + element for element in elements)


def nested(depth: int) -> bytes:
    packet = build_msg("/a", [1.0]).dgram
    for _ in range(depth):
        packet = in_bundle(packet)
    return packet


# -- parser -----------------------------------------------------------------------------------------------------------


def test_reads_every_type_that_python_osc_builds() -> None:
    builder = OscMessageBuilder("/rt/param/chroma/C#")
    sent: list[tuple[str, Any]] = [
        ("i", -7), ("f", 0.5), ("d", math.pi), ("h", -(2**40)), ("s", "Grüße"), ("s", ""), ("s", "1234"),
        ("b", b"12345"), ("T", True), ("F", False), ("N", None), ("r", 0x11223344), ("m", (1, 2, 3, 4)),
    ]  # fmt: skip
    for tag, value in sent:
        builder.add_arg(value, tag)
    (message,) = parse(builder.build().dgram)
    expected: list[Any] = [value for _, value in sent[:-2]] + [b"\x11\x22\x33\x44", bytes((1, 2, 3, 4))]
    assert message == Message("/rt/param/chroma/C#", tuple(expected), 0.0)


def test_arrays_are_flattened_and_the_rarer_types_tolerated() -> None:
    assert parse(build_msg("/a", [1, [2.0, ["x"]], 3]).dgram)[0].arguments == (1, 2.0, "x", 3)
    raw = b"/a\0\0,ItcS\0\0\0" + struct.pack(">Qi", 1 << 32, ord("q")) + b"sym\0"
    assert parse(raw)[0].arguments == (True, struct.pack(">Q", 1 << 32), "q", "sym")
    assert parse(b"/a\0\0,b\0\0\0\0\0\0")[0].arguments == (b"",)  # python-osc cannot build it
    assert parse(b"/a\0\0")[0].arguments == ()  # ancient: no type tags at all
    assert parse(b"/a\0\0,\0\0\0")[0].arguments == ()


@pytest.mark.skipif(shutil.which("oscsend") is None, reason="liblo-tools (oscsend) is not installed")
def test_reads_what_liblo_sends() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(5)
        port = str(receiver.getsockname()[1])
        values = ["3", "0.25", "text", "-5000000000", "2.5", "symbol", "z"]
        subprocess.run(["oscsend", "127.0.0.1", port, "/rt/x", "ifshdScTFNI", *values], check=True, timeout=10)
        (message,) = parse(receiver.recv(65536))
    assert message.address == "/rt/x"
    assert message.arguments == (3, 0.25, "text", -5000000000, 2.5, "symbol", "z", True, False, None, True)


def test_bundles_keep_their_order_and_the_later_of_two_times() -> None:
    at = time.time() + 100
    outer = osc_bundle_builder.OscBundleBuilder(at)  # type: ignore[arg-type]
    outer.add_content(build_msg("/one", [1]))
    inner = osc_bundle_builder.OscBundleBuilder(at + 10)  # type: ignore[arg-type]
    inner.add_content(build_msg("/two", [2]))
    outer.add_content(inner.build())
    earlier = osc_bundle_builder.OscBundleBuilder(osc_bundle_builder.IMMEDIATELY)
    earlier.add_content(build_msg("/three", [3]))
    outer.add_content(earlier.build())
    messages = parse(outer.build().dgram)
    assert [m.address for m in messages] == ["/one", "/two", "/three"]
    assert [m.when for m in messages] == pytest.approx([at, at + 10, at], abs=1e-5)
    assert parse(in_bundle()) == []
    assert unix_seconds(1) == 0.0


@pytest.mark.parametrize(
    ("packet", "reason"),
    [
        (b"", "empty"),
        (b"/a\0", "multiple of 4"),
        (b"abcd", "neither"),
        (b"/abc", "without an end"),
        (b"/ab\0,f\0\0", "fewer bytes"),
        (b"/ab\0,f\0\0\0\0\0\0\0\0\0\0", "more than the type tags say"),
        (b"/ab\0fff\0\0\0\0\0", "no type tags"),
        (b"/ab\0,q\0\0", "unknown type tag"),
        (b"/ab\0,s\0\0abcd", "without an end"),
        (b"/ab\0,b\0\0\xff\xff\xff\xf0", "blob"),
        (b"/ab\0,b\0\0\0\0\0\5abcd", "blob"),
        (b"/ab\0,c\0\0\0\1\0\0", "ASCII"),
        (b"/ab\0,[\0\0", "does not end"),
        (b"/ab\0,]\0\0", "before it starts"),
        (b"/\xff\xfe\0,\0\0\0", "UTF-8"),
        (b"/a\0x,\0\0\0", "padded"),
        (b"#bundle\0", "time tag"),
        (in_bundle(b""), "element of 0 bytes"),
        (NOW + struct.pack(">i", -4), "element of -4 bytes"),  # hangs python-osc 1.10.2 for ever
        (NOW + struct.pack(">i", 8), "element of 8 bytes"),
        (in_bundle(b"/a\0\0", b"oops"), "neither"),
        (b"/" + b"a" * 299 + b"\0" * 4 + b",\0\0\0", "address"),
        (b"/a\0\0," + b"T" * 300 + b"\0" * 3, "type tags"),
        (nested(MAX_DEPTH + 1), "nested"),
        (nested(900), "nested"),  # RecursionError in python-osc
        (in_bundle(*[b"/a\0\0"] * (MAX_MESSAGES + 1)), "messages in one packet"),
        (b"/a\0\0" * (MAX_PACKET // 4 + 1), "65507"),
    ],
)
def test_malformed_packets_are_refused_with_a_reason_at_once(packet: bytes, reason: str) -> None:
    started = time.thread_time()
    with pytest.raises(OscError, match=reason):
        parse(packet)
    assert time.thread_time() - started < 0.05  # 5 ms measured for the longest


def test_the_caps_themselves_are_allowed() -> None:
    assert len(parse(nested(MAX_DEPTH))) == 1
    assert len(parse(in_bundle(*[b"/a\0\0"] * MAX_MESSAGES))) == MAX_MESSAGES


@given(st.binary(max_size=200), st.sampled_from([b"", b"/", b"/a\0\0,", b"#bundle\0", NOW]))
@settings(max_examples=400, deadline=None)
def test_arbitrary_bytes_raise_nothing_but_osc_errors(tail: bytes, head: bytes) -> None:
    for packet in (head + tail, (head + tail)[: len(head + tail) & ~3]):
        try:
            messages = parse(packet)
        except OscError:
            continue
        assert all(isinstance(message.address, str) and math.isfinite(message.when) for message in messages)


def test_mutations_of_good_packets_raise_nothing_but_osc_errors() -> None:
    chance = random.Random(1)
    good = [
        build_msg("/rt/param/gain", [1.0]).dgram,
        build_msg("/rt/seed", [1, "abc", b"xyz", True, [1.0, [2]], 2**40]).dgram,
        nested(3),
        in_bundle(*[build_msg(f"/rt/latent/{i}", [float(i)]).dgram for i in range(4)]),
    ]
    refused = 0
    for _ in range(20000):
        packet = bytearray(chance.choice(good))
        for _ in range(chance.randrange(1, 5)):
            packet[chance.randrange(len(packet))] = chance.choice((0, 1, 255, 0x2C, 0x5B, chance.randrange(256)))
        if chance.random() < 0.3:
            del packet[chance.randrange(len(packet)) :]
        try:
            parse(bytes(packet))
        except OscError:
            refused += 1
    assert 5000 < refused < 19900  # some mutations only change a number


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
    st.lists(
        st.one_of(
            st.integers(-(2**31), 2**31 - 1),
            st.floats(width=32, allow_nan=False, allow_subnormal=False),  # ONNX Runtime flushes them, once it is used
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9),
            st.binary(min_size=1, max_size=9),
            st.booleans(),
        ),
        max_size=8,
    ),
)
@settings(max_examples=300, deadline=None)
def test_agrees_with_python_osc_on_whatever_it_builds(address: str, arguments: list[object]) -> None:
    built = build_msg("/" + address, arguments)
    (message,) = parse(built.dgram)
    assert message.address == built.address
    assert list(message.arguments) == OscMessage(built.dgram).params


# -- patterns ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "address", "expected"),
    [
        ("/rt/latent/*", "/rt/latent/11", True),
        ("/rt/*", "/rt/latent/1", False),  # a star does not cross a slash
        ("/rt/latent/1?", "/rt/latent/11", True),
        ("/rt/latent/1?", "/rt/latent/1", False),
        ("/rt/latent/[0-35]", "/rt/latent/5", True),
        ("/rt/latent/[0-35]", "/rt/latent/4", False),
        ("/rt/latent/[!0-3]", "/rt/latent/4", True),
        ("/rt/latent/[!0-3]", "/rt/latent/2", False),
        ("/rt/param/{gain,mute}", "/rt/param/mute", True),
        ("/rt/param/{gain,mute}", "/rt/param/mut", False),
        ("/rt/param/{g,ga}{in,n}", "/rt/param/gain", True),  # must not settle for the first alternative that fits
        ("/rt/param/chroma/{C,D}*", "/rt/param/chroma/C#", True),
        ("/rt/[!a-o]aram/g*n", "/rt/param/gain", True),
        ("/{r*,x}/param/**n", "/rt/param/gain", True),
        ("/rt/param/gain*", "/rt/param/gain", True),
        ("/rt/param/gain?", "/rt/param/gain", False),
        ("/rt/param/[g-]ain", "/rt/param/-ain", True),
    ],
)
def test_patterns(pattern: str, address: str, expected: bool) -> None:
    assert is_pattern(pattern)
    assert Pattern(pattern).matches(address) is expected


@pytest.mark.parametrize(
    "text", ["/a[b", "/a{b", "/a]", "/a}", "/[]", "/[!]", "/{a,{b}}", "//*", "*", "/*/", "/*" * 65]
)
def test_malformed_patterns_are_refused(text: str) -> None:
    with pytest.raises(OscError, match="pattern"):
        Pattern(text)


STEPS = [
    ("*", ".*"), ("?", "."), ("a", "a"), ("b", "b"),
    ("[a]", "[a]"), ("[!a]", "[^a]"), ("[a-b]", "[ab]"), ("[ba]", "[ab]"), ("[!a-b]", "[^ab]"),
]  # fmt: skip


def test_matching_equals_regular_expressions() -> None:
    """Of up to six steps, some of them braces, and names of up to three letters."""
    chance, matched = random.Random(2), 0
    names = ["".join(letters) for length in range(4) for letters in itertools.product("abc", repeat=length)]

    def braces() -> tuple[str, str]:
        def option() -> tuple[str, str]:
            text = "".join(chance.choices("ab", k=chance.randrange(5)))
            return chance.choice(STEPS) if chance.random() < 0.5 else (text, text)

        options = [option() for _ in range(chance.randrange(1, 4))]
        return "{" + ",".join(one for one, _ in options) + "}", "(?:" + "|".join(one for _, one in options) + ")"

    for _ in range(1000):
        steps = [braces() if chance.random() < 0.3 else chance.choice(STEPS) for _ in range(chance.randrange(1, 7))]
        pattern = Pattern("/" + "".join(one for one, _ in steps))
        reference = re.compile("".join(one for _, one in steps))
        for name in chance.sample(names, 12):
            expected = reference.fullmatch(name) is not None
            assert pattern.matches_part(0, Name(name)) is expected, (steps, name)
            matched += expected
    assert 1000 < matched < 8000


@pytest.mark.parametrize("text", ["/" + "*p" * 60 + "X", "/" + "{*,*}" * 25, "/" + "{,p,pp}" * 18, "/" + "*[a-z]" * 21])
def test_no_pattern_takes_long(text: str) -> None:
    pattern, name = Pattern(text[:128]), "p" * 255
    started = time.thread_time()
    for _ in range(10):
        pattern.matches("/" + name)
    assert (time.thread_time() - started) / 10 < 0.01  # 0.15 ms measured; python-osc takes longer than anybody waits
