"""Presets as a controller uses them, over a socket: recalled as one change, morphed, saved, and told to everybody."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from osc_tools import Controller, error_of, make_registry

from realtime.osc import OscServer, dispatch
from realtime.performance import understand
from realtime.presets import Preset, PresetError, Presets
from realtime.presets.library import BETWEEN_HINTS_S
from realtime.presets.recall import TICK_S
from realtime.score import parse_score
from realtime.values import Values

FACTORY = """
version = 1
model = "test"

[presets.dark.parameters]
"style/piano" = 1.0
brightness = -6.0
centroid = 200.0
"latent/2" = -1.5

[presets.bright.parameters]
"style/rain" = 0.8
brightness = 9.0
centroid = 3200.0
pitch = 7.0
"chroma/C#" = 0.9
"""


def presets_of(folder: Path, values: Values, text: str = FACTORY, model: str = "test") -> Presets:
    folder.mkdir(exist_ok=True)
    file = folder / f"{model}.toml"
    file.write_text(text)
    return Presets(model, values.registry, file, folder / "presets")


@pytest.fixture
def values() -> Values:
    return Values(make_registry())


@pytest.fixture
def presets(values: Values, tmp_path: Path) -> Presets:
    return presets_of(tmp_path, values)


@pytest.fixture
def heard() -> list[tuple[str, tuple]]:
    return []


@pytest.fixture
def server(values: Values, presets: Presets, heard: list) -> Iterator[OscServer]:
    with OscServer(values, port=0, presets=presets, heard=lambda *message: heard.append(message)) as running:
        yield running
        assert not running._complaints.seen, "nothing went wrong that we did not foresee"


@pytest.fixture
def hand(server: OscServer) -> Iterator[Controller]:
    controller = Controller(server.port)
    yield controller
    controller.socket.close()


def state(values: Values) -> tuple[dict[str, float], set[str]]:
    """What differs from the defaults, and the descriptors that are taken from the model."""
    registry = values.registry
    return (
        {p.name: values.get(p.name) for p in registry if values.get(p.name) != p.default and p.name != "gain"},
        {p.name for p in registry if p.automatic and not values.is_automatic(p.name)},
    )


DARK = {"brightness": -6.0, "centroid": 200.0, "latent/2": -1.5}, {"centroid"}
BRIGHT = (
    {"brightness": 9.0, "centroid": 3200.0, "pitch": 7.0, "chroma/C#": 0.9, "style/rain": 0.8, "style/piano": 0.0},
    {"centroid", "chroma/C#"},
)


class Watched(Values):
    """Values that keep what each change made of them."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, np.ndarray, np.ndarray]] = []
        super().__init__(make_registry())

    def recall(self, *change: np.ndarray) -> None:
        super().recall(*change)  # type: ignore[arg-type]
        self.seen.append((time.monotonic(), self.slots.copy(), self.automatic.copy()))

    def course(self, name: str) -> np.ndarray:
        return np.array([slots[self.registry.index[name]] for _, slots, _ in self.seen])

    def switches(self, name: str) -> list[int]:
        return [int(automatic[self.registry.index[name]]) for _, _, automatic in self.seen]


# -- recalled ---------------------------------------------------------------------------------------------------------


def test_a_preset_is_recalled_whole_and_nothing_of_what_was_before_stays_but_the_room(
    values: Values, hand: Controller
) -> None:
    for address, *arguments in (
        ("/rt/param/gain", -6.0), ("/rt/param/loudness", -20.0), ("/rt/latents", 1.0, 2.0, 3.0),
        ("/rt/style/rain", 1.0), ("/rt/xy", 0.5, 0.5), ("/rt/note", 60, 0.8),
    ):  # fmt: skip
        hand.send(address, *arguments)
    hand.send("/rt/preset/load", "dark")
    hand.meet()
    assert state(values) == DARK and values.get("gain") == -6.0
    assert np.flatnonzero(values.held).tolist() == [60], "keys are played, not recalled"
    hand.send("/rt/preset/load", "bright")
    hand.meet()
    assert state(values) == BRIGHT


def test_a_recall_is_one_change_for_whoever_reads_the_values(values: Values, hand: Controller) -> None:
    hand.meet()
    before = values.version
    hand.send("/rt/preset/load", "bright")
    hand.meet()
    assert values.version == before + 2, "the seqlock was taken once"  # odd while it is written


