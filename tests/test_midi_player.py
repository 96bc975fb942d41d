"""What MIDI messages do, without a driver: keys, pedals, knobs that pick up, learning, programs, clocks, nonsense."""

from __future__ import annotations

import math
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osc_tools import make_registry

from realtime.midi.clock import STEPS, Clock, nearest_step
from realtime.midi.map import Controller, MidiMap, load_map, save_map
from realtime.midi.messages import parse
from realtime.midi.player import LEARN_S, Player


class Played(Player):
    """A player, and what it sent and said. `press` plays bytes on input 1."""

    def __init__(self, path: Path, midi_map: MidiMap | None = None) -> None:
        self.sent: list[tuple[object, ...]] = []
        self.said: list[str] = []
        self.warned: list[str] = []
        if midi_map is not None:
            save_map(midi_map, path)
        super().__init__(lambda *message: self.sent.append(message), path, self.said.append, self.warned.append)
        self.parameters(make_registry().parameters)
        self.arrived(1, "keys")

    def press(self, *messages: bytes, number: int = 1, at: float = 0.0) -> list[tuple[object, ...]]:
        """Returns what these made it send."""
        self.sent.clear()
        for message in messages:
            understood = parse(message)
            if understood is not None:
                self.play(number, understood, at)
        self.tick(time.monotonic())
        return list(self.sent)

    def turn(self, cc: int, *values: int, channel: int = 1) -> list[tuple[object, ...]]:
        return self.press(*(bytes([0xAF + channel, cc, value]) for value in values))


@pytest.fixture
def player(tmp_path: Path) -> Played:
    return Played(tmp_path / "midi.toml")


ON, OFF = bytes([0x90, 60, 127]), bytes([0x80, 60, 64])


def pedal(down: bool) -> bytes:
    return bytes([0xB0, 64, 127 if down else 0])


# -- keys -------------------------------------------------------------------------------------------------------------


def test_keys_are_struck_and_let_go(player: Played) -> None:
    assert player.press(ON) == [("/rt/note", 60, 1.0)]
    assert player.press(OFF) == [("/rt/note", 60, 0.0)]
    assert player.press(ON, bytes([0x90, 60, 0]))[1:] == [("/rt/note", 60, 0.0)]  # as many keyboards let go
    assert player.press(OFF) == []  # of what nobody holds


def test_the_pedal_holds_what_is_let_go(player: Played) -> None:
    player.press(ON, pedal(True))
    assert player.press(OFF) == []
    assert player.press(ON) == [("/rt/note", 60, 1.0)]  # struck again, held by a finger now
    assert player.press(pedal(False)) == []
    assert player.press(OFF) == [("/rt/note", 60, 0.0)]
    player.press(pedal(True), ON, OFF)
    assert player.press(pedal(False)) == [("/rt/note", 60, 0.0)]


def test_two_keyboards_may_hold_one_key(player: Played) -> None:
    player.arrived(2, "other keys")
    player.press(ON)
    player.press(ON, number=2)
    assert player.press(OFF) == []
    assert player.press(OFF, number=2) == [("/rt/note", 60, 0.0)]


def test_all_notes_off_waits_for_the_pedal_and_all_sound_off_does_not(player: Played) -> None:
    player.press(ON, bytes([0x90, 64, 1]), pedal(True))
    assert player.turn(123, 0) == []
    assert player.press(pedal(False)) == [("/rt/note", 60, 0.0), ("/rt/note", 64, 0.0)]
    player.press(ON, pedal(True))
    assert player.turn(120, 0) == [("/rt/note", 60, 0.0)]
    player.press(ON, pedal(True), OFF)
    assert player.turn(121, 0) == [("/rt/note", 60, 0.0)]  # all controllers are reset, the pedal among them


def test_a_keyboard_that_is_unplugged_lets_go(player: Played) -> None:
    player.arrived(2, "other keys")
    player.press(ON, pedal(True), OFF)
    player.press(bytes([0x90, 64, 1]), number=2)
    player.sent.clear()
    player.gone(1)
    assert player.sent == [("/rt/note", 60, 0.0)]


def test_the_channel_of_the_map_is_heard_alone(tmp_path: Path) -> None:
    player = Played(tmp_path / "midi.toml", MidiMap(channel=2))
    assert player.press(ON) == []
    assert player.press(bytes([0x91, 60, 127])) == [("/rt/note", 60, 1.0)]


def test_the_wheel_bends_from_where_the_pitch_stood(player: Played) -> None:
    player.hear("/rt/param/pitch", (7.0,))
    assert player.press(bytes([0xE0, 127, 127])) == [("/rt/param/pitch", 9.0)]
    assert player.press(bytes([0xE0, 0, 0])) == [("/rt/param/pitch", 5.0)]
    assert player.press(bytes([0xE0, 0, 64])) == [("/rt/param/pitch", 7.0)]


# -- knobs ------------------------------------------------------------------------------------------------------------


