"""MIDI inputs that come and go: finds them, opens those that are wanted, hands on what they say. One thread.

The only file that knows python-rtmidi. Its messages are fetched, not delivered: a callback would take the interpreter
lock in JACK's real-time thread and could hold up the sound of everybody on that server. System-exclusive messages and
active sensing never get as far as Python. (On JACK, rtmidi takes what follows a system-exclusive message that was cut
off for its rest, until one ends.)
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

CLIENT = "realtime-gen"
QUEUE = 4096  # messages between two looks
ENOUGH = 256  # messages of one input before the next has its turn
SEQUENCER = Path("/dev/snd/seq")
SOCKETS = Path("/proc/net/unix")
THROUGH = "Midi Through"  # the kernel's own loop, which nobody plays
NOWHERE = "no MIDI system: Linux has neither ALSA's sequencer (/dev/snd/seq, 'modprobe snd-seq') nor a JACK server"


class Input:
    """An open one. number: no other has had it. seconds: its own clock, which the driver advances."""

    def __init__(self, number: int, name: str, port: Any) -> None:
        self.number, self.name, self.port = number, name, port
        self.seconds = 0.0


class Inputs:
    """wanted: part of a name, or "all". arrived, gone, received: called from `look` and `poll`."""

    def __init__(
        self,
        wanted: str,
        arrived: Callable[[int, str], None],
        gone: Callable[[int], None],
        received: Callable[[int, list[int], float], None],
    ) -> None:
        self.open: dict[tuple[str, int], Input] = {}  # by name, and which of those of that name
        self.system = ""  # "ALSA", "JACK", ...: "" while there is none
        self.names: list[str] = []  # of all inputs there are
        self._wanted, self._arrived, self._gone, self._received = wanted.casefold(), arrived, gone, received
        self._server: object = None  # which server it is that answers
        self._scout: Any = None  # a client that only looks which ports there are
        self._last = 0

    def look(self) -> None:
        """Notice what came and went, once a second or so."""
        system, server = midi_system()
        if (system, server) != (self.system, self._server):
            self._drop(list(self.open))
            close(self._scout)
            self._scout, self.system, self._server = None, system, server
        try:
            if self._scout is None and system:
                self._scout = _client(system)
            self.names = list(self._scout.get_ports()) if self._scout is not None else []
        except OSError:  # rtmidi's errors are such; the next look tries again
            close(self._scout)
            self._scout, self.names = None, []
        there = [(name, self.names[:i].count(name)) for i, name in enumerate(self.names)]
        self._drop([key for key in self.open if key not in there])
        for i, key in enumerate(there):
            if key not in self.open and self.wants(key[0]):
                self._open(i, key)

    def wants(self, name: str) -> bool:
        if self._wanted == "all":
            return not name.startswith(THROUGH)
        return self._wanted in name.casefold()

    def poll(self) -> int:
        """Hand on what has arrived. Returns how many messages that were."""
        count = 0
        for one in list(self.open.values()):
            for _ in range(ENOUGH):
                found = one.port.get_message()
                if found is None:
                    break
                data, since = found
                one.seconds += since
                count += 1
                self._received(one.number, data, one.seconds)
        return count

    def close(self) -> None:
        """At the end: nobody is told."""
        for port in (self._scout, *(one.port for one in self.open.values())):
            close(port)
        self._scout = None
        self.open.clear()

    def _open(self, index: int, key: tuple[str, int]) -> None:
        port = None
        try:
            port = _client(self.system)
            port.ignore_types(sysex=True, timing=False, active_sense=True)
            port.open_port(index, key[0].replace(":", " "))
        except OSError:  # it has gone again, or somebody has it for himself
            close(port)
            return
        self._last += 1
        self.open[key] = Input(self._last, key[0], port)
        self._arrived(self._last, key[0])

    def _drop(self, keys: list[tuple[str, int]]) -> None:
        for key in keys:
            one = self.open.pop(key)
            close(one.port)
            self._gone(one.number)


def midi_system() -> tuple[str, object]:
    """Which MIDI system there is ("" if none), and what changes when its server is another one."""
    if not sys.platform.startswith("linux"):
        return {"darwin": "CoreMIDI", "win32": "Windows"}.get(sys.platform, ""), None
    if SEQUENCER.exists():
        return "ALSA", None
    server = _jack_server()
    return ("JACK", server) if server else ("", None)


def _jack_server() -> str:
    """The inodes of the sockets at which the JACK server listens, or "".

    Asking libjack instead would print on stderr where there is none, add a client to the graph with each look, and not
    tell that a server has died: its clients read on in the memory that it left behind.
    """
    with suppress(OSError):
        # Num RefCount Protocol Flags Type St Inode Path; the flag 00010000 means that somebody listens
        name = re.escape(os.environ.get("JACK_DEFAULT_SERVER", "default"))
        listening = re.findall(rf"00010000 \S+ \S+ +(\d+) \S*/jack_{name}_\S+", SOCKETS.read_text())
        return " ".join(sorted(listening))
    return ""


def _client(system: str) -> Any:
    """Raises OSError (rtmidi's errors are such)."""
    import rtmidi

    apis = {
        "ALSA": rtmidi.API_LINUX_ALSA, "JACK": rtmidi.API_UNIX_JACK,
        "CoreMIDI": rtmidi.API_MACOSX_CORE, "Windows": rtmidi.API_WINDOWS_MM,
    }  # fmt: skip
    return rtmidi.MidiIn(apis[system], name=CLIENT, queue_size_limit=QUEUE)


def close(port: Any) -> None:
    if port is not None:
        with suppress(OSError):
            port.close_port()
        with suppress(OSError):
            port.delete()
