"""One ONNX graph with explicit state, run a step at a time without allocating: inputs and outputs stay where they are.

A graph reads its recurrent state from inputs and writes the next to outputs. Both lie in one of two sets of arrays;
two bindings, made once, read the one set and write the other, and every step uses the other binding. So nothing is
copied or looked up by name in a step (16 to 37 us less than `run` of 57 to 142, and no dictionaries around it).
Construct and run on one thread.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.bundle import DECODERS, NOISE_STATES, Model
from realtime.errors import ModelError
from realtime.features.descriptors import FLUX, N_DESCRIPTORS, N_SCORE

F32 = NDArray[np.float32]
Memory = dict[str, F32]

EVENTS = N_DESCRIPTORS - FLUX  # of the composer: attacks and notes, each there or not there


def open_session(model: Model, graph: str) -> Any:
    """An ONNX Runtime session: one thread, no spinning. Raises ModelError.

    Its own option for denormals would change the calling thread for good; `Engine.process` sees to them.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(model.graph(graph)), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime raises several classes of its own, none with a common base
        raise ModelError(f"{model.graph(graph)} cannot be opened ({error}): export the model again") from error


def open_network(model: Model, graph: str) -> Network:
    """The composer, the performer or one of DECODERS of a model, its inputs and outputs checked. Raises ModelError."""
    bundle, file = model.bundle, model.graph(graph)
    quality = next((quality for quality, decoder in DECODERS.items() if decoder == graph), None)
    role = graph if quality is None else "decoder"
    widths = {"score": N_SCORE} if graph == "composer" else {"latents": bundle.latents, "descriptors": N_DESCRIPTORS}
    wanted = {name: [1, 1, width] for name, width in (widths | {"styles": len(bundle.styles)}).items()}
    if quality is not None:
        results = {"frames": [1, bundle.frames_of(quality), bundle.spec_of(quality).dim]}
        if bundle.stereo_bands:
            results["stereo"] = [1, 1, 2 * bundle.stereo_bands]
        _, frames, dim = results["frames"]
        wanted |= {"normal": [1, frames, 2 * dim], "texture": [1]}
    else:
        shape = [1, 1, N_SCORE if graph == "composer" else bundle.latents]
        results = {"next_score" if graph == "composer" else "next_latents": shape}
        wanted |= {"gumbel": [1, 1, bundle.components[graph]], "normal": shape, "temperature": [2]}
        if graph == "composer":
            wanted["logistic"] = [1, 1, EVENTS]
    states = bundle.states[graph]
    session = open_session(model, graph)
    for kind, nodes, expected in (
        ("input", session.get_inputs(), wanted | states),
        ("output", session.get_outputs(), results | {f"next_{name}": shape for name, shape in states.items()}),
    ):
        found = {node.name: node.shape for node in nodes}
        if set(found) != set(expected):
            raise ModelError(f"{file} is not a {role} of ours: export the model again")
        for name, shape_wanted in expected.items():
            if found[name] != shape_wanted:
                raise ModelError(
                    f"{file} has {kind} {name} of shape {found[name]}, model.json says {shape_wanted}: "
                    "export the model again"
                )
    return Network(session, list(states))


class Network:
    """inputs: name -> array, to be written in place before `run`. outputs: name -> array, what `run` writes, the states
    left out; overwritten by the next.

    session: as `open_network` opens and checks it. states: names of the recurrent inputs; their outputs: next_<name>.
    """

    def __init__(self, session: Any, states: list[str]) -> None:
        from onnxruntime import OrtValue

        def shared(array: F32) -> Any:
            return OrtValue.ortvalue_from_numpy(array)  # on the CPU it points at the array's own memory

        self._session = session
        shapes = {i.name: i.shape for i in session.get_inputs()}
        self.inputs = {name: np.zeros(shape, np.float32) for name, shape in shapes.items() if name not in states}
        after = {f"next_{name}": name for name in states}
        self.outputs = {o.name: np.zeros(o.shape, np.float32) for o in session.get_outputs() if o.name not in after}
        self._first = next(iter(self.outputs.values()))
        self._memories: tuple[Memory, Memory] = tuple(  # type: ignore[assignment]
            {name: np.zeros(shapes[name], np.float32) for name in states} for _ in range(2)
        )
        self._bindings = []
        for now, following in (self._memories, self._memories[::-1]):
            binding = session.io_binding()
            for name, array in (self.inputs | now).items():
                binding.bind_ortvalue_input(name, shared(array))
            for name, array in (self.outputs | {result: following[name] for result, name in after.items()}).items():
                binding.bind_ortvalue_output(name, shared(array))
            self._bindings.append(binding)
        self._turn = 0

    def run(self) -> F32:
        """One step; the state moves on. Returns the first of `outputs`."""
        self._session.run_with_iobinding(self._bindings[self._turn])
        self._turn = 1 - self._turn
        return self._first

    def save(self) -> Memory:
        """A copy of the state."""
        return {name: array.copy() for name, array in self._memories[self._turn].items()}

    def load(self, memory: Memory) -> None:
        """Go on from a saved state."""
        for name, array in self._memories[self._turn].items():
            array[:] = memory[name]

    def clear(self, noise: np.random.Generator | None = None) -> None:
        """Forget. noise: what those of NOISE_STATES are drawn from."""
        for name, array in self._memories[self._turn].items():
            array[:] = 0.0
            if name in NOISE_STATES and noise is not None:
                noise.standard_normal(dtype=np.float32, out=array)
