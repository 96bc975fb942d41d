"""A thread gets the priority and the process the locked memory that the system permits, and is told about the rest.

Limits are set in processes of their own, which also give up root's rights.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and priorities are tested on Linux only")

ROOT = Path(__file__).resolve().parents[1]
NOBODY = 65534

PROGRAM = """
import json, os, resource, sys, threading
from realtime.privileges import lock_memory, may_be_realtime, raise_priority
from realtime.shared_memory import SharedMemory
wishes = json.loads(sys.argv[1])
memory = SharedMemory.create(1 << 20)
try:
    for name, limit in wishes["limits"].items():
        resource.setrlimit(getattr(resource, name), (limit, limit))
except ValueError as error:
    sys.exit(f"SKIP {name}: {error}")
if wishes["user"]:
    os.setuid(wishes["user"])
found = dict(may_be=may_be_realtime())
def thread():
    found["hint"] = raise_priority(40)
    found["policy"] = os.sched_getscheduler(0) & ~os.SCHED_RESET_ON_FORK
    found["priority"] = os.sched_getparam(0).sched_priority
    found["nice"] = os.getpriority(os.PRIO_PROCESS, 0)
    child = threading.Thread(target=lambda: found.update(inherited=os.sched_getscheduler(0)))
    child.start()
    child.join()
worker = threading.Thread(target=thread)
worker.start()
worker.join()
found["main"] = os.sched_getscheduler(0)
found["memory"] = lock_memory(memory.buffer)
found["locked"] = next(line for line in open("/proc/self/status") if line.startswith("VmLck"))
found["without"] = lock_memory()
more = bytearray(1 << 24)  # must still be possible
print(json.dumps(found))
"""


def as_seen_by(user: int = 0, **limits: int) -> dict:
    """What `realtime.privileges` gets in a process of `user` (0: as we are) with these limits."""
    wishes = json.dumps({"user": user, "limits": limits})
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, wishes],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    if result.stderr.startswith("SKIP"):
        pytest.skip(f"not even root may set this limit here: {result.stderr.strip()}")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    found["locked"] = int(re.findall(r"\d+", found["locked"])[0])  # kB
    assert found["main"] == os.SCHED_OTHER, "only the thread that asked"
    return found


needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody with other limits"
)


@needs_root
@pytest.mark.parametrize(("user", "limits"), [(0, {}), (NOBODY, {"RLIMIT_RTPRIO": 70})], ids=["root", "a limit of 70"])
def test_with_the_right_a_thread_is_realtime_and_what_it_starts_is_not(user, limits):
    found = as_seen_by(user, **limits)
    if user == 0 and found["hint"]:
        pytest.skip("root has no CAP_SYS_NICE here, as in an ordinary container")
    assert (found["hint"], found["policy"], found["priority"]) == (None, os.SCHED_FIFO, 40)
    assert found["inherited"] == os.SCHED_OTHER
    assert found["may_be"]


@needs_root
def test_a_limit_below_the_wish_gives_what_it_allows():
    found = as_seen_by(NOBODY, RLIMIT_RTPRIO=15)
    assert (found["hint"], found["policy"], found["priority"]) == (None, os.SCHED_FIFO, 15)


@needs_root
def test_without_real_time_it_is_at_least_nicer_where_that_is_permitted():
    found = as_seen_by(NOBODY, RLIMIT_RTPRIO=0, RLIMIT_NICE=40)
    assert (found["policy"], found["nice"]) == (os.SCHED_OTHER, -10)
    assert "rtprio" in found["hint"]


@needs_root
def test_without_any_right_it_goes_on_with_a_hint():
    found = as_seen_by(NOBODY, RLIMIT_RTPRIO=0, RLIMIT_NICE=0)
    assert (found["policy"], found["nice"], found["may_be"]) == (os.SCHED_OTHER, os.nice(0), False)
    assert re.search(r"group 'audio'.*rtprio 70.*limits\.d", found["hint"])


@needs_root
@pytest.mark.parametrize(("user", "limits"), [(0, {}), (NOBODY, {"RLIMIT_MEMLOCK": -1})], ids=["root", "no limit"])
def test_without_a_limit_all_memory_is_locked(user, limits):
    found = as_seen_by(user, **limits)
    if user == 0 and found["memory"] != "all memory is locked":
        pytest.skip("root has no CAP_IPC_LOCK here, as in an ordinary container")
    assert found["memory"] == found["without"] == "all memory is locked"
    assert found["locked"] > 4096


@needs_root
def test_with_a_limit_only_the_audio_threads_memory_is_locked():
    found = as_seen_by(NOBODY, RLIMIT_MEMLOCK=8 << 20)
    assert re.fullmatch(r"the audio thread's memory is locked, 1\.0 MB; .*memlock unlimited.*", found["memory"])
    assert found["locked"] == 1024
    assert re.fullmatch(r"no memory is locked: .*memlock unlimited.*", found["without"])


@needs_root
def test_with_too_small_a_limit_none_is_and_the_remedy_is_named():
    found = as_seen_by(NOBODY, RLIMIT_MEMLOCK=64 << 10)
    assert re.fullmatch(r"no memory is locked: the limit is 0\.1 MB and .* takes 1\.0 MB; .*", found["memory"])
    assert found["locked"] == 0


def test_whoever_runs_this_is_told_something_true():
    found = as_seen_by()
    assert (found["hint"] is None) == (found["policy"] == os.SCHED_FIFO)
    assert found["memory"].startswith(("all memory", "the audio thread's memory", "no memory"))
    assert (found["locked"] == 0) == found["memory"].startswith("no memory")
