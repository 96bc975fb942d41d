"""`realtime-train prepare`: a folder of recordings to a dataset of features, descriptors and a licence ledger.

A dataset is a folder: `dataset.json` (specs, styles, one entry a piece) and for each piece, of its mid,

    frames/<id>.npy        (n_frames, dim) float16, from `FeatureSpec`
    frames_low/<id>.npy    the same through half the window and half the hop: two rows for each of `frames`
    descriptors/<id>.npy   (n_frames, 64) float16
    stereo/<id>.npy        (n_frames, 2 * bands) float16, balance and coherence; only of pieces that have two sides

Every file is written beside its place and renamed, so that an interrupted run leaves nothing half-written and a
repeated one continues.
"""

from __future__ import annotations

import csv
import hashlib
import json
import logging
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray
from tqdm import tqdm

from realtime.bundle import write_atomically
from realtime.errors import RealtimeGenError
from realtime.features import DescriptorSpec, FeatureSpec, StereoSpec

log = logging.getLogger(__name__)

AUDIO_SUFFIXES = (".wav", ".flac", ".ogg", ".opus", ".mp3", ".aif", ".aiff")
SHORTEST_S = 2.0  # a piece must hold one training window with room to move
MONO_DB = -60.0  # of the side beside the mid: below, a two-channel file is a mono recording
DATASET_SCHEMA = 3
ARRAYS = ("frames", "frames_low", "descriptors", "stereo")
LEDGER = ("title", "author", "source", "licence", "attribution")


@dataclass(frozen=True)
class Piece:
    """One recording of the dataset. `licence` is "" where nobody stated one; `stereo`: it has two different sides.

    semitones: it is played faster or slower than recorded, to give the decoder other notes; `original`: id of the piece
    as recorded, its own where it is that.
    """

    id: str
    file: str
    style: str
    seconds: float
    title: str = ""
    author: str = ""
    source: str = ""
    licence: str = ""
    attribution: str = ""
    stereo: bool = False
    semitones: float = 0.0
    original: str = ""


class PrepareError(RealtimeGenError):
    """No dataset could be made; the message says why and what to do."""


def find_audio(folders: Sequence[Path]) -> list[tuple[Path, Path]]:
    """(root, file) of every recording under the folders, sorted. Raises PrepareError for a missing or empty folder."""
    found: list[tuple[Path, Path]] = []
    for root in folders:
        if not root.is_dir():
            raise PrepareError(f"{root} is not a folder: give a folder of recordings")
        files = sorted(p for p in root.rglob("*") if p.suffix.lower() in AUDIO_SUFFIXES and p.is_file())
        found += [(root, file) for file in files]
    if not found:
        names = ", ".join(str(folder) for folder in folders)
        raise PrepareError(f"no recordings in {names}: put WAV, FLAC, OGG, MP3 or AIFF files there")
    return found


def read_manifest(path: Path | None) -> dict[str, dict[str, str]]:
    """Rows of a manifest CSV by their `file` column; none without one. Raises PrepareError where it is unusable."""
    if path is None:
        return {}
    try:
        with path.open(newline="", encoding="utf-8") as handle:
            reader = csv.DictReader(handle)
            if not reader.fieldnames or "file" not in reader.fieldnames:
                raise PrepareError(f"{path} has no column 'file': name each recording relative to the audio folder")
            return {row["file"]: {k: v or "" for k, v in row.items() if k} for row in reader}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PrepareError(f"cannot read the manifest {path}: {error}") from error


def describe(root: Path, file: Path, manifest: dict[str, dict[str, str]]) -> Piece:
    """A piece's identity before it is decoded: style from the manifest, else from the sub-folder, else the folder."""
    relative = file.relative_to(root)
    row = manifest.get(relative.as_posix(), {})
    style = row.get("style") or (relative.parts[0] if len(relative.parts) > 1 else root.resolve().name)
    digest = hashlib.sha256(f"{relative.as_posix()}:{file.stat().st_size}".encode()).hexdigest()[:8]
    safe_style = "".join(c if c.isalnum() or c in "-_" else "-" for c in style.lower())
    stem = "".join(c if c.isalnum() or c in "-_" else "-" for c in file.stem)[:60]
    ledger: dict[str, Any] = {
        field: next((row[name] for name in row if name.split(" ")[0] == field), "") for field in LEDGER
    }
    ledger["title"] = ledger["title"] or file.stem
    identity = f"{stem}-{digest}"
    return Piece(identity, relative.as_posix(), safe_style, 0.0, original=identity, **ledger)


def decode(file: Path, sample_rate: int) -> NDArray[np.float32]:
    """(n, channels) float32 at `sample_rate`. Raises ValueError with the reason a file cannot be used."""
    try:
        audio, rate = soundfile.read(file, dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, RuntimeError, OSError) as error:
        raise ValueError(f"cannot be read as audio ({error})") from error
    if len(audio) < SHORTEST_S * rate:
        raise ValueError(f"is {len(audio) / rate:.2f} s long; at least {SHORTEST_S:.0f} s are needed")
    if not np.isfinite(audio).all():
        raise ValueError("holds NaN or infinite samples")
    if np.abs(audio.mean(axis=1)).max() < 1e-4:
        raise ValueError("is silent")
    return audio if rate == sample_rate else soxr.resample(audio, rate, sample_rate)


