"""An engine process may be killed at any instruction: the next one goes on with what it left; nobody else notices."""

from __future__ import annotations

import os
import signal
import threading
import time

import numpy as np
import pytest

from realtime.audio import callback as cb
from realtime.audio.channels import MONO
from realtime.audio.link import FADE_SECONDS, AudioLink
from realtime.shared_memory import SharedMemory

RATE = 48_000
BLOCK = 96
FADE = round(FADE_SECONDS * RATE)  # frames
COUNT = 1 << 20  # the signal counts to this, in steps of 2^-20: exact in float32, and never 0
KILLS = 25


def numbered(start: int, frames: int) -> np.ndarray:
    """(frames, 2) float32 whose samples number themselves, one channel the negative of the other."""
    ramp = ((np.arange(start, start + frames) % (COUNT - 1) + 1) / COUNT).astype(np.float32)
    return np.stack([ramp, -ramp], 1)


def call(link: AudioLink, frames: int = BLOCK) -> np.ndarray:
    played = np.full((frames, 2), np.nan, np.float32)
    cb.callback().ctypes(None, played.ctypes.data, frames, None, 0, link.user_data)
    return played


def play_for_ever(memory: SharedMemory, first: int) -> None:
    """What an engine process does, as fast as it can: one thread pushes, one calls back."""
    link = AudioLink.adopt(memory.buffer)
    link.configure(RATE)

    def produce() -> None:
        sent = first
        while True:
            sent += link.push(numbered(sent, 61))

    threading.Thread(target=produce, daemon=True).start()
    while link.fill_frames < 2 * FADE:  # more than enough for it to start with the first block
        time.sleep(0.0001)
    while True:
        if link.fill_frames >= BLOCK:
            call(link)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork, and starting afresh takes seconds")
def test_killed_at_any_moment_it_leaves_a_take_of_whole_blocks_and_counts_that_go_on():
    memory = SharedMemory.create(AudioLink.size_bytes(1 << 10, 1 << 19))
    link = AudioLink(None, 1 << 10, 1 << 19, memory.buffer)
    link.set_gate(True, 0.0)
    link.push(numbered(0, 1))  # loads what the children need
    call(AudioLink(RATE))
    link.open_tap()
    taped = np.zeros((1 << 19, 2), np.float32)
    rng = np.random.default_rng(5)
    counts = [(link.callbacks, link.frames_played, link.frames_pushed, link.frames_popped, link.missing_frames)]
    for life in range(KILLS):
        first = 1000 * life
        child = os.fork()
        if child == 0:
            play_for_ever(memory, first)
        while link.callbacks < counts[-1][0] + 20:  # it is up
            time.sleep(0.001)
        time.sleep(rng.uniform(0.0, 0.01))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

        counts.append((link.callbacks, link.frames_played, link.frames_pushed, link.frames_popped, link.missing_frames))
        assert all(after >= before for before, after in zip(counts[-2], counts[-1], strict=True)), counts[-2:]
        assert link.recording
        frames = link.read_tap(taped) + link.tap_dropped_frames
        assert link.tap_dropped_frames == 0, "the tap is too small for this test to prove anything"
        assert frames % BLOCK == 0 and frames >= 20 * BLOCK, "part of a block got into the take"
        # Whole blocks that were played and not yet counted, or the other way round: at most the one it died in.
        assert abs(frames - (counts[-1][1] - counts[-2][1])) <= BLOCK
        sound = taped[:frames][np.abs(taped[:frames, 0]) > 0]
        np.testing.assert_array_equal(sound[:, 0], -sound[:, 1])
        heard = np.rint(sound[FADE:, 0].astype(np.float64) * COUNT)
        assert len(heard) > 500
        assert (np.diff(heard) == 1).all(), "every frame once, in order"
        # the fade begins at 0, so the first frame is among the silent ones; numbers begin at 1
        assert heard[0] == first + 1 + FADE + 1, "nothing of the life before"
    assert link.take_meters().peak_left > -60
    adopted = AudioLink.adopt(memory.buffer)
    adopted.configure(RATE)
    adopted.push(numbered(0, 1024))
    assert link.fill_frames == 1024, "the ring is whole again"
    expected = numbered(0, 1024)
    np.testing.assert_array_equal(call(adopted, 1024)[FADE:], expected[FADE:])


def test_adopting_keeps_requests_and_counts_and_begins_everything_else_anew():
    link = AudioLink(RATE)
    link.set_channels(MONO)
    link.set_gate(True, 0.0)
    link.open_tap()
    link.push(np.ones((1000, 2), np.float32))
    link.set_probe(500)
    link.beat(0.5)
    for _ in range(12):
        out = np.zeros(BLOCK, np.float32)
        cb.callback().ctypes(None, out.ctypes.data, BLOCK, None, 0, link.user_data)
    link.push(np.ones((700, 2), np.float32))
    before = (link.callbacks, link.frames_played, link.underruns, link.missing_frames, link.gate_seen.changes)
    assert before == (12, 12 * BLOCK, 2, 12 * BLOCK - 1000, 1)
    assert link.probe_answer.frame == 500
    assert link.last_callback_ns > 0 and link.engine_beat_ns > 0 and link.engine_load == 0.5

    adopted = AudioLink.adopt(memoryview(link._memory))
    after = (link.callbacks, link.frames_played, link.underruns, link.missing_frames, link.gate_seen.changes)
    assert after == before
    assert link.recording
    assert (link.fill_frames, link.flowing, link.gate_level) == (0, False, 0.0)
    assert (link.frames_pushed, link.frames_popped) == (1700, 1700), "positions in the stream never go back"
    assert (link.sample_rate, link.largest_block) == (0, 0)
    assert (link.last_callback_ns, link.engine_beat_ns, link.engine_load) == (0, 0, 0.0)
    assert link.probe_answer.frame == -1
    assert link.take_low_water() == 0, "what was metered before is not lost"

    adopted.configure(96_000)
    adopted.push(np.full((4000, 2), 0.5, np.float32))
    played = call(adopted, 2048)  # stereo again: two samples a frame
    assert (played[0] == 0).all(), "it fades in: nothing is held over from the dead process"
    assert (played[480:] == 0.5).all(), "the gate that was asked for before opens by itself"
    assert link.gate_seen.changes == 1, "and that is no news"
    assert link.take_low_water() == 4000 - 2048
    taped = np.zeros((8192, 2), np.float32)
    assert link.read_tap(taped) == 12 * BLOCK + 2048, "one take across both lives"
    np.testing.assert_array_equal(taped[12 * BLOCK : 12 * BLOCK + 2048], played)
