"""The program as one starts it, seen from outside: from the command to the first sound, and what memory it takes.

Reads /proc and the program's shared memory, so it needs Linux. The playing processes are not disturbed: what they
write for one another anyway is looked at.
"""

from __future__ import annotations

import itertools
import mmap
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from realtime import orders
from realtime.audio import layout
from realtime.errors import RealtimeGenError
from realtime.interpreter import python

PROC = Path("/proc")
INTERRUPTED = 130  # its exit code then
START_S = 60.0  # longer than any start with compiled kernels
SETTLE_S = 1.0  # from the first sound until memory is read
REALTIME_GEN = "from realtime.cli import main; main()"


def family(pid: int) -> list[int]:
    """A process and all that it and its children have started, oldest first."""
    parents: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                stat = (entry / "stat").read_text()
                parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += sorted(parents.get(one, []))
    return found


def memory_mb(pid: int) -> dict[str, float]:
    """{pss_mb, rss_mb} of a process. PSS shares pages out among those who map them, so that sums are right."""
    text = (PROC / str(pid) / "smaps_rollup").read_text()
    return {
        f"{name.lower()}_mb": round(int(kilobytes) / 1024.0, 1)
        for name, kilobytes in re.findall(r"^(Rss|Pss): +(\d+) kB$", text, re.MULTILINE)
    }


def shared_memory_file(pid: int) -> Path | None:
    """Where the shared memory of a program that is starting can be opened; None as long as there is none."""
    for descriptor in (PROC / str(pid) / "fd").iterdir():
        with suppress(OSError):
            is_ours = os.readlink(descriptor).startswith("/memfd:realtime-gen")
            if is_ours and descriptor.stat().st_size:  # it is made first and gets its size then
                return descriptor
    return None


@contextmanager
def looking_at(file: Path) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(control, state) of the audio link in a program's shared memory, as it changes; read only."""
    with file.open("rb") as opened:
        memory = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    link = orders.link_memory(memoryview(memory))
    control = np.frombuffer(link, np.int64, layout.CONTROL_SLOTS)
    yield control, np.frombuffer(link, np.float64, layout.STATE_SLOTS, layout.STATE_OFFSET)


def start_once(model: str, quality: str) -> dict[str, Any]:
    """Start `realtime-gen` on the null device, wait for its sound, look at it, and press Ctrl-C.

    {cold_start_s, processes: [{name, pss_mb, rss_mb}]}. Raises RealtimeGenError if it does not play or not end.
    """
    command = python(
        "-c", REALTIME_GEN, "--device", "null", "--osc-port", "0", "--model", model, "--quality", quality, "--quiet"
    )
    begun = time.monotonic_ns()
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        heard = _wait_for_sound(program, begun + int(START_S * 1e9))
        time.sleep(SETTLE_S)
        roles = itertools.chain(("control", "engine", "steering"), itertools.repeat("other"))
        found = [{"name": role, **memory_mb(pid)} for role, pid in zip(roles, family(program.pid), strict=False)]
        program.send_signal(signal.SIGINT)
        code = program.wait(START_S)
    finally:
        program.kill()
        program.wait()
    if code != INTERRUPTED:
        raise RealtimeGenError(f"realtime-gen ended with {code} on Ctrl-C: try `realtime-gen --device null`")
    return {"cold_start_s": round((heard - begun) * 1e-9, 3), "processes": found}


def _wait_for_sound(program: subprocess.Popen[bytes], give_up: int) -> int:
    """`time.monotonic_ns` of the first callback that let something of the engine's through."""
    while time.monotonic_ns() < give_up and program.poll() is None:
        with suppress(OSError):
            file = shared_memory_file(program.pid)
            if file is not None:
                break
        time.sleep(0.001)
    else:
        raise RealtimeGenError("realtime-gen does not start: try `realtime-gen --device null`")
    with looking_at(file) as (control, state):
        while time.monotonic_ns() < give_up and program.poll() is None:
            if control[layout.FLOW] == layout.FLOWING and state[layout.GATE] > 0.0:
                return int(control[layout.LAST_CALLBACK_NS])
            time.sleep(0.001)
    raise RealtimeGenError("realtime-gen makes no sound: try `realtime-gen --device null`")
