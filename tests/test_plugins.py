"""Other packages bring inverters and generators; a broken one harms nobody who does not ask for it."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from realtime import Engine
from realtime.bundle import Model, load_model
from realtime.errors import ModelError, UsageError
from realtime.features import FeatureSpec
from realtime.generators import OnnxGenerator
from realtime.inversion import METHODS, StreamingInverter, find_method
from realtime.limiter import latency_samples as limiter_latency
from realtime.plugins import GENERATORS, INVERTERS

INVERTER_SOURCE = '''
"""Phases of zero: a pulse a hop, in plain numpy, three frames late."""

from typing import NamedTuple

import numpy as np

from realtime.inversion import Method


class State(NamedTuple):
    waiting: np.ndarray
    overlap: np.ndarray


def make_state(spec):
    return State(np.full((3, spec.n_bins), -100.0, np.float32), np.zeros(spec.n_fft, np.float32))


def step(window, state, log_magnitude, out):
    magnitude = np.exp(state.waiting[0])
    state.waiting[:-1] = state.waiting[1:]
    state.waiting[-1] = log_magnitude
    state.overlap[:-len(out)] = state.overlap[len(out):]
    state.overlap[-len(out):] = 0.0
    state.overlap[:] += np.fft.fftshift(np.fft.irfft(magnitude)) * window
    out[:] = state.overlap[:len(out)]


def make_tables(spec):
    return spec.window / spec.scale * spec.hop / np.sum(spec.window**2)


PULSES = Method(make_tables, make_state, step, 3, "a pulse a hop")
NO_METHOD = "a text"
'''

GENERATOR_SOURCE = '''
"""One band, for ever."""

import numpy as np

from realtime.guard import Nudge


class Drone:
    usual_loudness = -20.0
    stereo = np.zeros(0, np.float32)
    nudges = dict.fromkeys(Nudge, 0)

    def __init__(self, model, seed, quality):
        self.spec = model.bundle.spec_of(quality)
        self.frames_per_step = model.bundle.frames_of(quality)
        self.step_s = self.frames_per_step * self.spec.hop / self.spec.sample_rate
        self.reset(seed)

    def reset(self, seed):
        self.band = seed

    def restart(self, seed, controls):
        self.reset(seed)

    def step(self, controls, out):
        out[:] = self.spec.floor
        out[:, self.band] = -4.0

    def save_state(self):
        return self.band

    def restore_state(self, state):
        self.band = state
'''

ENTRY_POINTS = f"""
[{INVERTERS}]
pulses = strangers_inverters:PULSES
nothing = strangers_inverters:NO_METHOD
broken = strangers_broken:METHOD
rtpghi = strangers_broken:METHOD

[{GENERATORS}]
drone = strangers_generators:Drone
broken = strangers_broken:Generator
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has installed a stranger's package."""
    folder = tmp_path_factory.mktemp("strangers")
    wheel = folder / "strangers-1.5-py3-none-any.whl"
    files = {
        "strangers_inverters.py": INVERTER_SOURCE,
        "strangers_generators.py": GENERATOR_SOURCE,
        "strangers_broken.py": "raise ImportError('no libstrange.so here')",
        "strangers-1.5.dist-info/METADATA": "Metadata-Version: 2.1\nName: strangers\nVersion: 1.5\n",
        "strangers-1.5.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "strangers-1.5.dist-info/entry_points.txt": ENTRY_POINTS,
    }
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        record = "strangers-1.5.dist-info/RECORD"
        archive.writestr(record, "".join(f"{name},,\n" for name in [*files, record]))
    target = folder / "site"
    pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(target)]
    subprocess.run([sys.executable, *pip, str(wheel)], check=True, timeout=120)
    return target


