"""The MIDI map: what is written is read, and what makes no sense is named with its file and key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osc_tools import make_registry

from realtime.errors import UsageError
from realtime.midi.map import FOLLOWS, PEDALS, Controller, MidiMap, check_map, default_map, load_map, save_map

PARAMETERS = {parameter.name: parameter for parameter in make_registry()}


def test_the_default_map_is_read_as_it_was_written(tmp_path: Path) -> None:
    midi_map = default_map(PARAMETERS)
    assert {"steer", "gain", "brightness", "style/piano", "style/rain"} <= {c.parameter for c in midi_map.controllers}
    save_map(midi_map, tmp_path / "new" / "midi.toml")
    assert load_map(tmp_path / "new" / "midi.toml") == midi_map
    check_map(midi_map, PARAMETERS, tmp_path)


ends = st.none() | st.floats(-100, 100)
numbers = st.integers(0, 127).filter(lambda cc: cc not in PEDALS)
names, channels, switches = st.text(min_size=1), st.integers(0, 16), st.booleans()
controllers = st.one_of(
    st.builds(Controller, names, channels, numbers, st.none(), ends, ends, st.just(False), switches, switches),
    st.builds(Controller, names, channels, st.none(), st.integers(0, 16383), ends, ends),
)


@settings(max_examples=30, deadline=None)
@given(
    st.builds(
        MidiMap,
        st.integers(0, 16),
        st.floats(0.0, 24.0),
        st.sampled_from(FOLLOWS),
        st.floats(20.0, 400.0),
        switches,
        st.lists(controllers, max_size=5).map(tuple),
    )
)
def test_every_map_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, midi_map: MidiMap) -> None:
    path = tmp_path_factory.getbasetemp() / "midi.toml"
    save_map(midi_map, path)
    assert load_map(path) == midi_map


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version = 2", "version is 2"),
        ("", "version is None"),
        ("version = 1\nchanel = 3", "no key 'chanel': did you mean 'channel'?"),
        ("version = 1\nchannel = 17", "channel is 17, and should be a whole number from 0 to 16"),
        ("version = 1\n[bend]\nsemitones = 'two'", r"\[bend\] semitones is 'two', and should be a number"),
        ("version = 1\n[bend]\nsemitones = nan", r"\[bend\] semitones is nan"),
        ("version = 1\n[clock]\nfollow = 'now'", "follow is 'now', and may be running, always, never"),
        ("version = 1\nclock = 3", r"\[clock\] is written with its brackets"),
        ("version = 1\n[[controller]]\ncc = 1", "number 1: parameter is None"),
        ("version = 1\n[[controller]]\nparameter = 'x'", "either a cc or an nrpn"),
        ("version = 1\n[[controller]]\nparameter = 'x'\ncc = 1\nnrpn = 2", "either a cc or an nrpn"),
        ("version = 1\n[[controller]]\nparameter = 'x'\ncc = 64", "cc 64 has a meaning of its own"),
        ("version = 1\n[[controller]]\nparameter = 'x'\ncc = true", "cc is True, and should be a whole number"),
        ("version = 1\n[[controller]]\nparameter = 'x'\ncc = 99\nfine = true", "fine goes with a cc from 0 to 31"),
        ("version = 1\n[[controller]]\nparameter = 'brightnes'\ncc = 1", "did you mean 'brightness'?"),
        (
            "version = 1\n[[controller]]\nparameter = 'gain'\ncc = 1\nhigh = 20",
            "high is 20, and gain goes",
        ),
        ("version = 1\ncontroller = [1]", "number 1: it is no table"),
        ("version = 1\n[[controller]", "cannot be read .*line 2"),
        ("\0", "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_named(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "midi.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=said) as refused:
        check_map(load_map(path), PARAMETERS, path)
    assert str(path) in str(refused.value) and "\n" not in str(refused.value).strip()


def test_a_map_for_several_models_suits_each(tmp_path: Path) -> None:
    path = tmp_path / "midi.toml"
    path.write_text("version = 1\n[[controller]]\nparameter = 'style/whales'\ncc = 20\n")
    check_map(load_map(path), PARAMETERS, path)
