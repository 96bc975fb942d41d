"""The ring hands over every frame once, in order, whatever the timing; and never more than it holds."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
from numba import njit

from realtime import ring_kernels
from realtime.audio.native import sleep_us
from realtime.ring import Ring


def counting(start: int, frames: int, channels: int = 2) -> np.ndarray:
    """(frames, channels) float32 whose samples number themselves."""
    first = start * channels
    return np.arange(first, first + frames * channels, dtype=np.float32).reshape(frames, channels)


def test_what_goes_in_comes_out_across_the_wrap_around():
    subject = Ring(8, 2)
    out = np.zeros((8, 2), np.float32)
    for start in range(0, 50, 5):
        assert subject.push(counting(start, 5)) == 5
        assert subject.pop(out[:5]) == 5
        np.testing.assert_array_equal(out[:5], counting(start, 5))


def test_a_full_ring_takes_only_what_fits_and_keeps_what_it_has():
    subject = Ring(8, 1)
    assert subject.push(counting(0, 6, 1)) == 6
    assert subject.push(counting(6, 6, 1)) == 2
    assert subject.push(counting(8, 1, 1)) == 0
    assert subject.fill == 8
    out = np.zeros((20, 1), np.float32)
    assert subject.pop(out) == 8
    np.testing.assert_array_equal(out[:8], counting(0, 8, 1))


def test_an_empty_ring_gives_nothing_and_leaves_the_buffer_alone():
    subject = Ring(4, 2)
    out = np.full((3, 2), 7.0, np.float32)
    assert subject.pop(out) == 0
    assert (out == 7.0).all()
    subject.push(counting(0, 1))
    assert subject.pop(out) == 1
    assert (out[1:] == 7.0).all()


def test_drop_empties_it():
    subject = Ring(8, 2)
    subject.push(counting(0, 7))
    assert subject.drop() == 7
    assert subject.fill == 0
    assert subject.push(counting(7, 8)) == 8


@pytest.mark.parametrize("capacity", [0, 3, 48_000])
def test_the_capacity_is_a_power_of_two(capacity):
    with pytest.raises(ValueError, match="power of two"):
        Ring(capacity, 2)


def test_a_block_of_the_wrong_width_is_refused_not_read_past_its_end():
    subject = Ring(8, 2)
    for block in (np.zeros((4, 1), np.float32), np.zeros(4, np.float32)):
        with pytest.raises(ValueError, match="block"):
            subject.push(block)
        with pytest.raises(ValueError, match="block"):
            subject.pop(block)


@njit(nogil=True)
def produce(control, data, total):
    """Push `total` numbered frames in blocks of 1..61, as fast as there is room."""
    block = np.empty((61, 2), np.float32)
    sent = 0
    while sent < total:
        frames = min(1 + (sent * 7) % 61, total - sent)
        for frame in range(frames):
            block[frame, 0] = (sent + frame) & 0xFFFFFF  # 24 bits are exact in float32
            block[frame, 1] = -((sent + frame) & 0xFFFFFF)
        taken = ring_kernels.push(control, data, block[:frames])
        sent += taken
        if taken == 0:
            sleep_us(10)  # on one core, spinning would cost a time slice for every fill of the ring


def consume(subject: Ring, total: int) -> int:
    """Pop `total` frames in blocks of 1..530, as the control process does; how many were not the next one."""
    block = np.empty((530, 2), np.float32)
    received, wrong = 0, 0
    while received < total:
        count = subject.pop(block[: 1 + (received * 5) % 530])
        expected = (np.arange(received, received + count) & 0xFFFFFF).astype(np.float32)
        wrong += int(np.count_nonzero(block[:count] != np.stack([expected, -expected], 1)))
        received += count
        if count == 0:
            time.sleep(1e-5)
    return wrong


def test_two_threads_at_full_speed_lose_repeat_and_reorder_nothing():
    subject = Ring(1024, 2)
    total = 3_000_000
    wrong: list[int] = []
    threads = [
        threading.Thread(target=produce, args=(subject.control, subject.data, total), daemon=True),
        threading.Thread(target=lambda: wrong.append(consume(subject, total)), daemon=True),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive(), "a side never saw the other's counter"
    assert wrong == [0]
    assert subject.fill == 0
