"""What OSC asks of a stage: models and takes, by name; another model's parameters; and what a score gets to hear."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from osc_tools import Controller, Witness, at, error_of, make_registry
from pythonosc import osc_bundle_builder
from pythonosc.osc_message_builder import build_msg

from realtime.osc import OscServer, dispatch

Report = Callable[[str], None]


class Stage:
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str | None, ...]] = []
        self.reports: list[Report] = []
        self.error: Exception | None = None

    def swap_model(self, name: str, report: Report) -> None:
        self._note("model", name, report)

    def start_take(self, name: str | None, report: Report) -> None:
        self._note("start", name, report)

    def stop_take(self, report: Report) -> None:
        self._note("stop", None, report)

    def learn_midi(self, name: str, report: Report) -> None:
        self._note("learn", name, report)

    def forget_midi(self, name: str, report: Report) -> None:
        self._note("forget", name, report)

    def _note(self, what: str, name: str | None, report: Report) -> None:
        if self.error is not None:
            raise self.error
        self.asked.append((what, name))
        self.reports.append(report)


@pytest.fixture
def values() -> Witness:
    return Witness()


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def heard() -> list[tuple[str, tuple[object, ...]]]:
    return []


@pytest.fixture
def server(values: Witness, stage: Stage, heard: list, tmp_path: Path, monkeypatch) -> Iterator[OscServer]:
    """With the models "seven", as shipped, and "rain forest", in the folder where it is started."""
    folder = tmp_path / "exported_models" / "rain forest"
    folder.mkdir(parents=True)
    (folder / "model.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    with OscServer(values, port=0, stage=stage, heard=lambda *message: heard.append(message)) as running:
        yield running


@pytest.fixture
def hand(server: OscServer) -> Iterator[Controller]:
    controller = Controller(server.port)
    yield controller
    controller.socket.close()


# -- models and takes -------------------------------------------------------------------------------------------------


def test_a_model_is_asked_for_by_its_name(stage: Stage, hand: Controller) -> None:
    hand.send("/rt/model", "seven")
    hand.send("/rt/model", "rain forest")
    hand.meet()
    assert stage.asked == [("model", "seven"), ("model", "rain forest")]


@pytest.mark.parametrize(
    "name", ["", ".", "..", "exported_models/rain forest", "./seven", "../seven", "/tmp", "x" * 200, "eight"]
)
def test_what_is_no_model_of_ours_is_refused(stage: Stage, hand: Controller, name: str) -> None:
    hand.send("/rt/model", name)
    message = error_of(hand)
    assert "no model called" in message and "rain forest, seven" in message
    assert stage.asked == []


def test_a_take_is_started_with_a_name_without_one_or_with_a_button(
    stage: Stage, hand: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "BETWEEN_TAKES_S", 0.0)
    for arguments in (["Évening 2 - v1.2_x"], [], [1.0], [""]):
        hand.send("/rt/record/start", *arguments)
        hand.send("/rt/record/start", 0.0)  # the button's release
        hand.send("/rt/record/stop")
    hand.meet()
    starts = [name for what, name in stage.asked if what == "start"]
    assert starts == ["Évening 2 - v1.2_x", None, None, None] and stage.asked.count(("stop", None)) == 4


@pytest.mark.parametrize(
    "name", ["..", "a/b", "a\\b", "~", ".hidden", "x.", " x", "a\nb", "a:b", "*", "x" * 65, "\U00020000" * 60]
)
def test_what_is_no_name_for_a_take_is_refused(stage: Stage, hand: Controller, name: str) -> None:
    hand.send("/rt/record/start", name)
    assert "take's name" in error_of(hand)
    assert stage.asked == []


def test_midi_controllers_are_learnt_and_forgotten_by_the_name_of_a_parameter(
    stage: Stage, hand: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "BETWEEN_LEARNS_S", 0.0)
    hand.send("/rt/midi/learn", "brightness")
    hand.send("/rt/midi/forget", "style/rain")
    hand.meet()
    assert stage.asked == [("learn", "brightness"), ("forget", "style/rain")]
    hand.send("/rt/midi/learn", "../brightness")
    assert "no parameter called '../brightness'; did you mean brightness?" in error_of(hand)


def test_a_flood_of_learning_is_held_back(stage: Stage, hand: Controller) -> None:
    for _ in range(200):
        hand.send("/rt/midi/learn", "gain")
    assert "MIDI map" in error_of(hand)
    assert 1 <= len(stage.asked) < 10


def test_takes_cannot_be_started_by_the_hundred(stage: Stage, hand: Controller) -> None:
    for _ in range(100):
        hand.send("/rt/record/start")
        hand.send("/rt/record/stop")
    assert "one take a second" in error_of(hand)
    hand.meet()
    assert stage.asked.count(("start", None)) <= 3


def test_without_a_stage_it_says_so(values: Witness) -> None:
    with OscServer(values, port=0) as server:
        controller = Controller(server.port)
        for address, *arguments in (("/rt/model", "seven"), ("/rt/record/start",), ("/rt/record/stop",)):
            controller.send(address, *arguments)
            assert "only its parameters are played" in error_of(controller)
        controller.socket.close()


@pytest.mark.parametrize("kind", [ValueError, KeyError])
def test_what_a_stage_refuses_is_answered(stage: Stage, hand: Controller, kind: type[Exception]) -> None:
    stage.error = kind("there is no room on the stage")
    hand.send("/rt/record/stop")
    assert error_of(hand) == "there is no room on the stage"


def test_what_goes_wrong_later_is_told_to_whoever_asked_from_any_thread(stage: Stage, server: OscServer) -> None:
    one, two = Controller(server.port), Controller(server.port)
    one.send("/rt/model", "seven")
    one.meet()
    two.send("/rt/record/stop")
    two.meet()
    for number, report in enumerate(stage.reports):
        thread = threading.Thread(target=report, args=(f"it went wrong {number}\nbadly",))
        thread.start()
        thread.join()
    assert error_of(one) == "it went wrong 0?badly" and error_of(two) == "it went wrong 1?badly"
    for _ in range(1000):
        stage.reports[0]("again")
    assert len(one.received(0.3)) <= 20, "as rare as other errors"
    one.socket.close()
    two.socket.close()


def test_a_report_after_the_end_harms_nobody(stage: Stage, server: OscServer, hand: Controller) -> None:
    hand.send("/rt/model", "seven")
    hand.meet()
    server.stop()
    stage.reports[0]("too late")


# -- another model's parameters ---------------------------------------------------------------------------------------


def other_model() -> Witness:
    """More latents, and one style in common."""
    return Witness(make_registry(("rain", "bells"), latents=16))


def rebind(server: OscServer, *arguments: object, **named: object) -> None:
    assert server.rebind(*arguments, **named).wait(5.0)  # type: ignore[arg-type]


def test_another_models_parameters_are_obeyed_and_everybody_is_sent_them(server: OscServer, values: Witness) -> None:
    one, two = Controller(server.port), Controller(server.port)
    for controller in (one, two):
        controller.send("/rt/subscribe")
        controller.received(0.3)
    other = other_model()
    other.set("style/bells", 0.5)
    rebind(server, other)
    for controller in (one, two):
        dump = {message.address: message.arguments for message in controller.received(0.3)}
        assert dump["/rt/style/bells"] == (0.5,) and dump["/rt/latent/15"] == (0.0,) and "/rt/style/piano" not in dump
        assert len(dump) == len(other.registry) - 1 + sum(parameter.automatic for parameter in other.registry)
    one.send("/rt/latent/15", 2.0)
    one.send("/rt/style/*", 0.25)
    assert {m.address for m in two.received(0.3)} == {"/rt/latent/15", "/rt/style/rain", "/rt/style/bells"}
    assert (other.get("latent/15"), other.get("style/rain"), other.get("style/bells")) == (2.0, 0.25, 0.25)
    one.send("/rt/style/piano", 1.0)
    assert "nothing answers" in error_of(one)
    assert values.heard == [] and server.values is other
    one.socket.close()
    two.socket.close()


def test_no_message_is_lost_while_models_change(server: OscServer, values: Witness, hand: Controller) -> None:
    """Every value is taken over or set afterwards; what the last model holds is what the last message said."""
    models = [values]
    stop = threading.Event()

    def swap() -> None:
        while not stop.wait(0.003):
            models.append(other_model() if len(models) % 2 else Witness())
            rebind(server, models[-1], carry=lambda old, new: new.set("gain", old.get("gain")))

    swapping = threading.Thread(target=swap)
    swapping.start()
    sent = [-60.0 + i / 100 for i in range(6000)]
    for i, value in enumerate(sent):
        hand.send("/rt/param/gain", value)
        if i % 100 == 0:
            hand.meet()
            assert server.values.get("gain") == pytest.approx(value, rel=1e-6)
    stop.set()
    swapping.join()
    hand.meet()
    from_hand = [value for model in models for name, value, _ in model.heard if name == "gain"]
    assert len(models) > 20
    assert server.counters["received"] >= len(sent) and server.counters["refused"] == 0
    assert server.values is models[-1] and models[-1].get("gain") == pytest.approx(sent[-1], rel=1e-6)
    assert len(from_hand) == len(sent) + len(models) - 1, "each message once, and each carrying over"
    assert not server._complaints.seen


def test_scheduled_messages_follow_to_the_other_model_or_are_counted(
    server: OscServer, values: Witness, hand: Controller
) -> None:
    other = other_model()
    due = time.time() + 0.3
    hand.raw(at(due, ("/rt/latent/3", 1.0), ("/rt/style/rain", 0.5), ("/rt/style/piano", 0.5)))
    bundle = osc_bundle_builder.OscBundleBuilder(due)  # type: ignore[arg-type]
    bundle.add_content(build_msg("/rt/latents", [0.25] * 12))
    hand.raw(bundle.build().dgram)
    hand.meet()
    rebind(server, other)
    assert server.counters["dropped"] == 1
    time.sleep(due + 0.1 - time.time())
    hand.meet()
    assert (other.get("style/rain"), other.get("latent/3"), other.get("latent/15")) == (0.5, 0.25, 0.0)
    assert values.heard == []
    bundle = osc_bundle_builder.OscBundleBuilder(time.time() + 10.0)  # type: ignore[arg-type]
    bundle.add_content(build_msg("/rt/latents", [0.25] * 12))
    hand.raw(bundle.build().dgram)
    hand.meet()
    rebind(server, Witness(make_registry(("piano",), latents=4)))
    assert server.counters["dropped"] == 2, "more numbers than that model has latents"


def test_a_failing_carry_does_not_keep_the_old_model(server: OscServer, hand: Controller) -> None:
    other = other_model()
    rebind(server, other, carry=lambda old, new: 1 / 0)
    hand.send("/rt/param/gain", -3.0)
    hand.meet()
    assert other.get("gain") == -3.0


@pytest.mark.parametrize("comes", [True, False])
def test_a_score_that_changes_the_model_waits_for_it(
    server: OscServer, stage: Stage, values: Witness, hand: Controller, comes: bool
) -> None:
    """What follows is meant for that model; if it cannot be built, the rest is played all the same."""
    server.perform([(0.0, "/rt/model", ("seven",)), (0.01, "/rt/latent/15", (1.0,)), (0.1, "/rt/param/gain", (-6.0,))])
    time.sleep(0.4)
    hand.meet()
    assert stage.asked == [("model", "seven")] and values.heard == []
    other = other_model()
    began, playing = time.monotonic(), other if comes else values
    if comes:
        rebind(server, other)
    else:
        stage.reports[0]("it went wrong")
    while playing.get("gain") == 0.0:
        assert time.monotonic() < began + 5.0
        time.sleep(0.005)
    assert time.monotonic() - began >= (0.1 if comes else 0.05), "later by what it waited, not at once"
    assert server.counters["dropped"] == (0 if comes else 1) and other.get("latent/15") == float(comes)


# -- what a score gets to hear ----------------------------------------------------------------------------------------


def test_what_took_effect_is_heard_with_its_address_and_its_clamped_arguments(
    server: OscServer, hand: Controller, heard: list
) -> None:
    hand.send("/rt/param/brightness", 99)
    hand.send("/rt/latent/{1,1?}", 2.0)
    hand.send("/rt/xy", -3.0, 0.5)
    hand.send("/rt/latents", 1, 2, 9)
    hand.send("/rt/auto/loudness", 0.75)
    hand.send("/rt/auto", 0.0)
    hand.send("/rt/seed", -1)
    hand.send("/rt/reset", 1.0)
    hand.send("/rt/panic")
    hand.send("/rt/mute", True)
    hand.meet()
    assert heard == [
        ("/rt/param/brightness", (12.0,)),
        ("/rt/latent/1", (2.0,)),
        ("/rt/latent/10", (2.0,)),
        ("/rt/latent/11", (2.0,)),
        ("/rt/xy", (-1.0, 0.5)),
        ("/rt/latents", (1.0, 2.0, 4.0)),
        ("/rt/auto/loudness", (1.0,)),
        ("/rt/auto", (0.0,)),
        ("/rt/seed", (2**32 - 1,)),
        ("/rt/reset", ()),
        ("/rt/panic", ()),
        ("/rt/mute", (1.0,)),
    ]
    floats = [a for address, arguments in heard for a in arguments if address != "/rt/seed"]
    assert all(type(a) is float for a in floats)


def test_what_is_refused_or_no_part_of_the_performance_is_not_heard(
    stage: Stage, server: OscServer, hand: Controller, heard: list
) -> None:
    hand.send("/rt/param/brightness", float("nan"))
    hand.send("/rt/param/none", 1.0)
    hand.send("/rt/reset", 0.0)
    for address in ("/rt/subscribe", "/rt/sync", "/rt/unsubscribe", "/rt/record/start", "/rt/record/stop"):
        hand.send(address)
    hand.send("/rt/model", "seven")  # is heard when it has come
    hand.meet()
    assert heard == []
    rebind(server, other_model(), model="seven")
    assert heard == [("/rt/model", ("seven",))]


def test_a_scheduled_message_is_heard_at_its_time(hand: Controller, heard: list) -> None:
    hand.raw(at(time.time() + 0.2, ("/rt/latent/0", 1.0)))
    hand.send("/rt/param/gain", -6.0)
    hand.meet()
    assert heard == [("/rt/param/gain", (-6.0,))]
    time.sleep(0.3)
    assert heard[1:] == [("/rt/latent/0", (1.0,))]


def test_a_listener_that_fails_costs_no_message(values: Witness) -> None:
    with OscServer(values, port=0, heard=lambda address, arguments: 1 / 0) as server:  # type: ignore[arg-type]
        controller = Controller(server.port)
        controller.send("/rt/param/gain", -6.0)
        controller.meet()
        assert values.get("gain") == -6.0 and server.counters["refused"] == 0
        controller.socket.close()
