"""Compile options, the spec that inversion reads, and the four functions that libm is too slow for.

Runs inside the kernels of this package, on the engine's thread: float32, no allocation, no branches, so that LLVM
turns the loops around them into vector code (a call to libm stops it from doing so).

Numba's disk cache looks only at the file of the outermost kernel: after editing a file that kernels of other files
call, delete the cache (NUMBA_CACHE_DIR, or `__pycache__` here; the commands choose a new one by themselves).
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numba import float32, int32, njit
from numba.extending import intrinsic
from numpy.typing import NDArray

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
U64 = NDArray[np.uint64]

# No "nnan"/"ninf" (inputs are clamped with comparisons that must see NaN) and no "reassoc" (sums keep their order).
# No "contract" either: the process that compiles a kernel and those that load it from the cache then contract other
# products, and the first rendering of a seed differs from all later ones in its last bits. It would save 2 us a hop.
FASTMATH = {"arcp", "nsz"}
JIT: dict[str, Any] = {"nogil": True, "cache": True, "error_model": "numpy", "fastmath": FASTMATH}
INLINE: dict[str, Any] = {"nogil": True, "inline": "always", "error_model": "numpy", "fastmath": FASTMATH}

# Natural-log amplitude, 0 = a sine at full scale.
MIN_LOG = np.float32(np.log(1e-8))  # -160 dBFS: at or below this a bin is exactly silent
MAX_LOG = np.float32(np.log(10.0))  # +20 dBFS: hotter bins (and +inf) are pulled down to this
SILENCE_LOG = np.float32(-40.0)  # written for a silent bin: 187 dB under MIN_LOG, out of reach of any spectral effect


def aligned(array: NDArray[Any]) -> F32:
    """A float32 copy that begins at a cache line: vectors that lie across two of them take twice as long."""
    memory = np.empty(array.size + 16, dtype=np.float32)
    start = (-memory.ctypes.data) % 64 // 4
    copy = memory[start : start + array.size].reshape(array.shape)
    copy[...] = array
    return copy


class TransformSpec(Protocol):
    """What inversion reads from `realtime.features.FeatureSpec` (which is passed in, never imported)."""

    @property
    def n_fft(self) -> int: ...
    @property
    def hop(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def n_bins(self) -> int: ...
    @property
    def dim(self) -> int: ...
    @property
    def floor(self) -> float: ...
    @property
    def gamma(self) -> float: ...
    @property
    def scale(self) -> float: ...
    @property
    def window(self) -> F64: ...
    @property
    def warp(self) -> F64: ...
    @property
    def band_weights(self) -> F64: ...
    @property
    def basis(self) -> F64: ...
    @property
    def silence(self) -> F32: ...


@intrinsic
def _bits_of(typing_context, value):  # type: ignore[no-untyped-def]
    """The 32 bits of a float32 as an int32."""

    def codegen(context, builder, signature, args):  # type: ignore[no-untyped-def]
        return builder.bitcast(args[0], context.get_value_type(signature.return_type))

    return int32(float32), codegen


@intrinsic
def _float_of(typing_context, bits):  # type: ignore[no-untyped-def]
    """The float32 that has these 32 bits."""

    def codegen(context, builder, signature, args):  # type: ignore[no-untyped-def]
        return builder.bitcast(args[0], context.get_value_type(signature.return_type))

    return float32(int32), codegen


# exp(x) = 2^n 2^f with n = round(x log2 e), |f| <= 1/2. x - n ln 2 is taken in two parts so that no digits are lost
# (Cody & Waite 1980); e^r is a polynomial of degree 6, near its Taylor series: r^7 / 5040 is 1e-7 at r = ln 2 / 2.
@njit(**INLINE)
def fast_exp(x):  # type: ignore[no-untyped-def]
    """e^x, float32, relative error 2e-7, for -87 < x < 88."""
    n = np.floor(x * np.float32(1.44269504) + np.float32(0.5))
    r = (x - n * np.float32(0.693359375)) + n * np.float32(2.12194440e-4)
    p = np.float32(1.3981999e-3)
    p = p * r + np.float32(8.3334519e-3)
    p = p * r + np.float32(4.1665796e-2)
    p = p * r + np.float32(1.6666665e-1)
    p = p * r + np.float32(0.5)
    p = (p * r * r + r) + np.float32(1.0)
    return p * _float_of(np.int32((np.int32(n) + np.int32(127)) << np.int32(23)))  # type: ignore[call-arg]


# x = 2^e m with m in [1/sqrt 2, sqrt 2): ln x = e ln 2 + 2 atanh((m - 1) / (m + 1)), |argument| <= 0.172,
# and atanh(t) = t + t^3/3 + t^5/5 + t^7/7 + t^9/9 leaves 7e-10.
@njit(**INLINE)
def fast_log(x):  # type: ignore[no-untyped-def]
    """ln x, float32, absolute error 5e-6 at |ln x| < 40 (one unit in the last place of 40), for normal x > 0."""
    bits: Any = _bits_of(x)  # type: ignore[call-arg]
    e = np.int32((bits - np.int32(0x3F3504F3)) >> np.int32(23))  # 0x3F3504F3 is 1/sqrt 2
    m = _float_of(np.int32(bits - np.int32(e << np.int32(23))))
    t = (m - np.float32(1.0)) / (m + np.float32(1.0))
    z = t * t
    p = np.float32(2.0 / 9.0)
    p = p * z + np.float32(2.0 / 7.0)
    p = p * z + np.float32(2.0 / 5.0)
    p = p * z + np.float32(2.0 / 3.0)
    p = p * z + np.float32(2.0)
    return np.float32(e) * np.float32(0.69314718) + t * p


# Phases are kept in turns: wrapping is then one floor, exact in float32. The angle is folded into [-1/4, 1/4], where
# sin (up to sign) and cos are minimax polynomials, fitted for this file: 5e-9 and 4e-10 before rounding.
@njit(**INLINE)
def cos_sin_turns(turns):  # type: ignore[no-untyped-def]
    """(cos, sin) of 2 pi turns, float32, absolute error 2e-7, for |turns| < 2^20."""
    p = turns - np.floor(turns + np.float32(0.5))
    half = np.float32(0.5) if p > np.float32(0.0) else np.float32(-0.5)
    folded = abs(p) > np.float32(0.25)
    x = (half - p if folded else p) * np.float32(6.2831853)
    z = x * x
    s = np.float32(2.5996423e-6)
    s = s * z - np.float32(1.9806396e-4)
    s = s * z + np.float32(8.3330136e-3)
    s = s * z - np.float32(1.6666657e-1)
    s = x + x * z * s
    c = np.float32(-2.618952e-7)
    c = c * z + np.float32(2.4769067e-5)
    c = c * z - np.float32(1.3888565e-3)
    c = c * z + np.float32(4.1666656e-2)
    c = c * z - np.float32(0.5)
    c = c * z + np.float32(1.0)
    return -c if folded else c, s


# atan on [0, 1] is an odd minimax polynomial of degree 11; then the octant.
@njit(**INLINE)
def atan2_turns(y, x):  # type: ignore[no-untyped-def]
    """Angle of (x, y) in turns, -1/2..1/2, float32, absolute error 2e-6 turns; 0 for (0, 0)."""
    ax = abs(x)
    ay = abs(y)
    small = min(ax, ay)
    large = max(ax, ay)
    t = small / (large + np.float32(1e-30))
    z = t * t
    r = np.float32(-0.01172120)
    r = r * z + np.float32(0.05265332)
    r = r * z - np.float32(0.11643287)
    r = r * z + np.float32(0.19354346)
    r = r * z - np.float32(0.33262347)
    r = r * z + np.float32(0.99997726)
    r = r * t * np.float32(0.15915494)
    r = np.float32(0.25) - r if ay > ax else r
    r = np.float32(0.5) - r if x < np.float32(0.0) else r
    return -r if y < np.float32(0.0) else r


@njit(**INLINE)
def clamp_log(value):  # type: ignore[no-untyped-def]
    """A log magnitude that the kernels can live with: NaN and everything quiet is MIN_LOG, everything hot MAX_LOG."""
    quiet = not (value > MIN_LOG)  # true for NaN
    return min(MIN_LOG if quiet else value, MAX_LOG)
