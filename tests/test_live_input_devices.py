"""`realtime-gen --input-device` hears through real JACK and PulseAudio servers; an input may go, and the music stays.

The player is another program that plays a recording into ours through PortAudio, and records what comes out meanwhile.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from live_tools import RATE, hum
from test_play_jack import ask_status, jack_device
from test_play_pulse import Pulse, pulse_server  # noqa: F401
from test_supervision import engine_of, said, wait_for

from realtime.audio.inputs import InputDevice
from realtime.audio.link import AudioLink
from realtime.bundle import Model
from realtime.errors import DeviceError
from realtime.features import DescriptorSpec
from realtime.features.descriptors import NOTES

PLAYER = """
import sys, soundfile, sounddevice
sound, rate = soundfile.read(sys.argv[1], dtype="float32")
ours = [d["index"] for d in sounddevice.query_devices() if d["name"] == "PortAudio"]
heard = sounddevice.playrec(sound, rate, channels=2, device=(ours[0], ours[0]), blocking=True)
soundfile.write(sys.argv[2], heard, rate, subtype="FLOAT")
"""
NUMBERS, NOTE_S, REST_S = [60, 67, 64, 72], 0.5, 0.05
LATEST_S = 0.4  # from a note to the same note: what the engine takes, the ring, and a busy machine


def test_the_null_device_is_no_input() -> None:
    with pytest.raises(DeviceError, match="the null device hears nothing: name one with inputs"):
        InputDevice(AudioLink(RATE), " Null", None, print)


def test_an_input_that_is_not_there_is_a_sentence_and_no_music(cli: Callable) -> None:
    run = cli("--device", "null", "--input-device", "no such thing", "--seconds", "1")
    assert run.returncode == 1 and len(run.stderr.splitlines()) == 1, run.stderr
    assert "no sound device 'no such thing'" in run.stderr or "no sound input" in run.stderr


def input_level(one: object) -> float:
    return float(str(ask_status(one.port, ("input",))["input"]))  # type: ignore[attr-defined]


@pytest.mark.real_time
def test_the_notes_played_into_jack_are_those_that_come_out(
    jack_server: Callable, cli: Callable, playing: Callable, tmp_path: Path, model: Model
) -> None:
    """Input and output in one stream, on a real server."""
    jack = jack_server()
    device = jack_device(cli, jack.environment)
    one = playing("--input-device", device, "--set", "style/piano=1", device=device, env=jack.environment)
    wait_for(lambda: said(one, f"^hearing {device}: system, JACK"), "it says what it hears")
    assert input_level(one) < -60.0, "nobody plays yet"

    recording, capture = tmp_path / "hum.wav", tmp_path / "capture.wav"
    melody = np.concatenate([hum(NUMBERS, NOTE_S, REST_S), np.zeros(round(LATEST_S * RATE))])
    soundfile.write(recording, np.stack([melody, melody], 1), RATE)
    player = jack.client(sys.executable, "-c", PLAYER, recording, capture)
    loudest = -120.0
    while player.poll() is None:
        loudest = max(loudest, input_level(one))
    assert player.wait() == 0, player.communicate()[0]
    assert loudest > -40.0

    heard, rate = soundfile.read(capture, dtype="float32")
    spec = DescriptorSpec(model.bundle.spec)
    assert rate == RATE
    rows = spec.compute(spec.features.power(heard[:, 0]))
    strongest = rows[:, NOTES:].argmax(axis=1) + 36
    per_note, length = spec.features.frame_rate * (NOTE_S + REST_S), len(NUMBERS)
    asked = np.array([NUMBERS[int(i / per_note)] for i in range(int(length * per_note))])
    shares = [float(np.mean(strongest[at : at + len(asked)] == asked)) for at in range(len(strongest) - len(asked))]
    assert max(shares) > 0.7, max(shares)  # measured 0.96
    assert one.interrupt() == 130


@pytest.mark.real_time
@pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio is heard through ALSA")
def test_an_input_may_go_away_and_come_back_and_the_music_goes_on(
    pulse_server: Pulse,  # noqa: F811
    playing: Callable,
    cli: Callable,
) -> None:
    """A stream of its own, beside another device's output."""
    pulse = pulse_server
    if "pulse, ALSA" not in cli("devices", env=pulse.environment).stdout:
        pytest.skip("ALSA has no device pulse: apt install libasound2-plugins")
    one = playing("--input-device", "pulse, ALSA", env=pulse.environment)
    engine = engine_of(one)

    def is_heard() -> bool:
        listed = ["pactl", "list", "short", "source-outputs"]
        return bool(subprocess.run(listed, env=pulse.environment, capture_output=True, check=False).stdout)

    wait_for(is_heard, "PulseAudio has somebody who listens")
    pulse.die()
    wait_for(lambda: len(said(one, "went away: playing on without it")) == 1, "it noticed")
    pulse.start()
    wait_for(lambda: len(said(one, "hearing the input")) == 1, "it hears again")
    wait_for(is_heard, "PulseAudio has somebody who listens again")
    assert engine_of(one) == engine and not said(one, "playing again"), "the same engine played on"
    assert one.interrupt() == 130
    assert not [line for line in one.said if "Traceback" in line]
