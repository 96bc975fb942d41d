"""What compiled code needs of the operating system and numba does not offer: a clock, a sleep, pointers.

Each is an intrinsic: a few LLVM instructions in the caller, no Python, no GIL. The Windows branches are written from
Microsoft's documentation and have not run there.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

from llvmlite import ir
from numba import types
from numba.core import cgutils

from realtime import ring, ring_kernels
from realtime.ring_kernels import intrinsic


def cache_key(*sources: str) -> int:
    """Checksum of this file, the ring's two and the files `sources`, for a cached function to close over.

    numba's cache on disk notices a change in a function's own file and in what its closure holds, but not in functions
    that it calls from other files: without this, an upgrade may go on running old machine code.
    """
    key = 0
    for source in (__file__, ring.__file__, ring_kernels.__file__, *sources):
        if Path(source).exists():  # not so in a frozen application, which does not change either
            key = zlib.crc32(Path(source).read_bytes(), key)
    return key


@intrinsic
def byte_offset(typing_context, pointer, offset):
    """`pointer + offset` bytes."""

    def codegen(context, builder, signature, args):
        return builder.gep(args[0], [args[1]])

    return types.voidptr(types.voidptr, types.int64), codegen


@intrinsic
def is_null(typing_context, pointer):
    """Whether a C pointer points nowhere."""

    def codegen(context, builder, signature, args):
        return builder.icmp_unsigned("==", args[0], args[0].type(None))

    return types.boolean(types.voidptr), codegen


@intrinsic
def now_ns(typing_context):
    """Monotonic time in ns, the clock of `time.monotonic_ns` (Windows: of `time.perf_counter_ns`)."""

    def codegen(context, builder, signature, args):
        int32, int64 = ir.IntType(32), ir.IntType(64)
        pair = cgutils.alloca_once(builder, ir.ArrayType(int64, 2))  # once: in a loop it would eat the stack
        first = builder.bitcast(pair, int64.as_pointer())
        second = builder.gep(first, [int64(1)])
        if sys.platform == "win32":
            query = ir.FunctionType(int32, [int64.as_pointer()])
            for name, into in (("QueryPerformanceCounter", first), ("QueryPerformanceFrequency", second)):
                builder.call(cgutils.get_or_insert_function(builder.module, query, name), [into])
            ticks, rate, second_ns = builder.load(first), builder.load(second), int64(1_000_000_000)
            rest = builder.sdiv(builder.mul(builder.srem(ticks, rate), second_ns), rate)
            return builder.add(builder.mul(builder.sdiv(ticks, rate), second_ns), rest)
        # CLOCK_MONOTONIC; on macOS CLOCK_UPTIME_RAW, which is what Python's time.monotonic reads there
        clock = int32(8 if sys.platform == "darwin" else 1)
        get = ir.FunctionType(int32, [int32, int64.as_pointer()])
        builder.call(cgutils.get_or_insert_function(builder.module, get, "clock_gettime"), [clock, first])
        return builder.add(builder.mul(builder.load(first), int64(1_000_000_000)), builder.load(second))

    return types.int64(), codegen


@intrinsic
def call_callback(typing_context, address, out, frames, user_data):
    """Call the PaStreamCallback at `address` as PortAudio does for an output: no input, no time info, no flags."""

    def codegen(context, builder, signature, args):
        pointer, int32, int64 = ir.IntType(8).as_pointer(), ir.IntType(32), ir.IntType(64)
        kind = ir.FunctionType(int32, [pointer, pointer, int64, pointer, int64, pointer])
        function = builder.inttoptr(args[0], kind.as_pointer())
        null = pointer(None)
        user, output = builder.inttoptr(args[3], pointer), builder.inttoptr(args[1], pointer)
        return builder.call(function, [null, output, args[2], null, int64(0), user])

    return types.int32(types.int64, types.int64, types.int64, types.int64), codegen


@intrinsic
def sleep_us(typing_context, microseconds):
    """Sleep for a little less than a second at most."""

    def codegen(context, builder, signature, args):
        int32 = ir.IntType(32)
        if sys.platform == "win32":
            amount, name, result = builder.udiv(args[0], args[0].type(1000)), "Sleep", ir.VoidType()
        else:
            amount, name, result = args[0], "usleep", int32
        function = cgutils.get_or_insert_function(builder.module, ir.FunctionType(result, [int32]), name)
        builder.call(function, [builder.trunc(amount, int32)])
        return cgutils.get_null_value(context.get_value_type(signature.return_type))

    return types.void(types.int64), codegen
