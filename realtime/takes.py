"""Takes: what is heard, in a sound file, and beside it the score of what was played. Control process.

One thread of its own opens, ends and names the files and hands the score to the disk, so that nobody who asks for a
take by OSC waits for a disk. Nothing that happens here touches the sound.

A take that is asked for by name goes to the user's data folder and never overwrites anything. One that is asked for by
its path, which only the person at the terminal can do, replaces a sound file there; a score in its way is kept under
the next free name.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from realtime.audio.link import AudioLink
from realtime.bundle import data_folder
from realtime.errors import RealtimeGenError, RecordingError
from realtime.names import check_take_name
from realtime.recorder import Take
from realtime.recording import Playing, Recording, named_place, place_at
from realtime.score import TOO_SLOW, Argument

_log = logging.getLogger(__name__)

__all__ = ["Playing", "Take", "Takes"]

FLUSH_S = 0.5  # the most that a score is behind
MAX_WAITING = 1000  # for a disk: a dozen seconds of 10 000 messages a second

Result = TypeVar("Result")
Tell = Callable[[str], None]


class Takes:
    """One take at a time of what `link` plays. Every method may be called from any thread.

    playing: asked when a take begins, and when the model was changed; from then on `heard` is to be called. ended: it
    need not be any more. say, warn: called with lines for the person at the terminal. folder: of takes with a name, by
    default `takes` in the user's data folder. channels: see `Recorder`.
    """

    def __init__(
        self,
        link: AudioLink,
        playing: Callable[[], Playing],
        say: Tell,
        warn: Tell,
        folder: Path | None = None,
        channels: int = 2,
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        self._link, self._playing, self._say, self._warn = link, playing, say, warn
        self._ended = ended
        self._folder, self._channels = folder, channels
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._beginning = threading.Lock()
        self._recording: Recording | None = None
        self._last: Take | None = None

    # -- for the person at the terminal: these wait until it is done --

    def start(self, name: str | None = None, path: str | os.PathLike[str] | None = None) -> Path:
        """Begin a take called `name` (default: the time of day), or in the file `path`. Returns where it will be.

        A name that ends in .flac makes it a FLAC file; with " 2", " 3"... it avoids what is there. Raises
        RecordingError, and ValueError for a name that is none.
        """
        return self._wait_for(lambda: self._start(name, path, self._warn))

    def stop(self) -> Take | None:
        """End the take. Returns what became of it, or of the last one if it ended early; None if there was none."""
        return self._wait_for(self._stop) if self._thread is not None else None

    def discard(self) -> None:
        """End the take and keep nothing of it."""
        if self._thread is not None:
            self._wait_for(self._discard)

    def close(self) -> Take | None:
        """`stop`, and end the thread, until another take is started."""
        take = self.stop()
        with self._beginning:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join()
        return take

    @property
    def path(self) -> Path | None:
        """Where the take that runs will be."""
        recording = self._recording
        return recording.path if recording is not None else None

    # -- for OSC (namespace.Stage): these return at once --

    def start_take(self, name: str | None, report: Tell) -> None:
        """Begin a take. Raises ValueError for a name that is none; what goes wrong later is told to `report`."""
        if name is not None:
            check_take_name(name)

        def tell(sentence: str) -> None:
            self._warn(sentence)
            report(sentence)

        self._soon(lambda: self._start(name, None, tell), tell)

    def stop_take(self, report: Tell) -> None:
        """End the take; if there is none, `report` is told."""

        def stop() -> None:
            if self._recording is None:
                raise RecordingError("there is no take to stop")
            self._stop()

        self._soon(stop, report)

    def heard(self, address: str, arguments: Sequence[Argument], frame: int | None = None) -> None:
        """A message of the performance takes effect now (see `OscServer`), or has done so when `frame` was the next one
        that the engine would make (`link.frames_pushed`). Takes microseconds, unless it changes the model."""
        recording = self._recording
        if recording is not None:
            recording.write(address, arguments, frame)
            if address == "/rt/model":
                recording.write_state(self._playing())

    def heard_together(self, items: Sequence[tuple[int, str, Sequence[Argument]]]) -> None:
        """Several messages of the last moments: (frame, address, arguments). They are written by this object's thread,
        in turn with what else it is asked for, so a take that is just being started has them too. Returns at once."""

        def write() -> None:
            for frame, address, arguments in items:
                self.heard(address, arguments, frame)

        recording = self._recording
        if self._jobs.qsize() < MAX_WAITING:
            if self._thread is not None:
                self._jobs.put(write)
        elif recording is not None:
            recording.end_score(TOO_SLOW)

    def misheard(self) -> None:
        """Some of what took effect was not told. Returns at once."""

        def write() -> None:
            if self._recording is not None:
                self._recording.write_values(self._playing())

        if self._thread is not None:
            self._jobs.put(write)

    # -- the thread --

    def _run(self) -> None:
        flush_at = 0.0
        while True:
            with suppress(queue.Empty):
                job = self._jobs.get(timeout=FLUSH_S if self._recording is not None else None)
                if job is None:
                    return
                try:
                    job()
                except Exception as error:  # a mistake of ours: this thread has to be there for the next take
                    self._warn(f"the take failed: {error!r}")
            if self._recording is not None and time.monotonic() >= flush_at:
                self._recording.flush()
                flush_at = time.monotonic() + FLUSH_S

    def _do(self, job: Callable[[], None]) -> None:
        with self._beginning:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="takes", daemon=True)
                self._thread.start()
        self._jobs.put(job)

    def _wait_for(self, work: Callable[[], Result]) -> Result:
        future: Future[Result] = Future()

        def job() -> None:
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)

        self._do(job)
        return future.result()

    def _soon(self, work: Callable[[], Any], tell: Tell) -> None:
        def job() -> None:
            try:
                work()
            except (RealtimeGenError, OSError) as error:
                tell(str(error))

        self._do(job)

    def _start(self, name: str | None, path: str | os.PathLike[str] | None, tell: Tell) -> Path:
        if self._recording is not None:
            raise RecordingError("a take is running already: stop it before starting another")
        place = named_place(self._folder or data_folder() / "takes", name) if path is None else place_at(Path(path))
        self._last, playing = None, self._playing()
        # What is heard from here on is written; what was heard before is part of the state.
        try:
            self._recording = Recording(
                self._link, place, playing, self._channels, tell, lambda: self._do(self._end_early)
            )
        except BaseException:
            self._ended()
            raise
        self._recording.write_state(playing, from_start=True)
        _log.info("take begins: %s", place.path)
        if path is None:  # otherwise whoever said where knows
            self._say(f"recording to {place.path}")
        return place.path

    def _stop(self) -> Take | None:
        recording, self._recording = self._recording, None
        if recording is not None:
            self._ended()
            take = self._last = recording.finish()
            _log.info("take ends: %s", take.path)
            if take.error is None:
                self._say(f"recorded {recording.seconds:.1f} s to {take.path}")
            if take.dropped:
                self._warn(f"{take.dropped} frames are missing from {take.path}: the disk was too slow")
        return self._last

    def _end_early(self) -> None:
        if self._recording is not None and self._recording.error is not None:
            self._stop()

    def _discard(self) -> None:
        recording, self._recording = self._recording, None
        if recording is not None:
            self._ended()
            recording.discard()
