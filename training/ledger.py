"""Who made a recording, and what may be done with it: from a manifest, from a file beside it, from its own tags.

Precedence, field by field (title, author, source, licence, attribution): the manifest's row; `take.wav.license` beside
the recording; `licence.txt` in its folder or the nearest one above, up to the folder given; what a data set's metadata
say (MusicNet); tags in the file. What nobody states stays empty: a licence is never guessed.

A sidecar is text with lines `licence: CC-BY-4.0`, `author: ...` and so on. SPDX's own (`SPDX-License-Identifier:` and
`SPDX-FileCopyrightText:`, of the REUSE specification, which the sidecar's name follows) are read as well, and one
single line without a colon is the licence. British and American spelling are the same.
"""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from training.pieces import LEDGER, PrepareError, printable

COLUMNS = ("file", "style", *LEDGER)
ALIASES = {"license": "licence", "spdx-license-identifier": "licence", "spdx-filecopyrighttext": "author",
           "copyright": "author", "artist": "author", "filename": "file", "path": "file"}  # fmt: skip
SIDECARS = (".license", ".licence")
FOLDER_FILES = ("licence.txt", "license.txt")
LONGEST_SIDECAR = 4096  # bytes: more is the text of a licence, not a statement about a recording

Rows = dict[str, dict[str, str]]


@dataclass
class Manifest:
    """rows: by file, in the manifest's order. remarks: what looked wrong but did no harm, one sentence each."""

    rows: Rows = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def normal(name: str) -> str:
    """A file's name as written by any system: forward slashes, composed letters, no leading `./`."""
    return unicodedata.normalize("NFC", name.strip().replace("\\", "/")).removeprefix("./")


def read_manifest(path: Path | None) -> Rows:
    """Rows of a manifest by their `file` column; none without one. Raises PrepareError where it is unusable."""
    return load_manifest(path).rows if path is not None else {}


def load_manifest(path: Path) -> Manifest:
    """A manifest CSV as spreadsheets write it: commas, semicolons or tabs, with or without a byte order mark.

    Raises PrepareError: unreadable, no column `file`, a row with too many cells, two rows that contradict each other.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PrepareError(f"cannot read the manifest {path} ({error.strerror}): check --manifest") from error
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise PrepareError(f"the manifest {path} is not text: save the table as CSV")
    text, manifest = "", Manifest()
    for encoding in ("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            manifest.remarks.append(f"the manifest {path.name} is not UTF-8; check the accents in names")
            continue
        break
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=lambda sign: len(set(map(_field, _cells(first, sign))) & set(COLUMNS)))
    try:
        lines = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
        header = [_field(cell) for cell in next(lines, [])]
        if "file" not in header:
            found = ", ".join(cell for cell in header if cell) or "none"
            raise PrepareError(
                f"{path} has no column 'file' (columns: {printable(found)}): name each recording relative to its folder"
            )
        _misspelt(path, header, manifest)
        for cells in lines:
            _add(path, lines.line_num, header, cells, manifest)
    except csv.Error as error:
        raise PrepareError(f"cannot read the manifest {path}: {error}") from error
    return manifest


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip(' "\r') for cell in line.split(delimiter)]


def _field(name: str) -> str:
    """A column's name without case and without what follows its first word."""
    word = (name.strip().strip('"').lower().split(" ") or [""])[0].rstrip(":")
    return ALIASES.get(word, word)


def _misspelt(path: Path, header: list[str], manifest: Manifest) -> None:
    for name in header:
        near = difflib.get_close_matches(name, COLUMNS, n=1, cutoff=0.75) if name not in COLUMNS else []
        if near and near[0] not in header:
            manifest.remarks.append(f"the manifest {path.name} has a column '{name}': did you mean '{near[0]}'?")


def _add(path: Path, line: int, header: list[str], cells: list[str], manifest: Manifest) -> None:
    if not any(cell.strip() for cell in cells):
        return
    if any(cell.strip() for cell in cells[len(header) :]):
        raise PrepareError(
            f"{path}, line {line} has {len(cells)} cells for {len(header)} columns: put quotes around what holds commas"
        )
    row: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        row.setdefault(name, " ".join(printable(cell.replace("\n", " ")).split()))
    name = normal(cells[header.index("file")]) if header.index("file") < len(cells) else ""
    if not name:
        manifest.remarks.append(f"the manifest {path.name}, line {line} names no file")
        return
    row["file"] = name
    before = manifest.rows.setdefault(name, row)
    other = [key for key in COLUMNS if before.get(key, "") != row.get(key, "")]
    if other:
        raise PrepareError(
            f"{path} names {printable(name)} twice, line {line} with another {other[0]}: keep the row that is true"
        )


def read_sidecar(path: Path) -> dict[str, str]:
    """What a sidecar states, by field; nothing where it cannot be read or says nothing of the kind."""
    try:
        data = path.read_bytes()[: LONGEST_SIDECAR + 1]
    except OSError:
        return {}
    lines = [line.strip() for line in data[:LONGEST_SIDECAR].decode("utf-8-sig", "replace").splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    said: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon and _field(name) in LEDGER and value.strip():
            said.setdefault(_field(name), printable(value.strip()))
    if not said and len(lines) == 1 and len(data) <= LONGEST_SIDECAR and not re.match(r"[\w-]+:(?!//)", lines[0]):
        return {"licence": printable(lines[0])}
    return said


def sidecar_of(file: Path) -> Path | None:
    """The sidecar of one file, if it has one."""
    return next((path for s in SIDECARS if (path := file.with_name(file.name + s)).is_file()), None)


def folder_statement(folder: Path, root: Path, cache: dict[Path, dict[str, str]]) -> dict[str, str]:
    """What the nearest licence.txt says, from `folder` up to `root`. cache: of earlier answers."""
    if folder not in cache:
        said = next((s for name in FOLDER_FILES if (s := read_sidecar(folder / name))), {})
        if not said and folder != root and root in folder.parents:
            said = folder_statement(folder.parent, root, cache)
        cache[folder] = said
    return cache[folder]


def statements(file: Path, root: Path, row: dict[str, str], cache: dict[Path, dict[str, str]]) -> dict[str, str]:
    """Every field of the ledger, "" where neither the manifest nor a sidecar states it."""
    sidecar = sidecar_of(file)
    beside = read_sidecar(sidecar) if sidecar else {}
    above = folder_statement(file.parent, root, cache)
    return {name: row.get(name) or beside.get(name) or above.get(name) or "" for name in LEDGER}
