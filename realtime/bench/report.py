"""The figures of `measure` as a table, beside what the project is held to (DESIGN section 6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from realtime.bench.stress import KINDS

STRESSES = {
    "idle": "nothing",
    "gil": "a spinning Python thread",
    "cpu": "2 busy processes",
    "gc": "cyclic garbage",
    "osc": "10 000 OSC messages/s",
    "all": "all of that",
}


def table(found: dict[str, Any]) -> Iterator[str]:
    """Lines. found: as `measure` returns it."""
    step, duration = found["step_ms"], found["step_duration_ms"]
    played = f"{found['model']} in {found['quality']} through {found['inverter']}"
    yield f"{played}, {found['seconds']:g} s a stress, blocks of {found['blocksize']} frames"
    yield ""
    yield line("generation and inversion, RTF", f"{found['rtf_rtpghi']:.3f} rtpghi", "<= 0.03 (small model 0.02)")
    yield line("", f"{found['rtf_hybrid']:.3f} hybrid", "<= 0.08")
    yield line(
        f"a step of {duration:.1f} ms, p50 / p99 / p99.9",
        f"{step['p50']:.2f} / {step['p99']:.2f} / {step['p999']:.2f} ms",
        f"p99.9 <= {duration / 2:.1f} ms",
    )
    for name, rtf in found["stages_rtf"].items():
        each = f"{found['stages_us'][name]:.0f} µs a call" if name in found["stages_us"] else ""
        yield line(f"  {name}", f"{rtf:.4f} RTF", "", each)
    yield ""
    yield (
        f"{'beside':26s}{'OSC to callback':>18s}{'OSC to sound':>18s}{'underruns':>12s}{'low water':>12s}"
        f"{'lost':>6s}{'Python callback':>17s}"
    )
    for kind in KINDS:
        python = found["python_callback"]
        yield (
            f"{STRESSES[kind]:26s}{pair(found['osc_to_callback_ms'][kind]):>18s}"
            f"{pair(found['osc_to_sound_ms'][kind]):>18s}{found['underruns'][kind]:>12d}"
            f"{milliseconds(found['low_water_ms'][kind]):>12s}{found['osc_lost'][kind]:>6d}"
            f"{share(python, kind):>17s}"
        )
    yield f"{'held to':26s}{'- / 6, all: 12':>18s}{'25 / 45':>18s}{'0':>12s}{f'of {found_ring(found)}':>12s}{'0':>6s}"
    yield "(p50 / p99 in ms; the callback in Python: cycles of the device that did not get their frames)"
    if "compiled_callback" in found:
        ours = found["compiled_callback"]
        yield f"ours in its place ({ours['device']}): " + ", ".join(f"{kind} {share(ours, kind)}" for kind in KINDS)
    yield ""
    yield line("command to first sound", unless_none(found["cold_start_s"], "{:.2f} s"), "<= 2.0 s, kernels compiled")
    each = ", ".join(f"{one['name']} {one['pss_mb']:.0f}" for one in found["processes"] or ())
    yield line("memory of all processes", unless_none(found["memory_mb"], "{:.0f} MB"), "<= 400 MB", each)
    yield line("real-time priority", "yes" if found["realtime_priority"] else "no: see `realtime-gen doctor`", "")


def line(what: str, is_: str, held_to: str, note: str = "") -> str:
    text = f"{what:40s}{is_:>26s}"
    return text + (f"   held to {held_to}" if held_to else "") + (f"   {note}" if note else "")


def pair(percentiles: dict[str, float | None]) -> str:
    return " / ".join(unless_none(percentiles[name], "{:.1f}") for name in ("p50", "p99"))


def share(counts: dict[str, Any], kind: str) -> str:
    """Of the cycles those that went wrong."""
    return f"{counts['underruns'][kind] / max(1, counts['callbacks'][kind]):.2%}"


def milliseconds(value: float | None) -> str:
    return unless_none(value, "{:.1f} ms")


def found_ring(found: dict[str, Any]) -> str:
    return f"{found['ring_ms']:.0f} ms"


def unless_none(value: float | None, form: str) -> str:
    return "-" if value is None else form.format(value)
