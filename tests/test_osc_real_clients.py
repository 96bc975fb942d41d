"""Other people's programs drive the running program and hear it: liblo's oscsend and oscdump, liblo itself, Pure Data.

What they send is read in the score of the take that runs meanwhile, which holds every message as it took effect. What
they hear is what they print.

Measured here (Debian 12): oscsend 0.31 sends over TCP with sizes. liblo 0.31 hears, on a connection that it opened,
packets with sizes and nothing else, even where it sends SLIP itself. Pure Data 0.53 has neither framing: [netsend -b]
is a bare stream, in which a patch writes a size before each packet, and reads it byte for byte. (With [list store] and
its "delete" for the bytes, Pd itself dies in one run of ten; with [list prepend] in none of 30.)
"""

from __future__ import annotations

import ctypes
import ctypes.util
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import Playing, clean_environment, performing
from osc_tools import Controller

pytestmark = pytest.mark.real_time

needs_liblo = pytest.mark.skipif(shutil.which("oscdump") is None, reason="liblo-tools are not installed")
needs_pd = pytest.mark.skipif(shutil.which("pd") is None, reason="Pure Data (pd) is not installed")


class Program(NamedTuple):
    """A running `realtime-gen`. folder: of its take, whose score has a temporary name as long as it runs."""

    playing: Playing
    folder: Path

    def played(self, address: str) -> list[float]:
        """The number in every message to this address that took effect."""
        (score,) = self.folder.glob("take.score*")
        lines = [line.split(" ", 1)[1] for line in score.read_text().splitlines() if " " in line]
        return [float(line.removeprefix(address)) for line in lines if line.startswith(f"{address} ")]


@pytest.fixture(scope="module")
def program(compiled: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    folder = tmp_path_factory.mktemp("program")
    options = ("--osc-host", "0.0.0.0", "--osc-allow", "198.51.100.0/24", "--record", "take.wav")
    with performing(folder, clean_environment(folder / "data"), *options) as playing:
        yield Program(playing, folder)
        assert playing.process.poll() is None
        assert playing.interrupt() == 130, playing.said


def until(condition: Callable[[], object], seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.05)


class Listener:
    """A program that prints what it hears. lines: so far."""

    def __init__(self, process: subprocess.Popen[str], stream: str) -> None:
        self.lines: list[str] = []
        self.process = process
        self._thread = threading.Thread(target=self._read, args=(getattr(process, stream),))
        self._thread.start()

    def _read(self, stream: Sequence[str]) -> None:
        self.lines.extend(line.rstrip() for line in stream)

    def hears(self, line: str) -> bool:
        return any(line in one for one in list(self.lines))


@contextmanager
def listening(*command: str, stream: str = "stdout") -> Iterator[Listener]:
    output = {stream: subprocess.PIPE}
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, text=True, bufsize=1, **output)  # type: ignore[call-overload]
    listener = Listener(process, stream)
    try:
        yield listener
    finally:
        process.kill()
        process.wait()
        listener._thread.join()


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_says_to_whom_it_is_open(program: Program) -> None:
    def said() -> list[str]:
        return [line for line in program.playing.said if "is open to" in line]

    until(said)  # it is a line after the one by which a test knows that it plays
    (line,) = said()
    assert f"port {program.playing.port} is open to 198.51.100.0/24 and this machine" in line


# -- liblo ------------------------------------------------------------------------------------------------------------


@needs_liblo
def test_oscsend_plays_over_udp_and_tcp_and_oscdump_hears_it(program: Program) -> None:
    port, mine = program.playing.port, str(free_port())

    def oscsend(url: str, *words: str) -> None:
        subprocess.run(["oscsend", f"{url}:{port}/", *words], check=True, timeout=10)

    with listening("oscdump", "-L", mine) as dump:
        subscribing = Controller(port)  # on its behalf, since oscdump sends nothing

        def is_heard(line: str) -> bool:
            subscribing.send("/rt/subscribe", int(mine))  # again, in case it was not up yet
            time.sleep(0.1)
            return dump.hears(line)

        until(lambda: is_heard("/rt/param/gain f 0.000000"))
        for number, (types, value) in enumerate((("f", "-6"), ("i", "-7"), ("d", "-8"), ("h", "-9"))):
            oscsend("osc.tcp://127.0.0.1" if number % 2 else "osc.udp://127.0.0.1", "/rt/param/gain", types, value)
            until(lambda wanted=f"/rt/param/gain f {float(value):.6f}": dump.hears(wanted))
        oscsend("osc.tcp://127.0.0.1", "/rt/mute", "T")
        until(lambda: dump.hears("/rt/mute f 1.000000"))
        oscsend("osc.udp://127.0.0.1", "/rt/mute", "F")
        for line in ("/rt/status/level ff -", "/rt/status/latency_ms f ", '/rt/status/model s "', "/rt/status/load f "):
            until(lambda wanted=line: dump.hears(wanted))
        subscribing.send("/rt/unsubscribe", int(mine))
        subscribing.socket.close()
    until(lambda: program.played("/rt/mute") == [1, 0])
    assert program.played("/rt/param/gain") == [-6, -7, -8, -9]


