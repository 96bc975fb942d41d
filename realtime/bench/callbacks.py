"""What becomes of an audio callback beside stress: one in Python, for comparison, and ours.

    python -m realtime.bench.callbacks python|compiled null|jack MODEL RING_MS SECONDS KIND... [JACK_LOG]

A process as most audio programs are: the callback in it, beside OSC and whatever keeps Python busy. The ring is the
same memory, filled by the same generation loop in a process of its own, so that nothing but the callback differs.
Null device: the same clock calls it on the same real-time thread. JACK: PortAudio calls it, and the server says for
itself which cycles it waited for in vain.

Prints {KIND: {callbacks, underruns, missed}}: underruns are callbacks that found too few frames, missed are cycles of
the JACK server without a callback in time.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from realtime import orders
from realtime.audio.devices import find_output, load_portaudio
from realtime.audio.link import AudioLink
from realtime.audio.streams import ClockedStream, DeviceStream
from realtime.bench.playing import BLOCK, SETTLE_S
from realtime.bench.stress import stress
from realtime.bundle import load_model
from realtime.interpreter import python
from realtime.osc import OscServer
from realtime.parameters import Registry
from realtime.shared_memory import SharedMemory
from realtime.values import Values

PA_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p
)
JACK_OUTPUT = "system, JACK"


class PythonCallback:
    """The logic of `audio.callback`'s ring, as one writes it in Python: start when there is enough, copy, count."""

    def __init__(self, link: AudioLink, frames: int) -> None:
        self._ring = link._ring  # of which this is the consumer
        self._enough = max(frames, link.sample_rate // 200)  # 5 ms
        self._flowing = False
        self.callbacks = self.underruns = 0

    def fill(self, out: np.ndarray) -> None:
        """out: (frames, 2) float32, filled."""
        self.callbacks += 1
        if not self._flowing:
            self._flowing = self._ring.fill >= self._enough
        given = self._ring.pop(out) if self._flowing else 0
        if given < len(out):
            out[given:] = 0.0
            self.underruns += 1
            self._flowing = False


class PythonClock(ClockedStream):
    """The null device with a callback in Python: a C function that takes the interpreter lock and calls it."""

    def __init__(self, link: AudioLink, rate: int, callback: PythonCallback) -> None:
        super().__init__(link, rate, BLOCK)
        out = self._out.reshape(BLOCK, 2)

        def called(*_: Any) -> int:
            callback.fill(out)
            return 0

        self._function = PA_CALLBACK(called)  # lives as long as this object
        self.address = ctypes.cast(self._function, ctypes.c_void_p).value
        self._compiled = self


class OurCallback:
    """The counts of the compiled callback, by the same names."""

    def __init__(self, link: AudioLink) -> None:
        self._link = link

    @property
    def callbacks(self) -> int:
        return self._link.callbacks

    @property
    def underruns(self) -> int:
        return self._link.underruns


def open_stream(what: str, device: str, link: AudioLink) -> tuple[Any, Any]:
    """The stream, not started, and the callback that counts."""
    rate = link.sample_rate
    if what == "compiled":
        ours = OurCallback(link)
        if device == "null":
            return ClockedStream(link, rate, BLOCK), ours
        return DeviceStream(link, find_output(JACK_OUTPUT)["index"], rate, BLOCK), ours
    callback = PythonCallback(link, BLOCK)
    if device == "null":
        return PythonClock(link, rate, callback), callback
    stream = load_portaudio().OutputStream(
        rate, BLOCK, find_output(JACK_OUTPUT)["index"], 2, "float32", "low",
        callback=lambda out, *_: callback.fill(out),
    )  # fmt: skip
    return stream, callback


def missed(log: Path | None) -> int:
    """Cycles for which the server did not get anything from PortAudio, as it says."""
    return 0 if log is None else log.read_text(errors="replace").count("client = PortAudio was not finished")


def measure(
    what: str, device: str, model_name: str, ring_ms: float, seconds: float, kinds: list[str], log: Path | None
) -> dict[str, dict[str, int]]:
    """As printed. log: of the JACK server."""
    model = load_model(model_name)
    memory = SharedMemory.create(orders.DESKS_BYTES + AudioLink.size_bytes())
    link = AudioLink(buffer=orders.link_memory(memory.buffer))
    values = Values(Registry(model.bundle), orders.desk_words(memory.buffer, 0))
    feeder = subprocess.Popen(
        python("-m", "realtime.bench.feeder", memory.handle, model.path, ring_ms),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=memory.pass_fds,
    )
    found = {}
    try:
        assert feeder.stdout is not None
        feeder.stdout.readline()
        stream, counts = open_stream(what, device, link)
        link.set_gate(True)
        stream.start()
        with OscServer(values, port=0) as osc:
            for kind in kinds:
                with stress(kind, osc.port):
                    time.sleep(SETTLE_S)
                    before = counts.callbacks, counts.underruns, missed(log)
                    time.sleep(seconds)
                    after = counts.callbacks, counts.underruns, missed(log)
                found[kind] = dict(
                    zip(
                        ("callbacks", "underruns", "missed"),
                        (b - a for a, b in zip(before, after, strict=True)),
                        strict=True,
                    )
                )
        stream.stop()
        stream.close()
    finally:
        feeder.kill()
        feeder.wait()
    return found


def main(what: str, device: str, model: str, ring_ms: str, seconds: str, *rest: str) -> None:
    log = Path(rest[-1]) if device == "jack" else None
    kinds = list(rest[:-1] if log else rest)
    print(json.dumps(measure(what, device, model, float(ring_ms), float(seconds), kinds, log)))


if __name__ == "__main__":
    main(*sys.argv[1:])
