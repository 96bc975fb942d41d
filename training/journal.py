"""Which pieces of a dataset are finished, so that nothing finished is done twice and nothing stale stays.

`dataset.json` is written when everything is done. Until then every finished piece is a line of `journal.jsonl`, written
through to the disk after its arrays; a line that was cut off is no line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from realtime.bundle import write_atomically
from realtime.features import FeatureSpec
from training import report
from training.pieces import ARRAYS, DATASET_SCHEMA, Piece

JOURNAL = "journal.jsonl"


class Journal:
    """Of one dataset folder, for one feature spec: pieces made with another are known only to be removed."""

    def __init__(self, dataset: Path, spec: FeatureSpec) -> None:
        self.dataset = dataset
        self.header = {"schema": DATASET_SCHEMA, "features": spec.to_dict()}
        self._handle: TextIO | None = None
        self._known: set[str] = set()  # ids of all pieces that were ever here
        self._pieces: dict[tuple[str, str, float], Piece] = {}
        for leftover in (*dataset.glob("*/*.part"), *dataset.glob("rendering-*")):
            leftover.unlink(missing_ok=True)  # of a run that was killed
        for header, piece in self._read():
            self._known.add(piece.id)
            if header == self.header and self._complete(piece):
                self._pieces[self._key(piece)] = piece

    def find(self, piece: Piece) -> Piece | None:
        """The finished piece of the same unchanged recording."""
        return self._pieces.get(self._key(piece)) if piece.stamp else None

    def add(self, piece: Piece) -> None:
        """Note a piece whose arrays are in their place. Raises OSError."""
        if self._handle is None:
            self._handle = (self.dataset / JOURNAL).open("a", encoding="utf-8")
            self._line(self.header)
        self._line(asdict(piece))
        self._known.add(piece.id)

    def close(self, contents: dict[str, Any], kept: set[str]) -> None:
        """Write dataset.json and report.txt, and remove the arrays of pieces that are not in it. Raises OSError."""
        write_atomically(self.dataset / "dataset.json", json.dumps(contents, indent=1))
        write_atomically(self.dataset / "report.txt", report.in_full(contents))
        self.end()
        (self.dataset / JOURNAL).unlink(missing_ok=True)
        for name in self._known - kept:
            for kind in ARRAYS:
                (self.dataset / kind / f"{name}.npy").unlink(missing_ok=True)

    def end(self) -> None:
        """Close the file; what is in it stays."""
        if self._handle is not None:
            with suppress(OSError):  # a full disk: the piece that has no line is done again
                self._handle.close()
            self._handle = None

    def _line(self, entry: dict[str, Any]) -> None:
        assert self._handle is not None
        self._handle.write("\n" + json.dumps(entry))  # the line feed first: it also ends a line that was cut off
        self._handle.flush()
        os.fsync(self._handle.fileno())

    def _key(self, piece: Piece) -> tuple[str, str, float]:
        return piece.file, piece.stamp, piece.semitones

    def _complete(self, piece: Piece) -> bool:
        kinds = ARRAYS if piece.stereo else [kind for kind in ARRAYS if kind != "stereo"]
        return all((self.dataset / kind / f"{piece.id}.npy").is_file() for kind in kinds)

    def _read(self) -> Iterator[tuple[dict[str, Any], Piece]]:
        """(header, piece) of dataset.json, then of the journal; what cannot be read is nothing."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            contents = json.loads((self.dataset / "dataset.json").read_text(encoding="utf-8"))
            header = {name: contents[name] for name in self.header}
            for entry in contents["pieces"]:
                yield header, Piece(**entry)
        with suppress(OSError):
            header = {}
            for line in (self.dataset / JOURNAL).read_text(encoding="utf-8").splitlines():
                with suppress(ValueError, TypeError):
                    entry = json.loads(line)
                    if "schema" in entry:
                        header = entry
                    else:
                        yield header, Piece(**entry)
