"""What leaves the engine is safe for ears and loudspeakers: below the ceiling, free of clicks, the same in mono."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from realtime import Engine
from realtime.bundle import Model
from realtime.output import CEILING

RATE = 48_000
HOP = 256


@pytest.fixture
def engine(model: Model) -> Engine:
    return Engine(model, seed=5)


def play(engine: Engine, seconds: float) -> np.ndarray:
    out = np.zeros((round(seconds * RATE), 2), np.float32)
    engine.process(out)
    return out


def loudest(engine: Engine) -> None:
    """Everything that makes it louder, as far as it goes: full tilt to the bass is 36 dB more of it at 125 Hz."""
    registry = engine.values.registry
    for name in ("gain", "loudness", "temperature"):
        engine.set(name, registry[name].high)
    engine.set("brightness", registry["brightness"].low)
    engine.set("fade", 0.0)


@pytest.mark.parametrize("rate", [48_000, 44_100])
def test_nothing_exceeds_the_ceiling_however_loud(engine: Engine, rate: int) -> None:
    loudest(engine)
    engine.prepare(rate)
    engine.reset(5)
    played = play(engine, 10.0)
    peak = float(np.abs(played).max())
    assert peak > 0.99 * CEILING, "it was never limited, so this proves nothing"
    # Resampling moves the peaks of a limited signal: 0.3 dB were measured, a quarter of the way to full scale is given.
    assert peak <= (CEILING * 1.000001 if rate == engine.spec.sample_rate else 1.0)


def test_the_limiter_holds_when_width_gain_and_brightness_jump_about(engine: Engine) -> None:
    loudest(engine)
    random = np.random.default_rng(1)
    peaks = []
    for _ in range(60):
        for name in ("gain", "width", "brightness", "pitch", "mute"):
            parameter = engine.values.registry[name]
            engine.set(name, random.choice([parameter.low, parameter.high]))
        engine.set("mute", float(random.random() < 0.2))
        peaks.append(float(np.abs(play(engine, 0.1)).max()))
    assert max(peaks) > 0.5 * CEILING
    assert max(peaks) <= CEILING * 1.000001


def test_the_mono_sum_does_not_depend_on_width(model: Model) -> None:
    def at(width: float) -> np.ndarray:
        engine = Engine(model, seed=5)
        engine.set("width", width)
        engine.set("gain", -20.0)  # far below the limiter, which sees the channels and not their sum
        engine.reset(5)
        return play(engine, 3.0)[RATE:]

    narrow, wide = at(0.0), at(1.0)
    np.testing.assert_array_equal(narrow[:, 0], narrow[:, 1])
    assert np.abs(wide[:, 0] - wide[:, 1]).max() > 0.1 * np.abs(wide).max(), "then it would not be stereo"
    difference = np.abs(wide.sum(axis=1) - narrow.sum(axis=1)).max()
    assert difference <= 4 * 2.0**-24 * np.abs(wide).max() * 4  # the rounding of four float32 operations


def bend(signal: np.ndarray) -> np.ndarray:
    """Second difference, (n - 2,): a click is a corner or a step, which this shows and music hardly has."""
    return np.abs(np.diff(signal.astype(np.float64), n=2, axis=0)).max(axis=1)


CHANGES: dict[str, Callable[[Engine], object]] = {
    "mute": lambda engine: engine.set("mute", 1.0),
    "unmute": lambda engine: engine.set("mute", 0.0),
    "gain up": lambda engine: engine.set("gain", 6.0),
    "gain down": lambda engine: engine.set("gain", -60.0),
    "width": lambda engine: engine.set("width", 0.0),
    "brightness": lambda engine: engine.set("brightness", -12.0),
    "pitch": lambda engine: engine.set("pitch", -12.0),
    "freeze": lambda engine: engine.set("freeze", 1.0),
    "reset": lambda engine: engine.values.request_reset(),
    "seed": lambda engine: engine.values.request_seed(77),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_sudden_change_bends_the_wave_no_more_than_the_music_does(engine: Engine, change: str) -> None:
    """Measured with three seeds: 0.6 to 1.0 of steady state, "gain up" 1.7 to 2.1; cutting the sound off: 7 to 10."""
    if change == "unmute":
        engine.set("mute", 1.0)
    before = play(engine, 3.0)
    if change == "unmute":  # the music it comes back to, as if it had never been muted
        twin = Engine(engine.model, seed=5)
        before = play(twin, 3.5)
    steady = bend(before[RATE:]).max()
    CHANGES[change](engine)
    after = play(engine, 0.5)
    assert after.std() > 0 or change == "mute"
    both = np.concatenate([before[-2:] if change != "unmute" else np.zeros((2, 2)), after])
    allowed = 2.0 if change == "gain up" else 1.0  # +6 dB bends the music itself twice as much
    assert bend(both).max() <= 1.5 * allowed * steady


def test_that_measure_sees_a_click(engine: Engine) -> None:
    music = play(engine, 3.0)[RATE:]
    at = RATE // 2 + int(np.abs(music[RATE // 2 : RATE // 2 + HOP]).max(axis=1).argmax())
    clicked = music.copy()
    clicked[at:] = 0.0
    assert bend(clicked).max() > 3.0 * bend(music).max()
