"""Effects move without a click, whatever the moment and however far the jump; and the tilt is as steep as it says."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from effects_tools import BANDS, RATE, effect, noise, through
from scipy.signal import butter, sosfilt

from realtime import Engine
from realtime.bundle import Model

MOVED = 1.0  # second of the performance
CLICK_DB = 14.0
HIGHPASS = butter(4, 6000, "highpass", fs=RATE, output="sos")

Settings = dict[str, float]
JUMPS: dict[str, tuple[Settings, Settings]] = {  # before, after
    "pitch up": ({}, {"pitch": 24.0}),
    "pitch down": ({"pitch": 24.0}, {"pitch": -24.0}),
    "pitch through 0": ({"pitch": -0.5}, {"pitch": 0.5}),
    "formants": ({"pitch": 12.0}, {"pitch": 12.0, "formants": 1.0}),
    "formants away": ({"pitch": -12.0, "formants": 1.0}, {"pitch": -12.0, "formants": 0.0}),
    "brighter": ({"brightness": -12.0}, {"brightness": 12.0}),
    "darker": ({"brightness": 12.0}, {"brightness": -12.0}),
    "freeze": ({}, {"freeze": 1.0}),
    "thaw": ({"freeze": 0.0}, {"freeze": 0.0}),  # frozen half a second before
    "stop": ({}, {"speed": 0.0}),
    "faster": ({"speed": 0.1}, {"speed": 4.0}),
    "everything": (
        {"pitch": 12.0, "brightness": 6.0, "speed": 2.0},
        {"pitch": -7.0, "formants": 1.0, "brightness": -6.0, "speed": 0.3},
    ),
}


@pytest.fixture(scope="module")
def engine(model: Model) -> Engine:
    engine = Engine(model)  # its first style is soft and has little above 6 kHz, where a click would show
    engine.set("gain", -20.0)  # so that the limiter has no part in it
    return engine


def begin(engine: Engine, settings: Settings) -> None:
    for name in ("pitch", "formants", "brightness", "speed", "freeze"):
        engine.set(name, settings.get(name, engine.values.registry[name].default))
    engine.reset(3)


def play(engine: Engine, seconds: float) -> np.ndarray:
    out = np.zeros((round(seconds * RATE), 2), np.float32)
    engine.process(out)
    return out[:, 0]


def click(sound: np.ndarray, first_ms: int, last_ms: int) -> float:
    """dB of the largest burst of 1 ms above 6 kHz, over the 80th percentile of the 30 ms to either side.

    Or over what is 50 dB below the sound there, where nothing high can be heard.
    """

    def milliseconds(signal: np.ndarray) -> np.ndarray:
        power = signal[: len(signal) // 48 * 48].astype(np.float64).reshape(-1, 48) ** 2
        return 10 * np.log10(power.mean(axis=1) + 1e-18)

    high, whole = milliseconds(sosfilt(HIGHPASS, sound)), milliseconds(sound)
    bursts = []
    for i in range(first_ms, last_ms):
        around = np.r_[i - 30 : i - 1, i + 2 : i + 30]
        bursts.append(high[i] - max(np.percentile(high[around], 80), np.percentile(whole[around], 80) - 50.0))
    return max(bursts)


@pytest.mark.parametrize("late_s", [0.0, 0.301])
@pytest.mark.parametrize("jump", JUMPS)
def test_a_jump_of_a_parameter_is_no_click(engine: Engine, jump: str, late_s: float) -> None:
    """11 dB for pitch 24 to -24, whose highs leave, 7 and less for all others; -5 where nothing moves."""
    before, after = JUMPS[jump]
    begin(engine, before)
    sounds = [play(engine, MOVED + late_s - 0.5)]
    engine.set("freeze", float(jump == "thaw"))
    sounds.append(play(engine, 0.5))
    for name, value in after.items():
        engine.set(name, value)
    sounds.append(play(engine, 0.4))
    moved = round(1000 * (MOVED + late_s))
    assert click(np.concatenate(sounds), moved - 5, moved + 250) < CLICK_DB


@pytest.mark.parametrize("name", ["pitch", "brightness", "speed"])
def test_a_sweep_is_no_row_of_clicks(engine: Engine, name: str) -> None:
    begin(engine, {})
    sounds = [play(engine, MOVED)]
    for value in np.linspace(engine.values.registry[name].low, engine.values.registry[name].high, 200):
        engine.set(name, value)
        sounds.append(play(engine, 0.0025))
    sounds.append(play(engine, 0.2))
    assert click(np.concatenate(sounds), 995, 1600) < CLICK_DB  # 7


def test_clicks_would_have_been_found(engine: Engine) -> None:
    """Where 26 ms of the same music are cut out; 7 to 34 dB, 30 at the median."""
    begin(engine, {})
    sound = play(engine, 3.0)
    cuts = [round((MOVED + 0.0625 * k) * RATE) for k in range(12)]
    found = [click(np.concatenate([sound[:at], sound[at + 1234 :]]), at // 48 - 5, at // 48 + 100) for at in cuts]
    assert np.median(found) > CLICK_DB + 8.0


@pytest.mark.parametrize("brightness", [-12.0, -3.0, 6.0])
def test_the_tilt_is_as_steep_as_it_says(brightness: float) -> None:
    """White noise against itself, from 100 Hz to 12.8 kHz; 1 kHz stays where it was."""

    def octaves_db(sound: np.ndarray) -> np.ndarray:
        windows = np.lib.stride_tricks.sliding_window_view(sound[RATE // 4 : -RATE // 4], 8192)[::2048]
        power = (np.abs(np.fft.rfft(windows * np.blackman(8192), axis=1)) ** 2).mean(axis=0)
        hz = np.arange(len(power)) * RATE / 8192
        edges = 100.0 * 2.0 ** np.arange(8)
        return np.array([10 * np.log10(np.exp(np.log(power[(hz >= a) & (hz < b)]).mean())) for a, b in pairwise(edges)])

    sound = noise(2.0)
    change = octaves_db(through(sound, effect(brightness), BANDS)) - octaves_db(through(sound, effect(), BANDS))
    slope, level = np.polyfit(np.log2(141.4 * 2.0 ** np.arange(7) / 1000.0), change, 1)
    assert slope == pytest.approx(brightness, abs=0.03 * abs(brightness))
    assert level == pytest.approx(0.0, abs=0.1 * abs(brightness))
