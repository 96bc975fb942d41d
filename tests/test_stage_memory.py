"""What all processes take while they play, and what is loaded into which of them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from test_supervision import engine_of

MOST_MB = 400.0
OF_TRAINING = ("torch", "sklearn", "onnx", "librosa", "matplotlib")
COMPILER_AND_DEVICE = ("numba", "llvmlite", "onnxruntime", "portaudio")

pytestmark = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs Linux's /proc")


def resident_mb(pid: int, kind: str) -> float:
    """Pss shares what several processes map among them; Rss counts it for each."""
    found = re.search(rf"^{kind}:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), flags=re.MULTILINE)
    assert found
    return int(found[1]) / 1024


def loaded(pid: int, names: tuple[str, ...]) -> set[str]:
    """Which of these packages or libraries the process has mapped something of."""
    files = set(re.findall(r"(/.*)$", Path(f"/proc/{pid}/maps").read_text(), flags=re.MULTILINE))
    return {name for name in names if any(re.search(rf"/(lib)?{name}([-_./]|\d|$)", file) for file in files)}


@pytest.mark.parametrize("device", ["null", "system, JACK"])
def test_all_processes_together_stay_small_and_light(device: str, playing: Callable, jack_server: Callable) -> None:
    environment = None if device == "null" else jack_server().environment
    one = playing("--record", "take.wav", device=device, env=environment)
    time.sleep(1.5)
    control, engine = one.process.pid, engine_of(one)
    shared = sum(resident_mb(pid, "Pss") for pid in (control, engine))
    each = [resident_mb(pid, "Rss") for pid in (control, engine)]
    print(f"{device}: Pss {shared:.0f} MB; Rss {each[0]:.0f} + {each[1]:.0f} MB")
    assert shared < MOST_MB  # measured 140-170, with JACK 200-235
    if device == "null":
        assert sum(each) < MOST_MB  # measured 250; a JACK server's own memory, mapped by every client, makes it 370
    assert not loaded(control, OF_TRAINING) and not loaded(engine, OF_TRAINING)
    assert not loaded(control, COMPILER_AND_DEVICE)
    assert {"llvmlite", "onnxruntime"} <= loaded(engine, COMPILER_AND_DEVICE), "then the list would prove nothing"
    if device != "null":
        assert "portaudio" in loaded(engine, COMPILER_AND_DEVICE)
    assert one.interrupt() == 130
