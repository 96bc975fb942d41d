"""The web port: one thread with an event loop, which serves the page, its WebSocket and OSCQuery.

It is nicer than the rest of the program, waits for nothing but its sockets, and the sound does not know of it. Whatever
a peer can make grow has a cap: connections (`door`), browsers, what waits for each (`port`), what each may send
(`bridge`).
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib import import_module
from typing import Protocol, cast

from aiohttp import web

from realtime.audio.link import AudioLink
from realtime.bundle import Model
from realtime.config import Settings
from realtime.errors import NetworkError
from realtime.osc.allowed import Allowed
from realtime.osc.client import reachable
from realtime.osc.sending import Complaints
from realtime.osc.sources import resolve
from realtime.parameters import Registry
from realtime.privileges import lower_niceness
from realtime.values import Values
from realtime.web.about import describe
from realtime.web.access import TOKEN, Access, announced_host
from realtime.web.bridge import Browser, accept_socket
from realtime.web.door import Door, Guard
from realtime.web.oscquery import Listener, Query, Trees
from realtime.web.pages import INDEX, Pages, add_headers, refused
from realtime.web.spectrum import stream

NAME = "realtime-gen"
MAX_BROWSERS, MAX_LISTENERS = 32, 16
MAX_HEADER = 4096  # bytes of the URL, and of a header
KEEP_ALIVE_S = 15.0
STOP_WITHIN_S = 2.0
NICENESS = 5  # this thread yields to whatever else there is to do

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Shown(Protocol):
    """What the page shows, read from the thread of the server: a `stage.Stage`."""

    @property
    def model(self) -> Model: ...
    @property
    def values(self) -> Values: ...
    @property
    def link(self) -> AudioLink: ...
    @property
    def latency_ms(self) -> float: ...


class WebServer:
    """Serves from `start` to `stop`, of any thread, at `settings.web_host` and `settings.web`.

    warn: called with sentences for the person at the terminal. Raises UsageError for an --osc-allow that is none.
    """

    def __init__(self, settings: Settings, shown: Shown, warn: Callable[[str], None]) -> None:
        self.host, self.port = settings.web_host, settings.web or 0
        self._settings, self._shown, self._warn = settings, shown, warn
        self._allowed = Allowed.parse(settings.osc_allow)
        self._thread: threading.Thread | None = None
        self._browsers: set[Browser] = set()
        self._listeners: set[Browser] = set()
        self._complaints = Complaints()
        self._pages = Pages()

    def start(self, osc_port: int) -> None:
        """Opens the port. osc_port: where messages go. Raises NetworkError: port taken, host not ours."""
        if self._thread is not None:
            return
        family, address = resolve(self.host, self.port, "--web-host")
        try:
            self._socket = socket.create_server(address, family=family, backlog=64)
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else error
            raise NetworkError(
                f"cannot serve the page on {self.host}:{self.port} ({reason}): "
                "close the program that has the port or choose another with --web"
            ) from None
        self.port = int(self._socket.getsockname()[1])
        self.access = Access(address[0], (self.host, announced_host(self.port)), self._allowed)
        self.access.cookie = f"realtime-gen-{self.port}"  # a browser keeps one jar for all ports of a host
        self._osc = resolve(reachable(self._settings.osc_host), osc_port, "--osc-host")[1]
        self._trees = Trees(lambda: self._shown.model.bundle.name, lambda: self._shown.values)
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="web", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Says goodbye to every browser and closes the port. Harmless when it is not open."""
        thread, self._thread = self._thread, None
        if thread is not None:
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
        lower_niceness(NICENESS)
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
        application = web.Application(middlewares=[self._check], client_max_size=1024)
        application.on_response_prepare.append(add_headers)
        application.router.add_get("/ws", self._browser)
        application.router.add_get("/page.json", self._about)
        application.router.add_get("/page/{name}", self._page)
        application.router.add_get("/", self._root)
        application.router.add_get("/{path:.+}", self._query)
        runner = web.AppRunner(
            application, access_log=None, logger=_silent(), handle_signals=False, keepalive_timeout=KEEP_ALIVE_S,
            max_line_size=MAX_HEADER, max_field_size=MAX_HEADER, lingering_time=1.0, shutdown_timeout=STOP_WITHIN_S,
        )  # fmt: skip
        await runner.setup()
        self._queries = Query(self._trees, self._osc, self._settings.osc_host, self.port, NAME)
        self.door = Door(cast(Callable[[], asyncio.Protocol], runner.server))
        listening = await self._loop.create_server(self.door, sock=self._socket)
        tasks = [
            asyncio.create_task(work)
            for work in (self.door.sweep(), stream(self._shown.link, self._browsers), self._announce())
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
                    everybody = {*self._browsers, *self._listeners}
                    await asyncio.gather(*(one.socket.close(code=1001) for one in everybody))
            self._queries.status.close()
            for guard in list(self.door.inside):
                guard.transport.abort()
            await runner.cleanup()

    async def _announce(self) -> None:
        """Tell the network, for as long as this task lives."""
        try:  # an import of half a second, which nobody here waits for
            announce = await self._loop.run_in_executor(None, import_module, "realtime.web.announce")
            osc, page = (self._settings.osc_host, self._osc[1]), (self.host, self.port)
            services = [(announce.OSC_UDP, *osc), (announce.OSC_TCP, *osc), (announce.OSCQUERY, *page)]
            announcement = announce.Announcement([announce.Service(*one) for one in services], self._warn)
        except Exception:
            self._complaints.log("nothing is announced by mDNS")
            return
        try:
            await announcement.announce()
            await asyncio.Event().wait()
        finally:
            await announcement.withdraw()

    # -- requests -----------------------------------------------------------------------------------------------------

    @web.middleware
    async def _check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """What every request goes through."""
        guard_of(request).requested()
        if not self.access.is_ours(request):
            raise web.HTTPForbidden(text="this request comes from a page, or by a name, that is not ours")
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception:
            self._complaints.log(f"the web server stumbled over {request.match_info.route.name or 'a request'}")
            raise web.HTTPInternalServerError(text="the web server stumbled") from None

    async def _root(self, request: web.Request) -> web.StreamResponse:
        """The page for a browser, OSCQuery for everybody else."""
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self._listen(request)
        if "text/html" not in request.headers.get("Accept", ""):
            return await self._query(request)
        if not self.access.has_token(request):
            return refused()
        if TOKEN in request.query and self.access.token is not None:
            # Out of the address bar, where it would be seen and shared. Lax: the link may be opened from elsewhere.
            response = web.Response(status=303, headers={"Location": "/", "Cache-Control": "no-store"})
            response.set_cookie(self.access.cookie, self.access.token, httponly=True, samesite="Lax")
            return response
        return self._pages.answer(INDEX, request)

    async def _page(self, request: web.Request) -> web.Response:
        self._want_token(request)
        return self._pages.answer(request.match_info["name"], request)

    async def _about(self, request: web.Request) -> web.Response:
        self._want_token(request)
        bundle = self._shown.model.bundle
        about = describe(bundle, Registry(bundle), self._settings.quality, self._shown.latency_ms)
        body = json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode()
        return web.Response(
            body=body, content_type="application/json", charset="utf-8", headers={"Cache-Control": "no-store"}
        )

    async def _query(self, request: web.Request) -> web.Response:
        self._want_reader(request)
        return await self._queries.answer(request)

    async def _listen(self, request: web.Request) -> web.StreamResponse:
        self._want_reader(request)
        may_set = self.access.may_set(request)
        return await self._serve_socket(
            request,
            self._listeners,
            MAX_LISTENERS,
            lambda socket, guard: Listener(socket, guard, self._osc, self._trees, may_set),
        )

    async def _browser(self, request: web.Request) -> web.StreamResponse:
        self._want_token(request)
        return await self._serve_socket(
            request, self._browsers, MAX_BROWSERS, lambda socket, guard: Browser(socket, guard, self._osc)
        )

    async def _serve_socket(
        self,
        request: web.Request,
        those: set[Browser],
        most: int,
        make: Callable[[web.WebSocketResponse, Guard], Browser],
    ) -> web.StreamResponse:
        if len(those) >= most:
            raise web.HTTPServiceUnavailable(text=f"{most} play here already")
        guard = guard_of(request)
        browser = make(accept_socket(), guard)
        those.add(browser)
        try:
            browser.port.open()
            await browser.socket.prepare(request)  # answers what is no WebSocket with 400
            guard.trust()
            await browser.serve()
        finally:
            those.discard(browser)
            browser.port.close()
            guard.leaving()
        return browser.socket

    def _want_reader(self, request: web.Request) -> None:
        if not self.access.may_read(request):
            raise web.HTTPForbidden(text="--osc-allow does not name this address")

    def _want_token(self, request: web.Request) -> None:
        if not self.access.has_token(request):
            raise web.HTTPUnauthorized(text="open the address that realtime-gen printed when it started")


def guard_of(request: web.Request) -> Guard:
    transport = request.transport
    if transport is None:
        raise web.HTTPBadRequest(text="gone")
    return cast(Guard, transport.get_protocol())


def own_address() -> str:
    """This machine's address in its network, as far as it has one."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing: the system only chooses from where it would
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def _silent() -> logging.Logger:
    """For aiohttp, which would write a line for whatever nonsense a peer sends. Our own mistakes are logged apart."""
    logger = logging.getLogger("realtime.web.peers")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    return logger
