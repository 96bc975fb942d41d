"""`realtime-train evaluate`: how well a model reproduces recordings it was not trained on.

Each recording goes through the exported graphs and the streaming inversion exactly as on stage: features and
descriptors, encoder, decoder step by step, inversion. Two figures a style, means over its recordings:

band_error_db: mean over frames and bands of |10 log10 P - 10 log10 P'|, P band power with the spec's floor.
mr_stft: mean over Hann windows of 512, 1024 and 2048 samples (hop a quarter) of
    |S - S'|_F / |S|_F  +  mean |ln max(S, e) - ln max(S', e)|,  S magnitudes, e = 1e-4 max S
    (spectral convergence + log magnitude: Arik, Jun & Diamos 2019; Yamamoto, Song & Kim 2020). `mr_stft_inversion` is
    the same with the recording's own features: what no model of this feature spec can beat.
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tqdm import tqdm

from realtime.bundle import Bundle, Model, load_model
from realtime.features import DescriptorSpec
from realtime.inversion import invert
from training.prepare import PrepareError, decode, describe, find_audio, read_manifest

log = logging.getLogger(__name__)

F32 = NDArray[np.float32]
SECONDS = 30.0  # from each recording, its middle
FADE = 4800  # samples
WINDOWS = (512, 1024, 2048)


def evaluate(name: str, reference: Path, seconds: float = SECONDS) -> dict[str, Any]:
    """Reconstruction of the recordings under `reference`, by style.

    Returns {"styles": {style: {"band_error_db", "mr_stft", "mr_stft_inversion", "recordings"}}}; styles the model does
    not know are played with all style weights zero. Raises ModelError, PrepareError.
    """
    model = load_model(name)
    found = find_audio([reference])
    manifest = reference / "manifest.csv"
    rows = read_manifest(manifest if manifest.is_file() else None)
    results: dict[str, list[dict[str, float]]] = defaultdict(list)
    networks = Networks(model)
    for root, file in tqdm(found, desc="evaluate", unit="file"):
        style = describe(root, file, rows).style
        try:
            audio = decode(file, model.bundle.spec.sample_rate)
        except ValueError as error:
            log.warning("skipped: %s %s", file, error)
            continue
        middle, half = len(audio) // 2, int(seconds * model.bundle.spec.sample_rate / 2)
        excerpt = audio[max(0, middle - half) : middle + half].copy()
        ramp = np.linspace(0.0, 1.0, min(FADE, len(excerpt)), dtype=np.float32)  # a hard cut is no part of a recording
        excerpt[: len(ramp)] *= ramp
        excerpt[-len(ramp) :] *= ramp[::-1]
        results[style].append(compare(networks, excerpt, style))
    if not results:
        raise PrepareError(f"none of the recordings in {reference} can be used: give WAV, FLAC, OGG, MP3 or AIFF files")
    return {
        "styles": {
            style: {key: round(float(np.mean([r[key] for r in rows_])), 3) for key in rows_[0]}
            | {"recordings": len(rows_)}
            for style, rows_ in sorted(results.items())
        }
    }


class Networks:
    """Encoder and decoder of a model, offline."""

    def __init__(self, model: Model) -> None:
        self.bundle: Bundle = model.bundle
        self.spec = DescriptorSpec(self.bundle.spec, self.bundle.frames_per_step, self.bundle.steps_per_score)
        self.encoder, self.decoder = (
            onnxruntime.InferenceSession(str(model.graph(graph)), providers=["CPUExecutionProvider"])
            for graph in ("encoder", "decoder")
        )

    def reconstruct(self, frames: F32, steps: F32, style: str) -> F32:
        """frames: (n, dim), steps: (n / frames_per_step, 16) descriptors. Returns decoded frames, (n, dim)."""
        bundle = self.bundle
        latents = self.encoder.run(None, {"frames": frames[None]})[0][0]
        weights = np.array([[[float(s == style) for s in bundle.styles]]], np.float32)
        state = {name: np.zeros(bundle.state_shapes["decoder"], np.float32) for name in bundle.states["decoder"]}
        decoded = []
        for z, told in zip(latents, steps, strict=True):
            inputs = {"latents": z[None, None], "descriptors": told[None, None], "styles": weights} | state
            out, *after = self.decoder.run(None, inputs)
            state = dict(zip(state, after, strict=True))
            decoded.append(out[0])
        return np.concatenate(decoded)


def compare(networks: Networks, audio: F32, style: str) -> dict[str, float]:
    spec, descriptors = networks.bundle.spec, networks.spec
    power = spec.power(audio)
    per_score = descriptors.frames_per_step * descriptors.steps_per_score
    n = len(power) // per_score * per_score
    frames = spec.features_of(power[:n])
    steps = descriptors.expand_score(descriptors.pool_score(descriptors.pool_steps(descriptors.compute(power[:n]))))
    decoded = networks.reconstruct(frames, steps, style)
    played, copied = (invert(f, spec, method="rtpghi", texture=1.0) for f in (decoded, frames))
    bands = [spec.to_log_bands(f) for f in (decoded, frames)]
    return {
        "band_error_db": float(10.0 / np.log(10.0) * np.abs(bands[0] - bands[1]).mean()),
        "mr_stft": multi_resolution_stft(audio, played),
        "mr_stft_inversion": multi_resolution_stft(audio, copied),
    }


def multi_resolution_stft(reference: F32, other: F32) -> float:
    """The distance at the top of this file; 0 for equal signals."""
    length = min(len(reference), len(other))
    total = 0.0
    for window in WINDOWS:
        a, b = (_magnitudes(x[:length], window) for x in (reference, other))
        floor = 1e-4 * a.max()
        total += float(np.linalg.norm(a - b) / np.linalg.norm(a))
        total += float(np.abs(np.log(np.maximum(a, floor)) - np.log(np.maximum(b, floor))).mean())
    return total / len(WINDOWS)


def _magnitudes(audio: F32, window: int) -> F32:
    frames = np.lib.stride_tricks.sliding_window_view(audio, window)[:: window // 4]
    return np.abs(np.fft.rfft(frames * np.hanning(window + 1)[:-1], axis=1)).astype(np.float32)


def write_evaluation(model_folder: Path, result: dict[str, Any], reference: str) -> None:
    """Append the figures to the card, replacing those of an earlier evaluation."""
    card = model_folder / "CARD.md"
    text = card.read_text(encoding="utf-8") if card.is_file() else ""
    text = text.split("\n## Evaluation")[0].rstrip("\n")
    lines = [
        "",
        "",
        "## Evaluation",
        "",
        f"Reconstruction of recordings from {reference} (formulas: training/evaluate.py).",
        "",
        "| style | recordings | band error dB | MR-STFT | MR-STFT of inversion alone |",
        "|---|---|---|---|---|",
    ]
    for style, row in result["styles"].items():
        lines.append(
            f"| {style} | {row['recordings']} | {row['band_error_db']:.2f} | {row['mr_stft']:.2f} | "
            f"{row['mr_stft_inversion']:.2f} |"
        )
    temporary = card.with_suffix(".part")
    temporary.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    temporary.replace(card)


def as_json(result: dict[str, Any]) -> str:
    return json.dumps(result, indent=1)
