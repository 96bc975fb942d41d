"""Whatever is wrong with what the user gave: one clear sentence on stderr with what to do, and nothing left behind.

Each case is a real process. "Nothing left behind" is the folder, listed with sizes and times before and after.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import soundfile

from realtime.bundle import GRAPHS, Model

Edit = Callable[[Path], object]
ALL_GRAPHS = (*GRAPHS, "decoder_low")  # of the shipped model, which has both qualities
HARMLESS = ("compiling the sound kernels",)  # lines that a slow machine adds
ANNOUNCEMENTS = re.compile(
    r".* on .*, \d+ Hz, seed \d+$|latency \d+ ms: |OSC on .*Ctrl-C stops$|no real-time priority|recording to "
)


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Everything under a folder, with size and time of the files."""
    return {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns) if path.is_file() else (-1, 0)
        for path in sorted(folder.rglob("*"))
    }


def sentence(result: subprocess.CompletedProcess[str], code: int, *parts: str) -> str:
    """The one sentence a failed command said, after checking that there is one, and only one, with these parts."""
    assert "Traceback" not in result.stderr, result.stderr
    assert result.returncode == code, (result.returncode, result.stderr)
    lines = [line for line in result.stderr.splitlines() if line.strip() and not line.startswith(HARMLESS)]
    if lines and lines[0].startswith("Usage: "):  # click's own two lines say how to get help
        assert lines[1].startswith("Try '")
        lines = lines[2:]
    assert len(lines) == 1, result.stderr
    assert re.match(r"realtime-gen: |realtime-train: |Error: ", lines[0])
    for part in parts:
        assert part in lines[0]
    assert result.stdout == ""
    return lines[0]


