"""Notes that are known, from MIDI files and MusicNet's labels, become the targets; what sounds is what they say."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import mido
import numpy as np
import pytest
import soundfile

from realtime.features import FeatureSpec
from realtime.features.descriptors import NOTES
from realtime.features.notes import LOWEST_NOTE, N_NOTES
from training.evaluation.material import read_clips
from training.midi import MIDI_SUFFIXES, find_soundfont, read_notes, render
from training.musicnet import labels_of, read_labels, style_of
from training.note_labels import HELD_DB_S, Note, activations, column_of, decay_of
from training.pieces import PrepareError, Unusable
from training.prepare import decode, prepare

RATE = 48000
TICKS = 480  # a beat; at the default tempo half a second
Event = tuple[float, str, dict[str, int]]  # beats from the start

needs_fluidsynth = pytest.mark.skipif(
    shutil.which("fluidsynth") is None or find_soundfont() is None, reason="apt install fluidsynth timgm6mb-soundfont"
)


def save(path: Path, *tracks: list[Event], kind: int = 1) -> Path:
    """A MIDI file of events given in beats."""
    midi = mido.MidiFile(type=kind, ticks_per_beat=TICKS)
    for events in tracks:
        track, now = mido.MidiTrack(), 0
        for beat, name, values in sorted(events, key=lambda event: event[0]):
            make = mido.MetaMessage if name == "set_tempo" else mido.Message
            track.append(make(name, time=round(beat * TICKS) - now, **values))
            now = round(beat * TICKS)
        midi.tracks.append(track)
    path.parent.mkdir(parents=True, exist_ok=True)
    midi.save(path)
    return path


def played(beat: float, beats: float, pitch: int, velocity: int = 100, channel: int = 0) -> list[Event]:
    return [
        (beat, "note_on", {"note": pitch, "velocity": velocity, "channel": channel}),
        (beat + beats, "note_off", {"note": pitch, "channel": channel}),
    ]


def pedal(beat: float, value: int, channel: int = 0) -> Event:
    return beat, "control_change", {"control": 64, "value": value, "channel": channel}


# -- what is in a MIDI file --------------------------------------------------------------------------------------------


def heard(path: Path) -> list[tuple[float, float, int]]:
    return [(round(note.onset, 3), round(note.offset, 3), note.pitch) for note in read_notes(path)]


def test_tempo_changes_of_one_track_move_the_notes_of_all(tmp_path: Path) -> None:
    """Quarters: two at 120 a minute, then 60; the tempo stands in the first track, the notes in the others."""
    tempo = [(0.0, "set_tempo", {"tempo": 500_000}), (2.0, "set_tempo", {"tempo": 1_000_000})]
    path = save(tmp_path / "a.mid", tempo, played(0, 1, 60) + played(2, 1, 62), played(1, 3, 48, channel=1))
    assert heard(path) == [(0.0, 0.5, 60), (0.5, 3.0, 48), (1.0, 2.0, 62)]


def test_the_pedal_holds_notes_until_it_is_lifted_or_they_are_struck_again(tmp_path: Path) -> None:
    events = [
        pedal(0.0, 127),
        *played(0, 1, 60),
        *played(0, 8, 64),
        *played(2, 1, 60),
        pedal(6.0, 20),
        *played(7, 1, 67),
    ]
    path = save(tmp_path / "a.mid", events, played(0, 1, 72, channel=1))  # the other channel's pedal is up
    assert heard(path) == [(0.0, 0.5, 72), (0.0, 1.0, 60), (0.0, 4.0, 64), (1.0, 3.0, 60), (3.5, 4.0, 67)]


def test_drums_have_no_pitches_and_a_note_without_end_ends_with_the_piece(tmp_path: Path) -> None:
    struck = [(1.0, "note_on", {"note": 50, "velocity": 64, "channel": 2})]
    silenced = [*struck, (3.0, "control_change", {"control": 123, "value": 0, "channel": 2})]
    drums = played(0, 8, 36, channel=9)
    assert heard(save(tmp_path / "a.mid", drums, struck)) == [(0.5, 4.0, 50)]
    assert heard(save(tmp_path / "b.mid", drums, silenced)) == [(0.5, 1.5, 50)]


BROKEN = {
    "no MIDI": b"MThd no notes",
    "cut": b"MThd\0\0\0\6\0\1\0\1\1\xe0MTrk\0\0\1\0\0\x90",
    "SMPTE time": b"MThd\0\0\0\6\0\1\0\1\xe7\x28MTrk\0\0\0\4\0\xff\x2f\0",
    "patterns": b"MThd\0\0\0\6\0\2\0\1\1\xe0MTrk\0\0\0\4\0\xff\x2f\0",
    "a key that does not exist": b"MThd\0\0\0\6\0\1\0\1\1\xe0MTrk\0\0\0\x0a\0\xff\x59\2\x40\0\0\xff\x2f\0",
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_midi_file_is_told_from_a_sound(case: str, tmp_path: Path) -> None:
    (tmp_path / "a.mid").write_bytes(BROKEN[case])
    with pytest.raises(Unusable) as raised:
        read_notes(tmp_path / "a.mid")
    assert raised.value.kind == "bad-midi"


# -- what the descriptors are told -------------------------------------------------------------------------------------


def test_activations_are_decibels_below_the_loudest_note() -> None:
    """Half the velocity is a quarter of the amplitude (SoundFont 2.01, 8.4.1): -12.04 dB, 0.599 of 30 dB."""
    notes = [Note(0.0, 1.0, 60, 1.0, HELD_DB_S), Note(0.0, 1.0, 64, 0.5, HELD_DB_S), Note(0.0, 1.0, 67, 0.1, HELD_DB_S)]
    values = activations(notes, 300, FeatureSpec())
    assert values.shape == (300, N_NOTES) and values.dtype == np.float32
    column = {pitch: pitch - LOWEST_NOTE for pitch in (60, 64, 67)}
    assert values[100, column[60]] == 1.0
    assert values[100, column[64]] == pytest.approx(1 - 12.04 / 30, abs=1e-3)
    assert values[100, column[67]] == 0.0  # 40 dB down
    assert not values[265:].any() and np.count_nonzero(values[100]) == 2  # 0.41 s after the end


def test_a_struck_note_fades_beside_a_held_one_and_leaves_when_let_go() -> None:
    spec = FeatureSpec()
    struck, held = Note(0.0, 2.0, 48, 1.0, decay_of(0, 48)), Note(0.0, 9.0, 72, 1.0, HELD_DB_S)
    values = activations([struck, held], round(4 * spec.frame_rate), spec)
    seconds = np.arange(len(values)) / spec.frame_rate
    low = values[:, 48 - LOWEST_NOTE]
    falling = seconds < 1.9
    assert low[falling] == pytest.approx(1.0 - struck.decay * seconds[falling] / 30.0, abs=1e-3)
    assert not low[seconds > 2.1].any() and (values[:, 72 - LOWEST_NOTE] == 1.0).all()
    late = activations([struck, held], 100, spec, first_frame=200)
    assert np.array_equal(late, values[200:300])


@pytest.mark.parametrize(("pitch", "column"), [(36, 0), (95, 59), (35, 11), (24, 0), (0, 0), (96, 48), (127, 55)])
def test_pitches_outside_go_to_their_octave_inside(pitch: int, column: int) -> None:
    assert column_of(pitch) == column and column % 12 == pitch % 12


@pytest.fixture(scope="module")
def tune(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Note], np.ndarray]:
    """A tune of single notes, an octave apart and more at times, rendered: file, notes, mono sound."""
    folder = tmp_path_factory.mktemp("tune")
    events = [(0.0, "program_change", {"program": 19})]  # an organ: every note as loud until its end
    for n, pitch in enumerate((60, 67, 48, 72, 55, 84)):
        events += played(n, 0.9, pitch)
    path = save(folder / "midi" / "tune.mid", [(0.0, "set_tempo", {"tempo": 600_000})], events)
    notes = render(path, find_soundfont(), folder / "tune.wav", RATE)
    return path, notes, soundfile.read(folder / "tune.wav", dtype="float32")[0].mean(axis=1)


@needs_fluidsynth
def test_what_is_rendered_sounds_as_labelled(tune: tuple) -> None:
    """The strongest partial below 4 kHz (a plain FFT in the middle of each note) is the label's or a multiple of it,
    and the sound starts with the first note (measured: within 9 cents, after 6.6 ms)."""
    _, notes, sound = tune
    assert len(notes) == 6 and 0.2 < len(sound) / RATE - notes[-1].offset < 2.0
    window = np.hanning(8192)
    for note in notes:
        middle = round((note.onset + 0.3) * RATE)
        spectrum = np.abs(np.fft.rfft(sound[middle - 4096 : middle + 4096] * window, 65536))
        hz = spectrum[: 4000 * 65536 // RATE].argmax() * RATE / 65536
        multiple = hz / (440.0 * 2.0 ** ((note.pitch - 69) / 12.0))
        assert round(multiple) >= 1 and abs(1200.0 * np.log2(multiple / round(multiple))) < 20.0, (note, hz)
    assert np.flatnonzero(np.abs(sound) > 0.02 * np.abs(sound).max())[0] / RATE < 0.015


@needs_fluidsynth
def test_midi_becomes_a_piece_with_its_notes_and_both_licences(tune: tuple, tmp_path: Path) -> None:
    shutil.copy(tune[0], tmp_path / "tune.mid")
    (tmp_path / "licence.txt").write_text("CC-BY-4.0\n")
    contents = prepare([tmp_path], tmp_path / "data", workers=1, varispeed=[12.0])
    piece, faster = sorted(contents["pieces"], key=lambda p: p["semitones"])
    font = find_soundfont()
    assert piece["licence"] == f"CC-BY-4.0 AND {font.licence}" and font.attribution in piece["attribution"]
    assert font.path.name in piece["source"] and piece["notes"] == "midi" and piece["remarks"] == []
    described = np.load(tmp_path / "data" / "descriptors" / f"{piece['id']}.npy")[:, NOTES:]
    for note in tune[1]:
        frame = round((note.onset + 0.3) * RATE / 256)
        assert np.flatnonzero(described[frame]).tolist() == [note.pitch - LOWEST_NOTE]
    twice = np.load(tmp_path / "data" / "descriptors" / f"{faster['id']}.npy")[:, NOTES:]
    frame = round((tune[1][0].onset + 0.3) * RATE / 256)
    assert np.flatnonzero(twice[frame // 2]).tolist() == [tune[1][0].pitch + 12 - LOWEST_NOTE]
    assert faster["seconds"] == pytest.approx(piece["seconds"] / 2, abs=0.02)
    assert faster["original"] == piece["id"] == piece["original"]


@needs_fluidsynth
def test_a_midi_file_can_be_a_reference_too(tune: tuple) -> None:
    path, _, sound = tune
    clips = read_clips(path.parent, 2.0, 1)["midi"]
    assert [(clip.name, clip.audio.shape) for clip in clips] == [("tune", (2 * RATE, 2))]
    np.testing.assert_allclose(decode(path, RATE).mean(axis=1), sound, atol=1e-6)


def test_without_fluidsynth_midi_is_skipped_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    save(tmp_path / "tune.mid", played(0, 4, 60))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrepareError, match="none of 1 files could be used, see above"):
        prepare([tmp_path], tmp_path / "data", workers=1)
    assert "apt install fluidsynth" in caplog.text and "tune.mid" in caplog.text


def test_a_soundfont_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PrepareError, match=r"cannot read the soundfont .*No such file"):
        find_soundfont(tmp_path / "none.sf2")
    (tmp_path / "text.sf2").write_text("no sound")
    monkeypatch.setenv("REALTIME_GEN_SOUNDFONT", str(tmp_path / "text.sf2"))
    with pytest.raises(PrepareError, match="is not a soundfont"):
        find_soundfont()
    (tmp_path / "mine.sf2").write_bytes(b"RIFF\0\0\0\0sfbk")
    assert find_soundfont(tmp_path / "mine.sf2").licence == "not-stated"
    (tmp_path / "mine.sf2.license").write_text("licence: CC0-1.0\nauthor: Me\n")
    font = find_soundfont(tmp_path / "mine.sf2")
    assert font is not None and (font.licence, font.attribution) == ("CC0-1.0", "Me")


# -- folders with labels -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def musicnet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two recordings in MusicNet's layout, at its rate: a cello alone, and a cello with a piano."""
    root = tmp_path_factory.mktemp("musicnet")
    header = ["start_time", "end_time", "instrument", "note", "start_beat", "end_beat", "note_value"]
    for split, number, rows in (
        ("train", "2186", [(0, 44100, 43, 48), (44100, 110250, 43, 55)]),
        ("test", "1759", [(0, 110250, 43, 48), (22050, 66150, 1, 76)]),
    ):
        t = np.arange(110250)
        sound = np.zeros(len(t))
        for start, end, _, note in rows:
            hz = 440.0 * 2.0 ** ((note - 69) / 12.0)
            tone = sum(np.sin(2 * np.pi * hz * k * t / 44100) / k for k in range(1, 8))
            sound += 0.1 * tone * ((t >= start) & (t < end))
        for kind in ("data", "labels"):
            (root / f"{split}_{kind}").mkdir()
        soundfile.write(root / f"{split}_data" / f"{number}.wav", sound, 44100)
        with (root / f"{split}_labels" / f"{number}.csv").open("w", newline="") as handle:
            csv.writer(handle).writerows([header, *((*row, 0.0, 1.0, "Quarter") for row in rows)])
    (root / "musicnet_metadata.csv").write_text(
        "id,composer,composition,movement,ensemble,source,transcriber,catalog_name,seconds\n"
        "2186,Bach,Cello Suite 4,2. Allemande,Solo Cello,European Archive,suzu,BWV1010,2\n"
    )
    return root


