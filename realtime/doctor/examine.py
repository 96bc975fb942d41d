"""All findings, in the order in which one would ask, each as soon as it is there."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator

from realtime import __version__
from realtime.doctor import machine, privileges, program, rehearsal, sound
from realtime.doctor.finding import Finding, can_play, ok


def examine(seconds: float) -> Iterator[Finding]:
    """seconds: of the rehearsal; the rest takes about three.

    What a system does not have (governors, limits) is left out there.
    """
    yield ok("realtime-gen", f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    settings, finding = program.settings_found()
    yield finding
    models = list(program.judge_models(settings.model, settings.quality))
    yield from models
    yield from program.examine(settings)
    yield from sound.examine(settings.device)
    if sys.platform == "linux":
        yield from privileges.examine()
        yield from machine.examine()
    if can_play(models):
        yield from rehearsal.examine(settings, seconds)
