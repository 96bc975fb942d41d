"""The web port serves the page's files, tells it of the model, and carries OSC, within limits."""

from __future__ import annotations

import re
import struct
import time

import numpy as np
import pytest
import websocket
from osc_tools import Controller
from pythonosc.osc_message_builder import build_msg
from web_tools import HTML, Served, messages, served, wait_for

from realtime.config import Settings
from realtime.errors import NetworkError
from realtime.web import bridge, requests
from realtime.web.about import colours
from realtime.web.server import WebServer


@pytest.fixture(scope="module")
def here():
    with served() as one:
        yield one


def send(socket: websocket.WebSocket, address: str, *arguments: float) -> None:
    socket.send_binary(build_msg(address, list(arguments)).dgram)


# -- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_comes_with_all_it_names_and_nothing_from_elsewhere(here: Served):
    status, headers, body = here.get("/", **HTML)
    assert status == 200 and headers["Content-Type"] == "text/html; charset=utf-8"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    text = body.decode()
    named = set(re.findall(r'(?:src|href)="(?!data:|#)([^"]+)"', text))
    assert named and not any(one.startswith(("http:", "https:", "//")) for one in named)
    assert "<script>" not in text and "onclick" not in text and "style=" not in text  # the policy forbids it
    seen, kinds = set(), {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
    while named:
        name = named.pop()
        path = "/" + name.lstrip("./")
        if path in seen:
            continue
        seen.add(path)
        status, headers, body = here.get(path)
        assert status == 200 and headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Content-Type"].startswith(kinds.get(path.rpartition(".")[2], "")), path
        if path.endswith(".js"):
            named |= {f"page/{one}" for one in re.findall(r'(?:from|import) "\./([^"]+)"', body.decode())}
    assert len(seen) > 5


def test_what_a_browser_has_is_not_sent_again(here: Served):
    _, headers, _ = here.get("/", **HTML)
    status, again, body = here.get("/", **HTML, **{"If-None-Match": headers["ETag"]})
    assert (status, body, again["ETag"]) == (304, b"", headers["ETag"])


@pytest.mark.parametrize(
    "path",
    ["/page/../server.py", "/page/..%2fserver.py", "/page/%2e%2e/server.py", "/page//etc/passwd", "/page/", "/page",
     "/page/..%5cserver.py", "/page/index.html%00.js", "/page/.", "/page/server.py", "//etc/passwd"],
)  # fmt: skip
def test_no_path_leads_out_of_the_page(here: Served, path: str):
    status, _, body = here.get(path)
    assert status in (400, 404) and b"import" not in body and b"root:" not in body


def test_the_page_is_told_every_parameter_of_the_registry(here: Served):
    about, bundle = here.json("/page.json"), here.stage.model.bundle
    assert (about["name"], about["styles"], about["quality"]) == (bundle.name, bundle.styles, "high")
    registry = list(here.stage.values.registry)
    assert [one["name"] for one in about["parameters"]] == [p.name for p in registry]
    for told, parameter in zip(about["parameters"], registry, strict=True):
        for key in ("low", "high", "default", "unit", "doc", "curve", "automatic"):
            assert told[key] == getattr(parameter, key)
    socket = here.connect()
    for told in about["parameters"]:
        send(socket, told["address"], told["high"])
    last = about["parameters"][-1]
    wait_for(lambda: here.stage.values.get(last["name"]) == last["high"])
    assert here.stage.values.snapshot() == pytest.approx([p.high for p in registry], rel=1e-6)  # OSC's floats are short
    socket.close()
    assert np.allclose(about["map"]["x"], bundle.map["x"], atol=0.0005)
    assert about["map"]["style"] == bundle.map["style"] and len(about["map"]["y"]) == len(bundle.map["y"])
    assert bundle.name in about["models"] and about["latency_ms"] == 62.0


@pytest.mark.parametrize("n", [1, 7, 16, 64])
def test_styles_have_colours_that_stand_out(n: int):
    found = [[int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)] for colour in colours(n)]
    shown = np.array(found)
    linear = np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)
    contrast = (linear @ [0.2126, 0.7152, 0.0722] + 0.05) / 0.05  # WCAG 2, against black
    assert contrast.min() > 6.0  # 7.5 measured
    apart = np.linalg.norm(shown[:, None] - shown[None], axis=2) + 9.0 * np.eye(n)
    assert apart.min() > (0.2 if n <= 8 else 0.005)  # 0.29, 0.086 and 0.013 measured for 7, 16 and 64


# -- OSC over the WebSocket -------------------------------------------------------------------------------------------