class Liblo:
    """liblo's library, with one TCP connection to the program. heard: (address, first number) of what came over it."""

    def __init__(self, port: int, is_slip: bool) -> None:
        name = ctypes.util.find_library("lo") or "liblo.so.7"
        try:
            self._lo = lo = ctypes.CDLL(name)
        except OSError:
            pytest.skip("liblo is not installed")
        pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
        handler = ctypes.CFUNCTYPE(number, text, text, ctypes.POINTER(pointer), number, pointer, pointer)
        for function, result, arguments in (
            ("lo_server_new_with_proto", pointer, [text, number, pointer]),
            ("lo_server_add_method", pointer, [pointer, pointer, pointer, handler, pointer]),
            ("lo_server_recv_noblock", number, [pointer, number]),
            ("lo_server_free", None, [pointer]),
            ("lo_address_new_with_proto", pointer, [number, text, text]),
            ("lo_address_set_stream_slip", number, [pointer, number]),
            ("lo_address_free", None, [pointer]),
            ("lo_message_new", pointer, []),
            ("lo_message_free", None, [pointer]),
            ("lo_message_add_float", number, [pointer, ctypes.c_float]),
            ("lo_send_message_from", number, [pointer, pointer, text, pointer]),
        ):
            getattr(lo, function).restype, getattr(lo, function).argtypes = result, arguments
        self.heard: list[tuple[str, float]] = []

        def hear(address: bytes, types: bytes, values: object, *_: object) -> int:
            first = ctypes.cast(values[0], ctypes.POINTER(ctypes.c_float))[0] if types[:1] == b"f" else 0.0  # type: ignore[index]
            self.heard.append((address.decode(), first))
            return 0

        self._hear = handler(hear)
        tcp = 4
        self._server = lo.lo_server_new_with_proto(None, tcp, None)
        lo.lo_server_add_method(self._server, None, None, self._hear, None)
        self._address = lo.lo_address_new_with_proto(tcp, b"127.0.0.1", str(port).encode())
        lo.lo_address_set_stream_slip(self._address, is_slip)

    def send(self, address: str, *values: float) -> None:
        message = self._lo.lo_message_new()
        for value in values:
            self._lo.lo_message_add_float(message, value)
        assert self._lo.lo_send_message_from(self._address, self._server, address.encode(), message) > 0
        self._lo.lo_message_free(message)

    def hears(self, what: tuple[str, float]) -> bool:
        while self._lo.lo_server_recv_noblock(self._server, 20):
            pass
        return what in self.heard

    def close(self) -> None:
        self._lo.lo_address_free(self._address)
        self._lo.lo_server_free(self._server)


@needs_liblo
@pytest.mark.parametrize("is_slip", [False, True], ids=["sizes", "slip"])
def test_liblo_plays_over_its_tcp_connection_and_is_answered_there(program: Program, is_slip: bool) -> None:
    lo, hand = Liblo(program.playing.port, is_slip), Controller(program.playing.port)
    values = [-1.5, -2.5, -3.5 - is_slip]
    lo.send("/rt/subscribe")
    if not is_slip:  # what comes back it does not understand
        until(lambda: lo.hears(("/rt/status/clients", 0.0)) and lo.hears(("/rt/mute", 0.0)))
    for value in values:
        lo.send("/rt/param/brightness", value)
    until(lambda: program.played("/rt/param/brightness")[-3:] == values)
    if not is_slip:
        hand.send("/rt/param/width", 0.375)
        until(lambda: lo.hears(("/rt/param/width", 0.375)))
        assert ("/rt/param/brightness", values[-1]) not in lo.heard  # no echo
    lo.close()
    hand.socket.close()


# -- Pure Data --------------------------------------------------------------------------------------------------------


