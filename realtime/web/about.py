"""`/page.json`: everything the page knows of the model that plays, from the registry and the bundle."""

from __future__ import annotations

import math
from typing import Any

from realtime.bundle import Bundle, find_models
from realtime.osc.feedback import readings
from realtime.parameters import Parameter, Registry

GOLDEN = 0.618034  # of a turn: the next hue is far from the last few, however many there are
CHROMA = 0.13  # about the most that every hue has at these lightnesses
MAP_DIGITS = 3  # a thousandth of the map is less than a pixel


def describe(bundle: Bundle, registry: Registry, quality: str, latency_ms: float) -> dict[str, Any]:
    """name, styles and their colours, parameters, the points of the map, models to change to, quality, latency_ms."""
    told = {reading.keys[0]: reading.address for reading in readings(registry) if len(reading.keys) == 1}
    return {
        "name": bundle.name,
        "styles": registry.styles,
        "colours": colours(len(registry.styles)),
        "parameters": [
            {
                "name": p.name,
                "address": told.get(i, f"/rt/param/{p.name}"),
                "types": "f",
                "low": p.low,
                "high": p.high,
                "default": p.default,
                "unit": p.unit,
                "doc": p.doc,
                "curve": p.curve,
                "automatic": p.automatic,
                "group": group(p),
            }
            for i, p in enumerate(registry)
        ],
        "map": {
            "x": [round(x, MAP_DIGITS) for x in bundle.map["x"]],
            "y": [round(y, MAP_DIGITS) for y in bundle.map["y"]],
            "style": bundle.map["style"],
        },
        "models": sorted(find_models()),
        "quality": quality,
        "latency_ms": round(latency_ms, 1),
    }


def group(parameter: Parameter) -> str:
    """Where on a page it belongs: what stands before the slash of its name, else by what it is."""
    before, slash, _ = parameter.name.partition("/")
    if slash:
        return before
    if parameter.automatic:
        return "descriptor"
    if parameter.unit == "switch":
        return "switch"
    return "map" if parameter.name in ("x", "y") else "sound"


def colours(n: int) -> list[str]:
    """n colours, #rrggbb, equally light to the eye, that stand out from a dark ground and from each other.

    Hues of OKLCh (B. Ottosson 2020, "A perceptual color space for image processing").
    """
    found = []
    for i in range(n):
        hue = 2.0 * math.pi * (0.15 + (i / n if n <= 8 else i * GOLDEN))
        light, a, b = (0.80, 0.72)[i % 2], CHROMA * math.cos(hue), CHROMA * math.sin(hue)
        long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
        middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
        linear = (
            4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
        )
        found.append("#" + "".join(f"{round(255 * _srgb(part)):02x}" for part in linear))
    return found


def _srgb(linear: float) -> float:
    part = min(max(linear, 0.0), 1.0)
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1.0 / 2.4) - 0.055
