"""`realtime-gen` without a command: settings to sound, until interrupted. Control thread only.

Opens, in this order, what can fail without having made a sound: model, take, OSC port, device. Everything is compiled
and warmed before the stream starts.
"""

from __future__ import annotations

import secrets
import signal
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from realtime.bundle import load_model
from realtime.config import Settings, parse_address
from realtime.console import Console
from realtime.errors import DeviceError, NoSoundError, UsageError
from realtime.kernel_cache import COMPILING, is_cold

if TYPE_CHECKING:
    from realtime.audio.link import AudioLink
    from realtime.engine import Engine
    from realtime.player import Player, Stream
    from realtime.recorder import Recorder

WATCH_S = 0.1
REPORT_EVERY_S = 5.0


def apply_assignments(engine: Engine, assignments: Sequence[tuple[str, float]]) -> None:
    """--set on an engine. Raises UsageError for an unknown name or NaN.

    Naming a style leaves out those not named: nobody who asks for piano means half of it.
    """
    try:
        if any(name.startswith("style/") for name, _ in assignments):
            for style in engine.values.registry.styles:
                engine.set(f"style/{style}", 0.0)
        for name, value in assignments:
            engine.set(name, value)
    except (KeyError, ValueError, TypeError) as error:
        raise UsageError(f"--set: {error.args[0]}") from error


def open_stream(link_for: type[AudioLink], settings: Settings, model_rate: int) -> tuple[AudioLink, Stream, int, str]:
    """The stream the settings ask for, its memory, rate and name.

    Without --samplerate a device that refuses the model's rate is opened at its own. Raises DeviceError and kin.
    """
    from realtime.audio.devices import find_output
    from realtime.audio.streams import ClockedStream, DeviceStream

    if settings.device == "null":
        rate = settings.samplerate or model_rate
        link = link_for(rate)
        stream = ClockedStream(link, rate, settings.blocksize, settings.channels)
        return link, stream, rate, "null (real time, no sound)"
    device = find_output(settings.device)
    name = f"{device['index']}: {device['name']}, {device['host_api']}"
    own_rate = round(device["sample_rate"])
    rates = [settings.samplerate] if settings.samplerate else list(dict.fromkeys([model_rate, own_rate]))
    for rate in rates:
        link = link_for(rate)
        try:
            output = DeviceStream(link, device["index"], rate, settings.blocksize, settings.channels)
        except DeviceError:
            if rate == rates[-1]:
                raise
        else:
            return link, output, rate, name
    raise AssertionError("unreachable: the last rate returns or raises")


def play(settings: Settings) -> int:
    """Play until interrupted, or for `settings.seconds`. Returns the exit code. Raises RealtimeGenError."""
    console = Console(settings.quiet)
    feedback = parse_address(settings.feedback) if settings.feedback else None
    model = load_model(settings.model)
    if is_cold():
        console.say(COMPILING)
    from realtime.audio.link import AudioLink
    from realtime.engine import Engine
    from realtime.osc import OscServer
    from realtime.player import RING_MS_ORDINARY, RING_MS_REALTIME, Player, may_be_realtime
    from realtime.recorder import Recorder

    seed = secrets.randbelow(2**31) if settings.seed is None else settings.seed
    engine = Engine(model, seed)
    apply_assignments(engine, settings.set)
    record = settings.record
    with ExitStack() as stack:
        try:
            link, stream, rate, name = open_stream(AudioLink, settings, engine.sample_rate)
        except NoSoundError as error:
            if settings.device is not None:
                raise
            record = record or f"realtime-gen-{time.strftime('%Y%m%d-%H%M%S')}.wav"
            console.warn(f"NO SOUND: {error}")
            console.warn(f"playing in real time to the file {record} instead")
            silent = replace(settings, device="null")
            link, stream, rate, _ = open_stream(AudioLink, silent, engine.sample_rate)
            name = f"the file {record}"
        stack.callback(close_quietly, stream)
        engine.prepare(rate, settings.blocksize)
        engine.reset(seed)
        stop = Interruption()  # until here Ctrl-C simply ends the program; from here on it fades out
        ring_ms = settings.latency or (RING_MS_REALTIME if may_be_realtime() else RING_MS_ORDINARY)
        ring_ms = max(ring_ms, 1000.0 * (settings.blocksize + engine.spec.hop) / rate)
        player = Player(engine, link, stream, ring_ms)
        recorder = None
        if record:
            recorder = Recorder(link, Path(record), rate, min(2, settings.channels), console.warn)
            stack.callback(finish, recorder, console)
        osc = OscServer(engine.values, settings.osc_host, settings.osc_port, feedback, player.status)
        try:
            osc.start()
            stack.callback(osc.stop)
            stack.callback(player.stop)
            if recorder:
                recorder.start()
            player.start()
        except BaseException:
            if recorder:
                recorder.discard()  # nothing was heard: leave the name asked for as it was
            raise
        console.say(
            f"{model.bundle.name} ({', '.join(model.bundle.styles)}) on {name}, {rate} Hz, seed {seed}\n"
            f"latency {player.latency_ms:.0f} ms: inversion {1000.0 * engine.latency_samples / rate:.0f}, "
            f"ring {ring_ms:.0f}, device {1000.0 * min(stream.latency_seconds, 10.0):.0f}\n"
            f"OSC on {settings.osc_host}:{osc.port}; Ctrl-C stops"
        )
        if settings.osc_host not in ("127.0.0.1", "localhost", "::1"):
            console.warn(f"OSC is open to every machine that can reach {settings.osc_host}:{osc.port}")
        if player.hint:
            console.say(player.hint)
        code = watch(player, settings, console, stop)
    if recorder and recorder.stop().error:  # said when it happened; the sound went on
        return code or 1
    return code


def watch(player: Player, settings: Settings, console: Console, stop: Interruption) -> int:
    """Wait for the end, whatever brings it; report underruns meanwhile. Returns the exit code."""
    started = time.monotonic()
    reported, report_at = 0, started + REPORT_EVERY_S
    while True:
        if stop.wait(WATCH_S):
            return 130
        now = time.monotonic()
        if settings.seconds is not None and now - started >= settings.seconds:
            return 0
        if player.failure is not None:
            console.warn(f"the engine stopped ({player.failure!r}): please report this with the model and the command")
            return 1
        if not player.stream.active:
            console.warn("the sound device went away: check it, see 'realtime-gen devices', and start again")
            return 1
        if now >= report_at and player.link.underruns > reported:
            reported, report_at = player.link.underruns, now + REPORT_EVERY_S
            console.warn(f"{reported} underruns so far: raise --latency, now {player.ring_ms:.0f} ms")


class Interruption:
    """Ctrl-C, SIGTERM and the closing of the terminal, as an event. Install on the main thread."""

    def __init__(self) -> None:
        self._event = threading.Event()
        if threading.current_thread() is threading.main_thread():
            for name in ("SIGINT", "SIGTERM", "SIGHUP"):
                if hasattr(signal, name):
                    signal.signal(getattr(signal, name), lambda *_: self._event.set())

    def wait(self, seconds: float) -> bool:
        return self._event.wait(seconds)


def finish(recorder: Recorder, console: Console) -> None:
    """End the take and say what became of it."""
    take = recorder.stop()
    if take.error is None:
        console.say(f"recorded {recorder.seconds:.1f} s to {take.path}")
    if take.dropped:
        console.warn(f"{take.dropped} frames are missing from {take.path}: the disk was too slow")


def close_quietly(stream: Stream) -> None:
    """Give the device back, unless it died: then closing would never return."""
    if stream.active:
        stream.abort()
        stream.close()
