"""The ONNX generator: composer, performer and decoder, one network step at a time. Runs on the engine's thread.

Each step turns `Controls` into a few feature frames. The composer runs once every `steps_per_score` steps; what the
musician has set replaces part of what it wrote *before* it is fed back, so that the rest of the music takes it into
account. Randomness is drawn here and passed to the graphs, so one seed gives one performance.

The free run is guarded (`guard`): descriptors stay inside the range of the style's recordings and are drawn back to the
middle of it, and a walk that has fallen silent or stands still goes on from another phrase of them (`reading`). The
quality decides only which decoder writes the frames: the music is the same in both.
"""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from realtime import guard, harmony, keys, rows
from realtime.bundle import DECODERS, PLAIN, Model
from realtime.controls import Controls
from realtime.features.descriptors import FLUX, LOUDNESS, N_DESCRIPTORS, N_SCORE, NOTES, DescriptorSpec
from realtime.features.stereo import MOST_OPPOSED
from realtime.latent_map import LatentMap
from realtime.network import Memory, Network, open_network
from realtime.numbers import is_finite, within
from realtime.place import Place
from realtime.reading import PRIMING_STEPS, READ_ROWS, Reading, choose_phrase, open_phrase, read_on

F32 = NDArray[np.float32]

LATENT_LIMIT = np.float32(4.0)  # sigma; beyond lies nothing the decoder has heard
TEXTURE = 1  # beside the seed of the walk, in that of the texture's noise
EASING_S = 3.0  # from a walk that stood still into another phrase


@dataclass
class _State:
    """All that changes from step to step, but for the networks' memories.

    rng: of the music. noise: of the texture; its own, since qualities differ in how much they need. keyed: keys were
    played in the score step being told. phrase: (styles,) number of the one read last, -1 for none. usual: (5, 4)
    quantiles of the styles playing. stereo: (2 K,) of the step last made.
    """

    rng: np.random.Generator
    noise: np.random.Generator
    told: F32
    latents: F32
    styles: F32
    offset: F32
    phrase: NDArray[np.int64]
    stereo: F32
    place: F32 = field(default_factory=lambda: np.zeros(2, np.float32))
    score: F32 = field(default_factory=lambda: np.zeros(N_SCORE, np.float32))
    usual: F32 = field(default_factory=lambda: np.zeros((5, PLAIN), np.float32))
    leading_style: int = -1
    step: int = 0
    reading: Reading | None = None
    eased_from: F32 = field(default_factory=lambda: np.zeros(N_SCORE, np.float32))
    eased_s: float = EASING_S
    register: float = harmony.MIDDLE
    keys: keys.KeysState = field(default_factory=keys.KeysState)
    keyed: bool = False
    walk: guard.WalkState = field(default_factory=guard.WalkState)


class GeneratorState(NamedTuple):
    """A copy of all that decides the next frame."""

    state: _State
    memories: dict[str, Memory]


