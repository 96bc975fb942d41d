"""The engine's output is one stream of samples, however it is cut into blocks and whatever channels it fills."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtime import Engine
from realtime.bundle import Model

FRAMES = 20_000  # 78 hops: the composer has written nine times
SEED = 11


@pytest.fixture(scope="module")
def engine(model: Model) -> Engine:
    return Engine(model, SEED)


@pytest.fixture(scope="module")
def whole(engine: Engine) -> np.ndarray:
    """The stream in one piece, (FRAMES, 2)."""
    engine.prepare(engine.spec.sample_rate)
    return cut(engine, [FRAMES])


def cut(engine: Engine, blocks: list[int], channels: int = 2) -> np.ndarray:
    """The engine's stream from its start, asked for in these blocks."""
    engine.reset(SEED)
    out = np.full((sum(blocks), channels), np.nan, np.float32)
    at = 0
    for size in blocks:
        engine.process(out[at : at + size])
        at += size
    return out


def evenly(size: int) -> list[int]:
    return [size] * (FRAMES // size)


def test_the_stream_is_worth_comparing(whole: np.ndarray) -> None:
    assert np.isfinite(whole).all()
    assert whole[4096:].std() > 1e-4
    assert not np.array_equal(whole[:4096], whole[4096:8192])


@pytest.mark.parametrize("size", [1, 2, 17, 64, 128, 255, 256, 257, 480, 1000, 2048, 4096])
def test_every_block_size_gives_the_same_samples(engine: Engine, whole: np.ndarray, size: int) -> None:
    blocks = evenly(size)
    np.testing.assert_array_equal(cut(engine, blocks), whole[: sum(blocks)])


@settings(max_examples=15, deadline=None)
@given(blocks=st.lists(st.integers(0, 4096), min_size=1, max_size=12))
def test_random_cuts_empty_blocks_among_them_give_the_same_samples(
    engine: Engine, whole: np.ndarray, blocks: list[int]
) -> None:
    while sum(blocks) > FRAMES:
        blocks = blocks[:-1]
    np.testing.assert_array_equal(cut(engine, blocks), whole[: sum(blocks)])


@pytest.fixture
def at_44100(engine: Engine) -> Iterator[Engine]:
    engine.prepare(44_100)
    yield engine
    engine.prepare(engine.spec.sample_rate)


def test_the_same_holds_through_the_resampler(at_44100: Engine) -> None:
    reference = cut(at_44100, [FRAMES])
    assert reference[4096:].std() > 1e-4
    for size in (100, 441, 4096):
        blocks = evenly(size)
        np.testing.assert_array_equal(cut(at_44100, blocks), reference[: sum(blocks)])


@pytest.mark.parametrize("channels", [1, 5])
def test_other_channel_counts_hold_the_same_music(engine: Engine, whole: np.ndarray, channels: int) -> None:
    out = cut(engine, [FRAMES], channels)
    if channels == 1:
        np.testing.assert_array_equal(out[:, 0], np.float32(0.5) * (whole[:, 0] + whole[:, 1]))
    else:
        np.testing.assert_array_equal(out[:, :2], whole)
        assert (out[:, 2:] == 0).all()
