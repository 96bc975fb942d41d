"""The FFT of the inverters beside those one would otherwise call. Run: python tests/benchmarks/transforms.py

One forward and one inverse transform of a float32 frame, the way a program that works frame by frame pays for them:
scipy and numpy called from Python, ours and rocket-fft from compiled code. Thread CPU time, medians, in turns in one
process; rocket-fft in a process of its own, because it changes numba for the whole process it is imported into.
error: || got - numpy's in float64 || / || numpy's ||, the larger of forward and inverse.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import scipy.fft
from numba import njit

sys.path.insert(0, str(Path(__file__).parents[2]))

from realtime.inversion.fft import FftPlan, irfft, make_plan, rfft

SIZES = (1024, 2048)
ROUNDS, PAIRS = 300, 20
ROCKET = f"""
import json, time
import numba, numpy as np, rocket_fft, scipy.fft
@numba.njit(nogil=True)
def pairs(x, count):
    for _ in range(count):
        x = scipy.fft.irfft(scipy.fft.rfft(x), len(x))
    return x
found = {{}}
for n in {SIZES}:
    x = np.random.default_rng(n).standard_normal(n).astype(np.float32)
    pairs(x, 1)
    times = []
    for _ in range({ROUNDS}):
        start = time.thread_time_ns()
        pairs(x, {PAIRS})
        times.append((time.thread_time_ns() - start) / {PAIRS} / 1e3)
    found[n] = float(np.median(times))
print(json.dumps(found))
"""


@njit(nogil=True)
def our_pairs(plan: FftPlan, x: np.ndarray, re: np.ndarray, im: np.ndarray, count: int) -> None:
    for _ in range(count):
        rfft(plan, x, re, im)
        irfft(plan, re, im, x)


def medians_us(runs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Thread CPU time of each, in turns."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(ROUNDS):
        for name, run in runs.items():
            start = time.thread_time_ns()
            run()
            times[name].append((time.thread_time_ns() - start) / 1e3)
    return {name: float(np.median(values)) for name, values in times.items()}


def error(n: int) -> float:
    rng = np.random.default_rng(n)
    x = rng.standard_normal(n).astype(np.float32)
    plan, back = make_plan(n), np.empty(n, dtype=np.float32)
    re, im = np.empty((2, n // 2 + 1), dtype=np.float32)
    rfft(plan, x, re, im)
    forward = np.fft.rfft(x.astype(np.float64))
    there = np.linalg.norm(re + 1j * im - forward) / np.linalg.norm(forward)
    irfft(plan, re, im, back)
    inverse = np.fft.irfft(re.astype(np.float64) + 1j * im)
    return float(max(there, np.linalg.norm(back - inverse) / np.linalg.norm(inverse)))


def rocket_us() -> dict[int, float]:
    """Of rocket-fft, by size; empty, with the reason on stderr, where it cannot run."""
    result = subprocess.run([sys.executable, "-c", ROCKET], capture_output=True, text=True, timeout=300, check=False)
    if result.returncode:
        print(f"rocket-fft left out: {result.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return {}
    return {int(n): value for n, value in json.loads(result.stdout).items()}


def main() -> dict[int, tuple[float, float, float]]:
    """Prints the table. Returns, by size: our microseconds, scipy's, our error."""
    rocket = rocket_us()
    print(f"{'FFT there and back, us':<24}{'ours':>8}{'rocket-fft':>12}{'scipy.fft':>11}{'numpy':>8}{'our error':>11}")
    found = {}
    for n in SIZES:
        x = np.random.default_rng(n).standard_normal(n).astype(np.float32)
        ours = x.copy()
        plan = make_plan(n)
        re, im = np.empty((2, n // 2 + 1), dtype=np.float32)
        us = medians_us(
            {
                "ours": lambda p=plan, a=ours, r=re, i=im: our_pairs(p, a, r, i, PAIRS),  # type: ignore[misc]
                "scipy": lambda a=x, n=n: scipy.fft.irfft(scipy.fft.rfft(a), n),  # type: ignore[misc]
                "numpy": lambda a=x, n=n: np.fft.irfft(np.fft.rfft(a), n),  # type: ignore[misc]
            }
        )
        found[n] = us["ours"] / PAIRS, us["scipy"], error(n)
        peer = f"{rocket[n]:>12.1f}" if n in rocket else f"{'-':>12}"
        pair, scipys, wrong = found[n]
        print(f"{n:<24}{pair:>8.1f}{peer}{scipys:>11.1f}{us['numpy']:>8.1f}{wrong:>11.1e}", flush=True)
    return found


if __name__ == "__main__":
    main()