class OnnxGenerator:
    """The three networks of a model. Construct and `step` on one thread.

    quality: of the model's, which of its decoders plays. Raises UsageError if there is none, ModelError.
    """

    name = "onnx"  # as a model.json names it

    def __init__(self, model: Model, seed: int = 0, quality: str = "high") -> None:
        self.model, bundle = model, model.bundle
        self.features = bundle.spec_of(quality)
        self.spec = DescriptorSpec(bundle.spec, bundle.frames_per_step, bundle.steps_per_score)
        self.frames_per_step = bundle.frames_of(quality)
        self.step_s = bundle.frames_per_step * bundle.spec.hop / bundle.spec.sample_rate
        files = {"composer": "composer", "performer": "performer", "decoder": DECODERS[quality]}
        self._networks: dict[str, Network] = {role: open_network(model, file) for role, file in files.items()}
        # Lowest, usual and highest stereo: of the balance, and of the coherence.
        self._stereo: tuple[F32, ...] = tuple(
            np.repeat(np.array(pair, np.float32), bundle.stereo_bands)
            for pair in ((-1.0, MOST_OPPOSED), (0.0, 1.0), (1.0, 1.0))
        )
        self._quantiles = np.asarray(bundle.style_quantiles, np.float32)
        self._decays = np.asarray(bundle.decays, np.float32)
        self._map = LatentMap(bundle)
        self._whereabouts = Place(bundle, self.step_s)
        self._phrases = {
            style: [np.asarray(rows, np.float32) for rows in excerpts] for style, excerpts in bundle.phrases.items()
        }
        self.reset(seed)

    def reset(self, seed: int) -> None:
        """Start the walk of `seed`."""
        self._s = self._fresh(seed)
        self._whereabouts.clear()
        for network in self._networks.values():
            network.clear(self._s.noise)

    def _fresh(self, seed: int) -> _State:
        bundle = self.model.bundle
        return _State(
            np.random.Generator(np.random.PCG64(seed)),
            np.random.Generator(np.random.PCG64([seed, TEXTURE])),
            told=np.zeros((bundle.steps_per_score, N_DESCRIPTORS), np.float32),
            latents=np.zeros(bundle.latents, np.float32),
            styles=np.zeros(len(bundle.styles), np.float32),
            offset=np.zeros(bundle.latents, np.float32),
            phrase=np.full(len(bundle.styles), -1),
            stereo=self._stereo[1],
        )

    def restart(self, seed: int, controls: Controls) -> None:
        """Start the walk of `seed` as soon as its first phrase is read; the old one goes on until then (0.13 s)."""
        old, self._s = self._s, self._fresh(seed)
        self._arrive(controls)
        self._begin_reading(None)
        successor, self._s = self._s, old
        successor.keys = old.keys
        old.reading, successor.reading = successor.reading, None
        if old.reading is not None:
            old.reading.successor = successor

    def save_state(self) -> GeneratorState:
        return GeneratorState(copy.deepcopy(self._s), {name: net.save() for name, net in self._networks.items()})

    def restore_state(self, state: GeneratorState) -> None:
        self._s = copy.deepcopy(state.state)
        for name, network in self._networks.items():
            network.load(state.memories[name])

    @property
    def told(self) -> F32:
        """(64,) descriptors of the step being played."""
        return self._s.told[(self._s.step - 1) % len(self._s.told)]

    @property
    def nudges(self) -> dict[guard.Nudge, int]:
        """How often the walk has been given another phrase since `reset`, by reason."""
        return dict(self._s.walk.nudges)

    @property
    def place(self) -> tuple[float, float]:
        """Where on the latent map the sound of this moment lies: x and y, -1..1."""
        return self._whereabouts.now

    @property
    def usual_loudness(self) -> float:
        """dBFS, the median of the recordings of the styles playing."""
        return float(self._s.usual[2, LOUDNESS])

    @property
    def stereo(self) -> F32:
        """(2 K,) float32 of the step last made: balance -1..1, then coherence -0.6..1, of every stereo band."""
        return self._s.stereo

    def step(self, controls: Controls, out: F32) -> None:
        """One network step.

        out: (frames_per_step, dim) float32, natural log of mean band power, filled in place.
        """
        self._glide(controls)
        self._read(READ_ROWS)
        s = self._s
        sub_step = s.step % len(s.told)
        if sub_step == 0:
            self._compose(controls)
        if controls.live is not None:
            s.keyed = controls.live.play(s.told[sub_step], s.usual, s.styles, controls.input) or s.keyed
        self._play_keys(controls, s.told[sub_step])
        styles, steer = self._style_weights(), np.float32(controls.steer)
        if steer > 0.0:
            latents_there, styles_there = self._map.at(float(s.place[0]), float(s.place[1]))
            styles = styles + steer * (styles_there - styles)
        performer, decoder = self._networks["performer"].inputs, self._networks["decoder"].inputs
        performer["latents"][:] = s.latents
        performer["descriptors"][:] = decoder["descriptors"][:] = s.told[sub_step]
        performer["styles"][:] = decoder["styles"][:] = styles
        s.latents[:] = within(self._sample("performer", controls.temperature)[0, 0], -LATENT_LIMIT, LATENT_LIMIT)
        heard = s.latents + s.offset
        if steer > 0.0:
            heard += steer * (latents_there - s.latents)
        decoder["latents"][:] = within(heard, -LATENT_LIMIT, LATENT_LIMIT)
        self._whereabouts.hear(decoder["latents"], decoder["styles"])
        s.noise.standard_normal(dtype=np.float32, out=decoder["normal"])
        decoder["texture"][:] = controls.texture
        frames = self._run("decoder").reshape(out.shape)
        out[:] = frames
        if not is_finite(frames):
            out[:] = self.features.silence
            self._mend()
        if len(s.stereo):
            lowest, usual, highest = self._stereo
            said = self._networks["decoder"].outputs["stereo"].ravel()
            s.stereo = within(np.where(np.isfinite(said), said, usual), lowest, highest)
        s.step += 1

    def _mend(self) -> None:
        """A memory that holds a NaN would never again write anything else: forget it, and start from another phrase."""
        s = self._s
        for network in self._networks.values():
            network.clear(s.noise)
        s.latents[:] = 0.0
        s.score[:] = guard.middle(s.usual)
        if s.reading is None or s.reading.why is not guard.Nudge.BROKEN:
            self._begin_reading(guard.Nudge.BROKEN)

    def _arrive(self, controls: Controls) -> None:
        """Be at once where the musician wants it."""
        s = self._s
        s.styles[:], s.offset[:] = controls.styles, controls.latents
        s.place[:] = controls.x, controls.y
        s.leading_style = int(controls.styles.argmax())

    def _glide(self, controls: Controls) -> None:
        """Styles, latents and the map position move towards what is asked, 95 % of the way in `glide_s`."""
        s = self._s
        if s.leading_style < 0:
            self._arrive(controls)
            self._begin_reading(None)
            self._read(PRIMING_STEPS)
            return
        share = np.float32(1.0 - math.exp(-3.0 * self.step_s / max(controls.glide_s, 1e-3)))
        s.styles += share * (controls.styles - s.styles)
        s.offset += share * (controls.latents - s.offset)
        s.place[0] += share * (np.float32(controls.x) - s.place[0])
        s.place[1] += share * (np.float32(controls.y) - s.place[1])
        leading = int(controls.styles.argmax())
        if leading != s.leading_style:
            s.leading_style = leading
            self._begin_reading(None)

    def _style_weights(self) -> F32:
        """Weights that add up to 1 at most: the networks never saw more; all zero is "no particular style"."""
        styles = self._s.styles
        total = styles.sum()
        return styles / total if total > 1.0 else styles

    def _begin_reading(self, why: guard.Nudge | None) -> None:
        """Choose a phrase of the leading style for the composer to go on from."""
        s = self._s
        style = s.leading_style
        phrases = self._phrases[self.model.bundle.styles[style]]
        s.phrase[style] = choose_phrase(s.rng, len(phrases), int(s.phrase[style]))
        s.reading = open_phrase(phrases[s.phrase[style]], style, self._networks["composer"], why)

    def _read(self, rows: int) -> None:
        """Let the composer read on in the phrase; at its end the walk goes on from there."""
        reading = self._s.reading
        if reading is None or not read_on(reading, self._networks["composer"], rows):
            return
        self._s.reading = None
        if reading.successor is not None:
            self._s = reading.successor
            self._networks["performer"].clear()
            self._networks["decoder"].clear(self._s.noise)
        s = self._s
        if reading.why is guard.Nudge.STILL:
            s.eased_from[:], s.eased_s = s.score, 0.0
        s.score[:] = reading.phrase[-1]
        guard.begin_again(s.walk, reading.why)

    def _compose(self, controls: Controls) -> None:
        """The next score step: written by the composer, guarded, partly replaced by what the musician asks for."""
        s, inputs = self._s, self._networks["composer"].inputs
        if s.keyed:
            s.score[:], s.keyed = rows.as_heard(s.told), False
        inputs["score"][:] = s.score
        inputs["styles"][:] = self._style_weights()
        row = self._sample("composer", controls.temperature)[0, 0]
        seconds = self.step_s * len(s.told)
        s.usual = guard.usual_of(s.styles, self._quantiles)
        if not is_finite(row):
            self._mend()
            row[:] = guard.middle(s.usual)
        s.score[:] = guard.draw_back(row, s.usual)
        if controls.density >= 0.0:
            rows.place_attack(s.score, controls.density, self.model.bundle.onset_flux, seconds, s.rng)
        np.copyto(s.score[:FLUX], controls.descriptors[:FLUX], where=controls.asked[:FLUX])
        notes = s.score[NOTES:N_DESCRIPTORS]
        s.register = harmony.register_of(notes, s.register, seconds)
        harmony.ask_chroma(notes, controls.descriptors[FLUX:], controls.asked[FLUX:], s.register)
        told = s.score
        if s.eased_s < EASING_S:
            s.eased_s += seconds
            told = rows.eased(s.eased_from, s.score, s.eased_s / EASING_S)
        s.told = self.spec.expand_score(told[None])
        asked = controls.asked
        if s.keys.are_played or (controls.live is not None and controls.live.plays):
            asked = asked.copy()
            asked[LOUDNESS] = asked[FLUX:] = True
        why = guard.watch(s.walk, s.score, asked, s.usual, controls.temperature, seconds)
        if why is not None and s.reading is None:
            self._begin_reading(why)

    def _play_keys(self, controls: Controls, told: F32) -> None:
        """Replace what keys replace of the (64,) descriptors of this step."""
        s = self._s
        decay = float(guard.shares_of(s.styles) @ self._decays)
        loudness = float(controls.descriptors[LOUDNESS]) if controls.asked[LOUDNESS] else None
        keys.play(s.keys, controls.keys, told, s.usual, decay, self.step_s, loudness)
        s.keyed = s.keyed or s.keys.are_played

    def _sample(self, name: str, temperature: float) -> F32:
        """One step of a graph that draws from what it predicts. Its other inputs are written already."""
        rng, inputs = self._s.rng, self._networks[name].inputs
        gumbel, normal, scale = inputs["gumbel"], inputs["normal"], inputs["temperature"]
        gumbel[:] = -np.log(-np.log(rng.random(gumbel.shape) * (1.0 - 2e-9) + 1e-9))
        normal[:] = rng.standard_normal(normal.shape)
        if "logistic" in inputs:
            uniform = rng.random(inputs["logistic"].shape) * (1.0 - 2e-9) + 1e-9
            inputs["logistic"][:] = np.log(uniform / (1.0 - uniform))
        weights, widths = self.model.bundle.temperatures[name]
        # Above 1, temperature makes the unlikely likelier before it makes everything rougher.
        scale[:] = temperature * weights, min(temperature, 1.0 + 0.3 * (temperature - 1.0)) * widths
        return self._run(name)

    def _run(self, name: str) -> F32:
        """One step of a graph. Returns its output, which its next step overwrites."""
        return self._networks[name].run()
