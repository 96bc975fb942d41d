"""The last lines of a terminal, drawn again and again; whatever else is printed appears above them.

While it is open, file descriptor 2 is a pipe of ours, in this process and in those that it starts: a line of ours, a
warning of a sound library, a traceback of the engine process, all come to one place and cannot tear the display. What
is typed is not shown, and neither is the cursor. `close` puts everything back.
"""

from __future__ import annotations

import atexit
import os
import re
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress

try:
    import termios
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]

STDERR = 2
HIDE, SHOW = b"\x1b[?25l", b"\x1b[?25h"
DOWN = b"\x1b[J"  # erase from here to the end of the screen
REST = b"\x1b[K"  # of the line
READ = 1 << 16
MOST_WAITING = 1 << 18  # bytes of lines between two drawings; more are lost
LEAVE_S = 0.5


def is_wanted(quiet: bool) -> bool:
    """Whether stderr is a terminal on which lines can be drawn again, and ours to draw on."""
    if quiet or not sys.stderr.isatty() or os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        return False
    if termios is None:
        return sys.platform != "win32" or "WT_SESSION" in os.environ
    return _is_foreground()


class Screen:
    """Open it before other processes are started, on the main thread; `draw` and `close` on the main thread too."""

    def __init__(self) -> None:
        self.terminal = os.dup(STDERR)
        self._lines: list[str] = []  # as they stand
        self._columns = 0
        self._drawing = False
        self._waiting = bytearray()
        self._lock = threading.Lock()
        self._modes: list[object] | None = None
        read, write = os.pipe()
        os.dup2(write, STDERR)  # inheritable, as the descriptor 2 of a child must be
        os.close(write)
        self._thread = threading.Thread(target=self._carry, args=(read,), name="terminal", daemon=True)
        self._thread.start()
        self._take()
        atexit.register(self._give_back)
        self._suspend = signal.signal(signal.SIGTSTP, self._stopped) if hasattr(signal, "SIGTSTP") else None
        self._closed = False

    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        try:
            columns, rows = os.get_terminal_size(self.terminal)
        except OSError:  # it has been closed
            return 80, 24
        return columns or 80, rows or 24

    def draw(self, lines: Sequence[str]) -> None:
        """Show these lines, each narrower than the terminal, below whatever was printed since the last time."""
        columns = self.size()[0]
        with self._lock:
            self._drawing = True
            said, self._waiting = bytes(self._waiting), bytearray()
            if said or not self._lines or columns < self._columns:
                frame = self._erased(columns) + said
                if said and not said.endswith(b"\n"):
                    frame += b"\n"
                frame += b"\n".join(line.encode(errors="replace") + REST for line in lines)
            else:
                frame = self._changed(lines)
            self._lines, self._columns = list(lines), columns
            self._write(frame)

    def erase(self) -> None:
        """Take the display away; what is printed from now on appears at once."""
        with self._lock:
            self._drawing = False
            self._write(self._erased(self.size()[0]) + bytes(self._waiting))
            self._lines, self._waiting = [], bytearray()

    def close(self) -> None:
        """Leave the terminal as it was found. Harmless when that has happened."""
        if self._closed:
            return
        self._closed = True
        self.erase()
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        os.dup2(self.terminal, STDERR)  # the pipe ends here, and where the other processes have ended
        self._thread.join(LEAVE_S)
        self._give_back()
        atexit.unregister(self._give_back)
        if self._suspend is not None:
            signal.signal(signal.SIGTSTP, self._suspend)

    # -- drawing ------------------------------------------------------------------------------------------------------

    def _erased(self, columns: int) -> bytes:
        """From the end of the display to its beginning, and nothing left below.

        In a terminal that has become narrower the lines have been broken: each may take several rows now.
        """
        if not self._lines:
            return b""
        rows = sum(max(1, -(-width(line) // max(columns, 1))) for line in self._lines)
        up = b"\x1b[%dA" % (rows - 1) if rows > 1 else b""
        return b"\r" + up + DOWN

    def _changed(self, lines: Sequence[str]) -> bytes:
        """Only the lines that are not there yet; without any, nothing."""
        if len(lines) != len(self._lines):
            return self._erased(self._columns) + b"\n".join(line.encode(errors="replace") + REST for line in lines)
        frame, last = b"", len(lines) - 1
        for i, (line, old) in enumerate(zip(lines, self._lines, strict=True)):
            if line != old:
                up = last - i
                there, back = (b"\x1b[%dA" % up, b"\x1b[%dB" % up) if up else (b"", b"")
                frame += b"\r" + there + line.encode(errors="replace") + REST + back
        return frame

    # -- the terminal -------------------------------------------------------------------------------------------------

    def _carry(self, read: int) -> None:
        """What is printed anywhere, to the terminal or to the next drawing. The thread."""
        with suppress(OSError):
            while data := os.read(read, READ):
                with self._lock:
                    if not self._drawing:
                        self._write(data)
                    elif len(self._waiting) < MOST_WAITING:
                        self._waiting += data
        os.close(read)

    def _write(self, data: bytes) -> None:
        with suppress(OSError):  # it has been closed: there is nobody to tell
            while data:
                data = data[os.write(self.terminal, data) :]

    def _take(self) -> None:
        """Neither what is typed is shown nor the cursor. Ctrl-C and the like do what they always do."""
        if termios is not None:
            with suppress(termios.error):
                self._modes = termios.tcgetattr(self.terminal)
                quiet = list(self._modes)
                quiet[3] &= ~termios.ECHO  # type: ignore[operator]
                termios.tcsetattr(self.terminal, termios.TCSANOW, quiet)  # type: ignore[arg-type]
        self._write(HIDE)

    def _give_back(self) -> None:
        self._write(SHOW)
        if termios is not None and self._modes is not None and _is_foreground():  # else it would stop us
            with suppress(termios.error):
                termios.tcsetattr(self.terminal, termios.TCSADRAIN, self._modes)  # type: ignore[arg-type]

    def _stopped(self, *_: object) -> None:
        """Ctrl-Z: give the terminal back for as long as that lasts."""
        self._give_back()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._stopped)  # it goes on
        self._lines = []
        self._take()


def width(line: str) -> int:
    """Columns that a line takes: without its escape sequences."""
    return len(re.sub(r"\x1b\[[0-9;]*m", "", line))


def _is_foreground() -> bool:
    """Whether this program may change the terminal's modes."""
    try:
        return os.tcgetpgrp(STDERR if os.isatty(STDERR) else 0) == os.getpgrp()
    except OSError:
        return False
