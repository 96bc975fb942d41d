"""What is sent when more changes than can be told: later, and less of it, but in the end everybody knows everything."""

from __future__ import annotations

import pytest
from osc_tools import Witness

from realtime.osc.clients import MAX_CLIENTS
from realtime.osc.port import BATCH
from realtime.osc.protocol import Argument, parse
from realtime.osc.sending import Complaints, Sending
from realtime.osc.sources import Packet, Source, Wire

Told = dict[tuple[Source, str], tuple[Argument, ...]]


class Desk:
    """A `Sending` with as many clients as there may be. told: the last of each address that each of them was told."""

    def __init__(self) -> None:
        self.values = Witness()
        self.sending = Sending(self.values, None, None, Complaints(), {"unsent": 0})
        self.clients: list[Source] = [("127.0.0.1", 5000 + number) for number in range(MAX_CLIENTS - 1)]
        self.clients.append(Wire("127.0.0.1", 5000, 1))
        self.told: Told = {}
        self.sent = 0
        for who in self.clients:
            self.sending.subscribe(who, None, 0.0)
        self.sending.tick()
        self.send(10_000)

    def send(self, batches: int) -> None:
        for _ in range(batches):
            if not self.sending.waiting:
                break
            self.sending.send(self._by)

    def _by(self, packets: list[Packet]) -> int:
        assert len(packets) <= BATCH
        for packet, who in packets:
            (message,) = parse(packet)
            self.told[who, message.address] = message.arguments
            self.sent += not message.address.startswith("/rt/status/")
        return 0

    def set(self, number: int) -> None:
        for i in range(12):
            self.values.set(f"latent/{i}", number / 100.0)
            self.values.set("x", number / 100.0)


@pytest.mark.parametrize("batches", [0, 1, 5])
def test_who_cannot_be_told_every_change_is_told_the_last(batches: int) -> None:
    """13 values move for 5 s, 20 times a second, and are told to 64 clients: 83 000 changes."""
    desk = Desk()
    desk.sent = 0
    for number in range(100):
        desk.set(number)
        desk.sending.tick()
        desk.send(batches)
    assert desk.sent <= 100 * batches * BATCH
    before = desk.sent
    desk.send(10_000)
    assert not desk.sending.waiting
    assert desk.sent - before <= MAX_CLIENTS * 13, "each value once, however often it has changed"
    for who in desk.clients:
        for i in range(12):
            assert desk.told[who, f"/rt/latent/{i}"] == pytest.approx((0.99,))
        assert desk.told[who, "/rt/xy"] == pytest.approx((0.99, 0.0))


def test_nobody_waits_for_ever_behind_those_who_ask_for_everything_again_and_again() -> None:
    desk = Desk()
    strangers: list[Source] = [("127.0.0.1", 7000 + number) for number in range(200)]
    patient = desk.clients[7]
    for number in range(50):
        for who in (*strangers, *(one for one in desk.clients if one != patient)):
            desk.sending.sync(who)
        desk.values.set("gain", -float(number))
        desk.sending.tick()
        desk.send(20)
    assert desk.told[patient, "/rt/param/gain"] == (-49.0,)
    assert len(desk.sending._to_sync) <= 2 * MAX_CLIENTS and len(desk.sending._untold) <= 2 * MAX_CLIENTS


def test_who_leaves_is_told_nothing_more() -> None:
    desk = Desk()
    desk.set(1)
    desk.sending.tick()
    desk.told.clear()
    for who in desk.clients[:60]:
        desk.sending.unsubscribe(who, None)
    desk.send(10_000)
    assert {who for who, address in desk.told if not address.startswith("/rt/status/")} == set(desk.clients[60:])


def test_who_moves_a_value_before_it_was_told_of_it_is_not_told_any_more() -> None:
    """Its fader would jump back below the hand."""
    desk = Desk()
    hand = desk.clients[3]
    desk.values.set("gain", -3.0)
    desk.sending.tick()
    desk.told.clear()
    desk.values.set("gain", -5.0)
    desk.sending.caused(hand, "gain", -5.0)
    desk.sending.tick()
    desk.send(10_000)
    assert (hand, "/rt/param/gain") not in desk.told
    assert all(desk.told[who, "/rt/param/gain"] == (-5.0,) for who in desk.clients if who != hand)
