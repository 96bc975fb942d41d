"""Previews in TensorBoard are what will be heard: made by the engine, of the weights of the moment."""

from __future__ import annotations

import io
import logging
import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner
from conftest import SmallRun
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from realtime import load_model
from realtime.bundle import INVERTER
from realtime.cli import main
from realtime.inversion import invert
from training.dataset import Dataset
from training.previews import COLOURS, SEED, Previews, picture, play, reconstruct


def test_a_preview_is_what_render_writes(small_run: SmallRun, tmp_path: Path) -> None:
    """The run's own export, rendered by the program; 24 bits."""
    preview = Previews(Dataset(small_run.dataset), small_run.run).play("wind", seconds=1.5)
    command = ["render", str(tmp_path / "a.wav"), "--seconds", "1.5", "--model", str(small_run.model)]
    result = CliRunner().invoke(main, [*command, "--seed", str(SEED), "--set", "style/wind=1"])
    assert result.exit_code == 0, result.output
    rendered, _ = soundfile.read(tmp_path / "a.wav", dtype="float64")
    assert preview.shape == rendered.shape and np.abs(preview).max() > 1e-3
    assert np.abs(preview - rendered).max() <= 2.0**-23
    assert not np.array_equal(preview, play(small_run.model, "tones", 1.5))


def test_all_that_a_run_has_so_far_is_shown(small_run: SmallRun, tmp_path: Path) -> None:
    """First with an autoencoder alone, then with all three networks, in the next style."""
    data, run = Dataset(small_run.dataset), tmp_path / "run"
    run.mkdir()
    for name in ("config.json", "autoencoder.pt"):
        shutil.copy(small_run.run / name, run)
    previews = Previews(data, run)
    previews.make()
    for stage in ("performer", "composer"):
        shutil.copy(small_run.run / f"{stage}.pt", run)
    previews.make()
    written = EventAccumulator(str(run / "tensorboard" / "previews"), {"audio": 0, "images": 0}).Reload()
    pairs = ["reconstruction/tones", "reconstruction/wind", "free run/wind"]
    assert sorted(written.Tags()["images"]) == sorted(pairs)
    assert sorted(written.Tags()["audio"]) == sorted([*pairs, "recording/tones", "recording/wind"])
    sound, rate = soundfile.read(io.BytesIO(written.Audio("free run/wind")[0].encoded_audio_string))
    assert rate == 48000
    assert np.abs(sound - play(small_run.model, "wind").mean(axis=1)).max() < 2.0**-14  # 16 bits
    part = next(part for part in data.validation if part.piece.style == "tones")
    decoded, audio = reconstruct(data, run, part)
    assert decoded.shape == part.frames.shape
    sound, _ = soundfile.read(io.BytesIO(written.Audio("reconstruction/tones")[0].encoded_audio_string))
    assert np.abs(sound - audio).max() < 2.0**-14
    model = load_model(small_run.model)
    assert np.array_equal(audio, invert(decoded, model.bundle.spec, method=INVERTER, texture=1.0))


def test_a_run_that_cannot_be_played_is_no_reason_to_stop(
    small_run: SmallRun, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A composer of another run."""
    shutil.copytree(small_run.run, tmp_path / "run")
    shutil.copy(tmp_path / "run" / "performer.pt", tmp_path / "run" / "composer.pt")
    with caplog.at_level(logging.WARNING):
        Previews(Dataset(small_run.dataset), tmp_path / "run").make()
    assert "no preview" in caplog.text


def test_pictures_show_the_recording_above_and_low_bands_below() -> None:
    recording, made = np.full((1000, 16), -20.0, np.float32), np.full((500, 16), -20.0, np.float32)
    recording[:, 2] = 0.0  # a low tone all along
    made[250:, 13] = 0.0  # a high one in the second half
    image = picture(recording, made)
    assert image.shape == (2 * 2 * 16 + 4, 800, 3)
    light, dark = np.array(COLOURS[-1]), np.array(COLOURS[0])
    assert (image[2 * (15 - 2)] == light).all() and (image[2 * (15 - 3)] == dark).all()
    row = image[2 * 16 + 4 + 2 * (15 - 13)]
    assert (row[:399] == dark).all() and (row[401:] == light).all()
