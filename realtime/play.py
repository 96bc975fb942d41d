"""`realtime-gen` without a command: settings to sound, until interrupted. The person at the terminal is served here.

Opens, in this order, what can fail without having made a sound: model, device, OSC port, take.
"""

from __future__ import annotations

import secrets
import signal
import threading
import time
from typing import TYPE_CHECKING

from realtime.config import Settings
from realtime.console import Console
from realtime.kernel_cache import COMPILING, is_cold
from realtime.logs import configure
from realtime.privileges import NICENESS, raise_niceness

if TYPE_CHECKING:
    from realtime.orders import Opened
    from realtime.stage import Stage
    from realtime.terminal.display import Display

WATCH_S = 0.1
REPORT_EVERY_S = 5.0


def play(settings: Settings) -> int:
    """Play until interrupted, or for `settings.seconds`. Returns the exit code. Raises RealtimeGenError."""
    configure(settings.verbose)
    console = Console(settings.quiet)
    display = open_display(settings)  # before any other process is started, whose words it takes up
    try:
        return _play(settings, console, display)
    finally:
        if display is not None:
            display.close()


def _play(settings: Settings, console: Console, display: Display | None) -> int:
    # All threads: one that other programs keep from running, with the interpreter lock in its hand, holds up the rest.
    raise_niceness(NICENESS)
    if is_cold():
        console.say(COMPILING)
    from realtime.stage import Stage

    seed = secrets.randbelow(2**31) if settings.seed is None else settings.seed
    stage = Stage(settings, seed, console.say, console.warn)
    try:
        opened = stage.open()
        record = settings.record
        if opened.no_sound:
            record = record or f"realtime-gen-{time.strftime('%Y%m%d-%H%M%S')}.wav"
            console.warn(f"NO SOUND: {opened.no_sound}")
            console.warn(f"playing in real time to the file {record} instead")
        if record:
            stage.takes.start(path=record)
        stop = Interruption()  # until here Ctrl-C simply ends the program; from here on it fades out
        try:
            playing = stage.start()
        except BaseException:
            stage.takes.discard()  # nothing was heard: leave the name asked for as it was
            raise
        introduce(stage, opened, console)
        if playing.hint:
            console.say(playing.hint)
        if display is not None:
            display.show(stage)
        code = watch(stage, console, stop, display)
    finally:
        if display is not None:
            display.hide()
        take = stage.stop()
    if record and take is not None and take.error:  # said when it happened; the sound went on
        return code or 1
    return code


def introduce(stage: Stage, opened: Opened, console: Console) -> None:
    """What plays where, how late, and how to reach it."""
    bundle, settings = stage.model.bundle, stage.settings
    device = f"the file {stage.takes.path}" if opened.no_sound else opened.device
    parts = [("model", opened.model_ms), ("inversion", opened.inversion_ms), ("resampler", opened.resampler_ms)]
    parts += [("ring", stage.supervisor.opened.wait_ms), ("device", opened.device_ms)]
    console.say(
        f"{bundle.name} ({', '.join(bundle.styles)}) on {device}, {opened.rate} Hz, seed {stage.seed}\n"
        f"latency {stage.latency_ms:.0f} ms: {', '.join(f'{name} {ms:.0f}' for name, ms in parts if ms)} "
        f"({settings.quality} quality; the ring holds {stage.supervisor.opened.ring_ms:.0f} at most)\n"
        f"OSC on {settings.osc_host}:{stage.steering.port}; Ctrl-C stops"
    )
    if stage.web is not None:
        if stage.web.access.token is None:
            console.say(f"page on {stage.web.url}")
        else:
            console.warn(f"the page is open to the network, to whoever has this address: {stage.web.url}")
    elif settings.web_host != Settings.web_host:
        console.warn(f"--web-host {settings.web_host} opens no page without a port: add --web 8000")
    if opened.input:
        console.say(f"hearing {opened.input}: what it hears steers, as far as /rt/input/... says; headphones are wise")
    if settings.osc_host not in ("127.0.0.1", "localhost", "::1"):
        from realtime.osc.allowed import Allowed

        remedy = "" if settings.osc_allow else "; --osc-allow names who may play"
        console.warn(f"OSC on port {stage.steering.port} is open to {Allowed.parse(settings.osc_allow)}{remedy}")


def open_display(settings: Settings) -> Display | None:
    """The live display, if stderr is a terminal for it."""
    from realtime.terminal.screen import is_wanted

    if not is_wanted(settings.quiet):
        return None
    from realtime.terminal.display import Display

    return Display()


def watch(stage: Stage, console: Console, stop: Interruption, display: Display | None) -> int:
    """Wait for the end; report underruns meanwhile. Returns the exit code."""
    started = time.monotonic()
    reported, report_at = 0, started + REPORT_EVERY_S
    seconds = stage.settings.seconds
    while True:
        if stop.wait(WATCH_S):
            return 130
        now = time.monotonic()
        if display is not None:
            display.tick(now)
        if seconds is not None and now - started >= seconds:
            return 0
        if now >= report_at and stage.link.underruns > reported:
            reported, report_at = stage.link.underruns, now + REPORT_EVERY_S
            named, ring_ms = "underrun" if reported == 1 else "underruns", stage.supervisor.opened.ring_ms
            console.warn(f"{reported} {named} so far: raise --latency, now {ring_ms:.0f} ms")


class Interruption:
    """Ctrl-C, SIGTERM and the closing of the terminal, as something to wait for. Install on the main thread.

    A plain flag: the handler runs between any two instructions of the main thread, so a `threading.Event` would wait
    for ever for a lock that the main thread happens to hold inside its own `wait` (seen once in a dozen restarts).
    """

    def __init__(self) -> None:
        self._asked = False
        if threading.current_thread() is threading.main_thread():
            for name in ("SIGINT", "SIGTERM", "SIGHUP"):
                if hasattr(signal, name):
                    signal.signal(getattr(signal, name), self._ask)

    def _ask(self, *_: object) -> None:
        self._asked = True

    def wait(self, seconds: float) -> bool:
        """Whether it came, now or within that time."""
        if not self._asked:
            time.sleep(seconds)
        return self._asked