def patch(objects: dict[str, str]) -> str:
    """A patch from its objects: {name: "text > outlet.name.inlet ..."}, outlet and inlet 0 where they are left out.

    Text in parentheses is a message.
    """
    names, boxes, cords = list(objects), [], []
    for number, box in enumerate(objects.values()):
        text, _, targets = box.partition(" > ")
        kind, text = ("msg", text[1:-1]) if text.startswith("(") else ("obj", text)
        boxes.append(f"#X {kind} {20 + number % 6 * 140} {20 + number // 6 * 40} {text};")
        for target in targets.split():
            outlet, name, inlet = (target if target[0].isdigit() else f"0.{target}").split(".") + ["0"] * (
                1 + target[0].isdigit() - target.count(".")
            )
            cords.append(f"#X connect {number} {outlet} {names.index(name)} {inlet};")
    return "\n".join(["#N canvas 0 0 900 700 10;", *boxes, *cords, ""])


FADER = {  # subscribes, then moves a fader 100 times a second
    "begin": "loadbang > order",
    "order": "t b b b b > 3.connect 2.listen 1.subscribe metro",
    "metro": "metro 10 > count",
    "count": "f > plus wrapped",
    "plus": "+ 1 > count.1",
    "wrapped": "mod 100 > position",
    "position": "/ 100 > fader",
    "parse": "oscparse > parsed",
    "parsed": "list trim > print",
    "print": "print FEEDBACK",
}
OVER_UDP = FADER | {
    "connect": "(connect 127.0.0.1 {port}) > net",
    "listen": "(listen {mine}) > in",
    "subscribe": "({mine}) > subscription",
    "subscription": "oscformat /rt/subscribe > send",
    "fader": "oscformat /rt/param/{parameter} > send",
    "send": "list prepend send > trim",
    "trim": "list trim > net",
    "net": "netsend -u -b",
    "in": "netreceive -u -b > parse",
}
OVER_TCP = FADER | {
    "connect": "(connect 127.0.0.1 {port}) > net",
    "listen": "bang",
    "subscribe": "oscformat /rt/subscribe > size",
    "fader": "oscformat /rt/param/{parameter} > size",
    # the size before each packet: 0, 0, high and low byte
    "size": "t l l > 1.packet.1 length",
    "length": "list length > both",
    "both": "t f f > 1.low high",
    "low": "mod 256 > pack.1",
    "high": "div 256 > pack",
    "pack": "pack f f > header",
    "header": r"(0 0 \$1 \$2) > packet",
    "packet": "list append > send",
    "send": "list prepend send > trim",
    "trim": "list trim > net",
    "net": "netsend -b > 1.so_far",
    # from bytes to packets: as soon as there are as many as the first four say, and four
    "so_far": "list prepend > longer",
    "longer": "t l l > 1.so_far.1 split",
    "split": "list split 4 > 1.rest sizes",
    "rest": "t l l > 1.rest_length whole.1",
    "rest_length": "list length > same.1",
    "sizes": "unpack f f f f > 2.times 3.sum.1",
    "times": "* 256 > sum",
    "sum": "+ > same",
    "same": "== > one",
    "one": "sel 1 > then",
    "then": "t b b > 1.whole none",
    "none": "(list) > so_far.1",
    "whole": "list append > parse",
}


@needs_pd
@pytest.mark.parametrize(
    ("objects", "parameter"), [(OVER_UDP, "temperature"), (OVER_TCP, "x")], ids=["UDP", "TCP with sizes"]
)
def test_pure_data_subscribes_plays_and_prints_what_it_hears(
    program: Program, tmp_path: Path, objects: dict[str, str], parameter: str
) -> None:
    words = {"{port}": str(program.playing.port), "{mine}": str(free_port()), "{parameter}": parameter}
    text = patch(objects)
    for name, value in words.items():
        text = text.replace(name, value)
    (tmp_path / "fader.pd").write_text(text)
    hand = Controller(program.playing.port)
    before = len(program.played(f"/rt/param/{parameter}"))
    command = ("pd", "-nogui", "-noaudio", "-nomidi", "-stderr", "-open", str(tmp_path / "fader.pd"))
    with listening(*command, stream="stderr") as pd:
        until(lambda: len(program.played(f"/rt/param/{parameter}")) >= before + 50, 30.0)
        until(lambda: pd.hears("FEEDBACK: rt param speed 1") and pd.hears("FEEDBACK: rt status clients "))
        hand.send("/rt/param/speed", 0.5)
        until(lambda: pd.hears("FEEDBACK: rt param speed 0.5"))
        hand.send("/rt/param/speed", 1.0)
        own = [line for line in pd.lines if f" {parameter} " in line or (parameter == "x" and " rt xy " in line)]
    faders = program.played(f"/rt/param/{parameter}")
    assert faders[before : before + 50] == pytest.approx([number / 100 for number in range(50)], rel=1e-6)
    assert len(own) <= 1, own  # its own fader is not sent back (one may be part of the first dump)
    hand.socket.close()
