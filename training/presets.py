"""The presets that a new model comes with, from what it knows of its own recordings: a place to begin, and to rename.

Each style by itself, blends of the styles that lie next to each other on the map, and four ways to play the first
style: still, lively, low and high.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from realtime.bundle import Bundle
from realtime.features.descriptors import CENTROID
from realtime.names import check_name
from realtime.presets import Preset
from realtime.presets.preset_file import write_factory

BLENDS = 4
MOST_STYLES = 24  # that get a preset of their own
# How the first style is played. Pitch in semitones, speed in times, density in attacks a second.
WAYS = {
    "still": ("slow, and without attacks", {"speed": 0.4, "temperature": 0.6, "density": 0.0, "glide": 2.0}),
    "lively": ("adventurous and quick", {"speed": 1.2, "temperature": 1.3}),
    "low": ("an octave down, in a body of its own size", {"pitch": -12.0, "formants": 0.4, "speed": 0.7}),
    "high": ("an octave up", {"pitch": 12.0, "formants": 0.4}),
}


def factory_presets(bundle: Bundle) -> dict[str, Preset]:
    """By name. Styles whose names may not be a preset's have none."""
    found: dict[str, Preset] = {}

    def add(name: str, description: str, styles: dict[str, float], **more: float) -> None:
        try:
            check_name(name, "preset")
        except ValueError:
            return
        found[name] = Preset(name, {f"style/{style}": weight for style, weight in styles.items()} | more, description)

    for style in bundle.styles[:MOST_STYLES]:
        add(style, f"{style}, as the model plays it by itself", {style: 1.0})
    for one, other in neighbours(bundle)[:BLENDS]:
        add(f"{one} and {other}", f"between {one} and {other}", {one: 0.5, other: 0.5})
    first = bundle.styles[0]
    for way, (description, parameters) in WAYS.items():
        add(f"{way} {first}", f"{first}, {description}", {first: 1.0}, **parameters)
    centroid = bundle.style_quantiles[0][3][CENTROID]  # of the brighter recordings, octaves
    add(f"bright {first}", f"{first}, as bright as its brightest recordings", {first: 1.0},
        centroid=round(2.0**centroid, 1))  # fmt: skip
    return found


def neighbours(bundle: Bundle) -> list[tuple[str, str]]:
    """Pairs of styles, those first whose moments lie closest together on the map."""
    styles = np.array(bundle.map["style"])
    places = np.array([bundle.map["x"], bundle.map["y"]], np.float64)
    centres = {s: places[:, styles == s].mean(axis=1) for s in range(len(bundle.styles)) if (styles == s).any()}
    pairs = sorted(combinations(centres, 2), key=lambda pair: float(np.hypot(*(centres[pair[0]] - centres[pair[1]]))))
    return [(bundle.styles[one], bundle.styles[other]) for one, other in pairs]


def presets_text(bundle: Bundle) -> str:
    """The presets.toml of a model."""
    return write_factory(factory_presets(bundle), bundle.name)
