"""MIDI files: their notes, and their sound as FluidSynth renders it with a stated soundfont.

FluidSynth is a program of its own (Debian: fluidsynth) that plays the file; mido reads its notes.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from training.decoding import BLOCK, SILENT
from training.note_labels import Note, decay_of
from training.pieces import NOT_STATED, PrepareError, Unusable

MIDI_SUFFIXES = (".mid", ".midi")
SOUNDFONT_VARIABLE = "REALTIME_GEN_SOUNDFONT"
SOUNDFONT_FOLDERS = ("/usr/share/sounds/sf2", "/usr/share/sounds/sf3", "/usr/share/soundfonts",
                     "/usr/local/share/soundfonts", "/opt/homebrew/share/soundfonts")  # fmt: skip
DRUMS = 9  # channel 10 of General MIDI
SUSTAIN, ALL_SOUND_OFF, ALL_NOTES_OFF = 64, 120, 123
GAIN = 0.7  # FluidSynth's own default, 0.2, is for many loud voices on 16 bits
REST_S = 0.25
LONGEST_S = 3.0 * 3600.0
INSTALL = "install FluidSynth and a soundfont (Debian: apt install fluidsynth fluid-soundfont-gm)"

# What the authors state: file name -> (licence, attribution). Others: a .license file beside the soundfont.
KNOWN = {
    "timgm6mb": ("GPL-2.0-only", "TimGM6mb by Tim Brechbill"),
    "fluidr3_gm": ("MIT", "FluidR3 GM by Frank Wen"),
    "fluidr3_gs": ("MIT", "FluidR3 GS by Frank Wen"),
    "fluidr3mono_gm": ("MIT", "FluidR3Mono GM by Frank Wen and Michael Cowgill"),
    "musescore_general": ("MIT", "MuseScore General by S. Christian Collins, after FluidR3 by Frank Wen"),
}


@dataclass(frozen=True)
class Soundfont:
    """A soundfont with its licence (NOT_STATED where nobody says) and whom to name."""

    path: Path
    licence: str
    attribution: str


def find_soundfont(path: Path | None = None) -> Soundfont | None:
    """The soundfont `path`, else that of $REALTIME_GEN_SOUNDFONT, else the first at the usual places, those first whose
    licence asks nothing but attribution. None where there is none. Raises PrepareError for a path that is no soundfont.
    """
    named = path or (Path(os.environ[SOUNDFONT_VARIABLE]) if os.environ.get(SOUNDFONT_VARIABLE) else None)
    if named is not None:
        try:
            with named.open("rb") as handle:
                head = handle.read(12)
        except OSError as error:
            raise PrepareError(f"cannot read the soundfont {named} ({error.strerror}): name an .sf2 file") from error
        if head[:4] != b"RIFF" or head[8:] != b"sfbk":
            raise PrepareError(f"{named} is not a soundfont: name an .sf2 file")
        return _stated(named)
    files = [file for folder in SOUNDFONT_FOLDERS for file in sorted(Path(folder).glob("*.sf[23]"))]
    fonts = [_stated(file.resolve()) for file in files if file.is_file()]
    return min(fonts, key=lambda font: (font.licence == NOT_STATED, font.licence != "MIT"), default=None)


def _stated(path: Path) -> Soundfont:
    from training.ledger import read_sidecar, sidecar_of

    key = path.stem.lower().replace("-", "_").replace(" ", "_")
    licence, attribution = next((v for k, v in KNOWN.items() if key.startswith(k)), (NOT_STATED, path.name))
    sidecar = sidecar_of(path)
    said = read_sidecar(sidecar) if sidecar else {}
    return Soundfont(path, said.get("licence") or licence, said.get("attribution") or said.get("author") or attribution)


def read_notes(file: Path) -> list[Note]:
    """The notes of a MIDI file, by onset, as one hears them: tempo changes, all tracks, the sustain pedal held.

    Channel 10 (drums) has no pitches and is left out. Raises Unusable.
    """
    return list(_notes(_read(file)))


def _read(file: Path) -> Any:
    """A mido.MidiFile of which all can be played. Raises Unusable."""
    import mido  # only where there is MIDI
    from mido.midifiles.meta import KeySignatureError

    try:
        midi = mido.MidiFile(file, clip=True)
        length = midi.length if midi.type != 2 and midi.ticks_per_beat > 0 else 0.0
    except (OSError, EOFError, ValueError, IndexError, KeyError, TypeError, AttributeError, KeySignatureError) as error:
        raise Unusable("bad-midi", f"cannot be read as MIDI ({error or type(error).__name__})") from error
    if midi.type == 2:
        raise Unusable("bad-midi", "is a MIDI file of type 2, separate patterns: save it as type 0 or 1")
    if midi.ticks_per_beat <= 0:
        raise Unusable("bad-midi", "counts SMPTE frames: save it with beats and a tempo")
    if length > LONGEST_S:
        raise Unusable("bad-midi", f"lasts {length / 3600.0:.1f} hours: split it")
    return midi


def _notes(midi: Any) -> Iterator[Note]:
    found: list[Note] = []
    held: dict[tuple[int, int], tuple[float, float]] = {}  # (channel, pitch) of keys down: onset, velocity
    ringing: dict[tuple[int, int], tuple[float, float]] = {}  # let go while the pedal was down
    pedals: set[int] = set()
    programs = dict.fromkeys(range(16), 0)
    now = 0.0

    def end(store: dict[tuple[int, int], tuple[float, float]], key: tuple[int, int]) -> None:
        onset, velocity = store.pop(key)
        if now > onset:
            found.append(Note(onset, now, key[1], velocity, decay_of(programs[key[0]], key[1])))

    for message in midi:
        now += message.time
        if message.is_meta or not hasattr(message, "channel") or message.channel == DRUMS:
            continue
        channel = message.channel
        if message.type == "program_change":
            programs[channel] = message.program
        elif message.type in ("note_on", "note_off"):
            key = (channel, message.note)
            if message.type == "note_on" and message.velocity > 0:
                for store in (held, ringing):  # struck again: the same string
                    if key in store:
                        end(store, key)
                held[key] = (now, message.velocity / 127.0)
            elif key in held:
                if channel in pedals:
                    ringing[key] = held.pop(key)
                else:
                    end(held, key)
        elif message.type == "control_change":
            if message.control == SUSTAIN:
                (pedals.add if message.value >= 64 else pedals.discard)(channel)
            released = message.control in (ALL_SOUND_OFF, ALL_NOTES_OFF)
            for store in (held, ringing) if released else (ringing,):
                if released or (message.control == SUSTAIN and message.value < 64):
                    for key in [key for key in store if key[0] == channel]:
                        end(store, key)
    for store in (held, ringing):
        for key in list(store):
            end(store, key)
    yield from sorted(found)


def render(file: Path, soundfont: Soundfont | None, target: Path, sample_rate: int) -> list[Note]:
    """Render a MIDI file to `target` (a WAV of float samples, so that nothing clips) and return its notes.

    Raises Unusable: the file is broken, or FluidSynth or a soundfont is missing.
    """
    midi = _read(file)
    if not any(message.type == "note_on" for track in midi.tracks for message in track):
        raise Unusable("bad-midi", "has no notes")
    program = shutil.which("fluidsynth")
    if program is None:
        raise Unusable("no-fluidsynth", f"is MIDI, and there is no FluidSynth to play it: {INSTALL}")
    if soundfont is None:
        raise Unusable("no-fluidsynth", f"is MIDI, and there is no soundfont: {INSTALL}, or name one with --soundfont")
    command = [program, "-n", "-i", "-q", "-r", str(sample_rate), "-g", str(GAIN), "-T", "wav", "-O", "float",
               "-F", str(target), str(soundfont.path), str(file.absolute())]  # fmt: skip
    try:
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, errors="replace", timeout=LONGEST_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unusable("bad-midi", f"cannot be rendered ({error})") from error
    if result.returncode or not target.is_file():
        reason = (result.stderr or result.stdout).strip().splitlines()[-1:] or [f"exit code {result.returncode}"]
        raise Unusable("bad-midi", f"cannot be rendered by FluidSynth ({reason[0]})")
    notes = list(_notes(midi))
    _trim(target, max((note.onset for note in notes), default=0.0))
    return notes


def _trim(sound_file: Path, last_onset: float) -> None:
    """End a rendering REST_S after its last sound; FluidSynth goes on for a few silent seconds."""
    with soundfile.SoundFile(sound_file, "r+") as sound:
        if sound.frames < last_onset * sound.samplerate:  # FluidSynth does not say that the disk is full
            if shutil.disk_usage(sound_file.parent).free < 1 << 20:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(sound_file))
            raise Unusable("bad-midi", "was rendered by FluidSynth in part only")
        last = 0
        for block in sound.blocks(BLOCK, dtype="float32", always_2d=True):
            heard = np.flatnonzero(np.abs(block).max(axis=1) > SILENT)
            if len(heard):
                last = sound.tell() - len(block) + int(heard[-1]) + 1
        sound.truncate(min(sound.frames, last + round(REST_S * sound.samplerate)))
