"""`realtime-train evaluate`: how well a model reproduces recordings it was not trained on.

Each recording goes through the exported graphs and the streaming inversion exactly as on stage: features and
descriptors, encoder, decoder step by step, inversion. Figures a style, means over its recordings:

band_error_db: mean over frames and bands of |10 log10 P - 10 log10 P'|, P band power with the spec's floor.
mr_stft: mean over Hann windows of 512, 1024 and 2048 samples (hop a quarter) of
    |S - S'|_F / |S|_F  +  mean |ln max(S, e) - ln max(S', e)|,  S magnitudes, e = 1e-4 max S
    (spectral convergence + log magnitude: Arik, Jun & Diamos 2019; Yamamoto, Song & Kim 2020). `mr_stft_inversion` is
    the same with the recording's own features: what no model of this feature spec can beat.
    `band_error_db_low` and `mr_stft_low` are of the quality "low".
balance_error, coherence_error: mean over frames and coarse bands, weighted by the recording's power to the 1/4, of the
    absolute difference between the stereo of the recording and of what the model plays (`realtime.features.stereo`;
    both lie in -1..1). `balance_error_mono` and `coherence_error_mono` are those of a player with one loudspeaker.
    Left out for mono recordings and for models that learnt no stereo.
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

from realtime.bundle import DECODERS, INVERTER, Bundle, Model, load_model
from realtime.features import DescriptorSpec, FeatureSpec, StereoSpec
from realtime.inversion import invert
from training.prepare import PrepareError, decode, describe, find_audio, has_sides, read_manifest

log = logging.getLogger(__name__)

F32 = NDArray[np.float32]
SECONDS = 30.0  # from each recording, its middle
FADE = 4800  # samples
WINDOWS = (512, 1024, 2048)
COLUMNS = {
    "recordings": "recordings",
    "band_error_db": "band error dB",
    "mr_stft": "MR-STFT",
    "mr_stft_inversion": "of inversion alone",
    "band_error_db_low": "low: band error dB",
    "mr_stft_low": "low: MR-STFT",
    "balance_error": "balance error",
    "balance_error_mono": "mono's",
    "coherence_error": "coherence error",
    "coherence_error_mono": "mono's",
}


def evaluate(name: str, reference: Path, seconds: float = SECONDS) -> dict[str, Any]:
    """Reconstruction of the recordings under `reference`, by style.

    Returns {"styles": {style: {figure: mean, "recordings": n}}}; styles the model does not know are played with all
    style weights zero. Raises ModelError, PrepareError.
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
        # A hard cut is no part of a recording.
        ramp = np.linspace(0.0, 1.0, min(FADE, len(excerpt)), dtype=np.float32)[:, None]
        excerpt[: len(ramp)] *= ramp
        excerpt[-len(ramp) :] *= ramp[::-1]
        results[style].append(compare(networks, excerpt, style))
    if not results:
        raise PrepareError(f"none of the recordings in {reference} can be used: give WAV, FLAC, OGG, MP3 or AIFF files")
    return {
        "styles": {
            style: {key: _mean(rows_, key) for key in dict.fromkeys(key for row in rows_ for key in row)}
            | {"recordings": len(rows_)}
            for style, rows_ in sorted(results.items())
        }
    }


def _mean(rows: list[dict[str, float]], key: str) -> float:
    """Over the recordings that have the figure."""
    return round(float(np.mean([row[key] for row in rows if key in row])), 3)


class Networks:
    """Encoder and decoders of a model, offline."""

    def __init__(self, model: Model) -> None:
        self.bundle: Bundle = model.bundle
        self.spec = DescriptorSpec(self.bundle.spec, self.bundle.frames_per_step, self.bundle.steps_per_score)
        self.encoder, *decoders = (
            onnxruntime.InferenceSession(str(model.graph(graph)), providers=["CPUExecutionProvider"])
            for graph in ("encoder", *(DECODERS[quality] for quality in self.bundle.qualities))
        )
        self.decoders = dict(zip(self.bundle.qualities, decoders, strict=True))

    def reconstruct(self, frames: F32, steps: F32, style: str, quality: str) -> tuple[F32, F32]:
        """frames: (n, dim) of the quality "high". steps: (n / frames_per_step, 64) descriptors.

        Returns decoded frames of `quality`, (m, dim), and stereo a step, (len(steps), 2K), K = 0 for mono models.
        """
        bundle = self.bundle
        latents = self.encoder.run(None, {"frames": frames[None]})[0][0]
        weights = np.array([[[float(s == style) for s in bundle.styles]]], np.float32)
        state = {name: np.zeros(shape, np.float32) for name, shape in bundle.states["decoder"].items()}
        decoded, stereo = [], []
        for z, told in zip(latents, steps, strict=True):
            inputs = {"latents": z[None, None], "descriptors": told[None, None], "styles": weights} | state
            out, *after = self.decoders[quality].run(None, inputs)
            stereo.append(after.pop(0)[0, 0] if bundle.stereo_bands else np.zeros(0, np.float32))
            state = dict(zip(state, after, strict=True))
            decoded.append(out[0])
        return np.concatenate(decoded), np.stack(stereo)


