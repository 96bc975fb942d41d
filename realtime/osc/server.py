"""The OSC port: one thread that receives, obeys, schedules and sends feedback.

The thread waits on its own socket and never for anything else: nothing is sent that would block, a bundle in the future
waits in a heap while other messages pass, and whatever an outsider can make grow (schedule, outbox, clients, errors)
has a cap. Packets are taken in batches with other work in between, so that a flood cannot starve the feedback nor the
feedback the faders. It runs in the control process; the sound does not depend on it.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping

from realtime.errors import NetworkError
from realtime.osc.clients import MAX_CLIENTS, Clients, is_loopback
from realtime.osc.feedback import Feedback, encode, encode_status
from realtime.osc.namespace import Addresses, Bound, Entry, Source
from realtime.osc.protocol import MAX_MESSAGES, Message, OscError, parse
from realtime.parameters import Values

RECEIVE_BUFFER = 1 << 20  # bytes; the default loses messages at 10 000 a second (research/runtime.md §4)
BATCH = 64  # packets received, and sent, before other work gets its turn
TICK_S = 0.05  # feedback at most 20 times a second
STATUS_TICKS = 2  # status every 100 ms
MAX_SCHEDULED = 4096
MAX_AHEAD_S = 3600.0  # a bundle further in the future comes from a wrong clock
CLOCK_STEP_S = 0.002  # when the system's clock is set, time tags follow it from then on
MAX_CALLS = 2048  # of one packet, patterns counted with all they match
MAX_NEW_PATTERNS = 32  # a tick; each can cost a millisecond, repeated ones are remembered
MAX_OUTBOX = 8192  # datagrams

PONG = encode("/rt/pong", "")

_log = logging.getLogger(__name__)


class OscServer:
    """Lets OSC play `values`. `start` and `stop` from any thread; `counters` may be read from any thread.

    feedback: (host, port) that receives feedback for ever, and the port at which other hosts do by default.
    status: called 10 times a second from the server's thread, must not block: {level: (left, right) dBFS, load,
    underruns, latency_ms, model}, any of them missing.
    """

    def __init__(
        self,
        values: Values,
        host: str = "127.0.0.1",
        port: int = 9000,
        feedback: tuple[str, int] | None = None,
        status: Callable[[], Mapping[str, object]] | None = None,
    ) -> None:
        self.values = values
        self.host = host
        self.port = port
        self.client_timeout_s = 60.0
        self.counters = dict.fromkeys(("received", "malformed", "refused", "scheduled", "unsent"), 0)
        self._feedback_to = feedback
        self._status = status
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    # -- from any thread ----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Opens the port. Raises NetworkError if it is taken or the host is not ours."""
        if self._thread is not None:
            return
        family, address = _resolve(self.host, self.port, "--osc-host")
        permanent = None
        if self._feedback_to is not None:
            _, permanent = _resolve(*self._feedback_to, "--feedback", family)
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        try:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
            self._socket.setblocking(False)
            self._socket.bind(address)
        except OSError as error:
            self._socket.close()
            raise NetworkError(
                f"cannot listen for OSC on {self.host}:{self.port} ({error.strerror or error}): "
                "close the program that has it or choose another with --osc-port"
            ) from None
        self.port = self._socket.getsockname()[1]
        self._addresses = Addresses(self.values.registry)
        self._feedback = Feedback(self.values)
        self._clients = Clients(permanent)
        # A socket bound to 127.0.0.1 reaches nobody else; what goes to a tablet by --feedback then needs its own.
        self._outward: socket.socket | None = None
        if permanent is not None and is_loopback(self._socket.getsockname()[0]) and not is_loopback(permanent[0]):
            self._outward = socket.socket(family, socket.SOCK_DGRAM)
            self._outward.setblocking(False)
        self._scheduled: list[tuple[float, int, Entry, Bound, Source]] = []
        self._clock_offset = time.time() - time.monotonic()  # one for all, so that equal time tags keep their order
        self._order = itertools.count()
        self._outbox: deque[tuple[bytes, Source]] = deque()
        self._to_sync: dict[Source, None] = {}
        self._new_patterns = 0
        self._ticks = 0
        self._failed: set[str] = set()
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="osc", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Closes the port; scheduled messages are forgotten. Harmless when it is not open."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping.set()
            if thread is not threading.current_thread():
                thread.join(2.0)

    def __enter__(self) -> OscServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -- the thread ---------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        tick_at = time.monotonic()
        with self._socket, selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ)
            while not self._stopping.is_set():
                now = time.monotonic()
                wake = min(tick_at, self._scheduled[0][0]) if self._scheduled else tick_at
                selector.select(0.0 if self._outbox else max(wake - now, 0.0))
                try:
                    self._receive()
                    now = time.monotonic()
                    self._obey_scheduled(now)
                    if now >= tick_at:
                        tick_at = now + TICK_S
                        self._tick(now)
                    self._send_some()
                except Exception:  # a mistake of ours must cost one message, never the port
                    self._log_once("the OSC server stumbled")
                    time.sleep(0.001)
        if self._outward is not None:
            self._outward.close()

    def _receive(self) -> None:
        receive, heard, counters = self._socket.recvfrom, self._clients.heard, self.counters
        now, enough = time.monotonic(), counters["received"] + MAX_MESSAGES
        for _ in range(BATCH):
            if counters["received"] >= enough:  # large bundles
                return
            try:
                packet, sender = receive(65536)
            except OSError:  # nothing more, or (Windows) news of a client that has gone
                return
            who = (sender[0], sender[1])
            heard(who, now)
            try:
                messages = parse(packet)
            except OscError as error:
                counters["malformed"] += 1
                self._complain(who, f"malformed packet: {error}")
                continue
            room = MAX_CALLS
            for message in messages:
                counters["received"] += 1
                try:
                    room -= self._handle(message, who, room)
                except OscError as error:
                    self._refuse(who, message.address, error)

    def _handle(self, message: Message, who: Source, room: int) -> int:
        """Obey or schedule one message. Returns its number of calls: a pattern reaches all that its arguments suit."""
        if self._addresses.is_new_pattern(message.address):
            self._new_patterns += 1
            if self._new_patterns > MAX_NEW_PATTERNS:
                raise OscError("too many different patterns at once")
        entries = self._addresses.find(message.address)
        if len(entries) > room:
            raise OscError(f"a packet that asks for more than {MAX_CALLS} changes")
        due = message.when - self._clock_offset if message.when else 0.0
        ahead = due - time.monotonic()
        if ahead > MAX_AHEAD_S:
            raise OscError("a bundle more than an hour ahead: compare the clocks")
        suited, problem = 0, None
        for entry in entries:
            try:
                bound = entry.bind(message.arguments)
            except OscError as error:
                problem = problem or error
                continue
            suited += 1
            if bound is None:
                continue
            if ahead <= 0.0:
                self._obey(entry, bound, who)
            elif len(self._scheduled) < MAX_SCHEDULED:
                heapq.heappush(self._scheduled, (due, next(self._order), entry, bound, who))
                self.counters["scheduled"] += 1
            else:
                raise OscError(f"more than {MAX_SCHEDULED} messages are waiting for their time")
        if problem is not None and not suited:
            raise problem
        return len(entries)

    def _obey(self, entry: Entry, bound: Bound, who: Source) -> None:
        assert entry.act is not None
        try:
            entry.act(self, who, bound)
        except (OscError, ValueError, TypeError, KeyError) as error:
            self._refuse(who, entry.address, error)
        except Exception as error:
            self._log_once(f"{entry.address} failed")
            self._refuse(who, entry.address, error)

    def _obey_scheduled(self, now: float) -> None:
        for _ in range(BATCH):
            if not self._scheduled or self._scheduled[0][0] > now:
                return
            _, _, entry, bound, who = heapq.heappop(self._scheduled)
            self._obey(entry, bound, who)

    def _log_once(self, what: str) -> None:
        if what not in self._failed:  # a fixed set of texts
            self._failed.add(what)
            _log.exception(what)

    def _refuse(self, who: Source, address: str, error: Exception) -> None:
        self.counters["refused"] += 1
        if not address.startswith(("/rt/error", "/rt/pong", "/rt/status")):  # or two instruments quarrel for ever
            self._complain(who, str(error))

    def _complain(self, who: Source, text: str) -> None:
        """Send /rt/error, unless enough of them were sent this second."""
        if self._clients.may_complain(who):
            printable = "".join(c if c.isprintable() else "?" for c in text[:200])
            self._send(encode("/rt/error", "s", printable), self._clients.reply_target(who))

    # -- what entries ask for (namespace.Host) ------------------------------------------------------------------------

    def set(self, who: Source, name: str, value: float) -> None:
        client = self._clients.client_of(who)
        self.values.set(name, value)
        if client is not None:
            self._feedback.caused(client, name, value)

    def set_automatic(self, who: Source, name: str | None, on: bool) -> None:
        client = self._clients.client_of(who)
        self.values.set_automatic(name, on)
        if client is not None and name is not None and name in self.values.registry:
            self._feedback.caused_automatic(client, name, on)

    def pong(self, who: Source) -> None:
        self._send(PONG, self._clients.reply_target(who))

    def sync(self, who: Source) -> None:
        self._sync_soon(self._clients.reply_target(who))

    def subscribe(self, who: Source, port: int | None) -> None:
        self._sync_soon(self._clients.subscribe(who, port, time.monotonic()))

    def unsubscribe(self, who: Source, port: int | None) -> None:
        self._clients.unsubscribe(who, port)

    # -- sending ------------------------------------------------------------------------------------------------------

    def _tick(self, now: float) -> None:
        self._ticks += 1
        self._new_patterns = 0
        offset = time.time() - time.monotonic()
        if abs(offset - self._clock_offset) > CLOCK_STEP_S:
            self._clock_offset = offset
        if self._ticks % round(1.0 / TICK_S) == 0:
            self._clients.forgive()
        self._clients.expire(now - self.client_timeout_s)
        for i, cause in self._feedback.changes():
            for client in self._clients:
                if client is not cause:
                    self._send(self._feedback.message(i), client.target)
        for target in list(self._to_sync)[:4]:  # the rest waits for the next tick
            del self._to_sync[target]
            for message in self._feedback.everything():
                self._send(message, target)
        if self._ticks % STATUS_TICKS == 0 and len(self._clients):
            status = {**self._ask_status(), "clients": len(self._clients)}
            for message in encode_status(self._addresses.by_address, status):
                for client in self._clients:
                    self._send(message, client.target)

    def _ask_status(self) -> Mapping[str, object]:
        try:
            return self._status() if self._status is not None else {}
        except Exception:
            self._log_once("the status is not to be had")
            return {}

    def _sync_soon(self, target: Source) -> None:
        if len(self._to_sync) < MAX_CLIENTS:
            self._to_sync[target] = None

    def _send(self, datagram: bytes, target: Source) -> None:
        if len(self._outbox) < MAX_OUTBOX:
            self._outbox.append((datagram, target))
        else:
            self.counters["unsent"] += 1

    def _send_some(self) -> None:
        for _ in range(min(BATCH, len(self._outbox))):
            datagram, target = self._outbox.popleft()
            outward = self._outward if self._outward is not None and not is_loopback(target[0]) else self._socket
            try:
                outward.sendto(datagram, target)
            except OSError:  # a full buffer, nobody there: feedback is repeated with the next change
                self.counters["unsent"] += 1


def _resolve(host: str, port: int, option: str, family: int = 0) -> tuple[int, Source]:
    """Family and address of a host name, IPv4 first. Raises NetworkError, which names the option to correct."""
    try:
        if not 0 <= port <= 65535:
            raise OverflowError("ports go from 0 to 65535")
        found = socket.getaddrinfo(host or None, port, family, socket.SOCK_DGRAM, 0, socket.AI_PASSIVE)
    except (OSError, UnicodeError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NetworkError(f"no such host or port as {host}:{port} ({reason}): correct {option}") from None
    found.sort(key=lambda one: one[0] != socket.AF_INET)
    return found[0][0], (str(found[0][4][0]), int(found[0][4][1]))
