"""A million packets that nobody should send, at the running program: `python tests/benchmarks/osc_fuzz.py [--help]`.

Starts `realtime-gen` on the null device, pours `osc_fuzzer` over its UDP and TCP port, one packet in `--tcp-every` over
TCP, and meanwhile, every few milliseconds, from a socket of their own, good messages: a ping, which must be answered,
and a value, which a subscriber must hear of. No faster than it obeys: after each `WINDOW` packets it waits for the
answer to a ping sent behind them, so that what is measured is how long packets take, not a queue, and so that the
kernel drops none.

A machine that has other work stalls too. Beside each ping to the program, another goes to a process that does nothing
but answer, with the same priority. The program's own part of a stall is what is left after the time that its thread,
and the one that sent the ping, were ready to run and waited for a processor, which Linux counts (schedstat). So with
underruns: a second `realtime-gen` plays meanwhile and is left alone.

/rt/panic is left out: it empties the ring, by order, and who un-mutes at once gets to hear that, as an underrun.
"""

from __future__ import annotations

import argparse
import os
import re
import selectors
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from osc_fuzzer import UNTOUCHED, Fuzzer
from pythonosc import slip
from pythonosc.osc_message_builder import build_msg

from realtime.bundle import load_model
from realtime.osc.protocol import parse
from realtime.parameters import Registry

WINDOW = 64  # packets on their way at most
SOCKETS = 40  # that the vandals send from
PING_S = 0.004  # between two pings
SET_S = 0.15  # between two values, each of which must be heard of
STALL_MS = 50.0
QUIET_S = 20.0  # of good messages alone, to compare with
PING, PONG = build_msg("/rt/ping").dgram, "/rt/pong"
HARMLESS = re.compile(
    r"(realtime-gen: )?(recording to |recorded |a take is running |\d+ underruns? so far)"
)  # takes that are asked for
ECHO = """
import os, socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1], flush=True)
try: os.nice(-15)
except OSError: pass
while True: d, a = s.recvfrom(99); s.sendto(d, a)
"""


