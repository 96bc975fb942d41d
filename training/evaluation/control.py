"""Whether the sound does what it is told: every control swept while the others go by themselves, style by style.

A control is asked for LEVELS values between the 1st and the 99th percentile of the style's recordings (density: 0 to 6
attacks a second) in random order, each held for some seconds of which the first SETTLE_S are left out; what comes out
of the engine is measured in the rest:

loudness    mean square of the mid, dBFS
centroid    median over Hann windows of sum f |S| / sum |S|, Hz (the centroid of librosa; `spectral_centroid_hz`)
flatness    mean of the descriptor, dB
density     attacks a second as in `rhythm`

and compared by Spearman's rank correlation. Loudness and centroid are measured by other code than the descriptors'.

pitch_class  share of twelve asked chroma/<pc>, each set to 1, that are among the three strongest pitch classes of what
             sounds: the spectrum from 60 Hz to 5 kHz folded to the octave (`spectral_chroma`); chance: 0.25
note         share of notes struck with `Engine.note` that are among the three strongest of the notes in the output
note_exact   share of those that are the strongest; note_pitch_class: whose pitch class is among the top three

The figures of all styles are the means over styles; `worst` is the lowest of a style.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.features.descriptors import CENTROID, CHROMA_NAMES, FLATNESS, FLUX, LOUDNESS, NOTES
from realtime.features.notes import LOWEST_NOTE
from training.evaluation.material import DESCRIPTORS, RATE, SPEC, Clip
from training.evaluation.playing import Instrument
from training.evaluation.rhythm import attacks

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]

SETTLE_S = 0.5
HOLD_S = {"loudness": 1.5, "centroid": 1.5, "flatness": 1.5, "density": 4.0, "pitch_class": 1.5, "note": 1.5}
SPEARMAN = ("loudness", "centroid", "flatness", "density")
DENSITIES = (0.0, 6.0)  # attacks a second
FIRST_NOTE, LAST_NOTE = 48, 83  # MIDI, three octaves around the middle C
VELOCITY = 0.8
TOP = 3
QUIETEST_DB = -45.0  # nobody asks for less than that


@dataclass(frozen=True)
class Sweep:
    """asked, measured: (n,) in the control's unit; of pitch classes and notes the asked one and its rank, 0 first.

    pitch_ranks: of notes, the rank of their pitch class.
    """

    asked: F64
    measured: F64
    pitch_ranks: F64 = field(default_factory=lambda: np.zeros(0))


def spectral_centroid_hz(mid: F32) -> float:
    """Median over Hann windows of 2048 samples of their magnitudes' mean frequency."""
    frames = np.lib.stride_tricks.sliding_window_view(mid, 2048)[::512]
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(2049)[:-1], axis=1))
    hz = np.fft.rfftfreq(2048, 1.0 / RATE)
    return float(np.median(spectrum @ hz / np.maximum(spectrum.sum(axis=1), 1e-9)))


