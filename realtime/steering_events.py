"""What the steering process tells the control process: what is played, and what OSC asks for. Nothing here waits.

To ask the control process for something more: give `Asking` a method of the name and the arguments that
`namespace.Stage` has for it, and write that name into `steering.ASKED`; `stage.Stage` then does it, on the thread that
reads the events, with a `report` whose sentences reach whoever sent the message as /rt/error, however much later.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Any

from realtime import orders
from realtime import steering_orders as so
from realtime.audio.link import AudioLink
from realtime.errors import UsageError
from realtime.osc.namespace import Bound
from realtime.presets.recall import Message
from realtime.values import Values

HEARD_AT_ONCE = 128  # told without waiting for the next tick
MAX_UNREAD = 1 << 22  # bytes of events that a busy control process has yet to read: some seconds of a flood
MAX_REQUESTS = 256  # whose sender is remembered

Report = Callable[[str], None]


class Outbox:
    """Events on their way to the control process, in order. Never waits: what the pipe has no room for is kept."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._unread = bytearray()
        self._lock = threading.Lock()  # held for microseconds
        if hasattr(os, "set_blocking"):
            os.set_blocking(descriptor, False)

    @property
    def is_full(self) -> bool:
        return len(self._unread) > MAX_UNREAD

    def put(self, event: Any) -> None:
        line = orders.encode(event)
        with self._lock:
            self._unread += line
            self._write()

    def flush(self) -> None:
        with self._lock:
            self._write()

    def drain(self, seconds: float) -> None:
        """Wait until all is written, at most so long."""
        until = time.monotonic() + seconds
        while self._unread and time.monotonic() < until:
            self.flush()
            time.sleep(0.001)

    def _write(self) -> None:
        try:
            while self._unread:
                del self._unread[: os.write(self._descriptor, self._unread)]
        except BlockingIOError:
            pass
        except OSError:  # nobody reads any more
            self._unread.clear()


class Listener:
    """What is played, for a take in the control process. For the osc thread only."""

    def __init__(self, link: AudioLink, outbox: Outbox, on: bool) -> None:
        self._link, self._outbox, self._on = link, outbox, on
        self._items: list[so.Item] = []
        self._missed = 0

    def heard(self, address: str, arguments: Bound) -> None:
        if self._on:
            self._items.append((self._link.frames_pushed, address, arguments))
            if len(self._items) >= HEARD_AT_ONCE or address == "/rt/model":  # after which the state is asked for
                self.tell()

    def listen(self, on: bool, values: Values, desk: int, more: list[Message]) -> None:
        """From now on, or no more. more: see `State`."""
        self.tell()
        self._on = on
        if on:
            self._outbox.put(so.State(self._link.frames_pushed, desk, so.text_of(values.words), more))

    def tell(self) -> None:
        """Everything up to now."""
        items, self._items = self._items, []
        if items and self._outbox.is_full:
            self._missed += len(items)
        elif items:
            self._outbox.put(so.Heard(items, self._missed))
            self._missed = 0


class Asking:
    """`namespace.Stage`: what the control process does when OSC asks for it. See the module."""

    def __init__(self, outbox: Outbox, listener: Listener) -> None:
        self._outbox, self._listener = outbox, listener
        self._reports: dict[int, Report] = {}
        self._number = 0

    def swap_model(self, name: str, report: Report) -> None:
        self._ask(report, "swap_model", name)

    def start_take(self, name: str | None, report: Report) -> None:
        self._ask(report, "start_take", name)

    def stop_take(self, report: Report) -> None:
        self._ask(report, "stop_take")

    def learn_midi(self, name: str, report: Report) -> None:
        self._ask(report, "learn_midi", name)

    def forget_midi(self, name: str, report: Report) -> None:
        self._ask(report, "forget_midi", name)

    def report(self, number: int, sentence: str) -> None:
        """From the main thread: something went wrong with that request."""
        report = self._reports.get(number)
        if report is not None:
            report(sentence)

    def _ask(self, report: Report, what: str, *arguments: object) -> None:
        if self._outbox.is_full:
            raise UsageError("too much is asked for at once: wait before asking again")
        self._number += 1
        self._reports[self._number] = report
        self._reports.pop(self._number - MAX_REQUESTS, None)
        self._listener.tell()  # what came before it is told before it
        self._outbox.put(so.Asked(what, list(arguments), self._number))
