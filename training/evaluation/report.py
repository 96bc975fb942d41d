"""An evaluation as text: tables for the terminal and for the model's card, which are the same tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from realtime.bundle import write_atomically
from training.evaluation.reconstruction import COLUMNS

Table = tuple[str, list[str], list[list[str]]]  # what it shows, heads, rows

PLACE = "\n## Evaluation"  # in the card, up to its end


def as_json(result: dict[str, Any]) -> str:
    return json.dumps(result, indent=1, ensure_ascii=False)


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _rows(table: dict[str, dict[str, Any]], columns: dict[str, str]) -> list[list[str]]:
    return [[name, *(_cell(row.get(key)) for key in columns)] for name, row in table.items()]


def tables(result: dict[str, Any]) -> list[Table]:
    """What was measured, one table for each part of it."""
    makers = (_reconstruction, _frechet, _rhythm, _control, _novelty, _stability)
    return [table for make in makers if (table := make(result)) is not None]


def _reconstruction(result: dict[str, Any]) -> Table | None:
    rows = {style: row for style, row in result.get("styles", {}).items() if row}
    columns = {key: head for key, head in COLUMNS.items() if any(key in row for row in rows.values())}
    return ("Reconstruction", ["style", *columns.values()], _rows(rows, columns)) if rows else None


def _frechet(result: dict[str, Any]) -> Table | None:
    found = result.get("frechet")
    if not found:
        return None
    rows = {"all": found} | found["styles"]
    flat = {name: row | row["baselines"] for name, row in rows.items()}
    columns = {"generated": "generated", "train": "train", "ratio": "ratio"} | {b: b for b in found["baselines"]}
    columns["windows"] = "windows"
    what = f"Fréchet distance to the reference; train: {found['train_is']}; then what no model is needed for"
    return (what, ["style", *columns.values()], _rows(flat, columns))


def _rhythm(result: dict[str, Any]) -> Table | None:
    found = result.get("rhythm")
    if not found:
        return None
    heads = ["style", "onsets/s", "recordings", "ratio", "held", "librosa's ratio", "IOI distance", "pauses/min",
             "recordings", "flux ratio", "chord changes/s", "recordings"]  # fmt: skip
    rows = []
    for style, row in found.items():
        made, real, ratios = row["generated"], row["reference"], row["ratios"]
        cells = [made["onset_rate"], real["onset_rate"], ratios["onset_rate"], row["onset_rate_held"],
                 ratios.get("onset_rate_librosa"), row["ioi_distance"], made["pauses_per_min"], real["pauses_per_min"],
                 ratios["flux_db"], made["chord_changes"], real["chord_changes"]]  # fmt: skip
        rows.append([style, *map(_cell, cells)])
    return ("Rhythm, generated and recordings (interval distance: nats)", heads, rows)


def _control(result: dict[str, Any]) -> Table | None:
    found = result.get("control")
    if not found:
        return None
    names = [name for name in found if name not in ("worst", "styles")]
    rows = {"all": found, "worst": found["worst"]} | found["styles"]
    what = "Control: rank correlation of asked and heard; share of pitches among the top three (note_exact: strongest)"
    return (what, ["style", *names], _rows(rows, {name: name for name in names}))


def _novelty(result: dict[str, Any]) -> Table | None:
    found = result.get("novelty")
    if not found or "styles" not in found:
        return None
    columns = {"flagged": "too near", "threshold": "threshold", "nearest": "median distance",
               "nearest_real": "of recordings", "windows": "windows"}  # fmt: skip
    what = "Novelty: windows of 2 s nearer to a training excerpt than 95 % of unheard recordings; music has 0.05"
    rows = {"all": found} | found["styles"]
    return (what, ["style", *columns.values()], _rows(rows, columns))


def _stability(result: dict[str, Any]) -> Table | None:
    found = result.get("stability")
    if not found:
        return None
    row = {
        "seconds": found["seconds"], "not a number": found["nan"], "clipped": found["clipped"],
        "longest silence s": found["silence_s"], "LUFS": found["lufs"]["mean"],
        "level of 10 s, 10 and 90 %, dB": " to ".join(f"{value:+.1f}" for value in found["drift_db"]),
        "true peak dBTP": found["true_peak_dbtp"], "nudges": sum(found["guards"].values()),
        "memory MB": " to ".join(f"{value:.0f}" for value in found["rss_mb"]),
        "likest minutes": found["repeated"]["largest"] if "repeated" in found else None,
        "RTF": found["rtf"],
    }  # fmt: skip
    return ("Stability of one long run", list(row), [list(map(_cell, row.values()))])


def made_with(result: dict[str, Any]) -> str:
    """One sentence: from what, when, with which seeds, how much of it."""
    made = result["made"]
    train = f", training recordings from {made['train']}" if made["train"] else ""
    return (
        f"{made['date']}: recordings from {made['reference']}{train}; {made['rendered_s']:.0f} s rendered with the "
        f"seeds {', '.join(map(str, made['seeds']))}. Formulas: training/evaluation/."
    )


def as_text(result: dict[str, Any]) -> str:
    """For a terminal."""
    parts = [made_with(result)]
    for what, heads, rows in tables(result):
        widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
        lines = ["  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in [heads, *rows]]
        parts.append("\n".join([what, *lines]))
    return "\n\n".join([*parts, *result["made"]["left_out"]])


def write_evaluation(model_folder: Path, result: dict[str, Any]) -> None:
    """Put the figures at the end of the card, in place of those of an earlier evaluation."""
    card = model_folder / "CARD.md"
    text = card.read_text(encoding="utf-8") if card.is_file() else ""
    lines = [text.split(PLACE)[0].rstrip("\n"), "", PLACE.strip("\n"), "", made_with(result)]
    for what, heads, rows in tables(result):
        lines += ["", f"**{what}**", "", "| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
        lines += ["| " + " | ".join(row) + " |" for row in rows]
    for remark in result["made"]["left_out"]:
        lines += ["", remark]
    write_atomically(card, "\n".join(lines) + "\n")
