"""What lies between two presets. Plain arithmetic; `recall` gives it a clock.

A number goes in a straight line from one to the other, one whose fader is logarithmic by equal ratios; style weights
and latents are such numbers. A descriptor that one preset leaves to the model and the other sets changes hands half
way: nearer to the first the model writes it, and from the middle on it lies on the way from its default to what the
other sets. So both ends are exactly their presets, and the step in the middle is half as high as it could be.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from realtime.parameters import Registry
from realtime.presets.preset_file import U8, Preset, recalled


class Morph:
    """From preset `start` to preset `end`, as they are now.

    which: (m,) numbers of the parameters that take part.
    """

    def __init__(self, registry: Registry, start: Preset, end: Preset) -> None:
        self.start, self.end = start, end
        self._registry = registry
        self._states = [preset.state(registry) for preset in (start, end)]
        (first, _), (last, _) = self._states
        curves = np.array([parameter.curve == "log" for parameter in registry])
        self._by_ratio = curves & (first > 0.0) & (last > 0.0)
        self.which = recalled(registry)
        self.left_out: set[str] = set()

    def leave_out(self, names: set[str]) -> None:
        """A hand has moved these."""
        names = {name for name in names if name in self._registry and self._registry[name].recalled}
        if not names <= self.left_out:
            self.left_out |= names
            self.which = np.setdiff1d(self.which, [self._registry.index[name] for name in names])

    def at(self, position: float) -> tuple[NDArray[np.float64], U8]:
        """(m,) values and (m,) automatic switches of `which`. position: 0..1; 0 and 1 are exactly the presets."""
        (first, first_automatic), (last, last_automatic) = self._states
        which = self.which
        automatic = (first_automatic if position < 0.5 else last_automatic)[which]
        if position <= 0.0 or position >= 1.0:
            return (first if position <= 0.0 else last)[which], automatic
        a, b, by_ratio = first[which], last[which], self._by_ratio[which]
        between = a + (b - a) * position
        between[by_ratio] = a[by_ratio] * (b[by_ratio] / a[by_ratio]) ** position
        return np.clip(between, np.minimum(a, b), np.maximum(a, b)), automatic
