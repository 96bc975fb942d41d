"""The ONNX generator: composer, performer and decoder, one network step at a time. Runs on the engine's thread.

Each step turns `Controls` into a few feature frames. The composer runs once every `steps_per_score` steps; what the
musician has set replaces part of what it wrote *before* it is fed back, so that the rest of the music takes it into
account. Randomness is drawn here and passed to the graphs, so one seed gives one performance.

The free run is guarded three ways: descriptors stay inside the range of the style's recordings; loudness, centroid and
flatness, in which a walk drifts, are drawn back to the middle of that range as by a weak spring; and a walk that has
fallen silent or stands still (`guard`) goes on from another phrase of the recordings' descriptors. The composer reads
such a phrase a few rows a step, beside its old walk, so that no step takes long.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from realtime import guard
from realtime.bundle import Model
from realtime.errors import ModelError
from realtime.features.descriptors import CHROMA, FLATNESS, FLUX, LOUDNESS, N_DESCRIPTORS, N_SCORE, DescriptorSpec
from realtime.parameters import Values

F32 = NDArray[np.float32]

LATENT_LIMIT = 4.0  # sigma; beyond lies nothing the decoder has heard
GUARDED = slice(LOUDNESS, FLATNESS + 1)  # loudness, centroid, flatness
# Share of the way back to the usual range, a score step. No memory: a slow controller made walks swing with its period.
SPRING = np.array([0.015, 0.05, 0.05], np.float32)
PRIMING_STEPS = 48  # score steps of a phrase the composer reads before it writes: 2 s
READ_ROWS = 4  # of them in a network step while music plays: 2 ms of work
EASING_S = 1.5  # from a walk that stood still into another phrase


@dataclass
class Controls:
    """What the generator is asked for, refreshed by the engine once a hop.

    styles: (n_styles,) weights 0..1. latents: (n_latents,) offsets in sigma. descriptors: (16,) asked values and
    asked: (16,) bool, which of them count. density: onsets per second, or a negative number while automatic.
    """

    styles: F32
    latents: F32
    descriptors: F32
    asked: NDArray[np.bool_]
    density: float = -1.0
    temperature: float = 1.0
    steer: float = 0.0
    x: float = 0.0
    y: float = 0.0
    glide_s: float = 0.1

    @classmethod
    def of(cls, model: Model) -> Controls:
        n_styles, n_latents = len(model.bundle.styles), model.bundle.latents
        return cls(
            np.eye(1, n_styles, dtype=np.float32)[0],
            np.zeros(n_latents, np.float32),
            np.zeros(N_DESCRIPTORS, np.float32),
            np.zeros(N_DESCRIPTORS, np.bool_),
        )

    def read(self, values: Values) -> None:
        """Take over the live values of the parameters."""
        index, slots, automatic = values.registry.index, values.slots, values.automatic
        first = index[f"style/{values.registry.styles[0]}"]
        self.styles[:] = slots[first : first + len(self.styles)]
        if len(self.latents):
            first = index["latent/0"]
            self.latents[:] = slots[first : first + len(self.latents)]
        for column, name in enumerate(("loudness", "centroid", "flatness")):
            slot = index[name]
            self.descriptors[column] = np.log2(slots[slot]) if name == "centroid" else slots[slot]
            self.asked[column] = automatic[slot] == 0
        first = index["chroma/C"]
        self.descriptors[CHROMA:] = slots[first : first + 12]
        self.asked[CHROMA:] = automatic[first : first + 12] == 0
        self.density = -1.0 if automatic[index["density"]] else float(slots[index["density"]])
        self.temperature, self.steer = float(slots[index["temperature"]]), float(slots[index["steer"]])
        self.x, self.y = float(slots[index["x"]]), float(slots[index["y"]])
        self.glide_s = float(slots[index["glide"]])


class Generator(Protocol):
    """Whatever writes feature frames. One thread, explicit state, the same seed the same frames."""

    frames_per_step: int

    def reset(self, seed: int) -> None: ...
    def step(self, controls: Controls, out: F32) -> None: ...
    def save_state(self) -> Any: ...
    def restore_state(self, state: Any) -> None: ...


@dataclass
class _Reading:
    """A phrase that the composer is reading, beside the walk it will replace."""

    phrase: F32  # (rows, 17)
    style: int
    recurrent: dict[str, F32]
    why: guard.Nudge | None  # None: the style changed
    row: int = 0


@dataclass
class _State:
    """All that changes from step to step. phrase: number of the one read last, for each style (-1: none)."""

    rng: np.random.Generator
    recurrent: dict[str, dict[str, F32]] = field(default_factory=dict)
    score: F32 = field(default_factory=lambda: np.zeros((1, 1, N_SCORE), np.float32))
    told: F32 = field(default_factory=lambda: np.zeros((4, N_DESCRIPTORS), np.float32))
    latents: F32 = field(default_factory=lambda: np.zeros((1, 1, 0), np.float32))
    styles: F32 = field(default_factory=lambda: np.zeros(0, np.float32))
    offset: F32 = field(default_factory=lambda: np.zeros(0, np.float32))
    place: F32 = field(default_factory=lambda: np.zeros(2, np.float32))
    leading_style: int = -1
    step: int = 0
    phrase: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    reading: _Reading | None = None
    eased_from: F32 = field(default_factory=lambda: np.zeros(0, np.float32))
    eased_s: float = EASING_S
    usual: F32 = field(default_factory=lambda: np.zeros((5, N_SCORE), np.float32))
    walk: guard.WalkState = field(default_factory=guard.WalkState)


def open_session(model: Model, graph: str) -> Any:
    """An ONNX Runtime session: one thread, no spinning, denormals as zero. Raises ModelError."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    try:
        return onnxruntime.InferenceSession(str(model.graph(graph)), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime raises several classes of its own, none with a common base
        raise ModelError(f"{model.graph(graph)} cannot be opened ({error}): export the model again") from error


class OnnxGenerator:
    """The three networks of a model. Construct and `step` on one thread."""

    def __init__(self, model: Model, seed: int = 0) -> None:
        self.model, bundle = model, model.bundle
        self.spec = DescriptorSpec(bundle.spec, bundle.frames_per_step, bundle.steps_per_score)
        self.frames_per_step = bundle.frames_per_step
        self.step_s = bundle.frames_per_step * bundle.spec.hop / bundle.spec.sample_rate
        self._sessions = {name: open_session(model, name) for name in ("composer", "performer", "decoder")}
        self._check_shapes()
        self._quantiles = np.asarray(bundle.style_quantiles, np.float32)
        self._map = np.asarray([bundle.map_origin, bundle.map_x, bundle.map_y], np.float32)
        self._phrases = {
            style: [np.asarray(rows, np.float32) for rows in excerpts] for style, excerpts in bundle.phrases.items()
        }
        self.reset(seed)

    def _check_shapes(self) -> None:
        bundle = self.model.bundle
        wanted = {
            "composer": {"score": N_SCORE, "styles": len(bundle.styles)},
            "performer": {"latents": bundle.latents, "descriptors": N_DESCRIPTORS, "styles": len(bundle.styles)},
            "decoder": {"latents": bundle.latents, "descriptors": N_DESCRIPTORS, "styles": len(bundle.styles)},
        }
        for name, inputs in wanted.items():
            found = {i.name: i.shape for i in self._sessions[name].get_inputs()}
            expected = {key: [1, 1, width] for key, width in inputs.items()}
            expected |= dict.fromkeys(bundle.states[name], bundle.state_shapes[name])
            noise = {"gumbel", "normal", "temperature"} if name != "decoder" else set()
            if set(found) != set(expected) | noise:
                raise ModelError(f"{self.model.graph(name)} is not a {name} of ours: export the model again")
            for key, shape in expected.items():
                if found.get(key) != list(shape):
                    raise ModelError(
                        f"{self.model.graph(name)} has input {key} of shape {found.get(key)}, model.json says {shape}: "
                        "export the model again"
                    )

        frames = self._sessions["decoder"].get_outputs()[0].shape
        if frames != [1, self.frames_per_step, bundle.spec.dim]:
            raise ModelError(
                f"{self.model.graph('decoder')} writes frames of shape {frames}, model.json says "
                f"{self.frames_per_step} of {bundle.spec.dim} bands: export the model again"
            )

    def reset(self, seed: int) -> None:
        """Start the walk of `seed`."""
        bundle = self.model.bundle
        self._s = _State(np.random.Generator(np.random.PCG64(seed)))
        for name in self._sessions:
            shape = bundle.state_shapes[name]
            self._s.recurrent[name] = {state: np.zeros(shape, np.float32) for state in bundle.states[name]}
        self._s.told = np.zeros((bundle.steps_per_score, N_DESCRIPTORS), np.float32)
        self._s.latents = np.zeros((1, 1, bundle.latents), np.float32)
        self._s.offset = np.zeros(bundle.latents, np.float32)
        self._s.phrase = np.full(len(bundle.styles), -1)

    def save_state(self) -> Any:
        return copy.deepcopy(self._s)

    def restore_state(self, state: Any) -> None:
        self._s = copy.deepcopy(state)

    @property
    def told(self) -> F32:
        """(16,) descriptors of the step being played."""
        return self._s.told[(self._s.step - 1) % len(self._s.told)]

    @property
    def nudges(self) -> dict[guard.Nudge, int]:
        """How often the walk has been given another phrase since `reset`, by reason."""
        return dict(self._s.walk.nudges)

    @property
    def usual_loudness(self) -> float:
        """dBFS, the median of the recordings of the styles playing."""
        return float(self._s.usual[2, LOUDNESS])

    def step(self, controls: Controls, out: F32) -> None:
        """One network step.

        out: (frames_per_step, dim) float32, natural log of mean band power, filled in place.
        """
        s = self._s
        self._glide(controls)
        self._read(READ_ROWS)
        sub_step = s.step % len(s.told)
        if sub_step == 0:
            self._compose(controls)
        descriptors = s.told[sub_step][None, None]
        styles = self._style_weights()[None, None]
        s.latents = np.clip(
            self._sample(
                "performer",
                controls.temperature,
                {"latents": s.latents, "descriptors": descriptors, "styles": styles},
                self.model.bundle.latents,
            ),
            -LATENT_LIMIT,
            LATENT_LIMIT,
        )
        steered = self._map[0] + s.place[0] * self._map[1] + s.place[1] * self._map[2]
        heard = (1.0 - controls.steer) * s.latents + controls.steer * steered + s.offset
        heard = np.clip(heard, -LATENT_LIMIT, LATENT_LIMIT).astype(np.float32)
        frames = self._run("decoder", {"latents": heard, "descriptors": descriptors, "styles": styles})
        out[:] = frames.reshape(out.shape)
        if not np.isfinite(out.sum()):
            self._mend(out)
        s.step += 1

    def _mend(self, out: F32) -> None:
        """A memory that holds a NaN would never again write anything else: forget it, and be silent meanwhile."""
        s, usual = self._s, self._s.usual[2]
        out[:] = self.model.bundle.spec.floor
        for memory in s.recurrent.values():
            for array in memory.values():
                array[:] = 0.0
        s.latents = np.zeros_like(s.latents)
        s.score[:], s.told[:] = usual, usual[:N_DESCRIPTORS]
        if s.reading is None or s.reading.why is not guard.Nudge.BROKEN:
            self._begin_reading(guard.Nudge.BROKEN)

    def _glide(self, controls: Controls) -> None:
        """Styles, latents and the map position move towards what is asked, 95 % of the way in `glide_s`."""
        s = self._s
        if s.leading_style < 0:
            s.styles, s.offset = controls.styles.copy(), controls.latents.copy()
            s.place[:] = controls.x, controls.y
        share = np.float32(1.0 - np.exp(-3.0 * self.step_s / max(controls.glide_s, 1e-3)))
        s.styles += share * (controls.styles - s.styles)
        s.offset += share * (controls.latents - s.offset)
        s.place += share * (np.array([controls.x, controls.y], np.float32) - s.place)
        leading = int(np.argmax(controls.styles))
        if leading != s.leading_style:
            first = s.leading_style < 0
            s.leading_style = leading
            self._begin_reading(None)
            if first:
                self._read(PRIMING_STEPS)

    def _style_weights(self) -> F32:
        """Weights that add up to 1 at most: the networks never saw more; all zero is "no particular style"."""
        total = self._s.styles.sum()
        return self._s.styles / total if total > 1.0 else self._s.styles

    def _begin_reading(self, why: guard.Nudge | None) -> None:
        """Choose a phrase of the leading style, not the last one again, for the composer to go on from."""
        s = self._s
        style = s.leading_style
        phrases, last = self._phrases[self.model.bundle.styles[style]], int(s.phrase[style])
        if last < 0 or len(phrases) == 1:
            chosen = int(s.rng.integers(len(phrases)))
        else:
            chosen = (last + 1 + int(s.rng.integers(len(phrases) - 1))) % len(phrases)
        s.phrase[style] = chosen
        memory = {name: np.zeros_like(array) for name, array in s.recurrent["composer"].items()}
        s.reading = _Reading(phrases[chosen][-PRIMING_STEPS:], style, memory, why)

    def _read(self, rows: int) -> None:
        """Let the composer read on in the phrase; at its end the walk goes on from there."""
        s, reading = self._s, self._s.reading
        if reading is None:
            return
        styles = np.eye(1, len(s.styles), reading.style, dtype=np.float32)[None]
        last = len(reading.phrase) - 1
        old, s.recurrent["composer"] = s.recurrent["composer"], reading.recurrent
        for row in reading.phrase[reading.row : min(reading.row + rows, last)]:
            self._sample("composer", 0.0, {"score": row[None, None], "styles": styles}, N_SCORE, draw=False)
        reading.row += rows
        if reading.row < last:
            reading.recurrent, s.recurrent["composer"] = s.recurrent["composer"], old
            return
        if reading.why is guard.Nudge.STILL:
            s.eased_from, s.eased_s = s.score[0].copy(), 0.0
        s.score = reading.phrase[-1][None, None].copy()
        guard.begin_again(s.walk, reading.why)
        s.reading = None

    def _usual(self) -> F32:
        """(5, 17) quantiles (1, 15, 50, 85, 99 %) of the descriptors of the styles playing, by their weights."""
        styles = self._s.styles if self._s.styles.sum() > 1e-3 else np.ones_like(self._s.styles)
        usual: F32 = np.tensordot(styles / styles.sum(), self._quantiles, axes=1)
        return usual

    def _compose(self, controls: Controls) -> None:
        """The next score step: written by the composer, guarded, partly replaced by what the musician asks for."""
        s = self._s
        styles = self._style_weights()[None, None]
        row = self._sample("composer", controls.temperature, {"score": s.score, "styles": styles}, N_SCORE)[0, 0]
        seconds = self.step_s * len(s.told)
        s.usual = usual = self._usual()
        lowest, usual_low, _, usual_high, highest = usual
        within = np.clip(row[GUARDED], usual_low[GUARDED], usual_high[GUARDED])
        row[GUARDED] += SPRING * (within - row[GUARDED])
        row = np.clip(row, lowest, highest)
        if controls.density >= 0.0:
            self._place_onset(row, controls.density, seconds, lowest[FLUX])
        asked = np.flatnonzero(controls.asked)
        row[asked] = controls.descriptors[asked]
        s.score = row[None, None].astype(np.float32)
        s.told = self.spec.expand_score(self._eased(s.score[0], seconds))
        why = guard.watch(s.walk, s.score[0, 0], controls.asked, usual, controls.temperature, seconds)
        if why is not None and s.reading is None:
            self._begin_reading(why)

    def _eased(self, score: F32, seconds: float) -> F32:
        """(1, 17) what is told of a score step: after a nudge, on the way from the old texture to the new."""
        s = self._s
        if s.eased_s >= EASING_S:
            return score
        s.eased_s += seconds
        share = 0.5 - 0.5 * np.cos(np.pi * min(s.eased_s / EASING_S, 1.0))
        told = s.eased_from + np.float32(share) * (score - s.eased_from)
        told[:, FLUX], told[:, -1] = score[:, FLUX], score[:, -1]
        return told.astype(np.float32)

    def _place_onset(self, row: F32, density: float, seconds: float, calm: float) -> None:
        """Attacks at random times, `density` a second (a Poisson process), instead of the composer's own."""
        happens, where = self._s.rng.random(2)
        row[FLUX] = self.model.bundle.onset_flux if happens < 1.0 - np.exp(-density * seconds) else calm
        row[-1] = where

    def _sample(self, name: str, temperature: float, inputs: dict[str, F32], width: int, draw: bool = True) -> F32:
        rng = self._s.rng
        components = self.model.bundle.components[name]
        weights, widths = self.model.bundle.temperatures[name]
        if draw:
            gumbel = -np.log(-np.log(rng.random((1, 1, components)) * (1.0 - 2e-9) + 1e-9))
            normal = rng.standard_normal((1, 1, width))
        else:
            gumbel, normal = np.zeros((1, 1, components)), np.zeros((1, 1, width))
        # Above 1, temperature makes the unlikely likelier before it makes everything rougher.
        scale = np.array([temperature * weights, min(temperature, 1.0 + 0.3 * (temperature - 1.0)) * widths])
        noise = {"gumbel": gumbel, "normal": normal, "temperature": scale}
        return self._run(name, inputs | {key: value.astype(np.float32) for key, value in noise.items()})

    def _run(self, name: str, inputs: dict[str, F32]) -> F32:
        """One graph step; its state moves on. Returns the first output."""
        state = self._s.recurrent[name]
        result, *after = self._sessions[name].run(None, inputs | state)
        self._s.recurrent[name] = dict(zip(state, after, strict=True))
        return np.asarray(result)
