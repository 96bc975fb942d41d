"""Everything the port sends: feedback, status, answers, errors. For the server's thread only; nothing here waits.

Answers and status queue in an outbox with a cap, and what does not fit is lost. Values are not queued: for each target
it is remembered which of them it has not been told, and it is told what they are when its turn comes. So a subscriber
may be late, on a busy machine, but never left with a value that is over; and a value that moves faster than it can be
told costs no more than one that does not. The server sends some of both between two batches of received packets.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from realtime.osc.clients import MAX_CLIENTS, Clients
from realtime.osc.feedback import Feedback, encode, encode_status
from realtime.osc.namespace import sent
from realtime.osc.port import BATCH
from realtime.osc.protocol import MAX_ARGUMENTS
from realtime.osc.sources import Packet, Source, shown
from realtime.values import Values

STATUS_TICKS = 2  # status with every other tick
MAX_OUTBOX = 8192  # datagrams
MOST_NAMES_BYTES = 16 << 10  # of presets in one answer
SYNCS_A_TICK = 4  # of who is no client; the rest waits for the next
SHARE = 8  # values that a target is told before the next has its turn
NAMES = -1  # stands for the names of the presets among the numbers of the values
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
        self._untold: dict[Source, dict[int, None]] = {}  # numbers of the feedback, by the target that awaits them
        self._to_sync: dict[Source, None] = {}  # who awaits all of them, as of the next look
        self._ticks = 0
        self.preset = ""  # recalled last
        self.sender: Source | None = None  # who played last
        self._to_list: dict[Source, None] = {}  # who has asked for the names of the presets
        self._names: bytes | None = None
        self._names_are_new = False
        self.rebind(values)

    def rebind(self, values: Values) -> None:
        """Other values from now on, which every client is told."""
        self._feedback = Feedback(values)
        self._untold = {}
        self._to_sync.update(dict.fromkeys(self.clients.targets))

    @property
    def waiting(self) -> bool:
        return bool(self._outbox or self._untold)

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
        """With the next tick: the answer is much longer than the question."""
        self._note(self._to_list, who)

    def sync(self, who: Source) -> None:
        self._note(self._to_sync, who)

    def _note(self, waiting: dict[Source, None], who: Source) -> None:
        target = self.clients.reply_target(who)
        if target in self.clients.targets or len(waiting) < MAX_CLIENTS:
            waiting[target] = None

    def subscribe(self, who: Source, port: int | None, now: float) -> None:
        """Raises OscError."""
        self._to_sync[self.clients.subscribe(who, port, now)] = None

    def unsubscribe(self, who: Source, port: int | None) -> None:
        """Raises OscError."""
        target = self.clients.unsubscribe(who, port)
        self._to_sync.pop(target, None)
        self._untold.pop(target, None)

    def complain(self, who: Source, text: str) -> None:
        """Send /rt/error, unless enough of them were sent this second."""
        if self.clients.may_complain(who):
            printable = "".join(c if c.isprintable() else "?" for c in text[:200])
            self._put(encode("/rt/error", "s", printable), self.clients.reply_target(who))
            _log.info("OSC refused, from %s: %s", shown(who), printable)

    def tick(self) -> None:
        """Queue what has changed since the last tick, and the status with every other."""
        self._ticks += 1
        told = self._feedback.changes()
        if self._names_are_new and self._names is not None:
            told.append((NAMES, None))
        self._names_are_new = False
        for client in self.clients if told else ():
            untold = self._untold.setdefault(client.target, {})
            for number, cause in told:
                if client is not cause:
                    untold[number] = None
                else:
                    untold.pop(number, None)
        for target in self._in_turn(self._to_sync):
            self._untold[target] = dict.fromkeys((*range(len(self._feedback)), NAMES))
        for target in self._in_turn(self._to_list):
            self._untold.setdefault(target, {})[NAMES] = None
        if self._ticks % STATUS_TICKS == 0 and len(self.clients):
            status = {**self._ask_status(), "preset": self.preset, "clients": len(self.clients)}
            status["sender"] = shown(self.sender) if self.sender is not None else None
            for message in encode_status(STATUS, status):
                for client in self.clients:
                    self._put(message, client.target)

    def _in_turn(self, waiting: dict[Source, None]) -> list[Source]:
        """Who of these is told now: every client, and some of the others."""
        targets = self.clients.targets
        now = [target for target in waiting if target in targets]
        now += [target for target in waiting if target not in targets][:SYNCS_A_TICK]
        for target in now:
            del waiting[target]
        return now

    def send(self, by: Callable[[list[Packet]], int]) -> None:
        """Give one batch to the port."""
        most = BATCH // 2 if self._untold else BATCH
        batch = [self._outbox.popleft() for _ in range(min(most, len(self._outbox)))]
        while self._untold and len(batch) < BATCH:
            target = next(iter(self._untold))
            numbers = self._untold.pop(target)
            for number in list(islice(numbers, min(SHARE, BATCH - len(batch)))):
                del numbers[number]
                message = self._names if number == NAMES else self._feedback.message(number)
                if message is not None:
                    batch.append((message, target))
            if numbers:
                self._untold[target] = numbers  # behind the others
        if batch:
            self._counters["unsent"] += by(batch)

    def _ask_status(self) -> Mapping[str, object]:
        try:
            return self._status() if self._status is not None else {}
        except Exception:
            self._complaints.log("the status is not to be had")
            return {}

    def _put(self, datagram: bytes, target: Source) -> None:
        if len(self._outbox) < MAX_OUTBOX:
            self._outbox.append((datagram, target))
        else:
            self._counters["unsent"] += 1
