"""How one of our processes starts another: the same installation, whatever folder one stands in."""

from __future__ import annotations

import sys
from pathlib import Path


def python(*arguments: object) -> list[str]:
    """The command that runs Python on `-m module ...` or `-c code ...`.

    Both look into the current folder first, where another `realtime` may lie: a musician's own folder of that name, or
    a checkout beside the installed program. -P leaves it out, unless that folder is what this process itself runs from.
    """
    here = Path(__file__).resolve().parents[1] == Path.cwd()
    return [sys.executable, *([] if here else ["-P"]), *map(str, arguments)]
