"""The suite in two processes at once, one of which keeps what must not be disturbed.

A test that plays in real time, or measures how long something takes, is in the group `real_time`: all of those run in
one process, one after the other, and whatever only computes runs in the other. A test belongs to the group if it uses a
fixture that plays (`PLAYING`) or carries the marker `real_time`. All other tests of a file stay together, so that its
fixtures are made once. The processes are pytest-xdist's: `-n auto --dist loadgroup` in pyproject.toml.

Two, since the group takes half of the time and cannot be divided. A selection of tests, or a machine with one
processor, has one process as ever; `-n 0` has one, `-n 2` two for any tests.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

REAL_TIME = "real_time"
PLAYING = {"playing", "jack_server"}
WITHOUT_KERNELS = ("test_static_checks.py", "test_features_transform.py", "test_training_pipeline.py")


def is_worker(config: pytest.Config) -> bool:
    """Whether this process is one of several."""
    return hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{REAL_TIME}: plays or measures in real time: never beside another such test")
    if getattr(config.option, "numprocesses", None):
        os.environ["OMP_NUM_THREADS"] = "1"  # for those that start now: torch would take all processors in each


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """What `-n auto` means."""
    selected = config.option.keyword or config.option.markexpr or config.getoption("lf", False)
    whole = not selected and all(Path(config.invocation_params.dir, argument).is_dir() for argument in config.args)
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 2 if whole and processors > 1 else 0


def is_real_time(item: pytest.Item) -> bool:
    return item.get_closest_marker(REAL_TIME) is not None or not PLAYING.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(tryfirst=True)  # xdist reads the groups in the same hook
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Groups, and their order: the kernels are compiled in one process while the other checks what needs none."""
    if not is_worker(config):
        return
    for item in items:
        if is_real_time(item):
            item.add_marker(pytest.mark.xdist_group(REAL_TIME))
    items.sort(key=lambda item: (not is_real_time(item), item.path.name not in WITHOUT_KERNELS))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadGroupScheduling

    class ByGroupAndFile(LoadGroupScheduling):
        def _split_scope(self, nodeid: str) -> str:
            """The group of a test that has one, else its file."""
            return str(super()._split_scope(nodeid)).partition("::")[0]

    return ByGroupAndFile(config, log)


@pytest.fixture(scope="module", autouse=True)
def compiled_once(request: pytest.FixtureRequest) -> None:
    """Nothing that needs kernels begins to compile them while the other process does."""
    if is_worker(request.config) and request.path.name not in WITHOUT_KERNELS:
        request.getfixturevalue("compiled")
