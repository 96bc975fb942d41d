"""Keeps an engine process playing: starts it, watches it, starts another when it dies. Control process.

A thread of its own owns the child and takes every decision, so that nothing here is locked. Whatever brings the child
down (a crash, `kill -9`, a sound server that went away) the answer is the same: kill it for certain, and start another
with the same model, parameters and memory. Once it has played, it tries for ever.

    starting ── Opened, Playing ──► playing ── died, silent, hung, Lost ──► dead ── in a while ──► starting
        └── Waiting ──► waiting ── Opened, Playing ──► playing
"""

from __future__ import annotations

import logging
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, Protocol

from realtime import errors, orders
from realtime.audio.link import AudioLink
from realtime.errors import RealtimeGenError
from realtime.interpreter import python
from realtime.shared_memory import SharedMemory

_log = logging.getLogger(__name__)

TICK_S = 0.05
SILENT_S, FIRST_SOUND_S = 2.0, 10.0  # without a callback the device is gone, whatever PortAudio says
HUNG_S = 3.0  # without a sign of life from the generation loop
RETRY_S = (0.0, 0.2, 1.0, 5.0)  # before the next start, if one death follows the other
SETTLED_S = 10.0  # played for so long, a death is the first one again
OPEN_S = 300.0  # a cold start compiles for a minute, on a slow machine for several
LEAVE_S = 2.0  # from Stop to the end of the process

# One thread each: several would wait for each other, and spin while they do.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Swap(Protocol):
    """Another model, wanted. Called on the supervisor's thread, in this order, or `failed` at any time."""

    seed: int

    def prepare(self, desk: int) -> tuple[str, str]:
        """Lay out its parameters on that desk. Returns its folder and the quality to play it in.

        Raises RealtimeGenError, OSError, ValueError.
        """

    def ready(self, built: orders.Built) -> float:
        """It is built and about to be heard. Returns the length of the cross-fade in s."""

    def failed(self, reason: str) -> None:
        """It will not be heard, for this reason."""


