"""What all commands share at the terminal: lines on stderr, and errors as one sentence with an exit code.

Data goes to stdout, everything else to stderr. Exit codes: 0, 1 failure, 2 usage, 130 interrupted.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

import click

from realtime.errors import RealtimeGenError


class Console:
    """Lines for the person at the terminal, lost if that has been closed. quiet: only what is wrong."""

    def __init__(self, quiet: bool = False, program: str = "realtime-gen") -> None:
        self.quiet = quiet
        self.program = program

    def say(self, message: str) -> None:
        if not self.quiet:
            self._print(message)

    def warn(self, message: str) -> None:
        self._print(f"{self.program}: {message}")

    def _print(self, message: str) -> None:
        with suppress(OSError):  # whoever goes on playing, or closes a take, must not end here
            click.echo(message, err=True)


class FloatRange(click.FloatRange):
    """A range that NaN, which compares as neither too small nor too large, does not slip through."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if number != number:
            self.fail(f"{value} is not a number.", param, ctx)
        return number


def interrupt_on_signals() -> None:
    """From here on `kill` and the closing of the terminal do what Ctrl-C does, so that nothing is left running."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def make_reporting(
    program: str, interrupted: str = "interrupted", package: str = "realtime-gen"
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator for a program's commands: what goes wrong becomes one sentence on stderr and an exit code.

    interrupted: what Ctrl-C answers. package: what to install where a module is missing.
    """
    console = Console(program=program)

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            try:
                return function(*args, **kwargs)
            except RealtimeGenError as error:
                console.warn(str(error))
                sys.exit(error.exit_code)
            except (KeyboardInterrupt, click.Abort):
                console.say(interrupted)
                sys.exit(130)
            except MemoryError:
                console.warn("out of memory: close other programs, or ask for less at once")
            except ModuleNotFoundError as error:
                console.warn(f"{error.name} is missing: pip install '{package}'")
            except BrokenPipeError:  # `... | head`: click ends quietly
                raise
            except OSError as error:
                place = f" {error.filename}" if error.filename else ""
                console.warn(f"{error.strerror or error}{place}: check disk and permissions")
            sys.exit(1)

        return wrapped

    return decorate
