"""What each address of the web port answers, and to whom.

/            the page for a browser, OSCQuery for everybody else, over HTTP and WebSocket
/ws          OSC for the page            /page.json  what it knows of the model            /page/...  its files
/rt/...      OSCQuery
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Protocol, cast

from aiohttp import web

from realtime.audio.link import AudioLink
from realtime.bundle import Model
from realtime.osc.sending import Complaints
from realtime.osc.sources import Source
from realtime.parameters import Registry
from realtime.values import Values
from realtime.web.about import describe
from realtime.web.access import TOKEN, Access
from realtime.web.bridge import Browser, accept_socket
from realtime.web.door import Guard
from realtime.web.oscquery import Listener, Query, Trees
from realtime.web.pages import INDEX, Pages, add_headers, refused

MAX_BROWSERS, MAX_LISTENERS = 32, 16

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


class Requests:
    """Who is here, and the answers. osc: address of the OSC port; osc_host: as it was asked to listen."""

    def __init__(
        self, shown: Shown, quality: str, access: Access, osc: Source, osc_host: str, port: int, complaints: Complaints
    ) -> None:
        self.browsers: set[Browser] = set()
        self.listeners: set[Browser] = set()
        self._shown, self._quality, self._access, self._osc = shown, quality, access, osc
        self._complaints = complaints
        self._pages = Pages()
        self._trees = Trees(lambda: shown.model.bundle.name, lambda: shown.values)
        self.query = Query(self._trees, osc, osc_host, port)

    def application(self) -> web.Application:
        application = web.Application(middlewares=[self._check], client_max_size=1024)
        application.on_response_prepare.append(add_headers)
        for path, handler in {
            "/ws": self._browser,
            "/page.json": self._about,
            "/page/{name}": self._page,
            "/": self._root,
            "/{path:.+}": self._query,
        }.items():
            application.router.add_get(path, handler)
        return application

    @web.middleware
    async def _check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """What every request goes through."""
        guard = guard_of(request)
        guard.requested()
        if not self._access.is_ours(request):
            raise web.HTTPForbidden(text="this request comes from a page, or by a name, that is not ours")
        try:
            response = await handler(request)
        except (web.HTTPException, ConnectionError):  # an answer; somebody who has left
            raise
        except Exception:
            self._complaints.log(f"the web server stumbled over {request.match_info.route.name or 'a request'}")
            raise web.HTTPInternalServerError(text="the web server stumbled") from None
        if guard.worn and not guard.trusted:
            response.force_close()
        return response

    async def _root(self, request: web.Request) -> web.StreamResponse:
        """The page for a browser, OSCQuery for everybody else."""
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self._listen(request)
        if "text/html" not in request.headers.get("Accept", ""):
            return await self._query(request)
        if not self._access.has_token(request):
            return refused()
        if TOKEN in request.query and self._access.token is not None:
            # Out of the address bar, where it would be seen and shared. Lax: the link may be opened from elsewhere.
            response = web.Response(status=303, headers={"Location": "/", "Cache-Control": "no-store"})
            response.set_cookie(self._access.cookie, self._access.token, httponly=True, samesite="Lax")
            return response
        return self._pages.answer(INDEX, request)

    async def _page(self, request: web.Request) -> web.Response:
        self._want_token(request)
        return self._pages.answer(request.match_info["name"], request)

    async def _about(self, request: web.Request) -> web.Response:
        self._want_token(request)
        bundle = self._shown.model.bundle
        about = describe(bundle, Registry(bundle), self._quality, self._shown.latency_ms)
        body = json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode()
        return web.Response(
            body=body, content_type="application/json", charset="utf-8", headers={"Cache-Control": "no-store"}
        )

    async def _query(self, request: web.Request) -> web.Response:
        self._want_reader(request)
        return await self.query.answer(request)

    async def _listen(self, request: web.Request) -> web.StreamResponse:
        self._want_reader(request)
        may_set = self._access.may_set(request)
        return await self._serve_socket(
            request,
            self.listeners,
            MAX_LISTENERS,
            lambda socket, guard: Listener(socket, guard, self._osc, self._trees, may_set),
        )

    async def _browser(self, request: web.Request) -> web.StreamResponse:
        self._want_token(request)
        return await self._serve_socket(
            request, self.browsers, MAX_BROWSERS, lambda socket, guard: Browser(socket, guard, self._osc)
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
            try:
                await browser.socket.prepare(request)  # answers what is no WebSocket with 400
            except ValueError:  # raised by aiohttp 3.14 for headers that are not ASCII
                raise web.HTTPBadRequest(text="this is no WebSocket handshake") from None
            guard.trust()
            await browser.serve()
        finally:
            those.discard(browser)
            browser.port.close()
            guard.leaving()
        return browser.socket

    def _want_reader(self, request: web.Request) -> None:
        if not self._access.may_read(request):
            raise web.HTTPForbidden(text="--osc-allow does not name this address")

    def _want_token(self, request: web.Request) -> None:
        if not self._access.has_token(request):
            raise web.HTTPUnauthorized(text="open the address that realtime-gen printed when it started")


def guard_of(request: web.Request) -> Guard:
    transport = request.transport
    if transport is None:
        raise web.HTTPBadRequest(text="gone")
    return cast(Guard, transport.get_protocol())
