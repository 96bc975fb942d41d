"""The inner steps of the FFT as vector code: butterflies of radix 2, 4 and 8, and what turns complex FFTs into real.

4 times as fast as loops in Python were: a butterfly of radix 8 reads 16 streams and writes 16. See `lanes` for how the
functions here become code, and `fft` for the formulas.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from realtime.inversion.lanes import Index, Lanes, Memory, vector_code

ROOT_HALF = math.sqrt(0.5)

Point = tuple[Lanes, Lanes]  # real and imaginary parts


def plus(a: Point, b: Point) -> Point:
    return a[0] + b[0], a[1] + b[1]


def minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1]


def times(a: Point, b: Point) -> Point:
    return a[0].times_plus(b[0], -(a[1] * b[1])), a[0].times_plus(b[1], a[1] * b[0])


def times_minus_i(a: Point) -> Point:
    return a[1], -a[0]


def conjugate(a: Point) -> Point:
    return a[0], -a[1]


def transform(x: Sequence[Point]) -> list[Point]:
    """The DFT of 2, 4 or 8 points, by decimation in frequency: sums give the even results, turned differences the odd.

    y[2k] = DFT(x[c] + x[c + n/2])[k], y[2k + 1] = DFT(exp(-2 pi i c / n) (x[c] - x[c + n/2]))[k].
    """
    half = len(x) // 2
    if not half:
        return list(x)
    sums = [plus(x[c], x[c + half]) for c in range(half)]
    differences = [minus(x[c], x[c + half]) for c in range(half)]
    if half == 2:
        differences[1] = times_minus_i(differences[1])
    elif half == 4:
        _, one, two, three = differences
        differences[1] = ((one[0] + one[1]) * ROOT_HALF, (one[1] - one[0]) * ROOT_HALF)
        differences[2] = times_minus_i(two)
        differences[3] = ((three[1] - three[0]) * ROOT_HALF, (three[0] + three[1]) * -ROOT_HALF)
    even, odd = transform(sums), transform(differences)
    return [point for pair in zip(even, odd, strict=True) for point in pair]


def interleaved(rows: list[Lanes]) -> list[Lanes]:
    """rows[r][p] in the order n p + r, n = 2, 4 or 8 rows: log2 n perfect shuffles."""
    count, lanes = len(rows), len(rows[0])
    order = [lane for j in range(lanes) for lane in (j, lanes + j)]
    for _ in range(count.bit_length() - 1):
        pairs = [(rows[i], rows[i + count // 2]) for i in range(count // 2)]
        rows = [a.picked(b, part) for a, b in pairs for part in (order[:lanes], order[lanes:])]
    return rows


def first_butterfly(
    xr: Memory, xi: Memory, start: Index, gap: Index, yr: Memory, yi: Memory, to: Index, stages: Memory, at: Index
) -> None:
    """Radix 8, s = 1: x[start + c gap + lane] to y[to + 8 lane + r], turned by 7 pairs of vectors from stages[at]."""
    lanes = xr.vector.count
    results = transform([(xr.load(start + gap * c), xi.load(start + gap * c)) for c in range(8)])
    for r in range(1, 8):
        cos, sin = stages.load(at + (2 * r - 2) * lanes), stages.load(at + (2 * r - 1) * lanes)
        results[r] = times(results[r], (cos, sin))
    for part, memory in enumerate((yr, yi)):
        for r, row in enumerate(interleaved([result[part] for result in results])):
            memory.store(to + r * lanes, row)


def later_butterfly(
    xr: Memory,
    xi: Memory,
    start: Index,
    gap: Index,
    yr: Memory,
    yi: Memory,
    to: Index,
    apart: Index,
    stages: Memory,
    at: Index,
) -> None:
    """Radix 8: x[start + c gap + lane] to y[to + r apart + lane], turned by 7 pairs of numbers from stages[at]."""
    results = transform([(xr.load(start + gap * c), xi.load(start + gap * c)) for c in range(8)])
    for r in range(1, 8):
        cos, sin = stages.repeated(at + (2 * r - 2)), stages.repeated(at + (2 * r - 1))
        results[r] = times(results[r], (cos, sin))
    for r, (re, im) in enumerate(results):
        yr.store(to + apart * r, re)
        yi.store(to + apart * r, im)


def last_butterfly(radix: int, xr: Memory, xi: Memory, start: Index, gap: Index, yr: Memory, yi: Memory) -> None:
    """x[start + c gap + lane] to the same places in y. Nothing is left to turn."""
    results = transform([(xr.load(start + gap * c), xi.load(start + gap * c)) for c in range(radix)])
    for r, (re, im) in enumerate(results):
        yr.store(start + gap * r, re)
        yi.store(start + gap * r, im)


def untangled(z: Point, mirrored: Point, turn: Point) -> tuple[Point, Point]:
    """2 X[k] and 2 X[h - k] from Z[k] and Z[h - k]; turn = exp(-2 pi i k / n). All in the lanes of k."""
    even = plus(z, conjugate(mirrored))
    odd = times(times_minus_i(minus(z, conjugate(mirrored))), turn)
    return plus(even, odd), conjugate(minus(even, odd))


def tangled(x: Point, mirrored: Point, turn: Point) -> tuple[Point, Point]:
    """2 conj Z[k] and 2 conj Z[h - k] from X[k] and X[h - k]."""
    even = plus(x, conjugate(mirrored))
    odd = times(minus(x, conjugate(mirrored)), conjugate(turn))
    imaginary = times_minus_i(odd)  # -i odd
    return conjugate(minus(even, imaginary)), plus(even, imaginary)


def load_pair(re: Memory, im: Memory, k: Index, mirror: Index) -> tuple[Point, Point]:
    """Points k, k+1 .. and their mirror images, lane by lane; mirror is the place of the last of those."""
    return (re.load(k), im.load(k)), (re.load(mirror).backwards(), im.load(mirror).backwards())


def store_pair(re: Memory, im: Memory, k: Index, mirror: Index, point: Point, mirrored: Point) -> None:
    re.store(k, point[0])
    im.store(k, point[1])
    re.store(mirror, mirrored[0].backwards())
    im.store(mirror, mirrored[1].backwards())


def untangle(
    half: Lanes, cos: Memory, sin: Memory, k: Index, mirror: Index, zr: Memory, zi: Memory, re: Memory, im: Memory
) -> None:
    """Z to X, at k.. and at their mirror images. half: 1/2."""
    x, mirrored = untangled(*load_pair(zr, zi, k, mirror), (cos.load(k), sin.load(k)))
    store_pair(re, im, k, mirror, (x[0] * half, x[1] * half), (mirrored[0] * half, mirrored[1] * half))


def tangle(
    norm: Lanes, cos: Memory, sin: Memory, k: Index, mirror: Index, re: Memory, im: Memory, zr: Memory, zi: Memory
) -> None:
    """X to 2 norm conj Z, at k.. and at their mirror images."""
    z, mirrored = tangled(*load_pair(re, im, k, mirror), (cos.load(k), sin.load(k)))
    store_pair(zr, zi, k, mirror, (z[0] * norm, z[1] * norm), (mirrored[0] * norm, mirrored[1] * norm))


first_4, first_8, first_16 = (vector_code(lanes, first_butterfly) for lanes in (4, 8, 16))
later_8, later_16 = (vector_code(lanes, later_butterfly) for lanes in (8, 16))
last_2_16, last_4_8, last_4_16, last_8_8, last_8_16 = (
    vector_code(lanes, partial(last_butterfly, radix)) for radix, lanes in ((2, 16), (4, 8), (4, 16), (8, 8), (8, 16))
)
untangle_16, tangle_16 = vector_code(16, untangle), vector_code(16, tangle)
