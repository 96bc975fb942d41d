"""Parts of a long call, each in a process of its own, that tell the one who started them how far they are.

They come from one server process that has imported torch once, where the system has fork; a job costs no second import.
Ctrl-C at the terminal reaches only the process that started the jobs: it asks them to stop, and waits until each has
written what it must. A job whose starter is gone notices when it next reports, and stops the same way.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from multiprocessing.connection import Connection
from typing import Any

from realtime.errors import RealtimeGenError

STOPPING_S = 60.0  # a job that has not stopped by then is killed: a checkpoint takes a second, a step some
FORKS = "forkserver" in multiprocessing.get_all_start_methods()
_context: Any = multiprocessing.get_context("forkserver" if FORKS else "spawn")


class JobError(RealtimeGenError):
    """A job failed, with the sentence it failed with."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code


Report = Callable[[Any], None]


class Job:
    """`function(report, *arguments)` in a process of its own.

    What it gives to `report`, picklable, is in `news`; what it logs is in `lines`; `result` is what it returned.
    """

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self._receiver, sender = _context.Pipe(duplex=False)
        if FORKS:
            _context.set_forkserver_preload(["training.fit"])
        self._process = _context.Process(target=_run, args=(function, sender, arguments))
        self._process.start()
        sender.close()
        self.running = True
        self.result: Any = None
        self.news: list[Any] = []
        self.lines: list[str] = []

    def listen(self) -> None:
        """Take in what has been said. Raises JobError where the job failed or died; KeyboardInterrupt if it stopped."""
        while self.running:
            try:
                if not self._receiver.poll():
                    return
                kind, value = self._receiver.recv()
            except (EOFError, OSError):
                kind, value = "died", None
            if kind == "news":
                self.news.append(value)
            elif kind == "line":
                self.lines.append(value)
            else:
                self._end(kind, value)

    def _end(self, kind: str, value: Any) -> None:
        self.running = False
        self._process.join()
        if kind == "done":
            self.result = value
        elif kind == "failed":
            raise JobError(*value)
        elif kind == "stopped":
            raise KeyboardInterrupt
        else:
            code = self._process.exitcode
            raise JobError(f"a part of the work ended without a word (exit code {code}); out of memory? Close other "
                           "programs and give the same command again: it goes on where it was")  # fmt: skip

    def ask_to_stop(self) -> None:
        if self.running and self._process.pid is not None:
            os.kill(self._process.pid, signal.SIGINT)

    def wait_for_end(self, patience_s: float) -> None:
        """After `ask_to_stop`. What it says now is nobody's concern any more; killed when patience is out."""
        ends = time.monotonic() + patience_s
        while self.running and time.monotonic() < ends:
            try:
                self.listen()
            except (JobError, KeyboardInterrupt):
                break
            time.sleep(0.05)
        if self._process.is_alive() and self.running:
            self._process.kill()
        self._process.join()
        self.running = False


@contextmanager
def stopping(jobs: Sequence[Job]) -> Iterator[None]:
    """Whatever ends the block, no job outlives it; a second Ctrl-C kills those that still write."""
    try:
        yield
    finally:
        for job in jobs:
            job.ask_to_stop()
        try:
            for job in jobs:
                job.wait_for_end(STOPPING_S)
        except KeyboardInterrupt:
            for job in jobs:
                job.wait_for_end(0.0)
            raise


class _Lines(logging.Handler):
    def __init__(self, sender: Connection) -> None:
        super().__init__(logging.INFO)
        self._sender = sender

    def emit(self, record: logging.LogRecord) -> None:
        self._sender.send(("line", record.getMessage()))


def _run(function: Callable[..., Any], sender: Connection, arguments: tuple[Any, ...]) -> None:
    if hasattr(os, "setpgrp"):
        os.setpgrp()  # no signals of the terminal
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    logging.basicConfig(level=logging.INFO, handlers=[_Lines(sender)], force=True)

    def report(news: Any) -> None:
        try:
            sender.send(("news", news))
        except OSError:  # nobody listens any more
            os.kill(os.getpid(), signal.SIGINT)

    end: tuple[str, Any]
    try:
        # Progress bars of parts and libraries' warnings would run through the one line of the whole.
        with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
            end = "done", function(report, *arguments)
    except KeyboardInterrupt:
        end = "stopped", None
    except RealtimeGenError as error:
        end = "failed", (str(error), error.exit_code)
    except MemoryError:
        end = "failed", ("out of memory: close other programs, or give less sound at once",)
    except OSError as error:
        place = f" {error.filename}" if error.filename else ""
        end = "failed", (f"{error.strerror or error}{place}: check disk and permissions",)
    except Exception as error:
        traceback.print_exc()
        end = "failed", (f"{type(error).__name__}: {error}",)
    try:
        sender.send(end)
    except OSError:
        pass  # nobody listens any more
    finally:
        sender.close()
