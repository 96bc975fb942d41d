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
from realtime.audio.devices import restart_portaudio
from realtime.audio.link import AudioLink
from realtime.bundle import load_model
from realtime.desk import ValuesReader
from realtime.engine import Engine
from realtime.errors import DeviceError, RealtimeGenError
from realtime.listening import Ear
from realtime.opening import find_input_device, open_devices
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
        self._input = find_input_device(self._link, order, lambda line: answer(orders.Said(line)))
        self._engine = self._load(order)
        self._built: Engine | None = None
        self._started = False
        self._stream: Any = None
        self._ear: Ear | None = None
        self._order = order

    def open(self) -> bool:
        """Open the device and answer Opened; False if it is not there but has been, and should be tried again.

        Raises RealtimeGenError.
        """
        order = self._order
        try:
            output = open_devices(self._link, order, self._engine.spec.sample_rate, self._input)
        except DeviceError as error:
            if not order.pin:
                raise
            self._answer(orders.Waiting(str(error)))
            return False
        rate = self._rate = output.rate
        self._stream = output.stream
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
                output.name, output.pin, rate, device_ms, inversion_ms, resampler_ms, ring_ms, realtime,
                output.no_sound, model_ms, 0.0, *heard,
            )
        )  # fmt: skip
        return True

    def _load(self, order: orders.Open | orders.Build) -> Engine:
        loaded = load_model(order.model)
        values = PlayedValues(Registry(loaded.bundle), orders.desk_words(self._memory.buffer, order.desk))
        return Engine(loaded, order.seed, order.inverter, values, order.quality)

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
            engine.listen_to(self._ear)
        except Exception as error:  # whatever is wrong with that model, the one that plays goes on
            self._answer(orders.NotBuilt(str(error)))
            return
        self._built = engine
        self._answer(orders.Built(*latencies_ms(engine)))

    def _swap(self, fade_s: float) -> None:
        assert self._built is not None
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
