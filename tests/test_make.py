"""`realtime-train make`: one call, interrupted and repeated, within its time, and the processes that it starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner
from conftest import ROOT, SmallRun

from realtime import Engine, load_model
from realtime.errors import UsageError
from training.checkpoint import load_checkpoint
from training.cli import main
from training.dataset import Dataset
from training.jobs import Job, JobError, Report, stopping
from training.make import write_excerpts
from training.progress import Progress


def read_terminal(master: int, words: tuple[str, ...] = ()) -> str:
    """What appears on a terminal, until it has shown all the words, or to the end."""
    shown = ""
    while not words or not all(word in shown for word in words):
        try:
            shown += os.read(master, 65536).decode(errors="replace")
        except OSError:  # Linux, when the last process that writes there has ended
            assert not words, shown
            break
    return shown


def test_interrupted_and_repeated_it_goes_on_and_ends_with_a_model_that_plays(
    small_run: SmallRun, environment: dict[str, str], tmp_path: Path
) -> None:
    """Interrupted while both sides train, then repeated with fewer steps than that, so that it ends."""
    command = [sys.executable, "-m", "training", "make", str(small_run.recordings), "--name", "mine", "--from",
               str(small_run.model), "--out", str(tmp_path / "models"), "--work", str(tmp_path / "work"),
               "--no-previews", "--licence", "CC0-1.0"]  # fmt: skip
    run = tmp_path / "work" / "run"
    env = environment | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "COLUMNS": "200"}
    master, terminal = os.openpty()
    first = subprocess.Popen([*command, "--steps", "100000"], stderr=terminal, env=env, cwd=tmp_path)
    os.close(terminal)
    read_terminal(master, ("autoencoder 0 %", "composer 0 %"))
    first.send_signal(signal.SIGINT)
    last = read_terminal(master)
    assert first.wait() == 130 and "the same command goes on" in last
    os.close(master)
    before = {stage: load_checkpoint(run / f"{stage}.pt") for stage in ("autoencoder", "composer")}
    arrays = {file: file.stat().st_mtime_ns for file in (tmp_path / "work" / "dataset").rglob("*.npy")}
    assert arrays and all(state["step"] >= 1 for state in before.values())
    second = subprocess.run([*command, "--steps", "3"], capture_output=True, text=True, env=env, cwd=tmp_path)
    assert second.returncode == 0, second.stderr
    for stage, state in before.items():
        after = load_checkpoint(run / f"{stage}.pt")
        assert after["step"] == max(3, state["step"]) and after["seconds"] >= state["seconds"]
    assert {file: file.stat().st_mtime_ns for file in arrays} == arrays
    assert "begins with the weights of small" in second.stderr and "not evaluated" in second.stderr  # 0.4 s a style
    assert Path(second.stdout.strip()) == tmp_path / "models" / "mine"
    engine, out = Engine(load_model(tmp_path / "models" / "mine"), seed=1), np.zeros((24000, 2), np.float32)
    engine.process(out)
    assert np.isfinite(out).all() and np.abs(out).max() > 1e-4


def test_too_few_minutes_for_the_sound_are_refused_before_they_are_spent(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "long.flac", np.zeros(30 * 60 * 8000, np.int16), 8000)
    command = ["make", str(tmp_path), "--name", "a", "--work", str(tmp_path / "work"), "--minutes", "1"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == UsageError.exit_code
    assert "30.0 minutes of sound" in result.stderr and "too little is left to train in" in result.stderr
    assert not (tmp_path / "work").exists()


def test_a_model_to_begin_with_that_there_is_not_is_named(small_run: SmallRun, tmp_path: Path) -> None:
    command = ["fit", str(small_run.dataset), str(tmp_path / "run"), "--steps", "1", "--from", "nobody"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1 and "no model called 'nobody'" in result.stderr
    assert not (tmp_path / "run").exists()


def test_excerpts_are_of_what_was_not_trained_on(small_run: SmallRun, tmp_path: Path) -> None:
    """One recording of 4 s a style: its last tenth, in whole score steps, to 24 bits."""
    data = Dataset(small_run.dataset)
    assert write_excerpts(data, small_run.recordings, tmp_path / "unheard") == 2
    for style in ("tones", "wind"):
        excerpt, rate = soundfile.read(next((tmp_path / "unheard" / style).iterdir()), always_2d=True)
        whole, _ = soundfile.read(small_run.recordings / style / "one.wav", always_2d=True)
        trained = next(part for part in data.train if part.piece.style == style)
        assert rate == 48000 and 0.3 * rate < len(excerpt) <= len(whole) - len(trained.frames) * data.features.hop
        assert np.abs(excerpt - whole[-len(excerpt) :]).max() < 2.0**-15


def count_until_stopped(report: Report, marks: Path) -> None:
    from training.stopping import asked_to_stop

    with asked_to_stop() as asked:
        while not asked():
            report("counting")
            time.sleep(0.02)
    (marks / "finished in peace").touch()
    raise KeyboardInterrupt


def fail(report: Report, sentence: str) -> None:
    raise UsageError(sentence)


def die(report: Report) -> None:
    os._exit(9)


def wait_for(job: Job, condition: Any) -> None:
    ends = time.monotonic() + 120.0
    while not condition():
        assert time.monotonic() < ends
        job.listen()
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("function", "arguments", "sentence"), [(fail, ("so it is",), "so it is"), (die, (), "code 9")]
)
def test_a_job_that_fails_ends_the_others_in_peace_and_says_why(
    function: Any, arguments: tuple[Any, ...], sentence: str, tmp_path: Path
) -> None:
    other = Job(count_until_stopped, tmp_path)
    with pytest.raises(JobError, match=sentence), stopping([other]):
        wait_for(other, lambda: other.news)
        failing = Job(function, *arguments)
        wait_for(failing, lambda: not failing.running)
    assert [file.name for file in tmp_path.iterdir()] == ["finished in peace"]
    assert not other.running


def test_a_job_whose_starter_is_gone_stops_in_peace(tmp_path: Path) -> None:
    job = Job(count_until_stopped, tmp_path)
    wait_for(job, lambda: job.news)
    job._receiver.close()  # as when its process is killed
    job._process.join(60)
    assert (tmp_path / "finished in peace").exists()


def test_off_a_terminal_progress_is_a_line_a_stage_and_one_now_and_then(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    progress = Progress(100.0, stages=2)
    for stage in ("features", "training"):
        for _ in range(50):
            now += 1.0
            progress.show(stage, "loss 0.5")
    lines = capfd.readouterr().err.splitlines()
    assert [line.split("%")[0].strip() for line in lines] == ["1", "31", "51", "81"]
    assert lines[-1] == " 81 %  0:19 left · 2/2 training · loss 0.5"
