"""The registry of parameters: the one list that OSC, presets, `--set` and the README read. Their values: `values`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from realtime.bundle import Bundle
from realtime.features.descriptors import CENTROID, CHROMA_NAMES, FLATNESS, LOUDNESS

INPUT_AMOUNTS = ("loudness", "centroid", "flatness", "density", "notes")  # what a live input may write


@dataclass(frozen=True)
class Parameter:
    """One thing to play with.

    name: as in `--set` and, below /rt/param/, in OSC. default, low, high: in `unit`.
    curve: "linear" or "log", how a fader should travel. doc: one sentence a musician understands.
    automatic: the model writes it until it is set (a descriptor).
    recalled: a preset sets it; not so what belongs to the room and the evening rather than to the sound.
    """

    name: str
    default: float
    low: float
    high: float
    unit: str
    doc: str
    curve: str = "linear"
    automatic: bool = False
    recalled: bool = True

    def clamp(self, value: float) -> float:
        """`value` inside the range. Raises ValueError for NaN and infinities, TypeError for what is not a number."""
        number = float(value)
        if not math.isfinite(number):
            raise ValueError(f"{self.name} wants a number from {self.low:g} to {self.high:g}, not {number}")
        return min(max(number, self.low), self.high)


def _fixed() -> list[Parameter]:
    """Parameters every model has."""
    return [
        Parameter("gain", 0.0, -60.0, 6.0, "dB", "output level, before the limiter", recalled=False),
        Parameter("temperature", 1.0, 0.0, 2.0, "", "how adventurous the model is; 0 repeats its safest choice"),
        Parameter("texture", 1.0, 0.0, 2.0, "", "how much the sound moves by itself: 0 smooth, 1 as recorded, 2 rough"),
        Parameter("speed", 1.0, 0.0, 4.0, "x", "how fast the music goes by; pitch and attacks stay, 0 freezes"),
        Parameter("pitch", 0.0, -24.0, 24.0, "semitones", "transposition; formants decides whether the colour follows"),
        Parameter("formants", 0.0, 0.0, 1.0, "", "0: the body shrinks or grows with pitch; 1: body and vowels stay"),
        Parameter("brightness", 0.0, -12.0, 12.0, "dB/octave", "darker below 0, brighter above: tilt around 1 kHz"),
        Parameter("width", 1.0, 0.0, 1.0, "", "stereo width; 0 is mono, the mono sum never changes"),
        Parameter("steer", 0.0, 0.0, 1.0, "", "0: the model walks its latents alone; 1: x and y decide"),
        Parameter("glide", 0.1, 0.0, 10.0, "s", "how long latents, x, y and styles take to arrive"),
        Parameter("x", 0.0, -1.0, 1.0, "", "position on the latent map, left to right"),
        Parameter("y", 0.0, -1.0, 1.0, "", "position on the latent map, bottom to top"),
        Parameter("fade", 0.5, 0.0, 30.0, "s", "length of the fade at start and stop", recalled=False),
        Parameter("freeze", 0.0, 0.0, 1.0, "switch", "hold the sound of this moment, alive, while above 0.5",
                  recalled=False),
        Parameter("mute", 0.0, 0.0, 1.0, "switch", "silence while above 0.5; the music goes on unheard",
                  recalled=False),
    ]  # fmt: skip


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


def _input() -> list[Parameter]:
    """How far a live input steers; without one they have no effect."""
    amounts = zip(INPUT_AMOUNTS, (1.0, 0.5, 0.0, 1.0, 1.0), strict=True)
    what = {"loudness": "loudness", "centroid": "centroid", "flatness": "flatness", "density": "attacks"}
    return [
        *(Parameter(f"input/{name}", default, 0.0, 1.0, "", f"how far the live input writes the {what.get(name, name)}",
                    recalled=False)
          for name, default in amounts),
        Parameter("input/gate", -50.0, -90.0, 0.0, "dBFS", "what the live input hears below this is silence",
                  recalled=False),
    ]  # fmt: skip


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
        self._hold(_fixed() + _descriptors(bundle) + _input() + styles + latents, bundle.styles, bundle.latents)

    def _hold(self, parameters: list[Parameter], styles: Sequence[str], n_latents: int) -> None:
        self.parameters = parameters
        self.index = {parameter.name: i for i, parameter in enumerate(parameters)}
        self.styles = list(styles)
        self.n_latents = n_latents

    def to_json(self) -> dict[str, Any]:
        """For another process, which need not read the model for it: a large one takes 20 ms to parse."""
        return {"parameters": [vars(p) for p in self.parameters], "styles": self.styles, "n_latents": self.n_latents}

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Registry:
        """The registry that `to_json` was asked of."""
        registry = cls.__new__(cls)
        parameters = [Parameter(**fields) for fields in content["parameters"]]
        registry._hold(parameters, content["styles"], content["n_latents"])
        return registry

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
