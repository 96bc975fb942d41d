"""Copies of a model that have, or have not, the quality "low" and learnt stereo: real graphs of the right shapes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from realtime.bundle import Model, load_model, sha256


def variant(model: Model, folder: Path, low: bool = True, stereo: np.ndarray | None = None) -> Model:
    """A model in `folder`, called as it.

    low: its frames are the high decoder's, twice each, read at the low spec's bands. stereo: (latents, 2 K) matrix by
    which the latents give the stereo output, None for a mono model.
    """
    bundle, spec = model.bundle, model.bundle.spec
    folder.mkdir(parents=True)
    for graph in ("composer", "performer", "encoder"):
        shutil.copy(model.graph(graph), folder)
    high = onnx.load(str(model.graph("decoder")))
    del high.graph.output[:]
    _rename(high, "stereo", "learnt_stereo")
    for name, shape in bundle.states["decoder"].items():
        _add_outputs(high, [f"next_{name}"], shape)
    both = onnx.ModelProto()
    both.CopyFrom(high)
    _add_outputs(high, ["frames"], [1, bundle.frames_per_step, spec.dim], first=True)
    graphs = {"decoder": high}
    if low:
        graphs["decoder_low"] = both
        _add_low_frames(both, model)
    for name, graph in graphs.items():
        if stereo is not None:
            _add_product(graph, "latents", stereo.astype(np.float32), "stereo")
            _add_outputs(graph, ["stereo"], [1, 1, stereo.shape[1]])
        onnx.checker.check_model(graph)
        onnx.save(graph, str(folder / f"{name}.onnx"))
    description = json.loads((model.path / "model.json").read_text()) | {
        "name": folder.name,
        "qualities": ["high", "low"] if low else ["high"],
        "stereo_bands": 0 if stereo is None else stereo.shape[1] // 2,
        "hashes": {file.stem: sha256(file) for file in folder.glob("*.onnx")},
    }
    (folder / "model.json").write_text(json.dumps(description))
    return load_model(folder)


def _add_low_frames(graph: onnx.ModelProto, model: Model) -> None:
    """The frames (1, F, dim), called "frames" inside, become (1, 2 F, dim) of half the window; of the noise for as many
    the first half is used."""
    spec, low, frames = model.bundle.spec, model.bundle.spec.low_latency, model.bundle.frames_per_step
    (normal,) = (given for given in graph.graph.input if given.name == "normal")
    normal.CopyFrom(helper.make_tensor_value_info("normal", onnx.TensorProto.FLOAT, [1, 2 * frames, 2 * low.dim]))
    for node in graph.graph.node:
        node.input[:] = ["normal_half" if name == "normal" else name for name in node.input]
    halves = numpy_helper.from_array(np.array([frames, frames], np.int64), "halves")
    graph.graph.initializer.append(halves)
    graph.graph.node.insert(0, helper.make_node("Split", ["normal", "halves"], ["normal_half", "normal_rest"], axis=1))
    _rename(graph, "frames", "high_frames")
    at_bands = np.stack([np.interp(low.band_hz, spec.band_hz, unit) for unit in np.eye(spec.dim)])
    _add_product(graph, "high_frames", at_bands.astype(np.float32), "low_bands")
    shape = np.array([1, 1, 2], np.int64), np.array([1, 2 * frames, low.dim], np.int64)
    for name, array in zip(("twice", "low_shape"), shape, strict=True):
        graph.graph.initializer.append(numpy_helper.from_array(array, name))
    graph.graph.node.append(helper.make_node("Tile", ["low_bands", "twice"], ["side_by_side"]))
    graph.graph.node.append(helper.make_node("Reshape", ["side_by_side", "low_shape"], ["frames"]))
    _add_outputs(graph, ["frames"], [1, 2 * frames, low.dim], first=True)


def _rename(graph: onnx.ModelProto, old: str, new: str) -> None:
    for node in graph.graph.node:
        node.output[:] = [new if name == old else name for name in node.output]
        node.input[:] = [new if name == old else name for name in node.input]


def _add_product(graph: onnx.ModelProto, of: str, matrix: np.ndarray, result: str) -> None:
    graph.graph.initializer.append(numpy_helper.from_array(matrix, f"{result}_matrix"))
    graph.graph.node.append(helper.make_node("MatMul", [of, f"{result}_matrix"], [result]))


def _add_outputs(graph: onnx.ModelProto, names: list[str], shape: list[int], first: bool = False) -> None:
    for name in names:
        value = helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, shape)
        graph.graph.output.insert(0 if first else len(graph.graph.output), value)
