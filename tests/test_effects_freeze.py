"""A frozen sound: the spectrum of that moment, alive as it was, never the same twice, and it drifts nowhere."""

from __future__ import annotations

import numpy as np
import pytest
from effects_tools import BANDS, RATE, Recording, advance, noise
from scipy.signal import butter, sosfilt

from realtime import Engine
from realtime.bundle import Model
from realtime.features import FeatureSpec
from realtime.playhead import Playhead

SECOND = round(BANDS.frame_rate)
MINUTE = 60 * SECOND


def texture(seconds: float) -> np.ndarray:
    """Wind and a few strings with vibrato: bands that fluctuate in different ways, without attacks."""
    time = np.arange(int(RATE * seconds)) / RATE
    wind = sosfilt(butter(2, [300, 3000], "bandpass", fs=RATE, output="sos"), noise(seconds))
    strings = [
        0.02 / k * np.sin(2 * np.pi * f * k * time + 0.2 * k * np.sin(2 * np.pi * (5.0 + i) * time))
        for i, f in enumerate((196.0, 247.0, 392.0))
        for k in range(1, 12)
    ]
    return np.float32(wind + sum(strings))


def strokes(seconds: float) -> np.ndarray:
    """A struck tone with a noisy beginning, every half second from 0.25 s on."""
    time = np.arange(int(RATE * seconds)) / RATE
    since = (time - 0.25) % 0.5
    ring = np.exp(-4.0 * since) * sum(np.sin(2 * np.pi * 330.0 * k * time) / k for k in range(1, 8))
    return np.float32((time > 0.25) * (0.1 * ring + np.exp(-60.0 * since) * noise(seconds)) + 1e-4 * noise(seconds))


