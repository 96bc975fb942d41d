"""Checkpoints on disk: whole or not at all, and nothing in them but tensors and plain values."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from realtime.errors import RealtimeGenError


class TrainingError(RealtimeGenError):
    """Training cannot start, go on or be resumed; the message says why."""


def load_weights(model: nn.Module, weights: dict[str, Tensor], path: Path) -> None:
    """Give a network the weights from a checkpoint at `path`. Raises TrainingError where they are of another one."""
    try:
        model.load_state_dict(weights)
    except RuntimeError as error:
        raise TrainingError(
            f"{path} holds a network that this version does not train: begin again in another folder"
        ) from error


def save_atomically(path: Path, contents: dict[str, Any]) -> None:
    """Write beside its place and rename. Raises TrainingError when there is no room; the file before it stays whole."""
    buffer = io.BytesIO()  # torch's own writer answers a full disk with a page about its internals
    torch.save(contents, buffer)
    temporary = path.with_suffix(".part")
    try:
        with temporary.open("wb") as file:
            file.write(buffer.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        kept = "; the one before it is whole" if path.is_file() else ""
        raise TrainingError(
            f"the checkpoint {path} cannot be written ({error.strerror}){kept}: make room, then go on with --resume"
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Tensors and plain values only: a checkpoint from a stranger cannot run code. Raises TrainingError."""
    try:
        contents: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, ValueError, EOFError, KeyError) as error:
        raise TrainingError(f"{path} cannot be read ({error}): start again without --resume") from error
    except Exception as error:  # torch raises pickle.UnpicklingError and zipfile errors of its own
        raise TrainingError(f"{path} is not a checkpoint of ours: start again without --resume") from error
    return contents