def test_a_browser_is_told_everything_then_what_others_change(here: Served):
    values = here.stage.values
    values.set("brightness", 1.25)
    first = here.connect()
    addresses = {m.address for m in messages(first, lambda heard: any(m.address == "/rt/status/load" for m in heard))}
    assert {"/rt/param/brightness", "/rt/xy", "/rt/auto/loudness", "/rt/status/level"} <= addresses
    second = here.connect()
    send(first, "/rt/param/brightness", -7.0)
    messages(second, lambda heard: any((m.address, m.arguments) == ("/rt/param/brightness", (-7.0,)) for m in heard))
    own = []
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        own += messages(first, lambda heard: bool(heard))
    assert not any(m.address == "/rt/param/brightness" for m in own)  # its own fader does not fight its hand
    first.close(), second.close()


def test_a_browser_that_leaves_is_forgotten():
    with served() as here:
        witness = Controller(here.osc.port)
        witness.send("/rt/subscribe")
        sockets = [here.connect() for _ in range(3)]
        wait_for(lambda: clients(witness) == 4)
        for socket in sockets[:2]:
            socket.close()
        sockets[2].sock.close()  # without a word
        wait_for(lambda: clients(witness) == 1)


def clients(witness: Controller) -> int:
    return int(witness.received(5.0, until="/rt/status/clients")[-1].arguments[0])


@pytest.mark.parametrize(
    ("frames", "code"),
    [([b"\0" * (bridge.MAX_FRAME + 1)], 1009), ([b"/rt/ping\0\0\0\0,\0\0\0"] * 5000, 1008)],
    ids=["a huge frame", "a flood"],
)
def test_a_browser_that_wants_too_much_is_sent_away(here: Served, frames: list[bytes], code: int):
    socket = here.connect()
    with pytest.raises((ConnectionError, websocket.WebSocketException)) as ended:
        for frame in frames:
            socket.send_binary(frame)
        while True:
            opcode, data = socket.recv_data()
            if opcode == websocket.ABNF.OPCODE_CLOSE:
                raise ConnectionError(struct.unpack(">H", data[:2])[0])
    if ended.value.args and isinstance(ended.value.args[0], int) and ended.value.args[0] > 1000:
        assert ended.value.args[0] == code
    other = here.connect()
    messages(other, bool)
    other.close()


def test_nonsense_disturbs_nobody(here: Served):
    socket = here.connect()
    for frame in (b"", b"nonsense", b"#bundle\0", b"/rt/param/gain\0\0,f\0\0\x7f\xc0\0\0", bytes(range(256))):
        socket.send_binary(frame)
    socket.send("text")
    send(socket, "/rt/param/gain", -11.0)
    wait_for(lambda: here.stage.values.get("gain") == -11.0)
    assert any(m.address == "/rt/error" for m in messages(socket, lambda h: any(m.address == "/rt/error" for m in h)))
    socket.close()


def test_more_browsers_than_there_is_room_for_are_told_so(here: Served, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(requests, "MAX_BROWSERS", 4)
    wait_for(lambda: not here.web.requests.browsers)
    sockets = [here.connect() for _ in range(requests.MAX_BROWSERS)]
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        here.connect()
    assert refused.value.status_code == 503
    sockets.pop().close()
    wait_for(lambda: len(here.web.requests.browsers) < requests.MAX_BROWSERS)
    here.connect().close()
    for socket in sockets:
        socket.close()


# -- beginning and end ------------------------------------------------------------------------------------------------


def test_a_port_that_is_taken_is_said_in_one_sentence(here: Served):
    second = WebServer(Settings(web=here.web.port), here.stage, print)
    with pytest.raises(NetworkError, match=rf"127\.0\.0\.1:{here.web.port}.*--web"):
        second.start(here.osc.port)
    second.stop()


def test_a_host_that_is_not_this_machine_is_said_with_its_remedy(here: Served):
    elsewhere = WebServer(Settings(web=0, web_host="203.0.113.7"), here.stage, print)  # an address of manuals
    with pytest.raises(NetworkError, match=r"203\.0\.113\.7.*give --web-host an address of this machine"):
        elsewhere.start(here.osc.port)
    elsewhere.stop()


def test_browsers_are_told_that_it_ends():
    with served() as here:
        socket = here.connect()
        messages(socket, bool)
        port = here.web.port
    with pytest.raises((ConnectionError, websocket.WebSocketException)):
        while socket.recv() != "":
            pass
        raise ConnectionError
    with pytest.raises(OSError):
        websocket.create_connection(f"ws://127.0.0.1:{port}/ws", timeout=2)
    here.web.stop()  # harmless


def test_a_server_that_has_ended_of_a_mistake_says_so_and_keeps_nobody_from_stopping(here: Served):
    """What stops it has a take to finish afterwards."""

    class Mistaken(WebServer):
        async def _serve(self) -> None:
            raise LookupError("of ours")

    said: list[str] = []
    one = Mistaken(Settings(web=0), here.stage, said.append)
    one.start(here.osc.port)
    assert one._thread is not None
    one._thread.join(10.0)
    assert said == ["the page is gone: the web server has ended; the music goes on"]
    one.stop()
