"""Whose the sound is and what may be done with it: from manifests and sidecars to the model's card."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner

from realtime.bundle import data_folder
from training.cli import main
from training.config import TrainConfig
from training.ledger import load_manifest
from training.licences import check_destination, combined, destination, restrictions
from training.pieces import NOT_STATED, Piece, PrepareError
from training.prepare import prepare

RATE = 48000


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


# -- manifests ---------------------------------------------------------------------------------------------------------

ROWS = {"Übung.wav": {"style": "piano", "licence": "CC0-1.0", "title": "Übung, lang"}}
HEAD, ROW = "file,style,licence,title", 'Übung.wav,piano,CC0-1.0,"Übung, lang"'
FORMS = {
    "commas": (f"{HEAD}\n{ROW}\n", "utf-8"),
    "a byte order mark": (f"{HEAD}\r\n{ROW}\r\n", "utf-8-sig"),
    "semicolons, as Excel in half of Europe": (
        "file;style;licence;title\r\nÜbung.wav;piano;CC0-1.0;Übung, lang\r\n",
        "cp1252",
    ),
    "UTF-16 with tabs, as Excel's Unicode text": (
        "file\tstyle\tlicence\ttitle\r\nÜbung.wav\tpiano\tCC0-1.0\tÜbung, lang\r\n",
        "utf-16",
    ),
    "American, capitals, spaces": (
        'Style, File ,License,title\npiano,Übung.wav ,CC0-1.0,"Übung, lang"\n',
        "utf-8",
    ),
    "decomposed letters, as macOS writes them": (f"{HEAD}\n./U\u0308bung.wav{ROW[9:]}\n", "utf-8"),
    "empty lines and one row twice": (f"{HEAD}\n\n{ROW}\n,,,\n{ROW}\n", "utf-8"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_manifest_is_read_as_spreadsheets_write_it(form: str, tmp_path: Path) -> None:
    text, encoding = FORMS[form]
    manifest = load_manifest(write(tmp_path / "manifest.csv", text, encoding))
    assert {name: {k: row[k] for k in ("style", "licence", "title")} for name, row in manifest.rows.items()} == ROWS
    assert len(manifest.remarks) == (encoding == "cp1252")


REFUSED = {
    "no column file": ("name,style\na.wav,piano\n", r"no column 'file' \(columns: name, style\)"),
    "nothing in it": ("", "no column 'file'"),
    "a comma too many": ("file,title\na.wav,Hello, World\n", "line 2 has 3 cells for 2 columns: put quotes"),
    "a contradiction": ("file,licence\na.wav,CC0-1.0\na.wav,MIT\n", "names a.wav twice, line 3 with another licence"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_manifest_that_cannot_be_trusted_is_refused(case: str, tmp_path: Path) -> None:
    text, reason = REFUSED[case]
    with pytest.raises(PrepareError, match=reason):
        load_manifest(write(tmp_path / "manifest.csv", text))


def test_a_misspelt_column_is_remarked_upon(tmp_path: Path) -> None:
    manifest = load_manifest(write(tmp_path / "manifest.csv", "file,licens,sha256\na.wav,CC0-1.0,00\n"))
    assert manifest.remarks == ["the manifest manifest.csv has a column 'licens': did you mean 'licence'?"]


# -- from all the places where a licence may stand ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict]]:
    """A dataset of recordings whose licences stand in as many places as there are, and one's nowhere."""
    folder = tmp_path_factory.mktemp("licences")
    sounds = folder / "sounds"
    for number, name in enumerate(
        ("a/row", "a/beside", "a/above", "b/deep/spdx", "b/deep/above", "c/tagged", "c/none")
    ):
        path = sounds / f"{name}.flac"
        path.parent.mkdir(parents=True, exist_ok=True)
        with soundfile.SoundFile(path, "w", RATE, 1) as sound:
            if name.startswith("a/") or name == "c/tagged":
                sound.license, sound.artist = "Tagged-1.0", "T. Agger"
            sound.write(0.1 * np.random.default_rng(number).standard_normal(2 * RATE))
    write(sounds / "manifest.csv", "file,licence,author\na/row.flac,Row-1.0,\na/beside.flac,,R. Ow\nz/gone.flac,MIT,\n")
    write(sounds / "a/row.flac.license", "licence: Beside-1.0\nauthor: B. Eside\nattribution: thank B.\n")
    write(sounds / "a/beside.flac.licence", "Beside-2.0\n")
    write(sounds / "a/licence.txt", "# ours\nlicense: Above-1.0\nauthor: A. Bove\n")
    write(sounds / "b/license.txt", "CC BY-SA 4.0")
    write(
        sounds / "b/deep/spdx.flac.license",
        "SPDX-FileCopyrightText: 2020 S. Pdx\nSPDX-License-Identifier: CC-BY-NC-4.0\n",
    )
    result = CliRunner().invoke(main, ["prepare", str(sounds), str(folder / "data")])
    assert result.exit_code == 0, result.stderr
    pieces = json.loads((folder / "data" / "dataset.json").read_text())["pieces"]
    return folder / "data", {piece["file"]: piece for piece in pieces} | {"said": {"": result.stderr}}


def test_the_nearest_statement_wins_field_by_field(prepared: tuple) -> None:
    pieces = prepared[1]
    expected = {
        "a/row.flac": ("Row-1.0", "B. Eside", "thank B."),
        "a/beside.flac": ("Beside-2.0", "R. Ow", ""),
        "a/above.flac": ("Above-1.0", "A. Bove", ""),
        "b/deep/spdx.flac": ("CC-BY-NC-4.0", "2020 S. Pdx", ""),
        "b/deep/above.flac": ("CC BY-SA 4.0", "", ""),
        "c/tagged.flac": ("Tagged-1.0", "T. Agger", ""),
        "c/none.flac": ("", "", ""),
    }
    for file, fields in expected.items():
        assert tuple(pieces[file][name] for name in ("licence", "author", "attribution")) == fields, file


