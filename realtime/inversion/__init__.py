"""Features to audio: bands to magnitudes, magnitudes to phases, overlap-add. Numpy and numba only.

    fft     real FFT                          bands    feature frame -> log magnitudes, with texture
    maths   exp, log, cos, atan2              phase    log magnitudes -> audio (RTPGHI)
    stream  the object, the registry          hybrid   log magnitudes -> audio (RTPGHI + Griffin-Lim)

`StreamingInverter` is what the engine drives, `invert` the same kernels over a whole recording.
"""

from __future__ import annotations

from realtime.inversion.maths import MAX_LOG, MIN_LOG, SILENCE_LOG
from realtime.inversion.stream import METHODS, InverterState, StreamingInverter, find_method, invert

__all__ = [
    "MAX_LOG",
    "METHODS",
    "MIN_LOG",
    "SILENCE_LOG",
    "InverterState",
    "StreamingInverter",
    "find_method",
    "invert",
]
