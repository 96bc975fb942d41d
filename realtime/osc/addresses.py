"""Finding the entries of an address or a pattern. No sockets, no effects."""

from __future__ import annotations

from realtime.osc.namespace import Entry, entries
from realtime.osc.protocol import MAX_PATTERN, Name, OscError, Pattern, is_pattern
from realtime.parameters import Registry

MAX_CACHED_PATTERNS = 256


class _Node:
    """The addresses as a tree by their parts, so that a pattern looks at each distinct part once."""

    def __init__(self, part: str) -> None:
        self.name = Name(part)
        self.children: dict[str, _Node] = {}
        self.entry: Entry | None = None


class Addresses:
    """Finds entries. Not for several threads: it remembers patterns."""

    def __init__(self, registry: Registry) -> None:
        self.by_address = {entry.address: entry for entry in entries(registry)}
        self._root = _Node("")
        self._patterns: dict[str, list[Entry]] = {}
        for entry in self.by_address.values():
            node = self._root
            for part in entry.address[1:].split("/"):
                node = node.children.setdefault(part, _Node(part))
            node.entry = entry

    def is_pattern(self, address: str) -> bool:
        """Whether this address may stand for several."""
        return address not in self.by_address and is_pattern(address)

    def is_new_pattern(self, address: str) -> bool:
        """Whether finding this address costs milliseconds (at most) instead of microseconds."""
        return address not in self._patterns and self.is_pattern(address)

    def find(self, address: str) -> list[Entry]:
        """The entries that receive `address`, an address or a pattern. Raises OscError."""
        entry = self.by_address.get(address)
        if entry is not None:
            if entry.act is None:
                raise OscError(f"{address} is sent by the instrument, not received")
            return [entry]
        found = self._patterns.get(address)
        if found is None:
            found = self._match(address) if is_pattern(address) else []
        if not found:
            raise OscError(f"nothing answers to {address[:MAX_PATTERN]}; 'realtime-gen osc' lists what does")
        return found

    def _match(self, text: str) -> list[Entry]:
        pattern = Pattern(text)
        nodes = [self._root]
        for i in range(len(pattern.parts)):
            nodes = [
                child for node in nodes for child in node.children.values() if pattern.matches_part(i, child.name)
            ]  # fmt: skip
        found = [node.entry for node in nodes if node.entry is not None and node.entry.act is not None]
        if len(self._patterns) >= MAX_CACHED_PATTERNS:
            self._patterns.clear()
        self._patterns[text] = found
        return found
