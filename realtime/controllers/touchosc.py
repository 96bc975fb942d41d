"""A layout for TouchOSC (hexler.net): a page for each page of the surface, and the few lines of Lua it needs.

Plain messages send and receive wherever they can. Scripts (Lua, as in the manual) do what messages cannot: show a value
with its unit, bend a fader's travel for a logarithmic range, follow meters, and ask for feedback again when none comes.
"""

from __future__ import annotations

from realtime.controllers.geometry import HEIGHT, TABS, WIDTH, Placed, Rect, arrange, fader_parts, row_parts
from realtime.controllers.surface import Control, Page, Surface
from realtime.controllers.tosc_nodes import Local, Node, Osc, Partial, document, number

BACKGROUND, PANEL, TEXT, DIM = "#0d0f14", "#20242e", "#e8eaf0", "#9aa0b0"
ACCENT, WARM, ALARM = "#4fa3d1", "#d1a04f", "#d14f4f"
BUTTON_COLOURS = {"panic": ALARM, "mute": WARM, "freeze": "#4fc3b0", "reset": "#7a8296"}
DOT = 12  # pixels

# Asks for feedback while none comes, and is heard every 20 s, or the instrument would forget the tablet after 60 s.
SUBSCRIBE = """local heard, asked = -10000, -10000
function update()
  local now = getMillis()
  if now - heard > 3000 and now - asked > 3000 then
    asked = now
    sendOSC('/rt/subscribe', {port})
  elseif now - asked > 20000 then
    asked = now
    sendOSC('/rt/ping')
  end
end
function onReceiveOSC(message, connections)
  heard = getMillis()
end
"""
SHOW = """function onValueChanged(key)
  if key == 'x' then
    self.parent.children.value.values.text = string.format('{text}', {low} + self.values.x * {span})
  end
end
"""
SHOW_LOG = """function onValueChanged(key)
  if key == 'x' then
    local value = {low} * {ratio} ^ self.values.x
    self.parent.children.value.values.text = string.format('{text}', value)
    if self.values.touch then sendOSC('{address}', value) end
  end
end
function onReceiveOSC(message, connections)
  if message[1] == '{address}' and message[2][1] and not self.values.touch then
    self.values.x = math.max(0, math.min(1, math.log(message[2][1].value / {low}) / math.log({ratio})))
    return true
  end
end
"""
METER = """function onReceiveOSC(message, connections)
  local argument = message[1] == '{address}' and message[2][{i}]
  if argument then
    self.children.bar.values.x = math.max(0, math.min(1, (argument.value - ({low})) / {span}))
    self.children.value.values.text = string.format('{text}', argument.value)
  end
end
"""
VALUE = """function onReceiveOSC(message, connections)
  if message[1] == '{address}' and message[2][1] then
    self.values.text = string.format('{text}', message[2][1].value)
  end
end
"""


def write(surface: Surface) -> bytes:
    """The bytes of a .tosc file."""
    return document(_Layout(surface).root())