class Supervisor:
    """Starts the engine process at once; `open` and `start` let it play, `stop` ends it.

    say: called with a line for the person at the terminal, from the supervisor's thread.
    """

    def __init__(self, memory: SharedMemory, link: AudioLink, say: Callable[[str], None]) -> None:
        self.restarts = 0
        self._memory, self._link, self._say = memory, link, say
        self._inbox: queue.SimpleQueue[tuple[subprocess.Popen[bytes] | None, Any]] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)
        self._stopping = threading.Event()
        self._state, self._since = "starting", time.monotonic()
        self._deaths, self._retry_at = 0, 0.0
        self._callbacks, self._called_at = 0, 0.0  # number of the last one seen, and when
        self._next_swap: Swap | None = None
        self._building: Swap | None = None
        self._fading = False  # from the old model to the one that was built
        self._child = self._spawn()

    # -- any thread --

    def open(self, order: orders.Open) -> orders.Opened:
        """Load the model and open the device. Raises RealtimeGenError."""
        self._order = order
        self._tell(order)
        self.opened: orders.Opened = self._expect(orders.Opened)
        self._order = replace(order, pin=self.opened.pin, input_pin=self.opened.input_pin)
        return self.opened

    def start(self) -> orders.Playing:
        """Begin to play. Raises RealtimeGenError."""
        self._tell(orders.Start())
        playing: orders.Playing = self._expect(orders.Playing)
        self.opened = replace(self.opened, ring_ms=playing.ring_ms, wait_ms=playing.wait_ms)
        self._enter("playing")
        self._thread.start()
        return playing

    def swap(self, request: Swap) -> None:
        """Build and fade in another model, after the one that is on its way; of several waiting the last one counts."""
        self._inbox.put((None, request))

    def stop(self) -> None:
        """End the engine process, which has faded out. No sound, process or thread is left afterwards."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        else:
            self._child.kill()  # nothing was heard: it need not finish loading to be told so
        self._tell(orders.Stop())
        try:
            self._child.wait(LEAVE_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    @property
    def engine_pid(self) -> int:
        """Of the process that plays, or is about to."""
        return self._child.pid

    @property
    def is_playing(self) -> bool:
        """Whether there is sound, or the callback for one."""
        return self._state == "playing"

    @property
    def is_swapping(self) -> bool:
        """Whether another model is wanted, being built or being faded in."""
        return self._fading or self._building is not None or self._next_swap is not None

    # -- the child --

    def _spawn(self) -> subprocess.Popen[bytes]:
        """Start a process. It loads its libraries while nobody has told it yet what to play."""
        child = subprocess.Popen(
            python("-m", "realtime.engine_process"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=self._memory.pass_fds,
            process_group=0,  # the Ctrl-C of a terminal is for the control process alone
            env=os.environ | ONE_THREAD,
        )
        threading.Thread(target=self._listen, args=(child,), name="engine events", daemon=True).start()
        return child

    def _listen(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        for line in child.stdout:
            self._inbox.put((child, orders.receive(line)))
        self._inbox.put((child, None))

    def _expect(self, kind: type) -> Any:
        """The next event, before the supervisor's thread runs. Raises what it says went wrong."""
        try:
            _, event = self._inbox.get(timeout=OPEN_S)
        except queue.Empty:
            raise RealtimeGenError("the engine process does not answer: is the machine out of memory?") from None
        if isinstance(event, orders.Failed):
            raise failure(event, "engine")
        if not isinstance(event, kind):
            raise RealtimeGenError(f"the engine process ended ({self._cause_of_death()}) before it played")
        return event

    def _cause_of_death(self) -> str:
        try:
            code = self._child.wait(1.0)
        except subprocess.TimeoutExpired:
            return "it closed its pipe"
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    # -- the supervisor's thread --

    def _run(self) -> None:
        while not self._stopping.is_set():
            with suppress(queue.Empty):
                sender, event = self._inbox.get(timeout=TICK_S)
                if sender is None:
                    if self._next_swap is not None:
                        self._next_swap.failed("another model was asked for meanwhile")
                    self._next_swap = event
                elif sender is self._child and self._state != "dead":
                    self._hear(event)
            self._watch(time.monotonic())

    def _hear(self, event: Any) -> None:
        match event:
            case None:
                self._lose(f"the engine process ended ({self._cause_of_death()}): starting another")
            case orders.Lost():
                self._lose("the sound device went away: waiting for it to come back")
            case orders.Failed():
                self._lose(f"the engine stopped ({event.reason}): starting another")
            case orders.Waiting():
                self._enter("waiting")
            case orders.Opened():
                self.opened = event
                self._tell(orders.Start())
            case orders.Playing():
                self.opened = replace(self.opened, ring_ms=event.ring_ms, wait_ms=event.wait_ms)
                self._enter("playing")
                self._say(f"playing again on {self.opened.device}")
            case orders.Said():
                self._say(event.line)
            case orders.Longer():
                self.opened = replace(self.opened, ring_ms=event.ring_ms, wait_ms=event.wait_ms)
                self._say(f"the sound device takes so much at once that {event.ring_ms:.0f} ms are kept in the ring")
            case orders.Built() if self._building is not None:
                swap, self._fading = self._building, True
                self._building = None
                self._order = self._next_order
                self._tell(orders.Swap(swap.ready(event)))
            case orders.NotBuilt() if self._building is not None:
                self._building.failed(event.reason)
                self._building = None
            case orders.Swapped():
                self.opened = replace(self.opened, ring_ms=event.ring_ms, wait_ms=event.wait_ms)
                self._fading = False

    def _watch(self, now: float) -> None:
        if self._state == "dead" and now >= self._retry_at:
            try:
                self._child = self._spawn()
            except OSError as error:  # no memory, no process left: tried again
                self._say(f"no engine process can be started ({error.strerror}): trying again")
                self._retry_at = now + RETRY_S[-1]
                return
            self._enter("starting")
            self._tell(self._order)
        elif self._state == "starting" and now - self._since > OPEN_S:
            self._lose("the engine process does not answer: starting another")
        elif self._state == "playing":
            self._watch_playing(now)
            if self._next_swap is not None and self._building is None and not self._fading:
                self._build(self._next_swap)

    def _watch_playing(self, now: float) -> None:
        callbacks = self._link.callbacks
        if callbacks != self._callbacks:
            self._callbacks, self._called_at = callbacks, now
        # PulseAudio may fill its buffer at once and then think for three seconds.
        patience = SILENT_S if now - self._since > FIRST_SOUND_S else FIRST_SOUND_S
        if now - max(self._called_at, self._since) > patience:
            self._lose("the sound device has stopped asking for sound: opening it anew")
        elif 1e-9 * (time.monotonic_ns() - self._link.engine_beat_ns) > HUNG_S:
            self._lose("the engine hangs: starting another")
        elif now - self._since > SETTLED_S:
            self._deaths = 0

    def _build(self, swap: Swap) -> None:
        desk = 1 - self._order.desk
        self._building, self._next_swap = swap, None
        try:
            model, quality = swap.prepare(desk)
        except (RealtimeGenError, OSError, ValueError) as error:  # ValueError: more parameters than there may be
            self._building = None
            swap.failed(str(error))
            return
        self._next_order = replace(self._order, model=model, quality=quality, desk=desk, seed=swap.seed)
        self._tell(orders.Build(model, quality, self._order.inverter, desk, swap.seed))

    def _lose(self, what: str) -> None:
        """This child is of no more use: make sure of it, and see to another."""
        self._say(what)
        self._child.kill()
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(LEAVE_S)
        if self._building is not None:
            self._building.failed("the engine stopped while it loaded this model")
        self._building, self._fading = None, False  # what was being faded in is what the next one plays
        self._retry_at = time.monotonic() + RETRY_S[min(self._deaths, len(RETRY_S) - 1)]
        self._deaths += 1
        self.restarts += 1
        self._enter("dead")

    def _enter(self, state: str) -> None:
        self._state, self._since = state, time.monotonic()
        _log.info("engine process %d: %s", self._child.pid, state)

    def _tell(self, order: Any) -> None:
        with suppress(OSError):  # it has died: the end of its output says so too
            assert self._child.stdin is not None
            orders.send(self._child.stdin, order)


def failure(event: orders.Failed, process: str) -> RealtimeGenError:
    """What went wrong in a process, as it would have been raised here."""
    kind = getattr(errors, event.kind, None)
    if isinstance(kind, type) and issubclass(kind, RealtimeGenError):
        return kind(event.reason)
    return RealtimeGenError(
        f"the {process} stopped ({event.kind}: {event.reason}): please report this with the command"
    )
