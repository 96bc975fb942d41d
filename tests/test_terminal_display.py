"""The live display on a real terminal (a pty): it stays in its place, and leaves the terminal as it was found."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import COMMANDS, COMPILED_S

from realtime.osc.client import OscClient
from realtime.terminal.screen import width
from realtime.terminal.view import LEAST_COLUMNS, Painter, View

ROWS, COLUMNS = 24, 80


class Terminal:
    """A program on a terminal of its own. written: what it wrote there so far; screen: what stands there now."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.modes = termios.tcgetattr(theirs)
        self.written = b""
        self.process = subprocess.Popen(
            [sys.executable, "-c", SESSION, *command],
            env=environment,
            cwd=folder,
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=theirs,
            start_new_session=True,
        )
        self.theirs = theirs  # kept open: its modes are looked at when the program has ended

    def read(self, seconds: float) -> bytes:
        """What is written in that time."""
        end, before = time.monotonic() + seconds, len(self.written)
        while (left := end - time.monotonic()) > 0 and select.select([self.ours], [], [], left)[0]:
            self.written += os.read(self.ours, 1 << 16)
        return self.written[before:]

    def wait_for(self, pattern: bytes, seconds: float = COMPILED_S) -> None:
        end = time.monotonic() + seconds
        while not re.search(pattern, self.written):
            assert time.monotonic() < end and self.process.poll() is None, self.written[-2000:].decode()
            self.read(0.05)

    def end(self) -> tuple[int, bytes]:
        """Exit code and stdout, once it has ended."""
        end = time.monotonic() + 20.0
        while self.process.poll() is None:
            assert time.monotonic() < end, self.written[-2000:].decode()
            self.read(0.05)
        self.read(0.2)
        assert self.process.stdout is not None
        return self.process.returncode, self.process.stdout.read()

    @property
    def screen(self) -> list[str]:
        """The lines as they stand, by an emulator of the few things that the program may ask of a terminal."""
        return emulate(self.written.decode())


# The program has to be in the foreground of a terminal, as it is when somebody types its name.
SESSION = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"


def emulate(written: str) -> list[str]:
    """Every line since the beginning, as if the terminal were endlessly high. Unknown sequences fail."""
    lines, row, column = [""], 0, 0
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+|\x1b", written):
        if part == "\n":
            row, column = row + 1, 0
        elif part == "\r":
            column = 0
        elif part in ("\x1b[?25l", "\x1b[?25h") or part.endswith("m"):
            continue
        elif part == "\x1b[J":
            lines[row:] = [lines[row][:column]]
        elif part == "\x1b[K":
            lines[row] = lines[row][:column]
        elif part.startswith("\x1b"):
            move = re.fullmatch(r"\x1b\[(\d+)([AB])", part)
            assert move, f"an escape sequence that not every terminal knows: {part!r}"
            row += int(move[1]) * (1 if move[2] == "B" else -1)
            assert row >= 0
        else:
            lines[row] = lines[row][:column].ljust(column) + part + lines[row][column + len(part) :]
            column += len(part)
        lines += [""] * (row + 1 - len(lines))
    return lines


