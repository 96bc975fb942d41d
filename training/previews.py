"""What a run would sound like now, for TensorBoard: exported as it is and played by the engine that will play it.

As soon as there is an autoencoder, recordings that it was not trained on are encoded, decoded and inverted; as soon as
all three networks are there, the model plays by itself, in the run's styles by turns. The pictures show the recording
above and what the networks made below: log band power, 60 dB from dark to light, 8 s from left to right.

A preview holds the training up; of its time it takes a twentieth at most.
"""

from __future__ import annotations

import json
import logging
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.tensorboard import SummaryWriter

from realtime.bundle import INVERTER, load_model
from realtime.engine import Engine
from realtime.errors import RealtimeGenError
from realtime.features.descriptors import N_DESCRIPTORS
from realtime.inversion import invert
from training.checkpoint import load_checkpoint
from training.config import TrainConfig
from training.dataset import Dataset, Part
from training.export import export
from training.fit import STAGES, latent_scale, trained
from training.graphs import Affine, DecoderGraph, EncoderGraph
from training.residual import initial_state
from training.stage import Stage

log = logging.getLogger(__name__)

F32 = NDArray[np.float32]

SECONDS = 8.0
SEED = 1  # of every walk
BLOCK = 4096
EVERY_S = 180.0
SHARE = 0.05  # of the time, at most
RANGE = 13.8  # nepers of power in a picture, 60 dB
COLUMNS = 800  # of a picture, at most
COLOURS = ((0, 0, 4), (87, 16, 110), (188, 55, 84), (249, 142, 9), (252, 255, 164))  # dark to light, evenly spaced


