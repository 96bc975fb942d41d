"""The playhead: where in the generator's frames the music is, and what sounds there. Runs on the engine's thread.

Speed moves it by any fraction of a frame a hop, and between two frames it blends them. It takes the frames a network
step at a time, when it needs them and never earlier, so that at speed 1 every frame is played as it was made.

A frame may carry a second vector beside the features (`stereo`: one a network step, the same for all its frames). It
travels in the same row and is blended with it; from step to step it moves in a straight line, not in stairs.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realtime.effects import blend_frames

F32 = NDArray[np.float32]

MakeStep = Callable[[F32, F32], None]  # fills (frames_per_step, dim) frames and (stereo_dim,) stereo of the next step


@dataclass
class PlayheadState:
    """frames: (n, dim) of the step begun last; stereo: (2, stereo_dim) of the step before and of that one.

    taken: how many of them have been used. here, after: (dim + stereo_dim,) the frames to either side of the place,
    `after` only while has_after. place: between them, 0..1. now: the blend of the two, what sounds.
    """

    frames: F32
    stereo: F32
    taken: int
    here: F32
    after: F32
    now: F32
    place: float = 0.0
    has_after: bool = False
    any_stereo: bool = False


class Playhead:
    """Feature frames at any speed.

    frames_per_step, dim: shape of what a network step makes. floor: value of a silent frame. stereo_dim: values that
    travel beside each frame, may be 0.
    """

    def __init__(self, frames_per_step: int, dim: int, floor: float, stereo_dim: int = 0) -> None:
        self._shape, self._stereo_dim, self._floor = (frames_per_step, dim), stereo_dim, floor
        self.reset()

    def reset(self) -> None:
        """Silence, and the next frame is the first of a new step."""
        steps, dim = self._shape
        here, after, now = (np.zeros(dim + self._stereo_dim, np.float32) for _ in range(3))
        for row in (here, after, now):
            row[:dim] = self._floor
        frames, stereo = np.zeros(self._shape, np.float32), np.zeros((2, self._stereo_dim), np.float32)
        self._s = PlayheadState(frames, stereo, steps, here, after, now)

    def skip_step(self) -> None:
        """What is left of the step begun is not played: the next frame is the first of a new one."""
        self._s.taken = self._shape[0]

    @property
    def frame(self) -> F32:
        """(dim,) the features where the playhead is."""
        return self._s.now[: self._shape[1]]

    @property
    def stereo(self) -> F32:
        """(stereo_dim,) what travels beside them."""
        return self._s.now[self._shape[1] :]

    def advance(self, speed: float, make_step: MakeStep) -> None:
        """Move `speed` frames on, 0 or more, and see to it that the frames to either side of the place are there."""
        s = self._s
        s.place += speed
        while s.place >= 1.0:
            if s.has_after:
                s.here[:] = s.after
            else:
                self._take(make_step, s.here)
            s.has_after = False
            s.place -= 1.0
        if s.place < 1e-6:
            s.place = 0.0
            s.now[:] = s.here
            return
        if not s.has_after:
            self._take(make_step, s.after)
            s.has_after = True
        blend_frames(s.here, s.after, s.place, s.now)

    def _take(self, make_step: MakeStep, into: F32) -> None:
        s = self._s
        steps, dim = self._shape
        if s.taken >= steps:
            s.stereo[0] = s.stereo[1]
            make_step(s.frames, s.stereo[1])
            if not s.any_stereo:
                s.stereo[0] = s.stereo[1]
            s.any_stereo = True
            s.taken = 0
        into[:dim] = s.frames[s.taken]
        s.taken += 1
        if self._stereo_dim:
            blend_frames(s.stereo[0], s.stereo[1], s.taken / steps, into[dim:])

    def save_state(self) -> PlayheadState:
        return copy.deepcopy(self._s)

    def restore_state(self, state: PlayheadState) -> None:
        """Go on from a saved state. Raises ValueError for one of another shape."""
        if (state.frames.shape, state.stereo.shape) != (self._s.frames.shape, self._s.stereo.shape):
            raise ValueError(
                f"this state has frames of {state.frames.shape} and stereo of {state.stereo.shape}, this engine's are "
                f"{self._s.frames.shape} and {self._s.stereo.shape}"
            )
        self._s = copy.deepcopy(state)

    def warm(self) -> None:
        """Compile the kernel (or load it from numba's cache); the state stays as it is."""
        blend_frames(self._s.here, self._s.after, 0.5, np.zeros_like(self._s.now))
