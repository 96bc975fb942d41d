"""Shared by the tests of the playing effects: sounds whose spectrum is known, and the parts that play them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.signal.windows import blackmanharris

from realtime.effects import make_tables, shape_spectrum
from realtime.features import FeatureSpec
from realtime.inversion import SILENCE_LOG, StreamingInverter
from realtime.playhead import Playhead

RATE = 48_000
TRUE_MAGNITUDES = FeatureSpec(kind="magnitude")
BANDS = FeatureSpec()
N = 32768  # of the analysis: 1.5 Hz a bin

Shape = Callable[[np.ndarray, np.ndarray], None]  # a spectrum into another


def tone(f0: float, amplitude: Callable[[float], float], seconds: float = 1.2, top: float = 20_000.0) -> np.ndarray:
    """Harmonics of f0 with the amplitudes that a function of frequency gives, at random phases."""
    time, random = np.arange(int(RATE * seconds)) / RATE, np.random.default_rng(0)
    partials = (k * f0 for k in range(1, int(top / f0)))
    return np.float32(sum(amplitude(f) * np.cos(2 * np.pi * (f * time + random.random())) for f in partials))


def noise(seconds: float, seed: int = 1) -> np.ndarray:
    return np.float32(0.1 * np.random.default_rng(seed).standard_normal(int(RATE * seconds)))


def effect(brightness: float = 0.0, pitch: float = 0.0, formants: float = 0.0, spec: FeatureSpec = BANDS) -> Shape:
    tables = make_tables(spec.n_bins, spec.sample_rate)

    def shape(spectrum: np.ndarray, out: np.ndarray) -> None:
        shape_spectrum(tables, spectrum, brightness, pitch, formants, float(SILENCE_LOG), out)

    return shape


def through(sound: np.ndarray, shape: Shape, spec: FeatureSpec = TRUE_MAGNITUDES) -> np.ndarray:
    """Analysed, shaped and inverted, a hop at a time."""
    inverter = StreamingInverter(spec, "rtpghi")
    frames = spec.forward(sound)
    spectrum, shaped = np.zeros((2, spec.n_bins), np.float32)
    out = np.zeros((len(frames), spec.hop), np.float32)
    for frame, hop in zip(frames, out, strict=True):
        inverter.to_log_magnitude(frame, spectrum)
        shape(spectrum, shaped)
        inverter.synthesise(shaped, hop)
    return out.reshape(-1)


def power_spectrum(sound: np.ndarray) -> np.ndarray:
    """(N / 2 + 1,) of the middle; a sine's five bins add up to its amplitude squared."""
    first, window = (len(sound) - N) // 2, blackmanharris(N)
    spectrum = 2.0 * np.abs(np.fft.rfft(sound[first : first + N] * window)) / window.sum()
    return spectrum**2 * window.sum() ** 2 / (N * (window**2).sum())


def partial_levels(sound: np.ndarray, frequencies: np.ndarray) -> np.ndarray:
    """dB of the amplitude at each frequency, all that is within 9 Hz of it."""
    power = power_spectrum(sound)
    hz = np.arange(len(power)) * RATE / N
    return np.array([10 * np.log10(power[np.abs(hz - f) < 9.0].sum() + 1e-15) for f in frequencies])


def impurity(sound: np.ndarray, f0: float, top: float = 16_000.0) -> float:
    """dB of what lies farther than 9 Hz from every harmonic of f0, against what lies nearer."""
    power = power_spectrum(sound)
    hz = np.arange(len(power)) * RATE / N
    within = (hz > 0.5 * f0) & (np.abs(hz - f0 * np.round(hz / f0)) < 9.0)
    heard = (hz > 30.0) & (hz < top)
    return float(10 * np.log10(power[heard & ~within].sum() / power[heard & within].sum()))


class Recording:
    """Feature frames of a sound in the generator's place: `step` is what a playhead asks for more frames."""

    def __init__(self, sound: np.ndarray, spec: FeatureSpec = BANDS, stereo_dim: int = 0) -> None:
        self.frames, self.at, self.stereo_dim = spec.forward(sound), 0, stereo_dim

    def step(self, frames: np.ndarray, stereo: np.ndarray) -> None:
        """From the end it goes on at the beginning. Its stereo is the number of the step."""
        frames[:] = np.take(self.frames, np.arange(self.at, self.at + len(frames)), axis=0, mode="wrap")
        self.at += len(frames)
        stereo[:] = self.at // len(frames)


def advance(playhead: Playhead, recording: Recording, speed: float, hops: int) -> np.ndarray:
    """(hops, dim) the frames that sounded."""
    heard = np.zeros((hops, recording.frames.shape[1]), np.float32)
    for row in heard:
        playhead.advance(speed, recording.step)
        row[:] = playhead.frame
    return heard
