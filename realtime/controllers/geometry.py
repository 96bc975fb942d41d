"""Where the controls of a page lie: rectangles that the formats scale to their own size. Pixels, y downwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from realtime.controllers.surface import Control, Group, Page

WIDTH, HEIGHT = 1024, 768  # a tablet held sideways
TABS = 52  # height of the row of page names
MARGIN, GAP, TITLE = 12, 8, 24
NAME, READING = 22, 24  # height of the name above a fader and of its value below


class Rect(NamedTuple):
    x: float
    y: float
    w: float
    h: float

    def scaled(self, factor: float, dx: float = 0.0, dy: float = 0.0) -> Rect:
        """Rounded to whole pixels."""
        left, top = round(self.x * factor + dx), round(self.y * factor + dy)
        right, bottom = round((self.x + self.w) * factor + dx), round((self.y + self.h) * factor + dy)
        return Rect(left, top, right - left, bottom - top)

    def overlaps(self, other: Rect) -> bool:
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )


class Placed(NamedTuple):
    control: Control
    rect: Rect


class Title(NamedTuple):
    text: str
    rect: Rect


class FaderParts(NamedTuple):
    name: Rect
    body: Rect
    value: Rect


def fader_parts(rect: Rect, name: float = NAME, reading: float = READING) -> FaderParts:
    """A fader's name above it and its value below it, of these heights."""
    x, y, w, h = rect
    below = y + h - reading
    return FaderParts(Rect(x, y, w, name), Rect(x, y + name, w, h - name - reading), Rect(x, below, w, reading))


def row_parts(rect: Rect) -> FaderParts:
    """A meter's or a text's name at its left, and its value at its right."""
    x, y, w, h = rect
    name, value = 0.24 * w, 0.16 * w
    return FaderParts(Rect(x, y, name, h), Rect(x + name, y, w - name - value, h), Rect(x + w - value, y, value, h))


def arrange(page: Page) -> tuple[list[Placed], list[Title]]:
    """Every control of a page and the titles of its groups, within WIDTH by HEIGHT - TABS."""
    area = Rect(MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEIGHT - TABS - 2 * MARGIN)
    if page.title == "play":
        return _arrange_play(page.groups, area), []
    placed: list[Placed] = []
    titles: list[Title] = []
    fixed = sum(TITLE for group in page.groups if group.title) + GAP * (len(page.groups) - 1)
    unit = (area.h - fixed) / max(sum(group.rows for group in page.groups), 6.0)
    y = area.y
    for group in page.groups:
        if group.title:
            titles.append(Title(group.title, Rect(area.x, y, area.w, TITLE)))
            y += TITLE
        height = group.rows * unit
        placed += _grid(group.controls, Rect(area.x, y, area.w, height), group.columns)
        y += height + GAP
    return placed, titles


def _arrange_play(groups: Sequence[Group], area: Rect) -> list[Placed]:
    """The map as a square at the left with the styles below it, faders and switches at the right."""
    on_map, styles, faders, switches = (group.controls for group in groups)
    rows = -(-len(styles) // 8)
    side = min(0.5 * area.w, area.h - 84.0 * rows - GAP)
    below = area.h - side - GAP
    right = Rect(area.x + side + 2 * GAP, area.y, area.w - side - 2 * GAP, area.h)
    placed = [Placed(control, Rect(area.x, area.y, side, side)) for control in on_map]
    placed += _grid(styles, Rect(area.x, area.y + side + GAP, side, below), -(-len(styles) // max(rows, 1)))
    placed += _grid(faders, Rect(right.x, right.y, right.w, side), max(len(faders), 1))
    placed += _grid(switches, Rect(right.x, area.y + side + GAP, right.w, below), max(len(switches), 1))
    return placed


def _grid(controls: Sequence[Control], area: Rect, columns: int) -> Iterator[Placed]:
    if not controls:
        return
    rows = -(-len(controls) // columns)
    w, h = (area.w - GAP * (columns - 1)) / columns, (area.h - GAP * (rows - 1)) / rows
    for i, control in enumerate(controls):
        row, column = divmod(i, columns)
        yield Placed(control, Rect(area.x + column * (w + GAP), area.y + row * (h + GAP), w, h))
