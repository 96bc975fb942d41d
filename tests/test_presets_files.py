"""Presets on the disk: what was saved is recalled exactly, what is wrong with a file is said, and nothing is a path."""

from __future__ import annotations

import os
import threading
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from osc_tools import make_registry

from realtime.bundle import load_model
from realtime.parameters import Registry
from realtime.presets import Preset, PresetError, Presets
from realtime.presets import library as presets_library
from realtime.presets.preset_file import LARGEST, parse_factory, parse_preset, recalled, write_factory, write_preset
from realtime.values import Values

REGISTRY = make_registry(("piano", 'night "rain" \\ \x7f ♫'))
SHIPPED = Path(__file__).resolve().parents[1] / "exported_models"
OF_ROOM = {"gain", "fade", "freeze", "mute"} | {p.name for p in REGISTRY if p.name.startswith("input/")}


def read(text: str, model: str = "test") -> Preset:
    return parse_preset(text, "a.toml", "a", model, REGISTRY)


def presets(folder: Path, factory: str | None = None, model: str = "test") -> Presets:
    file = folder / "factory.toml"
    if factory is not None:
        file.write_text(factory)
    return Presets(model, REGISTRY, file, folder / "presets")


def unheard(sentence: str) -> None:
    pytest.fail(sentence)


FACTORY = """
version = 1
model = "test"
[presets.warm]
description = "dark and near"
[presets.warm.parameters]
brightness = -6.0
[presets."night bells".parameters]
"style/piano" = 0.5
"""

# -- there and back ---------------------------------------------------------------------------------------------------

moves = st.lists(st.tuples(st.integers(0, len(REGISTRY) - 1), st.floats(0.0, 1.0), st.booleans()), max_size=30)


@given(moves)
def test_every_parameter_of_the_sound_comes_back_exactly_and_the_room_stays(played: list) -> None:
    values, later = Values(REGISTRY), Values(REGISTRY)
    for i, where, on in played:
        parameter = REGISTRY.parameters[i]
        values.set(parameter.name, parameter.low + where * (parameter.high - parameter.low))
        if parameter.automatic and on:
            values.set_automatic(parameter.name, True)
    for i, parameter in enumerate(REGISTRY):  # something else plays when it is recalled
        later.set(parameter.name, parameter.low if i % 2 else parameter.high)
    room = {name: later.get(name) for name in OF_ROOM}
    text = write_preset(Preset.of(values, "a"), "test")
    which = recalled(REGISTRY)
    slots, automatic = read(text).state(REGISTRY)
    later.recall(which, slots[which], automatic[which])
    assert read(text).warning == ""
    for parameter in REGISTRY:
        if parameter.name in OF_ROOM:
            assert later.get(parameter.name) == room[parameter.name]
        else:
            assert not parameter.automatic or later.is_automatic(parameter.name) == values.is_automatic(parameter.name)
            if not values.is_automatic(parameter.name):  # while the model writes it, what stood there means nothing
                assert later.get(parameter.name) == values.get(parameter.name)
    assert tomllib.loads(text).keys() == {"version", "model", "parameters"}
    factory = write_factory({"a": Preset.of(values, "a", 'so "so"')}, "test")
    again = parse_factory(factory, "f", "test", REGISTRY)["a"]
    assert again.parameters == read(text).parameters and again.description == 'so "so"'


def test_only_what_belongs_to_the_room_is_left_out() -> None:
    assert {parameter.name for parameter in REGISTRY if not parameter.recalled} == OF_ROOM


def test_it_looks_as_people_write_it() -> None:
    values = Values(make_registry())
    for name, value in (("brightness", 3.0), ("chroma/C#", 1.0), ("style/rain", 0.25), ("gain", -6.0)):
        values.set(name, value)
    assert write_preset(Preset.of(values, "a", "a dark room"), "test") == (
        'version = 1\nmodel = "test"\ndescription = "a dark room"\n\n[parameters]\n'
        'brightness = 3.0\n"chroma/C#" = 1.0\n"style/piano" = 1.0\n"style/rain" = 0.25\n'
    )


