"""Devices: the list keeps its contract, a choice is what was meant, and every refusal says what to do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from realtime.audio import devices
from realtime.audio.devices import (
    choose,
    find_numbered,
    find_output,
    find_pinned,
    list_devices,
    load_portaudio,
    quiet_stderr,
)
from realtime.errors import DeviceError, NoSoundError, PortAudioMissingError


def device(index: int, name: str, host_api: str = "ALSA", inputs: int = 0, outputs: int = 2) -> devices.Device:
    return devices.Device(
        index=index, name=name, host_api=host_api, inputs=inputs, outputs=outputs, sample_rate=48000.0, default=False
    )


STUDIO = [
    device(0, "HDA Intel PCH: ALC257 Analog (hw:0,0)", inputs=2),
    device(1, "Scarlett 2i2 USB", inputs=2),
    device(2, "Scarlett 2i2 USB", "JACK Audio Connection Kit"),
    device(3, "USB Microphone", inputs=1, outputs=0),
    device(4, "pulse", inputs=32, outputs=32),
    device(5, "pulse monitor", inputs=2, outputs=0),
    device(6, "default"),
    device(7, "sysdefault"),
]


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (4, 4),
        ("4", 4),
        (" 0 ", 0),
        ("alc257", 0),
        ("PULSE", 4),  # the monitor cannot play
        ("default", 6),  # the exact name, though sysdefault contains it
        ("scarlett 2i2 usb, jack", 2),
        ("scarlett 2i2 usb, alsa", 1),
        (None, 4),  # what PortAudio calls the default, in this test
    ],
)
def test_a_device_is_found_by_number_and_by_part_of_its_name(wanted, index):
    assert choose(STUDIO, wanted, "output", default_index=4)["index"] == index


def test_an_input_is_found_among_those_that_can_listen():
    assert choose(STUDIO, "usb microphone", "input")["index"] == 3
    assert choose(STUDIO, "scarlett", "input")["index"] == 1  # JACK's one here has no inputs


@pytest.mark.parametrize(
    ("wanted", "parts"),
    [
        ("theremin", ["'theremin'", "realtime-gen devices"]),
        (99, ["'99'", "realtime-gen devices"]),
        ("", ["realtime-gen devices"]),
        ("scarlett", ["several", "1: Scarlett 2i2 USB, ALSA", "2: Scarlett 2i2 USB, JACK"]),
        ("microphone", ["3: USB Microphone", "no outputs", "realtime-gen devices"]),
        (5, ["5: pulse monitor", "no outputs"]),
    ],
)
def test_a_wrong_choice_is_named_with_its_remedy(wanted, parts):
    with pytest.raises(DeviceError) as caught:
        choose(STUDIO, wanted, "output")
    assert not isinstance(caught.value, NoSoundError), "the caller would fall back to a file"
    for part in parts:
        assert part in str(caught.value)


def test_a_machine_without_any_output_is_told_apart_from_a_wrong_name():
    for wanted in (None, "theremin", 3):
        with pytest.raises(NoSoundError) as caught:
            choose([device(0, "Microphone", inputs=1, outputs=0)], wanted, "output")
        assert not isinstance(caught.value, PortAudioMissingError)


def test_without_a_default_any_output_is_better_than_none():
    assert choose(STUDIO, None, "output", default_index=-1)["index"] == 0


@pytest.mark.parametrize(
    ("name", "host_api", "index"),
    [
        ("HDA Intel PCH: ALC257 Analog (hw:0,0)", "ALSA", 0),
        ("HDA Intel PCH: ALC257 Analog (hw:2,0)", "ALSA", 0),  # the card's number when it was chosen
        ("Scarlett 2i2 USB", "ALSA", 1),
        ("Scarlett 2i2 USB", "JACK Audio Connection Kit", 2),
    ],
)
def test_a_pinned_device_is_found_again(monkeypatch, name, host_api, index):
    monkeypatch.setattr(devices, "list_devices", lambda: STUDIO)
    assert find_pinned(name, host_api)["index"] == index


@pytest.mark.parametrize(
    ("name", "host_api"),
    [
        ("HDA Intel PCH: ALC257 Analog (hw:0,3)", "ALSA"),  # another output of the same card
        ("HDA Intel PCH: ALC257 Analog (hw:0,0)", "JACK Audio Connection Kit"),
        ("Scarlett 2i2", "ALSA"),  # a part of the name is not enough
        ("pulse monitor", "ALSA"),  # cannot play
    ],
)
def test_another_device_never_takes_the_place_of_the_pinned_one(monkeypatch, name, host_api):
    monkeypatch.setattr(devices, "list_devices", lambda: STUDIO)
    with pytest.raises(DeviceError, match="is not there: connect it") as caught:
        find_pinned(name, host_api)
    assert name in str(caught.value) and host_api in str(caught.value)
    assert not isinstance(caught.value, NoSoundError)


def test_of_two_cards_that_could_be_the_pinned_one_neither_is_taken(monkeypatch):
    boxes = [device(0, "Box (hw:1,0)"), device(1, "Box (hw:2,0)")]
    monkeypatch.setattr(devices, "list_devices", lambda: boxes)
    assert find_pinned("Box (hw:2,0)", "ALSA")["index"] == 1
    with pytest.raises(DeviceError, match=r"Box \(hw:3,0\)"):
        find_pinned("Box (hw:3,0)", "ALSA")


def test_a_number_that_no_device_has_is_refused(monkeypatch):
    monkeypatch.setattr(devices, "list_devices", lambda: STUDIO)
    assert find_numbered(3)["name"] == "USB Microphone"
    with pytest.raises(DeviceError, match="no sound device 9"):
        find_numbered(9)


def forget_sounddevice(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] in ("sounddevice", "_sounddevice")]:
        monkeypatch.delitem(sys.modules, name)


def test_a_missing_portaudio_says_what_to_install(monkeypatch, tmp_path):
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')\n")
    monkeypatch.syspath_prepend(tmp_path)
    forget_sounddevice(monkeypatch)
    with pytest.raises(PortAudioMissingError, match="apt install libportaudio2"):
        find_output(None)


def test_a_portaudio_that_cannot_start_is_neither_missing_nor_a_traceback(monkeypatch, tmp_path):
    (tmp_path / "sounddevice.py").write_text(
        "class PortAudioError(Exception): pass\nraise PortAudioError('Error initializing PortAudio', -9999)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    forget_sounddevice(monkeypatch)
    with pytest.raises(DeviceError, match="asoundrc") as caught:
        list_devices()
    assert not isinstance(caught.value, NoSoundError)


class FakePortAudio:
    """sounddevice as `list_devices` uses it, with three devices."""

    PortAudioError = ValueError
    DEVICES = (
        {"index": 0, "name": "mic", "hostapi": 0, "max_input_channels": 1, "max_output_channels": 0},
        {"index": 1, "name": "box", "hostapi": 1, "max_input_channels": 2, "max_output_channels": 2},
        {"index": 2, "name": "speaker", "hostapi": 0, "max_input_channels": 0, "max_output_channels": 2},
    )

    def __init__(self, jack_output: int = -1) -> None:
        self.jack_output = jack_output

    def query_hostapis(self):
        return (
            {"name": "ALSA", "default_input_device": 0, "default_output_device": 2},
            {"name": "JACK", "default_input_device": -1, "default_output_device": self.jack_output},
        )

    def query_devices(self, kind=None):
        listed = [dict(info, default_samplerate=44100.0) for info in self.DEVICES]
        return {"input": listed[0], "output": listed[2]}[kind] if kind else listed


def test_the_list_has_exactly_the_contracted_keys_and_marks_the_defaults(monkeypatch):
    monkeypatch.setattr(devices, "load_portaudio", FakePortAudio)
    listed = list_devices()
    assert [tuple(entry) for entry in listed] == [
        ("index", "name", "host_api", "inputs", "outputs", "sample_rate", "default")
    ] * 3
    assert listed[1] == {
        "index": 1,
        "name": "box",
        "host_api": "JACK",
        "inputs": 2,
        "outputs": 2,
        "sample_rate": 44100.0,
        "default": False,
    }
    assert [entry["default"] for entry in listed] == [True, False, True]
    assert find_output(None)["name"] == "speaker"


def test_a_running_jack_server_is_the_default(monkeypatch):
    monkeypatch.setattr(devices, "load_portaudio", lambda: FakePortAudio(jack_output=1))
    assert find_output(None)["name"] == "box"
    assert [entry["default"] for entry in list_devices()] == [True, True, False]


def test_probing_is_silent_and_stderr_comes_back(capfd):
    with quiet_stderr():
        os.write(2, b"ALSA lib pcm.c: Unknown PCM cards.pcm.front\n")
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"
    with pytest.raises(RuntimeError), quiet_stderr():
        raise RuntimeError
    os.write(2, b"still here\n")
    assert capfd.readouterr().err == "still here\n"


def test_no_descriptor_is_leaked():
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not list a process's open files")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        with quiet_stderr():
            pass
    assert len(os.listdir("/proc/self/fd")) == before


def test_the_real_portaudio_lists_without_an_error():
    try:
        load_portaudio()
    except PortAudioMissingError:
        pytest.skip("PortAudio is not installed here")
    for entry in list_devices():
        assert entry["inputs"] + entry["outputs"] > 0
        assert entry["sample_rate"] > 0
