"""What an input hears is described exactly as recordings are for training, whenever it comes and at whatever rate."""

from __future__ import annotations

import numpy as np
import pytest
from live_tools import RATE, Feed, claps, hum, tone

from realtime.bundle import Model
from realtime.features import DescriptorSpec
from realtime.features.descriptors import ATTACK_DB, CENTROID, FLUX, LOUDNESS, NOTES, SILENCE_DB
from realtime.listening import GONE_S, MOST_FRAMES, Ear, Listener
from realtime.live_input import PITCHED_DB

STEP_S = 0.0107


@pytest.fixture(scope="module")
def spec(model: Model) -> DescriptorSpec:
    return DescriptorSpec(model.bundle.spec, model.bundle.frames_per_step, model.bundle.steps_per_score)


def listener(spec: DescriptorSpec, rate: int = RATE) -> tuple[Listener, Feed]:
    feed = Feed()
    return Listener(spec, Ear(feed.read, rate), STEP_S), feed


def test_in_pieces_of_any_length_it_is_what_the_analysis_of_the_recording_says(spec: DescriptorSpec) -> None:
    sound = np.concatenate([hum([60, 64, 67], 0.3), claps([0.1, 0.3], 0.5)]).astype(np.float32)
    rows = spec.compute(spec.features.power(sound))
    hop, window = spec.features.hop, spec.features.n_fft
    one, feed = listener(spec)
    rng, given, described = np.random.default_rng(0), 0, 0
    while given < len(sound):
        piece = sound[given : given + int(rng.integers(0, 3 * hop))]
        feed.put(piece)
        given += len(piece)
        heard = one.step(-np.inf).descriptors
        new = rows[described : max(0, (given - window // 2) // hop + 1)]  # the frames complete by now
        described += len(new)
        if len(new) == 0:
            assert heard[FLUX] == 0.0
            continue
        wanted = new.mean(axis=0)
        wanted[FLUX] = new[:, FLUX].max()
        np.testing.assert_allclose(heard, wanted, atol=1e-4)  # measured 8e-6, of the flatness in dB
    assert described > len(rows) - 6


def test_noise_of_any_colour_is_told_from_the_lowest_voice(spec: DescriptorSpec) -> None:
    """By the notes alone it cannot be: in every frame, noise has a loudest note, too."""
    noise, t = np.random.default_rng(0).standard_normal(RATE), np.arange(RATE) / RATE
    pink = np.fft.irfft(np.fft.rfft(noise) / np.sqrt(np.arange(RATE // 2 + 1) + 1.0))
    puffs = noise * np.sin(np.pi * 3.0 * t) ** 2
    breath = 0.03 * noise
    for sound, is_voice in ((noise, False), (pink, False), (puffs, False), (tone(98.0, 1.0) + breath, True)):
        power = np.maximum(spec.features.power(sound.astype(np.float32))[8:-8], 1e-10)
        told = np.quantile(spec.notes.prominence(power), [0.05, 0.95])
        assert told[0] > PITCHED_DB if is_voice else told[1] < PITCHED_DB, told  # noise: up to 5.3, the voice from 8


@pytest.mark.parametrize("rate", [44_100, 96_000])
def test_the_rate_of_the_input_device_makes_no_difference(spec: DescriptorSpec, rate: int) -> None:
    described = []
    for own in (RATE, rate):
        one, feed = listener(spec, own)
        sound = tone(261.63, 0.5, rate=own)
        for piece in np.array_split(sound, 47):
            feed.put(piece)
            heard = one.step().descriptors
        described.append(heard.copy())
    expected, found = described
    assert found[NOTES:].argmax() == expected[NOTES:].argmax() == 60 - 36
    assert abs(found[LOUDNESS] - expected[LOUDNESS]) < 0.1  # measured 0.003 dB
    assert abs(found[CENTROID] - expected[CENTROID]) < 0.05  # measured 0.002 octaves


def test_after_the_music_stood_still_it_goes_on_with_the_present_and_without_an_attack(spec: DescriptorSpec) -> None:
    one, feed = listener(spec)
    feed.put(tone(220.0, 0.2))
    one.step()
    feed.put(np.concatenate([tone(220.0, 0.5), tone(440.0, 0.5)]))
    for _ in range(3):
        heard = one.step().descriptors
        assert heard[NOTES:].argmax() == 69 - 36
        assert heard[FLUX] < ATTACK_DB  # measured 0.57, where the two tones meet


def test_a_large_block_is_described_a_bounded_part_at_a_time_and_no_attack_of_it_is_lost(spec: DescriptorSpec) -> None:
    one, feed = listener(spec)
    feed.put(claps([0.02], 8192 / RATE))
    strongest = [float(one.step().descriptors[FLUX]) for _ in range(1 + 28 // MOST_FRAMES)]
    assert max(strongest) > 5.0 and one.step().descriptors[FLUX] == 0.0
    assert strongest.count(0.0) == 0


def test_a_device_that_has_gone_is_silence(spec: DescriptorSpec) -> None:
    one, feed = listener(spec)
    feed.put(tone(220.0, 0.1))
    assert one.step().descriptors[LOUDNESS] > -20.0
    for _ in range(int(GONE_S / STEP_S) + 2):
        heard = one.step()
    assert heard.descriptors[LOUDNESS] == SILENCE_DB and not heard.descriptors[NOTES:].any()
    assert heard.level_db < -20.0
    feed.put(tone(220.0, 0.1))
    assert one.step().descriptors[LOUDNESS] > -20.0


def test_two_models_hear_the_same_while_one_is_faded_into_the_other(spec: DescriptorSpec) -> None:
    feed = Feed()
    ear = Ear(feed.read, RATE)
    first = Listener(spec, ear, STEP_S)
    for piece in np.array_split(hum([60], 0.3), 30):
        feed.put(piece)
        first.step()
    second = Listener(spec, ear, STEP_S)
    for piece in np.array_split(hum([67], 0.3), 30):
        feed.put(piece)
        ours, theirs = first.step().descriptors, second.step().descriptors
    np.testing.assert_allclose(ours[NOTES:], theirs[NOTES:], atol=0.15)  # frames lie differently; measured 0.03
    assert abs(ours[LOUDNESS] - theirs[LOUDNESS]) < 1.0
