"""What the start-up line says about latency is what another program measures on the JACK server.

A client of its own sends OSC and stamps every block that it hears. When a change was made in the stream, and when the
centre of the first frame that has it was heard, is known to the sample: an engine of the same seed, in which the same
parameter changes before the same network step, gives the same samples, and with any other step it does not.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from conftest import Jack

from realtime import Engine
from realtime.bundle import Model

SEED, LATENT = 31, "latent/0"
RING_MS, PERIOD = 20, 128
CHANGES, MUTES = 6, 3
ATTEMPTS = 3  # where the server, or the client that listens, was late, the figures would not be ours

# Run with the port, the plan as JSON [[seconds, address, value], ...], the file to write, and how long to listen.
LISTENER = """
import json, sys, time
import numpy as np
import sounddevice as sd
from pythonosc.udp_client import SimpleUDPClient
client = SimpleUDPClient("127.0.0.1", int(sys.argv[1]))
plan, seconds = json.loads(sys.argv[2]), float(sys.argv[4])
jack = {api["name"]: api["devices"] for api in sd.query_hostapis()}["JACK Audio Connection Kit"]
(device,) = [i for i in jack if sd.query_devices(i)["name"] == "PortAudio"]
blocks, stamps, late, sent = [], [], [], []
def hear(data, frames, times, status):
    stamps.append(time.monotonic())
    blocks.append(bytes(data))
    late.append(bool(status))
with sd.RawInputStream(device=device, channels=2, dtype="float32", callback=hear):
    begin = time.monotonic()
    for at, address, value in plan:
        time.sleep(max(0.0, begin + at - time.monotonic()))
        sent.append(time.monotonic())
        client.send_message(address, value)
    time.sleep(max(0.0, begin + seconds - time.monotonic()))