@pytest.fixture
def terminal(compiled: None, environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """terminal("--seed", 3, env={}) starts `realtime-gen` on the null device."""
    started: list[Terminal] = []

    def start(*arguments: object, env: dict[str, str] | None = None) -> Terminal:
        command = [str(COMMANDS / "realtime-gen"), "--device", "null", "--osc-port", "0", *map(str, arguments)]
        colours = {"TERM": "xterm-256color", "PYTHONUTF8": "1"} | (env or {})
        started.append(Terminal(command, {k: v for k, v in environment.items() if k != "NO_COLOR"} | colours, tmp_path))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()
        for end in (one.ours, one.theirs):
            with suppress(OSError):
                os.close(end)


DRAWN = rb"underruns \d+.* latency [1-9]"

pytestmark = pytest.mark.real_time


def test_it_stays_in_its_place_and_lines_appear_above(terminal: Callable[..., Terminal]) -> None:
    program = terminal("--record", "a.wav", "--verbose", "--set", "style/choir=1")
    program.wait_for(DRAWN)
    found = re.search(rb"OSC on 127.0.0.1:(\d+);", program.written)
    assert found and termios.tcgetattr(program.theirs)[3] & termios.ECHO == 0
    program.read(1.0)
    calm = program.read(2.0)
    assert len(re.findall(rb"peak|\x1b\[J", calm)) <= 2 * 4 * 2 + 2  # two bars, four times a second, for two seconds
    before = program.screen
    with OscClient("127.0.0.1", int(found[1])) as hand:
        hand.send("/rt/param/gain", -20.0)
        hand.send("/rt/freeze", 1)
        hand.send("/rt/nothing")  # --verbose tells of what is refused
    program.wait_for(rb"OSC refused, from 127.0.0.1:\d+: nothing answers to /rt/nothing")
    program.wait_for(rb"FROZEN")
    program.wait_for(rb"last 127.0.0.1:\d+")
    program.read(0.5)
    shown = program.screen
    logged = [sum(bool(re.match(r"\d\d:\d\d:\d\d\.", line)) for line in lines) for lines in (before, shown)]
    assert len(shown) - len(before) == logged[1] - logged[0] >= 1, "\n".join(shown)  # these lines more, above
    assert re.match(r"seven  choir 1 .*FROZEN  0:00:\d\d$", shown[-7]), "\n".join(shown)
    assert [line[0] for line in shown[-6:-4]] == ["L", "R"] and re.match(r"● take 0:00:\d\d a.wav ", shown[-1])
    assert sum("peak" in line for line in shown) == 2, "old drawings are left behind"
    os.write(program.ours, b"typed\n\x03")
    code, stdout = program.end()
    assert (code, stdout) == (130, b"")
    assert is_restored(program)
    left = program.screen
    assert not [line for line in left if "peak" in line or "typed" in line], "\n".join(left)
    assert re.search(r"\d\d:\d\d:\d\d\.\d{3} take ends: a.wav", "\n".join(left))


def is_restored(program: Terminal) -> bool:
    shown = program.written.rfind(b"\x1b[?25h") >= program.written.rfind(b"\x1b[?25l")
    return shown and termios.tcgetattr(program.theirs) == program.modes


def test_it_fades_out_and_ends_when_the_terminal_is_closed(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    program = terminal("--record", "a.wav")
    program.wait_for(DRAWN)
    os.close(program.theirs)
    os.close(program.ours)
    assert program.process.wait(20.0) == 130
    assert (tmp_path / "a.wav").exists() and (tmp_path / "a.score").exists()


def test_the_terminal_is_left_as_it_was_found_and_no_color_means_none(terminal: Callable[..., Terminal]) -> None:
    program = terminal(env={"NO_COLOR": "1"})
    program.wait_for(DRAWN)
    program.process.send_signal(signal.SIGTERM)
    assert program.end() == (130, b""), program.written.decode()
    assert is_restored(program)
    assert not [line for line in program.screen if "peak" in line]
    assert not re.search(rb"\x1b\[[0-9;]*m", program.written)


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_what_goes_wrong_is_all_that_is_left(quiet: tuple[str, ...], terminal: Callable[..., Terminal]) -> None:
    program = terminal("--record", "nowhere/a.wav", *quiet)
    assert program.end() == (1, b"")
    assert is_restored(program)
    shown = [line for line in program.screen if line]
    assert len(shown) == 1 and re.match("realtime-gen: .*nowhere", shown[0]), shown
    assert (b"\x1b" in program.written) == (not quiet)


def test_a_dumb_terminal_gets_lines_and_verbose_times(terminal: Callable[..., Terminal]) -> None:
    program = terminal("--seconds", 0.5, "--verbose", "--record", "a.wav", env={"TERM": "dumb"})
    assert program.end() == (0, b"")
    assert b"\x1b" not in program.written
    said = "\n".join(program.screen)
    assert re.search(r"^OSC on 127.0.0.1:\d+; Ctrl-C stops$", said, re.M)
    assert re.search(r"^\d\d:\d\d:\d\d\.\d{3} take begins: a\.wav$", said, re.M)
    assert re.search(r"^\d\d:\d\d:\d\d\.\d{3} engine process \d+: playing$", said, re.M)


# -- what it shows ----------------------------------------------------------------------------------------------------


def view(unicode: bool = True) -> View:
    made = View(lambda: None, unicode)
    for address, arguments in (
        ("level", (-6.0, -60.0)), ("load", (0.5,)), ("underruns", (3,)), ("model", ("seven",)), ("clients", (3,)),
        ("sender", ("[fe80::1]:9001",)), ("place", (1.0, -1.0)), ("latency_ms", (62.4,)),
    ):  # fmt: skip
        made.hear(f"/rt/status/{address}", arguments)
    return made


def test_every_size_of_terminal_is_kept_to() -> None:
    made, painter = view(), Painter({})
    made.hear("/rt/status/midi", ("x" * 250,))
    for columns in (1, 5, 20, LEAST_COLUMNS - 1, LEAST_COLUMNS, 80, 300):
        for rows in (1, 5, 24):
            lines = painter.paint(made.lines(columns, rows, time.monotonic()))
            assert len(lines) <= max(rows - 1, 1)
            assert all(width(line) < max(columns, 2) for line in lines), (columns, rows)


def test_the_map_shows_where_the_sound_lies_and_where_it_is_asked_to_be() -> None:
    made = view()
    made.hear("/rt/param/steer", (0.5,))
    made.hear("/rt/xy", (-1.0, 1.0))
    shown = [line.plain for line in made.lines(80, 24, time.monotonic())]
    assert shown[2].rstrip().endswith("│○                │")
    assert shown[5].rstrip().endswith("│                ●│")


def test_a_terminal_without_unicode_gets_ascii() -> None:
    assert all(line.plain.isascii() for line in view(unicode=False).lines(80, 24, time.monotonic()))


def test_a_port_that_says_nothing_is_told_of() -> None:
    made = view()
    assert "underruns 3" in made.lines(80, 24, time.monotonic())[3].plain
    assert "OSC does not answer" in made.lines(80, 24, time.monotonic() + 10.0)[3].plain
