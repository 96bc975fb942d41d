"""The real program under stress: a `Stage` on the null device in this process, which is the control process then, its
engine and OSC in theirs, and what beside them makes trouble. The stress of the interpreter lock is in this process.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from realtime.bench.stress import stress
from realtime.bundle import INVERTER
from realtime.config import Settings
from realtime.errors import RealtimeGenError
from realtime.interpreter import python
from realtime.stage import Stage

BLOCK = 128  # frames a callback: the targets are for these
SETTLE_S = 0.3  # from the beginning of a stress to the first count
GATE_SHARE = 0.4  # of the seconds of a stress: muting comes after the rest, because what is muted cannot underrun


class Sounding(NamedTuple):
    """What happened in one stress. Latencies in ms; lost: messages whose effect was not seen within 2 s."""

    callbacks: int
    underruns: int
    low_water_ms: float | None  # None: nothing was played
    load: float  # the engine's, at the end
    osc_to_sound: list[float]
    osc_to_callback: list[float]
    lost: int


@contextmanager
def on_stage(
    model: str,
    quality: str,
    inverter: str = INVERTER,
    latency: float | None = None,
    warn: Callable[[str], None] = print,
) -> Iterator[Stage]:
    """A performance on the null device, until the end of the block. Arguments as of `Settings`."""
    settings = Settings(
        device="null", model=model, quality=quality, inverter=inverter, blocksize=BLOCK, latency=latency, osc_port=0,
        quiet=True,
    )  # fmt: skip
    stage = Stage(settings, seed=1, say=lambda _: None, warn=warn)
    try:
        stage.open()
        stage.start()
        time.sleep(SETTLE_S)
        yield stage
    finally:
        stage.stop()


@contextmanager
def probing(stage: Stage) -> Iterator[Probe]:
    """A probe of that stage, until the end of the block."""
    slot = stage.values.registry.index["latent/0"]
    arguments = [stage.steering.port, stage.memory.handle, slot]
    process = subprocess.Popen(
        python("-m", "realtime.bench.probe", *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=stage.memory.pass_fds,
        start_new_session=True,
        text=True,
    )
    try:
        yield Probe(process)
    finally:
        process.kill()
        process.communicate()


class Probe:
    """The process of `realtime.bench.probe`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, kind: str, seconds: float) -> dict[str, Any]:
        """{ms: [...], lost: n} of the latency `kind`. Raises RealtimeGenError if the probe has died."""
        assert self._process.stdin is not None and self._process.stdout is not None
        print(kind, seconds, file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise RealtimeGenError(f"the latency probe ended with {self._process.wait()}: what it said is above")
        return dict(json.loads(answer))


def play_beside(stage: Stage, probe: Probe, kind: str, seconds: float) -> Sounding:
    """`seconds` of sound beside the stress `kind` with a latent on the move, then some with the gate on the move."""
    link, rate = stage.link, stage.link.sample_rate
    with stress(kind, stage.steering.port):
        time.sleep(SETTLE_S)
        link.take_low_water()
        callbacks, underruns = link.callbacks, link.underruns
        sound = probe.ask("latent", seconds)
        callbacks, underruns, low = link.callbacks - callbacks, link.underruns - underruns, link.take_low_water()
        gate = probe.ask("gate", GATE_SHARE * seconds)
    return Sounding(
        callbacks,
        underruns,
        None if low is None else round(1000.0 * low / rate, 2),
        round(link.engine_load, 4),
        sound["ms"],
        gate["ms"],
        sound["lost"] + gate["lost"],
    )
