"""Folders in the layout of MusicNet: recordings in `<split>_data`, their notes in `<split>_labels`, as they are.

    train_data/1727.wav   train_labels/1727.csv   test_data/...   test_labels/...   musicnet_metadata.csv

A label file has the columns start_time, end_time (samples at 44 100 Hz), instrument (General MIDI program, from 1),
note (MIDI number), start_beat, end_beat, note_value. The metadata (beside the folders, or one further up) have id,
composer, composition, movement, ensemble, source, transcriber. Layout: Thickstun, Harchaoui & Kakade, "Learning
Features of Music from Scratch", ICLR 2017.

The set is published under CC BY 4.0 as a whole; its recordings come from collections (column `source`) with terms of
their own, which the ledger names beside it.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import lru_cache
from pathlib import Path

from training.note_labels import Note, decay_of
from training.pieces import Unusable, printable

LABEL_RATE = 44100
VELOCITY = 0.7  # the labels do not say how hard
METADATA = "musicnet_metadata.csv"
LICENCE = "CC-BY-4.0"
ATTRIBUTION = "MusicNet by John Thickstun, Zaid Harchaoui and Sham M. Kakade, CC BY 4.0"
INSTRUMENTS = {1: "piano", 7: "harpsichord", 41: "violin", 42: "viola", 43: "cello", 44: "contrabass", 61: "horn",
               69: "oboe", 71: "bassoon", 72: "clarinet", 74: "flute"}  # fmt: skip


def labels_of(file: Path) -> Path | None:
    """The label file of a recording in such a folder; None elsewhere."""
    folder = file.parent
    if not folder.name.endswith("_data"):
        return None
    labels = folder.parent / f"{folder.name.removesuffix('_data')}_labels" / f"{file.stem}.csv"
    return labels if labels.is_file() else None


def read_labels(path: Path) -> list[Note]:
    """The notes of a label file, by onset. Raises Unusable, naming the file and the line."""
    return sorted(
        Note(start / LABEL_RATE, end / LABEL_RATE, pitch, VELOCITY, decay_of(instrument - 1, pitch))
        for start, end, instrument, pitch in _rows(path)
        if end > start
    )


def _rows(path: Path) -> list[tuple[int, int, int, int]]:
    line = 1
    try:
        with path.open(newline="", encoding="utf-8-sig") as handle:
            reader = csv.DictReader(handle)
            rows = []
            for row in reader:
                line = reader.line_num
                start, end, instrument, pitch = (
                    int(float(row[name])) for name in ("start_time", "end_time", "instrument", "note")
                )
                if not (0 <= pitch <= 127 and 1 <= instrument <= 128 and start >= 0):
                    raise ValueError("a number is out of range")
                rows.append((start, end, instrument, pitch))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, csv.Error) as error:
        reason = f"no column {error}" if isinstance(error, KeyError) else error
        raise Unusable("bad-labels", f"has unusable labels ({path.name}, line {line}: {reason})") from error
    return rows


def style_of(file: Path, labels: Path) -> str:
    """The ensemble of the metadata ("solo-piano"); without them the instrument, or "ensemble" for several."""
    ensemble = _metadata(file).get("ensemble", "")
    if ensemble:
        return "-".join(ensemble.lower().split())
    try:
        heard = Counter(instrument for _, _, instrument, _ in _rows(labels))
    except Unusable:
        return "ensemble"  # the recording will be skipped for the same reason
    if len(heard) != 1:
        return "ensemble"
    program = next(iter(heard))
    return INSTRUMENTS.get(program, f"program-{program}")


def ledger_of(file: Path) -> dict[str, str]:
    """Title, author, source, licence and attribution of a recording; nothing without the data set's metadata."""
    row = _metadata(file)
    if not row:
        return {}
    title = ", ".join(row[name] for name in ("composition", "movement") if row.get(name))
    source = " / ".join(part for part in (row.get("source", ""), f"MusicNet {file.stem}") if part)
    return {"title": title, "author": row.get("composer", ""), "source": source, "licence": LICENCE,
            "attribution": ATTRIBUTION}  # fmt: skip


def _metadata(file: Path) -> dict[str, str]:
    for folder in file.absolute().parents[1:3]:
        if (folder / METADATA).is_file():
            return _table(folder / METADATA).get(file.stem, {})
    return {}


@lru_cache(maxsize=8)
def _table(path: Path) -> dict[str, dict[str, str]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as handle:
            rows = [{k: printable(v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(handle)]
    except (OSError, ValueError, csv.Error):
        return {}
    return {row["id"]: row for row in rows if row.get("id")}
