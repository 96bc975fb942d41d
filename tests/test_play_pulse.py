"""`realtime-gen` plays a real PulseAudio server, and outlives the sink and the server: it says so and comes back.

The sink is one without hardware; `parec` hears on its monitor what was played.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from test_supervision import AUDIBLE, WAIT_S, engine_of, is_alive, said, wait_for

RATE = 48_000
TOOLS = ("pulseaudio", "pactl", "parec")
SINK = ("module-null-sink", "sink_name=stage", f"rate={RATE}", "channels=2", "format=float32le")
CAPTURES = 4  # a server without real-time priority is late itself now and then: a gap that is ours is in all of them

pytestmark = [
    pytest.mark.real_time,
    pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio is played through ALSA"),
]


@dataclass
class Pulse:
    """A PulseAudio server of our own, with one sink. environment: for its clients."""

    environment: dict[str, str]
    log: Path
    server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--realtime=no"]
        command += ["--high-priority=no", "-L", "module-native-protocol-unix", "-L", " ".join(SINK)]
        with self.log.open("a") as output:
            self.server = subprocess.Popen(command, env=self.environment, stdout=output, stderr=output)
        until = time.monotonic() + WAIT_S
        while subprocess.run(["pactl", "info"], env=self.environment, capture_output=True, check=False).returncode:
            assert self.server.poll() is None and time.monotonic() < until, self.log.read_text()[-1000:]
            time.sleep(0.05)

    def die(self) -> None:
        """As a server does that crashes."""
        if self.server is not None:
            self.server.kill()
            self.server.wait()

    def pull_sink(self) -> None:
        subprocess.run(["pactl", "unload-module", SINK[0]], env=self.environment, check=True, capture_output=True)

    def put_sink_back(self) -> None:
        subprocess.run(["pactl", "load-module", *SINK], env=self.environment, check=True, capture_output=True)

    def capture(self, seconds: float) -> np.ndarray:
        """(n, 2) float32, what the sink is playing now."""
        command = ["timeout", str(WAIT_S), "parec", "-d", "stage.monitor", "--latency-msec=20"]
        command += ["--raw", "--format=float32le", f"--rate={RATE}", "--channels=2"]
        parec = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE)
        assert parec.stdout is not None
        try:
            heard = parec.stdout.read(round(seconds * RATE) * 8)
        finally:
            parec.terminate()
            parec.communicate()
        return np.frombuffer(heard, np.float32).reshape(-1, 2)


@pytest.fixture
def pulse_server(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pulse]:
    """A running PulseAudio server that nobody else knows."""
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed: apt install pulseaudio pulseaudio-utils libasound2-plugins")
    folder = tmp_path_factory.mktemp("pulse")
    client = folder / "client.conf"
    client.write_text("autospawn = no\n")  # a server that is dead stays dead
    others = {name: value for name, value in environment.items() if not name.startswith("PULSE_")}
    places = {"XDG_RUNTIME_DIR": folder, "XDG_CONFIG_HOME": folder, "PULSE_RUNTIME_PATH": folder / "run"}
    places |= {"PULSE_CLIENTCONFIG": client, "PULSE_COOKIE": folder / "cookie"}
    pulse = Pulse(others | {name: str(place) for name, place in places.items()}, folder / "log")
    try:
        pulse.start()
        yield pulse
    finally:
        pulse.die()


def hears_music(pulse: Pulse, one: object) -> None:
    """Sound on both channels and no gap in it."""
    gaps = []
    for _ in range(CAPTURES):
        sound = pulse.capture(1.0)
        assert len(sound) == RATE, pulse.log.read_text()[-1000:]
        assert (np.abs(sound).max(axis=0) > AUDIBLE).all(), one.said  # type: ignore[attr-defined]
        silent = np.diff(np.flatnonzero(np.concatenate([[True], sound.any(axis=1), [True]]))) - 1
        gaps.append(int(silent.max()))
        if gaps[-1] <= RATE // 1000:
            return
    pytest.fail(f"the longest gap of each capture, in frames: {gaps}; {one.said}")  # type: ignore[attr-defined]


def test_sink_and_server_may_go_away_and_come_back(pulse_server: Pulse, playing: Callable, cli: Callable) -> None:
    pulse = pulse_server
    if "pulse, ALSA" not in cli("devices", env=pulse.environment).stdout:
        pytest.skip("ALSA has no device pulse: apt install libasound2-plugins")
    one = playing("--latency", "200", "--blocksize", "512", device="pulse, ALSA", env=pulse.environment)
    engines = [engine_of(one)]
    wait_for(lambda: np.abs(pulse.capture(0.2)).max() > AUDIBLE, "PulseAudio has begun to play")
    hears_music(pulse, one)

    for back, (loss, gain) in enumerate([(pulse.pull_sink, pulse.put_sink_back), (pulse.die, pulse.start)], start=1):
        loss()
        wait_for(lambda n=back: len(said(one, "went away")) == n, "it noticed")
        assert len(said(one, "playing again")) == back - 1
        gain()
        wait_for(lambda n=back: len(said(one, "playing again")) == n, "it plays again")
        engines.append(engine_of(one))
        wait_for(lambda: np.abs(pulse.capture(0.2)).max() > AUDIBLE, "PulseAudio has begun to play again")
        hears_music(pulse, one)

    assert one.interrupt(signal.SIGINT) == 130
    assert len(set(engines)) == 3 and not any(map(is_alive, engines))
    assert not [line for line in one.said if "Traceback" in line]
