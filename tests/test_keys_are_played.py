"""Keys and pitch classes: what is asked of the notes is told to the networks, at once, and heard."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osc_tools import Controller, make_registry

from realtime import Engine, keys
from realtime.bundle import Model
from realtime.features.descriptors import FLUX, LOUDNESS, N_DESCRIPTORS, NOTES, SILENCE_DB
from realtime.features.notes import LOWEST_NOTE, N_NOTES
from realtime.harmony import GIVE_WAY, ask_chroma
from realtime.osc import OscServer
from realtime.parameters import Registry
from realtime.performance import Performance, understand
from realtime.score import ScoreError, differences, parse_score
from realtime.values import Values

STEP_S = 512 / 48_000
USUAL = np.repeat(np.array([-60.0, -30.0, -24.0, -20.0, -15.0], np.float32)[:, None], 4, axis=1)
USUAL[:, FLUX] = [0.0, 2.0, 3.0, 4.0, 6.0]
PLUCKED, SUNG = 20.0, 0.0  # dB a second


class Hand:
    """A keyboard, the network steps it leads to, and what was told in each, (n, 64)."""

    def __init__(self, decay: float = SUNG) -> None:
        self.values, self.state, self.decay = Values(make_registry()), keys.KeysState(), decay
        self.asked = keys.KeysAsked(self.values.velocities, self.values.strikes, self.values.releases)
        self.told: list[np.ndarray] = []

    def wait(self, seconds: float, loudness: float | None = None) -> np.ndarray:
        """What is told after so long, while the composer writes a loud B flat."""
        for _ in range(max(1, round(seconds / STEP_S))):
            told = np.zeros(N_DESCRIPTORS, np.float32)
            told[[LOUDNESS, NOTES + 58 - LOWEST_NOTE]] = -18.0, 1.0
            keys.play(self.state, self.asked, told, USUAL, self.decay, STEP_S, loudness)
            self.told.append(told)
        return self.told[-1]

    @property
    def notes(self) -> set[int]:
        return set((np.flatnonzero(self.told[-1][NOTES:]) + LOWEST_NOTE).tolist())


def test_a_key_sounds_in_the_next_step_with_an_attack_and_alone() -> None:
    hand = Hand()
    hand.wait(0.5)
    assert hand.notes == {58}
    hand.values.note(64, 0.75)
    told = hand.wait(STEP_S)
    assert hand.notes == {64} and told[NOTES + 64 - LOWEST_NOTE] == 1.0
    assert told[FLUX] == pytest.approx(4.0) and told[LOUDNESS] == pytest.approx(-20.0)  # the 85 percent quantiles
    assert hand.wait(STEP_S)[FLUX] == 0.0


def test_a_key_sounds_however_shortly_it_is_touched() -> None:
    hand = Hand()
    hand.wait(STEP_S)
    hand.values.note(64, 0.5)
    hand.values.note(64, 0.0)
    assert hand.wait(STEP_S)[FLUX] > 0.0 and hand.notes == {64}


def test_held_tones_last_as_they_do_in_the_style_and_end_when_they_are_let_go() -> None:
    plucked, sung = Hand(PLUCKED), Hand(SUNG)
    for hand in (plucked, sung):
        hand.values.note(64, 0.75)
        hand.wait(1.0)
    assert plucked.told[-1][LOUDNESS] == pytest.approx(-40.0, abs=0.5)
    assert sung.told[-1][LOUDNESS] == pytest.approx(-20.0)
    sung.values.note(64, 0.0)
    assert sung.wait(1.0)[LOUDNESS] == SILENCE_DB and sung.notes == set()


def test_after_the_last_key_there_is_a_rest_and_then_the_model_plays_on() -> None:
    hand = Hand()
    hand.values.note(64, 1.0)
    hand.wait(0.2)
    hand.values.note(64, 0.0)
    hand.wait(1.5)
    assert hand.notes == set()
    hand.wait(1.5)
    assert hand.notes == {58} and hand.told[-1][LOUDNESS] == -18.0


def test_sixteen_keys_sound_together_and_velocity_tells_them_apart() -> None:
    hand = Hand()
    for number in range(48, 64):
        hand.values.note(number, 0.4 if number % 2 else 1.0)
    told = hand.wait(STEP_S)
    assert hand.notes == set(range(48, 64))
    loud, soft = told[NOTES + 48 - LOWEST_NOTE], told[NOTES + 49 - LOWEST_NOTE]
    assert loud == 1.0 and soft == pytest.approx(1.0 - 9.0 / 30.0, abs=0.01)  # 9 dB lie between the quantiles


def test_whoever_sets_the_loudness_has_it_while_keys_are_held() -> None:
    hand = Hand(PLUCKED)
    hand.values.note(64, 0.2)
    assert hand.wait(2.0, loudness=-33.0)[LOUDNESS] == pytest.approx(-33.0)
    hand.values.note(64, 0.0)
    assert hand.wait(0.2, loudness=-33.0)[LOUDNESS] < -45.0


@given(st.integers(0, 127))
def test_every_midi_number_is_a_note_of_its_pitch_class(number: int) -> None:
    note = int(keys.NOTE_OF_KEY[number])
    assert 0 <= note < N_NOTES and (note + LOWEST_NOTE) % 12 == number % 12
    if LOWEST_NOTE <= number < LOWEST_NOTE + N_NOTES:
        assert note + LOWEST_NOTE == number


def test_auto_and_panic_let_go_of_keys() -> None:
    for let_go in (lambda v: v.set_automatic(None, True), lambda v: v.set_automatic("chroma", True),
                   lambda v: v.request_panic()):  # fmt: skip
        values = Values(make_registry())
        values.note(60, 0.5)
        values.set_automatic("loudness", True)
        assert values.held[60]
        let_go(values)
        assert not values.held.any()


def test_what_is_held_is_part_of_a_take() -> None:
    values = Values(make_registry())
    values.note(60, 0.5)
    values.note(61, 0.5)
    values.note(61, 0.0)
    assert list(differences(values)) == [("/rt/note", (60, 0.5))]


# -- pitch classes --


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.0, 1.0), st.integers(0, 11), st.floats(36.0, 95.0))
def test_a_pitch_class_is_as_strong_as_asked_and_the_others_stay_below_it(
    seed: int, value: float, pitch_class: int, register: float
) -> None:
    rng = np.random.default_rng(seed)
    notes = (rng.random(N_NOTES) * (rng.random(N_NOTES) < 0.15)).astype(np.float32)
    before, asked = notes.copy(), np.arange(12) == pitch_class
    values = np.full(12, value, np.float32)
    ask_chroma(notes, values, asked, register)
    column = notes[pitch_class::12]
    assert column.max() == (pytest.approx(value, abs=1e-6) if value >= 0.2 else 0.0)
    others = np.arange(N_NOTES) % 12 != pitch_class
    np.testing.assert_allclose(notes[others], np.minimum(before[others], 1.0 - GIVE_WAY * value), rtol=1e-6)
    if value >= 0.2 and not before[pitch_class::12].any():
        number = LOWEST_NOTE + int(np.flatnonzero(notes * ~others)[0])
        assert abs(number - register) <= 6.0 or number < LOWEST_NOTE + 12 or number >= LOWEST_NOTE + N_NOTES - 12


# -- through the whole instrument --


def play(engine: Engine | Performance, seconds: float) -> np.ndarray:
    out = np.zeros((round(seconds * 48_000), 2), np.float32)
    engine.process(out)
    return out


def test_a_key_is_told_within_one_network_step(model: Model) -> None:
    engine = Engine(model, seed=1)
    play(engine, 0.5)
    generator = engine.generator
    for number in (60, 67, 43):
        engine.note(number, 0.8)
        play(engine, generator.step_s + engine.spec.hop / 48_000)
        assert generator.told[NOTES + number - LOWEST_NOTE] == 1.0, number


SCORE = """0 /rt/param/fade 0.0
0.2 /rt/note 60 0.7
0.41 /rt/note 64 0.9
0.5 /rt/note 60 0
0.8 /rt/auto 1"""


def test_a_score_of_keys_is_the_same_performance_every_time(model: Model) -> None:
    calls = understand(parse_score(SCORE), Registry(model.bundle), model.bundle.name)
    first, again = (Performance(Engine(model, seed=3), calls) for _ in range(2))
    sound = play(first, 1.2)
    other = np.concatenate([play(again, 0.333), play(again, 0.867)])
    np.testing.assert_array_equal(sound, other)
    without = play(Performance(Engine(model, seed=3), calls[:1]), 1.2)
    unlike = np.flatnonzero((sound != without).any(axis=1))
    hop, step = 256, 512
    assert 0.2 * 48_000 <= unlike[0] <= 0.2 * 48_000 + hop + step  # from the hop after its time on, and not before


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1 /rt/note 128 1", "0 to 127"),
        ("1 /rt/note 60", "takes 2"),
        ("1 /rt/nothing 1", "nothing answers"),
        ('1 /rt/model "another"', "one"),
    ],
)
def test_a_score_that_cannot_be_played_is_refused_before_it_is(line: str, says: str) -> None:
    with pytest.raises(ScoreError, match=f"line 2, column 3.*{says}"):
        understand(parse_score("# a comment\n" + line), make_registry(), "test")


def test_a_state_saved_with_a_key_down_goes_on_with_the_same_sound(model: Model) -> None:
    engine, other = Engine(model, seed=1), Engine(model, seed=2)
    engine.note(60, 0.8)
    play(engine, 0.3)
    state = engine.save_state()
    expected = play(engine, 0.2)
    other.restore_state(state)
    np.testing.assert_array_equal(play(other, 0.2), expected)
    assert other.values.held[60]


def test_strikes_that_nobody_could_hear_are_not_made_up_for(model: Model) -> None:
    engine = Engine(model, seed=1)
    engine.set("speed", 0.0)
    play(engine, 1.0)
    for number in (60, 64):
        engine.note(number, 0.8)
    engine.note(60, 0.0)
    play(engine, 0.3)
    engine.set("speed", 1.0)
    play(engine, 0.3)
    told = engine.generator.told[NOTES:]
    assert told[64 - LOWEST_NOTE] == 1.0 and told[60 - LOWEST_NOTE] == 0.0


def test_keys_come_by_osc() -> None:
    values = Values(make_registry())
    server = OscServer(values, port=0)
    with server:
        controller = Controller(server.port)
        controller.send("/rt/note", 60, 0.7)
        controller.send("/rt/note", 64.0, 2.0)
        controller.meet()
        assert set(np.flatnonzero(values.held)) == {60, 64}
        assert values.velocities[60] == pytest.approx(0.7) and values.velocities[64] == 1.0
        controller.send("/rt/note", 60, 0.0)
        controller.send("/rt/note", 200, 0.5)
        (error,) = controller.received(2.0, until="/rt/error")
        assert "0 to 127" in str(error.arguments[0])
        controller.meet()
        assert set(np.flatnonzero(values.held)) == {64}


def test_a_score_is_performed_by_a_running_server_in_its_time() -> None:
    values = Values(make_registry())
    heard: list[tuple[str, float]] = []
    server = OscServer(values, port=0, heard=lambda address, _: heard.append((address, time.monotonic())))
    score = "0 /rt/note 60 0.5\n0.15 /rt/param/gain -6\n0.15 /rt/ping\n0.3 /rt/note 60 0\n0.3 /rt/latent/11 1"
    with server:
        began = time.monotonic()
        server.perform([call.line for call in understand(parse_score(score), values.registry, None)])
        while len(heard) < 4:
            assert time.monotonic() - began < 10.0
            time.sleep(0.01)
    addresses, times = zip(*heard, strict=True)
    assert addresses == ("/rt/note", "/rt/param/gain", "/rt/note", "/rt/latent/11")
    assert all(at >= began + due for at, due in zip(times, (0.0, 0.15, 0.3, 0.3), strict=True)), "nothing comes early"
    assert values.get("gain") == -6.0 and not values.held.any()
