"""The null device keeps real time: on average exactly, beside a busy interpreter, and after a stall."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from realtime.audio.link import AudioLink
from realtime.audio.streams import ClockedStream
from realtime.errors import DeviceError

pytestmark = pytest.mark.real_time

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def playing():
    """A started null device of 128-frame blocks and its link."""
    link = AudioLink(48_000)
    stream = ClockedStream(link, 48_000, 128)
    stream.start()
    yield stream, link
    stream.close()


def test_it_plays_as_many_seconds_as_pass(playing):
    _, link = playing
    time.sleep(0.2)
    frames, start = link.frames_played, time.monotonic()
    time.sleep(2.0)
    rate = (link.frames_played - frames) / (time.monotonic() - start)
    assert rate == pytest.approx(48_000, rel=0.02)  # measured 0.0-0.3 %


def test_a_python_that_never_lets_go_of_the_interpreter_does_not_stop_it(playing):
    _, link = playing
    time.sleep(0.1)
    before, start = link.frames_played, time.monotonic()
    sum(range(20_000_000))  # one C call, the GIL held throughout
    after, seconds = link.frames_played, time.monotonic() - start
    assert seconds > 0.1, "too short to prove anything"
    assert (after - before) / 48_000 > 0.5 * seconds


def test_it_stops_starts_again_and_says_so(playing):
    stream, link = playing
    assert stream.active
    stream.stop()
    stream.stop()
    assert not stream.active
    played = link.callbacks
    time.sleep(0.05)
    assert link.callbacks == played
    stream.start()
    time.sleep(0.1)
    assert stream.active
    assert link.callbacks > played
    assert stream.latency_seconds == pytest.approx(128 / 48_000)


def test_a_block_of_nothing_is_refused():
    with pytest.raises(DeviceError, match="blocksize"):
        ClockedStream(AudioLink(48_000), 48_000, 0)


STALLED = """
import sys, time
from realtime.audio.link import AudioLink
from realtime.audio.streams import ClockedStream
link = AudioLink(48_000)
stream = ClockedStream(link, 48_000, 128)
stream.start()
start = time.monotonic()
print("playing", flush=True)
sys.stdin.readline()
print(link.frames_played / 48_000 - (time.monotonic() - start), flush=True)
stream.stop()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot suspend a process")
@pytest.mark.parametrize(("stall", "lost"), [(0.4, 0.0), (1.6, 1.6)])
def test_it_catches_up_after_a_stall_but_gives_a_long_one_up(stall, lost):
    process = subprocess.Popen(
        [sys.executable, "-c", STALLED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "playing\n"
        time.sleep(0.2)
        process.send_signal(signal.SIGSTOP)
        time.sleep(stall)
        process.send_signal(signal.SIGCONT)
        time.sleep(0.2)
        behind = -float(process.communicate("\n", timeout=10)[0])
    finally:
        process.kill()
        process.wait()
    assert behind == pytest.approx(lost, abs=0.1)
