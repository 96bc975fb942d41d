"""The engine process: `python -m realtime.engine_process`, started and watched by the control process.

    main thread      obeys `orders`, builds the next model's engine, watches the device
    engine thread    the generation loop (`player`)
    audio thread     PortAudio's, or the null device's: the compiled callback

It plays on without the control process as long as a fade takes: the end of its standard input is its order to leave.
Signals of the terminal do not reach it; a SIGTERM ends it at once, and the control process starts another.
"""

from __future__ import annotations

import gc
import importlib
import os
import queue
import sys
import threading
import time
import traceback
from contextlib import suppress
from typing import Any

if __name__ == "__main__":  # there is silence until all this is loaded
    gc.disable()  # a fifth of the time; the player enables it
    # Numba takes SciPy where that is installed, which takes 0.15 s, for linear algebra that no kernel of ours uses.
    sys.modules["scipy"] = None  # type: ignore[assignment]
    importlib.import_module("realtime.ring_kernels")
    del sys.modules["scipy"]

import numpy as np

from realtime import orders
from realtime.audio.channels import parse_channels
from realtime.audio.devices import find_output, find_pinned, restart_portaudio
from realtime.audio.inputs import InputDevice
from realtime.audio.link import AudioLink
from realtime.audio.streams import ClockedStream, DeviceStream, hears_with
from realtime.bundle import load_model
from realtime.desk import ValuesReader
from realtime.engine import Engine
from realtime.errors import DeviceError, NoSoundError, RealtimeGenError
from realtime.listening import Ear
from realtime.parameters import Registry
from realtime.player import Player, hop_frames
from realtime.privileges import lock_memory, may_be_realtime, raise_priority
from realtime.shared_memory import SharedMemory

RING_MS_REALTIME, RING_MS_ORDINARY = 20.0, 100.0  # runtime measurements of DESIGN section 5
BUILDER_PRIORITY = 30  # SCHED_FIFO; below the engine thread's
LOOK_S = 0.1  # how often the device is looked at
RETRY_S = 0.5  # how often a device that has gone is looked for
LOOK = object()  # no order came in time
WARM_BLOCKS = 8  # made and thrown away before an engine is faded in
LONGEST_DEVICE_MS = 10_000.0  # PipeWire's JACK reports 89 000 s
FIRST_CALLBACK_S = 0.2  # for how long it is waited for, before what the device asks for at once is taken as known


class PlayedValues(ValuesReader):
    """What is asked for, but never muted: the callback's gate sees to that, and need not wait for the ring."""

    def refresh(self) -> None:
        super().refresh()
        self.slots[self.registry.index["mute"]] = 0.0


