"""Latency is what the engine says: through the whole chain, to the sample, in each quality, at every device's rate."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.signal import resample

from realtime import Engine
from realtime.bundle import Model
from realtime.controls import Controls
from realtime.generators import OnnxGenerator
from realtime.inversion import METHODS, StreamingInverter
from realtime.limiter import latency_samples as limiter_latency

RATES = [44_100, 48_000, 88_200, 96_000]
QUALITIES = ["high", "low"]
CENTRE = 40  # frame that the click is centred on


class Click(OnnxGenerator):
    """Writes the frames of a recorded click instead of the model's."""

    def __init__(self, model: Model, quality: str) -> None:
        super().__init__(model, quality=quality)
        spec = model.bundle.spec_of(quality)
        audio = np.zeros(3 * CENTRE * spec.hop, np.float32)
        audio[CENTRE * spec.hop] = 0.5
        self.frames, self.at = spec.forward(audio), 0

    def step(self, controls: Controls, out: np.ndarray) -> None:
        n = len(out)
        out[:] = self.frames[self.at : self.at + n]
        self.at += n


@pytest.fixture(scope="module")
def engine(both: Model) -> Engine:
    return Engine(both)


def click_of(model: Model, quality: str, method: str, rate: int) -> tuple[Engine, np.ndarray]:
    """An engine and the click it plays."""
    engine = Engine(model, inverter=method, quality=quality)
    engine.prepare(rate)
    engine.set("width", 0.0)
    engine.set("fade", 0.0)
    engine.reset()
    engine.generator = Click(model, quality)
    out = np.zeros((round(2.5 * CENTRE * engine.spec.hop * rate / engine.spec.sample_rate), 2), np.float32)
    engine.process(out)
    return engine, out[:, 0].astype(np.float64)


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("rate", RATES)
def test_a_click_comes_out_latency_samples_after_the_centre_of_its_frame(both: Model, quality: str, rate: int) -> None:
    """With the hybrid inverter, whose phases leave a click in the middle of its frame; 0.3 ms off at most."""
    engine, heard = click_of(both, quality, "hybrid", rate)
    energy = heard**2
    assert energy.max() > 1e-4
    expected = CENTRE * engine.spec.hop * rate / engine.spec.sample_rate + engine.latency_samples
    assert (np.arange(len(heard)) * energy).sum() / energy.sum() == pytest.approx(expected, abs=0.0004 * rate)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_what_follows_the_inverter_delays_it_exactly_as_said(both: Model, quality: str, method: str, rate: int) -> None:
    """The engine's click is the inverter's own, later by the limiter and resampled in place."""
    engine, heard = click_of(both, quality, method, rate)
    spec, inverter = engine.spec, StreamingInverter(engine.spec, method, engine.seed)
    assert engine.latency_samples == round(
        (inverter.latency_samples + limiter_latency(spec.sample_rate)) * rate / spec.sample_rate
    )
    alone = np.zeros((200, spec.hop), np.float32)
    for frame, hop in zip(Click(both, quality).frames, alone, strict=False):
        inverter.process(frame, hop)
    late = np.concatenate([np.zeros(limiter_latency(spec.sample_rate)), alone.reshape(-1)])[: 200 * spec.hop]
    expected = resample(late, 200 * spec.hop * rate // spec.sample_rate)[: len(heard)]  # by FFT: all in its place
    assert distance(heard, expected, rate) < 0.001  # 0.00004 at most was measured
    assert distance(heard[1:], expected[:-1], rate) > 0.1  # 0.6 to 1.2


def distance(one: np.ndarray, other: np.ndarray, rate: int) -> float:
    """Relative RMS difference below 18 kHz, where every resampler has to be flat."""
    first, second = (np.fft.rfft(sound)[: int(18_000 / rate * len(sound))] for sound in (one, other))
    return float(np.linalg.norm(first - second) / np.linalg.norm(second))


def gain_engine(model: Model, quality: str, rate: int, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An engine whose inverter synthesises a constant, so that the output shows the gain."""
    engine = Engine(model, quality=quality)
    engine.prepare(rate)

    def synthesise(_: Any, mono: np.ndarray) -> None:
        mono[:] = 0.2

    monkeypatch.setattr(engine._inverter, "synthesise", synthesise)
    for name, value in {"width": 0.0, "fade": 0.0, "gain": 0.0, "loudness": -25.0}.items():
        engine.set(name, value)
    return engine


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_step_of_a_parameter_is_heard_when_the_latencies_add_up(
    both: Model, quality: str, rate: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step of the gain passes limiter and resampler; asked for at any place in a hop, it is in the next one."""
    engine = gain_engine(both, quality, rate, monkeypatch)
    hop = engine.spec.hop * rate / engine.spec.sample_rate
    limiter = limiter_latency(engine.spec.sample_rate) * rate / engine.spec.sample_rate
    delays = []
    for at in np.linspace(rate // 8, rate // 8 + hop, 5).astype(int):
        engine.reset()
        engine.set("gain", 0.0)
        engine.process(np.zeros((at, 2), np.float32))
        engine.set("gain", -20.0)
        out = np.zeros((rate // 10, 2), np.float32)
        engine.process(out)
        share = (out[:, 0] - 0.02) / 0.18  # falls as exp(-t / 8 ms) from the moment of the change
        delays.append(int(np.argmax(share < np.exp(-1.0))) - 0.008 * rate)
    expected = engine.resampler_latency_samples + limiter
    assert min(delays) >= expected - 3.0
    assert max(delays) <= expected + hop + 3.0
    assert max(delays) - min(delays) > 0.5 * hop


def test_without_a_resampler_none_is_counted(engine: Engine) -> None:
    engine.prepare(engine.spec.sample_rate)
    assert engine.resampler_latency_samples == 0
    engine.prepare(44_100)
    assert 0 < engine.resampler_latency_samples < 0.001 * 44_100
