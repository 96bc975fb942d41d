"""How long OSC takes beside each stress, several times over: `bench` alone, without its other figures.

    python tests/benchmarks/steering.py [--seconds 5] [--times 3] [--kinds idle gil ...]

Prints p50 and p99 (ms) of OSC to callback and of OSC to sound: the median of the runs, and the best. On a machine that
others use as well, the best says what the program does, the median what the others did to it.
"""

from __future__ import annotations

import argparse
import json
import statistics
from typing import Any

from realtime.bench.measure import percentiles
from realtime.bench.playing import on_stage, play_beside, probing
from realtime.bench.stress import KINDS
from realtime.bundle import DEFAULT_MODEL


def measure(kinds: list[str], times: int, seconds: float) -> dict[str, dict[str, list[Any]]]:
    found: dict[str, dict[str, list[Any]]] = {kind: {"callback": [], "sound": [], "lost": []} for kind in kinds}
    with on_stage(DEFAULT_MODEL, "high") as stage, probing(stage) as probe:
        for _ in range(times):
            for kind in kinds:
                one = play_beside(stage, probe, kind, seconds)
                found[kind]["callback"].append(percentiles(one.osc_to_callback))
                found[kind]["sound"].append(percentiles(one.osc_to_sound))
                found[kind]["lost"].append(one.lost)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = measure(arguments.kinds, arguments.times, arguments.seconds)
    if arguments.json:
        print(json.dumps(found))
        return
    print(f"{'beside':8s}{'callback p50':>16s}{'p99':>16s}{'sound p50':>16s}{'p99':>16s}{'lost':>6s}   median (best)")
    for kind, runs in found.items():
        cells = []
        for end in ("callback", "sound"):
            for name in ("p50", "p99"):
                each = [one[name] for one in runs[end] if one[name] is not None]
                cells.append(f"{statistics.median(each):.2f} ({min(each):.2f})" if each else "-")
        print(f"{kind:8s}{''.join(f'{cell:>16s}' for cell in cells)}{sum(runs['lost']):>6d}")


if __name__ == "__main__":
    main()
