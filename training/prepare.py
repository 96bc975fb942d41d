"""`realtime-train prepare`: a folder of recordings to a dataset of features, descriptors and a licence ledger.

A dataset is a folder: `dataset.json` (specs, styles, one entry a piece, what was left out and why), `report.txt` (the
same for readers) and the arrays of each piece (`piece_arrays`). Every finished piece is noted in `journal.jsonl` at
once: interrupted, or out of disk, a repeated call goes on from there. A call that finishes leaves exactly the pieces
of the recordings there are now: changed ones are done again, those of deleted recordings go.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tqdm import tqdm

from realtime.features import FeatureSpec
from realtime.features.notes import LOWEST_NOTE, N_NOTES
from training import musicnet, report
from training.decoding import DISK, F32, Decoded, has_sides, load
from training.finding import Found, Source, find, find_audio
from training.journal import Journal
from training.ledger import Manifest, Rows, load_manifest, normal, read_manifest, statements
from training.midi import Soundfont, find_soundfont, read_notes, render
from training.note_labels import Note
from training.piece_arrays import write_arrays
from training.pieces import (
    ARRAYS,
    DATASET_SCHEMA,
    LEDGER,
    NOT_STATED,
    Piece,
    PrepareError,
    Unusable,
    printable,
    safe_name,
)
from training.workers import cores, work

__all__ = [
    "DATASET_SCHEMA", "Piece", "PrepareError", "decode", "describe", "find_audio", "has_sides", "prepare",
    "read_manifest",
]  # fmt: skip

log = logging.getLogger(__name__)

# Of a piece, what does not depend on manifest and sidecars, which are read anew every time.
MEASURED = ("id", "original", "seconds", "stereo", "notes", "remarks", "sha256", "tags")


@dataclass(frozen=True)
class Task:
    """One recording to decode. soundfont: what a MIDI file is played with."""

    source: Source
    piece: Piece
    spec: FeatureSpec
    dataset: Path
    soundfont: Soundfont | None


def decode(file: Path, sample_rate: int) -> F32:
    """(n, 1 or 2) float32 samples of a sound or MIDI file. Raises Unusable (a ValueError) with the reason it cannot be.

    All of it in memory, unlike `prepare`, which maps what is long.
    """
    if not Source(file.parent, file).is_midi:
        return load(file, sample_rate).audio
    with TemporaryDirectory() as folder:
        rendered = Path(folder) / "rendered.wav"
        render(file, find_soundfont(), rendered, sample_rate)
        return load(rendered, sample_rate).audio


def describe(root: Path, file: Path, manifest: Rows) -> Piece:
    """A piece before it is decoded: style from the manifest, else from the sub-folder, else the folder."""
    return _described(Source(root, file, musicnet.labels_of(file)), manifest, {})


def _described(source: Source, rows: Rows, cache: dict[Path, dict[str, str]]) -> Piece:
    file, relative = source.file, source.relative
    row = rows.get(normal(relative), {})
    said = statements(file, source.root, row, cache)
    parts = Path(relative).parts
    style = row.get("style") or (parts[0] if len(parts) > 1 else source.root.resolve().name)
    if source.labels is not None and source.labels.suffix.lower() == ".csv":
        said |= {name: value for name, value in musicnet.ledger_of(file).items() if not said[name]}
        style = row.get("style") or musicnet.style_of(file, source.labels)
    return Piece("", relative, safe_name(style.lower()) or "sounds", 0.0, **said)  # type: ignore[arg-type]


def _process(task: Task) -> Piece:
    """Decode one recording and write its arrays (worker process). Raises Unusable; OSError if the disk is full."""
    source, piece, spec = task.source, task.piece, task.spec
    speed = 2.0 ** (piece.semitones / 12.0)
    notes: list[Note] | None = None
    if source.is_midi:
        rendered = task.dataset / f"rendering-{os.getpid()}.wav"
        try:
            notes = render(source.file, task.soundfont, rendered, spec.sample_rate)
            decoded = load(rendered, spec.sample_rate, task.dataset, speed)
        finally:
            rendered.unlink(missing_ok=True)
    else:
        if source.labels is not None:
            read = musicnet.read_labels if source.labels.suffix.lower() == ".csv" else read_notes
            notes = read(source.labels)
        decoded = load(source.file, spec.sample_rate, task.dataset, speed)
    if notes is not None and piece.semitones:
        notes = [n._replace(onset=n.onset / speed, offset=n.offset / speed, pitch=round(n.pitch + piece.semitones))
                 for n in notes]  # fmt: skip
    original = f"{safe_name(source.file.stem) or 'sound'}-{decoded.sha256[:8]}"
    piece = replace(
        _heard(piece, source, decoded, notes),
        id=f"{original}{piece.semitones:+g}" if piece.semitones else original,
        original=original,
        sha256=decoded.sha256,
        seconds=round(len(decoded.audio) / spec.sample_rate, 2),
        stereo=has_sides(decoded.audio),
    )
    write_arrays(task.dataset, piece.id, decoded.audio, spec, piece.stereo, notes)
    return _stated(piece, source, task.soundfont, decoded.tags)


def _heard(piece: Piece, source: Source, decoded: Decoded, notes: list[Note] | None) -> Piece:
    """With what the samples and the notes showed."""
    remarks = list(decoded.remarks)
    if notes and any(not LOWEST_NOTE <= note.pitch < LOWEST_NOTE + N_NOTES for note in notes):
        remarks.append("folded")
    kind = "" if notes is None else "musicnet" if str(source.labels).endswith(".csv") else "midi"
    return replace(piece, remarks=remarks, notes=kind)


def _stated(piece: Piece, source: Source, soundfont: Soundfont | None, tags: dict[str, str]) -> Piece:
    """With the ledger's last entries: the file's tags, its name for a title, the soundfont of a MIDI file."""
    said: dict[str, Any] = {name: getattr(piece, name) or tags.get(name, "") for name in LEDGER}
    said["title"] = said["title"] or printable(source.file.stem)
    if source.is_midi and soundfont is not None:
        # The sound is made of two works: the notes, and the samples they are played with.
        parts = dict.fromkeys([said["licence"] or NOT_STATED, *soundfont.licence.split(" AND ")])
        said["licence"] = " AND ".join(parts)
        said["attribution"] = "; ".join(part for part in (said["attribution"], soundfont.attribution) if part)
        rendered = f"rendered by FluidSynth with {soundfont.path.name}"
        said["source"] = "; ".join(part for part in (said["source"], rendered) if part)
    return replace(piece, tags=tags, **said)


def prepare(
    folders: Sequence[Path],
    dataset: Path,
    manifest: Path | None = None,
    spec: FeatureSpec | None = None,
    workers: int | None = None,
    varispeed: Sequence[float] = (),
    soundfont: Path | None = None,
) -> dict[str, Any]:
    """Make or complete a dataset.

    folders: recordings, style by sub-folder unless the manifest says otherwise. manifest: CSV with the column `file`
    and any of style, title, author, source, licence, attribution; default each folder's own `manifest.csv`.
    varispeed: semitones by which every recording is also taken faster (above 0) or slower, so that the decoder hears
    notes that nobody played. soundfont: what MIDI files are played with; default the first that is installed.
    Returns the contents of dataset.json. Raises PrepareError: nothing usable found, manifest unusable, disk full.
    """
    spec = spec or FeatureSpec()
    found = find(folders)
    rows = _manifests(folders, manifest, found)
    font = find_soundfont(soundfont) if soundfont or any(source.is_midi for source in found.sources) else None
    places = (*reversed(dataset.parents), dataset, *(dataset / kind for kind in ARRAYS))
    new = [path for path in places if not path.exists()]
    for kind in ARRAYS:
        (dataset / kind).mkdir(parents=True, exist_ok=True)
    journal = Journal(dataset, spec)
    pieces: list[Piece] = []
    tasks: list[Task] = []
    skipped: list[dict[str, str]] = []
    cache: dict[Path, dict[str, str]] = {}
    for source in found.sources:
        stamp = _stamp(source, font)
        described = _described(source, rows[source.root], cache)
        for semitones in (0.0, *dict.fromkeys(varispeed)):
            piece = replace(described, stamp=stamp, semitones=semitones)
            done = journal.find(piece)
            if done is None:
                tasks.append(Task(source, piece, spec, dataset, font))
                continue
            before = {name: getattr(done, name) for name in MEASURED}
            pieces.append(_stated(replace(piece, **before), source, font, done.tags))
    try:
        _carry_out(tasks, workers or cores(), journal, pieces, skipped)
        pieces = _without_duplicates(pieces, skipped)
        if pieces:
            contents = {
                "schema": DATASET_SCHEMA,
                "features": spec.to_dict(),
                "styles": _style_order(pieces, rows.values()),
                "pieces": [asdict(piece) for piece in sorted(pieces, key=lambda p: (p.style, p.id))],
                "skipped": sorted(skipped, key=lambda entry: entry["file"]),
                "remarks": found.remarks,
            }
            journal.close(contents, {piece.id for piece in pieces})
            return contents
    except OSError as error:
        if error.errno not in DISK:
            raise
        raise PrepareError(
            f"{dataset}: {error.strerror}. What is finished is kept ({len(pieces)} of {len(pieces) + len(tasks)}): "
            "make room and give the same command again"
        ) from error
    finally:
        journal.end()
    for folder in reversed(new):
        with suppress(OSError):
            folder.rmdir()  # left as it was found; what is not empty stays
    for line in report.troubles([], skipped, found.remarks):
        log.warning("%s", line)
    raise PrepareError(f"none of {len(found.sources)} files could be used, see above: convert them to WAV or FLAC")


def _manifests(folders: Sequence[Path], manifest: Path | None, found: Found) -> dict[Path, Rows]:
    """Rows by folder given; what a manifest has too much is remarked upon. Raises PrepareError."""
    given = load_manifest(manifest) if manifest is not None else None
    own = {root: root / "manifest.csv" for root in folders}
    read = {root: given or (load_manifest(path) if path.is_file() else Manifest()) for root, path in own.items()}
    files = {root: {normal(s.relative) for s in found.sources if s.root == root} for root in folders}
    for one in {id(one): one for one in read.values()}.values():
        found.remarks += one.remarks
        there = set().union(*(files[root] for root in folders if read[root] is one))
        gone = [name for name in one.rows if name not in there]
        if gone:
            found.remarks.append(f"the manifest names {len(gone)} files that are not there: {report.names(gone)}")
        if there and len(gone) == len(one.rows) > 0:
            raise PrepareError(
                f"the manifest names none of the {len(there)} recordings, but {printable(gone[0])}: write their names "
                f"relative to the folder, such as {printable(min(there))}"
            )
    return {root: one.rows for root, one in read.items()}


def _stamp(source: Source, soundfont: Soundfont | None) -> str:
    """What changes when the files that a piece is made of change."""
    files = [source.file, *([source.labels] if source.labels else [])]
    files += [soundfont.path] if source.is_midi and soundfont else []
    try:
        return " ".join(f"{status.st_size}-{status.st_mtime_ns}" for status in (file.stat() for file in files))
    except OSError:
        return ""  # gone since it was found: decoding it says so


def _carry_out(
    tasks: list[Task], workers: int, journal: Journal, pieces: list[Piece], skipped: list[dict[str, str]]
) -> None:
    """Do the tasks, noting each as it is finished. Raises OSError when there is no room to go on."""
    with closing(work(_process, tasks, workers)) as done:
        for task, result in tqdm(done, total=len(tasks), desc="features", unit="file", disable=not tasks):
            if isinstance(result, OSError) and result.errno in DISK:
                raise result
            if isinstance(result, Piece):
                journal.add(result)
                pieces.append(result)
            elif not task.piece.semitones:
                kind = result.kind if isinstance(result, Unusable) else "failed"
                reason = str(result) if isinstance(result, Unusable) else f"failed ({type(result).__name__}: {result})"
                skipped.append({"file": task.piece.file, "kind": kind, "reason": reason})


def _without_duplicates(pieces: list[Piece], skipped: list[dict[str, str]]) -> list[Piece]:
    """Of recordings with the same samples the first by name."""
    kept: dict[tuple[str, float], Piece] = {}
    for piece in sorted(pieces, key=lambda p: p.file):
        first = kept.setdefault((piece.sha256, piece.semitones), piece)
        if first is not piece and not piece.semitones:
            reason = f"has the same sound as {printable(first.file)}"
            skipped.append({"file": piece.file, "kind": "duplicate", "reason": reason})
    return list(kept.values())


def _style_order(pieces: Iterable[Piece], manifests: Iterable[Rows]) -> list[str]:
    """Styles in the manifests' order, then by name."""
    listed = [safe_name(row.get("style", "").lower()) for rows in manifests for row in rows.values()]
    place = {style: number for number, style in reversed(list(enumerate(listed)))}
    return sorted({p.style for p in pieces}, key=lambda s: (place.get(s, len(listed)), s))
