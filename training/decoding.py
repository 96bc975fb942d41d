"""A sound file to samples at the rate of the features, in bounded memory, with what is wrong with it.

Decoded, mixed and resampled a block at a time. What is longer than IN_MEMORY_S goes to an unnamed file that is mapped,
so that three hours cost disk (4.1 GB of stereo at 48 kHz while they are worked on) and not memory.

Nothing is repaired but a constant offset, which nobody hears and which would count as loudness; the rest is reported.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from training.pieces import Unusable

F32 = NDArray[np.float32]

SHORTEST_S = 2.0  # a piece must hold one training window with room to move
IN_MEMORY_S = 300.0  # 115 MB of stereo at 48 kHz
BLOCK = 1 << 18  # frames decoded at once
MONO_DB = -60.0  # of the side beside the mid: below, a two-channel file is a mono recording
SILENT = 1e-4  # -80 dBFS: what never rises above it is no recording
OFFSET_REMOVED, OFFSET_REPORTED = 1e-3, 1e-2  # of full scale
CLIPPED = 0.999  # of full scale; three such samples in a row are a clipped peak
CLIPPED_PEAKS = 10.0  # a minute; a limiter's output touches full scale now and then
NARROW_HZ = 22050  # sample rates below have nothing in the upper half of the bands
COARSE = ("PCM_S8", "PCM_U8", "ULAW", "ALAW", "DPCM_8")  # subtypes of 8 bits, noise at -45 to -50 dB
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}  # trouble of the place we write to, not of the file read

# ITU-R BS.775: centre and surrounds at -3 dB, no LFE; here divided by sqrt(2) so that uncorrelated channels keep their
# power. Order of WAV, FLAC and AIFF: L R C LFE Ls Rs; of Vorbis and Opus: L C R Ls Rs LFE.
_L, _R, _C, _LS, _RS = (1.0, 0.0), (0.0, 1.0), (0.7071, 0.7071), (0.7071, 0.0), (0.0, 0.7071)
SURROUND = {
    "WAV": np.array([_L, _R, _C, (0.0, 0.0), _LS, _RS], np.float32) / np.float32(np.sqrt(2.0)),
    "OGG": np.array([_L, _C, _R, _LS, _RS, (0.0, 0.0)], np.float32) / np.float32(np.sqrt(2.0)),
}


@dataclass
class Decoded:
    """audio: (n, 1 or 2) float32, in memory or mapped. sha256: of the samples as they are in the file, before anything.

    remarks: keys of `report.REMARKS`. tags: what the file says of itself (title, author, licence).
    """

    audio: F32
    sha256: str
    remarks: list[str]
    tags: dict[str, str] = field(default_factory=dict)


def load(file: Path, sample_rate: int, scratch: Path | None = None, speed: float = 1.0) -> Decoded:
    """A recording. scratch: a folder on a disk with room, for long ones; without it everything stays in memory.
    speed: how much faster, and higher, it is played.

    Raises Unusable; OSError where `scratch` cannot be written.
    """
    with ExitStack() as stack:
        sound = stack.enter_context(_open(file))
        statistics = _Statistics(sound.samplerate, sound.channels)
        if sound.frames < SHORTEST_S * sound.samplerate:
            raise Unusable("short", f"is {sound.frames / sound.samplerate:.2f} s long; {SHORTEST_S:.0f} s are needed")
        store: Any = None
        if scratch is not None and sound.frames > IN_MEMORY_S * sound.samplerate:
            store = stack.enter_context(tempfile.TemporaryFile(dir=scratch))
        blocks: list[F32] = []
        channels = 2 if sound.channels in (2, 6) else 1
        for block in _resampled(sound, statistics, sample_rate / speed, channels):
            if store is None:
                blocks.append(block)
            else:
                store.write(block.data)  # tofile() would not say that the disk is full
        audio: F32
        if store is None:
            audio = np.concatenate(blocks)
        else:
            store.flush()
            audio = np.memmap(store, np.float32, "r+", shape=(store.tell() // (4 * channels), channels))
        remarks = statistics.judge()
        offset = statistics.mixed_offset(channels)
        if np.abs(offset).max() > OFFSET_REMOVED:
            for start in range(0, len(audio), BLOCK):
                audio[start : start + BLOCK] -= offset
        if sound.subtype in COARSE:
            remarks.append("coarse")
        if sound.samplerate < NARROW_HZ:
            remarks.append("narrow")
        if sound.channels > 2:
            remarks.append("surround" if channels == 2 else "many-channels")
        return Decoded(audio, statistics.digest.hexdigest(), remarks, _tags(sound))


def has_sides(audio: F32) -> bool:
    """Whether (n, channels) is a stereo recording rather than one signal on two channels."""
    if audio.shape[1] != 2:
        return False
    mid = side = 0.0
    for start in range(0, len(audio), BLOCK):
        left, right = audio[start : start + BLOCK, 0], audio[start : start + BLOCK, 1]
        mid += float(np.sum((left + right) ** 2, dtype=np.float64))
        side += float(np.sum((left - right) ** 2, dtype=np.float64))
    return side > 10.0 ** (MONO_DB / 10.0) * mid


def _open(file: Path) -> soundfile.SoundFile:
    try:
        if file.stat().st_size == 0:
            raise Unusable("empty", "is empty (0 bytes)")
        # As bytes, because soundfile cannot encode names that are no UTF-8.
        return soundfile.SoundFile(os.fsencode(file) if os.name == "posix" else file)
    except (soundfile.LibsndfileError, RuntimeError, OSError, TypeError) as error:
        raise Unusable("unreadable", f"cannot be read as audio ({error})") from error


def _resampled(sound: soundfile.SoundFile, statistics: _Statistics, rate: float, channels: int) -> Iterator[F32]:
    """Blocks at `rate`, mixed to `channels`, measured on their way. Raises Unusable."""
    resampler = soxr.ResampleStream(sound.samplerate, rate, channels) if sound.samplerate != rate else None
    mix = SURROUND["OGG" if sound.format == "OGG" else "WAV"] if sound.channels == 6 else None
    while True:
        try:
            block = sound.read(BLOCK, dtype="float32", always_2d=True)
        except (soundfile.LibsndfileError, RuntimeError, OSError) as error:
            raise Unusable("unreadable", f"cannot be read to its end ({error})") from error
        last = len(block) < BLOCK
        statistics.add(block)
        if mix is not None:
            block = block @ mix
        elif sound.channels > 2:
            block = block.mean(axis=1, keepdims=True)
        statistics.add_mixed(block)
        yield np.ascontiguousarray(resampler.resample_chunk(block, last=last) if resampler else block)
        if last:
            return


class _Statistics:
    """Of a file's samples as they come by."""

    def __init__(self, rate: int, channels: int) -> None:
        self.rate = rate
        self.digest = hashlib.sha256(f"{rate} {channels} ".encode())
        self.frames = self.clipped = 0
        self.sums = np.zeros(2)  # of the mixed channels
        self.lowest = self.highest = 0.0  # of the mid
        self.loudest = 0.0  # of any channel, beside its mean in the block
        self.tail = np.zeros((0, channels), np.bool_)

    def add(self, block: F32) -> None:
        if not np.isfinite(block).all():
            raise Unusable("nan", "holds NaN or infinite samples")
        self.digest.update(np.ascontiguousarray(block).data)
        self.frames += len(block)
        level = np.abs(block)
        hot = (level >= CLIPPED) & (level <= 1.0)  # samples of floats that go beyond are not cut off
        if hot.any():
            joined = np.concatenate([self.tail, hot])
            flat = joined[2:] & joined[1:-1] & joined[:-2]
            self.clipped += int(np.sum(flat[:1]) + np.sum(flat[1:] & ~flat[:-1]))
        self.tail = hot[-2:]

    def add_mixed(self, block: F32) -> None:
        if not len(block):
            return
        self.sums[: block.shape[1]] += block.sum(axis=0, dtype=np.float64)
        mid = block.mean(axis=1)
        if self.frames == len(block):
            self.lowest = self.highest = float(mid[0])
        self.lowest, self.highest = min(self.lowest, float(mid.min())), max(self.highest, float(mid.max()))
        self.loudest = max(self.loudest, float(np.abs(block - block.mean(axis=0)).max()))

    def mixed_offset(self, channels: int) -> F32:
        return (self.sums[:channels] / max(1, self.frames)).astype(np.float32)

    def judge(self) -> list[str]:
        """Remarks so far. Raises Unusable for what turned out short or silent."""
        if self.frames < SHORTEST_S * self.rate:
            raise Unusable("short", f"breaks off after {self.frames / self.rate:.2f} s; {SHORTEST_S:.0f} s are needed")
        if 0.5 * (self.highest - self.lowest) < SILENT:
            if self.loudest > 10.0 * SILENT:
                raise Unusable("cancelled", "is silent in mono: its two sides are each other's negative")
            raise Unusable("silent", "is silent")
        remarks = []
        if self.clipped > CLIPPED_PEAKS * self.frames / self.rate / 60.0:
            remarks.append("clipped")
        if np.abs(self.mixed_offset(2)).max() > OFFSET_REPORTED:
            remarks.append("offset")
        return remarks


def _tags(sound: soundfile.SoundFile) -> dict[str, str]:
    """Title, author and licence that stand in the file itself."""
    try:
        found = sound.copy_metadata()
    except (RuntimeError, UnicodeDecodeError):
        return {}
    names = {"title": "title", "artist": "author", "license": "licence"}
    return {ours: " ".join(found[name].split()) for name, ours in names.items() if found.get(name, "").strip()}
