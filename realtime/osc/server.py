"""The OSC port: one thread that receives, obeys, schedules and sends feedback.

The thread waits on its own socket and never for anything else: nothing is sent that would block, a bundle in the future
waits in a heap while other messages pass, and whatever an outsider can make grow (schedule, outbox, clients, errors)
has a cap. Packets are taken in batches with other work in between, so that a flood cannot starve the feedback nor the
feedback the faders. It runs in the steering process; the sound does not depend on it.

    port ─► protocol.parse ─► dispatch ─► namespace ─► values, stage
      ▲                          └─► sending: errors, answers
      └───────────────────────────── sending: feedback, status ◄── values
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from realtime.osc.addresses import Addresses
from realtime.osc.allowed import Allowed
from realtime.osc.dispatch import Dispatcher
from realtime.osc.namespace import Bound, Stage
from realtime.osc.performing import Line
from realtime.osc.port import Port, Sockets, bind
from realtime.osc.protocol import OscError, parse
from realtime.osc.sending import Complaints, Sending
from realtime.osc.sources import Packet, Source, Wire
from realtime.presets import Presets
from realtime.presets.recall import Message
from realtime.privileges import NICENESS, raise_niceness
from realtime.values import Values

Subscriber = tuple[str, int, int]  # address and port that it sends from, port to which it is sent

TICK_S = 0.05  # feedback at most 20 times a second
RECEIVE_S = 0.005  # then other work gets its turn, if packets are large
TICKS_A_SECOND = round(1.0 / TICK_S)
MAX_REPORTS = 256  # of the stage, waiting to be sent
NICENESS_MORE = -5  # than the rest of the process; the steering process may give it more (`urgency`)


class OscServer:
    """Lets OSC play `values`. `start`, `stop` and `rebind` from any thread; `counters` may be read from any thread.

    feedback: (host, port) that receives feedback for ever, and the port at which other hosts do by default.
    status: called 10 times a second from the server's thread, must not block: {level: (left, right) dBFS, load,
    underruns, latency_ms, model}, any of them missing.
    stage: changes models and makes takes; without it those addresses answer with an error.
    heard: called on the server's thread with each message of the performance when it takes effect: its address, never a
    pattern, and its arguments, clamped. Must not block.
    allowed: who may play from other machines; None: everyone who reaches the port.
    presets: of the model whose values these are; without them those addresses answer with an error.
    ticked: called on the server's thread TICKS_A_SECOND times a second, with the monotonic time. Must not block.
    sockets: bound for this port already, instead of to `host` and `port`.
    """

    def __init__(
        self,
        values: Values,
        host: str = "127.0.0.1",
        port: int = 9000,
        feedback: tuple[str, int] | None = None,
        status: Callable[[], Mapping[str, object]] | None = None,
        stage: Stage | None = None,
        heard: Callable[[str, Bound], None] | None = None,
        allowed: Allowed | None = None,
        presets: Presets | None = None,
        ticked: Callable[[float], None] | None = None,
        sockets: Sockets | None = None,
    ) -> None:
        self.values = values
        self.host = host
        self.port = port
        self.client_timeout_s = 60.0
        names = ("received", "malformed", "refused", "scheduled", "dropped", "unsent", "forbidden")
        self.counters = dict.fromkeys(names, 0)
        self._feedback_to, self._status, self._stage, self._heard = feedback, status, stage, heard
        self._allowed = allowed or Allowed()
        self._presets = presets
        self._ticked, self._sockets = ticked, sockets
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._jobs: deque[Callable[[], None]] = deque()  # from other threads

    # -- from any thread ----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Opens the port, for UDP and TCP. Raises NetworkError if it is taken or the host is not ours."""
        if self._thread is not None:
            return
        sockets = self._sockets or bind(self.host, self.port)
        self._port = Port(sockets, self._feedback_to, self._allowed, self.counters)
        self.port = self._port.port
        self._complaints = Complaints()
        self._sending = Sending(self.values, self._port.permanent, self._status, self._complaints, self.counters)
        self._dispatcher = Dispatcher(
            self.values, self._sending, self.counters, self._complaints, self._stage, self._heard, self._report_to,
            self._presets,
        )  # fmt: skip
        self._packets: deque[Packet] = deque()
        self._ticks = 0
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="osc", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Closes the port; scheduled messages are forgotten. Harmless when it is not open."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping.set()
            self._port.wake()
            if thread is not threading.current_thread():
                thread.join(2.0)

    def rebind(
        self,
        values: Values,
        model: str | None = None,
        carry: Callable[[Values, Values], None] | None = None,
        presets: Presets | None = None,
    ) -> threading.Event:
        """Play other values, of another model, from some message on. Returns at once what is set when that is done.

        Every client is sent all of them. Messages waiting for their time stay if the other model has their address,
        else they count as "dropped".
        carry: called at the moment of the change, between two messages, with the values until then and those from then
        on, to take over what shall last; no message is lost between them. On the server's thread; must not block.
        model: its name, told to `heard` as /rt/model at that moment. presets: of this model.
        """
        addresses, done = Addresses(values.registry), threading.Event()

        def change() -> None:
            if carry is not None:
                try:
                    carry(self.values, values)
                except Exception:
                    self._complaints.log("the values of the last model are not all carried over")
            self.values = values
            self._sending.rebind(values)
            self._dispatcher.rebind(values, addresses, model, presets)
            done.set()

        self._post(change)
        return done

    def perform(self, lines: Iterable[Line], began: float | None = None) -> None:
        """Obey a score, instead of another. lines: seconds, address, arguments, in order of time, since `began`
        (monotonic; None: now), for the model that plays by then; a change of the model makes the rest wait for it."""
        since = time.monotonic() if began is None else began
        self._post(lambda: self._dispatcher.perform(lines, since))

    def run_soon(self, job: Callable[[], None]) -> None:
        """Do this on the server's thread, between two packets. It must not block."""
        self._post(job)

    def going_on(self) -> list[Message]:
        """Messages that let what moves by itself go on from where the values are now. The server's thread only."""
        return self._dispatcher.going_on()

    def subscribe(self, subscribers: Iterable[Subscriber]) -> None:
        """Feedback for these, who had it from another server at this port. They are sent every value."""

        def subscribe() -> None:
            for host, port, target in subscribers:
                with suppress(OscError):
                    self._sending.subscribe((host, port), target, time.monotonic())

        self._post(subscribe)

    def __enter__(self) -> OscServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _post(self, job: Callable[[], None]) -> None:
        """Have the server's thread do this soon."""
        self._jobs.append(job)
        if self._thread is not None:
            self._port.wake()

    def _report_to(self, who: Source) -> Callable[[str], None]:
        """What a stage is given to tell `who` later that something went wrong."""

        def report(sentence: str) -> None:
            if len(self._jobs) < MAX_REPORTS:
                self._post(lambda: self._sending.complain(who, sentence))

        return report

    # -- on the server's thread ---------------------------------------------------------------------------------------

    @property
    def subscribers(self) -> list[Subscriber]:
        """Who receives feedback over UDP, but for the target of `feedback`."""
        return [
            (client.source[0], client.source[1], client.target[1])
            for client in self._sending.clients
            if not isinstance(client.target, Wire) and client.source != self._port.permanent
        ]

    def score_position(self, now: float) -> tuple[int, float]:
        """How many lines of the score that is performed have been obeyed, and when it began (monotonic), later by as
        much as it has waited."""
        return self._dispatcher.score.taken, self._dispatcher.score.began(now)

    @property
    def preset(self) -> str:
        """That was recalled last; "" after none."""
        return self._sending.preset

    # -- the thread ---------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        raise_niceness(NICENESS + NICENESS_MORE)
        tick_at = time.monotonic()
        try:
            while not self._stopping.is_set():
                busy = self._packets or self._sending.waiting
                wake_at = min(tick_at, self._dispatcher.next_at)
                try:
                    self._port.wait(0.0 if busy else wake_at - time.monotonic())
                    while self._jobs:
                        self._jobs.popleft()()
                    self._receive()
                    now = time.monotonic()
                    self._dispatcher.obey_scheduled(now)
                    if now >= tick_at:
                        tick_at = now + TICK_S
                        self._tick(now)
                    self._sending.send(self._port.send)
                except Exception:  # a mistake of ours must cost one message, never the port
                    self._complaints.log("the OSC server stumbled")
                    time.sleep(0.001)
        finally:
            self._port.close()

    def _receive(self) -> None:
        if not self._packets:
            self._packets.extend(self._port.receive())
        enough_at = time.monotonic() + RECEIVE_S
        while self._packets and (now := time.monotonic()) < enough_at:
            packet, who = self._packets.popleft()
            self._sending.clients.heard(who, now)
            try:
                messages = parse(packet)
            except OscError as error:
                self.counters["malformed"] += 1
                self._sending.complain(who, f"malformed packet: {error}")
                continue
            self._dispatcher.packet(messages, who)

    def _tick(self, now: float) -> None:
        clients = self._sending.clients
        self._ticks += 1
        if self._ticks % TICKS_A_SECOND == 0:
            clients.forgive()
        self._port.tick(now, clients.has)
        clients.expire(now - self.client_timeout_s, self._port.is_open)
        self._dispatcher.tick()
        self._sending.tick()
        if self._ticked is not None:
            self._ticked(now)
