"""Names that come from outside, over the network or in a score: never paths, and nothing that could become one."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from realtime.bundle import find_models

LONGEST = 64  # characters; with a suffix and a number at most 255 bytes in a file system
LOOK_AGAIN_S = 1.0


def check_name(name: str, what: str) -> str:
    """`name`, if it may become a file's: letters, digits, spaces and - _ . Raises ValueError.

    what: has the name, for the message.
    """
    if not 0 < len(name) <= LONGEST or len(name.encode(errors="replace")) > 200:
        raise ValueError(f"a {what}'s name has 1 to {LONGEST} characters")
    if not all(character.isalnum() or character in " -_." for character in name):
        raise ValueError(f"a {what}'s name is made of letters, digits, spaces and - _ . and not {name[:LONGEST]!a}")
    if name[0] in " ." or name[-1] in " .":
        raise ValueError(f"a {what}'s name neither starts nor ends with a dot or a space, as {name!a} does")
    return name


def check_take_name(name: str) -> str:
    """As `check_name`."""
    return check_name(name, "take")


class ModelNames:
    """The models there are. Looked up on the disk once a second at most, because anybody may ask at any rate."""

    def __init__(self) -> None:
        self._models: Mapping[str, Path] = {}
        self._looked = float("-inf")

    def check(self, name: str) -> str:
        """`name`, if a model is called so. Raises KeyError."""
        now = time.monotonic()
        if name not in self._models and now - self._looked >= LOOK_AGAIN_S:
            self._models, self._looked = find_models(), now
        if name not in self._models:
            known = ", ".join(sorted(self._models)) or "none"
            raise KeyError(f"no model called {ascii(name)[:LONGEST]}; there are {known}")
        return name
