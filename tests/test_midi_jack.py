"""The real program played over a real MIDI loop: a keyboard on a JACK server, heard by an OSC client that watches."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Cli, Jack, Playing
from test_osc_client import Heard

from realtime.midi.map import Controller, MidiMap, save_map
from realtime.osc.client import OscClient

pytest.importorskip("rtmidi")
KEYBOARD = Path(__file__).with_name("midi_keyboard.py")


class Keyboard:
    """A `midi_keyboard.py`."""

    def __init__(self, jack: Jack, name: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(KEYBOARD), name],
            env=jack.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._wait()

    def send(self, *bytes_or_word: int | str) -> None:
        assert self.process.stdin is not None
        words = [word if isinstance(word, str) else f"{word:02x}" for word in bytes_or_word]
        print(" ".join(words), file=self.process.stdin, flush=True)
        self._wait()

    def _wait(self) -> None:
        assert self.process.stdout is not None and self.process.stdout.readline() == "done\n"


@pytest.fixture
def keyboard() -> Iterator[Callable[[Jack, str], Keyboard]]:
    started = []

    def start(jack: Jack, name: str) -> Keyboard:
        started.append(Keyboard(jack, name))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()


def midi_process(parent: int) -> int:
    """Its MIDI process."""
    children = subprocess.run(["pgrep", "-P", str(parent), "-f", "realtime.midi"], capture_output=True, text=True)
    (child,) = children.stdout.split()
    return int(child)


def status(text: str) -> Callable[[str, tuple[object, ...]], bool]:
    return lambda address, given: address == "/rt/status/midi" and text in str(given[0])


def value(name: str, *expected: float) -> Callable[[str, tuple[object, ...]], bool]:
    return lambda address, given: address == f"/rt/{name}" and given == pytest.approx(expected, rel=1e-6)


def test_a_keyboard_plays_the_program(
    playing: Callable[..., Playing],
    jack_server: Callable[..., Jack],
    keyboard: Callable[[Jack, str], Keyboard],
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    jack, heard, take = jack_server(), Heard(), tmp_path / "a.wav"
    keys = keyboard(jack, "Keystation")
    chosen = tmp_path / "map.toml"
    save_map(MidiMap(follow="always", controllers=(Controller("gain", cc=7),)), chosen)
    program = playing("--midi", "keySTAtion", "--midi-map", chosen, "--record", take, env=jack.environment)
    with OscClient("127.0.0.1", program.port, heard) as hand:
        heard.wait(status("Keystation:out is here"))
        keys.send(0x90, 60, 127)
        heard.wait(status("note 60 on 1.00"))
        keys.send(0x80, 60, 0)
        keys.send(0xB0, 7, 127)  # gain stands at 0 of -60 to 6: nothing happens before it is passed
        keys.send(0xB0, 7, 64)
        heard.wait(value("param/gain", -27.0))
        assert ("/rt/param/gain", (6.0,)) not in heard.messages

        hand.send("/rt/midi/learn", "style/nothing")
        heard.wait(lambda address, given: address == "/rt/error" and "style/nothing" in str(given[0]))
        hand.send("/rt/midi/learn", "freeze")
        heard.wait(status("learning freeze"))
        for sent in ((0xFE,), (0x90,), (0xF0, 1, 2), *[(0xF0, *range(100), 0xF7)] * 50):  # what devices say besides
            keys.send(*sent)
        for moved in (127, 0, 127):
            keys.send(0xB2, 20, moved)
        heard.wait(value("freeze", 1.0))
        assert "channel = 3\ncc = 20" in chosen.read_text()
        hand.send("/rt/midi/forget", "freeze")
        heard.wait(status("freeze has no controller"))

        presets = next(given for address, given in heard.messages if address == "/rt/preset/names")
        keys.send(0xC0, 3)
        heard.wait(status(f"program 4: preset {presets[3]}"))
        heard.wait(lambda address, given: (address, given) == ("/rt/status/preset", (presets[3],)))
        began = time.monotonic()
        for i in range(72):  # three beats at 180 a minute
            time.sleep(max(0.0, began + i / 72.0 - time.monotonic()))
            keys.send(0xF8)
        heard.wait(value("param/speed", 1.5))

        keys.send(0x90, 64, 100)
        keys.send("unplug")
        heard.wait(status("Keystation:out has gone"))
        heard.messages.clear()
        keys.send("plug")
        heard.wait(status("Keystation:out is here"))
        keys.send(0xB0, 7, 64)
        keys.send(0xB0, 7, 0)
        heard.wait(value("param/gain", -60.0))

        keys.send(0x90, 67, 100)
        heard.wait(status("note 67 on"))
        heard.messages.clear()
        os.kill(midi_process(program.process.pid), signal.SIGKILL)
        heard.wait(status("Keystation:out is here"))
    assert program.interrupt() == 130
    score = take.with_suffix(".score").read_text()
    notes = [line.split()[2:] for line in score.splitlines() if line.split()[1:2] == ["/rt/note"]]
    assert [key for key, velocity in notes if float(velocity) > 0.0] == ["60", "64", "67"], score
    held = {key for key, velocity in dict(notes).items() if float(velocity) > 0.0}
    assert not held, "keys of a keyboard that was unplugged, or of a process that died, go on"


def test_the_inputs_are_listed(
    cli: Cli, jack_server: Callable[..., Jack], keyboard: Callable[[Jack, str], Keyboard]
) -> None:
    jack = jack_server()
    keyboard(jack, "Keystation")
    listed = cli("midi", env=jack.environment)
    assert (listed.returncode, listed.stdout, listed.stderr) == (0, "Keystation:out\n", "")
    without = cli("midi", "--json", env=jack.environment | {"JACK_DEFAULT_SERVER": "none"})
    if not Path("/dev/snd/seq").exists():
        assert without.stdout == '{\n "system": "",\n "inputs": []\n}\n' and without.returncode == 0


def test_it_ends_with_the_control_process_even_in_the_middle_of_an_order(tmp_path: Path) -> None:
    environment = os.environ | {"JACK_DEFAULT_SERVER": "none"}
    first = {"inputs": "none", "map": str(tmp_path / "map.toml"), "osc": ["127.0.0.1", 9], "parameters": [],
             "again": False}  # fmt: skip
    command = [sys.executable, "-m", "realtime.midi"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps(first).encode() + b"\n")
            process.stdin.flush()
            assert b"warn" in process.stdout.readline(), "it plays"
            process.stdin.write(b'{"learn": "bright')
            process.stdin.close()
            assert process.wait(10.0) == 0
        finally:
            process.kill()


def test_a_map_that_makes_no_sense_is_refused_before_anything_starts(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text("version = 1\n[[controller]]\ncc = 1\nparameter = 'volume'\n")
    refused = cli("--device", "null", "--midi", "all", "--midi-map", "map.toml")
    assert refused.returncode == 2 and refused.stdout == ""
    assert refused.stderr.startswith("realtime-gen: map.toml: [[controller]] number 1: there is no parameter 'volume'")
    refused = cli("--device", "null", "--midi", "all", "--midi-map", "none.toml")
    assert refused.returncode == 2 and "there is no none.toml" in refused.stderr


def test_without_the_extra_it_says_how_to_get_it(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['rtmidi'] = None\n")
    path = f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    for arguments in (("midi",), ("--device", "null", "--midi", "all")):
        refused = cli(*arguments, env={"PYTHONPATH": path})
        assert refused.returncode == 1
        assert refused.stderr == "realtime-gen: MIDI needs python-rtmidi: pip install 'realtime-gen[midi]'\n"
