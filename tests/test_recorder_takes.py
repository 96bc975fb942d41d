"""A take is what was heard, whole or not there at all; and nothing that happens to it touches the sound."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from realtime.audio import callback as cb
from realtime.audio.link import AudioLink
from realtime.errors import RecordingError
from realtime.recorder import Recorder, to_pcm24

RATE = 48_000
ROOT = Path(__file__).resolve().parents[1]


def play(link: AudioLink, frames: int, seed: int = 0) -> np.ndarray:
    """Push noise and call the callback; what the device got, (frames, 2)."""
    link.set_gate(True, 0.0)
    link.push(np.random.default_rng(seed).uniform(-1, 1, (frames, 2)).astype(np.float32))
    played = np.zeros((frames, 2), np.float32)
    cb.callback().ctypes(None, played.ctypes.data, frames, None, 0, link.user_data)
    return played


@pytest.mark.parametrize("suffix", [".wav", ".flac", ".WAV"])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_take_is_what_the_device_got_to_24_bits(tmp_path, suffix, channels):
    link, target = AudioLink(RATE), tmp_path / f"take{suffix}"
    play(link, 500)
    recorder = Recorder(link, target, RATE, channels)
    recorder.start()
    played = np.concatenate([play(link, 20_000, seed) for seed in range(3)])
    assert not target.exists(), "the name is only taken by a finished file"
    take = recorder.stop()
    play(link, 500)
    written, rate = soundfile.read(target, always_2d=True)
    assert rate == RATE
    assert soundfile.info(target).subtype == "PCM_24"
    assert written.shape == (60_000, channels)
    # half a step for rounding, a whole one at +1.0, which 24 bits do not reach
    assert np.abs(written - np.clip(played[:, :channels], -1, 1 - 2.0**-23)).max() <= 2.0**-24
    assert (take.path, take.frames, take.dropped, take.error) == (target, 60_000, 0, None)
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_a_wav_that_stays_small_is_no_rf64(tmp_path):
    link, target = AudioLink(RATE), tmp_path / "take.wav"
    with Recorder(link, target, RATE):
        play(link, 1000)
    assert target.read_bytes()[:4] == b"RIFF"


def test_rounding_to_24_bits_is_exact_where_it_can_be():
    exact = np.array([[0.0, -1.0, 0.5, 2.0**-23, 1 - 2.0**-23]], np.float32)
    np.testing.assert_array_equal(to_pcm24(exact) / 2.0**31, exact)
    np.testing.assert_array_equal(to_pcm24(np.ones((1, 1), np.float32)), [[0x7FFFFF00]])


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("take.mp3", r"\.wav or \.flac"),
        ("take", r"\.wav or \.flac"),
        ("missing/take.wav", "create it"),
        ("a.wav", "folder"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_sounds(tmp_path, name, remedy):
    (tmp_path / "a.wav").mkdir()
    with pytest.raises(RecordingError, match=remedy):
        Recorder(AudioLink(RATE), tmp_path / name, RATE)
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


def test_a_folder_without_write_permission_is_refused(tmp_path):
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no such permissions")
    if os.geteuid() == 0:
        folder = Path("/proc")  # nobody can create files there
        if not folder.is_dir():
            pytest.skip("root may write everywhere here")
    else:
        folder = tmp_path
        folder.chmod(0o500)
    with pytest.raises(RecordingError, match="can be written to"):
        Recorder(AudioLink(RATE), folder / "take.wav", RATE)


def test_one_take_at_a_time(tmp_path):
    link = AudioLink(RATE)
    with Recorder(link, tmp_path / "one.wav", RATE):
        second = Recorder(link, tmp_path / "two.wav", RATE)
        with pytest.raises(RecordingError, match="running already"):
            second.start()
        play(link, 1000)
    assert [path.name for path in tmp_path.iterdir()] == ["one.wav"]
    assert soundfile.info(tmp_path / "one.wav").frames == 1000


def test_stopping_twice_and_discarding(tmp_path):
    link = AudioLink(RATE)
    recorder = Recorder(link, tmp_path / "kept.wav", RATE)
    recorder.start()
    play(link, 100)
    assert recorder.stop() == recorder.stop()
    recorder.discard()
    dropped = Recorder(link, tmp_path / "dropped.wav", RATE)
    dropped.start()
    play(link, 100)
    dropped.discard()
    assert [path.name for path in tmp_path.iterdir()] == ["kept.wav"]


def test_what_the_recorder_missed_is_reported(tmp_path):
    link = AudioLink(RATE, tmp_path and 1 << 15, 1 << 10)
    recorder = Recorder(link, tmp_path / "late.wav", RATE)
    recorder.start()
    play(link, 5000)  # at once, so the recorder cannot keep up
    take = recorder.stop()
    assert take.dropped == 5000 - 1024 == recorder.dropped_frames
    assert take.frames == 1024


RECORDING = """
import sys, time
from realtime.audio.link import AudioLink
from realtime.audio.streams import ClockedStream
from realtime.recorder import Recorder
link = AudioLink(48_000)
stream = ClockedStream(link, 48_000, 256)
recorder = Recorder(link, sys.argv[1], 48_000)
stream.start()
recorder.start()
while recorder.seconds < 0.3:
    time.sleep(0.01)
print("recording", flush=True)
time.sleep(30)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process that way")
@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_a_killed_process_leaves_nothing_under_the_name_and_a_wav_that_can_be_rescued(tmp_path, suffix):
    target = tmp_path / f"take{suffix}"
    process = subprocess.Popen(
        [sys.executable, "-c", RECORDING, target],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "recording\n"
    finally:
        process.kill()
        process.wait()
    assert not target.exists()
    (partial,) = tmp_path.iterdir()
    assert partial.name.endswith(".part")
    if suffix == ".wav":
        assert soundfile.info(partial).frames >= 0.3 * RATE


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 512 KB, mounted for one test."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if mounted.returncode:
        pytest.skip(f"mounting a small disk is not permitted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_a_full_disk_ends_the_take_with_a_message_keeps_what_was_written_and_not_the_sound(small_disk, suffix):
    link, messages = AudioLink(RATE), []
    target = small_disk / f"take{suffix}"
    recorder = Recorder(link, target, RATE, on_error=messages.append)
    recorder.start()
    played = []
    for seed in range(40):  # 480 000 frames: five times what fits
        played.append(play(link, 12_000, seed))
        if seed % 5 == 4:
            time.sleep(0.1)
    # on from the second block all is as pushed, whatever the disk did
    expected = np.random.default_rng(39).uniform(-1, 1, (12_000, 2)).astype(np.float32)
    np.testing.assert_array_equal(played[39], expected)
    take = recorder.stop()
    assert not link.recording
    assert len(messages) == 1
    assert "disk is full" in messages[0]
    assert take.error == messages[0]
    if suffix == ".wav":
        written, _ = soundfile.read(target)
        assert 50_000 < len(written) == take.frames < 100_000
        assert np.abs(written - np.concatenate(played)[: len(written)]).max() <= 2.0**-22
    else:
        assert take.path.exists()