def test_naming_a_style_leaves_out_the_others() -> None:
    slots, _ = parse_preset('version = 1\n[parameters]\n"style/rain" = 1', "p", "p", "test", make_registry()).state(
        make_registry()
    )
    registry = make_registry()
    assert (slots[registry.index["style/piano"]], slots[registry.index["style/rain"]]) == (0.0, 1.0)


# -- what may be wrong with a file ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no version"),
        ("version = 2\n[parameters]", "has version 2: this realtime-gen reads version = 1"),
        ("version = true\n[parameters]", "has version true"),
        ("version = 1.0\n[parameters]", "has version 1.0"),
        ("version = 1", "no table [parameters]"),
        ("version = 1\nparameters = 3", "no table [parameters]"),
        ("version = 1\nmodel = 7\n[parameters]", "model = 7 is no name of a model"),
        ("version = 1\ndescription = []\n[parameters]", "description is no text"),
        (f"version = 1\ndescription = '{'x' * 501}'\n[parameters]", "description is no text"),
        ("version = 1\n[parameters]\nbrightness = nan", "brightness = nan is no number that can be set"),
        ("version = 1\n[parameters]\nbrightness = -inf", "brightness = -inf is no number that can be set"),
        ("version = 1\n[parameters]\nbrightness = true", "brightness = true is no number"),
        ("version = 1\n[parameters]\n'chroma/C#' = 'loud'", '"chroma/C#" = loud is no number'),
        ("version = 1\n[parameters]\nbrightness = 1979-05-27", "brightness = a date or time is no number"),
        (f"version = 1\n[parameters]\nbrightness = 1{'0' * 400}", "a number beyond 10^18 is no number that can be set"),
        (f"version = 1\n[parameters]\nbrightness = 1{'0' * 5000}", "cannot be read as TOML"),
        ("version = 1\n[parameters]\nbrightness = {a = 1}", "brightness = a table is no number"),
        ("version = 1\nx = " + "[" * 20_000, "cannot be read as TOML"),
        ("version = 1\n[parameters]\nx = 1\nx = 2", "cannot be read as TOML"),
    ],
)
def test_what_is_wrong_is_one_sentence_that_names_file_and_key(text: str, says: str) -> None:
    with pytest.raises(PresetError) as caught:
        read(text)
    assert says in str(caught.value) and str(caught.value).startswith("a.toml") and len(str(caught.value)) < 300


def test_what_is_unknown_of_the_room_or_out_of_range_warns_and_the_rest_is_recalled() -> None:
    found = read("version = 1\nmood = 3\n[parameters]\nbrightnes = 1\ngain = -3\nbrightness = 99\nwidth = 0.5")
    assert found.parameters == {"brightness": 12.0, "width": 0.5}
    assert found.warning == (
        "the preset 'a' is recalled, but for what is unknown: mood, brightnes; of the room, not of the sound: gain; "
        "outside the range: brightness (now 12)"
    )
    many = "\n".join(f"p{i} = 1" for i in range(100))
    assert read(f"version = 1\n[parameters]\n{many}").warning.endswith("unknown: p0, p1, p2, p3, p4 and 95 more")


def test_another_models_latents_and_places_are_left_out() -> None:
    found = read("version = 1\nmodel = 'other'\n[parameters]\n'latent/0' = 2\nx = 1\ny = 1\nwidth = 0.5")
    assert found.parameters == {"width": 0.5} and "of the model other: latent/0, x, y" in found.warning


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(str(key))} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in value) + '"'
    return {None: '""', True: "true", False: "false"}.get(value, repr(value))  # type: ignore[call-overload]


