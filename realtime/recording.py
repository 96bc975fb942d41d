"""One take on the disk: a sound file and the score beside it, both under temporary names until they are finished.

Everything here may wait for the disk, except `Recording.write`.
"""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from realtime import __version__
from realtime.audio.link import AudioLink
from realtime.errors import RecordingError
from realtime.names import check_take_name
from realtime.presets.recall import DEFINE, Message
from realtime.recorder import FORMATS, Recorder, Take, check_target
from realtime.score import Argument, ScoreWriter, differences, everything
from realtime.values import Values

SCORE = ".score"


class Playing(NamedTuple):
    """What plays: the model's name, the seed that its walk was started with, its parameters.

    frame: which one was to be made next (`link.frames_pushed`) when they were these; None: now. more: messages after
    which they move by themselves, as `Recall.going_on` has them.
    """

    model: str
    seed: int
    values: Values
    frame: int | None = None
    more: Sequence[Message] = ()


class Place(NamedTuple):
    """Where a take goes. score: open already, under a temporary name. replaces: a file that is there in the end."""

    path: Path
    score: ScoreWriter
    replaces: bool


def named_place(folder: Path, name: str | None) -> Place:
    """A place in `folder`, which is made, where nothing is yet: name.wav, or "name 2.wav"... (.flac if it ends so).

    Without a name it is the time of day. Raises ValueError for a name that is none, RecordingError.
    """
    name = time.strftime("take-%Y%m%d-%H%M%S") if name is None else check_take_name(name)
    suffix = Path(name).suffix.lower()
    stem, suffix = (name[: -len(suffix)].rstrip(" ."), suffix) if suffix in FORMATS else (name, ".wav")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in itertools.count(1):
            path = folder / f"{stem if number == 1 else f'{stem} {number}'}{suffix}"
            # Whoever makes the score's temporary file has the name; only then is it certain that nobody has used it.
            with suppress(FileExistsError):
                score = ScoreWriter(Path(f"{_score_of(path)}.part"), exclusively=True)
                if not any(path.with_name(path.stem + taken).exists() for taken in (*FORMATS, SCORE)):
                    return Place(path, score, replaces=False)
                score.discard()
    except OSError as error:
        raise _no_place(folder, error) from error
    raise AssertionError("unreachable: numbers do not end")


def place_at(path: Path) -> Place:
    """The file `path`, which is replaced in the end if it exists. Raises RecordingError."""
    check_target(path)
    try:
        return Place(path, ScoreWriter(Path(f"{_score_of(path)}.{os.getpid()}.part")), replaces=True)
    except OSError as error:
        raise _no_place(path, error) from error


class Recording:
    """Records `link` and what `write` is told into `place`, from now on. Raises RecordingError, and leaves nothing.

    channels: see `Recorder`. tell: called with a sentence for each thing that goes wrong.
    on_end: called, from the recorder's thread, when the take has to end early; `finish` it then.
    """

    def __init__(
        self,
        link: AudioLink,
        place: Place,
        playing: Playing,
        channels: int,
        tell: Callable[[str], None],
        on_end: Callable[[], None],
    ) -> None:
        self.path, self._score, replaces = place
        self._link, self._rate, self._tell = link, link.sample_rate, tell
        self._score_failed = False
        self._defined: dict[str, Sequence[Argument]] = {}  # presets that the score has
        recorder = None
        try:
            if not self._rate:
                raise RecordingError(f"cannot record to {self.path}: the sound device is not open yet")
            recorder = Recorder(link, self.path, self._rate, channels, lambda _: on_end(), replaces)
            self._score.comment(f"a performance recorded by realtime-gen {__version__} with {self.path.name}")
            self._score.comment(f"model: {playing.model}")
            self._score.comment(f"seed: {_seed(playing)}")
            self._score.comment(f"rate: {self._rate}")
            self._origin = link.frames_popped
            recorder.start()
        except BaseException:
            if recorder is not None:
                recorder.discard()
            self._score.discard()
            raise
        self._recorder = recorder

    @property
    def error(self) -> str | None:
        """Why it ended early."""
        return self._recorder.error

    @property
    def seconds(self) -> float:
        """Written so far."""
        return self._recorder.seconds

    def write(self, address: str, arguments: Sequence[Argument], frame: int | None = None) -> None:
        """A message takes effect where the engine is: ahead of what is heard, by what is in the ring. frame: the one to
        be made next at that moment; None: now."""
        self._add(self._seconds(frame), address, arguments)

    def write_state(self, playing: Playing, from_start: bool = False) -> None:
        """Messages that bring a fresh engine of this model to what it plays, for now or for the start of the take."""
        now = 0.0 if from_start else self._seconds(playing.frame)
        self._add(now, "/rt/seed", (_seed(playing),))
        for address, arguments in (*differences(playing.values), *playing.more):
            self._add(now, address, arguments)

    def write_values(self, playing: Playing) -> None:
        """All that can be told of what plays, since some of what was heard is not known."""
        for address, arguments in everything(playing.values):
            self._add(self._seconds(playing.frame), address, arguments)

    def _add(self, seconds: float, address: str, arguments: Sequence[Argument]) -> None:
        if address == DEFINE:  # needed once
            name = str(arguments[0])
            if self._defined.get(name) == arguments:
                return
            self._defined[name] = arguments
        self._score.add(seconds, address, arguments)

    def end_score(self, why: str) -> None:
        """Nothing more is written into it. why: a sentence."""
        self._score.end(why)

    def flush(self) -> None:
        """Hand the score so far to the disk."""
        self._score.flush()
        if self._score.error is not None and not self._score_failed:
            self._score_failed = True
            self._tell(self._score.error)

    def finish(self) -> Take:
        """End the take and give it its name. What went wrong has been told when this returns."""
        take = self._recorder.stop()
        if take.error is not None:
            self._score_failed = True  # for the same reason, and one is enough
            self._tell(take.error)
        self.flush()
        self._score.close()
        if take.path == self.path:
            self._name_score()
        return take

    def discard(self) -> None:
        """End it and leave nothing."""
        self._recorder.discard()
        self._score.discard()

    def _seconds(self, frame: int | None) -> float:
        return max((self._link.frames_pushed if frame is None else frame) - self._origin, 0) / self._rate

    def _name_score(self) -> None:
        target = _score_of(self.path)
        try:
            if target.exists():  # from an earlier take of this name, or written by hand: keep it
                os.rename(target, _free(target))
            os.rename(self._score.path, target)
        except OSError as error:
            self._tell(f"the score could not be put beside {self.path} ({error.strerror}): it is {self._score.path}")


def _seed(playing: Playing) -> int:
    return playing.values.seed if playing.values.seed_requests else playing.seed


def _score_of(path: Path) -> Path:
    return path.with_name(path.stem + SCORE)


def _free(path: Path) -> Path:
    """A name like `path` that nothing has."""
    for number in itertools.count(2):
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
        if not free.exists():
            return free
    raise AssertionError("unreachable: numbers do not end")


def _no_place(path: Path, error: OSError) -> RecordingError:
    return RecordingError(f"cannot record to {path} ({error.strerror}): choose a folder that can be written to")
