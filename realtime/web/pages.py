"""The files of the page and the headers that every answer carries. Nothing is served that is not in `page/`."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from importlib.resources.abc import Traversable

from aiohttp import web

KINDS = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
INDEX = "index.html"
PLAIN_HOST = re.compile(r"[\w.:\[\]-]{1,200}", re.ASCII)
HEADERS = {
    # Only what comes from here, and nothing written into the page itself; older Safari wants ws: named.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; manifest-src 'self'; "
        "connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",  # an address may hold the token
    "Cross-Origin-Resource-Policy": "same-origin",
}
REFUSED = """<!doctype html><meta charset="utf-8"><title>realtime-gen</title>
<p>This page belongs to whoever plays. Open the whole address that realtime-gen printed when it started;
it ends with a token.</p>
"""


class Pages:
    """The files there are at the start, by name."""

    def __init__(self) -> None:
        folder = files("realtime.web") / "page"
        self._files: dict[str, Traversable] = {
            entry.name: entry for entry in folder.iterdir() if entry.is_file() and _kind(entry.name)
        }

    def answer(self, name: str, request: web.Request) -> web.Response:
        """A file, or that the browser has it already. Raises HTTPNotFound."""
        if name not in self._files:
            raise web.HTTPNotFound(text=f"there is no {name[:80]!r} here")
        content = self._files[name].read_bytes()
        mark = hashlib.sha256(content).hexdigest()[:20]
        headers = {"ETag": f'"{mark}"', "Cache-Control": "no-cache", "Vary": "Accept, Cookie"}
        if any(known.value == mark for known in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        return web.Response(body=content, content_type=_kind(name), charset="utf-8", headers=headers)


def refused() -> web.Response:
    return web.Response(status=401, text=REFUSED, content_type="text/html", headers={"Cache-Control": "no-store"})


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """To be called before each answer."""
    host = PLAIN_HOST.fullmatch(request.headers.get("Host", ""))
    for name, text in HEADERS.items():
        response.headers[name] = text.replace(" ws://{host}", f" ws://{host[0]}" if host else "")
    response.headers["Server"] = "realtime-gen"


def _kind(name: str) -> str | None:
    return KINDS.get("." + name.rpartition(".")[2])