names = st.sampled_from([p.name for p in REGISTRY]) | st.text(max_size=20)
hostile = st.one_of(
    st.text(max_size=200),
    st.binary(max_size=200).map(lambda data: data.decode("latin-1")),
    st.builds(
        lambda head, parameters: (
            "".join(f"{toml(key)} = {toml(value)}\n" for key, value in head.items())
            + "[parameters]\n"
            + "".join(f"{toml(key)} = {toml(value)}\n" for key, value in parameters.items())
        ),
        st.fixed_dictionaries(
            {"version": st.just(1) | json_like}, optional={"model": json_like, "description": json_like, "x": json_like}
        ),
        st.dictionaries(names, st.floats() | st.integers() | json_like, max_size=6),
    ),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(hostile)
def test_whatever_stands_in_a_file_it_is_a_preset_inside_the_ranges_or_one_sentence(text: str) -> None:
    for parse in (read, lambda text: parse_factory(text, "a.toml", "test", REGISTRY)):
        try:
            found = parse(text)
        except PresetError as error:
            assert "a.toml" in str(error) and "\n" not in str(error)
            continue
        for preset in found.values() if isinstance(found, dict) else [found]:
            for name, value in preset.parameters.items():
                assert REGISTRY[name].clamp(value) == value


def test_files_that_are_no_presets_are_named_and_the_others_are_there(tmp_path: Path) -> None:
    folder = tmp_path / "presets" / "test"
    folder.mkdir(parents=True)
    (folder / "good.toml").write_text("version = 1\n[parameters]\nwidth = 0.5")
    (folder / "broken.toml").write_text("version = ")
    (folder / "large.toml").write_text("#" * (LARGEST + 1))
    (folder / "latin.toml").write_bytes(b"version = 1 # \xe9")
    (folder / ".hidden.toml").write_text("version = 1\n[parameters]")
    (folder / "notes.txt").write_text("mine")
    (folder / "folder.toml").mkdir()
    (folder / "gone.toml").symlink_to(tmp_path / "nothing")
    os.mkfifo(folder / "pipe.toml")  # who opens it waits for ever
    found = presets(tmp_path, "version = 3")
    assert found.names() == ["good"] and found.find("good").parameters == {"width": 0.5}
    says = {
        "broken": "cannot be read as TOML", "large": "larger than 64 KB", "latin": "not UTF-8", "folder": "is no file",
        "gone": "cannot be read", "pipe": "is no file", "": "factory.toml has version 3",
    }  # fmt: skip
    assert found.problems.keys() == says.keys()
    for name, words in says.items():
        assert words in found.problems[name]
        if name:
            with pytest.raises(PresetError, match=words):
                found.find(name)
    found.save(Preset("broken", {"width": 0.25}), unheard)
    found.delete("latin", unheard)
    found.flush()
    again = presets(tmp_path)
    assert again.names() == ["broken", "good"] and "latin" not in again.problems


# -- yours and the model's --------------------------------------------------------------------------------------------


def test_a_preset_of_yours_hides_the_models_until_it_is_deleted(tmp_path: Path) -> None:
    one = presets(tmp_path, FACTORY)
    assert one.names() == ["night bells", "warm"] and one.find("warm").description == "dark and near"
    with pytest.raises(PresetError, match="came with the model test: it cannot be deleted"):
        one.delete("warm", unheard)
    one.save(Preset("warm", {"width": 0.5}), unheard)
    assert one.find("warm").parameters == {"width": 0.5} and one.names() == ["night bells", "warm"]
    one.flush()
    assert presets(tmp_path).find("warm").parameters == {"width": 0.5}
    one.delete("warm", unheard)
    one.flush()
    assert one.find("warm").parameters == {"brightness": -6.0} == presets(tmp_path).find("warm").parameters
    assert list((tmp_path / "presets" / "test").iterdir()) == []


def test_what_has_no_name_is_not_deleted_though_the_models_file_is_broken(tmp_path: Path) -> None:
    one = presets(tmp_path, "nonsense")
    nameless = tmp_path / "presets" / "test" / ".toml"
    nameless.parent.mkdir(parents=True)
    nameless.touch()
    with pytest.raises(PresetError, match="cannot be read as TOML"):
        one.delete("", unheard)
    one.flush()
    assert nameless.exists() and "" in one.problems


def test_saving_again_replaces_it_and_keeps_what_a_hand_wrote_about_it(tmp_path: Path) -> None:
    (tmp_path / "presets" / "test").mkdir(parents=True)
    (tmp_path / "presets" / "test" / "mine.toml").write_text(
        "version = 1\ndescription = 'for the slow part'\n[parameters]\nwidth = 1"
    )
    one = presets(tmp_path)
    one.save(Preset("mine", {"width": 0.5}), unheard)
    one.flush()
    again = presets(tmp_path).find("mine")
    assert (again.parameters, again.description) == ({"width": 0.5}, "for the slow part")
    assert [path.name for path in (tmp_path / "presets" / "test").iterdir()] == ["mine.toml"], "no temporary file"


@pytest.mark.parametrize("name", ["", "..", "a/b", "/tmp/a", "a\\b", ".hidden", "a\0b", "x" * 65, "a\nb", "\ud800"])
def test_a_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    one = presets(tmp_path)
    with pytest.raises(ValueError, match="a preset's name"):
        one.save(Preset(name), unheard)
    with pytest.raises(PresetError, match="no preset called"):
        one.find(name)
    with pytest.raises(PresetError, match="no preset called"):
        one.delete(name, unheard)
    assert not (tmp_path / "presets").exists()


def test_a_model_whose_name_is_a_path_has_no_presets_of_yours(tmp_path: Path) -> None:
    one = presets(tmp_path, FACTORY.replace('"test"', '"../../evil"'), model="../../evil")
    assert one.names() == ["night bells", "warm"]
    with pytest.raises(PresetError, match="rename it"):
        one.save(Preset("a"), unheard)


def test_an_unknown_name_is_answered_with_those_that_are_near(tmp_path: Path) -> None:
    for name, says in (
        ("Night Bell", r"no preset called 'Night Bell'; did you mean night bells\?"),
        ("zzz", "there are night bells, warm"),
    ):
        with pytest.raises(PresetError, match=says):
            presets(tmp_path, FACTORY).find(name)


def test_there_may_be_so_many_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presets_library, "MOST", 3)
    one = presets(tmp_path)
    for name in "abc":
        one.save(Preset(name), unheard)
    with pytest.raises(PresetError, match="there are 3 presets of test already"):
        one.save(Preset("d"), unheard)
    one.save(Preset("a", {"width": 0.5}), unheard)
    one.delete("b", unheard)
    one.save(Preset("d"), unheard)
    one.flush()
    assert presets(tmp_path).names() == ["a", "c", "d"]


