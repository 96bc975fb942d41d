"""Features to audio: bands to magnitudes, magnitudes to phases, overlap-add. Numpy and numba only.

    bands      feature frame -> log magnitudes     phase      log magnitudes -> audio (RTPGHI)
    texture    noise where bands are wide          hybrid     log magnitudes -> audio (RTPGHI + Griffin-Lim)
    lines      partials where bands are wide       stereo     spectrum of the mid -> side
    stream     the object, the registry            offline    a whole recording
    fft        real FFT, from butterflies          maths      exp, log, cos, atan2
    projection Griffin-Lim's, fused with the FFT   lanes      vector code from formulas

`StreamingInverter` is what the engine drives, `invert` the same kernels over a whole recording.
"""

from __future__ import annotations

from realtime.inversion.maths import MAX_LOG, MIN_LOG, SILENCE_LOG
from realtime.inversion.offline import invert
from realtime.inversion.stream import METHODS, InverterState, Method, StreamingInverter, find_method

__all__ = [
    "MAX_LOG",
    "METHODS",
    "MIN_LOG",
    "SILENCE_LOG",
    "InverterState",
    "Method",
    "StreamingInverter",
    "find_method",
    "invert",
]
