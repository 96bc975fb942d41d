"""The folder that `realtime-gen controllers` writes: a layout for each program, and how to use them.

The same model, presets, host and ports give the same bytes.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from realtime.bundle import Model
from realtime.controllers import max_help, maxpat, puredata, stage_control, touchosc
from realtime.controllers.instructions import instructions
from realtime.controllers.pages import LEFT_OUT, describe
from realtime.controllers.surface import FEEDBACK_PORT, PORT, Surface
from realtime.errors import UsageError
from realtime.parameters import Registry
from realtime.presets.library import Presets

README = "README.txt"
MOST_PRESETS = 24
OURS = "Controllers for realtime-gen"  # how our README begins


def make(surface: Surface) -> dict[str, bytes]:
    """Name and content of each file."""
    return {
        "realtime-gen.tosc": touchosc.write(surface),
        "realtime-gen.maxpat": maxpat.write(surface),
        "realtime-gen.maxhelp": max_help.write(surface),
        "realtime-gen.pd": puredata.write(surface),
        "open-stage-control.json": stage_control.write(surface),
        README: f"{OURS}: the model {surface.model}\n\n{instructions(surface, LEFT_OUT)}".encode(),
    }


def write_folder(
    folder: Path,
    model: Model,
    host: str = "127.0.0.1",
    port: int = PORT,
    feedback_port: int = FEEDBACK_PORT,
    force: bool = False,
) -> list[Path]:
    """Write the layouts of a model. Returns the files.

    force: overwrite files of these names in a folder whose README is not ours.
    Raises UsageError for a host that is no address, a folder that is a file, and files of somebody else.
    """
    if not re.fullmatch(r"[A-Za-z0-9._:-]+", host):
        raise UsageError(f"{host!a} is not an address: give the name or IP address of the machine that plays")
    files = make(describe(model.bundle, preset_names(model), host, port, feedback_port))
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file: give a folder for the layouts")
    if not force and not _is_ours(folder):
        found = [name for name in files if (folder / name).exists()]
        if found:
            raise UsageError(
                f"{folder / found[0]} is there already and not by us: choose another folder, or add --force"
            )
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        _replace(folder / name, content)
    return [folder / name for name in files]


def preset_names(model: Model) -> list[str]:
    """Names of the presets there are a button for: the model's own, in their order, then the user's; MOST_PRESETS."""
    presets = Presets.of(model, Registry(model.bundle))
    return list(dict.fromkeys((*presets.factory, *presets.names())))[:MOST_PRESETS]


def _is_ours(folder: Path) -> bool:
    try:
        with (folder / README).open("rb") as file:
            return file.read(len(OURS)) == OURS.encode()
    except OSError:
        return False


def _replace(path: Path, content: bytes) -> None:
    """Never half a file."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
