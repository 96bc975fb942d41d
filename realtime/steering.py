"""Keeps a steering process going: starts it, tells it what to steer, starts another when it dies. Control process.

Three threads of ours: one reads the events of the process, one looks whether it lives, and whoever plays calls the
methods. What the next process would have to know is kept in one place (`_now`), so that it can take over at any
moment: the values are in shared memory anyway, and the score goes on where it was. The sockets of the port are ours,
who never read from them: what comes while there is no steering process, or one that hangs, waits for the next.
"""

from __future__ import annotations

import logging
import os
import queue
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Protocol

from realtime import orders
from realtime import steering_orders as so
from realtime.errors import RealtimeGenError
from realtime.interpreter import python
from realtime.osc.port import Sockets, bind
from realtime.performance import Call
from realtime.presets import Preset
from realtime.shared_memory import SharedMemory
from realtime.supervisor import LEAVE_S, ONE_THREAD, RETRY_S, SETTLED_S, failure

# What OSC may ask of the control process: methods of `Stage`, and of `Asking`: see `steering_events`.
ASKED = ("swap_model", "start_take", "stop_take", "learn_midi", "forget_midi")
LOOK_S = 0.05
HUNG_S = 3.0  # without a sign of life
OPEN_S = 60.0  # to load, on a busy machine; usually 0.25
ANSWER_S = 1.0  # to what a healthy process answers in a millisecond
HANDS_OVER = hasattr(socket, "send_fds")  # not on Windows: there each process binds the port anew
CALLS_AT_ONCE = 256  # of a score, in one line

_log = logging.getLogger(__name__)


class Stage(Protocol):
    """Who the steering process works for. Called on the threads of `Steering`, but `asked`'s methods: see `ASKED`."""

    def heard(self, items: Sequence[so.Item]) -> None:
        """Messages that took effect while `listen` was on."""

    def misheard(self) -> None:
        """Some of it was lost with a process that died."""

    def facts(self) -> so.Facts:
        """What the status should tell. Asked every LOOK_S."""


