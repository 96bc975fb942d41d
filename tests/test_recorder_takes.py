"""A take is what was heard, whole or not there at all; and nothing that happens to it touches the sound."""

from __future__ import annotations

import errno
import os
import signal
import struct
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
from realtime.recorder import Recorder, reason, to_pcm24
from realtime.shared_memory import SharedMemory

RATE = 48_000
ROOT = Path(__file__).resolve().parents[1]


def play(link: AudioLink, frames: int, seed: int = 0) -> np.ndarray:
    """Push noise and call the callback; what the device got, (frames, 2)."""
    link.set_gate(True, 0.0)
    link.push(np.random.default_rng(seed).uniform(-1, 1, (frames, 2)).astype(np.float32))
    played = np.zeros((frames, 2), np.float32)
    cb.callback().ctypes(None, played.ctypes.data, frames, None, 0, link.user_data)
    return played


def wait_for(condition):
    until = time.monotonic() + 5.0
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


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


def test_a_new_engine_process_only_makes_a_pause(tmp_path):
    """The next one adopts what a dead one left; what was played before and after is in the take, and nothing else."""
    memory = SharedMemory.create(AudioLink.size_bytes())
    link, target = AudioLink(RATE, buffer=memory.buffer), tmp_path / "take.wav"
    play(link, 500)
    with Recorder(link, target, RATE) as recorder:
        before = play(link, 9000, 1)
        engine = AudioLink.adopt(memory.buffer)
        assert link.sample_rate == 0, "no device for a while"
        time.sleep(0.1)
        engine.configure(RATE)
        after = play(engine, 9000, 2)
    assert recorder.stop().error is None
    written, _ = soundfile.read(target, always_2d=True)
    # the fade-in needs more bits than 24; half a step for rounding
    assert np.abs(written - np.concatenate([before, after])).max() <= 2.0**-24


def test_another_sample_rate_ends_the_take_with_a_message_and_keeps_what_there_was(tmp_path):
    link, target, messages = AudioLink(RATE), tmp_path / "take.wav", []
    play(link, 500)
    recorder = Recorder(link, target, RATE, on_error=messages.append)
    recorder.start()
    before = play(link, 9000, 1)
    wait_for(lambda: recorder.seconds > 0.0)
    link.configure(44_100)
    play(link, 9000, 2)
    wait_for(lambda: messages)
    assert not link.recording
    take = recorder.stop()
    assert [take.error] == messages and "44100 Hz" in messages[0] and "another take" in messages[0]
    written, rate = soundfile.read(target, always_2d=True)
    assert rate == RATE and np.abs(written - before).max() <= 2.0**-24
    with Recorder(link, tmp_path / "next.wav", 44_100):
        play(link, 100)
    assert soundfile.info(tmp_path / "next.wav").samplerate == 44_100


def test_a_take_of_more_than_4_gigabytes(tmp_path):
    """Most of it a hole that takes no room. (Once by hand: 4 314 366 064 bytes of noise, every sample compared.)"""
    link, target = AudioLink(RATE), tmp_path / "take.wav"
    play(link, 500)
    recorder = Recorder(link, target, RATE)
    recorder.start()
    first = play(link, 1000, 1)
    wait_for(lambda: recorder.seconds > 0.0)
    far = 2**32 // 6 + 100_000
    recorder._file.seek(far)
    last = play(link, 1000, 2)
    take = recorder.stop()
    if target.stat().st_blocks * 512 > 100e6:
        pytest.skip("this file system makes no holes")
    assert (take.path, take.error) == (target, None) and target.stat().st_size > 2**32
    with open(target, "rb") as file:
        header = file.read(36)
    size, data_size = struct.unpack("<QQ", header[20:36])
    assert header[:4] == b"RF64" and header[12:16] == b"ds64"
    assert (size, data_size) == (target.stat().st_size - 8, (far + 1000) * 6)
    with soundfile.SoundFile(target) as file:
        assert file.frames == far + 1000 and file.samplerate == RATE
        assert np.abs(file.read(1000) - first).max() <= 2.0**-24
        file.seek(far)
        assert np.abs(file.read(1000) - last).max() <= 2.0**-24


def test_the_reason_for_a_failed_write_is_one_that_people_know():
    assert reason(OSError(errno.ENOSPC, "No space left on device")) == "No space left on device"
    with pytest.raises(soundfile.LibsndfileError) as caught:
        soundfile.write("/dev/full", np.zeros(100_000), RATE, format="WAV")
    assert reason(caught.value) == "the disk is full or failing"
    assert (
        reason(RuntimeError("Error opening 'x': Format not recognised.")) == "Error opening 'x': Format not recognised"
    )


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
