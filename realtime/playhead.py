"""The playhead: where in the generator's frames the music is, and what sounds there. Runs on the engine's thread.

Speed moves it by any fraction of a frame a hop, and between two frames it blends them. It takes the frames a network
step at a time, when it needs them and never earlier, so that at speed 1 every frame is played as it was made. At speed
0 it stands, and `freeze` keeps the frame alive; it never stops in an attack but goes on to the sound that follows. At
slow speeds attacks pass as they were played, for a stretched attack is none; what comes after waits for it.

A frame may carry a second vector beside the features (`stereo`: one a network step, the same for all its frames). It
travels in the same row and is blended with it; from step to step it moves in a straight line, not in stairs.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from realtime import freeze
from realtime.effects import blend_frames
from realtime.features import FeatureSpec
from realtime.freeze import FreezeState
from realtime.freeze_measure import measure

F32 = NDArray[np.float32]

MakeStep = Callable[[F32, F32], None]  # fills (frames_per_step, dim) frames and (stereo_dim,) stereo of the next step

WAITING = 0.5  # share of a slow speed that is held back until the time won in an attack is given back


@dataclass
class PlayheadState:
    """frames: (n, dim) of the step begun last; stereo: (2, stereo_dim) of the step before and of that one.

    taken: how many of them have been used. here, after: (dim + stereo_dim,) the frames to either side of the place,
    `after` only while has_after. place: between them, 0..1. now: the blend of the two, what sounds. frozen: it stands.
    settled: hops that it played on after it was told to, because of an attack. ahead: frames that attacks have brought
    the place ahead of where a slow speed would have it.
    """

    frames: F32
    stereo: F32
    taken: int
    here: F32
    after: F32
    now: F32
    freeze: FreezeState
    place: float = 0.0
    has_after: bool = False
    any_stereo: bool = False
    frozen: bool = False
    settled: int = 0
    ahead: float = 0.0


class Playhead:
    """Feature frames at any speed.

    spec: of the frames. frames_per_step: that a network step makes. stereo_dim: values that travel beside each frame,
    may be 0. seed: of the fluctuation of a frozen sound.
    """

    def __init__(self, spec: FeatureSpec, frames_per_step: int, stereo_dim: int = 0, seed: int = 0) -> None:
        self._spec, self._shape, self._stereo_dim = spec, (frames_per_step, spec.dim), stereo_dim
        self._tables = freeze.make_tables(spec)
        self.reset(seed)

    def reset(self, seed: int) -> None:
        """Silence, and the next frame is the first of a new step."""
        steps, dim = self._shape
        here, after, now = (np.zeros(dim + self._stereo_dim, np.float32) for _ in range(3))
        for row in (here, after, now):
            row[:dim] = self._spec.silence
        frames, stereo = np.zeros(self._shape, np.float32), np.zeros((2, self._stereo_dim), np.float32)
        self._s = PlayheadState(frames, stereo, steps, here, after, now, freeze.make_state(self._spec, seed))

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

    @property
    def is_frozen(self) -> bool:
        """Whether it stands at speed 0."""
        return self._s.frozen

    def advance(self, speed: float, make_step: MakeStep) -> None:
        """Move `speed` frames on, 0 or more, and see to it that the frames to either side of the place are there."""
        s = self._s
        speed = self._settle(speed)
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
        else:
            if not s.has_after:
                self._take(make_step, s.after)
                s.has_after = True
            blend_frames(s.here, s.after, s.place, s.now)
        if s.frozen or s.freeze.motion[2] > 0.0:
            freeze.fluctuate(self._tables, s.freeze, s.frozen, s.now[: self._shape[1]])

    def _settle(self, speed: float) -> float:
        """The speed of this hop: 0 freezes, but not in an attack; below 1 an attack passes as fast as it was played."""
        s = self._s
        if speed > 0.0:
            s.frozen, s.settled = False, 0
            if speed >= 1.0:
                s.ahead = 0.0
            elif freeze.rising(self._tables, s.freeze, 0):
                s.ahead += 1.0 - speed
                return 1.0
            else:
                late = min(s.ahead, WAITING * speed)
                s.ahead -= late
                return speed - late
        elif not s.frozen:
            if s.settled < 2 * self._tables.settling and freeze.in_attack(self._tables, s.freeze):
                s.settled += 1
                return 1.0
            s.frozen = True
            if s.freeze.motion[2] == 0.0:  # else it was frozen a moment ago: that fluctuation is still heard
                measure(self._tables, s.freeze)
        return speed

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
        freeze.remember(s.freeze, into[:dim])
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
        """Compile the kernels (or load them from numba's cache); the state stays as it is."""
        s, state = self._s, copy.deepcopy(self._s.freeze)
        now = np.zeros_like(s.now)
        blend_frames(s.here, s.after, 0.5, now)
        freeze.remember(state, now[: self._shape[1]])
        freeze.in_attack(self._tables, state)
        measure(self._tables, state)
        freeze.fluctuate(self._tables, state, True, now[: self._shape[1]])