def descendants(pid: int) -> list[int]:
    """A process and all it started."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def memory_mb(pids: list[int]) -> float:
    """Private and shared memory of these processes, what they share counted once in parts."""
    return sum(int(re.search(r"Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())[1]) for pid in pids) / 1024


def drops(port: int) -> int:
    """Datagrams that the kernel threw away because the socket's buffer was full."""
    rows = [line.split() for name in ("udp", "udp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return sum(int(row[-1]) for row in rows if int(row[1].rsplit(":", 1)[1], 16) == port)


def waited_ms(task: Path) -> float:
    """How long this thread has been ready to run without a processor."""
    return int((task / "schedstat").read_text().split()[1]) / 1e6


def busiest(pids: list[int]) -> Path:
    """The thread with ordinary priority that has run longest, so far."""
    tasks = [task for pid in pids for task in Path(f"/proc/{pid}/task").iterdir()]
    ordinary = [task for task in tasks if os.sched_getscheduler(int(task.name)) == os.SCHED_OTHER]
    return max(ordinary, key=lambda task: int((task / "schedstat").read_text().split()[0]))


class Hand(threading.Thread):
    """Good messages all the while. stalls: (ms to the program, its own part, ms to the echo). server: its thread.

    unheard, overruled: values of which nothing was heard, and such that became another at once, by a preset, say.
    """

    def __init__(self, port: int, echo: int) -> None:
        super().__init__(daemon=True)
        self.port, self.echo = ("127.0.0.1", port), ("127.0.0.1", echo)
        self.server: Path | None = None
        self.times_ms: list[float] = []
        self.echo_ms: list[float] = []
        self.stalls: list[tuple[float, float, float]] = []
        self.pings = self.unanswered = self.values = self.unheard = self.overruled = self.underruns = 0
        self.stop = threading.Event()
        # Two subscribers: the fader sets values, and is told of one if it became another; the ear is told of changes.
        sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(4)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self._socket, self._other, self._ear, self._fader = sockets
        self._ear.setblocking(False)
        self._fader.setblocking(False)

    def _hear(self, until: float) -> float | None:
        """Listen at the subscribers' sockets for a value. Returns the first that they are told."""
        with selectors.DefaultSelector() as selector:
            for one in (self._ear, self._fader):
                selector.register(one, selectors.EVENT_READ)
            while ready := selector.select(max(until - time.monotonic(), 0.0)):
                try:
                    while True:
                        (message,) = parse(ready[0][0].fileobj.recv(65536))
                        if message.address == "/rt/status/underruns":
                            self.underruns = int(message.arguments[0])
                        if message.address == UNTOUCHED:
                            return float(message.arguments[0])
                except BlockingIOError:
                    continue
        return None

    def _ping(self) -> None:
        def answered(opened: socket.socket, target: tuple[str, int]) -> float:
            began = time.monotonic()
            opened.sendto(PING, target)
            opened.settimeout(20.0)
            try:
                opened.recv(65536)
            except TimeoutError:
                return -1.0
            return (time.monotonic() - began) * 1000.0

        took: list[float] = []
        beside = threading.Thread(target=lambda: took.append(answered(self._other, self.echo)))
        beside.start()
        tasks = [task for task in (self.server, Path(f"/proc/self/task/{threading.get_native_id()}")) if task]
        before = [waited_ms(task) for task in tasks]
        ms = answered(self._socket, self.port)
        own_ms = ms - sum(waited_ms(task) - waited for task, waited in zip(tasks, before, strict=True))
        beside.join()
        self.pings += 1
        if ms < 0:
            self.unanswered += 1
            return
        self.times_ms.append(ms)
        self.echo_ms.append(took[0])
        if ms > STALL_MS:
            self.stalls.append((ms, own_ms, took[0]))

    def run(self) -> None:
        next_set = subscribed = 0.0
        while not self.stop.is_set():
            now = time.monotonic()
            if now > subscribed + 10.0:
                for one in (self._ear, self._fader):
                    one.sendto(build_msg("/rt/subscribe").dgram, self.port)
                self._hear(now + 0.3)
                subscribed = now
            if now >= next_set:
                self.values += 1
                value = struct.unpack("f", struct.pack("f", self.values % 1000 / 1000.0))[0]
                while self._hear(now) is not None:  # what was said before
                    pass
                self._fader.sendto(build_msg(UNTOUCHED, [value]).dgram, self.port)
                heard = self._hear(time.monotonic() + 5.0)
                self.unheard += heard is None
                self.overruled += heard is not None and heard != value
                next_set = now + SET_S
            self._ping()
            time.sleep(PING_S)


class Alone:
    """The program that nobody plays."""

    def __init__(self, port: int) -> None:
        self._port = ("127.0.0.1", port)

    def underruns(self) -> int:
        """So far."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
            opened.settimeout(5.0)
            opened.sendto(build_msg("/rt/subscribe").dgram, self._port)
            while True:
                (message,) = parse(opened.recv(65536))
                if message.address == "/rt/status/underruns":
                    opened.sendto(build_msg("/rt/unsubscribe").dgram, self._port)
                    return int(message.arguments[0])


class Vandals:
    """Send the packets. sent: so far. hung_up: TCP connections that the program ended."""

    def __init__(self, port: int, fuzzer: Fuzzer, tcp_every: int) -> None:
        self.port, self.fuzzer, self.tcp_every = ("127.0.0.1", port), fuzzer, tcp_every
        self.sent = self.over_tcp = self.hung_up = self.connected = 0
        self._sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(SOCKETS)]
        for one in self._sockets:
            one.bind(("127.0.0.1", 0))
            one.setblocking(False)
        self._fence = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._fence.settimeout(20.0)
        self._streams: list[tuple[socket.socket, bool]] = []

    def _connect(self) -> None:
        opened = socket.create_connection(self.port, 20.0)
        opened.setblocking(False)
        self.connected += 1
        self._streams.append((opened, self.connected % 2 == 0))

    def _over_tcp(self, packet: bytes, number: int) -> None:
        if not self._streams or (number % 97 == 0 and len(self._streams) < 20):
            self._connect()
        at = number % len(self._streams)
        opened, is_slip = self._streams[at]
        stream = slip.encode(packet) if is_slip else struct.pack(">i", len(packet)) + packet
        if number % 50 == 0:
            stream = self.fuzzer.spoilt_stream(stream)
        try:
            opened.send(stream)
            if number % 3:  # some never read
                opened.recv(65536)
        except BlockingIOError:
            pass
        except OSError:
            opened.close()
            del self._streams[at]
            self.hung_up += 1
        if number % 499 == 0 and self._streams:  # and some go in the middle of a packet
            self._streams.pop()[0].close()

    def send(self, count: int) -> None:
        packets = self.fuzzer.packets()
        for number in range(count):
            packet = next(packets)
            if self.tcp_every and number % self.tcp_every == 0:
                self._over_tcp(packet, number // self.tcp_every)
                self.over_tcp += 1
            else:
                one = self._sockets[number % SOCKETS]
                one.sendto(packet, self.port)
                if number % (SOCKETS * 7) < SOCKETS:  # answers pile up and are thrown away
                    try:
                        while True:
                            one.recv(65536)
                    except BlockingIOError:
                        pass
            self.sent += 1
            if number % WINDOW == 0:
                self._fence.sendto(PING, self.port)
                self._fence.recv(65536)


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(int(part * len(values)), len(values) - 1)] if values else float("nan")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1_000_000, help="packets [default: 1 000 000]")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tcp-every", type=int, default=5, help="one packet in so many goes over TCP, 0: none [5]")
    options = parser.parse_args()
    sys.setswitchinterval(0.0005)  # or the vandals hold up the good messages here
    with tempfile.TemporaryDirectory() as folder:
        programs = [start(Path(folder, name)) for name in ("played", "alone")]
        echo = subprocess.Popen([sys.executable, "-c", ECHO], stdout=subprocess.PIPE, text=True)
        try:
            return fuzz(*programs, int(echo.stdout.readline()), options, Path(folder, "played"))
        finally:
            for process in (*programs, echo):
                process.kill()
                process.wait()


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    folder.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("REALTIME_GEN_")}
    environment["XDG_DATA_HOME"] = str(folder)
    command = [str(Path(sys.executable).parent / "realtime-gen"), "--device", "null", "--osc-port", "0", *arguments]
    return subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)


def port_of(program: subprocess.Popen[str], said: list[str]) -> int:
    """Of its OSC, once it plays. said: gets what it says until then."""
    for line in program.stderr:
        said.append(line.rstrip())
        if found := re.match(r"OSC on .*:(\d+);", line):
            return int(found[1])
    raise SystemExit(f"it does not play: {said}")


def fuzz(
    program: subprocess.Popen[str], other: subprocess.Popen[str], echo: int, options: argparse.Namespace, folder: Path
) -> int:
    said: list[str] = []
    port, alone = port_of(program, said), Alone(port_of(other, []))
    listener = threading.Thread(target=lambda: said.extend(line.rstrip() for line in program.stderr), daemon=True)
    listener.start()
    time.sleep(2.0)
    introduction = len(said)
    quiet = Hand(port, echo)  # as fast without vandals
    quiet.start()
    time.sleep(QUIET_S)
    quiet.stop.set()
    quiet.join()
    hand = Hand(port, echo)
    hand.start()
    vandals = Vandals(port, Fuzzer(Registry(load_model().bundle), options.seed, "/rt/panic"), options.tcp_every)
    warm = min(options.count // 10, 20_000)
    began, alone_before = time.monotonic(), alone.underruns()
    vandals.send(warm)
    processes = descendants(program.pid)
    hand.server = busiest(processes)
    before_mb = memory_mb(processes)
    vandals.send(options.count - warm)
    seconds = time.monotonic() - began
    hand.stop.set()
    hand.join()
    alone_underruns = alone.underruns() - alone_before
    alive = descendants(program.pid)
    after_mb = memory_mb(alive) if alive == processes else float("nan")
    dropped = drops(port)
    files = [path for path in folder.rglob("*") if path.is_file()]
    program.send_signal(signal.SIGINT)
    code = program.wait(90)  # it fades out over up to 30 s, as somebody may have asked
    listener.join(5.0)
    log = [line for line in said[introduction:] if not HARMLESS.match(line)]
    own_stalls = [stall for stall in hand.stalls if stall[1] > STALL_MS]
    rows = [
        ("packets", f"{vandals.sent}, of which {vandals.over_tcp} over TCP on {vandals.connected} connections"),
        ("seed, seconds", f"{options.seed}, {seconds:.0f} ({vandals.sent / seconds:.0f} a second)"),
        ("dropped by the kernel", str(dropped)),
        ("lines in the log", str(len(log))),
        ("pings unanswered", f"{hand.unanswered} of {hand.pings}"),
        ("values not heard of", f"{hand.unheard} of {hand.values}; {hand.overruled} were overruled at once"),
        ("ping to pong, ms", f"p50 {percentile(hand.times_ms, 0.5):.1f}, p99 {percentile(hand.times_ms, 0.99):.1f}, "
         f"longest {max(hand.times_ms):.1f}"),
        ("the same, no vandals", f"p50 {percentile(quiet.times_ms, 0.5):.1f}, p99 "
         f"{percentile(quiet.times_ms, 0.99):.1f}, longest {max(quiet.times_ms):.1f}"),
        ("a mere echo beside it", f"p50 {percentile(hand.echo_ms, 0.5):.1f}, p99 {percentile(hand.echo_ms, 0.99):.1f}, "
         f"longest {max(hand.echo_ms):.1f}"),
        (f"stalls over {STALL_MS:g} ms", f"{len(hand.stalls)}, of which {len(own_stalls)} not for want of a processor"),
        ("underruns", f"{hand.underruns - quiet.underruns}; of the program left alone {alone_underruns}"),
        ("memory, MB", f"{before_mb:.1f} after {warm} packets, {after_mb:.1f} at the end"),
        ("processes", f"{len(processes)}, {'all alive' if alive == processes else f'now {len(alive)}'}, exit {code}"),
        ("files made", f"{len(files)}, {sum(path.stat().st_size for path in files if path.exists()) / 1e6:.1f} MB"),
    ]  # fmt: skip
    for name, value in rows:
        print(f"{name:24s}{value}")
    for line in log[:20]:
        print("log:", line)
    for stall in hand.stalls[:20]:
        print("stall: {:.0f} ms, {:.0f} without waiting for a processor; echo {:.0f} ms".format(*stall))
    return int(bool(log or dropped or hand.unanswered or hand.unheard or own_stalls or alive != processes))


if __name__ == "__main__":
    sys.exit(main())
