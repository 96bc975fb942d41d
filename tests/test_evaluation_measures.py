"""The measures of `realtime-train evaluate` on sounds whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from training.evaluation import control, frechet, novelty, rhythm
from training.evaluation.material import RATE, Clip


def clip(mid: np.ndarray, style: str = "s", name: str = "n") -> Clip:
    return Clip(style, name, np.repeat(mid.astype(np.float32)[:, None], 2, axis=1))


def pluck(midi: float, seconds: float) -> np.ndarray:
    t = np.arange(round(seconds * RATE)) / RATE
    hz = 440.0 * 2.0 ** ((midi - 69) / 12)
    return 0.2 * np.exp(-5 * t) * np.sum([np.sin(2 * np.pi * hz * k * t) / k for k in range(1, 6)], axis=0)


def tune(seed: int, notes: int = 30, shift: float = 0.0) -> Clip:
    """Plucks of 0.2 to 0.6 s in five tones over two octaves."""
    random = np.random.default_rng(seed)
    pitches = random.choice([60, 62, 64, 67, 69, 72, 74, 76], notes)
    lengths = random.choice([0.2, 0.4, 0.6], notes)
    sound = np.concatenate([pluck(m + shift, s) for m, s in zip(pitches, lengths, strict=True)])
    return clip(sound + 1e-4 * random.standard_normal(len(sound)), name=f"tune {seed}")


def clicks(rate_hz: float, seconds: float) -> np.ndarray:
    """Noise bursts of 10 ms over a bed of noise 40 dB below."""
    random = np.random.default_rng(0)
    sound = 0.002 * random.standard_normal(round(seconds * RATE))
    for n in range(round(rate_hz * seconds)):
        start = round((n + 0.5) / rate_hz * RATE)
        sound[start : start + 480] += 0.3 * random.standard_normal(480)
    return sound


# -- Fréchet ----------------------------------------------------------------------------------------------------------


def test_the_frechet_distance_is_that_of_the_closed_form() -> None:
    """Same set: 0. Moved by v: |v|^2. Stretched k times: (k - 1)^2 tr C + (k - 1)^2 |m|^2."""
    random = np.random.default_rng(0)
    a = random.standard_normal((200, 5)) @ random.standard_normal((5, 5))
    moved = np.array([0.3, 0.0, -1.0, 2.0, 0.1])
    assert frechet.frechet(a, a) == pytest.approx(0.0, abs=1e-9)
    assert frechet.frechet(a, a + moved) == pytest.approx(np.square(moved).sum())
    stretched = np.trace(np.cov(a, rowvar=False)) + np.square(a.mean(axis=0)).sum()
    assert frechet.frechet(a, 1.5 * a) == pytest.approx(0.25 * stretched)


@pytest.mark.parametrize("train", [True, False])
def test_another_tune_is_nearer_to_a_tune_than_noise_shuffled_frames_and_a_loop_are(train: bool) -> None:
    """All by the same process, so that the ratio is about 1. Halved, the reference is too short to tell its loop."""
    found = frechet.measure({"s": [tune(1, 20)]}, {"s": [tune(2, 20)]}, {"s": [tune(3, 20)]} if train else None)
    assert 0.3 < found["ratio"] < 2.5
    told = ("noise", "shuffled", "loop") if train else ("noise", "shuffled")
    assert min(found["baselines"][name] for name in told) > 1.5 * max(found["generated"], found["train"])
    assert found["styles"]["s"]["generated"] == found["generated"]


def test_what_hardly_varies_in_the_reference_decides_nothing() -> None:
    random = np.random.default_rng(0)
    reference, others = random.normal(size=(2, 200, 117))
    reference[:, 27] = 1e-4 * random.normal(size=200)  # the least of the chroma
    others[:, 27] = 0.0
    project = frechet.Embedding(reference)
    before = frechet.frechet(project(others), project(reference))
    others[:3, 27] = 0.1
    assert frechet.frechet(project(others), project(reference)) < 1.5 * before  # 303 times without STEADY


def test_too_little_sound_has_no_frechet_distance() -> None:
    assert frechet.measure({"s": [tune(1, 2)]}, {"s": [tune(2, 2)]}, None) == {}


def test_the_baselines_keep_what_they_promise() -> None:
    sound = tune(4).mid
    noise = frechet.shaped_noise(sound, len(sound), np.random.default_rng(0))
    assert np.mean(noise**2) == pytest.approx(np.mean(sound**2), rel=0.1)
    loop = frechet.looped(sound, 10 * RATE)
    assert np.array_equal(loop[: 4 * RATE], loop[4 * RATE : 8 * RATE])
    assert len(frechet.shuffled(sound, 5 * RATE, np.random.default_rng(0))) == 5 * RATE


# -- rhythm -----------------------------------------------------------------------------------------------------------


def test_the_rhythm_of_clicks_is_known_exactly() -> None:
    slow, fast = (rhythm.describe([clip(clicks(rate, 8.0))]) for rate in (2.0, 4.0))
    assert (slow["onset_rate"], fast["onset_rate"]) == (2.0, 4.0)
    assert slow["onset_rate_librosa"] == pytest.approx(2.0, abs=0.15)  # independent: may miss or add one at an end
    assert slow["intervals"] == pytest.approx(0.5, abs=0.011)  # two frames
    compared = rhythm.compare(fast, slow)
    assert compared["ioi_distance"] == pytest.approx(np.log(2.0), abs=0.02)
    assert compared["ratios"]["onset_rate"] == 2.0 and not compared["onset_rate_held"]
    assert rhythm.compare(slow, slow)["ioi_distance"] == 0.0 and rhythm.compare(slow, slow)["onset_rate_held"]


def test_pauses_are_found_with_their_lengths() -> None:
    sound = 0.1 * np.random.default_rng(0).standard_normal(10 * RATE)
    for start, seconds in ((2.0, 0.5), (5.0, 0.5), (8.0, 0.1)):  # the last is no pause, only a gap
        sound[round(start * RATE) : round((start + seconds) * RATE)] *= 0.01
    level = rhythm.levels(sound.astype(np.float32))
    assert rhythm.pauses(level, float(np.median(level))) == pytest.approx([0.5, 0.5])


def test_changes_of_chord_are_counted() -> None:
    notes = np.zeros((2250, 60), np.float32)  # 12 s, another chord every two of them
    for n, chord in enumerate(([24, 28, 31], [21, 24, 28], [17, 21, 24], [19, 23, 26], [24, 28, 31], [36, 40, 43])):
        notes[n * 375 : (n + 1) * 375, chord] = 1.0
    assert rhythm.chord_changes(notes) == 4  # the last is the same an octave higher
    assert rhythm.chord_changes(np.zeros_like(notes)) == 0


# -- control ----------------------------------------------------------------------------------------------------------


def test_the_centroid_is_librosas() -> None:
    import librosa

    sound = tune(5).mid
    theirs = librosa.feature.spectral_centroid(y=sound, sr=RATE, n_fft=2048, hop_length=512, center=False)
    assert control.spectral_centroid_hz(sound) == pytest.approx(float(np.median(theirs)), rel=1e-3)


@pytest.mark.parametrize("midi", [50, 61, 83])
def test_the_pitch_class_of_a_tone_is_the_strongest(midi: int) -> None:
    chroma = control.spectral_chroma(pluck(midi, 1.0).astype(np.float32))
    assert control.rank(chroma, midi % 12) == 0
    assert control.rank(chroma, (midi + 6) % 12) >= control.TOP


def test_rank_correlation_of_what_obeys_what_does_the_opposite_and_what_ignores() -> None:
    asked = np.array([3.0, 1.0, 2.0, 4.0])
    assert control.spearman(asked, asked**3) == pytest.approx(1.0)
    assert control.spearman(asked, -asked) == pytest.approx(-1.0)
    assert control.spearman(asked, np.full(4, 7.0)) == 0.0


# -- novelty ----------------------------------------------------------------------------------------------------------


def test_a_copy_is_found_transposed_and_softer_and_another_tune_is_not(tmp_path) -> None:  # type: ignore[no-untyped-def]
    train = {"s": [tune(6), tune(7)]}
    copied = tune(7, shift=3.0)
    copied = Clip("s", "copy", 0.25 * copied.audio[: 4 * RATE])
    own = Clip("s", "own", tune(8).audio[: 4 * RATE])
    result = novelty.measure({"s": [copied]}, {"s": [tune(9), tune(10)]}, train, tmp_path)["styles"]["s"]
    assert result["flagged"] == 1.0
    assert result["nearest"] < 0.8 * result["threshold"]  # measured 0.22 and 0.33
    for pair in result["pairs"]:
        assert pair["recording"].startswith("tune 7") and (tmp_path / pair["file"]).is_file()
        seconds = [float(pair[key].split(", ")[1].split(" ")[0]) for key in ("generated", "recording")]
        assert seconds[0] == pytest.approx(seconds[1], abs=0.15)
    itself = novelty.nearest([train["s"][1]], train["s"])
    assert itself.distances.max() < 1e-3
    assert itself.found == [(1, second) for _, second in itself.asked]
    assert novelty.measure({"s": [own]}, {"s": [tune(9), tune(10)]}, train)["flagged"] < 0.5


def test_without_a_recording_of_the_style_there_is_no_novelty() -> None:
    assert novelty.measure({"s": [tune(1, 8)]}, {"s": [tune(2, 8)]}, {"other": [tune(3, 8)]}) == {}
