"""A numbered signal through ring, callback, PortAudio and a JACK server of our own arrives whole, where it should."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from realtime.audio.channels import parse_channels

COUNT = 1 << 20  # the signal counts to this, in steps of 2^-21: with the halves and quarters of it exact in float32
STEP = 2.0**-23  # a quarter of one: what the mean of left and right moves by
TAKES = 3

# Left counts up, right counts down by halves. After a JACK server has died PortAudio hangs even at exit, hence os._exit
# whatever happens.
PLAYER = f"""
import json, os, sys, threading, time
import numpy as np
from realtime.audio.channels import parse_channels
from realtime.audio.devices import Pin, find_output
from realtime.audio.link import AudioLink
from realtime.audio.streams import DeviceStream
try:
    link = AudioLink()
    device = find_output("system, jack")
    assert find_output(None) == device
    pin = Pin(device["name"], device["host_api"])
    stream = DeviceStream(link, pin, 48_000, 256, parse_channels(sys.argv[1]))
    stopping = threading.Event()
    def produce():
        sent = 0
        while not stopping.is_set():
            ramp = ((np.arange(sent, sent + 512) % {COUNT}) / {2 * COUNT}).astype(np.float32)
            sent += link.push(np.stack([ramp, -0.5 * ramp], 1))
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


def captured(environment: dict[str, str], path: Path, ports: int, seconds: int) -> np.ndarray:
    """What the player's ports carry for a while, (n, ports) in STEPs."""
    names = [f"PortAudio:out_{port}" for port in range(ports)]
    subprocess.run(
        ["jack_rec", "-f", str(path), "-d", str(seconds), "-b", "32", *names],
        env=environment,
        check=True,
        capture_output=True,
        timeout=20,
    )
    signal, _ = soundfile.read(path, always_2d=True)
    return np.rint(signal / STEP).astype(np.int64)


@pytest.mark.parametrize(("channels", "seconds"), [("2", 2), ("4,2", 1), ("3,3", 1)])
def test_a_numbered_signal_arrives_without_a_gap_where_it_should_and_nowhere_else(
    jack_server: Callable, root: Path, tmp_path: Path, channels: str, seconds: int
) -> None:
    jack = jack_server(arguments=("-P", 4))
    where = parse_channels(channels)
    player = subprocess.Popen(
        [sys.executable, "-c", PLAYER, channels],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=jack.environment,
        cwd=root,
    )
    try:
        assert player.stdout is not None
        assert player.stdout.readline() == "playing\n"
        # Where the server itself reports that it came too late (a busy machine), the take proves nothing: another.
        for take in range(TAKES):
            late_before = jack.xruns()
            steps = captured(jack.environment, tmp_path / f"take{take}.wav", where.device_channels, seconds)
            time.sleep(0.1)
            late = jack.xruns() - late_before
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
        pytest.skip(f"this machine was too busy for JACK in {TAKES} takes of {seconds} s; the ring never ran dry")
    assert len(steps) > 45_000 * seconds
    count = 4 if not where.is_mono else 1  # steps a frame; the mean of k and -k/2 is k/4
    assert (np.diff(steps[:, where.left]) % (count * COUNT) == count).all()
    if not where.is_mono:
        np.testing.assert_array_equal(-2 * steps[:, where.right], steps[:, where.left])
    others = [port for port in range(where.device_channels) if port not in (where.left, where.right)]
    assert not steps[:, others].any()