def test_a_knob_does_nothing_until_it_passes_where_the_parameter_stands(player: Played) -> None:
    player.hear("/rt/param/brightness", (6.0,))  # position 0.75: 95 or 96 of 127
    assert player.turn(74, 0, 30, 64, 80) == []
    ((address, value),) = player.turn(74, 100)
    assert address == "/rt/param/brightness" and value == pytest.approx(12 * 36 / 63, rel=1e-6)
    assert player.turn(74, 64) == [("/rt/param/brightness", 0.0)]  # in step now; 64 is exactly the middle
    player.hear("/rt/param/brightness", (-12.0,))  # somebody else moves it away
    assert player.turn(74, 70, 90) == []
    assert player.turn(74, 0) == [("/rt/param/brightness", -12.0)]


def test_many_steps_at_once_send_the_last(player: Played) -> None:
    assert len(player.turn(74, *range(40, 90))) == 1


def test_what_the_model_writes_is_taken_at_once_along_its_curve(tmp_path: Path) -> None:
    player = Played(tmp_path / "midi.toml", MidiMap(controllers=(Controller("centroid", cc=20),)))
    centroid = {parameter.name: parameter for parameter in make_registry()}["centroid"]
    assert centroid.automatic and centroid.curve == "log"
    ((_, middle),) = player.turn(20, 64)
    assert middle == pytest.approx(math.sqrt(centroid.low * centroid.high))
    player.hear("/rt/param/centroid", (centroid.high,))
    assert player.turn(20, 20) == []  # now it is somebody's
    player.hear("/rt/auto/centroid", (1.0,))
    assert len(player.turn(20, 10)) == 1


def test_switches_pedals_and_buttons(tmp_path: Path) -> None:
    rows = (Controller("freeze", cc=66), Controller("mute", cc=30, toggle=True))
    player = Played(tmp_path / "midi.toml", MidiMap(controllers=rows))
    assert player.turn(66, 127) == [("/rt/param/freeze", 1.0)]
    assert player.turn(66, 90) == []
    assert player.turn(66, 0) == [("/rt/param/freeze", 0.0)]
    assert player.turn(30, 127, 0) == [("/rt/param/mute", 1.0)]
    assert player.turn(30, 127, 0) == [("/rt/param/mute", 0.0)]


def test_fourteen_bits_nrpn_ends_and_turned_ends(tmp_path: Path) -> None:
    rows = (
        Controller("x", cc=16, fine=True, pickup=False), Controller("y", nrpn=300, pickup=False),
        Controller("gain", cc=7, low=0.0, high=-12.0, pickup=False),
        Controller("density", cc=8, low=0.0, high=999.0, pickup=False),
    )  # fmt: skip
    player = Played(tmp_path / "midi.toml", MidiMap(controllers=rows))
    assert player.press(bytes([0xB0, 16, 64]), bytes([0xB0, 48, 1]))[-1][1] == pytest.approx(1 / 8191)
    player.press(bytes([0xB0, 99, 2]), bytes([0xB0, 98, 44]))
    assert player.turn(6, 127) == [("/rt/param/y", pytest.approx(8064 / 8191))]
    assert player.turn(38, 127) == [("/rt/param/y", 1.0)]
    assert player.turn(7, 127) == [("/rt/param/gain", -12.0)]
    assert player.turn(8, 127) == [("/rt/param/density", 12.0)]  # a descriptor's range is the model's


def test_the_default_map_weighs_the_styles_of_the_model(player: Played) -> None:
    assert player.turn(21, 0, 127) == [("/rt/param/style/rain", 1.0)]
    player.parameters(make_registry(("wind", "bells", "sea")).parameters)
    assert player.turn(22, 0, 127) == [("/rt/param/style/sea", 1.0)]


# -- learning ---------------------------------------------------------------------------------------------------------


def test_a_controller_is_learnt_kept_and_forgotten(player: Played, tmp_path: Path) -> None:
    player.hear("/rt/param/pitch", (0.0,))
    player.learn("pitch")
    player.press(ON, pedal(True))  # neither keys nor pedal are learnt
    player.turn(74, 64, channel=3)
    assert player.turn(74, 127, channel=3) == [("/rt/param/pitch", 24.0)]
    kept = load_map(tmp_path / "midi.toml")
    assert [c for c in kept.controllers if c.parameter == "pitch"] == [Controller("pitch", 3, 74)]
    assert not [c for c in kept.controllers if c.parameter == "brightness"]  # that was its work so far
    again = Played(tmp_path / "midi.toml")
    again.turn(74, 64, channel=3)
    assert again.turn(74, 127, channel=3) == [("/rt/param/pitch", 24.0)]
    again.forget("pitch")
    assert again.turn(74, 20, channel=3) == []
    assert not [c for c in load_map(tmp_path / "midi.toml").controllers if c.parameter == "pitch"]
    assert [path.name for path in tmp_path.iterdir()] == ["midi.toml"]  # no halves


