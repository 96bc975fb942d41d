"""A signal is taken notice of whenever it comes, also in the middle of waiting for it."""

from __future__ import annotations

import subprocess
import sys

STORM = """
import os, signal, threading
from realtime.play import Interruption
Interruption()
over = threading.Event()
def send():
    while not over.wait(0.00005):
        os.kill(os.getpid(), signal.SIGTERM)
threading.Thread(target=send, daemon=True).start()
noticed = 0
for _ in range(30_000):
    noticed += Interruption().wait(0.0)
over.set()
print(noticed)
"""


def test_thousands_of_signals_while_waiting() -> None:
    """A handler that took a lock, as `threading.Event.set` does, would soon wait for the thread it interrupted."""
    result = subprocess.run([sys.executable, "-c", STORM], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 0