def test_everybody_hears_what_a_recall_has_changed_the_one_who_asked_as_well(
    server: OscServer, hand: Controller
) -> None:
    other = Controller(server.port)
    for controller in (hand, other):
        controller.send("/rt/subscribe")
        assert ("/rt/preset/names", ("bright", "dark")) in {(m.address, m.arguments) for m in controller.received(0.3)}
    hand.send("/rt/preset/load", "dark")
    for controller in (hand, other):
        told = {m.address: m.arguments for m in controller.received(0.3)}
        assert told == {
            "/rt/param/brightness": (-6.0,), "/rt/param/centroid": (200.0,), "/rt/auto/centroid": (0.0,),
            "/rt/latent/2": (-1.5,),
        }  # fmt: skip
    hand.send("/rt/sync")
    assert "/rt/preset/names" in {m.address for m in hand.received(0.3)}
    other.socket.close()


def test_the_status_names_the_preset_that_was_recalled_last(server: OscServer, hand: Controller) -> None:
    def name() -> str:
        """What the next ticks say; the first may be from before."""
        messages = [hand.received(2.0, until="/rt/status/preset")[-1] for _ in range(3)]
        return str(messages[-1].arguments[0])

    hand.send("/rt/subscribe")
    assert name() == ""
    hand.send("/rt/preset/load", "dark")
    assert name() == "dark"
    hand.send("/rt/morph", "dark", "bright", 0.0)
    assert name() == "bright"


def test_what_cannot_be_recalled_is_answered_and_changes_nothing(values: Values, hand: Controller) -> None:
    for arguments, says in (
        (("darc",), "the model test has no preset called 'darc'; did you mean dark?"),
        (("../dark",), "no preset called"),
        ((3.0,), "wants a name"),
        (("",), "no preset called"),
    ):
        hand.send("/rt/preset/load", *arguments)
        assert says in error_of(hand)
    hand.send("/rt/morph", "dark", "none", 1.0)
    assert "no preset called 'none'" in error_of(hand)
    hand.send("/rt/morph", "dark", "bright", float("nan"))
    assert "wants a number" in error_of(hand)
    hand.send("/rt/morph/position", 0.5)
    assert "send /rt/morph with their names first" in error_of(hand)
    assert state(values) == ({}, set())


def test_what_a_file_left_out_is_told_to_whoever_recalls_it(values: Values, tmp_path: Path) -> None:
    (tmp_path / "presets" / "test").mkdir(parents=True)
    (tmp_path / "presets" / "test" / "old.toml").write_text("version = 1\n[parameters]\nmood = 1\nwidth = 0.5")
    with OscServer(values, port=0, presets=presets_of(tmp_path, values)) as server:
        hand = Controller(server.port)
        hand.send("/rt/preset/load", "old")
        assert error_of(hand) == "the preset 'old' is recalled, but for what is unknown: mood"
        assert state(values) == ({"width": 0.5}, set())
        hand.socket.close()


def test_without_presets_it_says_so(values: Values) -> None:
    with OscServer(values, port=0) as server:
        hand = Controller(server.port)
        for address, *arguments in (
            ("/rt/preset/load", "a"), ("/rt/preset/save", "a"), ("/rt/preset/delete", "a"), ("/rt/preset/list",),
            ("/rt/morph", "a", "b", 1.0),
        ):  # fmt: skip
            hand.send(address, *arguments)
            assert "has no presets" in error_of(hand)
        hand.socket.close()


# -- kept -------------------------------------------------------------------------------------------------------------


def test_saved_listed_hidden_and_deleted_by_name(
    values: Values, presets: Presets, hand: Controller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "BETWEEN_SAVES_S", 0.0)

    def names() -> tuple:
        hand.send("/rt/preset/list")
        return hand.received(2.0, until="/rt/preset/names")[-1].arguments

    assert names() == ("bright", "dark")
    hand.send("/rt/param/width", 0.25)
    hand.send("/rt/preset/save", "Évening 2")
    hand.send("/rt/preset/save", "dark")
    assert names() == ("bright", "dark", "Évening 2")
    hand.send("/rt/preset/load", "bright")
    hand.send("/rt/preset/load", "dark")
    hand.meet()
    assert state(values) == ({"width": 0.25}, set()), "what was just saved, whether it is on the disk or not"
    hand.send("/rt/preset/delete", "dark")
    hand.send("/rt/preset/load", "dark")
    hand.meet()
    assert state(values) == DARK, "the model's own is back"
    hand.send("/rt/preset/delete", "dark")
    assert "cannot be deleted" in error_of(hand)
    presets.flush(5.0)
    assert [path.name for path in (tmp_path / "presets" / "test").iterdir()] == ["Évening 2.toml"]
    hand.send("/rt/preset/save", "../x")
    assert "a preset's name" in error_of(hand)


