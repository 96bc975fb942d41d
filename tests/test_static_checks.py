"""Style, types and the walls between the parts, checked by the tools that a contributor uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CHECKS = {
    "ruff": ("ruff", "check", "--no-cache", "."),
    "mypy": ("mypy",),
    "import-linter": ("lint-imports", "--no-logo"),
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_checks_have_nothing_to_say(check: str, root: Path) -> None:
    tool, *arguments = CHECKS[check]
    command = [str(Path(sys.executable).parent / tool), *arguments]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, f"{' '.join(CHECKS[check])}\n{result.stdout[-6000:]}{result.stderr[-2000:]}"
