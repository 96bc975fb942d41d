"""A device may take more sound at once than a short ring holds: then the ring is longer, not empty."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from test_play_jack import ask_status
from test_supervision import wait_for

from realtime import Engine
from realtime.audio.callback import callback
from realtime.audio.link import AudioLink
from realtime.bundle import Model
from realtime.player import Player

pytestmark = pytest.mark.real_time

RATE, BLOCK, RING_MS = 48_000, 256, 20.0
GULP = 4  # blocks: 21 ms


class Device:
    """Plays a player's link as PortAudio does where a device's period is a multiple of the block that was asked for."""

    def __init__(self, model: Model) -> None:
        self.link = AudioLink(RATE)
        self.player = Player(Engine(model, 1), self.link, RING_MS)
        self._out = np.zeros((BLOCK, 2), np.float32)
        self.player.start()
        self.link.set_gate(True, 0.0)

    def take(self, blocks: int) -> None:
        for _ in range(blocks):
            callback().ctypes(None, self._out.ctypes.data, BLOCK, None, 0, self.link.user_data)


@pytest.fixture
def device(model: Model) -> Iterator[Device]:
    made = Device(model)
    yield made
    made.player.stop()


def test_the_ring_grows_to_what_a_device_keeps_taking_at_once(device: Device) -> None:
    def gulps() -> bool:
        device.take(GULP)
        time.sleep(GULP * BLOCK / RATE)
        return device.player.ring_ms > RING_MS

    wait_for(gulps, "the ring is longer")
    dry = device.link.underruns
    assert dry, "else it was long enough"
    for _ in range(5):
        wait_for(lambda: device.link.fill_frames >= GULP * BLOCK, "the ring has all that the device takes")
        device.take(GULP)
    assert device.link.underruns == dry
    assert device.player.failure is None


def test_one_large_piece_makes_no_habit(device: Device) -> None:
    """As when a device catches up with time that the machine has lost."""
    device.take(GULP)
    for _ in range(50):
        time.sleep(BLOCK / RATE)
        device.take(1)
    assert device.player.ring_ms == pytest.approx(RING_MS)


def test_a_jack_period_longer_than_the_ring_runs_dry_no_more(jack_server: Callable, playing: Callable) -> None:
    """1024 is JACK's own default."""
    jack = jack_server(arguments=("-p", 1024))
    one = playing("--latency", RING_MS, device="system, JACK", env=jack.environment)
    time.sleep(2.0)
    underruns = int(str(ask_status(one.port)["underruns"]))
    assert underruns < 10, "in blocks of 256 there were 50 a second"  # measured 0
    assert one.interrupt() == 130