class EngineProcess:
    """One engine process. answer: called with each event for the control process."""

    def __init__(self, order: orders.Open, answer: Any) -> None:
        self._answer = answer
        self._memory = SharedMemory.attach(order.memory)
        self._link = AudioLink.adopt(orders.link_memory(self._memory.buffer))
        self._engine = self._load(order)
        self._built: Engine | None = None
        self._started = False
        self._stream: Any = None
        self._input: InputDevice | None = None
        self._ear: Ear | None = None
        self._order = order
        self._find_input(order)

    def open(self) -> bool:
        """Open the device and answer Opened; False if it is not there but has been, and should be tried again.

        Raises RealtimeGenError.
        """
        order, no_sound = self._order, None
        try:
            self._stream, device, pin = self._open(order)
        except DeviceError as error:
            if order.pin:
                self._answer(orders.Waiting(str(error)))
                return False
            if not (order.fallback and isinstance(error, NoSoundError)):
                raise
            no_sound = str(error)
            self._stream, device, pin = self._null(order)
        rate = self._rate
        self._open_input(order)
        self._engine.prepare(rate)
        self._engine.reset(order.seed)
        if self._input is not None:
            self._ear = Ear(self._link.read_input, self._input.sample_rate)
            self._engine.listen_to(self._ear)
        realtime = may_be_realtime()
        ring_ms = order.latency or (RING_MS_REALTIME if realtime else RING_MS_ORDINARY)
        ring_ms = max(ring_ms, 1000.0 * (order.blocksize + hop_frames(self._engine)) / rate)
        device_ms = min(1000.0 * self._stream.latency_seconds, LONGEST_DEVICE_MS)
        self._player = Player(self._engine, self._link, ring_ms, device_ms)
        inversion_ms, resampler_ms, model_ms = latencies_ms(self._engine)
        heard = (self._input.name, self._input.pin) if self._input is not None else (None, None)
        self._answer(
            orders.Opened(
                device,
                pin,
                rate,
                device_ms,
                inversion_ms,
                resampler_ms,
                ring_ms,
                realtime,
                no_sound,
                model_ms,
                0.0,
                *heard,
            )
        )
        return True

    def _load(self, order: orders.Open | orders.Build) -> Engine:
        loaded = load_model(order.model)
        values = PlayedValues(Registry(loaded.bundle), orders.desk_words(self._memory.buffer, order.desk))
        return Engine(loaded, order.seed, order.inverter, values, order.quality)

    # -- the device --

    def _open(self, order: orders.Open) -> tuple[Any, str, tuple[str, str] | None]:
        """Stream, its name for people, its name and host API.

        Without --samplerate a device that refuses the model's rate is opened at its own.
        """
        if order.device == "null":
            return self._null(order)
        device = find_pinned(*order.pin) if order.pin else find_output(order.device)
        pin = device["name"], device["host_api"]
        channels = parse_channels(order.channels)
        own = self._engine.spec.sample_rate
        rates = [order.samplerate] if order.samplerate else [own, round(device["sample_rate"])]
        # JACK's server decides on its period; smaller blocks would be asked for several at once, larger ones come late.
        block = 0 if pin[1].startswith("JACK") else order.blocksize
        joined = self._input if self._input is not None and hears_with(device, self._input.device) else None
        ways = [(int(rate), heard) for rate in rates for heard in ([joined, None] if joined else [None])]
        for way in ways:
            self._rate, heard = way
            self._link.configure(self._rate)
            try:
                stream = DeviceStream(
                    self._link, device["index"], self._rate, block, channels, hears=heard and heard.device
                )
            except DeviceError:
                if way == ways[-1]:
                    raise
            else:
                if heard is not None:
                    heard.joined(self._rate)
                return stream, f"{device['index']}: {pin[0]}, {pin[1]}", pin
        raise AssertionError("unreachable: the last rate returns or raises")

    def _null(self, order: orders.Open) -> tuple[Any, str, None]:
        self._rate = order.samplerate or self._engine.spec.sample_rate
        self._link.configure(self._rate)
        stream = ClockedStream(self._link, self._rate, order.blocksize, parse_channels(order.channels))
        return stream, "null (real time, no sound)", None

    # -- the input --

    def _find_input(self, order: orders.Open) -> None:
        """The device of --input-device. Raises DeviceError, unless it has been there before."""
        if order.input_device is None:
            return
        try:
            self._input = InputDevice(
                self._link, order.input_device, order.input_pin, lambda line: self._answer(orders.Said(line))
            )
        except DeviceError as error:
            if not order.input_pin:
                raise
            self._answer(orders.Said(f"playing on without the input: {error}"))

    def _open_input(self, order: orders.Open) -> None:
        """A stream of its own, unless the output's has it."""
        if self._input is None or self._input.sample_rate:
            return
        try:
            self._input.open(self._rate, order.blocksize, isinstance(self._stream, ClockedStream))
        except DeviceError as error:
            if not order.input_pin:
                raise
            self._answer(orders.Said(f"playing on without the input: {error}"))
            self._input = None

    # -- orders --

    def obey(self, order: Any) -> None:
        """One order after Opened. Raises what makes playing on impossible."""
        match order:
            case orders.Start():
                self._start()
            case orders.Build():
                self._build(order)
            case orders.Swap():
                self._swap(order.fade)

    def _start(self) -> None:
        self._player.start()
        locked = lock_memory(self._memory.buffer)
        before = self._link.callbacks
        self._stream.start()
        # This thread builds models and takes the interpreter lock for it. Were it put to sleep by other programs while
        # it holds that, the engine thread, whatever its own priority, would wait with it.
        raise_priority(BUILDER_PRIORITY)
        self._started = True
        until = time.monotonic() + FIRST_CALLBACK_S
        while self._link.callbacks == before and time.monotonic() < until:
            time.sleep(0.001)
        self._ring_ms = self._player.ring_ms
        self._answer(orders.Playing(self._player.hint, locked, self._ring_ms, self._player.wait_ms))

    def _build(self, order: orders.Build) -> None:
        try:
            engine = self._load(order)
            engine.prepare(self._rate)
            block = np.zeros((hop_frames(engine), 2), np.float32)
            for _ in range(WARM_BLOCKS):
                engine.process(block)
            engine.reset(order.seed, fade_in=False)  # the cross-fade is fade enough
        except Exception as error:  # whatever is wrong with that model, the one that plays goes on
            self._answer(orders.NotBuilt(str(error)))
            return
        self._built = engine
        self._answer(orders.Built(*latencies_ms(engine)))

    def _swap(self, fade_s: float) -> None:
        assert self._built is not None
        self._built.listen_to(self._ear)
        self._player.swap(self._built, fade_s)
        self._engine, self._built = self._built, None

    def look(self) -> None:
        """What happened by itself. Raises what the engine thread died of."""
        if self._input is not None:
            self._input.look()
        if self._player.failure is not None:
            raise self._player.failure
        if self._started and not self._stream.active:
            self._answer(orders.Lost())
            self._started = False
        if self._player.take_swapped():
            self._ring_ms = self._player.ring_ms
            self._answer(orders.Swapped(self._ring_ms, self._player.wait_ms))
        if self._started and not self._player.is_swapping and self._player.ring_ms != self._ring_ms:
            self._ring_ms = self._player.ring_ms
            self._answer(orders.Longer(self._ring_ms, self._player.wait_ms))

    def leave(self, fade_s: float) -> None:
        """Fade out unless that was done, and give the device back."""
        self._link.set_gate(False, fade_s)
        until = time.monotonic() + fade_s + 0.5
        if self._stream is None:
            return
        while self._started and self._link.gate_level > 0.0 and self._stream.active and time.monotonic() < until:
            time.sleep(0.005)
        self._player.stop()
        if self._stream.active:  # after a JACK server's death stop and close would never return
            self._stream.stop()
            self._stream.close()
        if self._input is not None:
            self._input.close()

    @property
    def fade_s(self) -> float:
        """The parameter `fade`."""
        return self._engine.values.get("fade")


