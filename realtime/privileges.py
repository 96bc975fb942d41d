"""What a thread that makes sound asks of the system: priority, memory that stays in, and no denormals.

Each takes what it can get and says what it got; none of them fails, since it plays in every case. Nothing is imported
that computes, so the control process may use it too; the last two functions load the compiler.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

LIMITS_FILE = "/etc/security/limits.d/audio.conf"
PRIORITY_HINT = (
    f"no real-time priority: add yourself to the group 'audio' and give it 'rtprio 70' in {LIMITS_FILE} "
    "for a shorter latency"
)
NICENESS = -10
MCL_CURRENT, MCL_FUTURE, MCL_ONFAULT = 1, 2, 4  # Linux: asm-generic/mman.h
CAP_IPC_LOCK = 14  # linux/capability.h


def raise_priority(level: int) -> str | None:
    """Real-time priority (SCHED_FIFO, 1..99) for the calling thread; None, or a hint that says how to get it.

    A ladder: `level`, else as much as the limit allows, else niceness -10, else nothing. Threads and processes that
    this thread starts do not inherit it. Such a thread must sleep now and then: Linux stops one that runs for 0.95 s
    out of any 1 s. On systems without SCHED_FIFO it does nothing and has no hint.
    """
    if not hasattr(os, "sched_setscheduler"):
        return None
    policy = os.SCHED_FIFO | getattr(os, "SCHED_RESET_ON_FORK", 0)
    for priority in (level, _priority_limit()):
        if 1 <= priority <= level:
            with suppress(OSError):
                os.sched_setscheduler(0, policy, os.sched_param(priority))  # 0: this thread
                return None
    raise_niceness(NICENESS)
    return PRIORITY_HINT


def raise_niceness(niceness: int) -> None:
    """Niceness (-20..19, less is more) of the calling thread and of what it starts from now on, where permitted."""
    if sys.platform.startswith("linux"):  # elsewhere it would be the whole process's
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, min(niceness, os.getpriority(os.PRIO_PROCESS, 0)))


def yield_to_the_rest(by: int) -> None:
    """So much more niceness for the calling thread than the rest of the process has."""
    if sys.platform.startswith("linux"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, min(os.getpriority(os.PRIO_PROCESS, 0) + by, 19))


def may_be_realtime(level: int = 1) -> bool:
    """Whether `raise_priority` would give real-time priority here. Tried on a thread of its own."""
    found: list[str | None] = []
    probe = threading.Thread(target=lambda: found.append(raise_priority(level)))
    probe.start()
    probe.join()
    return found == [None] and hasattr(os, "sched_setscheduler")


def lock_memory(shared: memoryview | None = None) -> str:
    """Keep the process in memory, so that nothing it needs is ever swapped out. Says what happened.

    All of it, as it comes to be used, but only without a limit: with one, a later allocation would fail when it is
    reached. Else `shared` alone, the memory that the audio thread works on, if the limit has room for that.
    """
    if sys.platform == "win32":
        return "memory is not locked: this program knows no way to on Windows"
    limit = _lock_limit()
    remedy = f"for all of it give the group 'audio' 'memlock unlimited' in {LIMITS_FILE}"
    if sys.platform == "linux" and (limit is None or is_capable(CAP_IPC_LOCK)):
        why = _call("mlockall", MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT)
        if why is None:
            return "all memory is locked"
        remedy = f"locking all of it failed: {why}"
    if shared is None:
        return f"no memory is locked: {remedy}"
    size = f"{shared.nbytes / 1e6:.1f} MB"
    if limit is not None and shared.nbytes > limit and not is_capable(CAP_IPC_LOCK):
        return f"no memory is locked: the limit is {limit / 1e6:.1f} MB and the audio thread's takes {size}; {remedy}"
    pages = (ctypes.c_char * shared.nbytes).from_buffer(shared)
    why = _call("mlock", ctypes.c_void_p(ctypes.addressof(pages)), ctypes.c_size_t(shared.nbytes))
    if why is not None:
        return f"no memory is locked: {why}; {remedy}"
    return f"the audio thread's memory is locked, {size}; {remedy}"


def flush_denormals() -> None:
    """From here on the calling thread takes denormal numbers for 0. See `realtime.denormals`."""
    from realtime.denormals import FLUSH, change_mode

    change_mode(0, FLUSH)


@contextmanager
def no_denormals() -> Iterator[None]:
    """The same for a while: afterwards the thread computes as before. Enter and leave it on one thread."""
    from realtime.denormals import FLUSH, change_mode

    before = change_mode(0, FLUSH)
    try:
        yield
    finally:
        change_mode(FLUSH, before & FLUSH)


def _priority_limit() -> int:
    """RLIMIT_RTPRIO; 0 where there is none to be had."""
    try:
        import resource

        return resource.getrlimit(resource.RLIMIT_RTPRIO)[0]
    except (ImportError, AttributeError, ValueError, OSError):
        return 0


def _lock_limit() -> int | None:
    """RLIMIT_MEMLOCK in bytes; None: unlimited."""
    try:
        import resource

        limit = resource.getrlimit(resource.RLIMIT_MEMLOCK)[0]
    except (ImportError, AttributeError, ValueError, OSError):
        return 0
    return None if limit == resource.RLIM_INFINITY else limit


def is_capable(capability: int) -> bool:
    """Whether this process has a capability of capabilities(7), by its number."""
    try:
        with open("/proc/self/status", "rb") as status:
            found = re.search(rb"^CapEff:\s*([0-9a-f]+)$", status.read(), re.MULTILINE)
    except OSError:
        return False
    return found is not None and bool(int(found[1], 16) >> capability & 1)


def _call(name: str, *arguments: object) -> str | None:
    """Call a function of the C library that returns 0, or -1 with errno. None, or why it failed."""
    try:
        if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments) == 0:
            return None
    except (OSError, AttributeError):
        return f"this system has no {name}"
    return os.strerror(ctypes.get_errno())
