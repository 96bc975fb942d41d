"""Vectors of float32 for kernels whose loops LLVM does not make vectors of by itself.

Numba's loops over many arrays stay scalar: nothing in Python says that what is written does not overlap what is read,
and LLVM gives up checking when there are more than a few. So the vector instructions of the FFT and of the projection
are written here, in LLVM's language, by Python that reads like the formulas: `Lanes` is a vector with the operators of
a number, `Memory` an array to load it from and store it to, `Index` a whole number that a kernel hands in. LLVM fits
any number of lanes to the machine (16 are one AVX-512 register, two of AVX, four of SSE), and the results are the same
in every process on a machine: the order of operations is fixed, and what is fused is said (`times_plus`).

Everything here runs while a kernel is compiled; what it leaves behind runs on the engine's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir
from numba import float32, int64, types
from numba.core import cgutils
from numba.core.errors import TypingError
from numba.extending import intrinsic

FLAGS = ("nsz",)  # not "contract", see `maths`: what is fused must not depend on the neighbourhood
FLOATS = types.Array(float32, 1, "C")


class Index:
    """A whole number known when the kernel runs."""

    def __init__(self, builder: Any, value: Any) -> None:
        self.builder = builder
        self.value = value

    def __add__(self, other: Index | int) -> Index:
        value = other.value if isinstance(other, Index) else ir.IntType(64)(other)
        return Index(self.builder, self.builder.add(self.value, value))

    def __mul__(self, other: int) -> Index:
        return Index(self.builder, self.builder.mul(self.value, ir.IntType(64)(other)))


class Lanes:
    """Neighbouring float32 numbers in one vector."""

    def __init__(self, builder: Any, value: Any) -> None:
        self.builder = builder
        self.value = value

    def __len__(self) -> int:
        return int(self.value.type.count)

    def __add__(self, other: Lanes) -> Lanes:
        return Lanes(self.builder, self.builder.fadd(self.value, other.value, flags=FLAGS))

    def __sub__(self, other: Lanes) -> Lanes:
        return Lanes(self.builder, self.builder.fsub(self.value, other.value, flags=FLAGS))

    def __mul__(self, other: Lanes | float) -> Lanes:
        factor = other if isinstance(other, Lanes) else self.constant(other)
        return Lanes(self.builder, self.builder.fmul(self.value, factor.value, flags=FLAGS))

    def __neg__(self) -> Lanes:
        return Lanes(self.builder, self.builder.fneg(self.value, flags=FLAGS))

    def times_plus(self, factor: Lanes, summand: Lanes) -> Lanes:
        """self * factor + summand: one instruction, rounded once, where the machine has it."""
        kind = self.value.type
        function = cgutils.get_or_insert_function(
            self.builder.module, ir.FunctionType(kind, [kind] * 3), f"llvm.fmuladd.v{len(self)}f32"
        )
        return Lanes(self.builder, self.builder.call(function, [self.value, factor.value, summand.value]))

    def inverse_root(self) -> Lanes:
        """1 / sqrt(x), relative error 5e-6, for normal x > 0: the exponent halved in the bits, two Newton steps."""
        bits = ir.VectorType(ir.IntType(32), len(self))
        halved = self.builder.lshr(self.builder.bitcast(self.value, bits), ir.Constant(bits, [1] * len(self)))
        guess = self.builder.sub(ir.Constant(bits, [0x5F375A86] * len(self)), halved)
        root = Lanes(self.builder, self.builder.bitcast(guess, self.value.type))
        three_halves = self.constant(1.5)
        for _ in range(2):
            root = root * (self * (root * root)).times_plus(self.constant(-0.5), three_halves)
        return root

    def constant(self, number: float) -> Lanes:
        return Lanes(self.builder, ir.Constant(self.value.type, [number] * len(self)))

    def picked(self, other: Lanes, indices: Sequence[int]) -> Lanes:
        """A vector of some lanes of these two, counted through from this one into the other."""
        mask = ir.Constant(ir.VectorType(ir.IntType(32), len(indices)), list(indices))
        return Lanes(self.builder, self.builder.shuffle_vector(self.value, other.value, mask))

    def backwards(self) -> Lanes:
        return self.picked(self, range(len(self) - 1, -1, -1))


class Memory:
    """A contiguous float32 array of a kernel."""

    def __init__(self, builder: Any, data: Any, lanes: int) -> None:
        self.builder = builder
        self.data = data
        self.vector = ir.VectorType(ir.FloatType(), lanes)

    def _place(self, index: Index) -> Any:
        return self.builder.gep(self.data, [index.value])

    def load(self, index: Index) -> Lanes:
        """The elements from `index` on."""
        place = self.builder.bitcast(self._place(index), self.vector.as_pointer())
        return Lanes(self.builder, self.builder.load(place, align=4))

    def store(self, index: Index, lanes: Lanes) -> None:
        self.builder.store(lanes.value, self.builder.bitcast(self._place(index), self.vector.as_pointer()), align=4)

    def repeated(self, index: Index) -> Lanes:
        """One element in all lanes."""
        return repeated(self.builder, self.builder.load(self._place(index)), self.vector)


def repeated(builder: Any, number: Any, vector: Any) -> Lanes:
    first = Lanes(builder, builder.insert_element(ir.Constant(vector, ir.Undefined), number, ir.IntType(32)(0)))
    return first.picked(first, [0] * vector.count)


def vector_code(lanes: int, formula: Callable[..., None]) -> Any:
    """`formula` as a function for kernels, with vectors of that many lanes.

    The kernel hands in contiguous 1-D float32 arrays, integers and float32 numbers; the formula receives, in the same
    order, `Memory`, `Index` and `Lanes` (the number in all lanes). It is called once, to write the code.
    """

    @intrinsic
    def code(typing_context, *kinds):  # type: ignore[no-untyped-def]
        for kind in kinds:
            if kind != FLOATS and kind != float32 and not isinstance(kind, types.Integer):
                raise TypingError(f"vector code takes contiguous 1-D float32 arrays, integers and float32, not {kind}")

        def codegen(context, builder, signature, args):  # type: ignore[no-untyped-def]
            def seen(kind, value):  # type: ignore[no-untyped-def]
                if kind == FLOATS:
                    return Memory(builder, context.make_array(kind)(context, builder, value).data, lanes)
                if kind == float32:
                    return repeated(builder, value, ir.VectorType(ir.FloatType(), lanes))
                return Index(builder, context.cast(builder, value, kind, int64))

            values = cgutils.unpack_tuple(builder, args[0], len(kinds))
            formula(*(seen(kind, value) for kind, value in zip(kinds, values, strict=True)))
            return context.get_dummy_value()

        return types.void(types.StarArgTuple(kinds)), codegen

    return code