def latencies_ms(engine: Engine) -> tuple[float, float, float]:
    """Of the inversion with the limiter, of the resampler, and of the model: what a change waits for the next network
    step, on average."""
    rate, spec = engine.sample_rate, engine.spec
    step_ms = 1000.0 * engine.generator.frames_per_step * spec.hop / spec.sample_rate
    return 1000.0 * engine.latency_samples / rate, 1000.0 * engine.resampler_latency_samples / rate, 0.5 * step_ms


def main() -> None:
    """Serve until told to stop, or until the control process is gone."""
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not come between the events
    lock = threading.Lock()

    def answer(event: Any) -> None:
        with lock, suppress(OSError):
            orders.send(events, event)

    inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def listen() -> None:
        for line in sys.stdin.buffer:
            inbox.put(orders.receive(line))
        inbox.put(None)

    threading.Thread(target=listen, name="orders", daemon=True).start()
    try:
        first = inbox.get()
        if not isinstance(first, orders.Open):  # Stop, or nobody is there any more
            return
        process = EngineProcess(first, answer)
        is_open = process.open()
        while True:
            order: Any = LOOK
            with suppress(queue.Empty):
                order = inbox.get(timeout=LOOK_S if is_open else RETRY_S)
            if order is None or isinstance(order, orders.Stop):
                process.leave(process.fade_s if order is None else 0.0)
                break
            if is_open:
                process.obey(order)
                process.look()
            else:
                restart_portaudio()
                is_open = process.open()
    except BaseException as error:
        answer(orders.Failed(type(error).__name__, str(error)))
        if not isinstance(error, RealtimeGenError):
            traceback.print_exc()
    finally:
        sys.stderr.flush()
        # PortAudio would hang in the interpreter's exit after the death of a sound server; nothing is left to be saved.
        os._exit(0)


if __name__ == "__main__":
    main()
