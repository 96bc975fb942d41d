"""All measurements, one after the other, as one dictionary: the contract of `realtime-gen bench --json`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

import numpy as np

from realtime.bench import jack
from realtime.bench.child import ask
from realtime.bench.playing import BLOCK, GATE_SHARE, Sounding, on_stage, play_beside, probing
from realtime.bench.processes import PROC, start_once
from realtime.bench.stress import KINDS
from realtime.bundle import load_model
from realtime.errors import DeviceError
from realtime.orders import Opened

STAGES = 4.0  # seconds of sound for the figures of the stages, for each of a stress: 40 are 3 700 steps
STARTS = 3  # of the program; the median counts
SHORT_S = 2.0  # of each stress; a run of less is only a try, with a single start


def measure(
    model_name: str, quality: str, seconds: float, say: Callable[[str], None], warn: Callable[[str], None]
) -> dict[str, Any]:
    """quality: one that the model has. seconds: of each stress. say, warn: progress, and what goes wrong on stage.
    Raises RealtimeGenError.

    Beside what the contract names (DESIGN section 3): quality; inverter, the one played; rtf_rtpghi, rtf_hybrid;
    stages_rtf, what each stage is of real time, with the rest of the engine; ring_ms and low_water_ms, what the ring
    was kept at and fell to; engine_load, the share of real time that the engine took beside each stress; osc_lost,
    messages without effect; `python_callback.device` and, where that is a JACK server, `compiled_callback`, ours in the
    same place; processes, the memory of each.
    """
    model = load_model(model_name)
    name = str(model.path)
    minutes = expected_s(seconds) / 60.0
    say(f"bench: {model.bundle.name} in {quality}, {seconds:g} s a stress, about {minutes:.0f} minutes in all")
    say("the engine's stages, alone")
    found = ask("realtime.bench.stages", name, quality, STAGES * seconds, expected_s=3.0 * STAGES * seconds)
    heard: dict[str, Sounding] = {}
    with on_stage(name, quality, warn=warn) as stage, probing(stage) as probe:
        opened = stage.supervisor.opened
        for kind in KINDS:
            say(f"playing beside {kind}")
            heard[kind] = play_beside(stage, probe, kind, seconds)
    found |= {
        "osc_to_callback_ms": {kind: percentiles(one.osc_to_callback) for kind, one in heard.items()},
        "osc_to_sound_ms": {kind: percentiles(one.osc_to_sound) for kind, one in heard.items()},
        "osc_lost": {kind: one.lost for kind, one in heard.items()},
        "underruns": {kind: one.underruns for kind, one in heard.items()},
        "callbacks": {kind: one.callbacks for kind, one in heard.items()},
        "ring_ms": opened.ring_ms,
        "low_water_ms": {kind: one.low_water_ms for kind, one in heard.items()},
        "engine_load": {kind: one.load for kind, one in heard.items()},
    }
    found |= compare_callbacks(name, opened, seconds, say)
    found |= start_and_weigh(name, quality, STARTS if seconds >= SHORT_S else 1, say)
    return found | {"realtime_priority": opened.realtime, "seconds": seconds, "blocksize": BLOCK}


def expected_s(seconds: float) -> float:
    """How long all of it takes, more or less."""
    return (
        len(KINDS) * ((1.0 + GATE_SHARE) * seconds + 2.0) + (1 + jack.is_there()) * len(KINDS) * (seconds + 1.0) + 60.0
    )


def compare_callbacks(
    model: str, opened: Opened, seconds: float, say: Callable[[str], None], kinds: Sequence[str] = KINDS
) -> dict[str, Any]:
    """{python_callback: {device, underruns, callbacks}} and, on a JACK server, {compiled_callback: the same of ours}.

    An underrun is a cycle of the device that did not get its frames, whether the callback found too few of them or was
    itself not there in time; a callback is a cycle. opened: the performance to compare with.
    """
    arguments: Sequence[object] = (model, opened.ring_ms, seconds, *kinds)
    expected = len(kinds) * (seconds + 2.0)
    with ExitStack() as stack:
        device, environment = "null", None
        whose = ["python"]
        try:
            if jack.is_there():
                server = stack.enter_context(jack.dummy_server(opened.rate, BLOCK, opened.realtime))
                device, environment = "jack", server.environment
                arguments = (*arguments, server.log)
                whose.append("compiled")
        except DeviceError as error:
            say(f"{error}; comparing on the null device instead")
        found = {}
        for who in whose:
            say(f"a callback {'in Python' if who == 'python' else 'as ours'} beside each stress ({device})")
            counts = ask(
                "realtime.bench.callbacks", who, device, *arguments, expected_s=expected, environment=environment
            )
            found[f"{who}_callback"] = {
                "device": device,
                "underruns": {kind: one["underruns"] + one["missed"] for kind, one in counts.items()},
                "callbacks": {kind: one["callbacks"] + one["missed"] for kind, one in counts.items()},
            }
    return found


def start_and_weigh(model: str, quality: str, times: int, say: Callable[[str], None]) -> dict[str, Any]:
    """{cold_start_s, memory_mb, processes}; None where there is no /proc to see it in."""
    if not PROC.exists():
        return {"cold_start_s": None, "memory_mb": None, "processes": None}
    say(f"starting the program {times} times")
    starts = sorted((start_once(model, quality) for _ in range(times)), key=lambda one: one["cold_start_s"])
    middle = starts[times // 2]
    return {
        "cold_start_s": middle["cold_start_s"],
        "memory_mb": round(sum(process["pss_mb"] for process in middle["processes"]), 1),
        "processes": middle["processes"],
    }


def percentiles(milliseconds: Sequence[float]) -> dict[str, float | None]:
    """{p50, p99}; None without any."""
    if not len(milliseconds):
        return {"p50": None, "p99": None}
    p50, p99 = np.percentile(milliseconds, [50.0, 99.0])
    return {"p50": round(float(p50), 2), "p99": round(float(p99), 2)}
