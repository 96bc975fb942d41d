"""A prepared dataset, read from disk as it is asked for: statistics, a split by piece, and random training windows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from realtime.features import DescriptorSpec, FeatureSpec, StereoSpec
from realtime.features.descriptors import FLUX, LOUDNESS, N_DESCRIPTORS, NOTES, SILENCE_DB
from training.composer import transpose
from training.config import TrainConfig
from training.prepare import DATASET_SCHEMA, Piece, PrepareError
from training.shards import Rows
from training.vae import FrameBatch

F32 = NDArray[np.float32]
GAIN_DB = 8.0  # at most, either way: a decoder that heard its recordings at every level obeys `loudness`


@dataclass(frozen=True)
class Part:
    """A stretch of one piece, in score steps: frames are read from disk, descriptors are held."""

    piece: Piece
    style: int
    frames: Rows  # (n_frames, dim), cut to whole score steps
    low: Rows  # (2 n_frames, dim) of the quality "low"
    stereo: Rows | None  # (n_frames, 2K); None for a mono recording
    score: F32  # (n_score, 65); `DescriptorSpec.expand_score` makes of it what the performer and the decoder are told


@dataclass(frozen=True)
class Draw:
    """Which batches: `batch` rows a step from step `first` on, drawn by `seed`; of them those of process `rank`.

    Every step and every row has its own chance, so that nobody reads what others, or an interrupted run, have read.
    """

    batch: int
    seed: int
    first: int = 0
    rank: int = 0
    size: int = 1


Example = tuple[Part, np.random.Generator]


@dataclass(frozen=True)
class BandStatistics:
    """Of the values of a feature frame, each (dim,)."""

    mean: F32
    deviation: F32
    lowest: F32
    highest: F32

    @classmethod
    def of(cls, recordings: list[Rows]) -> BandStatistics:
        rows = np.concatenate([frames[:: max(1, len(frames) // 2000)] for frames in recordings]).astype(np.float32)
        return cls(rows.mean(0), rows.std(0) + 0.05, rows.min(0), rows.max(0))

    def normalise(self, frames: NDArray[Any] | Rows, steps: int) -> Tensor:
        """(n_frames, dim) natural units to (steps, frames in a step * dim) deviations."""
        z = (np.asarray(frames, dtype=np.float32) - self.mean) / self.deviation
        return torch.from_numpy(z.reshape(steps, -1))


@dataclass(frozen=True)
class Statistics:
    """Mean and deviation of every input, over the training parts as recorded, in physical units.

    score_mean, score_deviation: (65,). Events (flux, notes) have mean 0, so that absent stays 0, and the root mean
    square of those that are there; notes share one, so that a transposition stays the same music.
    """

    bands: BandStatistics
    low_bands: BandStatistics
    score_mean: F32
    score_deviation: F32


class Described(Protocol):
    """What the shape of the networks and their normalisation depend on; a Dataset, or what a model was trained on."""

    @property
    def styles(self) -> list[str]: ...
    @property
    def features(self) -> FeatureSpec: ...
    @property
    def low_features(self) -> FeatureSpec: ...
    @property
    def descriptors(self) -> DescriptorSpec: ...
    @property
    def stereo(self) -> StereoSpec | None: ...
    @property
    def statistics(self) -> Statistics: ...


class Dataset:
    """A folder made by `prepare`.

    Styles with four pieces or more give one in ten of them, whole, to validation; smaller ones the last tenth of each
    piece. `config` says the seed of that choice, the rates, and the styles, if not all. Raises PrepareError if the
    folder is not a dataset, or has no such style.
    """

    def __init__(self, folder: Path, config: TrainConfig | None = None) -> None:
        config = config or TrainConfig()
        try:
            contents: dict[str, Any] = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise PrepareError(f"{folder} is no dataset: make one with 'realtime-train prepare' ({error})") from error
        if contents.get("schema") != DATASET_SCHEMA:
            raise PrepareError(f"{folder} was made by another version: run 'realtime-train prepare' again")
        self.folder = folder
        self.features = FeatureSpec.from_dict(contents["features"])
        self.low_features = self.features.low_latency
        self.descriptors = DescriptorSpec(self.features, config.frames_per_step, config.steps_per_score)
        there: list[str] = contents["styles"]
        if unknown := [style for style in config.styles if style not in there]:
            raise PrepareError(f"{folder} has no style {', '.join(unknown)}: it has {', '.join(there)}")
        self.styles = [style for style in there if style in (config.styles or there)]
        self.pieces = [Piece(**entry) for entry in contents["pieces"] if entry["style"] in self.styles]
        self.stereo = StereoSpec(self.features) if any(piece.stereo for piece in self.pieces) else None
        self.train: list[Part] = []
        self.validation: list[Part] = []
        rng = np.random.default_rng(config.seed)
        varied = [piece for piece in self.pieces if piece.semitones]
        for style in there:  # left out or not: the others' pieces are held out as in a model of all styles
            count = sum(entry["style"] == style and not entry.get("semitones") for entry in contents["pieces"])
            held = set(rng.permutation(count)[: max(1, count // 10)].tolist()) if count > 3 else set()
            pieces = [piece for piece in self.pieces if piece.style == style and not piece.semitones]
            for number, piece in enumerate(pieces):
                variants = [other for other in varied if other.original == piece.id]
                if number in held:
                    self.validation.append(self._part(piece, 0.0, 1.0))
                    continue
                self.train += [self._part(other, 0.0, 1.0 if held else 0.9) for other in (piece, *variants)]
                if not held:
                    self.validation.append(self._part(piece, 0.9, 1.0))

    def _part(self, piece: Piece, start: float, stop: float) -> Part:
        def load(kind: str) -> Rows:
            return Rows(self.folder / kind / f"{piece.id}.npy")

        frames, low = load("frames"), load("frames_low")
        described = np.load(self.folder / "descriptors" / f"{piece.id}.npy").astype(np.float32)
        spec = self.descriptors
        per_score = spec.frames_per_step * spec.steps_per_score
        whole = min(len(frames), len(low) // 2) / per_score
        first, last = (int(whole * share) * per_score for share in (start, stop))
        score = spec.pool_score(spec.pool_steps(described[first:last]))
        return Part(
            piece,
            self.styles.index(piece.style),
            frames.between(first, last),
            low.between(2 * first, 2 * last),
            load("stereo").between(first, last) if piece.stereo else None,
            score,
        )

    @cached_property
    def statistics(self) -> Statistics:
        recorded = [part for part in self.train if not part.piece.semitones]
        score = np.concatenate([part.score for part in recorded])
        mean, deviation = score.mean(0), score.std(0) + 1e-3
        mean[FLUX:N_DESCRIPTORS] = 0.0
        for events in (slice(FLUX, NOTES), slice(NOTES, N_DESCRIPTORS)):
            values = score[:, events]
            there = values[values > 0.0]
            deviation[events] = np.sqrt(np.mean(there**2)) if len(there) else 1.0
        return Statistics(
            BandStatistics.of([part.frames for part in recorded]),
            BandStatistics.of([part.low for part in recorded]),
            mean,
            deviation,
        )

    def styles_of(self, examples: list[Example], length: int, dropout: float) -> Tensor:
        """(B, length, S) one-hot styles, all zero in a share `dropout` of the rows."""
        weights = torch.zeros(len(examples), length, len(self.styles))
        for row, (part, rng) in enumerate(examples):
            if rng.random() >= dropout:
                weights[row, :, part.style] = 1.0
        return weights

    def examples(self, parts: list[Part], draw: Draw) -> Iterator[list[Example]]:
        """Endless batches of parts, each with the chance that cuts its window: of the rows of this process alone."""
        rows = range(draw.rank * draw.batch // draw.size, (draw.rank + 1) * draw.batch // draw.size)
        for step in count(draw.first):
            chosen = self.pick(parts, draw.batch, np.random.default_rng([draw.seed, step]))
            yield [(chosen[row], np.random.default_rng([draw.seed, step, row])) for row in rows]

    def pick(self, parts: list[Part], count: int, rng: np.random.Generator) -> list[Part]:
        """`count` parts at random: styles by the square root of their length, pieces by their length."""
        seconds = np.array([float(len(part.score)) for part in parts])
        per_style = {style: seconds[[p.style == style for p in parts]].sum() for style in {p.style for p in parts}}
        weights = np.array([s / np.sqrt(per_style[part.style]) for s, part in zip(seconds, parts, strict=True)])
        return [parts[i] for i in rng.choice(len(parts), count, p=weights / weights.sum())]

    def normalise_frames(self, frames: NDArray[Any] | Rows) -> Tensor:
        """(n_frames, dim) log powers to (n_steps, frames_per_step * dim) in band deviations."""
        return self.statistics.bands.normalise(frames, len(frames) // self.descriptors.frames_per_step)

    def told(self, part: Part, start: int, stop: int, gain_db: float = 0.0) -> Tensor:
        """(stop - start, 64) normalised descriptors of some network steps, as the performer and the decoder are told.

        gain_db: of the recording, turned up or down.
        """
        stats, per_score = self.statistics, self.descriptors.steps_per_score
        first = start // per_score
        steps = self.descriptors.expand_score(part.score[first : -(-stop // per_score)])
        steps = steps[start - first * per_score : stop - first * per_score]
        heard = steps[:, LOUDNESS] > SILENCE_DB
        steps[heard, LOUDNESS] = np.maximum(steps[heard, LOUDNESS] + gain_db, SILENCE_DB)
        return torch.from_numpy((steps - stats.score_mean[:N_DESCRIPTORS]) / stats.score_deviation[:N_DESCRIPTORS])

    def frame_batches(
        self, parts: list[Part], steps: int, dropout: float, draw: Draw, vary: bool = True
    ) -> Iterator[FrameBatch]:
        """Endless windows of `steps` network steps for the autoencoder; `vary`: turned up or down at random."""
        per_score = self.descriptors.steps_per_score
        for examples in self.examples(parts, draw):
            windows = []
            for part, rng in examples:
                whole = len(part.score) * per_score
                length = min(steps, whole)
                start = int(rng.integers(0, (whole - length) // per_score + 1)) * per_score
                gain_db = float(rng.uniform(-GAIN_DB, GAIN_DB)) if vary and self.features.kind != "mfcc" else 0.0
                rows = self._window(part, start, start + length, gain_db)
                windows.append([_fit(columns, steps) for columns in rows])
            frames, low, stereo, descriptors = (torch.stack(rows) for rows in zip(*windows, strict=True))
            sides = torch.tensor([float(part.stereo is not None) for part, _ in examples])
            yield FrameBatch(frames, low, stereo, sides, descriptors, self.styles_of(examples, steps, dropout))

    def _window(self, part: Part, start: int, stop: int, gain_db: float) -> list[Tensor]:
        """Frames, frames of the quality "low", stereo and descriptors of some network steps, one row a step."""
        stats, per_step = self.statistics, self.descriptors.frames_per_step
        frames = slice(start * per_step, stop * per_step)
        low = slice(2 * frames.start, 2 * frames.stop)
        stereo = torch.zeros(stop - start, self.stereo.dim if self.stereo else 0)
        if part.stereo is not None:
            rows = np.asarray(part.stereo[frames], np.float32)
            stereo = torch.from_numpy(rows.reshape(stop - start, per_step, -1).mean(axis=1))
        return [
            stats.bands.normalise(_turned(part.frames[frames], gain_db, self.features.floor), stop - start),
            stats.low_bands.normalise(_turned(part.low[low], gain_db, self.low_features.floor), stop - start),
            stereo,
            self.told(part, start, stop, gain_db),
        ]

    def latent_batches(
        self, parts: list[Part], latents: dict[int, Tensor], steps: int, dropout: float, draw: Draw
    ) -> Iterator[Any]:
        """Endless (latents (B, T, Z), descriptors, styles) for the performer; `latents` by id() of a part."""
        for examples in self.examples(parts, draw):
            z, descriptors = [], []
            for part, rng in examples:
                length = min(steps, len(latents[id(part)]))
                start = int(rng.integers(0, len(latents[id(part)]) - length + 1))
                z.append(_fit(latents[id(part)][start : start + length], steps))
                descriptors.append(_fit(self.told(part, start, start + length), steps))
            yield torch.stack(z), torch.stack(descriptors), self.styles_of(examples, steps, dropout)

    def score_batches(
        self, parts: list[Part], steps: int, dropout: float, draw: Draw, vary: bool = True
    ) -> Iterator[Any]:
        """Endless (score (B, T, 65) normalised, styles) for the composer; `vary`: random keys, unrounded attacks."""
        stats, per_score = self.statistics, self.descriptors.steps_per_score
        mean, deviation = torch.from_numpy(stats.score_mean), torch.from_numpy(stats.score_deviation)
        for examples in self.examples(parts, draw):
            rows = []
            for part, rng in examples:
                length = min(steps, len(part.score))
                start = int(rng.integers(0, len(part.score) - length + 1))
                score = torch.from_numpy(part.score[start : start + length]).clone()
                if vary:
                    score = transpose(score, int(rng.integers(-6, 6)))
                    unrounded = torch.from_numpy(rng.uniform(-0.5, 0.5, length).astype(np.float32)) / per_score
                    score[:, -1] += unrounded * (score[:, FLUX] > 0.0)
                rows.append(_fit((score - mean) / deviation, steps))
            yield torch.stack(rows), self.styles_of(examples, steps, dropout)


def _turned(frames: NDArray[Any], gain_db: float, floor: float) -> F32:
    """Log bands of a recording turned up or down; what was at the floor was silence and stays it."""
    rows = np.asarray(frames, np.float32)
    gain = np.float32(gain_db * np.log(10.0) / 10.0)
    return np.where(rows > floor + 0.01, np.maximum(rows + gain, floor), rows).astype(np.float32) if gain else rows


def _fit(rows: Tensor, length: int) -> Tensor:
    """`rows` repeated from their start up to `length`: pieces shorter than a window are looped."""
    repeats = -(-length // len(rows))
    return rows if repeats == 1 else rows.repeat(repeats, 1)[:length]