n = min(len(blocks), len(stamps), len(late))
sizes = [len(block) // 8 for block in blocks[:n]]
sound = np.frombuffer(b"".join(blocks[:n]), np.float32).reshape(-1, 2)
np.savez(sys.argv[3], sound=sound, begins=np.cumsum([0, *sizes]), stamps=stamps[:n], sent=sent, late=sum(late))
"""


class Heard(NamedTuple):
    """What the listener wrote. sound: (n, 2) float32. begins: where each block does. stamps: when it came, in s.
    sent: when each message of the plan was. parts: of the latency, in ms, as the start-up line gives them, and what it
    gives as their sum. late: whether the server or the listener was, so that samples may be missing."""

    sound: np.ndarray
    begins: np.ndarray
    stamps: np.ndarray
    sent: np.ndarray
    parts: dict[str, float]
    total_ms: float
    late: bool

    def block_of(self, frame: int) -> int:
        return int(np.searchsorted(self.begins, frame, side="right")) - 1


def make_plan() -> tuple[list[tuple[float, str, float]], float]:
    """Steps in a latent, then mutes, at moments that stand in no relation to the network's; and the time it takes."""
    moments = random.Random(SEED)
    plan: list[tuple[float, str, float]] = []
    at = 0.5
    for _ in range(CHANGES):
        plan.append((at, f"/rt/{LATENT}", round(moments.uniform(-3.0, 3.0), 3)))
        at += 0.12 + 0.04 * moments.random()
    for on in (1.0, 0.0) * MUTES:
        plan.append((at, "/rt/mute", on))
        at += 0.12 + 0.04 * moments.random()
    return plan, at + 0.2


def listen(jack: Jack, playing: Callable, engine: Engine, tmp_path: Path, plan: list, seconds: float) -> Heard:
    what = ("--model", engine.model.path, "--quality", engine.quality, "--seed", SEED, "--set", "glide=0")
    one = playing(*what, "--latency", RING_MS, device="system, JACK", env=jack.environment)
    time.sleep(0.7)  # the fade-in of the engine
    late_before = jack.xruns()
    file = tmp_path / "heard.npz"
    command = [sys.executable, "-c", LISTENER, str(one.port), json.dumps(plan), str(file), str(seconds)]
    subprocess.run(command, env=jack.environment, check=True, timeout=60)
    heard = np.load(file)
    late = jack.xruns() > late_before or bool(heard["late"])
    assert one.interrupt() == 130
    (line,) = [line for line in one.said if line.startswith("latency ")]
    parts = {name: float(ms) for name, ms in re.findall(r"(\w+) (\d+)(?:,|$| \()", line.partition(": ")[2])}
    total = float(re.findall(r"latency (\d+) ms", line)[0])
    return Heard(heard["sound"], heard["begins"], heard["stamps"], heard["sent"], parts, total, late)


def begin_again(engine: Engine) -> Engine:
    """As the one that plays began."""
    engine.set(LATENT, 0.0)
    engine.set("glide", 0.0)
    engine.reset(SEED)
    return engine


def place_in_stream(engine: Engine, heard: Heard) -> int:
    """Which frame of the engine's stream the first frame of the capture is."""
    start = PERIOD * 40  # the listener's connections are made one after the other
    needle = heard.sound[start : start + 64]
    stream = np.zeros((48_000 * 8, 2), np.float32)
    begin_again(engine).process(stream)
    candidates = np.flatnonzero((stream[:-64] == needle[0]).all(axis=1))
    places = [int(place) for place in candidates if np.array_equal(stream[place : place + 64], needle)]
    assert len(places) == 1, "it is not the engine of this seed"
    return places[0] - start


class Change(NamedTuple):
    """step_at: frame of the capture at which the first network step with the new value begins. first: first frame of
    the capture that is not what it would have been."""

    step_at: int
    first: int


def find_changes(engine: Engine, heard: Heard, values: list[float], origin: int) -> tuple[list[Change], np.ndarray]:
    """When each of `values` was taken into account; and (n, 2) the engine's stream with all of them, up to the end.

    The engine follows the capture step by step. Where they differ, the value must have changed before one of the last
    few steps: the one after which they agree again.
    """
    begin_again(engine)
    step = engine.spec.hop * engine.generator.frames_per_step
    stream = np.zeros(((len(heard.sound) + origin) // step * step, 2), np.float32)
    begin = ((origin + PERIOD * 40) // step + 1) * step
    engine.process(stream[:begin])
    at, changes, before = begin, [], []
    while at < len(stream):
        before = [*before[-5:], (at, engine.save_state())]
        engine.process(stream[at : at + step])
        there = heard.sound[at - origin : at - origin + step]
        if len(changes) == len(values) or np.array_equal(stream[at : at + step], there):
            at += step
            continue
        first = at + int(np.argmin((stream[at : at + step] == there).all(axis=1)))
        for place, state in reversed(before):
            engine.restore_state(state)
            engine.set(LATENT, values[len(changes)])
            engine.process(stream[place : at + 3 * step])
            if np.array_equal(stream[place : at + 3 * step], heard.sound[place - origin : at - origin + 3 * step]):
                changes.append(Change(place - origin, first - origin))
                at, before = at + 3 * step, []
                break
        else:
            raise AssertionError(f"from frame {first} on it is none of what a change before any step would give")
    return changes, stream[origin:]


class Measured(NamedTuple):
    """ms, from a message's sending. first: to the first sample changed. centre: to the centre of the first frame that
    has the change. mute: to the first sample that is not the engine's. unmute: to the first that is not silent."""

    first: list[float]
    centre: list[float]
    mute: list[float]
    unmute: list[float]


def measure(engine: Engine, heard: Heard, plan: list) -> Measured:
    """Raises AssertionError where the capture is not the engine's stream with the changes of the plan."""
    values = [value for _, address, value in plan if address.endswith(LATENT)]
    origin = place_in_stream(engine, heard)
    changes, stream = find_changes(engine, heard, values, origin)
    assert len(changes) == CHANGES
    measured = Measured([], [], [], [])
    for sent, change in zip(heard.sent, changes, strict=False):
        block = heard.block_of(change.first)
        measured.first.append(1e3 * (heard.stamps[block] - sent))
        centre = change.step_at + engine.latency_samples
        block = heard.block_of(centre)
        seconds = heard.stamps[block] - sent + (centre - heard.begins[block]) / engine.sample_rate
        measured.centre.append(1e3 * seconds)
    for sent, (_, address, value) in zip(heard.sent, plan, strict=True):
        if address == "/rt/mute":
            start = int(heard.begins[np.searchsorted(heard.stamps, sent)]) - PERIOD
            there = heard.sound[start : start + 9600]
            changed = (there != stream[start : start + 9600]).any(axis=1) if value > 0.5 else there.any(axis=1)
            assert changed.any() and not changed[:PERIOD].any(), "it was not yet back from the last message"
            block = heard.block_of(start + int(np.argmax(changed)))
            (measured.mute if value > 0.5 else measured.unmute).append(1e3 * (heard.stamps[block] - sent))
    return measured


@pytest.mark.parametrize("quality", ["high", "low"])
def test_the_latency_printed_is_the_latency_measured(
    jack_server: Callable, playing: Callable, tmp_path: Path, both: Model, quality: str
) -> None:
    engine = Engine(both, quality=quality)
    plan, seconds = make_plan()
    jack = jack_server(arguments=("-p", PERIOD))
    for attempt in range(1, ATTEMPTS + 1):
        heard = listen(jack, playing, engine, tmp_path, plan, seconds)
        try:
            measured = measure(engine, heard, plan)
            break
        except AssertionError:
            if not heard.late or attempt == ATTEMPTS:
                raise
    print(f"printed {heard.total_ms:.0f} ms: {heard.parts}; attempt {attempt}")
    for name, figures in measured._asdict().items():
        print(f"{name}: p50 {np.median(figures):.1f}, {min(figures):.1f} to {max(figures):.1f} ms")

    assert heard.total_ms == pytest.approx(sum(heard.parts.values()), abs=0.5 * len(heard.parts))
    assert 0.5 * RING_MS < heard.parts["ring"] <= RING_MS, "on average; RING_MS is the most"
    spec = engine.spec
    hop_ms, period_ms = 1e3 * spec.hop / spec.sample_rate, 1e3 * PERIOD / spec.sample_rate
    assert heard.parts["device"] == pytest.approx(period_ms, abs=period_ms), "JACK's dummy device holds one period"
    # What lies behind JACK's ports cannot be heard at them.
    expected = heard.total_ms - heard.parts["device"]
    tolerance = 1e3 * engine.generator.step_s + hop_ms + 2 * period_ms
    assert abs(float(np.median(measured.centre)) - expected) < tolerance
    for figures in (measured.mute, measured.unmute):
        assert len(figures) == MUTES
        assert np.median(figures) < 0.5 * np.median(measured.first), "it waits for what is in the ring"
