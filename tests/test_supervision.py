"""Whatever dies, the sound comes back or ends softly, and nothing is left behind. Real processes, really killed."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import BlockingOSCUDPServer
from pythonosc.udp_client import SimpleUDPClient

from realtime import orders, supervisor
from realtime.audio.link import AudioLink
from realtime.shared_memory import SharedMemory

WAIT_S = 60.0  # for what takes seconds on an idle machine
AUDIBLE = 1e-4

pytestmark = [
    pytest.mark.real_time,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to look at the processes"),
]


def wait_for(condition: Callable[[], object], what: str) -> None:
    until = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < until, f"not within {WAIT_S:.0f} s: {what}"
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    """Processes that this one has started and that are not dead."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == pid and state != "Z":
            found.append(int(stat.parent.name))
    return found


def child_of(one: object, module: str) -> int:
    """The process that runs `realtime.<module>`; there is one."""
    found = children(one.process.pid)  # type: ignore[attr-defined]
    (pid,) = [pid for pid in found if f"realtime.{module}" in Path(f"/proc/{pid}/cmdline").read_text()]
    return pid


def engine_of(one: object) -> int:
    return child_of(one, "engine_process")


def steering_of(one: object) -> int:
    return child_of(one, "steering_process")


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def values(port: int) -> dict[str, float]:
    """Every value that a running instrument has, by its address."""
    heard: dict[str, float] = {}
    dispatcher = Dispatcher()
    dispatcher.set_default_handler(lambda address, *arguments: heard.update({address: arguments[0]}))
    with BlockingOSCUDPServer(("127.0.0.1", 0), dispatcher) as server:
        SimpleUDPClient("127.0.0.1", port).send_message("/rt/subscribe", [server.server_address[1]])
        server.timeout = 0.2
        until = time.monotonic() + WAIT_S
        while not {"/rt/param/gain", "/rt/auto/density"} <= set(heard) and time.monotonic() < until:
            server.handle_request()
        SimpleUDPClient("127.0.0.1", port).send_message("/rt/unsubscribe", [server.server_address[1]])
    return heard


def said(one: object, pattern: str) -> list[str]:
    return [line for line in one.said if re.search(pattern, line)]  # type: ignore[attr-defined]


class Unreadable:
    """A model on a disk that fails."""

    seed = 1

    def __init__(self) -> None:
        self.reasons: list[str] = []

    def prepare(self, desk: int) -> tuple[str, str]:
        raise OSError(errno.EIO, "Input/output error")

    def ready(self, built: orders.Built) -> float:
        raise AssertionError("it was not built")

    def failed(self, reason: str) -> None:
        self.reasons.append(reason)


