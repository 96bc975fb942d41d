"""Pictures of an evaluation, PNG: of each style, of its intervals, control, novelty, and of the long run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.features.descriptors import FLUX, LOUDNESS, NOTES
from realtime.features.notes import LOWEST_NOTE, N_NOTES
from training.evaluation.control import HOLD_S, SPEARMAN, TOP, Sweep
from training.evaluation.material import FRAMES_PER_S, RATE, SPEC, Clip
from training.evaluation.rhythm import attacks

F64 = NDArray[np.float64]
Sets = Mapping[str, Sequence[Clip]]

SHOWN_S = 12.0
REAL, MADE = "#4d4d4d", "#c2410c"  # recordings, the model
TICKS_HZ = (100, 300, 1000, 3000, 10000)
UNITS = {"loudness": "dBFS", "centroid": "Hz", "flatness": "dB", "density": "1/s"}


def _new(rows: int, columns: int, width: float, height: float) -> tuple[Any, Any]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # no display, no global state
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots(rows, columns, squeeze=False)


def _save(figure: Any, file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, dpi=110)
    return file


def style_page(folder: Path, style: str, recording: Clip, generated: Clip) -> Path:
    """Spectrogram, notes, loudness with attacks: a recording left, the model's free run right."""
    figure, axes = _new(3, 2, 13.0, 8.0)
    for column, (clip, whose) in enumerate(((recording, "recording"), (generated, "model"))):
        n = round(SHOWN_S * RATE)
        start = max(0, (len(clip.mid) - n) // 2)
        part = Clip(style, clip.name, clip.audio[start : start + n])
        seconds, heard = part.seconds, part.descriptors
        bands = 10.0 / np.log(10.0) * SPEC.forward(part.mid).T
        top, middle, bottom = axes[:, column]
        top.imshow(bands, aspect="auto", origin="lower", extent=(0, seconds, 0, SPEC.bands), vmin=-90, vmax=-20,
                   cmap="magma")  # fmt: skip
        bins = np.array(TICKS_HZ) * SPEC.n_fft / RATE
        top.set_yticks(np.interp(bins, np.arange(SPEC.n_bins), SPEC.warp), [f"{hz:g}" for hz in TICKS_HZ])
        top.set_ylabel("Hz")
        top.set_title(f"{style}, {whose}: {clip.name[:60]}", fontsize=10)
        keys = (0, seconds, LOWEST_NOTE - 0.5, LOWEST_NOTE + N_NOTES - 0.5)
        middle.imshow(heard[:, NOTES:].T, aspect="auto", origin="lower", vmin=0, vmax=1, cmap="Greys",
                      interpolation="nearest", extent=keys)  # fmt: skip
        middle.set_yticks(range(36, 97, 12), [f"C{octave}" for octave in range(2, 8)])
        middle.set_ylabel("notes")
        bottom.plot(np.arange(len(heard)) / FRAMES_PER_S, heard[:, LOUDNESS], color=REAL if column == 0 else MADE, lw=1)
        times = attacks(heard[:, FLUX])
        bottom.vlines(times, -70, -64, color="black", lw=1)
        bottom.set_title(f"{len(times) / seconds:.1f} attacks a second (bars below)", fontsize=9)
        bottom.set_ylim(-70, 0)
        bottom.set_ylabel("loudness, dBFS")
        bottom.set_xlabel("seconds")
        for axis in (top, middle, bottom):
            axis.set_xlim(0, seconds)
    return _save(figure, folder / f"style-{style}.png")


def intervals_page(folder: Path, intervals: Mapping[str, tuple[F64, F64]]) -> Path:
    """Inter-onset intervals by style. intervals: (generated, recordings), seconds."""
    figure, axes = _grid(len(intervals))
    edges = np.geomspace(0.04, 8.0, 28)
    for axis, (style, (made, real)) in zip(axes, intervals.items(), strict=False):
        for values, colour, label in ((real, REAL, "recordings"), (made, MADE, "model")):
            weights = np.full(len(values), 1.0 / max(1, len(values)))
            axis.hist(values, edges, weights=weights, histtype="step", lw=1.6, color=colour,
                      label=f"{label} ({len(values)})")  # fmt: skip
        axis.set_xscale("log")
        axis.set_xticks([0.05, 0.2, 1.0, 5.0], ["0.05", "0.2", "1", "5"])
        axis.minorticks_off()
        axis.set_title(style, fontsize=10)
        axis.set_xlabel("between onsets, s")
        axis.set_ylabel("share")
        axis.legend(fontsize=8, frameon=False)
    return _save(figure, folder / "intervals.png")


def control_page(folder: Path, sweeps: Mapping[str, Mapping[str, Sweep]], figures: Mapping[str, Any]) -> Path:
    """Asked against measured, a row for each style; pitch as the rank of what was asked."""
    names = [*SPEARMAN, "pitch_class", "note"]
    figure, axes = _new(len(sweeps), len(names), 2.6 * len(names), 0.6 + 2.1 * len(sweeps))
    for row, (style, found) in zip(axes, sweeps.items(), strict=True):
        for axis, name in zip(row, names, strict=True):
            one, value = found[name], figures[style][name]
            if name in SPEARMAN:
                axis.plot(one.asked, one.measured, "o", ms=4, color=MADE)
                low, high = min(one.asked), max(one.asked)
                axis.plot([low, high], [low, high], color=REAL, lw=0.8)
                axis.set_title(f"{style} {name}: Spearman {value:.2f}", fontsize=8)
                axis.set_xlabel(f"asked, {UNITS[name]}, held {HOLD_S[name]:g} s", fontsize=7)
            else:
                axis.bar(one.asked, np.minimum(one.measured, 12) + 0.15, width=0.8, color=MADE)
                axis.axhline(TOP - 0.4, color=REAL, lw=0.8, ls=":")
                axis.set_ylim(0, 12.5)
                axis.set_title(f"{style} {name}: top {TOP} {value:.0%}", fontsize=8)
                axis.set_xlabel("asked, pitch class" if name == "pitch_class" else "asked, MIDI note", fontsize=7)
            axis.tick_params(labelsize=7)
        row[0].set_ylabel("measured", fontsize=7)
        row[len(SPEARMAN)].set_ylabel("louder ones (0: strongest)", fontsize=7)
    return _save(figure, folder / "control.png")


def novelty_page(folder: Path, styles: Mapping[str, Mapping[str, Any]]) -> Path:
    """Distances to the nearest training excerpt: of the model, and of recordings it never heard."""
    figure, axes = _grid(len(styles))
    for axis, (style, row) in zip(axes, styles.items(), strict=False):
        edges = np.linspace(0.0, max(0.8, *row["distances"], *row["real"]), 33)
        for values, colour, label in ((row["real"], REAL, "recordings"), (row["distances"], MADE, "model")):
            weights = np.full(len(values), 1.0 / len(values))
            axis.hist(values, edges, weights=weights, histtype="step", lw=1.6, color=colour, label=label)
        axis.axvline(row["threshold"], color="black", lw=0.8, ls=":", label="5 % of recordings")
        axis.set_title(f"{style}: {row['flagged']:.0%} nearer", fontsize=10)
        axis.set_xlabel("distance of the nearest excerpt")
        axis.set_ylabel("share of windows")
        axis.legend(fontsize=8, frameon=False)
    return _save(figure, folder / "novelty.png")


def level_page(folder: Path, levels: F64) -> Path:
    """Level of every second of the long run (of a very long one, the mean of as many as fit a point)."""
    figure, axes = _new(1, 1, 11.0, 3.2)
    together = max(1, len(levels) // 2000)
    shown = levels[: len(levels) // together * together].reshape(-1, together).mean(axis=1)
    unit, name = (3600.0, "hours") if len(levels) > 7200 else (60.0, "minutes") if len(levels) > 120 else (1.0, "s")
    axes[0, 0].plot(np.arange(len(shown)) * together / unit, shown, color=MADE, lw=1)
    axes[0, 0].axhline(float(np.median(levels)), color=REAL, lw=0.8, ls=":", label="median")
    axes[0, 0].set_xlabel(name)
    axes[0, 0].set_ylabel("level, dBFS")
    axes[0, 0].set_ylim(min(-50.0, float(shown.min()) - 3.0), 0)
    axes[0, 0].legend(fontsize=8, frameon=False)
    axes[0, 0].set_title("long run", fontsize=10)
    return _save(figure, folder / "stability.png")


def _grid(n: int) -> tuple[Any, list[Any]]:
    """A figure with a panel for each of n styles."""
    columns = min(4, n)
    rows = -(-n // columns)
    figure, axes = _new(rows, columns, 0.5 + 3.6 * columns, 2.9 * rows)
    flat = list(axes.flat)
    for spare in flat[n:]:
        spare.set_axis_off()
    return figure, flat[:n]
