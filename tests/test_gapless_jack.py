"""A numbered signal through ring, callback, PortAudio and a JACK server of our own arrives without a gap."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ("jackd", "jack_wait", "jack_rec")
COUNT = 1 << 20  # the signal counts to this, in steps of 2^-21: exact in float32 and in the captured 32 bits
TAKES = 3

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)), reason="jackd, jack_wait and jack_rec are not installed (apt install jackd2)"
)

# After a JACK server has died PortAudio hangs even at exit, hence os._exit whatever happens.
PLAYER = f"""
import json, os, sys, threading, time
import numpy as np
from realtime.audio.devices import find_output
from realtime.audio.link import AudioLink
from realtime.audio.streams import DeviceStream
try:
    link = AudioLink(48_000)
    device = find_output("system, jack")
    assert find_output(None) == device
    stream = DeviceStream(link, device["index"], 48_000, 256)
    stopping = threading.Event()
    def produce():
        sent = 0
        while not stopping.is_set():
            ramp = ((np.arange(sent, sent + 512) % {COUNT}) / {2 * COUNT}).astype(np.float32)
            sent += link.push(np.stack([ramp, -ramp], 1))
            if link.fill_frames > 24_000:
                time.sleep(0.01)
    producer = threading.Thread(target=produce)
    producer.start()
    while link.fill_frames < 24_000:
        time.sleep(0.01)
    link.set_gate(True, 0.0)
    stream.start()
    while link.frames_played < 9_600:
        time.sleep(0.01)
    print("playing", flush=True)
    sys.stdin.readline()
    report = dict(underruns=link.underruns, callbacks=link.callbacks, active=stream.active,
                  underflows=link.device_underflows, latency=stream.latency_seconds)
    stopping.set()
    producer.join()
    stream.stop()
    stream.close()
    print(json.dumps(report), flush=True)
    os._exit(0)
except BaseException as error:
    print(repr(error), flush=True)
    os._exit(1)
"""


def real_time_permitted() -> bool:
    """Whether a thread here may have real-time priority, without which a busy machine is late every few seconds."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    except OSError:
        return False
    return True


@pytest.fixture
def jack(tmp_path):
    """Environment of a dummy JACK server at 48 kHz with periods of 256, and the path of its log."""
    name = f"realtime-gen-{os.getpid()}"
    environment = {
        **os.environ,
        "JACK_DEFAULT_SERVER": name,
        "JACK_NO_AUDIO_RESERVATION": "1",
        "PYTHONPATH": str(ROOT),
    }
    log = tmp_path / "jackd.log"
    priority = ["-R", "-P", "70"] if real_time_permitted() else ["-r"]
    with log.open("w") as output:
        server = subprocess.Popen(
            ["jackd", "-n", name, *priority, "--no-mlock", "-d", "dummy", "-r", "48000", "-p", "256"],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
        )
    try:
        waited = subprocess.run(["jack_wait", "-w", "-t", "10"], env=environment, capture_output=True, timeout=20)
        if waited.returncode or server.poll() is not None:
            pytest.skip(f"a JACK server does not start here: {log.read_text()[-300:]}")
        yield environment, log
    finally:
        server.terminate()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        for left_behind in Path("/dev/shm").glob(f"jack*_{name}_*"):  # by a server that had to be killed
            left_behind.unlink(missing_ok=True)


def captured(environment: dict[str, str], path: Path) -> np.ndarray:
    """What two seconds of the player's ports carry, (n, 2) in steps of the counter."""
    subprocess.run(
        ["jack_rec", "-f", str(path), "-d", "2", "-b", "32", "PortAudio:out_0", "PortAudio:out_1"],
        env=environment,
        check=True,
        capture_output=True,
        timeout=20,
    )
    signal, _ = soundfile.read(path)
    return np.rint(signal * 2 * COUNT).astype(np.int64)


def test_a_numbered_signal_arrives_without_a_gap(jack, tmp_path):
    environment, log = jack
    player = subprocess.Popen(
        [sys.executable, "-c", PLAYER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=ROOT,
    )
    try:
        assert player.stdout is not None
        assert player.stdout.readline() == "playing\n"
        # Where the server itself reports that it came too late (a busy machine), the take proves nothing: another.
        for take in range(TAKES):
            late_before = log.read_text().count("XRun")
            steps = captured(environment, tmp_path / f"take{take}.wav")
            time.sleep(0.1)
            late = log.read_text().count("XRun") - late_before
            if not late:
                break
        report = json.loads(player.communicate("\n", timeout=10)[0])
    finally:
        player.kill()
        player.wait()
    assert report["underruns"] == 0
    assert report["active"]
    assert 0 < report["latency"] < 1
    if late:
        pytest.skip(f"this machine was too busy for JACK in {TAKES} takes of 2 s; the ring never ran dry")
    assert len(steps) > 90_000
    assert (np.diff(steps[:, 0]) % COUNT == 1).all()
    np.testing.assert_array_equal(steps[:, 1], -steps[:, 0])
