"""The generation loop without a device: `python -m realtime.bench.feeder MEMORY MODEL RING_MS`, for `callbacks`.

The engine process as it plays, except that nobody in it takes from the ring. Says "ready" when the ring is full; ends
with its standard input.
"""

from __future__ import annotations

import os
import sys

from realtime import orders
from realtime.audio.link import AudioLink
from realtime.bundle import load_model
from realtime.desk import ValuesReader
from realtime.engine import Engine
from realtime.parameters import Registry
from realtime.player import Player
from realtime.shared_memory import SharedMemory


def main(handle: str, model_name: str, ring_ms: str) -> None:
    memory = SharedMemory.attach(handle)
    link = AudioLink.adopt(orders.link_memory(memory.buffer))
    model = load_model(model_name)
    engine = Engine(model, 1, values=ValuesReader(Registry(model.bundle), orders.desk_words(memory.buffer, 0)))
    link.configure(engine.sample_rate)
    player = Player(engine, link, float(ring_ms))
    player.start()
    print("ready", flush=True)
    sys.stdin.read()
    player.stop()
    os._exit(0)  # nothing to be saved, and ONNX Runtime takes its time


if __name__ == "__main__":
    main(*sys.argv[1:])
