"""The display of a performance: an OSC client that draws what it hears. Main thread, but for what it hears."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from realtime.osc.client import OscClient, reachable
from realtime.terminal.screen import Screen

if TYPE_CHECKING:
    from realtime.stage import Stage

EVERY_S = 0.25

_log = logging.getLogger(__name__)


class Display:
    """Takes the terminal at once; draws from `show` to `hide`; `close` gives it back."""

    def __init__(self) -> None:
        self._screen = Screen()
        self._client: OscClient | None = None
        self._next = 0.0

    def show(self, stage: Stage) -> None:
        """From now on. The stage plays."""
        from realtime.terminal.view import Painter, View

        self._view = View(lambda: stage.takes.path, (sys.stderr.encoding or "").lower().startswith("utf"))
        self._painter = Painter(os.environ)
        self._client = OscClient(reachable(stage.settings.osc_host), stage.steering.port, self._view.hear)

    def tick(self, now: float) -> None:
        """Draw, if it is time to. now: monotonic s."""
        if self._client is not None and now >= self._next:
            self._next = now + EVERY_S
            try:
                self._screen.draw(self._painter.paint(self._view.lines(*self._screen.size(), now)))
            except Exception:  # a mistake of ours: the music goes on, with the lines that everybody else gets
                self.hide()
                _log.exception("the display is taken away")

    def hide(self) -> None:
        """The lines that were printed stay."""
        client, self._client = self._client, None
        if client is not None:
            client.close()
        self._screen.erase()

    def close(self) -> None:
        self.hide()
        self._screen.close()
