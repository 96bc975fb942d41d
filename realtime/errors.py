"""The few ways this project fails on purpose.

Raised where the fact is known; turned into one line on stderr and an exit code by the command line alone.
A message is one clear sentence that names the thing at fault and says what to do about it.
"""

from __future__ import annotations


class RealtimeGenError(Exception):
    """Something failed that the user can do something about."""

    exit_code = 1


class UsageError(RealtimeGenError):
    """The command line, a setting or an argument makes no sense."""

    exit_code = 2


class DeviceError(RealtimeGenError):
    """A sound device is unknown, busy, or cannot do what was asked of it."""


class NoSoundError(DeviceError):
    """This machine has no sound output at all: the caller may play to a file instead."""


class PortAudioMissingError(NoSoundError):
    """The PortAudio library is not installed, so no device can even be listed."""


class ModelError(RealtimeGenError):
    """A model folder is missing, damaged, or of another version."""


class RecordingError(RealtimeGenError):
    """A take cannot be written where it was asked for."""


class NetworkError(RealtimeGenError):
    """A port or a host is taken, closed or unreachable."""