def compare(networks: Networks, audio: F32, style: str) -> dict[str, float]:
    """The figures of one recording. audio: (n, channels)."""
    bundle, descriptors = networks.bundle, networks.spec
    spec, mid = bundle.spec, audio.mean(axis=1)
    power = spec.power(mid)
    per_score = descriptors.frames_per_step * descriptors.steps_per_score
    n = len(power) // per_score * per_score
    frames = spec.features_of(power[:n])
    steps = descriptors.expand_score(descriptors.pool_score(descriptors.pool_steps(descriptors.compute(power[:n]))))
    decoded, stereo = networks.reconstruct(frames, steps, style, "high")
    figures = {"band_error_db": _band_error_db(spec, decoded, frames)}
    if bundle.stereo_bands and has_sides(audio):
        stereo = np.repeat(stereo, bundle.frames_per_step, axis=0)
        bands = StereoSpec(spec, bundle.stereo_bands)
        sides = invert(decoded, spec, method=INVERTER, texture=1.0, stereo_frames=stereo, stereo_bands=bands)
        played = sides.mean(axis=1)
        figures |= stereo_errors(bands, audio, sides)
    else:
        played = invert(decoded, spec, method=INVERTER, texture=1.0)
    figures["mr_stft"] = multi_resolution_stft(mid, played)
    figures["mr_stft_inversion"] = multi_resolution_stft(mid, invert(frames, spec, method=INVERTER, texture=1.0))
    if "low" in bundle.qualities:
        low_spec = bundle.spec_of("low")
        low, _ = networks.reconstruct(frames, steps, style, "low")
        figures["band_error_db_low"] = _band_error_db(low_spec, low, low_spec.forward(mid)[: len(low)])
        figures["mr_stft_low"] = multi_resolution_stft(mid, invert(low, low_spec, method=INVERTER, texture=1.0))
    return figures


def _band_error_db(spec: FeatureSpec, decoded: F32, frames: F32) -> float:
    error = spec.to_log_bands(decoded[: len(frames)]) - spec.to_log_bands(frames)
    return float(10.0 / np.log(10.0) * np.abs(error).mean())


def stereo_errors(spec: StereoSpec, recording: F32, played: F32) -> dict[str, float]:
    """The errors at the top of this file, of (n, 2) and (m, 2) samples."""
    n = min(len(recording), len(played))
    power = spec.features.power(recording[:n].mean(axis=1)) @ spec.weights.T.astype(np.float32)
    weight = power**0.25
    wanted, got = spec.compute(recording[:n]), spec.compute(played[:n])

    def error(columns: slice, other: F32) -> float:
        return float((weight * np.abs(wanted[:, columns] - other[:, columns])).sum() / weight.sum())

    balance, coherence = slice(0, spec.bands), slice(spec.bands, spec.dim)
    mono = np.zeros_like(wanted)
    mono[:, coherence] = 1.0
    return {
        "balance_error": error(balance, got), "coherence_error": error(coherence, got),
        "balance_error_mono": error(balance, mono), "coherence_error_mono": error(coherence, mono),
    }  # fmt: skip


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
        "| " + " | ".join(("style", *COLUMNS.values())) + " |",
        "|---" * (1 + len(COLUMNS)) + "|",
    ]
    lines += ["| " + " | ".join(row) + " |" for row in table(result)]
    temporary = card.with_suffix(".part")
    temporary.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    temporary.replace(card)


def table(result: dict[str, Any]) -> list[list[str]]:
    """Rows of style and COLUMNS, as text; "-" where a style has no such figure."""

    def cell(row: dict[str, Any], key: str) -> str:
        if key not in row:
            return "-"
        return f"{row[key]:.2f}" if isinstance(row[key], float) else str(row[key])

    return [[style, *(cell(row, key) for key in COLUMNS)] for style, row in result["styles"].items()]


def as_json(result: dict[str, Any]) -> str:
    return json.dumps(result, indent=1)
