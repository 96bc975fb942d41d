"""Parameters cross the process boundary whole: a reader sees all of a change or nothing of it, and never waits."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from realtime.bundle import Model
from realtime.desk import ValuesReader
from realtime.orders import DESKS_BYTES, desk_words
from realtime.parameters import Registry
from realtime.shared_memory import SharedMemory
from realtime.values import DESK_WORDS, VERSION, Values, apply_assignments

READER = """
import sys, time
import numpy as np
from realtime import load_model
from realtime.orders import desk_words
from realtime.desk import ValuesReader
from realtime.parameters import Registry
from realtime.shared_memory import SharedMemory
memory = SharedMemory.attach(sys.argv[1])
values = ValuesReader(Registry(load_model().bundle), desk_words(memory.buffer, 1))
names = [f"latent/{i}" for i in range(values.registry.n_latents)]
print("ready", flush=True)
seen, torn = set(), 0
while len(seen) < 2000:
    values.refresh()
    found = {values.get(name) for name in names}
    torn += len(found) > 1
    seen.add(found.pop())
print(torn, flush=True)
"""


@pytest.fixture
def registry(model: Model) -> Registry:
    return Registry(model.bundle)


@pytest.fixture
def words() -> np.ndarray:
    return np.zeros(DESK_WORDS, np.int64)


def test_no_reader_sees_half_of_a_change(registry: Registry) -> None:
    """Another process reads as fast as it can while all latents are set to one value after the other, together."""
    memory = SharedMemory.create(DESKS_BYTES)
    values = Values(registry, desk_words(memory.buffer, 1))
    latents = [f"latent/{i}" for i in range(registry.n_latents)]
    with subprocess.Popen(
        [sys.executable, "-c", READER, memory.handle], pass_fds=memory.pass_fds, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
        step = 0
        while reader.poll() is None and step < 2_000_000:
            with values.together():
                for name in latents:
                    values.set(name, (step % 8000) / 1000.0 - 4.0)
            step += 1
        assert reader.stdout.read() == "0\n", "torn reads"
        assert reader.returncode == 0


def test_a_reader_has_what_was_written(registry: Registry, words: np.ndarray) -> None:
    values = Values(registry, words)
    reader = ValuesReader(registry, words)
    values.set("brightness", 3.0)
    values.set("loudness", -30.0)
    values.request_seed(77)
    values.request_reset()
    assert reader.get("brightness") == 0.0, "nothing moves before refresh"
    reader.refresh()
    assert reader.get("brightness") == 3.0
    assert not reader.is_automatic("loudness") and reader.is_automatic("centroid")
    assert (reader.seed, reader.seed_requests, reader.resets, reader.panics) == (77, 1, 1, 0)
    assert reader.version == values.version


def test_a_writer_killed_halfway_leaves_the_last_whole_state(registry: Registry, words: np.ndarray) -> None:
    values = Values(registry, words)
    values.set("gain", -6.0)
    reader = ValuesReader(registry, words)
    words[VERSION] |= 1  # as `together` leaves it when it is killed
    values.slots[:] = -1.0
    reader.refresh()
    assert reader.get("gain") == -6.0
    Values(registry, words).set("gain", -12.0)
    reader.refresh()
    assert reader.get("gain") == -12.0


def test_another_model_takes_over_what_it_knows(model: Model, registry: Registry) -> None:
    from dataclasses import replace

    old = Values(registry)
    first, second, *_ = registry.styles
    apply_assignments(old, [("brightness", 4.0), ("latent/0", 2.0), ("centroid", 900.0), (f"style/{second}", 1.0)])

    same_styles = Values(Registry(replace(model.bundle, styles=[second, "wind", first, *registry.styles[2:-1]])))
    same_styles.take_over(old)
    assert same_styles.get("brightness") == 4.0
    assert same_styles.get("centroid") == 900.0 and not same_styles.is_automatic("centroid")
    assert same_styles.get("latent/0") == 0.0, "latents mean something else in every model"
    assert same_styles.get(f"style/{second}") == 1.0
    assert same_styles.get("style/wind") == same_styles.get(f"style/{first}") == 0.0

    other_styles = Values(Registry(replace(model.bundle, styles=[f"new {style}" for style in registry.styles])))
    other_styles.take_over(old)
    assert other_styles.get(f"style/new {first}") == 1.0, "its own beginning, when no style that plays is known"


def test_keys_cross_too_and_no_strike_is_lost_between_two_looks(registry: Registry, words: np.ndarray) -> None:
    """Nor at a change of models, where what is held stays held."""
    values, reader = Values(registry, words), ValuesReader(registry, words)
    for _ in range(3):
        values.note(60, 0.25)
        values.note(60, 0.0)
    values.note(127, 1.0)
    reader.refresh()
    assert reader.strikes[60] == 3 and reader.velocities[60] == 0.25
    assert reader.held.nonzero()[0].tolist() == [127]
    other = Values(registry)
    other.take_over(values)
    assert other.held[127] and not other.held[60]
    values.let_go()
    reader.refresh()
    assert not reader.held.any()
