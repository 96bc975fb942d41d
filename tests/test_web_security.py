"""Who may do what on the web port, and what nobody can do to it."""

from __future__ import annotations

import http.client
import random
import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
import websocket
from pythonosc.osc_message_builder import build_msg
from web_tools import HTML, Served, messages, served, wait_for

from realtime.web import bridge, door
from realtime.web.access import announced_host, host_name

PING = build_msg("/rt/ping", []).dgram
GAIN = build_msg("/rt/param/gain", [-13.0]).dgram


@pytest.fixture(scope="module")
def here() -> Iterator[Served]:
    """On loopback, where nobody needs a token."""
    with served() as one:
        yield one


@pytest.fixture(scope="module")
def opened() -> Iterator[Served]:
    """Open to the network; we come by loopback all the same, which is no network of --osc-allow's."""
    with served(web_host="0.0.0.0") as one:
        yield one


def may_connect(here: Served, path: str, **options) -> bool:
    try:
        here.connect(path, **options).close()
    except websocket.WebSocketBadStatusException as error:
        assert error.status_code in (401, 403)
        return False
    return True


# -- other people's pages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/ws", "/"])
def test_only_our_own_page_gets_a_websocket(here: Served, path: str):
    assert may_connect(here, path, origin=f"http://{here.at}")
    assert may_connect(here, path, suppress_origin=True)  # no browser
    for origin in ("http://evil.example", "null", "http://localhost", f"http://127.0.0.1:{here.web.port + 1}",
                   f"http://{here.at}.evil.example", f"ftp://{here.at}"):  # fmt: skip
        assert not may_connect(here, path, origin=origin), origin


@pytest.mark.parametrize("path", ["/page.json", "/rt/param/gain", "/?HOST_INFO", "/page/main.js"])
def test_names_that_are_not_this_machines_are_refused(here: Served, path: str):
    """DNS rebinding: evil.example, which points to 127.0.0.1, is the same origin as itself."""
    port = here.web.port
    for good in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}", socket.gethostname(),
                 f"{announced_host(port)}.:{port}"):  # fmt: skip
        assert here.get(path, Host=good)[0] == 200, good
    for bad in (f"evil.example:{port}", f"127.0.0.1.evil.example:{port}", "localhost.evil.example", "a:b:c:d", ":80",
                f"localhost:{port}@evil.example", "[::1", "127.0.0.1 evil"):  # fmt: skip
        assert here.get(path, Host=bad)[0] in (400, 403), bad
    assert not may_connect(here, "/ws", origin=f"http://evil.example:{port}", host=f"evil.example:{port}")


def test_only_get_is_answered(here: Served):
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        connection = http.client.HTTPConnection("127.0.0.1", here.web.port, timeout=5)
        connection.request(method, "/rt/param/gain", body=b"x")
        assert connection.getresponse().status == 405
        connection.close()


def test_names_and_ports_of_hosts_are_told_apart():
    assert [host_name(text) for text in ("a:1", "a", "[::1]:80", "[::1]", "A.Local:9")] == [
        "a", "a", "::1", "::1", "a.local"]  # fmt: skip
    assert [host_name(text) for text in ("", ":80", "a:b", "a:b:1x")] == [None] * 4


# -- the token --------------------------------------------------------------------------------------------------------


def test_an_open_port_wants_the_token(opened: Served):
    token = opened.web.access.token
    assert token and len(token) >= 22 and opened.web.url.endswith(f"?token={token}")
    assert f"//{opened.web.url.split('/')[2]}/" in opened.web.url and "0.0.0.0" not in opened.web.url
    for path in ("/page.json", "/page/main.js"):
        for wrong in ("", "?token=", "?token=wrong", f"?token={token[:-1]}", f"?token={token}x", "?token=%ff%00"):
            assert opened.get(path + wrong)[0] == 401, wrong
        assert opened.get(f"{path}?token={token}")[0] == 200
    assert not may_connect(opened, "/ws") and not may_connect(opened, "/ws?token=wrong")
    assert may_connect(opened, f"/ws?token={token}")
    status, _, body = opened.get("/", **HTML)
    assert status == 401 and b"token" in body and token.encode() not in body


