"""OSCQuery: the namespace over HTTP, its values over a WebSocket. See `tree` for what is said of a node.

After the published proposal (github.com/Vidvox/OSCQueryProposal). GET of an address answers with the node and all below
it; `?VALUE` and the like with that attribute alone; `?HOST_INFO` with where messages go. On the WebSocket, texts are
{"COMMAND": "LISTEN" or "IGNORE", "DATA": address}, and frames of bytes are OSC packets: changes of what is listened to,
and the client's own messages. As each client is a client of the OSC port, it is not told what it said itself.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import numpy as np
from aiohttp import web

from realtime.osc.feedback import encode
from realtime.osc.protocol import Argument, OscError, parse
from realtime.osc.sources import Source
from realtime.values import Values
from realtime.web.access import TOKEN
from realtime.web.bridge import Browser
from realtime.web.door import Guard
from realtime.web.port import Port
from realtime.web.tree import ATTRIBUTES, FOREIGN, MODEL, MODEL_STATUS, Tree, state_of

EXTENSIONS = {
    **dict.fromkeys(("ACCESS", "VALUE", "RANGE", "DESCRIPTION", "TAGS", "UNIT", "CLIPMODE"), True),
    **dict.fromkeys(FOREIGN, False),
    **dict.fromkeys(("LISTEN", "PATH_CHANGED"), True),
    **dict.fromkeys(("PATH_RENAMED", "PATH_ADDED", "PATH_REMOVED"), False),  # a whole model changes: PATH_CHANGED
}
NAME = "realtime-gen"
STATUS = "/rt/status/"
STATUS_WITHIN_S = 0.4  # it comes 10 times a second
STATUS_KEPT_S = 30.0  # subscribed after the last question
MAX_COMMAND = 1024  # characters
NOT_ALLOWED = "messages need the token, as in ws://host:port/?token=..., or an address that --osc-allow names"

Status = dict[str, list[Argument]]


class Trees:
    """The tree of the model that plays. name, values: of that model, asked for again each time."""

    def __init__(self, name: Callable[[], str], values: Callable[[], Values]) -> None:
        self._name, self.values = name, values
        self._built: Tree | None = None
        self._registry: object = None

    def current(self) -> Tree:
        registry = self.values().registry
        if self._built is None or registry is not self._registry:
            self._built, self._registry = Tree(registry, self._name()), registry
        return self._built


class StatusMirror:
    """The last /rt/status messages, from the OSC port like everybody's; subscribed only while somebody asks."""

    def __init__(self, osc: Source) -> None:
        self._osc = osc
        self._status: Status = {}
        self._port: Port | None = None
        self._closing: asyncio.TimerHandle | None = None

    async def latest(self) -> Status:
        """Empty if the port is too busy to say."""
        loop = asyncio.get_running_loop()
        if self._closing is not None:
            self._closing.cancel()
        self._closing = loop.call_later(STATUS_KEPT_S, self.close)
        if self._port is None:
            self._port = Port(self._osc, lambda: None)
            self._port.open()
        until = loop.time() + STATUS_WITHIN_S
        while not self._take() and loop.time() < until:
            await asyncio.sleep(0.02)
        return self._status

    def close(self) -> None:
        if self._port is not None:
            self._port.close()
            self._port, self._status = None, {}

    def _take(self) -> bool:
        """Whether there is any."""
        for packet in self._port.fetch() if self._port is not None else ():
            if packet.startswith(STATUS.encode()):
                self._status |= {m.address: list(m.arguments) for m in parse(packet)}
        return bool(self._status)


