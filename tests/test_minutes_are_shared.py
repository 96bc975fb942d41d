"""`fit --minutes` is the time of the stages that are asked for, all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import fit as fitting
from training.config import TrainConfig
from training.fit import DECODER, SHARE, STAGES, fit


@pytest.mark.parametrize("stages", [STAGES, ("composer",), ("autoencoder", "performer"), (DECODER,)])
def test_the_minutes_are_those_of_the_stages_together(
    stages: tuple[str, ...], dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {}
    monkeypatch.setattr(fitting, "_fit_stage", lambda stage, *rest: given.update({stage: rest[3].minutes}))
    fit(dataset, tmp_path / "run", TrainConfig(), minutes=6.0, stages=stages)
    assert set(given) == set(stages) and sum(given.values()) == pytest.approx(6.0)
    first = stages[0]
    assert all(minutes / given[first] == pytest.approx(SHARE[s] / SHARE[first]) for s, minutes in given.items())
