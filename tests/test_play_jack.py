"""`realtime-gen` plays a real JACK server: what arrives there is what the engine of that seed plays, without a gap.

The server, the device list, PortAudio, the compiled callback, OSC status, Ctrl-C and the take are all the real ones.
"""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import soundfile
from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import BlockingOSCUDPServer
from pythonosc.udp_client import SimpleUDPClient

from realtime import Engine
from realtime.bundle import Model

SEED = 31
BEFORE_S, AFTER_S = 5, 2  # of capture, before and after Ctrl-C
LATENCY_MS = 120
FADE_S = 0.5
ATTEMPTS = 3  # where the server itself was late, a capture proves nothing about us: another


class Performance(NamedTuple):
    """rate: Hz. capture, take: (n, 2) int64 in steps of 24 bits. sure: (n,) bool, where rounding them was no tie."""

    rate: int
    capture: np.ndarray
    sure: np.ndarray
    take: np.ndarray
    take_rate: int
    exit_code: int
    said: list[str]
    underruns: int
    status: dict[str, object]


def jack_device(cli: Callable, environment: dict[str, str]) -> int:
    """The number under which `realtime-gen devices` lists the server's own output."""
    listed = json.loads(cli("devices", "--json", env=environment).stdout)
    jack = [d for d in listed if d["host_api"].startswith("JACK") and d["outputs"] and d["name"] == "system"]
    assert len(jack) == 1, listed
    return int(jack[0]["index"])


def ask_status(port: int, wanted: tuple[str, ...] = ("underruns", "latency_ms", "model")) -> dict[str, object]:
    """/rt/status/* of a running instrument, by its last part: as soon as all of `wanted` have come."""
    heard: dict[str, object] = {}
    dispatcher = Dispatcher()
    dispatcher.map("/rt/status/*", lambda address, *values: heard.update({address.rpartition("/")[2]: values[0]}))
    with BlockingOSCUDPServer(("127.0.0.1", 0), dispatcher) as server:
        client = SimpleUDPClient("127.0.0.1", port)
        client.send_message("/rt/subscribe", [server.server_address[1]])
        server.timeout = 0.5
        until = time.monotonic() + 5.0
        while not set(wanted) <= set(heard) and time.monotonic() < until:
            server.handle_request()
        client.send_message("/rt/unsubscribe", [server.server_address[1]])
    return heard


def perform(jack_server: Callable, cli: Callable, playing: Callable, tmp_path: Path, rate: int) -> Performance:
    """Play into a server at `rate`, capture, ask for the status, press Ctrl-C, and read both recordings."""
    jack = jack_server(rate)
    device = jack_device(cli, jack.environment)
    for attempt in range(ATTEMPTS):
        take_path, capture_path = tmp_path / f"take{attempt}.wav", tmp_path / f"capture{attempt}.wav"
        one = playing(
            "--seed", SEED, "--latency", LATENCY_MS, "--record", take_path.name, "--set", f"fade={FADE_S}",
            device=device, env=jack.environment,
        )  # fmt: skip
        late_before = jack.xruns()
        recorder = jack.client(
            "jack_rec", "-f", capture_path, "-d", BEFORE_S + AFTER_S, "-b", 32, "PortAudio:out_0", "PortAudio:out_1"
        )
        time.sleep(BEFORE_S)
        status = ask_status(one.port)
        late = jack.xruns() - late_before
        exit_code = one.interrupt(signal.SIGINT)
        output, _ = recorder.communicate(timeout=20)
        assert capture_path.exists(), output
        if not late and "overruns" not in output:
            break
    else:
        pytest.fail(f"this machine was too busy for JACK itself in {ATTEMPTS} captures of {BEFORE_S} s")
    samples, capture_rate = soundfile.read(capture_path, dtype="int32", always_2d=True)
    assert capture_rate == rate
    take, take_rate = soundfile.read(take_path, dtype="int32", always_2d=True)
    wide = samples.astype(np.int64)
    return Performance(
        rate, np.rint(wide / 256).astype(np.int64), ((wide & 255) != 128).all(axis=1), take.astype(np.int64) >> 8,
        take_rate, exit_code, one.said, int(str(status["underruns"])), status,
    )  # fmt: skip


def find(needle: np.ndarray, haystack: np.ndarray) -> list[int]:
    """Where the rows of `needle` occur in `haystack`."""
    window = len(needle)
    starts = np.flatnonzero((haystack[: len(haystack) - window + 1] == needle[0]).all(axis=1))
    return [int(s) for s in starts if np.array_equal(haystack[s : s + window], needle)]


