"""An engine is its state: saved and restored it goes on sample for sample, and nothing else in the process matters."""

from __future__ import annotations

import numpy as np
import pytest

from realtime import Engine
from realtime.bundle import Model

SECOND = 48_000


def play(engine: Engine, frames: int) -> np.ndarray:
    out = np.zeros((frames, 2), np.float32)
    engine.process(out)
    return out


@pytest.fixture
def engine(model: Model) -> Engine:
    return Engine(model, seed=3)


def test_a_restored_state_goes_on_sample_for_sample(engine: Engine) -> None:
    engine.set("speed", 1.3)  # between two frames
    engine.set(f"style/{engine.values.registry.styles[-1]}", 0.7)
    play(engine, SECOND + 77)  # in the middle of a hop
    state = engine.save_state()
    first = play(engine, SECOND)
    assert first.std() > 1e-4
    play(engine, 12_345)
    engine.restore_state(state)
    np.testing.assert_array_equal(play(engine, SECOND), first)


def test_a_state_goes_into_another_engine_with_its_parameters(engine: Engine, model: Model) -> None:
    engine.set("brightness", 4.0)
    engine.set("loudness", -20.0)
    play(engine, 30_000)
    state = engine.save_state()
    expected = play(engine, SECOND)
    other = Engine(model, seed=99)
    play(other, 10_001)
    other.restore_state(state)
    np.testing.assert_array_equal(play(other, SECOND), expected)
    assert other.get("brightness") == 4.0
    assert not other.values.is_automatic("loudness")


def test_a_saved_state_is_a_copy(engine: Engine) -> None:
    state = engine.save_state()
    first = play(engine, SECOND // 2)
    engine.set("brightness", -6.0)
    engine.restore_state(state)
    np.testing.assert_array_equal(play(engine, SECOND // 2), first)
    engine.restore_state(state)
    np.testing.assert_array_equal(play(engine, SECOND // 2), first)


def test_reset_is_a_new_engine(engine: Engine, model: Model) -> None:
    play(engine, 33_333)
    engine.reset(seed=21)
    new = Engine(model, seed=21)
    np.testing.assert_array_equal(play(engine, SECOND), play(new, SECOND))


def test_reset_without_a_seed_repeats_the_last_and_another_seed_is_another_walk(engine: Engine) -> None:
    first = play(engine, SECOND)
    engine.reset()
    np.testing.assert_array_equal(play(engine, SECOND), first)
    engine.reset(seed=4)
    assert np.abs(play(engine, SECOND) - first).max() > 1e-3


def test_two_engines_do_not_disturb_each_other(model: Model) -> None:
    def alone(seed: int, brightness: float) -> np.ndarray:
        engine = Engine(model, seed)
        engine.set("brightness", brightness)
        engine.reset(seed)
        return play(engine, SECOND)

    expected = alone(1, 0.0), alone(2, 5.0)
    engines = Engine(model, 1), Engine(model, 2)
    engines[1].set("brightness", 5.0)
    engines[1].reset(2)
    pieces: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for _ in range(SECOND // 480):
        for engine, played in zip(engines, pieces, strict=True):
            played.append(play(engine, 480))
    for played, wanted in zip(pieces, expected, strict=True):
        np.testing.assert_array_equal(np.concatenate(played), wanted)


def test_it_goes_on_sample_for_sample_through_the_resampler_too(engine: Engine, model: Model) -> None:
    engine.prepare(44_100)
    play(engine, 10_007)
    state = engine.save_state()
    first = play(engine, SECOND)
    other = Engine(model, seed=8)
    other.prepare(44_100)
    play(other, 99)
    other.restore_state(state)
    np.testing.assert_array_equal(play(other, SECOND), first)


def test_the_state_of_another_sample_rate_is_refused_in_words(engine: Engine) -> None:
    state = engine.save_state()
    engine.prepare(44_100)
    with pytest.raises(ValueError, match="another sample rate than 44100 Hz: prepare first"):
        engine.restore_state(state)


def test_a_state_saved_while_another_phrase_is_read_goes_on_sample_for_sample(engine: Engine) -> None:
    play(engine, SECOND)
    engine.values.request_seed(5)
    engine.set(f"style/{engine.values.registry.styles[-1]}", 1.0)
    play(engine, 2_000)
    state = engine.save_state()
    first = play(engine, SECOND)
    play(engine, 777)
    engine.restore_state(state)
    np.testing.assert_array_equal(play(engine, SECOND), first)
