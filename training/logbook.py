"""TensorBoard's log of a stage, which nobody's training may end for: when it cannot be written, it says so and stops."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from torch import Tensor
from torch.utils.tensorboard import SummaryWriter

log = logging.getLogger(__name__)


class Logbook:
    """folder: of the event files, None to write nothing. step: from which on what an earlier run wrote is void."""

    def __init__(self, folder: Path | None, step: int = 0) -> None:
        self._folder = folder
        self._writer: SummaryWriter | None = None
        # The writer's own thread meets the error first, and would print where; the next call of ours is told it too.
        self._hook = threading.excepthook
        threading.excepthook = self._unhandled
        if folder is not None:
            self._try(lambda: setattr(self, "_writer", SummaryWriter(str(folder), purge_step=step)))

    def _unhandled(self, arguments: threading.ExceptHookArgs) -> None:
        if not issubclass(arguments.exc_type, OSError):
            self._hook(arguments)

    def _try(self, write: Callable[[], None]) -> None:
        try:
            write()
        except OSError as error:
            self._writer = None
            log.warning("no more TensorBoard logs in %s (%s): training goes on", self._folder, error.strerror or error)

    def write(self, kind: str, values: dict[str, Tensor] | dict[str, float], step: int) -> None:
        """Scalars <kind>/<name>."""
        writer = self._writer
        if writer is not None:
            self._try(lambda: [writer.add_scalar(f"{kind}/{name}", float(v), step) for name, v in values.items()] and None)

    def close(self) -> None:
        if self._writer is not None:
            self._try(self._writer.close)
        threading.excepthook = self._hook
