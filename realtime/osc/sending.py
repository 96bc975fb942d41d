"""Everything the port sends: feedback, status, answers, errors. For the server's thread only; nothing here waits.

Datagrams queue in an outbox with a cap, from which the server sends some between two batches of received packets.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence

from realtime.osc.clients import MAX_CLIENTS, Clients
from realtime.osc.feedback import Feedback, encode, encode_status
from realtime.osc.namespace import sent
from realtime.osc.port import BATCH
from realtime.osc.protocol import MAX_ARGUMENTS
from realtime.osc.sources import Packet, Source
from realtime.values import Values

STATUS_TICKS = 2  # status with every other tick
MAX_OUTBOX = 8192  # datagrams
MOST_NAMES_BYTES = 16 << 10  # of presets in one answer
SYNCS_A_TICK = 4  # the rest waits for the next
PONG = encode("/rt/pong", "")
STATUS = {entry.address: entry for entry in sent()}

_log = logging.getLogger(__name__)


class Complaints:
    """Logs a mistake of ours with its traceback, each kind once, or a flood would fill the log."""

    def __init__(self) -> None:
        self.seen: set[str] = set()  # of a fixed set of texts

    def log(self, what: str) -> None:
        """To be called while the exception is handled."""
        if what not in self.seen:
            self.seen.add(what)
            _log.exception(what)


class Sending:
    """permanent: the target of --feedback. status: see `OscServer`. counters: of which it counts "unsent"."""

    def __init__(
        self,
        values: Values,
        permanent: Source | None,
        status: Callable[[], Mapping[str, object]] | None,
        complaints: Complaints,
        counters: dict[str, int],
    ) -> None:
        self.clients = Clients(permanent)
        self._status, self._complaints, self._counters = status, complaints, counters
        self._outbox: deque[Packet] = deque()
        self._to_sync: dict[Source, None] = {}
        self._ticks = 0
        self.preset = ""  # recalled last
        self._names: bytes | None = None
        self._names_are_new = False
        self.rebind(values)

    def rebind(self, values: Values) -> None:
        """Other values from now on, which every client is told."""
        self._feedback = Feedback(values)
        self._to_sync.update(dict.fromkeys(client.target for client in self.clients))

    @property
    def waiting(self) -> bool:
        return bool(self._outbox)

    def caused(self, who: Source, name: str, value: float) -> None:
        """`who` asked for this value (before clamping), so it need not be told."""
        client = self.clients.client_of(who)
        if client is not None:
            self._feedback.caused(client, name, value)

    def caused_automatic(self, who: Source, name: str, on: bool) -> None:
        client = self.clients.client_of(who)
        if client is not None:
            self._feedback.caused_automatic(client, name, on)

    def pong(self, who: Source) -> None:
        self._put(PONG, self.clients.reply_target(who))

    def preset_names(self, names: Sequence[str] | None) -> None:
        """The presets there are from now on; clients are told as many as one packet may hold, or nothing with None."""
        self._names_are_new = True
        if names is None:
            self._names = None
            return
        room, told = MOST_NAMES_BYTES, []
        for name in names[:MAX_ARGUMENTS]:
            room -= len(name.encode()) + 4
            if room < 0:
                break
            told.append(name)
        self._names = encode("/rt/preset/names", "s" * len(told), *told)

    def list_presets(self, who: Source) -> None:
        if self._names is not None:
            self._put(self._names, self.clients.reply_target(who))

    def sync(self, who: Source) -> None:
        self._sync_soon(self.clients.reply_target(who))

    def subscribe(self, who: Source, port: int | None, now: float) -> None:
        """Raises OscError."""
        self._sync_soon(self.clients.subscribe(who, port, now))

    def complain(self, who: Source, text: str) -> None:
        """Send /rt/error, unless enough of them were sent this second."""
        if self.clients.may_complain(who):
            printable = "".join(c if c.isprintable() else "?" for c in text[:200])
            self._put(encode("/rt/error", "s", printable), self.clients.reply_target(who))

    def tick(self) -> None:
        """Queue what has changed since the last tick, and the status with every other."""
        self._ticks += 1
        for i, cause in self._feedback.changes():
            for client in self.clients:
                if client is not cause:
                    self._put(self._feedback.message(i), client.target)
        if self._names_are_new and self._names is not None:
            for client in self.clients:
                if client.target not in self._to_sync:
                    self._put(self._names, client.target)
        self._names_are_new = False
        for target in list(self._to_sync)[:SYNCS_A_TICK]:
            del self._to_sync[target]
            for message in (*self._feedback.everything(), *([] if self._names is None else [self._names])):
                self._put(message, target)
        if self._ticks % STATUS_TICKS == 0 and len(self.clients):
            status = {**self._ask_status(), "preset": self.preset, "clients": len(self.clients)}
            for message in encode_status(STATUS, status):
                for client in self.clients:
                    self._put(message, client.target)

    def send(self, by: Callable[[list[Packet]], int]) -> None:
        """Give one batch to the port."""
        batch = [self._outbox.popleft() for _ in range(min(BATCH, len(self._outbox)))]
        if batch:  # what cannot be sent is lost: feedback is repeated with the next change
            self._counters["unsent"] += by(batch)

    def _ask_status(self) -> Mapping[str, object]:
        try:
            return self._status() if self._status is not None else {}
        except Exception:
            self._complaints.log("the status is not to be had")
            return {}

    def _sync_soon(self, target: Source) -> None:
        if len(self._to_sync) < MAX_CLIENTS:
            self._to_sync[target] = None

    def _put(self, datagram: bytes, target: Source) -> None:
        if len(self._outbox) < MAX_OUTBOX:
            self._outbox.append((datagram, target))
        else:
            self._counters["unsent"] += 1
