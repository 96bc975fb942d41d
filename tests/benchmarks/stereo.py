"""Stereo synthesis against recordings, and against what it replaces. Run: python tests/benchmarks/stereo.py [--files N]

Recordings: ../shared/heldout beside the repository, or where REALTIME_GEN_SHARED says (`--seconds` from 20 s in, or the
last ones), the stereo ones. Their mid is analysed and resynthesised by the method named; the side comes from
    asked      the recording's balance and coherence, `realtime.inversion.stereo`
    constant   `plain_stereo`, as for a model that learnt no stereo
    all-pass   the resynthesised mid through three Schroeder all-passes of 5, 10 and 17 ms at -7 dB, its bass removed:
               what this project played before
    mono       nothing
Columns, means over recordings of means over all bands and frames in which the recording is 20 dB above the features'
floor; b, c as in `realtime.features.stereo`, P power sums over a band as there:

b, c        |balance - the recording's|, |coherence - the recording's|
side dB     |10 log10(P_SS / the recording's)|, frame by frame, no smoothing
env         above 1.6 kHz: correlation of the envelopes of left and right in bands 1 ERB wide (squared cosine on the
            ERB-rate scale, Hilbert envelope, 80 ms at a time); the recordings' own in the line `recording`
third dB    |10 log10 of (mean power / the recording's)| in 1/3 octaves of the left and of the right channel, 125 Hz to
            12.5 kHz
mod dB      modulation of the side's level: 10 log10 of (power between 25 and 80 Hz of the side's band levels in dB over
            the recording's): flutter and buzz would be above 0
us/hop      thread CPU time of `synthesise_stereo` less that of `synthesise`, medians, in turns
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import numpy as np  # noqa: E402
from scipy.signal import lfilter  # noqa: E402

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from realtime.features import FeatureSpec, StereoSpec  # noqa: E402
from realtime.features.stereo import erb_rate  # noqa: E402
from realtime.inversion import StreamingInverter, invert  # noqa: E402
from realtime.inversion.stereo import plain_stereo  # noqa: E402

SHARED = Path(os.environ.get("REALTIME_GEN_SHARED", ROOT.parent / "shared"))
SAMPLE_RATE = 48000
COLUMNS = ("b", "c", "side dB", "env", "third dB", "mod dB")


def recordings(seconds: float) -> list[np.ndarray]:
    """(n, 2) each; those whose channels are the same are left out."""
    import soundfile

    found = []
    for path in sorted((SHARED / "heldout").rglob("*.ogg")):
        with soundfile.SoundFile(path) as file:
            if file.samplerate != SAMPLE_RATE or file.channels != 2:
                continue
            count = int(seconds * SAMPLE_RATE)
            file.seek(max(0, min(20 * SAMPLE_RATE, len(file) - count)))
            audio = file.read(count, dtype="float32", always_2d=True)
        if np.abs(audio[:, 0] - audio[:, 1]).max() > 1e-3:
            found.append(audio)
    return found


def all_pass_stereo(mid: np.ndarray) -> np.ndarray:
    side = mid
    for ms in (5.3, 9.7, 17.1):
        length = int(ms * SAMPLE_RATE / 1000.0) | 1
        numerator, denominator = np.zeros(length + 1), np.zeros(length + 1)
        numerator[0], numerator[length], denominator[0], denominator[length] = -0.5, 1.0, 1.0, -0.5
        side = lfilter(numerator, denominator, side)
    pole = np.exp(-2.0 * np.pi * 180.0 / SAMPLE_RATE)
    side = 0.45 * lfilter([pole, -pole], [1.0, -pole], side)
    return np.stack([mid + side, mid - side], axis=1).astype(np.float32)


def band_powers(stereo: StereoSpec, audio: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(frames, bands) power of the side in every frame, and of both channels together."""
    features = stereo.features
    left, right, side = (features.power(x) @ stereo.weights.T for x in (*audio.T, np.subtract(*audio.T) / 2.0))
    return side, left + right


