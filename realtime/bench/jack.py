"""A JACK server of our own with no hardware behind it, for the comparison of callbacks. Linux, where jackd is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path
from typing import NamedTuple

from realtime.errors import DeviceError

TOOLS = ("jackd", "jack_wait")
START_S = 10


class Server(NamedTuple):
    """environment: for its clients. log: what it says, the cycles it waited in vain for among it."""

    environment: dict[str, str]
    log: Path


def is_there() -> bool:
    """Whether there is a server to start, and a PortAudio to play to it (on Linux it comes with JACK built in)."""
    tools = all(shutil.which(tool) for tool in TOOLS)
    return sys.platform == "linux" and tools and find_library("portaudio") is not None


@contextmanager
def dummy_server(rate: int, block: int, realtime: bool) -> Iterator[Server]:
    """A server under a name of its own, until the end of the block. Raises DeviceError if it does not start."""
    name = f"realtime-gen-bench-{os.getpid()}"
    environment = os.environ | {"JACK_DEFAULT_SERVER": name, "JACK_NO_AUDIO_RESERVATION": "1"}
    priority = ["-R", "-P", "70"] if realtime else ["-r"]
    command = ["jackd", "-n", name, *priority, "--no-mlock", "-d", "dummy", "-r", str(rate), "-p", str(block)]
    with tempfile.TemporaryDirectory(prefix="realtime-gen-") as folder:
        log = Path(folder) / "jackd.log"
        with log.open("w") as output:
            server = subprocess.Popen(
                command, stdout=output, stderr=subprocess.STDOUT, env=environment, start_new_session=True
            )
        try:
            if not _answers(environment) or server.poll() is not None:
                _end(server, grace_s=2.0)  # then all that it had to say is there
                last = log.read_text(errors="replace").strip().rpartition("\n")[2]
                raise DeviceError(f"jackd does not start ({last}): try `{' '.join(command)}`")
            yield Server(environment, log)
        finally:
            _end(server)
            for left_behind in Path("/dev/shm").glob(f"jack*_{name}_*"):  # by a server that had to be killed
                left_behind.unlink(missing_ok=True)


def _answers(environment: dict[str, str]) -> bool:
    """Whether the server is there within START_S."""
    try:
        waited = subprocess.run(
            ["jack_wait", "-w", "-t", str(START_S)], env=environment, capture_output=True, timeout=2 * START_S
        )
    except subprocess.TimeoutExpired:
        return False
    return waited.returncode == 0


def _end(server: subprocess.Popen[bytes], grace_s: float = 0.0) -> None:
    """Wait for it that long, then ask it to end, then make it."""
    for wait_s, insist in ((grace_s, server.terminate), (5.0, server.kill)):
        try:
            server.wait(wait_s)
            return
        except subprocess.TimeoutExpired:
            insist()
    server.wait()
