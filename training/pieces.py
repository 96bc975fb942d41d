"""What a dataset says of each recording, and the ways in which one can be no use."""

from __future__ import annotations

from dataclasses import dataclass, field

from realtime.errors import RealtimeGenError

DATASET_SCHEMA = 3
ARRAYS = ("frames", "frames_low", "stereo", "descriptors")  # in this order: who has the last one is complete
LEDGER = ("title", "author", "source", "licence", "attribution")
NOT_STATED = "not-stated"  # the licence of what nobody said anything about


class PrepareError(RealtimeGenError):
    """No dataset could be made; the message says why and what to do."""


class Unusable(ValueError):
    """A recording that is left out. kind: a key of `report.SKIPPED`; reason: what follows the file's name."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True)
class Piece:
    """One recording of the dataset.

    id: names its arrays: letters of the file's name and the first digits of `sha256`.
    file: relative to the folder it was found in. seconds: of sound, at the rate of the features.
    licence: SPDX expression or words; "" where nobody stated one, NOT_STATED for the part of it nobody stated.
    stereo: it has two different sides.
    semitones: it is played faster or slower than recorded, to give the decoder other notes; original: id of the piece
    as recorded, its own where it is that.
    notes: where its note targets come from ("midi", "musicnet"); "" from the sound. remarks: keys of `report.REMARKS`.
    tags: what the file says of itself. sha256: of the decoded samples. stamp: sizes and times of the files on disk.
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
    notes: str = ""
    remarks: list[str] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)
    sha256: str = ""
    stamp: str = ""


def safe_name(text: str, longest: int = 120) -> str:
    """`text` as part of a file's name: letters, digits, - and _, at most `longest` bytes of UTF-8."""
    name = "".join(c if c.isalnum() or c in "-_" else "-" for c in text)
    return name.encode("utf-8", "replace")[:longest].decode("utf-8", "ignore")


def printable(text: str) -> str:
    """`text` as one line that any terminal and any UTF-8 file can take: file names may hold anything."""
    return "".join(c if c.isprintable() else "?" for c in text)
