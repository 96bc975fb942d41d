"""The table of addresses: complete, self-consistent, and what dispatch really does."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from osc_tools import make_registry

from realtime.osc import OscError, namespace
from realtime.osc.addresses import Addresses
from realtime.osc.feedback import readings
from realtime.osc.namespace import Entry, entries
from realtime.osc.protocol import Argument
from realtime.parameters import Registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return make_registry(("piano", "night rain"))


def test_every_row_has_exactly_the_promised_keys_and_is_json(registry: Registry) -> None:
    rows = namespace(registry)
    assert all(list(row) == ["address", "types", "min", "max", "default", "unit", "doc"] for row in rows)
    assert json.loads(json.dumps(rows)) == rows
    assert all(row["doc"] and row["address"].startswith("/rt/") for row in rows)
    addresses = [row["address"] for row in rows]
    assert len(set(addresses)) == len(addresses)


def test_contains_the_contract(registry: Registry) -> None:
    rows = {row["address"]: row for row in namespace(registry)}
    for parameter in registry:
        row = rows[f"/rt/param/{parameter.name}"]
        assert (row["min"], row["max"], row["default"]) == (parameter.low, parameter.high, parameter.default)
        assert (row["types"], row["unit"], row["doc"]) == ("f", parameter.unit, parameter.doc)
    for address, types in {
        "/rt/auto": "f", "/rt/auto/loudness": "f", "/rt/auto/chroma/C#": "f", "/rt/latent/11": "f", "/rt/xy": "ff",
        "/rt/style/night rain": "f", "/rt/freeze": "f", "/rt/mute": "f", "/rt/reset": "", "/rt/seed": "i",
        "/rt/panic": "", "/rt/ping": "", "/rt/pong": "", "/rt/subscribe": "i?", "/rt/unsubscribe": "i?",
        "/rt/sync": "", "/rt/error": "s", "/rt/status/level": "ff", "/rt/status/load": "f",
        "/rt/status/underruns": "i", "/rt/status/latency_ms": "f", "/rt/status/model": "s", "/rt/status/clients": "i",
        "/rt/latents": "f" * 12 + "...", "/rt/model": "s", "/rt/record/start": "s?", "/rt/record/stop": "",
    }.items():  # fmt: skip
        assert rows[address]["types"] == types


def test_what_is_listed_is_found_and_what_is_sent_is_not_received(registry: Registry) -> None:
    addresses = Addresses(registry)
    for entry in entries(registry):
        if entry.act is not None:
            assert addresses.find(entry.address) == [addresses.by_address[entry.address]]
        else:
            with pytest.raises(OscError, match="sent by the instrument"):
                addresses.find(entry.address)
    for unknown in ("/rt/notes", "/rt", "/", "/rt/param", "/rt/param/gain/", "/rt/param/none", "/rt/zz*", "/rt/error*"):
        with pytest.raises(OscError, match="nothing answers"):
            addresses.find(unknown)


def test_patterns_find_all_they_match(registry: Registry) -> None:
    addresses = Addresses(registry)
    for _ in range(2):  # the second time from memory
        found = sorted(entry.address for entry in addresses.find("/rt/{latent,style}/{1*,piano}"))
        assert found == ["/rt/latent/1", "/rt/latent/10", "/rt/latent/11", "/rt/style/piano"]
    assert len(addresses.find("/rt/param/*")) == sum("/" not in parameter.name for parameter in registry)
    assert next(e.address for e in addresses.find("/rt/param/chroma/?#")) == "/rt/param/chroma/C#"


def test_the_memory_for_patterns_is_bounded(registry: Registry) -> None:
    addresses = Addresses(registry)
    for i in range(2000):
        with pytest.raises(OscError):
            addresses.find(f"/rt/{i}*")
    assert len(addresses._patterns) <= 256


def test_arguments(registry: Registry) -> None:
    find = Addresses(registry).by_address
    gain, xy, seed, reset = (find[f"/rt/{name}"] for name in ("param/gain", "xy", "seed", "reset"))
    assert [gain.bind((a,)) for a in (0.5, 3, True, False)] == [(0.5,), (3,), (1,), (0,)]
    assert seed.bind((7.9,)) == (7,) and seed.bind((1e300,)) == (int(1e300),)
    assert reset.bind(()) == () and reset.bind((1.0,)) == () and reset.bind((0.0,)) is None  # the button's release
    assert find["/rt/subscribe"].bind(()) == () and find["/rt/subscribe"].bind((9001.0,)) == (9001,)
    assert find["/rt/latents"].bind((1.0,) * 5) == (1.0,) * 5
    model, record = find["/rt/model"], find["/rt/record/start"]
    assert model.bind(("seven",)) == ("seven",) and record.bind(("a take",)) == ("a take",)
    pressed = ((), (1.0,), (True,), (None,))  # a button too; OSCQuery presses it with nil
    assert [record.bind(arguments) for arguments in (*pressed, (0,))] == [(), (), (), (), None]
    nan, inf, latents = float("nan"), float("inf"), find["/rt/latents"]
    bad: list[tuple[Entry, tuple[Argument, ...]]] = [
        *((gain, arguments) for arguments in ((), (1.0, 2.0), ("1",), (None,), (b"",), (nan,), (inf,))),
        *((xy, arguments) for arguments in ((1.0,), (1.0, nan), (1.0, 1.0, 1.0))),
        *((reset, arguments) for arguments in (("now",), (1, 1), (nan,))),
        *((latents, arguments) for arguments in ((), (0.0,) * 13)),
        *((model, arguments) for arguments in ((), (1.0,), ("a", "b"), (b"a",), ("x" * 257,))),
        *((record, arguments) for arguments in ((b"a",), ("a", "b"), ("x" * 257,))),
        (seed, (inf,)),
    ]
    for entry, arguments in bad:
        with pytest.raises(OscError, match=entry.address):
            entry.bind(arguments)


def test_feedback_has_every_value_once_at_an_address_that_is_received(registry: Registry) -> None:
    addresses = Addresses(registry)
    found = readings(registry)
    keys = sorted(key for reading in found for key in reading.keys)
    automatic = [len(registry) + i for i, parameter in enumerate(registry) if parameter.automatic]
    assert keys == list(range(len(registry))) + automatic
    assert all(addresses.by_address[reading.address].act is not None for reading in found)
    assert all(addresses.by_address[reading.address].types == "f" * len(reading.keys) for reading in found)


def test_osc_pulls_in_neither_engine_nor_audio() -> None:
    code = "import sys, realtime.osc; print(*[m for m in sys.modules if m.startswith('realtime.')])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not [m for m in loaded if m.startswith(("realtime.engine", "realtime.audio", "realtime.inversion"))]
