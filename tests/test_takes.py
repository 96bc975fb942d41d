"""Takes by name and by path, with their scores: nothing is overwritten, nothing is lost, nothing touches the sound."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from osc_tools import Controller, make_registry

from realtime.audio import callback as cb
from realtime.audio.link import AudioLink
from realtime.bundle import data_folder
from realtime.errors import RecordingError
from realtime.osc import OscServer
from realtime.score import parse_score
from realtime.takes import Playing, Takes
from realtime.values import Values

RATE = 48_000
ROOT = Path(__file__).resolve().parents[1]


class Show:
    """A link whose callback the test calls, a model's values, and what was said at the terminal."""

    def __init__(self, folder: Path) -> None:
        self.link = AudioLink(RATE)
        self.link.set_gate(True, 0.0)
        self.values = Values(make_registry())
        self.model, self.seed = "seven", 31
        self.said: list[str] = []
        self.warned: list[str] = []
        self.pushed = np.zeros((0, 2), np.float32)
        self.takes = Takes(self.link, self.playing, self.said.append, self.warned.append, folder)
        self._noise = np.random.default_rng(1)

    def playing(self) -> Playing:
        return Playing(self.model, self.seed, self.values)

    def push(self, frames: int) -> None:
        block = self._noise.uniform(-0.9, 0.9, (frames, 2)).astype(np.float32)
        assert self.link.push(block) == frames
        self.pushed = np.concatenate([self.pushed, block])

    def hear(self, frames: int) -> np.ndarray:
        """Call the callback once."""
        out = np.zeros((frames, 2), np.float32)
        cb.callback().ctypes(None, out.ctypes.data, frames, None, 0, self.link.user_data)
        return out

    def play(self, frames: int) -> np.ndarray:
        self.push(frames)
        return self.hear(frames)


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Show]:
    one = Show(tmp_path / "takes")
    one.play(1000)  # the fade-in
    yield one
    one.takes.close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def score_of(path: Path) -> list[tuple[float, str, tuple[object, ...]]]:
    return [event[:3] for event in parse_score(path.with_suffix(".score").read_text())]


# -- names ------------------------------------------------------------------------------------------------------------


def test_a_take_and_its_score_get_their_name_when_they_are_finished(show: Show, tmp_path: Path) -> None:
    path = show.takes.start("Evening")
    assert path == tmp_path / "takes" / "Evening.wav" == show.takes.path
    played = show.play(5000)
    assert all(name.endswith(".part") for name in names(path.parent)) and len(names(path.parent)) == 2
    take = show.takes.stop()
    assert take is not None and take.path == path and take.frames == 5000 and take.error is None
    assert names(path.parent) == ["Evening.score", "Evening.wav"] and show.takes.path is None
    written, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate == RATE and np.abs(written - played).max() <= 2.0**-24
    assert show.said == [f"recording to {path}", f"recorded 0.1 s to {path}"] and show.warned == []


def test_an_existing_name_gets_a_number(show: Show, tmp_path: Path) -> None:
    folder = tmp_path / "takes"
    folder.mkdir()
    (folder / "a.score").write_text("mine")
    (folder / "a 2.flac").write_text("mine too")
    (folder / "a 3.score.part").write_text("a take that is running in another program, or died in it")
    for _ in range(2):
        show.takes.start("a")
        show.play(100)
        show.takes.stop()
    assert names(folder) == ["a 2.flac", "a 3.score.part", "a 4.score", "a 4.wav", "a 5.score", "a 5.wav", "a.score"]
    assert (folder / "a.score").read_text() == "mine" and (folder / "a 2.flac").read_text() == "mine too"


@pytest.mark.parametrize(
    ("name", "file", "kind"),
    [
        ("b.flac", "b.flac", "FLAC"),
        ("b.FLAC", "b.flac", "FLAC"),
        ("b.wav", "b.wav", "WAVEX"),
        ("v1.2", "v1.2.wav", "WAVEX"),
        ("x.mp3", "x.mp3.wav", "WAVEX"),
        ("Für Öde - 1_", "Für Öde - 1_.wav", "WAVEX"),
        ("c .flac", "c.flac", "FLAC"),
    ],
)
def test_the_name_decides_the_format(show: Show, name: str, file: str, kind: str) -> None:
    path = show.takes.start(name)
    show.play(100)
    show.takes.stop()
    assert path.name == file and soundfile.info(path).format == kind
    assert (path.parent / (path.name[: -len(path.suffix)] + ".score")).is_file()


