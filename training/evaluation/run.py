"""An evaluation from beginning to end: what is read, what is played, and what is made of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from realtime.bundle import Model, load_model
from training.evaluation import control, frechet, novelty, plots, reconstruction, rhythm, stability
from training.evaluation.material import Clip, read_clips
from training.evaluation.parts import BUDGETS, PARTS, Budget
from training.evaluation.playing import WARM_S, Instrument
from training.pieces import PrepareError

log = logging.getLogger(__name__)


def evaluate(
    name: str | Path,
    reference: Path,
    train: Path | None = None,
    parts: Sequence[str] = PARTS,
    budget: Budget = BUDGETS["normal"],
    pictures: Path | None = None,
    seed: int = 1,
    hours: float | None = None,
) -> dict[str, Any]:
    """Measure a model.

    name: of the model, or its folder. reference: recordings it was not trained on, style by sub-folder or manifest.
    train: those it was trained on; without them novelty is left out, and the reference is compared with itself.
    pictures: folder for plots and, below novelty/, for what was found too near. hours: of the run for stability,
    instead of the budget's.

    Returns {styles, frechet, rhythm, control, novelty, stability, made}, without the parts that were not asked for; a
    part that could not be measured is {}. Raises ModelError, PrepareError.
    """
    return _Evaluation(load_model(name), reference, train, budget, pictures, seed).run(parts, hours)


class _Evaluation:
    def __init__(
        self, model: Model, reference: Path, train: Path | None, budget: Budget, pictures: Path | None, seed: int
    ) -> None:
        self.model, self.budget, self.pictures, self.seed = model, budget, pictures, seed
        self.remarks: list[str] = []
        self.reference = self._own(read_clips(reference, budget.clip_s, budget.clips))
        if not self.reference:
            raise PrepareError(f"none of the recordings in {reference} can be used: give WAV, FLAC, OGG or MP3 files")
        known = [style for style in model.bundle.styles if style in self.reference]
        self.styles = known[: budget.styles]
        if not known:
            self.remarks.append(
                f"The reference has none of the styles {', '.join(model.bundle.styles)}: only reconstruction and "
                "stability were measured."
            )
        elif len(known) > len(self.styles):
            self.remarks.append(f"Only the styles {', '.join(self.styles)} were played: this was a quick evaluation.")
        self.train: dict[str, list[Clip]] | None = None
        if train is not None:
            self.train = self._own(read_clips(train, budget.train_s, budget.trains))
        self.made = {
            "date": time.strftime("%Y-%m-%d"), "model": model.bundle.name, "reference": reference.name,
            "train": train.name if train is not None else None, "seeds": [seed + i for i in range(budget.runs)],
            "rendered_s": 0.0, "unheard_s": WARM_S, "left_out": self.remarks,
        }  # fmt: skip
        self._instrument: Instrument | None = None
        self._runs: dict[str, list[Clip]] = {}

    def _own(self, clips: dict[str, list[Clip]]) -> dict[str, list[Clip]]:
        """By the model's styles: a model of one style takes recordings of any name for its own."""
        styles = self.model.bundle.styles
        if len(styles) == 1 and styles[0] not in clips:
            return {styles[0]: [clip for found in clips.values() for clip in found]}
        return clips

    @property
    def instrument(self) -> Instrument:
        if self._instrument is None:
            self._instrument = Instrument(self.model)
        return self._instrument

    @property
    def runs(self) -> dict[str, list[Clip]]:
        """Free runs by style, rendered once."""
        if not self._runs:
            for style in self.styles:
                log.info("playing %s", style)
                self._runs[style] = [
                    self.instrument.free_run(style, self.seed + i, self.budget.run_s) for i in range(self.budget.runs)
                ]
        return self._runs

    def run(self, parts: Sequence[str], hours: float | None) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for part in PARTS:
            if part not in parts:
                continue
            log.info("evaluating: %s", part)
            if part == "reconstruction":
                result["styles"] = reconstruction.measure(self.model, self.reference)
            elif part == "stability":
                result["stability"] = self._stability(hours)
            else:
                result[part] = getattr(self, f"_{part}")() if self.styles else {}
        if self.pictures is not None and self._runs:
            for style, runs in self._runs.items():
                plots.style_page(self.pictures, style, self.reference[style][0], runs[0])
        self.made["rendered_s"] = round(self.instrument.played_s, 1) if self._instrument else 0.0
        return result | {"made": self.made}

    def _frechet(self) -> dict[str, Any]:
        found = frechet.measure(self.runs, self.reference, self.train)
        if not found:
            self.remarks.append("Too little sound for a Fréchet distance.")
        return found

    def _rhythm(self) -> dict[str, Any]:
        found, intervals = rhythm.measure(self.runs, self.reference, self.train, self.budget.independent)
        if self.pictures is not None and intervals:
            plots.intervals_page(self.pictures, intervals)
        return found

    def _control(self) -> dict[str, Any]:
        found, sweeps = control.measure(self.instrument, self.styles, self.budget.steps, self.seed)
        if self.pictures is not None:
            plots.control_page(self.pictures, sweeps, found["styles"])
        return found

    def _novelty(self) -> dict[str, Any]:
        if self.train is None:
            self.remarks.append("Novelty was not measured: that needs the training recordings, with --train.")
            return {}
        pairs = self.pictures / "novelty" if self.pictures is not None else None
        found = novelty.measure(self.runs, self.reference, self.train, pairs)
        if not found:
            self.remarks.append("Novelty was not measured: the training recordings have none of the styles.")
            return {}
        if self.pictures is not None:
            plots.novelty_page(self.pictures, found["styles"])
        for row in found["styles"].values():
            del row["distances"], row["real"]
        return found

    def _stability(self, hours: float | None) -> dict[str, Any]:
        seconds = self.budget.long_s if hours is None else max(1, round(hours * 3600))
        self.instrument.start(None, self.seed)
        found, levels = stability.run(self.instrument.engine, seconds)
        if self.pictures is not None:
            plots.level_page(self.pictures, levels)
        return found
