"""What disturbs the sound while it is measured. Context managers; whatever ends the block ends the stress, too.

Threads disturb the process they run in (through the interpreter lock), processes the whole machine. The processes look
after themselves: they end when the one that started them is gone, however that came about.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

BUSY_PROCESSES = 2
GARBAGE = (
    100_000  # lists that hold one another, made and collected again and again; 50-100 ms without the lock's release
)
FLOOD_PER_S = 10_000
SENDER = Path(__file__).with_name("osc_sender.py")

# Looks every few milliseconds whether its parent is still there.
BUSY = """
import os, sys
while os.getppid() == int(sys.argv[1]):
    for _ in range(100_000):
        pass
"""


@contextmanager
def thread_of(work: Callable[[], None]) -> Iterator[None]:
    """A thread of this process that does `work` over and over."""
    stopping = threading.Event()

    def run() -> None:
        while not stopping.is_set():
            work()

    thread = threading.Thread(target=run, name="stress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


@contextmanager
def process_of(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """An interpreter without site-packages, which starts in milliseconds and imports nothing of ours.

    In a session of its own: the Ctrl-C of a terminal is for us, who then end it.
    """
    command = [sys.executable, "-S", "-E", *arguments]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def spin() -> None:
    """Python code that never waits: the interpreter lock changes hands only when its time slice is over."""
    total = 0
    for number in range(10_000):
        total += number


def litter() -> None:
    """Cyclic garbage, and a collection that holds the interpreter lock throughout."""
    heap: list[list[object]] = [[number] for number in range(GARBAGE)]
    for one in heap:
        one.append(heap)
    del heap, one
    gc.collect()


@contextmanager
def busy_processes(count: int = BUSY_PROCESSES) -> Iterator[None]:
    """Processes that compute for ever at ordinary priority."""
    with ExitStack() as stack:
        for _ in range(count):
            stack.enter_context(process_of("-c", BUSY, str(os.getpid())))
        yield


def flood(port: int) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """`FLOOD_PER_S` OSC messages a second to 127.0.0.1."""
    return process_of(str(SENDER), str(port), str(FLOOD_PER_S), str(os.getpid()))


KINDS = ("idle", "gil", "cpu", "gc", "osc", "all")


@contextmanager
def stress(kind: str, osc_port: int) -> Iterator[None]:
    """One of `KINDS`: nothing; a spinning thread here; busy processes; garbage here; a flood of OSC; all of that."""
    if kind not in KINDS:
        raise ValueError(f"there is no stress called {kind}: there are {', '.join(KINDS)}")
    with ExitStack() as stack:
        if kind in ("gil", "all"):
            stack.enter_context(thread_of(spin))
        if kind in ("cpu", "all"):
            stack.enter_context(busy_processes())
        if kind in ("gc", "all"):
            stack.enter_context(thread_of(litter))
        if kind in ("osc", "all"):
            stack.enter_context(flood(osc_port))
        yield