def test_clients_are_told_when_there_is_another_preset(server: OscServer, hand: Controller) -> None:
    other = Controller(server.port)
    other.send("/rt/subscribe")
    other.received(0.3)
    hand.send("/rt/preset/save", "mine")
    assert other.received(2.0, until="/rt/preset/names")[-1].arguments == ("bright", "dark", "mine")
    hand.send("/rt/preset/delete", "mine")
    assert other.received(2.0, until="/rt/preset/names")[-1].arguments == ("bright", "dark")
    other.socket.close()


def test_a_flood_of_saves_writes_one_a_second(presets: Presets, hand: Controller, tmp_path: Path) -> None:
    began = time.monotonic()
    for i in range(300):
        hand.send("/rt/preset/save", f"p{i}")
    assert "one preset a second" in error_of(hand)
    hand.meet()
    presets.flush(5.0)
    assert 1 <= len(list((tmp_path / "presets" / "test").iterdir())) <= 2 + time.monotonic() - began


def test_names_nobody_has_cost_nothing_at_any_rate(server: OscServer, presets: Presets, hand: Controller) -> None:
    """Comparing names takes milliseconds: some of the answers say what is near, the others do without."""
    for i in range(300):
        presets.own[f"{'abcdefgh' * 7} {i}"] = Preset("x")
    before = time.monotonic()
    for i in range(3000):
        hand.send("/rt/preset/load", f"{'abcdefgh' * 7} x{i}")
        hand.send("/rt/preset/list")
        if i % 100 == 0:
            hand.meet()
    hand.meet()
    took = time.monotonic() - before
    assert server.counters["refused"] == 3000
    began, hints = time.monotonic(), 0
    for _ in range(200):
        with pytest.raises(PresetError) as caught:
            presets.find("abcdefgh")
        hints += ";" in str(caught.value)
    assert hints <= 1 + (time.monotonic() - began) / BETWEEN_HINTS_S
    names = [m for m in hand.received(0.5) if m.address == "/rt/preset/names"]
    assert len(names) <= 1 + 20 * (took + 1.0), "a long answer once a tick at most"


def test_so_many_names_as_a_packet_may_hold_are_listed(values: Values, tmp_path: Path) -> None:
    many = 'version = 1\nmodel = "test"\n' + "".join(f'[presets."{"é" * 60} {i:03}".parameters]\n' for i in range(400))
    with OscServer(values, port=0, presets=presets_of(tmp_path, values, many)) as server:
        hand = Controller(server.port)
        hand.send("/rt/preset/list")
        (names,) = [m.arguments for m in hand.received(2.0, until="/rt/preset/names")]
        assert 100 < len(names) <= 256 and names[0].endswith("000")
        hand.socket.close()


def test_another_models_presets_count_once_it_plays(
    server: OscServer, values: Values, presets: Presets, hand: Controller, tmp_path: Path
) -> None:
    other = Values(make_registry(("rain", "bells"), latents=4))
    text = 'version = 1\nmodel = "other"\n[presets.dark.parameters]\n"style/bells" = 0.5\n'
    hand.send("/rt/morph", "dark", "bright", 30.0)
    hand.meet()
    assert server.rebind(other, "other", None, presets_of(tmp_path, other, text, "other")).wait(5.0)
    stood = values.slots.copy()
    hand.send("/rt/preset/load", "bright")
    assert "the model other has no preset called 'bright'" in error_of(hand)
    hand.send("/rt/morph/position", 0.5)
    assert "send /rt/morph" in error_of(hand), "the other model's morph has ended"
    hand.send("/rt/preset/load", "dark")
    hand.meet()
    assert state(other) == ({"style/rain": 0.0, "style/bells": 0.5}, set())
    assert np.array_equal(values.slots, stood)


# -- morphed ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Watched, Controller]]:
    values = Watched()
    with OscServer(values, port=0, presets=presets_of(tmp_path, values)) as server:
        hand = Controller(server.port)
        yield values, hand
        hand.socket.close()
        assert not server._complaints.seen


