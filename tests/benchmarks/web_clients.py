"""What twenty browsers, and one that never reads, do to the sound and to OSC. Needs a running `realtime-gen --web`.

    realtime-gen --device null --osc-port 9000 --web 8000 &
    python tests/benchmarks/web_clients.py 9000 8000 --browsers 20 --seconds 30

Every browser drags a parameter of its own at 60 Hz and reads what it is told; a controller beside them asks by UDP how
long an answer takes. Prints one JSON object: without browsers first, then with them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import multiprocessing
import socket
import statistics
import struct
import time
from concurrent.futures import ProcessPoolExecutor

import aiohttp

RATE_HZ = 60.0
PING = b"/rt/ping\0\0\0\0,\0\0\0"


def message(address: str, value: float) -> bytes:
    text = address.encode()
    return text + b"\0" * (4 - len(text) % 4) + b",f\0\0" + struct.pack(">f", value)


async def drag(session: aiohttp.ClientSession, url: str, address: str, low: float, high: float, until: float) -> int:
    """One browser. Returns how many frames it was sent."""
    heard = 0
    async with session.ws_connect(url, max_msg_size=1 << 20) as browser:

        async def listen() -> None:
            nonlocal heard
            async for _ in browser:
                heard += 1

        listening = asyncio.create_task(listen())
        due = time.monotonic()
        while (now := time.monotonic()) < until:
            await browser.send_bytes(message(address, low + (high - low) * (0.5 + 0.5 * math.sin(3.0 * now))))
            due += 1.0 / RATE_HZ
            await asyncio.sleep(max(0.0, due - time.monotonic()))
        listening.cancel()
    return heard


def answers(port: int, seconds: float) -> list[float]:
    """Milliseconds from /rt/ping to /rt/pong, 50 times a second. In a process of its own."""
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.connect(("127.0.0.1", port))
        one.settimeout(5.0)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            began = time.perf_counter()
            one.send(PING)
            one.recv(4096)
            found.append(1000.0 * (time.perf_counter() - began))
            time.sleep(0.02)
    return found


async def status(port: int) -> dict[str, float]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/rt/status") as answer:
        contents = (await answer.json(content_type=None))["CONTENTS"]
    return {name: node["VALUE"][0] for name, node in contents.items() if "VALUE" in node}


def sleeper(port: int) -> socket.socket:
    """A browser that asks for everything and reads nothing."""
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    one.connect(("127.0.0.1", port))
    one.sendall(
        f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    return one


def shown(latencies: list[float]) -> dict[str, float]:
    latencies = sorted(latencies)
    return {
        "p50_ms": round(statistics.median(latencies), 3),
        "p99_ms": round(latencies[int(0.99 * len(latencies))], 3),
        "n": len(latencies),
    }


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("osc", type=int)
    parser.add_argument("web", type=int)
    parser.add_argument("--browsers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30.0)
    given = parser.parse_args()
    apart = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
    asking = asyncio.get_running_loop().run_in_executor
    await asking(apart, answers, given.osc, 0.5)
    before = await status(given.web)
    alone = await asking(apart, answers, given.osc, given.seconds)
    middle = await status(given.web)
    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{given.web}/page.json") as answer:
            parameters = (await answer.json())["parameters"]
        names = [p for p in parameters if p["name"] not in ("mute", "gain", "fade", "freeze")][: given.browsers]
        dead, until = sleeper(given.web), time.monotonic() + given.seconds
        url = f"ws://127.0.0.1:{given.web}/ws"
        measuring = asking(apart, answers, given.osc, given.seconds)
        frames = await asyncio.gather(*(drag(session, url, p["address"], p["low"], p["high"], until) for p in names))
        beside = await measuring
        dead.close()
    apart.shutdown()
    after = await status(given.web)
    one, other = shown(alone), shown(beside)
    print(
        json.dumps(
            {
                "without": one,
                "with": other,
                "ratio_p50": round(other["p50_ms"] / one["p50_ms"], 2),
                "ratio_p99": round(other["p99_ms"] / one["p99_ms"], 2),
                "frames_a_second_each": round(statistics.median(frames) / given.seconds, 1),
                "underruns": [status["underruns"] for status in (before, middle, after)],
                "load": [status["load"] for status in (before, middle, after)],
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    asyncio.run(main())