class Previews:
    """A `Watch` of a run's stages, and what makes one preview: `make`."""

    def __init__(self, dataset: Dataset, run: Path) -> None:
        self.dataset, self.run = dataset, run
        self._last, self._cost_s, self._turn = time.monotonic(), 0.0, 0

    def __call__(self, stage: Stage, spent: float, checked: bool) -> None:
        due = max(EVERY_S, self._cost_s / SHARE)
        if checked and time.monotonic() - self._last >= due:
            self.make()

    def make(self) -> None:
        """One preview of the checkpoints in the run folder. What goes wrong is said, and ends nothing."""
        started = time.monotonic()
        try:
            self._write()
        except (RealtimeGenError, OSError, RuntimeError) as error:  # checkpoints of two runs, perhaps
            log.warning("no preview: %s", error)
        self._last = time.monotonic()
        self._cost_s = self._last - started
        self._turn += 1

    def _write(self) -> None:
        there = [stage for stage in STAGES if (self.run / f"{stage}.pt").is_file()]
        if "autoencoder" not in there:
            return
        spec, styles = self.dataset.features, self.dataset.styles
        name = styles[self._turn % len(styles)]
        held = [part for part in self.dataset.validation if styles[part.style] == name and len(part.score)]
        part = held[self._turn // len(styles) % len(held)]
        seconds = int(sum(load_checkpoint(self.run / f"{stage}.pt")["seconds"] for stage in there))
        recording = _frames(self.dataset, part)
        heard = {"recording": invert(recording, spec, method=INVERTER, texture=1.0)}
        decoded, heard["reconstruction"] = reconstruct(self.dataset, self.run, part)
        seen = {"reconstruction": decoded}
        if len(there) == len(STAGES):
            heard["free run"] = self.play(name).mean(axis=1)
            seen["free run"] = spec.forward(heard["free run"])
        with SummaryWriter(str(self.run / "tensorboard" / "previews")) as writer:
            for tag, audio in heard.items():
                samples = torch.from_numpy(np.clip(audio, -1.0, 1.0))
                writer.add_audio(f"{tag}/{name}", samples[None], seconds, sample_rate=spec.sample_rate)
            for tag, frames in seen.items():
                image = picture(spec.to_log_bands(recording), spec.to_log_bands(frames))
                writer.add_image(f"{tag}/{name}", image, seconds, dataformats="HWC")

    def play(self, style: str, seconds: float = SECONDS) -> F32:
        """The run's model as it is now, alone in one style: (n, 2) as `realtime-gen render` would write it."""
        with tempfile.TemporaryDirectory(prefix="preview-") as folder:
            export(self.run, "preview", Path(folder), parity_steps=0, dataset=self.dataset)
            return play(Path(folder) / "preview", style, seconds)


def play(model: Path, style: str, seconds: float = SECONDS) -> F32:
    """A model folder, alone in one style: (n, 2) at the model's rate."""
    engine = Engine(load_model(model), seed=SEED)
    for name in engine.model.bundle.styles:
        engine.set(f"style/{name}", float(name == style))
    out = np.zeros((round(seconds * engine.sample_rate), 2), np.float32)
    for start in range(0, len(out), BLOCK):
        engine.process(out[start : start + BLOCK])
    return out


def _frames(dataset: Dataset, part: Part) -> F32:
    """The first seconds of a recording, in whole score steps."""
    per_score = dataset.descriptors.frames_per_step * dataset.descriptors.steps_per_score
    count = min(int(SECONDS * dataset.features.frame_rate) // per_score, len(part.score)) * per_score
    return np.asarray(part.frames[:count], np.float32)


@torch.no_grad()
def reconstruct(dataset: Dataset, run: Path, part: Part) -> tuple[F32, F32]:
    """Frames and samples, (n,), of the mid of a recording's beginning, encoded and decoded again."""
    config = TrainConfig.from_dict(json.loads((run / "config.json").read_text(encoding="utf-8"))["config"])
    vae, _ = trained("autoencoder", dataset, run, config)
    stats, spec, scale = dataset.statistics, dataset.features, latent_scale(dataset, vae)
    told = Affine(stats.score_mean[:N_DESCRIPTORS], stats.score_deviation[:N_DESCRIPTORS])
    bands = Affine(stats.bands.mean, stats.bands.deviation)
    encoder = EncoderGraph(vae, scale, bands, dataset.descriptors.frames_per_step).eval()
    decoder = DecoderGraph(vae, "high", scale, told, stats.bands, spec).eval()
    frames = _frames(dataset, part)
    latents = encoder(torch.from_numpy(frames)[None])
    steps = dataset.descriptors.expand_score(part.score)[: latents.shape[1]]
    styles = torch.zeros(1, latents.shape[1], len(dataset.styles))
    styles[..., part.style] = 1.0
    with torch.random.fork_rng():
        torch.manual_seed(SEED)
        state = vae.decoder.recurrent.initial_state() + initial_state(1, spec.dim)
        noise = torch.randn(1, len(frames), 2 * spec.dim)
    decoded = decoder(latents, torch.from_numpy(steps)[None], styles, noise, torch.ones(1), *state)[0][0].numpy()
    return decoded, invert(decoded, spec, method=INVERTER, texture=1.0)


def picture(above: F32, below: F32) -> NDArray[np.uint8]:
    """Two spectrograms, (n, bands) log power each, as one image (2 * bands * 2 + 4, columns, 3), low bands at the
    bottom of each."""
    top = float(above.max())
    columns = min(COLUMNS, max(len(above), len(below)))
    dark, light = np.linspace(0.0, 1.0, len(COLOURS)), np.array(COLOURS, np.float64)

    def colours(bands: F32) -> NDArray[np.uint8]:
        places = np.linspace(0, len(bands), columns + 1).astype(int)
        rows = np.stack([bands[a : max(a + 1, b)].mean(axis=0) for a, b in pairwise(places)])
        share = np.clip(1.0 + (rows.T[::-1] - top) / RANGE, 0.0, 1.0)
        rgb = np.stack([np.interp(share, dark, light[:, channel]) for channel in range(3)], axis=-1)
        return rgb.repeat(2, axis=0).astype(np.uint8)

    return np.concatenate([colours(above), np.full((4, columns, 3), 255, np.uint8), colours(below)])
