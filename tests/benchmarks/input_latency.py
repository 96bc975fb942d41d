"""From a sound at the input to the first sample at the output that is another because of it, through a JACK server.

    python tests/benchmarks/input_latency.py [--runs 5] [--block 128] [--latency 20] [--quality high]

Starts a dummy JACK server of its own and `realtime-gen --input-device` on it, and records, in one program and so to the
sample, the bursts of `jack_metro` and what `realtime-gen` plays. Until the first burst reaches the input that is what
an engine of the same seed plays that hears nothing; the first sample that differs, and the moment when the difference
is half as strong as it becomes within 0.3 s, are counted from the first sample of the burst. Both are quantised: a
burst waits for the next block, feature frame, and network step. Prints both for every run, the medians, and what
`realtime-gen` says of its latency.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import soundfile

from realtime import Engine, load_model
from realtime.bench.jack import dummy_server
from realtime.privileges import may_be_realtime

RATE, SEED = 48_000, 31
CONNECT_AFTER_S, RECORD_AFTER_S, RECORD_S = 0.5, 1.5, 4
BEFORE = RATE // 4  # samples without a burst that are compared to find the place
PROGRAM = Path(sys.executable).parent / "realtime-gen"


def run(environment: dict[str, str], folder: Path, options: list[str]) -> tuple[np.ndarray, str]:
    """(n, 2) bursts and output, and the line about the latency."""
    device = ["--device", "system", "--input-device", "system", "--osc-port", "0"]
    ours = subprocess.Popen(
        [str(PROGRAM), *device, "--seed", str(SEED), *options], env=environment, stderr=subprocess.PIPE, text=True
    )
    said: list[str] = []
    started = [ours]
    try:
        assert ours.stderr is not None
        for line in ours.stderr:
            said.append(line)
            if line.startswith("OSC on"):
                break
        threading.Thread(target=ours.stderr.read, daemon=True).start()  # or it would wait for us
        metronome = ["jack_metro", "-n", "click", "-b", "12", "-D", "100", "-f", "440", "-a", "1", "-d", "10"]
        started.append(quiet(metronome, environment))  # a burst at once, and the next after five seconds
        time.sleep(CONNECT_AFTER_S)
        for port in ("PortAudio:in_0", "PortAudio:in_1"):
            subprocess.run(["jack_connect", "click:12_bpm", port], env=environment, check=True, capture_output=True)
        time.sleep(RECORD_AFTER_S)
        capture = folder / "capture.wav"
        command = ["jack_rec", "-f", str(capture), "-d", str(RECORD_S), "-b", "32", "click:12_bpm", "PortAudio:out_0"]
        quiet(command, environment).wait(20)
    finally:
        for process in started:
            process.terminate()
            process.wait(20)
    return soundfile.read(capture)[0], next(line for line in said if line.startswith("latency"))


def quiet(command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)


def place_of(capture: np.ndarray, reference: np.ndarray) -> int | None:
    """Which sample of the reference is the first of the capture; None if it is none, because JACK was late."""
    piece = capture[:BEFORE]
    n = 1 << (len(reference) + len(piece)).bit_length()
    likeness = np.fft.irfft(np.fft.rfft(reference, n) * np.conj(np.fft.rfft(piece, n)), n)[: len(reference) - BEFORE]
    at = int(likeness.argmax())
    return at if np.abs(reference[at : at + BEFORE] - piece).max() < 1e-5 else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--block", type=int, default=128, help="frames of a JACK period")
    parser.add_argument("--latency", type=float, default=20.0, help="ms of sound kept ready")
    parser.add_argument("--quality", default="high")
    arguments = parser.parse_args()
    engine = Engine(load_model(), SEED, quality=arguments.quality)
    reference = np.zeros((20 * RATE, 2), np.float32)
    engine.process(reference)
    options = ["--latency", str(arguments.latency), "--quality", arguments.quality]
    found: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as folder, dummy_server(RATE, arguments.block, may_be_realtime()) as server:
        while len(found) < arguments.runs:
            capture, said = run(server.environment, Path(folder), options)
            bursts, played = capture.T
            at = place_of(played, reference[:, 0])
            begun = int((np.abs(bursts) > 1e-5).argmax())
            difference = np.abs(played - reference[at : at + len(played), 0]) if at is not None else np.ones(1)
            first = int((difference > 1e-5).argmax())
            if first - begun < RATE // 200:
                print("left out: this machine was too busy for JACK", flush=True)
                continue
            within = difference[first : first + 3 * RATE // 10]
            half = first + int((within > 0.5 * within.max()).argmax())
            found.append((1000.0 * (first - begun) / RATE, 1000.0 * (half - begun) / RATE))
            print(
                f"first sample that differs {found[-1][0]:6.1f} ms, half as strong {found[-1][1]:6.1f} ms", flush=True
            )
    medians = [statistics.median(column) for column in zip(*found, strict=True)]
    real = re.sub(r"\s+", " ", said)
    print(f"medians {medians[0]:.1f} and {medians[1]:.1f} ms; JACK period {arguments.block}; it says: {real}")


if __name__ == "__main__":
    main()