def test_a_morph_leaves_one_preset_exactly_and_arrives_exactly_at_the_other(
    watched: tuple[Watched, Controller], presets: Presets
) -> None:
    values, hand = watched
    hand.send("/rt/morph", "dark", "bright", 0.6)
    hand.meet()
    first = dict(zip((p.name for p in values.registry), values.seen[0][1], strict=True))
    assert first | DARK[0] == first and first["pitch"] == 0.0 and first["style/piano"] == 1.0
    time.sleep(0.9)
    hand.meet()
    assert state(values) == BRIGHT
    for slots, automatic, name in ((*values.seen[0][1:], "dark"), (*values.seen[-1][1:], "bright")):
        expected = presets.find(name).state(values.registry)
        assert slots.tolist() == expected[0].tolist() and automatic.tolist() == expected[1].tolist()
    # Everything on its way, and nothing turns round; at the rate of hops, whatever else this machine does.
    for parameter in values.registry:
        steps = np.diff(values.course(parameter.name))
        assert (steps >= 0).all() or (steps <= 0).all(), parameter.name
    for name in ("brightness", "pitch", "style/rain", "style/piano", "latent/2", "centroid"):
        assert len(set(values.course(name))) > 10, name
    assert 20 < len(values.seen) <= 0.6 / TICK_S + 2
    # By the clock: brightness in a straight line, the centroid by equal ratios.
    times = np.array([when for when, _, _ in values.seen[:-1]]) - values.seen[0][0]
    brightness, octaves = values.course("brightness")[:-1], np.log2(values.course("centroid")[:-1])
    assert np.abs(np.interp(times, (0.0, 0.6), (-6.0, 9.0)) - brightness).max() < 1.0  # 40 ms late; 0.1 measured
    assert np.abs((octaves - np.log2(200.0)) / 4.0 - (brightness + 6.0) / 15.0).max() < 1e-9


def test_a_descriptor_that_one_end_leaves_to_the_model_changes_hands_half_way(
    watched: tuple[Watched, Controller],
) -> None:
    values, hand = watched
    for start, end, by_hand in (("dark", "bright", False), ("bright", "dark", False), ("bright", "dark", True)):
        values.seen.clear()
        if by_hand:
            for i in range(41):
                hand.send("/rt/morph/position", i / 40)
        else:
            hand.send("/rt/morph", start, end, 0.3)
            time.sleep(0.5)
        hand.meet()
        switches, course = values.switches("chroma/C#"), values.course("chroma/C#")
        if start == "bright":
            switches, course = switches[::-1], course[::-1]
        half = switches.index(0)
        assert switches == [1] * half + [0] * (len(switches) - half), "once"
        assert course[half] == pytest.approx(0.45, abs=0.15) and course[-1] == 0.9
        assert set(values.switches("centroid")) == {0}, "which both of them set"


def test_a_hand_takes_its_parameter_out_of_the_morph(values: Values, hand: Controller) -> None:
    hand.send("/rt/morph", "dark", "bright", 0.4)
    hand.send("/rt/param/brightness", -1.25)
    hand.send("/rt/style/rain", 0.125)
    hand.send("/rt/auto/centroid", 1.0)
    hand.send("/rt/auto/chroma/C", 1.0)  # which is not C#
    time.sleep(0.6)
    hand.meet()
    found, taken = state(values)
    assert (found["brightness"], found["style/rain"], found["pitch"]) == (-1.25, 0.125, 7.0)
    assert taken == {"chroma/C#"}
    hand.send("/rt/morph/position", 0.0)
    hand.meet()
    assert (values.get("brightness"), values.get("pitch")) == (-1.25, 0.0), "nor does it come back by hand"
    hand.send("/rt/morph", "bright", "dark", 0.0)
    hand.meet()
    assert state(values) == DARK, "but with the next morph"


@pytest.mark.parametrize("ending", [("/rt/preset/load", "dark"), ("/rt/morph", "bright", "dark", 0.0), ("/rt/panic",)])
def test_what_ends_a_morph(values: Values, hand: Controller, ending: tuple) -> None:
    hand.send("/rt/morph", "dark", "bright", 1.0)
    time.sleep(0.1)
    hand.send(*ending)
    hand.meet()
    stood = values.slots.copy()
    time.sleep(0.15)
    assert np.array_equal(values.slots, stood)
    if ending[0] != "/rt/panic":
        assert state(values) == DARK


def test_by_hand_between_the_last_two(values: Values, hand: Controller) -> None:
    hand.send("/rt/morph", "dark", "bright", 3600.0)
    hand.send("/rt/morph/position", 0.5)
    hand.meet()
    assert values.get("brightness") == 1.5 and values.get("centroid") == pytest.approx(800.0)
    time.sleep(0.1)
    assert values.get("brightness") == 1.5, "which stops it"
    for position, expected in ((2.0, BRIGHT), (-1.0, DARK)):
        hand.send("/rt/morph/position", position)
        hand.meet()
        assert state(values) == expected
    hand.send("/rt/preset/load", "bright")
    hand.send("/rt/morph/position", 0.0)
    hand.meet()
    assert state(values) == DARK


