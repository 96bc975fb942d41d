"""The playhead: time passes at any speed, pitch and attacks stay, and what travels beside a frame stays with it."""

from __future__ import annotations

import numpy as np
import pytest
from effects_tools import BANDS, RATE, TRUE_MAGNITUDES, N, Recording, advance, noise, power_spectrum, tone

from realtime.features import FeatureSpec
from realtime.inversion import StreamingInverter
from realtime.playhead import Playhead

F0 = 220.0
STARTED = 24  # frames until the sound's beginning, which is an attack, has passed


def played(sound: np.ndarray, speed: float, hops: int, spec: FeatureSpec = TRUE_MAGNITUDES) -> np.ndarray:
    playhead, recording = Playhead(spec, 8), Recording(sound, spec)
    advance(playhead, recording, 1.0, STARTED)
    inverter, out = StreamingInverter(spec, "rtpghi"), np.zeros((hops, spec.hop), np.float32)
    for frame, hop in zip(advance(playhead, recording, speed, hops), out, strict=True):
        inverter.process(frame, hop)
    return out.reshape(-1)


def frequency(sound: np.ndarray, near: float) -> float:
    """Hz of the partial there: parabola through three bins of the log spectrum."""
    power = np.log(power_spectrum(sound))
    peak = round(near * N / RATE) - 4 + int(np.argmax(power[round(near * N / RATE) - 4 :][:9]))
    below, top, above = power[peak - 1 : peak + 2]
    return float((peak + 0.5 * (below - above) / (below - 2.0 * top + above)) * RATE / N)


@pytest.mark.parametrize("speed", [0.02, 0.25, 0.5, 1.7, 4.0])
def test_pitch_stays_at_any_speed(speed: float) -> None:
    heard = played(tone(F0, lambda hz: 20.0 / hz, 6.0), speed, 260)
    cents = [1200 * np.log2(frequency(heard, k * F0) / (k * F0)) for k in range(1, 7)]
    np.testing.assert_allclose(cents, 0.0, atol=1.0)  # 0.1


def strokes(every: float, seconds: float) -> np.ndarray:
    """Decaying tones with a noisy beginning; between them it is quiet, not silent."""
    time = np.arange(int(RATE * seconds)) / RATE
    since = time % every
    ring = np.exp(-6.0 * since) * sum(np.sin(2 * np.pi * 330.0 * k * time) / k for k in range(1, 5))
    return np.float32(0.1 * ring + np.exp(-60.0 * since) * noise(seconds) + 1e-3 * noise(seconds, 2))


@pytest.mark.parametrize("speed", [0.5, 0.25, 0.1])
def test_attacks_are_neither_stretched_nor_doubled(speed: float) -> None:
    sound, every = strokes(0.5, 4.0), 0.5
    hops = round(2.2 * every / speed * BANDS.frame_rate)
    level = 10 * np.log10(np.exp(advance(Playhead(BANDS, 8), Recording(sound), speed, hops)).mean(axis=1))
    peaks = [i for i in range(30, hops - 30) if level[i] == level[i - 30 : i + 31].max() and level[i] > level.max() - 6]
    gaps = np.diff(peaks)
    assert len(peaks) == 2 and gaps == pytest.approx(every / speed * BANDS.frame_rate, rel=0.05)
    for peak in peaks:
        quiet = peak - int(np.argmax(level[peak::-1] < level[peak] - 15.0))
        assert peak - quiet <= 9, "frames; a window is 8"


@pytest.mark.parametrize("speed", [0.1, 0.37, 2.5])
def test_time_passes_as_fast_as_asked(speed: float) -> None:
    """Attacks may run ahead; what follows waits for them."""
    recording = Recording(strokes(0.5, 4.0))
    advance(Playhead(BANDS, 8), recording, speed, 3000)
    assert recording.at == pytest.approx(3000 * speed, abs=20)


def test_at_speed_one_every_frame_sounds_as_it_was_made() -> None:
    recording = Recording(strokes(0.5, 1.0))
    heard = advance(Playhead(BANDS, 8), recording, 1.0, 100)
    np.testing.assert_array_equal(heard, recording.frames[:100])


def test_between_two_frames_it_blends_them() -> None:
    playhead, recording = Playhead(BANDS, 8), Recording(noise(0.5))
    advance(playhead, recording, 1.0, STARTED)
    heard, frames = advance(playhead, recording, 0.5, 40), recording.frames[STARTED - 1 :]
    np.testing.assert_array_equal(heard[1::2], frames[1:21])
    np.testing.assert_allclose(heard[::2], 0.5 * (frames[:20] + frames[1:21]), atol=1e-5)


@pytest.mark.parametrize("speed", [1.0, 0.3])
def test_what_travels_beside_the_frames_moves_in_a_straight_line(speed: float) -> None:
    """The recording's stereo is the number of the step: a line that rises by one every eight frames."""
    playhead, recording = Playhead(BANDS, 8, stereo_dim=3), Recording(noise(1.0))
    advance(playhead, recording, 1.0, STARTED)
    heard = []
    for _ in range(150):
        playhead.advance(speed, recording.step)
        heard.append(playhead.stereo.copy())
    course = np.array(heard)
    assert course.shape == (150, 3) and (course == course[:, :1]).all()
    np.testing.assert_allclose(course[:, 0], (STARTED + speed * np.arange(1, 151)) / 8, atol=1e-4)


def test_its_state_goes_on_frame_for_frame_and_only_fits_its_own_shape() -> None:
    playhead, recording = Playhead(BANDS, 8, stereo_dim=2), Recording(strokes(0.5, 2.0))
    advance(playhead, recording, 0.7, 77)
    state, at = playhead.save_state(), recording.at
    first = advance(playhead, recording, 0.0, 30), advance(playhead, recording, 1.3, 50)
    playhead.restore_state(state)
    recording.at = at
    for expected, speed in zip(first, (0.0, 1.3), strict=True):
        np.testing.assert_array_equal(advance(playhead, recording, speed, len(expected)), expected)
    with pytest.raises(ValueError, match="frames of"):
        Playhead(BANDS, 4, stereo_dim=2).restore_state(state)
