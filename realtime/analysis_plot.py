"""The picture of an analysis: what was heard as a piano roll, beside the loudness and the centroid."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from realtime.analysis import STEP_S, Analysis
from realtime.errors import UsageError
from realtime.features.descriptors import CENTROID, LOUDNESS, N_DESCRIPTORS, NOTES
from realtime.features.notes import LOWEST_NOTE, N_NOTES


def plot(analysis: Analysis, path: Path) -> None:
    """Draw a PNG. Raises UsageError: matplotlib is missing, the file cannot be written."""
    try:
        from matplotlib.collections import LineCollection
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError("--plot draws with matplotlib, which is not here: pip install matplotlib") from None
    seconds = np.arange(len(analysis.steps)) * STEP_S
    figure = Figure(figsize=(11.0, 8.0), layout="constrained")
    roll, level, colour = figure.subplots(3, 1, sharex=True, height_ratios=(4, 1, 1))
    roll.imshow(
        analysis.steps[:, NOTES:N_DESCRIPTORS].T, origin="lower", aspect="auto", cmap="Greys", vmin=0.0, vmax=1.5,
        extent=(0.0, seconds[-1] + STEP_S, LOWEST_NOTE - 0.5, LOWEST_NOTE + N_NOTES - 0.5), interpolation="nearest",
    )  # fmt: skip
    lines = [[(note.start, note.number), (note.end, note.number)] for note in analysis.notes]
    widths = [1.0 + 5.0 * note.velocity for note in analysis.notes]
    roll.add_collection(LineCollection(lines, linewidths=widths, colors="tab:orange", alpha=0.8))
    octaves = range(LOWEST_NOTE, LOWEST_NOTE + N_NOTES + 1, 12)
    roll.set_yticks(octaves, [f"C{number // 12 - 1}" for number in octaves])
    roll.set(title=f"{analysis.file}: note values (grey), keys (orange)")
    level.plot(seconds, analysis.steps[:, LOUDNESS], color="0.7", linewidth=1.0)
    colour.semilogy(seconds, 2.0 ** analysis.steps[:, CENTROID], color="0.7", linewidth=1.0)
    for axes, name, label in ((level, "loudness", "loudness, dBFS"), (colour, "centroid", "centroid, Hz")):
        changes = [(at, value) for at, changed, value in analysis.changes if changed == name]
        if changes:
            at, value = zip(*changes, strict=True)
            axes.step([*at, analysis.seconds], [*value, value[-1]], where="post", color="tab:orange", linewidth=1.2)
        axes.set(ylabel=label)
    colour.set(xlabel="seconds", xlim=(0.0, analysis.seconds))
    try:
        with path.open("wb") as file:
            figure.savefig(file, format="png")
    except OSError as error:
        raise UsageError(f"cannot write {path} ({error.strerror}): name a .png in a folder that is there") from error
