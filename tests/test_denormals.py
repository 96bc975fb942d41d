"""Denormal numbers are 0 where that was asked for, on that thread only, in the callback always, never afterwards."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from llvmlite import binding, ir
from numba import njit

from realtime import denormals
from realtime.audio import callback as cb
from realtime.audio.link import AudioLink
from realtime.privileges import flush_denormals, no_denormals

pytestmark = pytest.mark.skipif(denormals.MACHINE == "other", reason="on this CPU denormals are left as they are")

TINY32, TINY64 = np.float32(1e-30), 1e-200  # normal numbers whose squares are not


@njit
def product(a, b):
    """Compiled, so that nothing is computed beforehand; the types of the arguments decide the precision."""
    return a * b


def products() -> tuple[float, float, float]:
    """1e-40 in float32, 1e-320 in float64 and 1e-40 by numpy: denormals all."""
    by_numpy = np.array([TINY32]) * np.array([np.float32(1e-10)])
    return product(TINY32, np.float32(1e-10)), product(TINY64, 1e-120), float(by_numpy[0])


def test_inside_a_denormal_product_is_exactly_0_and_outside_it_is_not():
    assert all(products())
    with no_denormals():
        assert products() == (0.0, 0.0, 0.0)
        with no_denormals():
            assert products() == (0.0, 0.0, 0.0)
        assert products() == (0.0, 0.0, 0.0), "leaving the inner one leaves the outer one as it was"
    assert all(products())
    with pytest.raises(ZeroDivisionError), no_denormals():
        raise ZeroDivisionError
    assert all(products())


def test_a_denormal_operand_is_0_too():
    operand = np.float32(product(TINY32, np.float32(1e-10)))
    assert product(operand, np.float32(1e30)) > 0
    with no_denormals():
        assert product(operand, np.float32(1e30)) == 0


def test_two_threads_do_not_disturb_each_other():
    flushed, checked, found = threading.Event(), threading.Event(), []

    def one() -> None:
        found.append(("before", all(products())))
        flush_denormals()
        flushed.set()
        checked.wait(10)
        found.append(("flushed", products() == (0.0, 0.0, 0.0)))

    thread = threading.Thread(target=one)
    thread.start()
    assert flushed.wait(10)
    ours = products()
    checked.set()
    thread.join()
    assert all(ours)
    assert found == [("before", True), ("flushed", True)]


def callback(link: AudioLink, frames: int) -> np.ndarray:
    played = np.full((frames, 2), np.nan, np.float32)
    cb.callback().ctypes(None, played.ctypes.data, frames, None, 0, link.user_data)
    return played


def test_the_callback_plays_denormals_as_0_and_leaves_the_thread_as_it_was():
    link = AudioLink(48_000)
    link.set_gate(True, 0.0)
    tiny = np.full((2048, 2), product(TINY32, np.float32(1e-10)), np.float32)
    link.push(tiny)
    played = callback(link, 2048)
    assert tiny.view(np.int32).all()
    assert not played.view(np.int32).any(), "not one bit"
    assert all(products())


@pytest.mark.parametrize(
    ("machine", "triple", "expected"),
    [
        ("x86-64", "x86_64-unknown-linux-gnu", ["stmxcsr", "ldmxcsr"]),
        ("x86-64", "x86_64-pc-windows-msvc", ["stmxcsr", "ldmxcsr"]),
        ("arm64", "aarch64-unknown-linux-gnu", ["mrs", "fpcr", "msr"]),
        ("arm64", "arm64-apple-darwin", ["mrs", "fpcr", "msr"]),
    ],
)
def test_it_assembles_for_the_machines_we_do_not_have(machine, triple, expected):
    binding.initialize_all_targets()
    binding.initialize_all_asmprinters()
    module = ir.Module()
    module.triple = triple
    function = ir.Function(module, ir.FunctionType(ir.VoidType(), []), "flush")
    builder = ir.IRBuilder(function.append_basic_block())
    mode = denormals.emit_read(builder, machine)
    denormals.emit_write(builder, machine, builder.or_(mode, ir.Constant(denormals.INT64, 1)))
    builder.ret_void()
    try:
        target = binding.Target.from_triple(triple).create_target_machine()
    except RuntimeError as error:
        pytest.skip(f"this LLVM cannot compile for {triple}: {error}")
    assembly = target.emit_assembly(binding.parse_assembly(str(module)))
    for word in expected:
        assert word in assembly.lower()
