"""`prepare` takes any folder: what it can use it uses, of the rest it says what is wrong and what helps."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner
from mortal import mortal

import training.decoding
from realtime.features import FeatureSpec
from training.cli import main
from training.decoding import has_sides, load
from training.finding import find
from training.piece_arrays import CONTEXT, arrays_of, stretches
from training.pieces import PrepareError, Unusable
from training.prepare import prepare
from training.report import REMARKS, SKIPPED, troubles
from training.workers import work

RATE = 48000


def noise(seconds: float, seed: int = 1, rate: int = RATE) -> np.ndarray:
    return 0.1 * np.random.default_rng(seed).standard_normal(round(seconds * rate))


def tone(seconds: float, level: float, rate: int = RATE) -> np.ndarray:
    return level * np.sin(2.0 * np.pi * 220.0 * np.arange(round(seconds * rate)) / rate)


def same() -> np.ndarray:
    return (32767.0 * noise(2.5, seed=9)).astype(np.int16)


def bad_files(folder: Path) -> dict[str, str]:
    """Files that are no recordings, in every way that occurred to us: kind of trouble by name."""
    folder.mkdir(parents=True)
    (folder / "zero.wav").write_bytes(b"")
    (folder / "text.mp3").write_text("no music")
    (folder / "random.flac").write_bytes(np.random.default_rng(2).bytes(5000))
    soundfile.write(folder / "whole.wav", noise(3.0), RATE)
    (folder / "header.wav").write_bytes((folder / "whole.wav").read_bytes()[:30])
    (folder / "whole.wav").unlink()
    soundfile.write(folder / "cut.flac", noise(3.0), RATE)
    os.truncate(folder / "cut.flac", 100_000)
    soundfile.write(folder / "second.wav", noise(1.0), RATE)
    soundfile.write(folder / "nothing.wav", np.zeros(3 * RATE), RATE)
    soundfile.write(folder / "constant.wav", np.full(3 * RATE, 0.3), RATE)  # silence with an offset is silence
    soundfile.write(folder / "opposed.wav", np.outer(noise(3.0), [1.0, -1.0]), RATE)
    for name, value in (("nan.wav", np.nan), ("infinite.wav", np.inf)):
        samples = noise(3.0)
        samples[1000] = value
        soundfile.write(folder / name, samples, RATE, subtype="FLOAT")
    (folder / "notes.mid").write_bytes(b"MThd no notes")
    soundfile.write(folder / "copy.flac", same(), RATE)
    return {
        "zero.wav": "empty", "text.mp3": "unreadable", "random.flac": "unreadable", "header.wav": "unreadable",
        "cut.flac": "unreadable", "second.wav": "short", "nothing.wav": "silent", "constant.wav": "silent",
        "opposed.wav": "cancelled", "nan.wav": "nan", "infinite.wav": "nan", "notes.mid": "bad-midi",
        "copy.flac": "duplicate",
    }  # fmt: skip


def odd_files(folder: Path) -> dict[str, list[str]]:
    """Files that are used, with what is remarked upon, by name."""
    folder.mkdir(parents=True)
    soundfile.write(folder / "original.wav", same(), RATE)
    soundfile.write(folder / "mono\nof two lines.wav", noise(2.1, seed=3), RATE)
    soundfile.write(folder / "Übung 音 🎹.wav", noise(2.1, seed=4), RATE)
    soundfile.write(os.fsencode(folder) + b"/latin\xe9.wav", noise(2.1, seed=5), RATE, format="WAV")
    soundfile.write(folder / "clipped.wav", np.clip(tone(2.1, 3.0), -1.0, 1.0), RATE)
    soundfile.write(folder / "loud float.wav", tone(2.1, 3.0) + noise(2.1), RATE, subtype="FLOAT")  # not cut off
    soundfile.write(folder / "eight bits.wav", tone(2.1, 0.5), RATE, subtype="PCM_U8")
    soundfile.write(folder / "telephone.wav", noise(2.1, rate=8000), 8000)
    soundfile.write(folder / "surround.wav", np.stack([noise(2.1, seed=10 + n) for n in range(6)], axis=1), RATE)
    soundfile.write(folder / "four.wav", np.stack([noise(2.1, seed=20 + n) for n in range(4)], axis=1), RATE)
    soundfile.write(folder / "offset.wav", tone(2.1, 0.2) + 0.25, RATE)
    remarks = {"clipped.wav": ["clipped"], "eight bits.wav": ["coarse"], "telephone.wav": ["narrow"],
               "surround.wav": ["surround"], "four.wav": ["many-channels"], "offset.wav": ["offset"]}  # fmt: skip
    return {name: remarks.get(name, []) for name in os.listdir(folder)}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], dict[str, list[str]], str]:
    """A folder with all of them prepared by the command: dataset, what is bad, what is odd, what was said."""
    folder = tmp_path_factory.mktemp("everything")
    bad, odd = bad_files(folder / "sounds" / "waste"), odd_files(folder / "sounds" / "odd")
    (folder / "sounds" / "odd" / "loop").symlink_to(folder / "sounds")
    (folder / "sounds" / "odd" / "dangling.wav").symlink_to(folder / "nowhere.wav")
    result = CliRunner().invoke(main, ["prepare", str(folder / "sounds"), str(folder / "dataset")])
    assert result.exit_code == 0, result.output
    return folder / "dataset", bad, odd, result.stderr


def contents_of(dataset: Path) -> dict:
    return json.loads((dataset / "dataset.json").read_text(encoding="utf-8"))


def test_what_cannot_be_used_is_named_once_with_its_reason(everything: tuple) -> None:
    dataset, bad, _, said = everything
    skipped = contents_of(dataset)["skipped"]
    assert {entry["file"]: entry["kind"] for entry in skipped} == {f"waste/{name}": kind for name, kind in bad.items()}
    report = (dataset / "report.txt").read_text(encoding="utf-8").splitlines()
    for name in bad:
        assert len([line for line in report if line.startswith(f"skipped: waste/{name} ")]) == 1
    assert said.splitlines()[-1].endswith(f"; {len(bad)} skipped")
    for kind in set(bad.values()):  # one line a kind, however many files
        assert len([line for line in said.splitlines() if line.startswith(f"skipped, {SKIPPED[kind]}")]) == 1


def test_what_can_be_used_is_used_whatever_its_name_and_form(everything: tuple) -> None:
    dataset, _, odd, said = everything
    pieces = contents_of(dataset)["pieces"]
    assert {piece["file"].removeprefix("odd/"): piece["remarks"] for piece in pieces} == odd  # the loop adds nothing
    for piece in pieces:
        assert np.load(dataset / "frames" / f"{piece['id']}.npy").shape == (
            int(piece["seconds"] * RATE) // 256 + 1,
            128,
        )
        assert piece["title"].isprintable() and piece["title"].encode()
    for kind in {kind for kinds in odd.values() for kind in kinds}:
        assert REMARKS[kind] in said
    assert "(its last tenth is kept" not in said  # eleven files
    by_file = {piece["file"]: piece for piece in pieces}
    assert by_file["odd/surround.wav"]["stereo"] and not by_file["odd/four.wav"]["stereo"]


def test_a_dataset_holds_the_arrays_of_its_pieces_and_nothing_else(everything: tuple) -> None:
    dataset = everything[0]
    ids = {piece["id"] for piece in contents_of(dataset)["pieces"]}
    for kind in ("frames", "frames_low", "descriptors"):
        assert {file.name for file in (dataset / kind).iterdir()} == {f"{name}.npy" for name in ids}
    assert {file.name for file in dataset.iterdir() if file.is_file()} == {"dataset.json", "report.txt"}


def test_an_offset_is_taken_out_and_does_not_count_as_loudness(everything: tuple) -> None:
    dataset = everything[0]
    piece = next(p for p in contents_of(dataset)["pieces"] if p["file"] == "odd/offset.wav")
    loudness = np.load(dataset / "descriptors" / f"{piece['id']}.npy")[100:-100, 0]
    assert loudness == pytest.approx(20 * np.log10(0.2) - 3.01, abs=0.1)  # with the offset: -11.4 dBFS


def test_thousands_of_files_make_one_sentence() -> None:
    skipped = [{"file": f"{n}.wav", "kind": "empty", "reason": "is empty (0 bytes)"} for n in range(10_000)]
    assert troubles([], skipped, []) == [
        f"skipped, {SKIPPED['empty']} (10000): 0.wav, 1.wav, 2.wav, 3.wav, 4.wav and 9995 more, see report.txt"
    ]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs to become somebody who may not read")
def test_a_folder_that_may_not_be_read_is_named_and_the_rest_is_found() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "closed").mkdir(mode=0o700)
        soundfile.write(folder / "open.wav", noise(2.1), RATE)
        os.seteuid(65534)
        try:
            found = find([folder])
        finally:
            os.seteuid(0)
    assert [source.relative for source in found.sources] == ["open.wav"]
    assert len(found.remarks) == 1 and "closed" in found.remarks[0] and "Permission denied" in found.remarks[0]


# -- long files --------------------------------------------------------------------------------------------------------


def test_a_recording_in_stretches_has_the_frames_of_the_whole() -> None:
    """Measured: identical. A BLAS may round a matrix of another shape otherwise, by a step of float16 (0.016)."""
    rng = np.random.default_rng(0)
    audio = np.asarray(0.1 * rng.standard_normal((RATE * 9 + 77, 2)), np.float32)
    spec = FeatureSpec()
    whole = arrays_of(audio, 0, spec, True, None)
    parts: dict[str, list[np.ndarray]] = {kind: [] for kind in whole}
    for block, first, skip, keep in stretches(audio, spec.hop, 500):
        assert len(block) <= (512 + 2 * CONTEXT) * spec.hop
        for kind, rows in arrays_of(block, first, spec, True, None).items():
            rate = 2 if kind == "frames_low" else 1
            parts[kind].append(rows[rate * skip : rate * (skip + keep) if keep else None])
    for kind, rows in whole.items():
        together = np.concatenate(parts[kind])
        assert together.shape == rows.shape
        assert np.abs(together.astype(np.float32) - rows.astype(np.float32)).max() < 0.02, kind


def test_a_long_recording_lies_on_disk_and_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soundfile.write(tmp_path / "take.flac", np.stack([noise(7.0, 1), noise(7.0, 2)], axis=1) + 0.05, 44100)
    short = load(tmp_path / "take.flac", RATE, tmp_path)
    monkeypatch.setattr(training.decoding, "IN_MEMORY_S", 1.0)
    long = load(tmp_path / "take.flac", RATE, tmp_path)
    assert isinstance(long.audio, np.memmap) and not isinstance(short.audio, np.memmap)
    assert long.sha256 == short.sha256 and np.array_equal(long.audio, short.audio)
    assert has_sides(long.audio) and os.listdir(tmp_path) == ["take.flac"]


def test_surround_is_mixed_as_broadcasters_do(tmp_path: Path) -> None:
    """ITU-R BS.775: centre and surrounds 3 dB below the front, no LFE (here all 3 dB lower still)."""
    channels = np.stack([noise(2.1, seed=30 + n) for n in range(6)], axis=1)
    soundfile.write(tmp_path / "all.wav", channels, RATE, subtype="FLOAT")
    left, right, centre, _, left_back, right_back = channels.T
    mixed = np.stack([left + (centre + left_back) / 2**0.5, right + (centre + right_back) / 2**0.5], axis=1) / 2**0.5
    # An offset of up to 1e-3 may be taken out.
    np.testing.assert_allclose(load(tmp_path / "all.wav", RATE).audio, mixed, atol=2e-3)


# -- trouble on the way ------------------------------------------------------------------------------------------------


def test_a_file_that_kills_its_process_is_the_only_one_lost() -> None:
    names = ["a", "kill", "b", "wrong", "c"]
    results = dict(work(mortal, names, workers=1))
    assert {name: results[name] for name in "abc"} == {"a": "A", "b": "B", "c": "C"}
    assert isinstance(results["kill"], Unusable) and results["kill"].kind == "crashed"
    assert type(results["wrong"]) is ValueError
    assert set(results) == set(names)


def test_processes_that_never_work_end_the_search_for_the_file_to_blame() -> None:
    with pytest.raises(PrepareError, match="the processes that decode end before they do anything"):
        list(work(mortal, [f"kill {n}" for n in range(100)], workers=1))


def times(dataset: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mtime_ns for file in (dataset / "descriptors").glob("*.npy")}


def test_a_full_disk_keeps_what_is_finished_and_a_repeated_call_goes_on(full_disk: Path, tmp_path: Path) -> None:
    """A piece of 2.1 s of mono takes 0.35 MB, the disk has 1 MB."""
    (tmp_path / "sounds").mkdir()
    for n in range(4):
        soundfile.write(tmp_path / "sounds" / f"{n}.wav", noise(2.1, n), RATE)
    with pytest.raises(
        PrepareError, match=r"No space left on device\. What is finished is kept \([12] of .* make room"
    ):
        prepare([tmp_path / "sounds"], full_disk / "dataset", workers=1)
    finished = times(full_disk / "dataset")
    assert finished and not list(full_disk.rglob("*.part")) and not (full_disk / "dataset" / "dataset.json").exists()
    subprocess.run(["mount", "-o", "remount,size=20m", str(full_disk)], check=True)
    contents = prepare([tmp_path / "sounds"], full_disk / "dataset", workers=1)
    assert len(contents["pieces"]) == 4 and not contents["skipped"]
    after = times(full_disk / "dataset")
    journalled = {name for name in finished if after[name] == finished[name]}
    assert journalled, "all was done again"


def test_interrupted_changed_and_deleted_recordings(tmp_path: Path) -> None:
    sounds, dataset = tmp_path / "sounds", tmp_path / "dataset"
    sounds.mkdir()
    for n in range(6):
        soundfile.write(sounds / f"{n}.wav", noise(2.1 if n < 1 else 12.0, n), RATE)
    command = [sys.executable, "-m", "training", "prepare", str(sounds), str(dataset)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60.0
    journal = dataset / "journal.jsonl"
    while not (journal.exists() and '"file"' in journal.read_text()) and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in said
    assert not list(dataset.rglob("*.npy.part")) and not (dataset / "dataset.json").exists()
    # What its process had written, but nobody had noted down yet, is done again.
    noted = {json.loads(line)["file"] for line in journal.read_text().splitlines() if '"file"' in line}
    first = times(dataset)
    assert 1 <= len(noted) <= len(first) < 6

    for n in range(2, 6):
        (sounds / f"{n}.wav").unlink()
    contents = prepare([sounds], dataset, workers=1)
    assert [piece["file"] for piece in contents["pieces"]] == ["0.wav", "1.wav"]
    second = times(dataset)
    same = {name for name in set(first) & set(second) if first[name] == second[name]}
    assert len(second) == 2 and len(same) >= len(noted & {"0.wav", "1.wav"}) >= 1
    assert not list(dataset.rglob("*.part"))

    soundfile.write(sounds / "1.wav", noise(2.2, seed=77), RATE)
    (sounds / "1.wav").with_name("licence.txt").write_text("CC0-1.0\n")
    contents = prepare([sounds], dataset, workers=1)
    third = times(dataset)
    kept = set(second) & set(third)
    assert len(third) == 2 and len(kept) == 1 and all(third[name] == second[name] for name in kept)
    assert [piece["licence"] for piece in contents["pieces"]] == ["CC0-1.0"] * 2  # the ledger is always read anew
    assert [piece["seconds"] for piece in contents["pieces"]] == [2.1, 2.2]


def test_sound_of_a_kind_that_is_not_read_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "memo.m4a").write_bytes(b"sound from a telephone")
    with pytest.raises(PrepareError, match=r"no recordings in .*; 1 files of a kind .* such as memo\.m4a: convert"):
        find([tmp_path])


def test_nothing_usable_makes_no_dataset_and_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "sounds").mkdir()
    (tmp_path / "sounds" / "zero.wav").write_bytes(b"")
    result = CliRunner().invoke(main, ["prepare", str(tmp_path / "sounds"), str(tmp_path / "new" / "dataset")])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("realtime-train: none of 1 files could be used, see above")
    assert os.listdir(tmp_path) == ["sounds"]
