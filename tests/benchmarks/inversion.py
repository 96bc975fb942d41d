"""Inversion against librosa: quality, latency, cost. Run: python tests/benchmarks/inversion.py [--files N]

Recordings: ../shared/heldout beside the repository, or $REALTIME_GEN_SHARED/heldout (mono mean, 48 kHz, `--seconds`
from 20 s in, or the last ones).
Columns, each the mean over recordings unless said otherwise; the formulas stand in `metrics.py`:

SC2 dB      spectral convergence on a grid that no method works on.     SC1 dB   the same on the method's own grid.
LSD dB      log spectral distance.    mel dB   mel band distance.       MR       multi-resolution STFT distance.
latency     from a frame's arrival to the sample at its centre: n_fft/2 + look-ahead. Offline methods: the recording.
us/hop      thread CPU time of one call of `StreamingInverter.process`, p50 and p99.9 over all hops of all recordings
            (the first 50 hops of each left out).
CPU ms/s    milliseconds of thread CPU time per second of audio, median over recordings; ours: all hops, librosa: one
            call (BLAS on one thread, analysis of the input not included). For every recording all methods run in turn.

At the end the targets of the project are put beside what was measured. `transforms.py` prints the FFT's table.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import numpy as np  # noqa: E402

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import metrics  # noqa: E402
import transforms  # noqa: E402

from realtime.features import FeatureSpec  # noqa: E402
from realtime.inversion import METHODS, StreamingInverter, invert  # noqa: E402

SAMPLE_RATE = 48000
HELDOUT = Path(os.environ.get("REALTIME_GEN_SHARED") or ROOT.parent / "shared") / "heldout"
SIZES = ((1024, 128), (2048, 256))


class Contender(NamedTuple):
    """A way from features to sound. `run(audio)` gives the result, its CPU seconds, and those of every hop if any."""

    features: str
    method: str
    window: str
    latency: str
    grid: tuple[np.ndarray, int]  # window and hop of its own STFT, for SC1
    run: Callable[[np.ndarray], tuple[np.ndarray, float, np.ndarray | None]]


def ours(spec: FeatureSpec, method: str, texture: float = 0.0) -> Contender:
    inverter = StreamingInverter(spec, method, texture=texture)
    inverter.warm()

    def run(audio: np.ndarray) -> tuple[np.ndarray, float, np.ndarray]:
        frames = spec.forward(audio)
        hops = hop_times(frames, inverter)
        return invert(frames, spec, method, texture=texture), float(hops.sum()), hops[50:]

    features = "magnitudes" if spec.kind == "magnitude" else f"{spec.kind} {spec.bands}" + " +texture" * (texture > 0)
    latency = f"{1e3 * inverter.latency_samples / SAMPLE_RATE:.1f} ms"
    return Contender(features, method, f"Gauss {spec.n_fft}/{spec.hop}", latency, (spec.window, spec.hop), run)


def hop_times(frames: np.ndarray, inverter: StreamingInverter) -> np.ndarray:
    """Thread CPU seconds of every hop."""
    inverter.reset(0)
    out = np.empty(inverter.spec.hop, dtype=np.float32)
    times = np.empty(len(frames))
    for k, frame in enumerate(frames):
        start = time.thread_time_ns()
        inverter.process(frame, out)
        times[k] = time.thread_time_ns() - start
    return times / 1e9


def librosas(method: str, n_fft: int, hop: int) -> Contender:
    """griffinlim with 32 iterations from magnitudes, or mel_to_audio (32 iterations as well) from 128 mel bands."""
    import librosa

    if method == "GL-32":
        features = "magnitudes"

        def analyse(audio: np.ndarray) -> np.ndarray:
            return np.abs(librosa.stft(audio, n_fft=n_fft, hop_length=hop))

        def synthesise(frames: np.ndarray, length: int) -> np.ndarray:
            return librosa.griffinlim(frames, n_fft=n_fft, hop_length=hop, n_iter=32, random_state=0, length=length)
    else:
        features = "mel 128"

        def analyse(audio: np.ndarray) -> np.ndarray:
            return librosa.feature.melspectrogram(y=audio, sr=SAMPLE_RATE, n_fft=n_fft, hop_length=hop, n_mels=128)

        def synthesise(frames: np.ndarray, length: int) -> np.ndarray:
            return librosa.feature.inverse.mel_to_audio(
                frames, sr=SAMPLE_RATE, n_fft=n_fft, hop_length=hop, n_iter=32, length=length
            )

    def run(audio: np.ndarray) -> tuple[np.ndarray, float, None]:
        frames = analyse(audio)
        start = time.thread_time()
        result = synthesise(frames, len(audio))
        return result, time.thread_time() - start, None

    run(np.ones(SAMPLE_RATE, dtype=np.float32))  # imports and caches
    window = f"Hann {n_fft}/{hop}"
    return Contender(features, f"librosa {method}", window, "offline", (metrics.hann(n_fft), hop), run)


class Row(NamedTuple):
    """What one contender reached over all recordings."""

    scores: np.ndarray  # mean SC2, SC1, LSD, mel, MR
    p50_us: float
    p999_us: float
    ms_per_s: np.ndarray  # CPU, recording by recording


def measure(contenders: list[Contender], sounds: dict[str, np.ndarray]) -> list[Row]:
    scores: list[list[list[float]]] = [[] for _ in contenders]
    hops: list[list[np.ndarray]] = [[] for _ in contenders]
    cpu: list[list[float]] = [[] for _ in contenders]
    for number, (name, audio) in enumerate(sounds.items(), start=1):
        print(f"  {number} of {len(sounds)}: {name}", file=sys.stderr, flush=True)
        for i, contender in enumerate(contenders):
            result, seconds, times = contender.run(audio)
            cpu[i].append(1e3 * seconds * SAMPLE_RATE / len(audio))
            hops[i].append(np.empty(0) if times is None else times)
            scores[i].append(
                [
                    metrics.sc2_db(audio, result),
                    metrics.sc1_db(audio, result, *contender.grid),
                    metrics.log_spectral_distance_db(audio, result),
                    metrics.mel_distance_db(audio, result, SAMPLE_RATE),
                    metrics.multi_resolution(audio, result),
                ]
            )
    rows = []
    for i in range(len(contenders)):
        times = 1e6 * np.concatenate(hops[i])
        p50, p999 = np.percentile(times, [50, 99.9]) if times.size else (np.nan, np.nan)
        rows.append(Row(np.mean(scores[i], axis=0), float(p50), float(p999), np.array(cpu[i])))
    return rows


def print_table(contenders: list[Contender], rows: list[Row]) -> None:
    print(
        f"{'features':<20}{'method':<22}{'window':<16}{'SC2 dB':>8}{'SC1 dB':>8}{'LSD dB':>8}{'mel dB':>8}{'MR':>7}"
        f"{'latency':>10}{'us/hop p50':>12}{'p99.9':>7}{'CPU ms/s':>10}"
    )
    for contender, row in zip(contenders, rows, strict=True):
        sc2, sc1, lsd, mel, mr = row.scores
        cost = f"{'':>19}" if np.isnan(row.p50_us) else f"{row.p50_us:>12.1f}{row.p999_us:>7.0f}"
        print(
            f"{contender.features:<20}{contender.method:<22}{contender.window:<16}{sc2:>8.1f}{sc1:>8.1f}{lsd:>8.2f}"
            f"{mel:>8.2f}{mr:>7.3f}{contender.latency:>10}{cost}{np.median(row.ms_per_s):>10.1f}"
        )


def print_target(what: str, reached: float, target: float, unit: str, at_most: bool = True) -> None:
    margin = target - reached if at_most else reached - target
    verdict = f"reached, {margin:.3g} to spare" if margin >= 0 else f"MISSED by {-margin:.3g}"
    print(f"{what:<62}{'<=' if at_most else '>='} {target:<7.3g}{reached:>8.3g} {unit:<6} {verdict}")


def print_targets(contenders: list[Contender], rows: list[Row], ffts: dict[int, tuple[float, float, float]]) -> None:
    found = {(c.features, c.method, c.window): row for c, row in zip(contenders, rows, strict=True)}
    griffin_lim = found["magnitudes", "librosa GL-32", "Hann 2048/512"]
    print()
    for (n_fft, hop), sc2, us in zip(SIZES, (-25.0, -27.5), (60.0, 110.0), strict=True):
        row = found["magnitudes", "hybrid", f"Gauss {n_fft}/{hop}"]
        name = f"hybrid {n_fft}/{hop}"
        print_target(f"{name}: SC2", row.scores[0], sc2, "dB")
        print_target(f"{name}: SC2 better than GL-32 by", griffin_lim.scores[0] - row.scores[0], 6.0, "dB", False)
        ratio = float(np.median(row.ms_per_s / griffin_lim.ms_per_s))
        print_target(f"{name}: CPU over that of GL-32", ratio, 0.2, "")
        print_target(f"{name}: a hop, p50", row.p50_us, us, "us")
        print_target(f"{name}: a hop, p99.9, of its duration", row.p999_us * SAMPLE_RATE / hop / 1e4, 10.0, "%")
    row = found["magnitudes", "rtpghi", "Gauss 2048/256"]
    print_target("rtpghi 2048/256: a hop, p50", row.p50_us, 30.0, "us")
    print_target("rtpghi 2048/256: SC2", row.scores[0], -23.0, "dB")
    sc2 = found["linlog 128", "hybrid", "Gauss 1024/128"].scores[0]
    print_target("128 lin-log bands, hybrid 1024/128: SC2", sc2, -23.0, "dB")
    mel = found["mel 128", "librosa mel_to_audio", "Hann 1024/128"].scores[0]
    print_target("  better than mel_to_audio, 128 bands, same hop, by", mel - sc2, 2.5, "dB", False)
    for n, (pair_us, scipy_us, error) in ffts.items():
        print_target(f"FFT {n}: relative error against numpy", error, 2e-7, "")
        print_target(f"FFT {n}: CPU over that of scipy.fft", pair_us / scipy_us, 1.0, "")


def recordings(seconds: float) -> dict[str, np.ndarray]:
    import soundfile

    found = {}
    for path in sorted(HELDOUT.rglob("*.ogg")):
        with soundfile.SoundFile(path) as file:
            if file.samplerate != SAMPLE_RATE:
                continue
            count = int(seconds * SAMPLE_RATE)
            file.seek(max(0, min(20 * SAMPLE_RATE, len(file) - count)))
            audio = file.read(count, dtype="float32", always_2d=True).mean(axis=1)
        if np.sqrt(np.mean(audio**2)) > 1e-4:
            found[path.stem] = audio
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--files", type=int, default=0, help="only this many recordings, evenly picked (0: all)")
    options = parser.parse_args()
    sounds = recordings(options.seconds)
    if not sounds:
        sys.exit(f"no recordings in {HELDOUT}")
    if options.files:
        keep = list(sounds)[:: max(1, len(sounds) // options.files)][: options.files]
        sounds = {name: sounds[name] for name in keep}
    contenders = []
    for n_fft, hop in SIZES:
        magnitudes = FeatureSpec(n_fft=n_fft, hop=hop, kind="magnitude")
        contenders += [ours(magnitudes, method) for method in METHODS]
        for bands, texture in ((128, 0.0), (128, 1.0), (192, 0.0)):
            contenders.append(ours(FeatureSpec(n_fft=n_fft, hop=hop, bands=bands), "hybrid", texture))
    contenders += [librosas("GL-32", 2048, 512), librosas("mel_to_audio", 1024, 128)]
    rows = measure(contenders, sounds)
    print(f"{len(sounds)} recordings of {options.seconds:g} s")
    print_table(contenders, rows)
    print()
    print_targets(contenders, rows, transforms.main())


if __name__ == "__main__":
    main()
