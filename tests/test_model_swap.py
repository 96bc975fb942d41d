"""One model fades into another while it plays: exactly a cross-fade of the two, and nothing else is touched."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder
from test_supervision import WAIT_S, engine_of, said

from realtime import Engine
from realtime.audio.link import AudioLink
from realtime.audio.streams import ClockedStream
from realtime.bundle import Model, sha256
from realtime.player import Player

pytestmark = pytest.mark.real_time

RATE = 48_000
FADE_S = 0.25


def reference(model: Model, seed: int, quality: str, seconds: float) -> np.ndarray:
    engine = Engine(model, seed, quality=quality)
    out = np.zeros((round(seconds * RATE), 2), np.float32)
    engine.process(out)
    return out


def first_row(needle: np.ndarray, haystack: np.ndarray) -> int:
    """Where the rows of `needle` begin in `haystack`; they are there once."""
    starts = np.flatnonzero((haystack[: len(haystack) - len(needle)] == needle[0]).all(axis=1))
    (found,) = [int(s) for s in starts if np.array_equal(haystack[s : s + len(needle)], needle)]
    return found


@pytest.mark.parametrize("first, second", [("high", "low"), ("low", "high")])
def test_a_swap_is_a_cross_fade_of_the_two_engines_whatever_their_hops(both: Model, first: str, second: str) -> None:
    link = AudioLink(RATE)
    player = Player(Engine(both, 1, quality=first), link, ring_ms=150.0)
    stream = ClockedStream(link, RATE, 256)
    coming = Engine(both, 2, quality=second)
    link.set_gate(True)
    heard: list[np.ndarray] = []
    block = np.zeros((1 << 14, 2), np.float32)

    def read() -> None:
        while count := link.read_tap(block):
            heard.append(block[:count].copy())

    player.start()
    link.open_tap()
    stream.start()
    try:
        time.sleep(0.6)
        waits = {first: player.wait_ms}
        player.swap(coming, FADE_S)
        until = time.monotonic() + WAIT_S
        while not player.take_swapped():
            assert player.failure is None and time.monotonic() < until
            read()
            time.sleep(0.02)
        time.sleep(0.5)
    finally:
        stream.stop()
        player.stop()
    read()
    assert link.underruns == 0, "this machine was too busy for a ring of 150 ms"
    waits[second] = player.wait_ms
    assert waits["low"] - waits["high"] == pytest.approx(1000.0 * 128 / RATE, abs=0.1), "in a ring as long"
    sound = np.concatenate(heard)

    old, new = reference(both, 1, first, 3.0), reference(both, 2, second, 3.0)
    at = RATE // 4  # the gate is open by then
    shift = first_row(sound[at : at + 512], old) - at
    same = (sound[at:] == old[at + shift : shift + len(sound)]).all(axis=1)
    begin = at + int(np.argmin(same))  # of the fade, or a frame or so later: its first shares are very small
    began_new = len(sound) - 4096
    new_at = first_row(sound[began_new : began_new + 512], new)
    start = began_new - new_at  # where the new engine's first frame stands
    fade = round(FADE_S * RATE)
    assert 0 <= begin - start < 512
    share = np.minimum(np.arange(len(sound) - start) / fade, 1.0)[:, None]
    expected = (1 - share) * old[start + shift : shift + len(sound)] + share * new[: len(sound) - start]
    np.testing.assert_allclose(sound[start:], expected, atol=2e-6)
    over = fade + 256  # the block in which the fade ends is rounded once more
    assert np.array_equal(sound[start + over :], new[over : len(sound) - start]), "afterwards it is the new one alone"


@pytest.fixture
def models(model: Model, environment: dict[str, str]) -> None:
    """The user's own models: `other`, whose first style has another name, and `broken`, whose decoder is no graph."""
    folder = Path(environment["XDG_DATA_HOME"]) / "realtime-gen" / "models"
    for name in ("other", "broken"):
        copy = folder / name
        shutil.copytree(model.path, copy)
        description = (copy / "model.json").read_text().replace('"ambient"', '"wind"')
        content = json.loads(description) | {"name": name}
        if name == "broken":
            (copy / "decoder.onnx").write_bytes(b"no graph at all")
            content["hashes"]["decoder"] = sha256(copy / "decoder.onnx")
        (copy / "model.json").write_text(json.dumps(content))


