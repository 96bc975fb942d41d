"""What the tests of the web port share: the real server beside a real OSC port, without an engine."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import websocket

from realtime.audio.link import AudioLink
from realtime.bundle import Model, load_model
from realtime.config import Settings
from realtime.osc import OscServer
from realtime.osc.protocol import Message, parse
from realtime.parameters import Registry
from realtime.values import Values
from realtime.web.server import WebServer

HTML = {"Accept": "text/html,application/xhtml+xml"}


@dataclass
class OnStage:
    """As much of `stage.Stage` as the web port sees."""

    model: Model
    values: Values
    link: AudioLink = field(default_factory=lambda: AudioLink(48_000))
    latency_ms: float = 62.0


@dataclass
class Served:
    web: WebServer
    osc: OscServer
    stage: OnStage
    warned: list[str]

    @property
    def at(self) -> str:
        return f"127.0.0.1:{self.web.port}"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of a GET."""
        request = urllib.request.Request(f"http://{self.at}{path}", headers=headers)
        try:
            with urllib.request.build_opener(NoRedirect).open(request, timeout=10) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def json(self, path: str, **headers: str) -> Any:
        status, _, body = self.get(path, **headers)
        assert status == 200, (status, body)
        return json.loads(body)

    def connect(self, path: str = "/ws", **options: Any) -> websocket.WebSocket:
        """As a browser does that has loaded the page from here, unless options say otherwise."""
        options.setdefault("origin", f"http://{self.at}")
        return websocket.create_connection(f"ws://{self.at}{path}", timeout=10, **options)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@contextmanager
def served(
    model: Model | None = None, status: Callable[[], dict[str, Any]] | None = None, **settings: Any
) -> Iterator[Served]:
    """Both ports open, with the values of a model. settings: as of `Settings`."""
    model = model or load_model()
    values = Values(Registry(model.bundle))
    stage, warned = OnStage(model, values), []
    status = status or (lambda: {"level": (-20.0, -21.0), "load": 0.25, "underruns": 0, "model": model.bundle.name})
    with OscServer(values, port=0, status=status) as osc:
        web = WebServer(Settings(web=0, **settings), stage, warned.append)
        web.start(osc.port)
        try:
            yield Served(web, osc, stage, warned)
        finally:
            web.stop()


def messages(
    socket: websocket.WebSocket, until: Callable[[list[Message]], bool], seconds: float = 10.0
) -> list[Message]:
    """The OSC messages of a WebSocket's frames, until they are what one waits for."""
    heard: list[Message] = []
    end = time.monotonic() + seconds
    while not until(heard):
        assert time.monotonic() < end, f"not heard within {seconds} s; {len(heard)} messages, {heard[-5:]}"
        frame = socket.recv()
        if isinstance(frame, bytes):
            heard += parse(frame)
    return heard


def wait_for(what: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, f"not so within {seconds} s"
        time.sleep(0.01)
