"""A day of music from one seed: what the engine does when nobody touches it. Figures of DESIGN section 6.

    python tests/benchmarks/day.py [--hours 24] [--seed N] [--style NAME] [--log FILE] [--prints FILE.npy]

Measures what `training.evaluation.stability` says, writes one JSON line an hour (to --log, flushed, and to stdout) and
a last one that sums up. --prints keeps the bands that a run with another seed can be compared with (--against).
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np

from realtime import Engine, load_model
from training.evaluation.stability import resident_mb, run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model")
    parser.add_argument("--style", help="this one alone instead of the default settings")
    parser.add_argument("--log", type=Path, help="append the JSON lines to this file as well")
    parser.add_argument("--prints", type=Path, help="keep the band levels (half seconds, 24) in this .npy file")
    parser.add_argument("--against", type=Path, help="such a file of a run with another seed, to compare with")
    arguments = parser.parse_args()
    other = np.load(arguments.against) if arguments.against else None

    engine = Engine(load_model(arguments.model) if arguments.model else load_model(), arguments.seed)
    if arguments.style:
        for style in engine.values.registry.styles:
            engine.set(f"style/{style}", float(style == arguments.style))
    engine.reset(arguments.seed)
    total = max(180, round(arguments.hours * 3600))

    def tell(line: dict[str, Any]) -> None:
        text = json.dumps(line)
        print(text, flush=True)
        if arguments.log:
            with arguments.log.open("a") as file:
                file.write(text + "\n")

    tell({"model": engine.model.bundle.name, "seed": arguments.seed, "style": arguments.style or "default",
          "seconds": total, "started": time.strftime("%F %T"), "rss_mb": round(resident_mb(), 1)})  # fmt: skip
    tell(run(engine, total, tell, arguments.prints, other)[0])


if __name__ == "__main__":
    main()
