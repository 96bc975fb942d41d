"""Twenty browsers that drag at once, and one that never reads, leave the sound and each other alone."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from pathlib import Path

import aiohttp
from benchmarks.web_clients import RATE_HZ, drag, sleeper, status
from conftest import Playing

BROWSERS, SECONDS = 20, 2.0


def test_twenty_browsers_and_a_dead_one(playing: Callable[..., Playing]):
    one = playing("--web", 0, "--latency", 400)

    def address() -> re.Match[str] | None:
        return next(filter(None, (re.match(r"page on http://127.0.0.1:(\d+)/", line) for line in one.said)), None)

    while address() is None:
        time.sleep(0.01)
    port = int(address()[1])

    async def play() -> tuple[list[int], dict[str, float]]:
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/page.json") as answer:
                parameters = (await answer.json())["parameters"][-BROWSERS:]
            url, until = f"ws://127.0.0.1:{port}/ws", time.monotonic() + SECONDS
            told = await asyncio.gather(
                *(drag(session, url, p["address"], p["low"], p["high"], until) for p in parameters)
            )  # fmt: skip
        return told, await status(port)

    dead = sleeper(port)
    told, after = asyncio.run(play())
    dead.close()
    assert after["underruns"] == 0, "this machine was too busy for a ring of 400 ms"
    # Each is told what the others did, 20 times a second at most, however often they move: 40 frames with the status
    # and the spectrum on an idle machine, 15 measured on a busy one.
    assert all(1.0 < frames / SECONDS < RATE_HZ for frames in told)
    niceness = [
        int((task / "stat").read_text().split()[18]) for task in Path(f"/proc/{one.process.pid}/task").iterdir()
    ]
    assert max(niceness) == niceness[0] + 5  # the page's thread yields to all others
    assert one.interrupt() == 130
