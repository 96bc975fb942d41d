"""What other programs rely on: the shapes of --json, what goes to which stream, exit codes, which setting wins."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from realtime import __version__
from realtime.bundle import DEFAULT_MODEL, Model
from realtime.config import Settings, load_settings
from realtime.errors import UsageError
from realtime.parameters import Registry

NULL = ("--device", "null", "--osc-port", "0")

# -- --json -----------------------------------------------------------------------------------------------------------


def rows(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, list)
    return found


def test_models_as_json(cli: Callable, model: Model) -> None:
    found = rows(cli("models", "--json"))
    types = {
        "name": str, "path": str, "default": bool, "styles": list, "sample_rate": int, "latency_ms": float,
        "size_mb": float, "licence": str, "qualities": dict,
    }  # fmt: skip
    for row in found:
        assert list(row) == list(types)
        assert all(isinstance(row[key], kind) for key, kind in types.items()), row
    default = [row for row in found if row["default"]]
    assert [row["name"] for row in default] == [DEFAULT_MODEL]
    assert default[0]["styles"] == model.bundle.styles
    assert Path(default[0]["path"]) == model.path
    assert 0 < default[0]["latency_ms"] < 200


def test_presets_for_people_are_two_columns_however_long_a_name(cli: Callable) -> None:
    names = [row["name"] for row in rows(cli("presets", "--model", "ambient", "--json"))]
    lines = cli("presets", "--model", "ambient").stdout.splitlines()
    width = max(map(len, names))
    assert width > 24, "longer than the column usually is"
    assert [line[: width + 1].rstrip() for line in lines] == names


def test_models_for_people_mark_the_default_and_name_the_styles(cli: Callable, model: Model) -> None:
    result = cli("models")
    assert f"* {DEFAULT_MODEL}: {', '.join(model.bundle.styles)}\n" in result.stdout
    assert result.stderr == ""


def test_devices_as_json_and_as_a_list(cli: Callable, jack_server: Callable) -> None:
    jack = jack_server()
    found = rows(cli("devices", "--json", env=jack.environment))
    types = {
        "index": int, "name": str, "host_api": str, "inputs": int, "outputs": int, "sample_rate": float,
        "default": bool,
    }  # fmt: skip
    for row in found:
        assert list(row) == list(types)
        assert all(isinstance(row[key], kind) for key, kind in types.items()), row
    system = next(row for row in found if row["host_api"].startswith("JACK") and row["outputs"])
    assert (system["sample_rate"], system["default"]) == (48_000.0, True)

    listed = [cli(*call, env=jack.environment) for call in (["devices"], ["-l"], ["--list-devices"])]
    assert listed[0].stdout == listed[1].stdout == listed[2].stdout
    assert {result.returncode for result in listed} == {0}
    lines = listed[0].stdout.splitlines()
    assert len(lines) == len(found)
    line = next(line for line in lines if re.match(rf"\* +{system['index']}  {system['name']}, JACK", line))
    assert line.endswith(f"({system['inputs']} in, {system['outputs']} out, 48000 Hz)")


def test_without_devices_the_list_is_empty_and_stderr_says_what_happens_then(cli: Callable) -> None:
    found = rows(cli("devices", "--json"))
    if found:
        pytest.skip("this machine has sound devices")
    result = cli("devices")
    assert (result.returncode, result.stdout) == (0, "")
    assert "WAV file" in result.stderr


def test_osc_as_json_lists_the_contracted_namespace(cli: Callable, model: Model) -> None:
    found = rows(cli("osc", "--json"))
    for row in found:
        assert list(row) == ["address", "types", "min", "max", "default", "unit", "doc"]
        assert isinstance(row["types"], str) and isinstance(row["unit"], str) and row["doc"]
        for key in ("min", "max", "default"):
            assert row[key] is None or isinstance(row[key], int | float)
    table = {row["address"]: row for row in found}
    assert len(table) == len(found)
    for parameter in Registry(model.bundle):
        if not parameter.name.startswith(("style/", "latent/")):
            row = table[f"/rt/param/{parameter.name}"]
            assert (row["min"], row["max"], row["default"]) == (parameter.low, parameter.high, parameter.default)
    for style in model.bundle.styles:
        assert (table[f"/rt/style/{style}"]["min"], table[f"/rt/style/{style}"]["max"]) == (0, 1)
    for address in ("freeze", "mute", "panic", "ping", "subscribe", "unsubscribe", "sync", "latents", "xy"):
        assert f"/rt/{address}" in table
    for item in ("level", "load", "underruns", "latency_ms", "model", "clients"):
        assert f"/rt/status/{item}" in table


# -- streams, colours, exit codes -------------------------------------------------------------------------------------


def test_version(cli: Callable) -> None:
    for program in ("realtime-gen", "realtime-train"):
        result = cli("--version", program=program)
        assert (result.returncode, result.stdout) == (0, f"{program}, version {__version__}\n")


@pytest.mark.parametrize("program", ["realtime-gen", "realtime-train"])
def test_help_names_every_command_and_is_an_answer_not_an_error(cli: Callable, program: str) -> None:
    result = cli("--help", program=program)
    assert result.returncode == 0 and result.stderr == ""
    expected = {
        "realtime-gen": (
            "devices", "models", "render", "osc", "bench", "doctor", "--device", "--samplerate",
            "--list-devices", "--seed",
        ),
        "realtime-train": ("prepare", "fit", "export", "evaluate", "make"),
    }[program]  # fmt: skip
    for word in expected:
        assert word in result.stdout
    assert cli("-h", program=program).stdout == result.stdout


def test_what_is_wrong_with_a_model_does_not_get_into_the_data(cli: Callable, tmp_path: Path) -> None:
    (tmp_path / "exported_models" / "broken").mkdir(parents=True)
    (tmp_path / "exported_models" / "broken" / "model.json").write_text("{")
    result = cli("models", "--json")
    assert [row["name"] for row in rows(result) if row["default"]] == [DEFAULT_MODEL]
    assert "broken" in result.stderr and "broken" not in result.stdout


def test_a_model_in_this_folder_is_found_by_its_name(cli: Callable, model: Model, tmp_path: Path) -> None:
    shutil.copytree(model.path, tmp_path / "exported_models" / "mine")
    found = {row["name"]: row for row in rows(cli("models", "--json"))}
    assert Path(found["mine"]["path"]) == tmp_path / "exported_models" / "mine"
    assert not found["mine"]["default"]


def test_playing_speaks_on_stderr_only_and_ends_after_its_seconds(cli: Callable, model: Model) -> None:
    result = cli(*NULL, "--seconds", 0.3, "--seed", 5)
    assert (result.returncode, result.stdout) == (0, "")
    assert f"{model.bundle.name} ({', '.join(model.bundle.styles)}) on null" in result.stderr
    assert "seed 5" in result.stderr and "Ctrl-C stops" in result.stderr


def test_a_host_for_a_page_that_nobody_asked_for_is_pointed_out(cli: Callable) -> None:
    result = cli(*NULL, "--seconds", 0.3, "--web-host", "0.0.0.0")
    assert result.returncode == 0 and "add --web 8000" in result.stderr


def test_quiet_says_nothing(cli: Callable) -> None:
    result = cli(*NULL, "--seconds", 0.3, "--quiet")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_performance_ends_with_130_and_a_whole_take(
    playing: Callable, tmp_path: Path, number: signal.Signals
) -> None:
    one = playing("--record", "take.flac")
    assert one.interrupt(number) == 130
    assert not [line for line in one.said if "Traceback" in line]
    samples, rate = soundfile.read(tmp_path / "take.flac")
    assert rate == 48_000 and samples.ndim == 2 and len(samples) > 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["take.flac", "take.score"]


def test_without_a_sound_device_it_says_so_and_plays_to_a_file_in_real_time(cli: Callable, tmp_path: Path) -> None:
    if rows(cli("devices", "--json")):
        pytest.skip("this machine has sound devices")
    result = cli("--osc-port", 0, "--seconds", 1.5)
    assert result.returncode == 0, result.stderr
    assert "NO SOUND" in result.stderr
    (take,) = tmp_path.glob("*.wav")
    assert re.fullmatch(r"realtime-gen-\d{8}-\d{6}\.wav", take.name)
    assert {path.name for path in tmp_path.iterdir()} == {take.name, take.with_suffix(".score").name}
    assert f"the file {take.name}" in result.stderr
    samples, rate = soundfile.read(take)
    assert 1.4 < len(samples) / rate < 4.0
    assert np.std(samples) > 0


def on_a_terminal(command: list[str], environment: dict[str, str], folder: Path) -> str:
    """Everything a command writes when all its streams are a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=folder)
    os.close(theirs)
    written = b""
    while True:
        try:
            data = os.read(ours, 65536)
        except OSError:  # the terminal's other end is closed
            break
        if not data:
            break
        written += data
    os.close(ours)
    assert process.wait(60) == 0
    return written.decode()


