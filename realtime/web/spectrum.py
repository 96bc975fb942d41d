"""What is heard as 96 levels, evenly spaced on a logarithmic scale of frequency, for the page's spectrogram.

A Hann-windowed FFT of the last 85 ms of each channel, of which the louder counts. A band's level is that of its
loudest bin, so that a full-scale sine reads 0 dBFS wherever it lies; a band narrower than a bin, as the lowest are,
reads between the bins. About 0.1 ms a call, 20 times a second, and only while somebody looks.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from pythonosc.osc_message_builder import OscMessageBuilder

from realtime.audio.link import AudioLink
from realtime.web.bridge import Browser

BANDS = 96
LOWEST_HZ, HIGHEST_HZ = 30.0, 16_000.0
FLOOR_DB = -90.0  # byte 0; byte 255 is 0 dBFS
SECONDS = 0.085  # at least, to a power of two of frames: 4096 at 44.1 and 48 kHz
PERIOD_S = 0.05
ADDRESS = "/rt/status/spectrum"


class Spectrum:
    """Of what was played last at `sample_rate`, Hz. frames: how many that takes."""

    def __init__(self, sample_rate: int) -> None:
        self.sample_rate = sample_rate
        self.frames = 1 << math.ceil(math.log2(sample_rate * SECONDS))
        self._last = np.zeros((self.frames, 2), np.float32)
        window = np.hanning(self.frames + 1)[:-1]
        self._window = (window * 2.0 / window.sum()).astype(np.float32)[:, None]  # a full-scale sine becomes 1
        edges = LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** (np.arange(BANDS + 1) / BANDS) * self.frames / sample_rate
        nyquist = self.frames // 2
        bins = np.minimum(np.ceil(edges).astype(int), nyquist)
        self._first, self._end = bins[:-1], bins[-1]
        self._wide = bins[1:] > bins[:-1]
        self._centres = np.sqrt(edges[:-1] * edges[1:])
        self._beyond = self._centres >= nyquist

    def hear(self, frames: NDArray[np.float32]) -> None:
        """frames: (n, 2), the newest of what was played, n at most `self.frames`."""
        self._last = np.concatenate((self._last[len(frames) :], frames))

    def levels(self) -> NDArray[np.uint8]:
        """(BANDS,) 0 to 255 for FLOOR_DB to 0 dBFS."""
        magnitude = np.abs(np.fft.rfft(self._last * self._window, axis=0)).max(axis=1)
        between = np.interp(self._centres, np.arange(len(magnitude)), magnitude)
        within = np.maximum.reduceat(
            magnitude[: self._end + 1], self._first
        )  # from each band's first bin to the next's
        loudest = np.where(self._wide, within, between)
        loudest[self._beyond] = 0.0
        decibels = 20.0 * np.log10(np.maximum(loudest, 1e-9))
        return np.clip(np.rint(255.0 * (1.0 - decibels / FLOOR_DB)), 0, 255).astype(np.uint8)

    def message(self) -> bytes:
        """The levels as one OSC message with a blob."""
        builder = OscMessageBuilder(ADDRESS)
        builder.add_arg(self.levels().tobytes(), "b")
        return builder.build().dgram


async def stream(link: AudioLink, browsers: Collection[Browser]) -> None:
    """Send it to every browser, for ever; without any, nothing is computed, and the callback copies nothing."""
    spectrum: Spectrum | None = None
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        due = max(due + PERIOD_S, loop.time())
        await asyncio.sleep(due - loop.time())
        rate = link.sample_rate
        if not browsers or not rate:
            if spectrum is not None:
                link.close_monitor()
                spectrum = None
            continue
        if spectrum is None or spectrum.sample_rate != rate:
            link.open_monitor()
            spectrum = Spectrum(rate)
            heard = np.zeros((spectrum.frames, 2), np.float32)
        spectrum.hear(heard[: link.read_monitor(heard)])
        message = spectrum.message()
        for browser in browsers:
            browser.port.put(message)
