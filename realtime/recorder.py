"""Takes: what the device was given, written to a WAV or FLAC file, sample for sample to 24 bits.

A thread on the control side drains the link's tap. It may be as slow as a disk: the tap holds seconds, and what does
not fit is dropped and counted, while the sound goes on. The file is written beside its target under a temporary name
and renamed at the end, so that under the name asked for there is a whole take or none. A new engine process behind the
link only makes a pause, which is not recorded; another sample rate ends the take.
"""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from realtime.audio.link import AudioLink
from realtime.errors import RecordingError

FORMATS = {".wav": "RF64", ".flac": "FLAC"}  # RF64: a WAV that may pass 4 GB; see _settings
POLL_SECONDS = 0.05
CHUNK_FRAMES = 1 << 14

# sndfile.h; python-soundfile has no names for them
SFC_SET_UPDATE_HEADER_AUTO = 0x1061
SFC_RF64_AUTO_DOWNGRADE = 0x1210


class Take(NamedTuple):
    """What became of a recording."""

    path: Path  # where it is: the target, or the temporary file if that could not be finished
    frames: int
    dropped: int  # frames missing from it because the disk was too slow
    error: str | None  # why it ended early


class Recorder:
    """Records `link` into `path` from `start` to `stop`. Raises RecordingError for what cannot be written.

    channels: 1 writes the left channel (with a mono device: the mono signal), 2 both.
    on_error: called with a sentence, from the recorder's thread, if the take has to end early.
    replace: a file that has the name when the take is finished; otherwise the take keeps its temporary name then.
    """

    def __init__(
        self,
        link: AudioLink,
        path: str | os.PathLike[str],
        sample_rate: int,
        channels: int = 2,
        on_error: Callable[[str], None] | None = None,
        replace: bool = True,
    ) -> None:
        self.path = Path(path)
        self._replace = replace
        self._link = link
        self._sample_rate, self._channels = int(sample_rate), channels
        self._on_error = on_error
        self._frames, self._dropped_before = 0, 0
        self._error: str | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._take: Take | None = None
        self._block = np.zeros((CHUNK_FRAMES, 2), np.float32)
        self._temporary = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        self._file = self._open()

    def start(self) -> None:
        """Begin the take with the next block that the device gets."""
        if self._link.recording:
            self.discard()
            raise RecordingError("a take is running already: stop it before starting another")
        self._dropped_before = self._link.tap_dropped_frames
        self._link.open_tap()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def stop(self) -> Take:
        """End the take, finish the file, put it in its place. Calling it again returns the same."""
        if self._take is None:
            self._join()
            self._take = self._finish()
        return self._take

    def discard(self) -> None:
        """End without keeping anything."""
        self._join()
        if self._take is None:
            self._close()
            self._temporary.unlink(missing_ok=True)
            self._take = Take(self.path, 0, 0, "discarded")

    @property
    def seconds(self) -> float:
        """Written so far."""
        return self._frames / self._sample_rate

    @property
    def error(self) -> str | None:
        """Why the take had to end early."""
        return self._error

    @property
    def dropped_frames(self) -> int:
        """Frames missing from this take because the disk was too slow."""
        return self._link.tap_dropped_frames - self._dropped_before if self._thread or self._take else 0

    def __enter__(self) -> Recorder:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -- opening and finishing --

    def _open(self) -> Any:
        kind = check_target(self.path)
        import soundfile  # 0.1 s, and only takes need it

        try:
            with open(self._temporary, "wb"):  # soundfile says only "System error", this says which
                pass
            file = soundfile.SoundFile(
                self._temporary, "w", self._sample_rate, self._channels, subtype="PCM_24", format=kind
            )
        except OSError as error:
            raise RecordingError(
                f"cannot record to {self.path} ({error.strerror}): choose a folder that can be written to"
            ) from error
        except soundfile.LibsndfileError as error:
            self._temporary.unlink(missing_ok=True)
            raise RecordingError(f"cannot record to {self.path} ({error.error_string}): try another format") from error
        _settings(soundfile, file)
        return file

    def _finish(self) -> Take:
        """Close and rename; whatever cannot be finished stays under its temporary name, for a rescue."""
        self._close()
        dropped = self._link.tap_dropped_frames - self._dropped_before
        try:
            import soundfile

            self._frames = soundfile.info(self._temporary).frames
            (os.replace if self._replace else _rename_to_free)(self._temporary, self.path)
        except (OSError, RuntimeError) as error:
            self._fail(f"the take could not be finished ({reason(error)}): what there is of it is {self._temporary}")
            return Take(self._temporary, self._frames, dropped, self._error)
        return Take(self.path, self._frames, dropped, self._error)

    def _close(self) -> None:
        try:
            self._file.close()
        except (OSError, RuntimeError) as error:
            self._fail(f"the take ends early: {reason(error)}")

    # -- the recorder's thread --

    def _run(self) -> None:
        try:
            while not self._stop.wait(POLL_SECONDS):
                self._drain()
            self._link.close_tap()
            self._drain()
        except _OtherRateError as error:
            self._fail(f"{self._ends_early()}: {error}. Start another take for what follows")
        except (OSError, RuntimeError) as error:  # LibsndfileError is a RuntimeError
            self._fail(f"{self._ends_early()}: {reason(error)}; free some space or record elsewhere. The sound goes on")
        finally:
            self._link.close_tap()

    def _drain(self) -> None:
        while count := self._link.read_tap(self._block):
            # Asked after the frames were read, for it is set before the first of them is played. 0: no device just now.
            rate = self._link.sample_rate
            if rate not in (self._sample_rate, 0):
                raise _OtherRateError(f"the device runs at {rate} Hz now instead of {self._sample_rate}")
            self._file.write(to_pcm24(self._block[:count, : self._channels]))
            self._frames += count

    def _ends_early(self) -> str:
        return f"the take {self.path} ends after {self.seconds:.1f} s"

    def _join(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _fail(self, message: str) -> None:
        if self._error is None:  # the first reason is the real one
            self._error = message
            if self._on_error is not None:
                self._on_error(message)


def to_pcm24(samples: np.ndarray) -> np.ndarray:
    """(n, channels) float32 in ±1 → int32 whose upper 24 bits are the sample, rounded: off by half a step at most.

    libsndfile's own conversion scales by 8 388 607, which is another signal by one part in eight million.
    """
    steps = np.rint(samples.astype(np.float64) * 2.0**23)
    return np.clip(steps, -(2**23), 2**23 - 1).astype(np.int32) << 8


def _settings(soundfile, file) -> None:
    """Keep the header right after every write, and make an RF64 that stayed below 4 GB an ordinary WAV.

    These two commands have no public name in python-soundfile; without them takes are RF64 files, which most programs
    read, and a killed process leaves one whose header says that it is empty.
    """
    try:
        command, pointer = soundfile._snd.sf_command, file._file
        command(pointer, SFC_RF64_AUTO_DOWNGRADE, soundfile._ffi.NULL, 1)
        command(pointer, SFC_SET_UPDATE_HEADER_AUTO, soundfile._ffi.NULL, 1)
    except AttributeError:
        pass


def check_target(path: Path) -> str:
    """libsndfile's name for the format of a file called so. Raises RecordingError where no file can be written."""
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise RecordingError(f"cannot record to {path}: end the name in .wav or .flac")
    if not path.parent.is_dir():
        raise RecordingError(f"cannot record to {path}: there is no folder {path.parent}; create it first")
    if path.is_dir():
        raise RecordingError(f"cannot record to {path}: that is a folder; name a file in it")
    return kind


class _OtherRateError(RuntimeError):
    """The device came back at another sample rate."""


def _rename_to_free(source: Path, target: Path) -> None:
    """Rename to a name that nobody has. Raises FileExistsError."""
    try:
        os.link(source, target)  # unlike a rename it fails where there is a file
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        os.rename(source, target)
    else:
        source.unlink()


def reason(error: Exception) -> str:
    """Why writing a sound file failed. libsndfile says "System error" for a full disk and keeps the errno to itself."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    text = str(getattr(error, "error_string", error)).strip().rstrip(".")
    return "the disk is full or failing" if text.lower() in ("system error", "") else text
