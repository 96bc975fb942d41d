"""The process that has OSC: nothing in the control process delays it, and its death is neither heard nor felt."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import soundfile
from conftest import real_time_permitted
from osc_tools import Controller
from test_supervision import children, engine_of, is_alive, said, steering_of, values, wait_for

from realtime import orders, steering, steering_events
from realtime import steering_orders as so
from realtime.audio import layout
from realtime.audio.link import AudioLink
from realtime.bench.measure import percentiles
from realtime.bench.osc_sender import encode
from realtime.bench.playing import on_stage, probing
from realtime.bench.stress import busy_processes, stress
from realtime.bundle import DEFAULT_MODEL, data_folder, load_model
from realtime.cpu import CpuMeter, cpu_seconds
from realtime.parameters import Registry
from realtime.score import parse_score
from realtime.shared_memory import SharedMemory
from realtime.stage import Stage
from realtime.steering_process import SteeringProcess
from realtime.values import Values

pytestmark = [
    pytest.mark.real_time,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to look at the processes"),
]

Score = list[tuple[float, str, tuple[object, ...]]]


def score_of(path: Path) -> Score:
    return [event[:3] for event in parse_score(path.read_text())]


# -- of the program ---------------------------------------------------------------------------------------------------


def test_a_killed_one_is_replaced_and_nothing_is_heard_forgotten_or_lost(playing: Callable, tmp_path: Path) -> None:
    """Killed in the middle of a score and of a take, twice; messages sent meanwhile wait in the port."""
    sent = [(round(0.1 * i, 1), "/rt/latent/1", (i / 100,)) for i in range(40)]
    (tmp_path / "a.score").write_text("".join(f"{at} {address} {value}\n" for at, address, (value,) in sent))
    one = playing("--record", "take.wav", "--set", "brightness=5", "--latency", "200", "--score", "a.score")
    engine, first = engine_of(one), steering_of(one)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hand:
        hand.connect(("127.0.0.1", one.port))
        hand.send(encode("/rt/param/centroid", 700.0))
        time.sleep(0.7)
        for deaths in (1, 2):
            before = steering_of(one)
            os.kill(before, signal.SIGKILL)
            wait_for(lambda pid=before: not is_alive(pid), "it is dead")
            for i in range(100):
                hand.send(encode("/rt/latent/2", deaths + i / 100))
            heard = values(one.port)
            assert heard["/rt/latent/2"] == pytest.approx(deaths + 0.99)
    assert heard["/rt/param/brightness"] == 5.0
    assert heard["/rt/param/centroid"] == pytest.approx(700.0)
    assert heard["/rt/auto/centroid"] == 0.0 and heard["/rt/auto/loudness"] == 1.0
    assert said(one, "OSC was lost") and engine_of(one) == engine and steering_of(one) != first
    wait_for(lambda: values(one.port)["/rt/latent/1"] == pytest.approx(0.39), "the score is over")
    assert one.interrupt() == 130

    take, rate = soundfile.read(tmp_path / "take.wav")
    assert not said(one, "underruns"), "this machine was too busy for a ring of 200 ms"
    silent = np.abs(take[rate // 2 : -rate]).max(axis=1).reshape(-1)
    assert np.convolve(silent, np.ones(480), "valid").min() > 0.0, "10 ms of silence"
    score = score_of(tmp_path / "take.score")
    set_by_hand = {round(a[0], 2) for _, address, a in score if address == "/rt/latent/2"}  # type: ignore[call-overload]
    assert set_by_hand == {round(deaths + i / 100, 2) for deaths in (1, 2) for i in range(100)}
    performed = [round(a[0], 2) for _, address, a in score if address == "/rt/latent/1"]  # type: ignore[arg-type]
    assert list(dict.fromkeys(performed)) == [i / 100 for i in range(performed[0] == 0.01, 40)], "all, in order"
    assert len(performed) <= 40 + 2 * 2, "those of the last moments before a death may come twice"


def test_a_hanging_one_is_replaced_and_what_it_did_not_hear_is_heard_by_the_next(playing: Callable) -> None:
    one = playing()
    before = steering_of(one)
    os.kill(before, signal.SIGSTOP)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hand:
        hand.sendto(encode("/rt/param/brightness", -3.0), ("127.0.0.1", one.port))
    wait_for(lambda: said(one, "OSC was lost"), "another one")
    assert not is_alive(before)
    assert values(one.port)["/rt/param/brightness"] == -3.0
    assert one.interrupt() == 130
    assert not children(one.process.pid)


def test_a_hanging_one_does_not_keep_the_program_from_ending(playing: Callable) -> None:
    one = playing("--set", "fade=0.05")
    started = children(one.process.pid)
    os.kill(steering_of(one), signal.SIGSTOP)
    assert one.interrupt() == 130
    assert not any(map(is_alive, started))


def test_it_loads_nothing_that_computes() -> None:
    code = "import realtime.steering_process, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "pythonosc" in loaded
    assert not {"numba", "llvmlite", "onnxruntime", "sounddevice", "soundfile", "click", "aiohttp"} & set(loaded)


# -- of a stage in this process, which is the control process then ----------------------------------------------------


@pytest.fixture(scope="module")
def stage(compiled: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        with on_stage(DEFAULT_MODEL, "high", latency=200.0) as one:
            yield one


def lose(stage: Stage) -> None:
    """Kill the steering process, and wait for the next."""
    restarts = stage.steering.restarts
    os.kill(stage.steering.pid, signal.SIGKILL)
    wait_for(lambda: stage.steering.restarts > restarts and stage.steering.is_open, "another one")


@pytest.fixture
def hand(stage: Stage) -> Iterator[Controller]:
    controller = Controller(stage.steering.port)
    yield controller
    controller.socket.close()


def test_what_keeps_the_control_process_busy_does_not_delay_a_message(stage: Stage) -> None:
    """With OSC in the control process the medians were 6 to 20 times those beside nothing, now they are 0.9 to 1.2."""
    with probing(stage) as probe:
        idle, beside = [], []
        for _ in range(2):
            idle += probe.ask("gate", 0.6)["ms"]
            with stress("gil", stage.steering.port), stress("gc", stage.steering.port):
                found = probe.ask("gate", 0.6)
            beside += found["ms"]
            assert not found["lost"]
    assert percentiles(beside)["p50"] < 2.5 * percentiles(idle)["p50"]  # type: ignore[operator]


def test_mute_and_panic_act_at_the_gate(stage: Stage, hand: Controller) -> None:
    gate = lambda: int(stage.link.control[layout.GATE_OPEN])  # noqa: E731
    assert gate() == 1
    for address, is_open in (("/rt/mute", 0), ("/rt/mute", 1), ("/rt/panic", 0), ("/rt/param/mute", 1)):
        hand.send(address, *([] if address == "/rt/panic" else [float(not is_open)]))
        hand.meet()
        assert gate() == is_open


def test_a_flood_is_in_the_score_of_a_take_message_by_message(stage: Stage, hand: Controller, tmp_path: Path) -> None:
    stage.takes.start(path=tmp_path / "take.wav")
    sent = [i / 2500 - 1.0 for i in range(5000)]
    for i, value in enumerate(sent):
        hand.raw(encode("/rt/param/x", value))
        if i % 10 == 9:
            time.sleep(0.0008)
    hand.send("/rt/record/stop")
    wait_for((tmp_path / "take.score").exists, "the take is finished")
    score = score_of(tmp_path / "take.score")
    got = [arguments[0] for _, address, arguments in score if address == "/rt/param/x"]
    np.testing.assert_allclose(got, sent, atol=1e-7)
    seconds = [at for at, address, _ in score if address == "/rt/param/x"]
    assert seconds == sorted(seconds) and seconds[-1] > seconds[0]


def test_the_state_that_a_take_begins_with_is_of_its_first_moment(
    stage: Stage, hand: Controller, tmp_path: Path
) -> None:
    hand.send("/rt/param/y", 0.25)
    hand.send("/rt/note", 60, 0.5)
    hand.meet()
    stage.takes.start(path=tmp_path / "take.wav")
    hand.send("/rt/param/y", 0.5)
    hand.send("/rt/note", 60, 0.0)
    hand.meet()
    hand.send("/rt/record/stop")
    wait_for((tmp_path / "take.score").exists, "the take is finished")
    score = score_of(tmp_path / "take.score")
    assert next((at, a) for at, address, a in score if address == "/rt/param/y") == (0.0, (0.25,))
    assert [a for _, address, a in score if address == "/rt/param/y"] == [(0.25,), (0.5,)]
    assert [a for _, address, a in score if address == "/rt/note"] == [(60, 0.5), (60, 0.0)]


def test_after_a_change_of_models_too_it_may_die(stage: Stage, hand: Controller, tmp_path: Path) -> None:
    """And a take goes on, whose score names the model as it was asked for."""
    models = data_folder() / "models"
    models.mkdir(parents=True)
    (models / "my seven").symlink_to(stage.model.path)
    hand.send("/rt/param/fade", 0.05)
    hand.meet()
    stage.takes.start(path=tmp_path / "take.wav")
    for name in ("my seven", DEFAULT_MODEL):  # to the other desk, and back
        desk = stage.steering.desk
        hand.send("/rt/model", name)
        wait_for(lambda d=desk: stage.steering.desk != d and not stage.supervisor.is_swapping, "it has changed")
        hand.send("/rt/param/brightness", 2.0 + desk)
        hand.meet()
        lose(stage)
        hand.meet()
        assert stage.steering.desk != desk
        assert stage.values.get("brightness") == 2.0 + desk
    hand.send("/rt/record/stop")
    wait_for((tmp_path / "take.score").exists, "the take is finished")
    events = [event[1:] for event in score_of(tmp_path / "take.score")]
    assert [a for address, a in events if address == "/rt/model"] == [("my seven",), (DEFAULT_MODEL,)]
    played = [a for address, a in events if address == "/rt/param/brightness"]
    assert list(dict.fromkeys(played)) == [(2.0,), (3.0,)], "also what was not told before the death"


def test_subscribers_hear_the_next_one_without_asking_and_know_the_preset(stage: Stage, hand: Controller) -> None:
    hand.send("/rt/preset/save", "before the accident")
    hand.send("/rt/preset/load", "before the accident")
    other = Controller(stage.steering.port)
    other.send("/rt/subscribe", hand.port)  # a listener that never sends
    hand.received(2.0, until="/rt/param/brightness")
    time.sleep(0.3)  # some ticks: the control process knows them
    hand.received(0.2)
    lose(stage)
    hand.received(5.0, until="/rt/param/brightness")
    assert hand.received(5.0, until="/rt/status/preset")[-1].arguments == ("before the accident",)
    hand.send("/rt/preset/delete", "before the accident")
    other.send("/rt/unsubscribe", hand.port)
    other.socket.close()


def test_what_is_wrong_with_a_request_reaches_whoever_made_it(stage: Stage, hand: Controller) -> None:
    other = Controller(stage.steering.port)
    hand.send("/rt/record/stop")
    (error,) = [message for message in hand.received(2.0, until="/rt/error") if message.address == "/rt/error"]
    assert "no take to stop" in str(error.arguments[0])
    hand.send("/rt/midi/learn", "brightness")
    (error,) = [message for message in hand.received(2.0, until="/rt/error") if message.address == "/rt/error"]
    assert "--midi" in str(error.arguments[0])
    other.meet()
    assert not [message for message in other.received(0.1) if message.address == "/rt/error"]
    other.socket.close()


def test_the_status_tells_what_all_processes_compute(stage: Stage, hand: Controller) -> None:
    pids = [os.getpid(), stage.supervisor.engine_pid, stage.steering.pid]
    taken, begun = sum(cpu_seconds(pid) or 0.0 for pid in pids), time.monotonic()
    hand.send("/rt/subscribe")
    told = [float(hand.received(5.0, until="/rt/status/cpu")[-1].arguments[0]) for _ in range(15)]  # type: ignore[arg-type]
    share = (sum(cpu_seconds(pid) or 0.0 for pid in pids) - taken) / (time.monotonic() - begun)
    # The one looks every half second, the other once; in clock ticks of 10 ms for each process.
    assert 0.4 * share - 0.06 < np.mean(told[5:]) < 2.5 * share + 0.06
    hand.send("/rt/unsubscribe")


URGENT = """
import os, time
from realtime.urgency import Urgency
urgency = Urgency(5)
for busy in (False, True, False):
    until = time.monotonic() + 0.8
    while time.monotonic() < until:
        urgency.look()
        if not busy:
            time.sleep(0.02)
    print(urgency.is_urgent, os.sched_getscheduler(0) & 7 == os.SCHED_FIFO)