def test_no_color_is_honoured_on_a_terminal(compiled: None, environment: dict[str, str], tmp_path: Path) -> None:
    program = str(Path(sys.executable).parent / "realtime-gen")
    colourful = environment | {"NO_COLOR": "1", "TERM": "xterm-256color"}
    for arguments in (["models"], ["render", "a.wav", "--seconds", "1"]):
        written = on_a_terminal([program, *arguments], colourful, tmp_path)
        assert written
        assert not re.search(r"\x1b\[[0-9;]*m", written)
    assert "100%" in written, "a progress bar, which only a terminal gets"


def test_a_log_gets_no_progress_bar(cli: Callable) -> None:
    result = cli("render", "a.wav", "--seconds", 1)
    assert "\r" not in result.stderr and "%" not in result.stderr
    assert re.fullmatch(r"a\.wav: 1 s in [\d.]+ s \(\d+ times real time\), seed 0\n", result.stderr)


# -- which setting wins -----------------------------------------------------------------------------------------------


def test_flags_come_before_variables_before_the_file_before_defaults(cli: Callable, tmp_path: Path) -> None:
    (tmp_path / "realtime-gen.toml").write_text(
        'device = "null"\nosc-port = 0\nseconds = 0.3\nseed = 1\nsamplerate = 32000\nlatency = 77\n'
    )
    variables = {"REALTIME_GEN_SEED": "2", "REALTIME_GEN_SAMPLERATE": "44100"}
    result = cli("--seed", 3, env=variables)
    assert result.returncode == 0, result.stderr
    assert "on null (real time, no sound), 44100 Hz, seed 3" in result.stderr
    assert "the ring holds 77 at most" in result.stderr


