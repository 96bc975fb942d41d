"""`/page.json`: everything the page knows of the model that plays, from the registry and the bundle."""

from __future__ import annotations

import colorsys
from typing import Any

from realtime.bundle import Bundle, find_models
from realtime.osc.feedback import readings
from realtime.parameters import Parameter, Registry

GOLDEN = 0.618034  # of a turn: the next hue is far from the last few, however many there are
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
    """n colours, #rrggbb, that stand out from a dark ground and from each other."""
    found = []
    for i in range(n):
        hue = (0.08 + (i / n if n <= 8 else i * GOLDEN)) % 1.0
        red, green, blue = colorsys.hls_to_rgb(hue, (0.62, 0.72)[i % 2], 0.75)
        found.append(f"#{round(255 * red):02x}{round(255 * green):02x}{round(255 * blue):02x}")
    return found
