"""Memory shared with a child process: the same bytes on both sides, and nothing left of it whoever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from realtime.shared_memory import SharedMemory, fence

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.real_time  # and test_supervision looks at what is in /dev/shm

POSIX = pytest.mark.skipif(os.name != "posix", reason="descriptors are passed on in another way here")

CHILD = """
import sys, time
import numpy as np
from realtime.shared_memory import SharedMemory
memory = SharedMemory.attach(sys.argv[1])
numbers = np.frombuffer(memory.buffer, np.int64)
numbers[1] = numbers[0] + 1
print("attached", flush=True)
sys.stdin.read()
"""

# Creates the memory, starts a child that attaches to it, says which process and memory that is, waits to be killed.
PARENT = f"""
import os, subprocess, sys, time
from realtime.shared_memory import SharedMemory
memory = SharedMemory.create(1 << 20)
child = subprocess.Popen([sys.executable, "-c", {CHILD!r}, memory.handle], pass_fds=memory.pass_fds,
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, os.fstat(memory.pass_fds[0]).st_ino, flush=True)
time.sleep(60)
"""


def start(code: str, *arguments: str, pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        pass_fds=pass_fds,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_it_is_zeroed_page_aligned_and_as_large_as_asked_for():
    memory = SharedMemory.create(100_001)
    view = np.frombuffer(memory.buffer, np.uint8)
    assert view.shape == (100_001,)
    assert memory.size == 100_001
    assert not view.any()
    assert view.ctypes.data % 4096 == 0
    with pytest.raises(ValueError, match="not 0"):
        SharedMemory.create(0)


@POSIX
@pytest.mark.parametrize("kind", ["this system's", "an unlinked file"])
def test_a_child_process_sees_and_writes_the_same_bytes(kind, monkeypatch, tmp_path):
    if kind == "an unlinked file":  # what macOS gets
        monkeypatch.delattr(os, "memfd_create", raising=False)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    memory = SharedMemory.create(4096)
    numbers = np.frombuffer(memory.buffer, np.int64)
    numbers[0] = 41
    assert not list(tmp_path.iterdir()), "it has no name"
    child = start(CHILD, memory.handle, pass_fds=memory.pass_fds)
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "attached\n"
        assert numbers[1] == 42
    finally:
        child.communicate("")
    assert numbers[1] == 42, "the memory outlives the child"


@POSIX
@pytest.mark.parametrize("first", ["parent", "child"])
def test_nothing_is_left_when_every_process_is_killed(first):
    places = [Path("/dev/shm"), Path(tempfile.gettempdir())]

    def named() -> set[Path]:
        found = {path for place in places if place.is_dir() for path in place.iterdir()}
        return {path for path in found if path.name.startswith(("realtime-gen-", "psm_"))}

    def holders(inode: str) -> list[str]:
        """Processes that map our memory, by what Linux says of each."""
        found = []
        for maps in Path("/proc").glob("[0-9]*/maps"):
            with suppress(OSError):  # another user's, or it has just ended
                found += [line for line in maps.read_text().splitlines() if "memfd:realtime-gen" in line]
        return [line for line in found if line.split()[4] == inode]

    before = named()
    parent = start(PARENT)
    assert parent.stdout is not None
    child, inode = parent.stdout.readline().split()
    if sys.platform == "linux":
        assert len(holders(inode)) == 2
    for pid in (parent.pid, int(child)) if first == "parent" else (int(child), parent.pid):
        os.kill(pid, signal.SIGKILL)
    parent.communicate()
    until = time.monotonic() + 10.0
    while holders(inode) and time.monotonic() < until:  # the orphan ends a moment after its signal
        time.sleep(0.01)
    assert holders(inode) == []
    assert named() <= before


def test_an_array_keeps_the_memory_when_it_is_closed_under_it():
    memory = SharedMemory.create(4096)
    view = np.frombuffer(memory.buffer, np.int64)
    memory.close()
    memory.close()
    view[:] = 7
    assert view.sum() == 7 * 512
    assert memory.pass_fds == ()


def test_closing_gives_the_descriptor_and_the_pages_back():
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not list a process's open files")
    before = len(os.listdir("/proc/self/fd")), Path("/proc/self/maps").read_text().count("memfd:realtime-gen")
    for _ in range(5):
        memory = SharedMemory.create(1 << 16)
        other = SharedMemory.attach(memory.handle)
        other.buffer[0] = 3
        assert memory.buffer[0] == 3
        other.close()
        memory.close()
    assert before == (len(os.listdir("/proc/self/fd")), Path("/proc/self/maps").read_text().count("memfd:realtime-gen"))


def test_nobody_can_shrink_it_under_the_other_process():
    if not hasattr(os, "memfd_create"):
        pytest.skip("only Linux seals memory")
    memory = SharedMemory.create(8192)
    with pytest.raises(PermissionError):
        os.ftruncate(memory.pass_fds[0], 10)


@pytest.mark.parametrize("handle", ["", "fd", "fd:3", "fd::4096", "psm_1234", "fd:3:large"])
def test_what_is_no_handle_is_refused_by_name(handle):
    with pytest.raises(ValueError, match=f"'{handle}' is no handle"):
        SharedMemory.attach(handle)


def test_what_is_published_behind_a_fence_is_there_when_the_counter_is():
    """A writer and a reader without a lock between them, both in plain numpy, each with its fence."""
    counter, values = np.zeros(1, np.int64), np.zeros(1 << 20, np.int64)
    stopping = threading.Event()

    def write() -> None:
        for index in range(len(values)):
            values[index] = index + 1
            fence()
            counter[0] = index + 1
            if stopping.is_set():
                break

    writer = threading.Thread(target=write)
    writer.start()
    until = time.monotonic() + 1.0
    looks = 0
    try:
        while time.monotonic() < until:
            count = int(counter[0])
            fence()
            assert (values[max(0, count - 64) : count] != 0).all()
            looks += count > 0
    finally:
        stopping.set()
        writer.join()
    assert looks > 100
