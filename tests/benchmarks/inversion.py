"""Inversion against librosa: quality, latency, cost. Run: python tests/benchmarks/inversion.py [--files N]

Recordings: ../shared/heldout beside the repository (mono mean, 48 kHz, `--seconds` from 20 s in, or the last ones).
Columns, each the mean over recordings unless said otherwise:

SC2 dB      20 log10(|| |S| - |S'| || / || |S| ||), S and S' STFTs of original and result, Hann 1536, hop 384
            (not the grid of any method here). Lower is better.
MR          mean over STFT sizes n = 512, 1024, 2048 (Hann, hop n/4) of  || |S| - |S'| || / || |S| ||
            + mean |ln max(|S|, f) - ln max(|S'|, f)|, f = max |S| / 10^4. Lower is better.
latency     from a frame's arrival to the sample at its centre: n_fft/2 + look-ahead. Offline methods: the recording.
us/hop      thread CPU time of one call of `StreamingInverter.process`, p50 and p99.9 over all hops of all recordings
            (the first 50 hops of each left out).
CPU ms/s    milliseconds of CPU time per second of audio: us/hop p50 * frame rate / 1000; librosa: process time of one
            call with BLAS on one thread, STFT of the input not included.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import numpy as np  # noqa: E402

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from realtime.features import FeatureSpec  # noqa: E402
from realtime.inversion import METHODS, StreamingInverter, invert  # noqa: E402

SAMPLE_RATE = 48000
COLUMNS = (
    f"{'features':<20}{'method':<22}{'window':<16}{'SC2 dB':>8}{'MR':>7}{'latency':>10}"
    f"{'us/hop p50':>12}{'p99.9':>8}{'CPU ms/s':>10}"
)


def stft_magnitude(audio: np.ndarray, n_fft: int, hop: int) -> np.ndarray:
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(n_fft) / n_fft)
    padded = np.pad(np.asarray(audio, dtype=np.float64), (n_fft // 2, n_fft))
    return np.abs(np.fft.rfft(np.lib.stride_tricks.sliding_window_view(padded, n_fft)[::hop] * window, axis=1))


def sc2_db(original: np.ndarray, result: np.ndarray) -> float:
    a, b = stft_magnitude(original, 1536, 384), stft_magnitude(result, 1536, 384)
    return float(20 * np.log10(np.linalg.norm(a - b) / np.linalg.norm(a)))


def multi_resolution(original: np.ndarray, result: np.ndarray) -> float:
    total = 0.0
    for n_fft in (512, 1024, 2048):
        a, b = stft_magnitude(original, n_fft, n_fft // 4), stft_magnitude(result, n_fft, n_fft // 4)
        floor = a.max() * 1e-4
        total += np.linalg.norm(a - b) / np.linalg.norm(a)
        total += np.abs(np.log(np.maximum(a, floor)) - np.log(np.maximum(b, floor))).mean()
    return float(total / 3)


def recordings(seconds: float) -> dict[str, np.ndarray]:
    import soundfile

    found = {}
    for path in sorted((ROOT.parent / "shared" / "heldout").rglob("*.ogg")):
        with soundfile.SoundFile(path) as file:
            if file.samplerate != SAMPLE_RATE:
                continue
            count = int(seconds * SAMPLE_RATE)
            file.seek(max(0, min(20 * SAMPLE_RATE, len(file) - count)))
            audio = file.read(count, dtype="float32", always_2d=True).mean(axis=1)
        if np.sqrt(np.mean(audio**2)) > 1e-4:
            found[path.stem] = audio
    return found


def hop_times_us(frames: np.ndarray, inverter: StreamingInverter) -> np.ndarray:
    inverter.reset(0)
    out = np.empty(inverter.spec.hop, dtype=np.float32)
    times = np.empty(len(frames))
    for k, frame in enumerate(frames):
        start = time.thread_time_ns()
        inverter.process(frame, out)
        times[k] = time.thread_time_ns() - start
    return times[50:] / 1e3


def row(features: str, method: str, window: str, scores: list[tuple[float, float]], latency: str, cost: str) -> None:
    sc2, mr = np.mean(scores, axis=0)
    print(f"{features:<20}{method:<22}{window:<16}{sc2:>8.1f}{mr:>7.2f}{latency:>10}{cost}", flush=True)


def ours(sounds: dict[str, np.ndarray], spec: FeatureSpec, method: str, texture: float) -> None:
    inverter = StreamingInverter(spec, method, texture=texture)
    inverter.warm()
    scores, times = [], []
    for audio in sounds.values():
        frames = spec.forward(audio)
        result = invert(frames, spec, method, texture=texture)[: len(audio)]
        scores.append((sc2_db(audio, result), multi_resolution(audio, result)))
        times.append(hop_times_us(frames, inverter))
    all_times = np.concatenate(times)
    p50 = float(np.median(all_times))
    cost = f"{p50:>12.0f}{np.percentile(all_times, 99.9):>8.0f}{p50 * spec.frame_rate / 1e3:>10.1f}"
    features = "magnitudes" if spec.kind == "magnitude" else f"linlog {spec.bands}" + (" +texture" if texture else "")
    latency = f"{1e3 * inverter.latency_samples / SAMPLE_RATE:.1f} ms"
    row(features, method, f"Gauss {spec.n_fft}/{spec.hop}", scores, latency, cost)


def peer(
    sounds: dict[str, np.ndarray],
    features: str,
    method: str,
    analyse: Callable[[np.ndarray], np.ndarray],
    resynthesise: Callable[[np.ndarray, int], np.ndarray],
) -> None:
    scores, cpu, seconds = [], 0.0, 0.0
    resynthesise(analyse(next(iter(sounds.values()))[:SAMPLE_RATE]), SAMPLE_RATE)  # imports and caches
    for audio in sounds.values():
        frames = analyse(audio)
        start = time.process_time()
        result = resynthesise(frames, len(audio))
        cpu += time.process_time() - start
        seconds += len(audio) / SAMPLE_RATE
        scores.append((sc2_db(audio, result), multi_resolution(audio, result)))
    row(features, method, "Hann 2048/512", scores, "offline", f"{'':>20}{1e3 * cpu / seconds:>10.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--files", type=int, default=0, help="only this many recordings, evenly picked (0: all)")
    parser.add_argument("--no-librosa", action="store_true")
    options = parser.parse_args()
    sounds = recordings(options.seconds)
    if not sounds:
        sys.exit(f"no recordings in {ROOT.parent / 'shared' / 'heldout'}")
    if options.files:
        keep = list(sounds)[:: max(1, len(sounds) // options.files)][: options.files]
        sounds = {name: sounds[name] for name in keep}
    print(f"{len(sounds)} recordings of {options.seconds:g} s\n{COLUMNS}")
    for n_fft, hop in ((1024, 128), (2048, 256)):
        for method in METHODS:
            ours(sounds, FeatureSpec(n_fft=n_fft, hop=hop, kind="magnitude"), method, 0.0)
        for bands, texture in ((128, 0.0), (128, 1.0), (192, 0.0)):
            for method in ("rtpghi", "hybrid"):
                ours(sounds, FeatureSpec(n_fft=n_fft, hop=hop, bands=bands), method, texture)
    if options.no_librosa:
        return
    import librosa

    for iterations in (32, 100):
        peer(
            sounds,
            "magnitudes",
            f"librosa GL-{iterations}",
            lambda audio: np.abs(librosa.stft(audio)),
            lambda s, n, i=iterations: librosa.griffinlim(s, n_iter=i, random_state=0, length=n),  # type: ignore[misc]
        )
    peer(
        sounds,
        "mel 128",
        "librosa mel_to_audio",
        lambda audio: librosa.feature.melspectrogram(y=audio, sr=SAMPLE_RATE, n_mels=128),
        lambda m, n: librosa.feature.inverse.mel_to_audio(m, sr=SAMPLE_RATE, length=n),
    )


if __name__ == "__main__":
    main()