class Steering:
    """Starts the steering process at once; `open` and `perform` let it steer, `stop` ends it.

    say: called with a line for the person at the terminal, from any thread.
    """

    def __init__(self, memory: SharedMemory, stage: Stage, say: Callable[[str], None]) -> None:
        self.port = 0
        self.restarts = 0
        self._memory, self._stage, self._say = memory, stage, say
        self._report = orders.steering_words(memory.buffer)
        self._writing = threading.Lock()  # of lines to the child, and of what the next one will be told
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._states: queue.SimpleQueue[so.State | None] = queue.SimpleQueue()
        self._now: so.Open | None = None
        self._next: so.Change | None = None  # told, but perhaps not done
        self._facts: so.Facts | None = None
        self._calls: Sequence[Call] = ()
        self._opened = threading.Event()  # the child's port
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="steering", daemon=True)
        self._sockets: Sockets | None = None
        self._hand: socket.socket | None = None
        self._child = self._spawn()

    # -- any thread --

    def open(
        self,
        played: so.Played,
        host: str,
        port: int,
        feedback: tuple[str, int] | None,
        allow: str | None,
        preset: str | None,
    ) -> None:
        """Hand over the values on the desk of `played`, and listen for OSC. Arguments as of `Open`; preset: on these
        values. Raises RealtimeGenError."""
        self._sockets = bind(host, port) if HANDS_OVER else None
        kept = so.Kept(preset or "")
        self._now = so.Open(self._memory.handle, vars(played), host, port, feedback, allow, HANDS_OVER, vars(kept))
        with self._writing:
            self._write_open(self._now)
        self.port = self._expect()
        with self._writing:
            self._now = replace(self._now, port=self.port)
        self._watcher.start()

    def perform(self, calls: Sequence[Call]) -> None:
        """It plays: from now on the gate is the steering process's, and the score begins."""
        with self._writing:
            assert self._now is not None
            self._calls, began = calls, time.monotonic()
            self._report[orders.STEERING_SCORE], self._report[orders.STEERING_BEGAN_NS] = 0, round(1e9 * began)
            self._now = replace(self._now, playing=True)
            self._write_score()

    def change(self, played: so.Played, name: str) -> None:
        """Another model is about to be heard, asked for by this name: its values lie on another desk."""
        with self._writing:
            self._settle()
            self._next = so.Change(vars(played), name)
            self._write(self._next)

    def listen(self) -> so.State | None:
        """From here on `heard` is called. Returns what played until then; None if no answer came."""
        with self._writing:
            assert self._now is not None
            self._now = replace(self._now, listening=True)
            while not self._states.empty():  # an answer that came too late
                self._states.get()
            self._write(so.Listen(True))
        with suppress(queue.Empty):
            return self._states.get(timeout=ANSWER_S)
        return None

    def unlisten(self) -> None:
        """`heard` is called no more, but for what is on its way."""
        with self._writing:
            if self._now is not None:
                self._now = replace(self._now, listening=False)
                self._write(so.Listen(False))

    def rest(self) -> None:
        """When this returns, nobody but the caller writes the gate."""
        with self._writing:
            if self._now is None or not self._now.playing:
                return
            self._now = replace(self._now, playing=False)
            self._write(so.Rest())
        answer: Any = self
        try:
            while answer is not None and not isinstance(answer, so.Resting):  # None: it has died, that is rest enough
                answer = self._answers.get(timeout=ANSWER_S)
        except queue.Empty:  # it hangs: what it would do when it goes on is not wanted any more
            self._child.kill()

    def stop(self) -> None:
        """End the process. When this returns, everything that was heard has been told, and the port is closed."""
        self._stopping.set()
        if self._watcher.is_alive():
            self._watcher.join()
            self._tell(so.Stop())
        else:
            self._child.kill()  # nobody has heard of it yet
        try:
            self._child.wait(LEAVE_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._listener.join(LEAVE_S)
        for one in (self._sockets, self._hand):
            if one is not None:
                one.close()

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def is_open(self) -> bool:
        """Whether somebody listens at the port, as far as is known."""
        return self._opened.is_set()

    @property
    def desk(self) -> int:
        """Which one it writes."""
        return int(self._report[orders.STEERING_DESK])

    # -- the child --

    def _spawn(self) -> subprocess.Popen[bytes]:
        hand, theirs = socket.socketpair()
        given = (theirs.fileno(),) if HANDS_OVER else ()
        with theirs:
            child = subprocess.Popen(
                python("-m", "realtime.steering_process", *given),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=(*self._memory.pass_fds, *given),
                process_group=0,  # the Ctrl-C of a terminal is for the control process alone
                env=os.environ | ONE_THREAD,
            )
        if self._hand is not None:
            self._hand.close()
        self._hand = hand  # through which it is given the sockets
        self._listener = threading.Thread(target=self._listen, args=(child,), name="steering events", daemon=True)
        self._listener.start()
        return child

    def _listen(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            try:
                event = orders.receive(line, so.KINDS)
            except ValueError:  # a line that its death cut short
                break
            self._hear(event, child)
        self._answers.put(None)

    def _hear(self, event: Any, child: subprocess.Popen[bytes]) -> None:
        match event:
            case so.Heard():
                if event.missed:
                    self._say(f"{event.missed} messages are missing from the score: this machine is too busy")
                self._stage.heard(event.items)
            case so.Asked():
                self._ask(event, child)
            case so.State():
                self._states.put(event)
            case so.Kept():
                with self._writing:
                    if self._now is not None:
                        self._now = replace(self._now, kept=vars(event))
            case so.Listening():
                _log.info("steering process %d: open", child.pid)
                self._opened.set()
                self._answers.put(event)
                if self.restarts and self._now is not None and self._now.listening:
                    self._stage.misheard()  # what the last one had not told yet
            case orders.Failed() if self.port:
                self._say(f"the steering process stopped ({event.reason})")
            case _:
                self._answers.put(event)

    def _ask(self, event: so.Asked, child: subprocess.Popen[bytes]) -> None:
        def report(sentence: str) -> None:
            if child is self._child:  # the next one counts its requests anew
                self._tell(so.Report(event.number, sentence))

        if event.what not in ASKED:
            return
        try:
            getattr(self._stage, event.what)(*event.arguments, report)
        except (RealtimeGenError, ValueError, TypeError, KeyError, OSError) as error:
            report(str(error.args[0] if error.args else error))
        except Exception as error:  # a mistake of ours must not end this thread
            self._say(f"{event.what} failed: {error!r}")

    def _expect(self) -> int:
        """The port. Raises what kept it from being opened."""
        try:
            event = self._answers.get(timeout=OPEN_S)
        except queue.Empty:
            event = None
        if isinstance(event, orders.Failed):
            raise failure(event, "steering process")
        if not isinstance(event, so.Listening):
            raise RealtimeGenError("the steering process does not answer: is the machine out of memory?")
        return event.port

    # -- writing to it, with the lock --

    def _tell(self, order: Any) -> None:
        with self._writing:
            self._write(order)

    def _write(self, order: Any) -> None:
        with suppress(OSError):  # it has died: the watcher sees that too, and tells the next one
            assert self._child.stdin is not None
            orders.send(self._child.stdin, order)

    def _write_open(self, order: so.Open) -> None:
        if self._sockets is not None and self._hand is not None:
            with suppress(OSError):  # it has died
                so.hand_over(self._sockets, self._hand)
        self._write(order)

    def _write_score(self) -> None:
        """From where it has come to."""
        taken, began = int(self._report[orders.STEERING_SCORE]), 1e-9 * int(self._report[orders.STEERING_BEGAN_NS])
        for first in range(taken, len(self._calls), CALLS_AT_ONCE):
            some = self._calls[first : first + CALLS_AT_ONCE]
            self._write(so.Score([(call.seconds, call.entry.address, _plain(call.arguments)) for call in some]))
        self._write(so.Perform(began, taken))

    def _settle(self) -> None:
        """Take note of a change that the process has made."""
        if self._next is not None and self._now is not None and self.desk == self._next.played["desk"]:
            self._now = replace(self._now, played=self._next.played)
            self._next = None

    # -- the watcher --

    def _watch(self) -> None:
        started, deaths, retry_at = time.monotonic(), 0, 0.0
        while not self._stopping.wait(LOOK_S):
            now = time.monotonic()
            if self._child.poll() is None and self._is_hung(now - started):
                self._child.kill()
                self._child.wait()
            if self._child.poll() is None:
                self._tell_facts()
                if now - started > SETTLED_S:
                    deaths = 0
            elif now >= retry_at:
                if deaths == 0:
                    self._say("OSC was lost: starting another steering process")
                deaths, started = deaths + 1, now
                retry_at = now + RETRY_S[min(deaths, len(RETRY_S) - 1)]
                self._replace()

    def _is_hung(self, age_s: float) -> bool:
        silent_s = 1e-9 * (time.monotonic_ns() - int(self._report[orders.STEERING_BEAT_NS]))
        return silent_s > HUNG_S if self.is_open else age_s > OPEN_S

    def _tell_facts(self) -> None:
        facts = self._stage.facts()
        if facts != self._facts:
            self._facts = facts
            self._tell(facts)

    def _replace(self) -> None:
        """Another process goes on where the last one was at its last sign of life."""
        self._listener.join(LEAVE_S)  # what the dead one had to say is heard first
        with self._writing:
            assert self._now is not None
            self._settle()
            while not self._answers.empty():
                self._answers.get()
            self._opened.clear()
            try:
                self._child = self._spawn()
            except OSError as error:  # no memory, no process left: tried again
                self._say(f"no steering process can be started ({error.strerror}): trying again")
                return
            self.restarts += 1
            self._write_open(self._now)
            if self._next is not None:
                self._write(self._next)
            if self._now.playing:
                self._write_score()
            self._facts = None


def _plain(arguments: Sequence[Any]) -> tuple[Any, ...]:
    """Of a call, for Score."""
    return tuple(vars(argument) if isinstance(argument, Preset) else argument for argument in arguments)