def test_the_token_turns_into_a_cookie_that_scripts_cannot_read(opened: Served):
    status, headers, _ = opened.get(f"/?token={opened.web.access.token}", **HTML)
    assert (status, headers["Location"]) == (303, "/")  # and out of the address bar
    cookie = headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and str(opened.web.port) in cookie.partition("=")[0]
    held = cookie.partition(";")[0]
    assert opened.get("/", **HTML, Cookie=held)[0] == 200
    assert opened.get("/page.json", Cookie=held)[0] == 200
    assert may_connect(opened, "/ws", cookie=held)
    assert opened.get("/page.json", Cookie=held[:-1])[0] == 401
    assert opened.get("/?token=wrong", **HTML)[0] == 401


def test_every_start_has_another_token(opened: Served):
    with served(web_host="0.0.0.0") as other:
        assert other.web.access.token != opened.web.access.token
    with served() as inside:
        assert inside.web.access.token is None and inside.web.url == f"http://127.0.0.1:{inside.web.port}/"


def test_oscquery_may_be_read_without_the_token_but_not_set(opened: Served):
    assert opened.json("/rt/param/gain?TYPE") == {"TYPE": "f"}
    before = opened.stage.values.get("gain")
    socket = opened.connect("/", suppress_origin=True)
    socket.send_binary(GAIN)
    heard = messages(socket, lambda heard: any(m.address == "/rt/error" for m in heard))
    assert "token" in str(heard[-1].arguments[0]) and opened.stage.values.get("gain") == before
    socket.close()
    socket = opened.connect(f"/?token={opened.web.access.token}", suppress_origin=True)
    socket.send_binary(GAIN)
    wait_for(lambda: opened.stage.values.get("gain") == -13.0)
    socket.close()


def test_osc_allow_names_who_may_read_and_set():
    """This machine is always allowed; that others are not is `Allowed`'s, which is tested where it is defined."""
    with served(web_host="0.0.0.0", osc_allow="203.0.113.7") as here:
        socket = here.connect("/", suppress_origin=True)
        socket.send_binary(GAIN)
        wait_for(lambda: here.stage.values.get("gain") == -13.0)
        socket.close()
        assert here.get("/page.json")[0] == 401  # the page still wants the token
        here.web.access._allowed.allows = lambda address: False
        assert here.get("/rt/param/gain")[0] == 403
        assert not may_connect(here, "/", suppress_origin=True)


# -- those who would exhaust it ---------------------------------------------------------------------------------------


def test_slow_connections_do_not_keep_others_out(here: Served, monkeypatch: pytest.MonkeyPatch):
    """Slowloris: more connections than there is room for, each of which sends a little and never a whole request."""
    monkeypatch.setattr(door, "HEADERS_WITHIN_S", 3600.0)
    lurking = [lurk(here) for _ in range(door.MAX_CONNECTIONS + 40)]
    browser = here.connect()
    assert messages(browser, bool) and here.get("/page.json")[0] == 200
    closed = sum(map(is_closed, lurking))
    assert 0 < closed < 80  # the oldest made room
    for one in lurking:
        one.close()
    browser.send_binary(PING)
    assert messages(browser, lambda heard: any(m.address == "/rt/pong" for m in heard))
    browser.close()


