"""What a generator is asked for: the live values of the parameters, as the arrays that the networks want.

Read by the engine, on its thread, before every network step.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from realtime.bundle import Model
from realtime.features.descriptors import FLUX
from realtime.keys import KeysAsked
from realtime.live_input import InputAsked, LiveInput
from realtime.parameters import INPUT_AMOUNTS
from realtime.values import Values

F32 = NDArray[np.float32]


@dataclass
class Controls:
    """What the generator is asked for, refreshed by the engine.

    styles: (n_styles,) weights 0..1. latents: (n_latents,) offsets in sigma. descriptors: (15,) asked values of
    loudness (dBFS), centroid (octaves), flatness (dB) and the pitch classes (0..1, C first), and asked: (15,) bool,
    which of them count. density: onsets per second, or a negative number while automatic.
    keys: what the keyboard says. live: what a live input hears, if there is one, and input: how far that is told.
    read_last: the parameters that `read` saw last.
    """

    styles: F32
    latents: F32
    descriptors: F32
    asked: NDArray[np.bool_]
    density: float = -1.0
    temperature: float = 1.0
    texture: float = 1.0
    steer: float = 0.0
    x: float = 0.0
    y: float = 0.0
    glide_s: float = 0.1
    keys: KeysAsked = field(default_factory=KeysAsked)
    input: InputAsked = field(default_factory=InputAsked)
    live: LiveInput | None = None
    read_last: tuple[bytes, bytes] = (b"", b"")

    @classmethod
    def of(cls, model: Model) -> Controls:
        n_styles, n_latents = len(model.bundle.styles), model.bundle.latents
        return cls(
            np.eye(1, n_styles, dtype=np.float32)[0],
            np.zeros(n_latents, np.float32),
            np.zeros(FLUX + 12, np.float32),
            np.zeros(FLUX + 12, np.bool_),
        )

    def read(self, values: Values) -> None:
        """Take over the live values of the parameters."""
        keys = self.keys
        keys.velocities[:], keys.strikes[:], keys.releases[:] = values.velocities, values.strikes, values.releases
        index, slots, automatic = values.registry.index, values.slots, values.automatic
        now = (slots.tobytes(), automatic.tobytes())
        if now == self.read_last:  # as good as always, and 20 times faster
            return
        self.read_last = now
        first = index[f"style/{values.registry.styles[0]}"]
        self.styles[:] = slots[first : first + len(self.styles)]
        if len(self.latents):
            first = index["latent/0"]
            self.latents[:] = slots[first : first + len(self.latents)]
        for column, name in enumerate(("loudness", "centroid", "flatness")):
            slot = index[name]
            self.descriptors[column] = np.log2(slots[slot]) if name == "centroid" else slots[slot]
            self.asked[column] = automatic[slot] == 0
        first = index["chroma/C"]
        self.descriptors[FLUX:] = slots[first : first + 12]
        self.asked[FLUX:] = automatic[first : first + 12] == 0
        self.density = -1.0 if automatic[index["density"]] else float(slots[index["density"]])
        self.temperature, self.texture = float(slots[index["temperature"]]), float(slots[index["texture"]])
        self.steer = float(slots[index["steer"]])
        self.x, self.y = float(slots[index["x"]]), float(slots[index["y"]])
        self.glide_s = float(slots[index["glide"]])
        first = index[f"input/{INPUT_AMOUNTS[0]}"]
        self.input.amounts[:] = slots[first : first + len(INPUT_AMOUNTS)]
        self.input.gate_db = float(slots[index["input/gate"]])
