"""The subpatch `osc` of the Pure Data patch: names become messages, and feedback becomes `set` for the names.

[r /rt/param/gain] ─► [oscformat /rt/param/gain] ─► [s rtgen-osc] ─► [netsend -u -b]
[netreceive -u -b 9001] ─► [oscparse] ─► [route rt] ─► [route param ...] ─► ; /rt/param/gain/set set $1
"""

from __future__ import annotations

from realtime.controllers.geometry import Rect
from realtime.controllers.pd_canvas import Canvas, text
from realtime.controllers.surface import Control, Surface

SILENT_MS, ALIVE_MS = 5000, 20000  # ask for feedback after so long a silence; say that we are there this often
ROW, COLUMN, ROWS = 24, 300, 30  # pixels of the drawing, which nobody has to look at


def press_name(c: Control) -> str:
    """What a button sends to: its address, and what makes it differ from others of that address."""
    return f"{c.address}/{c.label}"


def meter_name(c: Control) -> str:
    return f"{c.address}/{c.label}"


def network(surface: Surface, travel: Rect) -> Canvas:
    """travel: where the mark on the map may be, in pixels of the first window."""
    return _Network(surface, travel).canvas


class _Network:
    def __init__(self, surface: Surface, travel: Rect) -> None:
        self.canvas = Canvas(1250, 800, "osc")
        self._row = 0
        self.connection(surface)
        for control in surface:
            self.sending(control)
            if control.kind in ("xy", "place"):
                self.mark(control.address, travel)
        self.defaults(surface)
        self.receiving(surface)

    def at(self, step: int = 1) -> tuple[int, int]:
        """A free place."""
        column, row = divmod(self._row, ROWS)
        self._row += step
        return 10 + column * COLUMN, 10 + row * ROW

    def chain(self, *boxes: tuple[str, ...] | str) -> list[int]:
        """Objects (tuples of atoms) and message boxes (text as it stands), each connected to the next."""
        x, y = self.at()
        made = []
        for box in boxes:
            made.append(self.canvas.message(x, y, box) if isinstance(box, str) else self.canvas.add("obj", x, y, *box))
            x += 8 * (len(box) if isinstance(box, str) else len(" ".join(box))) + 12
        self.canvas.connect(*made)
        return made

    # -- connection --

    def connection(self, surface: Surface) -> None:
        host, port = text(surface.host), surface.port
        _, _, _, out = self.chain(
            ("r", "rtgen-osc"), ("list", "prepend", "send"), ("list", "trim"), ("netsend", "-u", "-b")
        )
        for source in (self.chain(("r", "rtgen-net"))[0], self.chain(("loadbang",), f"connect {host} {port}")[1]):
            self.canvas.connect(source, out)
        self.chain(
            ("netreceive", "-u", "-b", str(surface.feedback_port)), ("oscparse",), ("list", "trim"), ("s", "rtgen-in")
        )
        # Asked for at the start, and again whenever nothing has come for a while.
        _, _, started, again = self.chain(("loadbang",), ("delay", "200"), ("t", "b", "b"), ("delay", str(SILENT_MS)))
        heard = self.chain(("r", "rtgen-in"), ("t", "b"))[1]
        (subscribe, *_) = self.chain(str(surface.feedback_port), ("oscformat", "/rt/subscribe"), ("s", "rtgen-osc"))
        self.canvas.connect(heard, again)
        self.canvas.connect(again, started)
        self.canvas.join(started, 1, subscribe, 0)
        self.chain(("loadbang",), ("metro", str(ALIVE_MS)), ("oscformat", "/rt/ping"), ("s", "rtgen-osc"))

    # -- out --

    def sending(self, c: Control) -> None:
        match c.kind:
            case "fader" | "toggle":
                self.value(c.address, c.kind == "fader")
            case "xy":
                for axis, name in zip("xy", c.names, strict=True):  # the mark follows, whoever moves the sliders
                    self.value(f"/rt/param/{name}", False)
                    self.chain(("r", f"/rt/param/{name}"), ("s", f"{c.address}/mark-{axis}"))
            case "note":
                (address, (key, _)), *_ = c.messages
                self.chain(
                    ("r", f"{address}/{key}"), ("list", "prepend", str(key)), ("oscformat", address), ("s", "rtgen-osc")
                )
            case "button":
                for address, arguments in c.messages:
                    given = [f"list {' '.join(text(a) for a in arguments)}"] if arguments else []
                    self.chain(("r", press_name(c)), *given, ("oscformat", address), ("s", "rtgen-osc"))
            case "choice":  # the faders it moves send what it means
                content = " ".join(f"\\; {text(address)}/set {text(values[0])}" for address, values in c.messages)
                self.chain(("r", press_name(c)), content)

    def value(self, address: str, shown: bool) -> None:
        source = self.chain(("r", address), ("oscformat", address), ("s", "rtgen-osc"))[0]
        if shown:
            x, y = self.at()
            show = self.canvas.message(x, y, f"\\; {text(address)}/show set \\$1")
            self.canvas.connect(source, show)

    def mark(self, address: str, travel: Rect) -> None:
        """A mark on the map follows two numbers, -1 to 1, that are sent to two names."""
        x, y = self.at(2)
        across = self.canvas.add("obj", x, y, "r", f"{address}/mark-x")
        up = self.canvas.add("obj", x, y + ROW, "r", f"{address}/mark-y")
        scaled_x = self.canvas.add("obj", x + 100, y, "expr", f"{travel.x + travel.w / 2:g}+$f1*{travel.w / 2:g}")
        scaled_y = self.canvas.add("obj", x + 100, y + ROW, "expr", f"{travel.y + travel.h / 2:g}-$f1*{travel.h / 2:g}")
        first = self.canvas.add("obj", x + 240, y + ROW, "t", "b", "f")
        pair = self.canvas.add("obj", x + 240, y, "pack", "0", "0")
        moved = self.canvas.message(x + 320, y, f"\\; {address}/mark pos \\$1 \\$2")
        self.canvas.connect(across, scaled_x, pair, moved)
        self.canvas.connect(up, scaled_y, first)
        self.canvas.connect(first, pair)
        self.canvas.join(first, 1, pair, 1)

    # -- in --

    def defaults(self, surface: Surface) -> None:
        """What is shown until the instrument says what is so."""
        for c in surface:
            if c.kind in ("fader", "toggle"):
                names = [f"{c.address}/set", *([f"{c.address}/show"] if c.kind == "fader" else [])]
            elif c.kind == "xy":
                names = [f"/rt/param/{name}/set" for name in c.names]
            else:
                continue
            self.chain(("loadbang",), " ".join(f"\\; {text(name)} set {c.default:.7g}" for name in names))

    def receiving(self, surface: Surface) -> None:
        """A tree of [route], a message box at each leaf that sets what shows the value."""
        waiting = [(c.address.removeprefix("/").split("/"), c) for c in surface if self.shows(c, c.address, 1)]
        self.branch(waiting, "", self.canvas.add("obj", *self.at(), "r", "rtgen-in"), 0)

    def branch(self, waiting: list[tuple[list[str], Control]], path: str, source: int, outlet: int) -> None:
        """waiting: the rest of its address for each control.

        Numbers in an address arrive as symbols, which [route] cannot name: they are filled into the names instead.
        """
        if all(parts[0].isdecimal() for parts, _ in waiting):
            x, y = self.at()
            listed = self.canvas.add("obj", x, y, "list")
            filled = self.canvas.message(x + 60, y, self.shows(waiting[0][1], f"{path}/$1", 2))
            self.canvas.join(source, outlet, listed, 0)
            self.canvas.connect(listed, filled)
            return
        names = list(dict.fromkeys(parts[0] for parts, _ in waiting))
        route = self.canvas.add("obj", *self.at(), "route", *names)
        self.canvas.join(source, outlet, route, 0)
        for i, name in enumerate(names):
            address = f"{path}/{name}"
            here = [c for parts, c in waiting if parts == [name]]
            below = [(parts[1:], c) for parts, c in waiting if parts[0] == name and len(parts) > 1]
            if here:
                x, y = self.at()
                listed = self.canvas.add("obj", x, y, "list")  # a lone symbol would count as the name of a message
                content = " ".join(self.shows(c, address, 1) for c in here)
                self.canvas.join(route, i, listed, 0)
                self.canvas.connect(listed, self.canvas.message(x + 60, y, content))
            if below:
                self.branch(below, address, route, i)

    def shows(self, c: Control, address: str, first: int) -> str:
        """The message box that shows a value of this control; "" for none. first: which argument is the value."""
        value, second, where = f"\\${first}", f"\\${first + 1}", text(address)
        match c.kind:
            case "fader":
                return f"\\; {where}/set set {value} \\; {where}/show set {value}"
            case "toggle":
                return f"\\; {where}/set set {value}"
            case "xy":
                x, y = (f"/rt/param/{name}/set" for name in c.names)
                marks = f"\\; {where}/mark-x {value} \\; {where}/mark-y {second}"
                return f"\\; {x} set {value} \\; {y} set {second} {marks}"
            case "place":
                return f"\\; {where}/mark-x {value} \\; {where}/mark-y {second}"
            case "meter":
                name, part = text(meter_name(c)), (value, second)[c.argument]
                return f"\\; {name}/set set {part} \\; {name}/show set {part}"
            case "value":
                return f"\\; {where}/show set {value}"
            case "text":
                return f"\\; {where}/show symbol {value}"
        return ""