class Query:
    """Answers GET. osc: address of the OSC port for us; osc_host: as it was asked to listen. port: of this server."""

    def __init__(self, trees: Trees, osc: Source, osc_host: str, port: int) -> None:
        self.trees = trees
        self._osc, self._osc_host, self._port = osc, osc_host, port
        self.status = StatusMirror(osc)

    async def answer(self, request: web.Request) -> web.Response:
        """Raises HTTPNotFound: no such address; HTTPBadRequest: no such attribute. 204: the node does not have it."""
        tree = self.trees.current()
        node = tree.nodes.get(request.path if request.path == "/" else request.path.rstrip("/"))
        if node is None:
            raise web.HTTPNotFound(text=f"nothing answers to {ascii(request.path)[:200]}")
        asked = [name for name in request.query if name != TOKEN]
        if asked == ["HOST_INFO"]:
            return answered(self.host_info(request))
        if len(asked) > 1 or not set(asked) <= {*ATTRIBUTES, *FOREIGN}:
            raise web.HTTPBadRequest(text=f"one of HOST_INFO, {', '.join(ATTRIBUTES)}")
        needs_status = asked in ([], ["VALUE"], ["CONTENTS"]) and any(n.path.startswith(STATUS) for n in node.walk())
        status = await self.status.latest() if needs_status else {}
        described = tree.describe(node, state_of(self.trees.values()).tolist(), status)
        if not asked:
            return answered(described)
        if asked[0] not in described:
            return web.Response(status=204)
        return answered({asked[0]: described[asked[0]]})

    def host_info(self, request: web.Request) -> dict[str, Any]:
        """Where the OSC port and this one are, for whoever asks: a port that is open to all is where it asked."""
        here = request.transport.get_extra_info("sockname")[0] if request.transport is not None else self._osc[0]
        return {
            "NAME": NAME,
            "OSC_IP": here if self._osc_host in ("", "0.0.0.0", "::") else self._osc[0],
            "OSC_PORT": self._osc[1],
            "OSC_TRANSPORT": "UDP",
            "WS_IP": here,
            "WS_PORT": self._port,
            "EXTENSIONS": EXTENSIONS,
        }


def answered(described: dict[str, Any]) -> web.Response:
    body = json.dumps(described, ensure_ascii=False).encode()
    headers = {"Cache-Control": "no-store"}
    return web.Response(body=body, content_type="application/json", charset="utf-8", headers=headers)


class Listener(Browser):
    """A client's WebSocket. may_set: whether its messages are obeyed."""

    def __init__(self, socket: web.WebSocketResponse, guard: Guard, osc: Source, trees: Trees, may_set: bool) -> None:
        super().__init__(socket, guard, osc)
        self._trees, self._may_set = trees, may_set
        self._listening: dict[str, None] = {}
        self._begin(trees.current())

    def _begin(self, tree: Tree) -> None:
        self._tree = tree
        self._state = state_of(self._trees.values()).astype(np.float32).tolist()  # as they are sent
        self._status: Status = {}
        self._told: list[str] = []  # texts to be sent
        self._touched: set[str] = set()  # what is listened to and has to be told
        self._listening = {path: None for path in self._listening if path in tree.nodes}

    def obey(self, packet: bytes) -> None:
        if self._may_set:
            self.port.send(packet)
        else:
            self.port.put(encode("/rt/error", "s", NOT_ALLOWED))

    def obey_text(self, text: str) -> None:
        """LISTEN or IGNORE. What is neither, or of no address, is passed over: the proposal knows no answer."""
        try:
            command = json.loads(text) if len(text) <= MAX_COMMAND else None
        except (ValueError, RecursionError):
            return
        if not isinstance(command, dict) or not isinstance(command.get("DATA"), str):
            return
        path = command["DATA"]
        if command.get("COMMAND") == "IGNORE":
            self._listening.pop(path, None)
        elif command.get("COMMAND") == "LISTEN" and path in self._tree.nodes:
            self._listening[path] = None
            self._touched.add(path)  # what happened between its last question and now
            self.news.set()

    def frames(self) -> list[bytes | str]:
        tree = self._trees.current()
        packets = self.port.fetch()
        frames: list[bytes | str] = []
        if tree is not self._tree:
            self._begin(tree)
            frames.append(json.dumps({"COMMAND": "PATH_CHANGED", "DATA": "/rt"}))
        frames += self._take(packets)
        for path in self._listening:
            if path in self._touched:
                node = tree.nodes[path]
                value = tree.value(node, self._state, self._status)
                if value is not None:
                    frames.append(encode(path, node.types, *value))
        self._touched.clear()
        return frames

    def _take(self, packets: list[bytes]) -> list[bytes]:
        """Bring state and status up to date, and note whom that touches. Returns the rest: answers, errors."""
        keys: set[int] = set()
        rest = []
        for packet in packets:
            try:
                (message,) = parse(packet)
            except (OscError, ValueError):
                continue
            address, arguments = message.address, list(message.arguments)
            if address.startswith(STATUS):
                if self._status.get(address) != arguments:
                    self._status[address] = arguments
                    self._touched |= {address, MODEL} if address == MODEL_STATUS else {address}
            elif address not in self._tree.told:
                rest.append(packet)
            elif len(self._tree.told[address]) == len(arguments):
                for key, argument in zip(self._tree.told[address], arguments, strict=True):
                    if self._state[key] != argument:
                        self._state[key] = argument
                        keys.add(key)
        for path in self._listening:
            if keys.intersection(self._tree.nodes[path].keys):
                self._touched.add(path)
        return rest