def spectral_chroma(mid: F32) -> F64:
    """(12,) summed magnitude of a sound's spectral peaks by pitch class, C first, windows of 16 384 samples."""
    n = min(16384, len(mid))
    frames = np.lib.stride_tricks.sliding_window_view(mid, n)[:: n // 4]
    spectrum = np.abs(np.fft.rfft(frames * np.hanning(n + 1)[:-1], axis=1)).mean(axis=0)
    hz = np.fft.rfftfreq(n, 1.0 / RATE)
    peaks = np.flatnonzero((spectrum[1:-1] > spectrum[:-2]) & (spectrum[1:-1] >= spectrum[2:])) + 1
    peaks = peaks[(hz[peaks] > 60.0) & (hz[peaks] < 5000.0)]
    classes = np.round(12.0 * np.log2(hz[peaks] / 440.0) + 69.0).astype(int) % 12
    return np.bincount(classes, np.sqrt(spectrum[peaks]), minlength=12).astype(np.float64)


def rank(values: NDArray[Any], index: int) -> int:
    """How many of the values are larger than that one."""
    return int(np.count_nonzero(values > values[index]))


def spearman(asked: F64, measured: F64) -> float:
    """Rank correlation, 0 where nothing moved."""
    from scipy.stats import spearmanr

    if np.ptp(measured) == 0.0 or np.ptp(asked) == 0.0:
        return 0.0
    return float(spearmanr(asked, measured).statistic)


def _measure(control: str) -> Callable[[F32], float]:
    def flatness(mid: F32) -> float:
        return float(DESCRIPTORS.compute(SPEC.power(mid))[:, FLATNESS].mean())

    def density(mid: F32) -> float:
        return len(attacks(DESCRIPTORS.compute(SPEC.power(mid))[:, FLUX])) * RATE / len(mid)

    def loudness(mid: F32) -> float:
        return float(10.0 * np.log10(np.square(mid, dtype=np.float64).mean() + 1e-10))

    return {"loudness": loudness, "centroid": spectral_centroid_hz, "flatness": flatness, "density": density}[control]


def asked_range(instrument: Instrument, style: str, control: str) -> tuple[float, float]:
    """Between what a control is swept, in its unit: the style's recordings, cut to the parameter's range."""
    if control == "density":
        return DENSITIES
    column = {"loudness": LOUDNESS, "centroid": CENTROID, "flatness": FLATNESS}[control]
    quantiles = instrument.engine.model.bundle.style_quantiles[instrument.styles.index(style)]
    low, high = quantiles[0][column], quantiles[-1][column]
    if control == "centroid":
        low, high = 2.0**low, 2.0**high
    parameter = instrument.engine.values.registry[control]
    low = max(low, QUIETEST_DB) if control == "loudness" else low
    return max(low, parameter.low), min(high, parameter.high)


def levels(low: float, high: float, n: int, logarithmic: bool) -> F64:
    return np.geomspace(low, high, n) if logarithmic else np.linspace(low, high, n)


def sweep(instrument: Instrument, style: str, control: str, steps: int, seed: int) -> Sweep:
    """One control of one style; `steps` values in random order."""
    order = np.random.default_rng(seed).permutation(steps)
    asked = levels(*asked_range(instrument, style, control), steps, control == "centroid")[order]
    measure, measured = _measure(control), []
    instrument.start(style, seed)
    for value in asked:
        instrument.engine.set(control, float(value))
        measured.append(measure(_held(instrument, HOLD_S[control])))
    return Sweep(asked, np.array(measured))


def sweep_pitch_classes(instrument: Instrument, style: str, steps: int, seed: int) -> Sweep:
    """All twelve, of few steps twice as many pitch classes, each asked for alone."""
    instrument.start(style, seed)
    classes = np.linspace(0, 11, min(12, 2 * steps)).round().astype(int)
    order = np.random.default_rng(seed).permutation(classes)
    ranks = []
    for pitch_class in order:
        instrument.engine.set(f"chroma/{CHROMA_NAMES[pitch_class]}", 1.0)
        ranks.append(rank(spectral_chroma(_held(instrument, HOLD_S["pitch_class"])), int(pitch_class)))
        instrument.engine.values.set_automatic("chroma", True)
    return Sweep(order.astype(np.float64), np.array(ranks, np.float64))


def sweep_notes(instrument: Instrument, style: str, steps: int, seed: int) -> Sweep:
    """`steps` notes, evenly from FIRST_NOTE to LAST_NOTE, each struck, held and let go of."""
    instrument.start(style, seed)
    notes = np.linspace(FIRST_NOTE, LAST_NOTE, steps).round().astype(int)
    notes = np.random.default_rng(seed).permutation(notes)
    ranks, pitch_ranks = [], []
    for number in notes:
        instrument.engine.note(int(number), VELOCITY)
        mid = _held(instrument, HOLD_S["note"])
        instrument.engine.note(int(number), 0.0)
        heard = DESCRIPTORS.compute(SPEC.power(mid))[:, NOTES:].mean(axis=0)
        found = rank(heard, int(number) - LOWEST_NOTE)
        ranks.append(found if heard[number - LOWEST_NOTE] > 0.0 else len(heard))
        pitch_ranks.append(rank(spectral_chroma(mid), int(number) % 12))
    return Sweep(notes.astype(np.float64), np.array(ranks, np.float64), np.array(pitch_ranks, np.float64))


def _held(instrument: Instrument, seconds: float) -> F32:
    """(n,) mid of what is heard after the settling time."""
    instrument.play(SETTLE_S)
    return Clip("", "", instrument.play(seconds - SETTLE_S)).mid


def measure(
    instrument: Instrument, styles: Sequence[str], steps: int, seed: int
) -> tuple[dict[str, Any], dict[str, dict[str, Sweep]]]:
    """{NAME: figure, worst: {NAME: figure}, styles: {style: {NAME: figure}}}, and the sweeps for the plots."""
    sweeps: dict[str, dict[str, Sweep]] = {}
    figures: dict[str, dict[str, float]] = {}
    for style in styles:
        sweeps[style] = {control: sweep(instrument, style, control, steps, seed) for control in SPEARMAN}
        row = {name: round(spearman(found.asked, found.measured), 3) for name, found in sweeps[style].items()}
        classes = sweep_pitch_classes(instrument, style, steps, seed)
        notes = sweep_notes(instrument, style, steps, seed)
        sweeps[style] |= {"pitch_class": classes, "note": notes}
        row["pitch_class"] = round(float(np.mean(classes.measured < TOP)), 3)
        row["note"] = round(float(np.mean(notes.measured < TOP)), 3)
        row["note_exact"] = round(float(np.mean(notes.measured == 0)), 3)
        row["note_pitch_class"] = round(float(np.mean(notes.pitch_ranks < TOP)), 3)
        figures[style] = row
    names = dict.fromkeys(name for row in figures.values() for name in row)
    of_all = {name: [row[name] for row in figures.values() if name in row] for name in names}
    return (
        {name: round(float(np.mean(values)), 3) for name, values in of_all.items()}
        | {"worst": {name: min(values) for name, values in of_all.items()}, "styles": figures},
        sweeps,
    )