@pytest.fixture
def on_path(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(installed)


def played_by(model: Model, generator: str) -> Model:
    return replace(model, bundle=replace(model.bundle, generator=generator))


def test_ours_are_registered_as_strangers_are(root: Path) -> None:
    groups = tomllib.loads((root / "pyproject.toml").read_text())["project"]["entry-points"]

    def load(group: str) -> dict[str, object]:
        return {name: importlib.metadata.EntryPoint(name, at, group).load() for name, at in groups[group].items()}

    assert load(INVERTERS) == METHODS
    assert load(GENERATORS) == {OnnxGenerator.name: OnnxGenerator}


def test_ours_are_found_without_looking_at_what_is_installed(
    model: Model, on_path: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger's package has an "rtpghi", too, which does not load."""

    def forbidden(**_: object) -> None:
        raise AssertionError("it was looked up")

    monkeypatch.setattr(importlib.metadata, "entry_points", forbidden)
    for name in METHODS:
        assert find_method(name) is METHODS[name]
    Engine(model)
    with pytest.raises(AssertionError, match="looked up"):
        find_method("pulses")


def test_a_strangers_inverter_inverts_and_has_the_latency_of_its_look_ahead(on_path: None) -> None:
    """A click, whose phases are zero in the frame around it, comes back exactly where it should."""
    spec = FeatureSpec(n_fft=512, hop=64, kind="magnitude")
    click = np.zeros(6400, np.float32)
    click[2560] = 0.5
    inverter = StreamingInverter(spec, "pulses")
    assert inverter.latency_samples == 256 + 3 * 64
    out = np.concatenate([np.zeros(0, np.float32), *(_played(inverter, frame) for frame in spec.forward(click))])
    assert int(np.abs(out).argmax()) == 2560 + inverter.latency_samples


def _played(inverter: StreamingInverter, frame: np.ndarray) -> np.ndarray:
    out = np.zeros(inverter.spec.hop, np.float32)
    inverter.process(frame, out)
    return out


def test_an_engine_plays_through_it_and_its_state_goes_on(model: Model, on_path: None) -> None:
    engine = Engine(model, 4, inverter="pulses")
    spec = engine.spec
    assert engine.latency_samples == spec.n_fft // 2 + 3 * spec.hop + limiter_latency(spec.sample_rate)
    first, second, again = (np.zeros((20_000, 2), np.float32) for _ in range(3))
    engine.process(first)
    state = engine.save_state()
    engine.process(second)
    assert second.std() > 1e-4
    engine.restore_state(state)
    engine.process(again)
    np.testing.assert_array_equal(again, second)


def test_what_does_not_load_is_named_when_it_is_asked_for(model: Model, on_path: None) -> None:
    sentence = (
        r"^the plug-in 'broken' of the package strangers cannot be loaded \(ImportError: no libstrange.so here\): "
        "repair that package or uninstall it$"
    )
    with pytest.raises(UsageError, match=sentence):
        Engine(model, inverter="broken")
    with pytest.raises(ValueError, match=r"'nothing' is no realtime.inversion.Method"):
        find_method("nothing")
    with pytest.raises(ValueError, match=r"'magic' is not known: use one of rtpghi, .*hybrid.*, pulses"):
        find_method("magic")
    with pytest.raises(ModelError, match=r"cannot be played: the plug-in 'broken' of the package strangers") as refused:
        Engine(played_by(model, "broken"))
    assert model.bundle.name in str(refused.value)
    with pytest.raises(ModelError, match=r"the generator 'magic', which no installed package brings: install the one"):
        Engine(played_by(model, "magic"))


def test_a_strangers_generator_plays_the_models_that_name_it(model: Model, on_path: None) -> None:
    engine = Engine(played_by(model, "drone"), 10)
    engine.set("width", 0.0)
    sound = np.zeros((48_000, 2), np.float32)
    engine.process(sound)
    state = engine.save_state()
    engine.reset(11)
    engine.restore_state(state)
    engine.process(sound)
    power = np.abs(np.fft.rfft(sound[:, 0] * np.hanning(48_000))) ** 2
    heard_hz = (np.arange(len(power)) * power).sum() / power.sum()
    assert heard_hz == pytest.approx(engine.spec.band_hz[10], abs=5.0)  # bands down there are a bin of 23 Hz wide
    with pytest.raises(UsageError, match="no quality 'low'"):
        Engine(replace(played_by(model, "drone"), bundle=replace(model.bundle, qualities=["high"])), quality="low")


def test_the_command_line_plays_through_it(
    model: Model, cli: Callable, installed: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    paths = {"PYTHONPATH": f"{installed}:{environment.get('PYTHONPATH', '')}"}
    result = cli("render", "a.wav", "--seconds", 1, "--inverter", "pulses", env=paths)
    assert result.returncode == 0, result.stderr
    assert soundfile.read(tmp_path / "a.wav")[0].std() > 1e-4
    result = cli("--device", "null", "--osc-port", 0, "--inverter", "broken", env=paths)
    assert (result.returncode, result.stdout) == (2, "")
    assert "the plug-in 'broken' of the package strangers cannot be loaded" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_generator_that_is_no_name_is_refused(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "numbered"
    folder.mkdir()
    for file in model.path.glob("*.onnx"):
        (folder / file.name).symlink_to(file)
    description = json.loads((model.path / "model.json").read_text()) | {"generator": 5}
    (folder / "model.json").write_text(json.dumps(description))
    with pytest.raises(ModelError, match="generator must be a name"):
        load_model(folder)
