"""Frames of every kind back to bins and to sound, against librosa. Run: python tests/benchmarks/bands.py [--seconds S]

Recordings: ../shared/heldout, mono mean, 48 kHz, `--seconds` from 20 s in. Columns, means over recordings:

bins dB     20 log10(|| |S| - |S'| || / || |S| ||), Frobenius norms: S the STFT that the frames were made of, S' what
            `StreamingInverter.to_log_magnitude` (texture 0) or librosa's non-negative least squares make of them
SC2 dB      the same after hybrid inversion (texture 0), with an STFT that nobody works on: Hann 1536, hop 384
textured    SC2 with texture 1
us          thread CPU time of `to_log_magnitude`, median, texture 0 and texture 1; librosa's functions: per frame
librosa: mel_to_stft and mel_to_audio, or mfcc_to_mel and mfcc_to_audio, of Hann windows of the same size and hop.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "benchmarks")]

from inversion import recordings, sc2_db  # noqa: E402

from realtime.features import FeatureSpec  # noqa: E402
from realtime.inversion import StreamingInverter, invert  # noqa: E402

RATE = 48000
KINDS = {"linlog": (80, 128, 192), "mel": (80, 128, 256), "mfcc": (20, 40)}
LIBROSA_FRAMES = 8  # every eighth of the frames is given to the least squares, which take long


def spec_of(kind: str, values: int, n_fft: int) -> FeatureSpec:
    bands, coefficients = (128, values) if kind == "mfcc" else (values, FeatureSpec.coefficients)
    return FeatureSpec(n_fft=n_fft, hop=n_fft // 8, kind=kind, bands=bands, coefficients=coefficients)


def sc_db(truth: np.ndarray, result: np.ndarray) -> float:
    return float(20 * np.log10(np.linalg.norm(truth - result) / np.linalg.norm(truth)))


def to_bins(spec: FeatureSpec, frames: np.ndarray, texture: float) -> tuple[np.ndarray, float]:
    """(n, n_bins) magnitudes and the median of the microseconds that one frame took."""
    inverter = StreamingInverter(spec, texture=texture)
    inverter.warm()
    out, times = np.empty((len(frames), spec.n_bins), dtype=np.float32), []
    for frame, row in zip(frames, out, strict=True):
        start = time.thread_time_ns()
        inverter.to_log_magnitude(frame, row)
        times.append(time.thread_time_ns() - start)
    return np.exp(out), float(np.median(times)) / 1e3


def ours(sounds: list[np.ndarray], spec: FeatureSpec) -> str:
    rows = []
    for audio in sounds:
        power = spec.power(audio)
        frames = spec.features_of(power)
        bins, plain_us = to_bins(spec, frames, 0.0)
        _, textured_us = to_bins(spec, frames, 1.0)
        played = [sc2_db(audio, invert(frames, spec, texture=texture)[: len(audio)]) for texture in (0.0, 1.0)]
        rows.append((sc_db(np.sqrt(power), bins), *played, plain_us, textured_us))
    mean = np.mean(rows, axis=0)
    return f"{mean[0]:>9.1f}{mean[1]:>9.1f}{mean[2]:>10.1f}{mean[3]:>8.1f}{mean[4]:>8.1f}"


def theirs(sounds: list[np.ndarray], spec: FeatureSpec) -> str:
    import librosa

    inverse = librosa.feature.inverse
    grid = {"sr": RATE, "n_fft": spec.n_fft, "hop_length": spec.hop}
    rows = []
    for audio in sounds:
        power = np.abs(librosa.stft(audio, n_fft=spec.n_fft, hop_length=spec.hop)) ** 2
        mel = librosa.feature.melspectrogram(S=power, n_mels=spec.bands, **grid)
        mfcc = librosa.feature.mfcc(S=librosa.power_to_db(mel), n_mfcc=spec.coefficients)
        some = slice(None, None, LIBROSA_FRAMES)
        given = inverse.mfcc_to_mel(mfcc, n_mels=spec.bands) if spec.kind == "mfcc" else mel
        bins = inverse.mel_to_stft(given[:, some], sr=RATE, n_fft=spec.n_fft, power=2.0)
        start = time.thread_time()
        if spec.kind == "mfcc":
            played = inverse.mfcc_to_audio(mfcc, n_mels=spec.bands, length=len(audio), **grid)
        else:
            played = inverse.mel_to_audio(mel, length=len(audio), **grid)
        spent_us = (time.thread_time() - start) * 1e6 / mel.shape[1]
        rows.append((sc_db(np.sqrt(power[:, some]), bins), sc2_db(audio, played), spent_us))
    mean = np.mean(rows, axis=0)
    return f"{mean[0]:>9.1f}{mean[1]:>9.1f}{mean[2]:>10.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--no-librosa", action="store_true")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # librosa's, of filters that hold no bin
    sounds = list(recordings(options.seconds).values())
    print(f"{len(sounds)} recordings of {options.seconds:g} s")
    header = f"{'features':<12}{'window':<11}{'bins dB':>9}{'SC2 dB':>9}{'textured':>10}{'us':>8}{'us':>8}"
    print(header + ("" if options.no_librosa else f"   librosa:{'bins dB':>9}{'SC2 dB':>9}{'us':>10}"))
    for n_fft in (2048, 1024):
        for kind, values in ((kind, values) for kind, sizes in KINDS.items() for values in sizes):
            spec = spec_of(kind, values, n_fft)
            row = f"{kind:<8}{values:<4}{f'{n_fft}/{spec.hop}':<11}{ours(sounds, spec)}"
            if kind != "linlog" and not options.no_librosa:
                row += f"{'':<11}{theirs(sounds, spec)}"
            print(row, flush=True)


if __name__ == "__main__":
    main()
