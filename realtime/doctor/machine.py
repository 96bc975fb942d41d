"""Kernel, governor, load and memory of a Linux machine. The functions take the texts of /proc and /sys, None where
they cannot be read, so that any machine's can be judged anywhere; `examine` reads those of this one.
"""

from __future__ import annotations

import gzip
import os
import platform
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from realtime.doctor.finding import Finding, ok, problem, read, warning

BUSY, STOLEN = 0.7, 0.05  # shares of the CPUs above which there is little left, or the host takes its turns too often
LOOK_S = 0.5  # over which they are measured
NEEDED_MB = 600  # the program takes 400 while playing, and its files want caching
THROTTLED_SHARE = 0.9  # of a period; the usual 0.95 never touches a loop that sleeps between steps
CPUS = Path("/sys/devices/system/cpu")


# -- preemption -------------------------------------------------------------------------------------------------------


def preemption(
    version: str,
    config: str | None = None,
    command_line: str | None = None,
    debug: str | None = None,
    realtime: str | None = None,
) -> str:
    """How a kernel lets a real-time thread interrupt it: "rt", "full", "lazy", "voluntary", "none" or "unknown".

    version: of `uname -v`. config: its build configuration. command_line: /proc/cmdline. debug:
    /sys/kernel/debug/sched/preempt, as in "none voluntary (full)". realtime: /sys/kernel/realtime.
    """
    built = set(re.findall(r"^CONFIG_(PREEMPT\w*)=y$", config or "", re.MULTILINE))
    if realtime == "1" or "PREEMPT_RT" in version or "PREEMPT_RT" in built:
        return "rt"
    if "PREEMPT_DYNAMIC" in version or "PREEMPT_DYNAMIC" in built:  # chosen at start, not when it was built
        for text, pattern in ((debug, r"\((\w+)\)"), (command_line, r"\bpreempt=(\w+)")):
            chosen = re.search(pattern, text or "")
            if chosen:
                return chosen[1]
    elif re.search(r"\bPREEMPT\b", version):
        return "full"
    names = {"PREEMPT": "full", "PREEMPT_LAZY": "lazy", "PREEMPT_VOLUNTARY": "voluntary", "PREEMPT_NONE": "none"}
    return next((mode for name, mode in names.items() if name in built), "unknown")


def judge_preemption(mode: str, dynamic: bool) -> Finding:
    """dynamic: whether the kernel can be told another mode when it starts."""
    topic = "kernel preemption"
    said = {"rt": "PREEMPT_RT", "full": "full", "unknown": "not known: this kernel does not say"}.get(mode, mode)
    if mode in ("rt", "full", "unknown"):
        return ok(topic, said)
    if dynamic:
        remedy = (
            "add preempt=full to GRUB_CMDLINE_LINUX_DEFAULT in /etc/default/grub, run `sudo update-grub` and restart"
        )
    else:
        remedy = "install a low-latency kernel: `sudo apt install linux-lowlatency` (Ubuntu) or linux-image-rt (Debian)"
    return warning(topic, f"{said}: a busy kernel may keep the sound waiting for milliseconds", remedy)


def kernel_config(release: str) -> str | None:
    """The build configuration of the running kernel, where the system keeps it."""
    try:
        return gzip.decompress(Path("/proc/config.gz").read_bytes()).decode("utf-8", "replace")
    except OSError:
        return read(f"/boot/config-{release}")


def judge_throttle(runtime_us: str | None, period_us: str | None) -> Finding | None:
    """/proc/sys/kernel/sched_rt_runtime_us and ..._period_us: how long real-time threads may run in each period."""
    topic = "real-time throttle"
    try:
        runtime, period = int(runtime_us or ""), int(period_us or "")
    except ValueError:
        return None
    if runtime < 0:
        return ok(topic, "none")
    said = f"{runtime / 1000:g} of every {period / 1000:g} ms"
    remedy = "`sudo sysctl kernel.sched_rt_runtime_us=950000`, and the same line in /etc/sysctl.d/90-audio.conf"
    if runtime == 0:
        return problem(topic, f"{said}: real-time threads never run", remedy)
    if runtime < THROTTLED_SHARE * period:
        return warning(topic, said, remedy)
    return ok(topic, said)


# -- CPUs -------------------------------------------------------------------------------------------------------------


def judge_governors(governors: Mapping[str, str]) -> Finding | None:
    """governors: of each CPU, from /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor; none in most guests."""
    if not governors:
        return None
    counts = {name: list(governors.values()).count(name) for name in sorted(set(governors.values()))}
    said = ", ".join(f"{name} on {count} of {len(governors)} CPUs" for name, count in counts.items())
    if set(counts) == {"performance"}:
        return ok("CPU governor", said)
    return warning(
        "CPU governor",
        f"{said}: the clock rises only after the work has come",
        "`sudo cpupower frequency-set -g performance` (package linux-cpupower or linux-tools)",
    )


