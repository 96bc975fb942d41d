"""Which recordings lie in some folders, whatever else lies there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from training.midi import MIDI_SUFFIXES
from training.musicnet import labels_of
from training.pieces import PrepareError, printable

AUDIO_SUFFIXES = (".wav", ".flac", ".ogg", ".opus", ".mp3", ".aif", ".aiff", ".aifc", ".caf", ".w64", ".rf64", ".au")
FOREIGN_SUFFIXES = (".m4a", ".aac", ".mp4", ".wma", ".wv", ".ape", ".amr", ".webm")  # sound that libsndfile cannot read


@dataclass(frozen=True)
class Source:
    """A recording. root: the folder given, under which it was found. labels: the file with its notes, if any."""

    root: Path
    file: Path
    labels: Path | None = None

    @property
    def relative(self) -> str:
        return self.file.relative_to(self.root).as_posix()

    @property
    def is_midi(self) -> bool:
        return self.file.suffix.lower() in MIDI_SUFFIXES


@dataclass
class Found:
    """sources: sorted by folder given and name. remarks: what could not be looked into, one sentence each."""

    sources: list[Source] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def find_audio(folders: Sequence[Path]) -> list[tuple[Path, Path]]:
    """(root, file) of everything that `find` finds. Raises PrepareError: a folder missing or empty."""
    return [(source.root, source.file) for source in find(folders).sources]


def find(folders: Sequence[Path]) -> Found:
    """Every sound and MIDI file under the folders. Raises PrepareError for a missing folder, or nothing at all.

    Links are followed, each folder entered once, so that a loop ends. A MIDI file beside a recording of the same name
    is that recording's notes (as in MAESTRO) and no recording of its own.
    """
    found = Found()
    seen: set[tuple[int, int]] = set()
    for root in folders:
        if not root.is_dir():
            raise PrepareError(f"{root} is not a folder: give a folder of recordings")
        files = sorted(_files(root, seen, found))
        midi = {path.with_suffix(""): path for path in files if path.suffix.lower() in MIDI_SUFFIXES}
        sounds = [path for path in files if path.suffix.lower() in AUDIO_SUFFIXES]
        scores = {path.with_suffix("") for path in sounds} & set(midi)
        for path in files:
            if path.suffix.lower() in AUDIO_SUFFIXES:
                found.sources.append(Source(root, path, labels_of(path) or midi.get(path.with_suffix(""))))
            elif path.with_suffix("") not in scores:
                found.sources.append(Source(root, path))
        if scores:
            some = printable(min(scores).name)
            found.remarks.append(
                f"{len(scores)} MIDI files, such as {some}, are taken for the notes of the recordings of the same name"
            )
    if not found.sources:
        names, but = ", ".join(str(folder) for folder in folders), "".join(f"; {remark}" for remark in found.remarks)
        raise PrepareError(f"no recordings in {names}: put WAV, FLAC, OGG, MP3, AIFF or MIDI files there{but}")
    return found


def _files(root: Path, seen: set[tuple[int, int]], found: Found) -> list[Path]:
    def refused(error: OSError) -> None:
        found.remarks.append(f"cannot look into {printable(str(error.filename))} ({error.strerror})")

    files, foreign = [], []
    for folder, subfolders, names in os.walk(root, onerror=refused, followlinks=True):
        try:
            status = os.stat(folder)
        except OSError as error:
            refused(error)
            continue
        if (status.st_dev, status.st_ino) in seen:
            subfolders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        # macOS leaves `._take.wav`, no sound, beside every take.wav on foreign disks.
        paths = [Path(folder) / name for name in names if not name.startswith("._")]
        files += [p for p in paths if p.suffix.lower() in (*AUDIO_SUFFIXES, *MIDI_SUFFIXES) and p.is_file()]
        foreign += [p for p in paths if p.suffix.lower() in FOREIGN_SUFFIXES and p.is_file()]
    if foreign:
        some = printable(min(foreign).name)
        found.remarks.append(f"{len(foreign)} files of a kind that is not read, such as {some}: convert them to FLAC")
    return files
