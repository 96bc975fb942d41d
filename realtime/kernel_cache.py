"""Where numba keeps what it has compiled: one folder for each state of our sources.

numba looks only at the file a kernel stands in, not at the kernels it calls in other files, so after an upgrade it
would go on running old machine code. A folder named after a digest of all our sources cannot be stale, and it is
writable where the installed package is not. Called once, before numba is imported.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

COMPILING = "compiling the sound kernels: this happens once and takes 10 to 60 seconds"
KEPT = 4  # digests; older folders are deleted


def choose_cache_folder() -> None:
    """Set NUMBA_CACHE_DIR, unless somebody did or the folder cannot be written (numba then uses __pycache__)."""
    if "NUMBA_CACHE_DIR" in os.environ:
        return
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for source in sorted(package.rglob("*.py")):
        with suppress(OSError):
            digest.update(source.read_bytes())
    cache_home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folders = cache_home / "realtime-gen" / "kernels"
    folder = folders / digest.hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)  # the folder in use is the newest
        if not os.access(folder, os.W_OK):
            return
        by_age = sorted((f for f in folders.iterdir() if f.is_dir()), key=lambda f: f.stat().st_mtime)
        for old in by_age[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError:
        return
    os.environ["NUMBA_CACHE_DIR"] = str(folder)


def is_cold() -> bool:
    """Whether the kernels have yet to be compiled, as far as can be told."""
    folder = os.environ.get("NUMBA_CACHE_DIR")
    return folder is not None and next(Path(folder).rglob("*.nbc"), None) is None
