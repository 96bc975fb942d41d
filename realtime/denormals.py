"""Whether the CPU computes with denormal numbers (below 1.2e-38 in float32) or takes them for 0.

A decaying filter or a fading recurrent state ends in denormals, and x86 needs ten to a hundred times as long for each
operation on one. Nobody can hear them. Every thread has its own mode and begins with that of the thread that started
it (Linux). Compiled code; `realtime.privileges` has it for Python.

x86-64: bits FTZ (15: results) and DAZ (6: operands) of MXCSR (Intel SDM, volume 1, section 10.2.3).
arm64: bit FZ (24: both) of FPCR (Arm ARM, section C5.2.8). Elsewhere all of this does nothing.
"""

from __future__ import annotations

import platform

from llvmlite import ir
from numba import njit, types
from numba.core import cgutils

from realtime.ring_kernels import intrinsic

MACHINE = {"x86_64": "x86-64", "amd64": "x86-64", "arm64": "arm64", "aarch64": "arm64"}.get(
    platform.machine().lower(), "other"
)
FLUSH = {"x86-64": 1 << 15 | 1 << 6, "arm64": 1 << 24, "other": 0}[MACHINE]

INT32, INT64, NOTHING = ir.IntType(32), ir.IntType(64), ir.VoidType()


def emit_read(builder: ir.IRBuilder, machine: str) -> ir.Value:
    """The control register as an int64."""
    if machine == "x86-64":
        slot = cgutils.alloca_once(builder, INT32)
        _call(builder, "llvm.x86.sse.stmxcsr", NOTHING, slot)
        return builder.zext(builder.load(slot), INT64)
    if machine == "arm64":
        return _call(builder, "llvm.aarch64.get.fpcr", INT64)
    return INT64(0)


def emit_write(builder: ir.IRBuilder, machine: str, mode: ir.Value) -> None:
    """Set the control register to `mode`, made of what `emit_read` gave.

    LLVM takes arithmetic to be the same everywhere and may move it across the change. It may not move loads and stores
    across a fence, and so leaves between two of these what is computed from memory to memory.
    """
    builder.fence("seq_cst", "singlethread")  # for the compiler only: no instruction
    if machine == "x86-64":
        slot = cgutils.alloca_once(builder, INT32)
        builder.store(builder.trunc(mode, INT32), slot)
        _call(builder, "llvm.x86.sse.ldmxcsr", NOTHING, slot)
    elif machine == "arm64":
        _call(builder, "llvm.aarch64.set.fpcr", NOTHING, mode)
    builder.fence("seq_cst", "singlethread")


def _call(builder: ir.IRBuilder, name: str, result: ir.Type, *arguments: ir.Value) -> ir.Value:
    kind = ir.FunctionType(result, [argument.type for argument in arguments])
    return builder.call(cgutils.get_or_insert_function(builder.module, kind, name), arguments)


@intrinsic
def float_mode(typing_context):
    """The calling thread's mode, to be given to `set_float_mode`."""

    def codegen(context, builder, signature, args):
        return emit_read(builder, MACHINE)

    return types.int64(), codegen


@intrinsic
def set_float_mode(typing_context, mode):
    """Change the calling thread's mode; `float_mode() | FLUSH` takes denormals for 0."""

    def codegen(context, builder, signature, args):
        emit_write(builder, MACHINE, args[0])
        return cgutils.get_null_value(context.get_value_type(signature.return_type))

    return types.void(types.int64), codegen


@njit("int64(int64, int64)", cache=True)
def change_mode(clear, put):
    """Clear these bits, set those; the mode before."""
    before = float_mode()
    set_float_mode((before & ~clear) | put)
    return before
