"""Packets that nobody should send: no exception, nothing out of its range, nothing that grows, every good one obeyed.

`tests/benchmarks/osc_fuzz.py` pours a million of the same at the running program.
"""

from __future__ import annotations

import math
import struct
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osc_fuzzer import EXTREMES, NOW, UNTOUCHED, Fuzzer, wrap
from osc_tools import Controller, Witness, make_registry
from pythonosc.osc_message_builder import OscMessageBuilder, build_msg

from realtime.osc import OscServer
from realtime.osc.addresses import MAX_CACHED_PATTERNS
from realtime.osc.clients import MAX_CLIENTS
from realtime.osc.dispatch import Dispatcher
from realtime.osc.namespace import entries
from realtime.osc.protocol import OscError, parse
from realtime.osc.schedule import MAX_SCHEDULED
from realtime.osc.sending import MAX_OUTBOX, Complaints, Sending

PACKETS = 20_000
WINDOW = 100  # packets before the server is given the time to obey them


@pytest.mark.real_time
def test_good_messages_among_thousands_of_spoilt_ones_are_all_obeyed() -> None:
    values = Witness()
    with OscServer(values, port=0) as server:
        packets = Fuzzer(values.registry, seed=3).packets()
        vandals, hand = [Controller(server.port) for _ in range(5)], Controller(server.port)
        expected = []
        for number in range(PACKETS):
            vandals[number % 5].raw(next(packets))
            if number % 10 == 0:
                value = struct.unpack("f", struct.pack("f", 2.0 * number / PACKETS))[0]
                hand.send(UNTOUCHED, value)
                expected.append(value)
            if number % WINDOW == 0:
                hand.meet()
        hand.meet()
        good = set(expected)
        assert [value for name, value, _ in values.heard if name == "temperature" and value in good] == expected
        assert server.counters["malformed"] > PACKETS / 10 and server.counters["refused"] > PACKETS / 10
        assert server._thread is not None and server._thread.is_alive() and not server._complaints.seen
        for controller in (*vandals, hand):
            controller.socket.close()


# -- every structure that Hypothesis can think of, without a port -----------------------------------------------------

REGISTRY = make_registry(("piano",), latents=3)
ADDRESSES = [entry.address for entry in entries(REGISTRY)]
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
pattern = st.lists(
    st.sampled_from(["*", "?", "[a-z]", "[!a]", "{a,l*}", "{", "]", "/rt/", "/latent/", "/param", "/", "1", "auto"]),
    min_size=1, max_size=8,
).map(lambda parts: "/" + "".join(parts))  # fmt: skip
address = st.one_of(st.sampled_from(ADDRESSES), st.sampled_from(ADDRESSES), pattern, texts.map(lambda text: "/" + text))
argument = st.one_of(
    st.tuples(st.just("f"), st.floats(width=32, allow_subnormal=False)),
    st.tuples(st.just("d"), st.floats(allow_subnormal=False)),
    st.tuples(st.just("i"), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.just("h"), st.integers(-(2**63), 2**63 - 1)),
    st.tuples(st.just("s"), texts),
    st.tuples(st.just("b"), st.binary(min_size=1, max_size=9)),
    st.tuples(st.sampled_from("TFN"), st.none()),
)


def build(address: str, arguments: list[tuple[str, object]]) -> bytes:
    builder = OscMessageBuilder(address)
    for kind, value in arguments:
        builder.add_arg(value, kind)  # type: ignore[arg-type]
    return builder.build().dgram


message = st.builds(build, address, st.lists(argument, max_size=4))
in_bundle = st.recursive(
    message,
    lambda inner: st.builds(
        lambda packets, ahead: wrap(*packets, head=time_tag(ahead)),
        st.lists(inner, max_size=4),
        st.sampled_from([None, -1.0, 0.5, 60.0, 1e5]),
    ),
    max_leaves=5,
)
change = st.tuples(
    st.integers(0, 400), st.one_of(st.binary(max_size=5), st.sampled_from([struct.pack(">i", one) for one in EXTREMES]))
)


def time_tag(ahead: float | None) -> bytes:
    """The head of a bundle that many seconds ahead; None: immediately."""
    if ahead is None:
        return NOW
    return b"#bundle\0" + struct.pack(">Q", int((time.time() + 2208988800 + ahead) * 2**32))


def changed(packet: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    for at, new in changes:
        at = min(at, len(packet))
        packet = packet[:at] + new + packet[at + len(new) :]
    return packet


@given(st.lists(st.builds(changed, in_bundle, st.lists(change, max_size=2)), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_whatever_is_sent_leaves_every_value_in_its_range_and_nothing_grows(packets: list[bytes]) -> None:
    values, complaints = Witness(REGISTRY), Complaints()
    counters = dict.fromkeys(("received", "refused", "scheduled", "dropped", "unsent"), 0)
    sending = Sending(values, None, None, complaints, counters)
    dispatcher = Dispatcher(values, sending, counters, complaints, None, None, lambda who: lambda text: None)
    for number, packet in enumerate(packets):
        who = ("127.0.0.1", 2000 + number % 3)
        try:
            messages = parse(packet)
        except OscError:
            continue
        dispatcher.packet(messages, who)
        dispatcher.obey_scheduled(time.monotonic())
        if number % 2 == 0:
            dispatcher.tick()
            sending.tick()
            sending.send(lambda batch: 0)
    dispatcher.obey_scheduled(time.monotonic() + 100.0)
    assert not complaints.seen
    for parameter in values.registry:
        assert parameter.low <= values.get(parameter.name) <= parameter.high
        assert math.isfinite(values.get(parameter.name))
    assert values.version % 2 == 0, "no reader waits for a change that was begun and not ended"
    assert len(sending.clients) <= MAX_CLIENTS and len(sending._outbox) <= MAX_OUTBOX
    assert len(dispatcher.schedule._heap) <= MAX_SCHEDULED
    assert len(dispatcher._addresses._patterns) <= MAX_CACHED_PATTERNS
    dispatcher.packet(parse(build_msg(UNTOUCHED, [0.75]).dgram), ("127.0.0.1", 2000))
    assert values.get("temperature") == 0.75
