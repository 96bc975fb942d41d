"""The OSC namespace as OSCQuery describes it: a tree of nodes with attributes. Pure functions, no sockets.

After the published proposal (github.com/Vidvox/OSCQueryProposal): FULL_PATH, CONTENTS, DESCRIPTION, TYPE, ACCESS,
VALUE, RANGE, UNIT, CLIPMODE, TAGS; the last five have one item for each argument. Built from
`osc.namespace.entries` alone, so it says what `realtime-gen osc` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from realtime.bundle import find_models
from realtime.osc.feedback import readings
from realtime.osc.namespace import Entry, entries
from realtime.parameters import Registry
from realtime.values import Values
from realtime.web.about import group

ATTRIBUTES = ("FULL_PATH", "CONTENTS", "DESCRIPTION", "TYPE", "ACCESS", "VALUE", "RANGE", "UNIT", "CLIPMODE", "TAGS")
FOREIGN = ("EXTENDED_TYPE", "CRITICAL", "OVERLOADS", "HTML")  # of the proposal, with nothing to say here
NONE, READ, WRITE = 0, 1, 2  # ACCESS
UNITS = {"dB": "gain.db", "dBFS": "gain.db", "s": "time.second", "ms": "time.ms", "Hz": "time.hz"}  # the proposal's
IMPULSE = "I"  # what needs no argument
MODEL, MODEL_STATUS = "/rt/model", "/rt/status/model"


@dataclass
class Node:
    """entry: None for a mere container. keys: of the state (see `Tree`), what its VALUE consists of."""

    path: str
    entry: Entry | None = None
    keys: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    contents: dict[str, Node] = field(default_factory=dict)

    @property
    def types(self) -> str:
        return (self.entry.kinds or IMPULSE) if self.entry is not None else ""

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.contents.values():
            yield from child.walk()


class Tree:
    """The nodes of one registry. state: (2 n,) the n values of the parameters, then their n automatic switches."""

    def __init__(self, registry: Registry, name: str) -> None:
        self.name = name
        self._models = sorted(find_models())
        self.root = Node("/")
        self.nodes = {"/": self.root}
        keys = _keys(registry)
        tags = {f"/rt/param/{p.name}": (group(p),) for p in registry}
        for entry in entries(registry):
            node = self._node(entry.address)
            node.entry, node.keys, node.tags = entry, keys.get(entry.address, ()), tags.get(entry.address, ())
        self.told = {reading.address: reading.keys for reading in readings(registry)}  # by the feedback

    def _node(self, path: str) -> Node:
        found = self.nodes.get(path)
        if found is None:
            above, _, name = path.rpartition("/")
            found = self.nodes[path] = self._node(above or "/").contents[name] = Node(path)
        return found

    def describe(self, node: Node, state: Sequence[float], status: Mapping[str, list[Any]]) -> dict[str, Any]:
        """A node with all below it. status: the arguments of each /rt/status message, as far as they are known."""
        described = self.attributes(node, state, status)
        if node.contents:
            described["CONTENTS"] = {
                name: self.describe(child, state, status) for name, child in node.contents.items()
            }  # fmt: skip
        return described

    def attributes(self, node: Node, state: Sequence[float], status: Mapping[str, list[Any]]) -> dict[str, Any]:
        """All but CONTENTS."""
        described: dict[str, Any] = {"FULL_PATH": node.path, "ACCESS": NONE}
        entry = node.entry
        if entry is None:
            if node is self.root:
                described["DESCRIPTION"] = f"realtime-gen plays {self.name}"
            return described
        described |= {"DESCRIPTION": entry.doc, "TYPE": node.types}
        value = self.value(node, state, status)
        described["ACCESS"] = (WRITE if entry.act is not None else NONE) | (READ if value is not None else NONE)
        if value is not None:
            described["VALUE"] = value
        numbers = [tag in "if" for tag in entry.kinds]
        if node.path == MODEL:
            described["RANGE"] = [{"VALS": self._models}]
        elif any(numbers) and (entry.low is not None or entry.high is not None):
            limits = {"MIN": entry.low, "MAX": entry.high}
            one = {name: limit for name, limit in limits.items() if limit is not None}
            described["RANGE"] = [one if number else None for number in numbers]
            if entry.act is not None and len(one) == 2:
                described["CLIPMODE"] = ["both" if number else "none" for number in numbers]
        if entry.unit in UNITS and all(numbers):
            described["UNIT"] = [UNITS[entry.unit]] * len(numbers)
        if node.tags:
            described["TAGS"] = list(node.tags)
        return described

    def value(self, node: Node, state: Sequence[float], status: Mapping[str, list[Any]]) -> list[Any] | None:
        if node.keys:
            return [float(state[key]) for key in node.keys]
        return [self.name] if node.path == MODEL else status.get(node.path)


def state_of(values: Values) -> NDArray[np.float64]:
    return np.concatenate((values.slots, values.automatic))


def _keys(registry: Registry) -> dict[str, tuple[int, ...]]:
    """Which numbers of the state an address stands for."""
    found = {reading.address: reading.keys for reading in readings(registry)}
    found |= {f"/rt/param/{p.name}": (i,) for i, p in enumerate(registry)}
    found["/rt/latents"] = tuple(registry.index[f"latent/{i}"] for i in range(registry.n_latents))
    return found
