"""Who receives feedback, where, and until when. No sockets; for the server's thread only.

A *source* is the (address, port) that a packet came from. A *client* receives feedback at its *target*: the same
address and the port of its /rt/subscribe, else of `--feedback`, else the source's own. A controller sends from one
source, so that its packets keep its client alive and its changes are not sent back to it.

A TCP connection is a source and a target of its own, whatever port its /rt/subscribe names, and is alive until it ends.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from realtime.osc.protocol import OscError
from realtime.osc.sources import Source, Wire, is_loopback, shown

MAX_CLIENTS = 64
_log = logging.getLogger(__name__)

ERRORS_PER_SOURCE, ERRORS_OVERALL = 10, 50  # between two calls of `forgive`, a second


@dataclass(eq=False)
class Client:
    """Someone who receives feedback. heard: monotonic seconds of the last packet. permanent: from --feedback."""

    target: Source
    source: Source
    heard: float
    permanent: bool = False


class Clients:
    """permanent: the target of --feedback."""

    def __init__(self, permanent: Source | None) -> None:
        self._by_target: dict[Source, Client] = {}
        self._by_source: dict[Source, Client] = {}
        self._errors: dict[Source, int] = {}
        self._permanent: Client | None = None
        self._default_port: int | None = None
        if permanent is not None:
            self._permanent = Client(permanent, permanent, 0.0, permanent=True)
            self._default_port = permanent[1]
            self._by_target[permanent] = self._by_source[permanent] = self._permanent

    def __len__(self) -> int:
        return len(self._by_target)

    def __iter__(self) -> Iterator[Client]:
        return iter(self._by_target.values())

    @property
    def targets(self) -> Collection[Source]:
        return self._by_target.keys()

    def heard(self, who: Source, now: float) -> None:
        client = self._by_source.get(who)
        if client is not None:
            client.heard = now

    def expire(self, before: float, is_open: Callable[[Wire], bool]) -> None:
        """Forget everyone who was last heard before that time, and whose connection has ended."""
        for client in list(self):
            who = client.target
            if not (client.permanent or (is_open(who) if isinstance(who, Wire) else client.heard >= before)):
                self._forget(client)

    def reply_target(self, who: Source) -> Source:
        """Where answers to this source go."""
        client = self._by_source.get(who)
        return client.target if client is not None else self._target(who, None)

    def client_of(self, who: Source) -> Client | None:
        """The client whose hand moved the fader, if that is known.

        A source on the host of --feedback that never subscribed is taken for the controller there; not so on this
        machine, where many programs share one address.
        """
        client, permanent = self._by_source.get(who), self._permanent
        if client is None and permanent is not None and who[0] == permanent.target[0] and not is_loopback(who[0]):
            return permanent
        return client

    def subscribe(self, who: Source, port: int | None, now: float) -> Source:
        """Feedback for this source from now on. Returns the target. Raises OscError: bad port, too many clients."""
        target = self._target(who, port)
        client, earlier = self._by_target.get(target), self._by_source.get(who)
        if earlier is not None and earlier is not client:
            self._forget(earlier)  # it wants another port now
        if client is None:
            if len(self) >= MAX_CLIENTS:
                raise OscError(f"{MAX_CLIENTS} clients receive feedback already")
            client = self._by_target[target] = Client(target, who, now)
            _log.info("OSC feedback for %s: %d clients", shown(target), len(self))
        elif client.source != client.target or not client.permanent:
            self._by_source.pop(client.source, None)  # restarted, it sends from another port
        client.source, client.heard = who, now
        self._by_source[who] = client
        return target

    def unsubscribe(self, who: Source, port: int | None) -> Source:
        """No more feedback; the target of --feedback stays. Returns the target. Raises OscError: bad port."""
        client = self._by_source.get(who) if port is None else None
        target = client.target if client is not None else self._target(who, port)
        client = client or self._by_target.get(target)
        if client is not None:
            self._forget(client)
        return target

    def may_complain(self, who: Source) -> bool:
        """Whether one more /rt/error may be sent to this source, and counts it."""
        sent = self._errors.get(who, 0)
        if sent >= ERRORS_PER_SOURCE or sum(self._errors.values()) >= ERRORS_OVERALL:
            return False
        self._errors[who] = sent + 1
        return True

    def forgive(self) -> None:
        self._errors.clear()

    def has(self, who: Source) -> bool:
        """Whether this source subscribed."""
        return who in self._by_source

    def _target(self, who: Source, port: int | None) -> Source:
        if isinstance(who, Wire):
            return who
        if port is not None and not 1024 <= port <= 65535:
            raise OscError(f"feedback goes to a port from 1024 to 65535, not {port}")
        return (who[0], port or self._default_port or who[1])

    def _forget(self, client: Client) -> None:
        self._by_source.pop(client.source, None)
        if client.permanent:
            client.source = client.target
            self._by_source[client.target] = client
        else:
            self._by_target.pop(client.target, None)
            _log.info("OSC feedback for %s ended: %d clients", shown(client.target), len(self))
