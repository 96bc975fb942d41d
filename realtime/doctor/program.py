"""The program's own needs: settings, models, compiled kernels, room for takes, the OSC port."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from realtime.bundle import find_models, load_model
from realtime.config import Settings, load_settings
from realtime.doctor.finding import Finding, halves, ok, problem, warning
from realtime.errors import ModelError, NetworkError, UsageError
from realtime.kernel_cache import is_cold
from realtime.osc.port import bind

TAKE_BYTES_S = 48000 * 2 * 3  # 24-bit stereo
LITTLE_ROOM_H = 1.0


def settings_found() -> tuple[Settings, Finding]:
    """What `realtime-gen` without flags would play with; the defaults if that is in error."""
    try:
        settings = load_settings({})
    except UsageError as error:
        return Settings(), problem("settings", *halves(str(error), "correct ./realtime-gen.toml or the variable"))
    changed = [name for name in Settings.__dataclass_fields__ if getattr(settings, name) != getattr(Settings(), name)]
    said = ", ".join(f"{name} {getattr(settings, name)}" for name in changed)
    return settings, ok("settings", said or "the defaults")


def judge_models(wanted: str, quality: str) -> Iterator[Finding]:
    """Each model folder, its graphs' hashes included. wanted: the model to be played, in that quality."""
    folders: dict[str, str | Path] = {wanted: wanted}  # a name or the path of a folder
    folders.update(find_models())
    for name, path in folders.items():
        try:
            model = load_model(path)
            if name == wanted:
                model.bundle.spec_of(quality)
        except (ModelError, UsageError) as error:
            yield (problem if name == wanted else warning)("model", *halves(str(error)))
        else:
            yield ok("model", f"{name}: {len(model.bundle.styles)} styles, {model.size_mb:.1f} MB, in {model.path}")


def judge_kernels() -> Finding:
    """numba's cache, without which every start compiles for a minute."""
    folder = os.environ.get("NUMBA_CACHE_DIR")
    if folder is None or not _is_writable(Path(folder)):
        return warning(
            "compiled kernels",
            f"cannot be kept{f' in {folder}' if folder else ''}: every start compiles for 10 to 60 s",
            "point the variable NUMBA_CACHE_DIR at a folder that can be written",
        )
    if is_cold():
        return warning(
            "compiled kernels",
            f"none yet in {folder}: the first start takes 10 to 60 s longer",
            "run `realtime-gen --device null --seconds 1` before the audience comes",
        )
    return ok("compiled kernels", f"warm, in {folder}")


def _is_writable(folder: Path) -> bool:
    """Tried, because what the permissions say is not all: read-only and full disks, root in a container."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError:
        return False
    return True


def judge_room(folder: Path) -> Finding:
    """folder: where takes go."""
    if not _is_writable(folder):
        return warning("room for takes", f"{folder} cannot be written", "start realtime-gen in a folder of your own")
    hours = shutil.disk_usage(folder).free / TAKE_BYTES_S / 3600.0
    said = f"{hours:.1f} hours of 24-bit stereo in {folder}"
    if hours < LITTLE_ROOM_H:
        return warning("room for takes", said, "delete files there, or start realtime-gen in a folder on another disk")
    return ok("room for takes", said)


def judge_port(host: str, port: int) -> Finding:
    """Whether OSC can listen there, over UDP and TCP."""
    topic = "OSC port"
    try:
        bind(host, port).close()
    except NetworkError as error:
        remedy = f"see who has it with `ss -lntup sport = :{port}`, end that, or choose another with --osc-port"
        return problem(topic, halves(str(error), "")[0], remedy)
    return ok(topic, f"{host}:{port} is free")


def examine(settings: Settings) -> Iterator[Finding]:
    """What can be judged without loading a model."""
    yield judge_kernels()
    yield judge_room(Path.cwd())
    yield judge_port(settings.osc_host, settings.osc_port)
