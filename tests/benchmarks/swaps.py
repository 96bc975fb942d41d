"""Change the model again and again while it plays: does memory grow, does the sound run dry?

    python tests/benchmarks/swaps.py [--swaps 200] [--latency 20]

Plays on the null device, to and fro between the default model and a copy of it, and prints after every tenth of the
swaps: resident memory of the engine process (MB, from /proc), underruns and frames missed so far, the smallest amount
of sound left in the ring (ms), and the time from the request until the new model alone is heard (median, s).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from realtime import load_model
from realtime.config import Settings
from realtime.stage import Stage


def resident_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def swap(stage: Stage, name: str) -> float:
    """Seconds until only `name` is heard."""
    begun = time.monotonic()
    stage.swap_model(name, lambda sentence: sys.exit(sentence))
    while stage.model.bundle.name != name or stage.supervisor.is_swapping:
        time.sleep(0.005)
    return time.monotonic() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--swaps", type=int, default=200)
    parser.add_argument("--latency", type=float, default=None, help="ms of sound kept ready")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        model = load_model()
        copy = Path(folder) / "realtime-gen" / "models" / "copy"
        shutil.copytree(model.path, copy)
        description = (copy / "model.json").read_text()
        (copy / "model.json").write_text(description.replace(f'"name": "{model.bundle.name}"', '"name": "copy"', 1))
        settings = Settings(device="null", osc_port=0, latency=arguments.latency, set=(("fade", 0.05),))
        stage = Stage(settings, 1, print, print)
        try:
            opened = stage.open()
            stage.start()
            print(f"ring {opened.ring_ms:.0f} ms, real-time priority {opened.realtime}")
            print("swaps  memory MB  underruns  missed frames  low water ms  median s")
            every = max(1, arguments.swaps // 10)
            taken: list[float] = []
            stage.link.take_low_water()
            for n in range(1, arguments.swaps + 1):
                taken.append(swap(stage, "copy" if n % 2 else model.bundle.name))
                if n % every == 0:
                    low = stage.link.take_low_water()
                    print(
                        f"{n:5d}  {resident_mb(stage.supervisor.engine_pid):9.1f}  {stage.link.underruns:9d}"
                        f"  {stage.link.missing_frames:13d}  {1000.0 * (low or 0) / opened.rate:12.1f}"
                        f"  {statistics.median(taken):8.2f}"
                    )
                    taken.clear()
        finally:
            stage.stop()


if __name__ == "__main__":
    main()
