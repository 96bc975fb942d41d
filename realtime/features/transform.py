"""The feature transform: audio to feature frames, in numpy, the only definition there is.

Runs offline (training, `invert`, tests). The way back is `realtime.inversion`, which reads the tables of the same
`FeatureSpec`, so that analysis and synthesis cannot disagree about a window, a scale or a floor.

Scale. A sine of amplitude 1 has a bin power of 1 (0 dBFS): the STFT is divided by half the window's sum.
Floor. Powers below `FLOOR_DBFS` are raised to it; the inverse maps the floor back to exact silence.

Kinds. Every kind starts from bands V = W P of the bin powers P, and their natural log.
magnitude  every bin is a band.
linlog     triangles one bin wide at the bottom, constant-Q above; rows of W sum to 1, so that V is a mean power.
mel        librosa's filters (Slaney), to the bit, times the bins' distance in Hz: V = mel P sample_rate / n_fft. Their
           area over Hz is 1, so that rows of W sum to 1 but for the sampling of the triangles (at 48 kHz, 2048 points
           and 128 bands to 0.93-1.13, 0.9989 for wide bands), and V is a mean power here, too. Hence
           exp(frames) = librosa.feature.melspectrogram(window=spec.window, power=2) * scale^2 * sample_rate / n_fft.
mfcc       the first `coefficients` of the orthonormal DCT-II of the mel frame. librosa takes decibels, 10 lg V, where
           we take nepers of power, ln V; so `librosa.feature.mfcc` is ours times 10 / ln 10, plus a constant on the
           coefficient 0 (from the scale), where its `top_db` cuts nothing off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.features.mel import cosine_basis, mel_edges, mel_filters

GAUSS_EDGE = 0.005  # window value at its ends; 0.001-0.01 lie within 0.7 dB SC2 (see tests/benchmarks/inversion.py)
FLOOR_DBFS = -100.0  # a full band of bins at the floor is -70 dBFS of noise, below every recording in the corpus
KINDS = ("magnitude", "linlog", "mel", "mfcc")
OPTIONAL = {"coefficients"}  # fields that the specs of earlier versions do not have

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]


@dataclass(frozen=True)
class FeatureSpec:
    """What a feature frame means: enough to compute it from audio and to invert it.

    sample_rate: Hz.
    n_fft: window length in samples, a power of two; also the FFT length.
    hop: samples from one frame to the next; n_fft / hop is the redundancy (8 for good phase reconstruction).
    kind: "magnitude" (every FFT bin), "linlog" (bands one bin wide at the bottom, constant-Q above), "mel" (librosa's)
        or "mfcc" (cosine transform of "mel").
    bands: number of bands; ignored for "magnitude".
    coefficients: number of values of "mfcc"; ignored for the others.
    """

    sample_rate: int = 48000
    n_fft: int = 2048
    hop: int = 256
    kind: str = "linlog"
    bands: int = 128
    coefficients: int = 40

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"feature kind {self.kind!r} is not known: use one of {', '.join(KINDS)}")
        if self.n_fft < 64 or self.n_fft & (self.n_fft - 1):
            raise ValueError(f"n_fft {self.n_fft} is not a power of two of at least 64")
        if not 0 < self.hop <= self.n_fft // 2 or self.n_fft % self.hop:
            raise ValueError(f"hop {self.hop} must divide n_fft {self.n_fft} at least twice")
        if not 8000 <= self.sample_rate <= 192000:
            raise ValueError(f"sample_rate {self.sample_rate} Hz is outside 8000..192000")
        if self.kind != "magnitude" and not 16 <= self.bands <= self.n_bins:
            raise ValueError(f"bands {self.bands} must lie in 16..{self.n_bins} for n_fft {self.n_fft}")
        if self.kind == "mfcc" and not 2 <= self.coefficients <= self.bands:
            raise ValueError(f"coefficients {self.coefficients} must lie in 2..{self.bands}, the number of bands")

    @classmethod
    def from_dict(cls, fields: dict[str, Any]) -> FeatureSpec:
        """The spec that `to_dict` wrote, in this version or an earlier one. Raises ValueError for other fields."""
        names = set(cls.__dataclass_fields__)
        if not names - OPTIONAL <= set(fields) <= names:
            raise ValueError(f"feature spec has fields {sorted(fields)}, expected {sorted(names)}")
        return cls(**fields)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def low_latency(self) -> FeatureSpec:
        """The same features through half the window and half the hop: two frames for each of ours, half the latency."""
        return replace(self, n_fft=self.n_fft // 2, hop=self.hop // 2)

    @property
    def n_bins(self) -> int:
        """FFT bins from 0 Hz to Nyquist, both included."""
        return self.n_fft // 2 + 1

    @property
    def dim(self) -> int:
        """Values in one feature frame."""
        return self.coefficients if self.kind == "mfcc" else self.n_bands

    @property
    def n_bands(self) -> int:
        """Bands that a frame describes."""
        return self.n_bins if self.kind == "magnitude" else self.bands

    @property
    def frame_rate(self) -> float:
        """Frames per second."""
        return self.sample_rate / self.hop

    @property
    def floor(self) -> float:
        """Smallest log power of a band: natural log of the power at FLOOR_DBFS."""
        return FLOOR_DBFS / 10.0 * np.log(10.0)

    @property
    def gamma(self) -> float:
        """Width of the Gaussian window g(l) = exp(-pi (l - N/2)^2 / gamma), in samples squared.

        The phase reconstruction of Prusa & Sondergaard (2016) needs exactly this number.
        """
        return -np.pi / 4.0 * self.n_fft**2 / np.log(GAUSS_EDGE)

    @cached_property
    def window(self) -> F64:
        """(n_fft,) truncated Gaussian, peak 1 at n_fft / 2 (periodic)."""
        offset = np.arange(self.n_fft) - self.n_fft / 2
        return np.exp(-np.pi * offset**2 / self.gamma)

    @property
    def scale(self) -> float:
        """Factor on the raw STFT that gives a sine of amplitude 1 a magnitude of 1."""
        return float(2.0 / self.window.sum())

    @cached_property
    def warp(self) -> F64:
        """(n_bins,) position of every bin on the band axis, 0..bands-1; for "magnitude" a band is a bin.

        linlog: one band per bin up to Q bins, then Q bands per e-fold of frequency, continuous in value and slope at Q;
        Q solves Q (1 + ln((M - 1) / Q)) = B - 1 for M bins and B bands.
        mel, mfcc: evenly between the tops of two filters.
        """
        bins = np.arange(self.n_bins, dtype=np.float64)
        if self.kind == "magnitude":
            return bins
        if self.kind != "linlog":
            return np.interp(bins * self.sample_rate / self.n_fft, self.band_hz, np.arange(self.bands))
        top = float(self.n_bins - 1)
        low, high = 1.0, top
        for _ in range(60):
            q = 0.5 * (low + high)
            if q * (1.0 + np.log(top / q)) < self.bands - 1:
                low = q
            else:
                high = q
        return np.where(bins <= q, bins, q + q * np.log(np.maximum(bins, 1e-9) / q))

    @cached_property
    def band_weights(self) -> F64:
        """(n_bands, n_bins) weights W of the bin powers in every band, see the top of this file."""
        if self.kind == "magnitude":
            return np.eye(self.n_bins)
        if self.kind != "linlog":
            filters = mel_filters(self.sample_rate, self.n_fft, self.bands)
            return filters.astype(np.float64) * (self.sample_rate / self.n_fft)
        weights = np.maximum(0.0, 1.0 - np.abs(self.warp[None, :] - np.arange(self.bands)[:, None]))
        return weights / weights.sum(axis=1, keepdims=True)

    @cached_property
    def _to_bands(self) -> F32:
        return self.band_weights.T.astype(np.float32)

    @cached_property
    def band_hz(self) -> F64:
        """(n_bands,) centre of every band, Hz: of gravity, for mel and mfcc the top of the triangle."""
        if self.kind in ("mel", "mfcc"):
            return mel_edges(self.sample_rate, self.bands)[1:-1]
        bin_hz = np.arange(self.n_bins) * self.sample_rate / self.n_fft
        return self.band_weights @ bin_hz

    @cached_property
    def basis(self) -> F64:
        """(dim, n_bands) rows of the cosine transform that makes a frame of log bands; none for other kinds."""
        return cosine_basis(self.coefficients, self.bands) if self.kind == "mfcc" else np.zeros((0, self.n_bands))

    @cached_property
    def silence(self) -> F32:
        """(dim,) the frame of digital silence: every band at the floor."""
        frame = np.zeros(self.dim)
        frame[: 1 if self.kind == "mfcc" else None] = self.floor * (np.sqrt(self.bands) if self.kind == "mfcc" else 1.0)
        return frame.astype(np.float32)

    def spectra(self, audio: NDArray[Any]) -> Iterator[NDArray[np.complex64]]:
        """The STFT, a bounded stretch at a time.

        audio: (n,) mono samples, full scale 1. Yields (up to 1024, n_bins) complex64 of n // hop + 1 frames in all; a
        sine of amplitude 1 has a magnitude of 1, frame k is centred on sample k * hop. Raises ValueError.
        """
        audio = np.asarray(audio, dtype=np.float32)
        if audio.ndim != 1:
            raise ValueError(f"audio must be mono, shape (n,); got {audio.shape}: average the channels first")
        n_frames = len(audio) // self.hop + 1
        padded = np.zeros(self.n_fft + n_frames * self.hop, dtype=np.float32)
        padded[self.n_fft // 2 : self.n_fft // 2 + len(audio)] = audio
        frames = np.lib.stride_tricks.sliding_window_view(padded, self.n_fft)[:: self.hop][:n_frames]
        for start in range(0, n_frames, 1024):  # bounded memory for an hour of audio
            yield self.spectra_of(frames[start : start + 1024])

    @cached_property
    def _taper(self) -> F32:
        return (self.window * self.scale).astype(np.float32)

    def spectra_of(self, frames: F32) -> NDArray[np.complex64]:
        """(n, n_fft) stretches of samples -> (n, n_bins) spectra, as those of `spectra`."""
        return np.fft.rfft(frames * self._taper, axis=1).astype(np.complex64, copy=False)

    def power(self, audio: NDArray[Any]) -> F32:
        """Bin powers of the STFT.

        audio: (n,) mono samples, full scale 1.
        Returns (n // hop + 1, n_bins) float32 power, 1 for a sine of amplitude 1; frame k is centred on sample k * hop.
        """
        return np.concatenate([spectrum.real**2 + spectrum.imag**2 for spectrum in self.spectra(audio)])

    def forward(self, audio: NDArray[Any]) -> F32:
        """Feature frames of a recording.

        audio: (n,) mono samples, full scale 1.
        Returns (n // hop + 1, dim) float32: natural log of band power, never below `floor`; for "mfcc" coefficients.
        """
        return self.features_of(self.power(audio))

    def features_of(self, power: F32) -> F32:
        """Feature frames of spectra: (n, n_bins) power as from `power` -> (n, dim), as from `forward`."""
        bands = self.bands_of(power)
        if self.kind != "mfcc":
            return bands
        # What lies above the floor is transformed, so that silence comes out as exactly `silence`.
        return (bands - np.float32(self.floor)) @ self.basis.T.astype(np.float32) + self.silence

    def bands_of(self, power: F32) -> F32:
        """(n, n_bins) power as from `power` -> (n, n_bands) natural log of band power, never below `floor`."""
        bands = power @ self._to_bands
        return np.log(np.maximum(bands, np.float32(np.exp(self.floor))))

    def to_log_bands(self, frames: NDArray[Any]) -> F32:
        """(n, dim) frames -> (n, n_bands) natural log of band power: as they are, for "mfcc" what the DCT has kept."""
        frames = np.asarray(frames, dtype=np.float32)
        if self.kind != "mfcc":
            return frames
        bands = (frames - self.silence) @ self.basis.astype(np.float32) + np.float32(self.floor)
        return np.maximum(bands, np.float32(self.floor))

    def limits(self, lowest: NDArray[Any], highest: NDArray[Any], headroom: float) -> tuple[F32, F32]:
        """Range of every value that a model's frames should keep to, (dim,) each, as its decoder clamps them.

        lowest, highest: (dim,) range of the recordings' frames. headroom: nepers of power that a band may go beyond
        them. Bands may go down to silence. A coefficient may go as far beyond its range, either way, as a change of
        all bands by up to the headroom could take it, and the coefficient 0 no lower than in silence.
        """
        if self.kind != "mfcc":
            return self.silence, np.asarray(highest, np.float32) + np.float32(headroom)
        reach = np.float32(headroom * np.sqrt(self.bands))
        low = np.asarray(lowest, np.float32) - reach
        low[0] = self.silence[0]
        return low, np.asarray(highest, np.float32) + reach
