"""Scores: a performance as text, one `seconds address arguments` per line, written while it is played and read again.

    # anything after a # that starts a word is a comment
    0 /rt/param/gain -6.0
    12.5 /rt/param/brightness 0.7
    13 "/rt/style/night rain" 1
    20 /rt/model "seven"

Words are separated by blanks. Numbers are written as in Python, with a point; texts stand in double quotes, with the
escapes of JSON; an address with a blank in it is quoted too. A number with a point or an exponent is a float and comes
back as the same float. Lines may stand in any order of time.
"""

from __future__ import annotations

import json
import math
import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from realtime.errors import UsageError
from realtime.values import Values

Argument = float | int | str

LONGEST_LINE = 1 << 16  # characters
LONGEST_SECONDS = 1e8  # three years
LARGEST_INTEGER = 2**63
TOO_SLOW = "the score ends early: the disk is too slow for it"
MAX_PENDING = 1 << 22  # characters that wait for a slow disk: ten seconds of 10 000 messages a second


class Event(NamedTuple):
    """One line. line, column: where it stands, from 1, and where each argument does, for messages about it."""

    seconds: float
    address: str
    arguments: tuple[Argument, ...]
    line: int
    column: int  # of the address
    argument_columns: tuple[int, ...]


class ScoreError(UsageError):
    """A score cannot be read. line, column: where, from 1."""

    def __init__(self, line: int, column: int, what: str) -> None:
        super().__init__(f"line {line}, column {column}: {what}")
        self.line, self.column = line, column


# -- reading ----------------------------------------------------------------------------------------------------------

_BLANK = re.compile(r"[ \t]*")
_BARE = re.compile(r"[^ \t]+")
_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_TEXT = json.JSONDecoder()


class _Word(NamedTuple):
    text: str
    column: int
    quoted: bool


def parse_score(text: str) -> list[Event]:
    """The events of a score in order of time; those of one time stay as they stand. Raises ScoreError."""
    events: list[Event] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise ScoreError(number, LONGEST_LINE, f"a line of more than {LONGEST_LINE} characters")
        words = _words(number, line.removesuffix("\r"))
        if words:
            events.append(_event(number, words))
    return sorted(events, key=lambda event: event.seconds)


def _words(number: int, line: str) -> list[_Word]:
    words: list[_Word] = []
    at = _end(_BLANK, line, 0)
    while at < len(line) and line[at] != "#":
        if line[at] == '"':
            try:
                content, end = _TEXT.raw_decode(line, at)
            except json.JSONDecodeError as error:
                raise ScoreError(number, error.pos + 1, f"a text in quotes that is wrong here: {error.msg}") from None
            if end < len(line) and line[end] not in " \t":
                raise ScoreError(number, end + 1, "a blank is missing after the closing quote")
            words.append(_Word(content, at + 1, True))
        else:
            end = _end(_BARE, line, at)
            words.append(_Word(line[at:end], at + 1, False))
        at = _end(_BLANK, line, end)
    return words


def _end(pattern: re.Pattern[str], line: str, at: int) -> int:
    found = pattern.match(line, at)
    return found.end() if found else at


def _event(number: int, words: Sequence[_Word]) -> Event:
    first = words[0]
    if first.quoted or not _NUMBER.fullmatch(first.text):
        raise ScoreError(number, first.column, f"{_shown(first)} is no time: a line starts with seconds, as in 12.5")
    seconds = float(first.text)
    if not 0.0 <= seconds <= LONGEST_SECONDS:
        raise ScoreError(number, first.column, f"a time lies between 0 and {LONGEST_SECONDS:g} s, unlike {first.text}")
    if len(words) == 1:
        column = first.column + len(first.text)
        raise ScoreError(number, column, "an address is missing after the time, as in 12.5 /rt/param/brightness 0.7")
    address = words[1]
    if not address.text.startswith("/"):
        raise ScoreError(number, address.column, f"{_shown(address)} is no address: addresses start with a slash")
    arguments = tuple(_argument(number, word) for word in words[2:])
    return Event(seconds, address.text, arguments, number, address.column, tuple(word.column for word in words[2:]))


def _argument(number: int, word: _Word) -> Argument:
    if word.quoted:
        return word.text
    if not _NUMBER.fullmatch(word.text):
        hint = "decimals come after a point" if "," in word.text else f'a text stands in quotes, as in "{word.text}"'
        raise ScoreError(number, word.column, f"{_shown(word)} is no number; {hint}")
    if _INTEGER.fullmatch(word.text):
        if len(word.text) > 20 or not -LARGEST_INTEGER <= int(word.text) < LARGEST_INTEGER:
            raise ScoreError(number, word.column, f"{_shown(word)} is too large: whole numbers have 64 bits")
        return int(word.text)
    value = float(word.text)
    if math.isinf(value):
        raise ScoreError(number, word.column, f"{_shown(word)} is too large a number")
    return value


