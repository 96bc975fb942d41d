"""The place told of the sound of this moment is where on the map that sound lies, and it moves without flickering."""

from __future__ import annotations

import math

import numpy as np
import pytest

from realtime import Engine
from realtime.audio.link import AudioLink
from realtime.bundle import Model
from realtime.place import Place


@pytest.fixture(scope="module")
def engine(model: Model) -> Engine:
    return Engine(model)


def test_steered_to_a_moment_of_the_map_the_sound_is_told_to_lie_there(engine: Engine, model: Model) -> None:
    cloud = model.bundle.map
    places = np.array([cloud["x"], cloud["y"]]).T
    alone = [p for i, p in enumerate(places) if np.delete(np.hypot(*(places - p).T), i, 0).min() > 0.01]
    away = []
    for x, y in alone[:: len(alone) // 20]:
        engine.reset(0)
        for name, value in {"steer": 1.0, "glide": 0.0, "x": x, "y": y}.items():
            engine.set(name, value)
        engine.process(np.zeros((20_000, 2), np.float32))
        away.append(math.hypot(engine.place[0] - x, engine.place[1] - y))
    assert np.median(away) < 0.005 and max(away) < 0.05, away  # measured: median 2e-6, at most 1e-4


def test_a_moment_that_the_map_lacks_is_placed_near_where_it_would_be(model: Model) -> None:
    cloud, places = model.bundle.map, np.array([model.bundle.map["x"], model.bundle.map["y"]]).T
    away, by_chance = [], []
    rng = np.random.default_rng(0)
    for n in range(0, len(places), 10):
        lacking = {name: column[:n] + column[n + 1 :] for name, column in cloud.items()}
        place = Place(_with_map(model, lacking), 0.01)
        styles = np.eye(len(model.bundle.styles), dtype=np.float32)[cloud["style"][n]]
        away.append(math.dist(place.find(np.array(cloud["latents"][n], np.float32), styles), places[n]))
        same = np.flatnonzero(np.array(cloud["style"]) == cloud["style"][n])
        by_chance.append(math.dist(places[rng.choice(same)], places[n]))
    assert np.median(away) < 0.3 * np.median(by_chance)  # measured 0.034 and 0.34


def test_a_walk_leaves_a_trail_without_jumps_on_the_map(engine: Engine) -> None:
    engine.reset(3)
    engine.set("steer", 0.0)
    block, trail = np.zeros((2560, 2), np.float32), []
    for _ in range(120):
        engine.process(block)
        trail.append(engine.place)
    steps = np.hypot(*np.diff(trail[10:], axis=0).T)
    assert np.abs(trail).max() <= 1.0
    assert len(set(trail)) > 20, "it moves"
    assert steps.max() < 0.5 and np.median(steps) < 0.1, (np.median(steps), steps.max())


def test_every_process_can_read_it_from_the_link_and_none_is_told_of_a_place_that_is_unknown() -> None:
    memory = memoryview(bytearray(AudioLink.size_bytes()))
    link, other = AudioLink(48_000, buffer=memory), AudioLink.attach(memory)
    assert all(math.isnan(number) for number in other.place)
    link.set_place(0.25, -0.5)
    assert other.place == (0.25, -0.5)
    assert all(math.isnan(number) for number in AudioLink.adopt(memory).place)


def _with_map(model: Model, cloud: dict) -> object:
    from dataclasses import replace

    return replace(model.bundle, map=cloud)
