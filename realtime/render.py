"""Offline rendering: the same engine, faster than real time, into a file that is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from realtime.errors import RecordingError
from realtime.performance import Performance
from realtime.recorder import reason, to_pcm24

if TYPE_CHECKING:
    from realtime.engine import Engine

BLOCK = 4096
SUBTYPES = {".wav": ("WAV", "PCM_24"), ".flac": ("FLAC", "PCM_24")}
WAV_LIMIT_BYTES = 4_000_000_000  # beyond, a WAV header cannot say how long it is


def check_target(path: Path) -> tuple[str, str]:
    """Format and subtype for a file name. Raises RecordingError before any time is spent on rendering."""
    kind = SUBTYPES.get(path.suffix.lower())
    if kind is None:
        raise RecordingError(f"cannot write {path}: end the name in .wav or .flac")
    if not path.parent.is_dir():
        raise RecordingError(f"cannot write {path}: there is no folder {path.parent}; create it first")
    if path.is_dir():
        raise RecordingError(f"cannot write {path}: that is a folder; name a file in it")
    return kind


def render(
    engine: Engine | Performance, path: Path, seconds: float, progress: Callable[[int], None] | None = None
) -> int:
    """Render into a 24-bit WAV (RF64 beyond 4 GB) or FLAC file.

    progress: called with the frames of each block. Returns the frames written. Raises RecordingError.
    """
    import soundfile

    kind, subtype = check_target(path)
    total = round(seconds * engine.sample_rate)
    if kind == "WAV" and total * 6 > WAV_LIMIT_BYTES:
        kind = "RF64"
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    block = np.zeros((BLOCK, 2), np.float32)
    try:
        with soundfile.SoundFile(temporary, "w", engine.sample_rate, 2, subtype=subtype, format=kind) as file:
            done = 0
            while done < total:
                count = min(BLOCK, total - done)
                engine.process(block[:count])
                file.write(to_pcm24(block[:count]))  # as a take of the same performance, bit for bit
                done += count
                if progress is not None:
                    progress(count)
        os.replace(temporary, path)
    except (OSError, RuntimeError) as error:  # soundfile's own error is a RuntimeError
        raise RecordingError(f"cannot write {path}: {reason(error)}; free some space or write elsewhere") from error
    finally:
        temporary.unlink(missing_ok=True)
    return total
