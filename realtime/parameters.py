"""The registry of parameters and their live values: the one list that OSC, presets, `--set` and the README read.

Values live in one flat float64 array, one slot a parameter, so that any thread may write a slot while the engine reads
it (an aligned 8-byte store is atomic); the array may lie in memory shared with the engine's process. Nothing a caller
passes can leave a slot outside its range.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realtime.bundle import Bundle
from realtime.errors import UsageError
from realtime.features.descriptors import CENTROID, CHROMA_NAMES, FLATNESS, LOUDNESS
from realtime.shared_memory import fence


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


# -- live values ------------------------------------------------------------------------------------------------------
# Layout of a desk, the memory of one `Values`, in int64 words: header | MAX_PARAMETERS float64 | as many uint8.
VERSION = 0  # of a seqlock: odd while it is being written
RESETS, PANICS, SEED_REQUESTS, SEED = 1, 2, 3, 4
HEADER_WORDS = 16
MAX_PARAMETERS = 1024
DESK_WORDS = HEADER_WORDS + MAX_PARAMETERS + MAX_PARAMETERS // 8


class Values:
    """Live values of a registry. Any thread of the process that writes them may call any method.

    slots: (n,) float64, current value of each parameter. automatic: (n,) uint8, 1 while the composer writes it.
    resets, panics, seed_requests: counters that a reader compares with the last it saw.

    words: (DESK_WORDS,) int64, memory that another process reads with `ValuesReader`; allocated here if not given.
    Changes made inside one `with values.together():` reach that reader at once or not yet, never in part.
    Raises ValueError for a registry of more than MAX_PARAMETERS.
    """

    def __init__(self, registry: Registry, words: NDArray[np.int64] | None = None) -> None:
        self._view(registry, np.zeros(DESK_WORDS, np.int64) if words is None else words)
        self._lock = threading.RLock()
        self._depth = 0
        with self.together():
            self._header[VERSION + 1 :] = 0
            self.slots[:] = [parameter.default for parameter in registry]
            self.automatic[:] = [parameter.automatic for parameter in registry]

    def _view(self, registry: Registry, words: NDArray[np.int64]) -> None:
        n = len(registry)
        if n > MAX_PARAMETERS:
            raise ValueError(f"a model of {n} parameters: there may be {MAX_PARAMETERS}")
        self.registry = registry
        self.words = words
        self._header = words[:HEADER_WORDS]
        self.slots: NDArray[np.float64] = words[HEADER_WORDS : HEADER_WORDS + MAX_PARAMETERS].view(np.float64)[:n]
        self.automatic: NDArray[np.uint8] = words[HEADER_WORDS + MAX_PARAMETERS :].view(np.uint8)[:n]

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside is seen by a reader in another process as one change."""
        with self._lock:
            if self._depth == 0:
                self._header[VERSION] |= 1  # not += 1: a process killed in here may have left it odd
                fence()
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if self._depth == 0:
                    fence()
                    self._header[VERSION] += 1

    def refresh(self) -> None:
        """Take over what another process wrote: nothing here, where the values are written."""

    @property
    def version(self) -> int:
        """Changes with every change."""
        return int(self._header[VERSION])

    @property
    def resets(self) -> int:
        return int(self._header[RESETS])

    @property
    def panics(self) -> int:
        return int(self._header[PANICS])

    @property
    def seed_requests(self) -> int:
        return int(self._header[SEED_REQUESTS])

    @property
    def seed(self) -> int:
        """What the last seed request asked for."""
        return int(self._header[SEED])

    def set(self, name: str, value: float) -> float:
        """Set one parameter, clamped; a descriptor stops being automatic. Returns what was set.

        Raises KeyError (unknown name), ValueError (NaN, infinity), TypeError (no number).
        """
        parameter = self.registry[name]
        clamped = parameter.clamp(value)
        i = self.registry.index[name]
        with self.together():
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
        with self.together():
            for found in names:
                self.automatic[self.registry.index[found]] = 1 if on else 0

    def is_automatic(self, name: str) -> bool:
        return bool(self.automatic[self.registry.index[name]])

    def request_reset(self) -> None:
        """Restart the model's walk."""
        with self.together():
            self._header[RESETS] += 1

    def request_seed(self, seed: int) -> None:
        """Restart the walk from another seed, taken modulo 2^32."""
        with self.together():
            self._header[SEED] = int(seed) % 2**32
            self._header[SEED_REQUESTS] += 1

    def request_panic(self) -> None:
        """Silence now: mutes, lets go of every override, and restarts the walk; un-muting brings the sound back."""
        with self.together():
            self.set("mute", 1.0)
            for parameter in self.registry:
                if parameter.automatic or parameter.name in ("freeze", "steer") or parameter.name.startswith("latent/"):
                    self.slots[self.registry.index[parameter.name]] = parameter.default
            self.set_automatic(None, True)
            self._header[PANICS] += 1

    def take_over(self, other: Values) -> None:
        """Values of another model's registry, where the names and at least one of the styles playing are known here.

        Latents are left alone: they mean something else in every model.
        """
        ours, theirs = self.registry, other.registry
        playing = {style for style in theirs.styles if other.get(f"style/{style}") > 0.0}
        styles_known = bool(playing & set(ours.styles))
        with self.together():
            for parameter in ours:
                name = parameter.name
                if name.startswith("latent/") or (name.startswith("style/") and not styles_known):
                    continue
                if name in theirs:
                    self.slots[ours.index[name]] = parameter.clamp(other.get(name))
                    self.automatic[ours.index[name]] = other.automatic[theirs.index[name]]
                elif name.startswith("style/"):
                    self.slots[ours.index[name]] = 0.0

    def snapshot(self) -> NDArray[np.float64]:
        return self.slots.copy()


def apply_assignments(values: Values, assignments: Sequence[tuple[str, float]]) -> None:
    """--set. Raises UsageError for an unknown name or NaN.

    Naming a style leaves out those not named: nobody who asks for piano means half of it.
    """
    try:
        with values.together():
            if any(name.startswith("style/") for name, _ in assignments):
                for style in values.registry.styles:
                    values.set(f"style/{style}", 0.0)
            for name, value in assignments:
                values.set(name, value)
    except (KeyError, ValueError, TypeError) as error:
        raise UsageError(f"--set: {error.args[0]}") from error


class ValuesReader(Values):
    """Values that another process writes into `words`; `refresh` takes over what has changed since. One thread.

    Between two calls nothing moves, so a hop of the engine never sees half of a change.
    """

    def __init__(self, registry: Registry, words: NDArray[np.int64]) -> None:
        from realtime.desk import copy_desk

        super().__init__(registry)
        self._copy, self._shared, self._scratch = copy_desk, words, np.zeros_like(words)
        self._header[VERSION] = -1  # no version that a writer leaves
        self.refresh()

    def refresh(self) -> None:
        self._copy(self._shared, self._scratch, self.words)
