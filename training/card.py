"""CARD.md: where a model's sound comes from, under which licences, and how well it works."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from realtime.bundle import Bundle
from training.dataset import Dataset
from training.licences import parts_of, restrictions
from training.pieces import NOT_STATED

USUAL = (
    "Textures, slow harmony, notes from C2 to B6, playing by descriptors (loudness, weight of the spectrum, noisiness, "
    "attacks, pitch classes) and by style. Not a sampler: a note sounds as in the recordings on the whole, not as one "
    "of them; it does not sing words."
)


def write_card(
    path: Path,
    bundle: Bundle,
    dataset: Dataset,
    licence: str | None,
    base: dict[str, Any] | None = None,
    about: str | None = None,
) -> None:
    """licence: what the trainer stated for recordings whose manifest states none. base: what the run's settings say of
    the model whose weights it began with. about: what it is good for and what not, instead of the usual."""
    recorded = [piece for piece in dataset.pieces if not piece.semitones]
    minutes = sum(piece.seconds for piece in recorded) / 60.0
    speeds = sorted({piece.semitones for piece in dataset.pieces if piece.semitones})
    varied = f" (some also {' and '.join(f'{s:+g}' for s in speeds)} semitones faster or slower)" if speeds else ""
    lines = [
        f"# {bundle.name}",
        "",
        f"A realtime-gen model, trained on {minutes:.0f} minutes of recordings{varied}. "
        f"Styles: {', '.join(bundle.styles)}. "
        f"{bundle.parameters / 1e6:.2f} million parameters, {bundle.features['sample_rate']} Hz, "
        f"{bundle.spec.dim} {bundle.spec.kind} values every {bundle.spec.hop} samples.",
        "",
        "## Licence",
        "",
        f"The training audio is under: {bundle.licence}. Whoever publishes sound made with this model should keep the "
        "attributions below.",
        *_warnings(bundle.licence),
        "",
        "## Good for, not good for",
        "",
        about or USUAL,
        "",
        "## Training",
        "",
        f"- minutes of training: {_pairs(bundle.training['minutes'])}",
        f"- optimiser steps: {_pairs(bundle.training['steps'])}",
        f"- validation loss (pieces held out): {_pairs(bundle.training['validation'])}",
        f"- largest difference between torch and ONNX over 1000 steps: {_pairs(bundle.training['parity'])}",
        f"- settings: {_pairs(bundle.training['config'])}",
        "",
        "## Recordings",
        "",
        "| title | author | style | seconds | licence | attribution | source |",
        "|---|---|---|---|---|---|---|",
    ]
    for piece in recorded:
        cells = (piece.title, piece.author, piece.style, f"{piece.seconds:.0f}", " AND ".join(parts_of(piece, licence)),
                 piece.attribution, piece.source)  # fmt: skip
        lines.append("| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |")
    if base:
        lines += [
            "",
            f"The training began with the weights of the model {base['name']}, which was trained on recordings under "
            f"{base['licence']}:",
            "",
            base["recordings"],
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _warnings(licence: str) -> list[str]:
    lines = []
    if NOT_STATED in licence.split(" AND "):
        lines.append("\n**THE LICENCE OF SOME RECORDINGS IS NOT STATED: keep this model and its sound to yourself.**")
    lines += [f"\n**{meaning.upper()}: some of the recordings are under a licence that asks this ({key}).**"
              for key, meaning in restrictions(licence).items()]  # fmt: skip
    return lines


def _pairs(values: dict[str, object]) -> str:
    return ", ".join(f"{key} {value:.2g}" if isinstance(value, float) and value < 0.01 else f"{key} {value}"
                     for key, value in values.items())  # fmt: skip
