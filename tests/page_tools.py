"""What the tests of the page share: the page in Chromium, a cable to it that can be cut, and measures of its sound."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from typing import Any

import numpy as np
from conftest import Playing
from osc_tools import Controller

WITHIN_S = 20.0  # whatever is to happen soon, on a busy machine


class Cable:
    """A TCP connection to the page's port that can be cut, and mended."""

    def __init__(self, port: int) -> None:
        self.to = port
        self.ends: set[socket.socket] = set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", self.to))
                for source, sink in ((near, far), (far, near)):
                    self.ends.add(source)
                    threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            self.ends.discard(end)

    def cut(self) -> None:
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for end in list(self.ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()


class Page:
    """The page in the browser. playing: what serves it. hands: another controller of it."""

    def __init__(self, browser: Any, playing: Playing, hands: Controller, cable: Cable) -> None:
        self.browser, self.playing, self.hands, self.cable = browser, playing, hands, cable

    def run(self, script: str, *arguments: object) -> Any:
        return self.browser.execute_script(script, *arguments)

    def find(self, selector: str) -> Any:
        return self.browser.find_element("css selector", selector)

    def fader(self, name: str) -> float:
        """What it shows."""
        return float(self.find(f'[data-name="{name}"]').get_attribute("aria-valuenow"))

    def press(self, selector: str) -> None:
        self.find(selector).click()

    def is_pressed(self, selector: str) -> bool:
        return self.find(selector).get_attribute("aria-pressed") == "true"

    def resize(self, width: int, height: int, mobile: bool = False) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": mobile})

    def touch(self, kind: str, *points: tuple[float, float]) -> None:
        """Fingers in CSS pixels. kind: Start, Move (all that are down), End (those that stay)."""
        fingers = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        self.browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": fingers})

    def middle(self, selector: str) -> tuple[float, float]:
        box = self.find(selector).rect
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def place(self, x: float, y: float) -> tuple[float, float]:
        """CSS pixels of a place on the map, -1..1, that has a margin of 6 % around it."""
        box = self.find(".pad").rect
        return box["x"] + box["width"] * (0.5 + 0.44 * x), box["y"] + box["height"] * (0.5 - 0.44 * y)

    def drag(self, *places: tuple[float, float]) -> None:
        """Across the map with the mouse, from the first place to the last."""
        pad, action = self.find(".pad"), self.actions()
        middle = self.place(0.0, 0.0)
        for i, place in enumerate(places):
            x, y = self.place(*place)
            action.move_to_element_with_offset(pad, round(x - middle[0]), round(y - middle[1]))
            if i == 0:
                action.click_and_hold()
        action.release().perform()

    def actions(self) -> Any:
        from selenium.webdriver import ActionChains

        return ActionChains(self.browser, duration=50)

    def told(self, address: str) -> tuple[Any, ...]:
        """What the instrument is set to, as it tells someone who asks."""
        asking = Controller(self.hands.server[1])
        with asking.socket:
            asking.send("/rt/sync")
            return asking.received(WITHIN_S, until=address)[-1].arguments


def wait_for(what: Callable[[], Any], seconds: float = WITHIN_S) -> Any:
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, f"not so within {seconds} s"
        time.sleep(0.02)
    return found


def bands(sound: np.ndarray, rate: int, start: float, end: float) -> np.ndarray:
    """(18,) dB, third octaves from 120 Hz to 8 kHz, about their mean: colour, whatever the level."""
    part, size = sound[int(start * rate) : int(end * rate)], 4096
    frames = np.array([part[i : i + size] * np.hanning(size) for i in range(0, len(part) - size, size // 2)])
    power = (np.abs(np.fft.rfft(frames)) ** 2).mean(axis=0)
    frequencies, edges = np.fft.rfftfreq(size, 1 / rate), np.geomspace(120.0, 8000.0, 19)
    level = np.array(
        [power[(frequencies >= low) & (frequencies < max(high, low + 12))].mean() for low, high in pairwise(edges)]
    )
    found = 10 * np.log10(level + 1e-12)
    return found - found.mean()


def share_of(sound: np.ndarray, rate: int, start: float, end: float, hertz: float) -> float:
    """dB, of a tone and its octave in the whole."""
    part = sound[int(start * rate) : int(end * rate)]
    power = np.abs(np.fft.rfft(part * np.hanning(len(part)))) ** 2
    frequencies = np.fft.rfftfreq(len(part), 1 / rate)
    tone = sum(power[np.abs(frequencies - one) < 0.02 * one].sum() for one in (hertz, 2 * hertz))
    return float(10 * np.log10((tone + 1e-12) / (power[frequencies > 60.0].sum() + 1e-12)))
