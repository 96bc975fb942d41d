"""A flood of faders at the running program, and good messages in it: `python tests/benchmarks/osc_flood.py [--help]`.

Another process sends `--rate` messages a second, over UDP or one TCP connection, and counts them. From here go 100 good
ones a second, each with a value of its own. What became of both is read in the score of the take that runs meanwhile,
which holds every message as it took effect. Subscribers in a third process read all they are told.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from osc_fuzz import drops, percentile, port_of, start
from pythonosc.osc_message_builder import build_msg

GOOD = "/rt/param/temperature"
SENDER = """
import socket, struct, sys, time
port, rate, seconds, tcp = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4] == "tcp"
out = socket.socket(socket.AF_INET, socket.SOCK_STREAM if tcp else socket.SOCK_DGRAM); out.connect(("127.0.0.1", port))
def packet(n):
    data = b"/rt/param/brightness\\0\\0\\0\\0,f\\0\\0" + struct.pack(">f", n % 1000 / 100.0)
    return struct.pack(">i", len(data)) + data if tcp else data
start, n, total = time.perf_counter(), 0, int(rate * seconds)
while n < total:
    due = min(int((time.perf_counter() - start) * rate), total)
    if tcp and due > n:
        out.sendall(b"".join(packet(k) for k in range(n, due))); n = due
    while n < due:
        out.send(packet(n)); n += 1
    time.sleep(0.001)
print(n, time.perf_counter() - start)
"""
SUBSCRIBERS = """
import selectors, socket, sys, time
port, count = int(sys.argv[1]), int(sys.argv[2])
selector, packet, heard, ones = selectors.DefaultSelector(), b"/rt/subscribe\\0\\0\\0,\\0\\0\\0", 0, []
for n in range(count):
    tcp = n % 4 == 3
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM if tcp else socket.SOCK_DGRAM)
    one.connect(("127.0.0.1", port)); one.send((b"\\0\\0\\0\\x14" if tcp else b"") + packet)
    selector.register(one, selectors.EVENT_READ)
print("ready", flush=True)
while True:
    for key, _ in selector.select(): heard += len(key.fileobj.recv(65536))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rate", type=int, default=10_000, help="messages a second")
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    print(f"{'':28s}{'sent':>8s}{'in score':>9s}{'good':>6s}{'lost':>6s}{'drops':>7s}  ping p50, p99, longest ms")
    lost = 0
    for over, subscribers in (("udp", 0), ("udp", 20), ("tcp", 0), ("tcp", 20)):
        lost += flood(over, subscribers, options.rate, options.seconds)
    return int(lost > 0)


def flood(over: str, subscribers: int, rate: int, seconds: float) -> int:
    """Returns how many good messages were lost."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "played")
        program = start(folder, "--record", "take.wav")
        processes = [program]
        try:
            port = port_of(program, [])
            time.sleep(1.0)
            if subscribers:
                crowd = [sys.executable, "-c", SUBSCRIBERS, str(port), str(subscribers)]
                processes.append(subprocess.Popen(crowd, stdout=subprocess.PIPE, text=True))
                processes[-1].stdout.readline()
                time.sleep(0.5)
            sender = subprocess.Popen(
                [sys.executable, "-c", SENDER, str(port), str(rate), str(seconds), over],
                stdout=subprocess.PIPE,
                text=True,
            )
            processes.append(sender)
            times_ms, good = [], 0
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hand:
                hand.settimeout(20.0)
                hand.connect(("127.0.0.1", port))
                while sender.poll() is None:
                    good += 1
                    hand.send(build_msg(GOOD, [good / 4096.0]).dgram)
                    began = time.monotonic()
                    hand.send(build_msg("/rt/ping").dgram)
                    hand.recv(100)
                    times_ms.append((time.monotonic() - began) * 1000.0)
                    time.sleep(0.01)
            sent, took = sender.stdout.read().split()
            dropped = drops(port)
            time.sleep(1.0)
            (score,) = folder.glob("take.score*")
            lines = score.read_text().splitlines()
            found = [float(line.split()[2]) for line in lines if f" {GOOD} " in line]
            expected = [min(number / 4096.0, 2.0) for number in range(1, good + 1)]
            missing = good - sum(a == b for a, b in zip(found[-good:], expected, strict=False))
            played = sum(" /rt/param/brightness " in line for line in lines)
        finally:
            for process in processes:
                process.kill()
                process.wait()
    row = f"{over}, {subscribers} subscribers, {float(took):.0f} s"
    print(
        f"{row:28s}{sent:>8s}{played:9d}{good:6d}{missing:6d}{dropped:7d}  {percentile(times_ms, 0.5):.1f}, "
        f"{percentile(times_ms, 0.99):.1f}, {max(times_ms):.1f}",
        flush=True,
    )
    return missing


if __name__ == "__main__":
    sys.exit(main())
