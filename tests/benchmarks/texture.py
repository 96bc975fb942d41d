"""The buzz of smoothed high bands, and its cure. Run: python tests/benchmarks/texture.py [--seconds S]

For recordings of ../shared/heldout that have a part above 4 kHz, and for white noise, the modulation of that part
(depth, line at the hop rate, distance of the octaves: formulas in tests/modulation.py) after inversion, minus the
original's, in dB, with texture 0 and 1. "noise, smoothed" is white noise from the mean of its bands over time, as a
network predicts it. Inverter: rtpghi.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import soundfile

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from modulation import high_part, modulation  # noqa: E402

from realtime.features import FeatureSpec  # noqa: E402
from realtime.inversion import invert  # noqa: E402

RATE = 48000
STYLES = ("nature", "ambient", "strings")
QUIETEST = 3e-5  # RMS above 4 kHz; below, there is nothing to hear
SPECS = [
    FeatureSpec(n_fft=n_fft, hop=n_fft // 8, kind=kind) for n_fft in (2048, 1024) for kind in ("linlog", "mel", "mfcc")
]


def recordings(seconds: float) -> dict[str, np.ndarray]:
    found = {}
    count = int(seconds * RATE)
    for style in STYLES:
        for path in sorted((ROOT.parent / "shared" / "heldout" / style).glob("*.ogg")):
            with soundfile.SoundFile(path) as file:
                file.seek(max(0, min(20 * RATE, len(file) - count)))
                audio = file.read(count, dtype="float32", always_2d=True).mean(axis=1)
                if file.samplerate == RATE and np.sqrt(np.mean(high_part(audio, RATE) ** 2)) > QUIETEST:
                    found[path.stem] = audio
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=4.0)
    sounds = recordings(parser.parse_args().seconds)
    noise = 0.1 * np.random.default_rng(0).standard_normal(4 * RATE).astype(np.float32)
    print(f"{'features':<20}{'sound':<24}{'texture 0:':<11}{'depth':>7}{'line':>7}{'octaves':>9}"
          f"   {'texture 1:':<11}{'depth':>7}{'line':>7}{'octaves':>9}")  # fmt: skip
    for spec in SPECS:
        rows = []
        for name, audio in [*sounds.items(), ("white noise", noise), ("noise, smoothed", noise)]:
            frames = spec.forward(audio)
            if name == "noise, smoothed":
                frames = np.broadcast_to(spec.features_of(spec.power(audio).mean(axis=0)[None]), frames.shape)
            truth = modulation(audio, RATE, spec.hop)
            row = []
            for texture in (0.0, 1.0):
                result = invert(frames, spec, "rtpghi", texture=texture)[: len(audio)]
                got = modulation(result, RATE, spec.hop)
                row += [got.depth - truth.depth, got.line - truth.line, got.away(truth)]
            rows.append(row)
            show(spec, name[:22], row)
        show(spec, "recordings, mean size", np.abs(rows[: len(sounds)]).mean(axis=0).tolist())


def show(spec: FeatureSpec, name: str, row: list[float]) -> None:
    cells = [f"{row[i]:>7.2f}{row[i + 1]:>7.1f}{row[i + 2]:>9.1f}" for i in (0, 3)]
    features = f"{spec.kind} {spec.dim} {spec.n_fft}/{spec.hop}"
    print(f"{features:<20}{name:<24}{'':<11}{cells[0]}   {'':<11}{cells[1]}", flush=True)


if __name__ == "__main__":
    main()
