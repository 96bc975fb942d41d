"""The pages of a model's surface, taken from its registry and its OSC namespace.

Every name, range, unit and address comes from `realtime.parameters` and `realtime.osc`, so that a parameter added there
is on every layout the next time it is written.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Sequence

from realtime.bundle import Bundle
from realtime.controllers.surface import FEEDBACK_PORT, PADS, PORT, VELOCITY, Control, Group, Kind, Page, Surface
from realtime.features.descriptors import CHROMA_NAMES
from realtime.osc.feedback import readings
from realtime.osc.namespace import Entry, entries, sent
from realtime.parameters import Parameter, Registry

FAVOURITES = ("gain", "temperature", "speed", "brightness", "steer", "glide")  # on the page one plays from
PLACE = "/rt/status/place"  # shown on the map
POINTS_ACROSS = 10  # of the map; one point is drawn in each of so many by so many cells
LEVEL_FLOOR_DB = -60.0  # where a meter begins

# Commands that need what a layout cannot know (a name to type, a number) or that another control does better.
LEFT_OUT = (
    "/rt/latents", "/rt/seed", "/rt/model", "/rt/unsubscribe", "/rt/preset/save", "/rt/preset/delete",
    "/rt/preset/list", "/rt/morph", "/rt/midi/learn", "/rt/midi/forget",
)  # fmt: skip


def describe(
    bundle: Bundle,
    presets: Sequence[str] = (),
    host: str = "127.0.0.1",
    port: int = PORT,
    feedback_port: int = FEEDBACK_PORT,
) -> Surface:
    """The surface of a model. presets: their names, a button each."""
    maker = _Maker(Registry(bundle), feedback_port)
    pages = [maker.play(), maker.sound(), maker.notes(), maker.styles(presets), maker.latents(), maker.status()]
    return Surface(
        bundle.name,
        tuple(bundle.styles),
        tuple(Page(page.title, tuple(group for group in page.groups if group.controls)) for page in pages),
        _thinned(bundle),
        host,
        port,
        feedback_port,
        tuple(style_colour(i, len(bundle.styles)) for i in range(len(bundle.styles))),
    )


def style_colour(i: int, n: int) -> str:
    """Of style i of n, "#rrggbb": as far from the others as can be, readable on black."""
    rgb = colorsys.hls_to_rgb((0.08 + i / max(n, 1)) % 1.0, 0.62, 0.65)
    return "#" + "".join(f"{round(255 * part):02x}" for part in rgb)


def _thinned(bundle: Bundle) -> tuple[tuple[float, float, int], ...]:
    """Of each cell of the map the moment nearest to its middle."""
    best: dict[tuple[int, int], tuple[float, int]] = {}
    places = list(zip(bundle.map["x"], bundle.map["y"], strict=True))
    for i, place in enumerate(places):
        across, up = (min(int((v + 1.0) / 2.0 * POINTS_ACROSS), POINTS_ACROSS - 1) for v in place)
        middle = [(2.0 * cell + 1.0) / POINTS_ACROSS - 1.0 for cell in (across, up)]
        distance = sum((v - m) ** 2 for v, m in zip(place, middle, strict=True))
        best[across, up] = min(best.get((across, up), (9.0, 0)), (distance, i))
    found = [i for _, (_, i) in sorted(best.items())]
    return tuple((round(places[i][0], 3), round(places[i][1], 3), bundle.map["style"][i]) for i in found)


class _Maker:
    """Makes the pages, and remembers which parameters are on one already."""

    def __init__(self, registry: Registry, feedback_port: int) -> None:
        self.registry = registry
        self.feedback_port = feedback_port
        self.entries = {entry.address: entry for entry in entries(registry)}
        self.addresses: dict[str, str] = {}  # of the feedback for each parameter
        for reading in readings(registry):
            for key in reading.keys:
                if key < len(registry):
                    self.addresses[registry.parameters[key].name] = reading.address
        self.placed: set[str] = set()

    # -- pages --

    def play(self) -> Page:
        favourites = [self.parameter(self.registry[name]) for name in FAVOURITES if name in self.registry]
        switches = [self.parameter(p) for p in self.registry if p.unit == "switch"]
        now = [self._button(address) for address in ("/rt/panic", "/rt/reset") if address in self.entries]
        return Page(
            "play",
            (
                Group("map", (self._xy(), *self._place()), 1),
                Group("style", tuple(self._choices()), max(len(self.registry.styles), 1)),
                Group("", tuple(favourites), max(len(favourites), 1)),
                Group("", (*switches, *now), max(len(switches) + len(now), 1)),
            ),
        )

    def sound(self) -> Page:
        """What is on no other page: the rest of the fixed parameters, the descriptors, what others add."""
        descriptors = [p for p in self.registry if p.automatic and "/" not in p.name]
        elsewhere = ("chroma/", "style/", "latent/")
        rest = [p for p in self.registry if not p.automatic and not p.name.startswith(elsewhere)]
        rest = [p for p in rest if p.name not in self.placed]
        groups = [("sound", [p for p in rest if "/" not in p.name])]
        for family in dict.fromkeys(p.name.partition("/")[0] for p in rest if "/" in p.name):
            groups.append((family, [p for p in rest if p.name.startswith(f"{family}/")]))
        made = [
            Group(title, tuple(self.parameter(p) for p in found), max(len(found), 4), 3.0) for title, found in groups
        ]
        faders = [self.parameter(p) for p in descriptors]
        autos = [self._automatic(p.name) for p in descriptors]
        autos += [self._button("/rt/auto", "all automatic", (1.0,))]
        return Page(
            "sound",
            (
                *made,
                Group("descriptors: yours until automatic again", tuple(faders), max(len(autos), 4), 3.0),
                Group("", tuple(autos), max(len(autos), 4), 0.7),
            ),
        )

    def notes(self) -> Page:
        chroma = [p for p in self.registry if p.name.startswith("chroma/")]
        pads = [
            Control(
                "note", "/rt/note", _note_name(number), names=(), low=0.0, high=1.0, doc=f"MIDI number {number}",
                messages=(("/rt/note", (number, VELOCITY)),), released=(("/rt/note", (number, 0.0)),),
            )
            for row in reversed(range(len(PADS) // 12)) for number in PADS[12 * row : 12 * row + 12]
        ]  # fmt: skip
        again = [self._button("/rt/auto/chroma", "pitch classes automatic", (1.0,))]
        return Page(
            "notes",
            (
                Group("pitch classes", tuple(self.parameter(p) for p in chroma), max(len(chroma), 1), 2.2),
                Group("", tuple(again if chroma else ()), 3, 0.6),
                Group("keys", tuple(pads), 12, 4.0),
            ),
        )

    def styles(self, presets: Sequence[str]) -> Page:
        faders = [self.parameter(p) for p in self.registry if p.name.startswith("style/")]
        morph = self.entries.get("/rt/morph/position")
        by_hand = [self._plain(morph, "morph")] if morph is not None else []
        buttons = [
            Control("button", "/rt/preset/load", name, messages=(("/rt/preset/load", (name,)),), doc=f"preset {name}")
            for name in presets
        ]
        return Page(
            "styles",
            (
                Group("weights", (*faders, *by_hand), max(len(faders) + len(by_hand), 4), 4.0),
                Group("presets", tuple(buttons if "/rt/preset/load" in self.entries else ()), 4, _rows(buttons, 4)),
            ),
        )

    def latents(self) -> Page:
        faders = [self.parameter(p) for p in self.registry if p.name.startswith("latent/")]
        zero = [
            Control("choice", faders[0].address, "all to 0", doc="every latent as the model has it",
                    messages=tuple((f.address, (0.0,)) for f in faders))
        ] if faders else []  # fmt: skip
        columns = min(max(len(faders), 1), 12)
        return Page(
            "latents",
            (
                Group("offsets, the most important first", tuple(faders), columns, 4.0 * -(-len(faders) // columns)),
                Group("", tuple(zero), 4, 0.8),
            ),
        )

    def status(self) -> Page:
        meters = [control for entry in self._statuses() for control in _meters(entry)]
        texts = [_text(entry) for entry in self._statuses() if not _meters(entry)]
        if "/rt/error" in self.entries:
            texts.append(_text(self.entries["/rt/error"]))
        connect = [
            self._button("/rt/subscribe", "subscribe", (float(self.feedback_port),)),
            *(
                self._button(a)
                for a in ("/rt/sync", "/rt/ping", "/rt/record/start", "/rt/record/stop")
                if a in self.entries
            ),
        ]
        return Page(
            "status",
            (
                Group("connection and takes", tuple(connect), len(connect), 1.0),
                Group("meters", tuple(meters), 2, 0.7 * _rows(meters, 2)),
                Group("", tuple(texts), 2, 0.55 * _rows(texts, 2)),
            ),
        )

    # -- controls --

    def parameter(self, p: Parameter) -> Control:
        self.placed.add(p.name)
        family, slash, last = p.name.rpartition("/")
        style = self.registry.styles.index(last) if family == "style" else None
        kind: Kind = "toggle" if p.unit == "switch" else "fader"
        label = last if slash else p.name
        return Control(
            kind,
            self.addresses[p.name],
            label,
            p.low,
            p.high,
            p.default,
            p.unit,
            p.curve,
            (p.name,),
            p.doc,
            style=style,
        )

    def _xy(self) -> Control:
        x, y = self.registry["x"], self.registry["y"]
        self.placed |= {"x", "y"}
        doc = f"{x.doc}; {y.doc}; steer says how far it decides"
        return Control("xy", self.addresses["x"], "map", x.low, x.high, x.default, names=("x", "y"), doc=doc)

    def _place(self) -> Iterator[Control]:
        """The mark on the map that follows the sound."""
        entry = self.entries.get(PLACE)
        if entry is not None:
            yield Control("place", entry.address, "place", -1.0, 1.0, doc=entry.doc)

    def _choices(self) -> Iterator[Control]:
        """A button for each style that leaves all the others."""
        for i, style in enumerate(self.registry.styles):
            messages = tuple(
                (self.addresses[f"style/{other}"], (float(other == style),)) for other in self.registry.styles
            )
            yield Control(
                "choice", self.addresses[f"style/{style}"], style, messages=messages, style=i, doc=f"only {style}"
            )

    def _automatic(self, name: str) -> Control:
        entry = self.entries[f"/rt/auto/{name}"]
        return Control("toggle", entry.address, f"auto {name}", 0.0, 1.0, entry.default or 0.0, doc=entry.doc)

    def _button(self, address: str, label: str | None = None, arguments: tuple[float | str, ...] = ()) -> Control:
        entry = self.entries[address]
        name = label or address.removeprefix("/rt/").replace("/", " ")
        return Control("button", address, name, messages=((address, arguments),), doc=entry.doc)

    def _plain(self, entry: Entry, label: str) -> Control:
        low, high = entry.low or 0.0, 1.0 if entry.high is None else entry.high
        return Control("fader", entry.address, label, low, high, entry.default or low, entry.unit, doc=entry.doc)

    def _statuses(self) -> list[Entry]:
        return [entry for entry in sent() if entry.address.startswith("/rt/status/") and entry.address != PLACE]


def _meters(entry: Entry) -> list[Control]:
    """A status with a range, as bars: one for each of its numbers."""
    if entry.low is None or entry.high is None or set(entry.kinds) != {"f"}:
        return []
    low = LEVEL_FLOOR_DB if entry.unit == "dBFS" else entry.low
    sides = ("",) if len(entry.kinds) == 1 else (" left", " right")
    return [
        Control("meter", entry.address, _status_name(entry) + side, low, entry.high, low, entry.unit, doc=entry.doc,
                argument=i)
        for i, side in enumerate(sides)
    ]  # fmt: skip


def _text(entry: Entry) -> Control:
    """A status to read. Shares of something are read to the hundredth, counts and milliseconds as whole numbers."""
    kind: Kind = "text" if entry.kinds == "s" else "value"
    most = 1.0 if entry.kinds == "f" and not entry.unit else 1e4
    return Control(kind, entry.address, _status_name(entry), 0.0, most, unit=entry.unit, doc=entry.doc)


def _status_name(entry: Entry) -> str:
    return entry.address.rpartition("/")[2].removesuffix("_ms").replace("_", " ")


def _note_name(number: int) -> str:
    """60 is C4."""
    return f"{CHROMA_NAMES[number % 12]}{number // 12 - 1}"


def _rows(controls: Sequence[Control], columns: int) -> int:
    return -(-len(controls) // columns)
