"""What the drawn residual is worth. Run: python tests/benchmarks/residual.py [--model NAME]

Recordings of ../shared/heldout are encoded, decoded and inverted with `texture` 0, the decoder's best guess, and 1, and
compared with themselves: Fréchet distance (training/evaluation/frechet.py), as a ratio to that of the training
recordings in ../shared/corpus; and the mean change of the frames over so many milliseconds, as a ratio to the
recordings' own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from realtime import load_model  # noqa: E402
from realtime.bundle import INVERTER  # noqa: E402
from realtime.inversion import invert  # noqa: E402
from training.evaluation import frechet  # noqa: E402
from training.evaluation.material import RATE, Clip, read_clips  # noqa: E402
from training.evaluation.reconstruction import Networks  # noqa: E402

SHARED = ROOT.parent / "shared"
SECONDS, MOST = 20.0, 4
LAGS = (1, 4, 16, 64)  # frames


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="seven")
    model = load_model(parser.parse_args().model)
    networks, spec = Networks(model), model.bundle.spec
    assert spec.sample_rate == RATE, "the recordings are read at 48 kHz"
    styles = model.bundle.styles
    reference, train = (read_clips(SHARED / name, SECONDS, MOST, styles) for name in ("heldout", "corpus"))
    milliseconds = [1000.0 * lag / spec.frame_rate for lag in LAGS]
    print("texture  Fréchet / training recordings'   change / recordings', over", *(f"{ms:.0f}" for ms in milliseconds),
          "ms")  # fmt: skip
    for texture in (0.0, 1.0):
        made: dict[str, list[Clip]] = {}
        moved = []
        for style, clips in reference.items():
            for clip in clips:
                frames, steps = networks.describe(clip.mid)
                decoded, _ = networks.reconstruct(frames, steps, style, texture=texture)
                sound = invert(decoded, spec, method=INVERTER, texture=1.0)
                made.setdefault(style, []).append(Clip(style, clip.name, np.repeat(sound[:, None], 2, axis=1)))
                moved.append([[np.abs(rows[lag:] - rows[:-lag]).mean() for lag in LAGS] for rows in (decoded, frames)])
        found = frechet.measure(made, reference, train)
        ours, theirs = np.mean(moved, axis=0)
        print(f"{texture:<8g} {found['ratio']:<33.2f}", *(f"{ratio:.2f}" for ratio in ours / theirs))


if __name__ == "__main__":
    main()
