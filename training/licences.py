"""What licences forbid, read from what people write, and which models may lie where models are given away."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from realtime.bundle import data_folder
from training.pieces import NOT_STATED, Piece, PrepareError

log = logging.getLogger(__name__)

GIVEN_AWAY = "exported_models"  # folders of this name are in the wheel, in the repository, in what people pass on

# key -> (meaning, pattern). SPDX ("CC-BY-NC-SA-4.0"), prose ("CC BY-NC-SA 4.0"), full names, addresses.
RESTRICTIONS = {
    "NC": ("no commercial use", r"\bnc\b|non[\s-]?commercial"),
    "SA": ("share alike", r"\bsa\b|share[\s-]?alike|\b[al]?gpl|\bgnu\b|copyleft|odbl"),
    "ND": ("no derivatives", r"\bnd\b|no[\s-]?deriv"),
    "ARR": ("all rights reserved", r"all rights reserved|proprietary|unlicen[sc]ed\b"),
}


def restrictions(licence: str) -> dict[str, str]:
    """{key: meaning} of what a licence, or several joined with AND, asks beyond naming the authors."""
    text = re.sub(r"[_/.,;()]+", " ", licence.lower())
    text = re.sub(r"-(?=\w)", " ", text) + " " + text
    return {key: meaning for key, (meaning, pattern) in RESTRICTIONS.items() if re.search(pattern, text)}


def parts_of(piece: Piece, stated: str | None) -> list[str]:
    """The licences of one recording, `stated` (or NOT_STATED) for what its makers did not say."""
    parts = (piece.licence or NOT_STATED).split(" AND ")
    return [stated or part if part == NOT_STATED else part for part in parts]


def combined(pieces: Iterable[Piece], stated: str | None) -> list[str]:
    """Every licence of the recordings, most used first."""
    counts: Counter[str] = Counter()
    for piece in pieces:
        counts.update(part for licence in parts_of(piece, stated) for part in licence.split(" AND "))
    return [licence for licence, _ in counts.most_common()]


def unstated(pieces: Iterable[Piece]) -> list[str]:
    """Files of the recordings of which the licence, or a part of it, is not stated."""
    return [piece.file for piece in pieces if NOT_STATED in parts_of(piece, None)]


def check_destination(pieces: list[Piece], out: Path, stated: str | None) -> None:
    """Raise PrepareError if a model of these recordings must not go to `out`: its licence is not known."""
    missing = unstated(pieces)
    if missing and not stated and out.resolve().name == GIVEN_AWAY:
        raise PrepareError(
            f"{len(missing)} of {len(pieces)} recordings, the first {missing[0]}, state no licence, and models in "
            f"{out} are given away: state it with --licence (such as CC-BY-4.0, or 'all rights reserved' for your own "
            "recordings), in manifest.csv or in licence.txt beside them, or choose another folder with --out"
        )


def destination(pieces: list[Piece], stated: str | None) -> Path:
    """Where `make` puts a model when not told: with the models that are given away if every licence is known, else
    with the user's own, where `realtime-gen --model NAME` finds it too.

    A musician's own recordings need no paperwork to be played; nobody but the musician should get hold of them by
    accident.
    """
    if stated or not unstated(pieces):
        return Path(GIVEN_AWAY)
    own = data_folder() / "models"
    log.info("no licence is stated of %d recordings: the model stays with your own, in %s", len(unstated(pieces)), own)
    return own
