"""What is measured: sound, and what is heard in it.

Everything is heard at 48 kHz through one fixed transform, so that the figures of models with other features, and of
recordings, can be compared.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from realtime.features import DescriptorSpec, FeatureSpec
from training.evaluation.frames import timbre
from training.finding import find_audio
from training.midi import MIDI_SUFFIXES, find_soundfont, render
from training.pieces import Unusable
from training.prepare import describe, read_manifest

log = logging.getLogger(__name__)

F32 = NDArray[np.float32]
RATE = 48000
SPEC = FeatureSpec(sample_rate=RATE)
DESCRIPTORS = DescriptorSpec(SPEC)
FRAMES_PER_S = SPEC.frame_rate
SHORTEST_S = 2.0
QUIET = 1e-4  # an excerpt without a louder sample is silence


@dataclass(frozen=True)
class Clip:
    """A piece of sound. audio: (n, 2) float32 at RATE. name: the recording's, or of the seed that made it.

    start_s: where in the recording it begins.
    """

    style: str
    name: str
    audio: F32
    start_s: float = 0.0

    @property
    def seconds(self) -> float:
        return len(self.audio) / RATE

    @cached_property
    def mid(self) -> F32:
        """(n,)"""
        return self.audio.mean(axis=1)

    @cached_property
    def descriptors(self) -> F32:
        """(n_frames, 64) as in `realtime.features.descriptors`, FRAMES_PER_S a second."""
        return self._heard[0]

    @cached_property
    def timbre(self) -> F32:
        """(n_frames // 2, 26) as in `frames`, every second frame."""
        return self._heard[1]

    @cached_property
    def _heard(self) -> tuple[F32, F32]:
        power = SPEC.power(self.mid)
        return DESCRIPTORS.compute(power), timbre(power[: len(power) // 2 * 2 : 2], SPEC)


def read_clips(
    folder: Path, seconds: float, most: int, styles: Sequence[str] | None = None, whole: bool = False
) -> dict[str, list[Clip]]:
    """Excerpts of the recordings in a folder, by style: `seconds` from the middle of each, `most` of a style.

    styles: only these. whole: every recording from its beginning to its end instead of its middle. Of more than `most`
    recordings of a style every so many-th is taken. Files that cannot be read are named and left out.
    Raises PrepareError for a folder that is missing or holds no recordings.
    """
    manifest = folder / "manifest.csv"
    rows = read_manifest(manifest if manifest.is_file() else None)
    files: dict[str, list[Path]] = defaultdict(list)
    for root, file in find_audio([folder]):
        style = describe(root, file, rows).style
        if styles is None or style in styles:
            files[style].append(file)
    clips: dict[str, list[Clip]] = {}
    for style, found in sorted(files.items()):
        if len(found) > most:
            found = [found[i] for i in np.linspace(0, len(found) - 1, most).round().astype(int)]
        read = [_read(file, style, None if whole else seconds) for file in found]
        if heard := [clip for clip in read if clip is not None]:
            clips[style] = heard
    return clips


def _read(file: Path, style: str, seconds: float | None) -> Clip | None:
    try:
        with TemporaryDirectory() as folder:
            if file.suffix.lower() in MIDI_SUFFIXES:
                written, file = file, Path(folder) / f"{file.stem}.wav"
                render(written, find_soundfont(), file, RATE)
            with soundfile.SoundFile(file) as sound:
                length = sound.frames if seconds is None else min(sound.frames, round(seconds * sound.samplerate))
                start = (sound.frames - length) // 2
                sound.seek(start)
                audio, rate = sound.read(length, dtype="float32", always_2d=True), sound.samplerate
    except (soundfile.LibsndfileError, RuntimeError, OSError, Unusable) as error:
        log.warning("skipped: %s cannot be read as audio (%s)", file, error)
        return None
    if len(audio) < SHORTEST_S * rate or not np.isfinite(audio).all() or np.abs(audio).max() < QUIET:
        log.warning("skipped: %s is shorter than %g s, silent or not a number", file, SHORTEST_S)
        return None
    if rate != RATE:
        audio = soxr.resample(audio, rate, RATE)
    two = audio if audio.shape[1] == 2 else np.repeat(audio.mean(axis=1, keepdims=True), 2, axis=1)
    return Clip(style, file.stem, np.ascontiguousarray(two, np.float32), start / rate)