"""


@pytest.mark.skipif(not real_time_permitted(), reason="real-time priority is not permitted here")
def test_a_thread_is_urgent_only_while_it_computes_little() -> None:
    """Also on a busy machine, where a thread that computes all the time gets little."""
    with busy_processes(4):
        told = subprocess.run([sys.executable, "-c", URGENT], capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == ["True True", "False False", "True True"]


def test_a_process_that_computes_all_the_time_takes_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("realtime.cpu.time.monotonic", lambda: clock[0])
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy:
        meter = CpuMeter([busy.pid, 2**22 + 1])  # the other one does not exist
        assert meter.share() is None
        before = cpu_seconds(busy.pid)
        assert before is not None
        wait_for(lambda: (cpu_seconds(busy.pid) or 0.0) > before + 0.3, "it computes")
        clock[0] += 0.6
        share = meter.share()
        after = cpu_seconds(busy.pid)
        busy.kill()
    assert after is not None and share == pytest.approx((after - before) / 0.6, rel=0.2)


def test_while_it_rests_the_gate_is_nobody_elses(stage: Stage, hand: Controller) -> None:
    """Last, for there is no way back from it."""
    stage.steering.rest()
    stage.link.set_gate(False, 0.01)
    hand.send("/rt/mute", 1.0)
    hand.send("/rt/mute", 0.0)
    hand.meet()
    assert int(stage.link.control[layout.GATE_OPEN]) == 0
    lose(stage)
    hand.meet()
    assert int(stage.link.control[layout.GATE_OPEN]) == 0, "the next one rests as well"


def test_what_a_control_process_that_does_not_read_is_told_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever subscribes and goes, again and again, has no more kept for it than there is room for."""
    monkeypatch.setattr(steering_events, "MAX_UNREAD", 1 << 16)
    model = load_model(DEFAULT_MODEL)
    memory = SharedMemory.create(orders.DESKS_BYTES + AudioLink.size_bytes())
    AudioLink(buffer=orders.link_memory(memory.buffer))
    registry = Registry(model.bundle)
    Values(registry, orders.desk_words(memory.buffer, 0))
    reading, writing = os.pipe()
    outbox = steering_events.Outbox(writing)
    played = vars(so.Played.of(model, registry, 0))
    kept = vars(so.Kept())
    process = SteeringProcess(
        so.Open(memory.handle, played, "127.0.0.1", 0, None, None, False, kept), outbox, None
    )  # fmt: skip
    hand = Controller(process._server.port)
    try:
        while not outbox.is_full:
            outbox.put(so.Resting())
        size = len(outbox._unread)
        for _ in range(3):
            for address in ("/rt/subscribe", "/rt/unsubscribe", "/rt/subscribe"):
                hand.send(address)
                hand.meet()
                time.sleep(0.06)  # more than a tick
        assert len(outbox._unread) == size
        os.set_blocking(reading, False)
        told = bytearray()

        def is_told() -> bool:
            with suppress(BlockingIOError):
                told.extend(os.read(reading, 1 << 16))
            return b"Kept" in told and str(hand.port).encode() in told

        wait_for(is_told, "who subscribes now")
    finally:
        hand.socket.close()
        os.close(reading)
        process.close()
        os.close(writing)


def test_who_may_ask_for_what_is_the_same_on_both_sides() -> None:
    from realtime.osc.namespace import Stage as Asked
    from realtime.steering_events import Asking

    wanted = {name for name in vars(Asked) if not name.startswith("_")}
    assert wanted == set(steering.ASKED) == {name for name in vars(Asking) if not name.startswith("_")} - {"report"}
    assert all(callable(getattr(Stage, name)) for name in wanted)