def envelope_correlation(audio: np.ndarray) -> float:
    hz = np.fft.fftfreq(len(audio), 1.0 / SAMPLE_RATE)
    place, spectrum = erb_rate(np.maximum(hz, 0.0)), np.fft.fft(audio, axis=0)
    width = int(0.08 * SAMPLE_RATE)
    found = []
    for centre in np.arange(erb_rate(np.array(1600.0)), erb_rate(np.array(12000.0)), 2.0):
        away = place - centre
        window = np.where((np.abs(away) < 1.0) & (hz > 0.0), np.cos(np.pi / 2.0 * away) ** 2, 0.0)
        envelope = np.abs(np.fft.ifft(spectrum * window[:, None], axis=0))
        pieces = envelope[: len(envelope) // width * width].reshape(-1, width, 2)
        loud = pieces.mean(axis=(1, 2)) > 3e-5
        left, right = np.moveaxis(pieces[loud] - pieces[loud].mean(axis=1, keepdims=True), 2, 0)
        found.append((left * right).sum(1) / np.sqrt((left**2).sum(1) * (right**2).sum(1) + 1e-30))
    return float(np.concatenate(found).mean()) if sum(map(len, found)) else np.nan


def third_octaves(features: FeatureSpec, channel: np.ndarray) -> np.ndarray:
    power = features.power(channel).mean(axis=0)
    hz = np.arange(features.n_bins) * features.sample_rate / features.n_fft
    centres = 1000.0 * 2.0 ** (np.arange(-9, 12) / 3.0)
    bands = (hz >= centres[:, None] * 2.0 ** (-1 / 6)) & (hz < centres[:, None] * 2.0 ** (1 / 6))
    return (bands @ power)[bands.any(axis=1)] + 1e-12


def modulation(levels: np.ndarray, frame_rate: float) -> np.ndarray:
    """(bands,) power between 25 and 80 Hz of levels in dB, (frames, bands)."""
    window = np.hanning(len(levels))[:, None]
    spectrum = np.abs(np.fft.rfft((levels - levels.mean(axis=0)) * window, axis=0)) ** 2
    hz = np.fft.rfftfreq(len(levels), 1.0 / frame_rate)
    return spectrum[(hz >= 25.0) & (hz < 80.0)].mean(axis=0) + 1e-9


def figures(stereo: StereoSpec, original: np.ndarray, result: np.ndarray) -> list[float]:
    features, bands = stereo.features, stereo.bands
    asked, found = stereo.compute(original), stereo.compute(result)
    (side, both), (side_found, _) = band_powers(stereo, original), band_powers(stereo, result)
    floor = np.exp(features.floor) * stereo.weights.sum(axis=1)
    heard = both > 100.0 * floor
    heard[:12] = heard[-12:] = False
    error = np.abs(asked - found)
    level, level_found = (10.0 * np.log10(p + floor) for p in (side, side_found))
    thirds = [
        np.log10(third_octaves(features, x) / third_octaves(features, y))
        for x, y in zip(original.T, result.T, strict=True)
    ]
    often = heard.mean(axis=0) > 0.5
    ratio = modulation(level_found, features.frame_rate) / modulation(level, features.frame_rate)
    return [
        error[:, :bands][heard].mean(),
        error[:, bands:][heard].mean(),
        np.abs(level - level_found)[heard].mean(),
        envelope_correlation(result),
        10.0 * np.abs(thirds).mean(),
        10.0 * np.log10(ratio[often]).mean() if often.any() else np.nan,
    ]


def cost_us(stereo: StereoSpec, method: str, frames: np.ndarray) -> float:
    spec = stereo.features
    mono, both = StreamingInverter(spec, method), StreamingInverter(spec, method, stereo_bands=stereo)
    log, mid, side = np.zeros(spec.n_bins, np.float32), np.zeros(spec.hop, np.float32), np.zeros(spec.hop, np.float32)
    values, taken = plain_stereo(stereo), []
    for frame in frames[:800]:
        mono.to_log_magnitude(frame, log)
        start = time.thread_time_ns()
        mono.synthesise(log, mid)
        middle = time.thread_time_ns()
        both.synthesise_stereo(log, values, mid, side)
        taken.append((middle - start, time.thread_time_ns() - middle))
    alone, together = np.median(taken[50:], axis=0)
    return float(together - alone) / 1000.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=99)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--kind", default="linlog")
    parser.add_argument("--methods", default="rtpghi,hybrid")
    arguments = parser.parse_args()
    originals = recordings(arguments.seconds)[: arguments.files]
    if not originals:
        sys.exit(
            f"there are no stereo recordings in {SHARED / 'heldout'}: set REALTIME_GEN_SHARED to the shared folder"
        )
    high = FeatureSpec(kind=arguments.kind)
    print(f"{len(originals)} recordings, {arguments.kind}", f"{'recording: env':>30}", end="")
    print(f"{np.nanmean([envelope_correlation(x) for x in originals]):8.2f}")
    print(f"{'window':<10}{'method':<8}{'side':<10}" + "".join(f"{c:>10}" for c in COLUMNS) + f"{'us/hop':>8}")
    for spec in (high, high.low_latency):
        stereo = StereoSpec(spec)
        for method in arguments.methods.split(","):
            rows: dict[str, list[list[float]]] = {"asked": [], "constant": [], "all-pass": [], "mono": []}
            for audio in originals:
                frames = spec.forward(audio.mean(axis=1))
                values = {
                    "asked": stereo.compute(audio),
                    "constant": np.tile(plain_stereo(stereo), (len(frames), 1)),
                }
                made = {
                    name: invert(frames, spec, method, texture=1.0, stereo_frames=value, stereo_bands=stereo)[
                        : len(audio)
                    ]
                    for name, value in values.items()
                }
                mid = made["asked"].mean(axis=1)
                made |= {"all-pass": all_pass_stereo(mid), "mono": np.stack([mid, mid], axis=1)}
                for name, result in made.items():
                    rows[name].append(figures(stereo, audio, result))
            for name, row in rows.items():
                cost = f"{cost_us(stereo, method, frames):8.1f}" if name == "asked" else ""
                print(
                    f"{spec.n_fft}/{spec.hop:<6}{method:<8}{name:<10}"
                    + "".join(f"{value:10.2f}" for value in np.nanmean(row, axis=0))
                    + cost,
                    flush=True,
                )


if __name__ == "__main__":
    main()
