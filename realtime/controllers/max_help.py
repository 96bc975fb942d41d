"""The help patch beside the Max patch: what each part does, with objects to try and to copy into one's own patches."""

from __future__ import annotations

from collections.abc import Sequence

from realtime.controllers.geometry import Rect
from realtime.controllers.max_patcher import Patcher, rgba, word
from realtime.controllers.surface import Control, Surface

LEFT, WIDE, LINE, GAP = 20, 560, 20, 16  # pixels
COLUMNS = 2


def write(surface: Surface) -> bytes:
    """The bytes of a .maxhelp file."""
    help_ = _Help(surface)
    help_.begin()
    help_.sending()
    help_.hearing()
    help_.notes()
    help_.styles()
    help_.switches()
    help_.parameters()
    return help_.patcher.render()


class _Help:
    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.patcher = Patcher(1240, 900, presentation=False, background="#e4e4e8")
        self.y, self.left = 20.0, LEFT

    def begin(self) -> None:
        s = self.surface
        self.title("realtime-gen", 22.0)
        self.say(
            f"Plays the model {s.model} of realtime-gen over OSC. Start 'realtime-gen' (with '--osc-host 0.0.0.0' if "
            "it runs on another machine), then open realtime-gen.maxpat, which asks for feedback by itself. Keep it "
            "open while you try what is here, for it owns the network: what is sent to rtgen-out goes to the "
            f"instrument ({s.host}, port {s.port}), and what that says (to port {s.feedback_port}) comes from rtgen-in."
        )

    def sending(self) -> None:
        self.title("1  Play a parameter")
        self.say(
            "A number with its address before it. Values outside the range are clamped; ints do as well as floats."
        )
        address = self.some("brightness").address
        self.patch([("flonum", None)], [("newobj", f"prepend {address}")], [("newobj", "s rtgen-out")])

    def hearing(self) -> None:
        self.title("2  Follow the instrument")
        self.say(
            "Values arrive whenever somebody else changes them, and all of them after /rt/sync. What you have sent "
            "yourself does not come back. Put [prepend set] before a slider, so that it does not send what it shows."
        )
        address = self.some("brightness").address
        self.patch([("newobj", "r rtgen-in")], [("newobj", f"route {address}")], [("flonum", None)])
        self.patch([("newobj", "r rtgen-in")], [("newobj", "route /rt/status/load")], [("flonum", None)])
        self.patch([("message", "/rt/sync"), ("message", f"/rt/subscribe {self.surface.feedback_port}")],
                   [("newobj", "s rtgen-out")])  # fmt: skip

    def notes(self) -> None:
        self.title("3  Keys")
        self.say("/rt/note with a MIDI number (60 is the middle C) and a velocity from 0 to 1; 0 lets go.")
        self.patch([("message", "/rt/note 60 0.8"), ("message", "/rt/note 60 0")], [("newobj", "s rtgen-out")])
        self.say("/rt/auto/chroma 1 gives the pitch classes back to the model, and lets go of every key.")
        self.patch([("message", "/rt/auto/chroma 1")], [("newobj", "s rtgen-out")])

    def styles(self) -> None:
        self.title("4  Styles, the map, presets")
        self.say(
            "Weights of styles: 1 for one and 0 for the others, or anything between. x and y lie on the map, from -1 "
            "to 1, and count as far as steer says."
        )
        for choice in [c for c in self.surface if c.kind == "choice" and c.style is not None][:2]:
            said = ", ".join(f"{word(address)} {values[0]:g}" for address, values in choice.messages)
            self.patch([("message", said)], [("newobj", "s rtgen-out")])
        self.patch([("message", "/rt/param/steer 0.8, /rt/xy -0.5 0.5")], [("newobj", "s rtgen-out")])
        for preset in [c for c in self.surface if c.address == "/rt/preset/load"][:1]:
            ((address, (name,)),) = preset.messages
            self.patch([("message", f"{address} {word(name)}")], [("newobj", "s rtgen-out")])

    def switches(self) -> None:
        self.title("5  Hold, silence, begin again")
        self.say(
            "freeze holds the sound of this moment, alive. mute is silence while the music goes on; panic is silence "
            "at once, until mute is 0 again."
        )
        self.patch([("message", "/rt/freeze 1"), ("message", "/rt/freeze 0")], [("newobj", "s rtgen-out")])
        self.patch([("message", "/rt/panic"), ("message", "/rt/mute 0"), ("message", "/rt/reset")],
                   [("newobj", "s rtgen-out")])  # fmt: skip

    def parameters(self) -> None:
        """Every parameter in a line, in a column beside the rest."""
        self.y, self.left = 20.0, LEFT + WIDE + 40
        self.title("Parameters")
        for c in self.surface:
            if c.kind in ("fader", "toggle", "xy"):
                unit = f" {c.unit}" if c.unit and c.unit != "switch" else ""
                self.say(f"{c.address}   {c.low:g} to {c.high:g}{unit}   {c.doc}", 10.0)

    # -- parts --

    def title(self, text: str, size: float = 15.0) -> None:
        self.y += GAP
        self.patcher.add("comment", Rect(self.left, self.y, WIDE, size + 10), text=text, fontsize=size, fontface=1)
        self.y += size + 12

    def say(self, text: str, size: float = 12.0) -> None:
        lines = -(-len(text) // int(WIDE / (0.52 * size)))
        height = lines * (size + 3) + 6
        self.patcher.add("comment", Rect(self.left, self.y, WIDE, height), text=text, fontsize=size, linecount=lines,
                         textcolor=rgba("#202020"))  # fmt: skip
        self.y += height + 2

    def patch(self, *rows: Sequence[tuple[str, str | None]]) -> None:
        """Rows of boxes; each box of a row goes to the first of the next."""
        above: list[str] = []
        for row in rows:
            x, made, tallest = self.left + 10.0, [], 0.0
            for kind, text in row:
                width = min(max(7.0 * len(text or "") + 16, 60), WIDE - 20)
                height = 22.0 if len(text or "") < 76 else 37.0
                made.append(self.patcher.add(kind, Rect(x, self.y, width, height), text=text))
                x, tallest = x + width + 12, max(tallest, height)
            for source in above:
                self.patcher.connect(source, made[0])
            above = made
            self.y += tallest + 8
        self.y += 4

    def some(self, name: str) -> Control:
        """A parameter every model has."""
        return next(c for c in self.surface if c.names == (name,))
