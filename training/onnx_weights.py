"""Weights out of an exported graph, under the names they had in torch.

torch's exporter keeps the names of buffers, biases and convolutions. It transposes the matrix of a linear layer into a
MatMul without a name, and packs a recurrent layer into one node with its gates in another order. Both are undone here,
exactly. A graph holds what its outputs need and nothing more: `warm_start` puts a network together from several.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

GATES = {  # torch's order from ONNX's
    "LSTM": (0, 2, 3, 1),  # ifgo from iofc
    "GRU": (1, 0, 2),  # rzn from zrh
    "RNN": (0,),
}


def read_weights(path: Path) -> dict[str, Tensor]:
    """Every parameter and buffer in a graph that torch exported, float32 or int64, by its name in the module."""
    graph = onnx.load(str(path)).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found = {name: value for name, value in stored.items() if not name.startswith("onnx::")}
    added_to = {name: node for node in graph.node if node.op_type == "Add" for name in node.input}
    layers: dict[str, int] = {}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in stored and node.input[1] not in found:
            name = _linear_name(node, added_to.get(node.output[0]), stored)
            found[f"{name}.weight"] = stored[node.input[1]].T
        elif node.op_type in GATES:
            scope = _scope(node.name)
            layer = layers[scope] = layers.get(scope, -1) + 1
            for name, value in _recurrent(node, stored).items():
                found[f"{scope}.{name}_l{layer}"] = value
    return {name: torch.from_numpy(np.array(value)) for name, value in found.items()}


def _linear_name(node: Any, addition: Any, stored: dict[str, Any]) -> str:
    """Of the layer that a MatMul came from: its bias has kept the name; without a bias, the node says where it was."""
    for name in addition.input if addition is not None else ():
        if name in stored and name.endswith(".bias"):
            return str(name[: -len(".bias")])
    return _scope(node.name)


def _scope(node: str) -> str:
    """The module of a node's name: /network/layers/layers.0/MatMul is network.layers.0."""
    names: list[str] = []
    for part in node.strip("/").split("/")[:-1]:
        if names and part.startswith(f"{names[-1]}."):
            names[-1] = part
        else:
            names.append(part)
    return ".".join(names)


def _recurrent(node: Any, stored: dict[str, Any]) -> dict[str, Any]:
    """Weights of a layer as torch has them, from ONNX's W (1, gates * hidden, in), R and B (1, 2 * gates * hidden)."""
    inputs, hidden, biases = (stored[name][0] for name in node.input[1:4])

    def sorted_gates(rows: Any) -> Any:
        gates = np.split(rows, len(GATES[node.op_type]))
        return np.concatenate([gates[gate] for gate in GATES[node.op_type]])

    bias_inputs, bias_hidden = np.split(biases, 2)
    values = {"weight_ih": inputs, "weight_hh": hidden, "bias_ih": bias_inputs, "bias_hh": bias_hidden}
    return {name: sorted_gates(value) for name, value in values.items()}