@pytest.mark.parametrize("name", ["", "../a", "a/b", "/tmp/a", "..", ".wav", "a\0b", "x" * 65])
def test_what_is_no_name_is_refused_and_leaves_nothing(show: Show, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="take's name"):
        show.takes.start(name)
    with pytest.raises(ValueError, match="take's name"):
        show.takes.start_take(name, show.warned.append)
    assert not (tmp_path / "takes").exists() and show.takes.path is None


def test_without_a_name_it_is_the_time_of_day_in_the_users_data_folder(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    takes = Takes(show.link, show.playing, show.said.append, show.warned.append)
    paths = []
    for _ in range(2):
        paths.append(takes.start())
        show.play(100)
        takes.stop()
    takes.close()
    assert data_folder() == tmp_path / "data" / "realtime-gen"
    assert all(path.parent == data_folder() / "takes" and path.is_file() for path in paths) and len(set(paths)) == 2
    assert time.strftime("take-%Y%m%d-") in paths[0].name


def test_a_file_that_came_in_between_is_not_overwritten(show: Show) -> None:
    path = show.takes.start("a")
    show.play(1000)
    path.write_text("somebody else's")
    take = show.takes.stop()
    assert path.read_text() == "somebody else's"
    assert take is not None and take.error is not None and "exists" in take.error
    assert soundfile.info(take.path).frames == 1000
    assert show.warned == [take.error]


# -- paths ------------------------------------------------------------------------------------------------------------


def test_a_path_is_replaced_and_a_score_in_its_way_is_kept(show: Show, tmp_path: Path) -> None:
    path = tmp_path / "my take.wav"
    path.write_text("old")
    (tmp_path / "my take.score").write_text("0 /rt/panic\n")
    (tmp_path / "my take 2.score").write_text("older")
    assert show.takes.start(path=path) == path
    show.play(700)
    assert path.read_text() == "old"
    show.takes.stop()
    assert soundfile.info(path).frames == 700
    assert names(tmp_path) == ["my take 2.score", "my take 3.score", "my take.score", "my take.wav"]
    assert (tmp_path / "my take 3.score").read_text() == "0 /rt/panic\n"
    assert (0.0, "/rt/seed", (31,)) in score_of(path)


@pytest.mark.parametrize(
    ("path", "remedy"), [("a.mp3", r"\.wav or \.flac"), ("no/a.wav", "create it"), ("b.wav", "folder")]
)
def test_a_path_that_cannot_be_written_is_refused_and_leaves_nothing(
    show: Show, tmp_path: Path, path: str, remedy: str
) -> None:
    (tmp_path / "b.wav").mkdir()
    with pytest.raises(RecordingError, match=remedy):
        show.takes.start(path=tmp_path / path)
    assert names(tmp_path) == ["b.wav"] and show.takes.path is None


def test_what_is_discarded_leaves_nothing_and_the_old_file(show: Show, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_text("old")
    show.takes.start(path=path)
    show.play(100)
    show.takes.discard()
    assert names(tmp_path) == ["a.wav"] and path.read_text() == "old"
    show.takes.discard()


# -- one at a time ----------------------------------------------------------------------------------------------------


def test_one_take_at_a_time(show: Show) -> None:
    path = show.takes.start("a")
    with pytest.raises(RecordingError, match="running already"):
        show.takes.start("b")
    reports: list[str] = []
    show.takes.start_take("b", reports.append)
    show.play(100)
    assert show.takes.stop() is not None
    assert names(path.parent) == ["a.score", "a.wav"]
    assert reports == show.warned and "running already" in reports[0]
    show.takes.stop_take(reports.append)
    assert show.takes.stop() == show.takes.stop(), "what became of the last one"
    assert "no take to stop" in reports[-1]


def test_before_the_device_is_open_there_is_nothing_to_record(tmp_path: Path) -> None:
    show = Show(tmp_path / "takes")
    show.takes = Takes(AudioLink(), show.playing, show.said.append, show.warned.append, tmp_path / "takes")
    assert show.takes.stop() is None
    with pytest.raises(RecordingError, match="not open yet"):
        show.takes.start("a")
    assert names(tmp_path / "takes") == []
    show.takes.close()


# -- scores -----------------------------------------------------------------------------------------------------------


def test_the_score_starts_with_what_differs_and_goes_on_with_what_is_heard(show: Show) -> None:
    show.values.set("gain", -6.0)
    show.values.set("density", 4.0)
    show.takes.heard("/rt/latent/0", (9.0,))  # before the take
    path = show.takes.start("a")
    show.takes.heard("/rt/param/chroma/C#", (0.5,))
    show.push(4800)
    show.takes.heard("/rt/panic", ())
    show.hear(2400)
    show.takes.heard("/rt/xy", (0.1, -1.0))
    show.push(9600)
    show.takes.heard("/rt/style/night rain", (1.0,))
    show.takes.stop()
    show.takes.heard("/rt/latent/1", (9.0,))  # after it
    comments = [line for line in path.with_suffix(".score").read_text().splitlines() if line.startswith("#")]
    assert comments[1:] == ["# model: seven", "# seed: 31", f"# rate: {RATE}"] and path.name in comments[0]
    assert (
        score_of(path)
        == [
            (0.0, "/rt/param/chroma/C#", (0.5,)),
            (0.0, "/rt/seed", (31,)),
            (0.0, "/rt/param/gain", (-6.0,)),
            (0.0, "/rt/param/density", (4.0,)),
            (0.1, "/rt/panic", ()),
            (0.1, "/rt/xy", (0.1, -1.0)),
            (0.3, "/rt/style/night rain", (1.0,)),
        ]
        or score_of(path)[0][1] == "/rt/seed"
    )


def test_an_event_stands_at_the_frame_that_the_engine_makes_next(show: Show) -> None:
    """Whatever waits in the ring: the frame of the take at the event's time is the first one pushed after it."""
    show.push(3000)
    path = show.takes.start("a")
    marks = []
    for _ in range(20):
        show.takes.heard("/rt/reset", ())
        show.push(480)
        marks.append(show.pushed[-480])
        show.hear(480)
    show.hear(3000)
    show.takes.stop()
    sound, _ = soundfile.read(path, dtype="float32", always_2d=True)
    times = [seconds for seconds, address, _ in score_of(path) if address == "/rt/reset"]
    assert len(times) == 20
    for seconds, mark in zip(times, marks, strict=True):
        assert np.abs(sound[round(seconds * RATE)] - mark).max() <= 2.0**-24


def test_the_score_follows_seed_and_model(show: Show) -> None:
    show.values.request_seed(7)
    path = show.takes.start("a")
    other = Values(make_registry(("bells", "rain")))
    other.set("style/rain", 0.5)
    show.values, show.model, show.seed = other, "other", 8
    show.push(480)
    show.takes.heard("/rt/model", ("other",))
    show.takes.stop()
    assert score_of(path) == [
        (0.0, "/rt/seed", (7,)),
        (0.01, "/rt/model", ("other",)),
        (0.01, "/rt/seed", (8,)),
        (0.01, "/rt/param/style/rain", (0.5,)),
    ]


def test_the_score_is_on_the_disk_within_a_second(show: Show) -> None:
    path = show.takes.start("a")
    show.takes.heard("/rt/panic", ())
    temporary = Path(f"{path.with_suffix('.score')}.part")
    until = time.monotonic() + 5.0
    while "/rt/panic" not in temporary.read_text() and time.monotonic() < until:
        time.sleep(0.02)
    assert "/rt/panic" in temporary.read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_score_that_cannot_be_written_is_told_and_the_take_goes_on(show: Show, tmp_path: Path) -> None:
    show.takes.start(path=tmp_path / "a.wav")
    score = show.takes._recording._score  # type: ignore[union-attr]
    score._file.close()
    score._file = open("/dev/full", "wb", buffering=0)  # noqa: SIM115 - the score closes it
    for i in range(3000):
        show.takes.heard("/rt/latent/0", (i / 3000,))
    until = time.monotonic() + 5.0
    while not show.warned and time.monotonic() < until:
        time.sleep(0.02)
    assert len(show.warned) == 1 and "score ends early" in show.warned[0] and "No space" in show.warned[0]
    show.play(500)
    take = show.takes.stop()
    assert take is not None and take.error is None and take.frames == 500
    assert len(show.warned) == 1


# -- by OSC -----------------------------------------------------------------------------------------------------------


class TakesOnly(Takes):
    """A stage that makes takes and has one model."""

    def swap_model(self, name: str, report: Callable[[str], None]) -> None:
        raise ValueError("there is only one model")


@pytest.fixture
def hand(show: Show) -> Iterator[Controller]:
    show.takes.close()
    folder = show.takes._folder
    stage = show.takes = TakesOnly(show.link, show.playing, show.said.append, show.warned.append, folder)
    with OscServer(show.values, port=0, stage=stage, heard=stage.heard) as server:
        controller = Controller(server.port)
        yield controller
        controller.socket.close()


def wait_for(condition: Callable[[], object]) -> None:
    until = time.monotonic() + 5.0
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_take_by_osc_with_its_score(show: Show, hand: Controller) -> None:
    hand.send("/rt/param/gain", -3.0)
    hand.send("/rt/record/start", "by hand.flac")
    wait_for(lambda: show.takes.path)
    path = show.takes.path
    assert path is not None
    played = show.play(4800)
    hand.send("/rt/latent/{0,1}", 2.0)
    hand.meet()
    hand.send("/rt/record/stop")
    wait_for(path.exists)
    show.takes.stop()
    written, _ = soundfile.read(path, dtype="float32", always_2d=True)
    assert path.name == "by hand.flac" and np.abs(written - played).max() <= 2.0**-24
    assert score_of(path) == [
        (0.0, "/rt/seed", (31,)),
        (0.0, "/rt/param/gain", (-3.0,)),
        (0.1, "/rt/latent/0", (2.0,)),
        (0.1, "/rt/latent/1", (2.0,)),
    ]
    hand.send("/rt/record/stop")
    assert "no take to stop" in str(hand.received(2.0, until="/rt/error")[-1].arguments[0])


def test_a_full_disk_ends_the_take_and_tells_everybody_but_not_the_sound(
    show: Show, hand: Controller, full_disk: Path
) -> None:
    show.takes._folder = full_disk / "takes"
    hand.send("/rt/record/start", "long")
    wait_for(lambda: show.takes.path)
    heard = []
    for i in range(60):  # 2.9 MB
        heard.append(show.play(8000))
        hand.send("/rt/latent/0", i / 30)
        time.sleep(0.01)
    message = str(hand.received(5.0, until="/rt/error")[-1].arguments[0])
    wait_for(lambda: show.takes.path is None)
    (said,) = show.warned
    assert "long.wav" in said and "disk is full" in said and "sound goes on" in said
    assert message == said[:200]  # what an error has room for
    np.testing.assert_array_equal(np.concatenate(heard), show.pushed[-480_000:])
    assert show.link.underruns == 0 and not show.link.recording
    first = full_disk / "takes" / "long.wav"
    kept, _ = soundfile.read(first, dtype="float32", always_2d=True)
    assert 100_000 < len(kept) < 180_000
    assert np.abs(kept - np.concatenate(heard)[: len(kept)]).max() <= 2.0**-22
    hand.send("/rt/param/gain", -1.0)
    hand.meet()
    assert show.values.get("gain") == -1.0
    first.unlink()
    time.sleep(1.0)  # no two takes in one second
    hand.send("/rt/record/start", "short")
    wait_for(lambda: show.takes.path)
    played = show.play(4000)
    hand.send("/rt/record/stop")
    second = full_disk / "takes" / "short.wav"
    wait_for(second.exists)
    written, _ = soundfile.read(second, dtype="float32", always_2d=True)
    assert np.abs(written - played).max() <= 2.0**-24
    show.takes.stop()
    assert len(show.warned) == 1
    assert ("/rt/param/gain", (-1.0,)) in [event[1:] for event in score_of(second)]


# -- the process it runs in -------------------------------------------------------------------------------------------

CONTROL = """
import sys
from realtime.audio.link import AudioLink
from realtime.osc import OscServer
from realtime.takes import Playing, Takes
takes = Takes(AudioLink(48_000), lambda: Playing("seven", 1, None), print, print)
heavy = {"numba", "llvmlite", "onnxruntime", "sounddevice", "soundfile"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""


def test_taking_needs_no_compiler_and_loads_the_sound_library_only_for_a_take() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", CONTROL], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout == "[]\n"


def test_closing_ends_the_take_and_the_thread(show: Show) -> None:
    threads = threading.active_count()
    path = show.takes.start("a")
    show.play(300)
    take = show.takes.close()
    assert take is not None and take.frames == 300 and path.exists()
    assert threading.active_count() == threads
    shutil.rmtree(path.parent)