def test_a_request_that_does_not_come_is_not_waited_for(here: Served, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(door, "HEADERS_WITHIN_S", 0.5)
    with lurk(here) as one:
        wait_for(lambda: is_closed(one))


def lurk(here: Served) -> socket.socket:
    one = socket.create_connection(("127.0.0.1", here.web.port), timeout=30)
    one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ")
    return one


def is_closed(one: socket.socket) -> bool:
    one.setblocking(False)
    try:
        return one.recv(4096) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def test_a_client_that_asks_for_ever_is_closed_between_two_answers(here: Served):
    """It polls on one connection until that is worn, and then, as HTTP/1.1 says, on the next: nothing is cut off."""
    connection, opened = http.client.HTTPConnection("127.0.0.1", here.web.port, timeout=10), 0
    for _ in range(2 * door.WORN_BYTES // 2000):
        opened += connection.sock is None
        connection.request("GET", "/rt/param/gain?VALUE", headers={"X-Filler": "x" * 2000})
        answer = connection.getresponse()
        assert answer.status == 200 and answer.read().startswith(b'{"VALUE"')
    assert opened == 2 or opened == 3
    connection.close()


@pytest.mark.parametrize(
    "request_", [b"GET /" + b"a" * 100_000, b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 50_000,
                 b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"b" * 100_000, b"\x16\x03\x01" + b"\0" * 50_000,
                 b"GET /?HOST_INFO HTTP/1.1\r\nHost: localhost\r\n\r\n" * 20_000],
    ids=["a long address", "many headers", "a long header", "no HTTP at all", "all requests at once"],
)  # fmt: skip
def test_what_does_not_end_is_cut_off_by_its_size(here: Served, request_: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(door, "HEADERS_WITHIN_S", 3600.0)
    with socket.create_connection(("127.0.0.1", here.web.port), timeout=10) as one, suppress(ConnectionError):
        one.sendall(request_)
        while one.recv(65536):
            pass
    assert here.get("/rt/param/gain")[0] == 200


REQUESTS = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n",
    b"GET /rt/param/gain?VALUE HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET /page/main.js?token=abc HTTP/1.1\r\nHost: 127.0.0.1:80\r\nCookie: realtime-gen=x; a=b\r\n\r\n",
    b"POST /page.json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello",
    b"GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    b"\x82\x8c\0\0\0\0/rt/ping\0\0\0\0\x81\x82\0\0\0\0{}\x88\x80\0\0\0\0",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    b'\x81\xa6\0\0\0\0{"COMMAND":"LISTEN","DATA":"/rt/morph"}',
)


def test_mutated_requests_disturb_nobody(here: Served, caplog: pytest.LogCaptureFixture):
    """Bytes changed, cut out, doubled and inserted; 40 000 of them by hand in November 2026."""
    rng, browser = random.Random(1), here.connect()
    for _ in range(300):
        request = bytearray(rng.choice(REQUESTS))
        for _ in range(rng.choice((1, 1, 2, 8, 40))):
            at = rng.randrange(len(request))
            kind = rng.randrange(4)
            if kind == 0:
                request[at] = rng.randrange(256)
            elif kind == 1:
                del request[at : at + rng.randrange(1, 9)]
            elif kind == 2:
                request[at:at] = request[at : at + rng.randrange(1, 60)]
            else:
                request[at:at] = rng.choice((b"\r\n", b"\0", b"%00", b"\xff\xff", b"..", b"?", b"#", b"999999999999"))
            request = request or bytearray(b"x")
        with socket.create_connection(("127.0.0.1", here.web.port), timeout=10) as one, suppress(ConnectionError):
            one.sendall(bytes(request))
            one.shutdown(socket.SHUT_WR)
            while one.recv(65536):
                pass
    browser.send_binary(PING)
    assert messages(browser, lambda heard: any(m.address == "/rt/pong" for m in heard))
    browser.close()
    assert here.get("/rt/param/gain")[0] == 200
    assert not here.web._complaints.seen and not caplog.records


@pytest.mark.parametrize("noticed_by", ["a question without an answer", "a full buffer"])
def test_a_browser_that_never_reads_is_cut_off_and_the_others_hear_everything(
    monkeypatch: pytest.MonkeyPatch, noticed_by: str
):
    if noticed_by == "a full buffer":
        monkeypatch.setattr(bridge, "SEND_WITHIN_S", 0.5)
        monkeypatch.setattr(door, "WRITE_BUFFER", 4096)
        monkeypatch.setattr(door, "SEND_BUFFER", 4096)
    else:
        monkeypatch.setattr(bridge, "PING_S", 1.0)
    with served() as here:
        dead = here.connect(sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)])
        alive = here.connect()
        messages(alive, bool)
        assert len(here.web.requests.browsers) == 2
        values, until, n = here.stage.values, time.monotonic() + 30.0, 0
        while len(here.web.requests.browsers) == 2:
            assert time.monotonic() < until
            n += 1
            for latent in range(values.registry.n_latents):  # much to say, all of which waits for the one that sleeps
                values.set(f"latent/{latent}", (n % 80) / 20 - 2.0)
            messages(alive, bool)
        values.set("gain", -17.0)
        messages(alive, lambda heard: any((m.address, m.arguments) == ("/rt/param/gain", (-17.0,)) for m in heard))
        wait_for(lambda: len(alive_guards(here)) == 1)  # its socket is closed, too
        alive.close(), dead.close()


def alive_guards(here: Served) -> list[door.Guard]:
    return [guard for guard in list(here.web.door.inside) if guard.trusted]
