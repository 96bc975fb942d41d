"""The web port: one thread with an event loop, which serves the page, its WebSocket and OSCQuery.

It is nicer than the rest of the program, waits for nothing but its sockets, and the sound does not know of it. Whatever
a peer can make grow has a cap: connections (`door`), browsers, what waits for each (`port`), what each may send
(`bridge`).
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import cast

from aiohttp import web

from realtime.config import Settings
from realtime.osc.allowed import Allowed
from realtime.osc.client import reachable
from realtime.osc.sending import Complaints
from realtime.osc.sources import cannot_listen, resolve
from realtime.privileges import yield_to_the_rest
from realtime.web.access import TOKEN, Access
from realtime.web.door import Door
from realtime.web.requests import Requests, Shown
from realtime.web.spectrum import stream

MAX_HEADER = 4096  # bytes of the URL, and of a header
KEEP_ALIVE_S = 15.0
STOP_WITHIN_S = 2.0
NICENESS_MORE = 5  # than the rest of the program, which this thread yields to


class WebServer:
    """Serves from `start` to `stop`, of any thread, at `settings.web_host` and `settings.web`.

    warn: called with sentences for the person at the terminal. Raises UsageError for an --osc-allow that is none.
    """

    def __init__(self, settings: Settings, shown: Shown, warn: Callable[[str], None]) -> None:
        self.host, self.port = settings.web_host, settings.web or 0
        self._settings, self._shown, self._warn = settings, shown, warn
        self._allowed = Allowed.parse(settings.osc_allow)
        self._thread: threading.Thread | None = None
        self._complaints = Complaints()
        self.announced: list[str] = []  # names by mDNS, some seconds after the start

    def start(self, osc_port: int) -> None:
        """Opens the port. osc_port: where messages go. Raises NetworkError: port taken, host not ours."""
        if self._thread is not None:
            return
        family, address = resolve(self.host, self.port, "--web-host")
        try:
            self._socket = socket.create_server(address, family=family, backlog=64)
        except OSError as error:
            where = f"{self.host}:{self.port}"
            raise cannot_listen("serve the page", where, error, "--web-host", "--web") from None
        self.port = int(self._socket.getsockname()[1])
        self.access = Access(address[0], self.port, self.host, self._allowed)
        self.requests = Requests(
            self._shown, self._settings.quality, self.access,
            resolve(reachable(self._settings.osc_host), osc_port, "--osc-host")[1], self._settings.osc_host, self.port,
            self._complaints,
        )  # fmt: skip
        self._osc_port = osc_port
        self._loop = asyncio.SelectorEventLoop()  # `port` wants one that watches sockets
        self._stopping = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="web", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Says goodbye to every browser and closes the port. Harmless when it is not open."""
        thread, self._thread = self._thread, None
        if thread is not None:
            with suppress(RuntimeError):  # the loop has ended already, of a mistake of ours
                self._loop.call_soon_threadsafe(self._stopping.set)
            thread.join(2.0 * STOP_WITHIN_S)

    @property
    def url(self) -> str:
        """What to open in a browser, on this machine or, if the port is open to others, on theirs."""
        name = own_address() if self.host in ("", "0.0.0.0", "::") else self.host
        name = f"[{name}]" if ":" in name else name
        token = f"?{TOKEN}={self.access.token}" if self.access.token else ""
        return f"http://{name}:{self.port}/{token}"

    # -- the thread ---------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        yield_to_the_rest(NICENESS_MORE)
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(self._stumbled)
        try:
            self._loop.run_until_complete(self._serve())
        except Exception:
            self._complaints.log("the web server has ended")
            self._warn("the page is gone: the web server has ended; the music goes on")
        finally:
            self._socket.close()
            self._loop.close()

    def _stumbled(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        """A mistake of ours, or no more file descriptors: said once of each kind."""
        what = str(context.get("message", "the web server stumbled"))
        if what not in self._complaints.seen:
            self._complaints.seen.add(what)
            error = cast(Exception | None, context.get("exception"))
            logging.getLogger(__name__).error(what, exc_info=error)

    async def _serve(self) -> None:
        runner = web.AppRunner(
            self.requests.application(), access_log=None, logger=_silent(), handle_signals=False,
            keepalive_timeout=KEEP_ALIVE_S, max_line_size=MAX_HEADER, max_field_size=MAX_HEADER, lingering_time=1.0,
            shutdown_timeout=STOP_WITHIN_S,
        )  # fmt: skip
        await runner.setup()
        self.door = Door(cast(Callable[[], asyncio.Protocol], runner.server))
        listening = await self._loop.create_server(self.door, sock=self._socket)
        tasks = [
            asyncio.create_task(work)
            for work in (self.door.sweep(), stream(self._shown.link, self.requests.browsers), self._announce())
        ]
        try:
            await self._stopping.wait()
        finally:
            listening.close()
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=STOP_WITHIN_S)
            with suppress(TimeoutError):
                async with asyncio.timeout(STOP_WITHIN_S):
                    everybody = {*self.requests.browsers, *self.requests.listeners}
                    await asyncio.gather(*(one.socket.close(code=1001) for one in everybody))
            self.requests.query.status.close()
            for guard in list(self.door.inside):
                guard.transport.abort()
            await runner.cleanup()

    async def _announce(self) -> None:
        """Tell the network, for as long as this task lives."""
        try:  # an import of half a second, which nobody here waits for
            announce = await self._loop.run_in_executor(None, import_module, "realtime.web.announce")
            osc, page = (self._settings.osc_host, self._osc_port), (self.host, self.port)
            services = [(announce.OSC_UDP, *osc), (announce.OSC_TCP, *osc), (announce.OSCQUERY, *page)]
            announcement = announce.Announcement([announce.Service(*one) for one in services], self._warn)
        except Exception:
            self._complaints.log("nothing is announced by mDNS")
            return
        try:
            self.announced = announcement.names
            await announcement.announce()
            await asyncio.Event().wait()
        finally:
            await announcement.withdraw()


def own_address() -> str:
    """This machine's address in its network, as far as it has one."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing: the system only chooses from where it would
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def _silent() -> logging.Logger:
    """For aiohttp, which would write a line for whatever nonsense a peer sends. Our own mistakes are logged apart."""
    logger = logging.getLogger("realtime.web.peers")
    logger.setLevel(logging.CRITICAL + 1)
    return logger