def test_what_cannot_be_written_is_reported_and_plays_on(tmp_path: Path) -> None:
    (tmp_path / "presets").write_text("a file where the folder should be")
    one, told = presets(tmp_path), threading.Event()
    sentences: list[str] = []
    one.save(Preset("a", {"width": 0.5}), lambda sentence: (sentences.append(sentence), told.set()))  # type: ignore[func-returns-value]
    assert told.wait(5.0) and "not saved as a on the disk (" in sentences[0]
    assert one.find("a").parameters == {"width": 0.5}


def test_a_disk_that_hangs_makes_nobody_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    going_on = threading.Event()
    monkeypatch.setattr(presets_library, "_write", lambda path, text: going_on.wait(30.0))
    one = presets(tmp_path)
    with pytest.raises(PresetError, match="the disk is too slow"):
        for i in range(100):
            one.save(Preset(f"p{i}"), unheard)
    assert len(one.own) == presets_library.MOST_WAITING
    one.flush(0.01)
    going_on.set()
    one.flush(5.0)


# -- those that are shipped -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", sorted(SHIPPED.glob("*/model.json")), ids=lambda path: path.parent.name)
def test_shipped_models_come_with_presets_that_fit_them(folder: Path, tmp_path: Path) -> None:
    model = load_model(folder.parent)
    registry = Registry(model.bundle)
    found = Presets.of(model, registry, tmp_path)
    assert not found.problems and 6 <= len(found.names()) <= 30
    states = set()
    for preset in found.factory.values():
        assert preset.warning == "" and preset.description and preset.parameters
        states.add(b"".join(array.tobytes() for array in preset.state(registry)))
    assert len(states) == len(found.factory), "each is another"
    played = {key for preset in found.factory.values() for key, value in preset.parameters.items() if value}
    assert {f"style/{style}" for style in model.bundle.styles} <= played, "every style is in one of them"
