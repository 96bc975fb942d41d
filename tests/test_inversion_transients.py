"""Attacks stay where they were and as loud as they were."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from realtime.features import FeatureSpec
from realtime.inversion import invert

SPEC = FeatureSpec(n_fft=1024, hop=128, kind="magnitude")
FIVE_MS = 240
TEN_MS = 480
STRUCK = [
    "piano/lied_17_boulanger_reflets.ogg",
    "bells/struck_04_glass_glass.ogg",
    "bells/mallet_06_boulanger_reflets.ogg",
]


def click(place: int, background: np.ndarray | float = 0.0) -> np.ndarray:
    audio = np.zeros(24000) + background
    audio[place] += 0.5
    return audio


@pytest.mark.parametrize("method", ["rtpghi", "hybrid"])
@pytest.mark.parametrize("offset", [0, 1, 17, 64, 100, 127])
def test_a_click_keeps_its_energy_and_its_peak(method: str, offset: int) -> None:
    place = 9600 + offset
    back = invert(SPEC.forward(click(place)), SPEC, method=method)
    around = back[place - FIVE_MS : place + FIVE_MS + 1]
    assert np.sum(around**2) > 0.9 * 0.5**2  # measured 0.996
    assert np.abs(around).max() > 0.9 * 0.5  # measured 1.00
    assert int(np.argmax(np.abs(back))) == place


@pytest.mark.parametrize("offset", [0, 17, 40, 64, 100])
def test_a_click_in_the_middle_of_tones_keeps_its_energy(offset: int) -> None:
    """The fourth difference (24 dB an octave) leaves of the tones, all below 2.6 kHz, 1e-6 of the click."""
    place = 9600 + offset
    t = np.arange(24000) / 48000
    audio = click(place, sum(0.03 * np.sin(2 * np.pi * hz * t + hz) for hz in (220, 440, 660, 1310, 2500)))
    back = invert(SPEC.forward(audio), SPEC, method="hybrid")[:24000]
    near = slice(place - FIVE_MS, place + FIVE_MS)
    kept = np.sum(np.diff(back, 4)[near] ** 2) / np.sum(np.diff(audio, 4)[near] ** 2)
    assert 0.9 < kept < 1.05  # measured 0.96 to 1.00


def attacks(audio: np.ndarray) -> list[int]:
    """Up to 6 places where the next 10 ms are louder than the average and than the last 10 ms by 8 dB or more."""
    energy = np.concatenate([[0.0], np.cumsum(audio.astype(np.float64) ** 2)])
    places = np.arange(TEN_MS, len(audio) - TEN_MS, 24)
    before = energy[places] - energy[places - TEN_MS]
    after = energy[places + TEN_MS] - energy[places]
    average = energy[-1] * TEN_MS / len(audio)
    rise_db = np.where(after > average, 10 * np.log10((after + 1e-12) / (before + 1e-5 * average + 1e-12)), 0.0)
    found: list[int] = []
    for i in np.argsort(-rise_db):
        if rise_db[i] < 8.0 or len(found) == 6:
            break
        if all(abs(places[i] - other) > 9600 for other in found):
            found.append(int(places[i]))
    return found


def test_struck_instruments_have_no_echo_before_the_attack(shared: Path) -> None:
    soundfile = pytest.importorskip("soundfile")
    pre_echo_db, attack_db = [], []
    for name in STRUCK:
        with soundfile.SoundFile(shared / "heldout" / name) as file:
            file.seek(20 * 48000)
            audio = file.read(8 * 48000, dtype="float32", always_2d=True).mean(axis=1)
        back = invert(SPEC.forward(audio), SPEC, method="hybrid")
        for place in attacks(audio):
            for changes, part in (
                (pre_echo_db, slice(place - TEN_MS, place)),
                (attack_db, slice(place, place + TEN_MS)),
            ):
                changes.append(10 * np.log10((np.sum(back[part] ** 2) + 1e-9) / (np.sum(audio[part] ** 2) + 1e-9)))
    assert len(pre_echo_db) >= 6
    assert np.mean(pre_echo_db) < 0.3  # measured 0.0
    assert max(pre_echo_db) < 1.0  # measured 0.3
    assert np.abs(attack_db).max() < 1.0  # measured 0.4
