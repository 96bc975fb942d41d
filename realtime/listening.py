"""What an input device hears, described as recordings are for training: the same code, a few frames at a time.

On the engine's thread, a network step at a time. Frames lie where they would in a recording that began when the device
did, and their values are those of `analyze` to the last bits. A step takes all frames that are complete by then, two as
a rule: their mean, and the strongest flux. Of the 10.7 ms that a step lasts this takes 0.6, in silence 0.25.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from realtime.features import DescriptorSpec
from realtime.features.descriptors import FLUX, LOUDNESS, N_DESCRIPTORS, NOTES, SILENCE_DB

F32 = NDArray[np.float32]

HISTORY = 1 << 16  # frames of the input that are kept: 0.34 s at 192 kHz
LATE_S = 0.25  # what is older than this when it is asked for, after the music stood still, is left out
GONE_S = 0.3  # without a frame there is no device any more, and hence silence; blocks of 8192 are 0.17 s apart
MOST_FRAMES = 8  # described in one step, 0.6 ms; the rest waits for the next
CHUNK = 32  # frames that are resampled at once, 0.7 ms at 48 kHz
METER_DB_PER_S = 40.0  # how fast the meter falls


class Ear:
    """The sound of an input device of a moment ago, for one or, while one model is faded into another, two listeners.

    read: fills (n, 1) float32 with what is new, in order; how many frames, see `AudioLink.read_input`. sample_rate: Hz.
    """

    def __init__(self, read: Callable[[F32], int], sample_rate: int) -> None:
        self.sample_rate = sample_rate
        self.heard = 0  # frames so far: the number of the next
        self._read = read
        self._block = np.zeros((HISTORY // 2, 1), np.float32)
        self._samples = np.zeros(HISTORY, np.float32)

    def listen(self) -> None:
        """Take what is new."""
        n = self._read(self._block)
        first = self.heard % HISTORY
        straight = min(n, HISTORY - first)
        self._samples[first : first + straight] = self._block[:straight, 0]
        self._samples[: n - straight] = self._block[straight:n, 0]
        self.heard += n

    def since(self, frame: int) -> F32:
        """(n,) what was heard from frame number `frame` on, which is not older than HISTORY."""
        return self._samples[np.arange(frame, self.heard) % HISTORY]


@dataclass
class Heard:
    """descriptors: (64,) of the input, loudness in dBFS and so on; the flux is 0 where no frame is new.

    prominence_db: `NoteFinder.prominence`, that tells tones from noise. level_db: dBFS, for a meter: it falls slowly.
    """

    descriptors: F32 = field(default_factory=lambda: np.zeros(N_DESCRIPTORS, np.float32))
    prominence_db: float = 0.0
    level_db: float = SILENCE_DB


class Listener:
    """Describes what an ear hears. spec: how. seconds: from one step to the next."""

    def __init__(self, spec: DescriptorSpec, ear: Ear, seconds: float) -> None:
        self._spec, self._ear, self._seconds = spec, ear, seconds
        self._ratio = ear.sample_rate / spec.features.sample_rate
        self._resampler = None
        if ear.sample_rate != spec.features.sample_rate:
            from realtime.resampler import make_resampler

            self._resampler = make_resampler(ear.sample_rate, spec.features.sample_rate, CHUNK)
            self._resampled = np.zeros((self._resampler.most, 2), np.float32)
        self._floor = np.float32(np.exp(spec.features.floor))
        self.heard = Heard()
        self.heard.descriptors[LOUDNESS] = SILENCE_DB
        silence = spec.features.n_fft // 2  # the first frame is centred on the first sample
        self._begin(ear.heard, silence)
        spec.compute(np.zeros((1, spec.features.n_bins), np.float32))  # its tables
        self._to_model_rate(np.zeros(CHUNK, np.float32))  # and the kernel
        self._begin(ear.heard, silence)
        self._without_s = 0.0  # since the last frame

    def _begin(self, frame: int, silence: int) -> None:
        """With this frame of the ear, and so many samples of silence before it."""
        self._next = frame
        self._samples = np.zeros(silence, np.float32)  # from the first one of the next frame on
        self._last: F32 | None = None  # (1, n_bins) power of the last frame
        if self._resampler is not None:
            from realtime.resampler import clear

            clear(self._resampler)

    def step(self, gate_db: float = SILENCE_DB) -> Heard:
        """Describe what is new. The result is written again by the next call.

        gate_db: dBFS; in what is not louder no notes are looked for, which saves half of the time.
        """
        ear, features = self._ear, self._spec.features
        ear.listen()
        late = round(LATE_S * ear.sample_rate)
        if ear.heard - self._next > late:
            self._begin(ear.heard - round((features.n_fft + features.hop) * self._ratio), 0)
        if ear.heard > self._next:
            self._samples = np.concatenate([self._samples, self._to_model_rate(ear.since(self._next))])
        frames = min((len(self._samples) - features.n_fft) // features.hop + 1, MOST_FRAMES)
        self._describe(frames, gate_db)
        return self.heard

    def _describe(self, frames: int, gate_db: float) -> None:
        heard, features = self.heard, self._spec.features
        heard.level_db = max(heard.level_db - METER_DB_PER_S * self._seconds, SILENCE_DB)
        if frames < 1:
            heard.descriptors[FLUX] = 0.0
            self._without_s += self._seconds
            if self._without_s > GONE_S:
                heard.descriptors[LOUDNESS] = SILENCE_DB
                heard.descriptors[NOTES:] = 0.0
            return
        self._without_s = 0.0
        stretches = np.lib.stride_tricks.sliding_window_view(self._samples, features.n_fft)
        spectrum = features.spectra_of(stretches[: frames * features.hop : features.hop])
        power = spectrum.real**2 + spectrum.imag**2
        begun = power if self._last is None else np.concatenate([self._last, power])
        rows = self._spec.compute_plain(begun)[-frames:]
        self._last = power[-1:]
        self._samples = self._samples[frames * features.hop :]
        heard.descriptors[:NOTES] = rows.mean(axis=0)
        heard.descriptors[FLUX] = rows[:, FLUX].max()
        heard.descriptors[NOTES:], heard.prominence_db = 0.0, 0.0
        if heard.descriptors[LOUDNESS] > gate_db:
            power = np.maximum(power, self._floor)
            heard.descriptors[NOTES:] = self._spec.notes.compute(power).mean(axis=0)
            heard.prominence_db = float(self._spec.notes.prominence(power).mean())
        heard.level_db = max(heard.level_db, float(rows[:, LOUDNESS].max()))

    def _to_model_rate(self, sound: F32) -> F32:
        """What is new, (n,), at the model's rate; less than CHUNK frames of it wait where they are for the next."""
        if self._resampler is None:
            self._next += len(sound)
            return sound
        from realtime.resampler import resample_hop

        rows, samples, place, step = self._resampler
        whole = len(sound) // CHUNK * CHUNK
        self._next += whole
        parts = [sound[:0]]
        for chunk in sound[:whole].reshape(-1, CHUNK):
            both = np.repeat(chunk[:, None], 2, axis=1)
            made = resample_hop(rows, samples, place, step, both, self._resampled)
            parts.append(self._resampled[:made, 0].copy())
        return np.concatenate(parts)