class _Layout:
    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.faders = {c.address: c for c in surface if c.kind == "fader"}
        self.bars = {c.address: c for c in surface if c.kind == "choice" and c.style is not None}

    def root(self) -> Node:
        """Everything, on a black ground."""
        s = self.surface
        script = SUBSCRIBE.replace("{port}", str(s.feedback_port))
        root = self.node("GROUP", "root", Rect(0, 0, WIDTH, HEIGHT), background=True, color=BACKGROUND, script=script)
        pager = self.node("PAGER", "pages", Rect(0, 0, WIDTH, HEIGHT), tabbarSize=TABS)
        pager.children = [self.page(page) for page in s.pages]
        root.children = [pager]
        return root

    def page(self, page: Page) -> Node:
        frame = Rect(0, TABS, WIDTH, HEIGHT - TABS)
        group = self.node(
            "GROUP", f"page {page.title}", frame, background=True, color=BACKGROUND, tabLabel=page.title,
            tabColorOff=PANEL, tabColorOn=ACCENT, textColorOff=DIM, textColorOn="#ffffff",
        )  # fmt: skip
        placed, titles = arrange(page)
        for i, title in enumerate(titles):
            group.children.append(self.label(f"{page.title}/title {i}", title.rect, title.text, 15, DIM, align=1))
        for i, one in enumerate(placed):
            group.children += self.control(one, f"{page.title}/{i} {one.control.label}")
        return group

    # -- controls --

    def control(self, placed: Placed, path: str) -> list[Node]:
        c, rect = placed
        match c.kind:
            case "fader":
                return [self.fader(c, rect, path)]
            case "xy":
                return [*self.dots(rect), self.xy(c, rect)]
            case "place":
                return [self.place(c, rect)]
            case "meter" | "value" | "text":
                return [self.row(c, rect, path)]
            case "choice":
                return [self.choice(c, rect, path)]
            case _:
                return [self.press(c, rect, path)]

    def fader(self, c: Control, rect: Rect, path: str) -> Node:
        group = self.node("GROUP", path, rect)
        parts = fader_parts(Rect(0, 0, rect.w, rect.h))
        text = f"%.{c.decimals}f {c.short_unit}".strip().replace("'", "")
        size = 11 if rect.w < 80 else 14
        fader = self.node("FADER", self.fader_path(c), parts.body, name="fader", color=self.colour(c), grid=True)
        fader.values["x"] = number(c.position)
        if c.curve == "log":
            script = SHOW_LOG.replace("{ratio}", number(c.high / c.low)).replace("{address}", c.address)
        else:
            script = SHOW.replace("{span}", number(c.high - c.low))
            argument = Partial("VALUE", "FLOAT", "x", c.low, c.high)
            fader.messages.append(Osc(c.address, (argument,)))
        fader.properties["script"] = script.replace("{low}", number(c.low)).replace("{text}", text)
        if c.low == -c.high:
            fader.properties["centered"] = True
        if c.address in self.bars:
            fader.messages.append(Local(self.bar_of(c.address).identifier))
        group.children = [
            self.label(f"{path}/name", parts.name, c.label, size, name="name"),
            fader,
            self.label(f"{path}/value", parts.value, c.shown(c.default), size, DIM, name="value"),
        ]
        return group

    def xy(self, c: Control, rect: Rect) -> Node:
        pad = self.node("XY", "map", rect, color="#e8eaf0", background=False, cornerRadius=0.0)
        pad.values |= {"x": number(c.position), "y": number(c.position)}
        arguments = tuple(Partial("VALUE", "FLOAT", axis, c.low, c.high) for axis in ("x", "y"))
        pad.messages = [Osc(c.address, arguments, (("x", "ANY"), ("y", "ANY")))]
        return pad

    def place(self, c: Control, rect: Rect) -> Node:
        """A mark over the pad that follows the sound, and lets touches through."""
        mark = self.node("XY", "place", rect, color="#ffffff", background=False, interactive=False, lines=False)
        mark.properties |= {"gridX": False, "gridY": False, "outline": False, "grabFocus": False}
        mark.values |= {"x": "0.5", "y": "0.5"}
        arguments = tuple(Partial("VALUE", "FLOAT", axis, c.low, c.high) for axis in ("x", "y"))
        mark.messages = [Osc(c.address, arguments, (("x", "ANY"),), send=False)]
        return mark

    def dots(self, rect: Rect) -> list[Node]:
        """The moments of the recordings, below the pad, coloured by style."""
        nodes = [self.node("BOX", "map ground", rect, color=PANEL, cornerRadius=0.0)]
        for i, (x, y, style) in enumerate(self.surface.points):
            left = rect.x + (x + 1) / 2 * (rect.w - DOT)
            top = rect.y + (1 - y) / 2 * (rect.h - DOT)
            frame = Rect(round(left), round(top), DOT, DOT)
            nodes.append(
                self.node("BOX", f"map dot {i}", frame, name="dot", color=self.surface.colours[style], shape=2)
            )
        return nodes

    def press(self, c: Control, rect: Rect, path: str) -> Node:
        """A toggle, a button or a note pad, with its name on it."""
        group = self.node("GROUP", path, rect)
        inside = Rect(0, 0, rect.w, rect.h)
        button = self.node("BUTTON", f"{path}/button", inside, name="button", color=self.colour(c))
        if c.kind == "toggle":
            button.properties["buttonType"] = 2
            button.values["x"] = number(c.default)
            button.messages = [Osc(c.address, (Partial("VALUE", "FLOAT", "x"),))]
        elif c.kind == "note":
            (address, (key, velocity)), *_ = c.messages
            arguments = (_constant(key, "INTEGER"), Partial("VALUE", "FLOAT", "x", 0.0, float(velocity)))
            button.messages = [Osc(address, arguments, receive=False)]
        else:
            button.messages = [
                Osc(address, tuple(_constant(a) for a in arguments), (("x", "RISE"),), receive=False)
                for address, arguments in c.messages
            ]
        group.children = [button, self.label(f"{path}/name", inside, c.label, 16, name="name")]
        return group

    def choice(self, c: Control, rect: Rect, path: str) -> Node:
        """A button that moves several faders; that of a style has a bar that shows its weight."""
        group = self.press(c, rect, path)
        button, name = group.children
        rise = (("x", "RISE"),)
        for address, (value,) in c.messages:
            fader = self.faders[address]
            position = fader.position_of(float(value))
            button.messages.append(Local(self.node("FADER", self.fader_path(fader), rect).identifier, position, rise))
            if address in self.bars:
                button.messages.append(Local(self.bar_of(address).identifier, position, rise))
        if c.style is not None:
            bar = self.bar_of(c.address)
            bar.frame = Rect(0, rect.h - 40, rect.w, 40)
            name.frame = button.frame = Rect(0, 0, rect.w, rect.h - 44)
            name.properties["textSize"] = 13
            bar.properties |= {"color": self.colour(c), "interactive": False, "orientation": 1, "cursor": False}
            bar.values["x"] = number(self.faders[c.address].position)
            bar.messages = [Osc(c.address, (Partial("VALUE", "FLOAT", "x"),), send=False)]
            group.children.append(bar)
        return group

    def row(self, c: Control, rect: Rect, path: str) -> Node:
        """A meter or a text that follows the instrument: its name, a bar, the value."""
        group = self.node("GROUP", path, rect, background=True, color=PANEL)
        name, body, value = row_parts(Rect(0, 0, rect.w, rect.h))
        text = f"%.{c.decimals}f {c.short_unit}".strip()
        shown = self.label(f"{path}/value", value, "", 14, name="value", align=3)
        group.children = [self.label(f"{path}/name", name, c.label, 14, DIM, name="name"), shown]
        if c.kind == "meter":
            bar = self.node("FADER", f"{path}/bar", body, name="bar", color=ACCENT, interactive=False, orientation=1)
            bar.properties["cursor"] = False
            group.children.insert(1, bar)
            script = METER.replace("{low}", number(c.low)).replace("{span}", number(c.high - c.low))
            group.properties["script"] = script.replace("{i}", str(c.argument + 1))
            group.properties["script"] = self.filled(str(group.properties["script"]), c.address, text)
            return group
        shown.frame = Rect(body.x, 0, rect.w - body.x - 8, rect.h)
        if c.kind == "text":
            shown.messages = [Osc(c.address, (Partial("VALUE", "STRING", "text"),), (("text", "ANY"),), send=False)]
        else:
            shown.properties["script"] = self.filled(VALUE, c.address, text)
        return group

    # -- parts --

    def node(
        self, kind: str, path: str, frame: Rect, name: str | None = None, **properties: str | bool | int | float
    ) -> Node:
        return Node(kind, f"{self.surface.model}/{path}", name or path, frame, dict(properties))

    def label(
        self, path: str, frame: Rect, text: str, size: int, colour: str = TEXT, align: int = 2, name: str | None = None
    ) -> Node:
        label = self.node("LABEL", path, frame, name or "label", textSize=size, textColor=colour, textAlignH=align)
        label.values["text"] = text
        return label

    def bar_of(self, address: str) -> Node:
        return self.node("FADER", f"weight {address}", Rect(0, 0, 0, 0), name="weight")

    def fader_path(self, c: Control) -> str:
        return f"fader {c.address}"

    def filled(self, script: str, address: str, text: str) -> str:
        return script.replace("{address}", address).replace("{text}", text)

    def colour(self, c: Control) -> str:
        if c.style is not None:
            return self.surface.colours[c.style]
        if c.kind == "note":
            return "#39404f" if "#" in c.label else "#8a93a8"
        return BUTTON_COLOURS.get(c.label, ACCENT if c.kind == "fader" else "#5a6478")


def _constant(value: float | str, conversion: str | None = None) -> Partial:
    if isinstance(value, str):
        return Partial("CONSTANT", "STRING", value)
    return Partial("CONSTANT", conversion or "FLOAT", number(value))