def test_what_was_edited_meanwhile_is_not_lost(player: Played, tmp_path: Path) -> None:
    save_map(MidiMap(semitones=12.0), tmp_path / "midi.toml")
    player.learn("gain")
    player.turn(11, 5)
    assert load_map(tmp_path / "midi.toml") == MidiMap(semitones=12.0, controllers=(Controller("gain", 1, 11),))
    (tmp_path / "midi.toml").write_text("version =")
    player.learn("speed")
    player.turn(12, 5)
    assert "midi.toml" in player.warned[-1]
    assert (tmp_path / "midi.toml").read_text() == "version ="


def test_learning_ends_after_half_a_minute(player: Played) -> None:
    player.learn("pitch")
    player.tick(time.monotonic() + LEARN_S + 0.1)
    assert "not learnt" in player.said[-1]
    player.turn(50, 64)
    assert player.turn(50, 127) == []


# -- programs and clocks ----------------------------------------------------------------------------------------------


def test_a_program_recalls_the_preset_of_that_number(player: Played) -> None:
    assert player.press(bytes([0xC0, 1])) == [("/rt/preset/list",)]
    player.hear("/rt/preset/names", ("glass", "air", "bronze"))
    assert player.sent[-1] == ("/rt/preset/load", "bronze")
    player.press(bytes([0xC0, 3]))
    player.hear("/rt/preset/names", ("glass", "air", "bronze"))
    assert player.sent == [("/rt/preset/list",)] and "3 presets" in player.said[-1]
    player.sent.clear()
    player.hear("/rt/preset/names", ("glass",))  # that somebody else asked for
    assert not player.sent


@pytest.mark.parametrize("bpm", [48.0, 90.0, 120.0, 178.0])
def test_a_clock_with_jitter_and_losses_is_tracked(bpm: float) -> None:
    rng = random.Random(1)
    clock = Clock("always", 120.0)
    steps = []
    for i in range(24 * 16):
        if rng.random() > 0.01:  # a percent is lost
            at = i * 60.0 / bpm / 24
            step = clock.clock(math.ceil((at + rng.uniform(0.0, 0.002)) / 0.0053) * 0.0053)  # JACK, 256 at 48 kHz
            steps += [] if step is None else [step]
    assert clock.bpm == pytest.approx(bpm, rel=0.02)  # measured: 0.1 to 1 %
    assert steps == [nearest_step(bpm / 120.0)]


def test_speed_changes_on_a_beat_and_not_back_and_forth() -> None:
    clock, changes, at = Clock("running", 120.0), [], 0.0

    def beats(bpm: float, count: int) -> None:
        nonlocal at
        for i in range(24 * count):
            step = clock.clock(at)
            if step is not None:
                changes.append((step, i % 24))
            at += 60.0 / bpm / 24

    beats(90.0, 3)
    assert not changes  # it has not been started
    clock.start()
    beats(90.0, 3)
    assert changes == [(0.75, 0)]
    border = 120.0 * math.sqrt(0.75)  # between 3/4 and 1
    for _ in range(5):
        beats(border * 1.01, 2)
        beats(border * 0.99, 2)
    assert len(changes) == 1
    beats(120.0, 4)
    assert changes[1:] == [(1.0, 0)]
    clock.stop()
    beats(240.0, 4)
    assert len(changes) == 2


def test_every_step_is_nearest_to_itself() -> None:
    assert [nearest_step(step) for step in STEPS] == list(STEPS)
    assert nearest_step(1e-9) == STEPS[0] and nearest_step(1e9) == STEPS[-1]


def test_one_clock_is_followed_and_stop_freezes_if_asked_to(tmp_path: Path) -> None:
    player = Played(tmp_path / "midi.toml", MidiMap(transport=True, follow="always"))
    player.arrived(2, "another")
    sent = []
    for i in range(24 * 3):
        sent += player.press(b"\xf8", number=1, at=i * 60.0 / 240.0 / 24)
        sent += player.press(b"\xf8", number=2, at=i * 60.0 / 60.0 / 24)
    assert sent == [("/rt/param/speed", 2.0)]
    assert player.press(b"\xfc") == [("/rt/freeze", 1.0)]
    assert player.press(b"\xfb") == [("/rt/freeze", 0.0)]


# -- nonsense ---------------------------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(st.binary(max_size=4), st.binary(max_size=400).map(lambda data: b"\xf0" + data)), max_size=60)
)
def test_nothing_that_an_input_says_raises(tmp_path_factory: pytest.TempPathFactory, said: list[bytes]) -> None:
    player = Played(tmp_path_factory.mktemp("fuzz") / "midi.toml")
    player.learn("gain")
    player.press(*said)
    player.gone(1)
    struck = {message[1] for message in player.sent if message[0] == "/rt/note" and message[2]}
    let_go = {message[1] for message in player.sent if message[0] == "/rt/note" and not message[2]}
    assert struck == let_go or not said
    assert not player.warned


@pytest.mark.parametrize("data", [b"", b"\x90", b"\x90\x3c", b"\x90\x3c\x80", b"\x3c\x40\x40", b"\xf0\x01", b"\xfe"])
def test_what_is_no_message_is_none(data: bytes) -> None:
    assert parse(data) is None
