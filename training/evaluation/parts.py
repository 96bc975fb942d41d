"""What an evaluation consists of, and how much it listens to."""

from __future__ import annotations

from dataclasses import dataclass

PARTS = ("reconstruction", "frechet", "rhythm", "control", "novelty", "stability")


@dataclass(frozen=True)
class Budget:
    """How much is listened to.

    clips, clip_s: recordings of a style, and seconds of each; trains, train_s: the same of the training recordings.
    runs, run_s: free runs of a style. steps: of each control's sweep. long_s: of the run for stability.
    styles: of more, the rest is only reconstructed. independent: also with librosa, which a new machine compiles first.
    """

    clips: int
    clip_s: float
    trains: int
    train_s: float
    runs: int
    run_s: float
    steps: int
    long_s: int
    styles: int = 64
    independent: bool = True


BUDGETS = {
    "quick": Budget(2, 10.0, 3, 10.0, 1, 12.0, 4, 10, styles=2, independent=False),
    "normal": Budget(4, 30.0, 8, 40.0, 6, 14.0, 8, 180),
    "thorough": Budget(64, 120.0, 64, 600.0, 4, 90.0, 16, 900),
}
