"""The namespace as a table in Markdown, for the README: a row for each family of addresses. No sockets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from realtime.osc.namespace import Entry

BEGIN, END = "<!-- osc table -->", "<!-- end -->"
PARAMETER = "/rt/param/"


class Family(NamedTuple):
    """Addresses that differ in their last part and otherwise say the same. doc: of the first, or with ... for names."""

    entries: list[Entry]
    doc: str


def table(entries: Iterable[Entry]) -> str:
    """One row for each family; an address that is short for /rt/param/... stands in the row of that."""
    families = families_of(entries)
    full = {family.entries[0].address for family in families}
    rows = ["| address | types | range | default | meaning |", "|---|---|---|---|---|"]
    for family in families:
        first = family.entries[0]
        if f"{PARAMETER}{first.address.removeprefix('/rt/')}" in full:
            continue
        short = first.address.replace(PARAMETER, "/rt/")
        named = _addresses(family.entries)
        if short != first.address and short in full:
            named += f", or `{short if len(family.entries) == 1 else short.rpartition('/')[0] + '/...'}`"
        rows.append(f"| {named} | {_types(first)} | {_range(first)} | {_default(family.entries)} | {family.doc} |")
    return "\n".join(rows)


def families_of(entries: Iterable[Entry]) -> list[Family]:
    """In the order of the entries; those of a family follow one another."""
    found: list[tuple[tuple[object, ...], Family]] = []
    for entry in entries:
        name = entry.address.rpartition("/")[2]
        # Only a name that stands by itself: the "1" of "0 to 1" is none, the "7" of "latent 7" is.
        doc = re.sub(rf"(?<= |/){re.escape(name)}(?=$|[ ;,])", "...", entry.doc, count=1)
        key = (entry.address.rpartition("/")[0], entry.types, entry.low, entry.high, entry.unit, doc)
        if found and found[-1][0] == key and doc != entry.doc:
            found[-1][1].entries.append(entry)
        else:
            found.append((key, Family([entry], doc)))
    return [
        Family(family.entries, family.doc if len(family.entries) > 1 else family.entries[0].doc) for _, family in found
    ]


def _addresses(entries: Sequence[Entry]) -> str:
    others = [f"`{entry.address.rpartition('/')[2]}`" for entry in entries[1:]]
    return f"`{entries[0].address}`" + (f" to {others[-1]}" if len(others) > 6 else "".join(f", {o}" for o in others))


def _types(entry: Entry) -> str:
    shown = entry.types if len(entry.types) <= 6 else f"{entry.types[:2]}..."
    return f"`{shown}`" if shown else ""


def _range(entry: Entry) -> str:
    low, high = (f"{end:.10g}" if end is not None else "" for end in (entry.low, entry.high))
    limits = f"{low} to {high}" if low and high else f"from {low}" if low else f"to {high}" if high else ""
    return f"{limits} {entry.unit}".strip()


def _default(entries: Sequence[Entry]) -> str:
    defaults = {entry.default for entry in entries}
    default = entries[0].default
    return "" if len(defaults) > 1 or default is None else f"{default:g}"
