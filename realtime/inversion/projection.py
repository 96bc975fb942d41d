"""The inner steps of a Griffin-Lim iteration as vector code, fused with the two ends of the real FFT (see `lanes`).

The audio under a frame is packed, windowed, into a complex transform of half its length (`gather`); its bins are
untangled, given their magnitudes, and tangled again without leaving the registers (`project`); and what comes back is
windowed and takes the place of the frame's old audio in the sum of all frames (`scatter`).
"""

from __future__ import annotations

from realtime.inversion.butterflies import Point, load_pair, minus, store_pair, tangled, untangled
from realtime.inversion.lanes import Index, Lanes, Memory, vector_code


def gather(under: Memory, window: Memory, i: Index, zr: Memory, zi: Memory, j: Index) -> None:
    """z[j] = (under w)[2j] + i (under w)[2j + 1]; i = 2j."""
    lanes = under.vector.count
    low = under.load(i) * window.load(i)
    high = under.load(i + lanes) * window.load(i + lanes)
    zr.store(j, low.picked(high, range(0, 2 * lanes, 2)))
    zi.store(j, low.picked(high, range(1, 2 * lanes, 2)))


def project(
    alpha: Lanes,
    kept: Lanes,
    tiny: Lanes,
    cos: Memory,
    sin: Memory,
    k: Index,
    mirror: Index,
    magnitude: Memory,
    last_re: Memory,
    last_im: Memory,
    zr: Memory,
    zi: Memory,
) -> None:
    """Z of the found audio to 2 conj Z of x + alpha (x - last), x having the found phases and the given magnitudes.

    x + kept (x - last) goes to last. tiny: added to the found powers, so that 0 / 0 is 0. At k.. and at the mirror
    images.
    """
    turn = cos.load(k), sin.load(k)
    targets = magnitude.load(k), magnitude.load(mirror).backwards()
    lasts = load_pair(last_re, last_im, k, mirror)
    stored: list[Point] = []
    moved: list[Point] = []
    for (re, im), target, last in zip(untangled(*load_pair(zr, zi, k, mirror), turn), targets, lasts, strict=True):
        gain = target * re.times_plus(re, im.times_plus(im, tiny)).inverse_root()
        point = re * gain, im * gain
        way = minus(point, last)
        stored.append((kept.times_plus(way[0], point[0]), kept.times_plus(way[1], point[1])))
        moved.append((alpha.times_plus(way[0], point[0]), alpha.times_plus(way[1], point[1])))
    store_pair(last_re, last_im, k, mirror, *stored)
    here, mirrored = moved
    store_pair(zr, zi, k, mirror, *tangled(here, mirrored, turn))


def scatter(zr: Memory, zi: Memory, j: Index, window: Memory, audio: Memory, under: Memory, i: Index) -> None:
    """audio[2j], audio[2j + 1] = w conj z[j], and under takes the difference; i = 2j."""
    lanes = zr.vector.count
    re, im = zr.load(j), -zi.load(j)
    order = [lane for c in range(lanes) for lane in (c, lanes + c)]
    for place, part in ((i, order[:lanes]), (i + lanes, order[lanes:])):
        value = re.picked(im, part) * window.load(place)
        under.store(place, under.load(place) + (value - audio.load(place)))
        audio.store(place, value)


gather_16, project_16, scatter_16 = (vector_code(16, formula) for formula in (gather, project, scatter))
