"""Which outputs of a device the sound comes out of: `--channels`."""

from __future__ import annotations

import re
from typing import NamedTuple

from realtime.errors import UsageError

MOST_CHANNELS = 64


class ChannelMap(NamedTuple):
    """device_channels: how many the device is opened with, 1..64. left, right: which of them get sound, from 0.

    The others stay silent. Where left and right are the same channel, it gets the mean of both.
    """

    device_channels: int
    left: int
    right: int

    @property
    def is_mono(self) -> bool:
        """Whether left and right come out of the same channel."""
        return self.left == self.right

    def __str__(self) -> str:
        """As for a musician, who counts outputs from 1."""
        where = f"output {self.left + 1}" if self.is_mono else f"outputs {self.left + 1} and {self.right + 1}"
        return f"{where} of {self.device_channels}"


MONO, STEREO = ChannelMap(1, 0, 0), ChannelMap(2, 0, 1)


def parse_channels(text: str) -> ChannelMap:
    """What `--channels` means. Raises UsageError.

    "1": mono on output 1. "2": stereo on outputs 1 and 2. "8": eight outputs opened, stereo on the first two.
    "3,4": left on output 3, right on output 4. "3,3": mono on output 3.
    """
    found = re.fullmatch(r"\s*(\d{1,9})\s*(?:,\s*(\d{1,9})\s*)?", text, flags=re.ASCII)
    if found is None:
        raise UsageError(f"'{text}' names no outputs: give how many, as in 2, or the left and the right one, as in 3,4")
    numbers = [int(number) for number in found.groups() if number is not None]
    for number in numbers:
        if not 1 <= number <= MOST_CHANNELS:
            raise UsageError(f"there is no output {number}: outputs count from 1 to {MOST_CHANNELS}")
    if len(numbers) == 2:
        left, right = numbers
        return ChannelMap(max(left, right), left - 1, right - 1)
    count = numbers[0]
    return ChannelMap(count, 0, min(1, count - 1))
