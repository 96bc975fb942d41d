"""Transposition of a log-magnitude spectrum, with its envelope moved along or left where it is.

Runs on the engine's thread inside `effects.shape_spectrum`; no allocation, no state. Levels: natural log of amplitude.

Fine structure. Reading the spectrum at m / r moves every partial to the right place, but makes its lobe r times as
wide, and the phases that are later derived from the slopes of that lobe belong to no steady tone: an octave up, more
energy lies beside the partials than on them. A lobe's shape belongs to the window, not to the sound. So every stretch
between two valleys is moved as it is, by (r - 1) times the frequency of its peak (as Laroche & Dolson 1999 move the
regions of a phase vocoder), and where stretches overlap the louder one counts. The peak's frequency comes from the
parabola through three bins, which is exact for a Gaussian window.

Between the moved stretches (r > 1) lies a background, the spectrum read at m / r. Noise needs it: its peaks moved apart
would leave holes. Tones must not have it: there the background is only the chord from valley to valley. How far a peak
stands above the higher of its valleys decides, smoothly (noise: 0.6 nepers at the median; partials: 1.5 and more).

Envelope. A closing by a parabola: the surface traced by the tip of a parabola that rolls over the peaks from above
without falling between them; then a short mean. Unlike cepstral smoothing it neither cuts the tops of partials nor dips
between them, for any fundamental up to ENVELOPE_HZ. A dilation by a parabola takes passes of three bins: decrements
k (2 j - 1), j = 1..J, add up to k d^2 at distance d <= J, because of any d of them the smallest d cost least.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

F32 = NDArray[np.float32]
I64 = NDArray[np.int64]

TONAL_FROM, TONAL_TO = 0.8, 1.8  # nepers of a peak above its valleys: background in full, none
ENVELOPE_HZ = 330.0  # half the width of the parabola
ENVELOPE_DEPTH = 4.6  # nepers (40 dB) that it falls there
ENVELOPE_MEAN = 0.65  # width of the mean, in units of ENVELOPE_HZ
ENVELOPE_RANGE = np.float32(9.2)  # nepers (80 dB) below the loudest bin nothing has a shape any more
MOST_BOOST = np.float32(3.5)  # nepers (30 dB): what is boosted further is the noise of the recording
PAD = 2  # values mirrored or repeated at either end, for interpolation


@njit(nogil=True, cache=True, error_model="numpy")
def transpose(spectrum: F32, ratio: float, silence: float, work: F32, whole: I64, out: F32) -> None:
    """Every partial at `ratio` times its frequency, lobes as they are, the envelope moved along.

    spectrum, out: (n_bins,), different arrays. silence: log amplitude that means nothing. work: (4, n_bins + 4) and
    whole: (n_bins,) scratch. About 40 n_bins operations, most of them vector code.
    """
    n = spectrum.shape[0]
    padded, background, part, moved = work[0], work[1], work[2], work[3]
    for m in range(n):
        padded[m + PAD] = spectrum[m]
        background[m] = spectrum[m]
    padded[1], padded[0] = spectrum[1], spectrum[2]
    padded[n + PAD], padded[n + PAD + 1] = spectrum[n - 2], spectrum[n - 3]

    # Stretch by stretch: how far it moves, in whole bins and a part of one, and the chord where it is tonal.
    left = 0
    while left < n - 1:
        peak = left
        while peak < n - 1 and spectrum[peak + 1] >= spectrum[peak]:
            peak += 1
        right = peak
        while right < n - 1 and spectrum[right + 1] < spectrum[right]:
            right += 1
        below, top, above = padded[peak + PAD - 1], padded[peak + PAD], padded[peak + PAD + 1]
        curvature = below - np.float32(2.0) * top + above
        offset = np.float32(0.5) * (below - above) / curvature if curvature < np.float32(0.0) else np.float32(0.0)
        shift = (ratio - 1.0) * (peak + offset)
        bins = np.int64(np.ceil(shift))
        rest = np.float32(bins - shift)
        height = top - max(spectrum[left], spectrum[right])
        share = np.float32(min(max((height - TONAL_FROM) / (TONAL_TO - TONAL_FROM), 0.0), 1.0))
        slope = (spectrum[right] - spectrum[left]) / np.float32(right - left)
        chord = spectrum[left]
        m = left
        while m < right:
            whole[m] = m + bins
            part[m] = rest
            background[m] += share * min(chord - background[m], np.float32(0.0))
            chord += slope
            m += 1
        left = right
    whole[n - 1], part[n - 1] = n, np.float32(0.0)

    for m in range(n):  # Catmull-Rom, exact for a parabola; a stretch begins at the first whole bin inside it
        t = part[m]
        a, b, c, d = padded[m + 1], padded[m + 2], padded[m + 3], padded[m + 4]
        curve = np.float32(3.0) * (b - c) + d - a
        curve = np.float32(2.0) * a - np.float32(5.0) * b + np.float32(4.0) * c - d + t * curve
        moved[m] = b + np.float32(0.5) * t * (c - a + t * curve)
    step = 1.0 / ratio
    end = min(n, int(np.ceil((n - 1) * ratio)))
    for m in range(end):
        place = m * step
        low = min(np.int32(place), np.int32(n - 2))
        out[m] = background[low] + np.float32(place - low) * (background[low + 1] - background[low])
    for m in range(end, n):
        out[m] = silence
    for m in range(n):  # of stretches that overlap the louder one
        at = whole[m]
        if 0 <= at < n:
            out[at] = max(out[at], moved[m])


@njit(nogil=True, cache=True, error_model="numpy")
def envelope(spectrum: F32, reach: int, work: F32, out: F32) -> None:
    """Upper envelope of a spectrum.

    spectrum, out: (n_bins,). reach: ENVELOPE_HZ in bins. work: (n_bins,) scratch. About 6 reach n_bins operations, all
    of them vector code.
    """
    n = spectrum.shape[0]
    loudest = spectrum[0]
    for m in range(n):
        loudest = max(loudest, spectrum[m])
    for m in range(n):
        out[m] = max(spectrum[m], loudest - ENVELOPE_RANGE)
    unit = np.float32(ENVELOPE_DEPTH / (reach * reach))
    source, target = out, work
    for j in range(1, reach + 1):
        fall = unit * np.float32(2 * j - 1)
        for m in range(1, n - 1):
            target[m] = max(source[m], max(source[m - 1], source[m + 1]) - fall)
        target[0] = max(source[0], source[1] - fall)
        target[n - 1] = max(source[n - 1], source[n - 2] - fall)
        source, target = target, source
    for j in range(1, reach + 1):
        fall = unit * np.float32(2 * j - 1)
        for m in range(1, n - 1):
            target[m] = min(source[m], min(source[m - 1], source[m + 1]) + fall)
        target[0] = min(source[0], source[1] + fall)
        target[n - 1] = min(source[n - 1], source[n - 2] + fall)
        source, target = target, source
    # 2 reach passes: the result is in `out` again, and its running mean goes through `work`.
    half = max(1, int(0.5 * ENVELOPE_MEAN * reach))
    total = 0.0
    for m in range(-half, half + 1):
        total += out[abs(m)]
    scale = 1.0 / (2 * half + 1)
    for m in range(n):
        work[m] = np.float32(total * scale)
        entering, leaving = m + half + 1, m - half
        total += out[entering if entering < n else 2 * (n - 1) - entering] - out[abs(leaving)]
    for m in range(n):
        out[m] = work[m]


@njit(nogil=True, cache=True, error_model="numpy")
def keep_envelope(shape: F32, ratio: float, amount: float, silence: float, out: F32) -> None:
    """Put the envelope of a transposed spectrum back where it was.

    shape: (n_bins,) envelope before transposition. amount: 0..1, 1 all the way. out: (n_bins,) transposed, corrected
    in place.
    """
    n = shape.shape[0]
    step = 1.0 / ratio
    share = np.float32(amount)
    for m in range(n):
        place = m * step
        low = int(place)
        if low < n - 1 and out[m] > silence:
            moved = shape[low] + np.float32(place - low) * (shape[low + 1] - shape[low])
            out[m] += share * min(shape[m] - moved, MOST_BOOST)
