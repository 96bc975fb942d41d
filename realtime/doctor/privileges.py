"""Whether the sound may have real-time priority and memory that is never swapped out. Linux only."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from realtime.doctor.finding import Finding, ok, read, warning
from realtime.privileges import CAP_IPC_LOCK, LIMITS_FILE, is_capable, may_be_realtime

WANTED_PRIORITY = 70  # up to JACK's; the engine takes 40, the null device's clock 60
CAP_SYS_NICE = 23  # linux/capability.h

GROUP_REMEDY = (
    "write the line `@audio - {item} {value}` into " + LIMITS_FILE + ", run `sudo usermod -aG audio $USER` and log in "
    "again"
)
CONTAINER_REMEDY = "start the container with `--cap-add={capability} --ulimit {item}={value}`"


def is_container(cgroup: str | None, marked: bool) -> bool:
    """cgroup: /proc/1/cgroup. marked: whether /.dockerenv or /run/.containerenv exists."""
    return marked or bool(re.search(r"docker|kubepods|lxc|podman|libpod", cgroup or ""))


def judge_priority(limit: int, capable: bool, works: bool, in_container: bool) -> Finding:
    """limit: RLIMIT_RTPRIO, -1 for none. capable: CAP_SYS_NICE. works: a thread has really been given SCHED_FIFO."""
    topic = "real-time priority"
    said = f"rtprio limit {'none' if limit < 0 else limit}{', CAP_SYS_NICE' if capable else ''}"
    allowed = capable or limit < 0 or limit >= WANTED_PRIORITY
    if works:
        if allowed:
            return ok(topic, f"SCHED_FIFO works ({said})")
        return warning(
            topic,
            f"SCHED_FIFO works, but not up to {WANTED_PRIORITY} ({said})",
            _remedy(in_container, "rtprio", "95", "SYS_NICE"),
        )
    if allowed:
        return warning(
            topic,
            f"SCHED_FIFO is refused although the limits allow it ({said}): its control group has no budget",
            "`sudo sysctl kernel.sched_rt_runtime_us=-1`, or start the kernel with rt_group_sched=0",
        )
    return warning(
        topic,
        f"SCHED_FIFO is refused ({said}): the sound needs 100 ms of latency instead of 20",
        _remedy(in_container, "rtprio", "95", "SYS_NICE"),
    )


def judge_locking(limit_bytes: int, capable: bool, in_container: bool) -> Finding:
    """limit_bytes: RLIMIT_MEMLOCK, -1 for none. capable: CAP_IPC_LOCK."""
    said = f"memlock limit {'none' if limit_bytes < 0 else f'{limit_bytes / 2**20:.3g} MB'}"
    if capable or limit_bytes < 0:
        return ok("locked memory", f"{said}{', CAP_IPC_LOCK' if capable else ''}")
    value = "-1" if in_container else "unlimited"
    return warning(
        "locked memory",
        f"{said}: no more than the audio thread's own can be kept from being swapped out",
        _remedy(in_container, "memlock", value, "IPC_LOCK"),
    )


def _remedy(in_container: bool, item: str, value: str, capability: str) -> str:
    form = CONTAINER_REMEDY if in_container else GROUP_REMEDY
    return form.format(item=item, value=value, capability=capability)


def examine() -> Iterator[Finding]:
    """Tries real-time priority on a thread of its own and gives it back."""
    import resource  # not on Windows

    marked = any(os.path.exists(mark) for mark in ("/.dockerenv", "/run/.containerenv"))
    contained = is_container(read("/proc/1/cgroup"), marked)
    priority, _ = resource.getrlimit(resource.RLIMIT_RTPRIO)
    locked, _ = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    yield judge_priority(priority, is_capable(CAP_SYS_NICE), may_be_realtime(), contained)
    yield judge_locking(locked, is_capable(CAP_IPC_LOCK), contained)
