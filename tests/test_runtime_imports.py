"""What the instrument loads: nothing of training, and nothing heavy before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# not scipy: numba takes it where it is installed
NEVER = ("torch", "librosa", "onnx", "onnxscript", "sklearn", "training", "tensorboard", "matplotlib")

EVERYTHING = """
import importlib, json, pkgutil, sys
import numpy as np
import realtime
names = [module.name for module in pkgutil.walk_packages(realtime.__path__, "realtime.")]
for name in names:
    importlib.import_module(name)
engine = realtime.Engine(realtime.load_model(), seed=1)
engine.prepare(sample_rate=44100)
engine.process(np.zeros((4800, 2), np.float32))
print(json.dumps([names, sorted(sys.modules)]))
"""


def in_a_new_interpreter(code: str) -> list:
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_the_whole_runtime_plays_without_a_module_of_training() -> None:
    names, loaded = in_a_new_interpreter(EVERYTHING)
    assert {"realtime.cli", "realtime.engine", "realtime.player", "realtime.osc.server"} <= set(names)
    assert {"numba", "onnxruntime"} <= set(loaded), "then the list would prove nothing"
    assert not set(NEVER) & {name.partition(".")[0] for name in loaded}


@pytest.mark.parametrize("code", ["import realtime", "import realtime; realtime.load_model()", "import realtime.cli"])
def test_what_is_heavy_waits_until_it_is_needed(code: str) -> None:
    loaded = in_a_new_interpreter(f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))")
    assert "realtime" in loaded
    assert not {"numba", "onnxruntime", "sounddevice", "soundfile"} & set(loaded)


def test_the_page_is_loaded_only_where_it_is_asked_for() -> None:
    code = "import realtime.play, realtime.stage, realtime.steering_process"
    loaded = in_a_new_interpreter(f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))")
    assert "realtime.stage" in loaded and not {"aiohttp", "zeroconf", "realtime.web"} & set(loaded)


def test_help_needs_no_training_extra() -> None:
    hidden = "import sys\nfor name in ('torch', 'librosa', 'onnx', 'tqdm', 'tensorboard'): sys.modules[name] = None\n"
    code = hidden + "import training.cli, json\nprint(json.dumps(sorted(training.cli.main.commands)))"
    assert in_a_new_interpreter(code) == ["evaluate", "export", "fit", "make", "prepare"]
