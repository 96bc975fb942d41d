"""The registry of parameters and their live values: the one list that OSC, presets, `--set` and the README read.

Values live in one flat float64 array, one slot a parameter, so that any thread may write a slot while the engine reads
it (an aligned 8-byte store is atomic) and a later process boundary can put the array into shared memory. Nothing here
waits, and nothing a caller passes can leave a slot outside its range.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realtime.bundle import Bundle
from realtime.features.descriptors import CENTROID, CHROMA_NAMES, FLATNESS, LOUDNESS


@dataclass(frozen=True)
class Parameter:
    """One thing to play with.

    name: as in `--set` and, below /rt/param/, in OSC. default, low, high: in `unit`.
    curve: "linear" or "log", how a fader should travel. doc: one sentence a musician understands.
    automatic: the model writes it until it is set (a descriptor).
    """

    name: str
    default: float
    low: float
    high: float
    unit: str
    doc: str
    curve: str = "linear"
    automatic: bool = False

    def clamp(self, value: float) -> float:
        """`value` inside the range. Raises ValueError for NaN and infinities, TypeError for what is not a number."""
        number = float(value)
        if not math.isfinite(number):
            raise ValueError(f"{self.name} wants a number from {self.low:g} to {self.high:g}, not {number}")
        return min(max(number, self.low), self.high)


def _fixed() -> list[Parameter]:
    """Parameters every model has."""
    return [
        Parameter("gain", 0.0, -60.0, 6.0, "dB", "output level, before the limiter"),
        Parameter("temperature", 1.0, 0.0, 2.0, "", "how adventurous the model is; 0 repeats its safest choice"),
        Parameter("speed", 1.0, 0.0, 4.0, "x", "how fast the music goes by; 0 freezes, pitch stays"),
        Parameter("pitch", 0.0, -24.0, 24.0, "semitones", "transposition of the whole spectrum"),
        Parameter("brightness", 0.0, -12.0, 12.0, "dB/octave", "spectral tilt around 1 kHz"),
        Parameter("width", 1.0, 0.0, 1.0, "", "stereo width; 0 is mono, the mono sum never changes"),
        Parameter("steer", 0.0, 0.0, 1.0, "", "0: the model walks its latents alone; 1: x and y decide"),
        Parameter("glide", 0.1, 0.0, 10.0, "s", "how long latents, x, y and styles take to arrive"),
        Parameter("x", 0.0, -1.0, 1.0, "", "position on the latent map, left to right"),
        Parameter("y", 0.0, -1.0, 1.0, "", "position on the latent map, bottom to top"),
        Parameter("fade", 0.5, 0.0, 30.0, "s", "length of the fade at start and stop"),
        Parameter("freeze", 0.0, 0.0, 1.0, "switch", "hold the sound of this moment while above 0.5"),
        Parameter("mute", 0.0, 0.0, 1.0, "switch", "silence while above 0.5; the music goes on unheard"),
    ]


def _descriptors(bundle: Bundle) -> list[Parameter]:
    """Descriptors with the ranges of the recordings; the composer writes them until they are set."""
    low, high = bundle.score_low, bundle.score_high

    def hz(octaves: float) -> float:
        return round(2.0**octaves, 1)

    middle = float(np.median([quantiles[2][LOUDNESS] for quantiles in bundle.style_quantiles]))
    centre_hz = hz(0.5 * (low[CENTROID] + high[CENTROID]))
    flat = round(0.5 * (low[FLATNESS] + high[FLATNESS]), 2)
    loud = (round(low[LOUDNESS], 1), round(high[LOUDNESS], 1))
    found = [
        Parameter("loudness", round(middle, 1), *loud, "dBFS", "level of the music the model plays", "linear", True),
        Parameter("centroid", centre_hz, hz(low[CENTROID]), hz(high[CENTROID]), "Hz",
                  "where the spectrum's weight lies, low to high", "log", True),
        Parameter("flatness", flat, round(low[FLATNESS], 2), round(high[FLATNESS], 2), "dB",
                  "from clear tones (low) to noise (high)", "linear", True),
        Parameter("density", 2.0, 0.0, 12.0, "onsets/s", "how many attacks a second", "linear", True),
    ]  # fmt: skip
    return found + [
        Parameter(f"chroma/{name}", 0.0, 0.0, 1.0, "", f"how much of the pitch class {name}", "linear", True)
        for name in CHROMA_NAMES
    ]


class Registry:
    """Every parameter of one model, in a fixed order."""

    def __init__(self, bundle: Bundle) -> None:
        styles = [
            Parameter(f"style/{style}", float(i == 0), 0.0, 1.0, "", f"weight of the style {style}")
            for i, style in enumerate(bundle.styles)
        ]
        latents = [
            Parameter(f"latent/{i}", 0.0, -4.0, 4.0, "sigma", f"offset of latent {i}; 0 is the most important")
            for i in range(bundle.latents)
        ]
        self.parameters = _fixed() + _descriptors(bundle) + styles + latents
        self.index = {parameter.name: i for i, parameter in enumerate(self.parameters)}
        self.styles = list(bundle.styles)
        self.n_latents = bundle.latents

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.parameters)

    def __len__(self) -> int:
        return len(self.parameters)

    def __contains__(self, name: object) -> bool:
        return name in self.index

    def __getitem__(self, name: str) -> Parameter:
        """Raises KeyError, whose message names the nearest known parameter."""
        try:
            return self.parameters[self.index[name]]
        except KeyError:
            import difflib

            near = difflib.get_close_matches(name, self.index, n=1)
            hint = f"; did you mean {near[0]}?" if near else "; 'realtime-gen osc' lists them"
            raise KeyError(f"no parameter called '{name}'{hint}") from None


class Values:
    """Live values of a registry. Any thread may call any method.

    slots: (n,) float64, current value of each parameter. automatic: (n,) uint8, 1 while the composer writes it.
    resets, panics, seed_requests: counters that a reader compares with the last it saw.
    """

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.slots = np.array([p.default for p in registry], dtype=np.float64)
        self.automatic = np.array([p.automatic for p in registry], dtype=np.uint8)
        self.resets = 0
        self.panics = 0
        self.seed_requests = 0
        self.seed = 0

    def set(self, name: str, value: float) -> float:
        """Set one parameter, clamped; a descriptor stops being automatic. Returns what was set.

        Raises KeyError (unknown name), ValueError (NaN, infinity), TypeError (no number).
        """
        parameter = self.registry[name]
        clamped = parameter.clamp(value)
        i = self.registry.index[name]
        self.slots[i] = clamped
        self.automatic[i] = 0
        return clamped

    def get(self, name: str) -> float:
        self.registry[name]
        return float(self.slots[self.registry.index[name]])

    def set_automatic(self, name: str | None, on: bool) -> None:
        """Let the composer write a descriptor again (or, with None, all of them); `on` False holds its last value.

        "chroma" stands for all twelve. Raises KeyError for what is not a descriptor.
        """
        names = [
            p.name
            for p in self.registry
            if p.automatic and (name is None or p.name == name or (name == "chroma" and p.name.startswith("chroma/")))
        ]
        if not names:
            raise KeyError(f"'{name}' is no descriptor: loudness, centroid, flatness, density, chroma/<pitch class>")
        for found in names:
            self.automatic[self.registry.index[found]] = 1 if on else 0

    def is_automatic(self, name: str) -> bool:
        return bool(self.automatic[self.registry.index[name]])

    def request_reset(self) -> None:
        """Restart the model's walk."""
        self.resets += 1

    def request_seed(self, seed: int) -> None:
        """Restart the walk from another seed, taken modulo 2^32."""
        self.seed = int(seed) % 2**32
        self.seed_requests += 1

    def request_panic(self) -> None:
        """Silence now: mutes, lets go of every override, and restarts the walk; un-muting brings the sound back."""
        self.set("mute", 1.0)
        for parameter in self.registry:
            if parameter.automatic or parameter.name in ("freeze", "steer") or parameter.name.startswith("latent/"):
                self.slots[self.registry.index[parameter.name]] = parameter.default
        self.set_automatic(None, True)
        self.panics += 1

    def snapshot(self) -> NDArray[np.float64]:
        return self.slots.copy()
