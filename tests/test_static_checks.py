"""Style, types, the walls between the parts, pins and the README's commands, checked with a contributor's own tools."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

CHECKS = {
    "ruff": ("ruff", "check", "--no-cache", "."),
    "mypy": ("mypy",),
    "import-linter": ("lint-imports", "--no-logo"),
}
INSTALL = "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt"
PLAY = f"{INSTALL} . && .venv/bin/realtime-gen"
TEST = f"{INSTALL} -e '.[train,dev]' && .venv/bin/python -m pytest"


@pytest.mark.parametrize("check", CHECKS)
def test_the_checks_have_nothing_to_say(check: str, root: Path) -> None:
    tool, *arguments = CHECKS[check]
    command = [str(Path(sys.executable).parent / tool), *arguments]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, f"{' '.join(CHECKS[check])}\n{result.stdout[-6000:]}{result.stderr[-2000:]}"


# -- README and .ci/run -----------------------------------------------------------------------------------------------


def test_the_readme_has_both_commands_on_its_first_screen(root: Path) -> None:
    first_screen = (root / "README.md").read_text(encoding="utf-8").splitlines()[:40]
    assert first_screen.count(PLAY) == 1
    assert first_screen.count(TEST) == 1


def test_continuous_integration_runs_the_commands_of_the_readme(root: Path) -> None:
    """It runs the first line of README.md that each of its two patterns fits; here they are put to the same file."""
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(root / ".ci" / "run", os.X_OK)
    patterns = dict(re.findall(r"^(\w+)_command=\$\(grep -m1 -E '([^']+)' README\.md\)", script, flags=re.MULTILINE))
    assert set(patterns) == {"play", "test"}
    lines = (root / "README.md").read_text(encoding="utf-8").splitlines()
    for name, command in (("play", PLAY), ("test", TEST)):
        assert [line for line in lines if re.search(patterns[name], line)] == [command]
        assert len(re.findall(rf'bash .*-c "\${name}_command"', script)) == 1
    assert "pip install" not in script, "nothing is installed but by those commands"


def test_continuous_integration_is_sound_bash(root: Path) -> None:
    result = subprocess.run(["bash", "-n", root / ".ci" / "run"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "set -euo pipefail" in (root / ".ci" / "run").read_text(encoding="utf-8")


# -- constraints.txt --------------------------------------------------------------------------------------------------


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(name: str, extras: tuple[str, ...] = ()) -> set[tuple[str, tuple[str, ...]]]:
    """(name, its extras) of what an installed distribution needs on this machine."""
    from packaging.requirements import Requirement

    found = set()
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            found.add((canonical(requirement.name), tuple(sorted(requirement.extras))))
    return found


def installed_closure() -> dict[str, str]:
    """Version of everything that realtime-gen[train,dev] needs, by name, without local versions such as +cpu."""
    versions: dict[str, str] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    waiting = requirements("realtime-gen", ("train", "dev"))
    while waiting - seen:
        name, extras = one = (waiting - seen).pop()
        seen.add(one)
        try:
            versions[name] = distribution(name).version.partition("+")[0]
            waiting |= requirements(name, extras)
        except PackageNotFoundError:
            versions[name] = "not installed"
    return versions


def test_everything_is_pinned_to_the_version_under_test_and_nothing_else_is(root: Path) -> None:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    assert pins["torch"] == "2.13.0"
    assert not [name for name in pins if "nvidia" in name or "cuda" in name or name == "triton"]
    installed = installed_closure()
    pinned = {canonical(name): version for name, version in pins.items()}
    # On Linux x86-64 the plain build of torch asks for CUDA and Triton; its CPU build, which is tested, does not.
    installed = {n: v for n, v in installed.items() if not n.startswith(("nvidia-", "cuda-")) and n != "triton"}
    assert pinned == installed