def longest_silence(samples: np.ndarray) -> int:
    """Frames in the longest run of exact zeros in all channels."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (samples == 0).all(axis=1).astype(int), [0]])))
    return int((edges[1::2] - edges[::2]).max(initial=0))


@pytest.fixture(scope="module")
def kept() -> dict[int, Performance]:
    return {}


@pytest.fixture
def performance(kept, jack_server, cli, playing, tmp_path: Path) -> Performance:
    """Ten seconds at 48 kHz; made once for all the tests that look at it."""
    if 48_000 not in kept:
        kept[48_000] = perform(jack_server, cli, playing, tmp_path, 48_000)
    return kept[48_000]


def heard(performance: Performance) -> np.ndarray:
    """The capture up to half a second before Ctrl-C."""
    return performance.capture[: int((BEFORE_S - 0.5) * performance.rate)]


def test_it_sounds_and_has_no_gap(performance: Performance) -> None:
    assert len(performance.capture) > (BEFORE_S + AFTER_S - 0.5) * performance.rate
    music = heard(performance)
    assert (music.astype(float).std(axis=0) > 2.0**23 * 1e-4).all()
    first = int(np.flatnonzero(music.any(axis=1))[0])
    assert longest_silence(music[first:]) <= performance.rate // 1000


def test_nothing_ran_dry(performance: Performance) -> None:
    assert performance.underruns == 0
    assert not [line for line in performance.said if "underrun" in line]


def test_the_announcement_and_the_status_agree(performance: Performance, model: Model) -> None:
    assert performance.status["model"] == model.bundle.name
    latency = float(str(performance.status["latency_ms"]))
    assert LATENCY_MS < latency < LATENCY_MS + 150
    assert any(f"latency {latency:.0f} ms" in line for line in performance.said)
    assert any(f"{performance.rate} Hz, seed {SEED}" in line and "JACK" in line for line in performance.said)


def test_what_arrives_is_what_the_engine_of_that_seed_plays(performance: Performance, model: Model) -> None:
    """Sample for sample to 24 bits, so rate, order and every block are right."""
    engine = Engine(model, SEED)
    engine.set("fade", FADE_S)
    engine.reset(SEED)
    out = np.zeros(((BEFORE_S + 30) * performance.rate, 2), np.float32)
    engine.process(out)
    played = np.rint(out.astype(np.float64) * 2.0**23).astype(np.int64)
    music, sure = heard(performance), performance.sure[: len(heard(performance))]
    middle = len(music) // 2
    places = find(music[middle : middle + 64], played)
    assert len(places) == 1, "none: other samples; several: it repeats itself"
    expected = played[places[0] - middle :][: len(music)]
    start = performance.rate // 2  # the callback's own fade-in is over
    differs = (music != expected).any(axis=1) & sure
    assert not differs[start:].any(), f"first difference at frame {start + int(differs[start:].argmax())}"


def test_control_c_fades_out_and_exits_with_130(performance: Performance) -> None:
    assert performance.exit_code == 130
    assert not [line for line in performance.said if "Traceback" in line]
    capture = performance.capture.astype(float)
    last = int(np.flatnonzero(performance.capture.any(axis=1))[-1])
    assert BEFORE_S * performance.rate < last < len(capture) - performance.rate // 4, "it stopped inside the capture"
    fade = round(FADE_S * performance.rate)
    level = [np.abs(part).max() for part in np.array_split(capture[last - fade : last], 8)]
    before = np.abs(capture[last - 2 * fade : last - fade]).max()
    assert level[-1] < 0.1 * before
    assert level[-2] < 0.3 * before
    assert np.abs(capture[last]).max() <= 2.0**23 * 1e-4, "it ends in a step"


def test_the_take_holds_the_same_samples_as_the_capture(performance: Performance) -> None:
    take, capture = performance.take, performance.capture
    assert performance.take_rate == performance.rate
    middle = len(capture) // 2
    places = find(capture[middle : middle + 64], take)
    assert len(places) == 1
    offset = places[0] - middle  # of the capture's first frame in the take
    assert offset >= 0
    common = min(len(take) - offset, len(capture))
    assert common > BEFORE_S * performance.rate
    differs = (capture[:common] != take[offset : offset + common]).any(axis=1) & performance.sure[:common]
    # jack_rec begins to listen before its two connections are made, one after the other.
    start = int(np.flatnonzero((capture != 0).all(axis=1))[0])
    assert not differs[start:].any(), f"first difference at frame {start + int(differs[start:].argmax())}"


def test_a_server_at_another_rate_gets_that_rate(jack_server, cli, playing, tmp_path: Path, model: Model) -> None:
    """Without --samplerate, at 44.1 kHz: resampled, at the right pitch, which identity with the engine shows."""
    performance = perform(jack_server, cli, playing, tmp_path, 44_100)
    assert performance.exit_code == 130
    assert performance.underruns == 0
    assert performance.take_rate == 44_100
    test_it_sounds_and_has_no_gap(performance)
    engine = Engine(model, SEED)
    engine.prepare(44_100)
    engine.set("fade", FADE_S)
    engine.reset(SEED)
    out = np.zeros((15 * 44_100, 2), np.float32)
    engine.process(out)
    played = np.rint(out.astype(np.float64) * 2.0**23).astype(np.int64)
    music = heard(performance)
    assert len(find(music[len(music) // 2 :][:64], played)) == 1