class Client:
    """A subscriber to everything. status: the last of each address."""

    def __init__(self, port: int) -> None:
        self.heard: dict[str, object] = {}
        self.errors: list[str] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.settimeout(0.2)
        self._port = port
        self.send("/rt/subscribe")

    def send(self, address: str, *arguments: object) -> None:
        builder = OscMessageBuilder(address)
        for argument in arguments:
            builder.add_arg(argument)  # type: ignore[arg-type]
        self._socket.sendto(builder.build().dgram, ("127.0.0.1", self._port))

    def listen_until(self, condition: Callable[[], object], what: str) -> None:
        until = time.monotonic() + WAIT_S
        while not condition():
            assert time.monotonic() < until, f"not within {WAIT_S:.0f} s: {what}; errors {self.errors}"
            try:
                message = OscMessage(self._socket.recv(65536))
            except TimeoutError:
                continue
            if message.address == "/rt/error":
                self.errors.append(message.params[0])
            elif message.params:
                self.heard[message.address] = message.params[0]

    def listen_until_model(self, name: str) -> None:
        self.listen_until(lambda: self.heard.get("/rt/status/model") == name, f"{name} plays")

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def on_stage(models: None, playing: Callable) -> Iterator[tuple[object, Client]]:
    one = playing("--latency", "250", "--set", "fade=0.05", "--set", "brightness=4", "--set", "style/choir=1")
    client = Client(one.port)
    client.listen_until_model("seven")
    client.listen_until(lambda: "/rt/auto/chroma/B" in client.heard, "all of it, of which this is the last")
    yield one, client
    client.close()


def test_another_model_is_played_and_what_both_know_stays(on_stage: tuple) -> None:
    one, client = on_stage
    client.heard.clear()
    client.send("/rt/model", "other")
    client.listen_until_model("other")
    client.listen_until(lambda: "/rt/style/wind" in client.heard, "its style is announced")
    assert "/rt/style/ambient" not in client.heard
    client.listen_until(lambda: "/rt/auto/density" in client.heard, "the whole of it is")
    assert client.heard["/rt/param/brightness"] == 4.0
    assert client.heard["/rt/style/choir"] == 1.0 and client.heard["/rt/style/wind"] == 0.0
    client.send("/rt/style/wind", 0.5)
    client.send("/rt/sync")
    client.listen_until(lambda: client.heard["/rt/style/wind"] == 0.5, "its style can be played")
    assert not client.errors
    assert client.heard["/rt/status/underruns"] == 0
    assert one.interrupt() == 130


@pytest.mark.parametrize("name", ["broken", "nowhere", "../seven", "/etc"])
def test_a_model_that_does_not_load_leaves_the_old_one_playing(name: str, on_stage: tuple) -> None:
    one, client = on_stage
    client.send("/rt/model", name)
    client.listen_until(lambda: client.errors, "the error")
    client.heard.clear()
    client.listen_until_model("seven")
    assert client.heard["/rt/status/underruns"] == 0
    assert not said(one, "engine"), "no engine was lost over it"
    client.send("/rt/model", "other")
    client.listen_until_model("other")


def test_many_swaps_leave_memory_flat_and_no_gap(on_stage: tuple) -> None:
    """30 of them; `tests/benchmarks/swaps.py` does 200."""
    one, client = on_stage

    def megabytes() -> float:
        return int(Path(f"/proc/{engine_of(one)}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def swap(times: int) -> None:
        for _ in range(times):
            for name in ("other", "seven"):
                client.send("/rt/model", name)
                client.listen_until_model(name)

    swap(5)
    before = megabytes()
    swap(10)
    assert megabytes() - before < 25.0, "more than one engine was kept"  # it wanders by 16 MB without growing
    assert client.heard["/rt/status/underruns"] == 0
    assert not client.errors