def test_a_musicnet_folder_is_read_as_it_is(musicnet: Path, tmp_path: Path) -> None:
    contents = prepare([musicnet], tmp_path / "data", workers=1)
    pieces = {piece["file"]: piece for piece in contents["pieces"]}
    suite, other = pieces["train_data/2186.wav"], pieces["test_data/1759.wav"]
    assert (suite["style"], suite["title"], suite["author"]) == ("solo-cello", "Cello Suite 4, 2. Allemande", "Bach")
    assert suite["licence"] == "CC-BY-4.0" and "Thickstun" in suite["attribution"]
    assert suite["source"] == "European Archive / MusicNet 2186"
    assert (other["style"], other["licence"], other["notes"]) == ("ensemble", "", "musicnet")
    for piece, expected in ((suite, {0.5: [48], 1.5: [55]}), (other, {0.2: [48], 1.0: [48, 76], 2.0: [48]})):
        notes = np.load(tmp_path / "data" / "descriptors" / f"{piece['id']}.npy")[:, NOTES:]
        for second, pitches in expected.items():
            assert (np.flatnonzero(notes[round(second * 187.5)]) + LOWEST_NOTE).tolist() == pitches


def test_labels_that_make_no_sense_are_named_by_line(musicnet: Path, tmp_path: Path) -> None:
    recording = musicnet / "train_data" / "2186.wav"
    assert style_of(recording, labels_of(recording)) == "solo-cello"
    for text, reason in (
        ("start_time,end_time,instrument,note\n0,10,43,48\n0,x,43,48\n", "line 3: could not convert"),
        ("start_time,end_time,instrument\n0,10,43\n", "line 2: no column 'note'"),
        ("start_time,end_time,instrument,note\n0,10,43,148\n", "line 2: a number is out of range"),
    ):
        (tmp_path / "1.csv").write_text(text)
        with pytest.raises(Unusable, match=rf"1\.csv, {reason}") as raised:
            read_labels(tmp_path / "1.csv")
        assert raised.value.kind == "bad-labels"


def test_midi_beside_a_recording_of_the_same_name_is_its_notes(musicnet: Path, tmp_path: Path) -> None:
    """As in MAESTRO. It is not rendered, and the report says what was made of it."""
    shutil.copy(musicnet / "train_data" / "2186.wav", tmp_path / "take.wav")
    save(tmp_path / "take.midi", [(0.0, "set_tempo", {"tempo": 500_000}), *played(0, 2, 48), *played(2, 3, 55)])
    contents = prepare([tmp_path], tmp_path / "data", workers=1)
    assert [(piece["file"], piece["notes"]) for piece in contents["pieces"]] == [("take.wav", "midi")]
    assert contents["remarks"] == [
        "1 MIDI files, such as take, are taken for the notes of the recordings of the same name"
    ]
    notes = np.load(tmp_path / "data" / "descriptors" / f"{contents['pieces'][0]['id']}.npy")[:, NOTES:]
    assert np.flatnonzero(notes[94]).tolist() == [48 - LOWEST_NOTE]
    assert ".midi" in MIDI_SUFFIXES and json.loads((tmp_path / "data" / "dataset.json").read_text()) == contents
