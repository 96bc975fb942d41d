"""The inner step of the FFT as vector code: radix 2, 4 and 8 butterflies over several neighbouring points at once.

LLVM does not make vectors of these loops by itself: 16 streams are read and 16 written, and nothing in Python says that
they do not overlap. So the vector instructions are written here, in LLVM's language, by Python that reads like the
formulas: `Lanes` is a vector of float32 with the operators of a number. LLVM fits them to the machine (16 lanes are one
AVX-512 register, two of AVX, four of SSE), and the results are the same everywhere, since the order of operations is
fixed and nothing is contracted. 4 times as fast as the loops were.

Everything here runs while a kernel is compiled; what it leaves behind runs on the engine's thread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from llvmlite import ir
from numba import float32, int64, types
from numba.core.errors import TypingError
from numba.extending import intrinsic

FLAGS = ("nsz",)  # not "contract", see `maths`
INDEX = ir.IntType(64)
ROOT_HALF = math.sqrt(0.5)


class Lanes:
    """Neighbouring float32 numbers in one vector."""

    def __init__(self, builder: Any, value: Any) -> None:
        self.builder = builder
        self.value = value

    def __add__(self, other: Lanes) -> Lanes:
        return Lanes(self.builder, self.builder.fadd(self.value, other.value, flags=FLAGS))

    def __sub__(self, other: Lanes) -> Lanes:
        return Lanes(self.builder, self.builder.fsub(self.value, other.value, flags=FLAGS))

    def __mul__(self, other: Lanes) -> Lanes:
        return Lanes(self.builder, self.builder.fmul(self.value, other.value, flags=FLAGS))

    def __neg__(self) -> Lanes:
        return Lanes(self.builder, self.builder.fneg(self.value, flags=FLAGS))

    def scaled(self, factor: float) -> Lanes:
        kind = self.value.type
        return self * Lanes(self.builder, ir.Constant(kind, [factor] * kind.count))

    def picked(self, other: Lanes, indices: Sequence[int]) -> Lanes:
        """A vector of some lanes of these two, counted through from this one into the other."""
        mask = ir.Constant(ir.VectorType(ir.IntType(32), len(indices)), list(indices))
        return Lanes(self.builder, self.builder.shuffle_vector(self.value, other.value, mask))


Point = tuple[Lanes, Lanes]  # real and imaginary parts


def plus(a: Point, b: Point) -> Point:
    return a[0] + b[0], a[1] + b[1]


def minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1]


def times(a: Point, b: Point) -> Point:
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def times_minus_i(a: Point) -> Point:
    return a[1], -a[0]


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
        one, two, three = differences[1:]
        differences[1] = ((one[0] + one[1]).scaled(ROOT_HALF), (one[1] - one[0]).scaled(ROOT_HALF))
        differences[2] = times_minus_i(two)
        differences[3] = ((three[1] - three[0]).scaled(ROOT_HALF), (three[0] + three[1]).scaled(-ROOT_HALF))
    even, odd = transform(sums), transform(differences)
    return [point for pair in zip(even, odd, strict=True) for point in pair]


def interleaved(rows: list[Lanes]) -> list[Lanes]:
    """rows[r][p] in the order n p + r, n = 2, 4 or 8 rows: log2 n perfect shuffles."""
    count = len(rows)
    lanes = rows[0].value.type.count
    order = [lane for j in range(lanes) for lane in (j, lanes + j)]
    rounds = count.bit_length() - 1
    for _ in range(rounds):
        pairs = [(rows[i], rows[i + count // 2]) for i in range(count // 2)]
        rows = [a.picked(b, part) for a, b in pairs for part in (order[:lanes], order[lanes:])]
    return rows


class Memory:
    """A float32 array of a kernel, as vectors at element indices."""

    def __init__(self, context: Any, builder: Any, kind: Any, array: Any, lanes: int) -> None:
        self.builder = builder
        self.data = context.make_array(kind)(context, builder, array).data
        self.vector = ir.VectorType(ir.FloatType(), lanes)

    def at(self, index: Any, offset: int = 0) -> Any:
        return self.builder.gep(self.data, [self.builder.add(index, INDEX(offset))])

    def load(self, place: Any) -> Lanes:
        value = self.builder.load(self.builder.bitcast(place, self.vector.as_pointer()))
        value.align = 4
        return Lanes(self.builder, value)

    def store(self, place: Any, lanes: Lanes) -> None:
        self.builder.store(lanes.value, self.builder.bitcast(place, self.vector.as_pointer())).align = 4

    def repeated(self, place: Any) -> Lanes:
        """One number in all lanes."""
        lanes = self.vector.count
        first = self.builder.insert_element(
            ir.Constant(self.vector, ir.Undefined), self.builder.load(place), ir.IntType(32)(0)
        )
        return Lanes(self.builder, first).picked(Lanes(self.builder, first), [0] * lanes)


def butterfly(radix: int, lanes: int, twiddles: str) -> Any:
    """A function for kernels: butterfly(xr, xi, start, gap, yr, yi, to, apart, stages, at), on 1-D float32 arrays.

    Reads x[start + c gap + lane] for c = 0..radix-1, transforms over c, turns result r by its twiddle and writes it.
    twiddles: "each" (a first pass): radix - 1 pairs of vectors from stages[at], and result r of lane p goes to
    y[to + radix p + r]; "shared" (a later pass): radix - 1 pairs of numbers, and it goes to y[to + r apart + p];
    "none": the same without turning. x and y must not overlap.
    """

    @intrinsic
    def step(typing_context, xr, xi, start, gap, yr, yi, to, apart, stages, at):  # type: ignore[no-untyped-def]
        for array in (xr, xi, yr, yi, stages):
            if array != types.Array(float32, 1, "C"):
                raise TypingError(f"a butterfly wants contiguous 1-D float32 arrays, not {array}")

        def codegen(context, builder, signature, args):  # type: ignore[no-untyped-def]
            arrays = [(i, signature.args[i], args[i]) for i in (0, 1, 4, 5, 8)]
            read_re, read_im, write_re, write_im, table = (
                Memory(context, builder, kind, array, lanes) for _, kind, array in arrays
            )
            start, gap, to, apart, at = args[2], args[3], args[6], args[7], args[9]
            places = [builder.add(start, builder.mul(gap, INDEX(c))) for c in range(radix)]
            results = transform([(read_re.load(read_re.at(i)), read_im.load(read_im.at(i))) for i in places])
            for r in range(1, radix if twiddles != "none" else 1):
                if twiddles == "each":
                    cos, sin = (table.load(table.at(at, (2 * r - 2 + part) * lanes)) for part in (0, 1))
                else:
                    cos, sin = (table.repeated(table.at(at, 2 * r - 2 + part)) for part in (0, 1))
                results[r] = times(results[r], (cos, sin))
            for part, memory in enumerate((write_re, write_im)):
                rows = [result[part] for result in results]
                if twiddles == "each":
                    for r, row in enumerate(interleaved(rows)):
                        memory.store(memory.at(to, r * lanes), row)
                else:
                    for r, row in enumerate(rows):
                        memory.store(memory.at(builder.add(to, builder.mul(apart, INDEX(r)))), row)
            return context.get_dummy_value()

        return types.void(xr, xi, int64, int64, yr, yi, int64, int64, stages, int64), codegen

    return step
