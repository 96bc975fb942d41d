"""The two sweeps give the phases of the heap, and the gradients are those of real sounds."""

from __future__ import annotations

import heapq
from collections.abc import Callable

import numpy as np
import pytest

from realtime.features import FeatureSpec
from realtime.inversion import phase

SPEC = FeatureSpec(n_fft=512, hop=64, kind="magnitude")


def heap_frame(
    past_log: np.ndarray,
    log: np.ndarray,
    past_angle: np.ndarray,
    past_step: np.ndarray,
    step: np.ndarray,
    bend: np.ndarray,
) -> np.ndarray:
    """One frame of RTPGHI as the paper puts it: a max-heap of magnitudes; pop the largest, hand its phase on."""
    n = len(log)
    angle = np.full(n, np.nan)
    heap = [(-np.exp(past_log[m]), "past", m) for m in range(n)]
    heapq.heapify(heap)
    while np.isnan(angle).any():
        _, frame, m = heapq.heappop(heap)
        if frame == "past":
            if np.isnan(angle[m]):
                angle[m] = past_angle[m] + 0.5 * (past_step[m] + step[m])
                heapq.heappush(heap, (-np.exp(log[m]), "now", m))
            continue
        for neighbour, sign in ((m - 1, -1.0), (m + 1, 1.0)):
            if 0 <= neighbour < n and np.isnan(angle[neighbour]):
                angle[neighbour] = angle[m] + sign * 0.5 * (bend[m] + bend[neighbour])
                heapq.heappush(heap, (-np.exp(log[neighbour]), "now", neighbour))
    return angle


def turns_apart(a: np.ndarray, b: np.ndarray) -> float:
    difference = a - b
    return float(np.abs(difference - np.round(difference)).max())


@pytest.mark.parametrize("roughness", [0.1, 1.0, 6.0])
@pytest.mark.parametrize("n_bins", [9, 257, 1025])
def test_sweeps_give_the_phases_of_the_heap(n_bins: int, roughness: float) -> None:
    rng = np.random.default_rng(n_bins)
    for _ in range(5):
        past_log, log = roughness * rng.standard_normal((2, n_bins))
        past_angle, past_step, step, bend = rng.uniform(-0.5, 0.5, (4, n_bins))
        angle = np.empty(n_bins)
        left, right = np.empty((2, n_bins))
        phase.find_parents(past_log, log, left, right)
        phase.integrate(left, right, past_angle, past_step, step, bend, np.empty((2, n_bins)), angle)
        expected = heap_frame(past_log, log, past_angle, past_step, step, bend)
        assert turns_apart(angle, expected) < 1e-11  # float64 rounding; a wrong parent is off by 0.1


def noise_and_glide() -> np.ndarray:
    t = np.arange(20000) / 48000
    return 0.2 * np.random.default_rng(3).standard_normal(t.size) + np.sin(2 * np.pi * (3000 * t + 9000 * t**2))


def plucked_chord() -> np.ndarray:
    t = np.arange(20000) / 48000
    decay = np.exp(-8 * (t % 0.15)) * (t > 0.02)
    rng = np.random.default_rng(4)
    return decay * sum(
        np.sin(2 * np.pi * hz * k * t) / k for hz in (330, 415.3, 622) for k in (1, 2, 3, 5)
    ) + 1e-3 * rng.standard_normal(t.size)


def clicks_in_noise() -> np.ndarray:
    audio = 0.01 * np.random.default_rng(5).standard_normal(20000)
    audio[1000::1777] += 1.0
    return audio


@pytest.mark.parametrize("sound", [noise_and_glide, plucked_chord, clicks_in_noise])
@pytest.mark.parametrize("look_ahead", [0, 1])
def test_streaming_float32_phases_follow_a_float64_heap(look_ahead: int, sound: Callable[[], np.ndarray]) -> None:
    """The whole step (clamping, gradients, sweeps, state) over 60 frames."""
    audio = sound()
    log = 0.5 * SPEC.forward(audio)[10:80]
    tables, state = phase.make_tables(SPEC, look_ahead), phase.make_state(SPEC)
    out = np.empty(SPEC.hop, dtype=np.float32)
    angles = []
    for frame in log:
        phase.step_rtpghi(tables, state, frame, out)
        angles.append(state.angle.astype(np.float64))

    exact = log.astype(np.float64)
    n_fft, hop, gamma, bins = SPEC.n_fft, SPEC.hop, SPEC.gamma, np.arange(SPEC.n_bins)
    slope = np.gradient(exact, axis=1)
    steps = hop * bins / n_fft + hop * n_fft / gamma * slope / (2 * np.pi)
    steps[:, [0, -1]] = 0.0, hop / 2.0
    if look_ahead:
        rate = (exact[2:] - exact[:-2]) / 2  # rate[i] belongs to frame i + 1
        first = 1
    else:
        rate = (3 * exact[2:] - 4 * exact[1:-1] + exact[:-2]) / 2  # to frame i + 2
        first = 2
    bends = -gamma / (hop * n_fft) * rate / (2 * np.pi)
    angle = angles[first + look_ahead]
    worst = 0.0
    for n in range(first + 1, first + 61):
        angle = heap_frame(exact[n - 1], exact[n], angle, steps[n - 1], steps[n], bends[n - first])
        worst = max(worst, turns_apart(angles[n + look_ahead], angle))
    assert worst < 2e-4  # turns; measured 7e-7 to 5e-5 (after pauses); a wrong parent is off by 0.1


def test_a_steady_sine_keeps_its_frequency() -> None:
    from realtime.inversion import invert

    hz = 1000.3
    audio = 0.5 * np.sin(2 * np.pi * hz * np.arange(48000) / 48000)
    back = invert(SPEC.forward(audio), SPEC, method="rtpghi")[4096 : 4096 + 32768]
    spectrum = np.abs(np.fft.rfft(back * np.blackman(32768))) ** 2
    peak = int(np.argmax(spectrum))
    tone = spectrum[peak - 5 : peak + 6].sum()
    assert abs(peak * 48000 / 32768 - hz) < 48000 / 32768
    assert 10 * np.log10(tone / (spectrum.sum() - tone)) > 50  # dB; measured 59.8
    assert abs(np.abs(back).max() - 0.5) < 0.02


def test_dual_window_inverts_the_analysis() -> None:
    """Overlap-adding true spectra (no phase lost) with the dual window gives the signal: checks scale and overlap."""
    rng = np.random.default_rng(5)
    audio = rng.standard_normal(4096)
    spec = SPEC
    dual = phase.dual_window(spec).astype(np.float64)
    out = np.zeros_like(audio)
    for start in range(0, len(audio) - spec.n_fft + 1, spec.hop):
        spectrum = np.fft.rfft(audio[start : start + spec.n_fft] * spec.window * spec.scale)
        out[start : start + spec.n_fft] += np.fft.irfft(spectrum) * dual
    np.testing.assert_allclose(out[spec.n_fft : -spec.n_fft], audio[spec.n_fft : -spec.n_fft], atol=1e-5)


def test_look_ahead_is_0_or_1() -> None:
    with pytest.raises(ValueError, match="look_ahead"):
        phase.make_tables(SPEC, 2)
