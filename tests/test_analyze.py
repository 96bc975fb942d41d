"""`analyze` writes down what a recording plays, and a model plays what it wrote."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from conftest import Cli

from realtime import Engine
from realtime.analysis import Analysis, analyze, score_lines
from realtime.bundle import Model
from realtime.errors import UsageError
from realtime.features.descriptors import LOUDNESS, NOTES
from realtime.features.notes import LOWEST_NOTE
from realtime.parameters import Registry
from realtime.performance import Performance, understand
from realtime.score import parse_score

PHRASE = [(0.3, 60, 0.5), (0.8, 64, 0.5), (1.3, 67, 0.4), (1.7, 67, 0.4), (2.2, 55, 0.6)]  # start, MIDI, length
SECONDS = 3.2


def plucked(rate: int) -> np.ndarray:
    """The phrase on a string: harmonics that die away, the higher the sooner."""
    sound = np.zeros(int(SECONDS * rate))
    for start, number, length in PHRASE:
        t = np.arange(int(length * rate)) / rate
        hz = 440.0 * 2.0 ** ((number - 69) / 12.0)
        tone = sum(np.sin(2 * np.pi * hz * h * t) / h * np.exp(-t * (2 + h)) for h in range(1, 10) if hz * h < rate / 2)
        tone *= np.minimum(1.0, t / 0.004) * np.minimum(1.0, (length - t) / 0.01)
        sound[int(start * rate) : int(start * rate) + len(t)] += 0.3 * tone
    return sound


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    path = tmp_path_factory.mktemp("sounds") / "phrase.wav"
    soundfile.write(path, plucked(44_100), 44_100)
    return analyze(path)


def test_every_note_is_found_when_it_is_played_and_no_other(analysis: Analysis) -> None:
    assert [note.number for note in analysis.notes] == [number for _, number, _ in PHRASE]
    for note, (start, _, length) in zip(analysis.notes, PHRASE, strict=True):
        assert note.start == pytest.approx(start, abs=0.03)  # 0.02 before at most: half a window sees it coming
        assert note.end == pytest.approx(start + length, abs=0.06)


def test_the_loudness_written_is_that_of_the_recording(analysis: Analysis) -> None:
    """Compared with the level of the samples themselves, in windows of a tenth of a second."""
    sound = plucked(44_100)
    changes = [(at, value) for at, name, value in analysis.changes if name == "loudness"]
    times, written = np.array(changes).T
    for at in np.arange(0.45, 2.7, 0.1):
        window = sound[int((at - 0.05) * 44_100) : int((at + 0.05) * 44_100)]
        level = 10.0 * np.log10(np.mean(window**2) + 1e-12)
        said = written[np.searchsorted(times, at, "right") - 1]
        if level > -45.0 and min(abs(at - start) for start, _, _ in PHRASE) > 0.1:
            assert said == pytest.approx(level, abs=3.5), at  # 2.5 at most: the windows do not begin together


@pytest.mark.parametrize(
    ("rate", "channels", "subtype"), [(8_000, 1, "PCM_U8"), (48_000, 2, "FLOAT"), (96_000, 6, "PCM_24")]
)
def test_any_kind_of_file_has_the_same_notes(tmp_path: Path, rate: int, channels: int, subtype: str) -> None:
    path = tmp_path / "phrase.wav"
    soundfile.write(path, np.repeat(plucked(rate)[:, None], channels, axis=1), rate, subtype=subtype)
    found = analyze(path)
    assert [note.number for note in found.notes] == [number for _, number, _ in PHRASE]
    assert found.seconds == pytest.approx(SECONDS, abs=0.01)


def test_silence_and_noise_have_no_melody(tmp_path: Path) -> None:
    for name, sound in (
        ("silence", np.zeros(96_000)),
        ("noise", 0.1 * np.random.default_rng(0).standard_normal(96_000)),
    ):
        soundfile.write(tmp_path / f"{name}.wav", sound, 48_000)
        assert analyze(tmp_path / f"{name}.wav").notes == [], name


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "cannot be read"), (b"no sound at all" * 100, "cannot be read"), (None, "cannot be read")],
)
def test_what_is_no_recording_is_refused_in_a_sentence(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "file.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=says):
        analyze(path)
    soundfile.write(tmp_path / "short.wav", np.zeros(100), 48_000)
    with pytest.raises(UsageError, match="too short"):
        analyze(tmp_path / "short.wav")


def test_a_model_is_told_what_was_heard(analysis: Analysis, model: Model) -> None:
    """From the recording through the score to what the networks are told, at the time when it was played."""
    text = "\n".join(score_lines(analysis))
    engine = Engine(model, seed=1)
    generator = engine.generator
    performance = Performance(engine, understand(parse_score(text), Registry(model.bundle), model.bundle.name))
    block = np.zeros((512, 2), np.float32)
    told = []
    for _ in range(int(SECONDS * 48_000 / 512)):
        performance.process(block)
        told.append(generator.told.copy())
    steps = np.array(told)
    for start, number, length in PHRASE:
        middle = steps[int((start + 0.1) / 0.010667) : int((start + length - 0.1) / 0.010667)]
        assert (middle[:, NOTES:].argmax(axis=1) + LOWEST_NOTE == number).all()
        assert middle[0, LOUDNESS] > middle[-1, LOUDNESS] + 2.0, "it dies away as it did in the recording"
    play_on = np.zeros((24_000, 2), np.float32)
    performance.process(play_on)
    assert not engine.values.held.any() and engine.values.automatic.sum() == 16, "at the end everything is let go of"


def test_the_command_writes_a_score_that_render_plays_and_draws_it(cli: Cli, tmp_path: Path, model: Model) -> None:
    soundfile.write(tmp_path / "phrase.wav", plucked(44_100), 44_100)
    done = cli("analyze", "phrase.wav", "--plot", "phrase.png")
    assert done.returncode == 0, done.stderr
    assert "5 notes" in done.stderr and (tmp_path / "phrase.png").read_bytes().startswith(b"\x89PNG")
    (tmp_path / "phrase.score").write_text(done.stdout)
    done = cli("render", "out.wav", "--seconds", "1", "--score", "phrase.score", "--model", model.path)
    assert done.returncode == 0, done.stderr
    sound, _ = soundfile.read(tmp_path / "out.wav")
    assert np.abs(sound[:12_000]).max() < 0.1 * np.abs(sound[24_000:]).max(), "the recording begins with a rest"
