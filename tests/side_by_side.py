"""The suite in two processes at once, one of which plays while the other computes.

Tests that play in real time, or measure how long something takes, would disturb one another: all of them run in one
process, one after the other. A test is such a test if it uses a fixture of `PLAYING` or carries the marker `real_time`.
Whatever only computes runs in the other process, file by file, so that a file's fixtures are made once; and in the
first one as well when that has finished.

The processes are pytest-xdist's, two for the whole suite (the real-time half of it cannot be divided), none for a
selection of tests or on a single processor. `-n 0` and `-n 2` ask for one or the other.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

REAL_TIME = "real_time"
PLAYING = {"playing", "jack_server"}
WITHOUT_KERNELS = ("test_features_transform.py", "test_static_checks.py")  # 35 s of work, as long as compiling takes
NICENESS = 5  # of the process that only computes

_folder = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def is_worker(config: pytest.Config) -> bool:
    """Whether this is one of two processes, not the one that started them."""
    return hasattr(config, "workerinput")


def is_real_time(item: pytest.Item) -> bool:
    return item.get_closest_marker(REAL_TIME) is not None or not PLAYING.isdisjoint(getattr(item, "fixturenames", ()))


# -- in the process that starts the two -------------------------------------------------------------------------------


@pytest.hookimpl(tryfirst=True)  # before xdist looks at what is asked for in the same hook
def pytest_cmdline_main(config: pytest.Config) -> None:
    option = config.option
    if getattr(option, "numprocesses", 0) is None and not option.usepdb:  # xdist is there, and -n was not given
        selected = option.keyword or option.markexpr or getattr(option, "lf", False) or option.collectonly
        whole = not selected and all(Path(config.invocation_params.dir, argument).is_dir() for argument in config.args)
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        option.numprocesses = 2 if whole and processors > 1 and not is_worker(config) else 0
    if getattr(option, "numprocesses", 0):
        option.loadscopereorder = False  # ours is better
        os.environ["OMP_NUM_THREADS"] = "1"  # for those that start now: torch would take all processors in each


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{REAL_TIME}: plays or measures in real time: never beside another such test")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Each of them is told where to write down which tests play."""
    stash = node.config.stash
    if _folder not in stash:
        stash[_folder] = tempfile.TemporaryDirectory()
    node.workerinput[REAL_TIME] = str(Path(stash[_folder].name, REAL_TIME))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadScopeScheduling

    class Scheduler(LoadScopeScheduling):
        """What it calls a scope stays in one process. Here: all that plays, and of the rest each file."""

        playing: frozenset[str] = frozenset()

        def schedule(self) -> None:
            self.playing = frozenset(json.loads(Path(config.stash[_folder].name, REAL_TIME).read_text()))
            super().schedule()

        def _split_scope(self, nodeid: str) -> str:
            return REAL_TIME if nodeid in self.playing else nodeid.partition("::")[0]

    return Scheduler(config, log)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _folder in config.stash:
        config.stash[_folder].cleanup()


# -- in each of the two -----------------------------------------------------------------------------------------------


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What plays comes first, and with it the kernels are compiled; the other begins with what needs none."""
    if is_worker(config):
        items.sort(key=lambda item: (not is_real_time(item), item.path.name not in WITHOUT_KERNELS))
        file = Path(config.workerinput[REAL_TIME])  # type: ignore[attr-defined]
        written = file.with_name(config.workerinput["workerid"])  # type: ignore[attr-defined]
        written.write_text(json.dumps([item.nodeid for item in items if is_real_time(item)]))
        written.replace(file)


@pytest.fixture(scope="module", autouse=True)
def compiled_once(request: pytest.FixtureRequest) -> None:
    """Nothing that needs kernels begins to compile them while the other process does."""
    if is_worker(request.config) and request.path.name not in WITHOUT_KERNELS:
        with suppress(subprocess.CalledProcessError):  # a test that needs it will say so
            request.getfixturevalue("compiled")


@cache
def give_way() -> None:
    """To the process that plays, from now on."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if is_worker(item.config) and not is_real_time(item):
        give_way()
