"""What the display shows, as text. Told of the instrument by OSC (`hear`); no terminal here.

seven  choir 1 · bells 0.5   preset glass                         FROZEN  0:12:04
L ━━━━━━━━━━━━━━━━━━━━━━━━━━━──────  -12.3 dBFS, peak  -3.1   ┌────── map ──────┐
R ━━━━━━━━━━━━━━━━━━━━━━━━━━───────  -13.0 dBFS, peak  -4.0   │       ○         │
load 23 %   CPU 31 %   underruns 0   latency 62 ms            │                 │
OSC 3 clients, last 192.168.1.20:9001                         │            ●    │
MIDI note 60 on 0.79                                          │                 │
● take 0:02:13 evening.wav                                    └─────────────────┘
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from rich.console import Console
from rich.text import Text

from realtime.osc.protocol import Argument

FLOOR_DBFS = -60.0  # left end of the bars
WARM_DBFS, HOT_DBFS = -12.0, -2.0  # from here on yellow, red; the limiter holds at -1
PEAK_S = 3.0
DEAF_S = 2.0  # without a word from the port
BUSY = 0.8  # share of the time that generating may take
MAP_COLUMNS, MAP_ROWS = 17, 4  # inside its frame
LEAST_COLUMNS, LEAST_ROWS = 60, 10  # of a terminal for all of it; else there is one line
WIDEST = 100

SIGNS = {"full": "━", "empty": "─", "here": "●", "asked": "○", "dot": "·"}
PLAIN_SIGNS = {"full": "#", "empty": "-", "here": "@", "asked": "o", "dot": ","}


class View:
    """take: asked for the file of the take that runs, or None. signs: False for a terminal without Unicode."""

    def __init__(self, take: Callable[[], Path | None] = lambda: None, unicode: bool = True) -> None:
        self._take, self._unicode = take, unicode
        self._signs = SIGNS if unicode else PLAIN_SIGNS
        self._status: dict[str, tuple[Argument, ...]] = {}
        self._values: dict[str, float] = {}
        self._levels: deque[tuple[float, float, float]] = deque()  # when, left, right
        self._began = self._heard = time.monotonic()
        self._recording: tuple[Path | None, float] = (None, 0.0)

    def hear(self, address: str, arguments: tuple[Argument, ...]) -> None:
        """A message of the port. Any thread."""
        self._heard = time.monotonic()
        if address.startswith("/rt/status/"):
            self._status[address.removeprefix("/rt/status/")] = arguments
            if address == "/rt/status/level" and len(arguments) == 2:
                left, right = (float(a) if isinstance(a, int | float) else -120.0 for a in arguments)
                self._levels.append((self._heard, left, right))
                while self._levels and self._levels[0][0] < self._heard - PEAK_S:
                    self._levels.popleft()
        else:
            names = ("x", "y") if address == "/rt/xy" else (address.removeprefix("/rt/").removeprefix("param/"),)
            for name, value in zip(names, arguments, strict=False):
                if isinstance(value, int | float):
                    self._values[name] = float(value)

    def lines(self, columns: int, rows: int, now: float) -> list[Text]:
        """What to show in a terminal of that size, at that time (monotonic s); each narrower than it."""
        columns = min(columns - 1, WIDEST)
        found = self._short(now) if columns < LEAST_COLUMNS or rows < LEAST_ROWS else self._all(columns, now)
        for line in found:
            line.no_wrap = True
            line.truncate(columns)
        return found

    # -- the parts ----------------------------------------------------------------------------------------------------

    def _all(self, columns: int, now: float) -> list[Text]:
        field = self._map()
        left = columns - MAP_COLUMNS - 4
        body = [*self._bars(left), self._health(now), self._clients(), self._midi(), self._take_line(now)]
        for line, beside in zip(body, field, strict=True):
            line.truncate(left)
            line.pad_right(left + 1 - line.cell_len)
            line.append_text(beside)
        return [self._title(columns, now), *body]

    def _short(self, now: float) -> list[Text]:
        line = Text()
        line.append(f"{self._text('model')} ", "bold")
        left, right = self._level()
        line.append(f"{max(left, right):6.1f} dBFS  ", _colour(max(left, right)))
        line.append_text(self._flags())
        line.append(f"underruns {self._number('underruns'):.0f}  {_clock(now - self._began)}")
        return [line]

    def _title(self, columns: int, now: float) -> Text:
        line = Text()
        line.append(self._text("model") or "...", "bold")
        styles = {n.removeprefix("style/"): v for n, v in self._values.items() if n.startswith("style/") and v > 0.0}
        dot = f" {self._signs['dot']} "
        line.append("  " + dot.join(f"{name} {weight:.2g}" for name, weight in styles.items()))
        if self._text("preset"):
            line.append(f"   preset {self._text('preset')}", "cyan")
        end = self._flags()
        end.append(_clock(now - self._began), "dim")
        line.truncate(max(columns - end.cell_len - 2, 0))
        line.pad_right(columns - line.cell_len - end.cell_len)
        line.append_text(end)
        return line

    def _flags(self) -> Text:
        line = Text()
        for name, shown in (("freeze", "FROZEN"), ("mute", "MUTED")):
            if self._values.get(name, 0.0) > 0.5:
                line.append(f"{shown}  ", "bold yellow")
        return line

    def _level(self) -> tuple[float, float]:
        return (self._levels[-1][1], self._levels[-1][2]) if self._levels else (-120.0, -120.0)

    def _bars(self, columns: int) -> list[Text]:
        levels, found = list(self._levels), []
        length = columns - 30
        for side, name in ((1, "L"), (2, "R")):
            level = levels[-1][side] if levels else -120.0
            peak = max((one[side] for one in levels), default=-120.0)
            line = Text(f"{name} ")
            reach, begin = _cells(level, length), 0
            for end, colour in ((WARM_DBFS, "green"), (HOT_DBFS, "yellow"), (0.0, "red")):
                end = min(_cells(end, length), reach)
                line.append(self._signs["full"] * (end - begin), colour)
                begin = end
            line.append(self._signs["empty"] * (length - reach), "dim")
            line.append(f" {_dbfs(level)} dBFS, peak ")
            line.append(f"{_dbfs(peak)}", _colour(peak))
            found.append(line)
        return found

    def _health(self, now: float) -> Text:
        line = Text()
        if now - self._heard > DEAF_S:
            line.append("OSC does not answer", "bold red")
            return line
        load, underruns = self._number("load"), self._number("underruns")
        line.append(f"load {100 * load:.0f} %", "bold red" if load > BUSY else "")
        if "cpu" in self._status:
            line.append(f"   CPU {100 * self._number('cpu'):.0f} %")
        line.append("   ")
        line.append(f"underruns {underruns:.0f}", "bold red" if underruns else "")
        line.append(f"   latency {self._number('latency_ms'):.0f} ms")
        return line

    def _clients(self) -> Text:
        others = max(self._number("clients") - 1, 0)  # one is this display
        line = Text(f"OSC {others:.0f} {'client' if others == 1 else 'clients'}")
        if self._text("sender"):
            line.append(f", last {self._text('sender')}")
        if "input" in self._status:
            line.append(f"   input {_dbfs(self._number('input')).strip()} dBFS")
        return line

    def _midi(self) -> Text:
        return Text(f"MIDI {self._text('midi')}" if self._text("midi") else "")

    def _take_line(self, now: float) -> Text:
        path = self._take()
        if path != self._recording[0]:
            self._recording = (path, now)
        if path is None:
            return Text("Ctrl-C stops", "dim")
        return Text(f"{self._signs['here']} take {_clock(now - self._recording[1])} {path.name}", "red")

    def _map(self) -> list[Text]:
        """The map with its frame: where the sound lies, and where it is asked to go."""
        cells = [[" "] * MAP_COLUMNS for _ in range(MAP_ROWS)]
        if self._values.get("steer", 0.0) > 0.0:
            _put(cells, self._values.get("x", 0.0), self._values.get("y", 0.0), self._signs["asked"])
        place = self._status.get("place")
        if place is not None and len(place) == 2:
            with suppress(TypeError, ValueError):
                _put(cells, float(place[0]), float(place[1]), self._signs["here"])  # type: ignore[arg-type]
        corners, line, wall = (("┌", "┐", "└", "┘"), "─", "│") if self._unicode else (("+",) * 4, "-", "|")
        rows = [f"{corners[0]}{' map ':{line}^{MAP_COLUMNS}}{corners[1]}"]
        rows += [f"{wall}{''.join(row)}{wall}" for row in cells]
        rows.append(f"{corners[2]}{line * MAP_COLUMNS}{corners[3]}")
        found = []
        for row in rows:
            text = Text(row, "dim")
            for sign, style in ((self._signs["here"], "not dim bold cyan"), (self._signs["asked"], "not dim yellow")):
                text.highlight_words([sign], style)
            found.append(text)
        return found

    def _text(self, key: str) -> str:
        item = self._status.get(key, ("",))
        return str(item[0]) if item else ""

    def _number(self, key: str) -> float:
        item = self._status.get(key, (0.0,))
        return float(item[0]) if item and isinstance(item[0], int | float) else 0.0


def _put(cells: list[list[str]], x: float, y: float, sign: str) -> None:
    column = round((min(max(x, -1.0), 1.0) + 1.0) / 2.0 * (len(cells[0]) - 1))
    row = round((1.0 - min(max(y, -1.0), 1.0)) / 2.0 * (len(cells) - 1))
    cells[row][column] = sign


def _cells(dbfs: float, length: int) -> int:
    """Of a bar of that length, up to that level."""
    return round(min(max(1.0 - dbfs / FLOOR_DBFS, 0.0), 1.0) * length)


def _colour(dbfs: float) -> str:
    return "red" if dbfs > HOT_DBFS else "yellow" if dbfs > WARM_DBFS else "green"


def _dbfs(level: float) -> str:
    return f"{level:6.1f}" if level > -100.0 else "  -inf"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


class Painter:
    """Lines as the terminal wants them, without any colour where NO_COLOR asks for that."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._console = Console(
            force_terminal=True, color_system=None if environment.get("NO_COLOR") else "standard", highlight=False,
            markup=False, emoji=False, width=WIDEST + 1, legacy_windows=False,
        )  # fmt: skip
        self._painted: dict[int, tuple[Text, str]] = {}  # by line: most stay as they are

    def paint(self, lines: Sequence[Text]) -> list[str]:
        return [self._paint(i, line) for i, line in enumerate(lines)]

    def _paint(self, i: int, line: Text) -> str:
        known = self._painted.get(i)
        if known is not None and known[0] == line and known[0].style == line.style:
            return known[1]
        with self._console.capture() as captured:
            self._console.print(line, end="", soft_wrap=True)
        self._painted[i] = (line, captured.get())
        return captured.get()
