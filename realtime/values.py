"""The live values of a registry's parameters, which OSC and the command line write and the engine reads.

They lie in one flat array, one slot a parameter, so that any thread may write a slot while the engine reads it (an
aligned 8-byte store is atomic); the array may lie in memory shared with the engine's process, which reads it with
`desk.ValuesReader`. Nothing a caller passes can leave a slot outside its range.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Self

import numpy as np
from numpy.typing import NDArray

from realtime.errors import UsageError
from realtime.parameters import Registry
from realtime.shared_memory import fence

# Layout of a desk, the memory of one `Values`, in int64 words: header | MAX_PARAMETERS float64 | as many uint8 |
# velocities of N_KEYS, float64 | their strikes | their releases.
VERSION = 0  # of a seqlock: odd while it is being written
RESETS, PANICS, SEED_REQUESTS, SEED = 1, 2, 3, 4
HEADER_WORDS = 16
MAX_PARAMETERS = 1024
N_KEYS = 128  # MIDI numbers
KEYS_AT = HEADER_WORDS + MAX_PARAMETERS + MAX_PARAMETERS // 8
DESK_WORDS = KEYS_AT + 3 * N_KEYS


class Values:
    """Live values of a registry. Any thread of the process that writes them may call any method.

    slots: (n,) float64, current value of each parameter. automatic: (n,) uint8, 1 while the composer writes it.
    resets, panics, seed_requests: counters that a reader compares with the last it saw.
    keys: (3, 128) int64, of each MIDI number: the bits of the last strike's velocity, how often it was struck, and of
    these, after how many it was let go. Counts, so that no strike is lost between two looks of a reader.

    words: (DESK_WORDS,) int64, memory that another process reads with `ValuesReader`; allocated here if not given.
    Changes made inside one `with values.together():` reach that reader at once or not yet, never in part.
    Raises ValueError for a registry of more than MAX_PARAMETERS.
    """

    def __init__(self, registry: Registry, words: NDArray[np.int64] | None = None) -> None:
        self._view(registry, np.zeros(DESK_WORDS, np.int64) if words is None else words)
        with self.together():
            self._header[VERSION + 1 :] = 0
            self.slots[:] = [parameter.default for parameter in registry]
            self.automatic[:] = [parameter.automatic for parameter in registry]
            self.keys[:] = 0

    @classmethod
    def attach(cls, registry: Registry, words: NDArray[np.int64]) -> Self:
        """The values that lie in `words` already, as they are: to read them while another process writes them, or to
        go on writing where another process has ended (do something `together` then: it may have ended half-way)."""
        values = cls.__new__(cls)
        values._view(registry, words)
        return values

    def _view(self, registry: Registry, words: NDArray[np.int64]) -> None:
        n = len(registry)
        if n > MAX_PARAMETERS:
            raise ValueError(f"a model of {n} parameters: there may be {MAX_PARAMETERS}")
        self.registry = registry
        self.words = words
        self._lock = threading.RLock()
        self._depth = 0
        self._header = words[:HEADER_WORDS]
        self.slots: NDArray[np.float64] = words[HEADER_WORDS : HEADER_WORDS + MAX_PARAMETERS].view(np.float64)[:n]
        self.automatic: NDArray[np.uint8] = words[HEADER_WORDS + MAX_PARAMETERS : KEYS_AT].view(np.uint8)[:n]
        self.keys: NDArray[np.int64] = words[KEYS_AT:].reshape(3, N_KEYS)
        self.velocities: NDArray[np.float64] = self.keys[0].view(np.float64)
        self.strikes, self.releases = self.keys[1], self.keys[2]

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

    def recall(self, which: NDArray[np.intp], slots: NDArray[np.float64], automatic: NDArray[np.uint8]) -> None:
        """Set the parameters numbered `which` at once: values inside their ranges, and who writes them."""
        with self.together():
            self.slots[which], self.automatic[which] = slots, automatic

    def get(self, name: str) -> float:
        self.registry[name]
        return float(self.slots[self.registry.index[name]])

    def set_automatic(self, name: str | None, on: bool) -> list[str]:
        """Let the composer write a descriptor again (or, with None, all of them); `on` False holds its last value.

        "chroma" stands for all twelve, and for the keys: both it and None let go of those that are held. Returns the
        names of the descriptors meant. Raises KeyError for what is not a descriptor.
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
            if on and name in (None, "chroma"):
                self.let_go()
        return names

    def is_automatic(self, name: str) -> bool:
        return bool(self.automatic[self.registry.index[name]])

    def note(self, number: int, velocity: float) -> tuple[int, float]:
        """Strike a key, or with velocity 0 let go of it. Returns both, the velocity inside 0..1.

        number: MIDI, 0..127; 60 is C4. Raises ValueError for other numbers and velocities that are none, TypeError.
        """
        if not 0 <= number < N_KEYS:
            raise ValueError(f"a note is a MIDI number from 0 to {N_KEYS - 1}, not {number}; 60 is the middle C")
        if not math.isfinite(velocity):
            raise ValueError(f"a velocity is a number from 0 to 1, not {velocity}")
        velocity = min(max(float(velocity), 0.0), 1.0)
        with self.together():
            if velocity > 0.0:
                self.velocities[number] = velocity
                self.strikes[number] += 1
            else:
                self.releases[number] = self.strikes[number]
        return int(number), velocity

    def let_go(self) -> None:
        """Of every key."""
        with self.together():
            self.releases[:] = self.strikes

    @property
    def held(self) -> NDArray[np.bool_]:
        """(128,) which keys are."""
        return self.strikes > self.releases

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

        Latents are left alone: they mean something else in every model. Keys that are held stay so.
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
            self.keys[:] = other.keys

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
