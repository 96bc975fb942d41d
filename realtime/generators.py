"""Whatever writes feature frames: what the engine asks of it, ours, and how another package's is found."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from realtime.bundle import Model
from realtime.controls import Controls
from realtime.errors import ModelError
from realtime.guard import Nudge
from realtime.onnx_generator import OnnxGenerator
from realtime.plugins import GENERATORS, load_plugin

__all__ = ["Controls", "Generator", "OnnxGenerator", "make_generator"]

F32 = NDArray[np.float32]


class Generator(Protocol):
    """Whatever writes feature frames. One thread, explicit state, the same seed the same frames.

    frames_per_step: of the quality it was made for. step_s: seconds of music in a step. usual_loudness: dBFS, what the
    frames' level should be around. stereo: (2 K,) float32, balances and coherences (`features.stereo`) of the step last
    made, finite; empty if it has none. nudges: how often a guard has stepped in, by reason. restart: as reset, while
    music plays: the new walk may begin a little later. It may have `place` besides, (x, y) on the latent map, where its
    sound lies at the moment.
    """

    frames_per_step: int
    step_s: float

    @property
    def stereo(self) -> F32: ...
    @property
    def usual_loudness(self) -> float: ...
    @property
    def nudges(self) -> dict[Nudge, int]: ...
    def reset(self, seed: int) -> None: ...
    def restart(self, seed: int, controls: Controls) -> None: ...
    def step(self, controls: Controls, out: F32) -> None: ...
    def save_state(self) -> Any: ...
    def restore_state(self, state: Any) -> None: ...


def make_generator(model: Model, seed: int, quality: str) -> Generator:
    """What plays a model: ours, or the plug-in that its model.json names. Raises ModelError, UsageError."""
    bundle = model.bundle
    if bundle.generator == OnnxGenerator.name:
        return OnnxGenerator(model, seed, quality)
    bundle.spec_of(quality)  # raises for a quality that it does not have
    try:
        make = load_plugin(GENERATORS, bundle.generator)
    except KeyError:
        raise ModelError(
            f"the model {bundle.name} is played by the generator '{bundle.generator}', which no installed package "
            "brings: install the one that does"
        ) from None
    except ValueError as error:
        raise ModelError(f"the model {bundle.name} cannot be played: {error}") from error
    made: Generator = make(model, seed, quality)
    return made