def test_the_report_says_what_is_missing_and_what_is_restricted(prepared: tuple) -> None:
    said = prepared[1]["said"][""].splitlines()
    for line in (
        "note: the manifest names 1 files that are not there: z/gone.flac",
        "licence not stated of 1 of 7: c/none.flac",
        "NO COMMERCIAL USE: b/deep/spdx.flac",
        "SHARE ALIKE: b/deep/above.flac",
    ):
        assert line in said


def test_a_manifest_of_another_folder_is_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "take.wav", 0.1 * np.random.default_rng(0).standard_normal(2 * RATE), RATE)
    write(tmp_path / "manifest.csv", "file,licence\nsounds/take.wav,MIT\n")
    with pytest.raises(
        PrepareError, match=r"names none of the 1 recordings, but sounds/take\.wav: .* such as take\.wav"
    ):
        prepare([tmp_path], tmp_path / "data")


# -- restrictions, and where a model may go ----------------------------------------------------------------------------

ASKS = {
    "CC0-1.0": "", "CC-BY-4.0": "", "MIT": "", "LicenseRef-PublicDomain-AKAI": "", "The Unlicense": "", "": "",
    "Sampling Plus 1.0": "", "Nasa public domain": "", "Handmade Andante": "",
    "CC-BY-NC-4.0": "NC", "CC BY-NC-SA 4.0": "NC SA", "cc_by_nc_nd": "NC ND", "CC-BY-SA-3.0": "SA",
    "https://creativecommons.org/licenses/by-nc-nd/4.0/": "NC ND", "Attribution NonCommercial 3.0": "NC",
    "Creative Commons Attribution-NonCommercial-ShareAlike": "NC SA", "free for non commercial use": "NC",
    "Attribution-NoDerivatives": "ND", "GPL-2.0-only": "SA", "LGPL-3.0-or-later": "SA",
    "LicenseRef-CC-BY-NC-unversioned": "NC", "CC0-1.0 AND CC-BY-NC-4.0 AND CC-BY-SA-4.0": "NC SA",
    "all rights reserved": "ARR", "(c) me. All Rights Reserved.": "ARR",
}  # fmt: skip


@pytest.mark.parametrize("licence", ASKS)
def test_what_a_licence_asks_is_understood_however_it_is_written(licence: str) -> None:
    assert set(restrictions(licence)) == set(ASKS[licence].split())


def piece(licence: str) -> Piece:
    return Piece("id", "take.wav", "style", 2.0, licence=licence)


def test_a_statement_fills_only_what_is_not_stated() -> None:
    rendered = f"{NOT_STATED} AND GPL-2.0-only"  # of a MIDI file: the notes' licence is not known, the soundfont's is
    pieces = [piece("CC0-1.0"), piece(""), piece(rendered), piece("CC0-1.0 AND MIT")]
    assert sorted(combined(pieces, "CC-BY-4.0")) == ["CC-BY-4.0", "CC0-1.0", "GPL-2.0-only", "MIT"]
    assert sorted(combined(pieces, None)) == ["CC0-1.0", "GPL-2.0-only", "MIT", NOT_STATED]


@pytest.mark.parametrize("licence", ["", f"{NOT_STATED} AND GPL-2.0-only"])
def test_models_of_unknown_licence_stay_with_their_maker(licence: str, tmp_path: Path) -> None:
    """`make` without --out gives them to nobody; with the licence stated they may go where models are given away."""
    pieces = [piece("CC0-1.0"), piece(licence)]
    with pytest.raises(PrepareError, match=r"1 of 2 recordings, the first take\.wav, state no licence.*--licence"):
        check_destination(pieces, tmp_path / "exported_models", None)
    check_destination(pieces, tmp_path / "exported_models", "all rights reserved")
    check_destination(pieces, tmp_path / "mine", None)
    assert destination(pieces, None) == data_folder() / "models"
    assert destination(pieces, "mine") == destination(pieces[:1], None) == Path("exported_models")


def test_export_asks_for_the_licence_before_anything_else(prepared: tuple, tmp_path: Path) -> None:
    """The run has nothing but its settings: the second answer shows that the first question is answered."""
    run = tmp_path / "run"
    settings = {"config": TrainConfig().to_dict(), "dataset": str(prepared[0])}
    write(run / "config.json", json.dumps(settings))
    arguments = ["export", str(run), "mine", "--out", str(tmp_path / "exported_models")]
    refused = CliRunner().invoke(main, arguments)
    assert refused.exit_code == 1 and "c/none.flac, state no licence" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1 and not (tmp_path / "exported_models").exists()
    assert "state no licence" in CliRunner().invoke(main, [*arguments, "--licence", " "]).stderr
    stated = CliRunner().invoke(main, [*arguments, "--licence", "CC-BY-4.0"])
    assert stated.exit_code == 1 and "licence" not in stated.stderr


def test_make_asks_before_the_minutes_are_spent(prepared: tuple, tmp_path: Path) -> None:
    work = prepared[0].parent / "work"
    arguments = ["make", str(prepared[0].parent / "sounds" / "c"), "--name", "mine", "--work", str(work)]
    refused = CliRunner().invoke(main, [*arguments, "--out", str(tmp_path / "exported_models")])
    assert refused.exit_code == 1 and "none.flac, state no licence" in refused.stderr.splitlines()[-1]
    assert not (work / "run").exists()
