"""A few numbers at a time, which numpy's own functions take several times as long for."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]


def is_finite(values: F32) -> bool:
    """Whether there is no NaN or infinity among them."""
    flat = values.ravel()
    return math.isfinite(float(flat @ flat))


def within(values: F32, low: Any, high: Any) -> F32:
    """`np.clip`, at a fifth of its price for a few numbers."""
    return np.minimum(np.maximum(values, low), high)