VALUES: dict[str, tuple[Any, Any, Any]] = {  # in the file, in the environment, as a flag
    "device": ("1", "2", "null"),
    "model": ("one", "two", "three"),
    "quality": ("low", "high", "low"),
    "inverter": ("hybrid", "rtpghi", "rtpghi0"),
    "samplerate": (44_100, 48_000, 96_000),
    "blocksize": (64, 128, 512),
    "latency": (10.0, 20.0, 30.5),
    "channels": ("1", "2", "3,4"),
    "osc_host": ("0.0.0.0", "::1", "localhost"),
    "osc_port": (9001, 9002, 0),
    "osc_allow": ("10.0.0.1", "10.0.0.0/8,fe80::/10", "192.168.1.0/24"),
    "feedback": ("a:1", "b:2", "c:3"),
    "seed": (1, 2, 3),
    "record": ("a.wav", "b.wav", "c.wav"),
    "score": ("a.score", "b.score", "c.score"),
    "preset": ("air", "bronze", "glass"),
    "input_device": ("1", "2", "usb"),
    "midi": ("all", "keys", "pads"),
    "midi_map": ("a.toml", "b.toml", "c.toml"),
    "web": (8001, 8002, 0),
    "web_host": ("0.0.0.0", "::1", "localhost"),
    "seconds": (1.0, 2.0, 3.5),
    "quiet": (True, True, True),
    "verbose": (True, True, True),
    "set": ((("gain", -1.0),), (("gain", -2.0), ("width", 0.5)), (("gain", -3.0),)),
}


def test_every_setting_is_in_that_table() -> None:
    assert set(VALUES) == set(Settings.__dataclass_fields__)


@pytest.mark.parametrize("name", VALUES)
def test_each_setting_in_each_place(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_file, in_environment, as_flag = VALUES[name]
    for variable in [variable for variable in os.environ if variable.startswith("REALTIME_GEN_")]:
        monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)
    nothing_given = dict.fromkeys(VALUES)
    assert getattr(load_settings(nothing_given), name) == getattr(Settings(), name)
    if name == "set":
        (tmp_path / "realtime-gen.toml").write_text("[set]\ngain = -1\n")
    else:
        (tmp_path / "realtime-gen.toml").write_text(f"{name.replace('_', '-')} = {json.dumps(in_file)}\n")
    assert getattr(load_settings(nothing_given), name) == in_file
    text = ",".join(f"{n}={v}" for n, v in in_environment) if name == "set" else str(in_environment)
    monkeypatch.setenv(f"REALTIME_GEN_{name.upper()}", text)
    assert getattr(load_settings(nothing_given), name) == in_environment
    assert getattr(load_settings(nothing_given | {name: as_flag}), name) == as_flag


def test_zero_and_false_are_given_values_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "realtime-gen.toml").write_text("seed = 5\nquiet = true\nosc-port = 9001\n")
    monkeypatch.setenv("REALTIME_GEN_QUIET", "false")
    settings = load_settings({"seed": 0, "osc_port": 0})
    assert (settings.seed, settings.osc_port, settings.quiet) == (0, 0, False)
    monkeypatch.setenv("REALTIME_GEN_QUIET", "perhaps")
    with pytest.raises(UsageError, match="REALTIME_GEN_QUIET"):
        load_settings({})


def test_a_folder_called_realtime_is_not_taken_for_the_program(cli: Callable, tmp_path: Path) -> None:
    """Each of its processes runs from where the program is installed, not from where the musician stands."""
    (tmp_path / "realtime").mkdir()
    (tmp_path / "realtime" / "__init__.py").write_text("raise SystemExit('somebody else')")
    result = cli("--device", "null", "--osc-port", "0", "--seconds", 0.2)
    assert result.returncode == 0, result.stderr
    assert "OSC on" in result.stderr