def _shown(word: _Word) -> str:
    return f"'{word.text[:40]}'"


# -- writing ----------------------------------------------------------------------------------------------------------


def format_event(seconds: float, address: str, arguments: Sequence[Argument]) -> str:
    """One line, without its end. seconds: 0 or more, written to the microsecond: a frame is longer."""
    time = f"{seconds:.6f}".rstrip("0").rstrip(".")
    bare = address.isprintable() and not any(character in ' "' for character in address)
    return " ".join((time, address if bare else _quoted(address), *map(_written, arguments)))


def _written(argument: Argument) -> str:
    if isinstance(argument, str):
        return _quoted(argument)
    return repr(float(argument)) if isinstance(argument, float) else repr(int(argument))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=not text.isprintable())


def differences(values: Values) -> Iterator[tuple[str, tuple[Argument, ...]]]:
    """Messages that bring a fresh registry of the same model to these values: parameters, automatic switches, keys."""
    for i, parameter in enumerate(values.registry):
        automatic, value = bool(values.automatic[i]), float(values.slots[i])
        taken = parameter.automatic and not automatic
        if value != parameter.default or taken:
            yield f"/rt/param/{parameter.name}", (value,)  # which takes a descriptor from the model
            if automatic:
                yield f"/rt/auto/{parameter.name}", (1.0,)
    for number in values.held.nonzero()[0].tolist():
        yield "/rt/note", (number, float(values.velocities[number]))


def everything(values: Values) -> Iterator[tuple[str, tuple[Argument, ...]]]:
    """Messages that bring a registry of the same model to these values, whatever it has; what is held is not struck."""
    for i, parameter in enumerate(values.registry):
        yield f"/rt/param/{parameter.name}", (float(values.slots[i]),)
        if values.automatic[i]:
            yield f"/rt/auto/{parameter.name}", (1.0,)
    for number in ((values.strikes > 0) & ~values.held).nonzero()[0].tolist():
        yield "/rt/note", (number, 0.0)


class ScoreWriter:
    """Writes a score into `path`, which it makes; give it a temporary name. Raises OSError if that cannot be.

    `add` is for any thread and never waits for the disk; `flush` and `close` are for one thread, which should call
    `flush` at least once a second. When the disk is full, or so slow that MAX_PENDING characters wait for it, the score
    ends with the last line that is there in full, and `error` says why.
    """

    def __init__(self, path: Path, exclusively: bool = False) -> None:
        self.path = path
        self.error: str | None = None
        self.lines = 0
        self._file = open(path, "xb" if exclusively else "wb", buffering=0)  # noqa: SIM115 - closed by close()
        self._lock = threading.Lock()
        self._pending: list[str] = []
        self._pending_size = 0
        self._whole = 0  # bytes of lines that are there in full

    def comment(self, text: str) -> None:
        """One line that is no event."""
        self._put("# " + " ".join(text.split()))

    def add(self, seconds: float, address: str, arguments: Sequence[Argument]) -> None:
        self._put(format_event(max(seconds, 0.0), address, arguments))

    def flush(self) -> None:
        """Hand what waits to the system. Never raises: see `error`."""
        with self._lock:
            lines, self._pending, self._pending_size = self._pending, [], 0
        if not lines or self._file.closed:
            return
        block = "".join(lines).encode("utf-8", "backslashreplace")
        done = 0
        try:
            while done < len(block):
                done += self._file.write(block[done:])
        except OSError as error:
            done = block.rfind(b"\n", 0, done) + 1
            self.end(f"the score ends early ({error.strerror or error}): free some space or record elsewhere")
        self._whole += done
        self.lines += block.count(b"\n", 0, done)
        if self.error is not None:
            self._cut()

    def end(self, why: str) -> None:
        """With what was handed to the system so far; `error` says why."""
        with self._lock:
            self.error = self.error or why
            self._pending, self._pending_size = [], 0

    def close(self) -> None:
        self.flush()
        self._file.close()

    def discard(self) -> None:
        """Close and remove the file."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def _put(self, line: str) -> None:
        with self._lock:
            if self.error is None:
                self._pending.append(line + "\n")
                self._pending_size += len(line) + 1
                if self._pending_size > MAX_PENDING:
                    self.error = TOO_SLOW

    def _cut(self) -> None:
        """Leave no half line."""
        with suppress(OSError):  # the disk has died altogether
            os.ftruncate(self._file.fileno(), self._whole)