def quota_cpus(texts: list[str]) -> float | None:
    """CPUs that control groups leave us. texts: their cpu.max, "max 100000" or "150000 100000"; None: all there are."""
    found = [re.match(r"(\d+) (\d+)$", text) for text in texts]
    return min((int(m[1]) / int(m[2]) for m in found if m), default=None)


def judge_quota(quota: float | None, cpus: int) -> Finding | None:
    """quota: of CPUs. cpus: those this process may use."""
    if quota is None or quota >= cpus:
        return None
    return warning(
        "CPU quota",
        f"a control group stops this program after {quota:g} CPUs' worth of each 0.1 s",
        "start the container without --cpus, or the service without CPUQuota=",
    )


class CpuTimes(NamedTuple):
    """Sums since the start, in the kernel's ticks: all, those somebody worked in, those the host took."""

    total: int
    busy: int
    stolen: int


def cpu_times(stat: str | None) -> CpuTimes | None:
    """stat: /proc/stat, whose first line sums over CPUs: user nice system idle iowait irq softirq steal ..."""
    first = re.match(r"cpu +([\d ]+)", stat or "")
    if first is None:
        return None
    ticks = [int(part) for part in first[1].split()] + [0] * 8
    total = sum(ticks[:8])
    return CpuTimes(total, total - ticks[3] - ticks[4] - ticks[7], ticks[7])


def judge_load(cpus: int, before: CpuTimes | None, after: CpuTimes | None, load: float) -> Finding:
    """cpus: those this process may use. load: mean number of runnable tasks over the last minute."""
    topic = "CPU load"
    said = f"{cpus} CPU{'s' if cpus != 1 else ''}, load {load:.1f}"
    busy = stolen = 0.0
    if before and after and after.total > before.total:
        elapsed = after.total - before.total
        busy, stolen = (after.busy - before.busy) / elapsed, (after.stolen - before.stolen) / elapsed
        said += f", {busy:.0%} busy now" + (f", {stolen:.0%} taken by the host" if stolen else "")
    if stolen > STOLEN:
        return warning(topic, said, "give this virtual machine dedicated CPUs, or play on the host itself")
    if busy > BUSY or load > cpus:
        return warning(topic, said, "see what runs with `top -o %CPU` and end what the performance does not need")
    return ok(topic, said)


# -- memory -----------------------------------------------------------------------------------------------------------


def judge_memory(meminfo: str | None) -> Finding | None:
    """meminfo: /proc/meminfo."""
    kilobytes = {name: int(value) for name, value in re.findall(r"^(\w+): +(\d+) kB$", meminfo or "", re.MULTILINE)}
    if not {"MemAvailable", "MemTotal"} <= set(kilobytes):
        return None
    available, total = kilobytes["MemAvailable"] / 1024, kilobytes["MemTotal"] / 1024
    swapped = (kilobytes.get("SwapTotal", 0) - kilobytes.get("SwapFree", 0)) / 1024
    said = f"{available:.0f} of {total:.0f} MB free, {swapped:.0f} MB in swap"
    if available < NEEDED_MB:
        return warning("memory", said, f"close programs until {NEEDED_MB} MB are free: see `ps aux --sort=-rss | head`")
    if swapped > 0.1 * total:
        return warning(
            "memory", said, "close what you do not need, then bring the rest back: `sudo swapoff -a; sudo swapon -a`"
        )
    return ok("memory", said)


# -- this machine -----------------------------------------------------------------------------------------------------


def group_quotas() -> list[str]:
    """cpu.max of our control group and all above it."""
    path = re.search(r"^0::(/.*)$", read("/proc/self/cgroup") or "", re.MULTILINE)
    if path is None:
        return []
    folder = Path("/sys/fs/cgroup") / path[1].lstrip("/")
    texts = [read(place / "cpu.max") for place in (folder, *folder.parents)]
    return [text for text in texts if text]


def examine() -> Iterator[Finding]:
    """Linux only."""
    version = platform.version()
    config = kernel_config(platform.release())
    mode = preemption(
        version, config, read("/proc/cmdline"), read("/sys/kernel/debug/sched/preempt"), read("/sys/kernel/realtime")
    )
    yield judge_preemption(mode, "PREEMPT_DYNAMIC" in version)
    governors = {path.parts[-3]: read(path) or "unknown" for path in CPUS.glob("cpu[0-9]*/cpufreq/scaling_governor")}
    before = cpu_times(read("/proc/stat"))
    time.sleep(LOOK_S)
    after = cpu_times(read("/proc/stat"))
    settings = Path("/proc/sys/kernel")
    cpus = len(os.sched_getaffinity(0))
    judged = (
        judge_throttle(read(settings / "sched_rt_runtime_us"), read(settings / "sched_rt_period_us")),
        judge_governors(governors),
        judge_load(cpus, before, after, os.getloadavg()[0]),
        judge_quota(quota_cpus(group_quotas()), cpus),
        judge_memory(read("/proc/meminfo")),
    )
    yield from (finding for finding in judged if finding)
