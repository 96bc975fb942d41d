"""The presets of one model, in memory: the user's own, and behind them those that came with it.

Reading happens when a `Presets` is made, on whichever thread may wait for a disk. From then on names are looked up in
memory, and what is saved or deleted takes effect there at once and on the disk soon, by a thread of its own, so that
the OSC thread never waits. What plays now is in the files a moment later, or somebody is told why not.
"""

from __future__ import annotations

import difflib
import os
import stat
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from realtime.bundle import Model, data_folder, write_atomically
from realtime.names import check_name
from realtime.parameters import Registry
from realtime.presets.preset_file import (
    LARGEST,
    LARGEST_FACTORY,
    Preset,
    PresetError,
    parse_factory,
    parse_preset,
    write_preset,
)
from realtime.presets.recall import Recall
from realtime.values import Values

FACTORY_FILE = "presets.toml"  # in a model's folder
SUFFIX = ".toml"
MOST = 512  # of the user's, for one model
MOST_WAITING = 16  # for the disk
MOST_COMPARED = 64  # with a name that is unknown: at most 10 ms, measured with names of 64 characters
BETWEEN_HINTS_S = 0.1

Tell = Callable[[str], None]


class Presets:
    """The presets of the model called `model`. One thread, except `flush`; `report` is called from any.

    factory: the model's presets.toml; None, or no such file, for none. folder: of the user's presets of every model, by
    default in the user's data folder. problems: files that cannot be read, by the name of the preset: one sentence
    each; under "" what is wrong with the factory's. recalled: what plays already when this begins to be used.
    """

    def __init__(self, model: str, registry: Registry, factory: Path | None, folder: Path | None = None) -> None:
        self.model, self.registry = model, registry
        self.factory: dict[str, Preset] = {}
        self.own: dict[str, Preset] = {}
        self.problems: dict[str, str] = {}
        self.recalled = ""
        self._next_hint_at = 0.0
        self._factory_file = factory
        self._writer: ThreadPoolExecutor | None = None
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._last: Future[None] | None = None
        try:
            check_name(model, "model")
            self._folder: Path | None = (folder or data_folder() / "presets") / model
        except ValueError:  # then it cannot have a folder
            self._folder = None
        self._read_factory()
        self._read_own()

    @classmethod
    def of(cls, model: Model, registry: Registry, folder: Path | None = None) -> Presets:
        """Those of a loaded model."""
        return cls(model.bundle.name, registry, model.path / FACTORY_FILE, folder)

    def names(self) -> list[str]:
        """Of all that can be recalled, sorted as people do."""
        return sorted({*self.factory, *self.own}, key=lambda name: (name.casefold(), name))

    def find(self, name: str) -> Preset:
        """The user's preset, else the factory's. Raises PresetError, which says what is near."""
        found = self.own.get(name)
        if found is None and name in self.problems:
            raise PresetError(self.problems[name])
        found = found or self.factory.get(name)
        if found is None:
            raise PresetError(f"the model {self.model} has no preset called '{name[:64]}'{self._hint(name)}")
        return found

    def _hint(self, name: str) -> str:
        """What there is, or is near. Comparing takes milliseconds, which anybody may ask for at any rate."""
        now = time.monotonic()
        if now < self._next_hint_at:
            return ""
        self._next_hint_at = now + BETWEEN_HINTS_S
        names = self.names()
        folded = {known.casefold(): known for known in names[:MOST_COMPARED]}
        near = [folded[key] for key in difflib.get_close_matches(name.casefold()[:64], folded, n=3)]
        return f"; did you mean {' or '.join(near)}?" if near else f"; there are {', '.join(names[:8]) or 'none'}"

    def begin_with(self, name: str, values: Values) -> str:
        """--preset: recall it on values that nobody plays yet. Returns its warning, or "". Raises PresetError."""
        preset = self.find(name)
        Recall(values, lambda address, arguments: None).load(preset)
        self.recalled = name
        return preset.warning

    def file(self, name: str) -> Path | None:
        """Where a preset stands, or will."""
        return self._own_file(name) if name in self.own or name in self.problems else self._factory_file

    def save(self, preset: Preset, report: Tell) -> None:
        """Keep it under its name, instead of an earlier one of the user's. report: told if it cannot be written.

        Raises ValueError for a name that is none, PresetError where there is no room.
        """
        check_name(preset.name, "preset")
        earlier = self.own.get(preset.name)
        if earlier is None and preset.name not in self.problems and len(self.own) + len(self.problems) >= MOST:
            raise PresetError(f"there are {MOST} presets of {self.model} already: delete one first")
        if earlier is not None and not preset.description:
            preset = Preset(preset.name, preset.parameters, earlier.description)
        path = self._own_file(preset.name)
        self._soon(lambda: _write(path, write_preset(preset, self.model)), f"saved as {preset.name}", report)
        self.problems.pop(preset.name, None)
        self.own[preset.name] = preset

    def delete(self, name: str, report: Tell) -> None:
        """Delete a preset of the user's; the factory's of this name is there again. Raises PresetError."""
        if name not in self.own and (not name or name not in self.problems):  # under "" is what the factory's has
            if name in self.factory:
                raise PresetError(f"'{name}' came with the model {self.model}: it cannot be deleted")
            self.find(name)
        path = self._own_file(name)
        self._soon(lambda: path.unlink(missing_ok=True), f"deleted: {name}", report)
        self.own.pop(name, None)
        self.problems.pop(name, None)

    def flush(self, timeout_s: float | None = None) -> None:
        """Wait until everything asked for so far is on the disk, or was reported, but not longer than that."""
        if self._last is not None:
            wait([self._last], timeout_s)

    def _own_file(self, name: str) -> Path:
        if self._folder is None:
            raise PresetError(f"a model called {self.model[:64]!a} can have no presets of yours: rename it")
        return self._folder / f"{name}{SUFFIX}"

    # -- the disk -----------------------------------------------------------------------------------------------------

    def _read_factory(self) -> None:
        file = self._factory_file
        if file is None or not os.path.lexists(file):
            self._factory_file = None
            return
        try:
            self.factory = parse_factory(_read(file, LARGEST_FACTORY), str(file), self.model, self.registry)
        except PresetError as error:
            self.problems[""] = str(error)

    def _read_own(self) -> None:
        try:
            found = sorted(os.listdir(self._folder)) if self._folder is not None else []
        except OSError:  # nothing was ever saved, or it may not be read: saving will say so
            found = []
        names = [file[: -len(SUFFIX)] for file in found if file.endswith(SUFFIX)]
        for name in names[:MOST]:
            try:
                check_name(name, "preset")
            except ValueError:
                continue  # cannot be asked for either
            file = self._own_file(name)
            try:
                self.own[name] = parse_preset(_read(file, LARGEST), str(file), name, self.model, self.registry)
            except PresetError as error:
                self.problems[name] = str(error)

    def _soon(self, work: Callable[[], None], what: str, report: Tell) -> None:
        """Do this on the thread of the disk, in order. Raises PresetError if too much waits for it."""
        if not self._waiting.acquire(blocking=False):
            raise PresetError("the disk is too slow for presets: wait before saving or deleting another")
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, "presets")

        def job() -> None:
            try:
                work()
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                report(f"not {what} on the disk ({reason}): it lasts until the end of this performance")
            finally:
                self._waiting.release()

        self._last = self._writer.submit(job)


def _read(file: Path, largest: int) -> str:
    """The text of a regular file. Raises PresetError."""
    try:
        if not stat.S_ISREG(os.stat(file).st_mode):  # a pipe would never end
            raise PresetError(f"{file} is no file: delete it")
        with open(file, "rb") as opened:
            data = opened.read(largest + 1)
        if len(data) > largest:
            raise PresetError(f"{file} is larger than {largest >> 10} KB: it is no file of presets")
        return data.decode()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise PresetError(f"{file} cannot be read ({reason}): correct it or delete it") from error


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text)
