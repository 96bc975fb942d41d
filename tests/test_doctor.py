"""The doctor judges machines rightly from their own texts, and this one by looking.

The samples are what such machines really say: Debian, Ubuntu, Arch and PREEMPT_RT kernels, a laptop's governor, cgroups
of systemd and Docker, /proc of a loaded and of an idle machine.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from realtime.config import Settings
from realtime.doctor import machine, privileges, program, rehearsal, sound
from realtime.doctor.finding import OK, PROBLEM, WARNING, can_play, halves

# -- kernel -----------------------------------------------------------------------------------------------------------

DEBIAN = "#1 SMP PREEMPT_DYNAMIC Debian 6.1.128-1 (2025-02-07)"
DEBIAN_CONFIG = """\
# CONFIG_PREEMPT_NONE is not set
CONFIG_PREEMPT_BUILD=y
CONFIG_PREEMPT_VOLUNTARY=y
# CONFIG_PREEMPT is not set
CONFIG_PREEMPT_COUNT=y
CONFIG_PREEMPTION=y
CONFIG_PREEMPT_DYNAMIC=y
"""
ARCH_CONFIG = DEBIAN_CONFIG.replace("CONFIG_PREEMPT_VOLUNTARY=y", "CONFIG_PREEMPT=y")
OLD_UBUNTU = "#129-Ubuntu SMP Thu Aug 29 18:35:11 UTC 2019"
GRUB = "BOOT_IMAGE=/boot/vmlinuz-6.1.0-31-amd64 root=UUID=6d1a ro quiet preempt=full threadirqs"


@pytest.mark.parametrize(
    ("version", "config", "command_line", "debug", "realtime", "mode"),
    [
        (DEBIAN, DEBIAN_CONFIG, "ro quiet", None, None, "voluntary"),
        (DEBIAN, DEBIAN_CONFIG, GRUB, None, None, "full"),
        (DEBIAN, DEBIAN_CONFIG, GRUB, "none (voluntary) full ", None, "voluntary"),  # what is beats what was asked for
        ("#1 SMP PREEMPT_DYNAMIC Tue, 04 Feb 2025", ARCH_CONFIG, "rw", None, None, "full"),
        ("#1 SMP PREEMPT_DYNAMIC Tue, 04 Feb 2025", None, None, "none voluntary full (lazy)", None, "lazy"),
        ("#1 SMP PREEMPT_RT Debian 6.1.128-1", None, None, None, "1", "rt"),
        ("#1 SMP PREEMPT_RT Debian 6.1.128-1", None, None, None, None, "rt"),
        ("#42-Ubuntu SMP PREEMPT Fri Mar 1", None, "preempt=none", None, None, "full"),  # lowlatency, not dynamic
        (OLD_UBUNTU, "CONFIG_PREEMPT_VOLUNTARY=y\n", None, None, None, "voluntary"),
        (OLD_UBUNTU, "CONFIG_PREEMPT_NONE=y\n", None, None, None, "none"),
        (OLD_UBUNTU, None, None, None, None, "unknown"),  # a container that shows nothing of its kernel
    ],
)
def test_preemption_is_read_from_whatever_the_kernel_shows(version, config, command_line, debug, realtime, mode):
    assert machine.preemption(version, config, command_line, debug, realtime) == mode


def test_a_kernel_that_can_be_told_to_preempt_is_not_replaced():
    assert "preempt=full" in machine.judge_preemption("voluntary", dynamic=True).remedy
    assert "lowlatency" in machine.judge_preemption("voluntary", dynamic=False).remedy
    assert machine.judge_preemption("full", dynamic=True).status == OK
    assert machine.judge_preemption("rt", dynamic=False).status == OK


@pytest.mark.parametrize(
    ("runtime", "period", "status"),
    [("950000", "1000000", OK), ("-1", "1000000", OK), ("500000", "1000000", WARNING), ("0", "1000000", PROBLEM)],
)
def test_the_real_time_throttle(runtime, period, status):
    finding = machine.judge_throttle(runtime, period)
    assert finding is not None and finding.status == status
    assert machine.judge_throttle(None, period) is None


# -- CPUs and memory --------------------------------------------------------------------------------------------------


def test_the_governor_is_said_for_how_many_cpus():
    fast = dict.fromkeys(("cpu0", "cpu1"), "performance")
    assert machine.judge_governors(fast).status == OK
    finding = machine.judge_governors(fast | {"cpu2": "powersave"})
    assert (
        finding.status == WARNING and "performance on 2 of 3" in finding.finding and "powersave on 1" in finding.finding
    )
    assert machine.judge_governors({}) is None, "a guest has none"


@pytest.mark.parametrize(
    ("texts", "cpus"),
    [
        ([], None),
        (["max 100000"], None),
        (["max 100000", "150000 100000"], 1.5),
        (["50000 100000", "200000 100000"], 0.5),
    ],
)
def test_the_tightest_quota_counts(texts, cpus):
    assert machine.quota_cpus(texts) == cpus


def test_a_quota_of_all_cpus_never_stops_anybody():
    assert machine.judge_quota(1.5, 2).status == WARNING
    assert machine.judge_quota(2.0, 2) is machine.judge_quota(None, 2) is None


STAT = "cpu  {user} 10 500 {idle} 20 0 3 {stolen} 0 0\ncpu0 1 2 3 4 5 6 7 8 9 10\nintr 12345\nctxt 99\n"


def load_finding(user=0, idle=0, stolen=0, cpus=2, load=0.2):
    before = machine.cpu_times(STAT.format(user=1000, idle=9000, stolen=40))
    after = machine.cpu_times(STAT.format(user=1000 + user, idle=9000 + idle, stolen=40 + stolen))
    return machine.judge_load(cpus, before, after, load)


def test_load_is_what_is_busy_now_and_what_the_host_takes():
    quiet = load_finding(user=10, idle=90)
    assert quiet.status == OK and "10% busy" in quiet.finding and "host" not in quiet.finding
    assert load_finding(user=90, idle=10).status == WARNING
    assert load_finding(user=10, idle=90, load=3.0).status == WARNING
    stolen = load_finding(user=10, idle=80, stolen=10)
    assert "10% taken by the host" in stolen.finding and "dedicated" in stolen.remedy
    assert machine.judge_load(4, None, None, 0.0).status == OK, "without /proc/stat"
    assert machine.cpu_times(None) is None


MEMINFO = "MemTotal: {total} kB\nMemFree: 1 kB\nMemAvailable: {free} kB\nSwapTotal: 2097148 kB\nSwapFree: {swap} kB\n"


@pytest.mark.parametrize(
    ("total", "free", "swap", "status"),
    [
        (8_000_000, 5_000_000, 2_097_148, OK),
        (8_000_000, 300_000, 2_097_148, WARNING),
        (8_000_000, 5_000_000, 1, WARNING),
    ],
)
def test_memory_and_swap(total, free, swap, status):
    assert machine.judge_memory(MEMINFO.format(total=total, free=free, swap=swap)).status == status


# -- privileges -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cgroup", "marked", "contained"),
    [
        ("0::/init.scope", False, False),
        ("0::/", True, True),
        ("9:cpu:/docker/8c2f\n", False, True),
        ("0::/kubepods/besteffort/pod1", False, True),
        (None, False, False),
    ],
)
def test_a_container_is_known_by_its_marks(cgroup, marked, contained):
    assert privileges.is_container(cgroup, marked) == contained


def test_real_time_priority_has_a_remedy_where_it_is_missing():
    assert privileges.judge_priority(95, False, True, False).status == OK
    assert privileges.judge_priority(0, True, True, True).status == OK
    assert privileges.judge_priority(-1, False, True, False).status == OK
    low = privileges.judge_priority(50, False, True, False)
    assert low.status == WARNING and "70" in low.finding
    refused = privileges.judge_priority(0, False, False, False)
    assert refused.status == WARNING and "/etc/security/limits.d/audio.conf" in refused.remedy
    assert "@audio - rtprio 95" in refused.remedy
    assert "--cap-add=SYS_NICE" in privileges.judge_priority(0, False, False, True).remedy
    assert "sched_rt_runtime_us" in privileges.judge_priority(95, False, False, False).remedy


def test_locked_memory_wants_no_limit():
    assert privileges.judge_locking(8 << 20, False, False).status == WARNING
    assert "@audio - memlock unlimited" in privileges.judge_locking(8 << 20, False, False).remedy
    assert "memlock=-1" in privileges.judge_locking(8 << 20, False, True).remedy
    assert privileges.judge_locking(8 << 20, True, False).status == OK
    assert privileges.judge_locking(-1, False, False).status == OK


# -- sound ------------------------------------------------------------------------------------------------------------

PULSE = {"index": 3, "name": "pulse", "host_api": "ALSA", "channels": 32, "rates": [44100, 48000]}
BUSY = {"index": 0, "name": "HDA Intel PCH: ALC257 (hw:0,0)", "host_api": "ALSA", "channels": 2, "rates": []}
LAPTOP = {
    "version": "PortAudio V19.7.0-devel, revision 147dd722548358763a8b649b3e4b41dfffbcfbb6",
    "host_apis": [{"name": "ALSA", "devices": 9}, {"name": "OSS", "devices": 0}],
    "outputs": [BUSY, PULSE],
    "chosen": 3,
    "blocks": {"64": 8.7, "128": 8.7, "256": 8.7, "512": 11.6, "1024": 23.2, "2048": None},
}


def test_devices_are_judged_by_whether_they_are_the_one_to_play_on():
    findings = {finding.topic: finding for finding in sound.judge(LAPTOP)}
    assert findings["PortAudio"].finding == "V19.7.0-devel, host APIs (devices): ALSA (9), OSS (0)"
    assert findings["output 3*"].status == OK and "44.1, 48 kHz" in findings["output 3*"].finding
    assert findings["output 0"].status == WARNING
    assert findings["block sizes"].status == WARNING and "refused: 2048" in findings["block sizes"].finding
    assert can_play(findings.values())
    assert not can_play(sound.judge(LAPTOP | {"chosen": 0}))
    assert not can_play(sound.judge(LAPTOP | {"blocks": {"64": None}}))


def test_without_portaudio_or_without_a_device_something_is_there_to_be_done():
    nothing = {"version": "PortAudio V19", "host_apis": [], "outputs": [], "chosen": None, "refused": "silence: shout"}
    for asked in ({"missing": "no library: install it"}, {"error": "PortAudio did not answer"}, nothing):
        findings = list(sound.judge(asked))
        assert not can_play(findings)
        assert findings[-1].remedy
    assert findings[-1].finding == "silence" and findings[-1].remedy == "shout"


def test_our_messages_fall_into_fault_and_remedy():
    assert halves("the disk is full: delete: something") == ("the disk is full: delete", "something")
    assert halves("no colon here", "help") == ("no colon here", "help")


def test_a_jack_server_is_found_with_its_rate(jack_server: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in jack_server(44_100).environment.items():
        monkeypatch.setenv(name, value)
    findings = list(sound.examine(None))
    output = next(finding for finding in findings if finding.topic.endswith("*"))
    assert "JACK" in output.finding and output.finding.endswith("44.1 kHz")
    assert can_play(findings)


# -- the program's own needs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [socket.SOCK_DGRAM, socket.SOCK_STREAM])
def test_a_port_that_is_taken_is_a_problem(free_udp_port: int, kind: socket.SocketKind) -> None:
    assert program.judge_port("127.0.0.1", free_udp_port).status == OK
    with socket.socket(socket.AF_INET, kind) as other:
        other.bind(("127.0.0.1", free_udp_port))
        if kind == socket.SOCK_STREAM:
            other.listen()
        taken = program.judge_port("127.0.0.1", free_udp_port)
    assert taken.status == PROBLEM and str(free_udp_port) in taken.remedy
    assert program.judge_port("192.0.2.1", 9000).status == PROBLEM


def test_a_broken_model_is_a_problem_if_it_is_to_be_played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    broken = tmp_path / "exported_models" / "broken"
    broken.mkdir(parents=True)
    (broken / "model.json").write_text("{")
    assert {finding.status for finding in program.judge_models("seven", "high")} == {OK, WARNING}
    for wanted in ("broken", str(broken), "not there"):
        assert not can_play(program.judge_models(wanted, "high"))


def test_kernels_warm_cold_or_not_to_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "new" / "folder"))
    assert "realtime-gen --device null" in program.judge_kernels().remedy
    (tmp_path / "new" / "folder" / "a.nbc").touch()
    assert program.judge_kernels().status == OK
    monkeypatch.setenv("NUMBA_CACHE_DIR", "/proc/nowhere")
    assert "NUMBA_CACHE_DIR" in program.judge_kernels().remedy


def test_room_for_takes(full_disk: Path) -> None:
    little = program.judge_room(full_disk)
    assert little.status == WARNING and "0.0 hours" in little.finding
    (full_disk / "all of it").write_bytes(bytes(1 << 20))
    assert "cannot be written" in program.judge_room(full_disk).finding


# -- the rehearsal (for real: test_bench_command) ---------------------------------------------------------------------

WELL = rehearsal.Rehearsed(ring_ms=20.0, low_ms=16.0, underruns=0, callbacks=3750, load=0.1, restarts=0)


def test_a_rehearsal_without_a_gap_is_well() -> None:
    assert rehearsal.judge(WELL).status == OK
    assert "0 underruns in 3750 callbacks" in rehearsal.judge(WELL).finding


@pytest.mark.parametrize(
    ("what", "status", "remedy"),
    [
        ({"underruns": 1}, PROBLEM, "--latency 40"),
        ({"underruns": 9, "ring_ms": 100.0}, PROBLEM, "--latency 200"),
        ({"restarts": 1}, PROBLEM, "report"),
        ({"callbacks": 0}, PROBLEM, "report"),
        ({"load": 0.8}, WARNING, "smaller model"),
        ({"low_ms": 1.0}, WARNING, "--latency 40"),
    ],
)
def test_a_rehearsal_that_went_wrong_says_what_to_change(what: dict[str, float], status: str, remedy: str) -> None:
    finding = rehearsal.judge(WELL._replace(**what))
    assert finding.status == status and remedy in finding.remedy


def test_a_model_that_does_not_play_is_a_finding_not_an_error() -> None:
    (finding,) = rehearsal.examine(Settings(model="no such model"), 0.5)
    assert finding.status == PROBLEM and "no such model" in finding.finding