@pytest.fixture
def untouched(tmp_path: Path) -> Iterator[Path]:
    """The folder the command runs in, which must look the same afterwards."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "keep.wav").write_bytes(b"an earlier take")
    before = listing(tmp_path)
    yield tmp_path
    assert listing(tmp_path) == before


# -- options, settings, names -----------------------------------------------------------------------------------------

NULL = ("--device", "null", "--osc-port", "0", "--seconds", "0.1")

PLAY = {
    "unknown parameter": (("--set", "gian=1"), 2, ("'gian'", "did you mean gain?")),
    "parameter like no other": (("--set", "quux=1"), 2, ("'quux'", "realtime-gen osc")),
    "NaN": (("--set", "gain=nan"), 2, ("gain", "-60 to 6")),
    "infinity": (("--set", "gain=inf"), 2, ("gain", "-60 to 6")),
    "no number": (("--set", "gain=loud"), 2, ("'gain=loud'", "NAME=VALUE")),
    "no value": (("--set", "gain"), 2, ("'gain'", "NAME=VALUE")),
    "samplerate": (("--samplerate", "7"), 2, ("--samplerate", "8000 to 192000")),
    "samplerate in words": (("--samplerate", "high"), 2, ("--samplerate", "'high'", "whole number")),
    "blocksize": (("--blocksize", "0"), 2, ("--blocksize", "16 to 8192")),
    "latency": (("--latency", "-1"), 2, ("--latency", "1 to 500")),
    "latency NaN": (("--latency", "nan"), 2, ("--latency", "1 to 500")),
    "channels": (("--channels", "0"), 2, ("--channels", "from 1 to 64")),
    "port": (("--osc-port", "99999"), 2, ("--osc-port", "0 to 65535")),
    "seed": (("--seed", "-1"), 2, ("--seed", "0 to 4294967295")),
    "seconds": (("--seconds", "inf"), 2, ("--seconds", "0.01 to")),
    "feedback": (("--feedback", "tablet"), 2, ("'tablet'", "HOST:PORT")),
    "host": (("--osc-host", "300.1.1.1"), 1, ("300.1.1.1", "--osc-host")),
    "host elsewhere": (("--osc-host", "203.0.113.7"), 1, ("203.0.113.7", "--osc-host an address of this machine")),
    "who may play": (("--osc-allow", "192.168.1.0/24,tablet"), 2, ("--osc-allow", "'tablet'", "192.168.1.20")),
    "unknown option": (("--loud",), 2, ("--loud",)),
    "unknown command": (("frobnicate",), 2, ("'frobnicate'",)),
    "unknown model": (("--model", "nobody"), 1, ("'nobody'", "realtime-gen models", "seven")),
    "folder without a model": (("--model", "empty"), 1, ("'empty'", "realtime-gen models")),
    "take of a strange kind": (("--record", "take.mp3"), 1, ("take.mp3", ".wav or .flac")),
    "take in a missing folder": (("--record", "nowhere/take.wav"), 1, ("nowhere", "create it first")),
    "take in place of a folder": (("--record", "empty"), 1, ("empty", ".wav or .flac")),
}  # fmt: skip


@pytest.mark.parametrize("case", PLAY)
def test_playing_refuses(case: str, cli: Callable, untouched: Path) -> None:
    arguments, code, parts = PLAY[case]
    sentence(cli(*NULL, *arguments), code, *parts)


RENDER = {
    "no file": (("--seconds", "1"), 2, ("'OUT'",)),
    "no length": (("a.wav",), 2, ("--seconds",)),
    "length zero": (("a.wav", "--seconds", "0"), 2, ("--seconds", "0.01")),
    "length NaN": (("a.wav", "--seconds", "nan"), 2, ("--seconds", "nan")),
    "length in words": (("a.wav", "--seconds", "long"), 2, ("--seconds", "'long'")),
    "seed": (("a.wav", "--seconds", "1", "--seed", "1e9"), 2, ("--seed", "'1e9'")),
    "samplerate": (("a.wav", "--seconds", "1", "--samplerate", "5"), 2, ("--samplerate", "8000")),
    "parameter": (("a.wav", "--seconds", "1", "--set", "style/polka=1"), 2, ("'style/polka'",)),
    "NaN": (("a.wav", "--seconds", "1", "--set", "width=nan"), 2, ("width", "0 to 1")),
    "model": (("a.wav", "--seconds", "1", "--model", "nobody"), 1, ("'nobody'", "realtime-gen models")),
    "kind of file": (("a.ogg", "--seconds", "1"), 1, ("a.ogg", ".wav or .flac")),
    "missing folder": (("nowhere/a.wav", "--seconds", "1"), 1, ("nowhere", "create it first")),
    "a folder": (("empty", "--seconds", "1"), 1, ("empty", ".wav or .flac")),
}


@pytest.mark.parametrize("case", RENDER)
def test_rendering_refuses(case: str, cli: Callable, untouched: Path) -> None:
    arguments, code, parts = RENDER[case]
    sentence(cli("render", *arguments), code, *parts)


SETTINGS_FILES = {
    "no TOML": ("model = \n", ("line 1",)),
    "no text": (b"\xff\xfe\x00", ("utf-8",)),
    "misspelt": ("modle = 'seven'\n", ("modle", "model", "osc_port")),
    "wrong type": ("blocksize = 'big'\n", ("'big'", "whole number")),
    "out of range": ("samplerate = 1\n", ("8000 to 192000",)),
    "set is a number": ("set = 3\n", ("names with numbers",)),
    "set to a text": ("[set]\ngain = 'loud'\n", ("loud", "names with numbers")),
    "unknown parameter": ("[set]\ngian = 1\n", ("'gian'", "gain")),
}


@pytest.mark.parametrize("case", SETTINGS_FILES)
def test_a_broken_settings_file_is_named(case: str, cli: Callable, tmp_path: Path) -> None:
    contents, parts = SETTINGS_FILES[case]
    (tmp_path / "realtime-gen.toml").write_bytes(contents if isinstance(contents, bytes) else contents.encode())
    before = listing(tmp_path)
    said = sentence(cli(*NULL), 2, *parts)
    assert "realtime-gen.toml" in said or "--set" in said
    assert listing(tmp_path) == before


def test_a_broken_variable_is_named(cli: Callable, untouched: Path) -> None:
    result = cli(*NULL, env={"REALTIME_GEN_BLOCKSIZE": "big"})
    sentence(result, 2, "REALTIME_GEN_BLOCKSIZE", "'big'", "whole number")


# -- models -----------------------------------------------------------------------------------------------------------


def edit_json(folder: Path, **changes: object) -> None:
    """Change model.json; the value ... takes a key out."""
    file = folder / "model.json"
    values = json.loads(file.read_text()) | changes
    file.write_text(json.dumps({key: value for key, value in values.items() if value is not ...}))


def rewrite(folder: Path, graph: str, change: Callable[[bytes], bytes]) -> None:
    file = folder / f"{graph}.onnx"
    file.write_bytes(change(file.read_bytes()))


def flip_a_bit(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def rehash(folder: Path) -> None:
    """Hashes that match, as if the exporter had written the fault."""
    edit_json(folder, hashes={g: sha256((folder / f"{g}.onnx").read_bytes()).hexdigest() for g in ALL_GRAPHS})


def replace_graph(folder: Path, graph: str, data: bytes) -> None:
    rewrite(folder, graph, lambda _: data)
    rehash(folder)


BROKEN_MODELS: dict[str, tuple[Edit, tuple[str, ...]]] = {
    "truncated graph": (lambda f: rewrite(f, "decoder", lambda d: d[:100_000]), ("decoder.onnx", "damaged", "copy")),
    "one bit changed": (lambda f: rewrite(f, "performer", flip_a_bit), ("performer.onnx", "damaged", "copy")),
    "missing graph": (lambda f: (f / "encoder.onnx").unlink(), ("encoder.onnx", "copy")),
    "missing model.json": (lambda f: (f / "model.json").unlink(), ("model.json", "realtime-gen models")),
    "broken JSON": (lambda f: os.truncate(f / "model.json", 5000), ("model.json", "JSON", "copy")),
    "empty JSON": (lambda f: os.truncate(f / "model.json", 0), ("model.json", "JSON", "copy")),
    "binary JSON": (lambda f: (f / "model.json").write_bytes(b"\xff\x00" * 99), ("model.json", "JSON", "copy")),
    "JSON that is a list": (lambda f: (f / "model.json").write_text("[]"), ("model.json", "schema", "export")),
    "bottomless JSON": (lambda f: (f / "model.json").write_text("[" * 200_000), ("model.json", "JSON")),
    "another schema": (lambda f: edit_json(f, schema=99), ("model.json", "schema", "export")),
    "missing field": (lambda f: edit_json(f, styles=...), ("model.json", "styles", "export")),
    "styles that are none": (lambda f: edit_json(f, styles=[]), ("model.json", "styles", "export")),
    "impossible features": (lambda f: edit_json(f, features={"hop": -1}), ("model.json", "export")),
    "states of nothing": (lambda f: edit_json(f, states={}), ("model.json", "export")),
    "states of no shape": (lambda f: edit_json(f, states={"composer": ["h"]}), ("model.json", "export")),
    "components of nothing": (lambda f: edit_json(f, components=[]), ("model.json", "export")),
    "temperatures of nothing": (lambda f: edit_json(f, temperatures=None), ("model.json", "export")),
    "steps of another length": (lambda f: edit_json(f, frames_per_step=3), ("export",)),
    "hashed rubbish": (lambda f: replace_graph(f, "composer", b"rubbish"), ("composer.onnx", "export")),
    "hashed nothing": (lambda f: replace_graph(f, "composer", b""), ("composer.onnx", "export")),
    "graphs exchanged": (
        lambda f: replace_graph(f, "decoder", (f / "performer.onnx").read_bytes()),
        ("decoder.onnx", "export"),
    ),
}


@pytest.fixture
def copied(model: Model, tmp_path: Path) -> Path:
    """A copy of the default model to damage."""
    return Path(shutil.copytree(model.path, tmp_path / "copied"))


@pytest.mark.parametrize("case", BROKEN_MODELS)
def test_a_broken_model_is_refused(case: str, cli: Callable, copied: Path, tmp_path: Path) -> None:
    damage, parts = BROKEN_MODELS[case]
    damage(copied)
    before = listing(tmp_path)
    sentence(cli("render", "a.wav", "--seconds", "0.2", "--model", copied), 1, *parts)
    assert listing(tmp_path) == before


def test_an_undamaged_copy_is_not_refused(cli: Callable, copied: Path, tmp_path: Path) -> None:
    rehash(copied)
    assert cli("render", "a.wav", "--seconds", "0.2", "--model", copied).returncode == 0
    assert (tmp_path / "a.wav").exists()


# -- devices and ports ------------------------------------------------------------------------------------------------


def test_an_unknown_device_is_refused_on_any_machine(cli: Callable, untouched: Path) -> None:
    result = cli("--device", "theremin", "--record", "keep.wav", "--seconds", "0.1")
    said = sentence(result, 1)
    assert "realtime-gen devices" in said or "--device null" in said  # the latter where there is no sound at all


def test_among_real_devices_a_wrong_one_is_named(cli: Callable, jack_server: Callable, untouched: Path) -> None:
    jack = jack_server()
    for wanted in ("theremin", "999"):
        result = cli("--device", wanted, "--seconds", "0.1", env=jack.environment)
        sentence(result, 1, f"'{wanted}'", "`realtime-gen devices`")
    result = cli("--device", "system", "--channels", "9", "--osc-port", "0", "--seconds", "1", env=jack.environment)
    assert result.returncode in (1, 2)
    sentence(result, result.returncode, "channels")


def test_a_device_without_outputs_is_named(cli: Callable, jack_server: Callable, untouched: Path) -> None:
    if not shutil.which("jack_metro"):
        pytest.skip("jack_metro is not installed: apt install jackd2")
    jack = jack_server()
    metronome = jack.client("jack_metro", "-b", "120", "-n", "metro")  # sends only: for PortAudio an input
    try:
        for _ in range(50):
            listed = json.loads(cli("devices", "--json", env=jack.environment).stdout)
            silent = [device for device in listed if device["name"] == "metro"]
            if silent:
                break
            time.sleep(0.1)
        assert silent and silent[0]["outputs"] == 0, listed
        for wanted in ("metro", silent[0]["index"]):
            result = cli("--device", wanted, "--seconds", "0.1", env=jack.environment)
            sentence(result, 1, "metro", "no outputs", "`realtime-gen devices`")
    finally:
        metronome.kill()
        metronome.wait()


def test_a_busy_port_is_named_and_no_take_is_begun(cli: Callable, untouched: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        for take in ("take.wav", "keep.wav"):  # a new one, and one in whose place it would be
            result = cli("--device", "null", "--osc-port", port, "--seconds", "1", "--record", take)
            sentence(result, 1, str(port), "--osc-port")


# -- a full disk ------------------------------------------------------------------------------------------------------


def test_rendering_onto_a_full_disk_leaves_nothing(cli: Callable, full_disk: Path) -> None:
    sentence(cli("render", "disk/a.wav", "--seconds", "20"), 1, "disk/a.wav", "space")
    assert listing(full_disk) == {}


def test_rendering_onto_a_full_disk_keeps_the_earlier_file(cli: Callable, full_disk: Path) -> None:
    assert cli("render", "disk/a.wav", "--seconds", "1").returncode == 0
    before = listing(full_disk)
    sentence(cli("render", "disk/a.wav", "--seconds", "20"), 1, "space")
    assert listing(full_disk) == before


@pytest.mark.real_time
def test_recording_onto_a_full_disk_says_so_plays_on_and_keeps_a_whole_take(cli: Callable, full_disk: Path) -> None:
    started = time.monotonic()
    result = cli("--device", "null", "--osc-port", "0", "--seconds", "6", "--record", "disk/take.wav")
    assert time.monotonic() - started > 6.0, "the sound goes on"
    result.stderr = "\n".join(
        line
        for line in result.stderr.splitlines()
        if not ANNOUNCEMENTS.match(line) and " so far: raise --latency" not in line
    )  # a busy machine's, not the disk's
    sentence(result, 1, "disk/take.wav", "disk is full", "free some space")
    assert set(listing(full_disk)) <= {"take.score", "take.wav"}
    for take in full_disk.glob("*.wav"):
        samples, rate = soundfile.read(take)
        assert 1.0 < len(samples) / rate < 4.0
        assert samples.shape[1] == 2 and samples.std() > 0


# -- recordings to train on -------------------------------------------------------------------------------------------


TRAIN = {
    "an empty folder": (("prepare", "empty", "dataset"), 1, ("no recordings in empty", "WAV")),
    "a missing folder": (("prepare", "nowhere", "dataset"), 1, ("nowhere is not a folder",)),
    "a file for a folder": (("prepare", "keep.wav", "dataset"), 1, ("keep.wav is not a folder",)),
    "no dataset": (("prepare", "empty"), 2, ("last, the folder for the dataset",)),
    "a missing manifest": (("prepare", "empty", "dataset", "--manifest", "no.csv"), 1, ()),
    "make of an empty folder": (("make", "empty", "--name", "mine"), 1, ("no recordings in empty",)),
    "a name with a slash": (("make", "empty", "--name", "a/b"), 2, ("'a/b'", "letters")),
    "minutes NaN": (("fit", "empty", "run", "--minutes", "nan"), 2, ("nan",)),
    "minutes and steps": (("fit", "empty", "run", "--minutes", "1", "--steps", "1"), 2, ("--minutes or --steps",)),
    "fit of no dataset": (("fit", "empty", "run"), 1, ("empty", "dataset", "realtime-train prepare")),
    "export of no run": (("export", "empty", "mine"), 1, ("empty", "training run", "realtime-train fit")),
    "evaluation of no model": (("evaluate", "nobody", "--reference", "empty"), 1, ("'nobody'", "realtime-gen models")),
    "an unknown command": (("frobnicate",), 2, ("'frobnicate'",)),
}


@pytest.mark.parametrize("case", TRAIN)
def test_training_refuses(case: str, cli: Callable, untouched: Path) -> None:
    arguments, code, parts = TRAIN[case]
    sentence(cli(*arguments, program="realtime-train"), code, *parts)
