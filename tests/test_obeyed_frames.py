"""The frame from which the engine says that it does what is asked is the first that sounds different."""

from __future__ import annotations

import time

import numpy as np
import pytest

from realtime import Engine
from realtime.audio.link import AudioLink
from realtime.bundle import Model
from realtime.parameters import Registry
from realtime.player import Player
from realtime.values import Values

RATE, BLOCK = 48_000, 128


class Performance:
    """A player whose ring is read here, in the callback's place."""

    def __init__(self, model: Model) -> None:
        self.values = Values(Registry(model.bundle))
        self.values.set("fade", 0.0)
        engine = Engine(model, 1, values=self.values)
        engine.reset(1)
        self.link = AudioLink(RATE)
        self.player = Player(engine, self.link, ring_ms=60.0)
        self.blocks: list[np.ndarray] = []
        self.player.start()

    def play(self) -> None:
        """One block."""
        while self.link.fill_frames < BLOCK:
            time.sleep(0.001)
        out = np.zeros((BLOCK, 2), np.float32)
        assert self.link._ring.pop(out) == BLOCK
        self.blocks.append(out)


@pytest.mark.parametrize("blocks", [60, 61, 75])
def test_the_first_changed_sample_follows_the_frame_named(model: Model, blocks: int) -> None:
    one = Performance(model)
    try:
        for _ in range(blocks):
            one.play()
        pushed = one.link.frames_pushed
        one.values.set("latent/0", 3.0)
        while one.link.obeyed.version != one.values.version:
            one.play()
        obeyed = one.link.obeyed
        for _ in range(40):
            one.play()
    finally:
        one.player.stop()
    heard = np.concatenate(one.blocks)

    values = Values(Registry(model.bundle))
    values.set("fade", 0.0)
    undisturbed = Engine(model, 1, values=values)
    undisturbed.reset(1)
    expected = np.zeros_like(heard)
    undisturbed.process(expected)

    step = undisturbed.generator.frames_per_step * undisturbed.spec.hop
    assert pushed <= obeyed.frame <= pushed + 2 * step, "with the next network step"
    first = int(np.flatnonzero((heard != expected).any(axis=1))[0])
    assert 0 <= first - obeyed.frame < undisturbed.spec.hop  # measured 83: the limiter looks 1.7 ms ahead
