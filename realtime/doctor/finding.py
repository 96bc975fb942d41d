"""One line of the doctor's report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

OK, WARNING, PROBLEM = "ok", "warning", "problem"


class Finding(NamedTuple):
    """topic: what was looked at. status: "ok", "warning" (it plays, less safely) or "problem" (it does not play).

    finding: how things stand. remedy: what to do about it, in one sentence; empty when all is well.
    """

    topic: str
    status: str
    finding: str
    remedy: str = ""


def ok(topic: str, finding: str) -> Finding:
    return Finding(topic, OK, finding)


def warning(topic: str, finding: str, remedy: str) -> Finding:
    return Finding(topic, WARNING, finding, remedy)


def problem(topic: str, finding: str, remedy: str) -> Finding:
    return Finding(topic, PROBLEM, finding, remedy)


def halves(sentence: str, remedy: str = "see `realtime-gen --help`") -> tuple[str, str]:
    """What is wrong, and what to do: the two halves of our own error messages, which a colon divides."""
    fault, _, advice = sentence.rpartition(": ")
    return (fault, advice) if fault else (sentence, remedy)


def can_play(findings: Iterable[Finding]) -> bool:
    """Whether nothing stands in the way."""
    return all(finding.status != PROBLEM for finding in findings)


def read(path: str | Path) -> str | None:
    """A file of /proc or /sys, stripped; None where it is not, or not for us (containers, other kernels)."""
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return None