def test_faders_follow_a_morph_at_twenty_a_second(server: OscServer, hand: Controller) -> None:
    hand.send("/rt/subscribe")
    hand.received(0.3)
    hand.send("/rt/morph", "dark", "bright", 0.5)
    told = [m.arguments[0] for m in hand.received(0.8) if m.address == "/rt/param/brightness"]
    assert 3 <= len(told) <= 12 and told == sorted(told) and told[-1] == 9.0


def test_messages_are_obeyed_while_a_hundred_things_morph(server: OscServer, hand: Controller) -> None:
    hand.send("/rt/morph", "dark", "bright", 1.0)
    for i in range(2000):
        hand.send("/rt/param/gain", -60.0 + i / 100)
        if i % 100 == 0:
            hand.meet()
    hand.meet()
    assert server.values.get("gain") == pytest.approx(-40.01) and server.counters["refused"] == 0


# -- what a score gets to hear ----------------------------------------------------------------------------------------


def test_what_is_heard_can_be_played_again_without_the_files(heard: list, hand: Controller) -> None:
    hand.send("/rt/preset/load", "dark")
    hand.send("/rt/morph", "dark", "bright", 30.0)
    hand.send("/rt/morph/position", 0.25)
    hand.send("/rt/preset/save", "mine")
    hand.send("/rt/preset/list")
    hand.meet()
    dark = ("/rt/preset/define", ("dark", "style/piano", 1.0, "style/rain", 0.0, "brightness", -6.0, "centroid", 200.0,
                                  "latent/2", -1.5))  # fmt: skip
    names = [address for address, _ in heard]
    assert heard[:3] == [dark, ("/rt/preset/load", ("dark",)), dark]
    assert names[3:] == ["/rt/preset/define", "/rt/morph", "/rt/preset/define", "/rt/preset/define", "/rt/morph"]
    assert heard[4][1] == ("dark", "bright", 30.0) and heard[-1][1] == ("dark", "bright", 0.0, 0.25)
    assert parse_score('0 /rt/morph "dark" "bright" 30.0')[0].arguments == heard[4][1]


def test_a_score_with_presets_is_performed_by_a_running_server(
    server: OscServer, values: Values, hand: Controller
) -> None:
    score = (
        '0 /rt/preset/define "mine" "width" 0.25 "density" 3\n0 /rt/preset/load "mine"\n'
        '0.1 /rt/morph "dark" "mine" 0.3\n0.2 /rt/param/pitch 2'
    )
    server.perform([c.line for c in understand(parse_score(score), values.registry, None, server._presets)])
    time.sleep(0.25)
    hand.meet()
    assert -6.0 < values.get("brightness") < 0.0
    time.sleep(0.4)
    hand.meet()
    assert state(values) == ({"width": 0.25, "density": 3.0, "pitch": 2.0}, {"density"})
    hand.send("/rt/preset/load", "mine")
    assert "no preset called 'mine'" in error_of(hand), "it is the score's alone"


def test_a_take_that_begins_in_the_middle_is_told_how_the_morph_goes_on(server: OscServer, hand: Controller) -> None:
    hand.send("/rt/morph", "dark", "bright", 1000.0)
    hand.send("/rt/param/pitch", 3.0)
    hand.send("/rt/auto/centroid", 1.0)
    hand.meet()
    time.sleep(0.1)
    told: list[list] = []
    server.run_soon(lambda: told.append(server.going_on()))
    hand.meet()
    *definitions, (address, (start, end, seconds, position)), centroid, automatic, pitch = told[0]
    assert [arguments[0] for _, arguments in definitions] == ["dark", "bright"]
    assert (address, start, end, seconds) == ("/rt/morph", "dark", "bright", 1000.0) and 1e-4 < position < 0.01
    assert (centroid[0], automatic, pitch) == (
        "/rt/param/centroid", ("/rt/auto/centroid", (1.0,)), ("/rt/param/pitch", (3.0,)),
    )  # fmt: skip
    hand.send("/rt/preset/load", "dark")
    hand.meet()
    server.run_soon(lambda: told.append(server.going_on()))
    hand.meet()
    assert told[1] == []