def has_sides(audio: NDArray[np.float32]) -> bool:
    """Whether (n, channels) is a stereo recording rather than one signal on two channels."""
    if audio.shape[1] != 2:
        return False
    mid, side = audio[:, 0] + audio[:, 1], audio[:, 0] - audio[:, 1]
    return bool(np.mean(side**2) > 10.0 ** (MONO_DB / 10.0) * np.mean(mid**2))


def _process(file: Path, piece: Piece, spec: FeatureSpec, folder: Path) -> Piece:
    """Decode one recording and write its arrays (worker process). Raises ValueError."""
    audio = decode(file, spec.sample_rate)
    if piece.semitones:
        audio = soxr.resample(audio, spec.sample_rate * 2.0 ** (piece.semitones / 12.0), spec.sample_rate)
    mid = audio.mean(axis=1)
    power = spec.power(mid)
    arrays: dict[str, NDArray[Any]] = {
        "frames": spec.features_of(power).astype(np.float16),
        "frames_low": spec.low_latency.forward(mid).astype(np.float16),
        "descriptors": DescriptorSpec(spec).compute(power).astype(np.float16),
    }
    stereo = has_sides(audio)
    if stereo:
        arrays["stereo"] = StereoSpec(spec).compute(audio).astype(np.float16)
    for kind, array in arrays.items():
        target = folder / kind / f"{piece.id}.npy"
        temporary = target.with_suffix(".part")
        with temporary.open("wb") as handle:
            np.save(handle, array)
        os.replace(temporary, target)
    return replace(piece, seconds=round(len(audio) / spec.sample_rate, 2), stereo=stereo)


def prepare(
    folders: Sequence[Path],
    dataset: Path,
    manifest: Path | None = None,
    spec: FeatureSpec | None = None,
    workers: int | None = None,
    varispeed: Sequence[float] = (),
) -> dict[str, Any]:
    """Make or complete a dataset.

    folders: recordings, style by sub-folder unless the manifest says otherwise. manifest: CSV with the column `file`
    and any of style, title, author, source, licence, attribution; default `manifest.csv` in the first folder.
    varispeed: semitones by which every recording is also taken faster (above 0) or slower, so that the decoder hears
    notes that nobody played. Returns the contents of dataset.json. Raises PrepareError when nothing usable is found.
    """
    spec = spec or FeatureSpec()
    found = find_audio(folders)
    if manifest is None and (folders[0] / "manifest.csv").is_file():
        manifest = folders[0] / "manifest.csv"
    rows = read_manifest(manifest)
    for kind in ARRAYS:
        (dataset / kind).mkdir(parents=True, exist_ok=True)
    done = {piece.id: piece for piece in _finished(dataset, spec)}
    recorded = [(file, describe(root, file, rows)) for root, file in found]
    described = recorded + [
        (file, replace(piece, id=f"{piece.id}{semitones:+g}", semitones=semitones))
        for file, piece in recorded
        for semitones in varispeed
    ]
    todo = [(file, piece) for file, piece in described if piece.id not in done]
    pieces = [
        replace(piece, seconds=done[piece.id].seconds, stereo=done[piece.id].stereo)
        for _, piece in described
        if piece.id in done
    ]
    skipped: list[str] = []
    with ProcessPoolExecutor(workers or os.cpu_count(), mp_context=get_context("spawn")) as pool:
        jobs = {pool.submit(_process, file, piece, spec, dataset): file for file, piece in todo}
        for job in tqdm(as_completed(jobs), total=len(jobs), desc="features", unit="file", disable=not jobs):
            try:
                pieces.append(job.result())
            except ValueError as error:
                skipped.append(f"{jobs[job]} {error}")
    for line in skipped:
        log.warning("skipped: %s", line)
    if not pieces:
        for folder in (*(dataset / kind for kind in ARRAYS), dataset):
            with suppress(OSError):
                folder.rmdir()  # left as it was found; what is not empty stays
        raise PrepareError(f"none of {len(found)} files could be used, see above: convert them to WAV or FLAC")
    contents = {
        "schema": DATASET_SCHEMA,
        "features": spec.to_dict(),
        "styles": _style_order(pieces, rows),
        "pieces": [asdict(piece) for piece in sorted(pieces, key=lambda p: (p.style, p.id))],
        "skipped": sorted(skipped),
    }
    write_atomically(dataset / "dataset.json", json.dumps(contents, indent=1, ensure_ascii=False))
    return contents


def _style_order(pieces: Iterable[Piece], rows: dict[str, dict[str, str]]) -> list[str]:
    """Styles in the manifest's order, then by name."""
    listed = [row.get("style", "").lower() for row in rows.values()]
    return sorted({p.style for p in pieces}, key=lambda s: (listed.index(s) if s in listed else len(listed), s))


def _finished(dataset: Path, spec: FeatureSpec) -> list[Piece]:
    """Pieces an earlier run of the same spec completed."""
    try:
        contents = json.loads((dataset / "dataset.json").read_text(encoding="utf-8"))
        if contents["schema"] != DATASET_SCHEMA or FeatureSpec.from_dict(contents["features"]) != spec:
            return []
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [Piece(**entry) for entry in contents["pieces"] if (dataset / "frames" / f"{entry['id']}.npy").is_file()]
