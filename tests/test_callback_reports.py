"""What latency and health are measured with: each report is about the callback that it says it is about."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from realtime.audio import callback as cb
from realtime.audio.link import FADE_SECONDS, AudioLink
from realtime.audio.streams import ClockedStream

RATE = 48_000
FADE = round(FADE_SECONDS * RATE)  # frames


def call(link: AudioLink, frames: int = 128) -> None:
    played = np.zeros((frames, 2), np.float32)
    cb.callback().ctypes(None, played.ctypes.data, frames, None, 0, link.user_data)


def filled(frames: int) -> AudioLink:
    """A link with the gate open and `frames` frames to play."""
    link = AudioLink(RATE)
    link.set_gate(True, 0.0)
    link.push(np.full((frames, 2), 0.5, np.float32))
    return link


def test_a_gate_request_is_reported_once_by_the_first_callback_that_sees_it():
    link = AudioLink(RATE)
    call(link)
    assert link.gate_seen == (0, 0), "nothing was asked for"
    link.set_gate(True)
    assert link.gate_seen == (0, 0), "nobody has looked yet"
    before = time.monotonic_ns()
    call(link)
    after = time.monotonic_ns()
    first = link.gate_seen
    assert first.changes == 1
    assert before <= first.ns <= after
    call(link)
    link.set_gate(True, 1.0)
    call(link)
    assert link.gate_seen == first, "the same again is no news"
    link.set_gate(False)
    call(link)
    assert link.gate_seen.changes == 2
    assert link.gate_seen.ns > after


def test_a_probe_is_answered_by_the_callback_that_plays_its_frame():
    link = filled(1000)
    assert link.probe_answer == (-1, 0)
    link.set_probe(256)  # the first frame of the third block
    call(link)
    call(link)
    assert link.probe_answer == (-1, 0)
    before = time.monotonic_ns()
    call(link)
    after = time.monotonic_ns()
    frame, ns = link.probe_answer
    assert frame == 256
    assert before <= ns <= after
    call(link)
    assert link.probe_answer == (256, ns)
    link.set_probe(link.frames_pushed)  # what is pushed next
    for _ in range(6):
        call(link)  # runs dry on the way
    assert link.probe_answer.frame == 256
    link.push(np.zeros((300, 2), np.float32))
    call(link)
    assert link.probe_answer.frame == 1000
    assert link.probe_answer.ns > ns


def test_the_last_frame_of_a_block_belongs_to_it():
    link = filled(1000)
    link.set_probe(127)
    call(link)
    assert link.probe_answer.frame == 127


def test_a_probe_whose_frame_was_never_heard_says_so():
    link = filled(1000)
    link.set_probe(999)
    link.flush()
    call(link)
    assert link.probe_answer == (999, 0)


def test_positions_count_what_went_in_and_what_came_out():
    link = filled(1000)
    call(link)
    assert (link.frames_pushed, link.frames_popped, link.fill_frames) == (1000, 128, 872)
    link.flush()
    call(link)
    assert (link.frames_pushed, link.frames_popped, link.fill_frames) == (1000, 1000, 0)


def test_low_water_is_the_least_that_any_callback_left_and_starts_anew_when_taken():
    link = filled(1000)
    assert link.take_low_water() is None
    call(link)
    call(link)
    link.push(np.zeros((500, 2), np.float32))
    call(link)
    assert link.take_low_water() == 1000 - 256
    assert link.take_low_water() is None
    call(link)
    assert link.take_low_water() == 1500 - 4 * 128
    link.take_meters()
    call(link)
    link.take_meters()
    assert link.take_low_water() == 1500 - 5 * 128, "reading the levels takes nothing away from it"
    for _ in range(20):
        call(link)
    assert link.take_low_water() == 0


def test_low_water_forgets_nothing_however_late_it_is_taken():
    link = filled(100_000)
    for _ in range(10):
        call(link, 64)
    link.push(np.zeros((50, 2), np.float32))
    link.flush()
    link.push(np.full((1000, 2), 0.5, np.float32))
    call(link, 700)  # leaves 300
    link.push(np.full((100_000, 2), 0.5, np.float32))
    for _ in range(1000):  # more records than the meters hold
        call(link, 64)
    assert link.take_low_water() == 300


def test_a_ring_that_nobody_hears_running_dry_has_no_low_water():
    link = filled(1000)
    link.set_gate(False, 0.0)
    call(link)
    link.take_low_water()
    for _ in range(10):
        call(link)
    assert link.take_low_water() is None
    assert link.underruns == 0


def test_two_threads_that_take_levels_and_low_water_miss_nothing():
    """Every 50th block leaves a mark that one of the two readers must find: a peak and a nearly empty ring."""
    link = AudioLink(RATE)
    link.set_gate(True, 0.0)
    stopping, lows, peaks = threading.Event(), [], []

    def read() -> None:
        while not stopping.is_set():
            lows.append(link.take_low_water())
            peaks.append(link.take_meters().peak_left)

    link.push(np.full((4096, 2), 0.1, np.float32))
    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    marks = 40
    for mark in range(marks):
        for block in range(50):
            link.push(np.full((128, 2), 0.1, np.float32))
            call(link)
            if block == 25:
                call(link, link.fill_frames - 1 - mark)  # leaves 1 + mark
                link.push(np.full((4096, 2), 0.1, np.float32))
    stopping.set()
    for reader in readers:
        reader.join()
    lows.append(link.take_low_water())
    found = [low for low in lows if low is not None]
    assert min(found) == 1
    assert sum(low <= marks for low in found) <= marks, "each is reported once"
    assert max(peaks) == pytest.approx(-20.0, abs=1e-3)


def test_a_beat_says_when_and_how_hard():
    link = AudioLink(RATE)
    assert (link.engine_beat_ns, link.engine_load) == (0, 0.0)
    before = time.monotonic_ns()
    link.beat(0.25)
    assert before <= link.engine_beat_ns <= time.monotonic_ns()
    assert link.engine_load == 0.25


def test_the_ring_holds_half_a_second_at_the_highest_rate():
    link = AudioLink(192_000)
    assert link.push(np.zeros((96_000, 2), np.float32)) == 96_000


def test_the_rate_may_become_known_after_the_memory_is_laid_out():
    link = AudioLink()
    assert link.sample_rate == 0
    link.set_gate(True, 0.01)  # asked for in seconds, before anybody knows how many frames that is
    stream = ClockedStream(link, 96_000, 128)
    assert link.sample_rate == 96_000
    link.push(np.full((4096, 2), 0.5, np.float32))
    played = np.zeros((2048, 2), np.float32)
    cb.callback().ctypes(None, played.ctypes.data, 2048, None, 0, link.user_data)
    stream.close()
    assert np.flatnonzero(played[:, 0] == 0.5)[0] == 959, "10 ms at 96 kHz"
