"""TensorBoard's log of a stage, which no training may end for: when it cannot be written, it says so once and stops."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from torch.utils.tensorboard import SummaryWriter

log = logging.getLogger(__name__)


class Logbook:
    """folder: of the event files, None to write nothing. step: from which on what an earlier run wrote is void."""

    def __init__(self, folder: Path | None, step: int = 0) -> None:
        self._folder = folder
        self._writer: SummaryWriter | None = None
        # The writer's own thread meets an error first and would print a page about it; our next call is told it too.
        self._hook = threading.excepthook
        threading.excepthook = self._unhandled
        if folder is not None:
            with self._unless_broken():
                self._writer = SummaryWriter(str(folder), purge_step=step)

    def write(self, kind: str, values: Mapping[str, float], step: int) -> None:
        """Scalars <kind>/<name>."""
        with self._unless_broken():
            for name, value in values.items():
                if self._writer is not None:
                    self._writer.add_scalar(f"{kind}/{name}", value, step)

    def close(self) -> None:
        with self._unless_broken():
            if self._writer is not None:
                self._writer.close()
        threading.excepthook = self._hook

    @contextmanager
    def _unless_broken(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._writer = None
            log.warning("no more logs in %s (%s): training goes on", self._folder, error.strerror or error)

    def _unhandled(self, arguments: threading.ExceptHookArgs) -> None:
        if not issubclass(arguments.exc_type, OSError):
            self._hook(arguments)
