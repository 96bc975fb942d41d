"""Measurements that need a process to themselves: started, waited for, and certainly ended."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from typing import Any

from realtime.errors import RealtimeGenError
from realtime.interpreter import python

PATIENCE_S = 120.0  # beyond what is expected: kernels may have to be compiled first


def ask(
    module: str,
    *arguments: object,
    expected_s: float,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The JSON that `python -m module ...` prints. Raises RealtimeGenError if it fails.

    In a session of its own: the Ctrl-C of a terminal is for us, who then end it.
    """
    process = subprocess.Popen(
        python("-m", module, *arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    try:
        answer, _ = process.communicate(timeout=expected_s + PATIENCE_S)
    except subprocess.TimeoutExpired:
        raise RealtimeGenError(f"{module} did not end: try again with fewer --seconds") from None
    finally:
        process.kill()
        process.wait()
    if process.returncode:
        raise RealtimeGenError(f"{module} ended with {process.returncode}: what it said is above")
    return dict(json.loads(answer))
