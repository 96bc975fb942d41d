"""The MIDI process, seen from the control process: started, watched, started again. One thread of its own."""

from __future__ import annotations

import importlib.util
import json
import logging
import subprocess
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from realtime.errors import RealtimeGenError, UsageError
from realtime.interpreter import python
from realtime.midi.map import check_map, load_map, map_path
from realtime.parameters import Parameter, Registry

_log = logging.getLogger(__name__)

REFUSED = 3  # exit code of a process that need not be started again
RETRY_S = (0.0, 1.0, 5.0)  # before the next start
LEAVE_S = 2.0
LIST_S = 20.0


class MidiMissingError(RealtimeGenError):
    """python-rtmidi is not installed."""


def need_rtmidi() -> None:
    """Raises MidiMissingError."""
    if importlib.util.find_spec("rtmidi") is None:
        raise MidiMissingError("MIDI needs python-rtmidi: pip install 'realtime-gen[midi]'")


def list_inputs() -> dict[str, Any]:
    """{"system": "ALSA", "JACK", "CoreMIDI", "Windows" or "" for none, "inputs": [names]}. Raises MidiMissingError.

    Asked in a process of its own, because the drivers' libraries print what they like.
    """
    need_rtmidi()
    command = python("-m", "realtime.midi", "--list")
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=LIST_S, check=True)
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise RealtimeGenError("the MIDI system does not answer: restart its server, or the computer") from None
    return found


class Midi:
    """wanted: part of an input's name, or "all". path: of the map, None: in the user's data folder.

    registry: of the model that plays. osc: where the port is reached. say, warn: called with lines for the person at
    the terminal, from any thread. Raises MidiMissingError, and UsageError for a map that makes no sense.
    """

    def __init__(
        self,
        wanted: str,
        path: Path | None,
        registry: Registry,
        say: Callable[[str], None],
        warn: Callable[[str], None],
    ) -> None:
        need_rtmidi()
        self.status = ""  # what was understood last
        self._wanted, self._path = wanted, path or map_path()
        self._say, self._warn = say, warn
        if path is not None and not path.exists():
            raise UsageError(f"--midi-map: there is no {path}; without the option, {map_path()} is read if it is there")
        if self._path.exists():
            check_map(load_map(self._path), {parameter.name: parameter for parameter in registry}, self._path)
        self._parameters = rows(registry)
        self._child: subprocess.Popen[bytes] | None = None
        self._deaths = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="midi", daemon=True)
        self._lock = threading.Lock()  # of what is written to the child

    def start(self, host: str, port: int) -> None:
        """osc: address of the port."""
        self._osc = (host, port)
        self._thread.start()

    def play(self, registry: Registry) -> None:
        """Another model's parameters from now on."""
        self._parameters = rows(registry)
        self._tell({"parameters": self._parameters})

    def learn(self, parameter: str) -> None:
        """The next controller moved plays this parameter, from now on."""
        self._tell({"learn": parameter})

    def forget(self, parameter: str) -> None:
        """No controller plays this parameter any more."""
        self._tell({"forget": parameter})

    def stop(self) -> None:
        """Let go of every key and end. Harmless when it never started."""
        self._stopping.set()
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            assert child.stdin is not None
            with suppress(OSError):
                child.stdin.close()
            try:
                child.wait(LEAVE_S)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        if self._thread.is_alive():
            self._thread.join(LEAVE_S)

    @property
    def pids(self) -> list[int]:
        """The process, if there is one now."""
        child = self._child
        return [child.pid] if child is not None else []

    def _tell(self, message: dict[str, Any]) -> None:
        with self._lock:
            if self._child is not None:  # else it will be told when it starts
                write(self._child, message)

    def _run(self) -> None:
        while not self._stopping.wait(RETRY_S[min(self._deaths, len(RETRY_S) - 1)]):
            try:
                code = self._live()
            except OSError as error:  # no memory, no process left
                self._deaths += 1
                self._warn(f"no MIDI process can be started ({error.strerror}): trying again")
                continue
            if self._stopping.is_set() or code == REFUSED:
                return
            self._deaths += 1
            self._warn(f"the MIDI process has died ({code}): another one is started")

    def _live(self) -> int:
        """One life of the process. Returns its exit code."""
        command = python("-m", "realtime.midi")
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )  # its stderr: what the drivers' libraries print
        with self._lock:
            first = {"inputs": self._wanted, "map": str(self._path), "osc": self._osc, "parameters": self._parameters,
                     "again": self._deaths > 0}  # fmt: skip
            write(child, first)
            self._child = child
        if self._stopping.is_set():  # `stop` may have come before there was anybody to tell
            child.kill()
        assert child.stdout is not None
        with child.stdout, suppress(ValueError):  # a line that its death cut short
            for line in child.stdout:
                for kind, text in json.loads(line).items():
                    self._understood(kind, text)
        return child.wait()

    def _understood(self, kind: str, text: str) -> None:
        if kind == "status":
            self.status = text
            _log.info("MIDI: %s", text)
        else:
            {"say": self._say, "warn": self._warn}[kind](text)


def write(child: subprocess.Popen[bytes], message: dict[str, Any]) -> None:
    assert child.stdin is not None
    with suppress(OSError):  # it has died: its thread sees to that
        child.stdin.write(json.dumps(message).encode() + b"\n")
        child.stdin.flush()


def rows(parameters: Iterable[Parameter]) -> list[dict[str, Any]]:
    return [asdict(parameter) for parameter in parameters]
