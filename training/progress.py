"""How far a call is that takes minutes: one line that renews itself on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import shutil
import sys
import time

import click

PLAIN_EVERY_S = 30.0
WIDTH = 24  # of the bar


class Progress:
    """planned_s: what the whole call is expected to take, from now on; None where nobody knows. stages: how many."""

    def __init__(self, planned_s: float | None, stages: int) -> None:
        self._began, self._planned_s, self._stages = time.monotonic(), planned_s, stages
        self._terminal = sys.stderr.isatty()
        self._stage, self._number, self._said = "", 0, -PLAIN_EVERY_S
        self._length = 0

    @property
    def elapsed_s(self) -> float:
        return time.monotonic() - self._began

    def show(self, stage: str, text: str = "") -> None:
        """stage: what is being done, in a word or two. text: figures of the moment."""
        now, new = self.elapsed_s, stage != self._stage
        if new:
            self._stage, self._number = stage, self._number + 1
        if not self._terminal and not new and now - self._said < PLAIN_EVERY_S:
            return
        self._said = now
        share, left = (self._number - 1) / self._stages, f"{clock(now)} so far"
        if self._planned_s is not None:
            share, left = min(0.99, now / self._planned_s), f"{clock(self._planned_s - now)} left"
        parts = [left, f"{self._number}/{self._stages} {stage}", text]  # a narrow terminal cuts the figures
        line = f"{100.0 * share:3.0f} %  " + " · ".join(part for part in parts if part)
        if self._terminal:
            done = round(WIDTH * share)
            self._rewrite(f"{'█' * done}{'░' * (WIDTH - done)} {line}")
        else:
            click.echo(line, err=True)

    def say(self, line: str) -> None:
        """A line that stays."""
        self.close()
        click.echo(line, err=True)

    def close(self) -> None:
        """Leave the terminal's line empty."""
        if self._length:
            self._rewrite("")
            click.echo("\r", nl=False, err=True)
            self._length = 0

    def _rewrite(self, line: str) -> None:
        line = line[: shutil.get_terminal_size().columns - 1]  # a longer one would wrap and stay
        click.echo("\r" + line.ljust(self._length), nl=False, err=True)
        self._length = len(line)


def clock(seconds: float) -> str:
    """Minutes and seconds."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
