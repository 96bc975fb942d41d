"""How well a model reproduces recordings it was not trained on.

Each recording goes through the exported graphs and the streaming inversion as on stage: features and descriptors,
encoder, decoder step by step, inversion; but without what is drawn (`texture` 0), since nobody draws what was recorded.
Figures a style, means over its recordings:

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

from collections.abc import Mapping, Sequence

import numpy as np
import onnxruntime
import soxr
from numpy.typing import NDArray

from realtime.bundle import DECODERS, INVERTER, NOISE_STATES, Bundle, Model
from realtime.features import DescriptorSpec, FeatureSpec, StereoSpec
from realtime.inversion import invert
from training.decoding import has_sides
from training.evaluation.material import RATE, Clip

F32 = NDArray[np.float32]
SECONDS = 30.0  # from each clip, its middle
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


def measure(model: Model, clips: Mapping[str, Sequence[Clip]]) -> dict[str, dict[str, float]]:
    """Reconstruction of recordings: {style: {figure: mean, "recordings": n}}.

    Styles that the model does not know are played with all style weights zero. A model at another rate than the clips'
    hears them resampled.
    """
    networks = Networks(model)
    found = {}
    for style, recordings in clips.items():
        rows = [compare(networks, _excerpt(clip, model.bundle.spec.sample_rate), style) for clip in recordings]
        keys = dict.fromkeys(key for row in rows for key in row)
        found[style] = {key: _mean(rows, key) for key in keys} | {"recordings": len(rows)}
    return found


def _excerpt(clip: Clip, sample_rate: int) -> F32:
    """(n, 2), the middle SECONDS faded in and out, since a hard cut is no part of a recording."""
    half, middle = round(SECONDS / 2 * RATE), len(clip.audio) // 2
    audio = clip.audio[max(0, middle - half) : middle + half].copy()
    if sample_rate != RATE:
        audio = soxr.resample(audio, RATE, sample_rate)
    ramp = np.linspace(0.0, 1.0, min(FADE, len(audio)), dtype=np.float32)[:, None]
    audio[: len(ramp)] *= ramp
    audio[-len(ramp) :] *= ramp[::-1]
    return audio


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

    def describe(self, mid: F32) -> tuple[F32, F32]:
        """Frames, (n, dim), and descriptors of every step, as a score keeps them, (n / frames_per_step, 64)."""
        power = self.bundle.spec.power(mid)
        n = len(power) // (self.spec.frames_per_step * self.spec.steps_per_score)
        power = power[: n * self.spec.frames_per_step * self.spec.steps_per_score]
        score = self.spec.pool_score(self.spec.pool_steps(self.spec.compute(power)))
        return self.bundle.spec.features_of(power), self.spec.expand_score(score)

    def reconstruct(
        self, frames: F32, steps: F32, style: str, quality: str = "high", texture: float = 0.0, seed: int = 0
    ) -> tuple[F32, F32]:
        """frames: (n, dim) of the quality "high". steps: (n / frames_per_step, 64) descriptors. texture: how much of
        what the decoder cannot know is drawn, with `seed`.

        Returns decoded frames of `quality`, (m, dim), and stereo a step, (len(steps), 2K), K = 0 for mono models.
        """
        bundle, rng = self.bundle, np.random.default_rng(seed)
        latents = self.encoder.run(None, {"frames": frames[None]})[0][0]
        weights = np.array([[[float(s == style) for s in bundle.styles]]], np.float32)
        given = {"styles": weights, "texture": np.array([texture], np.float32)}
        noise = (1, bundle.frames_of(quality), 2 * bundle.spec_of(quality).dim)
        states = bundle.states[DECODERS[quality]]
        state = {
            name: rng.standard_normal(shape, dtype=np.float32) if name in NOISE_STATES else np.zeros(shape, np.float32)
            for name, shape in states.items()
        }
        decoded, stereo = [], []
        for z, told in zip(latents, steps, strict=True):
            drawn = rng.standard_normal(noise, dtype=np.float32)
            inputs = {"latents": z[None, None], "descriptors": told[None, None], "normal": drawn} | given | state
            out, *after = self.decoders[quality].run(None, inputs)
            stereo.append(after.pop(0)[0, 0] if bundle.stereo_bands else np.zeros(0, np.float32))
            state = dict(zip(state, after, strict=True))
            decoded.append(out[0])
        return np.concatenate(decoded), np.stack(stereo)


def compare(networks: Networks, audio: F32, style: str) -> dict[str, float]:
    """The figures of one recording. audio: (n, channels)."""
    bundle, spec, mid = networks.bundle, networks.bundle.spec, audio.mean(axis=1)
    frames, steps = networks.describe(mid)
    decoded, stereo = networks.reconstruct(frames, steps, style)
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
        low, _ = networks.reconstruct(frames, steps, style, quality="low")
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
