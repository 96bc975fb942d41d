"""The engine as on stage, played by the evaluation: free runs, and parameters that are asked for.

One engine for everything; what it plays depends on the seed and the style alone, not on what was played before.
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

from realtime import Engine
from realtime.bundle import Model
from training.evaluation.material import RATE, Clip

F32 = NDArray[np.float32]
WARM_S = 2.0  # of every rendering are left out: the fade at the start, and the phrase that it starts from


class Instrument:
    """One engine, loaded once; what a musician would do with it, in one line each."""

    def __init__(self, model: Model) -> None:
        self.engine = Engine(model)
        self.engine.prepare(RATE)
        self.styles = list(model.bundle.styles)
        self.played_s = 0.0

    def start(self, style: str | None, seed: int) -> None:
        """Begin anew, everything automatic, this style alone (None: the default settings); WARM_S are played unheard.

        The walk's seed is made of `seed` and the style's name.
        """
        self.engine.values.set_automatic(None, True)
        for parameter in self.engine.values.registry:
            if not parameter.automatic:
                self.engine.set(parameter.name, parameter.default)
        if style is not None:
            for name in self.styles:
                self.engine.set(f"style/{name}", float(name == style))
        self.engine.reset((seed + zlib.crc32((style or "").encode())) % 2**31)
        self.play(WARM_S)

    def play(self, seconds: float) -> F32:
        """(n, 2) samples at RATE."""
        out = np.zeros((round(seconds * RATE), 2), np.float32)
        self.engine.process(out)
        self.played_s += seconds
        return out

    def free_run(self, style: str, seed: int, seconds: float) -> Clip:
        self.start(style, seed)
        return Clip(style, f"seed {seed}", self.play(seconds), WARM_S)
