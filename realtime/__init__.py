"""realtime-gen: a neural instrument for the stage.

    import realtime
    engine = realtime.Engine(realtime.load_model(), seed=1)
    engine.prepare(sample_rate=48000)
    engine.process(out)                      # out: (n, channels) float32, filled

Heavy parts (numba, ONNX Runtime) load when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from realtime.kernel_cache import choose_cache_folder

__version__ = "0.1.0"

choose_cache_folder()

_PLACES = {
    "FeatureSpec": "realtime.features",
    "StereoSpec": "realtime.features",
    "Engine": "realtime.engine",
    "load_model": "realtime.bundle",
}

__all__ = ["Engine", "FeatureSpec", "StereoSpec", "__version__", "inversion", "load_model"]

if TYPE_CHECKING:
    from realtime import inversion
    from realtime.bundle import load_model
    from realtime.engine import Engine
    from realtime.features import FeatureSpec, StereoSpec


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(importlib.import_module(_PLACES[name]), name)
    if name == "inversion":
        return importlib.import_module("realtime.inversion")
    raise AttributeError(f"module 'realtime' has no attribute {name!r}")
