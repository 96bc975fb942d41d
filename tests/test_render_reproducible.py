"""`realtime-gen render`: the same seed is the same file, in any process, and the file is what the engine played."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import soundfile
from conftest import FIRST_RENDER

from realtime import Engine
from realtime.bundle import Model

ARGUMENTS = FIRST_RENDER
SECONDS, SEED = float(ARGUMENTS[1]), int(ARGUMENTS[3])


class Files(NamedTuple):
    first: Path
    again: Path
    other_seed: Path
    flac: Path
    at_44100: Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("renders")


@pytest.fixture
def files(cli, first_render: Path, folder: Path) -> Files:
    """One process for each file; made once."""
    files = Files(first_render, *(folder / name for name in ("again.wav", "seed8.wav", "same.flac", "low.wav")))
    if not files.again.exists():
        for path, arguments in zip(
            files[1:],
            (ARGUMENTS, (*ARGUMENTS, "--seed", SEED + 1), ARGUMENTS, (*ARGUMENTS, "--samplerate", 44_100)),
            strict=True,
        ):
            result = cli("render", path, *arguments)
            assert result.returncode == 0, result.stderr
            assert result.stdout == ""
    return files


def engine_plays(model: Model, frames: int) -> np.ndarray:
    engine = Engine(model, SEED)
    out = np.zeros((frames, 2), np.float32)
    engine.process(out)
    return out


def test_the_same_seed_gives_the_same_bytes_in_another_process(files: Files) -> None:
    """In a fresh environment (CI) the first compiled its kernels and the others found them: not to be heard either."""
    assert files.first.read_bytes() == files.again.read_bytes()


def test_another_seed_gives_other_music(files: Files) -> None:
    first, other = soundfile.read(files.first)[0], soundfile.read(files.other_seed)[0]
    assert first.shape == other.shape
    assert np.abs(first - other).max() > 1e-3


def test_the_file_holds_what_the_engine_plays(files: Files, model: Model) -> None:
    written, rate = soundfile.read(files.first)
    assert rate == model.bundle.spec.sample_rate
    assert soundfile.info(files.first).subtype == "PCM_24"
    played = engine_plays(model, round(SECONDS * rate))
    assert played.std() > 1e-4
    assert written.shape == played.shape
    assert np.abs(written - played).max() <= 2.0**-24  # half a step of 24 bits


def test_wav_and_flac_hold_the_same_samples(files: Files) -> None:
    np.testing.assert_array_equal(soundfile.read(files.flac)[0], soundfile.read(files.first)[0])


def test_another_rate_is_the_same_music_at_the_same_pitch_and_length(files: Files) -> None:
    low, rate = soundfile.read(files.at_44100)
    assert (rate, len(low)) == (44_100, round(SECONDS * 44_100))
    music, own_rate = soundfile.read(files.first)
    # Each sample of the one between its neighbours of the other. Linear interpolation is rough at high frequencies, and
    # 0.998 is what it leaves of a correlation of 1 for this music; a semitone or 10 ms off leaves next to nothing.
    expected = np.interp(np.arange(len(low)) / rate, np.arange(len(music)) / own_rate, music.mean(axis=1))
    kept = slice(rate // 4, None)
    assert np.corrcoef(expected[kept], low.mean(axis=1)[kept])[0, 1] > 0.95


def test_a_parameter_changes_the_file_and_naming_a_style_leaves_out_the_others(cli, folder: Path, model: Model) -> None:
    style = model.bundle.styles[-1]
    path = folder / "style.wav"
    result = cli("render", path, *ARGUMENTS, "--set", f"style/{style}=1", "--set", "gain=-6")
    assert result.returncode == 0, result.stderr
    engine = Engine(model, SEED)
    for other in model.bundle.styles:
        engine.set(f"style/{other}", float(other == style))
    engine.set("gain", -6.0)
    engine.reset(SEED)
    played = np.zeros((round(SECONDS * engine.sample_rate), 2), np.float32)
    engine.process(played)
    assert np.abs(soundfile.read(path)[0] - played).max() <= 2.0**-24


def test_a_take_of_the_null_device_holds_the_render_of_its_seed(files: Files, playing, tmp_path: Path) -> None:
    one = playing("--seed", SEED, "--record", "take.wav", "--seconds", 2, "--latency", 200)
    assert one.process.wait(30) == 0, one.said
    take, rendered = (soundfile.read(path)[0] for path in (tmp_path / "take.wav", files.first))
    # From 0.6 s (past every fade) to 1.5 s (before the last fade) the take is the render, at some delay.
    excerpt = take[int(0.6 * 48_000) : int(1.5 * 48_000)]
    starts = np.flatnonzero((rendered[:-64, 0] == excerpt[0, 0]) & (rendered[:-64, 1] == excerpt[0, 1]))
    delays = [s for s in starts if np.array_equal(rendered[s : s + len(excerpt)], excerpt)]
    assert len(delays) == 1, one.said
