"""Presets in a performance that is written down: the same every time, whatever becomes of the files; and --preset."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile
from osc_tools import Controller, make_registry

from realtime import Engine
from realtime.bundle import DEFAULT_MODEL, Model, load_model
from realtime.parameters import Registry
from realtime.performance import Performance, understand
from realtime.presets import Preset, PresetError, Presets, Recall
from realtime.presets.recall import TICK_S
from realtime.score import ScoreError, format_event, parse_score
from realtime.values import Values

RATE = 48_000
DEFINED = """
0 /rt/preset/define "dark" "style/piano" 1.0 "brightness" -6
0 /rt/preset/define "bright" "style/rain" 0.5 "brightness" 9.0 "centroid" 3200.0 "latent/2" 1.5
"""


class Desk:
    """What `Performance` needs of an engine: it notes the values that each block of frames is made with."""

    sample_rate = RATE

    def __init__(self) -> None:
        self.values = Values(make_registry())
        self.model = SimpleNamespace(bundle=SimpleNamespace(name="test"))
        self.blocks: list[tuple[int, np.ndarray]] = []

    def process(self, out: np.ndarray) -> None:
        self.blocks.append((len(out), self.values.slots.copy()))

    def course(self, name: str) -> np.ndarray:
        """The value of each frame."""
        i = self.values.registry.index[name]
        return np.concatenate([np.full(frames, slots[i]) for frames, slots in self.blocks])


def play(score: str, seconds: float, block: int = 4096, presets: Presets | None = None) -> Desk:
    desk = Desk()
    calls = understand(parse_score(score), desk.values.registry, "test", presets)
    performance = Performance(desk, calls)  # type: ignore[arg-type]
    frames = round(seconds * RATE)
    for start in range(0, frames, block):
        performance.process(np.zeros((min(block, frames - start), 2), np.float32))
    return desk


# -- played -----------------------------------------------------------------------------------------------------------


def test_a_morph_in_a_score_goes_on_with_every_hop_and_arrives_exactly() -> None:
    desk = play(DEFINED + '0.1 /rt/morph "dark" "bright" 0.5', 1.0)
    course = desk.course("brightness")
    start, end = round(0.1 * RATE), round(0.6 * RATE)
    assert set(course[: start - 1]) == {0.0} and set(course[end:]) == {9.0}
    line = -6.0 + 15.0 * (np.arange(start, end) - start) / (end - start)
    late = line - course[start:end]
    assert late.min() > -1e-9 and late.max() < 15.0 * TICK_S / 0.5 + 1e-9, "by a hop at most"
    assert (desk.values.get("latent/2"), desk.values.get("style/piano")) == (1.5, 0.0)
    assert not desk.values.is_automatic("centroid")


def test_a_morph_is_the_same_whatever_the_block_size() -> None:
    score = DEFINED + (
        '0.1 /rt/morph "dark" "bright" 0.4\n0.2 /rt/param/brightness 1\n0.3 /rt/morph/position 0.125\n'
        '0.4 /rt/morph "bright" "dark" 0.3 0.5\n0.6 /rt/preset/load "dark"\n0.7 /rt/morph "dark" "bright" 9'
    )
    one, other = (play(score, 1.0, block) for block in (4096, 37))
    for parameter in one.values.registry:
        assert np.array_equal(one.course(parameter.name), other.course(parameter.name)), parameter.name
    assert len(set(one.course("brightness"))) > 50


def test_a_score_that_changes_to_a_file_plays_what_stood_there_when_it_was_read(tmp_path: Path) -> None:
    presets = Presets("test", make_registry(), None, tmp_path)
    presets.save(Preset("mine", {"brightness": 3.0}), print)
    calls = understand(parse_score('0 /rt/preset/load "mine"'), presets.registry, "test", presets)
    presets.save(Preset("mine", {"brightness": -3.0}), print)
    presets.flush(5.0)
    desk = Desk()
    Performance(desk, calls).process(np.zeros((100, 2), np.float32))  # type: ignore[arg-type]
    assert desk.values.get("brightness") == 3.0
    assert (
        play('0 /rt/preset/define "mine" "brightness" 1\n0 /rt/preset/load "mine"', 0.1, presets=presets).values.get(
            "brightness"
        )
        == 1.0
    ), "what the score says itself comes first"


def test_a_score_may_change_the_model_and_names_then_what_that_one_has() -> None:
    registries = {name: Registry(load_model(name).bundle) for name in ("playable", "ambient")}
    score = '0 /rt/style/guitar 1\n1 /rt/model "ambient"\n2 /rt/style/choir 1\n3 /rt/preset/load "dark strings"'
    calls = understand(parse_score(score), registries["playable"], None)
    assert [call.entry.address for call in calls] == [
        "/rt/style/guitar", "/rt/model", "/rt/style/choir", "/rt/preset/load",
    ]  # fmt: skip
    for wrong, column in (("2 /rt/style/guitar 1", 3), ('2 /rt/preset/load "harp"', 3), ('2 /rt/model "../x"', 3)):
        with pytest.raises(ScoreError) as caught:
            understand(parse_score(f'0 /rt/model "ambient"\n{wrong}'), registries["playable"], None)
        assert (caught.value.line, caught.value.column) == (2, column)
    with pytest.raises(ScoreError, match="a file is rendered with one"):
        understand(parse_score(score), registries["playable"], "playable")


def test_what_has_no_part_in_a_performance_is_passed_over(tmp_path: Path) -> None:
    presets = Presets("test", make_registry(), None, tmp_path / "presets")
    play('0 /rt/preset/save "a"\n0 /rt/preset/delete "b"\n0 /rt/preset/list', 0.1, presets=presets)
    assert presets.names() == [] and not (tmp_path / "presets").exists()


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ('1 /rt/preset/load "nigt bells"', 3, "no preset called 'nigt bells'; did you mean night bells?"),
        ('1 /rt/morph "night bells" "none" 2', 3, "no preset called 'none'"),
        ('1 /rt/morph "night bells" 2', 3, "takes 3 to 4 arguments"),
        ("1 /rt/morph/position 0.5", 3, "nothing lies between two presets yet"),
        ("1 /rt/preset/define", 3, "wants a name"),
        ("1 /rt/preset/define 3", 21, "wants a name"),
        ('1 /rt/preset/define "a" "brightnes" 3', 25, "did you mean brightness?"),
        ('1 /rt/preset/define "a" "brightness"', 25, "by turns"),
        ('1 /rt/preset/define "a" "brightness" "loud"', 38, "by turns"),
        ('1 /rt/preset/define "a" 3 "brightness"', 25, "by turns"),
        ('1 /rt/preset/define "a" "brightness" 1 "x"', 40, "by turns"),
    ],
)
def test_mistakes_are_named_with_line_and_column(line: str, column: int, says: str, tmp_path: Path) -> None:
    presets = Presets("test", make_registry(), None, tmp_path)
    presets.own["night bells"] = Preset("night bells")
    with pytest.raises(ScoreError) as caught:
        understand(parse_score(f"# a piece\n0 /rt/panic\n{line}"), presets.registry, "test", presets)
    assert (caught.value.line, caught.value.column) == (3, column) and says in str(caught.value)


# -- heard, written and played again ----------------------------------------------------------------------------------


class Played:
    """Values under a clock of their own, and the score of what was heard; from `begin_at` on, as a take would be."""

    def __init__(self, begin_at: float) -> None:
        self.values, self.lines, self.now, self.begin_at = Values(make_registry()), [""], 0.0, begin_at
        self.recall = Recall(self.values, self.heard)
        self.course: list[tuple[float, np.ndarray]] = []

    def heard(self, address: str, arguments: Iterable) -> None:
        if self.now >= self.begin_at:
            self.lines.append(format_event(self.now - self.begin_at, address, tuple(arguments)))

    def until(self, now: float) -> None:
        while self.recall.next_at <= now:
            self.now = self.recall.next_at
            self.recall.tick(self.now)
            self.course.append((self.now, self.values.slots.copy()))
        self.now = now


def test_what_was_heard_of_presets_and_morphs_is_played_again_the_same() -> None:
    dark, bright = Preset("dark", {"brightness": -6.0}), Preset("bright", {"brightness": 9.0, "centroid": 3200.0})
    one = Played(0.0)
    one.recall.load(dark)
    one.until(0.25)
    one.recall.morph(dark, bright, 0.5, None, one.now)
    one.until(0.5)
    one.values.set("brightness", 1.0)
    one.recall.touched(("brightness",))
    one.heard("/rt/param/brightness", (1.0,))
    one.until(1.0)
    one.recall.stand(0.5)
    again = play("\n".join(one.lines), 1.25)
    frames = [round(now * RATE) + 1 for now, _ in one.course]
    for i, parameter in enumerate(again.values.registry):
        expected = np.array([slots[i] for _, slots in one.course])
        assert np.abs(again.course(parameter.name)[frames] - expected).max() < 1e-9, parameter.name
    assert again.values.slots.tolist() == one.values.slots.tolist()


# -- the program ------------------------------------------------------------------------------------------------------


def test_the_same_score_with_a_morph_is_the_same_file_and_preset_comes_before_set(
    cli: Callable, tmp_path: Path, model: Model
) -> None:
    first, second = model.bundle.styles[0], model.bundle.styles[-1]
    score = (
        f'0 /rt/preset/define "one" "style/{first}" 1.0 "brightness" -6.0\n'
        f'0 /rt/preset/define "two" "style/{second}" 1.0 "brightness" 6.0 "density" 8.0\n'
        '0.3 /rt/morph "one" "two" 0.5\n0.5 /rt/param/pitch 5\n'
    )
    (tmp_path / "a.score").write_text(score)
    preset = next(p for p in Presets.of(model, Registry(model.bundle)).factory.values() if "brightness" in p.parameters)
    arguments = ("--preset", preset.name, "--set", "brightness=2", "--score", "a.score", "--seed", 3)
    for file in ("a.wav", "b.wav"):
        result = cli("render", file, "--seconds", 1, *arguments)
        assert (result.returncode, result.stdout) == (0, ""), result.stderr
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()

    engine = Engine(model, 3)
    Presets.of(model, engine.values.registry).begin_with(preset.name, engine.values)
    engine.set("brightness", 2.0)
    engine.reset(3)
    out = np.zeros((engine.sample_rate, 2), np.float32)
    Performance(engine, understand(parse_score(score), engine.values.registry, None)).process(out)
    assert np.abs(soundfile.read(tmp_path / "a.wav")[0] - out).max() <= 2.0**-24
    assert engine.values.get("brightness") == 6.0


def test_an_unknown_preset_is_an_error_that_lists_near_ones(cli: Callable, model: Model) -> None:
    name = Presets.of(model, Registry(model.bundle)).names()[0]
    for command in (("render", "a.wav", "--seconds", 1), ("--device", "null", "--osc-port", 0, "--seconds", 0.1)):
        result = cli(*command, "--preset", name.upper() + "x")
        assert result.returncode == 2 and f"did you mean {name}" in result.stderr, result.stderr


def test_presets_as_json_and_as_a_list(cli: Callable, environment: dict[str, str], model: Model) -> None:
    folder = Path(environment["XDG_DATA_HOME"]) / "realtime-gen" / "presets" / DEFAULT_MODEL
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('version = 1\ndescription = "for the end"\n[parameters]\nwidth = 0.5')
    (folder / "broken.toml").write_text("version = 7")
    result = cli("presets", "--json")
    rows = json.loads(result.stdout)
    assert result.returncode == 0 and "broken.toml has version 7" in result.stderr
    for row in rows:
        assert list(row) == ["name", "description", "factory", "file"] and Path(row["file"]).is_file()
    assert [row["name"] for row in rows if not row["factory"]] == ["mine"]
    assert {row["name"] for row in rows} == {"mine", *Presets.of(model, Registry(model.bundle)).factory}
    assert re.search(r"^mine +yours: for the end$", cli("presets").stdout, re.M)


@pytest.mark.real_time
def test_a_performance_with_presets_is_recorded_and_rendered_from_its_score(
    playing: Callable, cli: Callable, environment: dict[str, str], tmp_path: Path, model: Model
) -> None:
    """The take holds what it needs: it is rendered where none of the musician's presets are."""
    one = playing("--seed", 5, "--preset", Presets.of(model, Registry(model.bundle)).names()[0])
    hand = Controller(one.port)
    hand.send("/rt/param/brightness", 6.0)
    hand.send("/rt/param/temperature", 0.5)
    hand.send("/rt/preset/save", "mine")
    hand.send("/rt/preset/list")
    names = hand.received(2.0, until="/rt/preset/names")[-1].arguments
    assert "mine" in names
    other = next(name for name in names if name != "mine")
    hand.send("/rt/morph", "mine", other, 3600.0)
    hand.send("/rt/record/start", "evening")  # in the middle of the morph
    time.sleep(0.5)
    hand.send("/rt/morph", other, "mine", 0.2)
    time.sleep(0.5)
    hand.send("/rt/preset/load", "mine")
    hand.meet()
    hand.send("/rt/record/stop")
    hand.meet()
    assert one.interrupt() == 130, one.said
    hand.socket.close()
    folder = Path(environment["XDG_DATA_HOME"]) / "realtime-gen"
    assert (folder / "presets" / model.bundle.name / "mine.toml").is_file()
    score = (folder / "takes" / "evening.score").read_text()
    morphs = [event.arguments for event in parse_score(score) if event.address == "/rt/morph"]
    assert len(morphs) == 2 and morphs[0][:3] == ("mine", other, 3600.0) and 0.0 < morphs[0][3] < 0.001
    assert morphs[1] == (other, "mine", pytest.approx(0.2))
    assert score.count("/rt/preset/define") == 2, "each once"
    (tmp_path / "a.score").write_text(score)
    result = cli("render", "a.wav", "--seconds", 1, "--score", "a.score", env={"XDG_DATA_HOME": str(tmp_path)})
    assert result.returncode == 0, result.stderr
    loaded = load_model()
    values = Values(Registry(loaded.bundle))
    with pytest.raises(PresetError):
        Presets.of(loaded, values.registry, tmp_path).find("mine")