def deviations(frames: np.ndarray) -> np.ndarray:
    """(n, SECOND, bands): whole seconds, without the straight line through each band and what all bands do together."""
    seconds = frames[: len(frames) // SECOND * SECOND].astype(np.float64).reshape(-1, SECOND, frames.shape[1])
    time = np.arange(SECOND) - (SECOND - 1) / 2
    slope = np.einsum("t,stb->sb", time, seconds) / (time**2).sum()
    left = seconds - seconds.mean(axis=1, keepdims=True) - time[None, :, None] * slope[:, None, :]
    return left - left.mean(axis=2, keepdims=True)


def half_lag(away: np.ndarray) -> float:
    """Frames after which half of the correlation is lost."""
    correlation = [(away[:, lag:] * away[:, : SECOND - lag]).mean() for lag in range(40)]
    return float(np.interp(-0.5 * correlation[0], -np.array(correlation), np.arange(40)))


def frozen(
    sound: np.ndarray, after: int, seed: int = 1, spec: FeatureSpec = BANDS
) -> tuple[Playhead, Recording, np.ndarray]:
    """A playhead that has played `after` frames of a sound and then stood still. Also the frames it played."""
    playhead, recording = Playhead(spec, 8, seed=seed), Recording(sound, spec)
    played = [advance(playhead, recording, 1.0, after)]
    while not playhead.is_frozen:
        played.append(advance(playhead, recording, 0.0, 1))
    return playhead, recording, np.concatenate(played)


@pytest.fixture(scope="module")
def held() -> tuple[np.ndarray, np.ndarray]:
    """The frames of the texture up to the moment it was frozen, and a minute of what was held."""
    playhead, recording, played = frozen(texture(3.0), 2 * SECOND)
    return played[:-1], advance(playhead, recording, 0.0, MINUTE)


def test_the_bands_fluctuate_as_much_and_as_fast_as_they_did(held: tuple[np.ndarray, np.ndarray]) -> None:
    before, after = (deviations(frames[-part:]) for frames, part in zip(held, (SECOND, MINUTE), strict=True))
    ratio = after.std(axis=(0, 1)) / before.std(axis=(0, 1))
    assert np.median(ratio) == pytest.approx(1.0, abs=0.1)  # 0.98
    assert np.percentile(ratio, 10) > 0.7 and np.percentile(ratio, 90) < 1.3  # 0.86 and 1.10
    assert half_lag(after) == pytest.approx(half_lag(before), rel=0.25)  # 1.29 and 1.17 frames


OTHER_KINDS = (FeatureSpec(kind="mel"), FeatureSpec(kind="mfcc"), BANDS.low_latency)


@pytest.mark.parametrize("spec", OTHER_KINDS, ids=("mel", "mfcc", "low latency"))
def test_any_kind_of_frames_is_held_alive(spec: FeatureSpec) -> None:
    second = round(spec.frame_rate)
    playhead, recording, played = frozen(texture(3.0), 2 * second, spec=spec)
    before = spec.to_log_bands(played[-second:])
    after = spec.to_log_bands(advance(playhead, recording, 0.0, 10 * second))
    assert np.isfinite(after).all()
    heard = before.mean(axis=0) > before.mean(axis=0).max() - 50.0 / 4.34
    ratio = np.median(after.std(axis=0)[heard] / before.std(axis=0)[heard])
    moved = np.abs(after.mean(axis=0) - before[-second // 7 :].mean(axis=0))[heard].mean() * 4.34
    assert ratio == pytest.approx(1.0, abs=0.15)  # 0.95 to 1.0
    assert moved < 2.0  # dB from the mean of the last 0.14 s: 0.2, mel 0.4, mfcc 1.4


def test_neighbouring_bands_move_together_as_they_did(held: tuple[np.ndarray, np.ndarray]) -> None:
    """A partial that lies in two bands would change its pitch if they moved by themselves."""
    before, after = (deviations(frames[-part:]) for frames, part in zip(held, (SECOND, MINUTE), strict=True))

    def neighbours(away: np.ndarray) -> np.ndarray:
        flat = away.reshape(-1, away.shape[2])
        return np.array([np.corrcoef(flat[:, b], flat[:, b + 1])[0, 1] for b in range(100)])

    assert np.corrcoef(neighbours(before), neighbours(after))[0, 1] > 0.8  # 0.87


def test_the_mean_spectrum_is_that_of_the_moment(held: tuple[np.ndarray, np.ndarray]) -> None:
    """Of 150 ms, in all bands less than 50 dB below the loudest; a single frame is a throw of the dice."""

    def mean_db(frames: np.ndarray) -> np.ndarray:
        return 10 * np.log10(np.exp(frames.astype(np.float64)).mean(axis=0))

    moment = mean_db(held[0][-round(0.15 * SECOND) :])
    heard = moment > moment.max() - 50.0

    def distance(other: np.ndarray) -> float:
        return float(np.sqrt(np.mean((other - moment)[heard] ** 2)))

    assert distance(mean_db(held[1])) < 1.0  # dB; 0.75
    assert distance(mean_db(held[0][-1:])) > 2.0 * distance(mean_db(held[1]))


def test_it_begins_with_what_sounds(held: tuple[np.ndarray, np.ndarray]) -> None:
    steps = np.abs(np.diff(np.concatenate([held[0][-40:], held[1][:40]]), axis=0)).mean(axis=1)
    assert steps[39] < 1.2 * steps[:39].max()
    assert steps[40:].max() < 1.5 * steps[:39].max()


def test_nothing_repeats_in_a_minute(held: tuple[np.ndarray, np.ndarray]) -> None:
    """Correlation of the whole spectrum's course with itself, at every lag from half a second on."""
    away = held[1] - held[1].mean(axis=0, dtype=np.float64)
    spectrum = np.fft.rfft(away, 2 * len(away), axis=0)
    correlation = np.fft.irfft((np.abs(spectrum) ** 2).sum(axis=1))[: len(away)]
    overlap = np.arange(len(away), 0, -1) / len(away)
    lags = slice(SECOND // 2, MINUTE - 5 * SECOND)
    assert (np.abs(correlation / correlation[0] / overlap)[lags]).max() < 0.06  # 0.023


def test_the_level_drifts_nowhere_in_ten_minutes() -> None:
    playhead, recording, _ = frozen(texture(2.0), SECOND)
    minutes = [np.exp(advance(playhead, recording, 0.0, MINUTE).astype(np.float64)).mean() for _ in range(10)]
    assert np.ptp(10 * np.log10(minutes)) < 0.2  # dB; 0.03


@pytest.mark.parametrize("late", range(0, 24, 3))
def test_an_attack_is_not_what_is_frozen(late: int) -> None:
    """Frozen at any moment around a stroke: what stays is its tone, no louder than it rang, without new attacks."""
    playhead, recording, played = frozen(strokes(2.0), round(1.25 * SECOND) - 6 + late)
    after = advance(playhead, recording, 0.0, 4 * SECOND).astype(np.float64)
    loudest = 10 * np.log10(np.exp(recording.frames.astype(np.float64)).mean(axis=1)).max()
    level = 10 * np.log10(np.exp(after).mean(axis=1))
    assert level.max() < loudest - 1.5  # 2.5 to 2.8 below the stroke
    noisy = recording.frames[round(1.25 * SECOND), -40:].mean()  # in the stroke
    assert (after[:, -40:].mean(axis=1) < noisy - 5.0).all()  # nepers; 7.7 to 12
    rise = np.clip(after[4:] - after[:-4], -1.5, 1.5).mean(axis=1)
    assert rise.max() < 0.1, "an attack rises by 0.4 and more"  # 0.02
    assert len(played) - (round(1.25 * SECOND) - 6 + late) < 0.12 * SECOND  # 18 frames


def test_the_music_goes_on_where_it_stood() -> None:
    playhead, recording, played = frozen(texture(3.0), SECOND)
    np.testing.assert_array_equal(played[:-1], recording.frames[: len(played) - 1])
    held = advance(playhead, recording, 0.0, 50)
    assert np.abs(held - played[-2]).max() > 0.5
    on = advance(playhead, recording, 1.0, SECOND)
    expected = recording.frames[len(played) - 1 :][:SECOND]
    step = np.abs(on[0] - held[-1]).mean()
    assert step < 1.5 * np.abs(np.diff(held, axis=0)).mean() + np.abs(np.diff(expected, axis=0)).mean()
    np.testing.assert_array_equal(on[SECOND // 2 :], expected[SECOND // 2 :])


def test_the_seed_decides_the_fluctuation() -> None:
    one, again, other = (advance(*frozen(texture(1.5), SECOND, seed)[:2], 0.0, 100) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert np.abs(one - other).max() > 0.5


@pytest.mark.parametrize("name", ["freeze", "speed"])
def test_a_frozen_engine_is_its_state_and_no_block_size_changes_it(model: Model, name: str) -> None:
    engine = Engine(model, seed=3)

    def play(samples: int, block: int) -> np.ndarray:
        out = np.zeros((samples, 2), np.float32)
        for first in range(0, samples, block):
            engine.process(out[first : first + block])
        return out

    play(RATE, 1024)
    engine.set(name, float(name == "freeze"))
    play(RATE // 2, 480)
    state = engine.save_state()
    first = play(RATE, RATE)
    assert first.std() > 1e-4
    for block in (77, 256):
        engine.restore_state(state)
        np.testing.assert_array_equal(play(RATE, block), first)
