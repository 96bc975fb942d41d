"""`realtime-gen analyze`: a recording's descriptors as a score that any model can play.

Loudness, centroid and flatness become parameters, ten times a second where they change and with every attack; what is
pitched becomes keys. Attacks without a pitch are left out: there is no address for a single one. The descriptors are
those of `realtime.features`, causal; the score is not, as it is written afterwards: values are means of what follows,
and short notes are known to be short.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from realtime.errors import UsageError
from realtime.features import LOWEST_NOTE, N_NOTES, DescriptorSpec, FeatureSpec
from realtime.features.descriptors import ATTACK_DB, CENTROID, FLATNESS, FLUX, LOUDNESS, NOTES, SILENCE_DB
from realtime.features.notes import RANGE_DB
from realtime.score import format_event

F32 = NDArray[np.float32]

SPEC = DescriptorSpec(FeatureSpec(sample_rate=48_000, n_fft=2048, hop=256, kind="linlog", bands=128))
STEP_S = SPEC.frames_per_step * SPEC.features.hop / SPEC.features.sample_rate

SMOOTHED = 7  # steps (75 ms) whose mean a note's value is: single frames flicker
ON, OFF = 0.4, 0.2  # smoothed value at which a key is struck, and let go
SHORTEST_S = 0.08  # what is shorter is a spot in the noise
RISE_DB, WITHIN = 4.0, 5  # a note that rises so far within so many steps of an attack is struck again
SILENT_DB = -60.0  # below, there are no notes, and centroid and flatness say nothing
NOISE_DB = -5.0  # flatness above which there are no notes: white noise has -1.2, and many short ones
EVERY = 9  # steps (96 ms) between two looks at the parameters
CHANGES = {"loudness": 1.0, "centroid": 0.04, "flatness": 1.0}  # dB, octaves, dB: smaller ones are not written
COLUMNS = {"loudness": LOUDNESS, "centroid": CENTROID, "flatness": FLATNESS}
MOST_S = 6 * 3600.0


class Note(NamedTuple):
    """A key, from `start` to `end` in seconds. number: MIDI. velocity: 0..1, its value where it is strongest."""

    start: float
    end: float
    number: int
    velocity: float


@dataclass(frozen=True)
class Analysis:
    """A recording, described. steps: (n, 64) descriptors, one every STEP_S. changes: (seconds, name, value) of the
    parameters, in their units."""

    file: str
    seconds: float
    steps: F32
    notes: list[Note]
    changes: list[tuple[float, str, float]]


def analyze(path: Path) -> Analysis:
    """Describe a sound file. Raises UsageError: cannot be read, too short, longer than MOST_S."""
    audio = _read(path)
    described, last = [], None
    for spectrum in SPEC.features.spectra(audio):
        power = spectrum.real**2 + spectrum.imag**2
        begun = power if last is None else np.concatenate([last, power])
        described.append(SPEC.compute(begun)[len(begun) - len(power) :])
        last = power[-1:]
    steps = SPEC.pool_steps(np.concatenate(described))
    notes = find_notes(steps)
    onsets = {round(note.start / STEP_S) for note in notes}
    return Analysis(path.name, len(audio) / SPEC.features.sample_rate, steps, notes, list(_changes(steps, onsets)))


def _read(path: Path) -> F32:
    """(n,) mono samples at the rate of SPEC."""
    import soundfile

    try:
        with soundfile.SoundFile(path) as file:
            if file.frames > MOST_S * file.samplerate:
                raise UsageError(f"{path} is longer than {MOST_S / 3600:.0f} hours: cut it")
            rate = file.samplerate
            sound = file.read(dtype="float32", always_2d=True).mean(axis=1)
    except (OSError, RuntimeError) as error:  # soundfile's own error is a RuntimeError
        raise UsageError(f"{path} cannot be read as sound ({error}): give a WAV, FLAC, OGG or MP3 file") from error
    sound = np.clip(np.nan_to_num(sound), -4.0, 4.0)
    if rate != SPEC.features.sample_rate:
        sound = _resampled(sound, rate)
    if len(sound) < 2 * SPEC.features.n_fft:
        raise UsageError(f"{path} is too short to be described: give at least a tenth of a second")
    return np.asarray(sound, np.float32)


def _resampled(sound: F32, rate: int) -> F32:
    from realtime.resampler import make_resampler, resample_hop

    hop = 4096
    resampler = make_resampler(rate, SPEC.features.sample_rate, hop)
    out, parts = np.zeros((resampler.most, 2), np.float32), []
    blocks = ceil((len(sound) + resampler.reach) / hop)  # the filter wants what follows: silence
    padded = np.zeros((blocks * hop, 2), np.float32)
    padded[: len(sound)] = sound[:, None]
    for block in padded.reshape(blocks, hop, 2):
        made = resample_hop(resampler.rows, resampler.samples, resampler.place, resampler.step, block, out)
        parts.append(out[:made, 0].copy())
    return np.concatenate(parts)[: round(len(sound) * SPEC.features.sample_rate / rate)]


def find_notes(steps: F32) -> list[Note]:
    """Keys that play what is pitched in (n, 64) descriptors, in order of their starts."""
    heard = (steps[:, LOUDNESS] > SILENT_DB) & (_smoothed(steps[:, FLATNESS, None])[:, 0] < NOISE_DB)
    values = np.where(heard[:, None], steps[:, NOTES:], 0.0)
    smooth = _smoothed(values)
    attacks = np.flatnonzero(steps[:, FLUX] > ATTACK_DB)
    found = []
    for column in range(N_NOTES):
        level = steps[:, LOUDNESS] + RANGE_DB * (values[:, column] - 1.0)
        for start, end in _stretches(values[:, column], smooth[:, column]):
            edges = [start, *_struck_again(level, attacks, start, end), end]
            for first, last in pairwise(edges):
                if (last - first) * STEP_S >= SHORTEST_S:
                    velocity = float(smooth[first:last, column].max())
                    found.append(Note(first * STEP_S, last * STEP_S, LOWEST_NOTE + column, velocity))
    return sorted(found)


def _smoothed(values: NDArray[Any]) -> F32:
    """(n, k) means over SMOOTHED rows."""
    around = np.pad(values, ((SMOOTHED // 2, SMOOTHED // 2), (0, 0)), mode="edge")
    return np.asarray(np.lib.stride_tricks.sliding_window_view(around, SMOOTHED, axis=0).mean(axis=-1), np.float32)


def _stretches(values: F32, smooth: F32) -> Iterator[tuple[int, int]]:
    """From where a note is on to where it is off; it begins with the first loud one of the steps that made it so."""
    start = None
    for i, value in enumerate(smooth):
        if start is None and value > ON:
            first = max(0, i - SMOOTHED // 2)
            start = first + int((values[first : i + SMOOTHED // 2 + 1] > ON).argmax())
        elif start is not None and value < OFF and i > start:
            yield start, i
            start = None
    if start is not None:
        yield start, len(smooth)


def _struck_again(level: NDArray[Any], attacks: NDArray[np.intp], start: int, end: int) -> list[int]:
    again: list[int] = []
    for at in attacks:
        if start + 2 * WITHIN < at < end - 2 * WITHIN and (not again or at - again[-1] > 2 * WITHIN):
            before, after = level[at - 2 : at].min(), level[at : at + WITHIN].max()
            if after - before > RISE_DB:
                again.append(int(at))
    return again


def _changes(steps: F32, onsets: set[int]) -> Iterator[tuple[float, str, float]]:
    """Values of the parameters wherever they have changed. onsets: steps that are looked at in any case."""
    said = dict.fromkeys(COLUMNS, -np.inf)
    looks = sorted({*range(0, len(steps), EVERY), *(onset for onset in onsets if onset < len(steps))})
    for i, following in zip(looks, [*looks[1:], len(steps)], strict=True):
        ahead = steps[i : max(following, i + 2)]
        power = 10.0 ** (0.1 * ahead[:, LOUDNESS])
        silent = ahead[:, LOUDNESS].max() < SILENT_DB
        for name, column in COLUMNS.items():
            if name == "loudness":
                value = max(10.0 * np.log10(power.mean()), SILENCE_DB)
            elif silent:
                continue
            else:
                value = float(ahead[:, column] @ power / power.sum())
            if abs(value - said[name]) >= CHANGES[name]:
                said[name] = value
                yield i * STEP_S, name, round(2.0 ** float(value)) if name == "centroid" else round(float(value), 1)


def score_lines(analysis: Analysis) -> Iterator[str]:
    """The analysis as a score, line by line."""
    yield f"# what is heard in {' '.join(analysis.file.split())}, {analysis.seconds:.1f} s: {len(analysis.notes)} notes"
    yield f"# realtime-gen render OUT.wav --seconds {ceil(analysis.seconds + 1)} --score THIS_FILE --set style/NAME=1"
    events: list[tuple[float, int, str, tuple[float, ...]]] = [
        (seconds, 2, f"/rt/param/{name}", (value,)) for seconds, name, value in analysis.changes
    ]
    for note in analysis.notes:
        events.append((note.start, 3, "/rt/note", (note.number, round(note.velocity, 2))))
        events.append((note.end, 1, "/rt/note", (note.number, 0)))
    for seconds, _, address, arguments in sorted(events):  # at one time: let go, then change, then strike
        yield format_event(round(seconds, 3), address, arguments)
    yield format_event(round(analysis.seconds, 3), "/rt/auto", (1.0,))