def test_what_the_system_refuses_ends_no_supervisor(monkeypatch: pytest.MonkeyPatch) -> None:
    """No memory for an engine process when one has died, no model from a failing disk: the thread sees to the next."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    told: list[str] = []
    monkeypatch.setattr(supervisor, "RETRY_S", (0.0, 0.2))
    memory = SharedMemory.create(orders.DESKS_BYTES + AudioLink.size_bytes())
    one = supervisor.Supervisor(memory, AudioLink(buffer=orders.link_memory(memory.buffer)), told.append)
    one._order = orders.Build("", "", "", 0, 1)  # with which a process ends that is not open
    model = Unreadable()
    one._build(model)
    assert model.reasons == ["[Errno 5] Input/output error"] and not one.is_swapping

    first = one.engine_pid
    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", refused)
        one._lose("it died")
        one._thread.start()
        wait_for(lambda: len(told) > 2, "two attempts")
        assert told[0] == "it died"
        assert told[1:] == ["no engine process can be started (Cannot allocate memory): trying again"] * len(told[1:])
    wait_for(lambda: one.engine_pid != first, "another one")
    one.stop()
    assert not is_alive(one.engine_pid)


@pytest.fixture
def in_shared_memory() -> Callable[[], set[str]]:
    """What is in /dev/shm now and was not there before, but for the sound servers of others."""

    def listed() -> set[str]:
        return {name for name in os.listdir("/dev/shm") if not name.startswith(("jack", "pulse"))}

    before = listed()
    return lambda: listed() - before


def test_a_killed_engine_is_replaced_and_nothing_is_forgotten(playing: Callable, tmp_path: Path) -> None:
    """Twice, the second time before the first recovery has settled."""
    one = playing("--record", "take.wav", "--set", "brightness=5", "--set", "style/choir=1", "--latency", "200")
    client = SimpleUDPClient("127.0.0.1", one.port)
    client.send_message("/rt/param/centroid", 700.0)
    time.sleep(1.0)
    for deaths in (1, 2):
        before = engine_of(one)
        os.kill(before, signal.SIGKILL)
        wait_for(lambda n=deaths: len(said(one, "^realtime-gen: playing again")) == n, "the sound is back")
        assert engine_of(one) != before
    assert said(one, "SIGKILL"), one.said
    heard = values(one.port)
    assert heard["/rt/param/brightness"] == 5.0
    assert heard["/rt/param/centroid"] == pytest.approx(700.0)
    assert heard["/rt/auto/centroid"] == 0.0 and heard["/rt/auto/loudness"] == 1.0
    assert heard["/rt/style/choir"] == 1.0 and heard["/rt/style/piano"] == 0.0
    time.sleep(2.0)
    assert one.interrupt() == 130
    take, rate = soundfile.read(tmp_path / "take.wav")
    assert np.abs(take[-2 * rate : -rate]).max() > AUDIBLE, "the last engine is not in the take"


def test_a_hanging_engine_is_replaced(playing: Callable) -> None:
    one = playing()
    before = engine_of(one)
    os.kill(before, signal.SIGSTOP)
    wait_for(lambda: said(one, "playing again"), "another engine")
    assert not is_alive(before)
    assert one.interrupt() == 130


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_way_to_end_leaves_nothing_behind(
    number: signal.Signals, playing: Callable, in_shared_memory: Callable, tmp_path: Path
) -> None:
    one = playing("--record", "take.flac", "--set", "fade=0.3")
    started = children(one.process.pid)
    assert len(started) == 2, "the engine and the steering process"
    time.sleep(0.7)
    assert one.interrupt(number) == 130
    assert not any(map(is_alive, started))
    assert not in_shared_memory()
    take, rate = soundfile.read(tmp_path / "take.flac")
    assert len(take) > 0.5 * rate and np.abs(take).max() > AUDIBLE
    assert np.abs(take[-64:]).max() < 1e-3, "it ended before it had faded out"
    assert not list(tmp_path.glob("*.part"))


def test_both_leave_when_their_master_is_killed(playing: Callable, in_shared_memory: Callable) -> None:
    one = playing()
    engine, steering = engine_of(one), steering_of(one)
    one.process.kill()
    wait_for(lambda: not is_alive(engine), "the engine has left")
    assert not is_alive(steering), "it has no fade to wait for"
    assert not in_shared_memory()


def test_a_closed_terminal_ends_it(compiled: None, environment: dict[str, str], tmp_path: Path) -> None:
    """A real pseudo-terminal, closed while it plays: the kernel sends SIGHUP, and writing to stderr fails."""
    import pty

    from conftest import COMMANDS

    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [COMMANDS / "realtime-gen", "--device", "null", "--osc-port", "0", "--record", "take.wav"],
        cwd=tmp_path, env=environment, stdin=follower, stdout=follower, stderr=follower, start_new_session=True,
        preexec_fn=lambda: __import__("fcntl").ioctl(0, __import__("termios").TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(follower)
    heard = b""
    try:
        while b"Ctrl-C stops" not in heard:
            heard += os.read(leader, 4096)
        started = children(process.pid)
        os.close(leader)
        assert process.wait(WAIT_S) == 130
        wait_for(lambda: not any(map(is_alive, started)), "both have left")
        assert soundfile.info(tmp_path / "take.wav").frames > 0
    finally:
        process.kill()
        process.wait()


def is_heard(jack: object, path: Path) -> bool:
    """Whether sound arrives at the server. On a busy machine jack_rec itself may wait for ever: it gets three tries."""
    for _ in range(3):
        client = jack.client("jack_rec", "-f", path, "-d", 2, "-b", 32, "PortAudio:out_0")  # type: ignore[attr-defined]
        try:
            client.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            client.kill()
            client.communicate()
            continue
        return bool(np.abs(soundfile.read(path)[0]).max() > AUDIBLE)
    pytest.fail("jack_rec hung three times")


def test_a_jack_server_may_die_and_come_back(
    jack_server: Callable, playing: Callable, cli: Callable, tmp_path: Path
) -> None:
    jack = jack_server()
    one = playing("--latency", "200", device="system, JACK", env=jack.environment)
    jack.die()
    wait_for(lambda: said(one, "went away"), "it noticed")
    time.sleep(2.0)
    assert one.process.poll() is None, one.said
    jack = jack_server()
    wait_for(lambda: said(one, "playing again"), "it plays on the new server")
    assert is_heard(jack, tmp_path / "capture.wav")
    assert one.interrupt() == 130
