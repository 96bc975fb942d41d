"""What `prepare` found, for a reader: minutes and pieces of every style, and each kind of trouble in one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from training.licences import restrictions
from training.pieces import NOT_STATED, printable

NAMED = 5  # files a sentence names before it counts the rest

# Why a recording was left out: what is the matter, and what helps.
SKIPPED = {
    "empty": "empty (0 bytes): copy them again",
    "unreadable": "cannot be read as audio: convert them to WAV or FLAC",
    "short": "shorter than 2 seconds: join short sounds into one file",
    "silent": "silent throughout",
    "cancelled": "silent in mono, one side being the negative of the other: invert one side",
    "nan": "with NaN or infinite samples: export them again",
    "duplicate": "the same sound as another file, which is kept",
    "crashed": "crash their decoder, or need more memory than there is: convert them to WAV, or split them",
    "bad-midi": "unusable MIDI",
    "bad-labels": "with unusable note labels: correct or remove the label file",
    "no-fluidsynth": "MIDI, which takes FluidSynth and a soundfont (Debian: apt install fluidsynth fluid-soundfont-gm)",
    "failed": "failed",
}
SAYS_MORE = ("failed", "bad-midi", "bad-labels")  # kinds whose reason, where all have the same, tells more
# What a recording that is used has: what is the matter, and what follows.
REMARKS = {
    "clipped": "clipped, and the model will learn the distortion",
    "offset": "with a constant offset (DC), which was taken out",
    "coarse": "of 8 bits, whose noise the model will learn",
    "narrow": "at a sample rate below 22 050 Hz, as dull as the model will be",
    "surround": "5.1 surround, mixed to stereo (ITU-R BS.775, without LFE)",
    "many-channels": "of more than two channels, mixed to mono",
    "folded": "with notes below C2 or above B6, taken to the nearest octave within",
}


def sentences(contents: dict[str, Any]) -> list[str]:
    """The report: styles first, then what is wrong, then how many of all. contents: of dataset.json."""
    pieces, skipped, styles = contents["pieces"], contents["skipped"], contents["styles"]
    minutes: dict[str, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)
    for piece in pieces:
        minutes[piece["style"]] += piece["seconds"] / 60.0
        counts[piece["style"]] += 1
    width = max(len(style) for style in styles)
    one = "  (its last tenth is kept for validation)"
    lines = [
        f"{style.ljust(width)} {minutes[style]:8.1f} min {counts[style]:6d} recordings{one * (counts[style] == 1)}"
        for style in styles
    ]
    return [
        *lines,
        *troubles(pieces, skipped, contents["remarks"]),
        *_licences(pieces),
        f"{len(pieces)} recordings, {sum(minutes.values()):.1f} minutes, styles: {', '.join(styles)}; "
        f"{len(skipped)} skipped",
    ]


def troubles(pieces: list[dict[str, Any]], skipped: list[dict[str, str]], remarks: list[str]) -> list[str]:
    """A sentence for each kind of trouble, however many files have it. remarks: sentences of the search."""
    lines = [f"note: {remark}" for remark in remarks]
    for kind, meaning in REMARKS.items():
        files = [piece["file"] for piece in pieces if kind in piece["remarks"]]
        if files:
            lines.append(f"{meaning} ({len(files)}): {names(files)}")
    for kind, meaning in SKIPPED.items():
        entries = [entry for entry in skipped if entry["kind"] == kind]
        reasons = {entry["reason"] for entry in entries}
        if entries:
            if kind in SAYS_MORE and len(reasons) == 1:
                meaning = f"{meaning}, {reasons.pop()}"
            lines.append(f"skipped, {meaning} ({len(entries)}): {names(entry['file'] for entry in entries)}")
    return lines


def in_full(contents: dict[str, Any]) -> str:
    """The text of report.txt: the sentences, then every file that was left out or has a remark, with the reason."""
    lines = [*sentences(contents), ""]
    lines += [f"skipped: {printable(entry['file'])} {printable(entry['reason'])}" for entry in contents["skipped"]]
    lines += [f"{printable(p['file'])}: {REMARKS[kind]}" for p in contents["pieces"] for kind in p["remarks"]]
    return "\n".join(lines) + "\n"


def names(files: Iterable[str]) -> str:
    """The first few of them, and how many more."""
    some = [printable(name) for name in files]
    return ", ".join(some[:NAMED]) + (f" and {len(some) - NAMED} more, see report.txt" if len(some) > NAMED else "")


def _licences(pieces: list[dict[str, Any]]) -> list[str]:
    lines = []
    missing = [piece["file"] for piece in pieces if NOT_STATED in (piece["licence"] or NOT_STATED).split(" AND ")]
    if missing:
        lines.append(f"licence not stated of {len(missing)} of {len(pieces)}: {names(missing)}")
    by_meaning: dict[str, list[str]] = defaultdict(list)
    for piece in pieces:
        for meaning in restrictions(piece["licence"]).values():
            by_meaning[meaning].append(piece["file"])
    return lines + [f"{meaning.upper()}: {names(files)}" for meaning, files in by_meaning.items()]
